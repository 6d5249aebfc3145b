"""The gazetteer: what names mean, what a user's folder adds, what is refused."""

import time
from pathlib import Path

import pytest

from riwaya.errors import LexiconError
from riwaya.lexicon.gazetteer import DATA, PRECISIONS, Gazetteer, key, load_gazetteer
from riwaya.text.fold import fold

HEADER = "name\tname_en\taliases\tadmin1\tadmin1_en\tcountry\tlatitude\tlongitude\tprecision\tgeonames_id\tprovenance\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


SETTLEMENTS = [
    ("حلب", "Aleppo", "Aleppo", "Syria"),
    ("منبج", "Manbij", "Aleppo", "Syria"),
    ("اعزاز", "Azaz", "Aleppo", "Syria"),
    ("كوباني", "Kobani", "Aleppo", "Syria"),
    ("ديرالزور", "Deir ez-Zor", "Deir ez-Zor", "Syria"),
    ("الموصل", "Mosul", "Nineveh", "Iraq"),
    ("موصل", "Mosul", "Nineveh", "Iraq"),
    ("تكريت", "Tikrit", "Salah al-Din", "Iraq"),
    ("هولير", "Erbil", "Erbil", "Iraq"),
    ("عيتا الشعب", "Aita al-Shaab", "Nabatieh", "Lebanon"),
    ("خانيونس", "Khan Yunis", "Gaza Strip", "Palestine"),
    ("نابلس", "Nablus", "West Bank", "Palestine"),
    ("مأرب", "Marib", "Marib", "Yemen"),
    ("الفاشر", "El Fasher", "North Darfur", "Sudan"),
    ("بورتسودان", "Port Sudan", "Red Sea", "Sudan"),
    ("سرت", "Sirte", "Sirte", "Libya"),
    ("العريش", "Arish", "North Sinai", "Egypt"),
    ("كيسمايو", "Kismayo", "Lower Juba", "Somalia"),
    ("غازي عنتاب", "Gaziantep", "Gaziantep", "Turkey"),
    ("اصفهان", "Isfahan", "Isfahan", "Iran"),
    ("تمبكتو", "Timbuktu", "Timbuktu", "Mali"),
    ("لندن", "London", "England", "United Kingdom"),
    ("واشنطن", "Washington, D.C.", "District of Columbia", "United States"),
]


@pytest.mark.parametrize(("name", "name_en", "admin1_en", "country_en"), SETTLEMENTS)
def test_settlements(gazetteer: Gazetteer, name: str, name_en: str, admin1_en: str, country_en: str) -> None:
    found = [p for p in gazetteer.lookup(fold(name)) if p.precision == "settlement"]
    assert (found[0].name_en, found[0].admin1_en, found[0].country_en) == (name_en, admin1_en, country_en)
    assert found[0].latitude is not None


WIDER = [
    ("العراق", "country", "Iraq", "Iraq"),
    ("سورية", "country", "Syria", "Syria"),
    ("بريطانيا", "country", "United Kingdom", "United Kingdom"),
    ("كوت ديفوار", "country", "Ivory Coast", "Ivory Coast"),
    ("إدلب", "admin1", "Idlib", "Syria"),
    ("نينوى", "admin1", "Nineveh", "Iraq"),
    ("قطاع غزة", "admin1", "Gaza Strip", "Palestine"),
    ("خيبر بختونخوا", "admin1", "Khyber Pakhtunkhwa", "Pakistan"),
    ("بعلبك - الهرمل", "admin1", "Baalbek-Hermel", "Lebanon"),
    ("شمال غزة", "admin2", "North Gaza", "Palestine"),
    ("شمال شرقي سوريا", "region", "Northeast Syria", "Syria"),
    ("دارفور", "region", "Darfur", "Sudan"),
    ("مضيق هرمز", "region", "Strait of Hormuz", None),
    ("درعا البلد", "site", "Daraa al-Balad", "Syria"),
    ("باب الهوى", "site", "Bab al-Hawa crossing", "Syria"),
    ("مخيم عين الحلوة", "site", "Ain al-Hilweh camp", "Lebanon"),
]


@pytest.mark.parametrize(("name", "precision", "name_en", "country_en"), WIDER)
def test_wider_and_narrower_places(
    gazetteer: Gazetteer, name: str, precision: str, name_en: str, country_en: str
) -> None:
    found = [p for p in gazetteer.lookup(fold(name)) if p.precision == precision]
    assert [(p.name_en, p.country_en) for p in found] == [(name_en, country_en)]


def test_one_name_many_places(gazetteer: Gazetteer) -> None:
    assert [p.country_en for p in gazetteer.lookup("طرابلس") if p.precision == "settlement"] == [
        "Libya",
        "Lebanon",
    ]
    assert {p.country_en for p in gazetteer.lookup("رفح") if p.precision == "settlement"} == {
        "Palestine",
        "Egypt",
    }


@pytest.mark.parametrize("name", ["", "لا مكان بهذا الاسم", "المجلس", "قال", "التركي"])
def test_no_place(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(fold(name)) == ()


def test_disputed_ground_has_no_country(gazetteer: Gazetteer) -> None:
    jerusalem = next(p for p in gazetteer.lookup("القدس") if p.geonames_id == 281184)
    assert (jerusalem.name_en, jerusalem.country, jerusalem.admin1) == ("Jerusalem", None, None)


def test_longest_counts_words(gazetteer: Gazetteer) -> None:
    assert gazetteer.longest["دير"] >= 2
    assert "لتس" not in gazetteer.longest


@pytest.mark.parametrize(
    ("name", "expected"),
    [("بعلبك - الهرمل", "بعلبك الهرمل"), ("  دير   الزُّور ", "دير الزور"), ("إدلب", "ادلب"), ("حماة", "حماه")],
)
def test_key(name: str, expected: str) -> None:
    assert key(name) == expected


def test_every_row_can_be_read(gazetteer: Gazetteer) -> None:
    places = {p for name in gazetteer._index for p in gazetteer.lookup(name)}
    assert len(places) > 10_000
    for place in places:
        assert place.name
        assert place.name_en, place
        assert place.precision in PRECISIONS
        assert (place.country_en is None) == (place.country_code is None)
        assert place.latitude is None or -90 <= place.latitude <= 90


def test_built_aliases_are_keys() -> None:
    """They are folded when they are built: a change of `fold` needs a new build."""
    rows = [line.split("\t") for line in (DATA / "places.tsv").read_text(encoding="utf-8").splitlines()[2:]]
    assert [a for row in rows for a in row[2].split("|") if a != key(a)] == []


def test_extra_places_are_as_many_as_promised() -> None:
    rows = (DATA / "places_extra.tsv").read_text(encoding="utf-8").splitlines()
    for country in ("SY", "IQ", "LB", "PS", "YE", "SD", "LY"):
        assert sum(f"\t{country}\t" in row for row in rows) >= 30


def test_loading_is_quick() -> None:
    best = min(_seconds(load_gazetteer) for _ in range(3))
    assert best < 0.5  # 0.04 s on an ordinary machine


def _seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _folder(tmp_path: Path, *rows: str) -> Path:
    (tmp_path / "places_extra.tsv").write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_a_users_folder_adds(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        "تل الغراب\tTal al-Ghurab\tتلة الغراب\tحلب\tAleppo\tSY\t36.5\t37.5\tsettlement\t\tfield notes",
    )
    found = load_gazetteer(folder).lookup(fold("تلة الغراب"))
    assert [(p.name, p.admin1_en, p.country, p.latitude) for p in found] == [
        ("تل الغراب", "Aleppo", "سوريا", 36.5)
    ]


def test_a_users_folder_corrects(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "منبج\tMembij\t\t\t\tSY\t\t\tsettlement\t167357\t")
    found = [p for p in load_gazetteer(folder).lookup("منبج") if p.geonames_id == 167357]
    assert [(p.name_en, p.admin1_en, p.latitude) for p in found] == [("Membij", "Aleppo", 36.5281)]


def test_a_users_folder_replaces_a_hand_written_row(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "درعا البلد\tOld Daraa\t\tدرعا\tDaraa\tSY\t\t\tsite\t\t")
    assert [p.name_en for p in load_gazetteer(folder).lookup("درعا البلد")] == ["Old Daraa"]


def test_a_folder_without_places_is_fine(tmp_path: Path) -> None:
    assert load_gazetteer(tmp_path).lookup("منبج")


BAD = [
    ("تل\tTal\t\t\t\tSY\t\t\tvillage\t\t", "unknown precision 'village'"),
    ("تل\tTal\t\t\t\tXX\t\t\tsettlement\t\t", "unknown country 'XX'"),
    ("تل\tTal\t\t\t\tSY\t95\t37\tsettlement\t\t", "'95', '37' is no point"),
    ("تل\tTal\t\t\t\tSY\t36\t\tsettlement\t\t", "is no point"),
    ("تل\tTal\t\t\t\tSY\tشمال\t37\tsettlement\t\t", "is no point"),
    ("تل\tTal\t\t\t\tSY\t\t\tsettlement\tgn5\t", "geonames_id 'gn5' is no number"),
    ("\tTal\t\t\t\tSY\t\t\tsettlement\t\t", "no name"),
    ("تل\tTal\t\t\t\tSY\t\t\tsettlement\t\t\t\tمزيد", "13 cells for 11 columns"),
]


@pytest.mark.parametrize(("row", "message"), BAD)
def test_errors_say_where(tmp_path: Path, row: str, message: str) -> None:
    folder = _folder(tmp_path, row)
    with pytest.raises(LexiconError) as caught:
        load_gazetteer(folder)
    assert message in str(caught.value)
    assert "places_extra.tsv:2" in str(caught.value)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "places_extra.tsv").write_text("name\tname_en\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="no column 'aliases'"):
        load_gazetteer(tmp_path)

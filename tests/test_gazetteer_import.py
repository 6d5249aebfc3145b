"""Importing places: every source's format, what is merged with what, what is refused, and that it holds still."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya import pipeline
from riwaya.cli import main
from riwaya.errors import LexiconError, RiwayaError
from riwaya.gazetteer_import import import_places, take_all
from riwaya.gazetteer_import.merge import Merger, kilometres
from riwaya.gazetteer_import.record import Record, arabic_names, english, english_key
from riwaya.lexicon.gazetteer import load_gazetteer
from riwaya.lexicon.imported import IMPORT_COLUMNS, ImportedRow, read_imported
from riwaya.text.fold import fold

KNOWN = load_gazetteer()
FEW = replace(KNOWN, _index={name: KNOWN._index[name] for name in ("حلب", "ادلب", "منبج", "الباب")})  # fast


def geonames(number, name, alternates="", y=36.5, x=37.5, feature="P.PPL", admin1="09", population=0) -> str:
    kind, code = feature.split(".")
    cells = [number, name, name, alternates, y, x, kind, code, "SY", "", admin1, "", "", "", population, "", 400, "Asia/Damascus", "2024-01-01"]  # fmt: skip
    return "\t".join(map(str, cells))


def alternate(number, language, name, preferred="", historic="") -> str:
    return "\t".join(["1", str(number), language, name, preferred, "", "", historic, "", ""])


# Made up, except for Manbij and the division: places that no list has.
DUMP = [
    geonames(170062, "Aleppo Governorate", "Aleppo,محافظة حلب", feature="A.ADM1"),
    geonames(9100001, "Kafr Tajrib", "Kafr Tajrib,كفر تجريب,كفر تجريبة", 36.21, 37.61, population=1200),
    geonames(9100002, "Tall al Miḩbarah", "تل المحبرة", 36.31, 37.71),
    geonames(9100003, "Nameless Hill", "", 36.41, 37.81),
    geonames(9100004, "Wādī al Waraq", "وادي الورق", 36.0, 37.0, feature="H.WAD"),
    geonames(9100005, "Kharāb al Ḩibr", "خراب الحبر", 36.1, 37.1, feature="P.PPLQ"),
    geonames(167357, "Manbij", "Manbij,منبج,منبج الكبرى", 36.52814, 37.95497),
]
ALTERNATES = [
    alternate(9100003, "ar", "تلة بلا اسم", preferred="1"),
    alternate(9100003, "ku", "گرێ"),
    alternate(9100001, "ar", "كفر تجريبي"),
    alternate(9100001, "ar", "تجريب القديمة", historic="1"),
    alternate(9100002, "en", "Inkwell Hill"),
]
OCHA_HEADER = "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE,ADM4_EN,ADM4_AR,ADM4_PCODE,Latitude,Longitude"
OCHA = [
    OCHA_HEADER,
    "#country+name,#country+code,#adm1+name,#adm1+name+ar,#adm1+code,#adm2+name,#adm2+name+ar,#adm2+code,#adm4+name,#adm4+name+ar,#adm4+code,#geo+lat,#geo+lon",
    "Syria,SY,Aleppo,حلب,SY02,Menbij,منبج,SY0203,Kafr Tajreeb,كفر تجريب,C9001,36.22,37.60",
    'Syria,SY,Aleppo,حلب,SY02,Menbij,منبج,SY0203,"Qalam, Upper",القلم الفوقاني,C9002,36.60,37.90',
]
WOF_HEADER = "wof:id,wof:name,name:ara_x_preferred,wof:placetype,iso_country,geom:latitude,geom:longitude,wof:parent_id,superseded_by,gn:id"
WOF = [
    WOF_HEADER,
    "85670001,Aleppo,محافظة حلب,region,SY,36.2,37.5,85632413,,",
    "421000001,Kafr Tajrib,,locality,SY,36.2101,37.6099,85670001,,",
    "421000002,Mihbara,المحبرة الجديدة,locality,SY,35.9,37.2,85670001,,",
    "421000003,Old One,القديم البعيد,locality,SY,35.8,37.2,85670001,421000002,",
    "421000004,Inkwell,,locality,SY,0.0,0.0,85670001,,9100002",
    "421000005,Sea,بحر,ocean,SY,35.8,37.2,,,",
]


def write(folder: Path, **files: list[str]) -> list[Path]:
    paths = []
    for name, lines in files.items():
        paths.append(folder / name.replace("_", "."))
        paths[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def run_import(folder: Path, *paths: Path, country: str = "") -> dict[str, ImportedRow]:
    import_places(paths, folder / "lexicon", country)
    return {row.id: row for row in read_imported(folder / "lexicon" / "places_import.tsv")}


def test_a_dump_gives_its_settlements_with_their_division(tmp_path):
    rows = run_import(tmp_path, *write(tmp_path, SY_txt=DUMP))
    village = rows["gn:9100001"]
    assert (village.name, village.aliases) == ("كفر تجريب", ("كفر تجريبه",))
    assert (village.name_en, village.admin1, village.admin1_en, village.country) == (
        "Kafr Tajrib",
        "حلب",
        "Aleppo",
        "SY",
    )
    assert (village.latitude, village.longitude, village.population) == (36.21, 37.61, 1200)
    assert (village.precision, village.provenance) == ("settlement", ("GeoNames SY.txt",))
    assert rows["gn:9100002"].name_en == "Tall al Mihbarah"


@pytest.mark.parametrize(
    "left_out", [9100003, 9100004, 9100005], ids=["no Arabic name", "a valley", "abandoned"]
)
def test_what_a_dump_has_besides_is_left_out(tmp_path, left_out):
    assert f"gn:{left_out}" not in run_import(tmp_path, *write(tmp_path, SY_txt=DUMP))


def test_a_known_place_is_enriched_and_not_doubled(tmp_path):
    rows = run_import(tmp_path, *write(tmp_path, SY_txt=DUMP))
    assert rows["gn:167357"].aliases == ("منبج الكبري",)
    gazetteer = load_gazetteer(tmp_path / "lexicon")
    assert gazetteer.lookup(fold("منبج الكبرى")) == tuple(
        p for p in KNOWN.lookup("منبج") if p.geonames_id == 167357
    )
    assert gazetteer.lookup("منبج") == KNOWN.lookup("منبج")


def test_what_adds_nothing_leaves_no_row(tmp_path):
    rows = run_import(
        tmp_path, *write(tmp_path, SY_txt=[geonames(167357, "Manbij", "منبج", 36.52814, 37.95497)])
    )
    assert rows == {}


def test_alternate_names_join_the_dump_whatever_their_order(tmp_path):
    dump, names = write(tmp_path, SY_txt=DUMP, alternateNamesV2_txt=ALTERNATES)
    rows = run_import(tmp_path, names, dump)
    assert rows["gn:9100003"].name == "تلة بلا اسم"
    assert rows["gn:9100003"].provenance == ("GeoNames SY.txt", "GeoNames names alternateNamesV2.txt")
    assert (rows["gn:9100001"].name, rows["gn:9100001"].aliases) == ("كفر تجريبي", ())
    assert rows["gn:9100002"].name_en == "Inkwell Hill"
    other = tmp_path / "other"
    other.mkdir()
    assert run_import(other, dump, names) == rows


def test_alternate_names_alone_add_to_what_is_known(tmp_path):
    dump, names = write(tmp_path, SY_txt=DUMP, alternateNamesV2_txt=ALTERNATES)
    run_import(tmp_path, dump)
    rows = run_import(tmp_path, names)
    assert rows["gn:9100001"].aliases == ("كفر تجريبه", "كفر تجريبي")
    assert "gn:9100003" not in rows  # the dump gave it no Arabic name, and names alone make no place


def test_p_codes_come_with_their_divisions_and_meet_the_dump(tmp_path):
    dump, table = write(tmp_path, SY_txt=DUMP, syr_pcodes_csv=OCHA)
    rows = run_import(tmp_path, dump, table)
    assert rows["gn:9100001"].ids == ("gn:9100001", "pcode:C9001")
    assert rows["gn:9100001"].provenance == ("GeoNames SY.txt", "OCHA syr.pcodes.csv")
    assert (rows["pcode:C9002"].name_en, rows["pcode:C9002"].latitude) == ("Qalam, Upper", 36.6)
    divisions = {i: row.precision for row in rows.values() for i in row.ids if i.startswith("pcode:SY")}
    assert divisions == {"pcode:SY02": "admin1", "pcode:SY0203": "admin2"}
    assert rows[_row_with(rows, "pcode:SY0203")].id == _district_of_manbij()


def _row_with(rows: dict[str, ImportedRow], foreign: str) -> str:
    return next(row.id for row in rows.values() if foreign in row.ids)


def _district_of_manbij() -> str:
    return next(p.id for p in KNOWN.lookup("منبج") if p.precision == "admin2")


HEADERS = [
    "ADM1_EN\tADM1_AR\tADM1_PCODE\tLATITUDE\tLONGITUDE",
    "admin1Name_en;admin1Name_ar;admin1Pcode;lat;lon",
    "adm1_name,adm1_name1,adm1_pcode,center_lat,center_lon",
    "ADM1_REF,ADM1ALT1AR,ADM1_PCODE,Latitude_y,Longitude_x",
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_of_several_years_are_read(tmp_path, header):
    mark = next(c for c in "\t;," if c in header)
    row = mark.join(["Newland", "محافظة الجديدة البعيدة", "SY99", "35.5", "38.5"])
    (division,) = run_import(tmp_path, *write(tmp_path, table_txt=["\ufeff" + header, row])).values()
    assert (division.name, division.name_en, division.latitude) == ("الجديدة البعيدة", "Newland", 35.5)
    assert (division.precision, division.country, division.id) == ("admin1", "SY", "pcode:SY99")


def test_whos_on_first_meets_by_name_and_by_concordance(tmp_path):
    dump, table = write(tmp_path, SY_txt=DUMP, wof_csv=WOF)
    rows = run_import(tmp_path, dump, table)
    assert rows["gn:9100001"].ids == ("gn:9100001", "wof:421000001")  # an English name, 12 m away
    assert rows["gn:9100002"].ids == ("gn:9100002", "wof:421000004")  # no point, but GeoNames' id
    assert (rows["wof:421000002"].name, rows["wof:421000002"].admin1_en) == ("المحبرة الجديدة", "Aleppo")
    assert not {"wof:421000003", "wof:421000005"} & {i for row in rows.values() for i in row.ids}


def test_importing_again_changes_nothing(tmp_path):
    paths = write(tmp_path, SY_txt=DUMP, alternateNamesV2_txt=ALTERNATES, syr_csv=OCHA, wof_csv=WOF)
    run_import(tmp_path, *paths)
    written = (tmp_path / "lexicon" / "places_import.tsv").read_bytes()
    run_import(tmp_path, *paths)
    assert (tmp_path / "lexicon" / "places_import.tsv").read_bytes() == written
    for path in paths[2:]:  # the dump without its alternate names says other things
        run_import(tmp_path, path)
    assert (tmp_path / "lexicon" / "places_import.tsv").read_bytes() == written


def record(
    number=1,
    name="كفر تجريب",
    y=36.2,
    x=37.6,
    precision="settlement",
    admin1_en="Aleppo",
    country="SY",
    en="",
) -> Record:
    return Record(
        (f"gn:{number}",), (name,) if name else (), en, ("list",), country, "", admin1_en, y, x, precision
    )


PAIRS = [
    ("the same name, 1 km off", record(), record(2, y=36.209), True),
    ("spelt otherwise", record(name="الكفر التجريبية"), record(2, name="كفر التجريبيه"), True),
    ("the same English name", record(en="Kafr Tajrīb"), record(2, name="كفرتجريب", en="Kafr Tajrib"), True),
    ("a quarter and a village", record(), record(2, precision="site"), True),
    ("another name at the place", record(), record(2, name="كفر تجربة"), False),
    ("6 km off", record(), record(2, y=36.254), False),
    ("another country", record(), record(2, country="TR"), False),
    ("a village and a district", record(), record(2, precision="admin2"), False),
    ("no point, the same division", record(), record(2, y=None, x=None), True),
    ("no point, another division", record(), record(2, y=None, x=None, admin1_en="Idlib"), False),
    ("no point and no division", record(), record(2, y=None, x=None, admin1_en=""), False),
    ("districts far apart in one division", record(precision="admin2"), record(2, y=35, precision="admin2"), True),
    ("districts of two divisions", record(precision="admin2"), record(2, precision="admin2", admin1_en="Idlib"), False),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "same"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_which_places_are_the_same(first, second, same):
    merger = Merger(FEW, [], set())
    assert merger.take(first) == "new"
    assert merger.take(second) == ("known" if same else "new")
    assert len(merger.rows) == (1 if same else 2)


def test_the_nearest_of_two_is_taken():
    merger = Merger(FEW, [], set())
    for number, y in ((1, 36.2), (2, 36.26)):
        merger.take(record(number, y=y))
    merger.take(record(3, y=36.24))
    assert [row.ids for row in merger.rows] == [("gn:1",), ("gn:2", "gn:3")]


def test_a_hand_written_place_keeps_what_its_row_says(tmp_path):
    folder = tmp_path / "lexicon"
    folder.mkdir()
    header = "name\tname_en\taliases\tadmin1\tadmin1_en\tcountry\tlatitude\tlongitude\tprecision\tgeonames_id\tprovenance\n"
    (folder / "places_extra.tsv").write_text(
        header + "كفر تجريب\tMy Kafr\t\tحلب\tAleppo\tSY\t\t\tsettlement\t\tmine\n", encoding="utf-8"
    )
    run_import(tmp_path, *write(tmp_path, SY_txt=DUMP))
    gazetteer = load_gazetteer(folder)
    (place,) = gazetteer.lookup(fold("كفر تجريب"))
    assert (place.id, place.name_en, place.geonames_id) == ("place:sy:كفر_تجريب", "My Kafr", 9100001)
    assert (place.latitude, place.population) == (36.21, 1200)
    assert gazetteer.lookup(fold("كفر تجريبة")) == (place,)


def test_what_was_imported_is_read(tmp_path):
    run_import(tmp_path, *write(tmp_path, SY_txt=DUMP))
    text = "قصفت مدفعية الجيش السوري بلدة كفر تجريب أمس."
    report = tmp_path / "report.txt"
    report.write_text(text, encoding="utf-8")
    (reading,) = pipeline.read(report, lexicon=str(tmp_path / "lexicon"))
    (claim,) = [c for c in reading.claims if c.type == "ASSAULT"]
    assert claim.place is not None
    assert (claim.place.name_en, claim.place.admin1_en, claim.place.geonames_id) == (
        "Kafr Tajrib",
        "Aleppo",
        9100001,
    )


@pytest.mark.parametrize(
    ("name", "ordinary"),
    [
        ("المحاربين", True),
        ("كتاب", True),
        ("زغب", True),
        ("كفرتجريب", False),
        ("الباب", False),
        ("كتاب الجبل", False),
    ],
    ids=["a noun", "another", "three letters", "no word", "known already as a place", "two words"],
)
def test_names_that_are_ordinary_words_are_marked(name, ordinary):
    merger = Merger(FEW, [], {"محاربين", "كتاب", "باب", "جبل"})
    merger.take(record(name=name, y=33.0, x=38.0, admin1_en="Homs"))
    assert [row.ordinary for row in merger.rows] == [(fold(name),) if ordinary else ()]


BROKEN = [
    ("SY_txt", [DUMP[0], "170063\tAleppo"], "SY.txt:2: 2 cells where a GeoNames dump has 19"),
    ("SY_txt", [geonames(1, "Nowhere", "لا مكان", "north", 37)], "SY.txt:1: 'north', '37' is no point"),
    (
        "names_txt",
        [ALTERNATES[0], "1\t2\tar"],
        "names.txt:2: 3 cells where GeoNames' alternate names have 8 or 10",
    ),
    ("t_csv", [OCHA_HEADER, "Syria,SY,Aleppo"], "t.csv:2: 3 cells where the header has 13"),
    ("t_csv", ["ADM1_EN,ADM1_AR", "Aleppo,حلب"], "t.csv:1: no column ADM1_PCODE"),
    ("t_csv", ["ADM1_PCODE,lat", "SY02,36"], "t.csv:1: no column of names"),
    ("t_csv", ["ADM1_AR,ADM1_PCODE", "حلب,02"], "t.csv:2: nothing tells the country"),
    ("t_csv", ["ADM1_AR,ADM1_PCODE,lat,lon", "حلب,SY02,361,37"], "t.csv:2: '361', '37' is no point"),
    ("t_csv", [OCHA_HEADER, '"Syria'], "t.csv:2: not a row of CSV"),
    ("w_csv", ["id,placetype", "1,locality"], "w.csv:1: no column name"),
    ("w_csv", ["id,name,placetype", "1,حلب,locality"], "w.csv:2: nothing tells the country"),
    ("w_csv", ["id,name,placetype,iso_country", "x,حلب,locality,SY"], "w.csv:2: id 'x' is no number"),
    ("any_csv", ["a,b", "1,2"], "any.csv:1: neither a GeoNames file nor a table"),
    ("any_csv", [""], "any.csv: empty file"),
]


@pytest.mark.parametrize(("name", "lines", "message"), BROKEN)
def test_wrong_files_are_refused_in_a_sentence_and_nothing_is_written(tmp_path, name, lines, message):
    with pytest.raises(RiwayaError) as error:
        run_import(tmp_path, *write(tmp_path, **{name: lines}))
    assert message in str(error.value)
    assert "; " in str(error.value)  # what to do next
    assert not (tmp_path / "lexicon").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04zip", "an archive or workbook; unpack it"),
        ("ADM1_PCODE".encode("utf-16"), "in UTF-16; save it as UTF-8"),
        ("ADM1_AR,ADM1_PCODE\nحلب,SY02\n".encode("windows-1256"), ":2: byte 0x"),
    ],
)
def test_files_of_another_encoding_are_refused(tmp_path, content, message):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(RiwayaError, match=message):
        run_import(tmp_path, path)


def test_the_country_can_be_told(tmp_path):
    paths = write(tmp_path, t_csv=["ADM1_AR,ADM1_PCODE", "الجديدة البعيدة,02"])
    (row,) = run_import(tmp_path, *paths, country="sy").values()
    assert row.country == "SY"
    with pytest.raises(RiwayaError, match="no country 'XX'"):
        run_import(tmp_path, *paths, country="XX")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["id\tname"], "places_import.tsv:1: not the header of an import"),
        (["\t".join(IMPORT_COLUMNS), "gn:1\tx"], "places_import.tsv:2: 2 cells where the header has 14"),
        (["\t".join(IMPORT_COLUMNS), "gn:1" + "\tx" * 13], "places_import.tsv:2: gn:1: a coordinate or"),
    ],
)
def test_a_broken_import_file_is_named(tmp_path, lines, message):
    (tmp_path / "places_import.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        read_imported(tmp_path / "places_import.tsv")


def test_the_command_says_what_it_did(tmp_path):
    (path,) = write(tmp_path, SY_txt=DUMP)
    folder = tmp_path / "mine"
    result = CliRunner().invoke(main, ["gazetteer", "import", str(path), "--lexicon", str(folder)])
    assert result.exit_code == 0, result.output
    assert "3 rows; of what was read 2 new places, 2 known, 1 left out" in result.stdout.replace("\n", " ")
    assert f"riwaya read --lexicon {folder}" in result.stdout
    failed = CliRunner().invoke(main, ["gazetteer", "import", str(tmp_path / "none.txt")])
    assert (failed.exit_code, failed.stdout) == (2, "")
    assert failed.stderr.startswith("riwaya: ")


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["حلب", "حَلَب", "حلـب"], ("حلب",)),
        (["اعزاز", "أعزاز"], ("أعزاز",)),
        (["Aleppo", "حەلەب", "هه\u200cولێر", "حلب Aleppo", "ب", ""], ()),
        (["البصيرة", "البصيره", "بصيرة"], ("البصيرة", "بصيرة")),
    ],
)
def test_arabic_names(names, kept):
    assert arabic_names(names) == kept


@pytest.mark.parametrize(
    ("name", "plain", "key"),
    [
        ("Al Qā’im", "Al Qa'im", "qaim"),
        ("Al-Bab", "Al-Bab", "bab"),
        ("Albu Kamal", "Albu Kamal", "albukamal"),
    ],
)
def test_english_names(name, plain, key):
    assert (english(name), english_key(name)) == (plain, key)


def test_kilometres_between_two_cities():
    assert kilometres(36.2021, 37.1343, 33.5138, 36.2765) == pytest.approx(309, abs=2)  # Aleppo, Damascus


NAMES = st.sampled_from(["كفر تجريب", "الكفر", "كفر", "تل الحبر", "تجريب", ""])
RECORDS = st.builds(
    record,
    number=st.integers(1, 9),
    name=NAMES,
    y=st.sampled_from([36.2, 36.22, 36.24, 36.26, None]),
    precision=st.sampled_from(["settlement", "site", "admin2", "admin1"]),
    admin1_en=st.sampled_from(["Aleppo", "Idlib", ""]),
    en=st.sampled_from(["Kafr", "Tall", ""]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RECORDS, max_size=12, unique_by=lambda r: r.ids))
def test_a_second_import_changes_nothing_whatever_the_records(records):
    first = Merger(FEW, [], set())
    take_all(first, records)
    lines = [row.line for row in first.rows]
    again = Merger(FEW, first.rows, set())
    take_all(again, records)
    assert [row.line for row in again.rows] == lines


def test_a_row_survives_its_file(tmp_path):
    rows = run_import(tmp_path, *write(tmp_path, SY_txt=DUMP, syr_csv=OCHA, wof_csv=WOF))
    assert {row.id: row for row in Merger(KNOWN, rows.values(), set()).rows} == rows

"""What holds for every format: nothing that may not leave the house leaves it, and no row lacks its status."""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import riwaya
from export_rows import GOLDEN, changed, golden_rows, real_rows, rows_from
from riwaya.errors import InputError, LexiconError
from riwaya.export import FORMATS, ExportRow, Review, Written, load_reference, write
from riwaya.export.atlas import kilometres
from riwaya.export.cells import guard, unguard
from riwaya.export.names import hide_spans
from riwaya.export.tables import DATA, load_tables
from riwaya.export.view import Viewer
from riwaya.model import STATUSES

NAMES = [name for name in FORMATS if name != "ftm"]
REFERENCE = load_reference()


@pytest.fixture(params=FORMATS)
def name(request) -> str:
    if request.param == "ftm":
        pytest.importorskip("followthemoney")
    return request.param


def written(name: str, rows, **options) -> tuple[str, list[dict], Written]:
    """The text of an export, the lines of its side file, and the count."""
    main, side = io.StringIO(newline=""), io.StringIO()
    done = write(name, rows, main, side=side, **options)
    return main.getvalue(), [json.loads(line) for line in side.getvalue().splitlines()], done


def view(row: ExportRow):
    return Viewer(REFERENCE).view(row)


def test_every_claim_has_a_line_in_the_side_file(name):
    rows = real_rows()
    _, side, done = written(name, rows)
    assert [line["claim"] for line in side] == [row.claim["id"] for row in rows]
    assert done.rows == sum(line["left_out"] is None for line in side)
    assert done.rows + sum(done.left_out.values()) == len(rows)


def test_what_is_left_out_stands_in_the_side_file_in_full(name):
    row = replace(next(golden_rows()), reviewed=Review("reviewer", "2020-04-01", "rejected"))
    _, (line,), done = written(name, [row])
    assert done.rows == 0
    assert line["row"] is None
    assert line["left_out"] == "rejected by a reviewer"
    assert {"status", "participants", "sources", "places", "time", "tolls", "review", "document"} <= set(line)


@pytest.mark.parametrize("status", STATUSES)
def test_every_row_tells_its_status(name, status):
    row = changed(next(golden_rows()), status=status)
    text, _, done = written(name, [row], **({"with_alleged": True} if name == "acled" else {}))
    if done.rows:
        assert any(word in text for word in (f"status={status}", f",{status},", f'"status": "{status}"'))
    else:
        assert name == "acled"
        assert status not in ("asserted", "alleged")


def test_golden_files(name):
    text, side, _ = written(name, golden_rows())
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in side)
    for file, found in ((f"claims.{name}", text), (f"claims.{name}.side.jsonl", lines)):
        found = found.replace(f"riwaya {riwaya.__version__}", "riwaya X").replace("\r\n", "\n")
        if os.environ.get("RIWAYA_UPDATE_GOLDEN"):
            (GOLDEN / file).write_text(found, encoding="utf-8")
        assert found == (GOLDEN / file).read_text(encoding="utf-8"), file


def test_a_path_gets_its_side_file_beside_it(name, tmp_path):
    path = tmp_path / f"claims.{name}"
    write(name, golden_rows(), path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name, f"{path.name}.side.jsonl"]
    assert path.read_text(encoding="utf-8").replace("\r\n", "\n").splitlines()


def test_an_interrupted_export_leaves_what_was_there(name, tmp_path):
    def broken():
        yield from golden_rows()
        raise KeyboardInterrupt

    path = tmp_path / "claims"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write(name, broken(), path)
    assert path.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["claims"]


def test_rows_are_written_as_they_come(name):
    main = io.StringIO(newline="")
    lengths = []

    def rows():
        for row in golden_rows():
            lengths.append(main.tell())
            yield row
        lengths.append(main.tell())

    write(name, rows(), main)
    assert lengths[1] > lengths[0]
    assert lengths[-1] <= main.tell()


def test_no_rows_make_a_whole_file(name):
    text, side, done = written(name, [])
    assert done.rows == 0
    assert not side
    if name == "geojson":
        assert json.loads(text)["features"] == []


def test_an_unknown_format_is_named():
    with pytest.raises(InputError, match="unknown format 'xlsx'; use one of csv, plover"):
        write("xlsx", [], io.StringIO())


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="name a file in a folder"):
        write("csv", [], tmp_path / "nowhere" / "claims.csv")


# Cells


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+963 11", "'+963 11"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("a=1", "a=1"),
        (" =1", " =1"),
        ("'Ayn", "'Ayn"),
        ("«=»", "«=»"),
        (-3.5, -3.5),
        (0, 0),
        (None, ""),
        (True, "yes"),
        (False, "no"),
    ],
)
def test_no_cell_runs(value, cell):
    assert guard(value) == cell


@given(st.text())
def test_the_way_back_is_exact(text):
    cell = guard(text)
    assert unguard(str(cell)) == text
    assert not str(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


# Persons


PRIVATE = "محمد الخالد"


def test_no_format_names_a_person_without_office(name):
    text, side, _ = written(name, golden_rows(), **({"with_alleged": True} if name == "acled" else {}))
    told = text + json.dumps(side, ensure_ascii=False)
    assert PRIVATE not in told
    assert "الخالد" not in told
    assert "الناشط […]" in told


@pytest.mark.parametrize(
    ("words", "person", "shown"),
    [
        ("القيادي أبو خطاب", True, "القيادي […]"),
        ("الناشط محمد الخالد", True, "الناشط […]"),
        ("محمد الخالد", True, "[…]"),
        ("سمعان", True, "[…]"),
        ("الناشط", True, "الناشط"),
        ("الطفل أحمد وأخوه", False, "الطفل […]"),
        ("منزل أم سعيد", False, "منزل […]"),
        ("والدة لمحمد", False, "والدة […]"),
        ("ثلاثة مسلحين", False, "ثلاثة مسلحين"),
        ("عشرات القتلى على الطريق", False, "عشرات القتلى على الطريق"),
        ("حي أبو دشير", False, "حي أبو دشير"),
        ("مدينة خان يونس", False, "مدينة خان يونس"),
    ],
)
def test_names_are_cut_off(words, person, shown):
    assert REFERENCE.names.hide(words, person) == shown


@pytest.mark.parametrize(
    ("words", "body_known", "office"),
    [
        ("وزير الخارجية فلان", False, True),
        ("رئيس الوزراء", False, True),
        ("قائد الجيش", True, True),
        ("قائد المجموعة", False, False),
        ("المتحدث باسم الجيش", True, True),
        ("القيادي في الحركة", True, False),
        ("الناشط محمد", False, False),
        ("وزيرستان", False, False),
    ],
)
def test_offices(words, body_known, office):
    assert REFERENCE.names.is_office(words, body_known) is office


def test_an_office_holder_is_named():
    (row,) = [
        row
        for row in rows_from("وصل وزير الخارجية الأردني أيمن الصفدي إلى دمشق والتقى الرئيس السوري.", id="d")
        if row.claim["type"] == "CONSULT"
    ][:1]
    assert view(row).of("actor")[0].id == "minister.foreign.jo"


def test_without_the_entities_of_a_report_nobody_unknown_is_named():
    row = list(golden_rows())[2]
    bare = replace(row, document=replace(row.document, entities=(), text=""))
    assert view(bare).voices[0].party.name == "الناشط […]"
    assert view(bare).passage is None


def test_ids_of_persons_hold_in_their_document_only():
    row = list(golden_rows())[2]
    other = replace(row, document=replace(row.document, id="other"))
    mine, theirs = (view(r).voices[0].party.id for r in (row, other))
    assert mine.startswith(f"{row.document.id}/local.")
    assert mine != theirs


def test_who_is_alleged_to_belong_to_a_body_is_not_the_body():
    row = next(golden_rows())
    actor = {**row.claim["arguments"][0], "text": "متهمون بالانتماء إلى التنظيم"}
    actor["entity"] = {
        "id": "isis",
        "name": "تنظيم الدولة",
        "name_en": "Islamic State",
        "kind": "armed_group",
        "link": "alleged",
    }
    party = view(changed(row, arguments=[actor])).parties[0]
    assert party.known is None
    assert party.id != "isis"
    assert "Islamic State" not in party.name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قتل سعيد الخالد في بيته", ["سعيد الخالد"]),
        ("قتل محمود حسن علي ودفن", ["محمود حسن علي"]),
        ("بيت محمد بن سعيد في الحي", ["محمد بن سعيد"]),
        ("قال وزير الصحة السابق محمود حسن", []),  # an office
        ("أعلن رئيس الوزراء العراقي حيدر العبادي", []),
        ("دعا الأمين العام للأمم المتحدة", []),
        ("في جوان الماضي", []),
        ("على كامل الأراضي", []),
        ("في شارع محمود حسن", []),  # the street
        ("محمود، الرجل الذي", []),
        ("عاد محمود", []),
    ],
)
def test_full_names_in_passing(text, names):
    assert [text[a:b] for a, b in REFERENCE.names.in_passing(text, 0, len(text))] == names


@pytest.mark.parametrize(
    ("start", "end", "hidden", "shown"),
    [
        (0, 10, [], "0123456789"),
        (0, 10, [(2, 4)], "01[…]456789"),
        (0, 10, [(2, 4), (3, 6)], "01[…]6789"),
        (3, 8, [(0, 4), (7, 12)], "[…]456[…]"),
        (3, 8, [(0, 3), (8, 9)], "34567"),
    ],
)
def test_hidden_stretches(start, end, hidden, shown):
    assert hide_spans("0123456789", start, end, hidden) == shown


# Places


def place(**fields):
    empty = dict.fromkeys(
        (
            "name",
            "name_en",
            "admin1",
            "admin1_en",
            "country",
            "country_en",
            "latitude",
            "longitude",
            "geonames_id",
            "precision",
        )
    )
    return {"start": 0, "end": 1, "text": "", "antecedent": None, **empty, **fields}


KHARTOUM = {"admin1": "الخرطوم", "admin1_en": "Khartoum", "country": "السودان", "country_en": "Sudan"}


@pytest.mark.parametrize(
    ("words", "name_en"),
    [
        ("مخيم النازحين", None),
        ("للمخيم", None),
        ("والمستشفى", None),
        ("مشفى الرحمة", None),
        ("معسكر كلمة", "Kalma"),
        ("مركز إيواء", None),
        ("الرحمة", "al-Rahma Hospital"),
    ],
)
def test_shelters_camps_and_hospitals_stand_at_their_district(words, name_en):
    told = place(
        text=words,
        name_en=name_en,
        latitude=15.6123,
        longitude=32.5987,
        precision="site",
        geonames_id=7,
        **KHARTOUM,
    )
    spot = REFERENCE.atlas.spot(told)
    assert (spot.latitude, spot.longitude) != (15.6123, 32.5987)
    assert spot.precision == "admin1"
    assert spot.geonames_id != 7
    assert spot.name == "Khartoum"
    assert "shelter, camp or hospital" in (spot.coarser or "")


@pytest.mark.parametrize("words", ["حي المنصور", "مدينة الصحابة", "خيمة", "شفاعمرو", "عسكر", "الطبقة"])
def test_other_places_are_no_shelters(words):
    assert not REFERENCE.atlas.is_sheltered(place(text=words))


def test_a_site_stands_at_its_settlement():
    told = place(
        text="مطار",
        name_en="Khartoum airport",
        latitude=15.5519,
        longitude=32.5325,
        precision="site",
        **KHARTOUM,
    )
    spot = REFERENCE.atlas.spot(told)
    assert (spot.latitude, spot.longitude) == (15.5518, 32.5324)
    assert spot.coarser == "coordinates of Khartoum"


def test_a_site_far_from_any_settlement_has_no_coordinates():
    told = place(text="حقل", latitude=40.0, longitude=10.0, precision="site", **KHARTOUM)
    assert not REFERENCE.atlas.spot(told).located


def test_a_shelter_in_no_known_province_has_no_coordinates():
    told = place(text="مخيم", latitude=1.234, longitude=2.345, precision="settlement")
    assert not REFERENCE.atlas.spot(told).located


def test_no_coordinates_of_a_site_leave_the_house(name):
    precise = {
        (p["latitude"], p["longitude"])
        for row in real_rows()
        for p in row.claim["places"]
        if p["precision"] == "site" and p["latitude"] is not None
    }
    settlements = {(s.latitude, s.longitude) for group in REFERENCE.atlas.settlements.values() for s in group}
    assert precise - settlements
    for row in real_rows():
        for spot in view(row).spots:
            assert (spot.latitude, spot.longitude) not in precise - settlements


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_distances(a, b, c, d):
    there = kilometres((a, b), (c, d))
    assert 0 <= there <= 20_038
    assert kilometres((c, d), (a, b)) == pytest.approx(there)
    assert kilometres((a, b), (a, b)) == pytest.approx(0, abs=0.01)


# Mappings


def test_every_country_of_the_lexicon_has_codes():
    known = set(REFERENCE.gazetteer.countries)
    assert known == set(REFERENCE.tables.countries)
    for country in REFERENCE.tables.countries.values():
        assert len(country.iso3) == 3
        assert country.number > 0 or country.iso2 == "XK"
        assert country.region


def test_an_own_mapping_stands_in_for_ours(tmp_path):
    text = (DATA / "acled.toml").read_text(encoding="utf-8")
    (tmp_path / "acled.toml").write_text(
        text.replace('armed_group = "Rebel group"', 'armed_group = "Political militia"')
    )
    assert load_tables(tmp_path).acled["actor"]["armed_group"] == "Political militia"
    assert load_tables(tmp_path).plover == load_tables().plover


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("acled.toml", "rule = [", "acled.toml"),
        ("countries.tsv", "iso2\tiso3\tnumber\tregion\nSY\tSYR\n", "'SY' has 2 columns, the header 4"),
    ],
)
def test_a_broken_mapping_is_named(tmp_path, file, text, message):
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load_tables(tmp_path)


def test_a_corrected_value_is_what_is_told():
    row = next(golden_rows())
    time = {**row.claim["time"], "earliest": "2020-03-04", "latest": "2020-03-04"}
    told = view(replace(changed(row, time=time), judged=("time",)))
    assert "on 2020-03-04" in told.summary
    assert date.fromisoformat(told.time["earliest"])

"""What a person writes for a field: spans, who is meant, sources, points on a map."""

import pytest

from project_fixtures import STRIKE, faults, write_lines
from riwaya.errors import InputError
from riwaya.pipeline import load
from riwaya.project import init, queries
from riwaya.project.nearest import distance, nearest_places

TEXT = f"{STRIKE} وقال سكان إن مسعفين وصلوا إلى المكان."


@pytest.fixture
def project(tmp_path):
    with init(tmp_path / "p", by="فاحصة") as project:
        project.add(write_lines(tmp_path / "a.jsonl", {"id": "a", "text": TEXT}))
        yield project


def first(project):
    with queries.of(project) as asked:
        return next(asked.claims())


def correct(project, field: str, *values: str):
    claim = first(project).id
    project.judge(claim, "correct", field, list(values))
    assert faults(project.folder.root) == []
    return first(project).data


def at(words: str, dots: str = "..") -> str:
    start = TEXT.index(words)
    return f"{start}{dots}{start + len(words)}"


@pytest.mark.parametrize("dots", ["..", "-"])
def test_the_words_for_the_event(project, dots):
    found = correct(project, "trigger", at("قُتل", dots))
    assert (found["trigger"]["text"], [one["text"] for one in found["triggers"]]) == ("قُتل", ["قُتل"])
    clause = found["clause"]
    assert "قُتل" in TEXT[clause["start"] : clause["end"]]
    project.undo()
    assert first(project).data["trigger"]["text"] == "قصفت"


def test_the_clause(project):
    found = correct(project, "clause", f"0..{len(STRIKE)}")
    assert found["clause"] == {"start": 0, "end": len(STRIKE)}


@pytest.mark.parametrize(
    ("given", "text", "entity"),
    [
        ("مسعفين", "مسعفين", None),
        (at("مسعفين"), "مسعفين", None),
        (at("الجيش السوري") + "=rsf", "الجيش السوري", "rsf"),
        ("الجيش السوري=rsf", "الجيش السوري", "rsf"),
        ("مسعفين=none", "مسعفين", None),
        ("rsf", "قوات الدعم السريع", "rsf"),
    ],
)
def test_who_is_meant(project, given, text, entity):
    (found,) = [one for one in correct(project, "actor", given)["arguments"] if one["role"] == "actor"]
    assert (found["text"], (found["entity"] or {}).get("id")) == (text, entity)
    assert found["start"] is None or TEXT[found["start"] : found["end"]] == text


def test_what_is_known_of_a_participant_stays(project):
    read = [one for one in first(project).data["arguments"] if one["role"] == "actor"]
    given = [one["text"] for one in read]
    kept = [one for one in correct(project, "actor", *given)["arguments"] if one["role"] == "actor"]
    assert kept == read
    bare = correct(project, "actor", given[0] + "=none")["arguments"][0]
    assert bare == {**read[0], "entity": None}


@pytest.mark.parametrize(
    ("given", "text", "entity", "kind", "stance"),
    [
        ("سكان", "سكان", None, "anonymous", "neutral"),
        ("سكان:doubts", "سكان", None, "anonymous", "doubts"),
        ("مسعفين:named:denies", "مسعفين", None, "named", "denies"),
        (at("سكان") + "=rsf:denies", "سكان", "rsf", "organisation", "denies"),
    ],
)
def test_a_source(project, given, text, entity, kind, stance):
    (found,) = correct(project, "sources", given)["sources"]
    assert (found["text"], (found["entity"] or {}).get("id"), found["kind"], found["stance"]) == (
        text, entity, kind, stance,
    )  # fmt: skip


def test_a_chain_of_sources_and_none(project):
    read = first(project).data["sources"]
    assert read
    found = correct(project, "sources", read[0]["text"] + ":doubts", "سكان")["sources"]
    assert found[0] == {**read[0], "stance": "doubts"}  # its cue and its entity stay
    assert [one["text"] for one in found] == [read[0]["text"], "سكان"]
    assert correct(project, "sources", "none")["sources"] == []


@pytest.mark.parametrize(
    ("given", "name"),
    [("32.62,36.10", "Daraa"), ("36.2012، 37.1612", "Aleppo"), ("15.55, 32.53", "Khartoum")],
)
def test_a_point_is_the_nearest_settlement(project, given, name):
    place = correct(project, "place", given)["place"]
    assert (place["name_en"], place["precision"]) == (name, "settlement")
    assert f"{place['latitude']},{place['longitude']}" != given


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("trigger", "12", "START..END"),
        ("trigger", "5..5", "no words"),
        ("trigger", "9..4", "no words"),
        ("trigger", "0..9999", "no words"),
        ("clause", "كلمة", "START..END"),
        ("actor", "9990..9999", "no words"),
        ("actor", "مسعفين=nobody.at.all", "nobody.at.all"),
        ("actor", "لا وجود له=rsf", "exactly"),
        ("sources", "لا وجود له", "exactly"),
        ("place", "0,-150", "no settlement"),
        ("place", "95,10", "no point"),
    ],
)
def test_what_cannot_be_is_said(project, field, given, said):
    with pytest.raises(InputError, match=said):
        correct(project, field, given)


def test_settlements_around_a_point():
    gazetteer = load(None).gazetteer
    near = nearest_places(gazetteer, 36.2, 37.15, limit=3)
    assert [one.km for one in near] == sorted(one.km for one in near)
    assert {one.place.precision for one in near} == {"settlement"}
    assert nearest_places(gazetteer, 36.2, 37.15, within=0.0) == []
    assert nearest_places(gazetteer, 0, -150) == []


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [((0, 0), (0, 0), 0), ((33.51, 36.29), (36.20, 37.16), 310), ((0, 179.9), (0, -179.9), 22)],
)
def test_distances(one, other, km):
    assert distance(*one, *other) == pytest.approx(km, rel=0.02, abs=0.5)

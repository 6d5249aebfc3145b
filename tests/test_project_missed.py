"""Claims that a person adds: of words in which the machine read none."""

import pytest

from project_fixtures import ARREST, MEETING, STRIKE, faults, rows, value, write_lines
from riwaya.errors import RiwayaError
from riwaya.project import Project, init, queries

QUIET = "وقال شهود إن السوق أُغلقت بعدما سُمع دويّ هائل قرب ساحة الكرامة في درعا."
TEXT = f"{STRIKE} {QUIET}"
WORDS = "دويّ هائل"


@pytest.fixture
def project(tmp_path):
    with init(tmp_path / "p", by="فاحصة") as project:
        project.add(
            write_lines(
                tmp_path / "a.jsonl",
                {"id": "a", "text": TEXT, "outlet": "الأولى"},
                {"id": "b", "text": MEETING},
            )
        )
        yield project


def add(project: Project, words: str = WORDS, **more) -> str:
    start, end = project.find_words("a", words)
    return project.add_claim("a", start, end, more.pop("type", "ASSAULT"), **more).claim


def row(project: Project, claim: str, *columns: str):
    return rows(project.folder.root, f"SELECT {', '.join(columns)} FROM claim WHERE id = ?", claim)[0]


def view(project: Project, claim: str):
    with queries.of(project) as asked:
        return next((one for one in asked.claims() if one.id == claim), None)


def test_a_claim_is_made_of_the_words(project):
    claim = add(project, status="alleged", values={"place": ["170903"], "dead": ["2"], "actor": ["شهود"]})
    found = view(project, claim)
    assert (found.type, found.status, found.reviewed) == ("ASSAULT", "alleged", True)
    assert found.data["trigger"] == {
        "start": TEXT.index(WORDS),
        "end": TEXT.index(WORDS) + len(WORDS),
        "text": WORDS,
    }
    assert (found.data["made_by"], found.data["confidence"]) == ("person", 1.0)
    assert found.words == QUIET
    assert found.data["casualties"] == {"dead": 2, "injured": None}
    assert found.data["arguments"][0]["text"] == "شهود"
    assert found.gloss.startswith("Alleged: assault")  # no allegation reads as a fact
    assert row(project, claim, "reviewed", "dead") == ("accepted", 2)
    assert faults(project.folder.root) == []


def test_it_has_the_shape_of_a_claim(project):
    found = view(project, add(project, values={"time": ["2024-03-04"], "recipient": ["none"]})).data
    with queries.of(project) as asked:
        read = next(one.data for one in asked.claims() if one.id != found["id"])
    assert set(found) == {*read, "made_by"}


def test_it_meets_the_claims_of_its_incident(project):
    struck = project.add_claim(
        "a", *project.find_words("a", WORDS), "ASSAULT",
        values={"time": ["2024-03-04"]},
    )  # fmt: skip
    assert struck.incident is not None
    other = str(value(project.folder.root, "SELECT id FROM claim WHERE document = 2 LIMIT 1"))
    (moved,) = project.link(struck.claim, other)
    assert row(project, struck.claim, "incident") == (moved.incident,)
    project.undo()
    assert row(project, struck.claim, "incident") == (struck.incident,)


def test_it_survives_a_rebuild_with_what_was_decided_on_it(project):
    claim = add(project)
    project.judge(claim, "correct", "dead", ["7"])
    report = project.rebuild()
    assert (report.new, report.gone, report.changed, report.again, report.orphans) == (0, 0, 0, 0, ())
    assert row(project, claim, "dead", "reviewed") == (7, "corrected")
    assert faults(project.folder.root) == []


def test_it_survives_that_its_report_is_read_anew(project, tmp_path):
    claim = add(project)
    path = write_lines(tmp_path / "b.jsonl", {"id": "a", "text": TEXT, "title": "عنوان"})
    assert [one.fate for one in project.add(path).added] == ["completed"]
    assert row(project, claim, "reviewed") == ("accepted",)
    assert faults(project.folder.root) == []


def test_one_that_an_interruption_left_out_is_there_after_the_next_command(project, tmp_path):
    import sqlite3

    claim = add(project)
    connection = sqlite3.connect(project.folder.root / "riwaya.db")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("UPDATE document SET claims = claims - 1 WHERE id = 'a'")
    connection.execute("DELETE FROM claim WHERE id = ?", [claim])
    connection.commit()
    connection.close()
    project.add(write_lines(tmp_path / "b.jsonl", {"id": "c", "text": ARREST}))
    assert row(project, claim, "reviewed") == ("accepted",)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{MEETING} {TEXT}", True),
        (f"{TEXT} {MEETING}", True),
        (f"{TEXT} {TEXT}", False),  # they stand there twice
        (f"{STRIKE} {QUIET.replace('هائل', 'كبير')}", False),
        (f"{STRIKE} {QUIET.replace('درعا', 'حماة')}", False),  # other words of the same claim
    ],
    ids=["later", "as before", "twice", "other words", "others around"],
)
def test_it_goes_to_a_new_version_where_its_words_stand_once(project, tmp_path, text, kept):
    claim = add(project)
    project.judge(claim, "correct", "actor", ["شهود"])
    project.add(write_lines(tmp_path / "b.jsonl", {"id": "a", "text": text}))
    with queries.of(project) as asked:
        found = [one for one in asked.claims() if one.data.get("made_by") == "person"]
    assert len(found) == kept
    for one in found:
        trigger, actor = one.data["trigger"], one.data["arguments"][0]
        assert text[trigger["start"] : trigger["end"]] == WORDS
        assert text[actor["start"] : actor["end"]] == "شهود"
        assert one.id != claim
    assert {one.action for one in project.orphans()} == (set() if kept else {"add", "accept", "correct"})
    assert project.rebuild().claims == len(rows(project.folder.root, CURRENT))
    assert faults(project.folder.root) == []


CURRENT = "SELECT c.id FROM claim c JOIN document d ON d.key = c.document WHERE state = 'current'"


def test_it_is_gone_when_it_is_taken_back(project):
    before = rows(project.folder.root, "SELECT id, incident FROM claim ORDER BY id")
    counts = rows(project.folder.root, "SELECT id, claims FROM document ORDER BY id")
    claim = add(project)
    assert {one.action for one in project.undo(claim)} == {"add", "accept"}
    assert rows(project.folder.root, "SELECT id, incident FROM claim ORDER BY id") == before
    assert rows(project.folder.root, "SELECT id, claims FROM document ORDER BY id") == counts
    project.rebuild()
    assert view(project, claim) is None
    assert project.orphans() == []
    assert add(project) != claim
    assert faults(project.folder.root) == []


def test_two_events_may_be_told_by_the_same_words(project):
    one, other = add(project), add(project, type="PROTEST")
    assert one != other
    with pytest.raises(RiwayaError, match="already"):
        add(project)


def test_space_around_the_words_is_left_out(project):
    start, end = project.find_words("a", f" {WORDS} ")
    claim = project.add_claim("a", start, end, "ASSAULT").claim
    assert row(project, claim, "start", "end") == (start + 1, end - 1)


@pytest.mark.parametrize(
    ("document", "start", "end", "type_", "more", "said"),
    [
        ("zz", 0, 4, "ASSAULT", {}, "riwaya documents"),
        ("a", 4, 4, "ASSAULT", {}, "no words"),
        ("a", 4, 5, "ASSAULT", {}, "no words"),  # a space
        ("a", -1, 4, "ASSAULT", {}, "no words"),
        ("a", 0, 10_000, "ASSAULT", {}, "no words"),
        ("a", 0, 4, "assault", {}, "ASSAULT"),
        ("a", 0, 4, "ASSAULT", {"status": "true"}, "asserted"),
        ("a", 0, 4, "ASSAULT", {"values": {"dead": ["many"]}}, "digits"),
    ],
)
def test_what_cannot_be_a_claim_is_said(project, document, start, end, type_, more, said):
    with pytest.raises(RiwayaError, match=said):
        project.add_claim(document, start, end, type_, **more)
    assert rows(project.folder.root, "SELECT * FROM judgement") == []


@pytest.mark.parametrize(
    ("words", "said"), [("", "no words"), ("لا وجود له", "no words"), ("درعا", "more than once")]
)
def test_words_are_found_once(project, words, said):
    with pytest.raises(RiwayaError, match=said):
        project.find_words("a", words)


def test_it_is_exported_as_reviewed(project):
    add(project, values={"actor": ["شهود"]})
    with queries.of(project) as asked:
        (exported,) = [one for one in asked.export_rows() if one.claim.get("made_by") == "person"]
    assert exported.reviewed is not None
    assert exported.reviewed.verdict == "accepted"


def test_erasing_its_report_erases_it(project):
    add(project, note="ملاحظة")
    project.erase("a", "سبب")
    assert rows(project.folder.root, "SELECT * FROM judgement") == []

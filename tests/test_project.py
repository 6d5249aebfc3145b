"""A project through its API: adding, versions, judgements, rebuilding, erasing."""

import json
import sqlite3
from pathlib import Path

import pytest

from project_fixtures import (
    ARREST,
    DAY,
    MEETING,
    PROTEST,
    REPORTS,
    STRIKE,
    STRIKE_AGAIN,
    articles,
    contents,
    faults,
    rows,
    value,
    write_lines,
)
from riwaya.errors import InputError, ProjectError, RiwayaError
from riwaya.project import Project, init
from riwaya.project.judged import with_value


@pytest.fixture
def root(tmp_path) -> Path:
    init(tmp_path / "p", by="فاحصة").close()
    return tmp_path / "p"


@pytest.fixture
def project(root):
    with Project.open(root) as project:
        yield project


def fates(report) -> list[str]:
    return [one.fate for one in report.added]


def add_text(project: Project, folder: Path, name: str, text: str, **options):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return project.add(path, **{"published": DAY, **options})


def claim_at(project: Project, word: str) -> str:
    """The id of the claim of a current document whose trigger is this word."""
    query = (
        "SELECT c.id FROM claim c JOIN document d ON d.key = c.document WHERE d.state = 'current' "
        "AND substr(d.text, c.start + 1, c.end - c.start) = ?"
    )
    return str(value(project.folder.root, query, word))


# Making and opening


def test_a_project_is_a_folder_with_three_things(root):
    assert {p.name for p in root.iterdir()} >= {"riwaya.toml", "riwaya.db", "originals"}
    with pytest.raises(ProjectError, match="already"):
        init(root)


def test_making_that_was_interrupted_goes_on(root):
    (root / "riwaya.toml").unlink()
    with pytest.raises(ProjectError, match="riwaya init"):
        Project.open(root)
    init(root).close()
    Project.open(root).close()


def test_the_project_is_found_from_a_folder_within(root, monkeypatch):
    (root / "notes" / "old").mkdir(parents=True)
    monkeypatch.chdir(root / "notes" / "old")
    with Project.open() as project:
        assert project.folder.root == root


def test_no_project_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectError, match="riwaya init"):
        Project.open()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[reading", "not TOML"),
        ("[readings]", "readings"),
        ("[reading]\nlexikon = 'a'", "reading.lexikon"),
        ("[judgements]\nby = 3", "judgements.by"),
        ("reading = 3", "reading"),
    ],
)
def test_a_setting_that_is_wrong_is_named(root, settings, said):
    (root / "riwaya.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(ProjectError, match=said):
        Project.open(root)


def test_a_file_that_is_no_store_is_refused(root):
    (root / "riwaya.db").write_bytes(b"not a database at all, but long enough to be looked at" * 30)
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(root)


def test_a_store_of_a_later_riwaya_is_refused(root):
    connection = sqlite3.connect(root / "riwaya.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(ProjectError, match="update riwaya"):
        Project.open(root)


# Adding


def test_the_same_report_twice_changes_nothing(project, tmp_path):
    path = write_lines(tmp_path / "a.jsonl", *articles(5))
    assert fates(project.add(path)) == ["new"] * 5
    before = contents(project.folder.root)
    bytes_before = sorted(p.name for p in project.folder.originals.rglob("*"))
    assert fates(project.add(path)) == ["unchanged"] * 5
    assert contents(project.folder.root) == before
    assert sorted(p.name for p in project.folder.originals.rglob("*")) == bytes_before
    assert faults(project.folder.root) == []


def test_the_originals_are_kept_byte_for_byte(project, tmp_path):
    report = tmp_path / "a.txt"
    report.write_bytes(b"\xef\xbb\xbf" + STRIKE.encode() + b"\r\n")
    lines = write_lines(
        tmp_path / "b.jsonl", {"id": "b1", "text": MEETING, "extra": [1, 2]}, {"id": "b2", "text": ARREST}
    )
    project.add(report, lines, published=DAY)
    kept = {p.read_bytes() for p in project.folder.originals.rglob("*.*") if p.is_file()}
    assert kept == {report.read_bytes(), *lines.read_bytes().splitlines(keepends=True)}


@pytest.mark.parametrize("kind", ["id", "url", "file"])
def test_a_changed_report_is_a_new_version_beside_the_old(project, tmp_path, kind):
    root = project.folder.root
    changed = STRIKE.replace("ثلاثة", "خمسة")
    page = "<html><head><link rel='canonical' href='https://example.org/1'></head><body><article><p>{}</p></article></body></html>"
    for number, text in enumerate((STRIKE, changed)):
        if kind == "id":
            project.add(write_lines(tmp_path / f"{number}.jsonl", {"id": "a", "text": text}))
        elif kind == "url":
            add_text(project, tmp_path, f"{number}.html", page.format(f"{text} {MEETING}"))
        else:
            add_text(project, tmp_path, "a.txt", text)
    found = rows(root, "SELECT version, state, text FROM document ORDER BY version")
    assert [(v, s) for v, s, _ in found] == [(1, "superseded"), (2, "current")]
    assert "ثلاثة" in found[0][2] and "خمسة" in found[1][2]  # noqa: PT018
    assert value(root, "SELECT former FROM document WHERE version = 2") == value(
        root, "SELECT key FROM document WHERE version = 1"
    )
    assert faults(root) == []
    assert {p.document for p in project.search("مدنيين")} == {
        value(root, "SELECT id FROM document WHERE version = 2")
    }


def test_an_old_version_that_comes_again_changes_nothing(project, tmp_path):
    old = write_lines(tmp_path / "1.jsonl", {"id": "a", "text": STRIKE})
    new = write_lines(tmp_path / "2.jsonl", {"id": "a", "text": STRIKE_AGAIN})
    assert fates(project.add(old, new)) == ["new", "version"]
    assert fates(project.add(old, new)) == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"id": "a", "text": STRIKE}, {"id": "b", "text": MEETING}),
        ({"id": "a", "text": STRIKE, "url": "u"}, {"id": "b", "text": MEETING, "url": "u"}),  # a live page
        ({"text": STRIKE}, {"text": MEETING}),  # one file, but of many reports
    ],
    ids=["ids", "address", "file"],
)
def test_reports_that_are_not_versions_of_one_another(project, tmp_path, first, second):
    assert fates(project.add(write_lines(tmp_path / "a.jsonl", first, second))) == ["new", "new"]


def test_what_a_report_did_not_tell_is_filled_in_and_nothing_else(project, tmp_path):
    root = project.folder.root
    path = tmp_path / "a.txt"
    path.write_text(STRIKE, encoding="utf-8")
    project.add(path, outlet="الأولى")
    assert value(root, "SELECT published FROM document") is None
    assert fates(project.add(path, published=DAY, outlet="الثانية")) == ["completed"]
    assert rows(root, "SELECT published, outlet FROM document") == [(DAY, "الأولى")]
    assert fates(project.add(path, published="2020-01-01", outlet="الثالثة")) == ["unchanged"]
    assert rows(root, "SELECT published, outlet FROM document") == [(DAY, "الأولى")]
    assert value(root, "SELECT earliest FROM claim ORDER BY ordinal LIMIT 1") == "2024-03-04"


def test_what_cannot_be_read_is_told_and_the_rest_is_added(project, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(STRIKE, encoding="utf-8")
    (tmp_path / "in" / "b.docx").write_bytes(b"PK\x03\x04")
    problems = []
    report = project.add(tmp_path / "in", on_problem=problems.append)
    assert (fates(report), report.lost, len(problems)) == (["new"], 1, 1)
    with pytest.raises(InputError, match="docx"):
        project.add(tmp_path / "in" / "b.docx")


def test_a_report_in_another_language_is_kept_without_claims(project, tmp_path):
    text = "The ministers met in the capital on Monday and signed an agreement on trade and water."
    assert fates(add_text(project, tmp_path, "a.txt", text)) == ["new"]
    assert len(project.search("agreement")) == 1
    assert faults(project.folder.root) == []


def test_reading_in_many_processes_gives_the_same(root, tmp_path, monkeypatch):
    from riwaya import pipeline

    monkeypatch.setattr(pipeline, "_CHUNK", 200)
    monkeypatch.setattr(pipeline, "_SMALL", 400)
    path = write_lines(tmp_path / "a.jsonl", *articles(12))
    other = init(tmp_path / "q")
    with Project.open(root) as one, other as two:
        one.add(path, jobs=1)
        two.add(path, jobs=2)
        assert contents(one.folder.root) == contents(two.folder.root)


# Judgements


@pytest.fixture
def strikes(project, tmp_path) -> Project:
    project.add(
        write_lines(tmp_path / "s.jsonl", {"id": "a", "text": STRIKE, "outlet": "الأولى"}),
        write_lines(tmp_path / "t.jsonl", {"id": "b", "text": MEETING, "outlet": "الثانية"}),
    )
    return project


@pytest.mark.parametrize(
    ("field", "given", "column", "expected"),
    [
        ("dead", ["5"], "dead", 5),
        ("dead", ["none"], "dead", None),
        ("injured", ["2"], "injured", 2),
        ("status", ["alleged"], "status", "alleged"),
        ("type", ["COERCE"], "type", "COERCE"),
        ("time", ["2024-02-01"], "earliest", "2024-02-01"),
        ("time", ["2024-02"], "latest", "2024-02-29"),
        ("time", ["2024-02-01..2024-02-03"], "latest", "2024-02-03"),
        ("time", ["..2024-02-03"], "earliest", None),
        ("place", ["170063"], "latitude", 36.20124),
        ("place", ["منبج"], "settlement", "gn:167357"),  # not the district around it
        ("place", ["none"], "latitude", None),
        ("specific", ["no"], "specific", 0),
    ],
)
def test_a_corrected_value_stands_and_the_reading_stays(strikes, field, given, column, expected):
    root, claim = strikes.folder.root, claim_at(strikes, "قصفت")
    read = value(root, "SELECT data FROM claim WHERE id = ?", claim)
    strikes.judge(claim, "correct", field, given)
    found = value(root, f"SELECT {column} FROM claim WHERE id = ?", claim)
    assert found == (pytest.approx(expected, abs=0.01) if isinstance(expected, float) else expected)
    assert value(root, "SELECT reviewed FROM claim WHERE id = ?", claim) == "corrected"
    assert value(root, "SELECT data FROM claim WHERE id = ?", claim) == read
    assert faults(root) == []


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (["syria_army"], None),
        (["المرصد السوري لحقوق الإنسان"], None),
        (["أطراف مدينة درعا"], None),
        (["none"], ""),
    ],
)
def test_participants_are_corrected(strikes, given, key):
    claim = claim_at(strikes, "قصفت")
    if given == ["syria_army"]:
        given = [sorted(strikes.lexicon.actors)[0]]
        key = given[0]
    strikes.judge(claim, "correct", "actor", given)
    found = rows(strikes.folder.root, "SELECT key FROM participant WHERE claim = ? AND role = 'actor'", claim)
    assert len(found) == (given != ["none"])
    if key:
        assert found == [(key,)]


@pytest.mark.parametrize(
    ("action", "field", "given", "said"),
    [
        ("correct", "dead", ["many"], "digits"),
        ("correct", "dead", ["1", "2"], "one"),
        ("correct", "status", ["true"], "asserted"),
        ("correct", "place", ["حلب"], "170063"),
        ("correct", "dead", ["9" * 5000], "digits"),
        ("correct", "trigger", [f"0..{'9' * 5000}"], "START..END"),
        ("correct", "place", ["مكان لا وجود له"], "GeoNames"),
        ("correct", "time", ["2024-02-30"], "YYYY-MM-DD"),
        ("correct", "time", ["2024-03-02..2024-03-01"], "no time"),
        ("correct", "time", [".."], "no time"),
        ("correct", "actor", ["كلام ليس في التقرير"], "exactly"),
        ("correct", "colour", ["red"], "type"),
        ("correct", None, [], "--field"),
        ("accept", "dead", ["1"], "--field"),
    ],
)
def test_a_value_that_cannot_be_is_refused(strikes, action, field, given, said):
    with pytest.raises(RiwayaError, match=said):
        strikes.judge(claim_at(strikes, "قصفت"), action, field, given)
    assert rows(strikes.folder.root, "SELECT * FROM judgement") == []


def test_a_rejected_claim_is_in_no_incident_until_it_is_accepted(strikes):
    root, claim = strikes.folder.root, claim_at(strikes, "قصفت")
    was = value(root, "SELECT incident FROM claim WHERE id = ?", claim)
    assert strikes.judge(claim, "reject").incident is None
    assert faults(root) == []
    strikes.rebuild()
    assert value(root, "SELECT incident FROM claim WHERE id = ?", claim) is None
    assert strikes.judge(claim[:8], "accept").incident == was


def test_judgements_are_appended_with_who_and_when(strikes):
    claim = claim_at(strikes, "قصفت")
    strikes.judge(claim, "accept", note="قرأتها")
    strikes.judge(claim, "reject", by="زميل")
    found = rows(
        strikes.folder.root, "SELECT action, who, note, quote, before, after FROM judgement ORDER BY id"
    )
    assert [(f[0], f[1], f[2]) for f in found] == [("accept", "فاحصة", "قرأتها"), ("reject", "زميل", None)]
    assert found[0][4] + found[0][3] + found[0][5] == STRIKE[: 4 + 32]
    assert all(at.endswith("Z") for (at,) in rows(strikes.folder.root, "SELECT at FROM judgement"))


def test_nobody_is_made_up(strikes):
    (strikes.folder.root / "riwaya.toml").write_text("", encoding="utf-8")
    with Project.open(strikes.folder.root) as project, pytest.raises(ProjectError, match="--by"):
        project.judge(claim_at(project, "قصفت"), "accept")


def test_claims_are_linked_and_unlinked_and_stay_so(strikes):
    root = strikes.folder.root
    one, other = claim_at(strikes, "قصفت"), claim_at(strikes, "التقى")
    target = value(root, "SELECT incident FROM claim WHERE id = ?", one)
    (moved,) = strikes.link(other, one)
    assert moved.incident == target
    strikes.rebuild()
    assert value(root, "SELECT incident FROM claim WHERE id = ?", other) == target
    assert value(root, "SELECT by FROM placement WHERE claim = ?", other) == "person"
    with pytest.raises(ProjectError, match="already"):
        strikes.link(other, target)
    apart = strikes.unlink(other).incident
    assert apart != target
    strikes.rebuild()
    assert value(root, "SELECT incident FROM claim WHERE id = ?", other) == apart
    assert faults(root) == []


def test_an_unlinked_claim_is_not_put_back(project, tmp_path):
    root = project.folder.root
    project.add(
        write_lines(tmp_path / "a.jsonl", {"id": "a", "text": STRIKE}, {"id": "b", "text": STRIKE + " "})
    )
    of_word = "FROM claim c JOIN document d ON d.key = c.document WHERE substr(text, start + 1, c.end - start) = 'قصفت'"
    both = f"SELECT DISTINCT incident {of_word}"
    assert len(rows(root, both)) == 1
    claim = value(root, f"SELECT c.id {of_word} ORDER BY c.id")
    project.unlink(claim)
    assert len(rows(root, both)) == 2
    project.rebuild()
    assert len(rows(root, both)) == 2
    assert faults(root) == []


def test_two_incidents_are_made_one(strikes):
    root = strikes.folder.root
    one, other = (
        value(root, "SELECT incident FROM claim WHERE id = ?", claim_at(strikes, word))
        for word in ("قصفت", "التقى")
    )
    strikes.link(other, one)
    assert rows(root, "SELECT id FROM incident WHERE id = ?", other) == []
    assert faults(root) == []


def test_sources_are_graded_and_their_incidents_follow(strikes):
    root = strikes.folder.root
    origin, incident = rows(root, "SELECT origin, incident FROM account LIMIT 1")[0]
    credibility = f"SELECT reasons FROM incident WHERE id = '{incident}'"
    before = value(root, credibility)
    assert strikes.grade(origin, "E") == len(rows(root, "SELECT 1 FROM account WHERE origin = ?", origin))
    assert value(root, credibility) != before
    strikes.grade(origin, "F", note="لا أدري")
    assert value(root, credibility) == before
    assert [g for (g,) in rows(root, "SELECT grade FROM source_grade ORDER BY id")] == ["E", "F"]
    for source, mark in (("x", "G"), (" ", "A")):
        with pytest.raises(InputError):
            strikes.grade(source, mark)


@pytest.mark.parametrize("given", ["", "zzzz"])
def test_a_claim_that_is_not_there_is_said(strikes, given):
    with pytest.raises(ProjectError, match="claim"):
        strikes.judge(given, "accept")


# Rebuilding


LEXICON = "id\tname\tname_en\tkind\tcountry\taliases\tmetonyms\tadjectives\tfrom\tto\tparent\tprovenance\n"


def test_a_rebuild_without_a_change_changes_nothing(project, tmp_path):
    project.add(write_lines(tmp_path / "a.jsonl", *articles(8)))
    incidents = rows(project.folder.root, "SELECT id, claims, reports FROM incident ORDER BY id")
    before = contents(project.folder.root)
    report = project.rebuild()
    assert (report.documents, report.new, report.gone, report.changed, report.again) == (8, 0, 0, 0, 0)
    assert contents(project.folder.root) == before
    assert rows(project.folder.root, "SELECT id, claims, reports FROM incident ORDER BY id") == incidents


def test_a_rebuild_reads_with_todays_lexicon(strikes, tmp_path):
    """A name that the user adds changes one claim, which asks for review again; the other's judgement holds."""
    root = strikes.folder.root
    strikes.add(
        write_lines(
            tmp_path / "u.jsonl",
            {"id": "u", "text": "هاجمت كتائب الزيتون الأزرق بلدة كفرنبل يوم 2 آذار 2024."},
        )
    )
    claim = claim_at(strikes, "هاجمت")
    strikes.judge(claim, "accept")
    strikes.judge(claim_at(strikes, "قصفت"), "accept")
    lexicon = root / "lexicon"
    lexicon.mkdir()
    (lexicon / "actors.tsv").write_text(
        LEXICON + "blue_olive\tكتائب الزيتون الأزرق\tBlue Olive Battalions\tarmed_group\tSY\t\t\t\t\t\t\t\n",
        encoding="utf-8",
    )
    (root / "riwaya.toml").write_text('[reading]\nlexicon = "lexicon"\n', encoding="utf-8")
    with Project.open(root) as project:
        report = project.rebuild()
    assert (report.changed, report.again, report.orphans) == (1, 1, ())
    assert value(root, "SELECT reviewed FROM claim WHERE id = ?", claim) == "again"
    assert rows(root, "SELECT key FROM participant WHERE claim = ? AND role = 'actor'", claim) == [
        ("blue_olive",)
    ]
    assert faults(root) == []


def test_a_judgement_without_its_claim_is_an_orphan(strikes):
    root = strikes.folder.root
    connection = sqlite3.connect(
        root / "riwaya.db"
    )  # a claim that an earlier lexicon read, and today's doesn't
    claim = claim_at(strikes, "قصفت")
    strikes.judge(claim, "accept")
    connection.execute("UPDATE judgement SET claim = '0123456789abcdef'")
    connection.commit()
    connection.close()
    (orphan,) = strikes.rebuild().orphans
    assert (orphan.claim, orphan.document, orphan.quote) == ("0123456789abcdef", "a", "قصفت")
    assert strikes.orphans() == [orphan]


def test_a_rebuild_that_was_interrupted_goes_on(project, tmp_path):
    project.add(write_lines(tmp_path / "a.jsonl", *articles(6)))
    seen = []

    def stop(document: str) -> None:
        seen.append(document)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.rebuild(on_document=stop)
    report = project.rebuild()
    assert (report.resumed, report.documents) == (True, 4)
    again = project.rebuild()
    assert (again.resumed, again.documents) == (False, 6)


@pytest.mark.parametrize(
    ("second", "kept"),
    [
        (f"{ARREST} {STRIKE} {PROTEST} {MEETING}", ["accept"]),
        (f"{MEETING} {ARREST} {STRIKE} {PROTEST}", ["accept"]),
        (f"{ARREST} {STRIKE} {PROTEST} {MEETING} {ARREST} {STRIKE}", []),  # they stand there twice
        (f"{ARREST} {STRIKE.replace('مدفعية الجيش', 'مدفعية القوات')} {PROTEST}", []),
    ],
    ids=["more after", "more before", "twice", "other words"],
)
def test_a_judgement_goes_with_its_words_to_the_new_version(project, tmp_path, second, kept):
    first = f"{ARREST} {STRIKE} {PROTEST}"
    project.add(write_lines(tmp_path / "1.jsonl", {"id": "a", "text": first}))
    old = claim_at(project, "قصفت")
    project.judge(old, "accept")
    project.add(write_lines(tmp_path / "2.jsonl", {"id": "a", "text": second}))
    found = rows(project.folder.root, "SELECT action, who, carried FROM judgement WHERE claim != ?", old)
    assert [action for action, _, _ in found] == kept
    assert all(who == "فاحصة" and carried for _, who, carried in found)
    assert len(project.orphans()) == (0 if kept else 1)


# Erasing


SECRET = "شهادة"


def bytes_of(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def traces(root: Path, *words: str) -> list[str]:
    """Files that hold one of the words, in any form in which the store might have it."""
    from riwaya.text.fold import fold

    forms = [f for w in words for f in (w, fold(w), json.dumps(w)[1:-1])]
    return [name for name, held in bytes_of(root).items() for form in forms if form.encode() in held]


TESTIMONY = (
    "قصفت مدفعية الجيش السوري أطراف مدينة درعا أمس، وقُتل ثلاثة مدنيين، "
    "بحسب ما رواه الشاهد زعرورالقمحاوي الذي تحدث إلى موقع حكاياتبلاسقف."
)
NAMES = ("زعرورالقمحاوي", "حكاياتبلاسقف")


def test_erasing_leaves_no_byte_of_the_text(project, tmp_path):
    root = project.folder.root
    project.add(
        write_lines(
            tmp_path / "a.jsonl",
            {"id": "a", "text": STRIKE, "outlet": "الأولى"},
            {"id": "b", "text": TESTIMONY, "outlet": "الثانية"},
            {"id": "c", "text": STRIKE_AGAIN, "outlet": "الثالثة"},
            *articles(20),
        )
    )
    project.judge(
        str(value(root, "SELECT c.id FROM claim c JOIN document d ON d.key = c.document WHERE d.id = 'b'")), "accept",
        note="زعرورالقمحاوي",
    )  # fmt: skip
    assert traces(root, *NAMES)
    erased = project.erase("b", "طلب الشاهد ذلك")
    assert erased.cleared
    assert erased.documents == ("b",)
    assert traces(root, *NAMES) == []
    assert project.search("القمحاوي") == []
    assert faults(root) == []
    assert rows(root, "SELECT document, reason, who, cleared, files FROM tombstone") == [
        ("b", "طلب الشاهد ذلك", "فاحصة", 1, "[]")
    ]
    assert project.rebuild().documents == 22


def test_an_erased_text_is_not_added_again(project, tmp_path):
    first = write_lines(tmp_path / "a.jsonl", {"id": "b", "text": TESTIMONY})
    project.add(first)
    project.erase("b", "سبب")
    other = write_lines(
        tmp_path / "b.jsonl", {"id": "other", "text": TESTIMONY}, {"id": "b", "text": TESTIMONY + " وأكثر."}
    )
    for path, number in ((first, 1), (other, 2)):
        problems = []
        report = project.add(path, on_problem=problems.append)
        assert fates(report) == ["erased"] * number
        assert all("erased from the project" in p.message for p in problems)
    assert traces(project.folder.root, *NAMES) == []


def test_all_versions_and_the_same_text_elsewhere_are_erased(project, tmp_path):
    project.add(write_lines(tmp_path / "1.jsonl", {"id": "a", "text": TESTIMONY}))
    project.add(
        write_lines(
            tmp_path / "2.jsonl",
            {"id": "a", "text": STRIKE},
            {"id": "b", "text": TESTIMONY},
            {"id": "c", "text": MEETING},
        )
    )
    erased = project.erase("a", "سبب")
    assert (erased.documents, erased.versions) == (("a", "b"), 3)
    assert traces(project.folder.root, *NAMES) == []
    assert rows(project.folder.root, "SELECT id FROM document") == [("c",)]


def test_erasing_waits_for_no_one_and_is_finished_later(project, tmp_path):
    root = project.folder.root
    project.add(
        write_lines(tmp_path / "1.jsonl", {"id": "a", "text": TESTIMONY}, {"id": "c", "text": MEETING})
    )
    from riwaya.project import erasing

    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    real, erasing.finish = erasing.finish, killed
    try:
        with pytest.raises(KeyboardInterrupt):
            project.erase("a", "سبب")
    finally:
        erasing.finish = real
    assert traces(root, *NAMES)
    project.close()
    with Project.open(root):
        assert traces(root, *NAMES) == []


@pytest.mark.parametrize(
    ("document", "reason", "said"), [("zz", "سبب", "isn't in the project"), ("a", " ", "--reason")]
)
def test_an_erasure_that_cannot_be_is_said(project, tmp_path, document, reason, said):
    project.add(write_lines(tmp_path / "1.jsonl", {"id": "a", "text": MEETING}))
    with pytest.raises(ProjectError, match=said):
        project.erase(document, reason)
    assert len(REPORTS) == 5


def test_a_corrected_type_leaves_no_mode_of_the_other():
    claim = {"type": "ASSAULT", "mode": "heavy-weapons"}
    assert with_value(claim, "type", "AGREE") == {"type": "AGREE", "mode": None}
    assert with_value(claim, "type", "ASSAULT") == claim

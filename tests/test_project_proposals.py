"""Corrections that recur become proposals, and those that are accepted entries of the project's own lexicon."""

import pytest
from click.testing import CliRunner

from project_fixtures import faults, rows, write_lines
from riwaya.cli import main
from riwaya.errors import ProjectError
from riwaya.project import Project, init, queries

OLIVE = "هاجمت كتائب الزيتون الأزرق بلدة كفرنبل يوم {} آذار 2024."
TEXTS = {
    "a": OLIVE.format(2),
    "b": OLIVE.format(9) + " وهذا تقرير آخر.",
    "c": OLIVE.format(20) + " وهذا ثالث.",
}
WORDS = "كتائب الزيتون الأزرق"


@pytest.fixture
def project(tmp_path):
    with init(tmp_path / "p", by="فاحصة") as project:
        project.add(write_lines(tmp_path / "a.jsonl", *({"id": i, "text": t} for i, t in TEXTS.items())))
        yield project


def claims(project: Project) -> list[str]:
    query = "SELECT c.id FROM claim c JOIN document d ON d.key = c.document WHERE substr(d.text, c.start + 1, c.end - c.start) = 'هاجمت' ORDER BY d.id"
    return [i for (i,) in rows(project.folder.root, query)]


def correct(project: Project, *pairs: tuple[str, str], number: int = 2) -> None:
    for claim in claims(project)[:number]:
        for field, value in pairs:
            project.judge(claim, "correct", field, [value])


def actors(project: Project) -> set[str]:
    return {key for (key,) in rows(project.folder.root, "SELECT key FROM participant WHERE role = 'actor'")}


def test_a_name_that_recurs_is_proposed_and_accepted(project):
    correct(project, ("actor", f"{WORDS}=rsf"))
    (one,) = project.proposals()
    assert (one.kind, one.words, one.value, len(one.claims), one.documents, one.by) == (
        "actor", WORDS, "rsf", 2, ("a", "b"), ("فاحصة",),
    )  # fmt: skip
    path = project.accept_proposal(one.id[:6])
    assert path == project.folder.root / "lexicon" / "actors.tsv"
    assert project.config.lexicon == path.parent
    assert project.proposals() == []
    project.rebuild()
    third = claims(project)[2]
    assert rows(
        project.folder.root, "SELECT key FROM participant WHERE claim = ? AND role = 'actor'", third
    ) == [("rsf",)]
    with queries.of(project) as asked:  # its other names stay
        assert asked.names.find_actor("قوات الدعم السريع").id == "rsf"
        assert asked.names.find_actor(WORDS).id == "rsf"
    assert faults(project.folder.root) == []


def test_a_name_of_a_place(project, tmp_path):
    text = "قصفت مدفعية الجيش السوري بلدة تل الزعرور الأزرق يوم {} نيسان 2024."
    lines = [{"id": f"x{n}", "text": text.format(n + 3)} for n in range(3)]
    project.add(write_lines(tmp_path / "x.jsonl", *lines))
    query = (
        "SELECT c.id FROM claim c JOIN document d ON d.key = c.document WHERE d.id LIKE 'x%' ORDER BY d.id"
    )
    shelled = [i for (i,) in rows(project.folder.root, query)]
    for claim in shelled[:2]:
        project.judge(claim, "correct", "place", ["170063"])
    (one,) = project.proposals()
    assert (one.kind, one.value, one.name) == ("place", "170063", "Aleppo")
    assert one.words.startswith("تل الزعرور")
    project.accept_proposal(one.id)
    assert "170063" in {str(p.geonames_id) for p in project.lexicon.gazetteer.lookup(one.words)}
    project.rebuild()
    assert rows(project.folder.root, "SELECT settlement FROM claim WHERE id = ?", shelled[2]) == [
        ("gn:170063",)
    ]
    assert project.proposals() == []


@pytest.mark.parametrize(
    ("pairs", "number"),
    [
        ([("actor", f"{WORDS}=rsf")], 1),  # of one report only
        ([("actor", WORDS)], 2),  # nobody is meant whom the lexicon knows
        ([("actor", "rsf")], 2),  # no words of the text
        ([("dead", "3")], 2),
        ([("actor", f"{WORDS}=rsf"), ("actor", f"{WORDS}=none")], 2),  # the last word stands
        ([("type", "ASSAULT")], 2),  # the lexicon has it
        ([("place", "none")], 2),
    ],
)
def test_what_is_not_proposed(project, pairs, number):
    correct(project, *pairs, number=number)
    assert project.proposals() == []


def test_a_correction_that_was_taken_back_does_not_count(project):
    correct(project, ("actor", f"{WORDS}=rsf"))
    project.undo()
    assert project.proposals() == []


def test_a_type_that_recurs(project):
    correct(project, ("type", "PROTEST"))
    (one,) = project.proposals()
    assert (one.kind, one.words, one.value) == ("type", "هاجمت", "PROTEST")
    path = project.accept_proposal(one.id)
    assert path.name == "own.toml"
    assert any(
        frame.type == "PROTEST" and "هاجمت" in frame.nouns for frame in project.lexicon.frames.values()
    )


def test_what_is_dismissed_is_not_made_again(project):
    correct(project, ("actor", f"{WORDS}=rsf"))
    (one,) = project.proposals()
    assert project.dismiss_proposal(one.id, by="زميل", note="وصف لا اسم") == one
    correct(project, ("actor", f"{WORDS}=rsf"), number=3)
    assert project.proposals() == []
    assert rows(project.folder.root, "SELECT proposal, verdict, who, note FROM answer") == [
        (one.id, "dismissed", "زميل", "وصف لا اسم")
    ]
    with pytest.raises(ProjectError, match="riwaya proposals"):
        project.accept_proposal(one.id)


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "[reading]\n",
        '[judgements]\nby = "فاحصة"\n',
        '# ملاحظة\n[reading]\n# lexicon = "x"\n\n[judgements]\nby = "ف"\n',
    ],
)
def test_the_settings_are_kept(project, settings):
    root = project.folder.root
    correct(project, ("actor", f"{WORDS}=rsf"))
    (root / "riwaya.toml").write_text(settings, encoding="utf-8")
    with Project.open(root) as again:
        again.accept_proposal(again.proposals()[0].id, by="فاحصة")
        assert again.config.lexicon == root / "lexicon"
    with Project.open(root) as third:
        assert third.config.lexicon == root / "lexicon"
        assert third.config.by == ({'"فاحصة"': "فاحصة", '"ف"': "ف"}.get(settings.rpartition("= ")[2].strip()))
    assert ("# ملاحظة" in settings) == ("# ملاحظة" in (root / "riwaya.toml").read_text(encoding="utf-8"))


def test_the_users_own_file_is_kept(project):
    folder = project.folder.root / "mine"
    folder.mkdir()
    own = (
        "# أسماؤنا\nid\tname\tname_en\tkind\tcountry\tparent\taliases\tmetonyms\tadjectives\tprovenance\n"
        "ours\tلجنة الحي\tQuarter Committee\tgroup\tSY\t\t\t\t\t"
    )
    (folder / "actors.tsv").write_text(own, encoding="utf-8")
    (project.folder.root / "riwaya.toml").write_text(
        '[reading]\nlexicon = "mine"\n[judgements]\nby = "فاحصة"\n', encoding="utf-8"
    )
    with Project.open(project.folder.root) as again:
        correct(again, ("actor", f"{WORDS}=ours"))
        again.accept_proposal(again.proposals()[0].id)
    said = (folder / "actors.tsv").read_text(encoding="utf-8")
    assert said.startswith(own + "\n")
    assert said.splitlines()[-1].split("\t") == [
        "ours", "لجنة الحي", "Quarter Committee", "group", "SY", "", WORDS, "", "", "corrections in this project",
    ]  # fmt: skip


def test_the_command(project):
    correct(project, ("actor", f"{WORDS}=rsf"))
    (one,) = project.proposals()

    def run(*options: str):
        return CliRunner().invoke(main, ["proposals", "--project", str(project.folder.root), *options])

    assert "1 proposals" in run().stdout
    assert run("--accept", "zz").exit_code == 2
    assert run("--accept", one.id, "--dismiss", one.id).exit_code == 2
    assert "riwaya rebuild" in run("--accept", one.id).stdout
    assert "0 proposals" in run().stdout

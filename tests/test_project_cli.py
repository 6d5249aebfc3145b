"""The commands that make and change a project: what they print, and how they end."""

import json

import pytest
from click.testing import CliRunner

from project_fixtures import DAY, MEETING, STRIKE, rows, value, write_lines
from riwaya.cli import main
from riwaya.cli_project import COMMANDS


def run(*arguments, stdin: str | None = None):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def root(tmp_path, monkeypatch):
    folder = tmp_path / "p"
    assert run("init", folder, "--by", "فاحصة").exit_code == 0
    source = write_lines(
        tmp_path / "a.jsonl", {"id": "a", "text": STRIKE, "outlet": "الأولى"}, {"id": "b", "text": MEETING}
    )
    monkeypatch.chdir(folder)
    assert run("add", source).exit_code == 0
    return folder


def claim_of(root, document: str) -> str:
    query = "SELECT c.id FROM claim c JOIN document d ON d.key = c.document WHERE d.id = ? ORDER BY ordinal LIMIT 1"
    return str(value(root, query, document))


def test_adding_tells_what_became_of_each_report(root, tmp_path):
    (tmp_path / "c.txt").write_text(STRIKE + " " + MEETING, encoding="utf-8")
    first = run("add", tmp_path / "a.jsonl", tmp_path / "c.txt", "--published", DAY)
    assert first.exit_code == 0
    assert "1 new, 0 new versions, 0 filled in, 2 unchanged" in first.stdout
    (tmp_path / "c.txt").write_text(STRIKE + " " + MEETING + " " + STRIKE, encoding="utf-8")
    assert "1 new versions" in run("add", tmp_path / "c.txt").stdout


def test_standard_input_is_added(root):
    result = run("add", "-", stdin="اعتقلت الشرطة رجلين في بيروت أمس.")
    assert (result.exit_code, "1 new" in result.stdout) == (0, True)


def test_what_cannot_be_read_ends_with_2_and_the_rest_is_added(root, tmp_path):
    (tmp_path / "new.txt").write_text("اعتقلت الشرطة رجلين في بيروت أمس.", encoding="utf-8")
    result = run("add", tmp_path / "no.txt", tmp_path / "new.txt")
    assert result.exit_code == 2
    assert "no.txt" in result.stderr
    assert "1 new" in result.stdout


def test_judging(root):
    claim = claim_of(root, "a")
    assert run("judge", claim, "correct", "--field", "dead", "--value", "4").exit_code == 0
    assert run("judge", claim, "accept", "--by", "زميلة", "--note", "رأيتها").exit_code == 0
    assert rows(root, "SELECT action, who FROM judgement ORDER BY id") == [
        ("correct", "فاحصة"),
        ("accept", "زميلة"),
    ]
    assert value(root, "SELECT dead FROM claim WHERE id = ?", claim) == 4


def test_linking_and_unlinking(root):
    one, other = claim_of(root, "a"), claim_of(root, "b")
    linked = run("link", other, one)
    shown = "".join(linked.stdout.split())  # a narrow table may break an id
    assert (linked.exit_code, other[:6] in shown) == (0, True), linked.stdout
    assert run("unlink", other).exit_code == 0
    assert len({i for (i,) in rows(root, "SELECT incident FROM claim WHERE id IN (?, ?)", one, other)}) == 2


def test_rebuilding(root):
    result = run("rebuild")
    assert result.exit_code == 0
    assert "2 reports read anew" in result.stdout
    assert "0 new, 0 changed, 0 gone" in result.stdout


def test_erasing(root, tmp_path):
    result = run("erase", "a", "--reason", "طلب صاحب الشهادة")
    assert (result.exit_code, "1 texts" in result.stdout) == (0, True)
    again = run("add", tmp_path / "a.jsonl")
    assert again.exit_code == 2
    assert "a: this report was erased from the project" in again.stderr
    assert "1 refused" in again.stdout


def test_searching(root):
    result = run("search", "مدفعية", "--format", "json")
    (found,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (found["document"], found["text"]) == ("a", STRIKE)
    assert found["claims"]
    table = run("search", "مدفعية", "--format", "table")
    assert "1 sentences" in table.stdout


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["init", "."], "already"),
        (["add", "no.txt", "--project", "nowhere"], "riwaya init"),
        (["add", "no.txt", "--published", "today"], "YYYY-MM-DD"),
        (["judge", "zz", "accept"], "no claim"),
        (["judge", "CLAIM", "correct"], "--field"),
        (["judge", "CLAIM", "correct", "--field", "dead", "--value", "x"], "digits"),
        (["link", "CLAIM", "zz"], "no claim"),
        (["unlink", "zz"], "no claim"),
        (["erase", "zz", "--reason", "r"], "isn't in the project"),
        (["search", "؟"], "give a word"),
        (["rebuild", "--project", "nowhere"], "riwaya init"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_said_in_one_sentence(root, command, said):
    claim = claim_of(root, "a")
    result = run(*(claim if word == "CLAIM" else word for word in command))
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_and_option_says_what_it_is_for(command):
    assert run(command.name, "--help").exit_code == 0
    assert command.help
    assert all(getattr(p, "help", None) for p in command.params if p.param_type_name == "option")

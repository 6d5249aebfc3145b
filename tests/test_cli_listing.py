"""The commands that show a project: their JSON, their tables, their errors, and the commands of docs/project.md."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from listing_fixtures import make_project
from riwaya.cli import main
from riwaya.report.listing import fold_line, mixed

ROOT = Path(__file__).parent.parent
DOC = (ROOT / "docs" / "project.md").read_text(encoding="utf-8")
LISTINGS = ("incidents", "findings", "actors", "sources", "documents")
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")
ARABIC = re.compile("[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    return make_project(tmp_path_factory.mktemp("listing") / "p")


@pytest.fixture
def run(root, monkeypatch):
    monkeypatch.chdir(root)
    return lambda *arguments, width=120: CliRunner().invoke(
        main, [str(a) for a in arguments], env={"COLUMNS": str(width)}
    )


def objects(result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_incident_in_json(run):
    one = objects(run("incidents", "--place", "درعا"))[0]
    assert set(one) == {
        "id", "type", "place", "time", "documents", "claims", "reports", "outlets", "independent", "statuses",
        "accounts", "contradicted", "grade", "reviewed",
    }  # fmt: skip
    assert (one["type"], one["documents"], one["reports"]) == ("ASSAULT", ["r1", "r2", "r3", "r4"], 4)
    assert one["time"] == {"earliest": "2024-03-04", "latest": "2024-03-04"}
    assert one["independent"] == {"min": 2, "max": 3}
    assert one["statuses"] == {"alleged": 1, "asserted": 2, "denied": 1}
    assert one["contradicted"] is True
    assert {"origin", "claims"} <= set(one["accounts"][0])
    assert sorted(claim for account in one["accounts"] for claim in account["claims"]) == sorted(
        one["claims"]
    )
    assert one["grade"]["reasons"]


def test_one_incident_has_what_its_row_has_and_more(run):
    row = objects(run("incidents"))[0]
    (view,) = objects(run("incident", row["id"][:9]))
    assert {name: view[name] for name in row} == row
    assert [entry["document"] for entry in view["timeline"]] == ["r1", "r2", "r3", "r4"]
    assert [finding["kind"] for finding in view["findings"]] == ["contradiction"]
    assert view["timeline"][0]["text"].startswith("قصفت")


def test_a_finding_in_json(run):
    first, second = objects(run("findings"))
    assert {"id", "kind", "claims", "documents", "message"} <= set(first)
    assert (first["kind"], first["about"], first["documents"]) == ("contradiction", "status", ["r1", "r3"])
    assert (second["kind"], second["documents"]) == ("place-containment", ["r7"])


def test_actors_and_sources_in_json(run):
    actors = {one["id"]: one for one in objects(run("actors"))}
    (army,) = objects(run("actor", "الجيش السوري"))
    assert {name: army[name] for name in actors["army.sy"]} == actors["army.sy"]
    assert len(army["incident_ids"]) == army["incidents"] == 1
    assert {one["reliability"] for one in objects(run("sources"))} == {"F"}
    assert [one["id"] for one in objects(run("documents"))][:2] == ["r3", "r4"]


@pytest.mark.parametrize("command", LISTINGS)
def test_a_limit_is_kept_and_said(run, command):
    assert len(objects(run(command, "--limit", "1"))) == 1
    assert "more with --limit" in run(command, "--limit", "1", "--format", "table").stdout
    assert "more with" not in run(command, "--format", "table").stdout


@pytest.mark.parametrize("width", [80, 100, 120, 160])
@pytest.mark.parametrize(
    "command", [(name,) for name in LISTINGS] + [("incident", "{incident}"), ("actor", "army.sy")]
)
def test_tables_fit_the_terminal_and_keep_arabic_apart(run, command, width):
    incident = objects(run("incidents"))[0]["id"]
    result = run(*(part.format(incident=incident) for part in command), "--format", "table", width=width)
    assert result.exit_code == 0, result.output
    for line in result.stdout.splitlines():
        assert cell_len(line) <= width, line
        assert line.count("\u2068") == line.count("\u2069") == line.count("\u200e") / 2, line
        assert not ARABIC.search(ISOLATED.sub("", line)), line  # no Arabic outside of isolate marks
    assert "\x1b" not in result.stdout  # no report speaks to the terminal
    assert "\x07" not in result.stdout


def test_a_table_says_what_a_person_decided(root, tmp_path, monkeypatch):
    shutil.copytree(root, tmp_path / "p")
    monkeypatch.chdir(tmp_path / "p")
    call = CliRunner().invoke
    row = json.loads(call(main, ["incidents", "--type", "COERCE"]).stdout)
    assert (
        call(main, ["judge", row["claims"][0], "correct", "--field", "injured", "--value", "2"]).exit_code
        == 0
    )
    shown = call(main, ["incident", row["id"], "--format", "table"]).stdout
    assert "reviewed: corrected (injured) by" in shown
    assert "2 injured" in shown
    assert "reviewed: 1" in call(main, ["incidents", "--format", "table"], env={"COLUMNS": "120"}).stdout
    assert json.loads(call(main, ["incident", row["id"]]).stdout)["timeline"][0]["review"]["fields"] == [
        "injured"
    ]


def test_an_allegation_never_reads_as_a_fact(run):
    (row,) = objects(run("incidents", "--place", "درعا"))
    for width in (80, 120):
        shown = run("incident", row["id"], "--format", "table", width=width).stdout
        assert "? alleged: Unnamed activists alleged" in " ".join(shown.split())
        assert re.search(r"✕ denied: [^:]+ denied that ", " ".join(shown.split()))


# Exports


@pytest.mark.parametrize("name", ["csv", "plover", "acled", "geojson"])
def test_exports_are_written_with_their_side_file(run, tmp_path, name):
    target = tmp_path / f"claims.{name}"
    result = run("export", "--to", name, "--output", target, "--place", "درعا")
    assert result.exit_code == 0, result.output
    side = [
        json.loads(line) for line in Path(f"{target}.side.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(side) == 4
    rows = sum(one["row"] is not None for one in side)
    assert f"{rows} row" in result.stderr
    assert "قصفت" in target.read_text(encoding="utf-8") or "درعا" in target.read_text(encoding="utf-8")


def test_an_export_to_standard_output_is_nothing_else(run):
    result = run("export", "--to", "geojson", "--status", "denied")
    (feature,) = json.loads(result.stdout)["features"]
    assert feature["properties"]["status"] == "denied"
    assert "1 row." in result.stderr


def test_what_is_alleged_is_let_in_only_on_demand(run, tmp_path):
    rows = []
    for switch in ((), ("--with-alleged",)):
        run("export", "--to", "acled", "--output", tmp_path / "a.csv", "--status", "alleged", *switch)
        rows.append(len((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()) - 1)
    assert rows == [0, 1]


# Errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["incidents", "--actor", "جيش المريخ"], "riwaya actors"),
        (["incidents", "--place", "أتلانتس المفقودة"], "GeoNames"),
        (["incidents", "--between", "yesterday"], "YYYY-MM-DD"),
        (["incidents", "--between", "2024-02-30"], "no day"),
        (["incidents", "--between", "2024-03-02..2024-03-01"], "no time"),
        (["incidents", "--between", ".."], "no time"),
        (["incidents", "--type", "WAR"], "ASSAULT"),
        (["incident", "ixyz"], "riwaya incidents"),
        (["findings", "--kind", "gossip"], "place-containment"),
        (["actor", "سامر الخطيب"], "riwaya actors"),
        (["grade", "nobody", "A"], "riwaya sources"),
        (["grade", "army.sy", "G"], "A-F"),
        (["export", "--to", "csv", "--with-alleged"], "acled"),
        (["export", "--to", "csv", "--output", "no-such-folder/c.csv"], "no-such-folder"),
        (["incidents", "--project", "no-such-folder"], "riwaya init"),
    ],
)
def test_what_cannot_be_is_one_sentence_with_the_next_step(run, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said.lower() in result.stderr.lower()
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("given", "reports"),
    [
        ("2024-03", "r1 r2 r3 r4 r5 r6 r7 r8"), ("2024", "r1 r2 r3 r4 r5 r6 r7 r8"), ("2024-03-01", "r6"),
        ("..2024-03-01", "r6"), ("2024-03-04..", "r1 r2 r3 r4"), ("2024-04..2024-05", ""), ("2024-02..2024-03-02", "r6 r7 r8"),
    ],
)  # fmt: skip
def test_days_are_asked_for(run, given, reports):
    found = objects(run("incidents", "--between", given))
    assert {document for one in found for document in one["documents"]} == set(reports.split())


# Lines


@pytest.mark.parametrize(
    ("line", "width", "parts"),
    [
        ("in «حرض»: two", 40, ["in [«حرض»]: two"]),  # what stands together stays so
        ("names «قوة من مديرية الأمن», too", 20, ["names [«قوة من مديرية]", "[الأمن»], too"]),
        ("(«رافدين») said", 12, ["([«رافدين»])", "said"]),
        ("denied by وزارة الدفاع and others", 40, ["denied by [وزارة الدفاع] and others"]),
        ("plain words only", 11, ["plain words", "only"]),
        ("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5]),
    ],
)
def test_lines_are_folded_with_arabic_set_apart(line, width, parts):
    folded = [
        part.replace("\u200e\u2068", "[").replace("\u2069\u200e", "]")
        for part in fold_line(mixed(line), width)
    ]
    assert folded == parts


# The documentation


def test_commands_of_the_documentation_work(tmp_path):
    blocks = re.finditer(r"(?P<skip><!-- not run[^>]*-->\n)?```sh\n(?P<code>.*?)```", DOC, re.DOTALL)
    script = "".join(block["code"] for block in blocks if not block["skip"])
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    lead = f'set -e\nriwaya() {{ "{sys.executable}" -m riwaya "$@"; }}\n'
    done = subprocess.run(
        ["bash", "-c", lead + script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "war" / "claims.csv.side.jsonl").exists()
    printed = []
    for code in re.findall(r"```python\n(.*?)```", DOC, re.DOTALL):
        python = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert python.returncode == 0, python.stderr
        printed.append(python.stdout)
    assert "asserted" in printed[0]


@pytest.mark.parametrize(
    "command",
    ["incidents", "incident", "findings", "actors", "actor", "sources", "grade", "documents", "export"],
)
def test_every_command_is_in_the_documentation(command):
    assert re.search(rf"^riwaya {command}\b", DOC, re.MULTILINE)

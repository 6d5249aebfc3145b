"""The schema: migrations make what the tables say, and values come back from JSON as they went in."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect

from project_fixtures import DAY, MEETING, STRIKE, articles, value, write_lines
from riwaya.linking.copies import Report, report_of
from riwaya.linking.model import Account, Finding, Party, Record, Toll, Voice, When, Where
from riwaya.project import init, schema
from riwaya.project.codec import decode, encode
from riwaya.project.engine import reading
from riwaya.project.judged import FIELDS
from riwaya.project.migrate import HEAD, config, version

text = st.text(max_size=6)
optional = st.none() | text
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
parties = st.lists(st.builds(Party, text, text, optional, st.booleans(), st.tuples(text)), max_size=2).map(
    tuple
)
records = st.builds(
    Record, claim=text, document=text, published=days, outlet=optional, type=text, family=text, mode=optional,
    weapon=optional, status=text, specific=st.booleans(), word=text, start=st.integers(0, 9), actors=parties,
    recipients=parties, where=st.none() | st.builds(Where, text, optional, optional, optional, st.none() | st.floats(-90, 90)),
    when=st.none() | st.builds(When, days, days, st.booleans()),
    tolls=st.lists(st.builds(Toll, text, st.none() | st.integers(0, 99), st.none() | st.integers(0, 99))).map(tuple),
    chain=st.lists(st.builds(Voice, text, text, st.booleans(), text), max_size=2).map(tuple),
)  # fmt: skip


@given(records)
def test_a_record_comes_back_as_it_was(record):
    assert decode(Record, encode(record)) == record


def test_a_report_comes_back_as_it_was():
    text = "بيروت (أ ف ب) - قُتل ثلاثة أشخاص في انفجار هزّ المدينة، وفق ما ذكرت صحيفة الضفاف، نقلاً عن وكالة رويترز."
    report = report_of({"id": "d", "text": text, "outlet": "الضفاف", "published": "2024-01-02"})
    assert report.credits
    assert decode(Report, encode(report)) == report


def test_a_record_of_another_version_is_read():
    record = Record("c", "d", None, None, "ASSAULT", "force", None, None, "asserted", True, "قصف", 0)
    stored = encode(record)
    assert "actors" not in stored  # empty: left out, as it is in a record of before the field was
    assert decode(Record, {**stored, "of_a_later_version": 1}) == record


@pytest.mark.parametrize(("value", "table"), [(Account, schema.account), (Finding, schema.finding)])
def test_every_field_of_linking_has_its_column(value, table):
    assert {f.name for f in fields(value)} <= set(table.c.keys())


def test_migrations_make_what_the_tables_say(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    assert ScriptDirectory.from_config(config()).get_current_head() == HEAD
    with init(tmp_path / "p") as project, reading(project.engine) as connection:
        assert version(connection) == HEAD
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [d for d in compare_metadata(context, schema.metadata) if "passage" not in repr(d)]
        assert found == []
        assert set(schema.metadata.tables) <= set(inspect(connection).get_table_names())


def test_opening_a_store_that_is_up_to_date_does_not_load_alembic(tmp_path):
    import subprocess
    import sys

    init(tmp_path / "p").close()
    code = (
        "import sys; from riwaya.project import Project; Project.open(sys.argv[1]).close(); "
        "print([m for m in sys.modules if m == 'alembic'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "p"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_command_line_offers_the_fields_that_can_be_corrected():
    from riwaya import cli_project

    assert cli_project.FIELDS == FIELDS


def test_adding_and_judging_scan_no_table(tmp_path):
    """What a report costs must not grow with what the store holds: each statement goes by an index."""
    from sqlalchemy import event

    said: dict[str, object] = {}
    with init(tmp_path / "p", by="x") as project:
        project.add(write_lines(tmp_path / "a.jsonl", *articles(3)))
        event.listen(
            project.engine,
            "before_cursor_execute",
            lambda c, k, s, p, x, many: said.update({s: p[0] if many else p}),
        )
        changed = [{**a, "text": a["text"] + " وأكثر."} for a in articles(2)]
        project.add(write_lines(tmp_path / "b.jsonl", *changed, *articles(5)))
        page = tmp_path / "c.txt"
        for text in (STRIKE, MEETING):
            page.write_text(text, encoding="utf-8")
            project.add(page, published=DAY)
        claim = str(value(project.folder.root, "SELECT id FROM claim WHERE incident IS NOT NULL LIMIT 1"))
        project.judge(claim, "correct", "dead", ["9"])
        project.unlink(claim)
        with project.engine.connect() as connection:
            plans = {
                (step[3], statement)
                for statement, values in tuple(said.items())
                if statement.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE")
                for step in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement, values)
            }
    assert len(plans) > 20
    scans = {(step, statement) for step, statement in plans if step.startswith("SCAN")}
    assert {(a, b) for a, b in scans if not a.startswith(("SCAN passage", "SCAN CONSTANT"))} == set()

"""What was decided: the newest first, by claim, report, person, action and day."""

from datetime import date

import pytest
from sqlalchemy import insert, select

from project_fixtures import MEETING, PROTEST, STRIKE, write_lines
from riwaya.project import init, schema
from riwaya.project.engine import reading, writing
from riwaya.project.views.history import (
    HistoryFilter,
    claim_history,
    count_history,
    history,
    history_actions,
    history_persons,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project in which two persons decided this and that."""
    folder = tmp_path_factory.mktemp("history")
    with init(folder / "p", by="فاحصة") as project:
        texts = {"a": STRIKE, "b": MEETING, "c": PROTEST}
        project.add(write_lines(folder / "a.jsonl", *({"id": i, "text": t} for i, t in texts.items())))
        with reading(project.engine) as connection:
            c, d = schema.claim, schema.document
            rows = connection.execute(select(d.c.id, c.c.id).join(d, d.c.key == c.c.document)).all()
            ids = dict(map(tuple, rows))
            origin = connection.execute(select(schema.account.c.origin)).scalars().first()
        project.judge(ids["a"], "accept", note="رأيتها")
        project.judge(ids["a"], "correct", "dead", ["5"], by="زميل")
        project.judge(ids["b"], "reject", by="زميل")
        project.undo(ids["a"])
        project.grade(origin, "B", note="دقيق")
        project.erase("c", "طلب صاحبه", by="زميل")
        yield project, ids


def shown(project, **wanted) -> list[str]:
    with reading(project.engine) as connection:
        rows = history(connection, HistoryFilter(**wanted))
        assert count_history(connection, HistoryFilter(**wanted)) == len(rows)
        assert sum(history_persons(connection, HistoryFilter(**wanted)).values()) == len(rows)
    return sorted(row.action for row in rows)


def test_all_of_it_newest_first(made):
    project, ids = made
    with reading(project.engine) as connection:
        rows = history(connection)
        numbers = [row.number for row in rows if row.kind == "judgement"]
        assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)
        assert history_actions(connection) == dict.fromkeys(
            ("accept", "correct", "erase", "grade", "reject", "undo"), 1
        )
        assert history_persons(connection) == {"زميل": 3, "فاحصة": 3}
    assert numbers == sorted(numbers, reverse=True)
    accepted = next(row for row in rows if row.action == "accept")
    assert (accepted.of, accepted.document, accepted.note, accepted.quote) == (
        ids["a"],
        "a",
        "رأيتها",
        "قصفت",
    )
    corrected, undo = (next(row for row in rows if row.action == action) for action in ("correct", "undo"))
    assert (corrected.field, corrected.value, corrected.undone) == ("dead", 5, undo.number)
    assert undo.withdraws == corrected.number
    graded, erased = (next(row for row in rows if row.action == action) for action in ("grade", "erase"))
    assert (graded.value, graded.note) == ("B", "دقيق")
    assert (erased.of, erased.note) == ("c", "طلب صاحبه")


@pytest.mark.parametrize(
    ("wanted", "actions"),
    [
        ({"claim": "a"}, ["accept", "correct", "undo"]),
        ({"document": "a"}, ["accept", "correct", "undo"]),
        ({"document": "c"}, ["erase"]),
        ({"who": "زميل"}, ["correct", "erase", "reject"]),
        ({"who": "لا أحد"}, []),
        ({"action": "grade"}, ["grade"]),
        ({"action": "erase"}, ["erase"]),
        ({"action": "undo"}, ["undo"]),
        ({"action": "dismissed"}, []),
        ({"action": "correct", "who": "فاحصة"}, []),
        ({"between": (date(2000, 1, 1), date(2000, 12, 31))}, []),
        ({"between": (None, date(2000, 12, 31))}, []),
        ({"between": (date(2000, 1, 1), None), "who": "فاحصة"}, ["accept", "grade", "undo"]),
    ],
    ids=str,
)
def test_what_is_asked_for(made, wanted, actions):
    project, ids = made
    if "claim" in wanted:
        wanted = {"claim": ids[wanted["claim"]]}
    assert shown(project, **wanted) == actions


def test_the_last_day_is_within(made):
    project, _ = made
    with reading(project.engine) as connection:
        last = date.fromisoformat(history(connection)[0].at[:10])
    assert len(shown(project, between=(last, last))) >= 1


def test_page_by_page(made):
    project, _ = made
    with reading(project.engine) as connection:
        every = history(connection)
        pages = [history(connection, limit=2, offset=n) for n in range(0, 8, 2)]
    assert [row for page in pages for row in page] == every
    assert [len(page) for page in pages] == [2, 2, 2, 0]


def test_of_one_claim(made):
    project, ids = made
    with reading(project.engine) as connection:
        assert [row.action for row in claim_history(connection, ids["a"])] == ["undo", "correct", "accept"]
        assert claim_history(connection, "zz") == []


def test_a_page_of_many_is_quick(tmp_path):
    """The newest are found by an index, not by sorting all."""
    with init(tmp_path / "p", by="x") as project:
        row = {
            "document": "d", "field": None, "value": None, "quote": "", "before": "", "after": "", "digest": "",
        }  # fmt: skip
        with writing(project.engine) as connection:
            connection.execute(insert(schema.judgement), [
                {**row, "claim": f"c{n % 900}", "action": "accept", "who": f"w{n % 3}", "at": f"2024-01-01T{n:08}Z"}
                for n in range(3_000)
            ])  # fmt: skip
        with reading(project.engine) as connection:
            plan = connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN SELECT * FROM judgement ORDER BY at DESC, id DESC LIMIT 50"
            ).all()
            assert "USING INDEX" in str(plan)
            assert "TEMP B-TREE" not in str(plan)
            (first,) = history(connection, HistoryFilter(who="w1"), limit=1)
            assert first.number % 3 == 2

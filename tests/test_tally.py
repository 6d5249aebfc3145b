"""Sums that follow what changed are those that a fresh look gives; lists come by the page."""

from dataclasses import astuple
from datetime import date

import pytest

from project_fixtures import DAY, MEETING, PROTEST, STRIKE, STRIKE_AGAIN, articles, rows, write_lines
from riwaya.project import Project, init, queries
from riwaya.project.columns import pack, unpack
from riwaya.project.engine import reading
from riwaya.project.queries import Filter
from riwaya.project.views import actors, sources
from riwaya.project.views.names import names_of
from riwaya.project.views.tally import _TALLIES, Tally, tallied


@pytest.fixture
def project(tmp_path):
    with init(tmp_path / "p", by="x") as project:
        project.add(write_lines(tmp_path / "a.jsonl", *articles(12)))
        yield project


def sums(project: Project, fresh: bool) -> tuple:
    """All that lists say of sources and actors, from what was kept or from the store."""
    if fresh:
        _TALLIES.pop(project.engine, None)
    with queries.of(project) as asked:
        return list(asked.sources()), list(asked.actors()), list(asked.edges())


def a_claim(project: Project, actor: str = "army.sy") -> str:
    query = "SELECT min(claim) FROM participant WHERE key = ?"
    return str(rows(project.folder.root, query, actor)[0][0])


def add_more(project: Project, folder) -> None:
    project.add(write_lines(folder / "b.jsonl", {"id": "new", "text": STRIKE_AGAIN, "outlet": "صحيفة 9"}))


def add_a_version(project: Project, folder) -> None:
    project.add(write_lines(folder / "b.jsonl", {"id": "r0", "text": PROTEST, "outlet": "صحيفة 0"}))


def add_an_outlet(project: Project, folder) -> None:
    page = folder / "page.txt"
    page.write_text(MEETING + " ", encoding="utf-8")
    project.add(page, published=DAY)
    sums(project, fresh=False)
    assert [one.fate for one in project.add(page, published=DAY, outlet="صحيفة 8").added] == ["completed"]


CHANGES = {
    "a report": add_more,
    "a new version": add_a_version,
    "an outlet that was unknown": add_an_outlet,
    "rejected": lambda project, _: project.judge(a_claim(project), "reject"),
    "corrected": lambda project, _: project.judge(a_claim(project), "correct", "status", ["denied"]),
    "unlinked": lambda project, _: project.unlink(a_claim(project)),
    "erased": lambda project, _: project.erase("r0", "asked for it"),
    "read anew": lambda project, _: project.rebuild(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_sums_follow_what_changed(project, tmp_path, change):
    before = sums(project, fresh=False)
    CHANGES[change](project, tmp_path)
    followed = sums(project, fresh=False)
    assert followed == sums(project, fresh=True)
    assert (followed != before) == (change != "read anew")


def test_who_began_to_read_earlier_sees_what_was_then(project, tmp_path):
    names = names_of()
    with reading(project.engine) as connection:
        before = sources.sources(connection, names), actors.actors(connection, names)
        add_more(project, tmp_path)
        later = sums(project, fresh=False)
        assert (sources.sources(connection, names), actors.actors(connection, names)) == before
    assert later[0] != before[0]


def test_sums_are_read_once(project):
    names = names_of()
    with reading(project.engine) as connection, tallied(connection, names) as tally:
        assert isinstance(tally, Tally)
    with reading(project.engine) as connection, tallied(connection, names) as again:
        assert again is tally


LISTS = {
    "incidents": lambda asked, **page: asked.incidents(Filter(), **page),
    "claims": lambda asked, **page: asked.claims(Filter(), **page),
    "documents": lambda asked, **page: asked.documents(**page),
    "findings": lambda asked, **page: asked.findings(**page),
    "actors": lambda asked, **page: asked.actors(**page),
    "sources": lambda asked, **page: asked.sources(**page),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("limit", "offset"), [(2, 0), (2, 1), (3, 4), (None, 2), (0, 0), (5, 1000)])
def test_a_page_is_a_part_of_the_list(project, name, limit, offset):
    with queries.of(project) as asked:
        every = list(LISTS[name](asked))
        page = list(LISTS[name](asked, limit=limit, offset=offset))
        assert page == every[offset : None if limit is None else offset + limit]


def test_counts_are_those_of_the_lists(project):
    with queries.of(project) as asked:
        for wanted in (Filter(), Filter(type="ASSAULT"), Filter(actor="army.sy"), Filter(status="denied")):
            assert asked.count_claims(wanted) == len(list(asked.claims(wanted)))
        assert asked.count_actors() == len(list(asked.actors()))
        assert asked.count_sources() == len(list(asked.sources()))


def test_an_actors_incidents_come_by_the_page(project):
    project.unlink(a_claim(project))
    with queries.of(project) as asked:
        every = asked.actor("army.sy").incidents
        assert len(every) == asked.actor("army.sy").row.incidents > 1
        assert asked.actor("army.sy", 1, 1).incidents == every[1:2]


@pytest.mark.parametrize("value", [{}, [], {"text": "قصفت", "n": None, "x": [1, 2.5, True]}, 10**15])
def test_packed_values_come_back(value):
    assert unpack(pack(value)) == value


def test_reports_without_a_day_come_last(project, tmp_path):
    project.add(
        write_lines(
            tmp_path / "b.jsonl",
            {"id": "undated", "text": STRIKE + " .", "published": None},
            {"id": "latest", "text": STRIKE + " ..", "published": "2024-05-05"},
        )
    )
    with queries.of(project) as asked:
        listed = list(asked.documents())
        assert (listed[0].id, listed[-1].id) == ("latest", "undated")
        reports = [asked.report(one.id) for one in listed]
        assert [one.after for one in reports] == [one.id for one in listed[1:]] + [None]
        assert [one.before for one in reports] == [None] + [one.id for one in listed[:-1]]
    assert astuple(listed[0])[4] == date(2024, 5, 5)

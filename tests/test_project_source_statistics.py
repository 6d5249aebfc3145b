"""How sources fare: alone, corroborated, contradicted, denied later; never a private person."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from project_fixtures import MEETING, rows, write_lines
from riwaya.errors import ProjectError, RiwayaError
from riwaya.linking.copies import outlet_key
from riwaya.project import Project, init, queries
from riwaya.project.engine import reading
from riwaya.project.views.names import names_of
from riwaya.project.views.source_statistics import (
    SourceIncident,
    SourceStatistics,
    count_sources,
    source_statistics,
    source_view,
)

STRUCK = "قصفت قوات الدعم السريع مدينة الأبيض يوم 3 آذار 2024، بحسب {}."
TEXTS = [
    ("a", "2024-03-04", STRUCK.format("الجيش السوداني")),
    ("b", "2024-03-04", STRUCK.format("منظمة العفو الدولية")),
    ("c", "2024-03-06", "نفت قوات الدعم السريع قصف مدينة الأبيض يوم 3 آذار 2024."),
    ("d", "2024-03-05", MEETING),
    ("e", "2024-03-05", "قصفت طائرات بلدة كفرنبل يوم 2 آذار 2024، بحسب الشاهد منير الحلواني."),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    lines = [
        {"id": name, "published": day, "text": text, "outlet": f"صحيفة {name}"} for name, day, text in TEXTS
    ]
    with init(folder / "p", by="فاحصة") as project:
        project.add(write_lines(folder / "a.jsonl", *lines))
        yield project


@pytest.fixture
def asked(project):
    with reading(project.engine) as connection:
        yield connection, names_of()


def one(asked, name: str):
    return next(row for row in source_statistics(*asked) if row.name == name)


def test_who_is_corroborated_and_denied(asked):
    army, amnesty = one(asked, "الجيش السوداني"), one(asked, "منظمة العفو الدولية")
    for row in (army, amnesty):
        assert (row.incidents, row.alone, row.corroborated, row.contradicted, row.denied_later) == (
            1,
            0,
            1,
            1,
            1,
        )
        assert (row.quoted_reports, row.quoted_claims, row.reliability) == (1, 1, "F")


def test_who_denies_is_not_denied(asked):
    row = one(asked, "قوات الدعم السريع")
    assert (row.corroborated, row.contradicted, row.denied_later) == (0, 1, 0)


def test_an_outlet_has_what_it_printed(asked):
    row = one(asked, "صحيفة d")
    assert (row.reports, row.claims >= 1, row.kind) == (1, True, "outlet")


def test_no_private_person_is_listed(asked):
    assert not [row for row in source_statistics(*asked) if "الحلواني" in row.name or "الحلواني" in row.key]


def test_page_by_page(asked):
    every = source_statistics(*asked)
    assert count_sources(*asked) == len(every)
    assert [row.incidents for row in every] == sorted((row.incidents for row in every), reverse=True)
    assert source_statistics(*asked, limit=2, offset=1) == every[1:3]


def test_one_source_with_its_incidents(asked):
    row = one(asked, "الجيش السوداني")
    view = source_view(*asked, row.key)
    assert view.row == row
    (told,) = view.incidents
    assert told.corroborated_by == (one(asked, "منظمة العفو الدولية").key,)
    assert told.denied_later_by == (one(asked, "قوات الدعم السريع").key,)
    assert (len(told.claims), len(told.others), told.alone, bool(told.contradictions)) == (1, 2, False, True)
    assert source_view(*asked, row.key, limit=5, offset=1).incidents == ()


def test_who_is_graded_unreliable_corroborates_nobody(project):
    with reading(project.engine) as connection:
        amnesty = one((connection, names_of()), "منظمة العفو الدولية").key
    project.grade(amnesty, "E")
    with reading(project.engine) as connection:
        assert one((connection, names_of()), "الجيش السوداني").corroborated == 0
        assert one((connection, names_of()), "منظمة العفو الدولية").reliability == "E"
    project.grade(amnesty, "F")


@pytest.mark.parametrize("key", ["", "zz", "الحلواني"])
def test_a_source_that_is_not_there_is_said(asked, key):
    with pytest.raises(ProjectError, match="riwaya sources"):
        source_view(*asked, key)


# Sums that follow what changes, beside counting from scratch.

CHANGES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["reject", "accept", "unlink", "undo"]), st.integers(0, 9)),
        st.tuples(st.just("correct"), st.integers(0, 9), st.sampled_from(["denied", "alleged", "asserted"])),
        st.tuples(st.sampled_from(["link", "split"]), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("grade"), st.integers(0, 9), st.sampled_from("AEF")),
        st.tuples(st.just("erase"), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=5,
)


def change(project: Project, step: tuple) -> None:
    """Do one thing; what the project refuses stays undone."""
    ids = [one for (one,) in rows(project.folder.root, "SELECT id FROM claim ORDER BY document, ordinal")]
    keys = [
        one for (one,) in rows(project.folder.root, "SELECT DISTINCT origin FROM account ORDER BY origin")
    ]
    documents = [one for (one,) in rows(project.folder.root, "SELECT id FROM document ORDER BY key")]
    action, first, *more = step
    claim = ids[first % len(ids)]
    with suppress(RiwayaError):
        match action:
            case "correct":
                project.judge(claim, "correct", "status", more)
            case "link":
                project.link(claim, ids[more[0] % len(ids)])
            case "split":
                project.split([claim, ids[more[0] % len(ids)]])
            case "unlink":
                project.unlink(claim)
            case "undo":
                project.undo(claim)
            case "grade":
                project.grade(keys[first % len(keys)], more[0])
            case "erase" if len(documents) > 2:
                project.erase(documents[first % len(documents)], "test")
            case "reject" | "accept":
                project.judge(claim, action)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_sums_are_what_counting_gives(project, tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("sums") / "p"
    shutil.copytree(project.folder.root, folder)
    with Project.open(folder) as own:
        with queries.of(own) as asked:
            asked.source_statistics()  # so that the sums have something to follow
        for step in steps:
            change(own, step)
        with queries.of(own) as asked:
            listed = asked.source_statistics()
            assert asked.count_source_statistics() == len(listed)
            for row in listed:
                assert row == counted(own, row, asked.source(row.key).incidents)


def counted(project: Project, row: SourceStatistics, incidents: Sequence[SourceIncident]) -> SourceStatistics:
    """Return the row as counting incident by incident, and report by report, gives it."""
    live = (
        "SELECT c.id, d.key, d.outlet FROM document d LEFT JOIN claim c ON c.document = d.key "
        "AND c.reviewed IS NOT 'rejected' WHERE d.state = 'current'"
    )
    printed = [
        one for one in rows(project.folder.root, live) if outlet_key(one[2], names_of().registry) == row.key
    ]
    voiced = {
        c for (c,) in rows(project.folder.root, "SELECT claim FROM voice WHERE named AND key = ?", row.key)
    }
    quoted = [one for one in rows(project.folder.root, live) if one[0] in voiced and one not in printed]
    return replace(
        row,
        reports=len({d for _, d, _ in printed}), claims=sum(c is not None for c, *_ in printed),
        quoted_reports=len({d for _, d, _ in quoted}), quoted_claims=len(quoted),
        incidents=len(incidents), alone=sum(one.alone for one in incidents),
        corroborated=sum(bool(one.corroborated_by) for one in incidents),
        contradicted=sum(bool(one.contradictions) for one in incidents),
        denied_later=sum(bool(one.denied_later_by) for one in incidents),
    )  # fmt: skip

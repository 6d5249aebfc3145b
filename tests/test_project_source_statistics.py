"""How sources fare: alone, corroborated, contradicted, denied later; never a private person."""

import pytest

from project_fixtures import MEETING, write_lines
from riwaya.errors import ProjectError
from riwaya.project import init
from riwaya.project.engine import reading
from riwaya.project.views.names import names_of
from riwaya.project.views.source_statistics import count_sources, source_statistics, source_view

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

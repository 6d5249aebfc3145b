"""Sums are worked out once until the project changes, whoever asks at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from riwaya.project import init, queries
from riwaya.project.grading import grade_source
from riwaya.review.kept import kept


@pytest.fixture
def project(tmp_path):
    with init(tmp_path / "p", by="فاحصة") as project:
        yield project


def ask(project, what, make):
    with queries.of(project) as asked:
        return kept(project, asked, "sums", what, make)


def test_who_asks_the_same_meanwhile_waits_for_the_answer(project):
    together, made = Barrier(4), []

    def reader(_: int) -> int:
        together.wait()
        return ask(project, "sum", lambda: made.append(1) or len(made))

    with ThreadPoolExecutor(4) as readers:
        assert list(readers.map(reader, range(4))) == [1, 1, 1, 1]


def test_what_differs_or_has_changed_is_worked_out_anew(project, tmp_path):
    assert ask(project, "a", lambda: 1) == 1
    assert ask(project, "b", lambda: 2) == 2
    assert ask(project, "a", lambda: 3) == 1
    (tmp_path / "a.txt").write_text("قصفت مدفعية الجيش السوري أطراف مدينة درعا أمس.", encoding="utf-8")
    project.add(tmp_path / "a.txt")
    assert ask(project, "a", lambda: 4) == 4


def test_a_grade_changes_what_is_kept(project, tmp_path):
    (tmp_path / "a.txt").write_text("أعلنت هيئة تحرير الشام أنها سيطرت على قرية الجانودية.", encoding="utf-8")
    project.add(tmp_path / "a.txt")
    with queries.of(project) as asked:
        source, names = asked.source_statistics()[0].key, asked.names
    for number, give in enumerate(
        (
            lambda: project.grade(source, "B"),
            lambda: project.grade(source, "B"),  # said again: with another note, perhaps
            lambda: grade_source(project.engine, names, source, "E", "فاحصة", None),
        )
    ):
        assert ask(project, "a", lambda n=number: n) == number
        assert ask(project, "a", lambda: "again") == number
        give()


def test_a_failure_is_not_kept(project):
    with pytest.raises(ZeroDivisionError):
        ask(project, "a", lambda: 1 // 0)
    assert ask(project, "a", lambda: 1) == 1

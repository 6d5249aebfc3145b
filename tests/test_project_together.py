"""Documents that are written together meet as those that come one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from project_fixtures import articles, faults, write_lines
from riwaya.project import Project, adding, init, queries

ROOT = Path(__file__).resolve().parents[1]


def meetings(project: Project) -> tuple[Any, ...]:
    with queries.of(project) as asked:
        incidents = sorted(
            (row.id, sorted(row.claims), row.reports, row.least, row.most, row.contradicted, row.reasons)
            for row in asked.incidents()
        )
        findings = sorted((one.kind, one.claims, one.message) for one in asked.findings())
    return incidents, findings


@pytest.mark.parametrize("together", [2, 32])
def test_the_same_incidents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    found = []
    for number in (1, together):
        monkeypatch.setattr(adding, "TOGETHER", number)
        with init(tmp_path / str(number)) as project:
            project.add(ROOT / "gold" / "incidents_articles.jsonl", jobs=1)
            found.append(meetings(project))
        assert faults(tmp_path / str(number)) == []
    assert found[0] == found[1]
    assert found[0][1], "a set with contradictions"


def test_versions_of_one_report_together(tmp_path: Path) -> None:
    (first, *_), second = articles(1), {"id": "r0", "text": articles(2)[1]["text"], "outlet": "صحيفة 0"}
    with init(tmp_path / "p") as project:
        report = project.add(write_lines(tmp_path / "two.jsonl", first, second, first), jobs=1)
        assert [(one.fate, one.version) for one in report.added] == [("new", 1), ("version", 2)]
        assert project.count_documents() == 1
    assert faults(tmp_path / "p") == []

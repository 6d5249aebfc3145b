"""The work of a rebuild, as a job: all reports read anew with today's lexicon."""

from __future__ import annotations

from pathlib import Path

from riwaya.project import Project
from riwaya.project.rebuilding import RebuildReport
from riwaya.review.jobs import Progress


def read_anew(progress: Progress, root: Path) -> RebuildReport:
    """Rebuild a project. One that is stopped goes on where it was when it is started again."""
    with Project.open(root) as project:
        progress.expect(project.count_documents())
        return project.rebuild(
            on_problem=lambda one: progress.problem(one.message), on_document=lambda _: progress.step()
        )

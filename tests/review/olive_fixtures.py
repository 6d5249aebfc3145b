"""A small project to change: three reports with a name that the lexicon lacks, and one that would like to be a page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from review_fixtures import Served, serving

from riwaya.project import Project, init, queries

OLIVE = "هاجمت كتائب الزيتون الأزرق بلدة كفرنبل يوم {} آذار 2024. {}"
NASTY = "<script>alert(1)</script>\u00a0قصف «الجيش» 12 بلدة 🚑 كفرنبل\r\nو<b>المدينة</b> يوم 4 آذار 2024."
SAME = "كتائب الزيتون الأزرق"


@pytest.fixture(scope="session")
def olives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small project: three reports with a name that the lexicon lacks, one that would like to be a page."""
    folder = tmp_path_factory.mktemp("olives")
    lines = [
        {"id": f"olive/{n} é", "text": OLIVE.format(n + 2, f"وهذا تقرير {n}."), "outlet": "صحيفة الزيتون"}
        for n in range(3)
    ]
    lines.append({"id": "nasty", "text": NASTY, "title": "<i>عنوان</i>"})
    path = folder / "reports.jsonl"
    path.write_text(
        "".join(json.dumps({"published": "2024-03-05", **one}) + "\n" for one in lines), encoding="utf-8"
    )
    with init(folder / "p", by="فاحصة") as project:
        project.add(path, jobs=1)
    return folder / "p"


@pytest.fixture
def own(olives: Path, built: None, tmp_path: Path) -> Iterator[Served]:
    """A copy of it, to change."""
    folder = tmp_path / "p"
    shutil.copytree(olives, folder)
    with Project.open(folder) as project, serving(project) as served:
        yield served


def corrected(served: Served) -> list[str]:
    """Correct the same words in two reports; return the claims of all three."""
    found = []
    with queries.of(served.project) as asked:
        for n in range(3):
            found += [one.id for one in asked.report(f"olive/{n} é").claims if one.type == "ASSAULT"][:1]
    for claim in found[:2]:
        served.project.judge(claim, "correct", "actor", [f"{SAME}=rsf"])
    return found

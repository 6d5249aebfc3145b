"""A small project for the tests of queries, listings and pages: invented reports of a strike, a denial, a meeting, an arrest."""

from __future__ import annotations

import json
from pathlib import Path

from riwaya.project import Project, init

STRIKE = "قصفت مدفعية الجيش السوري مدينة درعا يوم 4 آذار/ مارس 2024، وقُتل ثلاثة مدنيين، بحسب المرصد السوري لحقوق الإنسان."
COPY = f"نقلاً عن وكالة رويترز: {STRIKE}"
DENIAL = "نفى الجيش السوري قصف مدينة درعا يوم 4 آذار/ مارس 2024، وقال إن المدينة كانت هادئة."
ALLEGED = "اتهم ناشطون الجيش السوري بقصف مدينة درعا يوم 4 آذار/ مارس 2024."
MEETING = "التقى وزير الخارجية المصري نظيره السعودي في الرياض يوم 3 آذار/ مارس 2024، بحسب بيان للوزارة."
ARREST = "اعتقلت قوات الأمن العراقية الناشط سامر الخطيب في الموصل يوم 1 آذار/ مارس 2024، بحسب مصدر أمني."
WRONG = "اشتبكت فصائل المعارضة وقوات سوريا الديمقراطية في مدينة منبج في محافظة إدلب يوم 2 آذار/ مارس 2024."
HOSTILE = "قصفت طائرات روسية بلدة سراقب يوم 2 آذار/ مارس 2024.\x1b[31m <script>alert(1)</script>"

REPORTS = (
    {"id": "r1", "text": STRIKE, "outlet": "صحيفة الضفة الأخرى", "title": "قصف درعا", "published": "2024-03-05"},
    {"id": "r2", "text": COPY, "outlet": "موقع المنارة نت", "published": "2024-03-05"},
    {"id": "r3", "text": DENIAL, "outlet": "وكالة الثغر", "published": "2024-03-06"},
    {"id": "r4", "text": ALLEGED, "outlet": "إذاعة السهل", "published": "2024-03-06"},
    {"id": "r5", "text": MEETING, "outlet": "صحيفة الضفة الأخرى", "published": "2024-03-04"},
    {"id": "r6", "text": ARREST, "outlet": "موقع المنارة نت", "published": "2024-03-02"},
    {"id": "r7", "text": WRONG, "outlet": None, "published": "2024-03-03"},
    {"id": "r8", "text": HOSTILE, "outlet": "صحيفة \x1b]0;x\x07 السوء", "published": None},
)  # fmt: skip


def make_project(root: Path) -> Path:
    """Make a project with the reports in it."""
    source = root.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in REPORTS), encoding="utf-8")
    init(root, by="فاحصة").close()
    with Project.open(root) as project:
        project.add(source, jobs=1)
    return root

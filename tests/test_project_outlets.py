"""The outlets of a project's own lexicon count wherever its incidents are worked out."""

from __future__ import annotations

from pathlib import Path

import pytest

from project_fixtures import DAY, value
from riwaya.project import Project, init

OUTLETS = (
    "id\tname\tname_en\tforms\tsites\towner\tkind\tcountry\n"
    "difa.site\tموقع ضفة الجنوب\tDifa\tضفة الجنوب\t\tدار الضفة\twebsite\tSY\n"
    "difa.radio\tراديو نسيم الضفة\tDifa Radio\tنسيم الضفة\t\tدار الضفة\tradio\tSY\n"
)
THIRD = "سقط ثلاثة قتلى من المدنيين حين قصفت مدفعية الجيش السوري مدينة درعا أمس."
TEXTS = {
    "راديو نسيم الضفة": "قُتل ثلاثة مدنيين أمس في قصف مدفعي للجيش السوري على مدينة درعا.",
    "موقع ضفة الجنوب": "أدى قصف بالمدفعية نفذه الجيش السوري أمس على مدينة درعا إلى مقتل ثلاثة مدنيين.",
}


@pytest.fixture(params=[True, False], ids=["with the house's outlets", "without"])
def owned(request, tmp_path: Path) -> tuple[Path, bool]:
    root = tmp_path / "p"
    init(root, by="فاحصة").close()
    if request.param:
        (root / "lexicon").mkdir()
        (root / "lexicon" / "outlets.tsv").write_text(OUTLETS, encoding="utf-8")
        settings = (root / "riwaya.toml").read_text(encoding="utf-8")
        settings = settings.replace('# lexicon = "lexicon"', 'lexicon = "lexicon"')
        (root / "riwaya.toml").write_text(settings, encoding="utf-8")
    return root, request.param


def test_two_outlets_of_one_house_are_one_account(owned: tuple[Path, bool], tmp_path: Path) -> None:
    root, listed = owned
    most = 1 if listed else 2
    with Project.open(root) as project:
        for number, (outlet, text) in enumerate(TEXTS.items()):
            path = tmp_path / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            project.add(path, published=DAY, outlet=outlet)
        assert value(root, "SELECT max(most) FROM incident WHERE reports = 2") == most
        project.add(write(tmp_path, THIRD), published=DAY, outlet="صحيفة ثالثة")
        assert value(root, "SELECT max(most) FROM incident WHERE reports = 3") == most + 1
        claim = str(
            value(
                root,
                "SELECT min(c.id) FROM claim c JOIN document d ON d.key = c.document WHERE outlet = 'صحيفة ثالثة'",
            )
        )
        project.judge(claim, "reject")
        assert value(root, "SELECT max(most) FROM incident") == most


def write(folder: Path, text: str) -> Path:
    path = folder / "third.txt"
    path.write_text(text, encoding="utf-8")
    return path

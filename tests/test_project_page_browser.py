"""The page of a project in a real browser: nothing sticks out, one language shows at a time, links open what they lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

from project_fixtures import write_lines
from riwaya.project import Project, init
from riwaya.report.project import gather, render_project

pytestmark = pytest.mark.browser

REPORTS = [
    {
        "id": "b1", "outlet": "صحيفة الضفة", "published": "2024-03-05", "title": "غارة على سوق في سراقب",
        "text": "قُتل ثلاثة مدنيين في غارة للطيران الروسي على سوق في مدينة سراقب يوم 4 آذار/ مارس 2024.",
    },
    {
        "id": "b2", "outlet": "وكالة الميناء", "published": "2024-03-06", "title": "نفي روسي",
        "text": "نفت وزارة الدفاع الروسية أن يكون الطيران الروسي قصف سوقاً في مدينة سراقب يوم 4 آذار/ مارس 2024.",
    },
    {
        "id": "b3", "outlet": "صحيفة الضفة", "published": "2024-03-07", "title": "لقاء في القاهرة",
        "text": "التقى وزير الخارجية المصري نظيره التركي في القاهرة يوم 6 آذار/ مارس 2024. "
        "واتهمت هيئة تحرير الشام قوات سوريا الديمقراطية بقصف منبج في شباط/ فبراير 2024.",
    },
]  # fmt: skip
LOOKS = [
    (language, theme, width)
    for language in ("en", "ar")
    for theme in ("light", "dark")
    for width in (1440, 390)
]


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("browser")
    init(folder / "war", by="tester").close()
    with Project.open(folder / "war") as project:
        project.add(write_lines(folder / "reports.jsonl", *REPORTS), jobs=1)
        made = "".join(render_project(*gather(project)))
    (folder / "page.html").write_text(made, encoding="utf-8")
    return Path(folder / "page.html").as_uri()


@pytest.fixture
def opened(browser, address):
    """Opens the page; whatever it asks for, and what its script complains about, is held against it."""
    faults: list[str] = []
    pages = []

    def _open(language="en", theme="light", width=1440):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
        page.on("request", lambda asked: None if asked.url == address else faults.append(asked.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(address)
        page.locator(f"label:has(#language-{language})").click()
        pages.append(page)
        return page

    yield _open
    for page in pages:
        page.close()
    assert faults == []


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_nothing_sticks_out(opened, language, theme, width):
    page = opened(language, theme, width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    other = "ar" if language == "en" else "en"
    assert page.locator(f".{other}:visible").count() == 0
    assert page.locator(f".{language}:visible").count() > 50
    assert page.evaluate("getComputedStyle(document.body).direction") == (
        "ltr" if language == "en" else "rtl"
    )


def test_a_day_reads_the_same_in_arabic(opened):
    """Numbers with hyphens turn round in a line from right to left unless they are kept apart."""
    page = opened("ar")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    turned = page.evaluate("""() => Array.from(document.querySelectorAll('.ar, bdi, time, p, li')).filter((node) =>
        Array.from(node.childNodes).some((one) => one.nodeType === 3 && /\\d{4}-\\d\\d-\\d\\d/.test(one.data)) &&
        getComputedStyle(node).direction !== 'ltr' && node.offsetParent).map((node) => node.textContent)""")
    assert turned == []


def test_a_mark_on_the_timeline_opens_its_incident(opened):
    page = opened()
    target = page.locator(".mark").last.get_attribute("href")
    page.locator(f"{target}").evaluate("(node) => { node.closest('details').open = false; }")
    page.locator(".mark").last.press("Enter")
    assert page.locator(target).is_visible()


def test_words_are_found_in_any_spelling(opened):
    page = opened()
    cases = page.locator(".case:visible")
    everything = cases.count()
    page.locator("#find").fill("القاهره")
    assert 0 < cases.count() < everything
    page.locator("#find").fill("لا يوجد هذا")
    assert cases.count() == 0
    assert page.locator("#nothing").is_visible()


def test_a_wide_drawing_shows_its_middle_on_a_phone(opened):
    page = opened(width=390)
    chart = page.locator(".charts .chart").first
    box = chart.bounding_box()
    marks = [mark.bounding_box() for mark in chart.locator("svg > a").all()]
    assert chart.evaluate("(node) => node.scrollWidth > node.clientWidth")
    assert any(box["x"] <= mark["x"] <= box["x"] + box["width"] for mark in marks)

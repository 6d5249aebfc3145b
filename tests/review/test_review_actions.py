"""All that is done with reports and claims, by keyboard alone: each action in the page, its effect in the store."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect
from review_fixtures import WIDTHS, Served, opened

from riwaya.model import Stance
from riwaya.project import queries
from riwaya.project.queries import Filter
from riwaya.project.views.values import ClaimView

pytestmark = pytest.mark.browser
WIDE, NARROW = WIDTHS
LOOKS = [("en", "light", WIDE), ("ar", "dark", WIDE), ("ar", "light", NARROW), ("en", "dark", NARROW)]
TEXT = (
    "قصفت قوات النظام بلدة سراقب صباح أمس، ما أدى إلى مقتل 4 مدنيين، بحسب الدفاع المدني.\n"
    "واعتقلت هيئة تحرير الشام ناشطاً في مدينة إدلب قرب دوار المحراب.\n"
    "وسمع الأهالي دوياً هائلاً 🔊 عند أطراف البلدة بعد الظهر."
)
FILE = "قصف الطيران الحربي سوق بلدة معرة مصرين يوم 2 حزيران 2023، وقُتل 3 أشخاص."
# The letters of an Arabic keyboard by those of a Latin one that lie in the same places.
ARABIC = dict(zip("qwertyuiopasdfghjklzxcvnm/", "ضصثقفغعهخحشسيبلاتنمئءؤرىةظ", strict=True))
STANCES = get_args(Stance)
STEPS = 150  # Tabs in which anything is reached


@dataclass
class Reader:
    """Somebody at a keyboard, Latin or Arabic, before a page; no mouse."""

    page: Page
    served: Served
    arabic: bool
    path: Path  # of the file that is chosen whenever the browser asks for one
    document: str = ""
    cdp: CDPSession = field(init=False)

    def __post_init__(self) -> None:
        self.cdp = self.page.context.new_cdp_session(self.page)
        # Listened to from the start: a chooser that opens before anyone listens is the system's own, and stays.
        self.page.on("filechooser", lambda chooser: chooser.set_files(self.path))

    def key(self, *keys: str) -> None:
        """Press keys one after the other; letters as the keyboard has them."""
        for key in keys:
            if not self.arabic or key not in ARABIC:
                self.page.keyboard.press(key)
                continue
            code = "Slash" if key == "/" else f"Key{key.upper()}"
            for kind in ("rawKeyDown", "keyUp"):
                self.cdp.send("Input.dispatchKeyEvent", {"type": kind, "key": ARABIC[key], "code": code})

    def write(self, words: str) -> None:
        """Put words into the field that has the focus, in place of what it holds."""
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(words)

    def tab(self, selector: str) -> None:
        """Go on with Tab until something is reached."""
        for _ in range(STEPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        pytest.fail(f"Tab doesn't lead to {selector}")

    def go(self, section: str, address: str) -> None:
        """Go to a section by its keys."""
        self.key("g", section)
        self.page.wait_for_url(f"**{address}")

    def focused(self, selector: str) -> Locator:
        """What has the focus, once it fits."""
        found = self.page.locator(f"{selector}:focus")
        expect(found).to_have_count(1)
        return found

    def claims(self) -> tuple[ClaimView, ...]:
        with queries.of(self.served.project) as asked:
            return asked.report(self.document).claims

    def claim(self, id: str) -> ClaimView:
        return next(one for one in self.claims() if one.id == id)

    def verdicts(self) -> list[str | None]:
        return [one.review and one.review.verdict for one in self.claims()]

    def documents(self) -> set[str]:
        with queries.of(self.served.project) as asked:
            return {row.id for row in asked.documents()}


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_every_action_by_keyboard_alone(
    browser: Browser, served: Served, language: str, theme: str, width: int, tmp_path: Path
) -> None:
    with opened(browser, served, language, theme, width) as page:
        reader = Reader(page, served, language == "ar", tmp_path / "report.jsonl")
        _paste(reader)
        _open(reader)
        _step(reader)
        _decide(reader)
        _correct(reader)
        _select(reader)
        _incident(reader)
        _file(reader)
        _export(reader)
        _search(reader)


def _paste(reader: Reader) -> None:
    """A report is added from pasted text."""
    before = reader.documents()
    reader.go("n", "/add")
    reader.tab("#by-text [name=text]")
    reader.write(TEXT)
    reader.tab("[name=title]")
    reader.write("قصف على سراقب")
    reader.tab("[name=outlet]")
    reader.write("نشرة السهل")
    reader.tab("[name=published]")
    reader.page.keyboard.type("05182023")  # in the order of the browser's own language
    reader.tab("#by-text button")
    reader.key("Enter")
    expect(reader.page.locator("#job.done .became")).to_be_visible(timeout=20_000)
    (reader.document,) = reader.documents() - before
    with queries.of(reader.served.project) as asked:
        report = asked.report(reader.document)
    assert report.text == TEXT
    assert (report.row.title, report.row.outlet) == ("قصف على سراقب", "نشرة السهل")
    assert str(report.row.published) == "2023-05-18"


def _open(reader: Reader) -> None:
    """The report is opened from the list of what was added."""
    reader.tab(".became a")
    reader.key("Enter")
    reader.page.wait_for_url("**/documents/*")
    expect(reader.page.locator("#text")).to_have_text(TEXT, use_inner_text=False)
    assert reader.page.evaluate("document.getElementById('text').textContent") == TEXT
    assert len(reader.claims()) >= 2


def _step(reader: Reader) -> None:
    """To the next claim and to the one before, with what it is made of lit up."""
    first, second, *_ = reader.claims()
    for key, claim in (("j", first), ("j", second), ("k", first)):
        reader.key(key)
        reader.focused(f"#c-{claim.id}")
        lit = reader.page.locator("#text .on.r-trigger").all_text_contents()
        assert "".join(lit) == claim.data["trigger"]["text"]


def _decide(reader: Reader) -> None:
    """Accept, reject, and undo each."""
    first, second, *_ = reader.claims()
    for keys, claim, verdicts in (
        (("a",), first, ["accepted", None]),
        (("j", "r"), second, ["accepted", "rejected"]),
        (("u",), second, ["accepted", None]),
        (("u",), first, [None, None]),
    ):
        reader.key(*keys)
        verdict = verdicts[0 if claim is first else 1] or "open"
        reader.focused(f"#c-{claim.id}.v-{verdict}")
        assert reader.verdicts()[:2] == verdicts


def _correct(reader: Reader) -> None:
    """Every field of a claim is corrected, and undone at the end."""
    id = reader.claims()[0].id
    for key, fill, name, expected in CORRECTIONS:
        reader.key(key)
        reader.focused(f"#c-{id} .correct :is(input, select)")
        fill(reader)
        reader.key("Enter")
        expect(reader.page.locator(f"#c-{id} .correct")).to_have_count(0)
        reader.focused(f"#c-{id}")
        claim = reader.claim(id)
        assert claim.review
        assert name in claim.review.fields
        assert expected(claim.data), (name, claim.data)
    for left in reversed(range(len(CORRECTIONS))):
        reader.key("u")
        expect(reader.page.locator(f"#c-{id} .set")).to_have_count(left)
        review = reader.claim(id).review
        assert len(review.fields if review else ()) == left
        reader.focused(f"#c-{id}")
    assert reader.claim(id).review is None


def _down(times: int) -> Callable[[Reader], None]:
    return lambda reader: reader.key(*["ArrowDown"] * times)


def _given(words: str) -> Callable[[Reader], None]:
    return lambda reader: reader.write(words)


def _people(reader: Reader) -> None:
    """A second participant, by words of the report and by who that is."""
    reader.tab("[name=words]")
    reader.write("الأهالي")
    reader.tab("[name=who]")
    reader.write("الجيش الوطني السوري")


def _days(reader: Reader) -> None:
    reader.write("2023-04")
    reader.tab("[name=until]")
    reader.write("")


def _source(reader: Reader) -> None:
    """A source by its words, with the stance after the first of the list."""
    reader.write("الدفاع المدني")
    reader.tab("[name=stance]")
    reader.key("Home", "ArrowDown")
    reader.tab("button.main")


def _names(data: Any, role: str) -> list[str]:
    return [one["text"] for one in data["arguments"] if one["role"] == role]


def _sources(data: Any) -> list[tuple[str, str]]:
    return [(one["text"], one["stance"]) for one in data["sources"]]


CORRECTIONS: list[tuple[str, Callable[[Reader], None], str, Callable[[Any], bool]]] = [
    ("t", _down(1), "type", lambda data: data["type"] != "ASSAULT"),
    ("s", _down(2), "status", lambda data: data["status"] == "alleged"),
    ("e", _people, "actor", lambda data: _names(data, "actor") == ["قوات النظام", "الأهالي"]),
    ("p", _given("سلقين، إدلب"), "place", lambda data: data["place"]["name_en"] == "Salqin"),
    ("d", _days, "time", lambda data: data["time"]["latest"] == "2023-04-30"),
    ("c", _given("6"), "dead", lambda data: data["casualties"]["dead"] == 6),
    ("q", _source, "sources", lambda data: _sources(data) == [("الدفاع المدني", STANCES[1])]),
    ("x", _given("قصفت قوات"), "trigger", lambda data: data["trigger"]["text"] == "قصفت قوات"),
]  # fmt: skip


def _select(reader: Reader) -> None:
    """Words that the machine left are selected, and become a claim; it is undone."""
    before = reader.claims()
    last = before[-1]
    reader.key("j", "j", "j", "j")
    reader.focused(f"#c-{last.id}")
    reader.key("v", "ArrowDown")
    reader.focused("#text")
    for _ in range(60):
        if _selected(reader) == "دوياً":
            break
        reader.key("ArrowLeft")
    reader.key("Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowRight")
    assert _selected(reader) == "دوياً هائلاً"
    reader.key("n")
    expect(reader.page.locator("#new [name=words]")).to_have_value("دوياً هائلاً")
    reader.key("ArrowUp", "Enter")
    expect(reader.page.locator("#new form")).to_have_count(0)
    (made,) = [one for one in reader.claims() if one.id not in {held.id for held in before}]
    reader.focused(f"#c-{made.id}")
    trigger = made.data["trigger"]
    assert (trigger["start"], trigger["text"]) == (TEXT.index("دوياً"), "دوياً هائلاً")
    reader.key("u")
    expect(reader.page.locator(f"#c-{made.id}")).to_have_count(0)
    assert [one.id for one in reader.claims()] == [one.id for one in before]


def _selected(reader: Reader) -> str:
    return str(reader.page.evaluate("document.getSelection().toString()"))


def _incident(reader: Reader) -> None:
    """The incident of a claim is opened."""
    claim = next(one for one in reader.claims() if one.incident)
    while reader.page.evaluate("document.activeElement.dataset.id") != claim.id:
        reader.key("k")
    reader.key("i")
    reader.page.wait_for_url(f"**/incidents/{claim.incident}")
    expect(reader.page.locator("h1")).to_be_visible()


def _file(reader: Reader) -> None:
    """A report is added from a file."""
    reader.path.write_text(json.dumps({"id": "by-file", "text": FILE}), encoding="utf-8")
    reader.go("n", "/add")
    reader.tab("#files")
    reader.key("Enter")
    expect(reader.page.locator("#chosen-list li")).to_have_count(1)
    reader.tab("#by-file button.main")
    reader.key("Enter")
    expect(reader.page.locator("#job.done .became")).to_be_visible(timeout=20_000)
    assert "by-file" in reader.documents()


def _export(reader: Reader) -> None:
    """What a filtered view shows is taken out, and nothing else."""
    reader.go("w", "/search")
    reader.tab("a[href='/claims']")
    reader.key("Enter")
    reader.page.wait_for_url("**/claims")
    reader.tab(".filter [name=type]")
    while reader.page.evaluate("document.activeElement.value") != "ASSAULT":
        reader.key("ArrowDown")
    reader.tab("[name=place]")
    reader.write("إدلب")
    reader.key("Enter")
    reader.page.wait_for_url("**type=ASSAULT*")
    reader.tab(".exports summary")
    reader.key("Enter")
    reader.tab("a[href^='/export/csv?side=no']")
    with reader.page.expect_download() as download:
        reader.key("Enter")
    with Path(download.value.path()).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with queries.of(reader.served.project) as asked:
        wanted = list(asked.export_rows(Filter(place="إدلب", type="ASSAULT")))
    assert 0 < len(rows) == len(wanted)
    assert {row["type"] for row in rows} == {"ASSAULT"}


def _search(reader: Reader) -> None:
    """Words are found in reports, whichever way they are spelled."""
    reader.key("/")
    reader.focused("#find")
    reader.write("دويا هائلا")
    reader.key("Enter")
    reader.page.wait_for_url("**/search?q=*")
    expect(reader.page.locator(f"main a[href*='/documents/{reader.document}']").first).to_be_visible()
    assert "دوياً هائلاً" in reader.page.locator("main").inner_text()

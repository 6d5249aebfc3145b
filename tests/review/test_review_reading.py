"""The reading view in a real browser: what is marked is what was read, and what is decided is in the store."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from review_fixtures import Served, opened, serious_faults, serving

from riwaya.errors import InputError
from riwaya.pipeline import load
from riwaya.project import Project, init, queries
from riwaya.project.views.values import ClaimView
from riwaya.review.correcting import Given, place_of, values_of

pytestmark = pytest.mark.browser
NASTY = (
    "عاجل 🔴 «تقرير» من Reuters\r\n"
    'قال المتحدث باسم "قوات سوريا الديمقراطية" (SDF) فرهاد شامي إن 12\u00a0مسلحاً 😀 قُتلوا في غارة\u00a0جوية على مدينة منبج، '
    "الثلاثاء 12 كانون الأول 2023.\r"
    "\u200fواتهم الجيش الوطني \u200e(SNA)\u200f قسد بقصف بلدة مارع بـ 3\u00a0صواريخ من طراز BM-21 🚀، ما أدى إلى مقتل 5 مدنيين "
    "وإصابة 7.\n"
    "\tونفت قسد قصف مارع. <script>alert(\"قصف\")</script> & <b onmouseover='alert(1)'>قُتل</b> 3 أشخاص في الباب\u061c.\r\n\r\n"
    '👨\u200d👩\u200d👧 واعتقلت الشرطة العسكرية 4 أشخاص في عفرين أمس\u202b، بحسب "المرصد السوري لحقوق الإنسان"\u202c.\f\u0085  '
)
REPORT = {
    "id": "nasty", "text": NASTY, "title": "<img src=x onerror=alert(1)> عنوان", "published": "2023-12-13",
    "outlet": "</script><script>alert(2)</script>", "url": "javascript:alert(3)",
}  # fmt: skip
SIMPLE = {
    "id": "plain/report 1", "title": "قصف على بلدة", "published": "2023-05-18", "outlet": "نشرة التجربة",
    "text": "قصفت قوات النظام بلدة سراقب أمس، ما أدى إلى مقتل 4 مدنيين. وقال الدفاع المدني إن القصف أصاب السوق.\n"
    "واعتقلت هيئة تحرير الشام ناشطاً في مدينة إدلب.",
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, built: None) -> Path:
    """A project with two reports; nobody changes it."""
    folder = tmp_path_factory.mktemp("small")
    reports = folder / "reports.jsonl"
    reports.write_text(
        "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (REPORT, SIMPLE)), encoding="utf-8"
    )
    with init(folder / "project", by="tests") as project:
        project.add(reports, jobs=1)
    return folder / "project"


@pytest.fixture
def own(small: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy to change."""
    folder = tmp_path / "project"
    shutil.copytree(small, folder)
    with Project.open(folder) as project, serving(project) as served:
        yield served


@pytest.fixture(scope="module")
def seen(small: Path) -> Iterator[Served]:
    """To look at only."""
    with Project.open(small) as project, serving(project) as served:
        yield served


def claims(served: Served, document: str) -> tuple[ClaimView, ...]:
    with queries.of(served.project) as asked:
        return asked.report(document).claims


def go(page: Page, served: Served, document: str = "plain/report 1") -> None:
    page.goto(f"{served.origin}/documents/{document.replace(' ', '%20')}")


def decided(page: Page) -> str:
    """What the page says of the last decision."""
    told = page.locator("#told")
    expect(told).not_to_be_empty()
    return told.inner_text()


def choose(page: Page, words: str) -> None:
    """Select words of the text, by their place in the DOM's text: as a mouse would."""
    page.evaluate(
        """words => {
            const text = document.getElementById("text");
            const at = text.textContent.indexOf(words);
            const place = offset => {
                const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                let left = offset, node;
                while ((node = walker.nextNode())) {
                    if (left <= node.length) return [node, left];
                    left -= node.length;
                }
            };
            document.getSelection().setBaseAndExtent(...place(at), ...place(at + words.length));
        }""",
        words,
    )
    page.wait_for_timeout(50)


# The text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_text_stands_as_it_is(browser: Browser, seen: Served, language: str) -> None:
    with opened(browser, seen, language) as page:
        go(page, seen, "nasty")
        assert page.evaluate("document.getElementById('text').textContent") == NASTY
        assert page.locator("main script, main img, main b[onmouseover]").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0


def spans(claim: ClaimView) -> dict[str, list[tuple[int, int]]]:
    """Where the parts of a claim stand, by role, told apart here once more."""
    data: Any = claim.data
    parts: dict[str, list[Any]] = {
        "trigger": [data["trigger"]], "clause": [data["clause"]], "place": data["places"],
        "time": [data["time"]], "toll": data["tolls"], "source": data["sources"],
        "cue": [one["cue"] for one in data["sources"]],
        "actor": [one for one in data["arguments"] if one["role"] == "actor"],
        "recipient": [one for one in data["arguments"] if one["role"] == "recipient"],
    }  # fmt: skip
    return {
        role: [(one["start"], one["end"]) for one in found if one]
        for role, found in parts.items()
        if any(found)
    }


def test_marked_words_are_the_words(browser: Browser, seen: Served) -> None:
    """Every role of every claim, read back from the page, is text[start:end]."""
    with opened(browser, seen, "ar") as page:
        go(page, seen, "nasty")
        read = page.evaluate(
            """() => {
                const found = {};
                for (const seg of document.querySelectorAll("#text [data-m]"))
                    for (const mark of seg.dataset.m.split(" ")) found[mark] = (found[mark] ?? "") + seg.textContent;
                return found;
            }"""
        )
        held = claims(seen, "nasty")
        assert len(held) >= 6
        checked = 0
        for number, claim in enumerate(held, 1):
            for role, found in spans(claim).items():
                covered = sorted({at for start, end in found for at in range(start, end)})
                assert read[f"{number}:{role}"] == "".join(NASTY[at] for at in covered), (claim.id, role)
                checked += 1
        assert checked >= 20


def test_a_claim_lights_up_with_its_roles_named(browser: Browser, seen: Served) -> None:
    with opened(browser, seen) as page:
        go(page, seen, "nasty")
        for claim in claims(seen, "nasty"):
            page.keyboard.press("j")
            assert page.evaluate("document.activeElement.id") == f"c-{claim.id}"
            lit = page.evaluate(
                """() => [...document.querySelectorAll("#text .on.r-trigger")].map(one => one.textContent).join("")"""
            )
            assert lit == claim.data["trigger"]["text"]
            named = page.locator("#text [data-role]").evaluate_all("all => all.map(one => one.dataset.role)")
            assert "Event" in named
            if any(one["role"] == "recipient" for one in claim.data["arguments"]):
                assert "To whom" in named or "Place" in named
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.id") == f"c-{claims(seen, 'nasty')[-2].id}"


def test_hover_lights_and_a_click_on_words_chooses(browser: Browser, seen: Served) -> None:
    first, *_, last = claims(seen, "nasty")
    with opened(browser, seen) as page:
        go(page, seen, "nasty")
        page.locator(f"#c-{first.id}").hover()
        assert page.locator("#text .on.r-trigger").first.inner_text() == first.data["trigger"]["text"]
        page.locator(f"#t-{last.id}").click()
        assert page.evaluate("document.activeElement.id") == f"c-{last.id}"
        entity = page.locator(".meant li").first
        entity.focus()
        assert page.locator("#text .meant").count() >= 1


def test_unread_and_findings_say_why(browser: Browser, seen: Served) -> None:
    with opened(browser, seen, "ar") as page:
        go(page, seen, "nasty")
        left = page.locator(".left li")
        assert left.count() == 1
        assert "المعجم" in left.first.inner_text()
        assert page.locator("#text .unread").first.get_attribute("title")
        assert page.locator("#u1").count() == 1


def test_words_that_a_link_points_at(browser: Browser, seen: Served) -> None:
    start = NASTY.index("BM-21 🚀")
    with opened(browser, seen) as page:
        page.goto(f"{seen.origin}/documents/nasty?at={start}-{start + 7}#found")
        assert "".join(page.locator("#text .found").all_inner_texts()) == "BM-21 🚀"
        assert page.locator("#found").count() == 1
        assert page.evaluate("document.getElementById('text').textContent") == NASTY


# Decisions


@pytest.mark.parametrize("language", ["en", "ar"])
def test_accept_reject_undo_by_key(browser: Browser, own: Served, language: str) -> None:
    first, second, *_ = claims(own, "plain/report 1")
    with opened(browser, own, language) as page:
        go(page, own)
        latin = language == "en"

        def press(key: str, arabic: str) -> None:
            """By a Latin keyboard, or by an Arabic one, whose letters differ and whose places are the same."""
            if latin:
                page.keyboard.press(key)
            else:
                page.evaluate(
                    """([key, code]) => document.activeElement.dispatchEvent(
                        new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true}))""",
                    [arabic, f"Key{key.upper()}"],
                )

        press("j", "ت")
        press("a", "ش")
        expect(page.locator(f"#c-{first.id}.v-accepted")).to_be_focused()
        assert decided(page) == ("Accepted" if latin else "قُبل القول")
        press("j", "ت")
        press("r", "ق")
        expect(page.locator(f"#c-{second.id}.v-rejected")).to_be_focused()
        found = claims(own, "plain/report 1")
        assert [one.review and one.review.verdict for one in found[:2]] == ["accepted", "rejected"]
        assert found[0].review
        assert found[0].review.who == "tests"
        press("u", "ع")
        expect(page.locator(f"#c-{second.id}.v-open")).to_be_focused()
        press("u", "ع")
        expect(page.locator(f"#c-{first.id}.v-open")).to_be_focused()
        press("u", "ع")
        expect(page.locator("#slot .problem")).to_be_visible()
        assert [one.review for one in claims(own, "plain/report 1")][:2] == [None, None]


def test_correct_by_key(browser: Browser, own: Served) -> None:
    first = claims(own, "plain/report 1")[0]
    assert (first.type, first.status) == ("ASSAULT", "asserted")
    with opened(browser, own) as page:
        go(page, own)
        page.keyboard.press("j")
        card = page.locator(f"#c-{first.id}")

        def form(key: str) -> None:
            page.keyboard.press(key)
            expect(page.locator(f"#c-{first.id} .correct :focus")).to_have_count(1)

        def saved(field: str) -> None:
            expect(card.locator(".correct")).to_have_count(0)
            expect(card).to_be_focused()
            review = claims(own, "plain/report 1")[0].review
            assert review
            assert field in review.fields

        form("s")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        saved("status")
        assert claims(own, "plain/report 1")[0].status == "alleged"
        assert "s-alleged" in str(page.locator(f"#t-{first.id}").get_attribute("class"))
        assert "The machine read: Asserted" in card.inner_text()
        form("t")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        saved("type")
        assert claims(own, "plain/report 1")[0].type == "COERCE"
        form("p")
        page.keyboard.press("Control+a")
        page.keyboard.type("سلقين، إدلب")
        page.keyboard.press("Enter")
        saved("place")
        assert claims(own, "plain/report 1")[0].data["place"]["name_en"] == "Salqin"
        form("d")
        page.keyboard.press("Control+a")
        page.keyboard.type("2023-04")
        page.keyboard.press("Tab")
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.press("Enter")
        saved("time")
        time_ = claims(own, "plain/report 1")[0].data["time"]
        assert (time_["earliest"], time_["latest"]) == ("2023-04-01", "2023-04-30")
        form("c")
        page.keyboard.press("Control+a")
        page.keyboard.type("6")
        page.keyboard.press("Enter")
        saved("dead")
        assert claims(own, "plain/report 1")[0].data["casualties"]["dead"] == 6


def test_participants_by_name_and_by_words(browser: Browser, own: Served) -> None:
    last = claims(own, "plain/report 1")[-1]
    with opened(browser, own, "ar") as page:
        go(page, own)
        page.locator(f"#t-{last.id}").click()
        page.keyboard.press("e")
        rows = page.locator(".correct form").first.locator(".person")
        expect(rows).to_have_count(2)
        expect(rows.nth(0).locator("[name=words]")).to_be_focused()
        expect(rows.nth(0).locator("[name=words]")).to_have_value("هيئة تحرير الشام")
        rows.nth(1).locator("[name=words]").focus()
        choose(page, "قوات النظام")
        expect(rows.nth(1).locator("[name=words]")).to_have_value("قوات النظام")
        who = rows.nth(1).locator("[name=who]")
        who.focus()
        page.keyboard.type("الجيش الوطني")
        expect(page.locator("#known-actor option").first).to_be_attached()
        who.fill(str(page.locator("#known-actor option").first.get_attribute("value")))
        page.keyboard.press("Enter")
        expect(page.locator(f"#c-{last.id}.v-corrected")).to_be_visible()
        text = SIMPLE["text"]
        found = [one for one in claims(own, "plain/report 1")[-1].data["arguments"] if one["role"] == "actor"]
        assert [one["text"] for one in found] == ["هيئة تحرير الشام", "قوات النظام"]
        assert [text[one["start"] : one["end"]] for one in found] == ["هيئة تحرير الشام", "قوات النظام"]
        assert found[0]["entity"]["id"] == last.data["arguments"][0]["entity"]["id"]
        assert found[1]["entity"]["id"] != found[0]["entity"]["id"]
        assert "القراءة الآلية" in page.locator(f"#c-{last.id}").inner_text()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_place_is_chosen_on_the_map(browser: Browser, own: Served, language: str) -> None:
    """By keyboard alone: the map is moved to where it was, Enter offers the settlements there."""
    first = claims(own, "plain/report 1")[0]
    with opened(browser, own, language) as page:
        go(page, own)
        page.keyboard.press("j")
        page.keyboard.press("p")
        around = page.locator("[data-map][data-drawn]")
        expect(around).to_be_visible()
        around.focus()
        page.keyboard.press("a")  # decides nothing while a form is open
        page.keyboard.press("Enter")
        offered = page.locator(".nearest button")
        expect(offered.first).to_be_visible()
        offered.nth(1).focus()
        page.keyboard.press("Enter")
        page.locator(".correct [name=value]").focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#c-{first.id}.v-corrected")).to_be_focused()
        place = claims(own, "plain/report 1")[0].data["place"]
        assert place["precision"] == "settlement"
        assert place["geonames_id"] != first.data["place"]["geonames_id"]


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ([("قسد", "0..3", "SDF")], ["0..3"]),  # as it was
        ([("قسد", "0..3", "قوات سوريا الديمقراطية")], ["0..3"]),
        ([("قسد", "0..3", "")], ["0..3=none"]),
        ([("قسد", "0..3", "isis")], ["0..3=isis"]),
        ([("قسد", "0..3", "تنظيم الدولة الإسلامية")], ["0..3=isis"]),
        ([("قسد", "0..3", "SDF"), ("مارع", "9..13", "")], ["0..3", "9..13"]),
        ([("قسد", "0..3", "SDF"), ("مارع", "", "")], ["0..3", "مارع"]),
        ([("مارع", "0..3", "")], ["مارع"]),  # the words were typed over
        ([("", "0..3", "isis")], ["isis"]),
        ([("", "0..3", "")], ["none"]),
        ([], ["none"]),
    ],
)
def test_rows_of_people(rows: list[tuple[str, str, str]], values: list[str]) -> None:
    entity = {
        "id": "sdf",
        "name": "قوات سوريا الديمقراطية",
        "name_en": "SDF",
        "kind": "armed_group",
        "link": "member",
    }
    claim = {"arguments": [{"role": "actor", "start": 0, "end": 3, "text": "قسد", "entity": entity}]}
    words, at, who = zip(*rows, strict=True) if rows else ((), (), ())
    assert (
        values_of("actor", Given(words=words, at=at, who=who), claim, "قسد قصفت مارع", load(None)) == values
    )


def test_words_by_selection(browser: Browser, own: Served) -> None:
    """The words for an event are others than the machine took: also those of a text full of what counts otherwise in browsers."""
    held = claims(own, "nasty")
    last = held[-1]
    with opened(browser, own) as page:
        go(page, own, "nasty")
        page.locator(f"#t-{last.id}").click()
        choose(page, "4 أشخاص في عفرين")
        page.keyboard.press("x")
        expect(page.locator(".correct [data-chosen]")).to_have_text("4 أشخاص في عفرين")
        expect(page.locator(".correct [data-span]")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(f"#c-{last.id}.v-corrected")).to_be_focused()
        trigger = next(one for one in claims(own, "nasty") if one.id == last.id).data["trigger"]
        assert NASTY[trigger["start"] : trigger["end"]] == trigger["text"] == "4 أشخاص في عفرين"
        assert "اعتقلت" in page.locator(f"#c-{last.id} .was").first.inner_text()


def test_sources(browser: Browser, own: Served) -> None:
    last = claims(own, "nasty")[-1]
    assert len(last.data["sources"]) == 1
    with opened(browser, own) as page:
        go(page, own, "nasty")
        page.locator(f"#t-{last.id}").click()
        page.keyboard.press("q")
        row = page.locator(".correct .person").first
        row.locator("select").select_option("doubts")
        page.locator(".correct button.main").click()
        expect(page.locator(f"#c-{last.id}.v-corrected")).to_be_visible()
        (source,) = claims(own, "nasty")[-1].data["sources"]
        assert source == {**last.data["sources"][0], "stance": "doubts"}


def test_a_refusal_is_one_sentence_and_loses_nothing(browser: Browser, own: Served) -> None:
    first = claims(own, "plain/report 1")[0]
    with opened(browser, own) as page:
        go(page, own)
        page.keyboard.press("j")
        page.keyboard.press("p")
        field = page.locator(f"#c-{first.id} .correct [name=value]")
        field.fill("لا مكان كهذا")
        page.keyboard.press("Enter")
        expect(page.locator(f"#c-{first.id} .slot .problem")).to_contain_text("no place")
        expect(field).to_have_value("لا مكان كهذا")
        page.keyboard.press("Escape")
        expect(page.locator(f"#c-{first.id}")).to_be_focused()
        assert claims(own, "plain/report 1")[0].review is None


def test_a_form_counts_as_soon_as_it_stands_on_the_page(browser: Browser, own: Served) -> None:
    first = claims(own, "plain/report 1")[0]
    with opened(browser, own) as page:
        go(page, own)
        page.evaluate(
            """() => new MutationObserver((_, observer) => {
                const field = document.querySelector(".correct [name=value]");
                if (!field) return;
                observer.disconnect();
                field.value = "لا مكان كهذا";
                field.form.requestSubmit();
            }).observe(document.getElementById("reading"), {childList: true, subtree: true})"""
        )
        page.keyboard.press("j")
        page.keyboard.press("p")
        expect(page.locator(f"#c-{first.id} .slot .problem")).to_be_visible()
        expect(page).to_have_url(re.compile("/documents/"))


def test_keys_are_left_alone_while_typing(browser: Browser, own: Served) -> None:
    with opened(browser, own) as page:
        go(page, own)
        page.keyboard.press("a")  # nobody chose a claim: the first is chosen, and nothing is decided
        assert page.locator("#cards > .card.on").count() == 1
        page.keyboard.press("Control+a")
        page.keyboard.press("p")
        expect(page.locator(".correct :focus")).to_have_count(1)
        page.locator(".correct [name=note]").focus()
        page.keyboard.type("arju?n")
        assert page.locator(".correct [name=note]").input_value() == "arju?n"
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        page.keyboard.press("r")
        page.keyboard.press("Escape")
        expect(page.locator("#keys")).not_to_be_visible()
        assert not any(one.review for one in claims(own, "plain/report 1"))


# Claims that the machine missed


@pytest.mark.parametrize(
    "words",
    [
        "😀 قُتلوا في غارة\u00a0جوية",
        "BM-21 🚀، ما أدى",
        "👨\u200d👩\u200d👧 واعتقلت",
        "Reuters",
        "\u200e(SNA)\u200f قسد",
        "قُتل</b> 3 أشخاص",
        "قسد",  # stands there more than once: the selected one counts
    ],
)
def test_selected_words_become_a_claim(browser: Browser, own: Served, words: str) -> None:
    before = {one.id for one in claims(own, "nasty")}
    with opened(browser, own, "ar") as page:
        go(page, own, "nasty")
        choose(page, words)
        page.keyboard.press("n")
        form = page.locator("#new form")
        expect(form).to_be_visible()
        page.keyboard.press("ArrowUp")  # round to the last type
        page.keyboard.press("Enter")
        expect(page.locator("#new form")).to_have_count(0)
        made = [one for one in claims(own, "nasty") if one.id not in before]
        assert len(made) == 1
        trigger = made[0].data["trigger"]
        assert NASTY[trigger["start"] : trigger["end"]] == trigger["text"] == words
        assert trigger["start"] == NASTY.index(words)
        assert made[0].type == "ASSAULT"
        expect(page.locator(f"#c-{made[0].id}")).to_be_focused()
        assert page.evaluate("document.getElementById('text').textContent") == NASTY
        page.keyboard.press("u")
        expect(page.locator(f"#c-{made[0].id}")).to_have_count(0)
        assert {one.id for one in claims(own, "nasty")} == before


def test_words_are_selected_by_mouse_from_the_middle_of_a_link(browser: Browser, own: Served) -> None:
    """Words that tell of a claim are links; a drag that begins on them selects, and drags no link away."""
    last = claims(own, "plain/report 1")[-1]
    with opened(browser, own) as page:
        go(page, own)
        page.locator(f"#t-{last.id}").scroll_into_view_if_needed()
        box = page.locator(f"#t-{last.id}").bounding_box()
        assert box
        middle = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] - 2, middle)
        page.mouse.down()
        page.mouse.move(box["x"] - 40, middle, steps=6)
        page.mouse.up()
        words = page.evaluate("document.getSelection().toString()")
        assert words.startswith("اعتقلت ه")
        page.keyboard.press("n")
        expect(page.locator("#new [name=words]")).to_have_value(words.strip())


def test_typed_words_become_a_claim(browser: Browser, own: Served) -> None:
    """Nothing needs a mouse: words may be typed."""
    before = {one.id for one in claims(own, "nasty")}
    with opened(browser, own) as page:
        go(page, own, "nasty")
        page.keyboard.press("n")
        expect(page.locator("#new [name=words]")).to_be_focused()
        page.keyboard.type("غارة جوية")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.locator("#new form")).to_have_count(0)
        (made,) = [one for one in claims(own, "nasty") if one.id not in before]
        assert made.data["trigger"]["text"] == "غارة\u00a0جوية"
        assert made.type == "AGREE"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("مارع", None),
        ("بلدة مارع", (9, 18)),
        ("بلدة  مارع", (9, 18)),
        ("منبج", None),
        (" ", None),
        ("(", None),
    ],
)
def test_where_typed_words_stand(words: str, found: tuple[int, int] | None) -> None:
    text = "قصفت قسد بلدة\u00a0مارع. نفت قسد قصف مارع."
    if found is None:
        with pytest.raises(InputError):
            place_of(words, text)
    else:
        assert place_of(words, text) == found


# Without scripts, and for whom


def test_plain_forms(own: Served) -> None:
    first = claims(own, "plain/report 1")[0]
    with closing(own.client()) as client:
        form = {"csrf": own.keys.csrf}
        answer = client.post(f"/claims/{first.id}/accept", data=form)
        assert answer.status_code == 200
        assert answer.url.path == "/documents/plain/report 1"
        assert answer.url.fragment == f"c-{first.id}"
        assert client.get(f"/claims/{first.id}/correct?field=time").status_code == 200
        client.post(
            f"/claims/{first.id}/correct", data={**form, "field": "time", "since": "2023", "until": "-"}
        )
        assert claims(own, "plain/report 1")[0].data["time"]["latest"] is None
        assert client.post(f"/claims/{first.id}/reject").status_code == 403
        assert client.post("/undo", data={**form, "document": "plain/report 1"}).status_code == 200
        assert client.get("/documents/nowhere").status_code == 404
        for field, value in (
            ("trigger", "9" * 9 + "-" + "9" * 9), ("trigger", "x"), ("dead", "9" * 30), ("dead", "-1"), ("place", "ا" * 5000),
            ("nothing", "1"), ("type", "WAR"), ("mode", "<b>"),
        ):  # fmt: skip
            answer = client.post(f"/claims/{first.id}/correct", data={**form, "field": field, "value": value})
            assert (answer.status_code, "--value" in answer.text) == (400, False), field
        wrong = {**form, "document": "nasty", "type": "ASSAULT", "start": "5", "end": "9" * 40}
        assert client.post("/claims", data=wrong).status_code == 422
        assert client.get("/claims/nowhere").status_code == 404
        assert client.get("/documents/nasty?at=9-5").status_code == 200
        assert client.get("/documents/nasty?at=0-99999999").status_code == 200
        assert client.get("/documents/nasty?at=x").status_code == 422
        assert client.get("/suggest/actors", params={"q": "داعش"}).json()[0]["value"] == "isis"


def test_words_are_typed_without_scripts(browser: Browser, own: Served) -> None:
    """A claim is added, its history and the report's erasure are reached, by plain forms and links."""
    context = browser.new_context(java_script_enabled=False, locale="ar")
    page = context.new_page()
    page.goto(own.address)
    go(page, own)
    page.locator(".typed summary").press("Enter")
    page.locator(".typed [name=words]").press_sequentially("أصاب السوق")
    page.locator(".typed [value=ASSAULT]").press("Space")
    page.locator(".typed [name=words]").press("Enter")
    made = next(one for one in claims(own, "plain/report 1") if one.data.get("made_by") == "person")
    assert (made.data["trigger"]["text"], made.type) == ("أصاب السوق", "ASSAULT")
    page.locator(f"#c-{made.id} a[href^='/history?claim=']").press("Enter")
    page.wait_for_url(f"**/history?claim={made.id}")
    page.go_back()
    page.locator(".about a[href^='/erase?']").press("Enter")
    page.wait_for_url("**/erase?document=plain%2Freport+1")
    expect(page.locator("h1")).to_be_visible()
    context.close()


def test_who_decides_is_asked_once(browser: Browser, own: Served) -> None:
    own.project.config = type(own.project.config)()  # a project whose settings name nobody
    first = claims(own, "plain/report 1")[0]
    with opened(browser, own) as page:
        go(page, own)
        page.keyboard.press("j")
        page.keyboard.press("a")
        expect(page.locator(f"#c-{first.id} .problem")).to_contain_text("Who decides?")
        page.locator("#who [name=name]").fill("قارئة 1")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("#who")).to_have_count(0)
        page.keyboard.press("j")
        page.keyboard.press("a")
        expect(page.locator(f"#c-{first.id}.v-accepted")).to_be_visible()
        review = claims(own, "plain/report 1")[0].review
        assert review
        assert review.who == "قارئة 1"


# Looks and speed


@pytest.mark.parametrize(("language", "theme", "width"), [("ar", "dark", 390), ("en", "light", 1440)])
def test_forms_look_right(browser: Browser, own: Served, language: str, theme: str, width: int) -> None:
    with opened(browser, own, language, theme, width) as page:
        go(page, own, "nasty")
        page.keyboard.press("j")
        for key in "tsepdcqx":
            page.keyboard.press(key)
            expect(page.locator(".card .correct")).to_be_visible()
            if key in "tepq":
                assert overflow(page) <= 0
                assert serious_faults(page) == [], key
            page.keyboard.press("Escape")
            expect(page.locator(".card .correct")).to_have_count(0)


def test_a_long_report_is_quick(tmp_path: Path) -> None:
    """20,000 characters and 150 claims: to make the page takes less than a tenth of a second of a processor."""
    sentence = (
        "قصفت قوات النظام بلدة {0} أمس، بحسب الدفاع المدني الذي تابع المكان بعد ساعات من الحادثة مع كثير من السكان "
        "في بيوتهم القريبة من السوق عند المساء."
    )
    towns = ("سراقب", "حارم", "سلقين", "منبج", "الباب", "مارع", "جرابلس", "عفرين", "درعا", "دوما")
    text = "\n".join(sentence.format(towns[n % 10]) for n in range(150))
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    with init(tmp_path / "long", by="tests") as project:
        project.add(tmp_path / "long.txt", published="2023-05-18", jobs=1)
        with queries.of(project) as asked:
            row = next(asked.documents(1))
        assert len(text) >= 20_000
        assert row.claims >= 150
        with serving(project) as served, closing(served.client()) as client:
            took = min(_cost(client, f"/documents/{row.id}") for _ in range(6))
        assert took < 0.1


def _cost(client: httpx.Client, address: str) -> float:
    """How many seconds of processor time it takes to ask for a page and answer."""
    since = time.process_time()
    assert client.get(address).status_code == 200
    return time.process_time() - since


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

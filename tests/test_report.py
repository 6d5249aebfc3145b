from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import report_fixtures as made
from riwaya import read_text
from riwaya.model import EVENT_TYPES, STATUSES, Place, Reading, Span
from riwaya.report.card import render_card
from riwaya.report.html import render_html
from riwaya.report.labels import label, quad, sign
from riwaya.report.marks import Mark, by_line, cut
from riwaya.report.table import isolate, plain, render_table, wrap

VOID = {"meta", "input", "br"}
ALL = [made.meeting, made.strike, made.hostile, made.empty]


class Page(HTMLParser):
    """A page as its elements, ids, links, and the text under each kind of element; refuses bad nesting."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.inside: list[str] = []
        self.feed(page)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag not in VOID:
            self.stack.append(tag)
            self.inside.append(found.get("class") or "")
            if tag == "div" and found.get("class") == "text":
                self.texts.setdefault("text", []).append("")

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag
        self.inside.pop()

    def handle_data(self, data):
        if "text" in self.inside and "sup" not in self.stack:
            self.texts["text"][-1] += data


def page_of(*readings: Reading) -> Page:
    return Page("".join(render_html(readings)))


def test_the_page_is_well_formed_and_its_links_lead_somewhere():
    page = page_of(*(make() for make in ALL))
    assert len(page.ids) == len(set(page.ids))
    local = [link[1:] for link in page.links if link.startswith("#")]
    assert local
    assert set(local) <= set(page.ids)


@pytest.mark.parametrize("make", ALL)
def test_the_page_holds_the_text_as_it_is(make):
    reading = make()
    shown = page_of(reading).texts["text"][0]
    words = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", reading.document.text)
    assert shown.split() == words.split()


def test_the_page_loads_nothing():
    page = page_of(*(make() for make in ALL))
    for tag, attributes in page.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base")
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert "style" not in attributes
    css = "".join(render_html([made.meeting()])).partition("</style>")[0]
    assert "url(" not in css
    assert "@import" not in css


def test_an_article_with_code_stays_text():
    source = "".join(render_html([made.hostile()]))
    page = Page(source)
    assert [tag for tag, _ in page.tags if tag == "script"] == ["script"]  # the page's own
    assert "alert(1)" not in "".join(link for link in page.links)
    assert not any(link.lower().startswith("javascript") for link in page.links)
    assert "\x1b" not in source
    assert "Content-Security-Policy" in source


def test_the_page_lets_only_its_own_script_run():
    import base64
    import hashlib

    source = "".join(render_html([made.meeting()]))
    for name in ("script", "style"):
        content = source.partition(f"<{name}>")[2].partition(f"</{name}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in source


def test_the_page_tells_all_of_a_claim():
    source = "".join(render_html([made.meeting()]))
    for words in (
        "Jarablus › Aleppo › Syria", "36.82, 38.01", "2022-12-12", "Asserted", "86%", "SDF officials met with HTS officials",
        "اجتمعوا", "unnamed", "of</span>", "Verbal cooperation", "Why it was read so", "the nearest place after the verb",
        "Manbij is said to be in Idlib", "a habitual statement tells no event", "https://news.example/a?b=1&amp;c=2",
    ):  # fmt: skip
        assert words in source, words


def test_content_points_at_its_act():
    source = "".join(render_html([made.meeting()]))
    assert '<a href="#r1c2">2</a>' in source


def test_coordinates_of_a_building_are_never_shown():
    reading = made.meeting()
    place = reading.claims[0].places[0]
    hospital = replace(reading.claims[0], places=(replace(place, precision="site"),))
    source = "".join(render_html([replace(reading, claims=(hospital,))]))
    assert "36.8" not in source
    assert "coordinates withheld" in source


def test_no_readings_give_a_page_too():
    assert page_of().ids


def test_a_report_without_claims_says_so():
    assert "No claim was read from this report." in "".join(render_html([made.empty()]))


@pytest.mark.parametrize("group", ["type", "status", "quad"])
def test_labels_are_in_two_languages(group):
    keys = {"type": EVENT_TYPES, "status": STATUSES, "quad": ("1", "2", "3", "4")}[group]
    for key in keys:
        english, arabic = label(group, key)
        assert english.isascii()
        assert not arabic.isascii()


def test_each_status_has_a_sign_of_its_own_and_each_type_a_class():
    assert len({sign(status) for status in STATUSES}) == len(STATUSES)
    assert {quad(name) for name in EVENT_TYPES} == {1, 2, 3, 4}


def test_a_label_that_is_not_known_stands_for_itself():
    assert label("mode", "new-mode") == ("new-mode", "new-mode")


# Marks.

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))
MARKS = st.lists(
    st.builds(Mark, SPANS, st.sampled_from(["trigger", "actor", "source"]), st.integers(1, 5)), max_size=12
)


@given(SPANS.filter(lambda span: span.start < span.end), MARKS)
def test_pieces_cover_the_whole_once_under_the_right_marks(whole, marks):
    pieces = list(cut(whole, marks))
    assert [piece.span.start for piece in pieces] == [whole.start, *(piece.span.end for piece in pieces[:-1])]
    assert pieces[-1].span.end == whole.end
    for piece in pieces:
        assert set(piece.marks) == {
            mark for mark in marks if mark.span.contains(piece.span) and mark.span.start < mark.span.end
        }


@given(MARKS)
def test_each_line_gets_the_marks_that_touch_it(marks):
    lines = [Span(0, 10), Span(11, 20), Span(25, 40)]
    for line, found in by_line(lines, marks):
        wanted = [mark for mark in marks if mark.span.overlaps(line)]
        assert found == wanted


# The table.


def text_of(width: int, gloss: bool = False, colour: bool = False, make=ALL) -> str:
    return "".join(render_table([one() for one in make], width, gloss, colour))


def bare(text: str) -> str:
    return re.sub("[\u200e\u2068\u2069]", "", text)


@pytest.mark.parametrize("width", [40, 60, 80, 99, 100, 120, 160, 240])
def test_no_line_is_wider_than_the_terminal(width):
    for line in text_of(width).splitlines():
        if "·" not in line:  # the title's line wraps by itself
            assert cell_len(line) <= width, line


@pytest.mark.parametrize("width", [60, 120, 200])
def test_isolates_close_on_their_own_line(width):
    for line in text_of(width).splitlines():
        assert line.count("\u2068") == line.count("\u2069")


@pytest.mark.parametrize("width", [60, 220])
def test_the_table_tells_all_of_a_claim(width):
    shown = " ".join(bare(text_of(width)).split())
    for words in (
        "CONSULT", "✓ asserted", "(of SDF)", "Jarablus, Aleppo", "2022-12-12", "≥ 70 dead", "↳ المستشفى", "✕ denied", "the outlet",
        "⚑ Manbij is said to be in Idlib", "3 claims, 1 finding, 1 sentence left unread", "0 claims",
    ):  # fmt: skip
        assert words in shown, words


def test_gloss_shows_the_english_lines_only():
    shown = bare(text_of(80, gloss=True))
    assert "✓ SDF officials met with HTS officials in Jarablus, Aleppo, on 12 December 2022" in shown
    assert "CONSULT" not in shown


def test_a_report_cannot_speak_to_the_terminal():
    assert "\x1b" not in text_of(80)
    assert "\x1b" not in text_of(140)
    assert "\u202e" not in text_of(140)
    assert re.sub(r"\x1b\[[\d;]*m", "", text_of(140, colour=True)).count("\x1b") == 0


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("الجيش", "\u200e\u2068الجيش\u2069\u200e"),
        ("the outlet", "the outlet"),
        ("SDF", "SDF"),
        ("2022-12-12", "2022-12-12"),
    ],
)
def test_only_arabic_is_set_apart(words, shown):
    assert isolate(words) == shown


@given(st.text(max_size=60))
def test_plain_text_is_one_safe_line(text):
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", plain(text))


@given(st.text(alphabet="ابتث abc12 🚀", max_size=80), st.integers(4, 40))
def test_wrapped_lines_fit_and_lose_no_word(text, width):
    parts = list(wrap(isolate(plain(text)), width))
    assert all(cell_len(bare(part)) <= width for part in parts)
    assert "".join(bare("".join(parts)).split()) == "".join(text.split())


def test_readings_are_shown_as_they_come():
    """A table of many reports needs no more than one of them at a time."""

    def readings():
        yield made.meeting()
        raise AssertionError("the second report was asked for before the first was shown")

    assert "لقاء" in next(iter(render_table(readings(), 80)))


# Any reading at all.


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=80).filter(lambda text: "\x00" not in text and text.strip()), st.data())
def test_any_text_and_spans_can_be_shown(text, data):
    spans = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: Span(start, end))
    )
    claim = replace(
        made.strike().claims[0],
        trigger=data.draw(spans),
        triggers=(data.draw(spans),),
        clause=data.draw(spans),
        arguments=(),
        places=(Place(data.draw(spans)),),
        time=None,
        tolls=(),
        sources=(),
    )
    reading = Reading(made.document(text), (claim,))
    page_of(reading)
    for width in (50, 120):
        assert "".join(render_table([reading], width))


def test_cards_are_stable():
    reading = made.strike()
    cards = ["".join(render_card(reading.claims[0], reading.document.text, "r1", 1, {})) for _ in range(2)]
    assert cards[0] == cards[1]


def test_the_page_says_who_is_meant_by_which_words():
    text = "هاجمت حركة حماس الموقع. وقتلت الحركة ثلاثة جنود."
    page = "".join(render_html([read_text(text)]))
    who = page[page.index('<section class="who">') :]
    who = who[: who.index("</section>")]
    assert all(words in who for words in ("Hamas", "حركة حماس", "الحركة", "short form"))
    assert "ثلاثة جنود" not in who  # mentioned once


def test_a_page_without_a_second_mention_has_no_such_part():
    page = "".join(render_html([read_text("هاجمت حركة حماس الموقع.")]))
    assert '<section class="who">' not in page

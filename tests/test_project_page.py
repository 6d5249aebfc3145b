"""The page of a project: drawing parts by table, the whole page over a real project, and over hostile words."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from project_fixtures import write_lines
from riwaya.cli import main
from riwaya.project import Project, init
from riwaya.project.queries import of
from riwaya.report.project import gather, render_project
from riwaya.report.project.atlas import MOST_MAPS, make_atlas
from riwaya.report.project.incident import accounts
from riwaya.report.project.map import draw_chart, render_map
from riwaya.report.project.naming import days, entry_label, quoted
from riwaya.report.project.network import draw_network, make_network, render_network
from riwaya.report.project.outlines import Frame, clip, outlines, within
from riwaya.report.project.page import order
from riwaya.report.project.timeline import draw_band, lay_out, render_timeline, timeline_rules
from riwaya.report.project.values import (
    Actor,
    Case,
    Entry,
    Flag,
    Label,
    Neighbour,
    Outlet,
    Passage,
    ProjectView,
    Report,
    Side,
    Speaker,
    Spot,
    Telling,
    Tie,
    Totals,
    Weighed,
    tone_of,
)

VOID = {"br", "input", "meta", "link", "hr", "img"}
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>\" onmouseover='alert(3)' &amp;\x00\u202e"
)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def entry(id: str = "i1", earliest: str | None = None, latest: str | None = None, **more) -> Entry:
    given = {
        "type": "ASSAULT",
        "tone": "reported",
        "statuses": {"asserted": 1},
        "claims": 1,
        "reports": 1,
        **more,
    }
    return Entry(id=id, earliest=day(earliest), latest=day(latest), **given)


def spot(name: str, latitude: float, longitude: float, precision: str = "settlement") -> Spot:
    return Spot(Label(name, name), latitude, longitude, precision)


class Tree(HTMLParser):
    """Reads a page strictly: what isn't closed in order is a fault; gathers elements with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        assert len(attributes) == len(dict(attributes)), f"an attribute twice in {tag}: {attributes}"
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "script" not in self.open and "style" not in self.open:
            self.words.append(data)

    def all(self, tag: str | None = None, style: str | None = None) -> list[dict[str, str | None]]:
        return [
            held
            for name, held in self.elements
            if tag in (None, name) and (style is None or style in (held.get("class") or "").split())
        ]


# What an incident is called.

TONES = [
    ({"asserted": 3}, "reported"),
    ({"asserted": 1, "alleged": 5}, "reported"),
    ({"asserted": 9, "denied": 1}, "disputed"),
    ({"alleged": 1, "denied": 1}, "alleged"),
    ({"alleged": 1, "planned": 4}, "alleged"),
    ({"denied": 2}, "denied"),
    ({"planned": 1, "requested": 2}, "requested"),
    ({"hypothetical": 1}, "hypothetical"),
    ({}, "hypothetical"),
]


@pytest.mark.parametrize(("statuses", "tone"), TONES)
def test_tone(statuses, tone):
    assert tone_of(statuses) == tone


@pytest.mark.parametrize(
    ("statuses", "tone"),
    [
        ({"asserted": 2}, "contested"),
        ({"asserted": 2, "alleged": 1}, "contested"),
        ({"asserted": 1, "denied": 1}, "disputed"),
        ({"alleged": 2}, "alleged"),  # what nobody asserts is no less an allegation
    ],
)
def test_tone_of_what_accounts_tell_differently(statuses, tone):
    assert tone_of(statuses, contradicted=True) == tone


@pytest.mark.parametrize(
    ("tone", "en", "ar"),
    [
        ("alleged", "Alleged: ", "مزعوم: "),
        ("denied", "Denied: ", "منفي: "),
        ("reported", "Reported: ", "أُفيد: "),
        ("contested", "Told differently: ", "روايات متباينة: "),
    ],
)
def test_the_tone_leads_the_name(tone, en, ar):
    name = entry_label(entry(tone=tone))
    assert name.en.startswith(en)
    assert name.ar.startswith(ar)


DAYS = [
    ("2022-12-12", "2022-12-12", "12 December 2022", "12 كانون الأول/ديسمبر 2022"),
    ("2022-05-01", "2022-05-31", "May 2022", "أيار/مايو 2022"),
    ("2024-02-01", "2024-02-29", "February 2024", "شباط/فبراير 2024"),
    (
        "2024-02-01",
        "2024-02-28",
        "between 1 and 28 February 2024",
        "بين 1 شباط/فبراير 2024 و28 شباط/فبراير 2024",
    ),
    ("2019-01-01", "2019-12-31", "2019", "2019"),
    ("2019-01-01", "2020-12-31", "2019–2020", "2019–2020"),
    ("2020-03-04", None, "on or after 4 March 2020", "4 آذار/مارس 2020 أو بعده"),
    (None, "2020-03-04", "on or before 4 March 2020", "4 آذار/مارس 2020 أو قبله"),
]


@pytest.mark.parametrize(("earliest", "latest", "en", "ar"), DAYS)
def test_days(earliest, latest, en, ar):
    found = days(day(earliest), day(latest))
    assert found is not None
    assert (found.en, found.ar) == (en, ar)


def test_no_day():
    assert days(None, None) is None


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(1, 1, "independent account<"), (0, 1, ">0–1<"), (2, 2, "2 "), (1, 3, ">1–3<")],
)
def test_accounts_are_a_range(least, most, words):
    assert words in accounts(least, most)


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("in «حرض»: «منبر» says <b>", 'in <bdi lang="ar">«حرض»</bdi>: <bdi lang="ar">«منبر»</bdi> says &lt;b&gt;'),
        ("اليوم نفسه (2019-11-12)", 'اليوم نفسه (<bdi dir="ltr">2019-11-12</bdi>)'),
        ("2019-11-12–2019-12-01", '<bdi dir="ltr">2019-11-12–2019-12-01</bdi>'),
        ("l2019-11 و«2019", 'l2019-11 و<bdi lang="ar">«2019</bdi>'),
        ("", ""),
    ],
)  # fmt: skip
def test_words_and_days_in_a_line_are_kept_apart(line, html):
    assert quoted(line) == html


# Timeline.

SLOTS = [  # within the month of May 2022, 31 days
    ("2022-05-01", "2022-05-01", (0, 0, False, False)),
    ("2022-05-16", "2022-05-16", (483, 0, False, False)),
    ("2022-05-31", "2022-05-31", (967, 0, False, False)),  # a dot stays within its band
    ("2022-05-01", "2022-05-31", (0, 1000, False, False)),
    ("2022-05-11", "2022-05-20", (322, 323, False, False)),
    ("2022-05-16", None, (483, 517, False, True)),
    (None, "2022-05-16", (0, 516, True, False)),
]


@pytest.mark.parametrize(("earliest", "latest", "slot"), SLOTS)
def test_slot(earliest, latest, slot):
    (band,) = lay_out([entry("i1", earliest, latest)]).bands
    (found,) = band.slots
    assert (found.start, found.width, found.before, found.after) == slot


def test_a_bar_goes_on_in_the_next_band():
    first, second = lay_out([entry("i1", "2022-05-20", "2022-06-10")]).bands
    assert (first.slots[0].before, first.slots[0].after) == (False, True)
    assert (second.slots[0].before, second.slots[0].after) == (True, False)
    assert second.first == date(2022, 6, 1)


def test_months_without_incidents_take_no_room():
    found = lay_out([entry("i1", "2015-01-05", "2015-01-05"), entry("i2", "2022-05-05", "2022-05-05")])
    assert (found.unit, [band.first.isoformat() for band in found.bands]) == (
        "month",
        ["2015-01-01", "2022-05-01"],
    )


def test_many_months_make_bands_of_years():
    found = lay_out([entry(f"i{n}", f"20{n:02}-03-01", f"20{n:02}-03-01") for n in range(1, 20)])
    assert found.unit == "year"
    assert len(found.bands) == 19


def test_the_loose_and_the_undated_are_listed_apart():
    kept = [
        entry("day", "2022-05-05", "2022-05-05"),
        entry("years", "2011-03-01", "2022-05-05"),
        entry("none"),
    ]
    found = lay_out(kept)
    assert [e.id for e in found.loose] == ["years"]
    assert [e.id for e in found.undated] == ["none"]
    page = "".join(render_timeline(found))
    assert 'id="loose"' in page
    assert 'id="undated"' in page


def test_dots_of_one_day_stand_apart():
    slots = lay_out([entry(f"i{n}", "2022-05-05", "2022-05-05") for n in range(4)]).bands[0].slots
    assert sorted(slot.lane for slot in slots) == [0, 1, 2, 3]


def test_a_crowded_day_lists_the_rest():
    (band,) = lay_out([entry(f"i{n}", "2022-05-05", "2022-05-05") for n in range(40)]).bands
    assert len(band.slots) + len(band.crowded) == 40
    assert band.crowded


def test_what_is_not_asserted_is_drawn_hollow():
    page = "".join(render_timeline(lay_out([entry("i1", "2022-05-05", "2022-05-05", tone="alleged")])))
    (mark,) = Tree(page).all("a", "mark")
    assert "t-alleged" in (mark["class"] or "").split()


DATES = st.dates(date(1990, 1, 1), date(2030, 1, 1))
SPANS = st.tuples(st.none() | DATES, st.none() | st.integers(0, 2000))


@st.composite
def entries_of(draw):
    found = []
    for n, (first, length) in enumerate(draw(st.lists(SPANS, max_size=30))):
        last = (
            first + timedelta(days=length)
            if first and length is not None
            else draw(st.none() | DATES)
            if not first
            else None
        )
        found.append(Entry(f"i{n}", "ASSAULT", "reported", earliest=first, latest=last))
    return found


@given(entries_of())
def test_every_incident_is_on_the_timeline_or_listed(found):
    laid = lay_out(found)
    in_bands = {e.id for band in laid.bands for e in (*(s.entry for s in band.slots), *band.crowded)}
    groups = [in_bands, {e.id for e in laid.loose}, {e.id for e in laid.undated}]
    assert sorted(i for group in groups for i in group) == sorted(e.id for e in found)
    for band in laid.bands:
        assert all(0 <= s.start < s.start + max(s.width, 1) <= 1000 for s in band.slots)
        for lane in range(band.lanes):
            ends = [(s.start, s.start + max(s.width, 1)) for s in band.slots if s.lane == lane]
            assert all(a[1] <= b[0] for a, b in pairwise(ends))


def test_every_place_on_the_timeline_has_its_rule():
    laid = lay_out([entry("i1", "2022-05-05", "2022-05-09"), entry("i2", "2022-06-30", "2022-06-30")])
    rules = "\n".join(timeline_rules(laid))
    for held in Tree("".join(render_timeline(laid))).all():
        for style in (held.get("class") or "").split():
            if re.fullmatch(r"[xwlh]\d+", style):
                assert f".{style}{{" in rules


# Map.

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
CLIPS = [
    (Frame(-1, -1, 11, 11), 100),
    (Frame(2, 2, 4, 4), 4),
    (Frame(5, 5, 15, 15), 25),
    (Frame(-5, 2, 15, 4), 20),
    (Frame(20, 20, 30, 30), 0),
]


def area(ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True))) / 2


@pytest.mark.parametrize(("frame", "size"), CLIPS)
def test_clip(frame, size):
    ring = clip(SQUARE, frame)
    assert area(ring) == pytest.approx(size)
    assert all(frame.west <= x <= frame.east and frame.south <= y <= frame.north for x, y in ring)


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        (38.0, 35.0, "SY"),
        (44.0, 33.0, "IQ"),
        (32.5, 15.5, "SD"),
        (44.2, 15.4, "YE"),
        (30.5, 50.4, "UA"),
        (28.2, -29.5, "LS"),
    ],
)
def test_outlines_hold_their_countries(longitude, latitude, code):
    here = Frame(longitude - 0.05, latitude - 0.05, longitude + 0.05, latitude + 0.05)
    found = [outline.code for outline, ring in within(here)]
    assert found[-1] == code  # the smallest is drawn last


def test_outlines_are_whole():
    codes = {outline.code for outline in outlines()}
    assert len(codes) > 200
    assert all(len(o.ring) > 3 and o.frame.west >= -180 and o.frame.north <= 90 for o in outlines())


def test_places_far_apart_get_maps_of_their_own():
    near = [
        entry("a", spot=spot("A", 36.2, 37.1)),
        entry("b", spot=spot("B", 35.9, 36.6)),
        entry("c", spot=spot("B", 35.9, 36.6)),
    ]
    far = entry("d", spot=spot("D", 15.3, 44.2))
    atlas = make_atlas([far, *near])
    assert [[site.spot.name.en for site in chart.sites] for chart in atlas.charts] == [["B", "A"], ["D"]]
    for chart in atlas.charts:
        for site in chart.sites:
            x, y = chart.at(site.spot.longitude, site.spot.latitude)
            assert 0 < x < chart.width
            assert 0 < y < chart.height


def test_too_many_maps_leave_places_to_the_list():
    found = [entry(f"i{n}", spot=spot(f"P{n}", -40 + 8 * n, 10)) for n in range(MOST_MAPS + 2)]
    atlas = make_atlas(found)
    assert (len(atlas.charts), len(atlas.elsewhere), len(atlas.sites)) == (MOST_MAPS, 2, MOST_MAPS + 2)


PRECISIONS = [("settlement", "exact"), ("admin2", "loose"), ("admin1", "loose"), ("region", "loose")]


@pytest.mark.parametrize(("precision", "style"), PRECISIONS)
def test_precision_shows(precision, style):
    page = "".join(render_map(make_atlas([entry(spot=spot("A", 36.2, 37.1, precision))]), {}))
    (mark,) = [held for held in Tree(page).all("a") if (held.get("href") or "").startswith("#p-")]
    assert (mark["class"] or "").split()[0] == style


def test_what_is_told_of_a_country_only_is_listed_and_not_drawn():
    atlas = make_atlas([entry("a", country=Label("Syria", "سوريا")), entry("b")])
    assert (atlas.charts, atlas.sites) == ((), ())
    assert [(name.en if name else None, [e.id for e in held]) for name, held in atlas.unplaced] == [
        ("Syria", ["a"]),
        (None, ["b"]),
    ]
    assert "<svg" not in "".join(render_map(atlas, {}))


def test_a_place_that_is_only_alleged_is_drawn_open():
    page = "".join(render_map(make_atlas([entry(spot=spot("A", 36, 37), tone="alleged")]), {}))
    assert list(Tree(page).all("a", "open"))


@given(st.lists(st.tuples(st.floats(-60, 70), st.floats(-170, 170)), max_size=25))
def test_every_incident_is_on_a_map_or_listed(points):
    found = [entry(f"i{n}", spot=spot(f"P{n}", *point)) for n, point in enumerate(points)]
    atlas = make_atlas([*found, entry("none")])
    told = [e.id for site in atlas.sites for e in site.entries] + [
        e.id for _, held in atlas.unplaced for e in held
    ]
    assert sorted(told) == sorted(["none", *(e.id for e in found)])
    assert [site.number for site in atlas.sites] == list(range(1, len(atlas.sites) + 1))


# Actors.

A, B, C = (
    Actor(key, Label(name, name), 1) for key, name in (("a", "Army"), ("b", "Movement"), ("c", "Ministry"))
)


def tie(first, second, kind="against", status="asserted", at="2022-05-05", **more) -> Tie:
    return Tie(first, second, kind, status, earliest=day(at), latest=day(at), **more)


LINES = [
    ([tie("a", "b"), tie("a", "b")], [("a", "b", "against", 2, True)]),
    ([tie("a", "b"), tie("b", "a")], [("a", "b", "against", 1, True), ("b", "a", "against", 1, True)]),
    ([tie("a", "b", "with"), tie("b", "a", "with")], [("a", "b", "with", 2, True)]),
    ([tie("a", "b", status="alleged")], [("a", "b", "against", 1, False)]),
    ([tie("a", "b", status="denied"), tie("a", "b", status="alleged")], [("a", "b", "against", 2, False)]),
    (  # what is asserted and what isn't are two lines: none lends the other its weight in another month
        [tie("a", "b", status="alleged"), tie("a", "b")],
        [("a", "b", "against", 1, True), ("a", "b", "against", 1, False)],
    ),
    ([tie("a", "a")], []),
    ([tie("a", "somebody")], []),  # persons without office aren't among the actors
]


@pytest.mark.parametrize(("ties", "lines"), LINES)
def test_lines(ties, lines):
    found = make_network([A, B, C], ties).lines
    assert [(n.first.key, n.second.key, n.kind, n.claims, n.firm) for n in found] == lines


def test_an_allegation_is_a_dashed_line_and_said_to_be_one():
    page = "".join(render_network(make_network([A, B], [tie("a", "b", status="alleged")])))
    tree = Tree(page)
    assert {"tie", "against", "open"} <= set((tree.all("a", "tie")[0]["class"] or "").split())
    assert "(not asserted)" in tree.words


PERIODS = [
    (("2022-05-05", "2022-05-05"), ("2022-05",)),
    (("2022-05-20", "2022-06-02"), ("2022-05", "2022-06")),
    (("2022-01-01", "2022-12-31"), ("loose",)),
    (("2022-05-05", None), ("loose",)),
    ((None, None), ("loose",)),
]


@pytest.mark.parametrize(("span", "periods"), PERIODS)
def test_periods(span, periods):
    one = Tie("a", "b", "with", "asserted", earliest=day(span[0]), latest=day(span[1]))
    assert make_network([A, B], [one]).periods == periods


def test_many_months_make_periods_of_years():
    ties = [tie("a", "b", at=f"20{n:02}-03-01") for n in range(1, 25)]
    assert make_network([A, B], ties).periods[0] == "2001"


def test_whoever_is_drawn_has_a_line():
    actors = [Actor(f"k{n}", Label(f"N{n}", f"N{n}"), 1) for n in range(60)]
    network = make_network(actors, [tie(f"k{n}", f"k{n + 1}") for n in range(59)])
    drawn = {actor.key for actor in network.drawn}
    tied = {
        key
        for line in network.lines
        if {line.first.key, line.second.key} <= drawn
        for key in (line.first.key, line.second.key)
    }
    assert tied == drawn
    assert len(network.lines) == 59


# Drawings in one language, with links of one's own.

SIDES = (Actor("a", Label("Army", "الجيش")), Actor("b", Label("Movement", "الحركة")))
DRAWINGS = {
    "map": lambda language, link: draw_chart(
        make_atlas([entry(spot=Spot(Label("Harim", "حارم"), 36.2, 36.5, "settlement"))]).charts[0],
        1, {"SY": Label("Syria", "سوريا"), "TR": Label("Turkey", "تركيا")}, language, link,
    ),
    "network": lambda language, link: draw_network(
        make_network(SIDES, [Tie("a", "b", "against", "asserted")]), language, link
    ),
    "timeline": lambda language, link: draw_band(
        lay_out([entry("i1", "2022-05-05", "2022-05-05", place=Label("Harim", "حارم"))]).bands[0], "month", language, link,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWINGS)
@pytest.mark.parametrize(("language", "other"), [("en", "[\u0621-\u064a]"), ("ar", "[A-Za-z]{2}")])
def test_a_drawing_in_one_language(name, language, other):
    tree = Tree(DRAWINGS[name](language, lambda _: "/there?a=1&b=2"))
    labels = [*tree.words, *(held["aria-label"] or "" for _, held in tree.elements if held.get("aria-label"))]
    assert any(words.strip() for words in labels)
    assert [words for words in labels if re.search(other, words)] == []
    assert {held.get("href") for held in tree.all("a")} == {"/there?a=1&b=2"}


# The page, over words that want to be more than words.


def hostile_view() -> ProjectView:
    name = Label(HOSTILE, HOSTILE)
    place = Spot(name, 36.2, 37.1, "settlement", name)
    one = Entry(
        HOSTILE,
        "ASSAULT",
        "alleged",
        name,
        day("2022-05-05"),
        None,
        place,
        name,
        {"alleged": 1},
        1,
        1,
        1,
        0,
        1,
        True,
        1,
    )
    report = Report(HOSTILE, HOSTILE, HOSTILE, day("2022-05-06"), "javascript:alert(4)")
    passage = Passage(0, len(HOSTILE), ((HOSTILE, True),))
    telling = Telling(
        HOSTILE,
        "alleged",
        report,
        passage,
        f"«{HOSTILE}»",
        (Speaker(HOSTILE, "accuses", False),),
        "corrected",
        (HOSTILE,),
        (HOSTILE,),
    )
    flag = Flag("f1", "contradiction-status", name, (telling, Telling("", None, report, passage)), HOSTILE)
    side = Side(name, True, (telling,), (name,), (name,))
    case = Case(
        one,
        (side,),
        6,
        (name,),
        (flag,),
        (Neighbour(HOSTILE, HOSTILE, 1.5, (Weighed(name, 1.5),)), Neighbour(None, HOSTILE, 0.5)),
    )
    actors = (Actor("x", name, 1), Actor("y", Label("Y", "Y"), 1))
    return ProjectView(
        HOSTILE, Totals(1, 1, 1, 1, 1, 1, 1), {"alleged": 1}, (Outlet(HOSTILE, 1, "F"),), (one,), (case,), (flag,),
        actors, (Tie("x", "y", "against", "alleged", one, day("2022-05-05"), day("2022-05-05")),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile() -> str:
    return "".join(render_project(hostile_view(), {"SY": Label(HOSTILE, HOSTILE)}))


def test_hostile_words_stay_words(hostile):
    tree = Tree(hostile)
    assert len(tree.all("script")) == 1
    assert tree.all("img") == []
    assert any("onerror=alert(2)" in words for words in tree.words)
    assert not any("\x00" in words for words in tree.words)


def test_no_element_has_a_handler_or_a_style(hostile):
    for _, held in Tree(hostile).elements:
        assert not [name for name in held if name.startswith("on") or name == "style"]
        assert not (held.get("href") or "").lower().startswith("javascript")


def test_a_hostile_allegation_is_marked_everywhere(hostile):
    tree = Tree(hostile)
    assert "Alleged" in "".join(tree.words)
    assert tree.all("p", "caution")
    assert all(
        "t-alleged" in (held["class"] or "")
        for held in tree.all("a")
        if (held.get("href") or "").startswith("#i-")
    )


def test_empty_project():
    page = "".join(render_project(ProjectView("empty", Totals(0, 0, 0, 0, 0, 0, 0), {}, (), (), (), ())))
    assert "0 %" in Tree(page).words


# The page of a real project.

REPORTS = [
    {
        "id": "d1", "outlet": "صحيفة الضفة", "published": "2024-03-05", "title": "غارة على سوق في سراقب",
        "text": "قُتل ثلاثة مدنيين في غارة للطيران الروسي على سوق في مدينة سراقب يوم 4 آذار/ مارس 2024، بحسب الدفاع المدني السوري.",
    },
    {
        "id": "d2", "outlet": "وكالة الميناء", "published": "2024-03-06", "url": "https://example.org/2",
        "text": "نفت وزارة الدفاع الروسية أن يكون الطيران الروسي قصف سوقاً في مدينة سراقب يوم 4 آذار/ مارس 2024.",
    },
    {
        "id": "d3", "outlet": "صحيفة الضفة", "published": "2024-03-07",
        "text": "التقى وزير الخارجية المصري نظيره التركي في القاهرة يوم 6 آذار/ مارس 2024. "
        "واتهمت هيئة تحرير الشام قوات سوريا الديمقراطية بقصف منبج في شباط/ فبراير 2024.",
    },
    {
        "id": "d4", "outlet": None, "published": None,
        "text": "أصيب خمسة أشخاص في قصف مدفعي على مشفى في ريف حلب. <script>alert('x')</script> وسُمع دوي انفجار.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    init(folder / "war", by="tester").close()
    with Project.open(folder / "war") as project:
        project.add(write_lines(folder / "reports.jsonl", *REPORTS), jobs=1)
        with of(project) as asked:
            first = next(asked.claims()).id
        project.judge(first, "accept")
    return folder / "war"


@pytest.fixture(scope="module")
def view(root) -> ProjectView:
    with Project.open(root) as project:
        return gather(project, with_names=True)[0]


@pytest.fixture(scope="module")
def page(root) -> str:
    with Project.open(root) as project:
        return "".join(render_project(*gather(project, with_names=True)))


def test_totals_are_those_of_the_queries(root, page):
    with Project.open(root) as project, of(project) as asked:
        sums = asked.overview()
        incidents, claims = list(asked.incidents()), list(asked.claims())
        documents, findings = list(asked.documents()), list(asked.findings())
    told = dict(re.findall(r'data-total="(\w+)">([^<]+)<', page))
    share = round(100 * sum(claim.reviewed for claim in claims) / len(claims))
    assert told == {
        "reports": str(len(documents)), "outlets": str(sums.outlets), "claims": str(len(claims)), "incidents": str(len(incidents)),
        "contradictions": str(sum(row.contradicted for row in incidents)), "findings_n": str(len(findings)), "reviewed": f"{share} %",
    }  # fmt: skip
    assert (sums.documents, sums.claims, sums.incidents) == (len(documents), len(claims), len(incidents))


def test_every_incident_and_claim_is_there(root, view):
    with Project.open(root) as project, of(project) as asked:
        rows = list(asked.incidents())
    assert {case.entry.id for case in view.cases} == {row.id for row in rows}
    told = Counter(t.id for case in view.cases for side in case.sides for t in side.tellings)
    assert set(told) == {claim for row in rows for claim in row.claims}
    assert list(view.entries) == sorted(view.entries, key=order)


def test_spans_are_exact(view):
    texts = {report["id"]: report["text"] for report in REPORTS}
    tellings = [t for case in view.cases for side in case.sides for t in side.tellings]
    assert tellings
    for told in [*tellings, *(t for flag in view.flags for t in flag.tellings)]:
        assert told.passage.text == texts[told.report.id][told.passage.start : told.passage.end]
    assert all(any(marked for _, marked in told.passage.pieces) for told in tellings)


def test_the_page_shows_the_words_at_their_spans(page):
    texts = {report["text"] for report in REPORTS}
    quotes = re.findall(
        r'<blockquote[^>]* data-start="(\d+)" data-end="(\d+)">(.*?)</blockquote>', page, re.DOTALL
    )
    assert quotes
    for start, end, inner in quotes:
        words = "".join(Tree(inner).words)
        assert any(text[int(start) : int(end)] == words for text in texts)


def test_the_page_is_well_formed_and_its_links_lead_somewhere(page):
    tree = Tree(page)
    ids = Counter(held["id"] for _, held in tree.elements if held.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    inner = [held["href"][1:] for held in tree.all("a") if (held.get("href") or "").startswith("#")]
    assert inner
    assert set(inner) <= set(ids)
    labelled = [name for _, held in tree.elements for name in (held.get("aria-labelledby") or "").split()]
    assert set(labelled) <= set(ids)


def test_nothing_is_loaded_from_elsewhere(page):
    tree = Tree(page)
    assert not tree.all("link")
    assert not tree.all("img")
    assert not tree.all("iframe")
    assert not [
        held for _, held in tree.elements if "src" in held or "srcset" in held or "xlink:href" in held
    ]
    outer = [held for held in tree.all("a") if not (held.get("href") or "").startswith("#")]
    assert [held["href"] for held in outer if held.get("href") != "https://example.org/2"] == []
    assert all("noreferrer" in (held["rel"] or "") for held in outer)
    style = "".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_lets_only_its_own_style_and_script_run(page):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    for tag, count in (("style", 2), ("script", 1)):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode() for inner in found]
        allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
        assert len(found) == count
        assert f"{tag}-src {allowed}" in policy[1]


def test_rules_for_paper_are_apart(page):
    """A browser takes many times as long to print a long page if they stand among the others."""
    screen, paper = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert "@media print" not in screen
    assert paper.count("@media print") == 2


def test_headings_and_regions_are_named(page):
    tree = Tree(page)
    levels = [int(tag[1]) for tag, _ in tree.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(held.get("aria-label") for held in tree.all("svg"))
    scrolled = [held for _, held in tree.elements if held.get("tabindex") == "0"]
    assert all(
        held.get("role") and (held.get("aria-label") or held.get("aria-labelledby")) for held in scrolled
    )


def test_sheltered_places_have_no_exact_dot(view):
    hospital = [e for e in view.entries if e.place and "مشفى" in e.place.ar]
    assert all(e.spot is None or e.spot.precision != "settlement" for e in hospital)


def test_the_command_writes_the_page(root, tmp_path):
    done = CliRunner().invoke(
        main, ["report", "--html", "--project", str(root), "--output", str(tmp_path / "x.html")]
    )
    assert done.exit_code == 0, done.output
    assert (tmp_path / "x.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    printed = CliRunner().invoke(
        main, ["report", "--html", "--project", str(root), "--output", "-", "--accounts", "1"]
    )
    assert len(Tree(printed.output).all("details", "case")) == 1
    assert 'data-hidden="' in printed.output


@pytest.mark.parametrize("arguments", [["report"], ["report", "--html", "--output", "/nowhere/at/all.html"]])
def test_the_command_says_what_is_wrong(root, arguments):
    done = CliRunner().invoke(main, [*arguments, "--project", str(root)])
    assert done.exit_code == 2
    assert "Traceback" not in done.output

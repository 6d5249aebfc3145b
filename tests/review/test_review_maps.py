"""The map and the timeline in the app: each incident stands where and when it is told, as exactly as it is told."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect
from review_fixtures import Served, opened, serving

from riwaya.errors import ProjectError
from riwaya.project import Project, init, queries
from riwaya.project.config import read_config
from riwaya.project.queries import Filter
from riwaya.project.views.whereabouts import Heap, Where
from riwaya.review.calendar import histogram
from riwaya.review.places import Site, sites, sites_of

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "ar")


def found(served: Served, wanted: Filter | None = None) -> list[Site]:
    with queries.of(served.project) as asked:
        return sites_of(served.project, asked, wanted or Filter())


def told(count: int = 1, quad: int = 4, *statuses: str) -> Heap:
    return Heap(quad, statuses or ("asserted",), False, count)


# Where things are shown


@pytest.mark.parametrize(
    ("where", "name", "precision"),
    [
        (Where("gn:167357", "syria/aleppo", "syria", "منبج", 36.5281, 37.9549), "Manbij", "settlement"),
        (Where(None, "syria/aleppo", "syria", "حلب", None, None), "Aleppo", "admin1"),
        (Where(None, None, "syria", "سوريا", None, None), "Syria", "country"),
        # A village that no list has stands in its province, and so does one whose province is all that is known.
        (Where("syria/aleppo/قريتنا", "syria/aleppo", "syria", "قريتنا", None, None), "Aleppo", "admin1"),
        (Where("-/قريتنا", None, None, "قريتنا", None, None), None, "unknown"),
        (Where(None, None, None, None, None, None), None, "unknown"),
    ],
)  # fmt: skip
def test_as_exact_as_told(where: Where, name: str | None, precision: str) -> None:
    (site,) = sites([(where, told())], ())
    assert (site.name_en, site.precision) == (name, precision)
    assert (site.latitude is None) == (precision in ("country", "unknown"))
    assert site.precision == "settlement" or site.latitude is None or (site.km or 0) >= 25


@pytest.mark.parametrize("words", ["مخيم منبج", "مستشفى منبج"])
def test_the_sheltered_stand_at_their_district(words: str) -> None:
    where = Where("gn:167357", "syria/aleppo", "syria", words, 36.5281, 37.9549)
    (site,) = sites([(where, told())], ())
    assert site.precision in ("admin2", "admin1")
    assert (site.latitude, site.longitude) != (36.5281, 37.9549)


def test_what_no_list_has_is_as_exact_as_its_claims(looked_at: Served) -> None:
    with queries.of(looked_at.project) as asked:
        told_as = {
            row.place.name: row.place for row in asked.incidents()
            if row.place and row.place.precision == "region" and row.place.latitude is not None
        }  # fmt: skip
    shown = {site.name: site for site in found(looked_at)}
    assert told_as
    for name, place in told_as.items():
        assert shown[name].precision == "region"
        assert shown[name].name_en == place.name_en
        assert (shown[name].km or 0) > 5


def test_an_allegation_is_none_that_is_told() -> None:
    where = Where("gn:167357", "syria/aleppo", "syria", "منبج", 36.5281, 37.9549)
    heaps = [told(3), told(2, 4, "alleged"), told(1, 1, "denied"), Heap(4, (), False, 5)]
    (site,) = sites([(where, heap) for heap in heaps], ())
    assert site.stands() == {"told": 3, "alleged": 2, "denied": 1, "ahead": 5}


def test_each_incident_is_on_the_map_once(looked_at: Served) -> None:
    with queries.of(looked_at.project) as asked:
        count = asked.count_incidents()
        held = [one for site in found(looked_at) for one in asked.ids_at(site.places)]
        assert len(held) == len(set(held)) == count == sum(site.total for site in found(looked_at))


@pytest.mark.parametrize(
    "wanted", [Filter(type="ASSAULT"), Filter(status="denied"), Filter(contradicted=True)]
)
def test_places_under_a_filter(looked_at: Served, wanted: Filter) -> None:
    with queries.of(looked_at.project) as asked:
        ids = {one for site in found(looked_at, wanted) for one in asked.ids_at(site.places, wanted)}
        assert ids == {row.id for row in asked.incidents(wanted)}


def test_the_page_lists_what_the_map_has(looked_at: Served) -> None:
    with closing(looked_at.client()) as client:
        page = client.get("/incidents/map?type=ASSAULT").text
        data = client.get("/incidents/map.json?type=ASSAULT").json()["sites"]
        listed = re.findall(r'data-at="(\w+)"', page)
        assert listed == [site[0] for site in data if site[2] != "country"] + [
            site[0] for site in data if site[2] == "country"
        ]
        first = client.get(f"/incidents/map/place?type=ASSAULT&at={listed[0]}").text
        assert first.count('<a class="incident') == sum(n for *_, n in data[0][7])
        assert client.get("/incidents/map/place?type=ASSAULT&at=0123").status_code == 404
        assert client.get("/incidents/map?from=2023-02-30").status_code == 400
        assert client.get("/incidents/map.json?from=2023-02-30").status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_by_keyboard(browser: Browser, looked_at: Served, language: str) -> None:
    site = next(one for one in found(looked_at) if one.precision == "settlement")
    name = site.name_en if language == "en" else site.name
    with opened(browser, looked_at, language) as page:
        page.goto(f"{looked_at.origin}/incidents/map")
        page.wait_for_selector("[data-drawn]")
        expect(page.locator(".leaflet-interactive.ground")).to_have_count(0)
        assert page.locator(".map .ground").count() > 200
        page.locator(f'[data-at="{site.id}"]').focus()
        page.keyboard.press("Enter")
        expect(page.locator("#at h2")).to_contain_text(str(name))
        expect(page.locator("#at .incident")).to_have_count(site.total)
        expect(page.locator(".mark.on")).to_have_count(1)
        page.locator(".mark.on").click()  # the sign itself leads to the same
        expect(page.locator("#at .incident")).to_have_count(site.total)


def test_rings_have_their_honest_size(browser: Browser, looked_at: Served) -> None:
    areas = [one for one in found(looked_at) if one.precision not in ("settlement", "unknown")]
    rings = [one for one in areas if one.precision != "country"]
    with opened(browser, looked_at, "ar", "dark", 390) as page:
        page.goto(f"{looked_at.origin}/incidents/map")
        page.wait_for_selector("[data-drawn]")
        assert page.locator(".map .ring").count() == len(rings)
        assert page.locator(".map .whole").count() == len(areas) - len(rings)


# Choosing a place


@pytest.mark.parametrize(
    ("query", "label"),
    [("q=منبج", "Manbij"), ("q=manb", "Manbij"), ("q=Manbij", "Manbij"), ("lat=36.52&lon=37.95", "Manbij")],
)
def test_places_to_choose_from(looked_at: Served, query: str, label: str) -> None:
    with closing(looked_at.client()) as client:
        offered = client.get(f"/suggest/places?{query}", headers={"accept-language": "en"}).json()
    assert any(one["label"].startswith(f"{label}, Aleppo") for one in offered)


@pytest.mark.parametrize("query", ["", "q=", "q=م", "q=لا مكان كهذا", "lat=36.5", "lat=-60&lon=0"])
def test_nothing_to_choose_from(looked_at: Served, query: str) -> None:
    with closing(looked_at.client()) as client:
        assert client.get(f"/suggest/places?{query}").json() == []


def test_what_is_offered_can_be_judged(served: Served) -> None:
    with queries.of(served.project) as asked, closing(served.client()) as client:
        claim = next(asked.claims()).id
        for one in client.get("/suggest/places?lat=36.2&lon=37.15").json():
            served.project.judge(claim, "correct", field="place", values=[one["value"]], by="tests")
            with queries.of(served.project) as after:
                place = next(view for view in after.claims() if view.id == claim).data["place"]
            assert (place["latitude"], place["longitude"]) == (one["latitude"], one["longitude"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_is_chosen_by_keyboard(browser: Browser, served: Served, language: str) -> None:
    with queries.of(served.project) as asked:
        claim = next(view for view in asked.claims() if (view.data["place"] or {}).get("latitude"))
    with opened(browser, served, language) as page:
        page.goto(f"{served.origin}/documents/{claim.document}?claim={claim.id}")
        page.locator(f"#c-{claim.id}").focus()
        page.keyboard.press("p")
        page.wait_for_selector("[data-drawn='choose']")
        page.locator("[data-map]").focus()
        page.keyboard.press("Enter")  # the middle of the map
        offered = page.locator(".nearest button")
        offered.first.focus()
        page.keyboard.press("Enter")
        expect(offered.first).to_have_attribute("aria-pressed", "true")
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.locator("form:has([data-map]) button.main").press("Enter")
    with queries.of(served.project) as asked:
        after = next(view for view in asked.claims() if view.id == claim.id)
    assert after.review is not None
    assert "place" in after.review.fields
    assert after.data["place"]["precision"] == "settlement"


def test_an_incident_has_its_map(browser: Browser, looked_at: Served) -> None:
    some = found(looked_at)
    kinds = {"settlement": ".map .mark", "admin1": ".map .ring", "country": ".map .whole"}
    with opened(browser, looked_at, "ar") as page, queries.of(looked_at.project) as asked:
        for precision, sign in kinds.items():
            site = next(one for one in some if one.precision == precision)
            page.goto(f"{looked_at.origin}/incidents/{asked.ids_at(site.places)[0]}")
            page.wait_for_selector("[data-drawn='spot']")
            expect(page.locator(sign)).to_have_count(1)
        unknown = next(one for one in some if one.precision == "unknown")
        page.goto(f"{looked_at.origin}/incidents/{asked.ids_at(unknown.places)[0]}")
        expect(page.locator(".map:visible")).to_have_count(0)


# Tiles


@pytest.mark.parametrize(
    "address",
    ["tiles.example/{z}/{x}/{y}.png", "https://tiles.example/{z}.png", "https://a; script-src *//{z}{x}{y}"],
)
def test_tiles_that_are_none(tmp_path: Path, address: str) -> None:
    path = tmp_path / "riwaya.toml"
    path.write_text(f"[map]\ntiles = '{address}'\n", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"map\.tiles"):
        read_config(path)


def test_tiles_by_setting_alone(tmp_path: Path, looked_at: Served) -> None:
    with closing(looked_at.client()) as client:
        assert "img-src 'self' data: ;" in client.get("/incidents/map").headers["content-security-policy"]
        assert client.get("/map/settings.json").json()["tiles"] is None
    init(tmp_path / "p").close()
    tiles = "https://tiles.example/{z}/{x}/{y}.png"
    (tmp_path / "p" / "riwaya.toml").write_text(f'[map]\ntiles = "{tiles}"\nattribution = "© T"\n')
    with (
        Project.open(tmp_path / "p") as project,
        serving(project) as served,
        closing(served.client()) as client,
    ):
        policy = client.get("/incidents/map").headers["content-security-policy"]
        assert "img-src 'self' data: https://tiles.example;" in policy
        assert policy.count("tiles.example") == 1
        held = client.get("/map/settings.json").json()
        assert (held["tiles"], held["credit"]) == (tiles, "© T")


# The timeline


@pytest.mark.parametrize(
    ("rows", "bars", "loose", "undated"),
    [
        ([("2023-04", "2023-04", 2), ("2023-05", "2023-05", 1)], {"2023-04": 2, "2023-05": 1}, 0, 0),
        # Two months, an open end and no day at all are in no bar.
        ([("2023-04", "2023-05", 3), ("2023-04", None, 4), (None, None, 5)], {}, 7, 5),
        ([("2023-04-05", "2023-04-05", 1), ("2023-04-05", "2023-04-06", 1)], {"2023-04-05": 1}, 1, 0),
        # Too many months: years, in which more finds a bar.
        (
            [(f"{y}-{m:02}", f"{y}-{m:02}", 1) for y in range(2015, 2021) for m in range(1, 13)] + [("2020-01", "2020-03", 1)],
            {f"{y}": 12 for y in range(2015, 2020)} | {"2020": 13}, 0, 0,
        ),
    ],
)  # fmt: skip
def test_bars(rows: Any, bars: dict[str, int], loose: int, undated: int) -> None:
    made = histogram((first, last, told(n)) for first, last, n in rows)
    assert ({bar.period: bar.total for bar in made.bars}, made.loose, made.undated) == (bars, loose, undated)


DAYS = st.one_of(
    st.none(), st.dates(date(1990, 1, 1), date(2026, 12, 31)).map(lambda day: day.isoformat()[:7])
)


@given(st.lists(st.tuples(DAYS, DAYS, st.integers(1, 9), st.integers(1, 4))))
def test_no_incident_is_lost(rows: list[tuple[str | None, str | None, int, int]]) -> None:
    made = histogram((first, last, told(n, quad)) for first, last, n, quad in rows)
    assert sum(bar.total for bar in made.bars) + made.loose + made.undated == sum(row[2] for row in rows)
    assert [bar.period for bar in made.bars] == sorted(bar.period for bar in made.bars)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_timeline_by_keyboard(browser: Browser, looked_at: Served, language: str) -> None:
    with queries.of(looked_at.project) as asked:
        rows = list(asked.incidents())
    dated = [row.id for row in rows if row.earliest or row.latest]
    with opened(browser, looked_at, language) as page:
        page.goto(f"{looked_at.origin}/incidents/timeline")
        named = page.locator(".found .incident").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        assert Counter(named) == Counter(f"/incidents/{row.id}" for row in rows)
        marks = page.locator(".bands .mark")
        marks.first.focus()
        tip = marks.first.locator(".tip")
        expect(tip).to_have_css("opacity", "1")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/incidents/i\w+$"))
        assert page.url.rpartition("/")[2] in dated


def test_bars_lead_into_their_period(
    browser: Browser, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    from riwaya.review.routes import timeline

    monkeypatch.setattr(timeline, "MOST_DRAWN", 20)
    with opened(browser, served, "ar", width=390) as page:
        page.goto(f"{served.origin}/incidents/timeline")
        bar = page.locator(".columns a").last
        count = int(bar.locator(".n").inner_text())
        bar.press("Enter")
        page.wait_for_url(re.compile(r"from=\d{4}(-\d\d)?&to="))
        shown = page.locator(".bands .mark").count() + page.locator(".columns a").count()
        assert count >= 1
        assert shown >= 1


def test_the_ground_of_an_arabic_map_is_in_arabic(looked_at: Served) -> None:
    with closing(looked_at.client()) as client:
        arabic = client.get("/map/ground.json?language=ar").json()
        english = client.get("/map/ground.json?language=en").json()
    assert len(arabic) == len(english)
    assert all(re.search(r"[\u0600-\u06ff]", name) for code, name, _ in arabic if code is None)
    latin = {name for _, name, _ in arabic if not re.search(r"[\u0600-\u06ff]", name)}
    assert len(latin) < 15  # small islands, and the ice

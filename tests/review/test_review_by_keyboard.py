"""Every action on incidents, maps, networks, lists and decisions, by keyboard alone, as on a phone in Arabic and on a desk in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from olive_fixtures import SAME, corrected
from playwright.sync_api import Browser, Page, expect
from review_fixtures import WIDTHS, Served, opened

from riwaya.errors import ProjectError
from riwaya.model import EVENT_TYPES, STATUSES
from riwaya.project import queries
from riwaya.project.engine import reading
from riwaya.project.queries import Filter
from riwaya.project.views.history import HistoryFilter, history
from riwaya.project.views.values import IncidentView
from riwaya.review.filters import days_between
from riwaya.review.places import sites_of

pytestmark = pytest.mark.browser
LOOKS = [("ar", "light", WIDTHS[1]), ("en", "dark", WIDTHS[0])]
looks = pytest.mark.parametrize("look", LOOKS, ids=["ar-light-390", "en-dark-1440"])
Look = tuple[str, str, int]


@contextmanager
def at(browser: Browser, served: Served, look: Look, address: str) -> Iterator[Page]:
    with opened(browser, served, *look) as page:
        page.goto(served.origin + address)
        yield page


BETWEEN = """one => {
  const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden], [type=radio]), select, textarea, summary")];
  const order = stops.filter((stop) => stop.checkVisibility() && !stop.disabled);
  const from = document.activeElement ?? document.body;
  if (from === document.body && location.hash) return 0; // Tab goes on from what the address names
  const after = order.filter((stop) => from.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
  return Math.max(0, after.findIndex((stop) => stop.matches(one)) - 4);
}"""


def reach(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus: it must be there, visible, and in the order of keys."""
    for _ in range(page.evaluate(BETWEEN, selector)):  # so many are surely before it
        page.keyboard.press("Tab")
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("one => Boolean(document.activeElement?.matches(one))", selector):
            return
    raise AssertionError(f"no key leads to {selector}")


def press(page: Page, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press("Enter")


def home(served: Served, claim: str) -> str | None:
    with queries.of(served.project) as asked, suppress(ProjectError):
        return asked.incident(claim).row.id
    return None


def disputed(served: Served) -> IncidentView:
    with queries.of(served.project) as asked:
        return asked.incident(next(asked.incidents(Filter(contradicted=True))).id)


# Looking


FIELDS = [
    ("type", "ASSAULT", Filter(type="ASSAULT")),
    ("status", "denied", Filter(status="denied")),
    ("contradicted", "no", Filter(contradicted=False)),
    ("actor", "قوات الدعم السريع", Filter(actor="rsf")),
    ("place", "السودان", Filter(place="السودان")),
    ("from", "2020-06", Filter(between=days_between("2020-06", ""))),
    ("to", "2020", Filter(between=days_between("", "2020"))),
]
OPTIONS = {"type": ["", *EVENT_TYPES], "status": ["", *STATUSES], "contradicted": ["", "yes", "no"]}


@looks
def test_filter_by_each_field(browser: Browser, looked_at: Served, look: Look) -> None:
    with at(browser, looked_at, look, "/incidents") as page, queries.of(looked_at.project) as asked:
        for name, value, wanted in FIELDS:
            reach(page, f".filter [name={name}]")
            if name in OPTIONS:
                for _ in range(OPTIONS[name].index(value)):
                    page.keyboard.press("ArrowDown")
                reach(page, ".filter button")
            else:
                page.keyboard.type(value)
            page.keyboard.press("Enter")
            page.wait_for_url(f"**{name}=*")
            assert parse_qs(urlsplit(page.url).query) == {name: [value]}
            count = asked.count_incidents(wanted)
            assert 0 < count < asked.count_incidents()
            expect(page.locator(".sums p").first).to_contain_text(f": {count}")
            press(page, ".filter a")
            page.wait_for_url("**/incidents")


@looks
@pytest.mark.parametrize(
    "address",
    [
        "/incidents?place=جوبا&status=denied",
        "/incidents/map?place=جوبا&status=denied",
        "/incidents/timeline?place=جوبا&status=denied",
        "/actors/network?place=جوبا&status=denied&most=12",
        "/claims?place=جوبا&status=denied",
        "/search?q=المدينة&place=جوبا&status=denied",
        "/documents?from=2050",
        "/history?to=1990",
    ],
)
def test_what_finds_nothing_says_so_and_is_cleared(looked_at: Served, look: Look, address: str) -> None:
    client = looked_at.client()
    page = client.get(address, headers={"accept-language": look[0]}).text
    (told,) = re.findall(r'<p class="panel nothing">(.+?) <a href="([^"]+)"', page)
    assert told[0]
    assert not re.search("place|status|from|to=", told[1])
    assert ("q=" in told[1]) == ("q=" in address)
    assert ("most=12" in told[1]) == ("most=12" in address)
    assert client.get(told[1].replace("&amp;", "&")).status_code == 200
    client.close()


@looks
def test_an_incident_leads_back_to_its_list(browser: Browser, looked_at: Served, look: Look) -> None:
    for view in ("/incidents", "/incidents/timeline"):
        address = f"{view}?status=denied&type=ASSAULT"
        with at(browser, looked_at, look, address) as page:
            press(page, "main a[href^='/incidents/i']")
            page.wait_for_url("**/incidents/i*")
            press(page, "a[data-back]")
            page.wait_for_url(f"**{address}")


@looks
def test_a_finding_is_followed(browser: Browser, looked_at: Served, look: Look) -> None:
    with queries.of(looked_at.project) as asked:
        one = next(asked.findings("contradiction-toll"))
    with at(browser, looked_at, look, "/findings") as page:
        press(page, ".kinds a[href*='contradiction-toll']")
        page.wait_for_url("**kind=contradiction-toll")
        press(page, ".finding a.incident")
        page.wait_for_url(f"**/incidents/{one.incident}#f-{one.id}")
        assert page.locator(f"#f-{one.id} .words").all_text_contents() == [p.text for p in one.passages]
        press(page, f"#f-{one.id} a")
        page.wait_for_url("**/documents/**#c-*")


@looks
def test_a_place_is_chosen_in_the_list(browser: Browser, looked_at: Served, look: Look) -> None:
    with queries.of(looked_at.project) as asked:
        first = next(
            s
            for s in sites_of(looked_at.project, asked, Filter())
            if s.precision not in ("country", "unknown")
        )
    with at(browser, looked_at, look, "/incidents/map") as page:
        page.wait_for_selector("[data-drawn]")
        press(page, ".sites [data-at]")
        expect(page.locator("#at .incident")).to_have_count(first.total)
        press(page, "#at .incident")
        page.wait_for_url("**/incidents/i*")


@looks
def test_the_time_of_the_network_moves(browser: Browser, looked_at: Served, look: Look) -> None:
    with at(browser, looked_at, look, "/actors/network") as page:
        page.wait_for_selector("[data-drawn='network']")
        assert page.locator(".sections [aria-current]").get_attribute("href") == "/incidents"
        rows = page.locator("tr[data-link]:visible")
        count = rows.count()
        reach(page, "[data-until]")
        page.keyboard.press("Home")
        expect(page.locator("[data-part]")).to_be_visible()
        assert 0 < rows.count() < count
        page.keyboard.press("End")
        expect(rows).to_have_count(count)
        size = page.evaluate(
            "() => { const cy = document.querySelector('[data-network]').cytoscape;"
            "return cy.nodes()[0].numericStyle('font-size') * cy.zoom(); }"
        )
        assert round(size, 3) >= 13
        press(page, "tr[data-link] a[hx-get]")
        expect(page.locator("#at .incident").first).to_be_visible()


# Deciding


@looks
def test_claims_of_an_incident(browser: Browser, served: Served, look: Look) -> None:
    """Accept, reject, undo; tick and split, undo; tick and take out."""
    view = disputed(served)
    with at(browser, served, look, f"/incidents/{view.row.id}") as page:
        press(page, ".claim button[value=accept]")
        expect(page.locator(".notice")).to_be_visible()
        (accepted,) = (one.claim.id for one in disputed(served).timeline if one.claim.review is not None)
        assert page.evaluate("document.activeElement.id") == f"c-{accepted}"
        page.keyboard.press("j")
        rejected = str(page.evaluate("document.activeElement.id")).removeprefix("c-")
        press(page, ".claim button[value=reject]")
        expect(page.locator(f"#c-{rejected}")).to_have_count(0)
        assert home(served, rejected) is None
        press(page, ".notice button")
        expect(page.locator(f"#c-{rejected}")).to_have_count(1)
        assert home(served, rejected) == view.row.id
        tick(page, f"#c-{rejected} [data-tick]")
        press(page, "#moving button.main")
        expect(page.locator(".notice a")).to_have_count(1)
        assert home(served, rejected) not in (None, view.row.id)
        press(page, ".notice button")
        expect(page.locator(f"#c-{rejected}")).to_have_count(1)
        assert home(served, rejected) == view.row.id
        tick(page, f"#c-{rejected} [data-tick]")
        press(page, "#moving button[formaction]")
        expect(page.locator(".notice")).to_be_visible()
        assert home(served, rejected) != view.row.id


def tick(page: Page, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press(" ")
    expect(page.locator("[data-ticked]")).to_have_text("1")


@looks
def test_a_merge_and_a_grade(browser: Browser, served: Served, look: Look) -> None:
    view = disputed(served)
    with queries.of(served.project) as asked:
        other = next(row for row in asked.incidents() if row.id != view.row.id)
    with at(browser, served, look, f"/incidents/{view.row.id}") as page:
        reach(page, ".merging [name=other]")
        page.keyboard.type(other.id)
        page.keyboard.press("Enter")
        expect(page.locator(f"#c-{other.claims[0]}")).to_have_count(1)
        assert {home(served, claim) for claim in other.claims} == {view.row.id}
        press(page, ".account details:has(form.setting) summary")
        reach(page, ".account [name=grade]")
        page.keyboard.press("e")
        origin = page.evaluate("document.activeElement.form.elements.origin.value")
        reach(page, ".account .setting button")
        page.keyboard.press("Enter")
        expect(page.locator(".decisions")).to_contain_text("E")
    with queries.of(served.project) as asked:
        accounts = asked.incident(view.row.id).row.accounts
    assert {one.reliability for one in accounts if one.origin == origin} == {"E"}


@looks
def test_a_source_is_graded_on_its_page(browser: Browser, served: Served, look: Look) -> None:
    with at(browser, served, look, "/sources") as page:
        press(page, "main table a[href^='/sources/']")
        page.wait_for_url("**/sources/*")
        reach(page, "[name=grade]")
        page.keyboard.press("ArrowUp")  # from F to E
        reach(page, ".setting [name=note]")
        page.keyboard.type("طرف في القتال")
        page.keyboard.press("Enter")
        expect(page.locator(".notice")).to_be_visible()
        expect(page.locator(".decisions")).to_contain_text("طرف في القتال")
        graded = unquote(page.url.rpartition("/sources/")[2].partition("?")[0])
    with queries.of(served.project) as asked:
        assert {one.key: one.reliability for one in asked.sources()}[graded] == "E"


@looks
def test_a_report_is_erased(browser: Browser, own: Served, look: Look) -> None:
    with at(browser, own, look, "/documents") as page:
        press(page, ".do a")
        page.wait_for_url(re.compile(r"/erase\?document="))
        page.wait_for_function("document.activeElement.name === 'reason'")
        page.keyboard.type("سُحبت الموافقة")
        page.keyboard.press("Enter")
        page.wait_for_url("**/history?action=erase*")
        expect(page.locator(".decisions li")).to_contain_text("سُحبت الموافقة")
    assert own.project.count_documents() == 3


@looks
def test_a_decision_is_taken_back(browser: Browser, own: Served, look: Look) -> None:
    with queries.of(own.project) as asked:
        claim = next(asked.claims(Filter())).id
    own.project.judge(claim, "reject")
    with at(browser, own, look, "/history") as page:
        press(page, ".decisions button")
        page.wait_for_url("**done=undo")
        expect(page.locator(".decisions .was")).to_have_count(1)
    with reading(own.project.engine) as connection:
        assert [one.action for one in history(connection, HistoryFilter())] == ["undo", "reject"]


@looks
def test_a_proposal_is_accepted_and_read_with(browser: Browser, own: Served, look: Look) -> None:
    third = corrected(own)[2]
    with at(browser, own, look, "/proposals") as page:
        press(page, ".proposal button[data-key=a]")
        page.wait_for_url("**done=accept")
        press(page, "form.again button")
        page.wait_for_url("**/jobs/*")
        expect(page.locator(".job.done .rebuilt")).to_be_visible(timeout=60_000)
    assert SAME in (own.project.folder.root / "lexicon" / "actors.tsv").read_text(encoding="utf-8")
    with queries.of(own.project) as asked:
        assert third in {one.id for one in asked.claims(Filter(actor="rsf"))}

"""Actors in the app: organisations and offices alone, with whom and against whom as the store has it, each line by its status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from review_fixtures import Served, opened

from riwaya.project import queries
from riwaya.project.queries import Filter
from riwaya.project.views.names import Known
from riwaya.project.views.values import Edge
from riwaya.review.filters import PAGE
from riwaya.review.networks import as_json, make_net

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "ar")
WHO = {key: Known(key, f"اسم {key}", key.upper(), "armed_group", ()) for key in "abcd"}


def edge(
    n: int, actor: str, other: str, relation: str, status: str = "asserted", month: str | None = "2023-04"
) -> Edge:
    day = date.fromisoformat(f"{month}-03") if month else None
    return Edge(actor, other, relation, f"c{n}", f"i{n}", "ASSAULT", status, day, day)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("edges", "links"),
    [
        ([edge(1, "a", "b", "against")], [("a", "b", "against", "told", 1)]),
        # Who acts against whom has a direction; who acts with whom has none.
        ([edge(1, "a", "b", "against"), edge(2, "b", "a", "against")],
         [("a", "b", "against", "told", 1), ("b", "a", "against", "told", 1)]),
        ([edge(1, "a", "b", "with"), edge(2, "b", "a", "with")], [("a", "b", "with", "told", 2)]),
        # What is alleged, denied or planned never thickens what is asserted.
        ([edge(1, "a", "b", "against"), edge(2, "a", "b", "against", "alleged"), edge(3, "a", "b", "against", "denied"),
          edge(4, "a", "b", "against", "planned")],
         [("a", "b", "against", stance, 1) for stance in ("ahead", "alleged", "denied", "told")]),
        # Whom the lexicon doesn't know isn't shown.
        ([edge(1, "a", "someone", "against")], []),
    ],
)  # fmt: skip
def test_links(edges: Sequence[Edge], links: list[tuple[object, ...]]) -> None:
    net = make_net(edges, WHO, 10)
    assert sorted((k.first, k.second, k.relation, k.stance, k.claims) for k in net.links) == sorted(links)


def test_those_in_most_incidents_are_drawn() -> None:
    edges = [
        edge(1, "a", "b", "with"),
        edge(2, "a", "b", "with"),
        edge(3, "a", "c", "with"),
        edge(4, "d", "b", "with", month=None),
    ]
    net = make_net(edges, WHO, 2)
    assert ([node.who.id for node in net.nodes], net.others) == (["a", "b"], 2)
    (link,) = as_json(make_net(edges[3:], WHO, 9), arabic=True)["links"]
    assert link["months"] == [[-1, -1, 1]]


def test_the_list_pages_and_finds(looked_at: Served) -> None:
    with closing(looked_at.client()) as client, queries.of(looked_at.project) as asked:
        rows = list(asked.actors())
        page = client.get("/actors").text
        assert re.findall(r'<th scope="row"><a href="/actors/([^"]+)"', page) == [
            row.id for row in rows[:PAGE]
        ]
        some = rows[0]
        for typed in (
            some.id,
            some.name,
            (some.name_en or some.name).upper(),
            *asked.names.actors[some.id].aliases[:1],
        ):
            assert f'href="/actors/{some.id}"' in client.get("/actors", params={"q": typed}).text, typed
        assert "<tbody>" not in client.get("/actors", params={"q": "لا أحد يسمى هكذا"}).text
        assert client.get("/actors/nobody-at-all").status_code in (400, 404)
        assert client.get("/actors/network?actor=nobody+at+all").status_code in (400, 404)


def test_no_private_person_is_there(looked_at: Served) -> None:
    with closing(looked_at.client()) as client, queries.of(looked_at.project) as asked:
        known = set(asked.names.actors)
        nodes = client.get("/actors/network.json?most=60").json()["nodes"]
        assert nodes
        assert {node["id"] for node in nodes} <= known


def test_an_actor_as_the_store_has_it(looked_at: Served) -> None:
    with queries.of(looked_at.project) as asked:
        key = next(edge.actor for edge in asked.edges())
        view = asked.actor(key)
    with closing(looked_at.client()) as client:
        page = client.get(f"/actors/{key}").text
    assert len(re.findall(r'href="/incidents/i\w+"', page)) == min(50, len(view.incidents))
    others = {tie.other for tie in view.ties}
    assert set(re.findall(r'<th scope="row"><a href="/actors/([^"]+)"', page)) == others


@pytest.mark.parametrize("wanted", [{}, {"status": "asserted"}, {"type": "ASSAULT"}])
def test_lines_lead_to_their_incidents(looked_at: Served, wanted: dict[str, str]) -> None:
    with closing(looked_at.client()) as client, queries.of(looked_at.project) as asked:
        edges = list(asked.edges(Filter(**wanted)))  # type: ignore[arg-type]
        data = client.get("/actors/network.json", params=wanted).json()
        assert bool(data["links"]) == bool(edges)
        for link in data["links"][:6]:
            asked_for = {
                "a": link["a"],
                "b": link["b"],
                "relation": link["relation"],
                "stance": link["stance"],
            }
            page = client.get("/actors/network/between", params=wanted | asked_for).text
            held = {
                e.incident for e in edges
                if e.incident and e.relation == link["relation"] and {e.actor, e.other} == {link["a"], link["b"]}
            }  # fmt: skip
            assert set(re.findall(r'href="/incidents/(i\w+)"', page)) <= held
        none = {"a": "rsf", "b": "rsf", "relation": "with"}
        assert client.get("/actors/network/between", params=none).status_code == 404


def drawn(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/actors/network")
    page.wait_for_selector("[data-drawn='network']")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_network_by_keyboard(browser: Browser, looked_at: Served, language: str) -> None:
    with opened(browser, looked_at, language) as page:
        drawn(page, looked_at)
        assert page.locator("style").count() == 1 or page.locator("head style:not([nonce])").count() == 0
        rows = page.locator("tr[data-link]:visible")
        count = rows.count()
        assert count == page.evaluate("document.querySelector('[data-network]').cytoscape.edges().length")
        link = rows.first.locator("a[hx-get]")
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#at h2")).to_contain_text(rows.first.locator("th").inner_text())
        # Time: both ends are sliders that arrow keys move; drawing and table show the same.
        since = page.locator("[data-since]")
        since.focus()
        page.keyboard.press("End")
        expect(page.locator("[data-part]")).to_be_visible()
        shown = page.evaluate(
            "document.querySelector('[data-network]').cytoscape.edges().not('.away').length"
        )
        assert shown == page.locator("tr[data-link]:visible").count() < count
        page.keyboard.press("Home")
        expect(page.locator("tr[data-link]:visible")).to_have_count(count)


def test_a_press_on_the_drawing(browser: Browser, looked_at: Served) -> None:
    with opened(browser, looked_at, "ar", "dark", 390) as page:
        drawn(page, looked_at)
        name = page.evaluate(
            "() => { const one = document.querySelector('[data-network]').cytoscape.nodes()[0]; one.emit('tap'); return one.data('name'); }"
        )
        expect(page.locator("#at h2")).to_have_text(name)
        page.locator("#at a[hx-get]").first.click()
        expect(page.locator("#at .how").first).to_be_visible()

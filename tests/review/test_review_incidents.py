"""Incidents and findings in the app: what the pages show is what the store holds, and what a person decides reaches it."""

from __future__ import annotations

import json
import re
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from review_fixtures import Served, opened

from riwaya.errors import ProjectError
from riwaya.project import queries
from riwaya.project.queries import Filter
from riwaya.project.views.values import IncidentView
from riwaya.review import compared
from riwaya.review.filters import PAGE

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "ar")


def disputed(served: Served) -> IncidentView:
    """An incident that several accounts tell and that accounts contradict."""
    with queries.of(served.project) as asked:
        return asked.incident(next(asked.incidents(Filter(contradicted=True))).id)


def incident(served: Served, given: str) -> IncidentView:
    with queries.of(served.project) as asked:
        return asked.incident(given)


def home(served: Served, claim: str) -> str | None:
    """The incident that a claim is in."""
    with queries.of(served.project) as asked, suppress(ProjectError):
        return asked.incident(claim).row.id
    return None


def posted(served: Served, path: str, **values: object) -> httpx.Response:
    """What the app answers to a form."""
    with closing(served.client()) as client:
        return client.post(path, data={"csrf": served.keys.csrf, **values})


# The list


def test_the_list_and_its_filter(looked_at: Served) -> None:
    with closing(looked_at.client()) as client, queries.of(looked_at.project) as asked:
        count = asked.count_incidents(Filter(type="ASSAULT", status="denied"))
        page = client.get("/incidents?type=ASSAULT&status=denied").text
        assert page.count("<tr role") == count + 1
        assert f"Incidents: {count}" in page
        for address in ("/incidents/timeline", "/incidents/map", "/actors/network", "/incidents"):
            assert f'href="{address}?type=ASSAULT&amp;status=denied"' in page


def test_the_list_by_the_page(looked_at: Served) -> None:
    with closing(looked_at.client()) as client, queries.of(looked_at.project) as asked:
        ids = [row.id for row in asked.incidents()]
        seen = [
            one for n in (1, 2) for one in re.findall(r'/incidents/(i\w+)"', client.get(f"/incidents?page={n}").text)
        ]  # fmt: skip
    assert seen == ids[: 2 * PAGE]


@pytest.mark.parametrize(
    ("query", "sentence", "kept"),
    [
        ("from=2023-02-30&place=%D8%AF%D8%B1%D8%B9%D8%A7", "2023-02-30", 'value="درعا"'),
        ("type=WAR&actor=hts", "WAR", 'value="hts"'),
        ("actor=nobody+knows+them", "nobody knows them", 'value="nobody knows them"'),
    ],
)
def test_a_wrong_filter_is_told_and_kept(looked_at: Served, query: str, sentence: str, kept: str) -> None:
    with closing(looked_at.client()) as client:
        answer = client.get(f"/incidents?{query}")
    assert answer.status_code in (400, 404)
    problem = re.search(r'<p class="problem" role="alert">(.*?)</p>', answer.text)
    assert problem is not None
    assert sentence in problem[1]
    assert kept in answer.text
    assert answer.text.index('class="problem"') < answer.text.index('class="filter"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_by_keyboard(browser: Browser, looked_at: Served, language: str) -> None:
    with queries.of(looked_at.project) as asked:
        ids = [row.id for row in asked.incidents(limit=2)]
    with opened(browser, looked_at, language) as page:
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        pressed(page, "ت", "KeyJ")  # the same key of an Arabic keyboard
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/incidents/{ids[1]}")
        page.go_back()
        page.get_by_label(t(language, "Type", "النوع")).focus()
        page.keyboard.press("j")  # chooses in the list, and moves nothing
        assert page.evaluate("document.activeElement.tagName") == "SELECT"


def pressed(page: Page, key: str, code: str) -> None:
    page.evaluate(
        "([key, code]) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true}))",
        [key, code],
    )


def t(language: str, english: str, arabic: str) -> str:
    return english if language == "en" else arabic


# One incident


def test_the_accounts_as_the_store_has_them(browser: Browser, looked_at: Served) -> None:
    view = disputed(looked_at)
    with opened(browser, looked_at, "ar", width=390) as page:
        page.goto(f"{looked_at.origin}/incidents/{view.row.id}")
        assert page.locator(".account").count() == len(view.accounts)
        for account in view.accounts:
            for claim in account.claims:
                card = page.locator(f"#c-{claim.id}")
                assert card.locator("blockquote .words").evaluate("one => one.textContent") == claim.words
                link = card.locator("a[data-open]").get_attribute("href")
                assert link == f"/documents/{claim.document}#c-{claim.id}"
        contested = {claim for one in view.findings if one.about for claim in one.claims}
        assert page.locator(".claim.held").count() == len(contested) > 1
        for one in view.findings:
            words = page.locator(f"#f-{one.id} .words").all_text_contents()
            assert words == [passage.text for passage in one.passages]
        assert page.locator(".said li").count() == len(view.timeline)


def test_grades_and_links_come_with_their_reasons(looked_at: Served) -> None:
    view = disputed(looked_at)
    with closing(looked_at.client()) as client:
        arabic = client.get(f"/incidents/{view.row.id}", headers={"accept-language": "ar"}).text
        english = client.get(f"/incidents/{view.row.id}", headers={"accept-language": "en"}).text
    for reason in view.row.reasons:
        assert reason.replace("'", "&#39;") in english
    for reason in view.row.reasons_ar:
        assert reason in arabic
    assert "the same place" in english
    assert "المكان نفسه" in arabic


def test_no_incident_of_that_id(looked_at: Served) -> None:
    with closing(looked_at.client()) as client:
        answer = client.get("/incidents/inone")
    assert answer.status_code == 404
    assert "riwaya incidents" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_accept_reject_undo_by_keyboard(browser: Browser, served: Served, language: str) -> None:
    view = disputed(served)
    first, last = view.accounts[0].claims[0], view.accounts[-1].claims[-1]
    with opened(browser, served, language) as page:
        page.goto(f"{served.origin}/incidents/{view.row.id}#c-{first.id}")
        page.keyboard.press("a")
        expect(page.locator(".notice")).to_contain_text(t(language, "accepted", "قُبل"))
        assert page.evaluate("document.activeElement.id") == f"c-{first.id}"  # goes on from there
        claim = next(one.claim for one in incident(served, view.row.id).timeline if one.claim.id == first.id)
        assert claim.review is not None
        assert (claim.review.verdict, claim.review.who) == ("accepted", "tests")

        page.locator(f"#c-{last.id}").focus()
        page.keyboard.press("r")
        expect(page.locator(".notice")).to_contain_text(t(language, "rejected", "رُفض"))
        page.wait_for_load_state()
        expect(page.locator(f"#c-{last.id}")).to_have_count(0)
        assert home(served, last.id) is None
        page.keyboard.press("u")
        expect(page.locator(f"#c-{last.id}")).to_have_count(1)
    assert home(served, last.id) == view.row.id
    assert incident(served, view.row.id).row == replace(view.row, reviewed=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_split_and_undo_by_keyboard(browser: Browser, served: Served, language: str) -> None:
    view = disputed(served)
    with opened(browser, served, language) as page:
        page.goto(f"{served.origin}/incidents/{view.row.id}")
        cards = page.locator(".claim")
        ids = [str(cards.nth(n).get_attribute("id")).removeprefix("c-") for n in (1, 2)]
        cards.nth(1).focus()
        page.keyboard.press(" ")
        page.keyboard.press("j")
        page.keyboard.press(" ")
        expect(page.locator("[data-ticked]")).to_have_text("2")
        page.keyboard.press("s")
        expect(page.locator(".notice a")).to_have_count(1)
        apart = {home(served, claim) for claim in ids}
        assert len(apart) == 1
        assert view.row.id not in apart
        page.keyboard.press("u")
        expect(page.locator(f"#c-{ids[0]}")).to_have_count(1)
    assert {home(served, claim) for claim in ids} == {view.row.id}


def test_take_claims_out(served: Served) -> None:
    view = disputed(served)
    claim = view.accounts[-1].claims[-1].id
    answer = posted(served, f"/incidents/{view.row.id}/out", claims=[claim], note="of another day")
    assert answer.status_code == 200
    assert home(served, claim) != view.row.id
    assert "of another day" in answer.text  # among the decisions
    empty = posted(served, f"/incidents/{view.row.id}/out")
    assert empty.status_code == 400
    assert "Tick at least one claim" in empty.text


def test_a_long_incident_has_pages(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compared, "SHEET", 4)
    view = disputed(served)
    places = compared.pages_of(view)
    last = max(places.values())
    assert last > 1
    with closing(served.client()) as client:
        seen = [
            re.findall(r'id="c-(\w+)"', client.get(f"/incidents/{view.row.id}?page={n}").text)
            for n in range(1, last + 1)
        ]
        assert sorted(one for page in seen for one in page) == sorted(view.row.claims)
        assert all(places[one] == n for n, page in enumerate(seen, 1) for one in page)
        first = client.get(f"/incidents/{view.row.id}").text
        assert f'href="?page={last}#c-{seen[-1][-1]}"' in first
    claim = seen[-1][-1]
    answer = posted(served, f"/incidents/{view.row.id}/judge", claim=claim, action="accept")
    assert answer.url.params["page"] == str(last)
    assert f'id="c-{claim}"' in answer.text


def test_decisions_are_listed(served: Served) -> None:
    view = disputed(served)
    first, second = view.row.claims[:2]
    served.project.judge(first, "correct", "dead", ["3"], by="a", note="the hospital's list")
    served.project.judge(second, "correct", "status", ["alleged"], by="b")
    served.project.undo(second, by="b")
    served.project.judge(second, "reject", by="c")  # it stands in no incident any more
    with closing(served.client()) as client:
        page = client.get(f"/incidents/{first}", headers={"accept-language": "en"})
        assert page.status_code == 404  # incidents have ids of their own
        text = client.get(f"/incidents/{home(served, first)}", headers={"accept-language": "en"}).text
    listed = text[text.index('<ol class="decisions">') :]
    lines = [" ".join(re.sub("<[^>]+>", " ", one).split()) for one in listed.split("</li>")[:-1]]
    assert [line.split()[2] for line in lines] == ["c", "b", "b", "a"]
    assert "rejected a claim" in lines[0]
    assert lines[0].endswith("Undo")
    assert "took a decision back" in lines[1]
    assert "corrected a claim (status: Alleged )" in lines[2]
    assert lines[2].endswith("taken back")
    assert "corrected a claim (dead: 3 )" in lines[3]
    assert "the hospital&#39;s list" in lines[3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_merge_by_keyboard(browser: Browser, served: Served, language: str) -> None:
    view = disputed(served)
    with queries.of(served.project) as asked:
        other = [row for row in asked.incidents() if row.id != view.row.id][-1]
    with opened(browser, served, language) as page:
        page.goto(f"{served.origin}/incidents/{view.row.id}")
        page.keyboard.press("m")
        page.keyboard.type("i0000")
        page.keyboard.press("Enter")
        expect(page.locator(".problem")).to_contain_text("i0000")  # told on the page, what was typed is kept
        expect(page.locator("input[name=other]").last).to_have_value("i0000")
        page.keyboard.press("m")
        page.keyboard.press("Control+a")
        page.keyboard.type(other.id)
        page.keyboard.press("Enter")
        expect(page.locator(f"#c-{other.claims[0]}")).to_have_count(1)
    assert {home(served, claim) for claim in other.claims} == {view.row.id}


def test_merge_with_what_is_possibly_the_same(browser: Browser, served: Served) -> None:
    view = next(v for v in views(served) if any(one.incident for one in v.possible))
    near = next(one for one in view.possible if one.incident)
    assert near.incident is not None
    with opened(browser, served) as page:
        page.goto(f"{served.origin}/incidents/{view.row.id}")
        card = page.locator(".neighbour", has=page.locator(f"a[href='/incidents/{near.incident.id}']"))
        assert card.locator(".grounds li").count() == len(near.grounds) > 0
        card.focus()
        page.keyboard.press("m")
        expect(page.locator(".notice")).to_be_visible()
    assert {home(served, claim) for claim in near.incident.claims} == {view.row.id}


def views(served: Served) -> list[IncidentView]:
    with queries.of(served.project) as asked:
        return [asked.incident(row.id) for row in list(asked.incidents(limit=12))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_grade_a_source_by_keyboard(browser: Browser, served: Served, language: str) -> None:
    view = disputed(served)
    with opened(browser, served, language) as page:
        page.goto(f"{served.origin}/incidents/{view.row.id}")
        form = page.locator(".account form.setting").first
        origin = form.locator("input[name=origin]").get_attribute("value")
        page.locator(".account details:has(form.setting) summary").first.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("d")
        page.keyboard.press("Tab")
        page.keyboard.type("party to the fighting")
        page.keyboard.press("Enter")
        expect(page.locator(".notice")).to_be_visible()
        expect(page.locator(".decisions li")).to_have_count(1)
        expect(page.locator(".decisions")).to_contain_text("party to the fighting")
    graded = {account.origin: account.reliability for account in incident(served, view.row.id).row.accounts}
    assert graded[str(origin)] == "D"
    assert [grade for key, grade in graded.items() if key != origin] == ["F"] * (len(graded) - 1)


def test_no_unnamed_source_and_no_private_person_is_graded(served: Served) -> None:
    view = next(v for v in views(served) if any(one.anonymous for one in v.row.accounts))
    unnamed = next(one for one in view.row.accounts if one.anonymous)
    for origin in (unnamed.origin, "somebody"):
        answer = posted(served, f"/incidents/{view.row.id}/grade", origin=origin, grade="E")
        assert answer.status_code == 400
    assert {one.reliability for one in incident(served, view.row.id).row.accounts} == {"F"}


def test_who_decides_is_asked_for(served: Served) -> None:
    served.project.config = replace(served.project.config, by=None)
    view = disputed(served)
    claim = view.row.claims[0]
    refused = posted(served, f"/incidents/{view.row.id}/judge", claim=claim, action="accept")
    assert refused.status_code == 400
    assert 'action="/who"' in refused.text
    assert incident(served, view.row.id).row.reviewed == 0


@pytest.mark.parametrize("path", ["judge", "merge", "split", "out", "grade", "undo"])
def test_nothing_without_the_form_of_this_run(served: Served, path: str) -> None:
    view = disputed(served)
    claim = view.row.claims[0]
    values = {
        "claim": claim,
        "claims": claim,
        "action": "reject",
        "other": claim,
        "origin": "afp",
        "grade": "E",
    }
    with closing(served.client()) as client:
        assert client.post(f"/incidents/{view.row.id}/{path}", data=values).status_code == 403
    assert incident(served, view.row.id) == view


def test_an_incident_that_nothing_is_left_of(served: Served) -> None:
    with queries.of(served.project) as asked:
        row = next(row for row in asked.incidents() if len(row.claims) == 1)
    answer = posted(served, f"/incidents/{row.id}/judge", claim=row.claims[0], action="reject")
    assert answer.url.path == "/incidents"
    assert "No claim is left" in answer.text


HOSTILE = (
    "قالت وزارة الصحة إن \U0001f525 غارة جوية قتلت 3 مدنيين في مدينة حمص يوم 5 آذار 2021، <script>fetch('/x')</script> "
    "وأضافت أن \u202eالقصف\u202c أصاب «السوق».\n"
)


def test_what_a_report_holds_is_never_run(browser: Browser, served: Served, tmp_path: Path) -> None:
    article = {
        "id": "hostile", "text": HOSTILE, "published": "2021-03-06",
        "outlet": "<img src=x onerror=alert(1)>\"'", "title": "</title><script>alert(2)</script>",
    }  # fmt: skip
    file = tmp_path / "hostile.jsonl"
    file.write_text(json.dumps(article, ensure_ascii=False), encoding="utf-8")
    served.project.add(file, jobs=1)
    with queries.of(served.project) as asked:
        row = next(row for row in asked.incidents() if "hostile" in row.documents)
        claim = next(one.claim for one in asked.incident(row.id).timeline if one.claim.document == "hostile")
    with opened(browser, served) as page:
        page.goto(f"{served.origin}/incidents/{row.id}")
        card = page.locator(f"#c-{claim.id}")
        assert card.locator("blockquote .words").evaluate("one => one.textContent") == claim.words
        assert "\U0001f525" in claim.words
        expect(card.locator(".line")).to_contain_text("<img src=x onerror=alert(1)>")
        assert page.locator("main script, main img").count() == 0


# Findings


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_by_kind(browser: Browser, looked_at: Served, language: str) -> None:
    with queries.of(looked_at.project) as asked:
        kinds, found = asked.finding_kinds(), list(asked.findings("contradiction-toll"))
    with opened(browser, looked_at, language) as page:
        page.goto(f"{looked_at.origin}/findings")
        assert page.locator(".finding").count() == min(PAGE, sum(kinds.values()))
        page.locator(".kinds a[href*='contradiction-toll']").click()
        page.wait_for_url("**/findings?kind=contradiction-toll")
        for one in found:
            card = page.locator(f"#f-{one.id}")
            assert card.locator(".words").all_text_contents() == [passage.text for passage in one.passages]
            assert len(one.passages) == 2
        page.keyboard.press("j")
        page.keyboard.press("o")
        page.wait_for_url(f"**/incidents/{found[0].incident}#f-{found[0].id}")


def test_findings_of_no_such_kind(looked_at: Served) -> None:
    with closing(looked_at.client()) as client:
        answer = client.get("/findings?kind=gossip")
        assert answer.status_code == 400
        assert "gossip" in answer.text
        all_of_them = client.get("/findings?kind=contradiction").text
    with queries.of(looked_at.project) as asked:
        assert all_of_them.count("<article") == min(PAGE, asked.count_findings("contradiction"))

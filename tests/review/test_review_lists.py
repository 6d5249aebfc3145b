"""Search, claims, reports, sources, history and proposals: what the pages show is what the store holds, and what is done there reaches it."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from olive_fixtures import SAME, corrected
from playwright.sync_api import Browser, Page, expect
from review_fixtures import Served, opened, serious_faults, serving

from riwaya.errors import ProjectError
from riwaya.project import Project, queries
from riwaya.project.engine import reading
from riwaya.project.marking import found_in
from riwaya.project.queries import Filter
from riwaya.project.views.history import HistoryFilter, history
from riwaya.project.views.names import names_of
from riwaya.project.views.source_statistics import source_statistics
from riwaya.review.filters import PAGE

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "ar")


def get(served: Served, address: str) -> httpx.Response:
    with closing(served.client()) as client:
        return client.get(address)


def posted(served: Served, path: str, **values: object) -> httpx.Response:
    with closing(served.client()) as client:
        return client.post(path, data={"csrf": served.keys.csrf, **values})


def claims(served: Served, **wanted: object) -> list[str]:
    with queries.of(served.project) as asked:
        return [one.id for one in asked.claims(Filter(**wanted))]


def pressed(page: Page, key: str, code: str) -> None:
    """Press a key of an Arabic keyboard."""
    page.evaluate(
        "([key, code]) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true}))",
        [key, code],
    )


# Search and claims


@pytest.mark.parametrize("wanted", ["المدينه", "الجيش ١٢", "كفرنبل", "كفرنبل يوم"])
def test_found_words_are_marked_exactly(browser: Browser, own: Served, wanted: str) -> None:
    with opened(browser, own, "ar") as page:
        page.goto(f"{own.origin}/search?q={quote(wanted)}")
        hits = own.project.search(wanted)
        shown = page.locator(".hits .words").evaluate_all("all => all.map(one => one.textContent)")
        assert shown == [hit.text for hit in hits]
        marks = page.locator(".hits mark").all_text_contents()
        assert marks == [span.of(hit.text) for hit in hits for span in found_in(hit.text, wanted)]
        assert marks
        assert page.locator(".hits script, .hits .words b, .hits .title i").count() == 0


def test_search_counts_pages_and_filters(looked_at: Served) -> None:
    whole = looked_at.project.search("في")
    page = get(looked_at, f"/search?q={quote('في')}").text
    assert f"Sentences: {len(whole)}, in reports: {len({one.document for one in whole})}" in page
    assert page.count('<li class="hit') == PAGE < len(whole)
    second = get(looked_at, f"/search?q={quote('في')}&page=2").text
    assert second.count('<li class="hit') == min(PAGE, len(whole) - PAGE)
    narrow = get(looked_at, f"/search?q={quote('في')}&type=PROTEST").text
    held = set(claims(looked_at, type="PROTEST"))
    assert f"Sentences: {sum(bool(held & set(one.claims)) for one in whole)}," in narrow
    assert 'name="q" value="في"' in narrow
    assert '<option value="PROTEST" selected>' in narrow


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/search?q=%21%21", 400, "nothing to look for"),
        (f"/search?q={quote('قصف')}&from=2023-02-30", 400, "2023-02-30"),
        ("/claims?type=WAR", 400, "WAR"),
        ("/claims?actor=nobody+knows+them", 400, "nobody knows them"),
        ("/documents?review=perhaps", 400, "perhaps"),
        ("/documents?from=soon", 400, "soon"),
        ("/history?to=never", 400, "never"),
        ("/sources/nobody", 404, "nobody"),
        ("/erase?document=nothing", 404, "nothing"),
        ("/history?claim=nothing", 200, "isn&#39;t read any more"),
        ("/search", 200, 'id="find"'),
        (f"/search?q={quote('كلمةلايكتبهاأحد')}", 200, "No sentence holds"),
    ],
)
def test_what_is_wrong_is_told(looked_at: Served, address: str, status: int, told: str) -> None:
    answer = get(looked_at, address)
    assert answer.status_code == status
    assert told in answer.text


def test_no_address_is_a_fault(looked_at: Served) -> None:
    words = ("%22", "%00", "a*", "NEAR(a b)", "%ED%A0%80", "%EF%B7%BA", "x OR y", "%D9%85" * 299)
    addresses = [f"/search?q={one}" for one in words] + [f"/search?q={quote('من')}&page=1000000"]
    addresses += [
        f"{path}={odd}" for odd in ("%00", "%ED%A0%80", "'%3B--", "999")
        for path in ("/claims?place", "/documents?outlet", "/documents?page", "/history?claim", "/history?document", "/sources?page")
    ]  # fmt: skip
    with closing(looked_at.client()) as client:
        told = {address: client.get(address).status_code for address in addresses}
    assert {code for code in told.values() if code not in (200, 400, 404, 422)} == set(), told


def test_a_search_without_words_leads_to_the_claims(looked_at: Served) -> None:
    answer = get(looked_at, "/search?q=&type=PROTEST&status=asserted")
    assert answer.url.path == "/claims"
    assert answer.url.params["type"] == "PROTEST"


def test_claims_with_their_sums(looked_at: Served) -> None:
    page = get(looked_at, "/claims?type=ASSAULT&status=denied").text
    ids = claims(looked_at, type="ASSAULT", status="denied")
    assert re.findall(r'id="c-(\w+)"', page) == ids
    assert f"Claims: {len(ids)}" in page
    for kind in ("CONSULT", "PROTEST"):
        if number := len(claims(looked_at, type=kind, status="denied")):
            assert re.search(rf'href="/claims\?status=denied&amp;type={kind}">[^<]+ {number}</a>', page)
    assert f"</span> {len(claims(looked_at, type='ASSAULT', status='asserted'))}</a>" in page.replace(
        "\n", ""
    )


# Reports


def test_reports_by_outlet_and_review(own: Served) -> None:
    first, second = (f"olive/{n} é" for n in (2, 1))
    with queries.of(own.project) as asked:
        for one in asked.report(first).claims:
            own.project.judge(one.id, "accept")
        own.project.judge(asked.report(second).claims[0].id, "reject")

    def titles(query: str) -> list[str]:
        return re.findall(
            r'data-open><bdi>.*?</bdi></a>(?: <span class="note"><bdi>(.*?)</bdi>)?',
            get(own, f"/documents?{query}").text,
        )

    assert len(titles("")) == 4
    assert titles("review=open") == ["olive/0 é", ""]
    assert first in titles("review=done") or first in titles("review=begun")
    assert second in titles("review=done") + titles("review=begun")
    assert titles("review=again") == []
    assert titles(f"outlet={quote('صحيفة الزيتون')}&review=open") == ["olive/0 é"]
    assert len(titles("from=2024-03&to=2024-03-05")) == 4
    assert titles("from=2024-04") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_erased_by_keyboard(browser: Browser, own: Served, language: str) -> None:
    with opened(browser, own, language) as page:
        page.goto(f"{own.origin}/documents?outlet={quote('صحيفة الزيتون')}")
        page.keyboard.press("j")
        page.locator("tr:focus .do a").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/erase\?document="))
        page.keyboard.press("Enter")  # no reason yet: nothing happens
        assert own.project.count_documents() == 4
        page.keyboard.type("سحبت الشاهدة موافقتها")
        page.keyboard.press("Enter")
        page.wait_for_url("**/history?action=erase*")
        expect(page.locator(".decisions li")).to_contain_text("سحبت الشاهدة موافقتها")
        expect(page.locator(".decisions li")).to_contain_text("olive/0 é")
        expect(page.locator(".notice")).to_be_visible()
    assert own.project.count_documents() == 3
    with reading(own.project.engine) as connection:
        (tombstone,) = history(connection, HistoryFilter(action="erase"))
    assert (tombstone.of, tombstone.note, tombstone.who) == ("olive/0 é", "سحبت الشاهدة موافقتها", "فاحصة")


@pytest.mark.parametrize(("reason", "status"), [("", 400), ("  ", 400)])
def test_nothing_is_erased_without_a_reason(own: Served, reason: str, status: int) -> None:
    assert posted(own, "/erase", document="nasty", reason=reason).status_code == status
    assert own.project.count_documents() == 4


# Sources


def test_sources_as_the_store_counts_them(looked_at: Served) -> None:
    with reading(looked_at.project.engine) as connection:
        rows = source_statistics(connection, names_of())
    page = get(looked_at, "/sources").text
    assert re.findall(r'href="/sources/([^"?]+)" data-open', page) == [quote(row.key) for row in rows[:PAGE]]
    for row in rows[:5]:
        cells = re.search(rf'href="/sources/{re.escape(quote(row.key))}" data-open.*?</tr>', page, re.S)
        assert cells
        numbers = [
            int(one)
            for one in re.findall(r">\s*(\d+)\s*<", re.sub(r"</span> (\d+)</td>", r"<b>\1</b>", cells[0]))
        ]
        assert numbers[-7:] == [
            row.reports or row.quoted_reports, row.claims or row.quoted_claims, row.incidents, row.alone, row.corroborated,
            row.contradicted, row.denied_later,
        ]  # fmt: skip
    one = next(row for row in rows if row.contradicted)
    told = get(looked_at, f"/sources/{quote(one.key)}?stand=contradicted").text
    assert told.count('<li class="hit') == one.contradicted
    assert "#f-" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_is_graded_by_keyboard(browser: Browser, own: Served, language: str) -> None:
    with opened(browser, own, language, "dark", 390) as page:
        page.goto(f"{own.origin}/sources")
        page.keyboard.press("j")
        page.keyboard.press("o")
        page.wait_for_url("**/sources/*")
        page.locator("[name=grade]:checked").focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
        page.keyboard.type("طرف في القتال")
        page.keyboard.press("Enter")
        page.wait_for_url("**done=grade")
        expect(page.locator("#reliability .mark")).to_have_text("D")
        expect(page.locator(".decisions li")).to_contain_text("طرف في القتال")
        key = page.url.split("/sources/")[1].split("?")[0]
    with reading(own.project.engine) as connection:
        (row,) = [one for one in source_statistics(connection, names_of()) if quote(one.key) == key]
    assert (row.reliability, row.note) == ("D", "طرف في القتال")


@pytest.mark.parametrize(("key", "grade", "status"), [("nobody", "A", 404), ("!", "Z", 400), ("!", "", 400)])
def test_who_is_no_source_is_not_graded(own: Served, key: str, grade: str, status: int) -> None:
    with reading(own.project.engine) as connection:
        first = source_statistics(connection, names_of())[0].key
    assert posted(own, f"/sources/{quote(first if key == '!' else key)}", grade=grade).status_code == status
    with reading(own.project.engine) as connection:
        assert history(connection) == []


# History


def test_the_history_and_its_filters(own: Served) -> None:
    one, two = claims(own)[:2]
    own.project.judge(one, "correct", "place", ["170063"], note="<b>حلب</b>")
    own.project.judge(one, "correct", "time", ["2023-04"], by="ثانية")
    own.project.judge(two, "reject")
    own.project.undo(two)

    def rows(query: str = "") -> int:
        return get(own, f"/history?{query}").text.count('<li id="d-')

    assert rows() == 4
    assert rows(f"who={quote('ثانية')}") == 1
    assert rows("action=correct") == 2
    assert rows(f"claim={two}") == 2
    assert (
        rows(f"document={quote('olive/0 é')}") == rows(f"claim={one}") + rows(f"claim={two}")
        or rows(f"claim={one}") == 2
    )
    assert rows("to=2020") == 0
    page = get(own, f"/history?claim={one}").text
    assert "Aleppo" in page
    assert "April 2023" in page
    assert "&lt;b&gt;حلب&lt;/b&gt;" in page
    assert page.count('action="/history/undo"') == 1  # the last word only


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_is_taken_back_by_keyboard(browser: Browser, own: Served, language: str) -> None:
    claim = claims(own)[0]
    own.project.judge(claim, "reject")
    with opened(browser, own, language) as page:
        page.keyboard.press("g")
        page.keyboard.press("h")
        page.wait_for_url("**/history")
        assert serious_faults(page) == []
        page.keyboard.press("j")
        page.keyboard.press("u")
        page.wait_for_url("**done=undo")
        assert page.locator(".decisions li").count() == 2
        expect(page.locator(".decisions .was")).to_be_visible()
    with pytest.raises(ProjectError):
        own.project.undo(claim)


def test_what_a_rebuild_leaves_to_decide(own: Served) -> None:
    read = claims(own)
    own.project.judge(read[0], "accept")
    own.project.judge(read[1], "accept")
    with own.project.engine.begin() as connection:  # as if the machine read them otherwise since
        connection.exec_driver_sql("UPDATE claim SET reviewed = 'again' WHERE id = ?", (read[0],))
        connection.exec_driver_sql("UPDATE judgement SET claim = 'gone' WHERE claim = ?", (read[1],))
    again, orphans = get(own, "/history/again").text, get(own, "/history/orphans").text
    assert re.findall(r'id="c-(\w+)"', again) == [read[0]]
    assert orphans.count('tabindex="-1" data-step') == 1
    assert "/history?claim=gone" in orphans
    assert again.count('<b class="count">1</b>') == 2


# Proposals


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_is_accepted_by_keyboard(browser: Browser, own: Served, language: str) -> None:
    corrected(own)
    with opened(browser, own, language, "dark", 390) as page:
        page.goto(f"{own.origin}/proposals")
        assert SAME in page.locator(".proposal h2").inner_text()
        assert page.locator(".proposal .seen li").count() == 2
        assert serious_faults(page) == []
        page.keyboard.press("j")
        page.keyboard.press("a")
        page.wait_for_url("**done=accept")
        assert page.locator(".proposal").count() == 0
    assert SAME in (own.project.folder.root / "lexicon" / "actors.tsv").read_text(encoding="utf-8")


def test_everything_is_read_anew_with_it(browser: Browser, own: Served) -> None:
    third = corrected(own)[2]
    own.project.accept_proposal(own.project.proposals()[0].id)
    with opened(browser, own, "ar") as page:
        page.goto(f"{own.origin}/proposals")
        page.locator("form.again button").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/jobs/*")
        expect(page.locator(".job.done .rebuilt")).to_be_visible(timeout=60_000)
    with queries.of(own.project) as asked:
        assert third in {one.id for one in asked.claims(Filter(actor="rsf"))}


def test_a_proposal_is_dismissed(own: Served) -> None:
    corrected(own)
    (one,) = own.project.proposals()
    assert "isn&#39;t proposed again" in posted(own, "/proposals/dismiss", proposal=one.id, note="وصف").text
    assert own.project.proposals() == []
    assert posted(own, "/proposals/accept", proposal=one.id).status_code == 400
    assert "وصف" in get(own, "/history?action=dismissed").text


# Who decides, and keys


def test_who_decides_is_asked_for_once(olives: Path, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    shutil.copytree(olives, folder)
    setting = folder / "riwaya.toml"
    said = setting.read_text(encoding="utf-8")
    setting.write_text(said.replace('by = "فاحصة"', '# by = ""'), encoding="utf-8")
    erased = {"document": "nasty", "reason": "x"}
    with Project.open(folder) as project, serving(project) as served, closing(served.client()) as client:
        token = {"csrf": served.keys.csrf}
        for page in ("/history", "/proposals", "/erase?document=nasty"):
            assert 'action="/who"' in client.get(page).text
        refused = client.post("/erase", data=token | erased)
        assert refused.status_code == 400
        assert "Who decides?" in refused.text
        assert project.count_documents() == 4
        client.post("/who", data=token | {"name": "قارئة", "back": "/history"})
        assert 'action="/who"' not in client.get("/history").text
        assert "قارئة" in client.post("/erase", data=token | erased).text
        assert project.count_documents() == 3


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/erase", {"document": "nasty", "reason": "x"}), ("/history/undo", {"claim": "x"}), ("/rebuild", {}),
        ("/proposals/accept", {"proposal": "p"}), ("/proposals/dismiss", {"proposal": "p"}), ("/sources/x", {"grade": "A"}),
    ],
)  # fmt: skip
def test_no_form_of_another_site(own: Served, path: str, values: dict[str, str]) -> None:
    with closing(own.client()) as client:
        assert client.post(path, data=values).status_code == 403
    assert own.project.count_documents() == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_of_all_pages(browser: Browser, looked_at: Served, language: str) -> None:
    with opened(browser, looked_at, language) as page:
        for letter, section in (("f", "findings"), ("d", "documents"), ("s", "sources"), ("i", "incidents")):
            page.keyboard.press("g")
            page.keyboard.press(letter)
            page.wait_for_url(f"**/{section}")
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        page.keyboard.press("g")  # nothing goes on behind it
        page.keyboard.press("h")
        page.keyboard.press("Escape")
        expect(page.locator("#keys")).not_to_be_visible()
        page.keyboard.press("/")
        page.keyboard.type("gh?/ قصف")
        assert page.locator("#find").input_value() == "gh?/ قصف"
        page.locator("#find").fill("قصف")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=*")
        page.locator("#main").focus()
        pressed(page, "ظ", "Slash")  # the same keys of an Arabic keyboard
        expect(page.locator("#find")).to_be_focused()
        page.locator("#main").focus()
        pressed(page, "ل", "KeyG")
        pressed(page, "ا", "KeyH")
        page.wait_for_url("**/history")
        pressed(page, "؟", "Slash")
        expect(page.locator("#keys")).to_be_visible()


def test_a_report_is_read_from_a_sentence(browser: Browser, looked_at: Served) -> None:
    with opened(browser, looked_at, "ar") as page:
        page.goto(f"{looked_at.origin}/claims")
        page.keyboard.press("j")
        first = page.evaluate("document.activeElement.id")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/documents/*#{first}")

"""Reports full of scripts, handlers, markup and templates: in every page that shows them they only stand there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote

import httpx
import lxml.etree
import lxml.html
import pytest
from playwright.sync_api import Browser
from review_fixtures import Served, opened, serving

from riwaya.project import init

EVIL = (
    "<script>window.owned=1</script><img src=x onerror=window.owned=2><svg/onload=window.owned=3>"
    "\"'><input autofocus onfocus=window.owned=4></textarea></title><style>*{display:none}</style>"
    '<div hx-get="/add" hx-trigger="load" hx-on:htmx:load="window.owned=5">{{7*7}}${7*7}<%=7*7%>{% raw %}&lt;b&gt;&#60;'
    "<a href='javascript:window.owned=6'>x</a><base href='http://evil.example/'><meta http-equiv=refresh content='0;url=http://evil.example/'>"
)  # fmt: skip
TEXT = f"""قصفت قوات الدعم السريع سوق مدينة الفاشر يوم 3 مايو 2024، وقُتل 12 مدنياً، بحسب شبكة أطباء السودان. {EVIL}
ونفت قوات الدعم السريع قصف سوق مدينة الفاشر يوم 3 مايو 2024، في بيان لها «{EVIL}».
وقال الناطق باسم الجيش السوداني إن الجيش {EVIL} هاجم مدينة الفاشر في 4 مايو 2024."""
FIELDS = {"id": f"evil/{EVIL[:60]}", "title": EVIL, "outlet": EVIL, "url": "javascript:window.owned=7"}
OTHER = "قصف الجيش السوداني سوق مدينة الفاشر يوم 3 مايو 2024 وقُتل 40 مدنياً، بحسب وكالة الأنباء الفرنسية."


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory, built: None) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("evil")
    lines = [
        {"text": TEXT, "published": "2024-05-05", **FIELDS},
        {"text": OTHER, "published": "2024-05-06", "outlet": "ب"},
    ]
    (folder / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    with init(folder / "project", by=f"R {EVIL[:40]}") as project:
        project.add(folder / "a.jsonl", jobs=1)
        with serving(project) as served:
            yield served


def crawl(served: Served, most: int = 90) -> dict[str, httpx.Response]:
    """All pages that pages link to, an address of each kind at least."""
    client = served.client()
    waiting, found, kinds = (
        ["/incidents", "/search?q=الفاشر", "/search?q=owned"],
        dict[str, httpx.Response](),
        dict[str, int](),
    )
    while waiting and len(found) < most:
        address = waiting.pop(0)
        kind = re.sub(r"[0-9a-f]{16}|\d+", "…", address.partition("?")[0])
        if address in found or kinds.get(kind, 0) >= 6 or address.startswith("/export"):
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = found[address] = client.get(address)
        if "html" not in answer.headers["content-type"]:
            continue
        page = lxml.html.fromstring(answer.text)
        for link in page.xpath("//a/@href | //form[@method='get']/@action"):
            if str(link).startswith("/") and not str(link).startswith("//"):
                waiting.append(str(link).partition("#")[0])
    return found


def test_no_page_has_script_or_style_of_its_own(evil: Served) -> None:
    pages = crawl(evil)
    assert len({address.split("/")[1].partition("?")[0] for address in pages}) >= 6
    for address, answer in pages.items():
        assert answer.status_code < 500, address
        if "html" not in answer.headers["content-type"]:
            continue
        page = lxml.html.fromstring(answer.text)
        nonce = re.findall(r"nonce-([^']+)", answer.headers["content-security-policy"])[0]
        for element in page.iter(lxml.etree.Element):  # elements, not comments
            names = set(element.attrib)
            assert not [name for name in names if name.startswith("on") or name == "style"], (
                address,
                element.attrib,
            )
            assert not [name for name in names if name.startswith("hx-on")], address
            for name in names & {"href", "src", "action", "formaction", "hx-get", "hx-post"}:
                assert not element.get(name).strip().lower().startswith(("javascript:", "data:", "//")), (
                    address,
                    name,
                )
            if element.tag == "script":
                assert element.get("type") == "application/json" or (
                    element.get("src") and not (element.text or "").strip()
                ), address
            if element.tag == "style":
                assert element.get("nonce") == nonce, address
        assert evil.keys.session not in answer.text
        assert evil.keys.token not in answer.text


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_reports_that_try_to_act_only_stand_there(evil: Served, browser: Browser, language: str) -> None:
    addresses = (
        list(crawl(evil, 40)) if language == "en" else ["/incidents", f"/documents/{quote(FIELDS['id'])}"]
    )
    with opened(browser, evil, language) as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        for address in addresses:
            page.goto(evil.origin + address)
            assert page.evaluate("typeof window.owned") == "undefined", address
            assert page.url.startswith(evil.origin), address
            assert page.evaluate("getComputedStyle(document.querySelector('main')).display") != "none", (
                address
            )
        page.goto(f"{evil.origin}/documents/{quote(FIELDS['id'])}")
        shown = page.inner_text("main")
        assert "<script>window.owned=1</script>" in shown
        assert "{{7*7}}" in shown
        assert page.evaluate("document.querySelector('main h1').textContent").strip() == EVIL
        assert (
            page.evaluate("document.querySelectorAll('main script, main svg[onload], main base').length") == 0
        )


@pytest.mark.parametrize("name", ["csv", "plover", "acled", "geojson"])
def test_exports_hold_it_as_words(evil: Served, name: str) -> None:
    with closing(evil.client()) as client:
        answer = client.get(f"/export/{name}?side=no")
    assert answer.status_code == 200
    assert "html" not in answer.headers["content-type"]
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"

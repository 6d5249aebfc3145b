"""Reports in and out: files and pasted text through a real browser, what became of them, and the exports of a view."""

from __future__ import annotations

import csv
import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from review_fixtures import Served, opened, serious_faults, serving

from riwaya.export import FORMATS
from riwaya.project import Project, init, queries
from riwaya.review.intake import LITTLE
from riwaya.review.passing import NAME
from riwaya.review.routes.exports import ENDINGS

ONE = "قصفت طائرات حربية سوق بلدة الحراك في ريف درعا يوم 3 مارس 2021، وقُتل 4 مدنيين، بحسب ناشطين."
TWO = "نفت وزارة الدفاع السورية قصف سوق بلدة الحراك يوم 3 مارس 2021 🙂."
PAGE = f"<!DOCTYPE html><html lang=ar><head><title>الحراك</title></head><body><article><p>{ONE}</p><p>{TWO}</p></article></body></html>"


@pytest.fixture
def empty(tmp_path: Path, built: None) -> Iterator[Served]:
    """A served project without reports."""
    with init(tmp_path / "حرب", by="tests") as project, serving(project) as served:
        yield served


def reports(served: Served) -> list[Any]:
    with queries.of(served.project) as asked:
        return [asked.report(row.id) for row in asked.documents()]


def brought(client: httpx.Client, served: Served, **given: Any) -> str:
    """The page of the job that adds what is given, when it has ended."""
    data = {"csrf": served.keys.csrf, **given.pop("data", {})}
    answer = client.post("/add", data=data, **given)
    assert answer.status_code == 200, answer.text
    assert "/jobs/" in str(answer.url), answer.text
    return ended(client, str(answer.url))


def ended(client: httpx.Client, address: str) -> str:
    until = time.monotonic() + 40
    while 'hx-trigger="every 500ms"' in (page := client.get(address).text):
        assert time.monotonic() < until, page
        time.sleep(0.05)
    return page


def left(served: Served) -> list[Path]:
    """What lies in passing folders, a moment after all was sent."""
    for _ in range(40):
        if not (found := list((served.project.folder.root / NAME).glob("*"))):
            break
        time.sleep(0.05)
    return found


def files(**given: bytes) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name.replace("_", "."), content)) for name, content in given.items()]


# Without scripts


def test_files_of_every_kind(empty: Served) -> None:
    article = {"id": "n/1", "text": TWO, "title": "نفي", "outlet": "صحيفة الوادي", "published": "2021-03-04"}
    lines = (json.dumps(article) + "\nnot JSON\n").encode()
    with closing(empty.client()) as client:
        page = brought(client, empty, files=files(a_txt=ONE.encode(), b_html=PAGE.encode(), c_jsonl=lines))
    assert "new: 3" in page
    assert "couldn&#39;t be read: 1" in page
    assert "c.jsonl:2" in page
    assert str(empty.project.folder.root) not in page  # nobody needs to know where it lay
    found = {one.row.id: one for one in reports(empty)}
    assert len(found) == 3
    assert found["n/1"].text == TWO
    assert {ONE} < {one.text for one in found.values()}
    assert left(empty) == []


def test_again_and_changed(empty: Served) -> None:
    article = {"id": "n1", "text": ONE}
    with closing(empty.client()) as client:
        first = brought(client, empty, files=files(a_jsonl=json.dumps(article).encode()))
        again = brought(client, empty, files=files(b_jsonl=json.dumps(article).encode()))
        later = brought(client, empty, files=files(a_jsonl=json.dumps({"id": "n1", "text": TWO}).encode()))
    assert "new: 1" in first
    assert "unchanged: 1" in again
    assert "new versions: 1" in later
    (report,) = reports(empty)
    assert (report.row.version, report.text) == (2, TWO)


def test_two_files_of_one_name_are_two_reports(empty: Served) -> None:
    with closing(empty.client()) as client:
        brought(client, empty, files=[*files(a_txt=ONE.encode()), *files(a_txt=TWO.encode())])
        brought(client, empty, files=files(a_txt=f"{ONE}\n{TWO}".encode()))
    assert {one.row.version for one in reports(empty)} == {1}
    assert len(reports(empty)) == 3


def test_pasted_text_stands_as_it_was_pasted(empty: Served) -> None:
    given = {
        "text": f"{ONE}\r\n\r\n{TWO}", "title": "الحراك", "outlet": "صحيفة الوادي", "published": "2021-03-04",
        "url": "https://wadi.example/7",
    }  # fmt: skip
    with closing(empty.client()) as client:
        page = brought(client, empty, data=given)
    assert "الحراك" in page
    (report,) = reports(empty)
    assert report.text == f"{ONE}\n\n{TWO}"  # a form makes CR LF of it
    known = report.row
    assert (known.title, known.outlet, known.url, str(known.published)) == (
        "الحراك", "صحيفة الوادي", "https://wadi.example/7", "2021-03-04",
    )  # fmt: skip


def test_what_files_dont_say_is_said(empty: Served) -> None:
    said = {"outlet": "صحيفة الوادي", "published": "2021-03-04", "encoding": "windows-1256"}
    with closing(empty.client()) as client:
        brought(client, empty, data=said, files=files(a_txt=ONE.encode("windows-1256")))
    (report,) = reports(empty)
    assert (report.text, report.row.outlet, str(report.row.published)) == (ONE, "صحيفة الوادي", "2021-03-04")


NAMES = [
    "../../../escaped.txt",
    "..\\..\\escaped.txt",
    "/tmp/escaped.txt",
    "~/escaped.txt",
    "a/../../escaped.txt",
    "\u202e.txt",
    "a" * 400 + ".txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_lead_nowhere(empty: Served, tmp_path: Path, name: str) -> None:
    before = {path for path in tmp_path.rglob("*") if "riwaya.db" not in path.name}
    with closing(empty.client()) as client:
        assert "new: 1" in brought(client, empty, files=[("files", (name, ONE.encode()))])
    new = {path for path in tmp_path.rglob("*") if "riwaya.db" not in path.name} - before
    root = empty.project.folder.root
    assert all(path.is_relative_to(root / "originals") or path == root / NAME for path in new), new


NO_FILE = (  # what a browser sends where none was chosen
    '--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{csrf}\r\n'
    '--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n'
    "Content-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n"
)
WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "Nothing was given"),
    ({"data": {"text": " \n "}}, "Nothing was given"),
    (
        {"content": NO_FILE, "headers": {"content-type": "multipart/form-data; boundary=b"}},
        "Nothing was given",
    ),
    ({"data": {"text": "x", "published": "2023-02-30"}}, "isn&#39;t a date"),
    ({"files": files(a_txt=b"x"), "data": {"encoding": "klingon"}}, "isn&#39;t an encoding"),
    ({"data": {"text": "x", "title": "x" * 501}}, "title"),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_mistakes_get_a_sentence(looked_at: Served, given: dict[str, Any], said: str) -> None:
    csrf, given = looked_at.keys.csrf, dict(given)
    if "content" in given:
        given["content"] = given["content"].replace("{csrf}", csrf).encode()
    else:
        given["data"] = {"csrf": csrf, **given.get("data", {})}
    with closing(looked_at.client()) as client:
        answer = client.post("/add", **given)
    assert answer.status_code in (400, 422)
    assert said in answer.text
    assert left(looked_at) == []


UNREADABLE = [
    ("a.txt", b"\x89PNG\r\n", "a.txt</bdi>: this is a picture"), ("a.pdf", b"%PDF-1.7", "a PDF"), ("a.txt", b"", "the text is empty"),
    ("a.txt", ONE.encode("cp1256"), "try the encoding windows-1256"), ("a", ONE.encode(), "unknown kind of file"), ("a.html", b"<p>", "no report found"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), UNREADABLE)
def test_what_cant_be_read_is_told_of(looked_at: Served, name: str, content: bytes, said: str) -> None:
    with closing(looked_at.client()) as client:
        page = brought(client, looked_at, files=[("files", (name, content))])
    assert said in page
    assert "couldn&#39;t be read: 1" in page


def test_a_job_that_is_gone(looked_at: Served) -> None:
    with closing(looked_at.client()) as client:
        answer = client.get("/jobs/none")
    assert answer.status_code == 404
    assert "There is no such job any more" in answer.text


# In a browser


def see_it_done(page: Page) -> None:
    page.wait_for_url(re.compile("/jobs/"))
    expect(page.locator("#job.done")).to_be_visible(timeout=20_000)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "title", "told"), [("en", "Add reports", "new: 2"), ("ar", "إضافة تقارير", "جديد: 2")]
)
def test_files_are_dropped(empty: Served, browser: Browser, language: str, title: str, told: str) -> None:
    with opened(browser, empty, language) as page:
        page.goto(empty.origin + "/add")
        expect(page.locator("h1")).to_have_text(title)
        held = page.evaluate_handle(
            """(texts) => { const held = new DataTransfer();
            texts.forEach((text, n) => held.items.add(new File([text], `ملف ${n}.txt`)));
            held.items.add(new File(["x"], "<img src=x onerror=alert(1)>.exe"));
            return held; }""",
            [ONE, TWO],
        )
        page.dispatch_event("main", "drop", {"dataTransfer": held})
        expect(page.locator("#chosen-list li")).to_have_count(3)
        expect(page.locator("#chosen-list li").nth(2).locator("bdi")).to_have_text(
            "<img src=x onerror=alert(1)>.exe"
        )
        expect(page.locator("#chosen-list .wrong")).to_have_count(1)
        page.locator("#chosen-list button").nth(2).click()
        expect(page.locator("#chosen-list li")).to_have_count(2)
        page.click("#by-file button.main")
        see_it_done(page)
        assert told in page.inner_text("#job")
        assert serious_faults(page) == []
        page.click("table a")
        page.wait_for_url(re.compile("/documents/"))
    assert {one.text for one in reports(empty)} == {ONE, TWO}


@pytest.mark.browser
@pytest.mark.parametrize(("language", "theme", "width"), [("en", "dark", 390), ("ar", "light", 390)])
def test_text_is_pasted_by_keyboard_alone(
    empty: Served, browser: Browser, language: str, theme: str, width: int
) -> None:
    with opened(browser, empty, language, theme, width) as page:
        page.goto(empty.origin + "/add")
        page.locator("textarea[name=text]").focus()
        page.keyboard.insert_text(f"{ONE}\n{TWO}")
        for words in ("الحراك", "صحيفة الوادي"):
            page.keyboard.press("Tab")
            page.keyboard.insert_text(words)
        while not page.evaluate("document.activeElement.matches('#by-text button')"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        see_it_done(page)
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        )
        assert serious_faults(page) == []
        page.goto(empty.origin + "/add")
        assert page.locator(".recent li").count() == 1
    (report,) = reports(empty)
    assert (report.text, report.row.title, report.row.outlet) == (f"{ONE}\n{TWO}", "الحراك", "صحيفة الوادي")


@pytest.mark.browser
def test_much_is_read_in_a_process_of_its_own_shows_how_far_it_is_and_stops(
    empty: Served, browser: Browser
) -> None:
    lines = [json.dumps({"id": str(n), "text": f"{ONE} رقم {n}.\n" + f"{TWO} " * 4}) for n in range(400)]
    content = "\n".join(["not JSON", *lines]).encode()
    assert len(content) > LITTLE
    with opened(browser, empty) as page, closing(empty.client()) as client:
        answer = client.post("/add", data={"csrf": empty.keys.csrf}, files=files(a_jsonl=content))
        page.goto(str(answer.url))
        expect(page.locator("#job")).to_contain_text(re.compile(r"[1-9]\d* of 401"), timeout=60_000)
        assert client.get("/api/incidents").status_code == 200  # the pages go on
        assert '<meta http-equiv="refresh"' in client.get(str(answer.url)).text  # for who has no scripts
        page.focus("#stop")
        page.wait_for_timeout(700)  # it has asked for itself again
        assert page.evaluate("document.activeElement.id") == "stop"
        page.keyboard.press("Enter")
        expect(page.locator("#job.cancelled")).to_be_visible(timeout=20_000)
        expect(page.locator("#job .problem")).to_contain_text("a.jsonl:1: not JSON")
        assert "http-equiv" not in client.get(str(answer.url)).text
    with Project.open(empty.project.folder.root) as project:
        assert 0 < project.count_documents() < 400
    assert left(empty) == []


# Out


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "ftm"])
def test_exports_are_what_the_command_line_writes(looked_at: Served, tmp_path: Path, name: str) -> None:
    from click.testing import CliRunner

    from riwaya.cli import main

    file = tmp_path / ENDINGS[name][0]
    command = [
        "export",
        "--to",
        name,
        "--type",
        "ASSAULT",
        "--output",
        str(file),
        "--project",
        str(looked_at.project.folder.root),
    ]
    assert CliRunner().invoke(main, command).exit_code == 0
    with closing(looked_at.client()) as client:
        alone = client.get(f"/export/{name}", params={"type": "ASSAULT", "side": "no"})
        both = client.get(f"/export/{name}", params={"type": "ASSAULT"})
    assert alone.content == file.read_bytes()
    assert alone.headers["content-disposition"].endswith(f'{ENDINGS[name][0]}"')
    with zipfile.ZipFile(io.BytesIO(both.content)) as packed:
        assert packed.namelist() == [file.name, f"{file.name}.side.jsonl"]
        assert packed.read(file.name) == file.read_bytes()
        assert packed.read(f"{file.name}.side.jsonl") == Path(f"{file}.side.jsonl").read_bytes()
    assert left(looked_at) == []


def test_follow_the_money_or_a_sentence(looked_at: Served) -> None:
    with closing(looked_at.client()) as client:
        answer = client.get("/export/ftm?side=no")
    if answer.status_code == 200:
        assert json.loads(answer.text.splitlines()[0])["schema"]
    else:
        assert answer.status_code == 400
        assert "pip install" in answer.text


def test_a_filter_that_finds_nothing_and_options(looked_at: Served) -> None:
    with closing(looked_at.client()) as client:
        nothing = client.get("/export/csv?side=no&type=RETREAT&status=hypothetical&from=2090")
        marked = client.get("/export/csv?side=no&bom=true&status=denied")
        page = client.get("/export/html")
    assert len(list(csv.reader(io.StringIO(nothing.text)))) == 1
    assert marked.content.startswith(b"\xef\xbb\xbf")
    assert {row["status"] for row in csv.DictReader(io.StringIO(marked.content.decode("utf-8-sig")))} == {
        "denied"
    }
    assert page.headers["content-disposition"].startswith("attachment;")
    assert page.text.startswith("<!DOCTYPE html>") or page.text.startswith("<!doctype html>")


REFUSED = [
    ("xml", 400, "no format"),
    ("csv?type=WAR", 400, "none of"),
    ("geojson?bom=true", 400, "bom is for csv only"),
    ("csv?side=maybe", 422, "side"),
    ("csv?from=x", 400, "is no day"),
]


@pytest.mark.parametrize(("asked", "status", "said"), REFUSED)
def test_wrong_exports_get_a_sentence(looked_at: Served, asked: str, status: int, said: str) -> None:
    with closing(looked_at.client()) as client:
        answer = client.get(f"/export/{asked}")
    assert answer.status_code in (status, 404)
    assert said in answer.text

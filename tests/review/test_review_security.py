"""Who is let in, what is refused, and that no report can act: over raw HTTP, and in a real browser where it counts."""

from __future__ import annotations

import json
import logging
import re
import socket
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser
from review_fixtures import Served, serving

from riwaya.project import init
from riwaya.review.guard import LARGEST, Keys
from riwaya.review.passing import NAME, passing_folder, safe_name, sweep
from riwaya.review.routes.preferences import own_path

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "font-src": "'self'", "connect-src": "'self'",
    "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip


def stranger(served: Served) -> httpx.Client:
    return httpx.Client(base_url=served.origin)


def raw(served: Served, sent: bytes, wait: float = 10) -> bytes:
    """What the server answers to these very bytes, until it hangs up or is silent for a second."""
    with socket.create_connection(("127.0.0.1", served.keys.port), timeout=wait) as connection:
        connection.sendall(sent)
        connection.settimeout(1)
        answer = b""
        try:
            while some := connection.recv(65536):
                answer += some
        except TimeoutError:
            pass
        return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


def asked(
    served: Served,
    *headers: str,
    line: str = "GET /api/sources HTTP/1.1",
    cookie: bool = True,
    body: str = "",
) -> bytes:
    """A request with these headers, and the cookie of one who was let in."""
    held = [f"Cookie: {served.keys.cookie}={served.keys.session}"] if cookie else []
    return "\r\n".join([line, *headers, *held, "Connection: close", "", body]).encode()


# Who is let in


@pytest.mark.parametrize(
    "address", ["/", "/incidents", "/static/css/base.css", "/api/openapi.json", "/nothing", "/export/csv"]
)
@pytest.mark.parametrize("query", ["", "?token=", "?token=x", "?token=ا", "?TOKEN=1"])
def test_without_the_token_nothing_is_shown(looked_at: Served, address: str, query: str) -> None:
    with stranger(looked_at) as client:
        answer = client.get(address + query)
    assert answer.status_code == 403
    assert "Open the address that riwaya serve printed" in answer.text
    assert "set-cookie" not in answer.headers
    assert "project" not in answer.text.replace("This is a project of Riwaya", "")


@pytest.mark.parametrize(
    "value", ["", "x", "Bearer", "Bearer x", "Basic {token}", "Bearer {token}x", "{token}"]
)
def test_wrong_bearers_are_refused_even_with_a_cookie(looked_at: Served, value: str) -> None:
    given = value.format(token=looked_at.keys.token)
    answer = raw(
        looked_at, asked(looked_at, f"Host: 127.0.0.1:{looked_at.keys.port}", f"Authorization: {given}")
    )
    assert status(answer) == 403


def test_the_token_becomes_a_cookie_and_leaves_the_address(looked_at: Served) -> None:
    with stranger(looked_at) as client:
        answer = client.get(f"/findings?kind=a+b&token={looked_at.keys.token}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/findings?kind=a+b")
        (cookie,) = answer.headers.get_list("set-cookie")
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert client.get("/incidents").status_code == 200
    assert cookie.startswith(f"riwaya-{looked_at.keys.port}=")
    attributes = {one.strip().lower() for one in cookie.split(";")[1:]}
    assert attributes == {"httponly", "samesite=strict", "path=/"}
    assert looked_at.keys.token not in cookie


def test_each_run_has_a_token_and_each_port_a_cookie() -> None:
    one, two = Keys.new(8001), Keys.new(8002)
    assert one.token != two.token
    assert len(one.token) >= 43
    assert len({one.session, two.session, one.csrf, two.csrf, one.token, two.token}) == 6
    assert one.cookie != two.cookie


COOKIES = [
    "{cookie}",
    'other={{"a": [1, "]}}; {cookie}',
    "{name}=wrong; {cookie}",
    "=; ;;{cookie};;",
    "ب=ج; {cookie}",
]


@pytest.mark.parametrize("cookie", COOKIES)
def test_cookies_of_other_programs_do_no_harm(looked_at: Served, cookie: str) -> None:
    """Cookies know no ports: whatever else runs on this host may have set some."""
    keys = looked_at.keys
    given = cookie.format(cookie=f"{keys.cookie}={keys.session}", name=keys.cookie)
    line = asked(looked_at, f"Host: 127.0.0.1:{keys.port}", f"Cookie: {given}", cookie=False)
    assert status(raw(looked_at, line)) == 200


@pytest.mark.parametrize(
    "cookie", ["{name}", "{name}=", "{name}={token}", "x{name}={session}", "{name}={session}x", "{name}=\xff"]
)
def test_wrong_cookies(looked_at: Served, cookie: str) -> None:
    keys = looked_at.keys
    given = cookie.format(name=keys.cookie, token=keys.token, session=keys.session)
    line = asked(looked_at, f"Host: 127.0.0.1:{keys.port}", f"Cookie: {given}", cookie=False)
    assert status(raw(looked_at, line)) == 403


def test_the_token_stays_out_of_logs_and_pages(looked_at: Served, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), closing(looked_at.client()) as client:
        client.get(f"/incidents?token={looked_at.keys.token}")
        page = client.get("/incidents")
    assert looked_at.keys.token not in caplog.text.replace("HTTP Request: GET", "").split("httpx")[0]
    assert looked_at.keys.token not in page.text
    assert looked_at.keys.session not in page.text


# Which host, which origin

HOSTS = [
    ("127.0.0.1:{port}", 200), ("localhost:{port}", 200), ("127.0.0.1", 421), ("localhost:1", 421), ("evil.example", 421),
    ("evil.example:{port}", 421), ("127.0.0.1:{port}.evil.example", 421), ("[::1]:{port}", 421), ("0.0.0.0:{port}", 421),
    ("", 421), ("127.0.0.1:{port}, evil.example", 421), ("user@127.0.0.1:{port}", 421), ("LOCALHOST:{port}", 421),
]  # fmt: skip


@pytest.mark.parametrize(("host", "wanted"), HOSTS)
def test_hosts(looked_at: Served, host: str, wanted: int) -> None:
    """A name that an attacker has pointed at this machine (DNS rebinding) gets nothing, cookie or not."""
    answer = raw(looked_at, asked(looked_at, f"Host: {host.format(port=looked_at.keys.port)}"))
    assert status(answer) == wanted


def test_no_host_and_two_hosts(looked_at: Served) -> None:
    host = f"Host: 127.0.0.1:{looked_at.keys.port}"
    assert status(raw(looked_at, asked(looked_at))) == 400
    assert status(raw(looked_at, asked(looked_at, line="GET / HTTP/1.0"))) == 421
    assert status(raw(looked_at, asked(looked_at, host, "Host: evil.example"))) == 400
    assert status(raw(looked_at, asked(looked_at, "Host: evil.example", host))) == 400


TARGETS = [
    "GET http://evil.example/ HTTP/1.1",
    "GET http://127.0.0.1:{port}/incidents HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "GET incidents HTTP/1.1",
]


@pytest.mark.parametrize("line", TARGETS)
def test_targets_that_are_no_path(looked_at: Served, line: str) -> None:
    host = f"127.0.0.1:{looked_at.keys.port}"
    assert (
        status(raw(looked_at, asked(looked_at, f"Host: {host}", line=line.format(port=looked_at.keys.port))))
        == 400
    )


ORIGINS = [
    (["Origin: http://127.0.0.1:{port}"], 303),
    (["Origin: http://127.0.0.1:{port}", "Sec-Fetch-Site: same-origin"], 303),
    ([], 403),
    (["Origin: null"], 403),
    (["Origin: "], 403),
    (["Origin: http://evil.example"], 403),
    (["Origin: https://127.0.0.1:{port}"], 403),
    (["Origin: http://127.0.0.1"], 403),
    (["Origin: http://127.0.0.1:1"], 403),
    (["Origin: http://localhost:{port}"], 403),  # another name than this request's
    (["Origin: http://[::1]:{port}"], 403),  # somebody else may listen there
    (["Origin: http://127.0.0.1:{port}", "Origin: http://evil.example"], 403),
    (["Origin: http://127.0.0.1:{port}", "Sec-Fetch-Site: cross-site"], 403),
    (["Origin: http://127.0.0.1:{port}", "Sec-Fetch-Site: same-site"], 403),
    (["Origin: http://127.0.0.1:{port}", "Sec-Fetch-Site: none"], 403),
    (["Origin: http://127.0.0.1:{port}", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"], 403),
    (["Referer: http://127.0.0.1:{port}/incidents"], 403),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "wanted"), ORIGINS)
def test_what_changes_something_comes_from_a_page_of_ours(
    looked_at: Served, headers: list[str], wanted: int
) -> None:
    port, body = looked_at.keys.port, f"csrf={looked_at.keys.csrf}&theme=dark"
    sent = [
        f"Host: 127.0.0.1:{port}",
        *(one.format(port=port) for one in headers),
        f"Content-Length: {len(body)}",
    ]
    sent.append("Content-Type: application/x-www-form-urlencoded")
    assert (
        status(raw(looked_at, asked(looked_at, *sent, line="POST /preferences HTTP/1.1", body=body)))
        == wanted
    )


FETCHES = [
    ([], 200), (["none"], 200), (["same-origin"], 200), (["cross-site"], 403), (["same-site"], 403),
    (["cross-site", "navigate"], 200), (["same-site", "navigate"], 200), (["cross-site", "no-cors"], 403),
]  # fmt: skip


@pytest.mark.parametrize(("fetched", "wanted"), FETCHES)
def test_other_sites_may_link_to_pages_and_no_more(
    looked_at: Served, fetched: list[str], wanted: int
) -> None:
    names = ("Sec-Fetch-Site", "Sec-Fetch-Mode")
    sent = [f"{name}: {value}" for name, value in zip(names, fetched, strict=False)]
    assert status(raw(looked_at, asked(looked_at, f"Host: 127.0.0.1:{looked_at.keys.port}", *sent))) == wanted


FORMS: list[dict[str, Any]] = [
    {"data": {"theme": "dark"}},
    {"data": {"theme": "dark", "csrf": ""}},
    {"data": {"theme": "dark", "csrf": "x"}},
    {"data": {"theme": "dark", "csrf": "ا"}},
    {"params": {"csrf": "{csrf}"}, "data": {"theme": "dark"}},
    {"data": {"theme": "dark"}, "headers": {"x-csrf-token": "x"}},
    {"data": {"theme": "dark", "csrf": "{csrf}"}, "headers": {"x-csrf-token": "x"}},
    {"files": {"csrf": "{csrf}"}, "data": {"theme": "dark"}},
    {"content": b"csrf={csrf}&theme=dark", "headers": {"content-type": "text/plain"}},
    {"content": b'{"csrf": "{csrf}"}', "headers": {"content-type": "application/json"}},
]


@pytest.mark.parametrize("given", FORMS)
def test_forms_without_their_token_change_nothing(looked_at: Served, given: dict[str, Any]) -> None:
    csrf = looked_at.keys.csrf
    filled = json.loads(json.dumps(given, default=lambda held: held.decode()).replace("{csrf}", csrf))
    with closing(looked_at.client()) as client:
        answer = client.post("/preferences", **filled)
    assert answer.status_code in (403, 422)
    assert "set-cookie" not in answer.headers


def test_every_route_that_changes_something_wants_the_token(looked_at: Served) -> None:
    """Whatever pages there are: none of their forms is heard without it, not even of an honest page."""
    from fastapi.routing import APIRoute
    from starlette.routing import Route

    from riwaya.review.app import PAGES

    routes = [route for page in PAGES for route in page.router.routes]
    changing = [one for one in routes if isinstance(one, Route) and (one.methods or set()) - {"GET", "HEAD"}]
    assert len(changing) > 8
    for route in changing:
        assert isinstance(route, APIRoute)
        needed = [getattr(one.call, "__name__", "") for one in route.dependant.dependencies]
        assert "checked" in needed, route.path


BACKS = [
    ("/incidents?type=ASSAULT", "/incidents?type=ASSAULT"), ("//evil.example/x", "/x"), ("https://evil.example", "/"),
    ("/\\evil.example", "/evil.example"), ("\\\\evil.example", "/evil.example"), ("javascript:alert(1)", "/alert(1)"), ("http://[", "/"),
    ("\t//evil.example", "/"), ("/\n/evil.example", "/"), ("///evil.example", "/evil.example"), ("", "/"), ("/a\r\nSet-Cookie: x=1", "/aSet-Cookie: x=1"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "led"), BACKS)
def test_back_leads_nowhere_else(looked_at: Served, given: str, led: str) -> None:
    assert own_path(given) == led
    with closing(looked_at.client()) as client:
        form = {"csrf": looked_at.keys.csrf, "theme": "dark", "back": given}
        answer = client.post("/preferences", data=form, follow_redirects=False)
    place = urlsplit(answer.headers["location"])
    assert (answer.status_code, place.scheme, place.netloc) == (303, "", "")
    assert not answer.headers["location"].startswith(("//", "/\\"))
    assert "x=1" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/%2Fevil.example", "/\\evil.example", "/%0d%0aSet-Cookie:x=1"]
)
def test_neither_does_the_address_with_the_token(looked_at: Served, path: str) -> None:
    line = f"GET {path}?token={looked_at.keys.token} HTTP/1.1"
    answer = raw(
        looked_at, asked(looked_at, f"Host: 127.0.0.1:{looked_at.keys.port}", line=line, cookie=False)
    )
    place = re.search(rb"\r\nlocation: ([^\r]*)\r\n", answer)
    assert place is not None
    assert re.match(rb"/(?![/\\])", place[1])
    assert answer.count(b"set-cookie") == 1


# What answers carry

ANSWERS = [
    "/",
    "/incidents",
    "/nothing",
    "/incidents?page=0",
    "/incidents?from=x",
    "/static/css/base.css",
    "/static/none",
    "/api/openapi.json",
    "/api/none",
    "/export/csv?side=no",
    "/documents/none",
]


@pytest.mark.parametrize("address", ANSWERS)
@pytest.mark.parametrize("let_in", [True, False])
def test_every_answer_has_the_policy(looked_at: Served, address: str, let_in: bool) -> None:
    client = looked_at.client() if let_in else stranger(looked_at)
    answer = client.get(address, follow_redirects=False)
    policy = dict(one.strip().split(" ", 1) for one in answer.headers["content-security-policy"].split(";"))
    assert {name: policy[name] for name in POLICY} == POLICY
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    kept = "immutable" if let_in and address.endswith("base.css") else "no-store"
    assert kept in answer.headers["cache-control"]


def test_nonces_are_never_the_same(looked_at: Served) -> None:
    with closing(looked_at.client()) as client:
        found = {
            re.findall(r"nonce-([^']+)", client.get("/incidents").headers["content-security-policy"])[0]
            for _ in range(3)
        }
    assert len(found) == 3


def test_head_and_other_methods(looked_at: Served) -> None:
    with closing(looked_at.client()) as client:
        get, head = client.get("/incidents"), client.head("/incidents")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == get.headers["content-type"]
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"):
            answer = client.request(method, "/incidents")
            assert answer.status_code == 405, method
            assert "GET" in answer.headers["allow"]
    assert (
        status(
            raw(
                looked_at, asked(looked_at, f"Host: 127.0.0.1:{looked_at.keys.port}", line="TRACE / HTTP/1.1")
            )
        )
        == 403
    )


# Paths, sizes, broken requests

PATHS = [
    "/static/../../guard.py", "/static/%2e%2e/%2e%2e/guard.py", "/static/..%2f..%2fguard.py", "/static/%252e%252e/guard.py", "/static//etc/passwd",
    "/static/..\\..\\guard.py", "/static/css/../../../guard.py", "/static/", "/static", "/documents/../../riwaya.toml", "/documents/..%2f..%2friwaya.toml",
    "/documents/%2e%2e/riwaya.toml", "/export/../riwaya.db", "/export/..%2f..%2friwaya.db", "/jobs/..%2f..", "/originals", "/riwaya.toml", "/.passing",
    "/documents/%00", "/documents/%ff%fe", "/incidents/%ed%a0%80", "/actors/%F0%9F%98%80", "/documents/" + "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out(looked_at: Served, path: str) -> None:
    answer = raw(
        looked_at, asked(looked_at, f"Host: 127.0.0.1:{looked_at.keys.port}", line=f"GET {path} HTTP/1.1")
    )
    assert 300 < status(answer) < 500, answer[:300]  # 307: «/static» to «/static/»
    for secret in (b"[judgements]", b"root:", b"SQLite format", b"class Guard"):
        assert secret not in answer


def large(served: Served, path: str, size: int, chunked: bool) -> bytes:
    """What is answered to a body that is longer than it may be; the sender stops when it is."""
    host, kind = f"127.0.0.1:{served.keys.port}", "Content-Type: application/x-www-form-urlencoded"
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}"
    head = asked(
        served, f"Host: {host}", f"Origin: http://{host}", kind, length, line=f"POST {path} HTTP/1.1"
    )
    part = b"a" * 65536
    piece = b"%x\r\n%s\r\n" % (len(part), part) if chunked else part
    with socket.create_connection(("127.0.0.1", served.keys.port), timeout=10) as connection:
        connection.sendall(head)
        try:
            for _ in range(size // len(part) + 1):
                connection.sendall(piece)
        except OSError:
            pass  # it has hung up
        try:
            return connection.recv(65536)
        except OSError:
            return b""


@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize("path", ["/preferences", "/api/undo", "/incidents", "/nothing"])
def test_too_large(looked_at: Served, path: str, chunked: bool) -> None:
    answer = large(looked_at, path, LARGEST + 500_000, chunked)
    assert status(answer) in (413, 405, 404, 0)  # 0: hung up before the answer could be read
    if path == "/preferences" and not chunked:
        assert status(answer) in (413, 0)
    with closing(looked_at.client()) as client:
        assert client.get("/api/sources").status_code == 200


@pytest.mark.parametrize("length", ["-1", "x", "1" * 30, "200000001", "1, 2"])
def test_declared_lengths(looked_at: Served, length: str) -> None:
    host = f"127.0.0.1:{looked_at.keys.port}"
    sent = asked(
        looked_at,
        f"Host: {host}",
        f"Origin: http://{host}",
        f"Content-Length: {length}",
        line="POST /add HTTP/1.1",
    )
    assert status(raw(looked_at, sent)) in (400, 413)


BROKEN = [
    b"\r\n\r\n",
    b"GET\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost 127.0.0.1\r\n\r\n",
    b"GET /" + b"a" * 100_000,
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000,
]


@pytest.mark.parametrize("sent", BROKEN)
def test_broken_requests(looked_at: Served, sent: bytes) -> None:
    assert status(raw(looked_at, sent)) in (0, 400, 421)
    with closing(looked_at.client()) as client:
        assert client.get("/api/sources").status_code == 200


def test_slow_requests_hold_nobody_up(looked_at: Served) -> None:
    held = [socket.create_connection(("127.0.0.1", looked_at.keys.port), timeout=10) for _ in range(60)]
    host = f"127.0.0.1:{looked_at.keys.port}"
    head = asked(
        looked_at,
        f"Host: {host}",
        f"Origin: http://{host}",
        "Content-Length: 1000",
        line="POST /preferences HTTP/1.1",
    )
    try:
        for number, one in enumerate(held):
            one.sendall(b"GET / HT" if number % 2 else head)
        with closing(looked_at.client()) as client:
            start = time.perf_counter()
            assert client.get("/api/sources").status_code == 200
            assert time.perf_counter() - start < 5
    finally:
        for one in held:
            one.close()


def test_websockets_are_no_way_in(looked_at: Served) -> None:
    sent = asked(
        looked_at, f"Host: 127.0.0.1:{looked_at.keys.port}", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", line="GET /incidents HTTP/1.1",
    ).replace(b"Connection: close", b"Connection: Upgrade")  # fmt: skip
    assert status(raw(looked_at, sent)) != 101


# Files

NAMES = [
    ("a.txt", "a.txt"), ("../../a.txt", "a.txt"), ("..\\..\\a.txt", "a.txt"), ("/etc/passwd", "passwd"), ("C:\\x\\a.html", "a.html"), ("..", "report"), ("", "report"),
    (None, "report"), (".txt", "txt"), ("a\r\nX: y.txt", "a__X_ y.txt"), ("a\0b.txt", "a_b.txt"), ("تقرير.jsonl", "تقرير.jsonl"), ("gpj\u202etxt.exe", "gpj_txt.exe"),
    ("a" * 300 + ".txt", "a" * 80 + ".txt"), ('<img src=x onerror="a">.txt', "_img src=x onerror=_a__.txt"), ("a.", "a"), ("...a.txt", "a.txt"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_names_of_files(given: str | None, kept: str) -> None:
    assert safe_name(given) == kept


def test_passing_folders_are_private_and_swept(tmp_path: Path) -> None:
    ours = passing_folder(tmp_path)
    left = tmp_path / NAME / "999999999-abc"
    left.mkdir()
    (left / "a.txt").write_text("x")
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
    sweep(tmp_path)
    assert ours.exists()
    assert not left.exists()


@pytest.mark.parametrize("name", ['war"; x="', "حرب", "a\r\nSet-Cookie: x=1", "a;b=c"])
def test_the_projects_name_in_a_header(tmp_path: Path, built: None, name: str) -> None:
    with (
        init(tmp_path / name, by="tests") as project,
        serving(project) as served,
        closing(served.client()) as client,
    ):
        answer = client.get("/export/csv?side=no")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert re.fullmatch(
        r"attachment; filename(=\"[^\"\\\r\n]*\"|\*=utf-8''[\w.%~-]*)", answer.headers["content-disposition"]
    )


# In a browser


@pytest.mark.browser
def test_from_a_file_the_reader_is_let_in_and_the_token_goes_no_further(
    looked_at: Served, browser: Browser, tmp_path: Path
) -> None:
    """`serve` opens a page on the disk, which leads to the address: browsers hold back strict cookies on such a way."""
    opener = tmp_path / "open.html"
    opener.write_text(f'<!DOCTYPE html><meta http-equiv="refresh" content="0;url={looked_at.address}">')
    context = browser.new_context()
    page = context.new_page()
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.url, request.all_headers().get("referer", ""))))
    page.goto(opener.as_uri())
    page.wait_for_url(re.compile(r"/incidents"))
    assert page.locator("main h1").count() == 1
    token = looked_at.keys.token
    assert [url for url, _ in asked if token in url] == [looked_at.address]
    assert not [referer for _, referer in asked if token in referer]
    assert page.evaluate("document.cookie").find(looked_at.keys.cookie) == -1
    context.close()


@pytest.mark.browser
def test_a_page_of_another_site_can_do_nothing(looked_at: Served, browser: Browser) -> None:
    """Another program on this host: for browsers the same site, so that cookies go along."""
    import http.server
    import threading

    class Evil(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            form = f'<form method=post action="{looked_at.origin}/preferences"><input name=theme value=dark><input name=csrf value=x></form>'
            frame = f'<iframe src="{looked_at.origin}/incidents"></iframe><img src="{looked_at.origin}/static/icon.svg">'
            self.wfile.write(f"<!DOCTYPE html>{form}{frame}".encode())

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    page = context.new_page()
    page.goto(looked_at.address)
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
    assert page.evaluate("document.images[0].naturalWidth") == 0
    assert not [
        frame
        for frame in page.frames[1:]
        if frame.url.startswith(looked_at.origin) and frame.locator("main").count()
    ]
    tried = f"fetch('{looked_at.origin}/api/sources', {{credentials: 'include'}}).then((a) => a.status, () => 'refused')"
    assert page.evaluate(tried) == "refused"
    with page.expect_navigation():
        page.evaluate("document.forms[0].submit()")
    assert "Refused: the request doesn't come from a page of this app." in page.content()
    context.close()
    server.shutdown()

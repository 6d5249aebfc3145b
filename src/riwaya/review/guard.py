"""Who may ask the app for anything: the person who was given its address, from a page of the app itself, and nobody else.

Other users of the machine don't know the token. Other sites can't use the reader's browser: a request must name this
host (DNS rebinding), what changes something must come from a page of ours (Origin) and carry its CSRF token.
Every answer tells the browser to run, load and send nothing but from here, and how many milliseconds it took to make.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sys
import time
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD"})
LARGEST = 1_000_000  # bytes of a request
UPLOADS = {
    "/add": 200_000_000,
    "/api/reports": 20_000_000,
}  # of those that bring reports: files, and one in memory
CSRF_HEADER = "x-csrf-token"
TOKEN = "token"
HERE = frozenset({"same-origin", "none"})  # Sec-Fetch-Site of our own pages, and of what the reader typed

CLOSED = (
    "This is a project of Riwaya, open for one person. Open the address that riwaya serve printed, with its token.\n"
    "هذا مشروع في رواية مفتوح لشخص واحد. افتح العنوان الذي طبعه الأمر riwaya serve مع رمزه.\n"
)
WRONG_HOST = "This address isn't one of the app's: open the one that riwaya serve printed.\n"
WRONG_ORIGIN = "Refused: the request doesn't come from a page of this app.\n"
WRONG_TARGET = "Refused: the request doesn't name a page of this app.\n"
TOO_LARGE = "Refused: the request is too large.\n"


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one run: the token in the address, and what is made of it."""

    token: str
    port: int

    @classmethod
    def new(cls, port: int) -> Keys:
        """Return the keys of a run on that port."""
        return cls(secrets.token_urlsafe(32), port)

    @property
    def session(self) -> str:
        """What the cookie holds."""
        return self._made("session")

    @property
    def csrf(self) -> str:
        """What forms carry."""
        return self._made("csrf")

    @property
    def cookie(self) -> str:
        """The cookie's name. Cookies know no ports: two projects open at once have one each."""
        return f"riwaya-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this host. Not [::1]: the app doesn't listen there, and others may."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))

    def _made(self, use: str) -> str:
        return hmac.new(self.token.encode(), use.encode(), hashlib.sha256).hexdigest()


def same(given: str, wanted: str) -> bool:
    """Compare secrets in a time that tells nothing of them."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


class Guard:
    """The middleware around the whole app; `images` are hosts of map tiles that the user has set."""

    def __init__(self, app: ASGIApp, keys: Keys, images: str = "") -> None:
        self.app = app
        self.keys = keys
        self.images = images

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        nonce = secrets.token_urlsafe(16)
        dressed = self._dressed(send, nonce)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, dressed)
            return
        limit = UPLOADS.get(scope["path"], LARGEST)
        if _declared(headers) > limit:
            await _refused(scope, 413, TOO_LARGE)(scope, receive, dressed)
            return
        # HEAD is answered like GET; the server leaves the body out.
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        state = {**scope.get("state", {}), "nonce": nonce, "csrf": self.keys.csrf}
        state["bearer"] = self._bears_token(headers)
        inner = {**scope, "method": method, "state": state}
        await self.app(inner, _Counted(receive, limit), dressed)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self.keys.hosts:
            return _refused(scope, 421, WRONG_HOST)
        if not scope["path"].startswith("/"):  # «GET http://elsewhere/», «OPTIONS *»
            return _refused(scope, 400, WRONG_TARGET)
        if "authorization" in headers:
            return None if self._bears_token(headers) else _refused(scope, 403, CLOSED)
        if not _from_here(scope, headers, hosts[0]):
            return _refused(scope, 403, WRONG_ORIGIN)
        return None if self._has_cookie(headers) else self._admitted(scope, headers)

    def _bears_token(self, headers: Headers) -> bool:
        """A program names the token itself: no page of another site can make a browser do so."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and same(given.strip(), self.keys.token)

    def _has_cookie(self, headers: Headers) -> bool:
        """Whether the reader was let in before. Other programs on this host may have set cookies, too, of any form."""
        pairs = (one.partition("=") for header in headers.getlist("cookie") for one in header.split(";"))
        held = [value.strip() for name, _, value in pairs if name.strip() == self.keys.cookie]
        return any(same(value, self.keys.session) for value in held)

    def _admitted(self, scope: Scope, headers: Headers) -> Response:
        """The address that `serve` printed: take the token out of it, and keep who brought it in a cookie."""
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in pairs if name == TOKEN]
        if scope["method"] != "GET" or not any(same(value, self.keys.token) for value in given):
            return _refused(scope, 403, CLOSED)
        rest = urlencode([(name, value) for name, value in pairs if name != TOKEN])
        path = "/" + quote(str(scope["path"]).lstrip("/\\"))  # never another host's: «//elsewhere»
        address = f"{path}?{rest}" if rest else path
        # A browser that comes from elsewhere (a link, a file) brings the cookie only once a page of ours sends it on.
        typed = headers.get("sec-fetch-site", "none") in HERE
        answer = RedirectResponse(address, 303) if typed else HTMLResponse(_ONWARDS.format(escape(address)))
        answer.headers["referrer-policy"] = "no-referrer"
        answer.set_cookie(self.keys.cookie, self.keys.session, httponly=True, samesite="strict", path="/")
        return answer

    def _dressed(self, send: Send, nonce: str) -> Send:
        since = time.perf_counter()
        policy = (
            f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; font-src 'self'; "
            f"img-src 'self' data: {self.images}; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'"
        )

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = policy
                headers["x-content-type-options"] = "nosniff"
                # Not "no-referrer": with it browsers send forms with «Origin: null».
                headers.setdefault("referrer-policy", "same-origin")
                headers["cross-origin-opener-policy"] = "same-origin"
                headers["cross-origin-resource-policy"] = "same-origin"
                headers.setdefault("cache-control", "no-store")
                headers["server-timing"] = f"app;dur={(time.perf_counter() - since) * 1000:.1f}"
            await send(message)

        return dressed


class _Counted:
    """The body of a request, up to a limit, whatever its header says."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413, TOO_LARGE.strip())
        return message


_ONWARDS = '<!DOCTYPE html><title>Riwaya</title><meta http-equiv="refresh" content="0;url={0}"><a href="{0}">Riwaya</a>'


def _from_here(scope: Scope, headers: Headers, host: str) -> bool:
    """Whether a request comes from a page of the app, or from the reader. A form's own token is checked with its body.

    Other sites may only link to pages; so may other programs on this host, to which browsers are less strict.
    """
    fetched = headers.getlist("sec-fetch-site")
    if scope["method"] in SAFE:
        return all(one in HERE for one in fetched) or headers.get("sec-fetch-mode") == "navigate"
    return headers.getlist("origin") == [f"http://{host}"] and all(one == "same-origin" for one in fetched)


def _refused(scope: Scope, status: int, sentence: str) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"detail": sentence.strip()}, status)
    return PlainTextResponse(sentence, status)


def _declared(headers: Headers) -> int:
    given = headers.get("content-length", "0")
    return int(given) if given.isdecimal() and len(given) < 16 else sys.maxsize

"""Who may ask the app for anything: the person who was given its address, from a page of the app itself, and nobody else.

Other users of the machine don't know the token. Other sites can't use the reader's browser: a request must name this
host (DNS rebinding), what changes something must come from a page of ours (Origin) and carry its CSRF token.
Every answer tells the browser to run, load and send nothing but from here, and how many milliseconds it took to make.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD"})
LARGEST = 1_000_000  # bytes of a request
LARGEST_UPLOAD = 200_000_000  # of one that brings reports
UPLOADS = frozenset({"/add", "/api/reports"})
CSRF_HEADER = "x-csrf-token"
TOKEN = "token"

CLOSED = (
    "This is a project of Riwaya, open for one person. Open the address that riwaya serve printed, with its token.\n"
    "هذا مشروع في رواية مفتوح لشخص واحد. افتح العنوان الذي طبعه الأمر riwaya serve مع رمزه.\n"
)
WRONG_HOST = "This address isn't one of the app's: open the one that riwaya serve printed.\n"
WRONG_ORIGIN = "Refused: the request doesn't come from a page of this app.\n"
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
        """What a request may call this host."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    @property
    def origins(self) -> frozenset[str]:
        """The origins of the app's own pages."""
        return frozenset(f"http://{host}" for host in self.hosts)

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
        scope.setdefault("state", {}).update(nonce=nonce, csrf=self.keys.csrf)
        dressed = self._dressed(send, nonce)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, dressed)
            return
        limit = LARGEST_UPLOAD if scope["path"] in UPLOADS else LARGEST
        if _declared(headers) > limit:
            await PlainTextResponse(TOO_LARGE, 413)(scope, receive, dressed)
            return
        await self.app(scope, _Counted(receive, limit), dressed)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if headers.get("host", "") not in self.keys.hosts:
            return PlainTextResponse(WRONG_HOST, 421)
        if scope["method"] not in SAFE and not self._bears_token(headers) and not self._is_ours(headers):
            return PlainTextResponse(WRONG_ORIGIN, 403)
        if self._bears_token(headers) or self._has_cookie(headers):
            return None
        return self._admitted(scope)

    def _bears_token(self, headers: Headers) -> bool:
        """A program names the token itself: no page of another site can make a browser do so."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and same(given.strip(), self.keys.token)

    def _has_cookie(self, headers: Headers) -> bool:
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            return False
        held = cookies.get(self.keys.cookie)
        return held is not None and same(held.value, self.keys.session)

    def _is_ours(self, headers: Headers) -> bool:
        """Whether what would change something was sent by a page of the app. Its forms' token is checked with their body."""
        fetched = headers.get("sec-fetch-site", "same-origin")
        return headers.get("origin", "") in self.keys.origins and fetched == "same-origin"

    def _admitted(self, scope: Scope) -> Response:
        """The address that `serve` printed: take the token out of it, and keep who brought it in a cookie."""
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in pairs if name == TOKEN]
        if scope["method"] != "GET" or not any(same(value, self.keys.token) for value in given):
            return PlainTextResponse(CLOSED, 403)
        rest = urlencode([(name, value) for name, value in pairs if name != TOKEN])
        path = "/" + str(scope["path"]).lstrip("/\\")  # never another host's: «//elsewhere»
        answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
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
                headers["referrer-policy"] = "no-referrer"
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


def _declared(headers: Headers) -> int:
    given = headers.get("content-length", "0")
    return int(given) if given.isdecimal() else 0

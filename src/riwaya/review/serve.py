"""`riwaya serve`: a project in the browser, on loopback."""

from __future__ import annotations

import os
import signal
import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from html import escape
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from riwaya.errors import InputError
from riwaya.project import Project
from riwaya.review.app import create_app, nothing
from riwaya.review.guard import TOKEN, Guard, Keys
from riwaya.review.hands import Hands, spare_cores
from riwaya.review.render import STATIC
from riwaya.review.warming import settle

LOOPBACK = "127.0.0.1"
BUILT = "built/app.js"
OPENER = "open-riwaya.html"  # in the project while it is served
_PATIENCE = 3  # seconds for requests to end when the app does


def serve(project: Project, host: str, port: int, browser: bool, tell: Callable[[str], None]) -> None:
    """Serve a project until interrupted; `tell` is given the address to open. Port 0: any that is free."""
    check_host(host)
    check_built()
    with listen(host, port) as listening:
        keys = Keys.new(listening.getsockname()[1])
        address = f"http://{LOOPBACK}:{keys.port}/?{TOKEN}={keys.token}"
        tell(address)
        server = make_server(project, keys, spare_cores(), settle)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends like Ctrl+C, and as cleanly
        with suppress(KeyboardInterrupt), _opened(project.folder.root / OPENER, address, browser):
            server.run(sockets=[listening])


@contextmanager
def _opened(path: Path, address: str, browser: bool) -> Iterator[None]:
    """Open the browser on a page that leads to the address, which only this user can read.

    Other users see what a browser is started with, so it isn't started with the token.
    """
    path.unlink(missing_ok=True)
    try:
        if browser:
            with open(
                os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
            ) as page:
                page.write(f'<!DOCTYPE html><meta http-equiv="refresh" content="0;url={escape(address)}">')
            webbrowser.open(path.resolve().as_uri())
        yield
    finally:
        path.unlink(missing_ok=True)


def make_server(
    project: Project, keys: Keys, hands: int = 0, warmed: Callable[[], None] = nothing
) -> uvicorn.Server:
    """Return a server of the app, which logs nothing of what is read: addresses hold what a reader searched for.

    `hands` more processes make pages.
    """
    app = Guard(Hands(create_app(project, warmed), project, hands), keys, project.config.tiles_host)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        lifespan="on", http="h11", ws="none", h11_max_incomplete_event_size=65536, timeout_graceful_shutdown=_PATIENCE,
    )  # fmt: skip
    return uvicorn.Server(config)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; an InputError if another program does already."""
    # With the protocol named, asyncio sends at once what is written; else a browser waits 40 ms for the end of a page.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # who opens the address before the app is ready waits for it
    except OSError as error:
        listening.close()
        raise InputError(
            f"--port {port}: {error.strerror}; choose another, or 0 for any that is free"
        ) from None
    return listening


def check_host(host: str) -> None:
    """Refuse an address that others could reach: nobody logs in, and whoever has the address can change everything."""
    try:
        here = host == "localhost" or ip_address(host) == ip_address(LOOPBACK)
    except ValueError:
        here = False
    if not here:
        raise InputError(
            f"--host {host}: refused; the app has no login yet, so it opens on this machine alone ({LOOPBACK}). "
            "To read from another machine, forward the port over ssh"
        )


def check_built() -> None:
    """Refuse to open without the scripts and fonts that the set-up builds."""
    if not (STATIC / BUILT).is_file():
        raise InputError("the app's scripts aren't built: install Node.js 20 or later, then give make web")

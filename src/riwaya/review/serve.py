"""`riwaya serve`: a project in the browser, on loopback."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn

from riwaya.errors import InputError
from riwaya.project import Project
from riwaya.review.app import create_app
from riwaya.review.guard import TOKEN, Keys
from riwaya.review.render import STATIC

LOOPBACK = "127.0.0.1"
BUILT = "built/app.js"


def serve(project: Project, host: str, port: int, browser: bool, tell: Callable[[str], None]) -> None:
    """Serve a project until interrupted; `tell` is given the address to open. Port 0: any that is free."""
    check_host(host)
    check_built()
    with listen(host, port) as listening:
        keys = Keys.new(listening.getsockname()[1])
        address = f"http://{LOOPBACK}:{keys.port}/?{TOKEN}={keys.token}"
        tell(address)
        server = make_server(project, keys)
        if browser:
            webbrowser.open(address)
        server.run(sockets=[listening])


def make_server(project: Project, keys: Keys) -> uvicorn.Server:
    """Return a server of the app, which logs nothing of what is read: addresses hold what a reader searched for."""
    config = uvicorn.Config(
        create_app(project, keys), log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        lifespan="off", h11_max_incomplete_event_size=65536,
    )  # fmt: skip
    return uvicorn.Server(config)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; an InputError if another program does already."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
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

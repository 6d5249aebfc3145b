"""More hands for the pages: processes that make pages beside the first one, each on a core of its own.

One process of Python makes one page at a time, however many cores there are. The first one listens, guards and does all
that changes anything; what only reads it gives to whichever is least busy of itself and its hands. These have the
project open as anybody has who reads it: what was changed before a question was asked, they see. A hand that ends is
replaced, and what it was asked is answered here; hands end with the app, for they see the line to it close.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import socket
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from anyio.to_thread import current_default_thread_limiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from riwaya.project import Project
from riwaya.project.views.names import names_of
from riwaya.review.app import create_app
from riwaya.review.places import folders_of
from riwaya.review.warming import settle, warm

# What is read of the store alone. All else needs what the first process holds: jobs, files that pass through.
READ = ("incidents", "claims", "documents", "findings", "search", "sources", "actors", "history")
MOST = 3
AT_ONCE = 2  # pages that a process makes: one more only hinders them, one less lets it wait for the disk
_PASSED_ON = (
    "method",
    "path",
    "raw_path",
    "query_string",
    "root_path",
    "headers",
    "http_version",
    "scheme",
    "server",
)
_SIZE = 4  # bytes that say how long a message is


class Answer(NamedTuple):
    """A page, whole."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


def spare_cores() -> int:
    """Return how many hands there may be: a core is for each of them, and one for the first process."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST, cores - 1))


def reads(scope: Scope) -> bool:
    """Whether a request may be answered by a hand."""
    if scope["method"] != "GET":
        return False
    _, first, *rest = scope["path"].split("/")
    return (rest[0] if first == "api" and rest else first) in READ


class Hands:
    """The app, with hands."""

    def __init__(self, app: ASGIApp, project: Project, number: int) -> None:
        self._app = app
        self._project = project
        self._held: list[Hand | None] = [None] * number
        self._own = 0  # pages that are made here
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let a hand answer it."""
        if scope["type"] != "http":
            await self._live(scope, receive, send)
            return
        if not reads(scope):
            await self._app(scope, receive, send)
            return
        hand = self._free()
        answer = await hand.ask(scope) if hand is not None else None
        if answer is not None:
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            await send({"type": "http.response.body", "body": answer.body})
            return
        self._own += 1
        try:
            async with self._turn:
                await self._app(scope, receive, send)
        finally:
            self._own -= 1

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        keeping = [asyncio.create_task(self._keep(place)) for place in range(len(self._held))]

        async def heard() -> Message:
            message = await receive()
            if message["type"] == "lifespan.shutdown":  # once the app has ended, the loop does too
                for task in keeping:
                    task.cancel()
                await asyncio.gather(*keeping, return_exceptions=True)
            return message

        await self._app(scope, heard, send)

    async def _keep(self, place: int) -> None:
        """Have a hand in that place as long as the app lives. One that ends before it was ready isn't replaced."""
        while True:
            hand = await Hand.start(self._project)
            try:
                if not await hand.ready():
                    return
                self._held[place] = hand
                await hand.ended()
            finally:
                self._held[place] = None
                hand.end()

    def _free(self) -> Hand | None:
        """Return the hand that is least busy, None if nobody is less so than the first process."""
        for hand in self._held:
            if hand is not None and hand.knows != known(self._project):
                hand.end()  # and another takes its place, who reads the lexicon and the settings anew
        able = [hand for hand in self._held if hand is not None and hand.works]
        hand = min(able, key=lambda one: one.busy, default=None)
        return hand if hand is not None and hand.busy <= self._own else None


def known(project: Project) -> tuple[object, ...]:
    """Return what a process reads once and keeps: settings and names, another object once they have changed."""
    return (project.config, names_of(*folders_of(project)))


class Hand:
    """A process that makes pages, as the first one sees it."""

    def __init__(
        self,
        project: Project,
        process: BaseProcess,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.knows = known(project)
        self.works = True
        self._process = process
        self._reader = reader
        self._writer = writer
        self._asked: dict[int, asyncio.Future[Answer | None]] = {}
        self._number = 0
        self._listening: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, project: Project) -> Hand:
        """Start a process; it is ready some time later."""
        here, there = socket.socketpair()
        root = project.folder.root.resolve()
        process = get_context("spawn").Process(
            target=work, args=(root, there), name="riwaya-hand", daemon=True
        )
        await asyncio.to_thread(process.start)
        there.close()
        return cls(project, process, *await asyncio.open_connection(sock=here))

    @property
    def busy(self) -> int:
        """How many answers it owes."""
        return len(self._asked)

    async def ready(self) -> bool:
        """Wait until it is ready; False if it never will be."""
        ready = await told(self._reader) is not None
        if ready:
            self._listening = asyncio.create_task(self._listen())
        return ready

    async def ask(self, scope: Scope) -> Answer | None:
        """Return its answer to a request; None if it ended before."""
        self._number += 1
        number = self._number
        question = {name: scope[name] for name in _PASSED_ON if name in scope} | {"state": scope["state"]}
        answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        try:
            tell(self._writer, (number, question))
            return await answer
        finally:
            self._asked.pop(number, None)

    async def ended(self) -> None:
        """Wait until it has ended."""
        assert self._listening is not None
        await self._listening

    def end(self) -> None:
        """Let it end; what it was asked is answered elsewhere."""
        self.works = False
        self._writer.close()
        for answer in self._asked.values():
            if not answer.done():
                answer.set_result(None)
        if self._process.is_alive():
            self._process.terminate()

    async def _listen(self) -> None:
        while (said := await told(self._reader)) is not None:
            number, answer = said
            waiting = self._asked.get(number)
            if waiting is not None and not waiting.done():
                waiting.set_result(answer)
        self.end()


def tell(writer: asyncio.StreamWriter, said: Any) -> None:
    """Send a message to the other process, which is ours too."""
    data = pickle.dumps(said)
    writer.write(len(data).to_bytes(_SIZE) + data)


async def told(reader: asyncio.StreamReader) -> Any:
    """Return the next message, None if there will be none."""
    try:
        size = int.from_bytes(await reader.readexactly(_SIZE))
        return pickle.loads(await reader.readexactly(size))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None


# In the hand's own process


def work(root: Path, line: socket.socket) -> None:
    """Make pages until the line is closed: nothing lasts longer than the app."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the first process's to handle
    with Project.open(root) as project:
        asyncio.run(_serve(project, line))
    os._exit(0)  # whatever is still being made, nobody waits for it


async def _serve(project: Project, line: socket.socket) -> None:
    reader, writer = await asyncio.open_connection(sock=line)
    pages = create_app(project)
    current_default_thread_limiter().total_tokens = AT_ONCE
    await asyncio.to_thread(warm, project)
    settle()
    tell(writer, "ready")
    at_work: set[asyncio.Task[None]] = set()
    while (said := await told(reader)) is not None:
        task = asyncio.create_task(_reply(pages, writer, *said))
        at_work.add(task)
        task.add_done_callback(at_work.discard)


async def _reply(pages: ASGIApp, writer: asyncio.StreamWriter, number: int, asked: Mapping[str, Any]) -> None:
    answer: Answer | None = None
    with suppress(Exception):  # a fault of ours: the first process meets it too, and tells of it
        answer = await _answer(pages, {"type": "http", "asgi": {"version": "3.0"}, **asked})
    tell(writer, (number, answer))


async def _answer(pages: ASGIApp, scope: Scope) -> Answer:
    status, headers, body = 500, [], []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message["headers"])
        else:
            body.append(message.get("body", b""))

    await pages(scope, receive, send)
    return Answer(status, headers, b"".join(body))

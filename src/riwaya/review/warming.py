"""What the first reader would wait for, read while the app starts: sums over all claims, names, places, templates."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from riwaya.errors import RiwayaError
from riwaya.project import Project, queries
from riwaya.project.queries import Filter
from riwaya.review.places import sites_of
from riwaya.review.render import environment

_LARGER = 10_000  # new objects before the collector looks for garbage: a page makes some thousands


class Warming:
    """The reading, beside the app: it begins at once; `stop` waits for its end."""

    def __init__(self, project: Project, then: Callable[[], None] = lambda: None) -> None:
        self._stopped = Event()
        self._thread = Thread(target=self._read, args=(project, then), name="warming", daemon=True)
        self._thread.start()

    def _read(self, project: Project, then: Callable[[], None]) -> None:
        if warm(project, self._stopped.is_set):
            then()

    def stop(self) -> None:
        """Read no more."""
        self._stopped.set()
        self._thread.join()


def warm(project: Project, stopped: Callable[[], bool] = lambda: False) -> bool:
    """Read it; return False if it was stopped."""
    # What goes wrong here goes wrong again, and is told, where a reader asks for it.
    with suppress(RiwayaError), queries.of(project) as asked:
        for work in (
            _templates,
            lambda: asked.names.gazetteer,
            lambda: sites_of(project, asked, Filter()),
            asked.count_sources,
            asked.edges,
        ):
            if stopped():
                return False
            work()
    return True


def settle() -> None:
    """Let the collector of garbage leave alone what was read: to go through it takes as long as ten pages do."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_LARGER, 20, 20)


def _templates() -> None:
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)

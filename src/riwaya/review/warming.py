"""What the first reader would wait for, read while the app starts: sums over all claims, names, places, templates."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread

from riwaya.errors import RiwayaError
from riwaya.project import Project, queries
from riwaya.project.queries import Filter
from riwaya.review.places import sites_of
from riwaya.review.render import environment


class Warming:
    """The reading, beside the app: it begins at once; `stop` waits for its end."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._stopped = Event()
        self._thread = Thread(target=self._read, name="warming", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        # What goes wrong here goes wrong again, and is told, where a reader asks for it.
        with suppress(RiwayaError), queries.of(self._project) as asked:
            for work in (
                _templates,
                lambda: asked.names.gazetteer,
                lambda: sites_of(self._project, asked, Filter()),
                asked.count_sources,
                asked.edges,
            ):
                if self._stopped.is_set():
                    return
                work()

    def stop(self) -> None:
        """Read no more."""
        self._stopped.set()
        self._thread.join()


def _templates() -> None:
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)

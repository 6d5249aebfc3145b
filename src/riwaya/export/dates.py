"""A claim's days → the one date that a format asks for, and how exactly it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from riwaya.export.view import View


@dataclass(frozen=True, slots=True)
class Dated:
    """The first and the last day, ISO; `last` is None if open. `by_publication`: the text gives no day."""

    first: str
    last: str | None
    by_publication: bool = False

    @property
    def days(self) -> int | None:
        """How many days it spans, None if open."""
        return (
            None
            if self.last is None
            else (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1
        )


def dated(view: View, by_publication: bool) -> Dated | None:
    """Return the claim's days: None if it has no first day and the day of publication may not, or can't, stand in."""
    first, last = view.time.get("earliest"), view.time.get("latest")
    if first is not None:
        return Dated(first, last)
    published = view.row.document.published
    return Dated(published, published, by_publication=True) if by_publication and published else None

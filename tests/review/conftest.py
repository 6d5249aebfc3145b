"""The fixtures of all tests of the app."""

from olive_fixtures import olives, own
from review_fixtures import built, filled, looked_at, served

__all__ = ["built", "filled", "looked_at", "olives", "own", "served"]

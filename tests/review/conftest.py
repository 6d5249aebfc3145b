"""The fixtures of all tests of the app."""

from review_fixtures import browser, built, filled, looked_at, served

__all__ = ["browser", "built", "filled", "looked_at", "served"]

"""The fixtures that tests in several folders share."""

from browser_fixtures import browser

__all__ = ["browser"]

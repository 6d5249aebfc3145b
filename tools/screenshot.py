"""Make docs/page.png: the page of the sample reports, as headless Chromium shows it.

    python tools/screenshot.py [REPORT...] [--output docs/page.png] [--width 1360] [--height 1500]

Reads the reports (default: those in samples/), writes their page to a temporary folder, and takes its
picture. Needs Chromium or Chrome; CHROMIUM=path names one that isn't on the PATH.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SAMPLES = ("gaza_hospital.html",)
TIMEOUT = 120  # seconds


def main() -> int:
    """Take the picture; the exit code is 1 if there is no browser or no picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "reports", nargs="*", type=Path, default=[ROOT / "samples" / name for name in SAMPLES]
    )
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "page.png")
    parser.add_argument("--width", type=int, default=1360)
    parser.add_argument("--height", type=int, default=1500)
    options = parser.parse_args()
    browser = find_browser()
    if browser is None:
        print(
            "No Chromium found: install chromium (apt install chromium) or set CHROMIUM=path", file=sys.stderr
        )
        return 1
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        write_page(options.reports, page)
        return photograph(browser, page, options.output.resolve(), options.width, options.height)


def find_browser() -> str | None:
    """Return the path of a browser that can run headless."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def write_page(reports: list[Path], page: Path) -> None:
    """Read the reports and write their page."""
    import riwaya
    from riwaya.report.html import render_html

    readings = riwaya.read(*reports)
    page.write_text("".join(render_html(readings)), encoding="utf-8")


def photograph(browser: str, page: Path, picture: Path, width: int, height: int) -> int:
    """Let the browser take the picture of the page."""
    command = [
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb",
        f"--user-data-dir={page.parent / 'profile'}", f"--window-size={width},{height}",
        f"--screenshot={picture}", page.as_uri(),
    ]  # fmt: skip
    picture.unlink(missing_ok=True)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        print(f"{browser} took longer than {TIMEOUT} seconds; try again with fewer reports", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{browser} can't be started ({error.strerror}); set CHROMIUM=path to another", file=sys.stderr)
        return 1
    if not picture.exists():
        print(f"{browser} made no picture: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return 1
    print(picture)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

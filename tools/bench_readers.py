"""What ten readers do at once, for locust; `bench_serve.py` runs it and says where the app is.

A reader signs in with the address that `riwaya serve` printed and asks for one page after another. What is counted is
the time that the server took for each (its Server-Timing header), by kind of page.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import defaultdict

from locust import HttpUser, constant, events, task

ADDRESS = os.environ["RIWAYA_ADDRESS"]
PAGES: dict[str, list[str]] = json.loads(os.environ["RIWAYA_PAGES"])
WAIT = float(os.environ["RIWAYA_WAIT"])
took: dict[str, list[float]] = defaultdict(list)


class Reader(HttpUser):
    """Somebody at a browser."""

    wait_time = constant(WAIT)

    def on_start(self) -> None:
        """Open the address with the token."""
        self.client.get(ADDRESS, name="sign in")

    @task
    def look(self) -> None:
        """Open some page."""
        kind = random.choice(list(PAGES))
        with self.client.get(random.choice(PAGES[kind]), name=kind, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code}: {answer.url}")
                return
            took[kind].append(float(answer.headers["server-timing"].partition("dur=")[2]))


@events.quitting.add_listener
def tell(environment: object, **_: object) -> None:
    """Print the milliseconds of the server, by kind of page."""
    print(f"{'page':<26}{'asked':>7}{'median':>9}{'p95':>9}{'worst':>9}   (server, ms)")
    for kind, times in sorted(took.items()):
        times.sort()
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        print(f"{kind:<26}{len(times):>7}{times[len(times) // 2]:>9.1f}{p95:>9.1f}{times[-1]:>9.1f}")
    failed = environment.stats.total.num_failures  # type: ignore[attr-defined]
    if failed:
        for error in environment.stats.errors.values():  # type: ignore[attr-defined]
            print(f"{error.occurrences} times: {error.error}", file=sys.stderr)

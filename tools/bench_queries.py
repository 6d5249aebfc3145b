"""Speed of the listings of a project: the first 50 incidents under each filter, their number, one incident, and the long lists.

usage: bench_queries.py DIR

DIR is a project, for example one that `bench_project.py --claims 100000 --folder DIR` has filled. Filters are of what it holds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from riwaya.model import STATUSES
from riwaya.project import Project, queries
from riwaya.project.queries import Filter, Queries

RUNS = 5
SHOWN = 50


def main() -> None:
    """Print a line for each filter and list."""
    parser = argparse.ArgumentParser(description="Measure the listings of a project.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    with Project.open(parser.parse_args().folder) as project, queries.of(project) as asked:
        sums = asked.overview()
        print(f"{sums.claims:,} claims, {sums.incidents:,} incidents, {sums.documents:,} reports\n")
        print(f"{'incidents':42}   first {SHOWN}   count    found")
        for name, wanted in filters(asked).items():
            listed = timed(lambda wanted=wanted: list(asked.incidents(wanted, SHOWN)))
            counted = timed(lambda wanted=wanted: asked.count_incidents(wanted))
            print(f"{name:42}{listed:8.0f} ms{counted:5.0f} ms{asked.count_incidents(wanted):9,}")
        largest = next(asked.incidents(limit=1))
        seconds = timed(lambda: asked.incident(largest.id))
        print(f"\n{f'one incident of {len(largest.claims)} claims':42}{seconds:8.0f} ms")
        for name, work in (
            ("actors", asked.actors),
            ("sources", asked.sources),
            ("findings", asked.findings),
        ):
            print(f"{f'all {name}':42}{timed(lambda work=work: list(work()), 1):8.0f} ms")


def filters(asked: Queries) -> dict[str, Filter]:
    """Return the filters: each by itself with what is common and what is rare, then all of them."""
    actors = [actor.id for actor in asked.actors()]
    places = [row.place for row in asked.incidents(limit=1000) if row.place is not None]
    days = [row.earliest for row in asked.incidents(limit=1000) if row.earliest is not None]
    if not (actors and places and days):
        raise SystemExit("this project has nothing to filter by")
    country = next((place.country_en for place in places if place.country_en), places[0].name)
    middle = sorted(days)[len(days) // 2]
    found = {
        "all": Filter(),
        "--contradicted": Filter(contradicted=True),
        "--type ASSAULT": Filter(type="ASSAULT"),
    }
    found |= {f"--actor {actor}": Filter(actor=actor) for actor in (actors[0], actors[-1])}
    found |= {
        f"--place {name}": Filter(place=name) for name in (country, places[-1].name_en or places[-1].name)
    }
    found |= {f"--status {status}": Filter(status=status) for status in STATUSES}
    for name, days_ in (("", (middle, None)), (middle.isoformat(), (middle, middle))):
        found[f"--between {middle}..{name}"] = Filter(between=days_)
    every = Filter(actors[0], "ASSAULT", country, (date.min, middle), "asserted", False)
    return {**found, "all filters at once": every}


def timed(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return how many milliseconds something takes, the median of some runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return sorted(times)[runs // 2]


if __name__ == "__main__":
    main()

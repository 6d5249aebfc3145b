"""Speed of the listings of a project: pages of incidents and claims under each filter, their number, and the other lists.

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
FAR = 20_000
WORD = "حمص"


def main() -> None:
    """Print a line for each filter and list."""
    parser = argparse.ArgumentParser(description="Measure the listings of a project.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    with Project.open(parser.parse_args().folder) as project, queries.of(project) as asked:
        began = time.perf_counter()
        asked.count_sources()
        print(f"sums read for the first time in {time.perf_counter() - began:.1f} s\n")
        sums = asked.overview()
        print(f"{sums.claims:,} claims, {sums.incidents:,} incidents, {sums.documents:,} reports\n")
        print(f"{f'{SHOWN} incidents, {SHOWN} claims':42}incidents    count     found    claims    count")
        for name, wanted in filters(asked).items():
            print(
                f"{name:42}{timed(lambda w=wanted: list(asked.incidents(w, SHOWN))):6.0f} ms"
                f"{timed(lambda w=wanted: asked.count_incidents(w)):6.0f} ms{asked.count_incidents(wanted):10,}"
                f"{timed(lambda w=wanted: list(asked.claims(w, SHOWN))):7.0f} ms"
                f"{timed(lambda w=wanted: asked.count_claims(w)):6.0f} ms"
            )
        print()
        for name, work in others(asked).items():
            print(f"{name:42}{timed(work):6.0f} ms")


def others(asked: Queries) -> dict[str, Callable[[], object]]:
    """Return the other queries, the lists by the page: the first, and one far behind."""
    largest = next(asked.incidents(limit=1))
    report = next(asked.documents(1, 1000)).id
    actor = next(asked.actors(1)).id
    found: dict[str, Callable[[], object]] = {
        "overview": asked.overview,
        f"one incident of {len(largest.claims)} claims": lambda: asked.incident(largest.id),
        "one report": lambda: asked.report(report),
        f"one actor, with {SHOWN} incidents": lambda: asked.actor(actor, SHOWN),
        "edges, all": lambda: list(asked.edges()),
        "kinds of findings": asked.finding_kinds,
        "count of findings": asked.count_findings,
        "count of reports": asked.count_documents,
        f"search for {WORD}": lambda: asked.search(WORD, SHOWN),
    }
    for first in (0, FAR):
        found |= {
            f"{SHOWN} incidents from {first:,}": lambda n=first: list(asked.incidents(None, SHOWN, n)),
            f"{SHOWN} claims from {first:,}": lambda n=first: list(asked.claims(None, SHOWN, n)),
            f"{SHOWN} reports from {first:,}": lambda n=first: list(asked.documents(SHOWN, n)),
            f"{SHOWN} findings from {first:,}": lambda n=first: list(asked.findings(None, SHOWN, n)),
        }
    return found | {
        f"{SHOWN} actors": lambda: list(asked.actors(SHOWN)),
        f"{SHOWN} sources": lambda: list(asked.sources(SHOWN)),
    }


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

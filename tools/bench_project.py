"""Speed of a project: what adding a report costs to a store of 1,000 claims, then ten and a hundred times as many.

usage: bench_project.py [--claims N] [--folder DIR]

The store is filled with the made-up claims of bench_linking.py, each document through the same code that `riwaya add` runs;
then real reports are added (their writing and linking are timed, reading them isn't), found, judged and taken out again.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import statistics
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from bench_linking import make_claims, make_world
from riwaya.contract import to_json
from riwaya.linking.model import Record
from riwaya.pipeline import load, read_text
from riwaya.project import Project, init, linker, search
from riwaya.project.adding import TOGETHER
from riwaya.project.engine import writing
from riwaya.project.prepare import Prepared, PreparedClaim
from riwaya.project.writing import insert_document, write_readings

STEPS = (1_000, 10_000, 100_000)
AT_ONCE = 100  # reports that are handed to the worker
OWN_WORDS = 50
REPORT = (
    "قصفت مدفعية الجيش السوري أطراف مدينة {place} يوم {day}، وقُتل {dead} مدنيين، بحسب المرصد السوري لحقوق الإنسان. "
    "واعتقلت قوات الأمن عدداً من الأشخاص في {place}، ونفت وزارة الدفاع مسؤوليتها عن القصف. وقال سكان إن طائرات "
    "مروحية ألقت براميل متفجرة على أحياء المدينة، فيما أعلنت فصائل المعارضة أنها استهدفت مواقع للجيش في ريف {place}."
)
TOWNS = ("درعا", "إدلب", "حمص", "الرقة", "دير الزور", "منبج", "السويداء", "القامشلي")


def main() -> None:
    """Fill a store step by step and print what a report costs at each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, help="this many only")
    parser.add_argument("--folder", type=Path, help="keep the project there")
    options = parser.parse_args()
    root = options.folder or Path(tempfile.mkdtemp(prefix="riwaya-bench-"))
    world = make_world(load(None))
    steps = [options.claims] if options.claims else STEPS
    records, _ = make_claims(world, steps[-1], 1)
    records.sort(key=lambda record: record.document)
    reports = [list(group) for _, group in groupby(records, key=lambda record: record.document)]
    words = [town.name for towns in world.towns.values() for town in towns]
    print("  claims  filled in   claims/s  incidents   add, median    worst   search    judge    size")
    try:
        with init(root) as project:
            fill(project, reports, steps, words)
    finally:
        if options.folder is None:
            shutil.rmtree(root)


def fill(
    project: Project, reports: list[list[Record]], steps: list[int] | tuple[int, ...], words: list[str]
) -> None:
    """Fill a store and measure at each step."""
    template = to_json(read_text(REPORT.format(place="درعا", day="3 آذار 2023", dead=4)))
    held, since = 0, time.perf_counter()
    begun = held
    for some in batches(ahead(reports, partial(prepared, template=template, words=words))):
        write(project, some)
        held += sum(len(made.claims) for made in some)
        if held >= steps[0]:
            seconds = time.perf_counter() - since
            measure(project, held, held - begun, seconds)
            steps, begun, since = steps[1:], held, time.perf_counter()
            if not steps:
                return


def ahead(reports: list[list[Record]], prepare: Callable[[list[Record]], Prepared]) -> Iterator[Prepared]:
    """Yield the documents, which another process prepares meanwhile, as it does for `riwaya add`."""
    with ProcessPoolExecutor(1) as pool:
        coming: deque[Future[list[Prepared]]] = deque()
        for first in range(0, len(reports), AT_ONCE):
            coming.append(pool.submit(prepare_some, prepare, reports[first : first + AT_ONCE]))
            if len(coming) > 1:
                yield from coming.popleft().result()
        while coming:
            yield from coming.popleft().result()


def prepare_some(prepare: Callable[[list[Record]], Prepared], reports: list[list[Record]]) -> list[Prepared]:
    """Return documents as a worker hands them to the writer."""
    return [prepare(report) for report in reports]


def prepared(records: list[Record], template: dict[str, Any], words: list[str]) -> Prepared:
    """Return a document with these claims. Words of its own follow those of the template: it is no copy of another."""
    first = records[0]
    own = random.Random(first.document).choices(words, k=OWN_WORDS)
    text = f"{template['text'].partition('. ')[0]}. {first.document} {' '.join(own)}."
    document = {
        "id": first.document, "title": None, "outlet": first.outlet, "url": None, "language": "ar",
        "published": first.published.isoformat() if first.published else None,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }  # fmt: skip
    told = template["claims"][0]
    reading = {**template, "document": document, "text": text, "claims": []}
    claims = tuple(
        PreparedClaim(
            {**told, "id": r.claim, "type": r.type, "status": r.status}, r, linker.keys_of(r), "0" * 16
        )
        for r in records
    )
    middle = len(text) // 2
    passages = search.passages_of(text, [(0, middle), (middle, len(text))])
    return Prepared(reading, claims, passages, linker.report(reading), "bench")


def batches(coming: Iterator[Prepared]) -> Iterator[list[Prepared]]:
    """Yield documents as `riwaya add` writes them together."""
    while some := list(islice(coming, TOGETHER)):
        yield some


def write(project: Project, some: list[Prepared]) -> None:
    """Write documents as `riwaya add` does, without files."""
    with writing(project.engine) as connection:
        keys = [
            insert_document(
                connection, made, version=1, former=None, file="originals/none", origin=None, round=0
            )
            for made in some
        ]
        write_readings(connection, list(zip(keys, some, strict=True)), project.lexicon)


def measure(project: Project, held: int, added: int, seconds: float) -> None:
    """Print a line of the table."""
    from sqlalchemy import text

    draw = random.Random(held)
    costs = []
    for n in range(15):
        file = project.folder.root / f"bench{n}.txt"
        place, day = draw.choice(TOWNS), f"{draw.randrange(1, 29)} آذار {draw.choice((2022, 2023, 2024))}"
        file.write_text(REPORT.format(place=place, day=day, dead=n + 3) + f" {held}", encoding="utf-8")
        (one,) = project.add(file, published="2024-04-01", outlet=f"o{n}", jobs=1).added
        costs.append(1000 * one.seconds)
    with project.engine.connect() as connection:
        incidents = connection.execute(text("SELECT count(*) FROM incident")).scalar()
        claim = connection.execute(text("SELECT id FROM claim WHERE incident IS NOT NULL LIMIT 1")).scalar()
    found = timed(lambda: project.search("حمص", 50))
    judged = timed(lambda: project.judge(str(claim), "correct", "dead", ["7"], by="bench"))
    size = sum(p.stat().st_size for p in project.folder.root.glob("riwaya.db*")) / 1e6
    print(
        f"{held:8,}{seconds:10.1f}s{added / seconds:11,.0f}{incidents:11,}{statistics.median(costs):11.0f} ms"
        f"{max(costs):6.0f} ms{found:6.0f} ms{judged:6.0f} ms{size:5.0f} MB",
        flush=True,
    )


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()

"""Small reports of invented happenings, and what the tests of projects ask of a store."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

STRIKE = "قصفت مدفعية الجيش السوري أطراف مدينة درعا أمس، وقُتل ثلاثة مدنيين، بحسب المرصد السوري لحقوق الإنسان."
STRIKE_AGAIN = "قُتل ثلاثة مدنيين أمس في قصف مدفعي للجيش السوري على مدينة درعا، وفق ناشطين."
MEETING = "التقى وزير الخارجية المصري نظيره السعودي في الرياض يوم 3 آذار/ مارس 2024، بحسب بيان للوزارة."
PROTEST = "تظاهر مئات المعلمين في مدينة السليمانية يوم الاثنين احتجاجاً على تأخر الرواتب."
ARREST = "اعتقلت قوات الأمن العراقية أربعة أشخاص في الموصل يوم الثلاثاء، بحسب مصدر أمني."
REPORTS = (STRIKE, STRIKE_AGAIN, MEETING, PROTEST, ARREST)
DAY = "2024-03-05"


def write_lines(path: Path, *articles: dict) -> Path:
    """Write articles to a `.jsonl` file."""
    lines = (json.dumps({"published": DAY, **a}, ensure_ascii=False) for a in articles)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def articles(number: int) -> list[dict]:
    """Return articles of one sentence or two, all different."""
    texts = [f"{REPORTS[n % 5]} {REPORTS[(n // 5) % 5]} وهذا هو التقرير رقم {n + 1}." for n in range(number)]
    return [{"id": f"r{n}", "text": text, "outlet": f"صحيفة {n % 3}"} for n, text in enumerate(texts)]


def rows(root: Path, query: str, *values: object) -> list[tuple]:
    """Return what a query finds in a project's database, read by SQLite itself."""
    connection = sqlite3.connect(root / "riwaya.db", timeout=60)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def value(root: Path, query: str, *values: object) -> object:
    """Return the one value that a query finds."""
    return rows(root, query, *values)[0][0]


def faults(root: Path) -> list[str]:
    """Return whatever is half-written or hangs loose in a project: nothing, whenever its writer was killed."""
    found = [f"integrity: {r}" for r in rows(root, "PRAGMA integrity_check") if r != ("ok",)]
    found += [f"foreign key: {r}" for r in rows(root, "PRAGMA foreign_key_check")]
    checks = {
        "claims missing": "SELECT id FROM document d WHERE claims != (SELECT count(*) FROM claim WHERE document = d.key)",
        "no passage": "SELECT id FROM document WHERE state = 'current' AND NOT EXISTS "
        "(SELECT 1 FROM passage WHERE rowid >= document.key << 20 AND rowid < (document.key + 1) << 20)",
        "passage of no document": "SELECT rowid FROM passage WHERE rowid >> 20 NOT IN "
        "(SELECT key FROM document WHERE state = 'current')",
        "empty incident": "SELECT id FROM incident WHERE claims = 0",
        "miscounted incident": "SELECT id FROM incident i WHERE claims != (SELECT count(*) FROM claim WHERE incident = i.id)",
        "placement differs": "SELECT claim.id FROM claim LEFT JOIN placement p ON p.claim = claim.id "
        "WHERE claim.incident IS NOT p.incident",
        "two current versions": "SELECT id FROM document WHERE state = 'current' GROUP BY id HAVING count(*) > 1",
        "superseded, in incidents": "SELECT claim.id FROM claim JOIN document d ON d.key = claim.document "
        "WHERE d.state != 'current' AND incident IS NOT NULL",
    }
    found += [f"{name}: {r[0]}" for name, query in checks.items() for r in rows(root, query)]
    for (name,) in rows(root, "SELECT file FROM document"):
        original = root / name
        if not original.exists():
            found.append(f"no original: {name}")
        elif hashlib.sha256(original.read_bytes()).hexdigest() != original.stem:
            found.append(f"half an original: {name}")
    return found


def contents(root: Path) -> dict[str, list[tuple]]:
    """Return what a project holds, without numbers and moments that depend on the order of writing."""
    queries = {
        "documents": "SELECT id, version, state, sha256, file, claims FROM document ORDER BY id, version",
        "claims": "SELECT id, type, status, data, digest FROM claim ORDER BY id",
        "participants": "SELECT claim, role, position, key FROM participant ORDER BY 1, 2, 3",
        "passages": "SELECT d.id, p.words FROM passage p JOIN document d ON d.key = p.rowid >> 20 ORDER BY 1, p.rowid",
        "blocking": "SELECT key, claim FROM blocking ORDER BY 1, 2",
    }
    return {name: rows(root, query) for name, query in queries.items()}

"""A store of 10,000 reports and 200,000 findings, built quickly, and how long a reviewer waits on it.

    python -m tests.store.large [--reports N] [--postgresql] [--keep FILE]

Prints milliseconds: the median and the 95th percentile of each call.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from review.finding import Severity
from review.store import Change, QueueFilter, Store
from review.store.rows import now, packed
from review.store.summary import recount
from review.store.tables import decisions, files, findings, reviews, submissions, texts
from tests.screens.made import TEXTS, made_document
from tests.store.postgres import running_server

FINDINGS = 20
CODES = ("T201", "T101", "N101", "N201", "W101", "W201", "S101", "R101", "R301", "D101")
LEVELS = ("must", "should", "should", "ask")
KINDS = ("department", "town", "street", "county")
RULES = "0.1.0|national||"
AT_ONCE = 500
SIGNS = (
    "政务公开信息申请答复办理平台建设监督保障机构改革行政执法服务群众企业统计农业水利交通教育卫生"
)


def build(store: Store, reports: int) -> None:
    """Fill an empty store: reports of ten years, a third of the findings decided."""
    draw = random.Random(1)
    document = packed(made_document())
    with store._committing() as connection:
        for first in range(1, reports + 1, AT_ONCE):
            ids = range(first, min(first + AT_ONCE, reports + 1))
            rows = [_submission(number, draw) for number in ids]
            subjects = {row["id"]: row["subject"] for row in rows}
            connection.execute(
                insert(files), [{"sha256": row["sha256"], "content": bytes(2000)} for row in rows]
            )
            connection.execute(insert(submissions), rows)
            connection.execute(insert(reviews), [_review(row, document) for row in rows])
            connection.execute(insert(texts), [_text(row, draw) for row in rows])
            found = [_finding(n, k, subjects[n], draw) for n in ids for k in range(FINDINGS)]
            connection.execute(insert(findings), found)
            decided = [_decision(f, draw) for f in found if f["ordinal"] % 3 == 0]
            connection.execute(insert(decisions), decided)
        recount(connection, connection.execute(select(submissions.c.id)).scalars().all())


def _submission(number: int, draw: random.Random) -> dict[str, Any]:
    agency, year = f"某市{number // 10}局", 2015 + number % 10
    return {
        "id": number,
        "sha256": f"{number:064x}",
        "name": f"{agency}{year}.docx",
        "media_type": "",
        "added_at": now(),
        "agency": agency,
        "kind": draw.choice(KINDS),
        "year": year,
        "state": draw.choice(("waiting", "reviewing", "answered", "passed")),
        "subject": f"{agency}|{year}",
        "rules": RULES,
        "score": round(draw.uniform(40, 100), 1),
        "grade": "合格",
    }


def _review(row: dict[str, Any], document: bytes) -> dict[str, Any]:
    return {
        "submission_id": row["id"],
        "engine": RULES,
        "subject": row["subject"],
        "document": document,
        "made_at": now(),
    }


def _text(row: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    words = "".join(draw.choices(SIGNS, k=1200))
    return {"submission_id": row["id"], "text": "\n".join([row["agency"], *TEXTS.values(), words])}


def _finding(number: int, ordinal: int, subject: str, draw: random.Random) -> dict[str, Any]:
    return {
        "submission_id": number,
        "finding": f"{number:08x}{ordinal:08x}",
        "ordinal": ordinal,
        "subject": subject,
        "code": draw.choice(CODES),
        "severity": draw.choice(LEVELS),
        "points": 1.0,
        "helps": False,
        "message": "第三部分表格“（二）部分公开”行：自然人9与其他各列之和为9，总计填10。",
    }


def _decision(finding: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    return {
        "subject": finding["subject"],
        "finding": finding["finding"],
        "verdict": draw.choice(("accepted", "accepted", "rejected", "doubtful")),
        "reason": draw.choice(("", "口径不同", "不属实")),
        "edited": "",
        "decided_at": now(),
        "version": 1,
        "reviewer": draw.choice(("甲", "乙")),
        "desk": "",
        "code": finding["code"],
    }


def measure(store: Store) -> Iterator[tuple[str, float, float]]:
    """Name, median and 95th percentile in milliseconds of what the screens ask."""
    page = {"limit": 50}
    filters = {
        "of a year": QueueFilter(year=2024),
        "in a state": QueueFilter(state="waiting"),
        "with a code open": QueueFilter(code="T201", undecided=True),
        "with a level open": QueueFilter(severity=Severity.MUST, undecided=True),
        "of an agency": QueueFilter(agency="77"),
    }
    yield _timed("queue, first page", lambda n: store.queue(**page), 60)
    yield _timed("queue, page 100", lambda n: store.queue(limit=50, offset=5000), 60)
    for name, wanted in filters.items():
        yield _timed(f"queue, {name}", lambda n, w=wanted: store.queue(w, **page), 30)
    for words in ("水质", "公开 监督", "鲸鱼"):
        wanted = QueueFilter(words=words)
        yield _timed(f"search “{words}”", lambda n, w=wanted: store.queue(w, **page), 15)
    yield _timed("counts of all", lambda n: store.counts(), 60)
    yield _timed("counts of a year", lambda n: store.counts(2024), 60)
    yield _timed("neighbours", lambda n: store.neighbours(n * 37), 30)
    yield _timed("review of one report", lambda n: store.review(n * 37), 60)
    yield _timed("take, one decision", lambda n: store.take("desk", [_change(n)]), 500)
    yield _timed("rules' quality", lambda n: store.rule_quality(), 5)
    yield _timed("rules' quality of a year", lambda n: store.rule_quality(2024), 5)
    yield _timed("score rows", lambda n: store.score_rows(), 5)
    yield _timed("finding rows of all", lambda n: store.finding_rows(), 3)
    yield _timed("finding rows of a year", lambda n: store.finding_rows(2024), 5)
    yield _timed("progress", lambda n: store.progress(), 5)


def _change(number: int) -> Change:
    report = number * 17 % 9000 + 1
    subject = f"某市{report // 10}局|{2015 + report % 10}"
    return Change(number, subject, f"{report:08x}{1:08x}", "accepted", base=None)


def _timed(name: str, call: Callable[[int], object], times: int) -> tuple[str, float, float]:
    call(1)
    taken = []
    for number in range(2, times + 2):
        begun = time.perf_counter()
        call(number)
        taken.append((time.perf_counter() - begun) * 1000)
    late = statistics.quantiles(taken, n=20, method="inclusive")[-1]
    return name, statistics.median(taken), late


@contextmanager
def place(keep: str | None, postgresql: bool) -> Iterator[str]:
    """Where the store is built."""
    if postgresql:
        with running_server() as server:
            yield server.database()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield keep or str(Path(folder) / "large.sqlite")


def main() -> None:
    """Build and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--keep", help="build the SQLite store in this file and leave it there")
    given = parser.parse_args()
    with place(given.keep, given.postgresql) as where:
        begun = time.perf_counter()
        store = Store.open(where)
        build(store, given.reports)
        store.close()
        print(f"built {given.reports} reports in {time.perf_counter() - begun:.0f} s")
        begun = time.perf_counter()
        store = Store.open(where)
        print(f"{'open':28} {(time.perf_counter() - begun) * 1000:8.1f}")
        for name, middle, late in measure(store):
            print(f"{name:28} {middle:8.1f} {late:8.1f}", flush=True)
        store.close()


if __name__ == "__main__":
    main()

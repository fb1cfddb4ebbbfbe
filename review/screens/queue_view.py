"""What the queue screen draws: rows in the order in which they need a person."""

from collections.abc import Iterable
from typing import Any

from review.finding import Severity
from review.outputs.places import KIND_NAMES
from review.store import STATE_NAMES, QueueEntry


def _need(entry: QueueEntry) -> tuple[Any, ...]:
    """Open ones first; among them those with most undecided faults, the gravest counting first."""
    undecided = [-entry.undecided(level) for level in Severity]
    score = entry.score if entry.score is not None else 0.0
    return (not any(undecided), *undecided, score, entry.submission.id)


def in_order(entries: Iterable[QueueEntry]) -> list[QueueEntry]:
    """Reviewed submissions, what needs a person most first; failed ones are left out."""
    return sorted((e for e in entries if e.error is None), key=_need)


def queue_view(entries: Iterable[QueueEntry]) -> dict[str, Any]:
    """The queue's rows, and the files that could not be reviewed with their sentence."""
    entries = list(entries)
    return {
        "rows": [_row(entry) for entry in in_order(entries)],
        "failed": [
            {"name": e.submission.name, "message": e.error} for e in entries if e.error is not None
        ],
    }


def _row(entry: QueueEntry) -> dict[str, Any]:
    foremost = entry.foremost
    return {
        "id": entry.submission.id,
        "agency": entry.agency or "（未识别出单位名称）",
        "file": entry.submission.name,
        "kind": KIND_NAMES.get(entry.kind, entry.kind),
        "year": str(entry.year or "不明"),
        "must": entry.count(Severity.MUST),
        "should": entry.count(Severity.SHOULD),
        "ask": entry.count(Severity.ASK),
        "decided": entry.decided,
        "total": entry.total,
        "score": f"{entry.score:.1f}" if entry.score is not None else "—",
        "grade": entry.grade,
        "state": entry.state,
        "stateName": STATE_NAMES[entry.state] if entry.total else "无问题",
        "foremost": foremost.message if foremost else "没有需要决定的问题",
        "level": foremost.severity.value if foremost else "",
    }

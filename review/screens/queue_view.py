"""What the queue screen draws: rows as the store gives them, the filters and what they may be set to."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from review.checks import CHECKS
from review.finding import Severity
from review.outputs.places import KIND_NAMES
from review.screens.queue_filter import PAGE_SIZE, Look
from review.store import STATE_NAMES, Actor, QueueEntry, QueuePage, SubmissionState, may
from review.store.queue_records import DayOfWork

_ACTS = {"claim": "claim", "state": "claim", "others": "others", "submit": "submit"}


def queue_view(
    page: QueuePage,
    look: Look,
    actor: Actor,
    *,
    counts: Mapping[SubmissionState, int],
    years: Sequence[int],
    reviewers: Sequence[str],
    progress: Sequence[DayOfWork] = (),
    said: Sequence[str] = (),
    taken: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The queue's rows of one page, its filters, and what the person at it may do.

    `said`: sentences on what came of the last wish; `taken`: which wish that was.
    """
    return {
        "rows": [_row(entry) for entry in page.entries],
        "total": page.total,
        "page": look.page,
        "pages": max(1, -(-page.total // PAGE_SIZE)),
        "look": dict(look.words),
        "counts": dict(counts),
        "states": [[state, name] for state, name in STATE_NAMES.items()],
        "years": list(years),
        "kinds": [[key, name] for key, name in KIND_NAMES.items() if key != "unknown"],
        "reviewers": list(reviewers),
        "codes": [[check.code, check.title] for check in CHECKS if check.noted],
        "levels": [[level.value, level.label] for level in Severity],
        "me": actor.name,
        "progress": _in_words(progress, actor),
        "rights": {act: may(actor, right) for act, right in _ACTS.items()},  # type: ignore[arg-type]
        "said": list(said),
        "taken": taken,
    }


def _in_words(progress: Sequence[DayOfWork], actor: Actor) -> str:
    """What was done today (in this office's time), by all and by oneself."""
    today = datetime.now(UTC).date()
    days = [day for day in progress if day.day == today]
    if not days:
        return ""
    decisions, finished = (
        sum(getattr(d, name) for d in days) for name in ("decisions", "finished")
    )
    told = f"今日决定{decisions}条，审完{finished}份"
    mine = sum(d.decisions for d in days if d.reviewer == actor.name)
    return told if mine == decisions else f"{told}（本人{mine}条）"


def _row(entry: QueueEntry) -> dict[str, Any]:
    foremost = entry.foremost
    one = entry.submission
    if entry.error is not None:
        message = entry.error
    else:
        message = foremost.message if foremost else "没有需要决定的问题"
    return {
        "id": one.id,
        "version": one.version,
        "agency": entry.agency or "（未识别出单位名称）",
        "file": one.name,
        "kind": KIND_NAMES.get(entry.kind, entry.kind),
        "year": str(entry.year or "不明"),
        "round": one.round,
        "must": entry.must,
        "should": entry.should,
        "ask": entry.ask,
        "decided": entry.decided,
        "total": entry.total,
        "score": f"{entry.score:.1f}" if entry.score is not None else "—",
        "grade": entry.grade,
        "reuse": "" if entry.reuse is None else f"{entry.reuse:.0%}",
        "state": entry.state,
        "stateName": STATE_NAMES[entry.state],
        "reviewer": one.reviewer or "",
        "duplicate": entry.duplicate,
        "outdated": entry.outdated,
        "failed": entry.error is not None,
        "foremost": message,
        "level": foremost.severity.value if foremost and entry.error is None else "",
    }

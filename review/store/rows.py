"""Rows of the database turned into records, and back into text."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from review.finding import Severity
from review.store.records import (
    Decision,
    DecisionVerdict,
    JsonObject,
    QueueEntry,
    QueueFinding,
    Submission,
)
from review.store.tables import submissions

AnyRow = Row[*tuple[Any, ...]]

_NOT_REVIEWED = "审阅没有完成，请点“重新审阅”再试一次。"
SUBMISSION = [c for c in submissions.c if c.name != "content"]


def now() -> datetime:
    """UTC without zone: SQLite stores none."""
    return datetime.now(UTC).replace(tzinfo=None)


def dump(value: Any) -> str:
    """JSON without escapes and blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def engine_key(document: Mapping[str, Any]) -> str:
    """What made a review: two reviews with the same key replace each other."""
    engine = document["engine"]
    keys = ("version", "profile", "profile_sha256", "model_sha256", "last_year_sha256")
    return "|".join(str(engine.get(key) or "") for key in keys)


def submission_of(row: AnyRow) -> Submission:
    """A row of SUBMISSION (all columns but the bytes)."""
    return Submission(row.id, row.sha256, row.name, row.media_type, row.added_at)


def decision_of(row: AnyRow) -> Decision:
    """A row of decisions with a verdict."""
    return Decision(row.finding, row.verdict, row.reason, row.edited, row.decided_at, row.version)


def standing(row: AnyRow | None) -> JsonObject | None:
    """A decision as the audit trail tells it; None where nothing was decided."""
    if row is None or row.verdict is None:
        return None
    return {"verdict": row.verdict, "reason": row.reason, "edited": row.edited}


def queue_entry(
    submission: Submission,
    row: AnyRow | None,
    verdicts: Mapping[tuple[str, str], DecisionVerdict | None],
) -> QueueEntry:
    """A submission with the short form of its latest review (`row`), if it has one."""
    if row is None:
        return QueueEntry(submission, None, "unknown", None, None, "", _NOT_REVIEWED, ())
    short = json.loads(row.summary)
    findings = tuple(
        QueueFinding(
            f["id"],
            Severity(f["severity"]),
            f["message"],
            f["points"],
            verdicts.get((row.subject, f["id"])),
        )
        for f in short.pop("findings")
    )
    return QueueEntry(submission, findings=findings, **short)

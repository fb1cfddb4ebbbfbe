"""Rows of the database turned into records, and values into what the database takes."""

import json
import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row

from review.finding import Severity
from review.store.queue_records import Foremost, QueueEntry
from review.store.records import Decision, JsonObject, OwnFinding, Submission
from review.store.tables import submissions

AnyRow = Row[*tuple[Any, ...]]

_NOT_REVIEWED = "审阅没有完成，请点“重新审阅”再试一次。"
_SHORT = (
    "id", "sha256", "name", "media_type", "added_at", "agency", "kind", "year", "round", "state",
    "reviewer", "version", "withdrawn",
)  # fmt: skip
SUBMISSION = [submissions.c[name] for name in _SHORT]


def now() -> datetime:
    """UTC without zone: SQLite stores none."""
    return datetime.now(UTC).replace(tzinfo=None)


def today() -> date:
    """The day where the reviewers are."""
    return datetime.now().date()


def storable(text: str) -> str:
    """Text that every database takes: no NUL, no half of a surrogate pair."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def dump(value: Any) -> str:
    """JSON without escapes and blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def packed(document: Mapping[str, Any]) -> bytes:
    """A document as it is stored."""
    return zlib.compress(dump(document).encode("utf-8", "surrogatepass"), 3)


def unpacked(stored: bytes) -> JsonObject:
    """A document as it was."""
    document: JsonObject = json.loads(zlib.decompress(stored).decode("utf-8", "surrogatepass"))
    return document


def rules_key(engine: Mapping[str, Any]) -> str:
    """By what rules a review was made: version, profile and model, whatever last year's report was."""
    keys = ("version", "profile", "profile_sha256", "model_sha256")
    return "|".join(str(engine.get(key) or "") for key in keys)


def engine_key(engine: Mapping[str, Any]) -> str:
    """What made a review: two reviews with the same key replace each other."""
    return f"{rules_key(engine)}|{engine.get('last_year_sha256') or ''}"


def submission_of(row: AnyRow) -> Submission:
    """A row with the columns SUBMISSION."""
    return Submission(*(getattr(row, name) for name in _SHORT))


def decision_of(row: AnyRow) -> Decision:
    """A row of decisions with a verdict."""
    return Decision(
        row.finding, row.verdict, row.reason, row.edited, row.decided_at, row.version, row.reviewer
    )


def own_finding_of(row: AnyRow) -> OwnFinding:
    """A row of own_findings."""
    values = {name: getattr(row, name) for name in OwnFinding.__slots__}
    return OwnFinding(**{**values, "severity": Severity(row.severity)})


def standing(row: AnyRow | None) -> JsonObject | None:
    """A decision as the audit trail tells it; None where nothing was decided."""
    if row is None or row.verdict is None:
        return None
    return {"verdict": row.verdict, "reason": row.reason, "edited": row.edited}


def queue_entry(row: AnyRow, rules: str) -> QueueEntry:
    """A whole row of submissions; `rules` is the key of the rules of now, or empty."""
    foremost = None
    if row.foremost_code is not None:
        level = Severity(row.foremost_severity)
        foremost = Foremost(row.foremost_code, level, row.foremost_message)
    same = (
        "subject", "score", "grade", "must", "should", "ask", "open_must", "open_should",
        "open_ask", "own", "reuse", "duplicate", "rules",
    )  # fmt: skip
    return QueueEntry(
        submission_of(row),
        error=row.error if row.rules else _NOT_REVIEWED,
        foremost=foremost,
        outdated=bool(rules and row.rules and row.rules != rules),
        **{name: getattr(row, name) for name in same},
    )

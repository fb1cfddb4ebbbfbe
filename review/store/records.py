"""What the store gives out and takes in: plain frozen records, no rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from review.checks import only_helps
from review.finding import Severity

JsonObject = dict[str, Any]

DecisionVerdict = Literal["accepted", "rejected", "doubtful"]
DECISION_VERDICTS: tuple[DecisionVerdict, ...] = ("accepted", "rejected", "doubtful")

State = Literal["waiting", "started", "finished", "failed"]


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that was handed in; its bytes stay in the store."""

    id: int
    sha256: str
    name: str
    media_type: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided on a finding. `version` counts the changes, from 1."""

    finding: str
    verdict: DecisionVerdict
    reason: str
    edited: str
    decided_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Change:
    """A decision to be stored; `verdict` None takes it back. `number` orders a desk's changes."""

    number: int
    subject: str
    finding: str
    verdict: DecisionVerdict | None
    reason: str = ""
    edited: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A line of the audit trail: what happened, to what, and how it stood before and after."""

    at: datetime
    action: str
    subject: str
    finding: str
    before: JsonObject | None
    after: JsonObject | None


@dataclass(frozen=True, slots=True)
class QueueFinding:
    """A finding as the queue needs it."""

    id: str
    severity: Severity
    message: str
    points: float
    verdict: DecisionVerdict | None


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A submission in the queue, with its latest review in short. `error` is the sentence of a failed one."""

    submission: Submission
    agency: str | None
    kind: str
    year: int | None
    score: float | None
    grade: str
    error: str | None
    findings: tuple[QueueFinding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings of this level there are, decided or not."""
        return sum(f.severity is severity for f in self.findings)

    @property
    def decided(self) -> int:
        """How many findings have a decision (存疑 is one)."""
        return sum(f.verdict is not None for f in self.findings)

    @property
    def state(self) -> State:
        """waiting 待审, started 在审, finished 已审完, failed where there is no review."""
        if self.error is not None:
            return "failed"
        if self.decided == len(self.findings):
            return "finished"
        return "started" if self.decided else "waiting"

    @property
    def foremost(self) -> QueueFinding | None:
        """The gravest finding that is still open (of those decided, if none is open)."""
        order = list(Severity)
        ranked = sorted(
            self.findings,
            key=lambda f: (f.verdict is not None, order.index(f.severity), -f.points),
        )
        return ranked[0] if ranked else None


def subject_of(document: Mapping[str, Any]) -> str:
    """What decisions hang on: agency and year, so that they outlive the file; else the file's sha256."""
    report = document.get("report") or {}
    agency, year = report.get("agency"), report.get("year")
    if agency and year:
        return f"{agency}|{year}"
    return f"sha256:{document['source']['sha256']}"


def summary_of(document: Mapping[str, Any]) -> JsonObject:
    """What the queue shows of a review, kept beside it so that the queue need not parse the whole.

    Findings that only help the reviewer are left out: nobody waits for a decision on them.
    """
    report = document.get("report") or {}
    score = document.get("score") or {}
    error = document.get("error")
    return {
        "agency": report.get("agency"),
        "kind": report.get("kind") or "unknown",
        "year": report.get("year"),
        "score": score.get("total"),
        "grade": score.get("grade") or "",
        "error": error["message"] if error else None,
        "findings": [
            {k: f[k] for k in ("id", "severity", "message", "points")}
            for f in document.get("findings", ())
            if not only_helps(f["code"], f["severity"])
        ],
    }

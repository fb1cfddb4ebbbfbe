"""The embedded store: submissions, reviews, decisions and the audit trail (SQLite, WAL)."""

from review.store.records import (
    AuditEntry,
    Change,
    Decision,
    DecisionVerdict,
    QueueEntry,
    QueueFinding,
    Submission,
    subject_of,
)
from review.store.store import Store

__all__ = [
    "AuditEntry",
    "Change",
    "Decision",
    "DecisionVerdict",
    "QueueEntry",
    "QueueFinding",
    "Store",
    "Submission",
    "subject_of",
]

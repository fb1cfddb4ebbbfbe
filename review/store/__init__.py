"""The embedded store: submissions, reviews, decisions and the audit trail (SQLite or PostgreSQL)."""

from review.roles import Role
from review.store.figures import FaultCount, FindingRow, RuleQuality, ScoreRow
from review.store.people import TooManyAttempts
from review.store.queue_records import DayOfWork, Foremost, QueueEntry, QueueFilter, QueuePage, Sort
from review.store.records import (
    LOCAL,
    Account,
    Actor,
    AgencyRecord,
    AuditEntry,
    Change,
    Clash,
    Decision,
    DecisionVerdict,
    NoteRecord,
    OwnChange,
    OwnFinding,
    Setting,
    Submission,
    SubmissionState,
    Suppression,
    Taken,
    subject_of,
)
from review.store.rights import NotAllowed, may
from review.store.rows import rules_key
from review.store.states import STATE_NAMES, Stale
from review.store.store import Store

__all__ = [
    "LOCAL",
    "STATE_NAMES",
    "Account",
    "Actor",
    "AgencyRecord",
    "AuditEntry",
    "Change",
    "Clash",
    "DayOfWork",
    "Decision",
    "DecisionVerdict",
    "FaultCount",
    "FindingRow",
    "Foremost",
    "NotAllowed",
    "NoteRecord",
    "OwnChange",
    "OwnFinding",
    "QueueEntry",
    "QueueFilter",
    "QueuePage",
    "Role",
    "RuleQuality",
    "ScoreRow",
    "Setting",
    "Sort",
    "Stale",
    "Store",
    "Submission",
    "SubmissionState",
    "Suppression",
    "Taken",
    "TooManyAttempts",
    "may",
    "rules_key",
    "subject_of",
]

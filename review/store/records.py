"""What the store gives out and takes in: plain frozen records, no rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from review.finding import Severity
from review.roles import Role

JsonObject = dict[str, Any]

DecisionVerdict = Literal["accepted", "rejected", "doubtful"]
DECISION_VERDICTS: tuple[DecisionVerdict, ...] = ("accepted", "rejected", "doubtful")

# 待审、在审、退回重报、已反馈、已通过、无法读取
SubmissionState = Literal["waiting", "reviewing", "returned", "answered", "passed", "failed"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a name for the audit trail and a role for the rights."""

    name: str
    role: Role


LOCAL = Actor("本机", "lead")


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that was handed in; its bytes stay in the store.

    Agency, kind and year are those of its latest review, None before there is one. `version` counts
    the changes of state, reviewer and round.
    """

    id: int
    sha256: str
    name: str
    media_type: str
    added_at: datetime
    agency: str | None = None
    kind: str = "unknown"
    year: int | None = None
    round: int = 1
    state: SubmissionState = "waiting"
    reviewer: str | None = None
    version: int = 1
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided on a finding. `version` counts the changes, from 1."""

    finding: str
    verdict: DecisionVerdict
    reason: str
    edited: str
    decided_at: datetime
    version: int
    reviewer: str = LOCAL.name


@dataclass(frozen=True, slots=True)
class Change:
    """A decision to be stored; `verdict` None takes it back. `number` orders a desk's changes.

    `base` is the version that the server last showed the desk (0: undecided; None: do not compare).
    A desk does not count its own unacknowledged changes up: the store knows its own last writer.
    """

    number: int
    subject: str
    finding: str
    verdict: DecisionVerdict | None
    reason: str = ""
    edited: str = ""
    base: int | None = None


@dataclass(frozen=True, slots=True)
class OwnFinding:
    """A finding that a reviewer made: by marking text, or on a cell. Being made it is adopted."""

    id: str
    subject: str
    section: str
    start: int
    end: int
    quote: str
    cell: str
    severity: Severity
    message: str
    advice: str
    reviewer: str
    created_at: datetime
    version: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class OwnChange:
    """An own finding to be stored as it now stands; in a desk's queue beside decisions.

    `finding` is its id (16 to 64 hexadecimal digits) that the desk makes up. `base` as in Change.
    """

    number: int
    subject: str
    finding: str
    section: str
    severity: Severity
    message: str
    advice: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    cell: str = ""
    withdrawn: bool = False
    base: int | None = None


DeskChange = Change | OwnChange


@dataclass(frozen=True, slots=True)
class Clash:
    """A change that was not stored because another came between; `theirs` is what stands now."""

    change: DeskChange
    theirs: Decision | OwnFinding | None


@dataclass(frozen=True, slots=True)
class Taken:
    """How far a desk's changes were taken, and which of those just taken clashed."""

    last: int
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A line of the audit trail: what happened, to what, by whom, how it stood before and after."""

    at: datetime
    action: str
    subject: str
    finding: str
    before: JsonObject | None
    after: JsonObject | None
    actor: str = LOCAL.name


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """An agency that is expected to report."""

    id: int
    name: str
    kind: str = "unknown"
    aliases: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A feedback note that was handed out; `sha256` names its bytes (see `Store.note_content`)."""

    id: int
    submission_id: int
    subject: str
    round: int
    draft: bool
    made_at: datetime
    reviewer: str
    findings: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """A check whose findings do not count, for one agency or (agency "") for all, up to a day."""

    id: int
    code: str
    agency: str
    reason: str
    expires: date | None
    reviewer: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that the office sets: rubric, note_template, office, deadline …"""

    key: str
    value: bytes
    version: int
    changed_at: datetime
    reviewer: str

    @property
    def text(self) -> str:
        """The value where it is text."""
        return self.value.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in; the password's hash is not given out."""

    name: str
    role: Role
    active: bool
    created_at: datetime


def subject_of(document: Mapping[str, Any]) -> str:
    """What decisions hang on: agency and year, so that they outlive the file; else the file's sha256."""
    report = document.get("report") or {}
    agency, year = report.get("agency"), report.get("year")
    if agency and year:
        return f"{agency}|{year}"
    return f"sha256:{document['source']['sha256']}"

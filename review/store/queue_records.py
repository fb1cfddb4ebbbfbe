"""What the queue takes and gives: filter, order, entries, figures of progress."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from review.finding import Severity
from review.store.records import Submission, SubmissionState

# what needs a person most; lowest or highest score; agency; newest; as they came
Sort = Literal["need", "score", "score_down", "agency", "newest", "added"]
SORTS: tuple[Sort, ...] = ("need", "score", "score_down", "agency", "newest", "added")


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue is narrowed to; a member left as it is narrows nothing.

    `agency` is a part of the agency's or file's name; `words` are sought in the report's text, all of
    them (parted by blanks). `code` and `severity` mean a finding that counts, with `undecided` one
    that is open. `outdated_by` is a rules key: only what other rules reviewed.
    """

    year: int | None = None
    agency: str = ""
    kind: str = ""
    round: int | None = None
    state: SubmissionState | None = None
    reviewer: str | None = None
    code: str = ""
    severity: Severity | None = None
    undecided: bool = False
    score_from: float | None = None
    score_to: float | None = None
    words: str = ""
    duplicate: bool = False
    outdated_by: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Foremost:
    """The gravest finding that is still open."""

    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A submission in the queue, with its latest review in short.

    Counts are of findings that wait for a decision or have one: what only helps and what is
    suppressed is left out. `error` is the sentence where there is no review, or a failed one.
    `reuse` is the share of text found elsewhere, None where nobody looked.
    """

    submission: Submission
    subject: str = ""
    score: float | None = None
    grade: str = ""
    error: str | None = None
    must: int = 0
    should: int = 0
    ask: int = 0
    open_must: int = 0
    open_should: int = 0
    open_ask: int = 0
    own: int = 0
    foremost: Foremost | None = None
    reuse: float | None = None
    duplicate: bool = False
    rules: str = ""
    outdated: bool = False

    @property
    def agency(self) -> str | None:
        """The agency that the latest review read."""
        return self.submission.agency

    @property
    def kind(self) -> str:
        """The agency's kind."""
        return self.submission.kind

    @property
    def year(self) -> int | None:
        """The year reported on."""
        return self.submission.year

    @property
    def state(self) -> SubmissionState:
        """Where the work on it stands."""
        return self.submission.state

    def count(self, severity: Severity) -> int:
        """How many findings of this level there are, decided or not."""
        return int(getattr(self, severity.value))

    def undecided(self, severity: Severity) -> int:
        """How many findings of this level are open."""
        return int(getattr(self, f"open_{severity.value}"))

    @property
    def total(self) -> int:
        """How many findings count, of all levels."""
        return self.must + self.should + self.ask

    @property
    def decided(self) -> int:
        """How many findings have a decision (存疑 is one)."""
        return self.total - self.open_must - self.open_should - self.open_ask


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A stretch of the queue, and how many entries the whole filter has."""

    total: int
    entries: tuple[QueueEntry, ...]


@dataclass(frozen=True, slots=True)
class DayOfWork:
    """What a reviewer did on a day: decisions made, reports brought to 退回, 已反馈 or 已通过."""

    day: date
    reviewer: str
    decisions: int
    finished: int

"""What a review of one file yields: `Review`, the typed twin of one JSON object of the contract."""

from dataclasses import dataclass
from typing import Literal

from review.finding import Finding
from review.model import Number, Report, SectionKey, Source

SCHEMA = 1

Role = Literal["practice", "problem", "measure", "rectification", "notice", "heading"]
TOPICS = (
    "proactive",
    "on_request",
    "management",
    "platform",
    "oversight",
    "processing_fee",
    "proposals",
    "key_tasks",
    "innovation",
    "statistics",
)
"""The topics of sentences, in the order of the contract."""
Verdict = Literal["consistent", "contradicted", "unverifiable"]
Relation = Literal["=", ">=", "<=", ">", "<", "~", "in"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be reviewed: the contract's code and a sentence in Chinese."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a section. `boilerplate` is a probability, None where no model was there to ask."""

    id: str
    section: SectionKey
    start: int
    end: int
    text: str
    role: Role
    topics: tuple[str, ...]
    boilerplate: float | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a stretch of narrative asserts about cells (their sum, where several)."""

    sentence: str
    section: SectionKey
    quote: str
    start: int
    end: int
    kind: Literal["count", "zero", "all", "share", "growth"]
    cells: tuple[str, ...]
    relation: Relation
    value: Number | None
    verdict: Verdict
    low: Number | None = None
    high: Number | None = None
    base: tuple[str, ...] = ()
    of: Literal["this", "last_year"] = "this"


@dataclass(frozen=True, slots=True)
class NotRun:
    """A check that could not be made, and why (Chinese)."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One dimension of the rubric: points earned of those possible."""

    key: str
    label: str
    earned: float
    possible: float


@dataclass(frozen=True, slots=True)
class Score:
    """Total out of 100, the grade's name, and the dimensions.

    `returned`: some fault is such that the report should go back for revision whatever its score.
    """

    total: float
    grade: str
    parts: tuple[ScorePart, ...]
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Engine:
    """What produced the review, so that two runs can be told apart."""

    version: str
    profile: str
    profile_sha256: str
    model_sha256: str | None = None
    last_year_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class LastYearShares:
    """The share of parts 一 and 五 that is last year's text; None where a part has nothing to compare."""

    overview: float | None
    problems: float | None


@dataclass(frozen=True, slots=True)
class Review:
    """The whole result for one file. Either `error` or `report` is None."""

    source: Source
    engine: Engine
    error: Failure | None = None
    report: Report | None = None
    sentences: tuple[Sentence, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    score: Score | None = None
    reuse: LastYearShares | None = None

"""A finding: what is wrong, where, why, and what to do; and its fingerprint."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from review.model import Number, Span
from review.zh.folding import fold


class Severity(StrEnum):
    """Levels of CHECKS.md, the gravest first."""

    MUST = "must"
    SHOULD = "should"
    ASK = "ask"

    @property
    def label(self) -> str:
        """What a reviewer reads."""
        return {"must": "必须修改", "should": "建议修改", "ask": "请核实"}[self.value]


@dataclass(frozen=True, slots=True)
class CellEvidence:
    """A cell of a statutory table as evidence: its key and what stands in it."""

    cell: str
    raw: str


@dataclass(frozen=True, slots=True)
class OtherReport:
    """Another report that evidence comes from: last year's, or another agency's."""

    sha256: str
    agency: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Evidence that stands in another report; offsets are those of that report's sections."""

    evidence: Span | CellEvidence
    source: OtherReport


Evidence = Span | CellEvidence | Elsewhere


@dataclass(frozen=True, slots=True)
class Proposal:
    """The one correction that explains the fault, never more than a suggestion."""

    cell: str
    value: Number


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, one cause. `id` is filled by `identify`; `points` by the score.

    `subject` is the section or table key that the fault is about; it tells findings without
    evidence (an absent part) from one another. What is about a matter within a section adds it behind
    a dot (overview.platform). `whole`: the fault is the whole report's and there is one of it, whatever
    evidence comes and goes as other reports do; then the evidence is not part of the fingerprint.
    """

    code: str
    severity: Severity
    title: str
    message: str
    advice: str
    basis: str
    evidence: tuple[Evidence, ...]
    proposal: Proposal | None = None
    points: float = 0.0
    id: str = ""
    subject: str = ""
    whole: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """Stretches of this report's narrative among the evidence."""
        return tuple(e for e in self.evidence if isinstance(e, Span))

    @property
    def tables(self) -> frozenset[str]:
        """Keys of the statutory tables that the fault is about."""
        return frozenset(
            {cell.split(".", 1)[0] for cell in self.cells} | {self.subject.split(".", 1)[0]}
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """Keys of this report's cells among the evidence."""
        return tuple(e.cell for e in self.evidence if isinstance(e, CellEvidence))


def _anchor(finding: Finding) -> str:
    parts = [finding.code, finding.subject]
    for evidence in () if finding.whole else finding.evidence:
        if isinstance(evidence, CellEvidence):
            parts += [evidence.cell, fold(evidence.raw)]
        elif isinstance(evidence, Span):
            parts += [evidence.section, fold(evidence.quote)]
    return "\x1f".join(parts)


def identify(findings: Iterable[Finding]) -> list[Finding]:
    """Give each finding its fingerprint: code, section or cell keys, folded quote or raw value, ordinal.

    No offsets and no file name go in, and nothing of another report, so the same fault in the same text keeps its id in every run
    and in the next round, and a reviewer's decision on it survives.
    """
    seen: Counter[str] = Counter()
    out = []
    for finding in findings:
        anchor = _anchor(finding)
        seen[anchor] += 1
        digest = hashlib.sha256(f"{anchor}\x1f{seen[anchor]}".encode()).hexdigest()
        out.append(replace(finding, id=digest[:16]))
    return out

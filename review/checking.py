"""What a check is: a value with its code, level, basis, words and examples, and a pure function.

    @check(code="S101", name="section_missing", title="缺少法定部分", severity=Severity.MUST, …)
    def section_missing(facts: Facts) -> Iterator[Finding]:
        yield section_missing.finding("……", evidence=(…))

The decorator touches no global: review.checks.CHECKS lists all checks in one explicit tuple.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from review.facts import Facts
from review.finding import Evidence, Finding, Proposal, Severity
from review.model import SectionKey

Scope = Literal["report", "table", "cells", "words"]


class NotApplicable(Exception):
    """A check that cannot be made on this report; the reason (Chinese) goes to `not_run`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def last_year_of(facts: Facts) -> Facts:
    """The facts of last year's report; NotApplicable with the reason where there is none."""
    if facts.before is None:
        raise NotApplicable(facts.no_last_year)
    return facts.before


@dataclass(frozen=True, slots=True)
class Example:
    """A small change to a sound report that makes (or does not make) a finding.

    `says` is what the catalogue prints. The report is drawn anew with other narrative in `sections`,
    other raw values in `cells`, and then `edits` (old, new) replace words in its text. It is reviewed
    by the profile named. `last_year` is beside it as last year's report, drawn from a sound one of its own;
    `other` is another agency's report in the same batch.
    """

    says: str
    sections: Mapping[SectionKey, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[tuple[str, str], ...] = ()
    profile: str = "national"
    last_year: "Example | None" = None
    other: "Example | None" = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Findings of `code` that say nothing new where this check has spoken.

    scope: the whole report, the same table (or section), a cell in common, or words in common.
    severity: where given, only findings of this severity have this effect.
    """

    code: str
    scope: Scope
    severity: Severity | None = None


@dataclass(frozen=True)
class Check:
    """One check of the rule book. `run` is pure: facts in, findings out.

    `noted`: whether its findings go to the feedback note once accepted; others help the reviewer only.
    """

    code: str
    name: str
    title: str
    severity: Severity
    finds: str
    basis: str
    advice: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    run: Callable[[Facts], Iterable[Finding]]
    silences: tuple[Silence, ...] = ()
    noted: bool = True

    def finding(
        self,
        message: str,
        *,
        evidence: Iterable[Evidence] = (),
        subject: str = "",
        severity: Severity | None = None,
        advice: str | None = None,
        proposal: Proposal | None = None,
    ) -> Finding:
        """A finding of this check; its level, advice and basis unless others are given."""
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            title=self.title,
            message=message,
            advice=advice or self.advice,
            basis=self.basis,
            evidence=tuple(evidence),
            proposal=proposal,
            subject=subject,
        )


def check(
    *,
    code: str,
    name: str,
    title: str,
    severity: Severity,
    finds: str,
    basis: str,
    advice: str,
    bad: tuple[Example, ...],
    good: tuple[Example, ...],
    silences: tuple[Silence, ...] = (),
    noted: bool = True,
) -> Callable[[Callable[[Facts], Iterable[Finding]]], Check]:
    """Turn a function over `Facts` into a `Check`; its name then stands for the check."""

    def wrap(function: Callable[[Facts], Iterable[Finding]]) -> Check:
        return Check(
            code, name, title, severity, finds, basis, advice, bad, good, function, silences, noted
        )

    return wrap


def _related(finding: Finding, other: Finding, scope: Scope) -> bool:
    if scope == "report":
        return True
    if scope == "table":
        return bool((finding.tables - {""}) & (other.tables - {""}))
    if scope == "cells":
        return bool(set(finding.cells) & set(other.cells))
    return any(
        a.section == b.section and a.start < b.end and b.start < a.end
        for a in finding.spans
        for b in other.spans
    )


def drop_silenced(findings: Iterable[Finding], checks: Iterable[Check]) -> Iterator[Finding]:
    """Leave out the findings that another one's cause explains already (one cause, one finding)."""
    found = list(findings)
    rules = {c.code: c.silences for c in checks}
    causes: dict[str, list[tuple[Finding, Scope]]] = {}
    for other in found:
        for silence in rules.get(other.code, ()):
            if silence.severity not in (None, other.severity):
                continue
            causes.setdefault(silence.code, []).append((other, silence.scope))
    for finding in found:
        silent = any(
            other is not finding and _related(other, finding, scope)
            for other, scope in causes.get(finding.code, ())
        )
        if not silent:
            yield finding

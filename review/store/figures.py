"""Rows for statistics: how the rules fare, scores, findings; the pictures are made elsewhere."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from review.finding import Severity
from review.store.base import Base
from review.store.records import DecisionVerdict, SubmissionState
from review.store.summary import suppressed
from review.store.tables import decisions, findings, submissions

_s, _f, _d = submissions.c, findings.c, decisions.c


@dataclass(frozen=True, slots=True)
class RuleQuality:
    """What reviewers made of a check's findings; reasons are those given for 不采纳 and 存疑."""

    code: str
    adopted: int
    rejected: int
    doubtful: int
    undecided: int
    rewritten: int
    reasons: tuple[tuple[str, int], ...]


class ScoreRow(NamedTuple):
    """A report in the statistics: the last round of its agency and year."""

    submission_id: int
    subject: str
    agency: str | None
    kind: str
    year: int | None
    round: int
    state: SubmissionState
    score: float | None
    grade: str


class FindingRow(NamedTuple):
    """A finding that counts, with what was decided on it."""

    submission_id: int
    subject: str
    finding: str
    code: str
    severity: str
    points: float
    verdict: DecisionVerdict | None


@dataclass(frozen=True, slots=True)
class FaultCount:
    """How often a check found something with an agency."""

    code: str
    severity: Severity
    kind: str
    agency: str | None
    count: int


class Figures(Base):
    """Reading what statistics need, of a year or of all."""

    def profiles(self) -> list[str]:
        """The names of the profiles by which the reports here were reviewed."""
        query = select(_s.rules).where(_s.rules != "").distinct()
        with self._reading() as connection:
            return sorted({rules.split("|")[1] for rules in connection.execute(query).scalars()})

    def rule_quality(self, year: int | None = None, profile: str = "") -> list[RuleQuality]:
        """By check: decisions also on findings that later runs no longer have, and what is open.

        `profile`: of reports alone that were last reviewed by the profile of this name.
        """
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        reasons: dict[str, Counter[str]] = defaultdict(Counter)
        decided = select(_d.code, _d.verdict, _d.reason, _d.edited).where(
            _d.verdict.is_not(None), _d.code != ""
        )
        same = (_d.subject == _f.subject) & (_d.finding == _f.finding) & _d.verdict.is_not(None)
        undecided = (
            select(_f.code, _f.subject, _f.finding)
            .select_from(findings.outerjoin(decisions, same))
            .where(_d.id.is_(None), _f.helps.is_(False))
            .distinct()
        )
        if year is not None:
            decided = decided.where(_d.subject.endswith(f"|{year}"))
            undecided = undecided.where(_f.subject.endswith(f"|{year}"))
        if profile:
            named = _s.rules.contains(f"|{profile}|", autoescape=True)
            reviewed = select(_s.subject).where(named)
            decided = decided.where(_d.subject.in_(reviewed))
            undecided = undecided.where(_f.subject.in_(reviewed))
        with self._reading() as connection:
            for row in connection.execute(decided):
                counted[row.code][row.verdict] += 1
                counted[row.code]["rewritten"] += bool(row.edited and row.verdict == "accepted")
                if row.reason and row.verdict != "accepted":
                    reasons[row.code][row.reason] += 1
            once = undecided.subquery()
            by_code = select(once.c.code, func.count()).group_by(once.c.code)
            for code, number in connection.execute(by_code):
                counted[code]["undecided"] = number
        return [
            RuleQuality(
                code,
                number["accepted"],
                number["rejected"],
                number["doubtful"],
                number["undecided"],
                number["rewritten"],
                tuple(reasons[code].most_common()),
            )
            for code, number in sorted(counted.items())
        ]

    def score_rows(self, year: int | None = None) -> list[ScoreRow]:
        """The last round of every report that could be read."""
        with self._reading() as connection:
            return _last_rounds(connection, year)

    def finding_rows(self, year: int | None = None) -> list[FindingRow]:
        """The findings of these reports, without what only helps and what is suppressed."""
        same = (_d.subject == _f.subject) & (_d.finding == _f.finding)
        query = (
            select(
                _f.submission_id,
                _f.subject,
                _f.finding,
                _f.code,
                _f.severity,
                _f.points,
                _d.verdict,
            )
            .select_from(findings.outerjoin(decisions, same))
            .where(_f.helps.is_(False))
            .order_by(_f.submission_id, _f.ordinal)
        )
        if year is not None:
            query = query.where(_f.subject.endswith(f"|{year}"))
        with self._reading() as connection:
            off = suppressed(connection)
            agencies = {row.submission_id: row.agency for row in _last_rounds(connection, year)}
            return [
                FindingRow._make(row)
                for row in connection.execute(query)
                if row[0] in agencies
                and (not off or off.isdisjoint({(row[3], ""), (row[3], agencies[row[0]] or "")}))
            ]

    def fault_counts(self, year: int | None = None) -> list[FaultCount]:
        """Faults of these reports by check, level, kind and agency; rejected ones left out."""
        reports = {row.submission_id: row for row in self.score_rows(year)}
        counted: Counter[tuple[str, Severity, str, str | None]] = Counter()
        for row in self.finding_rows(year):
            if row.verdict != "rejected":
                report = reports[row.submission_id]
                counted[row.code, Severity(row.severity), report.kind, report.agency] += 1
        return [
            FaultCount(code, severity, kind, agency, number)
            for (code, severity, kind, agency), number in counted.items()
        ]


def _last_rounds(connection: Connection, year: int | None) -> list[ScoreRow]:
    here: list[ColumnElement[bool]] = [
        _s.withdrawn.is_(False),
        _s.error.is_(None),
        _s.rules != "",
    ]
    if year is not None:
        here.append(_s.year == year)
    columns = [_s[name] if name != "submission_id" else _s.id for name in ScoreRow._fields]
    query = select(*columns).where(*here).order_by(_s.round, _s.id)
    last = {row[1]: ScoreRow._make(row) for row in connection.execute(query)}
    return sorted(last.values(), key=lambda row: row.submission_id)

"""The score: findings take points from the dimensions of a rubric. Adding a fault never raises it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from review.finding import Finding, Severity
from review.outcome import Score, ScorePart
from review.profile import Profile
from review.rubric import Rubric, rubric_of


@dataclass(frozen=True, slots=True)
class Counted:
    """A finding as the score needs it: which, by what check (OWN: a reviewer's own), of what level."""

    id: str
    code: str
    severity: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A dimension of the rubric: what it could give, what is left, and which finding took how much."""

    key: str
    label: str
    possible: float
    earned: float
    taken: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A report's score with every lost point and the finding that took it.

    `returned`: a finding is such that the report should go back whatever its score.
    """

    total: float
    grade: str
    parts: tuple[Lost, ...]
    returned: bool

    @property
    def points(self) -> dict[str, float]:
        """What each finding took, by its id; those that took nothing are left out."""
        return {finding: points for part in self.parts for finding, points in part.taken}


class Prices(dict[tuple[str, str], tuple[str, float]]):
    """What findings of a code and level take under a rubric, worked out once each."""

    def __init__(self, rubric: Rubric) -> None:
        super().__init__()
        self._rubric = rubric

    def __missing__(self, asked: tuple[str, str]) -> tuple[str, float]:
        self[asked] = self._rubric.price(*asked)
        return self[asked]


class Priced(Protocol):
    """What a total needs of a finding (`review.store.FindingRow` fits)."""

    @property
    def submission_id(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> str: ...


def totals(reports: Iterable[int], findings: Iterable[Priced], rubric: Rubric) -> dict[int, float]:
    """The totals of many reports at once, as `score_sheet` has them, without telling who took what."""
    places = {d.key: place for place, d in enumerate(rubric.dimensions)}
    possible = [d.possible for d in rubric.dimensions]
    lost = {number: [0.0] * len(possible) for number in reports}
    prices = Prices(rubric)
    for row in findings:
        key, cost = prices[row.code, row.severity]
        if cost and row.submission_id in lost and key in places:
            lost[row.submission_id][places[key]] += cost
    return {
        number: round(
            sum(
                round(max(0.0, most - cost), 2) for most, cost in zip(possible, costs, strict=True)
            ),
            2,
        )
        for number, costs in lost.items()
    }


def score_sheet(findings: Iterable[Counted], rubric: Rubric) -> ScoreSheet:
    """Take from each dimension what the findings cost, in their order, until it is used up.

    `ask` costs nothing; so does a code that stands in no dimension.
    """
    remaining = {d.key: d.possible for d in rubric.dimensions}
    taken: dict[str, list[tuple[str, float]]] = {d.key: [] for d in rubric.dimensions}
    prices, returned = Prices(rubric), False
    for finding in findings:
        returned |= finding.severity == Severity.MUST and finding.code in rubric.returned_by
        key, cost = prices[finding.code, finding.severity]
        points = min(cost, remaining.get(key, 0.0))
        if points > 0:
            remaining[key] -= points
            taken[key].append((finding.id, round(points, 2)))
    parts = tuple(
        Lost(d.key, d.label, d.possible, round(remaining[d.key], 2), tuple(taken[d.key]))
        for d in rubric.dimensions
    )
    total = round(sum(part.earned for part in parts), 2)
    return ScoreSheet(total, rubric.grade(total), parts, returned)


def score_findings(
    findings: Sequence[Finding], profile: Profile
) -> tuple[tuple[Finding, ...], Score]:
    """The findings with the points that each takes under a profile's rubric, and the score."""
    counted = [Counted(f.id or str(at), f.code, f.severity) for at, f in enumerate(findings)]
    sheet = score_sheet(counted, rubric_of(profile))
    points = sheet.points
    scored = tuple(
        replace(finding, points=points.get(one.id, 0.0))
        for finding, one in zip(findings, counted, strict=True)
    )
    parts = tuple(ScorePart(p.key, p.label, p.earned, p.possible) for p in sheet.parts)
    return scored, Score(sheet.total, sheet.grade, parts, sheet.returned)

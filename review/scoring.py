"""The score: findings take points from the dimensions of a rubric. Adding a fault never raises it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from review.finding import Finding, Severity
from review.outcome import Score, ScorePart
from review.profile import Profile
from review.rubric import Rubric, rubric_of

OWN = "own"
"""The code of a reviewer's own finding, where findings are counted."""


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


def score_sheet(findings: Iterable[Counted], rubric: Rubric) -> ScoreSheet:
    """Take from each dimension what the findings cost, in their order, until it is used up.

    `ask` costs nothing; so does a code that stands in no dimension.
    """
    remaining = {d.key: d.possible for d in rubric.dimensions}
    taken: dict[str, list[tuple[str, float]]] = {d.key: [] for d in rubric.dimensions}
    homes, returned = rubric.homes, False
    for finding in findings:
        returned |= finding.severity == Severity.MUST and finding.code in rubric.returned_by
        if finding.severity == Severity.ASK:
            continue
        own = (rubric.own_part, rubric.own.get(finding.severity, 0.0))
        key, cost = own if finding.code == OWN else homes.get(finding.code, ("", 0.0))
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

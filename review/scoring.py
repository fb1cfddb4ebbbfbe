"""The score: findings take points from the dimensions of the profile's rubric. Adding a fault never raises it."""

from collections.abc import Sequence
from dataclasses import replace

from review.finding import Finding
from review.outcome import Score, ScorePart
from review.profile import Profile


def score_findings(
    findings: Sequence[Finding], profile: Profile
) -> tuple[tuple[Finding, ...], Score]:
    """The findings with the points that each takes, and the score. No dimension falls below 0.

    A finding costs what its code costs, until its dimension is used up; `ask` costs nothing.
    """
    remaining = {d.key: d.possible for d in profile.dimensions}
    home = {code: (d.key, cost) for d in profile.dimensions for code, cost in d.costs.items()}
    out = []
    for finding in findings:
        key, cost = home.get(finding.code, ("", 0.0))
        points = 0.0
        if key and finding.severity != "ask":
            points = min(cost, remaining[key])
            remaining[key] -= points
        out.append(replace(finding, points=points))
    parts = tuple(
        ScorePart(d.key, d.label, round(remaining[d.key], 2), d.possible)
        for d in profile.dimensions
    )
    total = round(sum(p.earned for p in parts), 2)
    grade = next(g.label for g in profile.grades if total >= g.least)
    returned = any(f.severity == "must" and f.code in profile.returned_by for f in out)
    return tuple(out), Score(total, grade, parts, returned)

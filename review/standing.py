"""Where a report stands among those of its kind: rank and percentile; and what another rubric would change."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from review.rubric import Rubric
from review.scoring import Counted, ScoreSheet, score_sheet, totals

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Standing:
    """Rank (1 is best; equals share it), of how many, and the share of the others that are no better."""

    rank: int
    of: int
    percentile: float


def standings(scores: Mapping[K, float]) -> dict[K, Standing]:
    """The standing of each score among all of them. One alone stands at 100 %."""
    ordered = sorted(scores.values())
    count = len(ordered)
    out = {}
    for key, score in scores.items():
        better = count - bisect_right(ordered, score)
        others = count - 1
        no_better = bisect_right(ordered, score) - 1
        share = no_better / others if others else 1.0
        out[key] = Standing(better + 1, count, round(100 * share, 1))
    return out


def standings_by(scores: Mapping[K, float], group: Callable[[K], Hashable]) -> dict[K, Standing]:
    """The standing of each score among those of its group (its kind of body)."""
    grouped: dict[Hashable, dict[K, float]] = defaultdict(dict)
    for key, score in scores.items():
        grouped[group(key)][key] = score
    return {key: place for members in grouped.values() for key, place in standings(members).items()}


class FindingLike(Protocol):
    """What a preview needs of a finding in the store (`review.store.FindingRow` fits)."""

    @property
    def submission_id(self) -> int: ...
    @property
    def finding(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Move:
    """What another rubric does to one report: score, grade and rank among its kind, before and after."""

    submission_id: int
    before: float
    after: float
    grade_before: str
    grade_after: str
    rank_before: int
    rank_after: int

    @property
    def up(self) -> int:
        """How many places it gains (negative: loses)."""
        return self.rank_before - self.rank_after


def sheets(
    reports: Iterable[int], findings: Iterable[FindingLike], rubric: Rubric
) -> dict[int, ScoreSheet]:
    """The score sheets of many reports under a rubric, by report."""
    mine: dict[int, list[Counted]] = {number: [] for number in reports}
    for row in findings:
        if row.submission_id in mine:
            mine[row.submission_id].append(Counted(row.finding, row.code, row.severity))
    return {number: score_sheet(found, rubric) for number, found in mine.items()}


def moves(
    kinds: Mapping[int, str], findings: Sequence[FindingLike], old: Rubric, new: Rubric
) -> list[Move]:
    """The reports whose score, grade or rank among their kind differs, the furthest moved first."""
    before, after = totals(kinds, findings, old), totals(kinds, findings, new)
    ranks_before, ranks_after = (standings_by(made, kinds.__getitem__) for made in (before, after))
    out = [
        Move(
            number,
            before[number],
            after[number],
            old.grade(before[number]),
            new.grade(after[number]),
            ranks_before[number].rank,
            ranks_after[number].rank,
        )
        for number in kinds
    ]
    changed = [
        m
        for m in out
        if (m.before, m.grade_before, m.rank_before) != (m.after, m.grade_after, m.rank_after)
    ]
    return sorted(changed, key=lambda m: (-abs(m.up), m.after - m.before, m.submission_id))

"""How a rule fares with the reviewers: which rules are surely worse than others, worst first."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Protocol, TypeVar

_Z = 1.96  # 95 %


class Judged(Protocol):
    """What is known of a rule (`review.store.RuleQuality` fits)."""

    @property
    def code(self) -> str: ...
    @property
    def adopted(self) -> int: ...
    @property
    def rejected(self) -> int: ...


R = TypeVar("R", bound=Judged)


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its interval (Wilson, 95 %): a few cases prove little."""

    value: float | None
    low: float
    high: float


def share(part: int, whole: int) -> Share:
    """`part` of `whole`; None with the interval 0–1 where there is nothing to tell from."""
    if not whole:
        return Share(None, 0.0, 1.0)
    p, z2 = part / whole, _Z * _Z / whole
    middle = (p + z2 / 2) / (1 + z2)
    half = _Z * sqrt(p * (1 - p) / whole + z2 / (4 * whole)) / (1 + z2)
    return Share(p, max(0.0, middle - half), min(1.0, middle + half))


def rejected_share(rule: Judged) -> Share:
    """Which share of a rule's decided findings (存疑 aside) the reviewers rejected."""
    return share(rule.rejected, rule.adopted + rule.rejected)


def worst_first(rules: Iterable[R]) -> list[R]:
    """By the share that was surely rejected (the interval's lower end), so that 1 of 1 is not the worst."""
    return sorted(rules, key=lambda r: (-rejected_share(r).low, -r.rejected, r.code))

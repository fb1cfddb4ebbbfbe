"""What a shared pair of letters is worth: little where all reports use it, much where hardly one does.

How often a pair is met among the sentences of the genre is known from the sentence model; without a
model all pairs are worth the same.
"""

from collections.abc import Iterable
from functools import cache

from review.classifier.model import trained

_COMMON = 2.5  # idf up to which a pair of letters says nothing: 公开, 工作, 信息
_LEAST = 0.05


class _Worth(dict[str, float]):
    """The worth of a pair of letters, 0.05 to 1, looked up on first sight."""

    def __missing__(self, pair: str) -> float:
        model = trained()
        worth = 1.0
        if model is not None and (at := model.gram_index.get(pair)) is not None:
            worth = max(_LEAST, (float(model.idf[at]) - _COMMON) / (_top() - _COMMON))
        if len(self) < 200_000:
            self[pair] = worth
        return worth


@cache
def _top() -> float:
    """The idf of the rarest."""
    model = trained()
    return float(model.idf.max()) if model is not None else 1.0


@cache
def _worth() -> _Worth:
    return _Worth()


def pairs(text: str) -> frozenset[str]:
    """The neighbouring letters of a template, masked ones aside."""
    found = {text[at : at + 2] for at in range(len(text) - 1)}
    return frozenset(found - {"@#", "#@", "@@", "##"})


def worth_of(pair: str) -> float:
    """What one pair of letters is worth."""
    return _worth()[pair]


def worth(found: Iterable[str]) -> float:
    """What some pairs of letters are worth together."""
    return sum(map(_worth().__getitem__, found))

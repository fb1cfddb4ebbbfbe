"""Places that hold the same number, two by two: all pairs where few do, a star of them where many do."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

FEW = 24
_STAR = 3


def starts_of(ordered: NDArray[np.generic]) -> Ints:
    """Where a run of equal values begins."""
    if not len(ordered):
        return np.zeros(0, np.int64)
    fresh = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return np.flatnonzero(fresh)


def sizes_of(ordered: NDArray[np.generic]) -> Ints:
    """How many equal values each run has."""
    return np.diff(np.append(starts_of(ordered), len(ordered)))


def not_alone(ordered: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Which values stand there more than once."""
    same = ordered[1:] == ordered[:-1]
    out = np.zeros(len(ordered), bool)
    out[1:] = same
    out[:-1] |= same
    return out


def count_of_pairs(ordered: NDArray[np.generic]) -> int:
    """About how many pairs `pairs_of_equal` makes, from above."""
    sizes = sizes_of(ordered)
    return int((sizes * np.minimum(sizes, FEW)).sum()) // 2


def pairs_of_equal(
    ordered: NDArray[np.generic], mine: NDArray[np.bool_] | None = None
) -> tuple[Ints, Ints]:
    """Pairs of places of equal values, the left one before the right one and (where given) in `mine`.

    Of a value that many places have, each is paired with the first few and the next ones alone.
    """
    starts, sizes = starts_of(ordered), sizes_of(ordered)
    if not len(starts):
        return starts, starts
    mine = np.ones(len(ordered), bool) if mine is None else mine
    size = np.repeat(sizes, sizes)
    place = np.arange(len(ordered)) - np.repeat(starts, sizes)
    lefts: list[Ints] = []
    rights: list[Ints] = []
    for step in range(1, int(min(sizes.max(), FEW))):
        near = (size[step:] <= FEW) | (step <= _STAR)
        left = np.flatnonzero((ordered[step:] == ordered[:-step]) & near & mine[:-step])
        lefts.append(left)
        rights.append(left + step)
    for rank in range(_STAR):
        right = np.flatnonzero((size > FEW) & (place > rank + _STAR))
        left = right - place[right] + rank
        kept = mine[left]
        lefts.append(left[kept])
        rights.append(right[kept])
    none = np.zeros(0, np.int64)
    return np.concatenate([none, *lefts]), np.concatenate([none, *rights])

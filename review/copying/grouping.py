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


class Groups:
    """Places of equal values in an ordered array."""

    def __init__(self, ordered: NDArray[np.generic]) -> None:
        starts, sizes = starts_of(ordered), sizes_of(ordered)
        self._size = np.repeat(sizes.astype(np.int32), sizes)
        self._place = np.arange(len(ordered), dtype=np.int32)
        self._place -= np.repeat(starts.astype(np.int32), sizes)
        self.count = int((sizes * np.minimum(sizes, FEW)).sum()) // 2
        """About how many pairs there are, from above."""

    def pairs(self, mine: NDArray[np.bool_] | None = None) -> tuple[Ints, Ints]:
        """Pairs of places, the left one before the right one and (where given) in `mine`.

        Of a value that many places have, each is paired with the first few and the next ones alone.
        """
        at = np.arange(len(self._size)) if mine is None else np.flatnonzero(mine)
        lefts: list[Ints] = [np.zeros(0, np.int64)]
        rights: list[Ints] = [np.zeros(0, np.int64)]
        left = at
        for step in range(1, FEW):
            size = self._size[left]
            left = left[(self._place[left] + step < size) & ((size <= FEW) | (step <= _STAR))]
            lefts.append(left)
            rights.append(left + step)
        first = at[(self._size[at] > FEW) & (self._place[at] < _STAR)]
        others = self._size[first] - self._place[first] - (_STAR + 1)
        lefts.append(np.repeat(first, others))
        ends = np.cumsum(others)
        beyond = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - others, others)
        rights.append(lefts[-1] + _STAR + 1 + beyond)
        return np.concatenate(lefts), np.concatenate(rights)

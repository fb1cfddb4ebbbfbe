"""Sentences that many agencies have, found by their neighbours: what few have is the two of them together.

A key that hundreds of reports have makes too many pairs to look at. Two such keys in sentences that stand
beside one another (in either order) are rare again, so a copied passage of much used sentences is found.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from review.copying.grouping import Groups, Ints, not_alone, starts_of

_CHOSEN = 3
"""So many keys of a sentence, the same ones in each of its copies that has them."""
_REACH = (1, 2)
_SPREAD = np.uint32(0x9E3779B1)
_AT_ONCE = 1_000_000

Floats = NDArray[np.float32]
Pairs = tuple[Ints, Ints, Floats]


def paired_by_neighbours(
    keys: NDArray[np.uint32],
    sentence: NDArray[np.int32],
    rarity: Floats,
    report_of: Ints,
    agency_of: Ints,
) -> Pairs:
    """Pairs of sentences of different agencies that have a key in common, and so do neighbours of theirs.

    `keys` of `sentence` (numbers through all reports) with their `rarity`; the rarity of a pair is that of
    its commoner sentence.
    """
    none = np.zeros(0, np.int64)
    if not len(keys):
        return none, none, np.zeros(0, np.float32)
    count = len(report_of)
    table = _chosen(keys, sentence, count)
    shares = 1 + int((table > 0).sum()) * _CHOSEN * len(_REACH) // _AT_ONCE
    found = [none]
    for share in range(shares):
        a, b = _paired(*_together(table, report_of, shares, share))
        apart = agency_of[a] != agency_of[b]
        a, b = a[apart], b[apart]
        found.append(np.unique(np.minimum(a, b) * count + np.maximum(a, b)))
    one, other = np.divmod(np.unique(np.concatenate(found)), count)
    whole = _of_sentences(sentence, rarity, count)
    return one, other, np.minimum(whole[one], whole[other])


def _paired(
    codes: NDArray[np.uint64], lower: NDArray[np.int32], upper: NDArray[np.int32]
) -> tuple[Ints, Ints]:
    """Sentences that hold the same key of the same two."""
    order = np.argsort(codes, kind="stable")
    order = order[not_alone(codes[order])]
    left, right = Groups(codes[order]).pairs()
    left, right = order[left], order[right]
    a = np.concatenate((lower[left], upper[left])).astype(np.int64)
    return a, np.concatenate((lower[right], upper[right])).astype(np.int64)


def _chosen(
    keys: NDArray[np.uint32], sentence: NDArray[np.int32], count: int
) -> NDArray[np.uint32]:
    """A few keys of each sentence (rows), 0 where it has fewer."""
    both = np.sort((sentence.astype(np.int64) << 32) | (keys * _SPREAD))
    whose = both >> 32
    starts = starts_of(whose)
    rank = np.arange(len(both)) - np.repeat(starts, np.diff(np.append(starts, len(both))))
    kept = rank < _CHOSEN
    table = np.zeros((count, _CHOSEN), np.uint32)
    table[whose[kept], rank[kept]] = (both[kept] & 0xFFFFFFFF).astype(np.uint32)
    return table


def _together(
    table: NDArray[np.uint32], report_of: Ints, shares: int, share: int
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int32]]:
    """Two keys of near sentences as one number, and the sentences that hold the smaller and the larger.

    Of all numbers those of one share, so that memory holds them.
    """
    codes: list[NDArray[np.uint64]] = []
    lower: list[NDArray[np.int32]] = []
    upper: list[NDArray[np.int32]] = []
    for reach in _REACH:
        held = table[:, 0] > 0
        near = held[:-reach] & held[reach:] & (report_of[:-reach] == report_of[reach:])
        rows = np.flatnonzero(near).astype(np.int32)
        for i, j in product(range(_CHOSEN), repeat=2):
            one, other = table[rows, i], table[rows + reach, j]
            both = (one > 0) & (other > 0) & (one != other)
            both &= np.minimum(one, other) % np.uint32(shares) == share
            one, other, first = one[both], other[both], rows[both]
            swapped = one > other
            low, high = np.minimum(one, other), np.maximum(one, other)
            codes.append((low.astype(np.uint64) << np.uint64(32)) | high)
            lower.append(first + np.where(swapped, reach, 0).astype(np.int32))
            upper.append(first + np.where(swapped, 0, reach).astype(np.int32))
    return np.concatenate(codes), np.concatenate(lower), np.concatenate(upper)


def _of_sentences(sentence: NDArray[np.int32], rarity: Floats, count: int) -> Floats:
    """How rare the keys of each sentence are; the rarest count most."""
    squares = np.bincount(sentence, rarity * rarity, minlength=count)
    sums = np.bincount(sentence, rarity, minlength=count)
    out: Floats = (squares / np.maximum(sums, 1e-6)).astype(np.float32)
    return out

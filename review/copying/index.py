"""One index over the sentence templates of a batch: which sentences of other agencies may be the same.

A template is known by its runs of three letters, as numbers. What more than one agency in twenty uses is the
genre's and no trace; a rare run shared is one. Sentences that share several are a hit, with how rare the
shared runs are. All steps work on whole arrays; every other run is kept, two bytes for each letter of a template.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Ints = NDArray[np.int64]
_Keys = NDArray[np.uint32]
_Floats = NDArray[np.float32]

LEAST_AGENCIES = 300
"""A batch of fewer is taken for one of so many: rarity among three reports means nothing."""
_GENRE = 0.05
_GENRE_LEAST = 20
_ALL_PAIRS = 24
_STAR = 3
_SHARED_LEAST = 3
_SHARED_PART = 0.15
_AT_ONCE = 10_000_000
_HINT = 0.75  # what the hits of two reports must be worth together, of what a shared passage must
BY_CHANCE = 1.1
"""What chance takes from a sentence's rarity: log of the three places where a neighbour may stand."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Sentence `here` of one report may be sentence `there` of the other; `rarity` in nats."""

    here: int
    there: int
    rarity: float


class TemplateIndex:
    """Reports are added one after the other; `pairs` then tells which may share text."""

    def __init__(self) -> None:
        self._keys: list[_Keys] = []
        self._lengths: list[NDArray[np.int32]] = []
        self._agencies: list[int] = []

    def __len__(self) -> int:
        return len(self._agencies)

    def add(self, agency: int, templates: Sequence[str]) -> None:
        """A report of an agency (a number of the caller's) by its templates."""
        keys, lengths = _keys(templates)
        self._keys.append(keys)
        self._lengths.append(lengths)
        self._agencies.append(agency)

    def pairs(self) -> Iterator[tuple[int, int, list[Hit]]]:
        """Pairs of reports (numbers in the order added) of different agencies with their hits."""
        counts = np.array([len(lengths) for lengths in self._lengths], dtype=np.int64)
        if not counts.sum():
            return
        first = np.concatenate(([0], np.cumsum(counts)))[:-1]
        report_of = np.repeat(np.arange(len(counts)), counts)
        least = _HINT * math.log(max(LEAST_AGENCIES, len(set(self._agencies))))
        for a, b, rarity in self._hits(report_of):
            yield from _likely(a, b, rarity, report_of, first, least)

    def _hits(self, report_of: _Ints) -> Iterator[tuple[_Ints, _Ints, _Floats]]:
        """Pairs of sentences that share enough rare keys, and how rare those are."""
        lengths = np.concatenate(self._lengths)
        keys = np.concatenate(self._keys)
        sentence = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        keys, sentence = _without_single(keys, sentence)
        agency_of = np.array(self._agencies, dtype=np.int64)[report_of]
        keys, sentence, rarity = self._rare(keys, sentence, agency_of)
        for a, b, rare in _paired(keys, sentence, rarity, report_of, agency_of):
            yield from _counted(a, b, rare, lengths)

    def _rare(
        self, keys: _Keys, sentence: NDArray[np.int32], agency_of: _Ints
    ) -> tuple[_Keys, NDArray[np.int32], _Floats]:
        """Without the keys of one agency alone and those of the genre; with the rarity of the others."""
        starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        sizes = np.diff(np.append(starts, len(keys)))
        whose = np.sort((keys.astype(np.int64) << 31) | agency_of[sentence])
        fresh = np.concatenate(([True], whose[1:] != whose[:-1]))
        agencies = np.add.reduceat(fresh, starts, dtype=np.int64) if len(keys) else sizes
        total = max(LEAST_AGENCIES, len(set(self._agencies)))
        rarity = np.log(total / np.maximum(1, agencies - 1)).astype(np.float32)
        kept = (agencies > 1) & (agencies <= max(_GENRE_LEAST, _GENRE * total))
        mask = np.repeat(kept, sizes)
        return keys[mask], sentence[mask], np.repeat(rarity, sizes)[mask]


def _likely(
    a: _Ints, b: _Ints, rarity: _Floats, report_of: _Ints, first: _Ints, least: float
) -> Iterator[tuple[int, int, list[Hit]]]:
    """Pairs of reports whose hits are together worth enough."""
    if not len(a):
        return
    one, other = report_of[a], report_of[b]
    pair = one * len(first) + other
    order = np.argsort(pair, kind="stable")
    pair = pair[order]
    starts = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    together = np.add.reduceat(np.maximum(0.0, rarity[order] - BY_CHANCE), starts)
    ends = np.append(starts[1:], len(pair))
    for group in np.flatnonzero(together >= least):
        at = order[starts[group] : ends[group]]
        left, right = int(one[at[0]]), int(other[at[0]])
        here, there = (a[at] - first[left]).tolist(), (b[at] - first[right]).tolist()
        yield left, right, [Hit(*hit) for hit in zip(here, there, rarity[at].tolist(), strict=True)]


def _without_single(keys: _Keys, sentence: NDArray[np.int32]) -> tuple[_Keys, NDArray[np.int32]]:
    """Sorted by key; keys that stand once only are gone."""
    order = np.argsort(keys, kind="stable")
    keys, sentence = keys[order], sentence[order]
    same = keys[1:] == keys[:-1]
    kept = np.concatenate(([False], same)) | np.concatenate((same, [False]))
    return keys[kept], sentence[kept]


def _paired(
    keys: _Keys,
    sentence: NDArray[np.int32],
    rarity: _Floats,
    report_of: _Ints,
    agency_of: _Ints,
) -> Iterator[tuple[_Ints, _Ints, _Floats]]:
    """Sentences of different agencies with a key in common, in portions that memory holds: a report's pairs in one.

    Of a key that many have, each is paired with the first few and the next ones alone.
    """
    if not len(keys):
        return
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    sizes = np.diff(np.append(starts, len(keys)))
    size = np.repeat(sizes, sizes)
    place = np.arange(len(keys)) - np.repeat(starts, sizes)
    few = np.minimum(sizes, _ALL_PAIRS).astype(np.int64)
    parts = max(1, math.ceil(int((sizes * few).sum()) / 2 / _AT_ONCE))
    for part in range(parts):
        mine = report_of[sentence] % parts == part if parts > 1 else np.ones(len(keys), bool)
        out: list[tuple[_Ints, _Ints, _Floats]] = []
        for step in range(1, int(min(sizes.max(), _ALL_PAIRS))):
            near = (size[step:] <= _ALL_PAIRS) | (step <= _STAR)
            at = np.flatnonzero((keys[step:] == keys[:-step]) & near & mine[:-step])
            out.append(_of_two(at, at + step, sentence, rarity, agency_of))
        for rank in range(_STAR):
            at = np.flatnonzero((size > _ALL_PAIRS) & (place > rank + _STAR))
            first = at - place[at] + rank
            kept = mine[first]
            out.append(_of_two(first[kept], at[kept], sentence, rarity, agency_of))
        a, b, rare = (np.concatenate(column) for column in zip(*out, strict=True))
        yield a, b, rare


def _of_two(
    left: _Ints,
    right: _Ints,
    sentence: NDArray[np.int32],
    rarity: _Floats,
    agency_of: _Ints,
) -> tuple[_Ints, _Ints, _Floats]:
    a, b = sentence[left].astype(np.int64), sentence[right].astype(np.int64)
    apart = agency_of[a] != agency_of[b]
    return a[apart], b[apart], rarity[left][apart]


def _counted(
    a: _Ints, b: _Ints, rare: _Floats, lengths: NDArray[np.int32]
) -> Iterator[tuple[_Ints, _Ints, _Floats]]:
    """Pairs with enough keys in common; the rarest of these count most."""
    if not len(a):
        return
    pair = a * len(lengths) + b
    order = np.argsort(pair, kind="stable")
    pair, rare = pair[order], rare[order]
    starts = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    shared = np.diff(np.append(starts, len(pair)))
    weight = np.add.reduceat(rare * rare, starts) / np.maximum(np.add.reduceat(rare, starts), 1e-6)
    one, other = np.divmod(pair[starts], len(lengths))
    least = np.maximum(_SHARED_LEAST, _SHARED_PART * np.minimum(lengths[one], lengths[other]))
    kept = shared >= least
    yield one[kept], other[kept], weight[kept].astype(np.float32)


def _keys(templates: Sequence[str]) -> tuple[_Keys, NDArray[np.int32]]:
    """Every other run of three letters of each template as a number (the even ones), and how many each has."""
    text = "\n".join(templates) + "\n\n\n"
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    one, two, three = codes[:-2], codes[1:-1], codes[2:]
    inside = (one != 10) & (two != 10) & (three != 10) & ((one > 127) | (two > 127))
    mixed = (one * np.uint32(0x9E3779B1)) ^ (two * np.uint32(0x85EBCA77) + np.uint32(0x165667B1))
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0xC2B2AE3D) ^ (
        three * np.uint32(0x27D4EB2F)
    )
    mixed ^= mixed >> np.uint32(13)
    inside &= (mixed & np.uint32(1)) == 0
    line = np.cumsum(codes == 10)[:-2]
    counts = np.bincount(line[inside], minlength=len(templates) + 3)[: len(templates)]
    return mixed[inside].astype(np.uint32), counts.astype(np.int32)

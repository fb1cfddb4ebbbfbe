"""One index over the sentence templates of a batch: which sentences of other agencies may be the same.

A template is known by its runs of three letters, as numbers. What more than one agency in twenty uses (one
in five of a small batch, where it is not the genre's: a head office's text) is no trace; a rare run shared is one. Sentences that share several are a hit, with how rare the
shared runs are. All steps work on whole arrays; every other run is kept, two bytes for each letter of a template.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from review.copying.grouping import (
    FEW,
    Groups,
    Ints,
    not_alone,
    sizes_of,
    starts_of,
)
from review.copying.neighbours import Floats, Pairs, paired_by_neighbours
from review.copying.runs import Keys
from review.copying.signature import Signature

LEAST_AGENCIES = 300
"""A batch of fewer is taken for one of so many: rarity among three reports means nothing."""
_GENRE = 0.05
_GENRE_LEAST = 20
_TEMPLATE = 0.2
_TEMPLATE_MOST = 100
_OWN = 0.5
_SHARED_LEAST = 3
_SHARED_PART = 0.15
_AT_ONCE = 1_000_000
_SORTED_AT_ONCE = 4_000_000
_HINT = 0.75  # what the hits of two reports must be worth together, of what a shared passage must
NEAR = 2
"""How many places apart two sentences are still beside one another."""
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
        self._keys: list[Keys] = []
        self._lengths: list[NDArray[np.int32]] = []
        self._own: list[Floats] = []
        self._agencies: list[int] = []

    def __len__(self) -> int:
        return len(self._agencies)

    def add(self, agency: int, signature: Signature) -> None:
        """A report of an agency (a number of the caller's) by its signature."""
        self._keys.append(signature.keys.copy())
        self._lengths.append(signature.lengths)
        self._own.append(signature.weighed.own.copy())  # else all of the signature's bytes stay
        self._agencies.append(agency)

    def pairs(self, whole: Callable[[int], int] = int) -> Iterator[tuple[int, int, list[Hit]]]:
        """Pairs of reports (numbers in the order added) of different agencies with their hits.

        `whole`: the agency that a number of the caller's stands for.
        """
        self._agencies = [whole(agency) for agency in self._agencies]
        counts = np.array([len(lengths) for lengths in self._lengths], dtype=np.int64)
        if not counts.sum():
            return
        first = np.concatenate(([0], np.cumsum(counts)))[:-1]
        report_of = np.repeat(np.arange(len(counts)), counts)
        least = _HINT * math.log(max(LEAST_AGENCIES, len(set(self._agencies))))
        for a, b, rarity in self._hits(report_of):
            yield from _likely(a, b, rarity, report_of, first, least)

    def _hits(self, report_of: Ints) -> Iterator[Pairs]:
        """Pairs of sentences that share enough rare keys, and how rare those are: a report's in one portion."""
        lengths = np.concatenate(self._lengths)
        agency_of = np.array(self._agencies, dtype=np.int64)[report_of]
        keys, sentence, rarity = self._rare(*self._repeated(lengths), agency_of)
        sizes = sizes_of(keys)
        often = np.repeat(sizes, sizes) > FEW
        beside = paired_by_neighbours(
            keys[often], sentence[often], rarity[often], report_of, agency_of
        )
        groups = Groups(keys)
        parts = max(1, math.ceil(groups.count / _AT_ONCE))
        whose = report_of[sentence].astype(np.int32) % parts
        for part in range(parts):
            left, right = groups.pairs(whose == part)
            a, b = sentence[left].astype(np.int64), sentence[right].astype(np.int64)
            apart = agency_of[a] != agency_of[b]
            alone = _counted(a[apart], b[apart], rarity[left][apart], lengths)
            mine = report_of[beside[0]] % parts == part
            yield _merged(alone, (beside[0][mine], beside[1][mine], beside[2][mine]), len(lengths))

    def _repeated(self, lengths: NDArray[np.int32]) -> tuple[Keys, NDArray[np.int32]]:
        """All keys that stand more than once, in order, and whose they are; by shares of all keys, to spare memory."""
        keys = np.concatenate(self._keys)
        sentence = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        shares = max(1, math.ceil(len(keys) / _SORTED_AT_ONCE))
        out: list[tuple[Keys, NDArray[np.int32]]] = []
        width = (1 << 32) // shares + 1
        for share in range(shares):
            mine = np.flatnonzero(keys // np.uint32(width) == share) if shares > 1 else slice(None)
            some, whose = keys[mine], sentence[mine]
            order = np.argsort(some, kind="stable")
            order = order[not_alone(some[order])]
            out.append((some[order], whose[order]))
        return np.concatenate([k for k, _ in out]), np.concatenate([s for _, s in out])

    def _rare(
        self, keys: Keys, sentence: NDArray[np.int32], agency_of: Ints
    ) -> tuple[Keys, NDArray[np.int32], Floats]:
        """Without the keys of one agency alone and those of the genre; with the rarity of the others."""
        starts, sizes = starts_of(keys), sizes_of(keys)
        whose = np.sort((keys.astype(np.int64) << 31) | agency_of[sentence])
        fresh = np.concatenate(([True], whose[1:] != whose[:-1]))
        agencies = np.add.reduceat(fresh, starts, dtype=np.int64) if len(keys) else sizes
        total = max(LEAST_AGENCIES, len(set(self._agencies)))
        rarity = np.log(total / np.maximum(1, agencies - 1)).astype(np.float32)
        held = np.concatenate(self._own)[sentence]
        own = np.add.reduceat(held, starts) / sizes if len(keys) else held
        genre = max(_GENRE_LEAST, _GENRE * total)
        template = max(genre, min(_TEMPLATE * total, _TEMPLATE_MOST))
        most = np.where(own >= _OWN, template, genre)
        kept = (agencies > 1) & (agencies <= most)
        mask = np.repeat(kept, sizes)
        return keys[mask], sentence[mask], np.repeat(rarity, sizes)[mask]


def _likely(
    a: Ints, b: Ints, rarity: Floats, report_of: Ints, first: Ints, least: float
) -> Iterator[tuple[int, int, list[Hit]]]:
    """Pairs of reports whose hits are together worth enough."""
    if not len(a):
        return
    one, other = report_of[a], report_of[b]
    pair = one * len(first) + other
    order = np.argsort(pair, kind="stable")
    pair = pair[order]
    starts = starts_of(pair)
    worth = np.maximum(0.0, rarity[order] - BY_CHANCE)
    near = _beside(pair, a[order], b[order])
    scattered = np.where(near, worth, np.maximum(0.0, worth - BY_CHANCE))
    together = np.maximum(np.maximum.reduceat(worth, starts), np.add.reduceat(scattered, starts))
    ends = np.append(starts[1:], len(pair))
    likely = np.flatnonzero(together >= least)
    for group in likely[np.argsort(-together[likely], kind="stable")]:
        at = order[starts[group] : ends[group]]
        left, right = int(one[at[0]]), int(other[at[0]])
        here, there = (a[at] - first[left]).tolist(), (b[at] - first[right]).tolist()
        yield left, right, [Hit(*hit) for hit in zip(here, there, rarity[at].tolist(), strict=True)]


def _beside(pair: Ints, here: Ints, there: Ints) -> NDArray[np.bool_]:
    """Whether a hit (in the order of reports, then of `here`) has another one beside it in both reports."""
    near = np.zeros(len(pair), bool)
    for step in (1, 2):
        close = (
            (pair[step:] == pair[:-step])
            & (here[step:] - here[:-step] <= NEAR)
            & (np.abs(there[step:] - there[:-step]) <= NEAR)
        )
        near[step:] |= close
        near[:-step] |= close
    return near


def _counted(a: Ints, b: Ints, rare: Floats, lengths: NDArray[np.int32]) -> Pairs:
    """Pairs with enough keys in common; the rarest of these count most."""
    pair = a * len(lengths) + b
    order = np.argsort(pair, kind="stable")
    pair, rare = pair[order], rare[order]
    starts = starts_of(pair)
    if not len(starts):
        return a, b, rare
    shared = sizes_of(pair)
    weight = np.add.reduceat(rare * rare, starts) / np.maximum(np.add.reduceat(rare, starts), 1e-6)
    one, other = np.divmod(pair[starts], len(lengths))
    least = np.maximum(_SHARED_LEAST, _SHARED_PART * np.minimum(lengths[one], lengths[other]))
    kept = shared >= least
    return one[kept], other[kept], weight[kept].astype(np.float32)


def _merged(one: Pairs, other: Pairs, count: int) -> Pairs:
    """Both, each pair once."""
    a, b = np.concatenate((one[0], other[0])), np.concatenate((one[1], other[1]))
    _, first = np.unique(a * count + b, return_index=True)
    return a[first], b[first], np.concatenate((one[2], other[2]))[first]

"""Two reports sentence by sentence: which of the one's sentences are the other's, edited or not, in any order.

A sentence is the other's where enough of its letters, weighted by rarity, stand in one of the other's
sentences or in two that follow one another (a full stop may have become a comma). Beside a sentence that
matches, less is asked of its neighbour: who copies a passage rewords it as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from review.copying.masking import COMPARED, Template
from review.copying.rarity import Codes, Floats, Numbers, pairs_of, worth_of
from review.copying.runs import keys_of, own_of
from review.model import SectionKey

SURE = 0.5
LIKELY = 0.3
_FEW = 2.5
"""A sentence worth less is a bare phrase of the genre: its agreement says nothing."""
_WHOLE = 0.9
_OFTEN = 64
"""A pair of letters that more sentences have is counted in another way."""
_PLACES = 20
_PLACE = (1 << _PLACES) - 1


@dataclass(frozen=True, eq=False, slots=True)
class Weighed:
    """Sentences with their pairs of letters: each pair once a sentence, sorted by pair, then by sentence.

    `parts`: a sentence's section, as its place in `COMPARED`. `worth`: of all pairs of a sentence;
    `own`: how far it is its writer's own (see `runs`).
    """

    parts: NDArray[np.uint8]
    pairs: Codes
    sentence: Numbers
    weights: Floats
    worth: Floats
    own: Floats

    def __len__(self) -> int:
        return len(self.worth)

    def part(self, section: SectionKey) -> "tuple[list[int], Weighed]":
        """The sentences of one section alone, and their numbers among all."""
        chosen = self.parts == COMPARED.index(section)
        number = np.cumsum(chosen, dtype=np.int32) - np.int32(1)
        inside = chosen[self.sentence]
        part = Weighed(
            self.parts[chosen],
            self.pairs[inside],
            number[self.sentence[inside]],
            self.weights[inside],
            self.worth[chosen],
            self.own[chosen],
        )
        return np.flatnonzero(chosen).tolist(), part


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence `here` of one report is sentence `there` of the other; `likeness` 0 to 1."""

    here: int
    there: int
    likeness: float
    worth: float


def weigh(templates: Sequence[Template]) -> Weighed:
    """Templates with what their letters are worth."""
    texts = [template.text for template in templates]
    pairs, sentence = pairs_of(texts)
    parts = np.array([COMPARED.index(t.section) for t in templates], np.uint8)
    pairs, sentence = _once(pairs, sentence)
    return _weighed(parts, pairs, sentence, worth_of(pairs), own_of(*keys_of(texts)))


def _once(pairs: Codes, sentence: Numbers) -> tuple[Codes, Numbers]:
    both = np.sort(_ordered(pairs, sentence))
    fresh = np.ones(len(both), bool)
    np.not_equal(both[1:], both[:-1], out=fresh[1:])
    both = both[fresh]
    return (both >> _PLACES).astype(np.uint32), (both & _PLACE).astype(np.int32)


def _ordered(pairs: Codes, sentence: Numbers) -> NDArray[np.int64]:
    out: NDArray[np.int64] = (pairs.astype(np.int64) << _PLACES) | sentence
    return out


def _weighed(
    parts: NDArray[np.uint8], pairs: Codes, sentence: Numbers, weights: Floats, own: Floats
) -> Weighed:
    worth = np.bincount(sentence, weights, minlength=len(parts)).astype(np.float32)
    return Weighed(parts, pairs, sentence, weights, np.maximum(worth, np.float32(1e-6)), own)


def _joined(text: Weighed) -> Weighed:
    """Each two sentences that follow one another as one."""
    count = len(text) - 1
    places = np.concatenate((text.sentence, text.sentence - 1))
    at = np.concatenate((np.arange(len(text.pairs)),) * 2)
    inside = (places >= 0) & (places < count)
    places, at = places[inside], at[inside]
    both = _ordered(text.pairs[at], places)
    order = np.argsort(both)
    both, at = both[order], at[order]
    fresh = np.ones(len(both), bool)
    np.not_equal(both[1:], both[:-1], out=fresh[1:])
    at = at[fresh]
    return _weighed(
        text.parts[:count],
        text.pairs[at],
        (both[fresh] & _PLACE).astype(np.int32),
        text.weights[at],
        np.maximum(text.own[1:], text.own[:-1]),
    )


def held(here: Weighed, there: Weighed) -> Floats:
    """How much of each sentence of `here` (rows) stands in each of `there` (columns)."""
    return _part(_shared(here, there), here.worth, there.worth)


def likeness(here: Weighed, there: Weighed) -> Floats:
    """How alike the sentences of two reports are, whichever holds the other."""
    shared = _shared(here, there)
    one, other = _part(shared, here.worth, there.worth), _part(shared.T, there.worth, here.worth)
    return np.maximum(one, other.T)


def _part(shared: Floats, here: Floats, there: Floats) -> Floats:
    """What is shared as a part of the rows; the longer the other, the more stands there by chance."""
    out: Floats = np.divide.outer(there, here).T
    out -= np.float32(1.5)
    np.maximum(out, np.float32(0.0), out=out)
    out *= np.float32(0.1)
    out += np.float32(1.0)
    out *= here[:, None]
    return np.divide(shared, out, out=out)


def _shared(here: Weighed, there: Weighed) -> Floats:
    """What the letters are worth that two sentences have in common."""
    rows, columns = len(here.worth), len(there.worth)
    first = np.searchsorted(there.pairs, here.pairs)
    times = np.searchsorted(there.pairs, here.pairs, "right") - first
    often = times > _OFTEN
    met = np.flatnonzero((times > 0) & ~often)
    first, times = first[met], times[met]
    at = np.repeat(met, times)
    before = np.cumsum(times) - times
    partner = np.arange(len(at)) + np.repeat(first - before, times)
    place = here.sentence[at] * columns + there.sentence[partner]
    shared = np.bincount(place, here.weights[at], minlength=rows * columns)
    table = shared.reshape(rows, columns).astype(np.float64, copy=False)
    if often.any():
        table += _of_many(here, there, np.unique(here.pairs[often]))
    return table.astype(np.float32)


def _of_many(here: Weighed, there: Weighed, pairs: Codes) -> NDArray[np.float64]:
    """The same of pairs that many sentences have: too many meetings to list them all."""
    left, right = (_table_of(text, pairs) for text in (here, there))
    out: NDArray[np.float64] = left @ (right > 0).T.astype(np.float64)
    return out


def _table_of(text: Weighed, pairs: Codes) -> NDArray[np.float64]:
    """What some pairs (columns, in order) are worth in each sentence (rows)."""
    column = np.minimum(np.searchsorted(pairs, text.pairs), len(pairs) - 1)
    one = pairs[column] == text.pairs
    table = np.zeros((len(text), len(pairs)))
    table[text.sentence[one], column[one]] = text.weights[one]
    return table


def align(here: Weighed, there: Weighed) -> list[Match]:
    """The sentences of `here` that stand in `there`, in the order of `here`."""
    if not len(here) or not len(there):
        return []
    alike = held(here, there)
    partners = alike.argmax(axis=1)
    most = alike[np.arange(len(here)), partners]
    if len(there) > 1 and bool((most < _WHOLE).any()):
        both = held(here, _joined(there))
        padded = np.pad(both, ((0, 0), (1, 1)))
        rows = np.arange(len(here))
        most = np.maximum(most, np.maximum(padded[rows, partners], padded[rows, partners + 1]))
    best = list(zip(partners.tolist(), most.tolist(), strict=True))
    sure = {at for at, (_, part) in enumerate(best) if part >= SURE and here.worth[at] >= _FEW}
    return [
        Match(at, partner, round(part, 3), float(here.worth[at]))
        for at, (partner, part) in enumerate(best)
        if at in sure or (part >= LIKELY and _beside(at, best, sure))
    ]


def _beside(at: int, best: Sequence[tuple[int, float]], sure: set[int]) -> bool:
    """Whether a neighbour surely matches a neighbour of the partner."""
    return any(
        beside in sure and abs(best[beside][0] - best[at][0]) <= 2
        for beside in range(at - 2, at + 3)
        if beside != at
    )

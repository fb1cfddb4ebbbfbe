"""Two reports sentence by sentence: which of the one's sentences are the other's, edited or not, in any order.

A sentence is the other's where enough of its letters, weighted by rarity, stand in one of the other's
sentences or in two that follow one another (a full stop may have become a comma). Beside a sentence that
matches, less is asked of its neighbour: who copies a passage rewords it as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from review.copying.masking import Template
from review.copying.rarity import Codes, Floats, pairs_of, worth_of

SURE = 0.5
LIKELY = 0.3
_FEW = 2.5
"""A sentence worth less is a bare phrase of the genre: its agreement says nothing."""
_WHOLE = 0.9


@dataclass(frozen=True, eq=False, slots=True)
class Weighed:
    """Templates with their pairs of letters: each pair once a sentence, sorted by pair."""

    templates: tuple[Template, ...]
    pairs: Codes
    sentence: Codes
    weights: Floats
    worth: Floats

    def __len__(self) -> int:
        return len(self.templates)


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence `here` of one report is sentence `there` of the other; `likeness` 0 to 1."""

    here: int
    there: int
    likeness: float
    worth: float


def weigh(templates: Sequence[Template]) -> Weighed:
    """Templates with what their letters are worth."""
    pairs, sentence = pairs_of([template.text for template in templates])
    return _weighed(tuple(templates), pairs, sentence, len(templates))


def _weighed(templates: tuple[Template, ...], pairs: Codes, sentence: Codes, count: int) -> Weighed:
    order = np.lexsort((sentence, pairs))
    pairs, sentence = pairs[order], sentence[order]
    if len(pairs):
        fresh = np.ones(len(pairs), bool)
        fresh[1:] = (pairs[1:] != pairs[:-1]) | (sentence[1:] != sentence[:-1])
        pairs, sentence = pairs[fresh], sentence[fresh]
    weights = worth_of(pairs)
    worth = np.bincount(sentence, weights, minlength=count)
    return Weighed(templates, pairs, sentence, weights, np.maximum(worth, 1e-6))


def _joined(text: Weighed) -> Weighed:
    """Each two sentences that follow one another as one."""
    count = len(text) - 1
    places = np.concatenate((text.sentence, text.sentence - 1))
    inside = (places >= 0) & (places < count)
    pairs = np.concatenate((text.pairs, text.pairs))
    return _weighed((), pairs[inside], places[inside], count)


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
    excess = np.maximum(0.0, there[None, :] / here[:, None] - 1.5)
    out: Floats = shared / here[:, None] / (1 + 0.1 * excess)
    return out


def _shared(here: Weighed, there: Weighed) -> Floats:
    """What the letters are worth that two sentences have in common."""
    rows, columns = len(here.worth), len(there.worth)
    first = np.searchsorted(there.pairs, here.pairs)
    times = np.searchsorted(there.pairs, here.pairs, "right") - first
    at = np.repeat(np.arange(len(times)), times)
    before = np.cumsum(times) - times
    partner = np.arange(len(at)) + np.repeat(first - before, times)
    place = here.sentence[at] * columns + there.sentence[partner]
    shared = np.bincount(place, here.weights[at], minlength=rows * columns)
    table: Floats = shared.reshape(rows, columns).astype(np.float64, copy=False)
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

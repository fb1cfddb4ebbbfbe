"""Two reports sentence by sentence: which of the one's sentences are the other's, edited or not, in any order.

A sentence is the other's where enough of its letters, weighted by rarity, stand in one of the other's
sentences or in two that follow one another (a full stop may have become a comma). Beside a sentence that
matches, less is asked of its neighbour: who copies a passage rewords it as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review.copying.masking import Template
from review.copying.rarity import pairs, worth, worth_of

SURE = 0.5
LIKELY = 0.3
_FEW = 2.5
"""A sentence worth less is a bare phrase of the genre: its agreement says nothing."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A template with its pairs of letters and what they are worth."""

    template: Template
    pairs: frozenset[str]
    worth: float


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence `here` of one report is sentence `there` of the other; `likeness` 0 to 1."""

    here: int
    there: int
    likeness: float
    worth: float


def weigh(templates: Sequence[Template]) -> list[Weighed]:
    """Templates with what their letters are worth."""
    out = []
    for template in templates:
        found = pairs(template.text)
        out.append(Weighed(template, found, worth(found) or 1e-6))
    return out


def align(here: Sequence[Weighed], there: Sequence[Weighed]) -> list[Match]:
    """The sentences of `here` that stand in `there`, in the order of `here`."""
    places: dict[str, list[int]] = {}
    for at, other in enumerate(there):
        for pair in other.pairs:
            places.setdefault(pair, []).append(at)
    best = [_best(one, there, places) for one in here]
    sure = {at for at, found in enumerate(best) if found[1] >= SURE and here[at].worth >= _FEW}
    out = []
    for at, (partner, likeness) in enumerate(best):
        if at in sure or (likeness >= LIKELY and _beside(at, partner, best, sure)):
            out.append(Match(at, partner, round(likeness, 3), here[at].worth))
    return out


def _best(
    one: Weighed, there: Sequence[Weighed], places: Mapping[str, Sequence[int]]
) -> tuple[int, float]:
    """The sentence of `there` that holds most of `one`, and how much of it."""
    shared = [0.0] * len(there)
    for pair in one.pairs:
        if found := places.get(pair):
            weight = worth_of(pair)
            for at in found:
                shared[at] += weight
    best, most = -1, 0.0
    for at, weight in enumerate(shared):
        if weight and (share := _share(one, there[at].worth, weight)) > most:
            best, most = at, share
    if best >= 0 and most < 0.9:
        for first in (best - 1, best):
            if first >= 0 and first + 1 < len(there):
                both = _joined(there[first], there[first + 1])
                most = max(most, held(one, both, one.pairs & both.pairs))
    return best, most


def _joined(one: Weighed, other: Weighed) -> Weighed:
    return Weighed(one.template, one.pairs | other.pairs, one.worth + other.worth)


def held(one: Weighed, other: Weighed, shared: frozenset[str]) -> float:
    """How much of `one` stands in the other; the longer the other, the more stands there by chance."""
    return _share(one, other.worth, worth(shared))


def _share(one: Weighed, other: float, shared: float) -> float:
    excess = max(0.0, other / one.worth - 1.5)
    return shared / one.worth / (1 + 0.1 * excess)


def _beside(at: int, partner: int, best: Sequence[tuple[int, float]], sure: set[int]) -> bool:
    """Whether a neighbour surely matches a neighbour of the partner."""
    return any(
        beside in sure and abs(best[beside][0] - partner) <= 2
        for beside in range(at - 2, at + 3)
        if beside != at
    )

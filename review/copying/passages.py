"""Passages that two reports share: sentences that match, how surprising that is, and who is the likely source.

Two agencies may well have one sentence in common. What they share is a passage where it is more than chance
would give them among all pairs of a batch: sentences that follow one another count more than scattered ones.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from review.copying.alignment import SURE, Weighed, likeness
from review.copying.index import BY_CHANCE, LEAST_AGENCIES, NEAR, Hit
from review.copying.order import in_order
from review.copying.rarity import Floats
from review.copying.texts import OwnText

_LIKELY = 0.45
_SCATTERED = 3.2  # log of the places where a sentence may stand in a report
_LEAST_WORTH = 24.0
_LEAST_OWN = 30.0
_BARE = 5.0  # a heading in the run of the text is worth less
_MARGIN = 1.0
_LEAST_SENTENCES = 2
_NEARLY_ALL = 0.7
_FULL = 0.6
Source = Literal["here", "there", ""]


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """Sentence `here` of one report and `there` of another."""

    here: int
    there: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Shared:
    """What two reports (numbers in the batch) share, and which is likely the source ("" where unknown)."""

    one: int
    other: int
    sentences: tuple[SharedSentence, ...]
    source: Source

    def turned(self) -> "Shared":
        """The same, seen from the other report."""
        turned = tuple(SharedSentence(s.there, s.here, s.likeness) for s in self.sentences)
        there: dict[Source, Source] = {"here": "there", "there": "here", "": ""}
        return Shared(
            self.other, self.one, tuple(sorted(turned, key=lambda s: s.here)), there[self.source]
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Sentences that two reports share. `sure`: they hold enough of their writer's own to be a finding by themselves."""

    sentences: tuple[SharedSentence, ...]
    sure: bool


NOTHING = Found((), False)


def shared_sentences(here: Weighed, there: Weighed, hits: Sequence[Hit], agencies: int) -> Found:
    """The sentences that two reports share beyond chance, as they are or reworded; none, or two and more."""
    alike = likeness(here, there)
    nearly = _nearly_as_they_are(alike, here, there, hits, agencies)
    most = nearly.sure and len(nearly.sentences) >= _NEARLY_ALL * min(len(here), len(there))
    reworded = () if most else in_order(alike, here, there, agencies)
    found = {s.here: s for s in nearly.sentences}
    taken = {s.there for s in found.values()}
    for one, other in reworded:
        if one not in found and other not in taken:
            found[one] = SharedSentence(one, other, round(float(alike[one, other]), 3))
    return Found(tuple(found[one] for one in sorted(found)), nearly.sure or bool(reworded))


def _nearly_as_they_are(
    alike: Floats, here: Weighed, there: Weighed, hits: Sequence[Hit], agencies: int
) -> Found:
    """Sentences around the hits that are so alike that chance would not give them."""
    rarity = {(hit.here, hit.there): hit.rarity for hit in hits}
    usual = max(rarity.values(), default=0.0)
    least = _LIKELY if len(hits) > 1 else SURE
    likely = _around_hits(hits, here, there) & (alike >= _LIKELY)
    likely &= np.minimum.outer(here.worth, there.worth) >= _BARE
    found: dict[int, SharedSentence] = {}
    for i, j in np.argwhere(likely).tolist():
        part = float(alike[i, j])
        known = found.get(i)
        if part >= (least if (i, j) in rarity else _LIKELY) and (
            known is None or part > known.likeness
        ):
            found[i] = SharedSentence(i, j, round(part, 3))
    sentences = _one_each(tuple(found[i] for i in sorted(found)))
    sentences = tuple(s for s in sentences if _sound(s, sentences))
    if len(sentences) < _LEAST_SENTENCES:
        return NOTHING
    if sum(here.worth[s.here] * s.likeness for s in sentences) < _LEAST_WORTH:
        return NOTHING
    surprise = sum(
        max(0.0, rarity.get((s.here, s.there), usual / 2) * min(1.0, s.likeness / _FULL) - cost)
        for s in sentences
        for cost in [BY_CHANCE if _beside(s, sentences) else _SCATTERED]
    )
    if surprise < _MARGIN * math.log(max(LEAST_AGENCIES, agencies)):
        return NOTHING
    own = sum(
        here.worth[s.here] * s.likeness * max(here.own[s.here], there.own[s.there])
        for s in sentences
    )
    return Found(sentences, own >= _LEAST_OWN)


def likely_source(one: OwnText, other: OwnText) -> Source:
    """Which of two reports was there first, by year and then by date of publication."""
    if one.year and other.year and one.year != other.year:
        return "here" if one.year < other.year else "there"
    if one.published and other.published and one.published != other.published:
        return "here" if one.published < other.published else "there"
    return ""


def _around_hits(hits: Sequence[Hit], here: Weighed, there: Weighed) -> NDArray[np.bool_]:
    """The hits, and the places around them in the same parts, where the passage may go on; shape (here, there)."""
    near = np.zeros((len(here), len(there)), bool)
    near[[hit.here for hit in hits], [hit.there for hit in hits]] = True
    return _widened(_widened(near, here.parts).T, there.parts).T


def _widened(near: NDArray[np.bool_], parts: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Rows with those near them in the same part."""
    out = near.copy()
    for step in range(1, NEAR + 1):
        same = (parts[step:] == parts[:-step])[:, None]
        out[step:] |= near[:-step] & same
        out[:-step] |= near[step:] & same
    return out


def _one_each(sentences: tuple[SharedSentence, ...]) -> tuple[SharedSentence, ...]:
    """Each sentence of the other report is the partner of the one that is most like it."""
    best: dict[int, SharedSentence] = {}
    for s in sentences:
        if s.there not in best or s.likeness > best[s.there].likeness:
            best[s.there] = s
    return tuple(s for s in sentences if best[s.there] is s)


def _beside(one: SharedSentence, sentences: Sequence[SharedSentence]) -> bool:
    return any(
        s is not one and abs(s.here - one.here) <= NEAR and abs(s.there - one.there) <= NEAR
        for s in sentences
    )


def _sound(one: SharedSentence, sentences: Sequence[SharedSentence]) -> bool:
    """A sentence that is only somewhat alike counts beside another that is shared."""
    return one.likeness >= SURE or _beside(one, sentences)

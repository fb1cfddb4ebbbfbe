"""How much of parts 一 and 五 is last year's text, years, figures and statutory phrases aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from review.copying.alignment import Match, Weighed, align, likeness, weigh
from review.copying.masking import Template, section_templates
from review.copying.order import in_order
from review.model import Report, SectionKey

MEASURED: tuple[SectionKey, ...] = ("overview", "problems")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A sentence of this year's that is last year's: both templates, and how alike they are."""

    now: Template
    before: Template
    likeness: float
    worth: float


@dataclass(frozen=True, slots=True)
class Reuse:
    """Part by part: the share of this year's text that is last year's, and the sentences.

    `shares` leaves out a part that has nothing of its own in either year. `worth` is what the repeated
    sentences of a part are worth: many letters, or rare ones.
    """

    shares: dict[SectionKey, float]
    worth: dict[SectionKey, float]
    repeats: tuple[Repeat, ...]


class Sentences(Protocol):
    """The templates of a report, and what their letters are worth."""

    @property
    def templates(self) -> Sequence[Template]:
        """The sentences, masked."""

    @property
    def weighed(self) -> Weighed:
        """The same as arrays."""


@dataclass(frozen=True, slots=True)
class _Measured:
    templates: Sequence[Template]
    weighed: Weighed


def reuse_of(now: Report, before: Report) -> Reuse:
    """What this year's report has of last year's."""
    both = [[t for key in MEASURED for t in section_templates(r, key)] for r in (now, before)]
    return reuse_between(*(_Measured(templates, weigh(templates)) for templates in both))


def reuse_between(now: Sentences, before: Sentences) -> Reuse:
    """The same of the two reports' sentences."""
    shares: dict[SectionKey, float] = {}
    repeated: dict[SectionKey, float] = {}
    repeats: list[Repeat] = []
    for key in MEASURED:
        (numbers, here), (old_numbers, there) = now.weighed.part(key), before.weighed.part(key)
        if not len(here) or not len(there):
            continue
        matches = _repeated(here, there)
        again = sum(match.worth for match in matches)
        shares[key] = round(again / float(here.worth.sum()), 2)
        repeated[key] = again
        repeats += [
            Repeat(
                now.templates[numbers[m.here]],
                before.templates[old_numbers[m.there]],
                m.likeness,
                m.worth,
            )
            for m in matches
        ]
    return Reuse(shares, repeated, tuple(repeats))


def _repeated(here: Weighed, there: Weighed) -> list[Match]:
    """The sentences of `here` that stand in `there`, also where all were reworded in their order."""
    found = {match.here: match for match in align(here, there)}
    alike = likeness(here, there)
    for now, before in in_order(alike, here, there):
        if now not in found:
            again = round(float(alike[now, before]), 3)
            found[now] = Match(now, before, again, float(here.worth[now]))
    return [found[now] for now in sorted(found)]

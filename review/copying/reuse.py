"""How much of parts 一 and 五 is last year's text, years, figures and statutory phrases aside."""

from collections.abc import Sequence
from dataclasses import dataclass

from review.copying.alignment import align, weigh
from review.copying.masking import Template, section_templates
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


def reuse_of(now: Report, before: Report) -> Reuse:
    """What this year's report has of last year's."""
    both = [[t for key in MEASURED for t in section_templates(r, key)] for r in (now, before)]
    return reuse_between(*both)


def reuse_between(now: Sequence[Template], before: Sequence[Template]) -> Reuse:
    """The same of the two reports' templates."""
    shares: dict[SectionKey, float] = {}
    repeated: dict[SectionKey, float] = {}
    repeats: list[Repeat] = []
    for key in MEASURED:
        here = weigh([t for t in now if t.section == key])
        there = weigh([t for t in before if t.section == key])
        whole = float(here.worth.sum())
        if not len(here) or not len(there):
            continue
        matches = align(here, there)
        again = sum(match.worth for match in matches)
        shares[key] = round(again / whole, 2)
        repeated[key] = again
        repeats += [
            Repeat(here.templates[m.here], there.templates[m.there], m.likeness, m.worth)
            for m in matches
        ]
    return Reuse(shares, repeated, tuple(repeats))

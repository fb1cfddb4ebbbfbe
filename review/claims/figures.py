"""Figures of the narrative against one another, whatever they count; shares of a whole beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from review.claims.clauses import Clause
from review.claims.quantities import Quantity

WHOLE = re.compile(
    r"共|总|新收|更新|推送|上网|登载|刊登|编发|公示|解读|报送|参训|参加|培训|接待|出动|推出|转发|公布|合计|全年|累计|收到|受理|公开|发布|办理|制发|办结|答复|开展|组织|召开"
)
"""Words before the figure of a whole."""
_KINDS = ("applicant", "outcome", "channel", "result", "carry")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its sentence: folded places, the clause it stands in, the clause's words without it."""

    quantity: Quantity
    clause: Clause

    @property
    def label(self) -> str:
        """The words of the clause before the figure."""
        return self.clause.text[self.clause.start : self.quantity.start]


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole and its parts that do not agree with it. `unit_slip`: they would without 万 or 亿."""

    whole: Figure
    parts: tuple[Figure, ...]
    more: bool
    unit_slip: bool = False


@dataclass(frozen=True, slots=True)
class WrongShare:
    """A percentage that does not follow from the part before it and any whole nearby."""

    part: Figure
    percent: Figure
    wholes: tuple[Figure, ...]


def figures_of(clauses: Sequence[Clause], trusted: tuple[int, int]) -> list[Figure]:
    """All figures of a sentence in order, but for those that a line's end may have torn."""
    return [
        Figure(q, c)
        for c in clauses
        for q in c.quantities
        if trusted[0] <= q.start and q.end <= trusted[1]
    ]


def exact(figure: Figure) -> bool:
    """Whether a figure is no hedged one."""
    return figure.quantity.relation == "="


def number(figure: Figure) -> Decimal:
    """Its value."""
    return Decimal(figure.quantity.value)


def kind_of(figure: Figure) -> str:
    """What kind of part a figure counts: a channel, an applicant, an outcome …; "" where it is unknown."""
    for family in _KINDS:
        if figure.clause.named(family):
            return family
    return ""


def wrong_shares(figures: Sequence[Figure]) -> Iterator[WrongShare]:
    """Percentages behind a part (39件,占83%) that no whole of the same unit nearby explains."""
    for index, figure in enumerate(figures):
        if not figure.quantity.percent or index == 0 or not exact(figure):
            continue
        part = figures[index - 1]
        between = figure.clause.text[part.quantity.end : figure.quantity.start]
        if (
            part.quantity.percent
            or not exact(part)
            or not re.search(r"^[,(、]?占(?!地)", between)
            or len(between) > 16
        ):
            continue
        wholes = [
            f
            for f in figures
            if f.quantity.unit == part.quantity.unit and f is not part and number(f) >= number(part)
        ]
        if not any(WHOLE.search(w.label) and not w.clause.named("outcome") for w in wholes):
            continue  # the whole stands elsewhere
        unit = Decimal(1).scaleb(-figure.quantity.decimals)
        target = Decimal(figure.quantity.value)
        if any(number(w) and abs(number(part) * 100 / number(w) - target) < unit for w in wholes):
            continue
        yield WrongShare(part, figure, tuple(wholes))


__all__ = [
    "WHOLE",
    "Figure",
    "Parts",
    "WrongShare",
    "exact",
    "figures_of",
    "kind_of",
    "number",
    "wrong_shares",
]

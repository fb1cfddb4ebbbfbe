"""A folded sentence cut into clauses, each with the words and numbers that stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from review.claims.phrases import Phrase
from review.claims.quantities import Quantity

_MARKS = frozenset(",。;:()、!?")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a folded sentence. `mark` stands before it, `next_mark` behind; `depth` of parentheses."""

    text: str
    start: int
    end: int
    mark: str
    next_mark: str
    depth: int
    phrases: tuple[Phrase, ...]
    quantities: tuple[Quantity, ...]

    def named(self, *families: str) -> list[Phrase]:
        """The phrases of some families, in order."""
        return [p for p in self.phrases if p.family in families]

    def named_as(self, family: str, name: str) -> bool:
        """Whether a word of this family and name stands in it."""
        return any(p.family == family and p.name == name for p in self.phrases)

    @property
    def words(self) -> str:
        """The clause itself."""
        return self.text[self.start : self.end]


def clauses_of(
    text: str, phrases: Sequence[Phrase], quantities: Sequence[Quantity]
) -> list[Clause]:
    """Split at , ; : ( ) 、 and full stops; marks inside phrases and numbers do not split."""
    inner = {at for p in phrases for at in range(p.start, p.end)}
    inner |= {at for q in quantities for at in range(q.start, q.end)}
    out: list[Clause] = []
    start, mark, depth = 0, "", 0
    p = q = 0
    for at in range(len(text) + 1):
        char = text[at] if at < len(text) else ""
        if char and (char not in _MARKS or at in inner):
            continue
        if (
            char == ","
            and 0 < at < len(text) - 1
            and text[at - 1].isdigit()
            and text[at + 1 : at + 4].isdigit()
            and len(text[at + 1 : at + 4]) == 3
            and not text[at + 4 : at + 5].isdigit()
        ):
            continue
        if at > start:
            first_p, first_q = p, q
            while p < len(phrases) and phrases[p].start < at:
                p += 1
            while q < len(quantities) and quantities[q].start < at:
                q += 1
            out.append(
                Clause(
                    text, start, at, mark, char, depth,
                    tuple(phrases[first_p:p]), tuple(quantities[first_q:q]),
                )
            )  # fmt: skip
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        start, mark = at + 1, char
    return out

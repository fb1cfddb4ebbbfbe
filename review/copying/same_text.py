"""Parts of reports that are the same word for word once names and figures are masked, however many have them.

What half a batch has in common counts as the genre's where sentences are compared one by one. A whole part is
no formula: where dozens have the same, it was sent round or copied.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from review.copying.alignment import Weighed
from review.copying.passages import SharedSentence
from review.copying.reuse import MEASURED

_LEAST_WORTH = 60.0
_MANY = 20
"""So many reports are found by their sentences already."""


class SameTexts:
    """Reports by the whole text of a part; numbers are the caller's."""

    def __init__(self) -> None:
        self._having: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)

    def add(self, number: int, text: Weighed) -> None:
        """A report by its sentences."""
        for section in MEASURED:
            sentences, part = text.part(section)
            if len(part) > 1 and float(part.worth @ part.own) >= _LEAST_WORTH:
                whole = hash((section, part.pairs.tobytes(), part.sentence.tobytes()))
                self._having[whole].append((number, sentences))

    def pairs(self) -> Iterator[tuple[int, int, tuple[SharedSentence, ...]]]:
        """Each report that has what many have with the first and with the next one that has it."""
        for having in self._having.values():
            if len(having) <= _MANY:
                continue
            for (before, of_before), (other, theirs) in pairwise(having):
                for one, mine in {having[0][0]: having[0][1], before: of_before}.items():
                    alike = zip(mine, theirs, strict=True)
                    yield one, other, tuple(SharedSentence(a, b, 1.0) for a, b in alike)

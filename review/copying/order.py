"""Text that was reworded throughout: few of its sentences are alike enough by themselves, but all come in one order.

Of all sentences of two reports those are taken, in the order of both, that are together most alike beyond
what sentences on the same matters are anyway. What everybody writes counts nothing.
"""

from dataclasses import dataclass
from math import log

import numpy as np

from review.copying.alignment import Weighed
from review.copying.index import LEAST_AGENCIES
from review.copying.masking import COMPARED
from review.copying.rarity import Floats

_USUAL = 0.15  # so alike are sentences that have nothing to do with one another
_ALIKE = 0.22
_LONGEST = 25.0  # no sentence is worth more, however long
_WORTH = 21.0
_BESIDES = 9.0  # besides the sentence that is worth most
_LEAST = 3
_LARGE_BATCH = 4.0  # for each time that a batch is e times as large


@dataclass(frozen=True, slots=True)
class InOrder:
    """Pairs of sentences (of the one report, of the other) in the order of both, and what they are worth together."""

    pairs: tuple[tuple[int, int], ...]
    worth: float


def best_in_order(beyond: Floats) -> InOrder:
    """The pairs of rows and columns, both rising, whose values (shape (rows, columns), 0 or more) sum to most."""
    rows, columns = beyond.shape
    best = np.zeros((rows + 1, columns + 1), np.float32)
    for row in range(rows):
        taken = best[row, :-1] + beyond[row]
        np.maximum(best[row, 1:], taken, out=taken)
        np.maximum.accumulate(taken, out=best[row + 1, 1:])
    pairs: list[tuple[int, int]] = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return InOrder(tuple(reversed(pairs)), float(best[-1, -1]))


def in_order(
    alike: Floats, here: Weighed, there: Weighed, agencies: int = 1
) -> tuple[tuple[int, int], ...]:
    """The pairs of sentences by which one report is the other reworded; none where it is not.

    `alike`: how alike their sentences are, shape (sentences here, sentences there). Each part is looked at
    for itself, and the one that is worth most tells. The more agencies a batch has, the more is asked.
    """
    beyond = np.maximum(alike - np.float32(_USUAL), np.float32(0.0))
    beyond *= np.minimum.outer(_weight(here), _weight(there))
    least = _WORTH + _LARGE_BATCH * log(max(1.0, agencies / LEAST_AGENCIES))
    if not beyond.size or float(beyond.max(axis=1).sum()) < least:
        return ()  # in whatever order
    found: list[InOrder] = [InOrder((), 0.0)]
    for part in range(len(COMPARED)):
        rows, columns = np.flatnonzero(here.parts == part), np.flatnonzero(there.parts == part)
        if not len(rows) or not len(columns):
            continue
        inside = best_in_order(beyond[np.ix_(rows, columns)])
        pairs = tuple((int(rows[i]), int(columns[j])) for i, j in inside.pairs)
        found.append(InOrder(pairs, inside.worth))
    best = max(found, key=lambda each: each.worth)
    told = tuple(pair for pair in best.pairs if alike[pair] >= _ALIKE)
    if best.worth < least or len(told) < _LEAST:
        return ()
    most = max(float(beyond[pair]) for pair in told)
    return told if best.worth - most >= _BESIDES else ()


def _weight(text: Weighed) -> Floats:
    weight: Floats = np.minimum(text.worth, np.float32(_LONGEST)) * text.own
    return weight

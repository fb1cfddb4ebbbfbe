"""What a shared pair of letters is worth: little where all reports use it, much where hardly one does.

How often a pair is met among the sentences of the genre is known from the sentence model; without a
model all pairs are worth the same. A pair is a number here: both code points, one behind the other.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from review.classifier.model import trained

Codes = NDArray[np.int64]
Floats = NDArray[np.float64]

_COMMON = 2.5  # idf up to which a pair of letters says nothing: 公开, 工作, 信息
_LEAST = 0.05
_BITS = 21
_LINE = ord("\n")
_MASKS = tuple((ord(a) << _BITS) | ord(b) for a in "@#" for b in "@#")


@cache
def _table() -> tuple[Codes, Floats]:
    """The pairs of letters that the model knows, in order, and what each is worth."""
    model = trained()
    if model is None:
        return np.zeros(0, np.int64), np.zeros(0)
    known = sorted(
        ((ord(gram[0]) << _BITS) | ord(gram[1]), at)
        for gram, at in model.gram_index.items()
        if len(gram) == 2
    )
    idf = model.idf[[at for _, at in known]].astype(np.float64)
    worth = np.maximum(_LEAST, (idf - _COMMON) / (float(model.idf.max()) - _COMMON))
    return np.array([code for code, _ in known], np.int64), worth


def pairs_of(texts: Sequence[str]) -> tuple[Codes, Codes]:
    """The neighbouring letters of each text (masks alone aside), and to which text each pair belongs."""
    joined = "\n".join(texts).encode("utf-32-le", "surrogatepass")
    letters = np.frombuffer(joined, np.uint32).astype(np.int64)
    if len(letters) < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    left, right = letters[:-1], letters[1:]
    pairs = (left << _BITS) | right
    inside = (left != _LINE) & (right != _LINE)
    for mask in _MASKS:
        inside &= pairs != mask
    return pairs[inside], np.cumsum(left == _LINE)[inside]


def worth_of(pairs: Codes) -> Floats:
    """What each pair of letters is worth, 0.05 to 1; one that the model does not know, 1."""
    codes, worth = _table()
    if not len(codes):
        return np.ones(len(pairs))
    at = np.minimum(np.searchsorted(codes, pairs), len(codes) - 1)
    found: Floats = np.where(codes[at] == pairs, worth[at], 1.0)
    return found

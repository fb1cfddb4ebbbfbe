"""What a shared pair of letters is worth: little where all reports use it, much where hardly one does.

How often a pair is met among the sentences of the genre is known from the sentence model; without a
model all pairs are worth the same. A pair is a number here: the lower halves of both code points, one
behind the other (beyond the basic plane letters may fall together, which does no harm).
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from review.classifier.model import trained

Codes = NDArray[np.uint32]
Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]

_COMMON = 2.5  # idf up to which a pair of letters says nothing: 公开, 工作, 信息
_LEAST = 0.05
_HALF = 16
_LOWER = (1 << _HALF) - 1
_LINE = ord("\n")


def _pair(letters: str) -> int:
    left, right = (ord(letter) & _LOWER for letter in letters)
    return left << _HALF | right


_MASKS = np.array([_pair(a + b) for a in "@#" for b in "@#"], np.uint32)


@cache
def _table() -> tuple[Codes, Floats]:
    """The pairs of letters that the model knows, in order, and what each is worth."""
    model = trained()
    if model is None:
        return np.zeros(0, np.uint32), np.zeros(0, np.float32)
    known = {_pair(gram): at for gram, at in model.gram_index.items() if len(gram) == 2}
    codes = np.array(sorted(known), np.uint32)
    idf = model.idf[[known[code] for code in codes.tolist()]].astype(np.float32)
    worth = np.maximum(_LEAST, (idf - _COMMON) / (float(model.idf.max()) - _COMMON))
    return codes, worth.astype(np.float32)


def pairs_of(texts: Sequence[str]) -> tuple[Codes, Numbers]:
    """The neighbouring letters of each text (masks alone aside), and to which text each pair belongs."""
    joined = "\n".join(texts).encode("utf-32-le", "surrogatepass")
    letters = np.frombuffer(joined, np.uint32)
    if len(letters) < 2:
        return np.zeros(0, np.uint32), np.zeros(0, np.int32)
    ends = letters == _LINE
    lower = letters & np.uint32(_LOWER)
    pairs = (lower[:-1] << np.uint32(_HALF)) | lower[1:]
    inside = ~(ends[:-1] | ends[1:])
    for mask in _MASKS:
        inside &= pairs != mask
    return pairs[inside], np.cumsum(ends[:-1], dtype=np.int32)[inside]


def worth_of(pairs: Codes) -> Floats:
    """What each pair of letters is worth, 0.05 to 1; one that the model does not know, 1."""
    codes, worth = _table()
    if not len(codes):
        return np.ones(len(pairs), np.float32)
    at = np.minimum(np.searchsorted(codes, pairs), len(codes) - 1)
    found: Floats = np.where(codes[at] == pairs, worth[at], np.float32(1.0))
    return found

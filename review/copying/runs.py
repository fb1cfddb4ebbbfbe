"""Runs of three letters as numbers: what a sentence is found by, and how far it is its writer's own.

How common a run is in the genre the sentence model knows. What everybody writes consists of common runs.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from review.classifier.model import trained

Keys = NDArray[np.uint32]
_END_OF_TEXT = "\n\n\n"
# mean rarity (idf) of a sentence's runs
_UNKNOWN = 9.0
_GENRE = 7.5
_OWN = 8.4


def keys_of(templates: Sequence[str]) -> tuple[Keys, NDArray[np.int32]]:
    """Every other run of three letters of each template as a number (the even ones), and how many each has."""
    text = "\n".join(templates) + _END_OF_TEXT
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    one, two, three = codes[:-2], codes[1:-1], codes[2:]
    inside = (one != 10) & (two != 10) & (three != 10) & ((one > 127) | (two > 127))
    mixed = (one * np.uint32(0x9E3779B1)) ^ (two * np.uint32(0x85EBCA77) + np.uint32(0x165667B1))
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0xC2B2AE3D) ^ (
        three * np.uint32(0x27D4EB2F)
    )
    mixed ^= mixed >> np.uint32(13)
    inside &= (mixed & np.uint32(1)) == 0
    line = np.cumsum(codes == 10)[:-2]
    counts = np.bincount(line[inside], minlength=len(templates) + 3)[: len(templates)]
    return mixed[inside].astype(np.uint32), counts.astype(np.int32)


@cache
def _of_the_genre() -> tuple[Keys, NDArray[np.float32]]:
    """The keys that the sentence model knows, in order, and how rare each is among its sentences."""
    model = trained()
    if model is None:
        return np.zeros(0, np.uint32), np.zeros(0, np.float32)
    runs = [gram for gram in model.gram_index if len(gram) == 3]
    keys, counts = keys_of(runs)
    idf = model.idf[[model.gram_index[gram] for gram in runs]].astype(np.float32)
    idf = np.repeat(idf, counts)
    order = np.argsort(keys)
    return keys[order], idf[order]


def own_of(keys: Keys, lengths: NDArray[np.int32]) -> NDArray[np.float32]:
    """How far each sentence is its writer's own, from its keys: 0 (everybody writes so) to 1."""
    known, idf = _of_the_genre()
    if not len(known):
        return np.ones(len(lengths), np.float32)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    rarity = np.where(known[at] == keys, idf[at], _UNKNOWN)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    mean = np.bincount(sentence, rarity, minlength=len(lengths)) / np.maximum(lengths, 1)
    out: NDArray[np.float32] = np.clip((mean - _GENRE) / (_OWN - _GENRE), 0, 1).astype(np.float32)
    return out

"""What finding copied text needs of a report's sentences, as arrays: worked out once, where the report is read.

`keys` find sentences that may be the same (see `index`), `weighed` says how alike two are (see `alignment`).
As bytes they are some ten kilobytes a report and are taken back without being worked out again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from review.classifier.model import trained
from review.copying.alignment import Weighed, weigh
from review.copying.masking import Template

Keys = NDArray[np.uint32]
_COUNTS = Struct("<III")
_END_OF_TEXT = "\n\n\n"
# mean rarity (idf) of a sentence's runs of three letters
_UNKNOWN = 9.0
_GENRE = 7.4
_OWN = 8.2


@dataclass(frozen=True, eq=False, slots=True)
class Signature:
    """`keys`: every other run of three letters as a number, sentence by sentence; `lengths`: how many each has.

    `own`: how far a sentence is its writer's own, 0 (everybody writes so) to 1.
    """

    keys: Keys
    lengths: NDArray[np.int32]
    own: NDArray[np.float32]
    weighed: Weighed


def signature_of(templates: Sequence[Template]) -> Signature:
    """The signature of a report's templates."""
    keys, lengths = keys_of([t.text for t in templates])
    return Signature(keys, lengths, _own(keys, lengths), weigh(templates))


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


def _own(keys: Keys, lengths: NDArray[np.int32]) -> NDArray[np.float32]:
    known, idf = _of_the_genre()
    if not len(known):
        return np.ones(len(lengths), np.float32)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    rarity = np.where(known[at] == keys, idf[at], _UNKNOWN)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    mean = np.bincount(sentence, rarity, minlength=len(lengths)) / np.maximum(lengths, 1)
    out: NDArray[np.float32] = np.clip((mean - _GENRE) / (_OWN - _GENRE), 0, 1).astype(np.float32)
    return out


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


def pack_signature(signature: Signature) -> bytes:
    """As bytes."""
    text = signature.weighed
    counts = len(signature.lengths), len(signature.keys), len(text.pairs)
    arrays = (
        signature.keys.astype("<u4"),
        text.pairs.astype("<u4"),
        text.weights.astype("<f4"),
        text.worth.astype("<f4"),
        signature.own.astype("<f4"),
        signature.lengths.astype("<u2"),
        text.sentence.astype("<u2"),
        text.parts.astype("<u1"),
    )
    return _COUNTS.pack(*counts) + b"".join(array.tobytes() for array in arrays)


def unpack_signature(data: bytes) -> Signature:
    """From the bytes of `pack_signature`; ValueError where these are none."""
    sentences, keys, pairs = _COUNTS.unpack_from(data)
    at = _COUNTS.size

    def next_array(count: int, kind: str) -> NDArray[np.generic]:
        nonlocal at
        array = np.frombuffer(data, kind, count, at)
        at += array.nbytes
        return array

    packed_keys = next_array(keys, "<u4")
    packed_pairs = next_array(pairs, "<u4")
    weights, worth = next_array(pairs, "<f4"), next_array(sentences, "<f4")
    own = next_array(sentences, "<f4")
    lengths, places = next_array(sentences, "<u2"), next_array(pairs, "<u2")
    return Signature(
        packed_keys.astype(np.uint32, copy=False),
        lengths.astype(np.int32),
        own.astype(np.float32, copy=False),
        Weighed(
            next_array(sentences, "<u1").astype(np.uint8, copy=False),
            packed_pairs.astype(np.uint32, copy=False),
            places.astype(np.int32),
            weights.astype(np.float32, copy=False),
            worth.astype(np.float32, copy=False),
        ),
    )

"""What finding copied text needs of a report's sentences, as arrays: worked out once, where the report is read.

`keys` find sentences that may be the same (see `index`), `weighed` says how alike two are (see `alignment`).
As bytes they are some ten kilobytes a report and are taken back without being worked out again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from review.copying.alignment import Weighed, weigh
from review.copying.masking import Template
from review.copying.runs import Keys, keys_of

_COUNTS = Struct("<III")


@dataclass(frozen=True, eq=False, slots=True)
class Signature:
    """`keys`: every other run of three letters as a number, sentence by sentence; `lengths`: how many each has."""

    keys: Keys
    lengths: NDArray[np.int32]
    weighed: Weighed


def signature_of(templates: Sequence[Template]) -> Signature:
    """The signature of a report's templates."""
    keys, lengths = keys_of([t.text for t in templates])
    return Signature(keys, lengths, weigh(templates))


def pack_signature(signature: Signature) -> bytes:
    """As bytes."""
    text = signature.weighed
    counts = len(signature.lengths), len(signature.keys), len(text.pairs)
    arrays = (
        signature.keys.astype("<u4"),
        text.pairs.astype("<u4"),
        text.weights.astype("<f4"),
        text.worth.astype("<f4"),
        text.own.astype("<f4"),
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
        Weighed(
            next_array(sentences, "<u1").astype(np.uint8, copy=False),
            packed_pairs.astype(np.uint32, copy=False),
            places.astype(np.int32),
            weights.astype(np.float32, copy=False),
            worth.astype(np.float32, copy=False),
            own.astype(np.float32, copy=False),
        ),
    )

"""Folding of look-alikes (full width, compatibility forms, spaces) with a map back to the source."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Characters that carry nothing in Chinese text and stand between others by accident of layout.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
# Quotation marks and dashes that writers use for one another.
_SAME = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "〝": '"',
    "〞": '"',
    "〟": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "‘": "'",
    "’": "'",
    "－": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "‐": "-",
    "∕": "/",
    "⁄": "/",
    "〇": "〇",
}


class _Fold(dict[str, str]):
    """One character to its folded form, worked out on first sight and kept for the process."""

    def __missing__(self, char: str) -> str:
        if char.isspace() or char in _INVISIBLE:
            folded = ""
        elif char in _SAME:
            folded = _SAME[char]
        else:
            folded = "".join(c for c in unicodedata.normalize("NFKC", char) if not c.isspace())
        self[char] = folded
        return folded


_FOLD = _Fold()
_A_SENTENCE = 400  # characters; longer texts are not kept


def fold(text: str) -> str:
    """Text without spaces and line breaks, in half width, with one kind of quotation mark and dash."""
    return _fold_sentence(text) if len(text) <= _A_SENTENCE else _folded(text)


def _folded(text: str) -> str:
    return "".join(map(_FOLD.__getitem__, text))


# one check after another asks for the same sentences
_fold_sentence = lru_cache(maxsize=2048)(_folded)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text with, for each of its characters, the offset of its source character."""

    text: str
    offsets: Sequence[int]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that the folded span [start, end) came from; empty if it is empty."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else 0
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1


def fold_with_map(text: str) -> Folded:
    """Fold and keep where each folded character came from."""
    pieces = list(map(_FOLD.__getitem__, text))
    folded = "".join(pieces)
    if len(folded) == len(text) and "" not in pieces:
        return Folded(folded, range(len(text)))
    offsets = [at for at, piece in enumerate(pieces) for _ in piece]
    return Folded(folded, offsets)

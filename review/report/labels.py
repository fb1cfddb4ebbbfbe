"""Labels of the form and how near a wording found in a document comes to them."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from review.zh.folding import fold

# Looser than an ordinal (`review.zh.ordinals`): what is left when numbers, several and bare ones too, are
# taken off is compared, and the form's labels lose theirs alike. After folding.
_LOOSE_NUMBERING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,3}\)?[、.,:]?|\(?\d{1,2}\)?[、.,)](?!\d))+(?=\D)"
)
_CIRCLED = re.compile(r"^\s*[①-⑳⑴-⒇❶-❿]")
_PUNCTUATION = re.compile(r"[\"'“”‘’、，,。.．:：;；()（）〔〕\[\]<>《》「」『』/\\|*_·\-]+")
# notes that belong to the official wording and may be dropped or extended without altering it
_NOTE = re.compile(r"\((?:单位|区分处理|本列数据)[^()]*\)")


@lru_cache(maxsize=65536)
def core_of(text: str) -> str:
    """A label without spaces, numbering and punctuation: what two wordings are compared by."""
    return _PUNCTUATION.sub("", _LOOSE_NUMBERING.sub("", fold(_CIRCLED.sub("", text))))


@lru_cache(maxsize=65536)
def core_without_note(text: str) -> str:
    """The core without the form's own notes (单位：万元; 区分处理的…)."""
    return core_of(_NOTE.sub("", fold(text)))


def _within(core: str, label: str) -> bool:
    letters = iter(label)
    return all(letter in letters for letter in core)


class Likeness(NamedTuple):
    """How near a wording is to a label: 0 to 1, and whether it differs from the official wording."""

    score: float
    altered: bool


_UNLIKE = Likeness(0.0, True)
# 逾期不补正、不再处理: the letters of one label in their order, unless another holds them too
_SHORTENED = 0.88
_PART = 4


@dataclass(frozen=True, eq=False)
class Label:
    """An official label with accepted wordings (`aliases`) and recognisable, altered ones (`short`)."""

    official: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    @cached_property
    def core(self) -> str:
        """The official label's core."""
        return core_of(self.official)

    @cached_property
    def short_name(self) -> str:
        """The label as messages cite it: without the note in parentheses (区分处理的，…)."""
        return re.sub(r"（(?:区分处理|单位)[^）]*）", "", self.official)

    @cached_property
    def accepted(self) -> tuple[str, ...]:
        """Cores of all wordings that are no alteration."""
        wordings = [self.core, core_without_note(self.official), *map(core_of, self.aliases)]
        return tuple(dict.fromkeys(wordings))

    @cached_property
    def shortened(self) -> tuple[str, ...]:
        """Cores of wordings that are surely this label, but altered."""
        return tuple(map(core_of, self.short))

    def likeness(self, text: str) -> Likeness:
        """Compare with a wording: accepted ones score 1, shortened ones 0.95, typos by edit distance."""
        return _likeness(self, text)

    def _likeness(self, text: str) -> Likeness:
        core = core_of(text)
        if core in self.accepted or (core and core_without_note(text) in self.accepted):
            return Likeness(1.0, False)
        if core in self.shortened:
            return Likeness(0.95, True)
        if not core:
            return _UNLIKE
        wordings = self.accepted + self.shortened
        if len(core) >= _PART and _within(core, self.core):
            return Likeness(_SHORTENED, True)
        return Likeness(max(0.97 * fuzz.ratio(core, other) / 100 for other in wordings), True)

    def ends(self, text: str) -> Likeness:
        """Compare with the end of a longer text: group labels and header words may stand before it."""
        core = core_of(text)
        for accepted in self.accepted:
            if core.endswith(accepted):
                return Likeness(0.99, False)
        for other in self.shortened:
            if core.endswith(other):
                return Likeness(0.9, True)
        if len(core) < 4:
            return _UNLIKE
        window = core[-len(self.core) - 1 :]
        return Likeness(0.95 * fuzz.ratio(window, self.core) / 100, True)


@lru_cache(maxsize=65536)
def _likeness(label: Label, text: str) -> Likeness:
    # the same few hundred wordings come again in every report of a batch
    return label._likeness(text)

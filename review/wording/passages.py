"""A section's folded text with what a finder of words asks of a place: sentence, clause, inside 《》."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from review.zh.folding import Folded

# 《…〈…〉…》, and 《 in 《, as written by people who have no 〈
_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_STOP = re.compile(r"[。;!?]")
# of a text without stops
_NEAR = 300


@dataclass(frozen=True)
class Passage:
    """The text of one section. Offsets are into `text`, which is folded."""

    folded: Folded
    source: str

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    @cached_property
    def titles(self) -> tuple[tuple[int, int], ...]:
        """Where titles of documents stand, with their marks."""
        if "《" not in self.text:
            return ()
        return tuple(match.span() for match in _TITLE.finditer(self.text))

    def in_title(self, start: int, end: int) -> bool:
        """Whether a stretch touches the title of a document."""
        at = bisect_right(self.titles, (end - 1, len(self.text))) - 1
        return at >= 0 and self.titles[at][1] > start

    def broken(self, start: int, end: int) -> bool:
        """Whether the source has a line's end inside a stretch."""
        left, right = self.folded.source_span(start, end)
        return "\n" in self.source[left:right]

    @cached_property
    def _stops(self) -> list[int]:
        """Where sentences end: lines may be broken anywhere, so only the signs count."""
        return [match.start() for match in _STOP.finditer(self.text)]

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a stretch; of a very long one what stands nearest."""
        left = bisect_right(self._stops, start - 1)
        right = bisect_left(self._stops, end)
        first = self._stops[left - 1] + 1 if left else 0
        last = self._stops[right] if right < len(self._stops) else len(self.text)
        return self.text[max(first, start - _NEAR) : min(last, end + _NEAR)]

    def before(self, start: int, length: int) -> str:
        """What stands before a place, back to the sentence's beginning or so many letters."""
        text = self.text[max(0, start - length) : start]
        stops = [match.end() for match in _STOP.finditer(text)]
        return text[stops[-1] :] if stops else text

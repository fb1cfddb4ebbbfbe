"""A section's folded text with what a finder of words asks of a place: sentence, clause, inside 《》."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from review.zh.folding import Folded

# 《…〈…〉…》, and 《 in 《, as written by people who have no 〈
_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_STOP = re.compile(r"[。;!?]")
_CLAUSE = re.compile(r"[。;!?,:]")


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

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a stretch (lines may be broken anywhere, so only its signs count)."""
        return self._between(_STOP, start, end)

    def clause(self, start: int, end: int) -> str:
        """The clause around a stretch, from sign to sign."""
        return self._between(_CLAUSE, start, end)

    def before(self, start: int, length: int) -> str:
        """What stands before a place, back to the sentence's beginning or so many letters."""
        text = self.text[max(0, start - length) : start]
        stops = [match.end() for match in _STOP.finditer(text)]
        return text[stops[-1] :] if stops else text

    def _between(self, sign: re.Pattern[str], start: int, end: int) -> str:
        left = start
        while left > 0 and start - left < 400 and not sign.match(self.text, left - 1):
            left -= 1
        stop = sign.search(self.text, end)
        return self.text[left : stop.start() if stop else len(self.text)][:1000]

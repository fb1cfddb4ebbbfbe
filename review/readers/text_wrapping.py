"""Whether, and where, the lines of a text were broken at a margin."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[。！？；：:;!?]['\"”’）)]?$")
_INDENT = re.compile(r"\u3000{1,4}|[ ]{2,8}(?![ ])|\t")
_SET_RIGHT = re.compile(r"[ ]{12}|\u3000{6}")
_FIGURE = re.compile(r"\s*[\d.,/-]{1,12}\s*")
_MIN_WRAP_WIDTH = 40
_HANGING, _MANY = 1, 5
_OVER, _ANY = 3, 10**6
_MIN_WORDS = 32
"""Columns of words, without indent: less is a line set to the right, not one that was broken."""


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def _in_table(line: str) -> bool:
    return "|" in line or "\t" in line.strip() or line.startswith("\t")


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How a file was broken into lines: by display width or by number of characters, from where on.

    `indented`: paragraphs begin with an indent; a line without one goes on with the line before.
    `most`: longer lines are none of the prose.
    """

    measure: Callable[[str], int]
    full: int
    indented: bool
    most: int

    def fills(self, line: str) -> bool:
        return self.full <= self.measure(line.rstrip()) <= self.most


def wrapped_lines(lines: list[str]) -> list[bool]:
    """For each line whether its sentence goes on in the next line."""
    wrapping = _find_wrapping(lines)
    if wrapping is None:
        return [False] * len(lines)
    following = [""] * len(lines)
    for at in range(len(lines) - 1, 0, -1):
        following[at - 1] = lines[at] if lines[at].strip() else following[at]
    return [
        not _in_table(line) and wrapping.fills(line) and _goes_on(line, after, wrapping)
        for line, after in zip(lines, following, strict=True)
    ]


def _goes_on(line: str, after: str, wrapping: _Wrapping) -> bool:
    if _SET_RIGHT.match(line) or _SET_RIGHT.match(after):
        return False  # the signature and its date
    if wrapping.indented and after:
        return not after[0].isspace()
    return not _SENTENCE_END.search(line.rstrip())


def _find_wrapping(lines: list[str]) -> _Wrapping | None:
    """The measure by which the file's prose was broken into lines, or None if it was not.

    Lines that stop in the middle of a sentence give it away: they are all of about the same length.
    """
    # What stands above a figure is the label of a table, a cell a line.
    open_ended = [
        line.rstrip()
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if not _in_table(line) and not _FIGURE.fullmatch(after)
    ]
    open_ended = [
        line
        for line in open_ended
        if _width(line) >= _MIN_WRAP_WIDTH
        and _width(line.lstrip()) >= _MIN_WORDS
        and not _SENTENCE_END.search(line)
    ]
    if len(open_ended) < 3:
        return None
    measures: tuple[tuple[Callable[[str], int], int], ...] = ((len, 1), (_width, 4))
    for measure, slack in measures:
        sizes = sorted(map(measure, open_ended))
        # the third longest: a mark may hang over the margin
        full = sizes[-3] - slack
        long = [size for size in sizes if size >= 0.75 * full]
        if sum(size >= full for size in long) >= max(3, 0.6 * len(long)):
            most = full + slack + _OVER
            if sum(full <= size <= most for size in long) < max(3, 0.6 * len(long)):
                most = _ANY
            return _Wrapping(measure, full, _indented(lines, measure, full), most)
    # Tables may hold longer lines; but prose does not stop at one number of characters by chance.
    full, times = Counter(map(len, open_ended)).most_common(1)[0]
    if times >= max(_MANY, 0.25 * len(open_ended)):
        return _Wrapping(len, full, _indented(lines, len, full), full + _HANGING)
    return None


def _indented(lines: list[str], measure: Callable[[str], int], full: int) -> bool:
    """Whether the lines that fill the margin first in their paragraph begin with an indent."""
    firsts = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if measure(line.rstrip()) >= full and measure(before.rstrip()) < full
        if not _in_table(line)
    ]
    indented = sum(_INDENT.match(line) is not None for line in firsts)
    return len(firsts) >= 3 and indented >= 0.8 * len(firsts)

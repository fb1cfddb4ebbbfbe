"""Text set in two columns beside each other, as in a newspaper: each column's lines by themselves.

A block of columns is a run of lines with a blank strip (the gutter) through all of them and running
text on both sides of it. Its lines are told by their `block` and `column`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from review.readers.pdf_lines import TAB_GAP, Glyph, TextLine, line_of, lines_from, rows_of
from review.readers.pdf_sidebars import without_sidebars

PROSE = 9  # Chinese characters on either side that make two lines of running text
GUTTER = 0.6  # in ems; the block's first line has a wider one, a tab
ROWS = 2  # of running text on both sides; a single one reads the same either way
MOST_ROWS = 400  # of a page that is set in columns: no printed page has so many lines
LONGEST = 120  # rows of a block: no column on a printed page is longer
LEADING = 2.5  # in ems: what stands further apart is no block
LINE = 2.0  # in ems: lines of one paragraph are no further apart
REGULAR = 1.3  # of the usual leading: a line below the block's shorter column still belongs to it

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]部分")


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A blank strip, from the right end of what stands left of it to the left end of the rest."""

    x0: float
    x1: float

    def within(self, other: "_Gutter") -> "_Gutter":
        return _Gutter(max(self.x0, other.x0), min(self.x1, other.x1))


@dataclass(frozen=True, slots=True)
class _Row:
    glyphs: Sequence[Glyph]
    y: float
    size: float
    gaps: Sequence[_Gutter]
    """Gaps that may part columns, and the blank on both sides of the line."""

    def gutter(self, strip: _Gutter) -> _Gutter | None:
        """What of a strip is blank in this line, where it is wide enough to part columns."""
        best = max(
            (gap.within(strip) for gap in self.gaps), key=lambda g: g.x1 - g.x0, default=None
        )
        return best if best is not None and best.x1 - best.x0 > GUTTER * self.size else None

    def is_left_of(self, x: float) -> bool:
        return all(glyph.x0 < x for glyph in self.glyphs)

    def tabs(self) -> list[_Gutter]:
        """The gaps inside the line that the eye takes for a tab."""
        return [gap for gap in self.gaps[1:-1] if gap.x1 - gap.x0 > TAB_GAP * self.size]

    def has_left(self, x: float) -> bool:
        return any(glyph.x0 < x for glyph in self.glyphs)

    def prose(self, x: float) -> tuple[bool, bool]:
        """Whether running text stands on either side, without another gap in the line."""
        left = sum(_is_chinese(glyph) for glyph in self.glyphs if glyph.x0 < x)
        right = sum(map(_is_chinese, self.glyphs)) - left
        plain = len(self.tabs()) <= 1
        return left >= PROSE and plain, right >= PROSE and plain


def lines_of_page(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """Lines of a page outside tables, in reading order; a wide gap in a line is a tab."""
    if any(glyph.turn for glyph in glyphs):
        return lines_from(glyphs, tabs=True)
    found = rows_of(glyphs)
    if len(found) > MOST_ROWS:
        return lines_from(glyphs, tabs=True)
    aside = without_sidebars(glyphs)
    if aside.lines:
        found = rows_of(aside.rest)
    rows = [row for inked in found if (row := _row(inked)) is not None]
    lines = list(aside.lines)
    at = 0
    while at < len(rows):
        end, strip = _block(rows, at)
        if end == at:
            if (line := line_of(list(rows[at].glyphs), tabs=True)) is not None:
                lines.append(line)
            at += 1
            continue
        middle = (strip.x0 + strip.x1) / 2
        inside = [glyph for row in rows[at:end] for glyph in row.glyphs]
        top = min(glyph.top for glyph in inside)
        for column, left in ((1, True), (2, False)):
            side = [glyph for glyph in inside if (glyph.x0 < middle) == left]
            lines += (
                replace(line, block=top, column=column) for line in lines_from(side, tabs=True)
            )
        at = end
    return sorted(lines, key=lambda line: line.order) if aside.lines else lines


def _row(glyphs: Sequence[Glyph]) -> _Row | None:
    inked = sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: g.x0)
    if not inked:
        return None
    size = median(glyph.size for glyph in inked)
    gaps = [_Gutter(float("-inf"), inked[0].x0)]
    end = inked[0].x1
    for glyph in inked[1:]:
        if glyph.x0 - end > GUTTER * size:
            gaps.append(_Gutter(end, glyph.x0))
        end = max(end, glyph.x1)
    gaps.append(_Gutter(end, float("inf")))
    return _Row(glyphs, median(g.middle[1] for g in inked), size, gaps)


def _block(rows: Sequence[_Row], start: int) -> tuple[int, _Gutter]:
    """The end (exclusive) of the block of columns that begins with a row, and its gutter.

    The end is `start` where none begins there.
    """
    none = start, _Gutter(0.0, 0.0)
    inner = rows[start].tabs()
    if len(inner) != 1:
        return none
    strip = inner[0]
    end = start + 1
    while end < len(rows) and end - start < LONGEST:
        row, before = rows[end], rows[end - 1]
        if row.y - before.y > LEADING * max(row.size, before.size):
            break
        narrowed = row.gutter(strip)
        if narrowed is None:
            break
        middle = (narrowed.x0 + narrowed.x1) / 2
        if row.is_left_of(middle):
            break  # the right column is never the longer one, so here ends it
        strip = narrowed
        end += 1
    middle = (strip.x0 + strip.x1) / 2
    both = [row.prose(middle) for row in rows[start:end] if row.has_left(middle)]
    prose = sum(map(all, both))
    # a block of two or three lines begins or ends with short ones, on one side
    short = prose and all(map(any, both))
    if len(both) < ROWS and not (end < len(rows) and _is_below(rows[end - 1], rows[end], middle)):
        return none  # a lone line reads the same either way
    # paragraphs begin and end with short lines on either side
    either = sum(map(any, both))
    if not short and (prose < ROWS or either * 2 < len(both)):
        return none
    steps = [b.y - a.y for a, b in pairwise(rows[start:end])]
    usual = median(steps) if steps else LINE * rows[start].size
    while end < len(rows) and _goes_on(rows[end - 1], rows[end], usual, middle):
        end += 1
    return end, strip


def _is_below(before: _Row, row: _Row, middle: float) -> bool:
    """Whether a line close below stands in the left column alone and is as full as a line of text."""
    near = row.y - before.y < LINE * row.size
    return near and row.is_left_of(middle) and row.prose(middle)[0]


def _goes_on(before: _Row, row: _Row, usual: float, middle: float) -> bool:
    """Whether a line below is still one of the left column, which may be the longer one."""
    return (
        row.is_left_of(middle)
        and not _HEADING.match("".join(glyph.text for glyph in row.glyphs).strip())
        and row.y - before.y < REGULAR * usual
        and abs(row.size - before.size) < 0.1 * row.size
    )


def _is_chinese(glyph: Glyph) -> bool:
    return "\u4e00" <= glyph.text[0] <= "\u9fff"

"""Glyphs of a PDF page → lines of text, by geometry alone.

Coordinates are points, y grows downwards (pdfplumber's). An em is the size of the type.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple
from unicodedata import east_asian_width

# Gaps in ems. A tab parts what the eye takes for columns; Word justifies with up to half an em.
TAB_GAP = 1.2
WORD_GAP = 0.3
TYPED_GAP = 0.15
# A note's number against the type it stands in: its size, and how far its foot is raised.
_NOTE_SIZE, _NOTE_RISE = 0.75, 0.2

# A line of so many figures is a row of a table, the gaps between them narrow as they may be.
_FIGURES, _FIGURE_GAP = 8, 0.25
_FIGURE = re.compile(r"\d[\d.,，]*[件宗]?|[—–-]{1,2}|[／/无]")

CLOSING = frozenset("，。、；：！？）》〉」』】〕”’…,.;:!?)]%％")
_WIDE_SIGNS = frozenset("“”‘’…—·")

Turn = Literal[0, 90, -90, 180]


class Glyph(NamedTuple):
    """One drawn character. `turn`: 90 where text runs upwards, -90 downwards, 180 upside down."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    turn: Turn = 0

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of its box: what decides in which cell it stands."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text with its box. `lead` is the width of what could not be parted from its start.

    (The first word or number, or the first Chinese character, with closing marks behind it.)
    `column` counts from 1 where the page is set in columns, and `block` is the top of these.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    lead: float
    block: float = 0.0
    column: int = 0

    @property
    def order(self) -> tuple[float, int, float]:
        """Where the line is read on its page: columns one behind the other."""
        return (self.block if self.column else self.top, self.column, self.top)


# --- glyphs -----------------------------------------------------------------------------------


def drawn_once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs without those drawn twice.

    Bold type is often faked by drawing a character again, a fraction of a point aside.
    """
    drawn: dict[tuple[str, int, int], list[Glyph]] = {}
    return [glyph for glyph in glyphs if not _drawn_already(glyph, drawn)]


def _drawn_already(glyph: Glyph, drawn: dict[tuple[str, int, int], list[Glyph]]) -> bool:
    """Whether the same character stands within a fifth of an em (at most 1.5 points); notes it."""
    near = min(1.5, 0.2 * glyph.size)
    column, row = int(glyph.x0 // 2), int(glyph.top // 2)
    for i in (column - 1, column, column + 1):
        for j in (row - 1, row, row + 1):
            for other in drawn.get((glyph.text, i, j), ()):
                if abs(other.x0 - glyph.x0) < near and abs(other.top - glyph.top) < near:
                    return True
    drawn.setdefault((glyph.text, column, row), []).append(glyph)
    return False


def _turned(glyph: Glyph) -> Glyph:
    """The glyph of a turned line in a frame of its own, in which the line runs to the right."""
    if glyph.turn == 90:
        box = (-glyph.bottom, -glyph.top, glyph.x0, glyph.x1)
    elif glyph.turn == 180:
        box = (-glyph.x1, -glyph.x0, -glyph.bottom, -glyph.top)
        return Glyph(glyph.text, *box, size=glyph.size)
    else:
        box = (glyph.top, glyph.bottom, -glyph.x1, -glyph.x0)
    # The size of a turned character is its extent across the line.
    return Glyph(glyph.text, *box, size=glyph.x1 - glyph.x0 or 1.0)


# --- lines ------------------------------------------------------------------------------------


def lines_from(glyphs: Sequence[Glyph], *, tabs: bool) -> list[TextLine]:
    """Lines from top to bottom. With `tabs`, a wide gap becomes a tab; in cells it does not."""
    upright = [glyph for glyph in glyphs if not glyph.turn]
    lines = [line for row in rows_of(upright) if (line := line_of(row, tabs=tabs))]
    turned = [glyph for glyph in glyphs if glyph.turn]
    if turned:
        rows = rows_of([_turned(glyph) for glyph in turned])
        found = [line for row in rows if (line := line_of(row, tabs=tabs))]
        # Turned lines stand as one block where they are on the page.
        x0, x1 = min(g.x0 for g in turned), max(g.x1 for g in turned)
        top, bottom = min(g.top for g in turned), max(g.bottom for g in turned)
        lines += [TextLine(line.text, x0, x1, top, bottom, line.size, line.lead) for line in found]
        lines.sort(key=lambda line: line.top)
    return lines


def rows_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs grouped by the height of their centres: type of two sizes still shares a line."""
    rows: list[list[Glyph]] = []
    height = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        middle = (glyph.top + glyph.bottom) / 2
        if rows and middle - height < 0.5 * max(size, glyph.size):
            rows[-1].append(glyph)
            if not glyph.text.isspace():
                count = len(rows[-1])
                height += (middle - height) / count
                size = max(size, glyph.size)
        else:
            rows.append([glyph])
            height, size = middle, glyph.size
    return rows


def line_of(row: list[Glyph], *, tabs: bool) -> TextLine | None:
    """One line's text with spaces where they were typed or can be seen; None if it is blank."""
    row.sort(key=lambda glyph: glyph.x0)
    row = without_note_marks(row)
    inked: list[Glyph] = []
    typed: list[bool] = []  # whether a space stands before the glyph
    space = False
    for glyph in row:
        if glyph.text.isspace():
            space = True
        else:
            inked.append(glyph)
            typed.append(space)
            space = False
    if not inked:
        return None
    if tabs and (cells := _figure_cells(inked)):
        return _line("\t".join(cells), inked, typed)
    gaps = _wide_gaps(inked, typed)
    # Spacing of letters is in nearly every gap; blanks between cells are in some only.
    spread = sorted(gap for gap, _ in gaps)[len(gaps) // 8] if len(gaps) >= 3 else 0.0
    # A writer that puts a space behind every character means none of them.
    letter_spaced = len(gaps) >= 3 and sum(space for _, space in gaps) * 2 > len(gaps)
    parts = [inked[0].text]
    for before, after, space in zip(inked, inked[1:], typed[1:], strict=False):
        parts.append(_joint(before, after, space and not letter_spaced, spread, tabs))
        parts.append(after.text)
    return _line("".join(parts).strip(), inked, typed)


def _figure_cells(inked: Sequence[Glyph]) -> list[str]:
    """The cells of a line that is nothing but figures in columns, however narrow; else none."""
    cells = [inked[0].text]
    for before, after in pairwise(inked):
        if after.x0 - before.x1 > _FIGURE_GAP * before.size:
            cells.append("")
        cells[-1] += after.text
    whole = all(_FIGURE.fullmatch(cell) for cell in cells)
    return cells if whole and len(cells) >= _FIGURES else []


def _line(text: str, inked: Sequence[Glyph], typed: Sequence[bool]) -> TextLine:
    return TextLine(
        text,
        inked[0].x0,
        max(glyph.x1 for glyph in inked),
        min(glyph.top for glyph in inked),
        max(glyph.bottom for glyph in inked),
        median(glyph.size for glyph in inked),
        _lead(inked, typed),
    )


def without_note_marks(row: list[Glyph]) -> list[Glyph]:
    """A line without raised small digits beside a character: they number notes, and are no figure."""
    if min(glyph.size for glyph in row) > _NOTE_SIZE * max(glyph.size for glyph in row):
        return row
    return [glyph for at, glyph in enumerate(row) if not _is_note_mark(row, at)]


def _is_note_mark(row: Sequence[Glyph], at: int) -> bool:
    mark = row[at]
    if not mark.text.isdigit():
        return False
    beside = [*reversed(row[max(0, at - 3) : at]), *row[at + 1 : at + 4]]  # marks of two digits
    return any(
        mark.size < _NOTE_SIZE * other.size
        and other.bottom - mark.bottom > _NOTE_RISE * other.size
        and max(mark.x0 - other.x1, other.x0 - mark.x1) < 2 * mark.size
        for other in beside
        if not other.text.isspace()
    )


def _wide_gaps(inked: Sequence[Glyph], typed: Sequence[bool]) -> list[tuple[float, bool]]:
    """For each two Chinese characters side by side: the gap in ems, and whether a space was typed."""
    return [
        (max(0.0, after.x0 - before.x1) / max(before.size, after.size), space)
        for before, after, space in zip(inked, inked[1:], typed[1:], strict=False)
        if _is_wide(before.text[-1])
        and _is_wide(after.text[0])
        and not (_is_value(before.text[-1]) and _is_value(after.text[0]))
    ]


def _is_value(char: str) -> bool:
    """Whether a character can be all that stands in a cell of figures."""
    return char.isdigit() or char in "无—"


def _joint(before: Glyph, after: Glyph, typed: bool, spread: float, tabs: bool) -> str:
    """What stands between two glyphs: nothing, a space or a tab. `spread`: the line's usual gap."""
    gap = (after.x0 - before.x1) / max(before.size, after.size)
    if tabs and gap > TAB_GAP + spread:
        return "\t"
    left, right = before.text[-1], after.text[0]
    if not _is_wide(left) and not _is_wide(right):
        seen = gap > WORD_GAP + spread and left.isalnum() and right.isalnum()
        return " " if typed or seen else ""
    if typed and gap > TYPED_GAP:
        return " "
    # In a cell: a label and a number that no line parts must not grow together.
    apart = gap > TAB_GAP + spread and _is_wide(left) != _is_wide(right)
    return " " if apart else ""


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF" or char in _WIDE_SIGNS


def _lead(inked: Sequence[Glyph], typed: Sequence[bool]) -> float:
    """The width of the first word (or Chinese character) with the closing marks behind it."""
    end = 1
    if not _is_wide(inked[0].text[0]):
        while end < len(inked) and not typed[end] and not _is_wide(inked[end].text[0]):
            end += 1
        if end < len(inked) and inked[end - 1].text.isdigit():
            end += 1  # a number is kept with its unit
    while end < len(inked) and inked[end].text[0] in CLOSING:
        end += 1
        # Some writers do not part a mark and the number behind it either.
        while end < len(inked) and inked[end].text.isdigit() and not typed[end]:
            end += 1
    return inked[end - 1].x1 - inked[0].x0

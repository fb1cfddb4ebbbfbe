"""A narrow column beside the text, as printed pages of a web site have it: links, news, contacts.

Its lines stand at heights of their own, so that they would run into those of the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from review.readers.pdf_lines import TAB_GAP, Glyph, TextLine, lines_from, rows_of

LINES = 5  # of the narrow column, beside the text
WORDS = 3  # characters of a line of it, on average: upright words of a table's head have one
SHARE = 0.35  # of the width of what is printed: the narrow column is no wider
GAP = 0.1  # in ems, between the two
TEXT = 10  # Chinese characters that make a line of the text


@dataclass(frozen=True, slots=True)
class Aside:
    """The lines of narrow columns, which are read before the text beside them, and the rest."""

    lines: tuple[TextLine, ...]
    rest: Sequence[Glyph]


def without_sidebars(glyphs: Sequence[Glyph]) -> Aside:
    """Narrow columns on the left of the text taken out of the glyphs of a page."""
    lines: list[TextLine] = []
    rest = list(glyphs)
    while (found := _sidebar(rest)) is not None:
        side, top = found
        taken = set(map(id, side))
        rest = [glyph for glyph in rest if id(glyph) not in taken]
        lines += (replace(line, block=top, column=-1) for line in lines_from(side, tabs=True))
    return Aside(tuple(lines), rest)


def _sidebar(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], float] | None:
    """The glyphs of the first narrow column, if there is one, and where it and its text begin."""
    inked = [glyph for glyph in glyphs if not glyph.text.isspace() and not glyph.turn]
    if not inked:
        return None
    left = min(glyph.x0 for glyph in inked)
    widest = left + SHARE * (max(glyph.x1 for glyph in inked) - left)
    rows = [sorted(row, key=lambda glyph: glyph.x0) for row in rows_of(inked)]
    for start in _starts(rows, left, widest):
        run: list[list[Glyph]] = []
        for row in [*rows, None]:
            if row is not None and _leaves_free(row, start):
                run.append(row)
                continue
            side = [glyph for found in run for glyph in found if glyph.x1 <= start]
            text = [glyph for found in run for glyph in found if glyph.x0 >= start - 1]
            if text and _stands_apart(side, text):
                return side, min(glyph.top for glyph in (*side, *text))
            run = []
    return None


def _starts(rows: Sequence[Sequence[Glyph]], left: float, widest: float) -> list[float]:
    """Where lines of text begin off the left margin, alone or behind something, at least three."""
    found: dict[int, list[float]] = {}
    for row in rows:
        for at, glyph in enumerate(row):
            behind = at == 0 or glyph.x0 - row[at - 1].x1 > GAP * glyph.size
            if behind and left + glyph.size < glyph.x0 <= widest and _begins_text(row[at:]):
                found.setdefault(round(glyph.x0 / 3), []).append(glyph.x0)
                break
    return sorted(min(places) for places in found.values() if len(places) >= 3)


def _leaves_free(row: Sequence[Glyph], start: float) -> bool:
    """Whether a line leaves a strip free in front of where the text begins."""
    return not any(glyph.x0 < start - 1 and glyph.x1 > start - GAP * glyph.size for glyph in row)


def _stands_apart(side: Sequence[Glyph], text: Sequence[Glyph]) -> bool:
    """Whether what stands beside a text has lines enough, at heights that are not those of the text."""
    lines = rows_of(side)
    if len(lines) < LINES or len(side) < WORDS * len(lines):
        return False
    beside = rows_of(text)
    if sum(map(_is_of_table, beside)) > 1:
        return False
    heights = [row[0].middle[1] for row in beside]
    own = 0
    for line in lines:
        y, size = line[0].middle[1], line[0].size
        own += all(abs(y - height) > 0.25 * size for height in heights)
    return own >= 3


def _is_of_table(row: list[Glyph]) -> bool:
    """Whether a line is parted into cells."""
    row.sort(key=lambda glyph: glyph.x0)
    return sum(b.x0 - a.x1 > TAB_GAP * b.size for a, b in pairwise(row)) > 1


def _begins_text(glyphs: Sequence[Glyph]) -> bool:
    """Whether a line goes on as running text, without the gaps of a table's cells."""
    chinese = 0
    for at, glyph in enumerate(glyphs):
        if at and glyph.x0 - glyphs[at - 1].x1 > TAB_GAP * glyph.size:
            break
        chinese += "\u2e80" <= glyph.text[0] <= "\u9fff"
    return chinese >= TEXT

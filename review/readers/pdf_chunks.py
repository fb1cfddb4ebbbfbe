"""Lines of figures on a page: what stands in columns, told apart by its gaps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from review.readers.pdf_lines import Glyph, rows_of
from review.zh.ordinals import LABEL_ORDINAL

FIGURES = 4  # columns of figures that make a row of a table
GAP = 0.4  # of the type: a wider gap parts two cells
AFTER_ORDINAL = 1.6  # of the type: not so after the ordinal of a label

_NUMBER = re.compile(r"[-+]?\d(?:[\d.,，]*\d)?[%％]?(?:[（(][^（()）]*[）)])?|[-—–/／]{1,2}|无")
_IN_WORDS = re.compile(r"[零〇一二三四五六七八九十百千万]{1,7}")
_LABEL = re.compile(r"[\u3400-\u9fff]{2}")
_WORD = re.compile(r"[\u3400-\u9fff]")

Columns = list[tuple[float, float]]
"""How far the figures of each column reach, left and right."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Glyphs of one line without a wide gap among them.

    `lines`: the pieces of a number that was broken over lines and made whole.
    """

    glyphs: tuple[Glyph, ...]
    text: str
    x0: float
    x1: float
    y: float
    size: float
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The chunks of one line, from left to right."""

    chunks: tuple[Chunk, ...]
    y: float

    def figures(self) -> list[Chunk]:
        """The numbers behind the row's label: not the ordinal that stands apart before it."""
        label = max(
            (i for i, c in enumerate(self.chunks) if _LABEL.search(c.text) and not _is_figure(c)),
            default=-1,
        )
        return [
            chunk
            for chunk in self.chunks[label + 1 :]
            if _NUMBER.fullmatch(chunk.text) or (label >= 0 and _IN_WORDS.fullmatch(chunk.text))
        ]


def _is_figure(chunk: Chunk) -> bool:
    return bool(_NUMBER.fullmatch(chunk.text) or _IN_WORDS.fullmatch(chunk.text))


def figure_rows(glyphs: Sequence[Glyph]) -> list[FigureRow]:
    if sum(glyph.text.isdigit() for glyph in glyphs) < FIGURES:
        return []
    lines = rows_of([glyph for glyph in glyphs if not glyph.turn])
    return [row for line in lines if (row := _row(line))]


def reach_of(rows: Sequence[FigureRow], run: Sequence[int]) -> Columns:
    """How far the figures of each column of a run reach, left and right."""
    figures = [rows[i].figures() for i in run]
    return [
        (min(row[k].x0 for row in figures), max(row[k].x1 for row in figures))
        for k in range(len(figures[0]))
    ]


def alike(columns: Columns, shape: Columns) -> bool:
    return len(columns) == len(shape) and all(
        a[0] < b[1] + 4 and b[0] < a[1] + 4 for a, b in zip(columns, shape, strict=True)
    )


def _row(glyphs: list[Glyph]) -> FigureRow | None:
    inked = sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: g.x0)
    if not inked:
        return None
    parts: list[list[Glyph]] = [[inked[0]]]
    for before, after in pairwise(inked):
        gap, size = after.x0 - before.x1, max(before.size, after.size)
        if gap > GAP * size and not (gap < AFTER_ORDINAL * size and _is_ordinal(parts[-1], after)):
            parts.append([])
        parts[-1].append(after)
    chunks = tuple(
        Chunk(
            tuple(part),
            "".join(g.text for g in part),
            part[0].x0,
            max(g.x1 for g in part),
            median(g.middle[1] for g in part),
            median(g.size for g in part),
        )
        for part in parts
    )
    return FigureRow(chunks, median(chunk.y for chunk in chunks))


def _is_ordinal(part: Sequence[Glyph], after: Glyph) -> bool:
    """Whether a piece numbers the label whose first character comes after a blank."""
    if len(part) > 5 or _WORD.match(after.text) is None:
        return False
    return LABEL_ORDINAL.fullmatch("".join(glyph.text for glyph in part)) is not None


def runs_of(rows: Sequence[FigureRow]) -> list[list[int]]:
    """Rows of figures that follow each other with the same columns, by their places in `rows`."""
    runs: list[list[int]] = []
    for i, row in enumerate(rows):
        figures = row.figures()
        if len(figures) < FIGURES:
            continue
        if runs:
            last = rows[runs[-1][-1]].figures()
            near = row.y - rows[runs[-1][-1]].y < 14 * figures[0].size
            if (
                near
                and len(last) == len(figures)
                and all(a.x0 < b.x1 and b.x0 < a.x1 for a, b in zip(last, figures, strict=True))
            ):
                runs[-1].append(i)
                continue
        runs.append([i])
    return runs

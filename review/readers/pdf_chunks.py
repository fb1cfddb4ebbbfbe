"""Lines of figures on a page: what stands in columns, told apart by its gaps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from review.readers.pdf_lines import Glyph, rows_of

FIGURES = 4  # columns of figures that make a row of a table
GAP = 0.4  # of the type: a wider gap parts two cells

_NUMBER = re.compile(r"[-+]?\d[\d.,，]*[%％]?|[-—–/／]|无")

Columns = list[tuple[float, float]]
"""How far the figures of each column reach, left and right."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Glyphs of one line without a wide gap among them."""

    glyphs: tuple[Glyph, ...]
    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The chunks of one line, from left to right."""

    chunks: tuple[Chunk, ...]
    y: float

    def figures(self) -> list[Chunk]:
        return [chunk for chunk in self.chunks if _NUMBER.fullmatch(chunk.text)]


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
        if after.x0 - before.x1 > GAP * max(before.size, after.size):
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

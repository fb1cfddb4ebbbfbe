"""Rulings and glyphs of one page → tables whose cells have spans and text, and the text outside."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from review.readers.pdf_chunks import FIGURES, figure_rows
from review.readers.pdf_grids import CellGrid, area
from review.readers.pdf_limits import PdfLimits
from review.readers.pdf_lines import CLOSING, Glyph, TextLine, lines_from, rows_of
from review.readers.pdf_rulings import RulingSet

PROSE_LINES, PROSE_CHARS = (
    4,
    120,
)  # a cell over the whole width with so much text is no cell
PADDING = 11.0  # points left and right of a cell's text together, as office programs set it


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: rows and columns it covers (ends exclusive), its text, and whether that fills it.

    `full`: the last line reaches the right border, so that the text may go on elsewhere.
    """

    row: int
    row_end: int
    column: int
    column_end: int
    text: str
    full: bool = False

    @property
    def columns(self) -> tuple[int, int]:
        return self.column, self.column_end


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on a page. `edges`: the x of its column borders, one more than columns.

    `lines` is its text as lines, for the case that it turns out to be a frame and no table.
    `loose`: no rulings were there; its borders are where the text leaves room.
    """

    page: int
    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: int
    cells: tuple[TableCell, ...]
    lines: tuple[TextLine, ...] = ()
    loose: bool = False

    @property
    def width(self) -> int:
        return len(self.edges) - 1

    @property
    def is_frame(self) -> bool:
        """One column: a box around text, unless it is the strip of a table cut by a page break."""
        return self.width == 1


_GROUPED = re.compile(r"\d{1,3}(?:[,，]\d{3})+")  # 29，614 is one number over whatever lines


def tables_on(
    page: int, sets: Sequence[RulingSet], glyphs: Sequence[Glyph], limits: PdfLimits
) -> tuple[list[RuledTable], list[Glyph]]:
    """The tables of a page, from top to bottom, and the glyphs that stand in none of them.

    Raises FileTooLarge for a table with more cells than the limit.
    """
    grids = sorted((grid for found in sets if (grid := CellGrid.of(found, limits))), key=area)
    tables: list[RuledTable] = []
    outside = list(glyphs)
    for grid in grids:  # the smallest first: a frame gets what the tables within leave
        inside = [glyph for glyph in outside if grid.holds(glyph)]
        if not inside:
            continue
        if grid.open:
            inside += _overhang(grid, outside, inside)
        taken = set(map(id, inside))
        outside = [glyph for glyph in outside if id(glyph) not in taken]
        found, prose = _tables(page, grid, inside)
        tables += found
        outside += prose
    tables.sort(key=lambda table: table.top)
    return tables, outside


def _overhang(grid: CellGrid, glyphs: Sequence[Glyph], inside: Sequence[Glyph]) -> list[Glyph]:
    """Lines that hang out below the table where a page break has cut its last row.

    Each follows close upon the last, in columns that have no border below and text above it.
    """
    taken = set(map(id, inside))
    below = [
        g for g in glyphs if g.top > grid.ys[-1] - g.size and not g.turn and id(g) not in taken
    ]
    end = grid.ys[-1]
    found: list[Glyph] = []
    filled = {grid.column(g) for g in inside if g.middle[1] > grid.ys[-2]}
    for row in rows_of(below):
        inked = [glyph for glyph in row if not glyph.text.isspace()]
        if not inked:
            continue
        fits = all(
            (c := grid.column(g)) in grid.open
            and c in filled
            and grid.xs[c] - 1 <= g.x0
            and g.x1 <= grid.xs[c + 1] + 1
            for g in inked
        )
        if not fits or inked[0].top - end > inked[0].size:
            break
        found += row
        end = max(g.bottom for g in inked)
    return found


# --- tables and prose -------------------------------------------------------------------------


def _tables(
    page: int, grid: CellGrid, glyphs: Sequence[Glyph]
) -> tuple[list[RuledTable], list[Glyph]]:
    """The tables of a grid, parted at cells of prose over the whole width, and the prose's glyphs."""
    of_cell = _distribute(grid, glyphs)
    columns = len(grid.xs) - 1
    cells: list[TableCell] = []
    prose: list[Glyph] = []
    breaks: set[int] = set()
    for region, inside in zip(grid.regions, of_cell, strict=True):
        lines = lines_from(inside, tabs=False)
        room = grid.xs[region.column_end] - grid.xs[region.column]
        text = _cell_text(lines, room)
        wide = region.column == 0 and region.column_end == columns
        # a row of a table that has a frame and no rulings inside
        framed = columns == 1 and any(len(row.figures()) >= FIGURES for row in figure_rows(inside))
        if framed or (wide and len(lines) >= PROSE_LINES and len(text) >= PROSE_CHARS):
            prose += inside
            breaks.update(range(region.row, region.row_end))
            continue
        full = bool(lines) and _is_full(lines[-1], room)
        cells.append(
            TableCell(region.row, region.row_end, region.column, region.column_end, text, full)
        )
    tables = []
    for start, end in _stretches(len(grid.ys) - 1, breaks):
        part = [cell for cell in cells if start <= cell.row and cell.row_end <= end]
        if any(cell.text for cell in part):
            tables.append(_table(page, grid, part, start, end, glyphs))
    return tables, prose


def _cell_text(lines: Sequence[TextLine], room: float) -> str:
    """The lines of a cell; a number that is broken for want of room is one number again."""
    if len(lines) > 1 and all(re.fullmatch(r"[\d.]+", line.text) for line in lines):
        whole = sum(line.x1 - line.x0 for line in lines)
        if whole > room - PADDING or all(_is_full(line, room) for line in lines[:-1]):
            return "".join(line.text for line in lines)
    joined = "".join(line.text for line in lines)
    if len(lines) > 1 and _GROUPED.fullmatch(joined):
        return joined
    return "\n".join(line.text for line in lines)


def _is_full(line: TextLine, room: float) -> bool:
    """Whether a line fills its cell but for the padding and what may not be parted at its end."""
    slack = 0.6 if line.text.isdigit() else 2.5
    return line.x1 - line.x0 >= room - PADDING - slack * line.size


def _distribute(grid: CellGrid, glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each region, by their centres; closing marks stay with what they close."""
    of_place: dict[tuple[int, int], int] = {}
    for number, region in enumerate(grid.regions):
        for row in range(region.row, region.row_end):
            for column in range(region.column, region.column_end):
                of_place[row, column] = number
    shares: list[list[Glyph]] = [[] for _ in grid.regions]
    before: Glyph | None = None
    share = -1
    for glyph in glyphs:
        if before is None or not _hangs(before, glyph):
            y = glyph.middle[1]
            column = grid.column(glyph)
            row = max(0, bisect_right(grid.ys, y, hi=len(grid.ys) - 1) - 1)
            share = of_place[row, column]
        shares[share].append(glyph)
        before = glyph
    return shares


def _hangs(before: Glyph, glyph: Glyph) -> bool:
    """Whether a closing mark is set right behind a character, be it over the border of its cell."""
    near = 0.2 * glyph.size
    return (
        glyph.text[0] in CLOSING
        and abs(glyph.top - before.top) < near
        and abs(glyph.x0 - before.x1) < near
    )


def _stretches(rows: int, breaks: set[int]) -> list[tuple[int, int]]:
    """Runs of rows between the breaks, ends exclusive."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for row in range(rows + 1):
        if row == rows or row in breaks:
            if start is not None:
                runs.append((start, row))
            start = None
        elif start is None:
            start = row
    return runs


def _table(
    page: int,
    grid: CellGrid,
    cells: Sequence[TableCell],
    start: int,
    end: int,
    glyphs: Sequence[Glyph],
) -> RuledTable:
    """A table of some rows of a grid, without borders that bound none of its cells."""
    rows = sorted({edge for cell in cells for edge in (cell.row, cell.row_end)})
    columns = sorted({edge for cell in cells for edge in cell.columns})
    row_of = {edge: i for i, edge in enumerate(rows)}
    column_of = {edge: i for i, edge in enumerate(columns)}
    kept = tuple(
        replace(
            cell,
            row=row_of[cell.row],
            row_end=row_of[cell.row_end],
            column=column_of[cell.column],
            column_end=column_of[cell.column_end],
        )
        for cell in sorted(cells, key=lambda cell: (cell.row, cell.column))
    )
    top, bottom = grid.ys[start], grid.ys[end]
    table = RuledTable(
        page, top, bottom, tuple(grid.xs[edge] for edge in columns), len(rows) - 1, kept
    )
    if not table.is_frame:
        return table
    inside = [glyph for glyph in glyphs if top <= glyph.middle[1] <= bottom]
    return replace(table, lines=tuple(lines_from(inside, tabs=True)))

"""Tables without upright rulings, found by their figures: rows of numbers that stand in columns.

Whatever level rulings there are is not needed: a row is the label lines that a line of figures
stands beside (at their middle, their first or their last line, alike in the whole table). Where
the lines cannot be dealt out so in one way, no table is made and the text stays lines.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from review.readers.pdf_lines import Glyph, lines_from, rows_of
from review.readers.pdf_tables import RuledTable, TableCell

FIGURES = 4  # columns of figures that make a row of a table
ROWS = 4  # rows of figures that make a table
GAP = 0.4  # of the type: a wider gap parts two cells
OFF = 0.36  # of the leading: how far figures may stand from where they should
LINES = 12  # of one label

_NUMBER = re.compile(r"[-+]?\d[\d.,，]*[%％]?|[-—–/／]|无")
_ENUMERATED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Glyphs of one line without a wide gap among them."""

    glyphs: tuple[Glyph, ...]
    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class _Row:
    """The chunks of one line, from left to right."""

    chunks: tuple[_Chunk, ...]
    y: float

    def figures(self) -> list[_Chunk]:
        return [chunk for chunk in self.chunks if _NUMBER.fullmatch(chunk.text)]


@dataclass(frozen=True, slots=True)
class Unruled:
    """Tables among the glyphs of a page that stand outside ruled ones, and the glyphs in none."""

    tables: tuple[RuledTable, ...]
    rest: Sequence[Glyph]


def unruled_tables(pages: Sequence[tuple[int, Sequence[Glyph]]]) -> list[Unruled]:
    """For each page (its number, its glyphs outside ruled tables) the tables without rulings.

    A table over several pages is made on all of them or on none: rows of figures that stand in
    the columns of a table, but cannot be dealt their labels, undo it.
    """
    plain = [Unruled((), glyphs) for _, glyphs in pages]
    rows_of_page = [_rows(glyphs) for _, glyphs in pages]
    runs_of_page = [_runs(rows) for rows in rows_of_page]
    shapes = [
        _columns(rows, run)
        for rows, runs in zip(rows_of_page, runs_of_page, strict=True)
        for run in runs
        if len(run) >= ROWS
    ]
    if not shapes:
        return plain
    found: list[list[tuple[RuledTable, list[Glyph]]]] = [[] for _ in pages]
    for i, ((number, _), rows, runs) in enumerate(
        zip(pages, rows_of_page, runs_of_page, strict=True)
    ):
        for run in runs:
            columns = _columns(rows, run)
            if not any(_alike(columns, shape) for shape in shapes):
                continue
            table = _table(number, rows, run, columns)
            if table is None:
                return plain
            found[i].append(table)
    out = []
    for (_, glyphs), tables in zip(pages, found, strict=True):
        taken = {id(glyph) for _, inside in tables for glyph in inside}
        rest = [glyph for glyph in glyphs if id(glyph) not in taken]
        out.append(Unruled(tuple(table for table, _ in tables), rest))
    return out


_Columns = list[tuple[float, float]]


def _rows(glyphs: Sequence[Glyph]) -> list[_Row]:
    if sum(glyph.text.isdigit() for glyph in glyphs) < FIGURES:
        return []
    lines = rows_of([glyph for glyph in glyphs if not glyph.turn])
    return [row for line in lines if (row := _row(line))]


def _columns(rows: Sequence[_Row], run: Sequence[int]) -> _Columns:
    """How far the figures of each column of a run reach, left and right."""
    figures = [rows[i].figures() for i in run]
    return [
        (min(row[k].x0 for row in figures), max(row[k].x1 for row in figures))
        for k in range(len(figures[0]))
    ]


def _alike(columns: _Columns, shape: _Columns) -> bool:
    return len(columns) == len(shape) and all(
        a[0] < b[1] + 4 and b[0] < a[1] + 4 for a, b in zip(columns, shape, strict=True)
    )


def _row(glyphs: list[Glyph]) -> _Row | None:
    inked = sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: g.x0)
    if not inked:
        return None
    parts: list[list[Glyph]] = [[inked[0]]]
    for before, after in pairwise(inked):
        if after.x0 - before.x1 > GAP * max(before.size, after.size):
            parts.append([])
        parts[-1].append(after)
    chunks = tuple(
        _Chunk(
            tuple(part),
            "".join(g.text for g in part),
            part[0].x0,
            max(g.x1 for g in part),
            median(g.middle[1] for g in part),
            median(g.size for g in part),
        )
        for part in parts
    )
    return _Row(chunks, median(chunk.y for chunk in chunks))


def _runs(rows: Sequence[_Row]) -> list[list[int]]:
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


def _table(
    page: int, rows: Sequence[_Row], run: Sequence[int], columns: _Columns
) -> tuple[RuledTable, list[Glyph]] | None:
    figures = [rows[i].figures() for i in run]
    if any(a[1] >= b[0] for a, b in pairwise(columns)):
        return None
    size = median(chunk.size for row in figures for chunk in row)
    start = _first_row(rows, run[0], columns, size)
    end = _last_row(rows, run[-1], columns, size)
    zone = rows[start:end]
    counted = {id(chunk) for row in figures for chunk in row}
    labels = [
        chunk
        for row in zone
        for chunk in row.chunks
        if chunk.x1 < columns[0][0] + 0.5 * size and id(chunk) not in counted
    ]
    places = [rows[i].y for i in run]
    best: tuple[float, float, list[_Chunk], list[range]] | None = None
    for border in _borders(labels, size):
        own = [chunk for chunk in labels if chunk.x1 > border]
        dealt = _dealt(own, places, size)
        if dealt is None:
            continue
        # Two cells beside each other are not both the row's own label.
        beside = sum(abs(a.y - b.y) < 0.3 * size for a, b in pairwise(own))
        cost = dealt[0] + beside * size / len(places)
        if best is None or cost < best[0] - 0.02 * size:
            best = (cost, border, own, dealt[1])
    if best is None:
        return None
    _, border, own, ranges = best
    return _built(page, zone, columns, figures, border, own, labels, ranges, places)


def _borders(labels: Sequence[_Chunk], size: float) -> list[float]:
    """Places that may part the labels of groups from the rows' own: the right ends of lines."""
    if not labels:
        return []
    ends = sorted({chunk.x1 for chunk in labels})
    left = min(chunk.x0 for chunk in labels)
    half = (left + ends[-1]) / 2
    kept = [left - size]
    for end in ends:
        if end < half and end - kept[-1] > 1:
            kept.append(end)
    return [end + 0.01 for end in kept]


def _first_row(
    rows: Sequence[_Row], first: int, columns: Sequence[tuple[float, float]], size: float
) -> int:
    """Where the table's head begins: the line below the text before it."""
    start = first
    while start > 0:
        row = rows[start - 1]
        if rows[start].y - row.y > 4 * size or _is_text(row, columns, size):
            break
        start -= 1
    return start


def _last_row(
    rows: Sequence[_Row], last: int, columns: Sequence[tuple[float, float]], size: float
) -> int:
    """Where the table ends: lines below the last figures may belong to their label."""
    end = last + 1
    while end < len(rows):
        row = rows[end]
        label = all(chunk.x1 < columns[0][0] for chunk in row.chunks)
        if row.y - rows[end - 1].y > 1.7 * size or not label or _is_text(row, columns, size):
            break
        end += 1
    return end


def _is_text(row: _Row, columns: Sequence[tuple[float, float]], size: float) -> bool:
    """Whether a line is text around the table: of another size, or one run over several columns."""
    if any(abs(chunk.size - size) > 0.12 * size for chunk in row.chunks):
        return True
    if len(row.chunks) > 2:
        return False
    for chunk in row.chunks:
        crossed = sum(chunk.x0 < a and b < chunk.x1 for a, b in columns)
        from_label = chunk.x0 < columns[0][0] - 2 * size and chunk.x1 > columns[0][0]
        if crossed > len(columns) / 2 or (from_label and _ENUMERATED.match(chunk.text)):
            return True
    return False


_ANCHORS: tuple[Callable[[float, float], float], ...] = (
    lambda first, last: (first + last) / 2,
    lambda first, _: first,
    lambda _, last: last,
)


def _dealt(
    own: Sequence[_Chunk], places: Sequence[float], size: float
) -> tuple[float, list[range]] | None:
    """The label lines of each row, as ranges of `own`, and by how much they are off on average."""
    ys = [chunk.y for chunk in own]
    gaps = [b - a for a, b in pairwise(ys) if b - a > 0.5 * size]
    slack = OFF * min(gaps, default=1.3 * size)
    ways = [way for anchor in _ANCHORS if (way := _deal(ys, places, slack, anchor)) is not None]
    return min(ways, key=lambda way: way[0], default=None)


def _deal(
    ys: Sequence[float],
    places: Sequence[float],
    slack: float,
    anchor: Callable[[float, float], float],
) -> tuple[float, list[range]] | None:
    """Runs of lines, one behind the other to the last, that each have their anchor at a place."""
    best: dict[int, tuple[float, list[range]]] = {}
    for number, place in enumerate(places):
        starts = {i: (0.0, []) for i in range(len(ys))} if not number else best
        best = {}
        for start, (cost, ranges) in starts.items():
            for end in range(start + 1, min(len(ys), start + LINES) + 1):
                off = abs(anchor(ys[start], ys[end - 1]) - place)
                if off <= slack and (end not in best or cost + off < best[end][0]):
                    best[end] = (cost + off, [*ranges, range(start, end)])
    whole = best.get(len(ys))
    return (whole[0] / len(places), whole[1]) if whole else None


def _built(
    page: int,
    zone: Sequence[_Row],
    columns: _Columns,
    figures: Sequence[Sequence[_Chunk]],
    border: float,
    own: Sequence[_Chunk],
    labels: Sequence[_Chunk],
    dealt: Sequence[range],
    places: Sequence[float],
) -> tuple[RuledTable, list[Glyph]]:
    left = min(border - 1, min(c.x0 for c in labels))
    edges = [left, border, (max(c.x1 for c in labels) + columns[0][0]) / 2]
    edges += [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    edges.append(columns[-1][1] + (columns[-1][0] - edges[-1]))
    above = min(places[0], own[dealt[0].start].y) - 1
    words = [c for row in zone if row.y < above for c in row.chunks if c.x0 >= edges[2] - 1]
    edges = _shifted(edges, columns, words)
    head = _head(words, edges, own[: dealt[0].start])
    first = max((cell.row_end for cell in head), default=0)
    cells = list(head)
    bounds: list[float] = []
    for k, (lines, row) in enumerate(zip(dealt, figures, strict=True), first):
        chunks = [own[i] for i in lines]
        wide = any(chunk.x0 < border for chunk in chunks)
        cells.append(TableCell(k, k + 1, 0 if wide else 1, 2, _text(chunks)))
        bounds.append(max(chunks[-1].y, places[k - first]))
        cells += [TableCell(k, k + 1, c, c + 1, chunk.text) for c, chunk in enumerate(row, 2)]
    cells += _groups(labels, border, own, bounds, first, cells)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    inside = [glyph for row in zone for chunk in row.chunks for glyph in chunk.glyphs]
    top, bottom = min(g.top for g in inside), max(g.bottom for g in inside)
    table = RuledTable(page, top, bottom, tuple(edges), first + len(dealt), tuple(cells), (), True)
    return table, inside


def _text(chunks: Sequence[_Chunk]) -> str:
    glyphs = [glyph for chunk in chunks for glyph in chunk.glyphs]
    return "\n".join(line.text for line in lines_from(glyphs, tabs=False))


def _groups(
    labels: Sequence[_Chunk],
    border: float,
    own: Sequence[_Chunk],
    bounds: Sequence[float],
    first: int,
    cells: Sequence[TableCell],
) -> list[TableCell]:
    """Labels of groups, each in the first row that its text stands beside."""
    mine = set(map(id, own))
    rest = [c for c in labels if id(c) not in mine and c.x1 <= border]
    if not rest:
        return []
    taken = {cell.row for cell in cells if cell.column == 0}
    of_row: dict[int, list[_Chunk]] = {}
    # Lines close below each other, in one column, are one label.
    blocks: list[list[_Chunk]] = []
    for chunk in sorted(rest, key=lambda c: c.y):
        for block in blocks:
            last = block[-1]
            if chunk.y - last.y < 1.7 * chunk.size and chunk.x0 < last.x1 and last.x0 < chunk.x1:
                block.append(chunk)
                break
        else:
            blocks.append([chunk])
    for block in blocks:
        row = next((i for i, bound in enumerate(bounds, first) if block[0].y <= bound + 1), first)
        while row in taken and row + 1 < first + len(bounds):
            row += 1
        of_row.setdefault(row, []).extend(block)
    return [TableCell(row, row + 1, 0, 1, _text(chunks)) for row, chunks in of_row.items() if row not in taken]  # fmt: skip


def _shifted(edges: Sequence[float], columns: _Columns, words: Sequence[_Chunk]) -> list[float]:
    """The edges of columns moved to where they cross fewest words of the head.

    Figures set to one side of their columns do not tell where these end.
    """
    room = min((b[0] - a[1]) / 2 for a, b in pairwise(columns)) - 0.5

    def crossed(shift: float) -> int:
        return sum(
            word.x0 + 0.5 < edge + shift < word.x1 - 0.5 for word in words for edge in edges[3:-1]
        )

    shifts = [i * room / 8 for i in range(-8, 9)]
    fewest = min(map(crossed, shifts))
    good = [shift for shift in shifts if crossed(shift) == fewest]
    shift = good[len(good) // 2] if crossed(0.0) > fewest else 0.0
    return [*edges[:3], *(edge + shift for edge in edges[3:])]


def _head(
    words: Sequence[_Chunk], edges: Sequence[float], labels: Sequence[_Chunk]
) -> list[TableCell]:
    """The table's head: one row of groups of columns, and one of the columns' own words."""
    if not words:
        return []
    upper: list[_Chunk] = []
    cells: list[TableCell] = []
    for column in range(2, len(edges) - 1):
        a, b = edges[column], edges[column + 1]
        mine = [c for c in words if a - 1 <= c.x0 and c.x1 <= b + 1]
        mine.sort(key=lambda c: c.y, reverse=True)
        own: list[_Chunk] = []
        for chunk in mine:
            if not own or own[-1].y - chunk.y < 1.6 * chunk.size:
                own.append(chunk)
        if own:
            cells.append(TableCell(1, 2, column, column + 1, _text(own)))
        upper += [c for c in mine if c not in own]
    upper += [c for c in words if not any(a - 1 <= c.x0 and c.x1 <= b + 1 for a, b in pairwise(edges))]  # fmt: skip
    for chunk in upper:
        over = [i for i in range(2, len(edges) - 1) if chunk.x0 < edges[i + 1] and edges[i] < chunk.x1]  # fmt: skip
        if over and not any(c.row == 0 and c.column < over[-1] + 1 and over[0] < c.column_end for c in cells):  # fmt: skip
            cells.append(TableCell(0, 1, over[0], over[-1] + 1, chunk.text))
    if labels:
        cells.append(TableCell(0, 2, 0, 2, _text(labels)))
    return cells

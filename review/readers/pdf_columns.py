"""Tables without upright rulings, found by their figures: rows of numbers that stand in columns.

Whatever level rulings there are is not needed: a row is the label lines that a line of figures
stands beside (at their middle, their first or their last line, alike in the whole table). Where
the lines cannot be dealt out so in one way, no table is made and the text stays lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from review.readers.pdf_lines import Glyph, lines_from, rows_of
from review.readers.pdf_tables import RuledTable, TableCell

FIGURES = 4  # columns of figures that make a row of a table
ROWS = 4  # rows of figures that make a table
GAP = 0.4  # of the type: a wider gap parts two cells
OFF = 0.36  # of the leading: how far figures may stand from where they should
CROSSED = 0.4  # of the label lines: so many may run over the border between two label columns

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


def columns_on(page: int, glyphs: Sequence[Glyph]) -> tuple[list[RuledTable], list[Glyph]]:
    """Tables among the glyphs outside ruled ones, from top to bottom, and the glyphs in none."""
    digits = sum(glyph.text.isdigit() for glyph in glyphs)
    if digits < FIGURES * ROWS:
        return [], list(glyphs)
    rows = [row for glyphs_of in rows_of([g for g in glyphs if not g.turn]) if (row := _row(glyphs_of))]  # fmt: skip
    tables: list[RuledTable] = []
    taken: set[int] = set()
    for run in _runs(rows):
        found = _table(page, rows, run)
        if found is not None:
            table, inside = found
            tables.append(table)
            taken.update(map(id, inside))
    if not tables:
        return [], list(glyphs)
    return tables, [glyph for glyph in glyphs if id(glyph) not in taken]


def _row(glyphs: list[Glyph]) -> _Row | None:
    inked = sorted((g for g in glyphs if not g.text.isspace()), key=lambda g: g.x0)
    if not inked:
        return None
    parts: list[list[Glyph]] = [[inked[0]]]
    for before, after in zip(inked, inked[1:], strict=False):
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
    return [run for run in runs if len(run) >= ROWS]


def _table(
    page: int, rows: Sequence[_Row], run: Sequence[int]
) -> tuple[RuledTable, list[Glyph]] | None:
    figures = [rows[i].figures() for i in run]
    columns = [
        (min(row[k].x0 for row in figures), max(row[k].x1 for row in figures))
        for k in range(len(figures[0]))
    ]
    if any(a[1] >= b[0] for a, b in zip(columns, columns[1:], strict=False)):
        return None
    size = median(chunk.size for row in figures for chunk in row)
    start = _first_row(rows, run[0], columns, size)
    end = _last_row(rows, run[-1], columns, size)
    zone = rows[start:end]
    labels = [c for row in zone for c in row.chunks if c.x1 < columns[0][0] + 0.5 * size and c not in row.figures()[-len(columns):]]  # fmt: skip
    if not labels:
        return None
    border = _border(labels, size)
    own = [c for c in labels if c.x1 > border]  # lines of the rows' own labels
    places = [rows[i].y for i in run]
    dealt = _dealt(own, places, size)
    if dealt is None:
        return None
    return _built(page, zone, columns, figures, border, own, labels, dealt, places)


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


def _border(labels: Sequence[_Chunk], size: float) -> float:
    """The x left of which labels of groups stand, so that few lines run over it.

    Going left from where most label lines are: the middle of the first stretch that few cover.
    """
    left, right = min(c.x0 for c in labels), max(c.x1 for c in labels)
    steps = [left + i for i in range(int(right - left) + 1)]
    covered = [sum(c.x0 <= x <= c.x1 for c in labels) for x in steps]
    peak = max(range(len(steps)), key=lambda i: covered[i])
    most = CROSSED * covered[peak]
    i = peak
    while i >= 0 and covered[i] > most:
        i -= 1
    if i < 0:
        return left - size
    least = covered[i]
    at = i
    while i >= 0 and covered[i] <= most:
        if covered[i] < least:
            least, at = covered[i], i
        i -= 1
    if i < 0:
        return left - size
    width = at
    while width >= 0 and covered[width] == least:
        width -= 1
    return steps[at] - (at - width) / 2


def _dealt(own: Sequence[_Chunk], places: Sequence[float], size: float) -> list[range] | None:
    """The label lines of each row, as ranges of `own`; None if they cannot be dealt out surely."""
    ys = [chunk.y for chunk in own]
    gaps = [b - a for a, b in zip(ys, ys[1:], strict=False) if b - a > 0.5 * size]
    leading = min(gaps, default=1.3 * size)
    found = [
        dealt
        for anchor in (_middle, _first, _last)
        if (dealt := _deal(ys, places, OFF * leading, anchor)) is not None
    ]
    return found[0] if found else None


def _middle(ys: Sequence[float]) -> float:
    return (ys[0] + ys[-1]) / 2


def _first(ys: Sequence[float]) -> float:
    return ys[0]


def _last(ys: Sequence[float]) -> float:
    return ys[-1]


def _deal(ys, places, slack, anchor):  # type: ignore[no-untyped-def]
    """Runs of lines, one behind the other, that each have their anchor at a place."""
    count = len(ys)
    best: dict[int, tuple[float, list[range]]] = {}
    for start in range(count):
        for end in range(start + 1, min(count, start + 12) + 1):
            off = abs(anchor(ys[start:end]) - places[0])
            if off <= slack and (end not in best or off < best[end][0]):
                best[end] = (off, [range(start, end)])
    for place in places[1:]:
        following: dict[int, tuple[float, list[range]]] = {}
        for start, (cost, ranges) in best.items():
            for end in range(start + 1, min(count, start + 12) + 1):
                off = abs(anchor(ys[start:end]) - place)
                if off <= slack and (end not in following or cost + off < following[end][0]):
                    following[end] = (cost + off, [*ranges, range(start, end)])
        best = following
    whole = best.get(count)
    return whole[1] if whole else None


def _built(  # noqa: PLR0913
    page: int,
    zone: Sequence[_Row],
    columns: Sequence[tuple[float, float]],
    figures: Sequence[Sequence[_Chunk]],
    border: float,
    own: Sequence[_Chunk],
    labels: Sequence[_Chunk],
    dealt: Sequence[range],
    places: Sequence[float],
) -> tuple[RuledTable, list[Glyph]]:
    left = min(border - 1, min(c.x0 for c in labels))
    edges = [left, border, (max(c.x1 for c in labels) + columns[0][0]) / 2]
    edges += [(a[1] + b[0]) / 2 for a, b in zip(columns, columns[1:], strict=False)]
    edges.append(columns[-1][1] + (columns[-1][0] - edges[-1]))
    head = _head(zone, edges, own[: dealt[0].start], places[0], own[dealt[0].start].y)
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


def _head(
    zone: Sequence[_Row],
    edges: Sequence[float],
    labels: Sequence[_Chunk],
    first: float,
    label: float,
) -> list[TableCell]:
    """The table's head: one row of groups of columns, and one of the columns' own words."""
    above = min(first, label) - 1
    words = [c for row in zone if row.y < above for c in row.chunks if c.x0 >= edges[2] - 1]
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
    upper += [c for c in words if not any(a - 1 <= c.x0 and c.x1 <= b + 1 for a, b in zip(edges[2:], edges[3:], strict=False))]  # fmt: skip
    for chunk in upper:
        over = [i for i in range(2, len(edges) - 1) if chunk.x0 < edges[i + 1] and edges[i] < chunk.x1]  # fmt: skip
        if over and not any(c.row == 0 and c.column < over[-1] + 1 and over[0] < c.column_end for c in cells):  # fmt: skip
            cells.append(TableCell(0, 1, over[0], over[-1] + 1, chunk.text))
    if labels:
        cells.append(TableCell(0, 2, 0, 2, _text(labels)))
    return cells

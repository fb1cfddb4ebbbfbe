"""A table without rulings put together: its rows, the labels of groups beside them, its head."""

from collections.abc import Sequence
from itertools import pairwise

from review.readers.pdf_chunks import Chunk, Columns, FigureRow
from review.readers.pdf_lines import Glyph, lines_from
from review.readers.pdf_tables import RuledTable, TableCell


def built(
    page: int,
    zone: Sequence[FigureRow],
    columns: Columns,
    figures: Sequence[Sequence[Chunk]],
    border: float,
    own: Sequence[Chunk],
    labels: Sequence[Chunk],
    dealt: Sequence[range],
    places: Sequence[float],
    above_it: RuledTable | None,
) -> tuple[RuledTable, list[Glyph]]:
    """The table and its glyphs. `above_it`: what may be its first part, on the page before."""
    left = min(border - 1, min(c.x0 for c in labels))
    behind = (max(c.x1 for c in labels) + columns[0][0]) / 2
    above = min(places[0], own[dealt[0].start].y) - 1
    words = [c for row in zone if row.y < above for c in row.chunks if c.x0 >= behind - 1]
    columns, filled = _as_above(columns, above_it) or with_blank_columns(columns, words)
    edges = _shifted(_edges(left, border, labels, columns), columns, words)
    head = _head(words, edges, own[: dealt[0].start])
    first = max((cell.row_end for cell in head), default=0)
    cells = list(head)
    bounds: list[float] = []
    for k, (lines, row) in enumerate(zip(dealt, figures, strict=True), first):
        chunks = [own[i] for i in lines]
        wide = any(chunk.x0 < border for chunk in chunks)
        cells.append(TableCell(k, k + 1, 0 if wide else 1, 2, _text(chunks)))
        bounds.append(max(chunks[-1].y, places[k - first]))
        figure = dict(zip(filled, row, strict=True))
        for c in range(len(columns)):
            text = _figure(figure[c]) if c in figure else ""
            cells.append(TableCell(k, k + 1, c + 2, c + 3, text))
    cells += _groups(labels, border, own, bounds, first, cells)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    inside = [glyph for row in zone for chunk in row.chunks for glyph in chunk.glyphs]
    top, bottom = min(g.top for g in inside), max(g.bottom for g in inside)
    table = RuledTable(page, top, bottom, tuple(edges), first + len(dealt), tuple(cells), (), True)
    return table, inside


def _figure(chunk: Chunk) -> str:
    """A figure as it stands in its cell: over lines where it was broken."""
    return "\n".join(chunk.lines) or chunk.text


def _edges(left: float, border: float, labels: Sequence[Chunk], columns: Columns) -> list[float]:
    edges = [left, border, (max(c.x1 for c in labels) + columns[0][0]) / 2]
    edges += [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return [*edges, columns[-1][1] + (columns[-1][0] - edges[-1])]


def with_blank_columns(columns: Columns, words: Sequence[Chunk]) -> tuple[Columns, tuple[int, ...]]:
    """The columns with those that have a head and no figures; and which of them have figures.

    A blank column leaves twice the usual room, and words of the head stand in the middle of it.
    """
    middles = [(a + b) / 2 for a, b in columns]
    usual = min(b - a for a, b in pairwise(middles))
    out, filled = [columns[0]], [0]
    for (a, b), (x, y) in zip(pairwise(columns), pairwise(middles), strict=True):
        place = (x + y) / 2
        inside = [
            c
            for c in words
            if a[1] < c.x0 and c.x1 < b[0] and abs((c.x0 + c.x1) / 2 - place) < 0.35 * usual
        ]
        if y - x > 1.6 * usual and inside:
            half = min(0.2 * usual, (inside[0].x1 - inside[0].x0) / 2)
            out.append((place - half, place + half))
        filled.append(len(out))
        out.append(b)
    return out, tuple(filled)


def _as_above(columns: Columns, above: RuledTable | None) -> tuple[Columns, tuple[int, ...]] | None:
    """The columns of a table's first part, where this one leaves the same ones blank."""
    if above is None or above.width - 2 <= len(columns):
        return None
    spans = list(pairwise(above.edges[2:]))
    filled = [
        next((i for i, (x, y) in enumerate(spans) if x < (a + b) / 2 < y), -1) for a, b in columns
    ]
    if -1 in filled or len(set(filled)) < len(filled):
        return None
    own = dict(zip(filled, columns, strict=True))
    thin = [((x + y) / 2 - 0.5, (x + y) / 2 + 0.5) for x, y in spans]
    return [own.get(i, span) for i, span in enumerate(thin)], tuple(filled)


def _text(chunks: Sequence[Chunk]) -> str:
    glyphs = [glyph for chunk in chunks for glyph in chunk.glyphs]
    return "\n".join(line.text for line in lines_from(glyphs, tabs=False))


def _groups(
    labels: Sequence[Chunk],
    border: float,
    own: Sequence[Chunk],
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
    of_row: dict[int, list[Chunk]] = {}
    # Lines close below each other, in one column, are one label.
    blocks: list[list[Chunk]] = []
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


def _shifted(edges: Sequence[float], columns: Columns, words: Sequence[Chunk]) -> list[float]:
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
    words: Sequence[Chunk], edges: Sequence[float], labels: Sequence[Chunk]
) -> list[TableCell]:
    """The table's head: one row of groups of columns, and one of the columns' own words."""
    if not words:
        return []
    upper: list[Chunk] = []
    cells: list[TableCell] = []
    for column in range(2, len(edges) - 1):
        a, b = edges[column], edges[column + 1]
        mine = [c for c in words if a - 1 <= c.x0 and c.x1 <= b + 1]
        mine.sort(key=lambda c: c.y, reverse=True)
        own: list[Chunk] = []
        for chunk in mine:
            stretched = own and len(own[-1].text) == len(chunk.text) == 1
            if not own or own[-1].y - chunk.y < (3.2 if stretched else 1.6) * chunk.size:
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

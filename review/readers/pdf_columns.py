"""Tables without upright rulings, found by their figures: rows of numbers that stand in columns.

Whatever level rulings there are is not needed: a row is the label lines that a line of figures
stands beside (at their middle, their first or their last line, alike in the whole table). Where
the lines cannot be dealt out so in one way, no table is made and the text stays lines.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from review.readers.pdf_broken import with_whole_numbers
from review.readers.pdf_building import built
from review.readers.pdf_chunks import (
    FIGURES,
    Chunk,
    Columns,
    FigureRow,
    alike,
    figure_rows,
    reach_of,
    runs_of,
)
from review.readers.pdf_lines import Glyph
from review.readers.pdf_tables import RuledTable
from review.zh.ordinals import CHINESE_LABEL_ORDINAL, LABEL_ORDINAL

ROWS = 4  # rows of figures that make a table
OFF = 0.36  # of the leading: how far figures may stand from where they should
LINES = 12  # of one label
KINDS = 6  # of tables by their columns, in one file
MOST = 8  # figures on a line, where rows are broken: table 3 is one line of more
PASSES = 3  # over rows with broken numbers


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
    rows_of_page = _mended([figure_rows(glyphs) for _, glyphs in pages])
    runs_of_page = [runs_of(rows) for rows in rows_of_page]
    shapes = [
        reach_of(rows, run)
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
            columns = reach_of(rows, run)
            if not any(alike(columns, shape) for shape in shapes):
                continue
            above = found[i - 1][-1][0] if i and not found[i] and found[i - 1] else None
            table = _table(number, rows, run, columns, above)
            if table is None:
                return plain
            found[i].append(table)
    out = []
    for (_, glyphs), tables in zip(pages, found, strict=True):
        taken = {id(glyph) for _, inside in tables for glyph in inside}
        rest = [glyph for glyph in glyphs if id(glyph) not in taken]
        out.append(Unruled(tuple(table for table, _ in tables), rest))
    return out


def _mended(pages: list[list[FigureRow]]) -> list[list[FigureRow]]:
    """The rows of all pages, with the numbers whole that are broken over lines.

    Rows that have become whole may show a column that the others did not.
    """
    for columns_of in (_columns, _stacks):
        for _ in range(PASSES):
            before = pages
            for columns in _kinds([columns_of(rows) for rows in pages]):
                pages = [with_whole_numbers(rows, columns) for rows in pages]
            if pages == before:
                break
    return pages


def _kinds(found: Sequence[Columns | None]) -> list[Columns]:
    """Columns of different tables: a few, of which a report has two or three."""
    kinds: list[Columns] = []
    for columns in found:
        if columns and not any(alike(columns, kind) for kind in kinds):
            kinds.append(columns)
    return kinds[:KINDS]


def _columns(rows: Sequence[FigureRow]) -> Columns | None:
    """The columns of the fullest rows of a page, be there rows with broken numbers between them."""
    counts = Counter(len(row.figures()) for row in rows)
    most = max((n for n, times in counts.items() if times >= ROWS), default=0)
    if most < FIGURES:
        return None
    columns = reach_of(rows, [i for i, row in enumerate(rows) if len(row.figures()) == most])
    return None if any(a[1] >= b[0] for a, b in pairwise(columns)) else columns


def _stacks(rows: Sequence[FigureRow]) -> Columns | None:
    """The columns that the figures of a page stand in, one below the other, whatever their lines."""
    many = [i for i, row in enumerate(rows) if FIGURES <= len(row.figures()) <= MOST]
    if len(many) < ROWS:
        return None
    inside = [c for row in rows[many[0] : many[-1] + 1] for c in row.figures()]
    near = 0.35 * median(c.size for c in inside)  # blanks shift a figure in its column
    stacks: list[tuple[float, float, int]] = []
    for x0, x1 in sorted((c.x0, c.x1) for c in inside):
        if stacks and x0 < stacks[-1][1] + near:
            left, right, count = stacks[-1]
            stacks[-1] = (left, max(right, x1), count + 1)
        else:
            stacks.append((x0, x1, 1))
    columns = [(left, right) for left, right, count in stacks if count >= ROWS]
    return columns if len(columns) >= FIGURES else None


def _table(
    page: int,
    rows: Sequence[FigureRow],
    run: Sequence[int],
    columns: Columns,
    above: RuledTable | None,
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
    headed = any(c.x0 >= columns[0][0] - size for row in rows[start : run[0]] for c in row.chunks)
    best: tuple[float, float, list[Chunk], list[range]] | None = None
    for border in _borders(labels, size):
        own = _with_short_ones([c for c in labels if c.x1 > border], labels, places, size)
        dealt = _dealt(own, places, size, headed)
        if dealt is None:
            continue
        # Two cells beside each other are not both the row's own label.
        beside = sum(abs(a.y - b.y) < 0.3 * size for a, b in pairwise(own))
        mine = set(map(id, own))
        groups = [chunk for chunk in labels if id(chunk) not in mine]
        torn = _torn_off(groups, own, dealt[1], places)
        cost = dealt[0] + (beside + torn) * size / len(places)
        # of borders that serve alike, the last leaves a row nothing but its own label
        if best is None or cost < best[0] + 0.02 * size:
            best = (min(cost, best[0] if best else cost), border, own, dealt[1])
    if best is None:
        return None
    _, border, own, ranges = best
    return built(page, zone, columns, figures, border, own, labels, ranges, places, above)


def _borders(labels: Sequence[Chunk], size: float) -> list[float]:
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


def _with_short_ones(
    own: Sequence[Chunk], labels: Sequence[Chunk], places: Sequence[float], size: float
) -> list[Chunk]:
    """The rows' own labels with those set to the left that end before the border.

    They stand at the height of a row's figures where no label stands on or around that height.
    """
    mine = set(map(id, own))
    short: list[Chunk] = []
    for place in places:
        if any(abs(chunk.y - place) < 0.8 * size for chunk in own):
            continue
        level = [c for c in labels if id(c) not in mine and abs(c.y - place) < 0.3 * size]
        if level:
            short.append(max(level, key=lambda chunk: chunk.x1))
    return sorted([*own, *short], key=lambda chunk: chunk.y) if short else list(own)


def _torn_off(
    groups: Sequence[Chunk],
    own: Sequence[Chunk],
    ranges: Sequence[range],
    places: Sequence[float],
) -> int:
    """How many pieces taken for labels of groups stand below or above pieces of their row's label."""
    count = 0
    for chunk in groups:
        after = bisect_left(places, chunk.y)
        near = range(max(0, after - 1), min(len(places), after + 1))
        nearest = min(near, key=lambda k: abs(places[k] - chunk.y))
        count += any(
            own[i].x0 < chunk.x1 and chunk.x0 < own[i].x1 and own[i].y != chunk.y
            for i in ranges[nearest]
        )
    return count


def _first_row(
    rows: Sequence[FigureRow], first: int, columns: Sequence[tuple[float, float]], size: float
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
    rows: Sequence[FigureRow], last: int, columns: Sequence[tuple[float, float]], size: float
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


def _is_text(row: FigureRow, columns: Sequence[tuple[float, float]], size: float) -> bool:
    """Whether a line is text around the table: of another size, or one run over several columns."""
    if any(abs(chunk.size - size) > 0.12 * size for chunk in row.chunks):
        return True
    if len(row.chunks) > 2:
        return False
    for chunk in row.chunks:
        crossed = sum(chunk.x0 < a and b < chunk.x1 for a, b in columns)
        from_label = chunk.x0 < columns[0][0] - 2 * size and chunk.x1 > columns[0][0]
        if crossed > len(columns) / 2 or (from_label and CHINESE_LABEL_ORDINAL.match(chunk.text)):
            return True
    return False


_ANCHORS: tuple[Callable[[float, float], float], ...] = (
    lambda first, last: (first + last) / 2,
    lambda first, _: first,
    lambda _, last: last,
)


def _begins_label(text: str) -> bool:
    """Whether a line has an ordinal and words behind it."""
    ordinal = LABEL_ORDINAL.match(text)
    return ordinal is not None and bool(text[ordinal.end() :].strip())


def _dealt(
    own: Sequence[Chunk], places: Sequence[float], size: float, headed: bool
) -> tuple[float, list[range]] | None:
    """The label lines of each row, as ranges of `own`, and by how much they are off on average.

    `headed`: a head stands above the first row, and lines before its label are the head's.
    """
    ys = [chunk.y for chunk in own]
    gaps = [b - a for a, b in pairwise(ys) if b - a > 0.5 * size]
    slack = OFF * min(gaps, default=1.3 * size)
    ways = [way for anchor in _ANCHORS if (way := _deal(ys, places, slack, anchor)) is not None]

    def cost(way: tuple[float, list[range]]) -> float:
        """How far off, and what cannot be: a label that goes on as another begins, lines left over."""
        inside = sum(_begins_label(own[i].text) for lines in way[1] for i in lines[1:])
        left = 0 if headed else way[1][0].start
        return way[0] + (inside + left) * size / len(places)

    return min(ways, key=cost, default=None)


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

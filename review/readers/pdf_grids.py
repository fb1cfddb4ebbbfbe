"""A set of rulings → the elementary cells between them, and what these merge to."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from review.errors import FileTooLarge
from review.readers.pdf_limits import PdfLimits
from review.readers.pdf_lines import Glyph
from review.readers.pdf_rulings import Ruling, RulingSet

OVERHANG = 6.0  # points by which rulings must stand out to bound a row whose border is missing


@dataclass(frozen=True, slots=True)
class Region:
    """Elementary cells with no border between them: rows and columns covered, ends exclusive."""

    row: int
    row_end: int
    column: int
    column_end: int


@dataclass(frozen=True, slots=True)
class CellGrid:
    """Borders `xs` and `ys` of the elementary cells, and what they merge to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    open: frozenset[int] = frozenset()  # elementary columns without a border below

    @staticmethod
    def of(rulings: RulingSet, limits: PdfLimits) -> "CellGrid | None":
        xs = _borders([r.at for r in rulings.upright], rulings.level)
        ys = _borders([r.at for r in rulings.level], rulings.upright)
        if len(xs) < 2 or len(ys) < 2:
            return None
        if (len(xs) - 1) * (len(ys) - 1) > limits.cells_a_table:
            raise FileTooLarge(
                f"PDF里有一张表的单元格超过{limits.cells_a_table}个，不像年报的统计表；"
                "请核对文件，删去多余的大表后再提交"
            )
        floors = _walls(ys, xs, rulings.level)
        last = len(ys) - 1
        ends = frozenset(c for c in range(len(xs) - 1) if (last, c) not in floors)
        return CellGrid(tuple(xs), tuple(ys), tuple(_regions(xs, ys, rulings)), ends)

    def column(self, glyph: Glyph) -> int:
        """The elementary column that a glyph's centre is in; the nearest one if it is in none."""
        return max(0, bisect_right(self.xs, glyph.middle[0], hi=len(self.xs) - 1) - 1)

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph stands in the table, or juts out of its last row.

        (Browsers let the text of a row that a page break cuts hang over the border.)
        """
        x, y = glyph.middle
        if not self.xs[0] <= x <= self.xs[-1] or y < self.ys[0]:
            return False
        return y <= self.ys[-1] or self.ys[-1] - glyph.top > 0.1 * glyph.size


def area(grid: CellGrid) -> float:
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])


def _borders(places: Sequence[float], crossing: Sequence[Ruling]) -> list[float]:
    """Distinct places of rulings; where those that cross them stand out, an outer border is missing."""
    borders = sorted(set(places))
    first = min(ruling.start for ruling in crossing)
    last = max(ruling.end for ruling in crossing)
    if borders[0] - first > OVERHANG:
        borders.insert(0, first)
    if last - borders[-1] > OVERHANG:
        borders.append(last)
    return borders


def _regions(xs: Sequence[float], ys: Sequence[float], rulings: RulingSet) -> list[Region]:
    """Rectangles of elementary cells that no ruling parts."""
    columns, rows = len(xs) - 1, len(ys) - 1
    walls = _walls(xs, ys, rulings.upright)  # (border, row): between columns border-1 and border
    floors = _walls(ys, xs, rulings.level)  # (border, column)
    owner = list(range(rows * columns))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and (column + 1, row) not in walls:
                owner[root(here)] = root(here + 1)
            if row + 1 < rows and (row + 1, column) not in floors:
                owner[root(here)] = root(here + columns)
    members: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            members.setdefault(root(row * columns + column), []).append((row, column))
    return [region for cells in members.values() for region in _rectangles(cells)]


def _walls(
    borders: Sequence[float], steps: Sequence[float], rulings: Sequence[Ruling]
) -> set[tuple[int, int]]:
    """(border, step) for each stretch between two steps that is drawn for half its length or more."""
    index = {at: i for i, at in enumerate(borders)}
    drawn: dict[tuple[int, int], float] = {}
    for ruling in rulings:
        border = index[ruling.at]
        for step in range(len(steps) - 1):
            shared = min(ruling.end, steps[step + 1]) - max(ruling.start, steps[step])
            if shared > 0:
                drawn[border, step] = drawn.get((border, step), 0.0) + shared
    return {
        (border, step)
        for (border, step), length in drawn.items()
        if length >= 0.5 * (steps[step + 1] - steps[step])
    }


def _rectangles(cells: Sequence[tuple[int, int]]) -> list[Region]:
    """One region if the cells form a rectangle; else (a border is missing) one for each run of rows."""
    top, bottom = min(r for r, _ in cells), max(r for r, _ in cells) + 1
    left, right = min(c for _, c in cells), max(c for _, c in cells) + 1
    if (bottom - top) * (right - left) == len(cells):
        return [Region(top, bottom, left, right)]
    runs: list[Region] = []
    for row in range(top, bottom):
        columns = sorted(c for r, c in cells if r == row)
        start = columns[0] if columns else 0
        for i, column in enumerate(columns):
            if i + 1 == len(columns) or columns[i + 1] != column + 1:
                run = Region(row, row + 1, start, column + 1)
                above = next(
                    (
                        k
                        for k, other in enumerate(runs)
                        if other.row_end == row
                        and (other.column, other.column_end) == (run.column, run.column_end)
                    ),
                    None,
                )
                if above is None:
                    runs.append(run)
                else:
                    runs[above] = replace(runs[above], row_end=row + 1)
                start = columns[i + 1] if i + 1 < len(columns) else 0
    return runs

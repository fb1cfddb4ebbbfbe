"""Tables cut by page breaks made whole again: columns aligned, cut rows and merged cells mended."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from review.readers.pdf_tables import RuledTable, TableCell
from review.zh.ordinals import LABEL_ORDINAL

EDGE_SLACK = 4.0  # points by which a border may move from page to page
FIGURES = 4  # columns that must all be blank below, to tell a cut row from one without figures
REPEATED_ROWS = 6  # a head repeated on the next page has at most so many rows

_NUMBER = re.compile(r"[-+]?[\d.,，\s]+(?:[%％]|万元|[件宗个条份元])?|[-—–/／]+")


def continues(above: RuledTable, below: RuledTable) -> bool:
    """Whether the table that begins a page can be the rest of the one that ends the page before.

    Outer borders must be at the same places (or moved together, as margins of left and right
    pages are), and the inner ones of the poorer part must all but one in five be in the other:
    a part may hold rows of merged cells only. Tables without rulings need the same columns of
    figures: their borders are not drawn and may be anywhere between.
    """
    if above.loose or below.loose:
        return above.loose and below.loose and _columns_meet(above.edges, below.edges)
    shift = below.edges[0] - above.edges[0]
    if abs(shift) > 40 or abs(below.edges[-1] - shift - above.edges[-1]) > EDGE_SLACK:
        return False
    inner = [edge - shift for edge in below.edges[1:-1]]
    fewer, more = sorted((list(above.edges[1:-1]), inner), key=len)
    strange = sum(all(abs(edge - other) > EDGE_SLACK for other in more) for edge in fewer)
    return strange * 5 <= len(fewer)


def _columns_meet(above: Sequence[float], below: Sequence[float]) -> bool:
    """Whether the columns of figures (behind two of labels) of two tables stand below each other."""
    if len(above) != len(below):
        return False
    middles = [(a + b) / 2 for a, b in pairwise(below[2:])]
    return all(a < x < b for (a, b), x in zip(pairwise(above[2:]), middles, strict=True))


def join(above: RuledTable, below: RuledTable) -> RuledTable:
    """One table of two parts, of which `continues` is true."""
    if above.loose:
        below = replace(below, edges=above.edges)
    above, below = _aligned(above, below)
    below = _without_repeated_head(above, below)
    if not below.rows:
        return above
    seam = _Seam.between(above, below)
    cut = seam.is_cut_row()
    first = above.rows - 1 if cut else above.rows
    cells = list(above.cells)
    ends = {cell.columns: i for i, cell in enumerate(cells) if cell.row_end == above.rows}
    for cell in below.cells:
        moved = replace(cell, row=cell.row + first, row_end=cell.row_end + first)
        i = ends.get(cell.columns)
        if cell.row > 0:
            cells.append(moved)
        elif i is not None and (cut or seam.goes_on(cells[i], cell)):
            text = "\n".join(text for text in (cells[i].text, cell.text) if text)
            full = cell.full if cell.text else cells[i].full
            cells[i] = replace(cells[i], row_end=moved.row_end, text=text, full=full)
        elif not cut:
            cells.append(moved)
        elif cell.row_end > 1:  # blank in the cut row, and it goes on below
            cells.append(replace(moved, row=first + 1))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(above, rows=first + below.rows, cells=tuple(cells))


def _aligned(above: RuledTable, below: RuledTable) -> tuple[RuledTable, RuledTable]:
    """Both parts on the columns of either."""
    shift = below.edges[0] - above.edges[0]
    edges = list(above.edges)
    for edge in below.edges:
        if all(abs(edge - shift - other) > EDGE_SLACK for other in edges):
            edges.append(edge - shift)
    edges.sort()
    return _on(above, edges, 0.0), _on(below, edges, shift)


def _on(table: RuledTable, edges: Sequence[float], shift: float) -> RuledTable:
    if not shift and list(table.edges) == list(edges):
        return table  # a table over many pages is not gone through for each of them
    place = [
        min(range(len(edges)), key=lambda i: abs(edges[i] - (edge - shift))) for edge in table.edges
    ]
    cells = tuple(
        replace(cell, column=place[cell.column], column_end=place[cell.column_end])
        for cell in table.cells
    )
    return replace(table, edges=tuple(edges), cells=cells)


def _without_repeated_head(above: RuledTable, below: RuledTable) -> RuledTable:
    """The lower part without the rows of the head that the writer has repeated on this page."""
    head = 0
    for rows in range(1, min(REPEATED_ROWS, above.rows, below.rows) + 1):
        upper, lower = _rows(above, rows), _rows(below, rows)
        if upper is None or lower is None:
            continue
        if upper != lower:
            break
        if all(cell.text == "" or _NUMBER.fullmatch(cell.text) for cell in lower):
            break
        head = rows
    if not head:
        return below
    cells = tuple(
        replace(cell, row=cell.row - head, row_end=cell.row_end - head)
        for cell in below.cells
        if cell.row >= head
    )
    return replace(below, rows=below.rows - head, cells=cells)


def _rows(table: RuledTable, rows: int) -> list[TableCell] | None:
    """The cells of the first rows, if none of them reaches further down; `full` does not count."""
    cells = [replace(cell, full=False) for cell in table.cells if cell.row < rows]
    return cells if all(cell.row_end <= rows for cell in cells) else None


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _numeric_columns(cells: Sequence[TableCell]) -> frozenset[int]:
    """Columns in which single cells hold numbers: at least one in five of the filled ones."""
    found: dict[int, list[bool]] = {}
    for cell in cells:
        if cell.text and cell.column_end - cell.column == 1:
            found.setdefault(cell.column, []).append(_is_number(cell.text))
    return frozenset(c for c, numbers in found.items() if 0 < len(numbers) <= 5 * sum(numbers))


@dataclass(frozen=True, slots=True)
class _Seam:
    """The rows on either side of a page break: the last above by columns, and the first below."""

    last: Mapping[tuple[int, int], TableCell]
    first: tuple[TableCell, ...]
    numeric: frozenset[int]
    numbered: bool  # most labels begin with an ordinal

    @staticmethod
    def between(above: RuledTable, below: RuledTable) -> "_Seam":
        last = {cell.columns: cell for cell in above.cells if cell.row_end == above.rows}
        first = tuple(cell for cell in below.cells if cell.row == 0)
        numeric = _numeric_columns((*above.cells, *below.cells))
        labels = [
            LABEL_ORDINAL.match(cell.text) is not None
            for cell in (*above.cells, *below.cells)
            if cell.text
            and cell.row_end - cell.row == 1
            and cell.column not in numeric
            and len(cell.text) > 3
        ]
        return _Seam(last, first, numeric, sum(labels) > 0.6 * len(labels))

    def _counts(self, cell: TableCell) -> bool:
        """Whether numbers stand in the cell's column."""
        return cell.column_end - cell.column == 1 and cell.column in self.numeric

    def _no_numbers(self) -> bool:
        return not any(_is_number(cell.text) for cell in (*self.last.values(), *self.first))

    def _no_label_below(self) -> bool:
        """Whether numbers alone stand in the first row below."""
        return all(self._counts(cell) or not cell.text for cell in self.first)

    def _label_above(self) -> bool:
        """Whether the last row above has a label."""
        return any(cell.text for cell in self.last.values() if not self._counts(cell))

    def _fits(self, cell: TableCell) -> bool:
        """Whether what stands in a cell below can be the rest of what stands above it.

        Text above must then fill its cell, and the text below not begin like an item of a list.
        """
        if not cell.text:
            return True
        upper = self.last.get(cell.columns)
        if upper is None:
            return False
        if not upper.text:
            return True
        if self._counts(cell):
            if _is_number(upper.text) != _is_number(cell.text):
                return False
            if cell.text.isdigit() and self._no_label_below():
                return True  # a number broken at the page's end need not fill its cell
        if LABEL_ORDINAL.match(cell.text):
            return False
        return upper.full or self._figures_above() or self._lacks_ordinal(upper)

    def _lacks_ordinal(self, upper: TableCell) -> bool:
        """Whether a row without figures lacks the ordinal that the labels of the table have."""
        return (
            self.numbered
            and LABEL_ORDINAL.match(upper.text) is not None
            and not any(cell.text for cell in self.first if cell.column >= upper.column_end)
        )

    def _figures_above(self) -> bool:
        """Whether all figures of a row stand above the break and none below it."""
        pairs = [(self.last.get(cell.columns), cell) for cell in self.first if self._counts(cell)]
        return len(pairs) >= FIGURES and all(
            upper is not None and _is_number(upper.text) and not lower.text
            for upper, lower in pairs
        )

    def is_cut_row(self) -> bool:
        """Whether the page break runs through a row, so that its text stands on both sides."""
        if not any(cell.text for cell in self.first):
            # Nothing but the padding went over.
            return any(cell.row_end == 1 for cell in self.first)
        if not all(self._fits(cell) for cell in self.first):
            return False
        pairs = [(self.last.get(c.columns), c) for c in self.first if self._counts(c)]
        numbers = [(upper, lower) for upper, lower in pairs if upper is not None]
        if numbers and not self._no_numbers():
            # Numbers are blank below that are there above, or all are below and none above.
            blank_below = any(upper.text and not lower.text for upper, lower in numbers)
            blank_above = not any(upper.text for upper, _ in numbers)
            return blank_below or blank_above or (self._no_label_below() and self._label_above())
        # A head cut in two: the same columns, words running on in narrow cells.
        return (
            len(self.first) >= 3
            and sorted(self.last) == sorted(cell.columns for cell in self.first)
            and all(cell.text for cell in self.last.values())
            and any(cell.row_end == 1 for cell in self.first)
        )

    def goes_on(self, upper: TableCell, lower: TableCell) -> bool:
        """Whether a merged cell of labels goes on over the break, above rows that do not."""
        head = self._no_numbers()
        if self._counts(lower) and not head:
            return False
        beside = any(
            head or (cell.column >= lower.column_end and not _is_number(cell.text))
            for cell in self.first
            if cell.text
        )
        if not beside:
            return False  # no label stands beside it, so it is none of a group
        tall = max(upper.row_end - upper.row, lower.row_end - lower.row) > 1
        if self._counts(lower) and not lower.text and not tall:
            return False  # a figure left blank below the head of its column
        if not lower.text:
            return bool(upper.text) or tall  # two blank cells below each other are two
        if LABEL_ORDINAL.match(lower.text):
            return not upper.text and lower.row_end > 1
        if head and upper.full:
            # Over a head's groups whose own heads begin below.
            return any(cell.columns not in self.last for cell in self.first)
        return tall and (not upper.text or bool(LABEL_ORDINAL.match(upper.text)))

"""Tables of a .docx as they were drawn: which are grids, and which only lay out a page.

`Table` is what docx_tables.py collects: cells, their contents not yet joined. `flow` turns contents
into what a reader yields: a table that is only layout is opened, and its paragraphs and nested
tables come in order; any other becomes a `DraftGrid`, and what fits in no cell (pictures, a
nested table of some size) follows it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from review.model import GridCell

LONG_CELL = 400
"""Characters, in several paragraphs, beyond which a cell holds narrative, not an entry."""
_SENTENCE_ENDS = ("。", "！", "？", "；", "”", "）")
SMALL_NESTED_TEXT = 60
SMALL_NESTED_CELLS = 6


class Mark(Enum):
    """A thing in the flow that has no text."""

    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a note. It belongs to no cell: a table with notes is followed by them."""

    text: str


@dataclass(slots=True)
class TableCell:
    """A cell under construction: `merge` is its w:vMerge.

    Its contents are `items` in order, or, where these are empty, the lines of `text`.
    """

    column: int
    column_span: int = 1
    row: int = 0
    row_span: int = 1
    merge: str = ""
    text: str = ""
    items: "list[Item]" = field(default_factory=list)

    def contents(self) -> "list[Item]":
        """What stands in the cell, a paragraph an item."""
        return self.items or [*self.text.split("\n")]


@dataclass(slots=True)
class Table:
    """A w:tbl: cells by row, then column; merged cells once."""

    cells: list[TableCell]
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class DraftGrid:
    """A grid without its place."""

    cells: tuple[GridCell, ...]
    rows: int
    columns: int


Item: TypeAlias = str | Mark | Note | Table
FlowItem: TypeAlias = str | Mark | DraftGrid


def flow(items: Iterable[Item]) -> Iterator[FlowItem]:
    """Contents in reading order, tables as grids or opened.

    Notes wait for the end of a sentence or a table: a note must not part the lines of a title, nor
    a heading from its text.
    """
    held: list[str] = []
    ended = False
    for item in items:
        if isinstance(item, Note):
            held.append(item.text)
        elif isinstance(item, Table):
            yield from _table(item)
            ended = True
        else:
            yield item
            ended = isinstance(item, str) and item.rstrip().endswith(_SENTENCE_ENDS)
        if held and ended:
            yield from held
            held = []
    yield from held


def has_text(items: Iterable[Item]) -> bool:
    """Whether anything can be read in these contents."""
    return any(
        (isinstance(item, str) and item.strip())
        or (isinstance(item, Table) and any(has_text(cell.contents()) for cell in item.cells))
        for item in items
    )


def plain_text(items: Iterable[Item]) -> str:
    """Paragraphs joined by line breaks, small nested tables among them, the rest left out."""
    lines = []
    for item in items:
        if isinstance(item, str):
            lines.append(item)
        elif isinstance(item, Table) and _is_small(item):
            lines += [text for cell in item.cells if (text := plain_text(cell.contents())).strip()]
    return "\n".join(lines)


def _is_small(table: Table) -> bool:
    if len(table.cells) > SMALL_NESTED_CELLS:
        return False
    size = 0
    for cell in table.cells:
        for item in cell.contents():
            if isinstance(item, str):
                size += len(item)
            elif isinstance(item, Table) and not _is_small(item):
                return False
    return size <= SMALL_NESTED_TEXT


def _is_narrative(text: str) -> bool:
    return len(text) > LONG_CELL and sum(1 for x in text.split("\n") if x.strip()) > 1


def _table(table: Table) -> Iterator[FlowItem]:
    texts: list[str] = []
    leftovers: list[Item] = []
    opened: set[int] = set()
    nested: list[tuple[int, Table]] = []
    for cell in table.cells:
        items = cell.items
        if not items:
            text = cell.text
        else:
            text = plain_text(items)
            for item in items:
                if isinstance(item, Table) and not _is_small(item):
                    nested.append((cell.row, item))
                    leftovers.append(item)
                elif isinstance(item, (Mark, Note)):
                    leftovers.append(item)
        if len(text) > LONG_CELL and _is_narrative(text):
            opened.add(cell.row)
        texts.append(text)
    if not table.cells:
        return
    if _is_single_column(table):
        yield from _contents(table.cells)
        return
    filled = sum(1 for text in texts if text.strip())
    # A grid keeps a nested table beside it only if the grid is the greater of the two.
    opened.update(row for row, inner in nested if filled <= len(inner.cells))
    if not opened:
        yield _grid(table, texts, 0, table.rows)
        yield from flow(leftovers)
        return
    yield from _opened(table, texts, opened)


def _is_single_column(table: Table) -> bool:
    cells = table.cells
    return len(cells) <= table.rows and len({cell.row for cell in cells}) == len(cells)


def _grid(table: Table, texts: list[str], start: int, end: int) -> DraftGrid:
    """Rows start to end (exclusive) as a grid; a span that reaches beyond is cut."""
    cells = tuple(
        GridCell(
            cell.row - start,
            cell.column,
            text,
            min(cell.row_span, end - cell.row),
            cell.column_span,
        )
        for cell, text in zip(table.cells, texts, strict=True)
        if start <= cell.row < end
    )
    return DraftGrid(cells, end - start, table.columns)


def _opened(table: Table, texts: list[str], opened: set[int]) -> Iterator[FlowItem]:
    """A table with narrative in some rows: these as paragraphs, the rows between still as grids."""
    by_row: list[list[TableCell]] = [[] for _ in range(table.rows)]
    covering = [0] * table.rows
    for cell in table.cells:
        by_row[cell.row].append(cell)
        for row in range(cell.row, cell.row + cell.row_span):
            covering[row] += 1
    row = 0
    while row < table.rows:
        end = row
        while end < table.rows and end not in opened:
            end += 1
        # Rows of one cell around a stretch are headings or lines of text.
        first, last = row, end
        while first < last and covering[first] < 2:
            first += 1
        while last > first and covering[last - 1] < 2:
            last -= 1
        if last - first < 2:
            first = last = end
        for cells in by_row[row:first]:
            yield from _contents(cells)
        if last > first:
            yield _grid(table, texts, first, last)
            for cells in by_row[first:last]:
                yield from flow(
                    item
                    for cell in cells
                    for item in cell.items
                    if isinstance(item, (Mark, Note))
                    or (isinstance(item, Table) and not _is_small(item))
                )
        for cells in by_row[last : end + 1]:
            yield from _contents(cells)
        row = end + 1


def _contents(cells: list[TableCell]) -> Iterator[FlowItem]:
    """What the cells hold, in order, without empty paragraphs."""
    for cell in cells:
        yield from flow(x for x in cell.contents() if not isinstance(x, str) or x.strip())

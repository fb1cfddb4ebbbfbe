"""Tables of a web page: cells put in their places by the rules of rowspan and colspan."""

import re
from dataclasses import dataclass, field

from lxml import etree

from review.readers.docx_layout import Item, Table, TableCell
from review.readers.limits import LIMITS, too_many

_NUMBER = re.compile(r"\s*\+?(\d{1,12})")
TO_THE_END = 0
"""rowspan="0": the cell goes on to the end of its table."""


def span(value: str | None) -> int:
    """A span as browsers read it: 1 for nonsense; it may be absurdly large."""
    match = _NUMBER.match(value) if value else None
    return int(match[1]) if match else 1


@dataclass(slots=True)
class DraftCell:
    """A td or th as it came: spans as written, contents as they were read."""

    row_span: int
    column_span: int
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class DraftTable:
    """A table element under construction, rows in the order of the source."""

    rows: list[list[DraftCell]] = field(default_factory=list)
    groups: list[etree._Element | None] = field(default_factory=list)
    """For each row the thead, tbody, tfoot or table that it stands in: no span reaches out of it."""

    def begin_row(self, group: etree._Element | None) -> None:
        """Start a row in this group."""
        self.rows.append([])
        self.groups.append(group)

    def drop_blank_row(self) -> None:
        """Take the last row away if it is empty: Word sets widths of columns by a row of height 0."""
        if not any(cell.items for cell in self.rows[-1]):
            self.rows.pop()
            self.groups.pop()

    def left_in_groups(self) -> list[int]:
        """For each row how many rows of its group there are from it on, itself among them."""
        left = [1] * len(self.rows)
        for row in range(len(self.rows) - 2, -1, -1):
            if self.groups[row] is self.groups[row + 1]:
                left[row] = left[row + 1] + 1
        return left


def placed(draft: DraftTable) -> Table:
    """The table with each cell in its place. Spans beyond its edges are cut.

    Raises FileTooLarge for more columns than the limit.
    """
    rows, left = draft.rows, draft.left_in_groups()
    width = max((sum(_sane(cell.column_span) for cell in row) for row in rows), default=0)
    if width > LIMITS.columns:
        raise too_many("表格的列数", LIMITS.columns)
    taken: list[int] = []  # for each column the row at which it is free again
    cells: list[TableCell] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < len(taken) and taken[column] > number:
                column += 1
            wanted = cell.column_span or 1
            if wanted > LIMITS.columns:
                wanted = max(1, width - column)
            end = column + 1
            while end < column + wanted and (end >= len(taken) or taken[end] <= number):
                end += 1
            if end > LIMITS.columns:
                raise too_many("表格的列数", LIMITS.columns)
            down = left[number]
            if cell.row_span != TO_THE_END:
                down = min(cell.row_span, down)
            taken += [0] * (end - len(taken))
            taken[column:end] = [number + down] * (end - column)
            cells.append(_cell(cell, number, column, end - column, down))
            column = end
    return Table(cells, len(rows), len(taken))


def _sane(column_span: int) -> int:
    return column_span if 1 <= column_span <= LIMITS.columns else 1


def _cell(draft: DraftCell, row: int, column: int, across: int, down: int) -> TableCell:
    cell = TableCell(column, across, row, down)
    lines = [item for item in draft.items if isinstance(item, str)]
    if len(lines) == len(draft.items):
        cell.text = "\n".join(lines)
    else:
        cell.items = draft.items
    return cell

"""The statutory tables as they are drawn: every label and figure with its place and spans."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from review.report.forms import FormTable

_CORNER = "信息内容"
_LITIGATION = "行政诉讼"
_IS_LITIGATION = "litigation"
_PROACTIVE_COLUMNS = 4
_LABEL_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell as drawn: a label, or the place of the figure that `key` names. Rows, columns from 0."""

    row: int
    column: int
    text: str = ""
    key: str = ""
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's cells, its size, how many rows are its head, and which columns hold labels."""

    cells: tuple[LaidCell, ...]
    rows: int
    columns: int
    head: int
    label_columns: int


def layout_of(table: FormTable) -> Layout:
    """Draw a table of a form."""
    if table.groups:
        return _proceedings(table)
    return _requests(table) if table.banner else _proactive(table)


def _proactive(table: FormTable) -> Layout:
    """Blocks below each other; the last cell of a short row runs to the right edge."""
    cells: list[LaidCell] = []
    row = 0

    def wide(at: int, items: list[tuple[str, str]]) -> None:
        for column, (text, key) in enumerate(items):
            span = _PROACTIVE_COLUMNS - column if column == len(items) - 1 else 1
            cells.append(LaidCell(at, column, text, key, 1, span))

    for block in table.blocks:
        cells.append(LaidCell(row, 0, block.caption, column_span=_PROACTIVE_COLUMNS))
        wide(row + 1, [(_CORNER, ""), *((c.label.official, "") for c in block.columns)])
        row += 2
        for line in block.rows:
            keys = [("", table.cell_key(line, column)) for column in block.columns]
            wide(row, [(line.label.official, ""), *keys])
            row += 1
    return Layout(tuple(cells), row, _PROACTIVE_COLUMNS, 0, 1)


def _requests(table: FormTable) -> Layout:
    """Three columns of labels, one for each kind of applicant; three rows of head."""
    at, width = _LABEL_COLUMNS, len(table.columns)
    cells = [
        LaidCell(0, 0, table.corner, "", 3, at),
        LaidCell(0, at, table.banner, column_span=width),
    ]
    grouped = [n for n, column in enumerate(table.columns) if column.group]
    cells.append(LaidCell(1, at + grouped[0], table.column_group, column_span=len(grouped)))
    for number, column in enumerate(table.columns):
        top, span = (2, 1) if column.group else (1, 2)
        cells.append(LaidCell(top, at + number, column.label.official, row_span=span))
    results = next(r.group for r in table.rows if r.group)
    row = 3
    inside = sum(bool(r.group) for r in table.rows)
    begun = False
    for group, lines in groupby(table.rows, key=lambda r: r.group):
        members = list(lines)
        if group and not begun:
            cells.append(LaidCell(row, 0, results, row_span=inside))
            begun = True
        own_group = group not in ("", results)
        if own_group:
            cells.append(LaidCell(row, 1, group, row_span=len(members)))
        left = 2 if own_group else 1 if group else 0
        for line in members:
            cells.append(LaidCell(row, left, line.label.official, column_span=at - left))
            cells += _figures(row, at, [table.cell_key(line, c) for c in table.columns])
            row += 1
    return Layout(tuple(cells), row, at + width, 3, at)


def _proceedings(table: FormTable) -> Layout:
    """Three groups side by side, one row of figures."""
    width = len(table.columns)
    cells: list[LaidCell] = []
    litigation = [n for n, g in enumerate(table.groups) if g.key.startswith(_IS_LITIGATION)]
    cells.append(
        LaidCell(0, litigation[0] * width, _LITIGATION, column_span=len(litigation) * width)
    )
    keys: list[str] = []
    for number, group in enumerate(table.groups):
        first, inner = number * width, number in litigation
        cells.append(LaidCell(int(inner), first, group.label.official, column_span=width))
        for offset, column in enumerate(table.columns):
            top, span = (2, 1) if inner else (1, 2)
            cells.append(LaidCell(top, first + offset, column.label.official, row_span=span))
            keys.append(f"{table.key}.{group.key}.{column.key}")
    cells += _figures(3, 0, keys)
    return Layout(tuple(cells), 4, len(keys), 3, 0)


def _figures(row: int, column: int, keys: list[str]) -> Iterator[LaidCell]:
    for offset, key in enumerate(keys):
        yield LaidCell(row, column + offset, key=key)

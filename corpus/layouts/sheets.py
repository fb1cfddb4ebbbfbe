"""How the tables themselves are altered: rows merged or gone, columns added, cells unmerged, turned."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from corpus.layouts.content import Figure, Truth
from corpus.layouts.figures import Cells
from corpus.statutory_form import (
    COLUMNS,
    FORMS,
    OTHER_GROUP,
    PROCEEDING_KEYS,
    PROCEEDING_RESULTS,
    REQUEST_ROWS,
    RESULTS,
    FormCell,
    FormTable,
    without_row,
)

CASES = {
    "reconsideration": "行政复议",
    "litigation_direct": "行政诉讼（未经复议直接起诉）",
    "litigation_after_reconsideration": "行政诉讼（复议后起诉）",
}
__all__ = ["without_row"]
Alter = Callable[[FormTable, Random, Truth], FormTable]


def filled(table: FormTable, raw: dict[str, str]) -> FormTable:
    """Figures set into the cells of their keys."""
    cells = tuple(replace(c, text=raw[c.key]) if c.key else c for c in table.cells)
    return FormTable(cells, table.rows, table.columns)


def rows_of(table: FormTable) -> list[list[tuple[FormCell, bool]]]:
    """Each row's cells from left to right, and whether a cell only hangs down from a row above."""
    rows: list[dict[int, tuple[FormCell, bool]]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row][cell.column] = (cell, row > cell.row)
    return [[row[column] for column in sorted(row)] for row in rows]


def merge_other(values: dict[str, Figure]) -> dict[str, Figure]:
    """Values where 其他处理 is one row: other.other holds the whole group."""
    rows = tuple(RESULTS[OTHER_GROUP])
    merged = {k: v for k, v in values.items() if not k.startswith("requests.other.")}
    for column in COLUMNS:
        merged[f"requests.other.other.{column}"] = sum(
            values[f"requests.{r}.{column}"] for r in rows
        )
    return merged


def droppable_rows(cells: Cells) -> list[str]:
    """Rows of outcomes that are zero throughout: left out, the identities still hold."""
    return [
        f"requests.{row}"
        for row in REQUEST_ROWS
        if "." in row
        and all(cells.values.get(f"requests.{row}.{column}") == 0 for column in COLUMNS)
    ]


def drop_column(table: FormTable, column: int) -> FormTable:
    """Without one column: cells over it shrink, those behind it move up."""
    kept = []
    for cell in table.cells:
        if cell.column <= column < cell.column + cell.column_span:
            if cell.column_span > 1:
                kept.append(replace(cell, column_span=cell.column_span - 1))
        elif cell.column > column:
            kept.append(replace(cell, column=cell.column - 1))
        else:
            kept.append(cell)
    return FormTable(tuple(kept), table.rows, table.columns - 1)


def shift_row(table: FormTable, row_key: str) -> FormTable:
    """One row slips a column to the left and leaves the last cell of its row empty."""
    row = next(c.row for c in table.cells if c.key and c.key.startswith(f"{row_key}."))
    cells = []
    for cell in table.cells:
        if cell.row == row and cell.row_span == 1 and cell.column > 1:
            cells.append(replace(cell, column=cell.column - 1))
        elif cell.row < row < cell.row + cell.row_span and cell.column == 1:
            cells.append(replace(cell, row_span=row - cell.row))
        else:
            cells.append(cell)
    cells.append(FormCell(row, table.columns - 1))
    return FormTable(tuple(cells), table.rows, table.columns)


def open_tails(table: FormTable, rng: Random, truth: Truth) -> FormTable:
    """Short rows of part two end in empty cells instead of running to the margin."""
    cells = []
    for cell in table.cells:
        if cell.column_span > 1 and cell.column > 0:
            cells.append(replace(cell, column_span=1))
            rest = range(cell.column + 1, cell.column + cell.column_span)
            cells += [FormCell(cell.row, column) for column in rest]
        else:
            cells.append(cell)
    truth.met("short_rows_with_empty_cells")
    return FormTable(tuple(cells), table.rows, table.columns)


def captions_left(table: FormTable, rng: Random, truth: Truth) -> FormTable:
    """第二十条第（一）项 stands in a column of its own at the left of its rows."""
    captions = [c for c in table.cells if c.column == 0 and c.column_span == table.columns]
    starts = [c.row for c in captions]
    cells = []
    for at, caption in enumerate(captions):
        end = starts[at + 1] if at + 1 < len(starts) else table.rows
        top = caption.row - at
        cells.append(FormCell(top, 0, caption.text, row_span=end - caption.row - 1))
        for cell in table.cells:
            if caption.row < cell.row < end:
                cells.append(replace(cell, row=cell.row - at - 1, column=cell.column + 1))
    truth.met("captions_in_a_column")
    return FormTable(tuple(cells), table.rows - len(captions), table.columns + 1)


def repeat_groups(table: FormTable, rng: Random, truth: Truth) -> FormTable:
    """The label of a group stands again in every row, nothing is merged downwards."""
    cells = []
    for cell in table.cells:
        if cell.row >= 3 and cell.row_span > 1:
            rows = range(cell.row, cell.row + cell.row_span)
            cells += [replace(cell, row=row, row_span=1) for row in rows]
        else:
            cells.append(cell)
    truth.met("group_labels_repeated")
    return FormTable(tuple(cells), table.rows, table.columns)


def empty_groups(table: FormTable, rng: Random, truth: Truth) -> FormTable:
    """Nothing is merged downwards: below the first cell of a group the cells are empty."""
    cells = []
    for cell in table.cells:
        cells.append(replace(cell, row_span=1) if cell.row >= 3 else cell)
        if cell.row >= 3:
            below = range(cell.row + 1, cell.row + cell.row_span)
            cells += [replace(cell, row=row, row_span=1, text="") for row in below]
    truth.met("group_cells_empty_below")
    return FormTable(tuple(cells), table.rows, table.columns)


def remarks(table: FormTable, rng: Random, truth: Truth) -> FormTable:
    """A column 备注 at the right of part three, empty."""
    cells = [*table.cells, FormCell(0, 10, "备注", row_span=3)]
    cells += [FormCell(row, 10) for row in range(3, table.rows)]
    truth.met("column_of_remarks", arguable=["S203", "S204"])
    return FormTable(tuple(cells), table.rows, table.columns + 1)


def two_header_rows(table: FormTable, rng: Random, truth: Truth) -> FormTable:
    """The row 申请人情况 is left out."""
    cells = []
    for cell in table.cells:
        if cell.row == 0 and cell.column == 0:
            cells.append(replace(cell, row_span=2))
        elif cell.row > 0:
            cells.append(replace(cell, row=cell.row - 1))
    truth.met("header_row_left_out", arguable=["S203", "S204"])
    return FormTable(tuple(cells), table.rows - 1, table.columns)


def _heads(text: Callable[[str], str]) -> list[FormCell]:
    names = PROCEEDING_RESULTS.values()
    return [FormCell(0, 1 + i, text(name)) for i, name in enumerate(names)]


def a_row_a_case(table: FormTable, rng: Random, truth: Truth) -> FormTable:
    """Part four with a row for each kind of case and a column for each result."""
    figures = {c.key: c.text for c in table.cells if c.key}
    cells = [FormCell(0, 0, "案件类型"), *_heads(str)]
    for row, (case, label) in enumerate(CASES.items(), 1):
        cells.append(FormCell(row, 0, label))
        for column, result in enumerate(PROCEEDING_RESULTS, 1):
            key = f"proceedings.{case}.{result}"
            cells.append(FormCell(row, column, figures[key], key))
    truth.met("proceedings_a_row_a_case", arguable=["S203", "S204", "S206"])
    truth.may_refuse = True
    return FormTable(tuple(cells), 4, 6)


def turned(table: FormTable, rng: Random, truth: Truth) -> FormTable:
    """Part four turned: fifteen rows, the headers at the left, the figures in the last column."""
    columns = 4
    cells = []
    for cell in table.cells:
        if cell.key:
            cells.append(FormCell(cell.column, 3, cell.text, cell.key))
        else:
            cells.append(
                FormCell(cell.column, cell.row, cell.text, None, cell.column_span, cell.row_span)
            )
    truth.met("proceedings_turned", arguable=["S203", "S204", "S206"])
    truth.may_refuse = True
    return FormTable(tuple(cells), len(PROCEEDING_KEYS), columns)


def procurement_kept(table: FormTable, rng: Random, truth: Truth) -> FormTable:
    """The block on procurement of the form of 2019 left below the table of 2021."""
    rows = (("第二十条第（九）项",), ("信息内容", "采购项目数量", "采购总金额"),
            ("政府集中采购", str(rng.randint(0, 30)), str(rng.randint(0, 900))))  # fmt: skip
    cells = list(table.cells)
    for offset, texts in enumerate(rows):
        for column, text in enumerate(texts):
            last = column == len(texts) - 1
            span = table.columns - column if last else 1
            cells.append(FormCell(table.rows + offset, column, text, column_span=span))
    truth.form = None
    truth.met("block_of_2019_kept", arguable=["S201", "S203", "S204"])
    return FormTable(tuple(cells), table.rows + 3, table.columns)


HARMLESS: dict[str, tuple[Alter, ...]] = {
    "proactive": (open_tails, captions_left),
    "requests": (repeat_groups, empty_groups),
    "proceedings": (),
}
ARGUABLE: dict[str, tuple[Alter, ...]] = {
    "proactive": (procurement_kept,),
    "requests": (remarks, two_header_rows),
    "proceedings": (a_row_a_case, turned),
}


def statutory(part: str, form: str) -> FormTable:
    """The empty table of a part in the form of 2019 or 2021."""
    return FORMS[form][part]()


def header_rows(table: FormTable) -> int:
    """How many rows stand above the first row with a figure."""
    return min(cell.row for cell in table.cells if cell.key)


def cut(table: FormTable, row: int, *, headers: int, blank: bool) -> tuple[FormTable, FormTable]:
    """Two tables from one: rows before `row`, and the rest.

    The first `headers` rows stand again above the rest. A cell that hangs over the cut begins the
    rest again, empty if `blank`.
    """
    first, rest = [], [c for c in table.cells if c.row < headers]
    for cell in table.cells:
        end = cell.row + cell.row_span
        if cell.row < row:
            first.append(replace(cell, row_span=min(end, row) - cell.row))
        if end > row:
            top = max(cell.row, row)
            text = "" if blank and cell.row < row else cell.text
            at = top - row + headers
            rest.append(replace(cell, row=at, row_span=end - top, text=text))
    return (
        FormTable(tuple(first), row, table.columns),
        FormTable(tuple(rest), table.rows - row + headers, table.columns),
    )

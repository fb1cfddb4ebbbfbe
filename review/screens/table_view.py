"""A statutory table as the screen draws it: rows of cells with spans, in the layout of the form."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypedDict

from review.outputs.places import cell_place
from review.report.forms import BlockOfRows, Form, FormTable, Row

CellState = Literal["read", "words", "blank", "absent"]

_UNITS = 6  # the figures' width in table 1: one, two or three columns share it
_LITIGATION = "行政诉讼"


class DrawnCell(TypedDict, total=False):
    """A cell: text, row and column span, kind (head, label, figure), state, key, place, marking findings."""

    text: str
    rows: int
    columns: int
    kind: Literal["head", "label", "caption", "figure"]
    state: CellState
    key: str
    place: str
    marks: list[int]


class DrawnTable(TypedDict):
    """A table: `layout` names the column widths, the first `heads` rows are its header."""

    layout: Literal["proactive", "requests", "proceedings"]
    title: str
    heads: int
    rows: list[list[DrawnCell]]


def draw_table(
    form: Form,
    table: FormTable,
    cells: Mapping[str, Mapping[str, Any]],
    marks: Mapping[str, Sequence[int]],
) -> DrawnTable:
    """Lay out a table with what was read (`cells`, by key) and the findings that touch a cell."""
    pen = _Pen(form.id, cells, marks)
    if table.key == "requests":
        heads, rows = 3, [*_request_heads(table), *_request_rows(table, pen)]
    elif table.groups:
        heads, rows = 3, _proceeding_rows(table, pen)
    else:
        heads, rows = 0, [row for block in table.blocks for row in _block_rows(table, block, pen)]
    return {
        "layout": table.key,
        "title": f"{table.label}　{form.name}",
        "heads": heads,
        "rows": rows,
    }


class _Pen:
    """Draws the figure cells: what stands there, in which state, marked by whom."""

    def __init__(
        self,
        form_id: str,
        cells: Mapping[str, Mapping[str, Any]],
        marks: Mapping[str, Sequence[int]],
    ) -> None:
        self.form_id = form_id
        self.cells = cells
        self.marks = marks

    def figure(self, key: str, columns: int = 1) -> DrawnCell:
        cell = self.cells.get(key)
        raw = str(cell["raw"]) if cell else ""
        state: CellState
        if cell is None:
            state = "absent"
        elif not raw.strip():
            state = "blank"
        else:
            state = "read" if cell["value"] is not None else "words"
        return {
            "text": raw,
            "rows": 1,
            "columns": columns,
            "kind": "figure",
            "state": state,
            "key": key,
            "place": cell_place(self.form_id, key),
            "marks": list(self.marks.get(key, ())),
        }


def _label(
    text: str,
    rows: int = 1,
    columns: int = 1,
    kind: Literal["head", "label", "caption"] = "label",
) -> DrawnCell:
    return {"text": text, "rows": rows, "columns": columns, "kind": kind}


def _block_rows(table: FormTable, block: BlockOfRows, pen: _Pen) -> Iterable[list[DrawnCell]]:
    width = _UNITS // len(block.columns)
    yield [_label(block.caption, columns=_UNITS + 1, kind="caption")]
    heads = [_label(c.label.official, columns=width, kind="head") for c in block.columns]
    yield [_label("信息内容", kind="head"), *heads]
    for row in block.rows:
        figures = [pen.figure(table.cell_key(row, c), width) for c in block.columns]
        yield [_label(row.label.official), *figures]


def _request_heads(table: FormTable) -> Iterable[list[DrawnCell]]:
    columns = table.columns
    yield [
        _label(table.corner, 3, 3, "head"),
        _label(table.banner, 1, len(columns), "head"),
    ]
    grouped = [c for c in columns if c.group]
    second: list[DrawnCell] = []
    for column in columns:
        if not column.group:
            second.append(_label(column.label.official, 2, 1, "head"))
        elif column is grouped[0]:
            second.append(_label(table.column_group, 1, len(grouped), "head"))
    yield second
    yield [_label(c.label.official, kind="head") for c in grouped]


def _request_rows(table: FormTable, pen: _Pen) -> Iterable[list[DrawnCell]]:
    rows = _printed_rows(table, pen.cells)
    outer = next((row.group for row in rows if row.flow == "sum"), "")
    inside = [row for row in rows if row.group]
    for place, row in enumerate(rows):
        before = rows[place - 1].group if place else ""
        line: list[DrawnCell] = []
        if row.group and not before:
            line.append(_label(outer, rows=len(inside)))
        if row.group and row.group != outer and row.group != before:
            line.append(_label(row.group, rows=sum(r.group == row.group for r in rows)))
        width = 3 if not row.group else 2 if row.group == outer else 1
        line.append(_label(row.label.official, columns=width))
        line += [pen.figure(table.cell_key(row, column)) for column in table.columns]
        yield line


def _printed_rows(table: FormTable, cells: Mapping[str, Any]) -> list[Row]:
    """The form's rows; a group that the report prints as one row is one row here too."""
    rows = list(table.rows)
    outer = next((row.group for row in rows if row.flow == "sum"), "")
    for merged in table.merged_rows:

        def there(key: str) -> bool:
            return any(f"{table.key}.{key}.{column.key}" in cells for column in table.columns)

        if there(merged.key) and not any(map(there, merged.covers)):
            rows = [row for row in rows if row.key not in merged.covers]
            rows = [
                Row(merged.key, merged.label, outer) if row.key == merged.key else row
                for row in rows
            ]
    return rows


def _proceeding_rows(table: FormTable, pen: _Pen) -> list[list[DrawnCell]]:
    columns = table.columns
    plain = [g for g in table.groups if not g.key.startswith("litigation")]
    sued = [g for g in table.groups if g.key.startswith("litigation")]
    width = len(columns)
    first = [_label(g.label.official, columns=width, kind="head") for g in plain]
    first.append(_label(_LITIGATION, columns=width * len(sued), kind="head"))
    second = [_label(c.label.official, rows=2, kind="head") for _ in plain for c in columns]
    second += [_label(g.label.official, columns=width, kind="head") for g in sued]
    third = [_label(c.label.official, kind="head") for _ in sued for c in columns]
    figures = [pen.figure(f"{table.key}.{g.key}.{c.key}") for g in (*plain, *sued) for c in columns]
    return [first, second, third, figures]

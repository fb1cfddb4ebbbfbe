"""Parts of a form in which figures can be left out or misplaced: tables, rows, columns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from math import log2

from review.model import TableKey
from review.report.forms import Form, FormTable, load_form

_FLOWS = ("requests.received", "requests.carried_in", "requests.concluded", "requests.carried_out")


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the form by its cells. `label` is its table's name, with which `name` begins.

    `bits`: what it takes to name it. The last cell of a row is its total. `sums`: for each cell the
    total that goes along with it, where the totals were worked out anew without the part.
    """

    name: str
    cells: tuple[str, ...]
    bits: float = 0.0
    table: TableKey | None = None
    label: str = ""
    sums: tuple[str, ...] = ()


def scopes(form: Form) -> tuple[Scope, ...]:
    """All parts that may be left out as one: the whole, tables, rows (with their sums), columns."""
    return _scopes(form.id)


def rows_of(form: Form) -> tuple[Scope, ...]:
    """The rows of all tables; in the table of proceedings its three groups."""
    return _rows(form.id)


def columns_of(form: Form) -> tuple[Scope, ...]:
    """The columns of the table of requests."""
    return _columns(form.id)


@cache
def _scopes(form_id: str) -> tuple[Scope, ...]:
    form = load_form(form_id)
    tables = [
        Scope(t.label, tuple(t.cell_keys()), 2 + log2(3), t.key, t.label)
        for t in form.tables.values()
    ]
    whole = Scope("", tuple(chain.from_iterable(t.cells for t in tables)))
    lines = [*_rows(form_id), *_columns(form_id)]
    bits = 3 + log2(len(lines))
    return (whole, *tables, *(replace(s, bits=bits) for s in _with_sums(form, lines)))


def _with_sums(form: Form, lines: Iterable[Scope]) -> Iterator[Scope]:
    """Each line, and each outcome and kind of applicant also together with the totals it goes into."""
    outcomes = {f"requests.{row.key}" for row in form.tables["requests"].rows if not row.flow}
    for line in lines:
        yield line
        row, column = line.cells[0].rsplit(".", 1)
        if row in outcomes:
            columns = (cell.rsplit(".", 1)[1] for cell in line.cells)
            yield replace(line, sums=tuple(f"requests.concluded.{c}" for c in columns))
        elif len(line.cells) > len(form.tables["requests"].columns) and column != "total":
            rows = (cell.rsplit(".", 1)[0] for cell in line.cells)
            yield replace(line, sums=tuple(f"{r}.total" for r in rows))


@cache
def _rows(form_id: str) -> tuple[Scope, ...]:
    return tuple(
        chain.from_iterable(_rows_of_table(table) for table in load_form(form_id).tables.values())
    )


def _rows_of_table(table: FormTable) -> Iterator[Scope]:
    for group in table.groups:
        cells = tuple(f"{table.key}.{group.key}.{column.key}" for column in table.columns)
        yield Scope(f"{table.label}“{group.label.official}”一栏", cells, 0, table.key, table.label)
    for block in table.blocks:
        for row in block.rows:
            cells = tuple(table.cell_key(row, column) for column in block.columns)
            name = row.label.short_name
            if row.key == "other.other" and row.label.core == "其他":
                name = "其他处理：3.其他"
            yield Scope(f"{table.label}“{name}”行", cells, 0, table.key, table.label)


@cache
def _columns(form_id: str) -> tuple[Scope, ...]:
    table = load_form(form_id).tables["requests"]
    return tuple(
        Scope(
            f"{table.label}“{column.label.official}”列",
            tuple(table.cell_key(row, column) for row in table.rows),
            0,
            table.key,
            table.label,
        )
        for column in table.columns
    )


def block_rows(form: Form) -> tuple[Scope, ...]:
    """The rows of outcomes in the table of requests, from 予以公开 to the last before the total."""
    table = form.tables["requests"]
    plain = {f"requests.{row.key}.{table.columns[0].key}" for row in table.rows if not row.flow}
    return tuple(row for row in rows_of(form) if row.cells[0] in plain)


def sums_above(form: Form, cell: str) -> tuple[tuple[str, ...], ...]:
    """The sets of sums that may have been carried along with a cell: none, its row's, its column's, all."""
    table, line, column = cell.split(".", 1)[0], cell.rsplit(".", 1)[0], cell.rsplit(".", 1)[1]
    if table == "proactive" or column == "total":
        return ((),)
    row_total = f"{line}.total"
    if table == "proceedings":
        return ((), (row_total,))
    flow = {f"requests.{row.key}": row for row in form.tables["requests"].rows}[line].flow
    if flow:
        return ((), (row_total,))
    below = f"requests.concluded.{column}"
    return ((), (row_total,), (below,), (row_total, below, "requests.concluded.total"))


def sums_moved(cell: str, other: str) -> tuple[str, ...] | None:
    """The totals of two cells of one row or column, if these are to change with them; None for others.

    Along a row these are the totals of results in both columns, along a column those of both rows.
    """
    line, column = cell.rsplit(".", 1)
    its_line, its_column = other.rsplit(".", 1)
    if line.split(".", 1)[0] != its_line.split(".", 1)[0]:
        return None
    if line == its_line:
        outcome = line.startswith("requests.") and not line.startswith(_FLOWS)
        return (
            (f"requests.concluded.{column}", f"requests.concluded.{its_column}") if outcome else ()
        )
    if column == its_column:
        return () if line.startswith("proactive.") else (f"{line}.total", f"{its_line}.total")
    return None

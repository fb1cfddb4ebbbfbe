"""What makes a reading of a table doubtful: text in another order than it was printed, hidden labels."""

import re
from collections.abc import Iterable, Mapping, Sequence

from review.balance import diagnose, identities
from review.model import Cell, Number, TableReading
from review.report.forms import FormTable
from review.report.forms import Row as FormRow
from review.report.labels import core_of
from review.report.rows import Row
from review.report.segments import Segment
from review.report.values import exact_values
from review.zh.numerals import cell_number


def mark_count(words: str, marks: Iterable[str]) -> int:
    """How many of a form's own words a text holds."""
    return sum(1 for mark in marks if core_of(mark) in words)


def table_words(rows: Sequence[Row]) -> str:
    """All words of some rows, folded and joined, to look for a form's own words in."""
    return core_of("".join(cell.text for row in rows for cell in row.cells))


def scrambled(
    segments: Sequence[Segment], placed: Sequence[tuple[Segment, int]], table: FormTable
) -> bool:
    """Whether text without structure came in another order than it was printed (some PDF dumps).

    Figures before the first label give it away, or many rows whose figures are not their total's.
    """
    loose = [s for s, _ in placed if not s.structured]
    if len(loose) < len(placed) / 2:
        return False
    first = segments[0]
    if not first.wording.own and not first.wording.pending:
        return True
    wrong = filled = 0
    for segment in loose:
        values = exact_values(segment, len(table.columns))
        numbers = [cell_number(v) or 0 for v in values or ()]
        if any(numbers):
            filled += 1
            wrong += sum(numbers[:-1]) != numbers[-1]
    return wrong >= 4 and wrong > filled / 2


def labels_behind(
    rows: Sequence[Row], segments: Sequence[Segment], form_rows: Sequence[FormRow]
) -> bool:
    """Whether labels of rows stand behind the last figures, where no figures can be theirs."""
    if not segments or any(s.structured for s in segments):
        return False
    last = max(item for s in segments for item in s.items)
    labels = {row.label.core for row in form_rows}
    return any(
        core_of(cell.text) in labels
        for row in rows
        for cell in row.cells
        if row.items[0] > last and not cell.number
    )


def _cores(row: Row) -> tuple[str, ...]:
    return tuple(core for cell in row.cells if (core := core_of(cell.text)))


def stands_there(row: FormRow, rows: Sequence[Row], first: int = 0) -> bool:
    """Whether a row's label (or the beginning of a long one, broken over lines) is among the words.

    A short one (其他) may be a column's too: it counts from row `first`, below the header, only.
    """
    core = row.label.core
    if len(core) < 4:
        header = {_cores(line) for line in rows[:first]}
        cells = [c for line in rows[first:] if _cores(line) not in header for c in line.cells]
        # where the table is one line, the header is what stands before its first figure
        figure = next((at for at, cell in enumerate(cells) if cell.number), 0)
        return any(core_of(cell.text) == core for cell in cells[figure if first == 0 else 0 :])
    return core[:12] in table_words(rows)


_DASH = re.compile(r"[-—–/／]{1,3}|无")
_TORN = re.compile(r"^[0０]\d|[\d,，]\s+[\d,，]")


def has_torn_figures(reading: TableReading) -> bool:
    """Whether a figure looks torn: it opens with a nought (08), or a blank parts its digits (481 6)."""
    return any(_TORN.search(cell.raw.strip()) for cell in reading.cells.values())


def settled_by_sums(table: FormTable, reading: TableReading) -> TableReading:
    """A table without rulings, or with torn figures, counts as read only where all its sums hold.

    Where text alone says which cell a figure stands in, a slip of the reader and a slip of the
    agency look alike; but a reader's slip moves whole rows, and one wrong cell is the agency's.
    """
    sure = reading.status == "read" and not reading.reason
    values = {key: _counted(cell) or 0 for key, cell in reading.cells.items()}
    if table.key == "proactive" or (reading.status == "read" and _sums_hold(table, values)):
        return reading
    if sure and table.key == "requests" and _one_left_out(table, reading, values):
        return reading
    if (
        sure
        and table.key == "requests"
        and not has_torn_figures(reading)
        and _one_slip(table, reading)
    ):
        return reading
    return TableReading(
        table.key,
        "refused",
        reading.form,
        reason="表格没有框线或数字被拆开，读出的数字互相不勾稽，不能确定是填错还是读错，请对照原件",
    )


def _one_slip(table: FormTable, reading: TableReading) -> bool:
    """Whether one wrong cell is all that keeps the sums of table 2 from holding."""
    covered = {key for row in table.merged_rows for key in row.covers} if reading.merged else set()
    if any(key.split(".", 1)[1].rpartition(".")[0] not in covered for key in reading.absent):
        return False
    values = {key: _counted(cell) for key, cell in reading.cells.items()}
    if any(value is None or value != int(value) for value in values.values()):
        return False
    columns = tuple(column.key for column in table.columns)
    rows = tuple(
        (row.key, row.flow or None)
        for row in table.rows
        if not reading.merged or f"{table.key}.{row.key}.{columns[0]}" in values
    )
    whole = {key: int(value) for key, value in values.items() if value is not None}
    causes = diagnose(whole, identities(columns, rows)).causes
    return len(causes) == 1 and causes[0].unique and len(causes[0].cells) == 1


def _counted(cell: Cell) -> Number | None:
    """A cell's number; a dash stands for nought."""
    return 0 if cell.value is None and _DASH.fullmatch(cell.raw.strip()) else cell.value


def _one_left_out(table: FormTable, reading: TableReading, values: Mapping[str, Number]) -> bool:
    """Whether the sums hold once the one row or column that is absent has what the totals leave it."""
    places = [key.split(".", 1)[1].rpartition(".") for key in reading.absent]
    rows, columns = {row for row, _, _ in places}, {column for _, _, column in places}
    names = [column.key for column in table.columns]
    flows = {row.key: row.flow for row in table.rows}
    filled = dict(values)
    if len(rows) == 1 and not flows.get(next(iter(rows))):
        (row,) = rows
        whole = next(r.key for r in table.rows if r.flow == "sum")
        for column in names:
            others = sum(values.get(f"requests.{r}.{column}", 0) for r, f in flows.items() if not f)
            filled[f"requests.{row}.{column}"] = (
                values.get(f"requests.{whole}.{column}", 0) - others
            )
    elif len(columns) == 1 and names[-1] not in columns:
        (column,) = columns
        for row in flows:
            parts = sum(values.get(f"requests.{row}.{c}", 0) for c in names[:-1])
            filled[f"requests.{row}.{column}"] = (
                values.get(f"requests.{row}.{names[-1]}", 0) - parts
            )
    else:
        return False
    return min(filled.values()) >= 0 and _sums_hold(table, filled)


def _sums_hold(table: FormTable, values: Mapping[str, Number]) -> bool:
    columns = [column.key for column in table.columns]
    groups = table.groups or table.rows
    for row in groups:
        parts = [values.get(f"{table.key}.{row.key}.{c}", 0) for c in columns]
        if sum(parts[:-1]) != parts[-1]:
            return False
    if table.groups:
        return True
    for column in columns:

        def total(flow: str, column: str = column) -> object:
            rows = (row for row in table.rows if row.flow == flow)
            return sum(values.get(f"{table.key}.{row.key}.{column}", 0) for row in rows)

        if total("") != total("sum") or total("in") != total("sum") + total("out"):  # type: ignore[operator]
            return False
    return True

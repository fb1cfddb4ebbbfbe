"""Statutory tables put into a report and read; texts that rows may be written as."""

from review.model import Block, Report, TableReading
from tests.report.documents import (
    form_grid,
    report_of,
    statutory,
    whole,
)

PARTS = ("proactive", "requests", "proceedings")
Rows = list[list[str]]


def drawn(part: str, form: str = "2021") -> dict[str, str]:
    """What stands in each cell of a table as the helpers draw it."""
    return statutory(part, form)[1]


def with_table(part: str, table: Block | str) -> Report:
    """A report whose table of one part is this one."""
    tables: list[Block | str] = [table if p == part else form_grid(p) for p in PARTS]
    return report_of(*whole(tables=tables))


def reading(part: str, table: Block | str) -> TableReading:
    """What is read of this table of one part."""
    return with_table(part, table).tables[part]  # type: ignore[index]


def raws(read: TableReading) -> dict[str, str]:
    """What stands in the cells."""
    return {key: cell.raw for key, cell in read.cells.items()}


def never_guessed(read: TableReading, truth: dict[str, str]) -> None:
    """Every cell that is read has what was drawn there; what is not read is named, with a reason."""
    assert {k: v for k, v in raws(read).items() if truth[k] != v} == {}
    missing = truth.keys() - read.cells.keys()
    assert missing <= {*read.refused, *read.absent} or read.status in ("refused", "missing")
    if read.refused or read.status == "refused":
        assert read.reason


def row_at(label: str, rows: Rows) -> int:
    """Index of the row that has this label."""
    return next(at for at, row in enumerate(rows) if label in row)


def bars(rows: Rows) -> str:
    """Rows as lines, cells parted by bars."""
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def cell_a_line(rows: Rows) -> str:
    """Each cell on a line of its own."""
    return "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows)


def markdown(rows: Rows) -> str:
    """Rows as Markdown draws a table."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---|---|", *lines[1:]])

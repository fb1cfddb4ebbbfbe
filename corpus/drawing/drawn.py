"""What is to be drawn: a report with its figures, and switches that put faults into it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from corpus.statutory_form import (
    FORMS,
    HEADINGS,
    OTHER_GROUP,
    PARTS,
    RESULTS,
    FormCell,
    FormTable,
    requests,
    without_row,
)

Figure = int | Decimal
NUMERALS = "一二三四五六"


@dataclass(frozen=True, slots=True)
class DrawnReport:
    """A report as it stands on paper.

    `sections` maps the six part keys to text, paragraphs parted by line ends; the text of a part
    with a table stands before it, `notes` after it. A part that `sections` leaves out is not drawn.
    `cells` holds figures by cell key; a key that is missing is drawn as 0.
    The switches: `raw` overrides what stands in a cell, `labels` replaces official labels by
    wording (in the table named before the colon, or everywhere), `dropped_rows` and `merged_rows`
    take row keys (requests.not_processed.publication; requests.other), `missing_tables` and
    `picture_tables` part keys, `headings` other titles of parts.
    """

    title: str
    preface: str
    sections: Mapping[str, str]
    cells: Mapping[str, Figure]
    signature: str
    date: str
    form: str = "2021"
    agency: str = ""
    kind: str = ""
    year: int = 0
    heading_style: Literal["一、", "（一）"] = "一、"
    headings: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    dropped_rows: frozenset[str] = frozenset()
    merged_rows: frozenset[str] = frozenset()
    missing_tables: frozenset[str] = frozenset()
    picture_tables: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph to draw and what it is for."""

    text: str
    role: Literal["title", "heading", "body", "end"] = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A statutory table to draw, figures filled in; `picture` means that only its image is given."""

    key: str
    grid: FormTable
    picture: bool = False


def _figure(report: DrawnReport, key: str) -> str:
    if key in report.raw:
        return report.raw[key]
    if key.startswith("requests.other.other.") and _other_is_merged(report):
        column = key.rsplit(".", 1)[1]
        rows = (f"requests.{row}.{column}" for row in RESULTS[OTHER_GROUP])
        return str(sum(report.cells.get(row, 0) for row in rows))
    return str(report.cells.get(key, 0))


def _other_is_merged(report: DrawnReport) -> bool:
    return report.form == "2019" or "requests.other" in report.merged_rows


def filled_table(report: DrawnReport, part: str) -> FormTable:
    """The table of a part as this report draws it: labels, rows and figures with their faults."""
    table = FORMS[report.form][part]()
    if part == "requests" and _other_is_merged(report):
        table = requests(merged_other=True)
    for key in sorted(report.dropped_rows):
        if key.startswith(f"{part}."):
            table = without_row(table, key)

    def text(cell: FormCell) -> str:
        if cell.key:
            return _figure(report, cell.key)
        return report.labels.get(f"{part}:{cell.text}", report.labels.get(cell.text, cell.text))

    cells = tuple(
        FormCell(c.row, c.column, text(c), c.key, c.row_span, c.column_span) for c in table.cells
    )
    return FormTable(cells, table.rows, table.columns)


def document_blocks(report: DrawnReport) -> Iterator[Text | Table]:
    """The report from title to date, in the order in which it is drawn."""
    for line in report.title.splitlines():
        yield Text(line, "title")
    for line in report.preface.splitlines():
        yield Text(line)
    for number, part in enumerate(p for p in PARTS if p in report.sections):
        ordinal = report.heading_style.replace("一", NUMERALS[number])
        yield Text(ordinal + report.headings.get(part, HEADINGS[part]), "heading")
        for line in report.sections[part].splitlines():
            yield Text(line)
        if part in FORMS[report.form] and part not in report.missing_tables:
            yield Table(part, filled_table(report, part), part in report.picture_tables)
        for line in report.notes.get(part, "").splitlines():
            yield Text(line)
    if report.signature:
        yield Text(report.signature, "end")
    if report.date:
        yield Text(report.date, "end")

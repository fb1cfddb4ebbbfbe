"""Shapes that the whole house shares: what readers yield and what recognition makes of it.

A reader yields a `Document`: blocks in reading order, nothing interpreted.
Recognition (review.report) turns it into a `Report`: eight sections, up to three statutory tables.
All offsets are code points into a section's text, end exclusive: `text[start:end] == quote`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

SectionKey = Literal[
    "front", "overview", "proactive", "requests", "proceedings", "problems", "other", "end"
]
SECTION_KEYS: tuple[SectionKey, ...] = (
    "front",
    "overview",
    "proactive",
    "requests",
    "proceedings",
    "problems",
    "other",
    "end",
)
PART_KEYS: tuple[SectionKey, ...] = SECTION_KEYS[1:7]

TableKey = Literal["proactive", "requests", "proceedings"]
TABLE_KEYS: tuple[TableKey, ...] = ("proactive", "requests", "proceedings")

AgencyKind = Literal[
    "ministry",
    "province",
    "city",
    "county",
    "town",
    "street",
    "office",
    "department",
    "vertical",
    "other",
    "unknown",
]
GOVERNMENT_KINDS: frozenset[str] = frozenset({"province", "city", "county", "town", "street"})

Number = int | Decimal


# --- what a reader yields ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its ordinal in the file and, where the format has pages, its page (from 1)."""

    index: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (docx), or one physical line (text, PDF), without its line end.

    Leading tabs and inner tabs are kept: in flattened text they part the cells of a table.
    `wrapped` is True where the reader knows that the text goes on in the next paragraph
    (a line of a PDF that reaches the right margin); the two are then one sentence run.
    """

    text: str
    place: Place
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: row and column from 0, spans from 1; text with inner line breaks as "\\n"."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A true table: merged cells appear once, at their upper left corner.

    `loose`: no rulings part its cells; the reader dealt them by where the text leaves room.
    """

    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    place: Place
    loose: bool = False

    def by_row(self) -> Iterator[list[GridCell]]:
        """Yield for each row the cells that begin in it, from left to right (an empty list if none do)."""
        rows: list[list[GridCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        for row in rows:
            yield sorted(row, key=lambda cell: cell.column)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the flow of the text; it may be a table that nobody can read but by eye."""

    place: Place


Block = Paragraph | Grid | Picture


@dataclass(frozen=True, slots=True)
class Source:
    """The file as it came: name without folder, sha256 of its bytes, media type, pages where known."""

    name: str
    sha256: str
    media_type: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file's blocks in reading order. `remarks` says in Chinese what the reader left out or repaired."""

    source: Source
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()


# --- what recognition makes of it -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """One of the eight sections; an absent one has `present` False, no heading and empty text."""

    key: SectionKey
    heading: str = ""
    present: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a statutory table: `raw` as it stood, `value` None where blank or not a number.

    Counts are int; amounts (proactive.fees.amount) are int or Decimal.
    """

    key: str
    raw: str
    value: Number | None


@dataclass(frozen=True, slots=True)
class AlteredLabel:
    """A row or column label that differs from the form's: where, official wording, wording found."""

    where: str
    official: str
    found: str


@dataclass(frozen=True, slots=True)
class TableReading:
    """What was read of one statutory table.

    status: "read" (all rows placed), "partly" (some rows refused: their keys are left out),
    "refused" (something is there, nothing could be placed surely), "picture", "missing".
    Keys of absent rows or columns are in `absent`; of refused ones in `refused`, with `reason` in Chinese.
    `merged` names group rows that stand for their children (其他处理).
    """

    key: TableKey
    status: Literal["read", "partly", "refused", "picture", "missing"]
    form: str
    cells: Mapping[str, Cell] = field(default_factory=lambda: MappingProxyType({}))
    absent: tuple[str, ...] = ()
    absent_labels: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    altered: tuple[AlteredLabel, ...] = ()
    refused: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a section's text. `quote` is that stretch, verbatim."""

    section: SectionKey
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class YearMention:
    """A report year stated somewhere: by the title, the statistical period, the date …"""

    role: Literal["title", "period", "narrative", "published"]
    year: int
    span: Span


@dataclass(frozen=True, slots=True)
class Period:
    """The statistical period as written; a date that does not exist (2月30日) is None."""

    start: date | None
    end: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Agency:
    """The reporting body: its fullest name in the report, where it was found, and its kind.

    `names` are all different names that the title, the signature and the preface give it.
    `full` is False where no full name stands anywhere (区商务局).
    `rule_making` tells whether it can make 规章 (None: not known).
    """

    name: str
    kind: AgencyKind
    full: bool
    names: tuple[str, ...] = ()
    span: Span | None = None
    rule_making: bool | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A recognised annual report. `sections` holds always eight, in the order of SECTION_KEYS."""

    source: Source
    title: str
    agency: Agency
    year: int | None
    years: tuple[YearMention, ...]
    period: Period | None
    published: date | None
    published_span: Span | None
    form: str
    sections: tuple[Section, ...]
    tables: Mapping[TableKey, TableReading]
    remarks: tuple[str, ...] = ()
    part_order: tuple[SectionKey, ...] = ()

    def section(self, key: SectionKey) -> Section:
        """The section with this key; it is always there, if perhaps absent from the report."""
        return self.sections[SECTION_KEYS.index(key)]

    @property
    def cells(self) -> dict[str, Cell]:
        """All cells that were read, by key, in the order of the form."""
        return {k: c for table in self.tables.values() for k, c in table.cells.items()}

    def value(self, key: str) -> Number | None:
        """The number in a cell; None where it is blank, no number, absent or refused."""
        table = self.tables.get(key.split(".", 1)[0])  # type: ignore[call-overload]
        cell = table.cells.get(key) if table else None
        return cell.value if cell else None

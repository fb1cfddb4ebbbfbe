"""Which of a row's values belong to which columns of table 2, and which column is not there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review.report.forms import Column, FormTable
from review.report.headers import altered_columns, header_words, map_by_header, named_columns
from review.report.labels import core_of
from review.report.rows import Row
from review.report.segments import Segment
from review.report.values import ColumnMap, exact_values, learn_columns

_REMARKS = ("备注", "说明")
_SLIPS = 2  # letters of a header that may be misread where a column is said to be left out


@dataclass(frozen=True, slots=True)
class Columns:
    """How many values a row has (0: not to be told), where they stand, and columns that are absent.

    `order`: index of an official column -> its place among a row's values.
    """

    width: int
    order: Mapping[int, int]
    places: ColumnMap
    absent: tuple[Column, ...] = ()


def columns_of(table: FormTable, rows: Sequence[Row], segments: Sequence[Segment]) -> Columns:
    """Which columns the values of table 2 belong to: by full rows, else by the header's labels."""
    count = len(table.columns)
    straight = {at: at for at in range(count)}
    learned = learn_columns(segments, count)
    header = rows[: segments[0].row] if segments else []
    if learned.common is not None:
        mapping = map_by_header(header, learned.common, table.columns)
        if mapping is not None and len(mapping) == count:
            return Columns(count, mapping, learned)
        return Columns(count, straight, learned)
    named = None if learned.by_label else _named(table, rows, segments)
    if named is not None:
        return named
    remarks = _before_remarks(header, segments, count)
    if remarks is not None:
        return Columns(count, straight, remarks)
    left_out = _left_out(table, header, segments, count)
    if left_out is not None:
        kept = [at for at, column in enumerate(table.columns) if column is not left_out]
        order = {at: place for place, at in enumerate(kept)}
        return Columns(count - 1, order, learn_columns(segments, count - 1), (left_out,))
    if any(exact_values(s, count) is not None for s in segments):
        return Columns(count, straight, learned)
    # no row carries all values: perhaps a column of the form is not there at all
    fewer = learn_columns(segments, count - 1)
    if fewer.common is not None:
        mapping = map_by_header(header, fewer.common, table.columns)
        if mapping is not None and len(mapping) == count - 1:
            absent = tuple(c for i, c in enumerate(table.columns) if i not in mapping)
            return Columns(count - 1, mapping, fewer, absent)
    return Columns(0, straight, learned)


def _named(table: FormTable, rows: Sequence[Row], segments: Sequence[Segment]) -> Columns | None:
    """The columns by the header alone, where no row has figures in all; None if it leaves a doubt.

    Each label stands above one column, side by side, and at most one label of the form is missing.
    Rows of text must all have as many cells as the header's.
    """
    lines = [rows[s.row] for s in segments]
    if not lines or len({line.layout for line in lines}) != 1:
        return None
    width = max(cell.column + cell.span for line in lines for cell in line.cells)
    if lines[0].layout != "grid" and any(len(line.cells) != width for line in lines):
        return None
    header = rows[: segments[0].row]
    found = named_columns(header, width, table.columns)
    if found is None or any(len(places) > 1 for places in found.values()):
        return None
    places = sorted(at for (at,) in found.values())
    count = len(table.columns)
    if len(places) < count - 1 or places[-1] - places[0] != len(places) - 1:
        return None
    order = {index: places.index(at) for index, (at,) in found.items()}
    absent = tuple(c for index, c in enumerate(table.columns) if index not in found)
    if absent:
        _, nowhere = altered_columns(header_words(header), table.columns, "列")
        if tuple(nowhere) != absent:
            return None
    return Columns(len(places), order, ColumnMap({}, tuple(places)), absent)


def _before_remarks(
    header: Sequence[Row], segments: Sequence[Segment], count: int
) -> ColumnMap | None:
    """The columns behind each label where every row has one cell more, blank, for remarks."""
    if learn_columns(segments, count).by_label:
        return None
    if not any(core_of(word) in _REMARKS for word in header_words(header)):
        return None
    if any(not s.structured or len(s.run) != count + 1 or s.run[-1].text.strip() for s in segments):
        return None
    firsts = {s.run[0].column for s in segments}
    return ColumnMap({at - 1: tuple(range(at, at + count)) for at in firsts}, None)


def _left_out(
    table: FormTable, header: Sequence[Row], segments: Sequence[Segment], count: int
) -> Column | None:
    """The column that the header does not name and that no row has a figure for; None if not just one.

    A blank before the figures (a label's merged cell) must not be taken for the missing value.
    """
    if not header or any(row.layout == "grid" for row in header):
        return None
    figures = [[c for c in s.numbers() if c.text.strip()] for s in segments]
    whole = [len(f) for f, s in zip(figures, segments, strict=True) if len(f) == len(s.numbers())]
    # blank cells are there: every row has one less than the form
    ragged = any(not s.structured or len(s.run) != count - 1 for s in segments)
    if ragged and (
        not whole or max(whole) != count - 1 or whole.count(count - 1) < 0.7 * len(segments)
    ):
        return None
    ends_blank = [s for s in segments if len(s.run) >= count and not s.run[-1].text.strip()]
    if 2 * len(ends_blank) > len(segments):
        # all columns are there, and the last is empty
        return None
    words = header_words(header)
    _, nowhere = altered_columns(words, table.columns, "列")
    if len(nowhere) != 1:
        return None
    # a label misread leaves letters behind; one that is not there leaves none
    joined = core_of("".join(words))
    left = Counter(joined)
    for core in map(core_of, (table.corner, table.banner, table.column_group)):
        # only of words that stand there: else the traces of a misread label go with them
        if core in joined:
            left -= Counter(core)
    for column in table.columns:
        if column is not nowhere[0]:
            left -= Counter(column.label.core)
    traces = sum((left & Counter(nowhere[0].label.core)).values())
    return nowhere[0] if not traces and sum(left.values()) <= _SLIPS else None

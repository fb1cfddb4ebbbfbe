"""Which of a row's values belong to which columns of table 2, and which column is not there."""

from collections.abc import Sequence

from review.report.forms import Column, FormTable
from review.report.headers import altered_columns, header_words, map_by_header
from review.report.rows import Row
from review.report.segments import Segment
from review.report.values import exact_values, learn_columns


def columns_of(
    table: FormTable, rows: Sequence[Row], segments: Sequence[Segment], count: int
) -> tuple[int, dict[int, int], tuple[Column, ...]]:
    """How many values a row has, where each official column stands among them, and absent columns."""
    straight = {at: at for at in range(count)}
    learned = learn_columns(segments, count)
    header = rows[: segments[0].row] if segments else []
    if learned.common is not None:
        mapping = map_by_header(header, learned.common, table.columns)
        if mapping is not None and len(mapping) == count:
            return count, mapping, ()
        return count, straight, ()
    left_out = _left_out(table, header, segments, count)
    if left_out is not None:
        kept = [at for at, column in enumerate(table.columns) if column is not left_out]
        return count - 1, {at: place for place, at in enumerate(kept)}, (left_out,)
    full = sum(1 for s in segments if exact_values(s, count) is not None)
    if full:
        return count, straight, ()
    # no row carries all values: perhaps a column of the form is not there at all
    for width in (count - 1,):
        fewer = learn_columns(segments, width)
        if fewer.common is None:
            continue
        mapping = map_by_header(header, fewer.common, table.columns)
        if mapping is not None and len(mapping) == width:
            absent = tuple(c for i, c in enumerate(table.columns) if i not in mapping)
            return width, mapping, absent
    return 0, straight, ()


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
    if not whole or max(whole) != count - 1 or whole.count(count - 1) < 0.7 * len(segments):
        return None
    _, nowhere = altered_columns(header_words(header), table.columns, "列")
    return nowhere[0] if len(nowhere) == 1 else None

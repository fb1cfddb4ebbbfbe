"""What the readers of the statutory tables share: cells, the choice of the form, segments of its rows."""

from collections.abc import Sequence
from dataclasses import replace

from review.model import Cell, TableReading
from review.report.alignment import Wording
from review.report.doubts import mark_count, table_words
from review.report.forms import Column, Form, FormTable
from review.report.forms import Row as FormRow
from review.report.labels import core_of
from review.report.rows import Row
from review.report.segments import Segment, segments_of
from review.zh.numerals import cell_number

EXACT = 0.9
_NEAR = 0.85
_LIKELY = 0.6
_CLOSE = 2
_CLEARLY = 0.15


def make_cell(key: str, raw: str, column: Column) -> Cell:
    """A cell from what stood there; its value None where it is blank or no number of the column's kind."""
    raw = raw.strip()
    return Cell(key, raw, cell_number(raw, decimal=column.decimal, unit=column.unit))


def choose_form(rows: Sequence[Row], forms: Sequence[Form]) -> Form | None:
    """The form whose table 1 these rows are, by the words that only one form has; None if undecided."""
    words = table_words(rows)
    counts = [(mark_count(words, f.tables["proactive"].foreign_marks), f) for f in forms]
    other = [(sum(n for n, g in counts if g is not form), own, form) for own, form in counts]
    # the more words stand there that are foreign to the *other* form, the more it is this form
    best = max(other, key=lambda entry: entry[0] - entry[1])
    if abs(best[0] - best[1]) <= _CLOSE:
        # a block of the other form was kept, or the columns' labels were altered
        near = sorted(((_columns_named(rows, form), form.id, form) for form in forms), reverse=True)
        if len(near) > 1 and near[0][0] - near[1][0] > _CLEARLY:
            return near[0][2]
    return best[2] if best[0] != best[1] else None


def _columns_named(rows: Sequence[Row], form: Form) -> float:
    """How much of a form's table 1 has its columns named in these rows, altered or not: 0 to 1."""
    cells = [c.text for row in rows for c in row.cells if c.text.strip() and not c.number]
    columns = [c for block in form.tables["proactive"].blocks for c in block.columns]
    best = [max((c.label.likeness(text).score for text in cells), default=0.0) for c in columns]
    return sum(score for score in best if score >= _LIKELY) / len(best)


def labelled_segments(rows: Sequence[Row], form_rows: Sequence[FormRow]) -> list[Segment]:
    """Segments that may be rows of the table: with figures, or blank behind a label of the form.

    A blank row below one whose label is none of the form's may be the rest of that row, cut by a
    page: only a whole label makes it a row of its own.
    """
    out: list[Segment] = []
    known = True
    for segment in _mended(segments_of(rows), form_rows):
        score = max(
            (row.label.likeness(segment.wording.text).score for row in form_rows), default=0.0
        )
        if not segment.blank or score >= (_NEAR if known else EXACT):
            out.append(segment)
        known = score >= _NEAR
    return out


def _mended(segments: Sequence[Segment], form_rows: Sequence[FormRow]) -> list[Segment]:
    """Rows cut in two by a page put together: a blank half, and labels that are one only together."""
    whole = {core for row in form_rows for core in row.label.accepted}
    out: list[Segment] = []
    for segment in segments:
        above = out[-1] if out else None
        if (
            above is not None
            and above.layout == segment.layout == "grid"
            and above.blank != segment.blank
            and core_of(above.wording.text) not in whole
            and core_of(segment.wording.text) not in whole
            and core_of(above.wording.text + segment.wording.text) in whole
        ):
            full = segment if above.blank else above
            words = (above.wording.text + segment.wording.text,)
            out[-1] = replace(full, wording=Wording(words, ()), items=above.items + segment.items)
            continue
        out.append(segment)
    return out


def missing(table: FormTable, form: Form) -> TableReading:
    """Nothing of the table is there."""
    return TableReading(table.key, "missing", form.id)


def unplaced(table: FormTable, form: Form, reason: str) -> TableReading:
    """Something is there, and nothing of it could be placed surely."""
    return TableReading(table.key, "refused", form.id, reason=reason)

"""What the readers of the statutory tables share: cells, the choice of the form, segments of its rows."""

from collections.abc import Sequence

from review.model import Cell, TableReading
from review.report.doubts import mark_count, table_words
from review.report.forms import Column, Form, FormTable
from review.report.forms import Row as FormRow
from review.report.rows import Row
from review.report.segments import Segment, segments_of
from review.zh.numerals import cell_number

EXACT = 0.9
_NEAR = 0.85


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
    return best[2] if best[0] != best[1] else None


def labelled_segments(rows: Sequence[Row], form_rows: Sequence[FormRow]) -> list[Segment]:
    """Segments that may be rows of the table: with figures, or blank behind a label of the form."""
    out = []
    for segment in segments_of(rows):
        blank = not any(cell.text.strip() for cell in segment.run)
        if blank and not any(
            row.label.likeness(segment.wording.text).score >= _NEAR for row in form_rows
        ):
            continue
        out.append(segment)
    return out


def missing(table: FormTable, form: Form) -> TableReading:
    """Nothing of the table is there."""
    return TableReading(table.key, "missing", form.id)


def unplaced(table: FormTable, form: Form, reason: str) -> TableReading:
    """Something is there, and nothing of it could be placed surely."""
    return TableReading(table.key, "refused", form.id, reason=reason)

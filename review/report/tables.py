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
from review.zh.ordinals import LABEL_ORDINAL

EXACT = 0.9
_NEAR = 0.85
_ORDERED = 0.78  # with an ordinal before it
_LIKELY, _PLAINLY = 0.7, 0.2


def make_cell(key: str, raw: str, column: Column) -> Cell:
    """A cell from what stood there; its value None where it is blank or no number of the column's kind."""
    raw = raw.strip()
    return Cell(key, raw, cell_number(raw, decimal=column.decimal, unit=column.unit))


def choose_form(rows: Sequence[Row], forms: Sequence[Form]) -> Form | None:
    """The form whose table 1 these rows are, by the words that only one form has; None if undecided."""
    by_header = _by_first_header(rows, forms)
    if by_header is not None:
        return by_header
    words = table_words(rows)
    counts = [(mark_count(words, f.tables["proactive"].foreign_marks), f) for f in forms]
    other = [(sum(n for n, g in counts if g is not form), own, form) for own, form in counts]
    # the more words stand there that are foreign to the *other* form, the more it is this form
    best = max(other, key=lambda entry: entry[0] - entry[1])
    return best[2] if best[0] != best[1] else None


def _by_first_header(rows: Sequence[Row], forms: Sequence[Form]) -> Form | None:
    """The form that the columns of 规章 are named after, where one is plainly nearer than the other.

    A block of another form may stand below; what the first columns mean, their header says.
    """
    texts = [c.text for row in rows[:8] for c in row.cells if c.text.strip() and not c.number]
    near = []
    for form in forms:
        columns = form.tables["proactive"].blocks[0].columns
        best = (max((c.label.likeness(t).score for t in texts), default=0.0) for c in columns)
        near.append(sum(best) / len(columns))
    order = sorted(range(len(forms)), key=near.__getitem__)
    first, second = order[-1], order[-2]
    if near[first] >= _LIKELY and near[first] - near[second] >= _PLAINLY:
        return forms[first]
    return None


def labelled_segments(rows: Sequence[Row], form_rows: Sequence[FormRow]) -> list[Segment]:
    """Segments that may be rows of the table: with figures, or blank behind a label of the form.

    A blank row below one whose label is none of the form's may be the rest of that row, cut by a
    page: only a whole label, or one with an ordinal, makes it a row of its own.
    """
    out: list[Segment] = []
    before: Segment | None = None
    for segment in _mended(segments_of(rows), form_rows):
        if not segment.blank or _likeness(segment, form_rows) >= _least(segment, before, form_rows):
            out.append(segment)
        before = segment
    return out


def _least(segment: Segment, before: Segment | None, form_rows: Sequence[FormRow]) -> float:
    """How like a row of the form a blank one must be."""
    if LABEL_ORDINAL.match(segment.wording.text):
        return _ORDERED
    return _NEAR if before is None or _likeness(before, form_rows) >= _NEAR else EXACT


def _likeness(segment: Segment, form_rows: Sequence[FormRow]) -> float:
    text = segment.wording.text
    return max((row.label.likeness(text).score for row in form_rows), default=0.0)


def _mended(segments: Sequence[Segment], form_rows: Sequence[FormRow]) -> list[Segment]:
    """Rows cut in two by a page put together: a blank half, and labels that are one only together."""
    whole = {core for row in form_rows for core in row.label.accepted}
    out: list[Segment] = []
    for segment in segments:
        above = out[-1] if out else None
        if (
            above is not None
            and above.layout == segment.layout == "grid"
            and (above.blank or segment.blank)
            and core_of(above.wording.text) not in whole
            and core_of(segment.wording.text) not in whole
            and core_of(above.wording.text + segment.wording.text) in whole
        ):
            full = segment if above.blank else above
            words = (above.wording.text + segment.wording.text,)
            out[-1] = replace(full, wording=Wording(words, ()), items=above.items + segment.items)
            continue
        if above is not None and _number_of_a_page(above, segment, whole):
            words = (above.wording.pending[-1] + segment.wording.joined,)
            out[-1] = replace(
                segment, wording=Wording(words, ()), items=above.items + segment.items
            )
            continue
        out.append(segment)
    return out


def _number_of_a_page(above: Segment, segment: Segment, whole: set[str]) -> bool:
    """Whether the only number of `above`, on a line of its own, parts a label in two."""
    if above.layout != "spaces" or not above.single or len(above.run) != 1:
        return False
    if above.wording.own or not above.wording.pending or len(segment.run) < 2:
        return False
    return core_of(above.wording.pending[-1] + segment.wording.joined) in whole


def missing(table: FormTable, form: Form) -> TableReading:
    """Nothing of the table is there."""
    return TableReading(table.key, "missing", form.id)


def unplaced(table: FormTable, form: Form, reason: str) -> TableReading:
    """Something is there, and nothing of it could be placed surely."""
    return TableReading(table.key, "refused", form.id, reason=reason)

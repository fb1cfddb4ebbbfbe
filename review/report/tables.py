"""The recogniser of the statutory tables: by labels, whatever the layout; what is unsure is refused."""

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType

from review.model import AlteredLabel, Cell, TableReading
from review.report.alignment import align
from review.report.doubts import labels_behind, mark_count, scrambled, stands_there, table_words
from review.report.forms import BlockOfRows, Column, Form, FormTable
from review.report.forms import Row as FormRow
from review.report.headers import altered_columns, column_order, header_words, map_by_header
from review.report.labels import core_of
from review.report.rows import Row
from review.report.segments import Segment, segments_of
from review.report.values import (
    exact_values,
    habits_of,
    learn_columns,
    slipped,
    values_by_column,
    values_by_place,
)
from review.zh.numerals import cell_number

_EXACT = 0.9
_LIKELY, _PLAINLY = 0.7, 0.2
_SLIPS = 2  # letters of a header that may be misread where a column is said to be left out


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


def _segments(rows: Sequence[Row], form_rows: Sequence[FormRow]) -> list[Segment]:
    """Segments that may be rows of the table: with figures, or blank behind a label of the form."""
    out = []
    for segment in segments_of(rows):
        blank = not any(cell.text.strip() for cell in segment.run)
        if blank and not any(
            row.label.likeness(segment.wording.text).score >= _EXACT for row in form_rows
        ):
            continue
        out.append(segment)
    return out


def _missing(table: FormTable, form: Form) -> TableReading:
    return TableReading(table.key, "missing", form.id)


def read_requests(table: FormTable, form: Form, rows: Sequence[Row]) -> TableReading:
    """Table 2: rows by label in the order of the form, seven values each."""
    candidates = [(row, False) for row in table.rows]
    form_rows = [row for row, _ in candidates]
    count = len(table.columns)
    segments = [s for s in _segments(rows, form_rows) if s.numbers() or s.structured]
    merged = [
        s
        for s in segments
        for m in table.merged_rows
        if m.label.likeness(s.wording.text).score >= _EXACT
    ]
    assignment = align([s.wording for s in segments if s not in merged], form_rows)
    plain = [s for s in segments if s not in merged]
    placed = [(s, r) for s, r in zip(plain, assignment.rows, strict=True) if r is not None]
    if len(placed) < 3:
        if not plain:
            return _missing(table, form)
        return TableReading(
            table.key, "refused", form.id, reason="这里的表格无法与规定格式的行对应"
        )
    strays = [
        s
        for s, r in zip(plain, assignment.rows, strict=True)
        if r is None and placed[0][0].row <= s.row <= placed[-1][0].row
    ]
    if scrambled(plain, placed, table) or labels_behind(rows, plain, form_rows):
        return TableReading(
            table.key, "refused", form.id, reason="文字与数字的先后错乱，无法确定各数字属于哪一行"
        )
    known = [s for s, _ in placed] + merged
    width, order, absent_columns = _columns(table, rows, known, count)
    reason = ""
    if width == 0:
        return TableReading(
            table.key,
            "refused",
            form.id,
            reason=f"各行的数字个数与规定的{count}列不一致，无法确定各数字属于哪一列",
        )
    learned = learn_columns(known, width)
    cells: dict[str, Cell] = {}
    refused: list[str] = []
    bad_rows: list[str] = []

    placed_rows: set[int] = set()
    habits = habits_of(known, width)

    def take(segment: Segment | None, row: FormRow) -> None:
        values = None
        if segment is not None:
            values = exact_values(segment, width) or values_by_column(segment, learned)
        if values is None:
            worded = values_by_place(rows, row, learned)
            if worded is not None:
                values, at = worded
                placed_rows.add(at)
        keys = [table.cell_key(row, c) for c in table.columns if c not in absent_columns]
        doubtful = segment is not None and segment.structured and width == count
        if values is None or (doubtful and slipped(values, habits)):
            refused.extend(keys)
            bad_rows.append(row.label.short_name)
            return
        for column in table.columns:
            if column not in absent_columns:
                key = table.cell_key(row, column)
                cells[key] = make_cell(key, values[order[table.columns.index(column)]], column)

    for segment, index in placed:
        take(segment, form_rows[index])
    absent_rows = [r for i, r in enumerate(form_rows) if i not in {r for _, r in placed}]
    merged_labels: list[str] = []
    for segment in merged:
        target = table.merged_rows[0]
        covered = {target.key, *target.covers}
        if covered & {r.key for r in absent_rows} == covered:
            take(segment, next(r for r in form_rows if r.key == target.key))
            absent_rows = [r for r in absent_rows if r.key != target.key]
            merged_labels.append(target.label.short_name)
    hidden = [r for r in absent_rows if stands_there(r, rows)]
    for row in [r for r in hidden if values_by_place(rows, r, learned)]:
        take(None, row)
        hidden.remove(row)
        absent_rows.remove(row)
    strays = [s for s in strays if s.row not in placed_rows]
    if hidden:
        # the label stands there, but its figures could not be told from others'
        refused += [table.cell_key(r, c) for r in hidden for c in table.columns]
        bad_rows += [r.label.short_name for r in hidden]
        absent_rows = [r for r in absent_rows if r not in hidden]
    if strays:
        # figures that fit no row: whichever rows are missing may be these
        refused += [table.cell_key(r, c) for r in absent_rows for c in table.columns]
        bad_rows += [f"“{' '.join(s.wording.text.split()) or '（无标签）'}”" for s in strays]
        absent_rows = []
    altered = [
        AlteredLabel("行", form_rows[r].label.official, "".join(s.wording.text.split()))
        for s, r, changed in zip(plain, assignment.rows, assignment.altered, strict=True)
        if r is not None and changed
    ]
    header = rows[: placed[0][0].row]
    if header:
        changed_columns, nowhere = altered_columns(header_words(header), table.columns, "列")
        if len(nowhere) < count:
            altered += changed_columns
    if bad_rows:
        reason = "以下行无法确定数字的位置：" + "、".join(dict.fromkeys(bad_rows))
    absent_keys = [table.cell_key(r, c) for r in absent_rows for c in table.columns]
    absent_keys += [table.cell_key(r, c) for r in form_rows for c in absent_columns]
    official = {key: cells[key] for key in table.cell_keys() if key in cells}
    labels = [r.label.official for r in absent_rows] + [c.label.official for c in absent_columns]
    return TableReading(
        table.key,
        "partly" if refused else "read",
        form.id,
        MappingProxyType(official),
        tuple(dict.fromkeys(absent_keys)),
        tuple(labels),
        tuple(merged_labels),
        tuple(altered),
        tuple(refused),
        reason,
    )


def _columns(
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
    words = header_words(header)
    _, nowhere = altered_columns(words, table.columns, "列")
    if len(nowhere) != 1:
        return None
    # a label misread leaves letters behind; one that is not there leaves none
    left = Counter(core_of("".join(words)))
    for label in (table.corner, table.banner, table.column_group):
        left -= Counter(core_of(label))
    for column in table.columns:
        if column is not nowhere[0]:
            left -= Counter(column.label.core)
    traces = sum((left & Counter(nowhere[0].label.core)).values())
    return nowhere[0] if not traces and sum(left.values()) <= _SLIPS else None


def _block_values(
    segment: Segment, block: BlockOfRows, siblings: Sequence[Segment]
) -> tuple[str, ...] | None:
    count = len(block.columns)
    values = exact_values(segment, count)
    if values is not None:
        return values
    learned = learn_columns(siblings, count)
    values = values_by_column(segment, learned)
    if values is not None:
        return values
    filled = [cell for cell in segment.run if cell.text.strip()]
    if not segment.structured or (len(filled) > count and count > 1):
        return None
    if not filled and len(segment.run) >= count:
        return ("",) * count
    if count == 1 and len({cell.text.strip() for cell in filled}) == 1:
        # a merged cell that some converters repeat in each column it covers
        return (filled[0].text,)
    # blanks inside: the first cells behind the label are the columns, if the row says how many there are
    first = segment.run[:count]
    if len(first) == count and all(not c.text.strip() for c in segment.run[count:]):
        return tuple(c.text for c in first)
    return None


def read_proactive(table: FormTable, form: Form, rows: Sequence[Row]) -> TableReading:
    """Table 1: four blocks (five in the form of 2019) of one to three columns."""
    form_rows = list(table.rows)
    segments = _segments(rows, form_rows)
    assignment = align([s.wording for s in segments], form_rows)
    placed = {r: s for s, r in zip(segments, assignment.rows, strict=True) if r is not None}
    if placed and labels_behind(rows, segments, form_rows):
        return TableReading(
            table.key, "refused", form.id, reason="文字与数字的先后错乱，无法确定各数字属于哪一行"
        )
    if not placed:
        if not segments or mark_count(table_words(rows), table.marks) < 2:
            return _missing(table, form)
        return TableReading(
            table.key, "refused", form.id, reason="这里的表格无法与规定格式的行对应"
        )
    cells: dict[str, Cell] = {}
    refused: list[str] = []
    bad_rows: list[str] = []
    absent: list[str] = []
    labels: list[str] = []
    altered = [
        AlteredLabel("行", form_rows[r].label.official, "".join(s.wording.text.split()))
        for s, r, changed in zip(segments, assignment.rows, assignment.altered, strict=True)
        if r is not None
        and changed
        # 规章 | abc | …: the label stands as it should, words stand in a cell
        and not any(form_rows[r].label.likeness(w).score == 1.0 for w in s.wording.own)
    ]
    index = 0
    for block in table.blocks:
        numbers = range(index, index + len(block.rows))
        index += len(block.rows)
        siblings = [placed[n] for n in numbers if n in placed]
        order = column_order(rows, block)
        foreign = bool(siblings) and _under_foreign_header(
            _block_header(rows, siblings[0], segments), block, table
        )
        for number, row in zip(numbers, block.rows, strict=True):
            keys = [table.cell_key(row, column) for column in block.columns]
            segment = placed.get(number)
            values = _block_values(segment, block, siblings) if segment is not None else None
            worded = _worded_values(rows, row, len(block.columns)) if values is None else None
            if worded is not None and not foreign:
                for key, raw, column in zip(keys, worded, block.columns, strict=True):
                    cells[key] = make_cell(key, raw, column)
                continue
            if segment is None and stands_there(row, rows):
                refused += keys
                bad_rows.append(row.label.short_name)
                continue
            if segment is None:
                absent += keys
                labels.append(row.label.official)
                continue
            if foreign:
                values = None
            if values is not None and order is not None:
                values = tuple(values[place] for place in order)
            if values is None:
                refused += keys
                bad_rows.append(row.label.short_name)
                continue
            for key, raw, column in zip(keys, values, block.columns, strict=True):
                cells[key] = make_cell(key, raw, column)
        if siblings:
            header = _block_header(rows, siblings[0], segments)
            changed, _ = altered_columns(header_words(header), block.columns, "列")
            altered += [a for a in changed if a not in altered]
    strays = [
        s
        for s, r in zip(segments, assignment.rows, strict=True)
        if r is None and any(c.number for c in s.run) and core_of(s.wording.text)
    ]
    if strays and absent:
        refused += absent
        bad_rows += [f"“{' '.join(s.wording.text.split())}”" for s in strays]
        absent, labels = [], []
    reason = "以下行无法确定数字的位置：" + "、".join(bad_rows) if bad_rows else ""
    return TableReading(
        table.key,
        "partly" if refused else "read",
        form.id,
        MappingProxyType({k: cells[k] for k in table.cell_keys() if k in cells}),
        tuple(absent),
        tuple(labels),
        (),
        tuple(altered),
        tuple(refused),
        reason,
    )


def _worded_values(rows: Sequence[Row], row: FormRow, count: int) -> tuple[str, ...] | None:
    """What stands behind a row's label where no figure does (若干, 详见附件): words for T102 to name."""
    for line in rows:
        cells = [cell.text.strip() for cell in line.cells]
        if line.layout == "spaces" or not cells or row.label.likeness(cells[0]).score < _EXACT:
            continue
        filled = cells[1 : count + 1]
        if len(filled) == count and not any(cells[count + 1 :]):
            return tuple(filled)
    return None


def _under_foreign_header(header: Sequence[Row], block: BlockOfRows, table: FormTable) -> bool:
    """Whether a block stands under the columns of another form: its figures are of other things."""
    words = table_words(header)
    own = mark_count(words, [column.label.official for column in block.columns])
    return mark_count(words, table.foreign_marks) > own


def _block_header(rows: Sequence[Row], first: Segment, segments: Sequence[Segment]) -> list[Row]:
    """Rows between the figures before a block and its first figures."""
    start = max((s.row + 1 for s in segments if s.row < first.row), default=0)
    return list(rows[start : first.row])

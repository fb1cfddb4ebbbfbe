"""Table 2 (申请): rows by their labels, seven values each; what is unsure is refused."""

from collections.abc import Sequence
from types import MappingProxyType

from review.model import AlteredLabel, Cell, TableReading
from review.report.alignment import align
from review.report.columns import columns_of
from review.report.doubts import labels_behind, scrambled, stands_there
from review.report.forms import Form, FormTable
from review.report.forms import Row as FormRow
from review.report.headers import altered_columns, header_words
from review.report.rows import Row
from review.report.segments import Segment
from review.report.tables import EXACT, labelled_segments, make_cell, missing, unplaced
from review.report.values import (
    exact_values,
    habits_of,
    slipped,
    values_by_column,
    values_by_place,
)


def read_requests(
    table: FormTable, form: Form, rows: Sequence[Row], *, by_place: bool = False
) -> TableReading:
    """Table 2: rows by label in the order of the form, seven values each.

    `by_place`: rows whose labels are not to be read are told by the rows around them.
    """
    candidates = [(row, False) for row in table.rows]
    form_rows = [row for row, _ in candidates]
    count = len(table.columns)
    segments = [s for s in labelled_segments(rows, form_rows) if s.numbers() or s.structured]
    merged = [
        s
        for s in segments
        for m in table.merged_rows
        if m.label.likeness(s.wording.text).score >= EXACT
        # （六）其他 / 处理, broken over lines
        or not m.label.ends(s.wording.joined).altered
    ]
    assignment = align(
        [s.wording for s in segments if s not in merged], form_rows, by_place=by_place
    )
    plain = [s for s in segments if s not in merged]
    placed = [(s, r) for s, r in zip(plain, assignment.rows, strict=True) if r is not None]
    if len(placed) < 3:
        if not plain:
            return missing(table, form)
        return unplaced(table, form, "这里的表格无法与规定格式的行对应")
    strays = [
        s
        for s, r in zip(plain, assignment.rows, strict=True)
        if r is None and placed[0][0].row <= s.row <= placed[-1][0].row
    ]
    if scrambled(plain, placed, table) or labels_behind(rows, plain, form_rows):
        return unplaced(table, form, "文字与数字的先后错乱，无法确定各数字属于哪一行")
    known = [s for s, _ in placed] + merged
    columns = columns_of(table, rows, known)
    width, order, learned, absent_columns = (
        columns.width,
        columns.order,
        columns.places,
        columns.absent,
    )
    reason = ""
    if width == 0:
        return unplaced(
            table,
            form,
            f"各行的数字个数与规定的{count}列不一致，无法确定各数字属于哪一列",
        )
    cells: dict[str, Cell] = {}
    refused: list[str] = []
    bad_rows: list[str] = []

    placed_rows: set[int] = set()
    habits = habits_of(known, width, learned)

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
        doubtful = segment is not None and segment.structured
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
    hidden = [r for r in absent_rows if stands_there(r, rows, placed[0][0].row)]
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
    for stray in strays:
        if stray.structured and not stray.wording.text.strip() and stray.numbers():
            # figures without a label may be the rest of those above, cut by a page
            above = max((s.row, r) for s, r in placed if s.row < stray.row)[1]
            torn = [table.cell_key(form_rows[above], c) for c in table.columns]
            refused += [key for key in torn if cells.pop(key, None) is not None]
            bad_rows.append(form_rows[above].label.short_name)
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
        changed_columns, nowhere = altered_columns(
            header_words(header),
            table.columns,
            "列",
            (table.corner, table.banner, table.column_group),
        )
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

"""Table 1 (主动公开): blocks of rows, each under a header of its own."""

from collections.abc import Sequence
from types import MappingProxyType

from review.model import AlteredLabel, Cell, TableReading
from review.report.alignment import align
from review.report.doubts import labels_behind, mark_count, stands_there, table_words
from review.report.forms import BlockOfRows, Form, FormTable
from review.report.forms import Row as FormRow
from review.report.headers import altered_columns, column_order, header_words, named_columns
from review.report.labels import core_of
from review.report.rows import Row
from review.report.segments import Segment
from review.report.tables import EXACT, labelled_segments, make_cell, missing, unplaced
from review.report.values import exact_values, learn_columns, values_by_column


def read_proactive(table: FormTable, form: Form, rows: Sequence[Row]) -> TableReading:
    """Table 1: four blocks (five in the form of 2019) of one to three columns."""
    form_rows = list(table.rows)
    segments = labelled_segments(rows, form_rows)
    assignment = align([s.wording for s in segments], form_rows)
    placed = {r: s for s, r in zip(segments, assignment.rows, strict=True) if r is not None}
    if placed and labels_behind(rows, segments, form_rows):
        return unplaced(table, form, "文字与数字的先后错乱，无法确定各数字属于哪一行")
    if not placed:
        if not segments or mark_count(table_words(rows), table.marks) < 2:
            return missing(table, form)
        return unplaced(table, form, "这里的表格无法与规定格式的行对应")
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
            if values is None and segment is not None:
                above = _block_header(rows, siblings[0], segments)
                values = _under_labels(segment, rows[segment.row], above, block)
            worded = _worded_values(rows, row, len(block.columns)) if values is None else None
            if worded is not None and not foreign:
                for key, raw, column in zip(keys, worded, block.columns, strict=True):
                    cells[key] = make_cell(key, raw, column)
                continue
            if segment is None and _is_named(row, rows):
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
            changed, _ = altered_columns(
                header_words(header), block.columns, "列", (block.caption, "信息内容")
            )
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


def _is_named(row: FormRow, rows: Sequence[Row]) -> bool:
    """Whether a row's label stands somewhere, although no figures could be told to be its own."""
    cells = (cell for line in rows for cell in line.cells)
    return any(core_of(cell.text) == row.label.core for cell in cells) or stands_there(row, rows)


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


def _under_labels(
    segment: Segment, line: Row, header: Sequence[Row], block: BlockOfRows
) -> tuple[str, ...] | None:
    """The values below the labels of the block's columns, each label above one cell or above several
    that were merged: their text is written once, or the same in each."""
    named = [row for row in header if any(c.label.likeness(cell.text).score >= EXACT
             for cell in row.cells for c in block.columns)]  # fmt: skip
    width = max(cell.column + cell.span for cell in line.cells)
    places = named_columns(named, width, block.columns)
    if places is None or len(places) != len(block.columns) or not segment.structured:
        return None
    under = {at for columns in places.values() for at in columns}
    if any(cell.text.strip() and cell.column not in under for cell in segment.run):
        return None
    out = []
    for index in range(len(block.columns)):
        cells = [c for c in segment.run if c.column in places[index]]
        texts = {c.text.strip() for c in cells} - {""}
        if not cells or len(texts) > 1:
            return None
        out.append(next(iter(texts), ""))
    # columns in another order are the caller's
    return tuple(out) if sorted(places, key=lambda i: places[i]) == sorted(places) else None


def _worded_values(rows: Sequence[Row], row: FormRow, count: int) -> tuple[str, ...] | None:
    """What stands behind a row's label where no figure does (若干, 详见附件): words for T102 to name."""
    for line in rows:
        cells = [cell.text.strip() for cell in line.cells]
        if line.layout == "spaces" or not cells or row.label.likeness(cells[0]).score < EXACT:
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

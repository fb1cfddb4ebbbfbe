"""Table 3 (行政复议、行政诉讼): one row of fifteen figures below a header of three levels."""

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType

from review.model import AlteredLabel, Cell, TableReading
from review.report.alignment import align
from review.report.forms import Form, FormTable
from review.report.forms import Row as FormRow
from review.report.headers import altered_columns, header_words, leaf_labels
from review.report.labels import core_of
from review.report.rows import Row
from review.report.segments import Segment, segments_of
from review.report.tables import make_cell


def letters_fit(words: Sequence[str], table: FormTable) -> bool:
    """Whether the header holds nearly all letters that the fifteen columns need, in whatever order."""
    have = Counter(core_of("".join(words)))

    def fit(shorten: bool) -> bool:
        need: Counter[str] = Counter()
        for group in table.groups:
            need.update(group.label.core)
            for column in table.columns:
                need.update(
                    (shorten and next(iter(column.label.shortened), "")) or column.label.core
                )
        return sum((need - have).values()) <= 0.15 * sum(need.values())

    return fit(False) or fit(True)


def _whole_row(rows: Sequence[Row], first: Segment, wanted: int) -> list[str] | None:
    """All cells of the row in which the figures begin, where it has just as many as the form has."""
    row = rows[first.row]
    cells = list(row.cells)
    while len(cells) > wanted and not cells[-1].text.strip():
        cells.pop()
    texts = [cell.text.strip() for cell in cells]
    some = any(cell.number for cell in cells)
    return texts if row.layout != "spaces" and len(texts) == wanted and some else None


def _by_header(
    header: Sequence[Row], values: Segment, table: FormTable
) -> dict[tuple[str, str], str] | None:
    """(group, column) -> raw, where each of the fifteen columns is named by the header above it."""
    if values.layout != "grid" or not all(row.layout == "grid" for row in header):
        return None
    found: dict[tuple[str, str], str] = {}
    for cell in values.run:
        words = leaf_labels(header, [cell.column])[0]
        if not words:
            if cell.text.strip():
                return None
            continue
        group = next(
            (g for g in table.groups for w in words if g.label.likeness(w).score >= 0.85), None
        )
        column = next((c for c in table.columns if c.label.likeness(words[-1]).score >= 0.7), None)
        if group is None or column is None:
            return None
        if (group.key, column.key) in found:
            if cell.text.strip():
                return None
            continue
        found[group.key, column.key] = cell.text
    return found if len(found) == len(table.groups) * len(table.columns) else None


def _refused(table: FormTable, form: Form, reason: str) -> TableReading:
    return TableReading(table.key, "refused", form.id, reason=reason)


def read_proceedings(table: FormTable, form: Form, rows: Sequence[Row]) -> TableReading:
    """Table 3: by the header where it names each column, else by order if exactly fifteen stand there."""
    wanted = len(table.groups) * len(table.columns)
    segments = [s for s in segments_of(rows) if any(c.number or c.text.strip() for c in s.run)]
    if not segments:
        blank = [s for s in segments_of(rows) if len(s.run) >= wanted]
        if not blank:
            return TableReading(table.key, "missing", form.id)
        segments = blank[-1:]
    segments = list(_without_page_numbers(rows, segments, wanted))
    down = _read_downwards(table, form, segments)
    if down is not None:
        return down
    # figures may be broken over lines, with no words between them
    first = segments[0]
    run = list(first.run)
    last = first
    for segment in segments[1:]:
        if segment.wording.own or segment.wording.pending:
            break
        run += segment.run
        last = segment
    header = list(rows[: first.row])
    words = header_words(header) + list(first.wording.own)
    by_header = _by_header(header, first, table) if last is first else None
    altered: tuple[AlteredLabel, ...] = ()
    raws: dict[tuple[str, str], str]
    if by_header is not None:
        raws = by_header
    else:
        filled = [c for c in run if c.text.strip()]
        texts = None
        if len(filled) == wanted:
            texts = [c.text for c in filled]
        elif first.structured and len(run) == wanted:
            texts = [c.text for c in run]
        else:
            texts = _whole_row(rows, segments[0], wanted)
        if texts is None:
            return _refused(
                table, form, f"应有{wanted}个数字，这里有{len(filled)}个，无法确定各属哪一列"
            )
        if not letters_fit(words, table):
            return _refused(table, form, "表头与规定格式不一致，无法确定各列")
        pairs = [(g.key, c.key) for g in table.groups for c in table.columns]
        raws = dict(zip(pairs, texts, strict=True))
    changed, _ = altered_columns(
        words, table.columns, "列", [g.label.official for g in table.groups]
    )
    if by_header is not None:
        changed = _altered_leaves(header, first, table)
    altered = changed if len(changed) < len(table.columns) else ()
    changed_groups, _ = altered_columns(
        words, table.groups, "列", [c.label.official for c in table.columns]
    )
    if len(changed_groups) < len(table.groups):
        # a piece of the label is one that was broken over cells
        altered += tuple(a for a in changed_groups if core_of(a.found) not in core_of(a.official))
    return TableReading(
        table.key, "read", form.id, MappingProxyType(_cells(table, raws)), altered=altered
    )


def _without_page_numbers(
    rows: Sequence[Row], segments: Sequence[Segment], wanted: int
) -> Sequence[Segment]:
    """The segment of the only line that holds all figures, where the others are a lone number each."""
    whole = [s for s in segments if sum(c.number or c.blank for c in rows[s.row].cells) == wanted]
    others = [s for s in segments if s not in whole]
    lone = all(
        len(rows[s.row].cells) == 1 and len(s.numbers()) == 1 and s.layout == "spaces"
        for s in others
    )
    return whole if len(whole) == 1 and lone else segments


def _altered_leaves(
    header: Sequence[Row], values: Segment, table: FormTable
) -> tuple[AlteredLabel, ...]:
    """Labels right above the figures that differ from the form's, each wording once."""
    out: dict[tuple[str, str], AlteredLabel] = {}
    for cell in values.run:
        words = leaf_labels(header, [cell.column])[0]
        if not words:
            continue
        near = [(c.label.likeness(words[-1]), c) for c in table.columns]
        likeness, column = max(near, key=lambda entry: entry[0].score)
        if likeness.altered:
            found = "".join(words[-1].split())
            label = column.label.official
            out.setdefault((label, found), AlteredLabel("列", label, found))
    return tuple(out.values())


def _cells(table: FormTable, raws: dict[tuple[str, str], str]) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for group in table.groups:
        for column in table.columns:
            key = f"{table.key}.{group.key}.{column.key}"
            cells[key] = make_cell(key, raws[group.key, column.key], column)
    return cells


def _read_downwards(
    table: FormTable, form: Form, segments: Sequence[Segment]
) -> TableReading | None:
    """The table turned on its side: fifteen rows of one figure, or three rows of five."""
    wanted = len(table.groups) * len(table.columns)
    numbers = [s.numbers() for s in segments]
    if len(segments) == wanted and all(len(n) == 1 for n in numbers):
        rows = [FormRow(c.key, c.label) for _ in table.groups for c in table.columns]
        assignment = align([s.wording for s in segments], rows)
        if assignment.rows != tuple(range(wanted)):
            return None
        texts = [n[0].text for n in numbers]
    elif len(segments) == len(table.groups) and all(len(n) == len(table.columns) for n in numbers):
        assignment = align([s.wording for s in segments], table.groups)
        if assignment.rows != tuple(range(len(table.groups))):
            return None
        texts = [cell.text for n in numbers for cell in n]
    else:
        return None
    pairs = [(g.key, c.key) for g in table.groups for c in table.columns]
    raws = dict(zip(pairs, texts, strict=True))
    return TableReading(table.key, "read", form.id, MappingProxyType(_cells(table, raws)))

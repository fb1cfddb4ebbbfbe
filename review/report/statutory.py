"""Where the three statutory tables stand, what they hold, and which blocks belong to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from review.model import TABLE_KEYS, Block, Grid, Paragraph, Picture, TableKey, TableReading
from review.report.displaced import without_displaced
from review.report.doubts import has_torn_figures, mark_count, settled_by_sums, table_words
from review.report.forms import FORM_IDS, Form, FormTable, load_form
from review.report.labels import core_of
from review.report.proactive import read_proactive
from review.report.proceedings import letters_fit, read_proceedings
from review.report.requests import read_requests
from review.report.rows import Row, rows_of_grid, rows_of_lines
from review.report.tables import choose_form

_READERS = {
    "proactive": read_proactive,
    "requests": read_requests,
    "proceedings": read_proceedings,
}
_MIN_MARKS = 2
_MIN_FIGURES = 3
_PROSE = 30
_MANY = 6


@dataclass(frozen=True, slots=True)
class StatutoryTables:
    """The three readings, the form, and the indices of the blocks that hold table cells."""

    tables: dict[TableKey, TableReading]
    form: Form
    used: frozenset[int]


@cache
def vocabulary(form_id: str, key: TableKey) -> str:
    """All words of a table of the form, as one string of cores, parted by spaces."""
    table = load_form(form_id).tables[key]
    words = [table.corner, table.banner, table.column_group]
    words += {"proactive": ["信息内容"], "requests": [], "proceedings": ["行政诉讼"]}[key]
    for block in table.blocks:
        words += [block.caption, *(c.label.official for c in block.columns)]
        words += [c.label.short_name for c in block.columns]
        for row in block.rows:
            words += [row.label.official, row.label.short_name, row.group, *row.label.short]
    words += [g.label.official for g in table.groups]
    words += [m.label.official for m in table.merged_rows]
    return " ".join(core_of(word) for word in words if word)


def _prose(row: Row) -> bool:
    text = row.cells[0].text if len(row.cells) == 1 else ""
    return (len(text) > _PROSE and text.rstrip().endswith(("。", "；"))) or "。" in text


def _tabular(row: Row, words: str) -> bool:
    """Whether a row of text belongs to a table: numbers, or words that the form has."""
    if row.layout == "grid":
        return True
    if _prose(row):
        return False
    filled = [cell for cell in row.cells if cell.text.strip()]
    if not filled:
        return False
    if all(cell.number or cell.blank for cell in filled):
        return True
    cores = [core_of(cell.text) for cell in filled if not cell.number and not cell.blank]
    known = sum(1 for core in cores if core and core in words)
    if len(row.cells) > 1 and (row.layout != "spaces" or any(c.number for c in filled)):
        return known > 0 or any(cell.number or cell.blank for cell in filled)
    return known == len(cores)


def _grid_rows(blocks: Sequence[Block], items: Sequence[int]) -> list[tuple[int, list[Row]]]:
    out = []
    for item in items:
        block = blocks[item]
        if isinstance(block, Grid):
            out.append((item, rows_of_grid(block, item)))
    return out


def _line_rows(blocks: Sequence[Block], items: Sequence[int]) -> list[Row]:
    rows: list[Row] = []
    run: list[tuple[int, Paragraph]] = []
    for item in items:
        block = blocks[item]
        if isinstance(block, Paragraph):
            run.append((item, block))
        elif run:
            rows += rows_of_lines(run)
            run = []
    return rows + list(rows_of_lines(run))


def _rows_for(
    table: FormTable, blocks: Sequence[Block], items: Sequence[int], forms: Sequence[Form]
) -> list[Row]:
    """The rows among some blocks that may make up a table: grids with its words, else lines of text."""
    grids = _grid_rows(blocks, items)
    marks = tuple(m for form in forms for m in form.tables[table.key].marks)
    chosen: list[Row] = []
    for _, rows in grids:
        own = mark_count(table_words(rows), set(marks))
        if own >= _MIN_MARKS or (chosen and _continues(chosen, rows)):
            chosen += rows
    if chosen:
        return chosen
    if grids and not any(_line_has_figures(row) for row in _line_rows(blocks, items)):
        return [row for _, rows in grids for row in rows]
    lines = _line_rows(blocks, items)
    words = " ".join(vocabulary(form.id, table.key) for form in forms)
    first = next((i for i, row in enumerate(lines) if _opens(row, words)), None)
    if first is None:
        return []
    if first and _is_head(lines[first - 1], words):
        first -= 1
    others = _marks_of_others(table.key)
    cut = next((i for i in range(first + 1, len(lines)) if _has_mark(lines[i], others)), len(lines))
    lines = lines[:cut]
    last = max(
        (
            i
            for i, row in enumerate(lines)
            if (_line_has_figures(row) or row.layout != "spaces") and _tabular(row, words)
        ),
        default=first,
    )
    # a row of nothing but blank cells ends table 3 where there was no case
    while last + 1 < len(lines) and _all_blank(lines[last + 1]):
        last += 1
    # labels behind the last figures: text that came in another order than it was printed
    while last + 1 < len(lines) and _opens(lines[last + 1], words):
        last += 1
    return [row for row in lines[first : last + 1] if not _prose(row)]


@cache
def _marks_of_others(key: TableKey) -> frozenset[str]:
    """Words that open or fill another statutory table, and never this one."""
    own = {core_of(m) for form in map(load_form, FORM_IDS) for m in form.tables[key].marks}
    every = {
        core_of(m)
        for form in map(load_form, FORM_IDS)
        for other in TABLE_KEYS
        if other != key
        for m in form.tables[other].marks
    }
    return frozenset(every - own)


def _has_mark(row: Row, marks: frozenset[str]) -> bool:
    return not _prose(row) and any(core_of(cell.text) in marks for cell in row.cells)


def _opens(row: Row, words: str) -> bool:
    """Whether a table may begin with this line: words of the form stand in it, and no others."""
    if _prose(row):
        return False
    cores = [core_of(c.text) for c in row.cells if c.text.strip() and not c.number and not c.blank]
    known = sum(bool(core) and core in words for core in cores)
    if known == len(cores):
        return bool(cores)
    # one of several words may be misspelt; on one line with its figures, more of a header's may
    figures = sum(c.number for c in row.cells)
    few = 3 if row.layout == "spaces" else 2
    return known >= few and known >= (0.5 if figures > _MANY else 0.65) * len(cores)


def _is_head(row: Row, words: str) -> bool:
    """Whether a line of cells above a table is its head, though most of its words are altered."""
    if row.layout == "spaces" or _prose(row) or any(cell.number for cell in row.cells):
        return False
    cores = [core_of(cell.text) for cell in row.cells if cell.text.strip()]
    return len(cores) > 2 and sum(bool(core) and core in words for core in cores) >= 2


def _all_blank(row: Row) -> bool:
    return row.layout != "spaces" and len(row.cells) > _MANY and all(c.blank for c in row.cells)


def _line_has_figures(row: Row) -> bool:
    """Whether a line holds what stands for a figure: a number, or a mark in its place."""
    return not _prose(row) and any(c.number or (c.text.strip() and c.blank) for c in row.cells)


def _continues(above: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether rows of a further grid go on with a table: figures, and no words of another table."""
    words = table_words(rows)
    for key in TABLE_KEYS:
        for form_id in FORM_IDS:
            if mark_count(words, load_form(form_id).tables[key].marks) >= _MIN_MARKS:
                return False
    return any(cell.number for row in rows for cell in row.cells) and bool(above)


def _read(table: FormTable, form: Form, rows: Sequence[Row]) -> TableReading:
    if not rows:
        return TableReading(table.key, "missing", form.id)
    return _READERS[table.key](table, form, rows)


def find_tables(
    blocks: Sequence[Block],
    regions: dict[TableKey, Sequence[int]],
    everywhere: Sequence[int],
    *,
    printed: bool = False,
) -> StatutoryTables:
    """Read the three tables: each in its own part first, then wherever else its words stand.

    `regions` gives the block indices of parts 二, 三, 四 where their headings were found. `printed`:
    lines of text come from a printed page, and only its gaps say which cell a figure stands in.
    """
    forms = [load_form(form_id) for form_id in FORM_IDS]
    found: dict[TableKey, list[Row]] = {}
    first: dict[TableKey, TableReading] = {}
    refused: dict[TableKey, TableReading] = {}
    used: set[int] = set()
    for key in TABLE_KEYS:
        table = forms[0].tables[key]
        rows = _rows_for(table, blocks, regions.get(key, ()), forms)
        reading = _read(table, forms[0], rows)
        if reading.status in ("read", "partly"):
            found[key], first[key] = rows, reading
        elif reading.status == "refused":
            refused[key] = reading
            used |= {item for row in rows for item in row.items}
    form = choose_form(found.get("proactive", ()), forms) if found.get("proactive") else None
    tables: dict[TableKey, TableReading] = {}
    for key in TABLE_KEYS:
        chosen = form or forms[0]
        rows = found.get(key) or []
        if not rows:
            rows = _search_elsewhere(forms[0].tables[key], blocks, everywhere, used, forms)
            if key == "proactive" and rows:
                form = choose_form(rows, forms)
                chosen = form or forms[0]
        known = first.get(key) if chosen is forms[0] else None
        reading = known or _read(chosen.tables[key], chosen, rows)
        if key != "proactive" and chosen is not forms[0] and reading.reason:
            # tables of two forms in one report: the one that fits all its rows is this table's
            other = _read(forms[0].tables[key], forms[0], rows)
            reading = other if other.status == "read" and not other.reason else reading
        if _is_loose(blocks, rows, printed):
            reading = _read_loose(chosen.tables[key], chosen, rows, reading)
            for another in (form for form in forms if form is not chosen):
                if reading.status == "refused":
                    # the table of another form than table 1 is
                    known = _read(another.tables[key], another, rows)
                    second = _read_loose(another.tables[key], another, rows, known)
                    reading = second if second.status == "read" else reading
        elif reading.status in ("read", "partly") and has_torn_figures(reading):
            reading = settled_by_sums(chosen.tables[key], reading)
        if reading.status in ("read", "partly"):
            used |= {item for row in rows for item in row.items}
        else:
            reading = _not_read(
                chosen.tables[key], chosen, blocks, regions.get(key, ()), refused.get(key, reading)
            )
            if reading.status == "refused":
                own = _rows_for(forms[0].tables[key], blocks, regions.get(key, ()), forms)
                used |= {item for row in own for item in row.items}
        tables[key] = reading
    return StatutoryTables(tables, form or forms[0], frozenset(used))


def _read_loose(
    table: FormTable, form: Form, rows: Sequence[Row], reading: TableReading
) -> TableReading:
    """A reading of rows whose cells nothing parts: sure by the sums alone."""
    if reading.status not in ("read", "partly") or table.key == "proactive":
        return without_displaced(table, reading, rows)
    if table.key == "proceedings":
        figures = {row.items for row in rows if any(cell.number for cell in row.cells)}
        return reading if len(figures) == 1 else settled_by_sums(table, reading)
    if reading.status == "partly":
        forced = read_requests(table, form, rows, by_place=True)
        reading = forced if forced.status == "read" else reading
    return settled_by_sums(table, without_displaced(table, reading, rows))


def _is_loose(blocks: Sequence[Block], rows: Sequence[Row], printed: bool) -> bool:
    """Whether some of the rows come from a table without rulings, or from lines of a printed page."""
    carriers = (blocks[item] for row in rows for item in row.items)
    return any(block.loose if isinstance(block, Grid) else printed for block in carriers)


def _search_elsewhere(
    table: FormTable,
    blocks: Sequence[Block],
    everywhere: Sequence[int],
    used: set[int],
    forms: Sequence[Form],
) -> list[Row]:
    """Rows of a table outside its part (its heading is missing, or all tables stand at the end)."""
    items = [item for item in everywhere if item not in used]
    rows = _rows_for(table, blocks, items, forms)
    if mark_count(table_words(rows), table.marks) < _MIN_MARKS + 1:
        return []
    reading = _read(table, forms[0], rows)
    return rows if reading.status in ("read", "partly") else []


def _not_read(
    table: FormTable,
    form: Form,
    blocks: Sequence[Block],
    items: Sequence[int],
    reading: TableReading,
) -> TableReading:
    if reading.status == "refused":
        return reading
    if any(isinstance(blocks[item], Picture) for item in items):
        return TableReading(table.key, "picture", form.id, reason="表格是图片，无法读取其中的数字")
    for _, rows in _grid_rows(blocks, items):
        if any(cell.number for row in rows for cell in row.cells):
            return TableReading(
                table.key, "refused", form.id, reason="这里的表格无法与规定格式的行对应"
            )
    lines = [row for row in _line_rows(blocks, items) if not _prose(row)]
    figures = sum(cell.number for row in lines for cell in row.cells)
    labels = mark_count(table_words(lines), table.marks)
    labels += sum(
        mark_count(table_words(rows), table.marks) for _, rows in _grid_rows(blocks, items)
    )
    heads = [cell.text for row in lines for cell in row.cells]
    if table.groups and letters_fit(heads, table):
        labels = _MIN_MARKS + 1
    if figures >= _MIN_FIGURES or labels >= _MIN_MARKS + 1:
        return TableReading(
            table.key, "refused", form.id, reason="这里的数字无法与规定格式的行列对应"
        )
    return reading

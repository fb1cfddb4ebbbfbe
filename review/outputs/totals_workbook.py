"""The totals as a workbook: the three tables as the form draws them, agency by agency, and what does not agree."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from review.model import TABLE_KEYS, Number, TableKey
from review.outputs.form_layout import layout_of
from review.outputs.inert import cell_text, looks_like_formula
from review.outputs.places import KIND_NAMES
from review.outputs.totals_content import (
    ABSENT_HEAD,
    BALANCE_HEAD,
    CARRIED_HEAD,
    DIFFERENCE_HEAD,
    Entry,
    Row,
    absent_rows,
    balance_rows,
    carried_rows,
    difference_rows,
    explanation_lines,
    figure_text,
    summary_lines,
    title_of,
)
from review.report.forms import Form, load_form
from review.totals import Totals

SHEETS: dict[TableKey, str] = {
    "proactive": "主动公开情况",
    "requests": "申请和处理情况",
    "proceedings": "复议和诉讼情况",
}
_WIDTHS: dict[TableKey, Sequence[float]] = {
    "proactive": (24, 18, 18, 18),
    "requests": (6, 16, 46, *(10.5,) * 7),
    "proceedings": (8,) * 15,
}
_EXACT_IN_A_CELL = 10**15
_DETAIL = ("单位", "类型", "次数", "文件", "自身平衡")
_MOST_NAMED = 10


def write_totals_workbook(path: Path | str | IO[bytes], totals: Totals) -> None:
    """Write the workbook. All text is written as text, figures as numbers."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        str(path) if isinstance(path, Path) else path,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
    looks = _Looks(book)
    form = load_form(totals.selection.form)
    for key in TABLE_KEYS:
        _form_sheet(book.add_worksheet(SHEETS[key]), totals, form, key, looks)
    _detail_sheet(book.add_worksheet("各单位明细"), totals, form, looks)
    _absent_sheet(book.add_worksheet("未报与未读"), totals, looks)
    _difference_sheet(book.add_worksheet("差异"), totals, looks)
    book.close()


class _Looks:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        grid = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_size": 10.5}
        centred = {**grid, "align": "center"}
        self.label = book.add_format(centred)
        self.row_label = book.add_format({**grid, "align": "left"})
        self.figure = book.add_format({**centred, "text_wrap": False})
        gap = {**centred, "bg_color": "#FFF2CC", "text_wrap": False}
        self.gap = book.add_format(gap)
        self.marked_gap = book.add_format({**gap, "quote_prefix": True})
        self.apart = book.add_format(
            {
                **centred,
                "bg_color": "#FCE4D6",
                "font_color": "#9C0006",
                "bold": True,
                "text_wrap": False,
            }
        )
        self.head = book.add_format({**centred, "bold": True, "bg_color": "#DCE6F1"})
        self.title = book.add_format(
            {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}
        )
        self.section = book.add_format({"bold": True, "font_size": 12})
        self.note = book.add_format({"text_wrap": True, "valign": "top"})
        self._texts = {
            marked: book.add_format({**grid, "valign": "top", "quote_prefix": marked})
            for marked in (False, True)
        }

    def text(self, text: str) -> Any:
        """The look of a text: one that could be taken for a formula is marked to stay text."""
        return self._texts[looks_like_formula(text)]


def _number(page: Any, row: int, column: int, value: Number, look: Any) -> None:
    if -_EXACT_IN_A_CELL < value < _EXACT_IN_A_CELL and len(figure_text(value)) <= 15:
        page.write_number(row, column, value, look)
    else:
        page.write_string(row, column, figure_text(value), look)


def _entry(page: Any, row: int, column: int, value: Entry, looks: _Looks) -> None:
    if isinstance(value, str):
        text = cell_text(value)
        page.write_string(row, column, text, looks.text(text))
    elif value is None:
        page.write_blank(row, column, None, looks.text(""))
    else:
        _number(page, row, column, value, looks.figure)


def _form_sheet(page: Any, totals: Totals, form: Form, key: TableKey, looks: _Looks) -> None:
    """A table in the layout of the form: title, what the colours mean, the table."""
    layout = layout_of(form.tables[key])
    top = 2
    for column, width in enumerate(_WIDTHS[key]):
        page.set_column(column, column, width)
    page.merge_range(
        0, 0, 0, layout.columns - 1, f"{form.tables[key].title}（{title_of(totals)}）", looks.title
    )
    page.set_row(0, 32)
    page.write_string(
        1, 0, "黄色：有单位此格空白或未读，未计入；红色：与本级政府总表不一致。详见后面各表。"
    )
    apart = {d.cell: d for d in totals.comparison.differences} if totals.comparison else {}
    for cell in layout.cells:
        row, column = top + cell.row, cell.column
        last_row, last_column = row + cell.row_span - 1, column + cell.column_span - 1
        look: Any = (
            looks.row_label if cell.row >= layout.head and key == "requests" else looks.label
        )
        if cell.key:
            entry = totals.sums[cell.key]
            look = looks.apart if cell.key in apart else looks.gap if entry.gaps else looks.figure
        if (last_row, last_column) != (row, column):
            page.merge_range(row, column, last_row, last_column, "", look)
        if not cell.key:
            page.write_string(row, column, cell.text, look)
            continue
        _number(page, row, column, totals.sums[cell.key].value, look)
        said = _remark(totals, cell.key)
        if said:
            page.write_comment(row, column, cell_text(said), {"x_scale": 2, "y_scale": 1.2})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 1)


def _remark(totals: Totals, key: str) -> str:
    """What a reader should know of a sum: who gives nothing to it, what the government has instead."""
    out = []
    if totals.comparison:
        out += [
            f"本级政府总表为{figure_text(d.theirs)}，各单位之和为{figure_text(d.ours)}。"
            for d in totals.comparison.differences
            if d.cell == key
        ]
    if totals.sums[key].gaps:
        names = [gap.agency for gap in totals.gaps if gap.cell == key]
        more = f"等{len(names)}个单位" if len(names) > _MOST_NAMED else ""
        out.append(f"此格空白或未读，未计入：{'、'.join(names[:_MOST_NAMED])}{more}。")
    return "\n".join(out)


def _detail_sheet(page: Any, totals: Totals, form: Form, looks: _Looks) -> None:
    """A row for each agency, a column for each cell of the form, the sums below."""
    first = len(_DETAIL)
    for column, (name, width) in enumerate(zip(_DETAIL, (32, 12, 6, 32, 9), strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, name, looks.head)
    keys = list(totals.sums)
    page.set_column(first, first + len(keys) - 1, 11)
    page.set_row(0, 78)
    for offset, key in enumerate(keys):
        page.write_string(0, first + offset, form.describe(key), looks.head)
    row = 0
    for row, report in enumerate(totals.selection.counted, 1):
        balanced = "不平" if report.imbalances else "平"
        facts: Row = (
            report.name,
            KIND_NAMES.get(report.kind, report.kind),
            report.round,
            report.file,
            balanced,
        )
        for column, value in enumerate(facts):
            _entry(page, row, column, value, looks)
        for column, key in enumerate(keys, first):
            if key in report.values:
                _number(page, row, column, report.values[key], looks.figure)
            elif key in report.blanks:
                raw = report.blanks[key].strip()
                text = cell_text(raw) if raw else "空白"
                marked = looks_like_formula(text)
                page.write_string(row, column, text, looks.marked_gap if marked else looks.gap)
            elif report.merged and key not in report.unread:
                page.write_string(row, column, "并入其他", looks.figure)
            else:
                page.write_string(row, column, "未读", looks.gap)
    page.write_string(row + 1, 0, "合计", looks.head)
    for column in range(1, first):
        page.write_blank(row + 1, column, None, looks.head)
    for column, key in enumerate(keys, first):
        _number(page, row + 1, column, totals.sums[key].value, looks.head)
    page.autofilter(0, 0, row, first + len(keys) - 1)
    page.freeze_panes(1, 1)


def _absent_sheet(page: Any, totals: Totals, looks: _Looks) -> None:
    page.set_column(0, 0, 32)
    page.set_column(1, 2, 12)
    page.set_column(3, 3, 80)
    page.set_column(4, 4, 32)
    rows = list(absent_rows(totals))
    _table(page, 0, ABSENT_HEAD, rows, looks)
    page.freeze_panes(1, 0)
    if rows:
        page.autofilter(0, 0, len(rows), len(ABSENT_HEAD) - 1)
    else:
        page.write_string(1, 0, "应报的都已计入，没有空白或未读的格。", looks.text(""))


def _difference_sheet(page: Any, totals: Totals, looks: _Looks) -> None:
    """What stands out in sentences, then four tables below each other."""
    page.set_column(0, 0, 56)
    page.set_column(1, 3, 18)
    page.set_column(4, 4, 32)
    row = 0
    for said in summary_lines(totals):
        row = _sentence(page, row, said, looks)
    parts: tuple[tuple[str, Sequence[str], Iterable[Row]], ...] = (
        ("与本级政府总表不一致的格", DIFFERENCE_HEAD, difference_rows(totals)),
        ("上年结转与上年报告不一致", CARRIED_HEAD, carried_rows(totals)),
        ("自己的表不平的单位", BALANCE_HEAD, balance_rows(totals)),
    )
    lines = list(explanation_lines(totals))
    for title, head, entries in parts:
        rows = list(entries)
        if not rows:
            continue
        page.write_string(row + 1, 0, title, looks.section)
        row = _table(page, row + 2, head, rows, looks)
        if head is DIFFERENCE_HEAD and lines:
            page.write_string(row + 1, 0, "差额从何而来", looks.section)
            row += 2
            for said in lines:
                row = _sentence(page, row, said, looks)


def _sentence(page: Any, row: int, said: str, looks: _Looks) -> int:
    text = cell_text(said)
    page.merge_range(row, 0, row, 4, "", looks.note)
    page.write_string(row, 0, text, looks.note)
    page.set_row(row, 16 * (1 + len(text) // 60))
    return row + 1


def _table(page: Any, top: int, head: Sequence[str], rows: Iterable[Row], looks: _Looks) -> int:
    """Write a table and give the row below it."""
    for column, name in enumerate(head):
        page.write_string(top, column, name, looks.head)
    row = top
    for row, entries in enumerate(rows, top + 1):
        for column, value in enumerate(entries):
            _entry(page, row, column, value, looks)
    return row + 1

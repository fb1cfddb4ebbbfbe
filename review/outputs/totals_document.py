"""The totals as a document (.docx): the three tables as the form draws them, ready for the government's report."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from review.model import TABLE_KEYS, TableKey
from review.outputs.form_layout import LaidCell, layout_of
from review.outputs.letter import BODY_FONT, Letter, write
from review.outputs.totals_content import (
    absent_rows,
    explanation_lines,
    figure_text,
    summary_lines,
    title_of,
)
from review.report.forms import load_form
from review.totals import Totals

_NUMERALS: dict[TableKey, str] = {"proactive": "二", "requests": "三", "proceedings": "四"}
_WIDTHS: dict[TableKey, Sequence[float]] = {
    "proactive": (46, 37, 37, 37),
    "requests": (9, 17, 47, 12, 12, 12, 12, 13, 12, 13),
    "proceedings": (10.4,) * 15,
}
_SIZES: dict[TableKey, float] = {"proactive": 12, "requests": 9, "proceedings": 9}
_MARGIN = Mm(22)
_MOST_ROWS = 200


def write_totals_document(path: Path | str | IO[bytes], totals: Totals) -> None:
    """Write the three tables, then on a page of its own what was not summed and what does not agree."""
    letter = Letter()
    section = letter.document.sections[0]
    section.top_margin = section.bottom_margin = _MARGIN
    section.orientation = WD_ORIENT.PORTRAIT
    section.footer_distance = Mm(12)
    letter.title(title_of(totals))
    form = load_form(totals.selection.form)
    for key in TABLE_KEYS:
        if key == "requests":
            letter.document.add_page_break()
        letter.heading(f"{_NUMERALS[key]}、{form.tables[key].title}")
        _draw(letter, totals, key)
    _remarks(letter, totals)
    out = BytesIO()
    letter.document.save(out)
    if isinstance(path, (str, Path)):
        Path(path).write_bytes(out.getvalue())
    else:
        path.write(out.getvalue())


def _draw(letter: Letter, totals: Totals, key: TableKey) -> None:
    layout = layout_of(load_form(totals.selection.form).tables[key])
    table = letter.document.add_table(layout.rows, layout.columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS[key], strict=True):
        column.width = Mm(width)
    # the grid of cells once: looking one up by row and column walks the whole table
    grid = [list(row.cells) for row in table.rows]
    for row in grid:
        for cell, width in zip(row, _WIDTHS[key], strict=True):
            cell.width = Mm(width)
    for laid in layout.cells:
        corner = grid[laid.row][laid.column]
        if laid.row_span * laid.column_span > 1:
            corner = corner.merge(
                grid[laid.row + laid.row_span - 1][laid.column + laid.column_span - 1]
            )
        left = key == "requests" and laid.row >= layout.head and laid.column + laid.column_span == 3
        _fill(corner, laid, totals, _SIZES[key], left=left)
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number < layout.head and key == "requests":
            properties.append(OxmlElement("w:tblHeader"))


def _fill(cell: Any, laid: LaidCell, totals: Totals, size: float, *, left: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for extra in cell.paragraphs[1:]:
        extra._element.getparent().remove(extra._element)
    paragraph = cell.paragraphs[0]
    layout = paragraph.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    layout.space_before = layout.space_after = Pt(1)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    text = figure_text(totals.sums[laid.key].value) if laid.key else laid.text
    write(paragraph, text, BODY_FONT).font.size = Pt(size)


def _remarks(letter: Letter, totals: Totals) -> None:
    letter.document.add_page_break()
    letter.heading("汇总说明（供核对，不是报告内容）")
    _lines(letter, summary_lines(totals))
    explained = list(explanation_lines(totals))
    if explained:
        letter.heading("差额从何而来")
        _lines(letter, explained)
    rows = list(absent_rows(totals))
    if not rows:
        return
    letter.heading("未报与未读")
    shown = [[str(name), str(state), str(said)] for name, _, state, said, _ in rows[:_MOST_ROWS]]
    letter.table(["单位", "情况", "说明"], shown, [46.0, 20.0, 90.0])
    if len(rows) > _MOST_ROWS:
        letter.line(f"另有{len(rows) - _MOST_ROWS}行，见汇总表格文件（xlsx）。")


def _lines(letter: Letter, lines: Iterable[str]) -> None:
    for said in lines:
        letter.line(said)

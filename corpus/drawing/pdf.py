"""Reports as PDF files with a text layer: ruled tables that run over page breaks.

After a break the cells that hang down are drawn again without their text, as WPS does. The
typeface is one of the standard Chinese ones, not embedded: any viewer substitutes its own.
"""

from pathlib import Path

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from corpus.drawing.drawn import DrawnReport, Table, Text, document_blocks
from corpus.statutory_form import FormTable

FONT = "STSong-Light"
MARGIN = 68.0  # points, all four sides
PAGE_WIDTH, PAGE_HEIGHT = A4
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
SIZES = {"title": 18.0, "heading": 14.0, "body": 12.0, "end": 12.0}
CELL_SIZE, CELL_LEADING, PADDING = 8.0, 10.5, 3.0
LABEL_WIDTHS = {4: (0.4,), 10: (0.07, 0.1, 0.27), 15: ()}
NOT_FIRST = "，。、；：？！）》”%"


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def _lines(text: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """Break text to a width in points; closing marks are kept off the start of a line."""
    lines, line, room = [], "", width - indent
    for char in text:
        if char == "\n" or (_width(line + char, size) > room and char not in NOT_FIRST):
            lines.append(line)
            line, room = "", width
        if char != "\n":
            line += char
    return [*lines, line]


class _Page:
    """A canvas with a pen that moves down and turns the page."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.number = canvas, 1
        self.top = PAGE_HEIGHT - MARGIN

    def room(self) -> float:
        return float(self.top - MARGIN)

    def turn(self) -> None:
        self.canvas.setFont(FONT, 9)
        self.canvas.drawCentredString(PAGE_WIDTH / 2, MARGIN / 2, f"- {self.number} -")
        self.canvas.showPage()
        self.number += 1
        self.top = PAGE_HEIGHT - MARGIN

    def text(self, block: Text) -> None:
        size = SIZES[block.role]
        leading = size * 1.75
        indent = 2 * size if block.role in ("body", "heading") else 0.0
        for number, line in enumerate(_lines(block.text, size, TEXT_WIDTH, indent)):
            if self.room() < leading:
                self.turn()
            self.top -= leading
            self.canvas.setFont(FONT, size)
            if block.role == "title":
                self.canvas.drawCentredString(PAGE_WIDTH / 2, self.top, line)
            elif block.role == "end":
                self.canvas.drawRightString(PAGE_WIDTH - MARGIN - 24, self.top, line)
            else:
                self.canvas.drawString(MARGIN + (0 if number else indent), self.top, line)

    def table(self, table: FormTable) -> None:
        lefts = _column_edges(table.columns)
        heights = _row_heights(table, lefts)
        first = 0
        self.top -= 6
        while first < table.rows:
            last, used = first, 0.0
            while last < table.rows and used + heights[last] <= self.room():
                used += heights[last]
                last += 1
            last = _kept_whole(table, lefts, heights, first, last)
            if last == first:
                self.turn()
                continue
            self._rows(table, lefts, heights, first, last)
            first = last
            if first < table.rows:
                self.turn()
        self.top -= 6

    def _rows(
        self,
        table: FormTable,
        lefts: list[float],
        heights: list[float],
        first: int,
        last: int,
    ) -> None:
        """Draw rows first..last-1; the text of a cell stands where the cell begins."""
        tops = [self.top]
        for row in range(first, last):
            tops.append(tops[-1] - heights[row])
        for cell in table.cells:
            begin, end = max(cell.row, first), min(cell.row + cell.row_span, last)
            if begin >= end:
                continue
            left, right = lefts[cell.column], lefts[cell.column + cell.column_span]
            top, bottom = tops[begin - first], tops[end - first]
            self.canvas.setLineWidth(0.6)
            self.canvas.rect(left, bottom, right - left, top - bottom)
            if cell.row < first:
                continue
            lines = _lines(cell.text, CELL_SIZE, right - left - 2 * PADDING)
            base = (top + bottom) / 2 + len(lines) * CELL_LEADING / 2 - CELL_SIZE
            self.canvas.setFont(FONT, CELL_SIZE)
            for number, line in enumerate(lines):
                y = base - number * CELL_LEADING
                self.canvas.drawCentredString((left + right) / 2, y, line)
        self.top = tops[-1]


def _column_edges(columns: int) -> list[float]:
    shares = list(LABEL_WIDTHS[columns])
    rest = columns - len(shares)
    shares += [(1 - sum(shares)) / rest] * rest
    edges = [MARGIN]
    for share in shares:
        edges.append(edges[-1] + share * TEXT_WIDTH)
    return edges


def _row_heights(table: FormTable, lefts: list[float]) -> list[float]:
    heights = [CELL_LEADING + 2 * PADDING] * table.rows
    for cell in sorted(table.cells, key=lambda c: c.row_span):
        width = lefts[cell.column + cell.column_span] - lefts[cell.column] - 2 * PADDING
        need = len(_lines(cell.text, CELL_SIZE, width)) * CELL_LEADING + 2 * PADDING
        rows = slice(cell.row, cell.row + cell.row_span)
        lack = need - sum(heights[rows])
        if lack > 0:
            heights[rows] = [h + lack / cell.row_span for h in heights[rows]]
    return heights


def _kept_whole(
    table: FormTable, lefts: list[float], heights: list[float], first: int, last: int
) -> int:
    """The row to break before, no later than `last`, so that no label is squeezed by the break."""
    for cell in table.cells:
        if first <= cell.row < last < cell.row + cell.row_span:
            width = lefts[cell.column + cell.column_span] - lefts[cell.column] - 2 * PADDING
            need = len(_lines(cell.text, CELL_SIZE, width)) * CELL_LEADING
            if sum(heights[cell.row : last]) < need:
                return _kept_whole(table, lefts, heights, first, cell.row)
    return last


def draw_pdf(report: DrawnReport, path: Path) -> None:
    """Write the report as a PDF with a text layer. Tables as pictures are not drawn here."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle(report.title.replace("\n", ""))
    canvas.setAuthor(report.agency)
    page = _Page(canvas)
    for block in document_blocks(report):
        if isinstance(block, Table):
            page.table(block.grid)
        else:
            page.text(block)
    page.turn()
    canvas.save()

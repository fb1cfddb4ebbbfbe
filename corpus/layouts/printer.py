"""A pen on the pages of a PDF: text, tables that run over pages, with rules or without."""

import io
from dataclasses import replace
from random import Random

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from corpus.drawing.word import table_picture
from corpus.layouts.content import Content, Para, Sheet, Truth
from corpus.layouts.sheets import header_rows
from corpus.statutory_form import FormCell, FormTable

FONT = "STSong-Light"
NOT_FIRST = "，。、；：？！）》”%"
FLAGS = ("upright_headers", "row_cut_by_page", "page_numbers", "running_heads", "pages_turned", "landscape",
         "two_columns", "small_type", "narrow_figures", "header_rows_again", "labels_again_after_break", "left_aligned")  # fmt: skip
RULES = ("ruled", "ruled", "ruled", "unruled", "horizontal_rules", "outer_rules")
SIZES = {"title": 18.0, "heading": 14.0, "front": 13.0}


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def _lines(text: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    lines, line, room = [], "", width - indent
    for char in text:
        if char == "\n" or (line and _width(line + char, size) > room and char not in NOT_FIRST):
            lines.append(line)
            line, room = "", width
        if char != "\n":
            line += char
    return [*lines, line]


class Printer:
    """A pen on pages of one size; what is met goes into the truth."""

    def __init__(
        self, content: Content, rng: Random, truth: Truth, flags: frozenset[str], rules: str
    ) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1, pageCompression=1)
        self.canvas.setTitle(content.title)
        self.content, self.rng, self.truth, self.flags, self.rules = (
            content,
            rng,
            truth,
            flags,
            rules,
        )
        short, long = A4
        self.turned = "pages_turned" in flags
        self.wide = self.turned or "landscape" in flags
        self.page_width, self.page_height = (long, short) if self.wide else (short, long)
        self.margin = rng.choice((54.0, 68.0))
        self.width = self.page_width - 2 * self.margin
        self.size = 6.0 if self.met("small_type") else rng.choice((7.5, 8.0, 9.0))
        self.number, self.top = 0, 0.0
        self._begin()

    def met(self, flag: str) -> bool:
        if flag in self.flags:
            self.truth.met(flag)
            return True
        return False

    def _begin(self) -> None:
        self.number += 1
        self.top = self.page_height - self.margin
        if self.wide:  # a turned page is given its size as seen: reportlab swaps the sides itself
            self.met("landscape")
            self.canvas.setPageSize((self.page_width, self.page_height))
        if self.turned:
            self.met("pages_turned")
            self.canvas.setPageRotation(90)
            self.canvas.translate(A4[0], 0)
            self.canvas.rotate(90)
        self.canvas.setFont(FONT, 9)
        if self.met("running_heads"):
            self.canvas.drawString(
                self.margin, self.page_height - self.margin / 2, self.content.title
            )
        if self.met("page_numbers"):
            self.canvas.drawCentredString(
                self.page_width / 2, self.margin / 2, f"— {self.number} —"
            )

    def turn(self) -> None:
        self.canvas.showPage()
        self._begin()

    def room(self) -> float:
        return self.top - self.margin

    def text(self, block: Para) -> None:
        size = SIZES.get(block.role, 12.0)
        indent = 2 * size if block.role in ("body", "sub", "heading", "note") else 0.0
        for number, line in enumerate(
            _lines(block.whole.replace("\t", "    "), size, self.width, indent)
        ):
            if self.room() < size * 1.6:
                self.turn()
            self.top -= size * 1.6
            self.canvas.setFont(FONT, size)
            if block.role in ("title", "front", "caption"):
                self.canvas.drawCentredString(self.page_width / 2, self.top, line)
            elif block.role == "end":
                self.canvas.drawRightString(self.page_width - self.margin - 24, self.top, line)
            else:
                self.canvas.drawString(self.margin + (0 if number else indent), self.top, line)

    def two_columns(self, blocks: list[Para]) -> None:
        """Body text in two columns, on a page as far as it has room."""
        self.truth.met("two_columns")
        size, gap = 11.0, 24.0
        width = (self.width - gap) / 2
        lines = [line for b in blocks for line in _lines("　　" + b.whole, size, width)]
        while lines:
            if self.room() < size * 4:
                self.turn()
            fits = int(self.room() // (size * 1.6))
            deep = min(fits, (len(lines) + 1) // 2)
            self.canvas.setFont(FONT, size)
            for column in (0, 1):
                for at, line in enumerate(lines[column * deep : (column + 1) * deep]):
                    left = self.margin + column * (width + gap)
                    self.canvas.drawString(left, self.top - (at + 1) * size * 1.6, line)
            lines = lines[2 * deep :]
            self.top -= deep * size * 1.6

    def _edges(self, table: FormTable) -> list[float]:
        shares = {
            4: [0.4],
            5: [0.2, 0.3],
            10: [0.07, 0.1, 0.27],
            11: [0.07, 0.1, 0.25],
            9: [0.07, 0.1, 0.3],
            6: [0.3],
        }
        fixed = list(shares.get(table.columns, []))
        if table.columns >= 9 and fixed and self.met("narrow_figures"):
            fixed = [0.12, 0.16, 0.48]
        rest = table.columns - len(fixed)
        fixed += [(1 - sum(fixed)) / rest] * rest
        edges = [self.margin]
        for share in fixed:
            edges.append(edges[-1] + share * self.width)
        return edges

    def _cell_lines(self, cell: FormCell, edges: list[float], table: FormTable) -> list[str]:
        width = edges[cell.column + cell.column_span] - edges[cell.column] - 4
        short = (
            cell.key is None
            and len(cell.text) <= 6
            and cell.column_span == 1
            and cell.row < header_rows(table)
        )
        if short and table.columns >= 9 and "upright_headers" in self.flags:
            self.truth.met("upright_headers")
            width = self.size * 1.3
        return _lines(cell.text.replace("\t", " "), self.size, width)

    def table(self, sheet: Sheet) -> None:
        if sheet.picture:
            self._picture(sheet.table)
            return
        table, forced = sheet.table, -1
        if sheet.part == "requests" and self.met("row_cut_by_page"):
            table, forced = self._row_in_two(table)
        edges = self._edges(table)
        leading = self.size * 1.3
        heights = [leading + 5] * table.rows
        for cell in sorted(table.cells, key=lambda c: c.row_span):
            rows = slice(cell.row, cell.row + cell.row_span)
            lack = len(self._cell_lines(cell, edges, table)) * leading + 5 - sum(heights[rows])
            if lack > 0:
                heights[rows] = [h + lack / cell.row_span for h in heights[rows]]
        first = 0
        self.top -= 8
        while first < table.rows:
            if first and self.met("header_rows_again"):
                self._rows(table, edges, heights, 0, header_rows(table))
            last, used = first, 0.0
            while (
                last < table.rows
                and used + heights[last] <= self.room()
                and (last != forced or last == first)
            ):
                used += heights[last]
                last += 1
            last = self._unsqueezed(table, edges, heights, first, last) if last != forced else last
            if last == first:
                self.turn()
                continue
            self._rows(table, edges, heights, first, last)
            first = last
            if first < table.rows:
                self.turn()
        self.top -= 8

    def _unsqueezed(
        self, table: FormTable, edges: list[float], heights: list[float], first: int, last: int
    ) -> int:
        """The row to break before, so that the text of a cell that hangs over fits above the break."""
        for cell in table.cells:
            if first <= cell.row < last < cell.row + cell.row_span:
                need = len(self._cell_lines(cell, edges, table)) * self.size * 1.3
                if sum(heights[cell.row : last]) < need and cell.row > first:
                    return self._unsqueezed(table, edges, heights, first, cell.row)
        return last

    def _row_in_two(self, table: FormTable) -> tuple[FormTable, int]:
        """A row whose label runs on after the page break; its figures stay above."""
        long = [
            c
            for c in table.cells
            if c.key is None and c.row_span == 1 and c.column == 2 and len(c.text) > 10
        ]
        if not long:
            return table, -1
        split = self.rng.choice(long)
        cells = []
        for cell in table.cells:
            if cell.row > split.row:
                cells.append(replace(cell, row=cell.row + 1))
            elif cell.row == split.row and cell.row_span == 1:
                half = len(cell.text) // 2 if cell.key is None else len(cell.text)
                cells.append(replace(cell, text=cell.text[:half]))
                cells.append(replace(cell, row=cell.row + 1, text=cell.text[half:], key=None))
            elif cell.row + cell.row_span > split.row:
                cells.append(replace(cell, row_span=cell.row_span + 1))
            else:
                cells.append(cell)
        return FormTable(tuple(cells), table.rows + 1, table.columns), split.row + 1

    def _rows(
        self, table: FormTable, edges: list[float], heights: list[float], first: int, last: int
    ) -> None:
        tops = [self.top]
        for row in range(first, last):
            tops.append(tops[-1] - heights[row])
        for cell in table.cells:
            begin, end = max(cell.row, first), min(cell.row + cell.row_span, last)
            if begin >= end:
                continue
            left, right = edges[cell.column], edges[cell.column + cell.column_span]
            top, bottom = tops[begin - first], tops[end - first]
            self._rule(left, right, top, bottom)
            if cell.row < first and not (cell.text and self.met("labels_again_after_break")):
                continue
            lines = self._cell_lines(cell, edges, table)
            base = (top + bottom) / 2 + len(lines) * self.size * 0.65 - self.size
            self.canvas.setFont(FONT, self.size)
            aligned = cell.key is None and cell.row >= 3 and self.met("left_aligned")
            for number, line in enumerate(lines):
                y = base - number * self.size * 1.3
                if aligned:
                    self.canvas.drawString(left + 2, y, line)
                else:
                    self.canvas.drawCentredString((left + right) / 2, y, line)
        if self.rules == "outer_rules":
            self.canvas.rect(edges[0], tops[-1], edges[-1] - edges[0], tops[0] - tops[-1])
        self.top = tops[-1]

    def _rule(self, left: float, right: float, top: float, bottom: float) -> None:
        self.canvas.setLineWidth(0.5)
        if self.rules == "ruled":
            self.canvas.rect(left, bottom, right - left, top - bottom)
        elif self.rules == "horizontal_rules":
            self.canvas.line(left, bottom, right, bottom)
            self.canvas.line(left, top, right, top)

    def _picture(self, table: FormTable) -> None:
        height = min(300.0, self.width * 0.6)
        if self.room() < height:
            self.turn()
        self.top -= height
        image = ImageReader(io.BytesIO(table_picture(table)))
        self.canvas.drawImage(image, self.margin, self.top, self.width, height)

    def finished(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()

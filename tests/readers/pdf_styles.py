"""Whole reports drawn as PDFs in many manners: borders, breaks, furniture, as real writers have them."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from random import Random
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.drawing.drawn import DrawnReport, Table, Text, document_blocks
from corpus.statutory_form import FormCell, FormTable

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
NOT_FIRST = "，。、；：？！）》”%"
LABEL_SHARES = {4: (0.4,), 10: (0.07, 0.1, 0.27), 15: ()}

Borders = Literal[
    "lines", "boxes", "thin boxes", "segments", "dashed", "double", "grounds", "level", "none"
]


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is drawn. Sizes in points.

    `cut_rows`: a page break may run through a row. `repeat_head`: rows of head drawn again on
    the next page. `upright_words`: labels of narrow cells stand a character a line.
    `rotate`: the page's /Rotate, the content turned against it. `spaced`: titles are letter-spaced.
    """

    borders: Borders = "lines"
    size: float = 12.0
    cell_size: float = 8.0
    padding: float = 3.0
    margin: float = 68.0
    cut_rows: bool = False
    repeat_head: bool = False
    upright_words: bool = False
    figures: Literal["center", "left", "right"] = "center"
    valign: Literal["middle", "top"] = "middle"
    rotate: Literal[0, 90, 180, 270] = 0
    landscape: bool = False
    numbers: str = "- {page} -"
    head: str = ""
    watermark: str = ""
    frame: bool = False
    fake_bold: bool = False
    spaced: bool = False
    shuffled: bool = False
    table_page: bool = False

    @staticmethod
    def by_chance(rng: Random, borders: Borders) -> "Style":
        """A manner of drawing by chance, of these borders."""
        return Style(
            borders,
            size=rng.choice((10.5, 12.0, 14.0, 16.0)),
            cell_size=rng.choice((7.0, 8.0, 9.0, 10.0)),
            padding=rng.choice((2.0, 3.0, 5.0)),
            margin=rng.choice((50.0, 68.0, 80.0)),
            cut_rows=rng.random() < 0.4 and borders not in ("level", "none"),
            repeat_head=rng.random() < 0.3,
            upright_words=rng.random() < 0.4,
            figures=rng.choice(("center", "center", "left", "right")),
            valign=rng.choice(("middle", "middle", "top")),
            rotate=rng.choice((0, 0, 0, 0, 90, 180, 270)),
            landscape=rng.random() < 0.15,
            numbers=rng.choice(
                (
                    "- {page} -",
                    "— {page} —",
                    "第{page}页 共{pages}页",
                    "{page}/{pages}",
                    "{page}",
                    "",
                )
            ),
            head=rng.choice(("", "", "政府信息公开工作年度报告")),
            watermark=rng.choice(("", "", "", "内部资料 注意保存")),
            frame=rng.random() < 0.15,
            fake_bold=rng.random() < 0.2,
            spaced=rng.random() < 0.2,
            shuffled=rng.random() < 0.2,
        )


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


class _Pen:
    """A canvas with a pen that moves down. Drawing is kept a page, so that its order can be another."""

    def __init__(self, style: Style, rng: Random) -> None:
        self.style, self.rng = style, rng
        width, height = A4[::-1] if style.landscape else A4
        self.width, self.height = width, height
        self.pages: list[list[tuple[str, tuple[object, ...]]]] = [[]]
        self.top = height - style.margin
        self.left: dict[FormCell, list[str]] = {}  # lines of cells that are still to be drawn

    # drawing
    def string(self, x: float, y: float, text: str, size: float) -> None:
        self.pages[-1].append(("string", (x, y, text, size)))

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pages[-1].append(("line", (x0, y0, x1, y1)))

    def ground(self, x: float, y: float, width: float, height: float, shade: float) -> None:
        self.pages[-1].append(("ground", (x, y, width, height, shade)))

    def room(self) -> float:
        return self.top - self.style.margin

    def turn(self) -> None:
        self.pages.append([])
        self.top = self.height - self.style.margin

    # text
    def text(self, block: Text) -> None:
        style = self.style
        size = {"title": style.size + 5, "heading": style.size + 1}.get(block.role, style.size)
        width = self.width - 2 * style.margin
        indent = 2 * size if block.role in ("body", "heading") else 0.0
        for number, line in enumerate(_lines(block.text, size, width, indent)):
            if self.room() < size * 1.7:
                self.turn()
            self.top -= size * 1.7
            if block.role == "title":
                spread = " ".join(line) if style.spaced and len(line) < 20 else line
                self.string((self.width - _width(spread, size)) / 2, self.top, spread, size)
            elif block.role == "end":
                x = self.width - style.margin - 24 - _width(line, size)
                self.string(x, self.top, line, size)
            else:
                self.string(style.margin + (0 if number else indent), self.top, line, size)

    # tables
    def table(self, table: FormTable) -> None:
        xs = self._edges(table.columns)
        heights = self._heights(table, xs)
        self.top -= 6
        if self.style.table_page:
            self.turn()
        self.left = {cell: self._wrapped(cell, xs) for cell in table.cells}
        segments = self._segments(table, xs, heights)
        for index, (rows, offset) in enumerate(segments):
            if index:
                self.turn()
            self._part(table, xs, heights, rows, offset, repeat=index > 0)
        self.top -= 6

    def _edges(self, columns: int) -> list[float]:
        shares = list(LABEL_SHARES[columns])
        rest = columns - len(shares)
        shares += [(1 - sum(shares)) / rest] * rest
        edges = [self.style.margin]
        for share in shares:
            edges.append(edges[-1] + share * (self.width - 2 * self.style.margin))
        return edges

    def _wrapped(self, cell: FormCell, xs: Sequence[float]) -> list[str]:
        width = xs[cell.column + cell.column_span] - xs[cell.column] - 2 * self.style.padding
        text = cell.text
        tall = cell.key is None and width < 6 * self.style.cell_size and len(text) <= 6
        if self.style.upright_words and tall and not text.isdigit():
            return list(text)
        return _lines(text, self.style.cell_size, width)

    @property
    def leading(self) -> float:
        return self.style.cell_size * 1.3

    def _heights(self, table: FormTable, xs: Sequence[float]) -> list[float]:
        style = self.style
        heights = [self.leading + 2 * style.padding] * table.rows
        for cell in sorted(table.cells, key=lambda c: c.row_span):
            need = len(self._wrapped(cell, xs)) * self.leading + 2 * style.padding
            rows = slice(cell.row, cell.row + cell.row_span)
            lack = need - sum(heights[rows])
            if lack > 0:
                heights[rows] = [h + lack / cell.row_span for h in heights[rows]]
        return heights

    def _segments(
        self, table: FormTable, xs: Sequence[float], heights: Sequence[float]
    ) -> list[tuple[range, tuple[float, float]]]:
        """Parts of the table by page: rows, and where the first and last are cut (fractions)."""
        parts: list[tuple[range, tuple[float, float]]] = []
        head = sum(heights[:3]) if self.style.repeat_head and table.columns == 10 else 0.0
        first, begin, room = 0, 0.0, self.room()
        page = self.height - 2 * self.style.margin - head
        while first < table.rows:
            last, used = first, 0.0
            while last < table.rows:
                need = heights[last] * (1 - (begin if last == first else 0))
                if used + need > room:
                    break
                used += need
                last += 1
            left = room - used
            if last == table.rows:
                parts.append((range(first, last), (begin, 1.0)))
                break
            cut = 1.0
            lines = (
                max(
                    len(self._wrapped(c, xs))
                    for c in table.cells
                    if c.row == last and c.row_span == 1
                )
                if any(c.row == last and c.row_span == 1 for c in table.cells)
                else 1
            )
            if self.style.cut_rows and lines > 1 and not (last == first and begin):
                fit = int((left - self.style.padding) / self.leading)
                if 1 <= fit < lines:
                    cut = (fit * self.leading + self.style.padding) / heights[last]
            if cut < 1.0:
                parts.append((range(first, last + 1), (begin, cut)))
                first, begin = last, cut
            else:
                parts.append((range(first, last), (begin, 1.0)))
                first, begin = last, 0.0
            room = page
        return parts

    def _part(
        self,
        table: FormTable,
        xs: Sequence[float],
        heights: Sequence[float],
        rows: range,
        cut: tuple[float, float],
        repeat: bool,
    ) -> None:
        if not rows:
            return
        if repeat and self.style.repeat_head and table.columns == 10 and rows[0] >= 3:
            kept, self.left = self.left, {cell: self._wrapped(cell, xs) for cell in table.cells}
            self._part(table, xs, heights, range(3), (0.0, 1.0), repeat=False)
            self.left = kept
        begin, end = cut
        tops = {rows[0]: self.top}
        for row in rows:
            share = 1.0
            if row == rows[0]:
                share -= begin
            if row == rows[-1]:
                share -= 1.0 - end
            tops[row + 1] = tops[row] - heights[row] * share
        for cell in table.cells:
            first, last = max(cell.row, rows[0]), min(cell.row + cell.row_span, rows[-1] + 1)
            if first >= last:
                continue
            x0, x1 = xs[cell.column], xs[cell.column + cell.column_span]
            y1, y0 = tops[first], tops[last]
            self._border(x0, y0, x1, y1, cell)
            lines = self._wrapped(cell, xs)
            if (
                cell.row_span == 1
                and (cut != (0.0, 1.0))
                and ((cell.row == rows[0] and begin) or (cell.row == rows[-1] and end < 1.0))
            ):
                full = heights[cell.row]
                fit = int((full * (begin or end) - self.style.padding) / self.leading + 0.01)
                lines = lines[fit:] if cell.row == rows[0] and begin else lines[:fit]
                if not lines:
                    continue
                base = y1 - self.style.padding - self.style.cell_size
            else:
                # What does not fit goes on on the next page.
                fit = max(0, int((y1 - y0 - self.style.padding) / self.leading + 0.01))
                all_of_it = last == cell.row + cell.row_span and end == 1.0
                lines, after = self.left[cell], []
                if not all_of_it:
                    lines, after = lines[:fit], lines[fit:]
                self.left[cell] = after
                if self.style.valign == "top" or first > cell.row:
                    base = y1 - self.style.padding - self.style.cell_size
                else:
                    base = (y0 + y1) / 2 + len(lines) * self.leading / 2 - self.style.cell_size
            for number, line in enumerate(lines):
                width = _width(line, self.style.cell_size)
                place = "center" if cell.key is None else self.style.figures
                x = {
                    "center": (x0 + x1 - width) / 2,
                    "left": x0 + self.style.padding,
                    "right": x1 - self.style.padding - width,
                }[place]
                self.string(x, base - number * self.leading, line, self.style.cell_size)
        self.top = tops[rows[-1] + 1]

    def _border(self, x0: float, y0: float, x1: float, y1: float, cell: FormCell) -> None:
        borders = self.style.borders
        if borders == "none":
            return
        if borders == "grounds":
            shade = 0.93 if (cell.row + cell.column) % 2 else 0.86
            self.ground(x0, y0, x1 - x0, y1 - y0, shade)
            return
        sides = [(x0, y1, x1, y1), (x0, y0, x1, y0)]
        if borders != "level":
            sides += [(x0, y0, x0, y1), (x1, y0, x1, y1)]
        for side in sides:
            self.line(*side)

    # pages to bytes
    def save(self) -> bytes:
        style = self.style
        buffer = BytesIO()
        width, height = self.width, self.height
        canvas = Canvas(buffer, pagesize=(width, height))  # as displayed, not as stored
        for number, page in enumerate(self.pages, 1):
            if style.rotate:
                canvas.setPageRotation(style.rotate)
                if style.rotate == 90:
                    canvas.transform(0, 1, -1, 0, height, 0)
                elif style.rotate == 180:
                    canvas.transform(-1, 0, 0, -1, width, height)
                else:
                    canvas.transform(0, -1, 1, 0, 0, width)
            if style.frame:
                canvas.rect(style.margin - 14, style.margin - 14, width - 2 * style.margin + 28, height - 2 * style.margin + 28)  # fmt: skip
            strings = [entry for entry in page if entry[0] == "string"]
            drawn = [entry for entry in page if entry[0] != "string"]
            if style.shuffled:
                self.rng.shuffle(strings)
            for kind, values in [*drawn, *strings]:
                self._draw(canvas, kind, values)
            if style.numbers:
                text = style.numbers.format(page=number, pages=len(self.pages))
                canvas.setFont(FONT, 9)
                canvas.drawCentredString(width / 2, style.margin / 2, text)
            if style.head:
                canvas.setFont(FONT, 9)
                canvas.drawCentredString(width / 2, height - style.margin / 2, style.head)
                canvas.line(style.margin, height - style.margin / 2 - 4, width - style.margin, height - style.margin / 2 - 4)  # fmt: skip
            if style.watermark:
                canvas.saveState()
                canvas.setFillGray(0.85)
                canvas.setFont(FONT, 44)
                canvas.translate(width / 2, height / 2)
                canvas.rotate(45)
                canvas.drawCentredString(0, 0, style.watermark)
                canvas.restoreState()
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    def _draw(self, canvas: Canvas, kind: str, values: tuple) -> None:  # type: ignore[type-arg]
        style = self.style
        if kind == "string":
            x, y, text, size = values
            canvas.setFillGray(0)
            canvas.setFont(FONT, size)
            canvas.drawString(x, y, text)
            if style.fake_bold:
                canvas.drawString(x + 0.3, y, text)
        elif kind == "ground":
            x, y, width, height, shade = values
            canvas.setFillGray(shade)
            canvas.rect(x, y, width, height, stroke=0, fill=1)
        else:
            self._ruling(canvas, *values)

    def _ruling(self, canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
        borders = self.style.borders
        canvas.setLineWidth(0.6)
        canvas.setFillGray(0)
        level = y0 == y1
        if borders in ("lines", "level"):
            canvas.line(x0, y0, x1, y1)
        elif borders == "boxes":
            canvas.rect(min(x0, x1), min(y0, y1), abs(x1 - x0) or 0.5, abs(y1 - y0) or 0.5, 0, 1)
        elif borders == "thin boxes":
            width, height = (x1 - x0, 0.7) if level else (0.7, y1 - y0)
            canvas.rect(x0, y0, width, height, stroke=0, fill=1)
        elif borders == "double":
            dx, dy = (0.0, 1.5) if level else (1.5, 0.0)
            canvas.line(x0, y0, x1, y1)
            canvas.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy)
        elif borders == "dashed":
            canvas.setDash(3, 2)
            canvas.line(x0, y0, x1, y1)
            canvas.setDash()
        elif borders == "segments":
            count = max(1, ceil(max(abs(x1 - x0), abs(y1 - y0)) / 9))
            for i in range(count):
                a, b = i / count, (i + 0.8) / count
                canvas.line(x0 + (x1 - x0) * a, y0 + (y1 - y0) * a, x0 + (x1 - x0) * b, y0 + (y1 - y0) * b)  # fmt: skip


def styled_pdf(report: DrawnReport, style: Style, seed: int = 0) -> bytes:
    """The report as a PDF in this style."""
    pen = _Pen(style, Random(seed))
    for block in document_blocks(report):
        if isinstance(block, Table):
            pen.table(block.grid)
        else:
            pen.text(block)
    return pen.save()

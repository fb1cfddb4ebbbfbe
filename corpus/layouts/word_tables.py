"""Tables of a Word file: merged in both ways, cut in two, inside one another, in content controls."""

import re
from random import Random

from corpus.drawing.word import table_picture
from corpus.layouts.content import Sheet
from corpus.layouts.sheets import cut, header_rows, rows_of
from corpus.layouts.word_text import Runs
from corpus.statutory_form import FormCell, FormTable

WIDTH = 9000


def _widths(columns: int) -> list[int]:
    fixed = {4: [3000], 10: [700, 1000, 2600], 11: [700, 900, 2400], 9: [700, 1000, 3000]}.get(
        columns, []
    )
    rest = columns - len(fixed)
    return fixed + [(WIDTH - sum(fixed)) // rest] * rest


class Tables:
    """Draws sheets as w:tbl; shares the flags and counters of `Runs`."""

    def __init__(self, runs: Runs, rng: Random) -> None:
        self.runs, self.rng = runs, rng
        self.pictures: list[bytes] = []

    def _content(self, cell: FormCell) -> str:
        runs, text = self.runs, cell.text
        if cell.key:
            total = cell.key.endswith(".total")
            return runs.paragraph(runs.figure(text, total=total), '<w:jc w:val="center"/>')
        numbered = re.match(r"([1-8]\.)(?=\D)", text)
        if numbered and "automatic_label_numbers" in runs.flags:
            runs.met.add("automatic_label_numbers")
            number = runs.list_number(
                numbered[1].replace(numbered[1][0], "1"), new=numbered[1] == "1."
            )
            return runs.paragraph(runs.words(text[2:], odds=0.3), number)
        if runs.chance("tabs_in_cells", 0.2) and text:
            text = "\t" + text
        if "\n" in text and runs.rng.random() < 0.5:
            runs.met.add("paragraph_a_line_in_cells")
            return "".join(runs.paragraph(runs.words(line, odds=0.3)) for line in text.split("\n"))
        return runs.paragraph(runs.words(text, odds=0.3), '<w:jc w:val="center"/>')

    def _cell(self, cell: FormCell, width: int, *, hangs: bool) -> str:
        merge = ""
        if cell.row_span > 1:
            merge = "<w:vMerge/>" if hangs else '<w:vMerge w:val="restart"/>'
        content = "<w:p/>" if hangs else self._content(cell)
        size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.column_span > 1 and "horizontal_merges" in self.runs.flags:
            self.runs.met.add("horizontal_merges")
            first = (
                f'<w:tc><w:tcPr>{size}<w:hMerge w:val="restart"/>{merge}</w:tcPr>{content}</w:tc>'
            )
            goes_on = f"<w:tc><w:tcPr>{size}<w:hMerge/>{merge}</w:tcPr><w:p/></w:tc>"
            return first + goes_on * (cell.column_span - 1)
        span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
        whole = f"<w:tc><w:tcPr>{size}{span}{merge}</w:tcPr>{content}</w:tc>"
        if not hangs and self.runs.chance("cell_controls", 0.1):
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{whole}</w:sdtContent></w:sdt>"
        return whole

    def grid(self, table: FormTable, headers: int = 0) -> str:
        """One w:tbl."""
        widths = _widths(table.columns)
        rows = []
        for number, row in enumerate(rows_of(table)):
            cells = "".join(
                self._cell(c, sum(widths[c.column : c.column + c.column_span]), hangs=hangs)
                for c, hangs in row
            )
            repeat = "<w:trPr><w:tblHeader/></w:trPr>" if number < headers else ""
            one = f"<w:tr>{repeat}{cells}</w:tr>"
            if self.runs.chance("row_controls", 0.1):
                one = f"<w:sdt><w:sdtPr/><w:sdtContent>{one}</w:sdtContent></w:sdt>"
            rows.append(one)
            if table.columns >= 9 and number > headers + 3 and self.runs.chance("deleted_row", 0.1):
                rows.append(self._deleted_row(row, widths))
        edges = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = "".join(
            f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for e in edges
        )
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
        )

    def _deleted_row(self, row: list[tuple[FormCell, bool]], widths: list[int]) -> str:
        """A row that was deleted under tracking, with figures of an older draft."""
        cells = []
        for cell, _ in row:
            width = sum(widths[cell.column : cell.column + cell.column_span])
            span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
            merge = "<w:vMerge/>" if cell.row_span > 1 else ""
            gone = (
                "" if merge else self.runs.deleted("5" if cell.key else cell.text.replace("\n", ""))
            )
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr><w:p>{gone}</w:p></w:tc>'
            )
        mark = '<w:trPr><w:del w:id="1" w:author="核稿" w:date="2025-01-10T09:00:00Z"/></w:trPr>'
        return f"<w:tr>{mark}{''.join(cells)}</w:tr>"

    def _wrapped(self, inner: str) -> str:
        """Inside the only cell of a table that is there for the layout."""
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="{WIDTH}"/>'
            f'</w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="{WIDTH}" w:type="dxa"/></w:tcPr>{inner}<w:p/></w:tc></w:tr></w:tbl>'
        )

    def _picture(self, sheet: Sheet) -> str:
        self.pictures.append(table_picture(sheet.table))
        number = len(self.pictures)
        return (
            '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5400000" cy="3600000"/>'
            f'<wp:docPr id="{900 + number}" name="图片 {number}"/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="t.png"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="rIdPic{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="3600000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r></w:p>"
        )

    def sheet(self, sheet: Sheet) -> str:
        """A statutory table as this file draws it."""
        runs = self.runs
        if sheet.picture:
            return self._picture(sheet)
        gap = "<w:p/>"
        if sheet.part == "requests" and runs.chance("table_in_two", 1.0):
            blank = self.rng.random() < 0.5
            headers = self.rng.choice((0, 0, header_rows(sheet.table)))
            if headers:
                runs.met.add("header_rows_again")
            if blank:
                runs.met.add("label_blank_after_the_cut")
            at = self.rng.randrange(8, sheet.table.rows - 3)
            one, two = cut(sheet.table, at, headers=headers, blank=blank)
            between = self.rng.choice(("<w:p/>", runs.paragraph(runs.plain("（续表）"))))
            return self.grid(one) + between + self.grid(two) + gap
        drawn = self.grid(sheet.table, 3 if runs.chance("header_rows_marked", 0.5) else 0)
        if runs.chance("table_in_a_table", 0.6):
            drawn = self._wrapped(drawn)
        if runs.chance("table_controls", 0.6):
            drawn = f"<w:sdt><w:sdtPr/><w:sdtContent>{drawn}</w:sdtContent></w:sdt>"
        if runs.chance("table_in_a_text_box", 0.3):
            return runs.text_box(drawn + "<w:p/>") + gap
        return drawn + gap

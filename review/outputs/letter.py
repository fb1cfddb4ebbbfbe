"""The layout of an official letter after GB/T 9704-2012: page, fonts, indents, page numbers.

方正小标宋 二号 for the title, 黑体 三号 for headings, 仿宋 三号 for the body, 28 points a line.
"""

from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from review.outputs.inert import clean_text

TITLE_FONT, HEADING_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"
SECOND_FONT = "楷体_GB2312"
_TITLE_SIZE, BODY_SIZE, LINE = Pt(22), Pt(16), Pt(28)
_RED = RGBColor(0xD0, 0x00, 0x00)
_HALF = Mm(78)
_WIDE = 40  # millimetres: columns of names, set flush left
_TABLE_SIZE, _TABLE_GAP = Pt(12), Pt(3)


class Letter:
    """A letter under construction: paragraphs are added from top to bottom."""

    def __init__(self) -> None:
        self.document: DocxDocument = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(28)
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = BODY_FONT, BODY_SIZE
        style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)
        _page_number(section.footer.paragraphs[0])

    def line(
        self,
        text: str,
        *,
        font: str = BODY_FONT,
        bold: bool = False,
        indent: bool = True,
        align: WD_ALIGN_PARAGRAPH | None = None,
        keep: bool = False,
    ) -> Paragraph:
        """A paragraph of the body, its first line set in by two characters."""
        paragraph = self.document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
        layout.space_before = layout.space_after = Pt(0)
        layout.keep_with_next = keep
        if indent:
            layout.first_line_indent = BODY_SIZE * 2
        if align is not None:
            paragraph.alignment = align
        write(paragraph, text, font, bold=bold)
        return paragraph

    def head(self, office: str) -> None:
        """The name of the office in red over a red double line."""
        paragraph = self.line("", indent=False, align=WD_ALIGN_PARAGRAPH.CENTER)
        paragraph.paragraph_format.line_spacing = Pt(46)
        run = write(paragraph, office, TITLE_FONT)
        run.font.size, run.font.color.rgb = Pt(32), _RED
        _underline(paragraph)

    def title(self, text: str) -> None:
        """The title, centred, a blank line below it."""
        paragraph = self.line("", indent=False, align=WD_ALIGN_PARAGRAPH.CENTER)
        layout = paragraph.paragraph_format
        layout.line_spacing, layout.space_before, layout.space_after = Pt(34), LINE, LINE
        write(paragraph, text, TITLE_FONT).font.size = _TITLE_SIZE

    def heading(self, text: str) -> None:
        """A heading of the first rank: 一、…"""
        self.line(text, font=HEADING_FONT, keep=True)

    def labelled(self, label: str, text: str) -> None:
        """A paragraph with its label in bold."""
        write(self.line(label, bold=True), text, BODY_FONT)

    def signature(self, office: str, date: str) -> None:
        """Office and date, centred on one another at the right, kept together."""
        self.line("", indent=False, keep=True)
        for text, keep in ((office, True), (date, False)):
            paragraph = self.line(text, indent=False, align=WD_ALIGN_PARAGRAPH.CENTER, keep=keep)
            paragraph.paragraph_format.left_indent = _HALF

    def table(self, head: list[str], rows: list[list[str]], widths: list[float]) -> None:
        """A ruled table; its head is repeated on every page. `widths` in millimetres."""
        table = self.document.add_table(rows=0, cols=len(head), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, texts in enumerate([head, *rows]):
            row = table.add_row()
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Mm(width)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_before = _TABLE_GAP
                paragraph.paragraph_format.space_after = _TABLE_GAP
                wide = width >= _WIDE and number
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if wide else WD_ALIGN_PARAGRAPH.CENTER
                run = write(paragraph, text, HEADING_FONT if not number else BODY_FONT)
                run.font.size = _TABLE_SIZE
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if not number:
                properties.append(OxmlElement("w:tblHeader"))


def write(paragraph: Paragraph, text: str, font: str, *, bold: bool = False) -> Any:
    """A run of text in a font that holds for Chinese, too."""
    run = paragraph.add_run(clean_text(text))
    run.font.name, run.font.size, run.bold = font, BODY_SIZE, bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _underline(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (
        ("val", "thickThinSmallGap"),
        ("sz", "24"),
        ("space", "4"),
        ("color", "D00000"),
    ):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _page_number(paragraph: Paragraph) -> None:
    """— 1 — in 宋体 四号."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(paragraph, "— ", "宋体").font.size = Pt(14)
    run = write(paragraph, "", "宋体")
    run.font.size = Pt(14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)
    write(paragraph, " —", "宋体").font.size = Pt(14)

"""Reports as Word files: real tables with cells merged across and down, the same bytes every time."""

import io
import re
import struct
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from corpus.drawing.drawn import DrawnReport, Table, Text, document_blocks
from corpus.statutory_form import FormCell, FormTable

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT_WIDTH = 8844  # twentieths of a point between the margins of the page
LABEL_COLUMNS = {4: (3600, 1748, 1748, 1748), 10: (700, 1000, 2944), 15: ()}
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
BLACK, WHITE = 0, 255


def _widths(columns: int) -> list[int]:
    fixed = list(LABEL_COLUMNS[columns])
    rest = columns - len(fixed)
    return fixed + [(TEXT_WIDTH - sum(fixed)) // rest] * rest if rest else fixed


def _cell_xml(cell: FormCell, width: int, *, goes_on: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    merge = ""
    if cell.row_span > 1:
        merge = "<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>'
    runs = ""
    if not goes_on and cell.text:
        parts = (f'<w:t xml:space="preserve">{escape(t)}</w:t>' for t in cell.text.split("\n"))
        fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
        runs = f'<w:r><w:rPr>{fonts}<w:sz w:val="18"/></w:rPr>{"<w:br/>".join(parts)}</w:r>'
    align = "left" if cell.key is None and re.match(r"\d\.", cell.text) else "center"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>'
        f"{runs}</w:p></w:tc>"
    )


def _table_xml(table: FormTable) -> str:
    widths = _widths(table.columns)
    rows: list[dict[int, str]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        width = sum(widths[cell.column : cell.column + cell.column_span])
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row][cell.column] = _cell_xml(cell, width, goes_on=row > cell.row)
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for e in edges)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(f"<w:tr>{''.join(row[c] for c in sorted(row))}</w:tr>" for row in rows)
    return (
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
    )


def table_picture(table: FormTable) -> bytes:
    """A PNG of the table as a bad scan gives it: rules, and grey bars where the writing was."""
    cell_width, cell_height = 640 // table.columns, 34
    width, height = cell_width * table.columns + 1, cell_height * table.rows + 1
    pixels = [bytearray([WHITE]) * width for _ in range(height)]

    def fill(left: int, top: int, right: int, bottom: int, shade: int) -> None:
        for line in pixels[top:bottom]:
            line[left:right] = bytearray([shade]) * (right - left)

    for cell in table.cells:
        left, top = cell.column * cell_width, cell.row * cell_height
        right = left + cell.column_span * cell_width
        bottom = top + cell.row_span * cell_height
        fill(left, top, right + 1, top + 1, BLACK)
        fill(left, bottom, right + 1, bottom + 1, BLACK)
        fill(left, top, left + 1, bottom + 1, BLACK)
        fill(right, top, right + 1, bottom + 1, BLACK)
        middle, reach = (
            (top + bottom) // 2,
            min(6 * len(cell.text), right - left - 8) // 2,
        )
        fill(
            (left + right) // 2 - reach,
            middle - 4,
            (left + right) // 2 + reach,
            middle + 5,
            96,
        )

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    # Stored, not compressed: the bytes then do not hang on the version of zlib.
    body = zlib.compress(b"".join(b"\0" + bytes(line) for line in pixels), 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", body), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _paragraph(document: Document, block: Text) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(block.text)
    size, font = {"title": (18, "方正小标宋简体"), "heading": (15, "黑体")}.get(
        block.role, (14, "仿宋")
    )
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if block.role == "title":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.role == "end":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    else:
        paragraph.paragraph_format.first_line_indent = Pt(28)


def _fixed(package: bytes) -> bytes:
    """The same zip with fixed dates, so that equal reports are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def draw_docx(report: DrawnReport, path: Path) -> None:
    """Write the report as a Word file."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    body = document.element.body
    for block in document_blocks(report):
        if not isinstance(block, Table):
            _paragraph(document, block)
        elif block.picture:
            picture = io.BytesIO(table_picture(block.grid))
            document.add_paragraph().add_run().add_picture(picture, width=Cm(15))
        else:
            body.insert(len(body) - 1, parse_xml(_table_xml(block.grid)))
            document.add_paragraph()
    properties = document.core_properties
    properties.author = properties.last_modified_by = report.agency
    properties.title, properties.comments = report.title.replace("\n", ""), ""
    properties.created = properties.modified = datetime(max(report.year, 2000) + 1, 1, 10)
    package = io.BytesIO()
    document.save(package)
    path.write_bytes(_fixed(package.getvalue()))

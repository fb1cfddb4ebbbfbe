"""Plain text: .txt, .csv and .md in UTF-8, UTF-16 or GB18030; one Paragraph a physical line.

Tabs are kept: in text saved from a document they part the cells of a table. A line that fills the
width at which the whole file is broken is marked `wrapped`: its sentence goes on in the next line.
A table in HTML, as converters put it into markdown, is a grid.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from review.errors import UnreadableFile
from review.model import Block, Document, Paragraph, Picture, Place, Source
from review.readers.limits import LIMITS, check_characters, too_many
from review.readers.text_cleaning import cleaned, commas_as_tabs, unboxed
from review.readers.text_markdown import PICTURE, is_markdown, plain, plain_marks
from review.readers.text_wrapping import wrapped_lines

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HTML_TABLE = re.compile(r"(<table\b(?:(?!<table\b).)*?</table\s*>)", re.IGNORECASE | re.DOTALL)


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding; UnreadableFile if it is in none that offices use."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                break
    if b"\x00" in data[:4096] and (found := _utf16(data)):
        return found
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("文字编码无法识别，请用记事本另存为 UTF-8 编码后重新提交。")


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: the byte order in which line ends and Chinese characters appear."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        chinese = sum("\u4e00" <= char <= "\u9fff" for char in text[:4096])
        if "\x00" not in text and "\n" in text and chinese > 0.2 * len(text[:4096]):
            return text, encoding
    return None


def read_text(data: bytes, source: Source) -> Document:
    """Read a text file. Blank lines are kept as empty paragraphs: they part rows in some layouts."""
    text, encoding = decode(data)
    if "\x00" in text and text.count("\x00") > len(text) / 10:
        raise UnreadableFile("这不是文本文件，请提交 Word、PDF 或文本格式的年度报告。")
    check_characters(len(text))
    if text.count("\n") > LIMITS.paragraphs:
        raise too_many("的行数", LIMITS.paragraphs)
    remarks = ("文件按 GB18030 编码读取。",) if encoding == "gb18030" else ()
    text = cleaned(text)
    markdown = is_markdown(text, source.name)
    blocks: list[Block] = []
    for number, piece in enumerate(_HTML_TABLE.split(text)):
        blocks += _grids(piece, source) if number % 2 else _lines(piece, markdown)
    placed = (replace(block, place=Place(index)) for index, block in enumerate(blocks))
    return Document(source, tuple(placed), remarks)


def _grids(html: str, source: Source) -> list[Block]:
    from review.readers.html import read_page

    try:
        return list(read_page(html.encode(), source, "utf-8").blocks)
    except UnreadableFile:
        return []


def _lines(text: str, markdown: bool) -> Iterator[Block]:
    text = plain(text) if markdown else plain_marks(text)
    lines = commas_as_tabs(unboxed(text.replace("\f", "\n").split("\n")))
    for line, wrapped in zip(lines, wrapped_lines(lines), strict=True):
        if line == PICTURE:
            yield Picture(Place(0))
        else:
            yield Paragraph(line.rstrip(" \u3000"), Place(0), wrapped)

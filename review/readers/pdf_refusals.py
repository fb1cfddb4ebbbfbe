"""PDFs that open but cannot be read: scans, fonts that say nothing, text in columns."""

import re
from collections.abc import Sequence
from typing import Protocol

from review.errors import UnreadableFile
from review.readers.pdf_lines import TextLine
from review.readers.pdf_tables import RuledTable

COLUMN_LINES, COLUMN_CHARS = 8, 9  # that make a page of columns of text
UNMAPPED_SHARE = 0.3
UNMAPPED_CELLS = 2  # more cells of nothing else, and it is the figures' font that is at fault

_SCAN = (
    "这份PDF是扫描件，没有文字层，无法读取文字和表格；"
    "请提交由Word或WPS导出的PDF，或直接提交Word文件"
)
_GARBLED = "这份PDF的字体没有文字对照表，读出来是乱码；请用Word或WPS重新导出PDF，或直接提交Word文件"
_GARBLED_FIGURES = (
    "这份PDF表格里的数字所用字体没有文字对照表，读不出是什么数；"
    "请用Word或WPS重新导出PDF，或直接提交Word文件"
)
_COLUMNS = (
    "PDF第{page}页是分栏排版，无法确定文字的先后；请改为通栏排版后重新导出PDF，或直接提交Word文件"
)


class Page(Protocol):
    """What is looked at of a page."""

    @property
    def number(self) -> int: ...
    @property
    def glyphs(self) -> int: ...
    @property
    def unmapped(self) -> int: ...
    @property
    def lines(self) -> tuple[TextLine, ...]: ...
    @property
    def tables(self) -> tuple[RuledTable, ...]: ...


def is_unmapped(text: str) -> bool:
    """A glyph for which the font names no character, or one of the private use area."""
    return text.startswith("(cid:") or "\ue000" <= text[0] <= "\uf8ff" or text[0] == "\ufffd"


def require_text(pages: Sequence[Page]) -> None:
    glyphs = sum(page.glyphs for page in pages)
    if not glyphs:
        raise UnreadableFile(_SCAN)
    if sum(page.unmapped for page in pages) > UNMAPPED_SHARE * glyphs:
        raise UnreadableFile(_GARBLED)
    for page in pages:
        beside = [line for line in page.lines if _is_prose_beside_prose(line.text)]
        if len(beside) >= COLUMN_LINES and len(beside) * 2 > len(page.lines):
            raise UnreadableFile(_COLUMNS.format(page=page.number))
    cells = [cell.text for page in pages for table in page.tables for cell in table.cells]
    if sum(_is_all_unmapped(text) for text in cells) > UNMAPPED_CELLS:
        raise UnreadableFile(_GARBLED_FIGURES)


def _is_prose_beside_prose(line: str) -> bool:
    """Whether lines of running text stand beside each other, as on a page of columns."""
    parts = line.split("\t")
    return len(parts) >= 2 and all(
        sum("\u4e00" <= char <= "\u9fff" for char in part) >= COLUMN_CHARS for part in parts
    )


def _is_all_unmapped(text: str) -> bool:
    """Whether a cell holds nothing but glyphs that stand for no character."""
    rest = re.sub(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\s]", "", text)
    return bool(text.strip()) and not rest

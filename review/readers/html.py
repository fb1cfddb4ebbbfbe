"""The reader of saved web pages: paragraphs, true tables and large pictures, without the site around.

Reads what a browser shows. Nothing is fetched: style sheets, frames and pictures outside the file
are as if they were not there. Scripts, forms, hidden elements and the chrome of the site are left
out (html_page.py); tables that only lay out a page are opened (docx_layout.py).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from lxml import etree

from review.errors import UnreadableFile
from review.model import Block, Document, Grid, Paragraph, Picture, Place, Source
from review.readers.docx_layout import DraftGrid, Item, Mark, flow
from review.readers.html_encoding import page_text
from review.readers.html_page import Page, looked_at, whole
from review.readers.html_repeats import without_repetition
from review.readers.html_walk import Walk
from review.readers.limits import LIMITS, check_size, too_many

_MARKUP = 500_000
"""Tags in one page: what bounds the memory of its tree."""
_TITLE_PARTS = re.compile(r"[_|｜\-–—]")
_NO_TEXT = "网页中没有可以读取的文字，请在浏览器中打开确认后，将正文复制到 Word 文档重新提交。"
_TWICE = "网页中同一内容出现两遍（如电脑版和手机版），只读取一遍。"
_FRAMED = "网页中嵌有框架或附件，其内容没有保存在这个文件里，未予审查。请另行打开，保存后提交。"
_SMALL_FRAME = 100
"""Pixels below which a frame is a button or a counter."""
_CUT = "网页的菜单、链接栏、页脚等与正文无关的内容未读取。"


def read_html(data: bytes, source: Source) -> Document:
    """The blocks of a saved page in reading order; lines without text are left out.

    Raises a FileError: UnreadableFile for a page without text or in an unknown encoding,
    FileTooLarge for one beyond the limits.
    """
    return read_page(data, source)


def read_page(data: bytes, source: Source, charset: str = "") -> Document:
    """`read_html` for a page whose envelope (MHT) names its `charset`."""
    check_size(data)
    if data.count(b"<") > _MARKUP:
        raise too_many("的标记数", _MARKUP)
    text, remarks = page_text(data, charset)
    root = _parsed(text)
    page = looked_at(root)
    blocks = _blocks(root, page)
    if not blocks and page.cut:
        page = whole(root)
        blocks = _blocks(root, page)
    if not blocks:
        raise UnreadableFile(_NO_TEXT)
    if page.cut:
        remarks += (_CUT,)
    once = without_repetition(blocks)
    if len(once) < len(blocks):
        remarks += (_TWICE,)
    if any(_is_frame(element) for element in root.iter("iframe", "embed", "object", "frame")):
        remarks += (_FRAMED,)
    return Document(source, tuple(_renumbered(_with_title(root, once))), remarks)


def _is_frame(element: etree._Element) -> bool:
    """Whether an element shows another file, and is large enough for a text."""
    if not (element.get("src") or element.get("data")) or "hidden" in element.attrib:
        return False
    sizes = (element.get(side, "").strip().removesuffix("px") for side in ("width", "height"))
    return not any(size.isdecimal() and int(size[:6]) < _SMALL_FRAME for size in sizes)


def _parsed(text: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    data = text.lstrip("\ufeff").replace("\x00", "").encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile(_NO_TEXT) from error
    # The parser stops at its own depth and drops the rest: half a page is no page.
    if any("depth" in entry.message for entry in parser.error_log):
        raise too_many("的嵌套层数", LIMITS.depth)
    if root is None or not isinstance(root.tag, str):
        raise UnreadableFile(_NO_TEXT)
    return root


def _blocks(root: etree._Element, page: Page) -> list[Block]:
    try:
        return list(_placed(Walk(page).items_of(root)))
    except RecursionError as error:
        raise too_many("的嵌套层数", LIMITS.depth) from error


def _placed(items: list[Item]) -> Iterator[Block]:
    index = 0
    for item in flow(items):
        place = Place(index)
        if isinstance(item, DraftGrid):
            if not any(cell.text.strip() for cell in item.cells):
                continue
            yield Grid(item.cells, item.rows, item.columns, place)
        elif isinstance(item, Mark):
            yield Picture(place)
        else:
            for line in item.split("\n"):
                if line.strip():
                    yield Paragraph(line, Place(index))
                    index += 1
            index -= 1
        index += 1
        if index > LIMITS.paragraphs:
            raise too_many("的段落数", LIMITS.paragraphs)


def _with_title(root: etree._Element, blocks: list[Block]) -> list[Block]:
    """The blocks with the title of the window before them, where the page itself shows none like it."""
    full = "".join(root.findtext(".//title", "").split())
    title = _TITLE_PARTS.split(full)[0]
    if len(title) > 80 or len(re.findall("[\u4e00-\u9fff]", title)) < 8:
        return blocks
    lines = ["".join(b.text.split()) for b in blocks if isinstance(b, Paragraph)]
    if title in "".join(lines):
        return blocks
    for line in lines[:15]:
        if len(line) <= 80 and SequenceMatcher(None, title, line, autojunk=False).ratio() > 0.5:
            return blocks
    return [Paragraph(title, Place(0)), *blocks]


def _renumbered(blocks: list[Block]) -> Iterator[Block]:
    return (replace(block, place=Place(index)) for index, block in enumerate(blocks))

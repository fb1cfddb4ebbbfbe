"""PDF → Document: lines of text, ruled tables made whole over page breaks, pictures.

Only PDFs with a text layer can be read. Nothing here knows what a report looks like.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from review.errors import FileTooLarge, ProtectedFile, ReviewError, UnreadableFile
from review.model import (
    Block,
    Document,
    Grid,
    GridCell,
    Paragraph,
    Picture,
    Place,
    Source,
)
from review.readers.pdf_broken import with_level_figures
from review.readers.pdf_columns import unruled_tables
from review.readers.pdf_guard import guarded
from review.readers.pdf_joins import continues, join
from review.readers.pdf_limits import PDF_LIMITS, PdfLimits
from review.readers.pdf_lines import Glyph, TextLine
from review.readers.pdf_margins import Column, column_of, page_furniture, runs_on
from review.readers.pdf_newspaper import lines_of_page
from review.readers.pdf_refusals import is_unmapped, require_text
from review.readers.pdf_rulings import Box, connected, ground_sets, merged
from review.readers.pdf_tables import RuledTable, tables_on

if TYPE_CHECKING:
    from review.readers.pdf_sheets import Leaf

PICTURE_SHARE = 0.15  # of the page's area
STRIP_SHARE, STRIP_WIDTH = (
    0.05,
    0.6,
)  # a low picture over most of the page's width: a table of one row
PICTURE_GLYPHS = 20  # more text than that upon a picture, and it is a background
STRIP_ROWS = 3  # a part of a table cut off with merged cells only has no more rows

_DAMAGED = "PDF文件已损坏或不完整，无法打开；请重新导出或重新下载后再提交"
_LOCKED = "PDF文件设有打开密码，无法读取；请去掉密码后再提交"
_NESTED = "PDF内部结构嵌套过深，不像一份年报；请用Word或WPS重新导出PDF，或直接提交Word文件"
_EMPTY = "PDF文件里没有页面或没有内容；请核对后重新提交"

_NOTE = re.compile(r"(?:\d{1,2}|[①-⑳])\s?[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page: lines outside tables, tables, pictures. Frames are among the tables."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    tables: tuple[RuledTable, ...]
    pictures: tuple[Box, ...]
    glyphs: int
    unmapped: int
    crowded: bool
    scanned: bool = False


_Item = TextLine | RuledTable | Box


def read_pdf(data: bytes, source: Source, limits: PdfLimits = PDF_LIMITS) -> Document:
    """Blocks of a PDF in reading order; the source of the result knows the number of pages.

    Raises UnreadableFile (damaged, scanned, garbled), ProtectedFile or FileTooLarge.
    """
    if len(data) > limits.bytes:
        raise FileTooLarge(
            f"PDF文件超过{limits.bytes // 1024 // 1024}MB；请压缩图片或重新导出后再提交"
        )
    # The parser warns of every small defect of a font; none of them is for the user.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with guarded(limits):
            pages = _pages(data, limits)
    except (ReviewError, MemoryError):
        raise
    except Exception as error:  # the parser lets any exception through on damaged files
        refused = _cause(error, (ReviewError, MemoryError))
        if refused is not None:
            raise refused from error
        if _cause(error, (RecursionError,)) is not None:
            raise FileTooLarge(_NESTED) from error
        if _is_about_password(error):
            raise ProtectedFile(_LOCKED) from error
        raise UnreadableFile(_DAMAGED) from error
    require_text(pages)
    remarks = tuple(
        f"第{page.number}页线条过多（疑为图形），未从中识别表格" for page in pages if page.crowded
    ) + _scan_remarks(pages)
    return Document(
        replace(source, pages=len(pages)),
        tuple(_blocks(_settled(_plain(pages)))),
        remarks,
    )


def _scan_remarks(pages: Sequence[_Page]) -> tuple[str, ...]:
    scanned = "、".join(str(page.number) for page in pages if page.scanned)
    if not scanned:
        return ()
    return (f"第{scanned}页是扫描图，文字由软件识别而来，可能有错字错数，请对照原件",)


# --- reading pages ----------------------------------------------------------------------------


def _pages(data: bytes, limits: PdfLimits) -> list[_Page]:
    # The parser is brought in only where a PDF is read.
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    from review.readers.pdf_device import sheets
    from review.readers.pdf_sheets import leaf_of

    document = PDFDocument(PDFParser(BytesIO(data)))
    found = list(islice(PDFPage.create_pages(document), limits.pages + 1))
    if len(found) > limits.pages:
        raise FileTooLarge(f"PDF超过{limits.pages}页，不像一份年报；请只提交年报本身")
    pages: list[_Page] = []
    outside: list[list[Glyph]] = []
    for sheet in sheets(document, found, limits.glyphs_a_page):
        page, rest = _page(leaf_of(sheet), limits)
        pages.append(page)
        outside.append(rest)
        if sum(page.glyphs for page in pages) > limits.glyphs:
            raise FileTooLarge(f"PDF的文字超过{limits.glyphs}个；请只提交年报本身")
        if sum(len(t.cells) for p in pages for t in p.tables) > limits.cells:
            raise FileTooLarge(f"PDF的单元格超过{limits.cells}个；请只提交年报本身")
    if not pages:
        raise UnreadableFile(_EMPTY)
    unruled = unruled_tables(
        [
            (page.number, [] if page.crowded else rest)
            for page, rest in zip(pages, outside, strict=True)
        ]
    )
    return [
        replace(
            page,
            lines=tuple(lines_of_page(rest if page.crowded else with_level_figures(more.rest))),
            tables=tuple(sorted((*page.tables, *more.tables), key=lambda table: table.top)),
        )
        for page, rest, more in zip(pages, outside, unruled, strict=True)
    ]


def _page(leaf: "Leaf", limits: PdfLimits) -> tuple[_Page, list[Glyph]]:
    """Ruled tables and pictures of a page, and the glyphs outside the tables."""
    glyphs = leaf.glyphs
    level, upright = merged(leaf.level, 1.0), merged(leaf.upright, 1.0)
    crowded = len(level) + len(upright) > limits.rulings
    sets = [] if crowded else connected(level, upright)
    if not crowded and len(leaf.grounds) <= limits.rulings:
        sets = sets + ground_sets(leaf.grounds, sets, leaf.width)
    tables, outside = tables_on(leaf.number, sets, glyphs, limits)
    width, height = leaf.width, leaf.height
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    pictures = tuple(
        box
        for box in _boxes(leaf.pictures)
        if (box.x1 - box.x0) * (box.bottom - box.top)
        > (STRIP_SHARE if box.x1 - box.x0 > STRIP_WIDTH * width else PICTURE_SHARE) * width * height
        and sum(box.holds(*glyph.middle) for glyph in inked) <= PICTURE_GLYPHS
    )
    found = _Page(
        leaf.number,
        width,
        height,
        (),
        tuple(tables),
        pictures,
        len(inked),
        sum(is_unmapped(glyph.text) for glyph in inked),
        crowded,
        leaf.scanned,
    )
    return found, outside


def _boxes(images: Sequence[Box]) -> list[Box]:
    """Pictures of a page; strips of one picture stacked upon each other are one box."""
    boxes: list[Box] = []
    for box in sorted(images, key=lambda image: image.top):
        for i, other in enumerate(boxes):
            same = abs(other.x0 - box.x0) < 2 and abs(other.x1 - box.x1) < 2
            if same and box.top - other.bottom < 2:
                boxes[i] = replace(other, bottom=max(other.bottom, box.bottom))
                break
        else:
            boxes.append(box)
    return boxes


def _is_about_password(error: BaseException) -> bool:
    """Whether the parser failed on encryption: its error may be wrapped in another."""
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    return _cause(error, (PDFEncryptionError, PDFPasswordIncorrect)) is not None


def _cause(error: BaseException, kinds: tuple[type[BaseException], ...]) -> BaseException | None:
    """The error of one of these kinds that another one wraps or came of, or that it is itself."""
    seen: BaseException | None = error
    while seen is not None:
        for candidate in (seen, *seen.args):
            if isinstance(candidate, kinds):
                return candidate
        seen = seen.__cause__ or seen.__context__
    return None


# --- pages → items → blocks -------------------------------------------------------------------


def _plain(pages: Sequence[_Page]) -> list[_Page]:
    """Pages without their running heads, feet and numbers."""
    furniture = page_furniture([(page.height, page.lines) for page in pages])
    return [
        replace(
            page,
            lines=tuple(line for i, line in enumerate(page.lines) if i not in dropped),
        )
        for page, dropped in zip(pages, furniture, strict=True)
    ]


def _settled(pages: Sequence[_Page]) -> list[tuple[_Page, list[_Item]]]:
    """Each page's items in reading order, with frames opened into lines.

    A frame at a page break stays where it is a strip of the table on the other side.
    """
    items = [_without_page_frames(_items(page)) for page in pages]
    for number, here in enumerate(items):
        before = items[number - 1][-1] if number and items[number - 1] else None
        after = items[number + 1][0] if number + 1 < len(items) and items[number + 1] else None
        kept: list[_Item] = []
        for i, item in enumerate(here):
            at_break = (i == 0, before), (i == len(here) - 1, after)
            if (
                not isinstance(item, RuledTable)
                or not item.is_frame
                or any(outermost and _is_strip(item, other) for outermost, other in at_break)
            ):
                kept.append(item)
            else:
                kept += item.lines
        kept.sort(key=_order)
        items[number] = kept
    return list(zip(pages, items, strict=True))


def _items(page: _Page) -> list[_Item]:
    items: list[_Item] = [*page.lines, *page.tables, *page.pictures]
    return sorted(items, key=_order)


def _order(item: _Item) -> tuple[float, int, float]:
    return item.order if isinstance(item, TextLine) else (item.top, 0, item.top)


def _without_page_frames(items: Sequence[_Item]) -> list[_Item]:
    """The items, with frames around others opened into their own lines."""
    out: list[_Item] = []
    for item in items:
        around = (
            isinstance(item, RuledTable)
            and item.is_frame
            and any(
                isinstance(other, RuledTable)
                and other is not item
                and item.top < other.top
                and other.bottom < item.bottom
                for other in items
            )
        )
        out += item.lines if around and isinstance(item, RuledTable) else (item,)
    return sorted(out, key=_order)


def _is_strip(frame: RuledTable, neighbour: _Item | None) -> bool:
    """Whether a box of one column, next to a table over the page break, is a part of it."""
    return (
        isinstance(neighbour, RuledTable)
        and not neighbour.is_frame
        and frame.rows <= STRIP_ROWS
        and continues(frame, neighbour)
    )


def _blocks(pages: Sequence[tuple[_Page, list[_Item]]]) -> Iterator[Block]:
    flow: list[tuple[_Page, _Item]] = []
    for page, items in pages:
        for item in items:
            at = _before_notes(flow) if item is items[0] else len(flow) - 1
            last = flow[at][1] if flow else None
            if (
                item is items[0]
                and isinstance(item, RuledTable)
                and isinstance(last, RuledTable)
                and continues(last, item)
            ):
                flow[at] = (flow[at][0], join(last, item))
            else:
                flow.append((page, item))
    columns = _columns(pages)
    for index, (page, item) in enumerate(flow):
        place = Place(index, page.number)
        if isinstance(item, RuledTable):
            yield _grid(item, place)
        elif isinstance(item, Box):
            yield Picture(place)
        else:
            wrapped = False
            if index + 1 < len(flow) and isinstance((following := flow[index + 1][1]), TextLine):
                next_page = flow[index + 1][0]
                wrapped = runs_on(
                    item,
                    following,
                    columns[round(page.width), item.column],
                    columns[round(next_page.width), following.column],
                )
            yield Paragraph(item.text, place, wrapped)


def _before_notes(flow: Sequence[tuple[_Page, _Item]]) -> int:
    """The last item of a page, or the table above the notes at its foot."""
    at = len(flow) - 1
    while at > 0 and _is_note(flow[at][1]) and flow[at][0] is flow[-1][0]:
        at -= 1
    return at if flow and isinstance(flow[at][1], RuledTable) else len(flow) - 1


def _is_note(item: _Item) -> bool:
    """Whether a line is a note at the foot of the page: its number stands before its first word."""
    return isinstance(item, TextLine) and _NOTE.match(item.text) is not None


def _columns(pages: Sequence[tuple[_Page, list[_Item]]]) -> dict[tuple[int, int], Column]:
    """Each text column (0 is the whole page) of pages of each width (landscape pages differ)."""
    lines: dict[tuple[int, int], list[TextLine]] = {}
    for page, items in pages:
        for item in items:
            if isinstance(item, TextLine):
                lines.setdefault((round(page.width), item.column), []).append(item)
    return {
        # The edges of a part of the page are where its own lines begin and end.
        (width, column): column_of(found, 0 if column else width)
        for (width, column), found in lines.items()
    }


def _grid(table: RuledTable, place: Place) -> Grid:
    cells = tuple(
        GridCell(
            cell.row,
            cell.column,
            cell.text,
            cell.row_end - cell.row,
            cell.column_end - cell.column,
        )
        for cell in table.cells
    )
    return Grid(cells, table.rows, table.width, place, table.loose)

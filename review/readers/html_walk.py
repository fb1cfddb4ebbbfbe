"""A walk over a web page: its lines, tables and large pictures in reading order."""

import re

from lxml import etree

from review.readers.docx_layout import Item, Mark
from review.readers.html_lines import is_footer, without_tools
from review.readers.html_page import Page
from review.readers.html_tables import DraftCell, DraftTable, placed, span
from review.readers.limits import LIMITS, too_many
from review.zh.sentences import ORDINAL

_BLOCK_NAMES = (
    "html body address article aside blockquote caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_PLAIN = frozenset({"span", "font", "b", "strong", "i", "em", "u"})
"""Tags that change nothing but the looks: most of those in a page."""
_ROWS = frozenset({"tbody", "thead", "tfoot"})
_LARGE = 200
"""Pixels up to which a picture is an icon."""
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200d\u2060\ufeff\u00ad]")
# A source line broken between two Chinese characters leaves no space on the screen.
_WIDE = "[\u2018-\u201d\u2026\u3001-\u303f\u4e00-\u9fff\uff00-\uff60]"
_BROKEN = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")
_FIGURE = re.compile(r"[\d.,]+")
_NO_NUMBER = re.compile(r"list-style[^;]*\bnone", re.IGNORECASE)


class Walk:
    """One pass over the tree, without recursion; `_items` is where lines go: the page or a cell."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._items: list[Item] = []
        self._line: list[str] = []
        self._pictures = 0
        self._outer: list[list[Item]] = []
        self._tables: list[DraftTable] = []
        self._cells = 0
        self._links = 0
        self._preformatted = 0
        self._numbers: list[int] = []
        self._ordinal = ""
        self._within = False
        self._passed = False
        self._at_foot = False
        self._cells_around_middle = 0

    def items_of(self, root: etree._Element) -> list[Item]:
        """What the page holds, in order."""
        walk = etree.iterwalk(root, events=("start", "end"))
        left_out, middle = self._page.left_out, self._page.middle
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                if element in left_out:
                    if tag in _BLOCKS:
                        self._flush()
                    elif tag == "input" and self._outer:
                        self._write(_entered(element))
                    walk.skip_subtree()
                    continue
                if element is middle:
                    self._flush()
                    self._within = self._passed = True
                    self._cells_around_middle = len(self._outer) + (tag in ("td", "th"))
                if tag not in _PLAIN:
                    self._open(element, tag)
                text = element.text
                if text:
                    self._write(text)
            else:
                if tag not in _PLAIN and element not in left_out:
                    self._close(element, tag)
                if element is middle:
                    self._flush()
                    self._within = False
                text = element.tail
                if text:
                    self._write(text)
        self._flush()
        return self._items

    def _write(self, text: str) -> None:
        if not self._preformatted:
            self._line.append(text)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._flush()
            self._line.append(line)

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag == "br":
            self._flush()
        elif tag == "img":
            self._pictures += self._is_large(element)
        elif tag == "a":
            self._links += 1
        if tag not in _BLOCKS:
            return
        if self._line or self._pictures:
            self._flush()
        if tag == "p" or tag == "div":
            return
        if tag == "table":
            self._open_table(element)
        elif tag == "tr":
            if self._tables and _is_row(element):
                self._tables[-1].begin_row(element.getparent())
        elif tag in ("td", "th"):
            if _is_cell(element) and self._tables:
                self._open_cell(element)
        elif tag == "pre":
            self._preformatted += 1
        elif tag in ("ol", "ul"):
            start = span(element.get("start")) if element.get("start") else 1
            numbered = tag == "ol" and not _NO_NUMBER.search(element.get("style") or "")
            self._numbers.append(start if numbered else -1)
        elif tag == "li" and self._numbers and self._numbers[-1] >= 0:
            self._ordinal = f"{self._numbers[-1]}."
            self._numbers[-1] += 1

    def _close(self, element: etree._Element, tag: str) -> None:
        if tag == "a":
            self._links -= 1
        if tag not in _BLOCKS:
            return
        if self._line or self._pictures:
            self._flush()
        if tag == "p" or tag == "div":
            return
        if tag == "table":
            if not _is_layout(element):
                table = placed(self._tables.pop())
                self._items.append(table)
        elif tag in ("td", "th"):
            if _is_cell(element) and self._tables:
                self._items = self._outer.pop()
        elif tag == "tr":
            if self._tables and _is_row(element) and element.get("height") == "0":
                self._tables[-1].drop_blank_row()
        elif tag == "pre":
            self._preformatted -= 1
        elif tag in ("ol", "ul"):
            self._numbers.pop()
        elif tag == "li":
            self._ordinal = ""

    def _open_table(self, element: etree._Element) -> None:
        if _is_layout(element):
            return
        if len(self._tables) >= LIMITS.depth:
            raise too_many("的嵌套层数", LIMITS.depth)
        self._tables.append(DraftTable())

    def _open_cell(self, element: etree._Element) -> None:
        self._cells += 1
        if self._cells > LIMITS.cells:
            raise too_many("表格的单元格数", LIMITS.cells)
        cell = DraftCell(span(element.get("rowspan")), span(element.get("colspan")))
        self._tables[-1].rows[-1].append(cell)
        self._outer.append(self._items)
        self._items = cell.items

    def _is_large(self, element: etree._Element) -> bool:
        if self._page.middle is not None and not self._within:
            # Before the text stand banners; behind it, up to
            # the footer, a picture may still be a table of the report.
            if self._links or not self._passed:
                return False
        for side in ("width", "height"):
            size = element.get(side, "").strip().removesuffix("px")
            if size.isdecimal():
                return int(size[:6]) > _LARGE
        return True

    def _flush(self) -> None:
        """End the line: what is written since the last end goes to the items."""
        pieces, pictures = self._line, self._pictures
        if not pieces and not pictures:
            return
        self._line, self._pictures = [], 0
        text = "".join(pieces)
        line = self._kept(_shown(text, self._preformatted > 0)) if text else ""
        if line:
            if self._ordinal:
                line = line if ORDINAL.match(line) else self._ordinal + line
                self._ordinal = ""
            self._items.append(line)
        else:
            self._items += [Mark.PICTURE] * min(pictures, 1)

    def _kept(self, line: str) -> str:
        """The line without what is chrome; the cells of a table in the text are left as they are."""
        if not line:
            return ""
        if self._page.middle is not None and not self._within:
            if is_footer(line):
                self._at_foot = self._at_foot or self._passed
                self._passed = False
                return ""
            return "" if self._at_foot else without_tools(line)
        if len(self._outer) > self._cells_around_middle:
            return line
        if self._page.middle is None and is_footer(line):
            return ""
        return without_tools(line)


def _entered(field: etree._Element) -> str:
    """The figure that a field of a form shows in a cell."""
    value = field.get("value", "").strip()
    if field.get("type", "text").lower() not in ("text", "number") or "hidden" in field.attrib:
        return ""
    return value if _FIGURE.fullmatch(value) else ""


def _shown(text: str, preformatted: bool) -> str:
    """Text as the screen shows it: runs of spaces are one; nothing at the ends."""
    text = _INVISIBLE.sub("", text)
    if preformatted:
        return text.rstrip()
    if "\n" in text or "\r" in text:
        text = _BROKEN.sub("", text.strip())
    return " ".join(text.split())


def _is_layout(element: etree._Element) -> bool:
    return element.get("role") in ("presentation", "none")


def _is_row(element: etree._Element) -> bool:
    """Whether a tr belongs to a table that is read as one, not to one that only lays out."""
    return _table_of(element) is not None


def _is_cell(element: etree._Element) -> bool:
    row = element.getparent()
    return row is not None and row.tag == "tr" and _table_of(row) is not None


def _table_of(row: etree._Element) -> etree._Element | None:
    parent = row.getparent()
    if parent is not None and parent.tag in _ROWS:
        parent = parent.getparent()
    if parent is None or parent.tag != "table" or _is_layout(parent):
        return None
    return parent

"""What the styles of a .docx inherit: numbering and hidden text; and values of properties."""

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from review.errors import FileError
from review.readers.docx_package import WORD, parse_part

_VAL = f"{WORD}val"
_STYLE_ID = f"{WORD}styleId"
_STYLES_TAG = re.compile(rb"<w:styles\b[^>]*>")
_STYLE_ID_TEXT = re.compile(rb'w:styleId="([^"]*)"')
_OFF_VALUES = ("0", "false", "off")


def switched_on(element: etree._Element) -> bool:
    """The value of an on/off property such as w:vanish, which is on where it has no w:val."""
    return element.get(_VAL, "1") not in _OFF_VALUES


def integer(element: etree._Element | None, default: int) -> int:
    """The whole number in w:val, or the default where it is absent or none."""
    if element is None:
        return default
    try:
        return int(element.get(_VAL, ""))
    except ValueError:
        return default


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str | None
    num_id: int | None
    level: int | None
    vanish: bool | None


class Styles:
    """What styles say about numbering and hidden text, `w:basedOn` followed.

    A styles part is often far greater than the text. So single styles are cut out of it where it
    is written as Word and WPS write it; the whole is parsed only where that fails.
    """

    def __init__(self, xml: bytes | None) -> None:
        self._xml = xml or b""
        self._whole = not xml
        self._styles: dict[str, _Style] = {}
        self._numbers: dict[str | None, tuple[int | None, int | None]] = {}
        self._hidden: dict[str | None, bool] = {}

    @cached_property
    def default(self) -> str | None:
        """The style of paragraphs that name none."""
        at = self._xml.find(b'w:default="1"')
        while at > 0:
            start = self._xml.rfind(b"<", 0, at)
            tag = self._xml[start : self._xml.find(b">", at)]
            found = _STYLE_ID_TEXT.search(tag)
            if b'w:type="paragraph"' in tag and found:
                return found[1].decode("utf-8", "replace")
            at = self._xml.find(b'w:default="1"', at + 1)
        return None

    def number(self, style_id: str | None) -> tuple[int | None, int | None]:
        """The w:numId and w:ilvl that paragraphs of this style inherit."""
        if style_id not in self._numbers:
            chain = self._chain(style_id)
            num_id = next((s.num_id for s in chain if s.num_id is not None), None)
            level = next((s.level for s in chain if s.level is not None), None)
            self._numbers[style_id] = num_id, level
        return self._numbers[style_id]

    def hides(self, style_id: str | None) -> bool:
        """Whether text of this style is hidden."""
        if style_id not in self._hidden:
            states = (s.vanish for s in self._chain(style_id) if s.vanish is not None)
            self._hidden[style_id] = next(states, False)
        return self._hidden[style_id]

    def matters(self, style_id: str | None) -> bool:
        """Whether text of this style needs a look at numbering or hiding."""
        return bool(self.number(style_id)[0]) or self.hides(style_id)

    def _chain(self, style_id: str | None) -> list[_Style]:
        chain: list[_Style] = []
        seen = set()
        while style_id is not None and style_id not in seen:
            seen.add(style_id)
            style = self._style(style_id)
            if style is None:
                break
            chain.append(style)
            style_id = style.parent
        return chain

    def _style(self, style_id: str) -> _Style | None:
        if style_id not in self._styles and not self._whole:
            for element in self._elements(style_id):
                self._styles.setdefault(element.get(_STYLE_ID, ""), _read_style(element))
        return self._styles.get(style_id)

    def _elements(self, style_id: str) -> list[etree._Element]:
        """The style that is asked for, or all styles where it cannot be cut out."""
        xml = self._xml
        at = xml.find(b'w:styleId="' + style_id.encode() + b'"')
        start = xml.rfind(b"<w:style ", 0, at) if at > 0 else -1
        end = xml.find(b"</w:style>", at)
        head = _STYLES_TAG.search(xml)
        if head and 0 < start < end:
            snippet = head[0] + xml[start:end] + b"</w:style></w:styles>"
            with suppress(FileError):
                found = list(parse_part(snippet))
                if found and found[0].get(_STYLE_ID) == style_id:
                    return found
        self._whole = True
        return list(parse_part(xml).iterchildren(f"{WORD}style"))


def _read_style(element: etree._Element) -> _Style:
    parent = element.find(f"{WORD}basedOn")
    num_pr = element.find(f"{WORD}pPr/{WORD}numPr")
    num = None if num_pr is None else num_pr.find(f"{WORD}numId")
    level = None if num_pr is None else num_pr.find(f"{WORD}ilvl")
    vanish = element.find(f"{WORD}rPr/{WORD}vanish")
    return _Style(
        parent=None if parent is None else parent.get(_VAL),
        num_id=None if num is None else integer(num, 0),
        level=None if level is None else integer(level, 0),
        vanish=None if vanish is None else switched_on(vanish),
    )

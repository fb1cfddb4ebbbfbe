"""Automatic numbering of a .docx: the label that Word shows before a numbered paragraph.

`Styles` answers what a style inherits; `Numbering` keeps the counters while paragraphs are read
in order and writes the labels (ECMA-376 part 1, 17.9). Bullets have no label.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from review.errors import FileError
from review.readers.docx_numerals import write_number
from review.readers.docx_package import WORD, parse_part

_VAL = f"{WORD}val"
_STYLE_ID = f"{WORD}styleId"
_LEVELS = 9
_STYLES_TAG = re.compile(rb"<w:styles\b[^>]*>")
_STYLE_ID_TEXT = re.compile(rb'w:styleId="([^"]*)"')
_OFF_VALUES = ("0", "false", "off")
_PLACEHOLDER = re.compile(r"%([1-9])")


# --- styles -----------------------------------------------------------------------------------


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


# --- lists ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A w:num: its levels, the counters it shares with its siblings, starts not yet applied."""

    levels: dict[int, _Level]
    counters: list[int | None]
    pending_starts: dict[int, int] = field(default_factory=dict)


def _read_level(element: etree._Element) -> _Level:
    # mc:AlternateContent may hold a custom format first; its fallback comes last.
    formats = list(element.iter(f"{WORD}numFmt"))
    text = element.find(f"{WORD}lvlText")
    legal = element.find(f"{WORD}isLgl")
    restart = element.find(f"{WORD}lvlRestart")
    style = element.find(f"{WORD}pStyle")
    return _Level(
        start=integer(element.find(f"{WORD}start"), 0),
        number_format=formats[-1].get(_VAL, "decimal") if formats else "decimal",
        text="" if text is None else text.get(_VAL, ""),
        legal=legal is not None and switched_on(legal),
        restart=None if restart is None else integer(restart, 0),
        style=None if style is None else style.get(_VAL),
    )


def _read_levels(parent: etree._Element) -> dict[int, _Level]:
    levels = {}
    for element in parent.iterchildren(f"{WORD}lvl"):
        try:
            number = int(element.get(f"{WORD}ilvl", "0"))
        except ValueError:
            continue
        levels[number] = _read_level(element)
    return levels


class Numbering:
    """Writes the labels of numbered paragraphs, asked for once each and in reading order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[int, etree._Element] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._lists: dict[int, _List | None] = {}
        if root is None:
            return
        for element in root.iterchildren(f"{WORD}abstractNum"):
            self._abstract.setdefault(element.get(f"{WORD}abstractNumId", ""), element)
        for element in root.iterchildren(f"{WORD}num"):
            try:
                self._nums.setdefault(int(element.get(f"{WORD}numId", "")), element)
            except ValueError:
                continue

    def label(self, style_id: str | None, num_pr: etree._Element | None) -> str:
        """The label of a paragraph with this style and these own numbering properties.

        Empty for paragraphs without a number, for bullets, and where w:numId is 0.
        """
        style_id = style_id or self._styles.default
        num_id, level = self._styles.number(style_id)
        own = None if num_pr is None else num_pr.find(f"{WORD}numId")
        if num_pr is not None:
            num_id = num_id if own is None else integer(own, 0)
            own_level = num_pr.find(f"{WORD}ilvl")
            level = level if own_level is None else integer(own_level, 0)
        if not num_id:
            return ""
        entry = self._list(num_id)
        if entry is None:
            return ""
        if own is None:
            # The list may say itself which of its levels belongs to the style.
            level = next((n for n, x in entry.levels.items() if x.style == style_id), level)
        return self._advance(entry, min(max(level or 0, 0), _LEVELS - 1))

    def _list(self, num_id: int) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._resolve(num_id)
        return self._lists[num_id]

    def _resolve(self, num_id: int) -> _List | None:
        num = self._nums.get(num_id)
        if num is None:
            return None
        abstract_id = self._abstract_id(num)
        abstract = self._abstract.get(abstract_id)
        if abstract is None:
            return None
        levels = _read_levels(abstract)
        starts = {}
        for override in num.iterchildren(f"{WORD}lvlOverride"):
            try:
                number = int(override.get(f"{WORD}ilvl", "0"))
            except ValueError:
                continue
            for element in override.iterchildren(f"{WORD}lvl"):
                levels[number] = _read_level(element)
            start = override.find(f"{WORD}startOverride")
            if start is not None:
                starts[number] = integer(start, 1)
        counters = self._counters.setdefault(abstract_id, [None] * _LEVELS)
        return _List(levels, counters, starts)

    def _abstract_id(self, num: etree._Element) -> str:
        """The id of the abstract list behind a w:num, links to a numbering style followed."""
        seen = set()
        while True:
            reference = num.find(f"{WORD}abstractNumId")
            abstract_id = "" if reference is None else reference.get(_VAL, "")
            abstract = self._abstract.get(abstract_id)
            link = None if abstract is None else abstract.find(f"{WORD}numStyleLink")
            if link is None or abstract_id in seen:
                return abstract_id
            seen.add(abstract_id)
            linked = self._nums.get(self._styles.number(link.get(_VAL))[0] or 0)
            if linked is None:
                return self._linked_by_name(link.get(_VAL)) or abstract_id
            num = linked

    def _linked_by_name(self, style_id: str | None) -> str | None:
        for abstract_id, element in self._abstract.items():
            link = element.find(f"{WORD}styleLink")
            if link is not None and link.get(_VAL) == style_id:
                return abstract_id
        return None

    def _advance(self, entry: _List, number: int) -> str:
        level = entry.levels.get(number)
        if level is None:
            return ""
        counters = entry.counters
        current = counters[number]
        if number in entry.pending_starts:
            counters[number] = entry.pending_starts.pop(number)
        else:
            counters[number] = level.start if current is None else current + 1
        for deeper in range(number + 1, _LEVELS):
            below = entry.levels.get(deeper)
            restart = None if below is None else below.restart
            # w:lvlRestart counts levels from 1; 0 means that the level never starts again.
            if restart is None or number < restart:
                counters[deeper] = None
        if level.number_format == "bullet":
            return ""

        def written(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            part = entry.levels.get(index, _Level())
            value = counters[index]
            shown = "decimal" if level.legal else part.number_format
            return write_number(part.start if value is None else value, shown)

        return _PLACEHOLDER.sub(written, level.text)


def join_label(label: str, text: str) -> str:
    """A label before its text, parted by a space only where the two would run into one number."""
    if not label or not text:
        return label + text
    last = label[-1]
    runs_on = last.isalnum() and not "①" <= last <= "⒛"
    if runs_on or (last in ".．" and text[0].isdigit()):
        return f"{label} {text}"
    return label + text

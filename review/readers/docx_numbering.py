"""Automatic numbering of a .docx: the label that Word shows before a numbered paragraph.

`Numbering` keeps the counters while paragraphs are read in order and writes the labels
(ECMA-376 part 1, 17.9). Bullets have no label.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from review.readers.docx_numerals import write_number
from review.readers.docx_package import WORD
from review.readers.docx_styles import Styles, integer, switched_on

_VAL = f"{WORD}val"
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


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

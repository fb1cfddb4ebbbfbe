"""What stands inside a paragraph of a .docx: runs, fields, revisions, drawings.

The text is that of the printed page with all tracked changes accepted. Text boxes and pictures
are no text of the paragraph that anchors them; they are handed back beside it as `extras`.
"""

from collections.abc import Callable
from typing import TypeAlias

from lxml import etree

from review.readers.docx_layout import Item, Mark, Note, has_text
from review.readers.docx_package import WORD
from review.readers.docx_shown import (
    MATHS,
    chosen_entry,
    is_placeholder,
    math_text,
    symbol_character,
)
from review.readers.docx_styles import Styles, switched_on
from review.readers.limits import LIMITS, too_many

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Tag names are compared as whole strings: this is the hot path.
R = f"{WORD}r"
T = f"{WORD}t"
RPR = f"{WORD}rPr"
PPR = f"{WORD}pPr"
SDT = f"{WORD}sdt"
ALTERNATE = f"{_MARKUP}AlternateContent"
INSERTED = frozenset({f"{WORD}ins", f"{WORD}moveTo"})
DELETED = frozenset({f"{WORD}del", f"{WORD}moveFrom"})
CONTAINERS = INSERTED | {
    f"{WORD}hyperlink",
    f"{WORD}smartTag",
    f"{WORD}fldSimple",
    f"{WORD}customXml",
    f"{WORD}dir",
    f"{WORD}bdo",
    f"{WORD}rubyBase",
    f"{WORD}sdtContent",
}
FIELD = f"{WORD}fldChar"
SYMBOL = f"{WORD}sym"
RUBY = f"{WORD}ruby"
VANISH = f"{WORD}vanish"
VERT_ALIGN = f"{WORD}vertAlign"
FOOTNOTE = f"{WORD}footnoteReference"
ENDNOTE = f"{WORD}endnoteReference"
NOTES = {FOOTNOTE: "footnotes", ENDNOTE: "endnotes"}
_STYLE = f"{PPR}/{WORD}pStyle"
_MARK = f"{PPR}/{RPR}"
_LINKED = f"{WORD}subDoc"
_CHOSEN = f"{WORD}ffData/{WORD}ddList"
_VAL = f"{WORD}val"
RSTYLE = f"{WORD}rStyle"
DRAWINGS = frozenset({f"{WORD}drawing", f"{WORD}pict", f"{WORD}object"})
_TEXT_BOX = f"{WORD}txbxContent"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_IMAGES = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        "{urn:schemas-microsoft-com:vml}imagedata",
    }
)
_CHARACTERS = {
    f"{WORD}tab": "\t",
    f"{WORD}ptab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}
_Inside: TypeAlias = Callable[[etree._Element, list[str], list[Item], int], None]


class Runs:
    """Reads paragraphs one after another; `read_blocks` reads what a text box holds.

    `hides` tells whether hidden text can occur at all; `hidden` counts its characters, `revised`
    is set by the first tracked change, `linked` by the first document that is only linked.
    `find_note` finds the element of a footnote or endnote by its kind and id.
    """

    def __init__(
        self,
        styles: Styles,
        hides: bool,
        read_blocks: Callable[[etree._Element, list[Item], int], None],
        find_note: Callable[[str, str], etree._Element | None],
    ) -> None:
        self._styles = styles
        self._hides = hides
        self._read_blocks = read_blocks
        self._find_note = find_note
        self._style_id: str | None = None
        self._style_hides = False
        self._fields: list[bool] = []
        self._muted = False
        self.hidden = 0
        self.revised = False
        self.linked = False

    def paragraph(
        self,
        element: etree._Element,
        style_id: str | None,
        extras: list[Item],
        depth: int,
    ) -> str:
        """The text of a paragraph of this style; its pictures and text boxes go to `extras`."""
        if self._fields:
            # A result may reach over several paragraphs, an instruction does not.
            self._fields.clear()
            self._muted = False
        self._style_id = style_id
        self._style_hides = self._hides and self._styles.hides(style_id)
        parts: list[str] = []
        self._inside(element, parts, extras, depth)
        return "".join(parts)

    def hides_all_of(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is hidden with its mark: it then takes no line and no number."""
        style = paragraph.find(_STYLE)
        self._style_id = None if style is None else style.get(_VAL)
        mark = paragraph.find(_MARK)
        runs = list(paragraph.iter(R))
        hidden_mark = self._styles.hides(self._style_id) if mark is None else self._is_hidden(mark)
        if not hidden_mark or not all(map(self._is_hidden_run, runs)):
            return False
        for run in runs:
            self._hide(run)
        return True

    def _is_hidden_run(self, run: etree._Element) -> bool:
        properties = run.find(RPR)
        if properties is None:
            return self._styles.hides(self._style_id)
        return self._is_hidden(properties)

    def _inside(
        self, parent: etree._Element, parts: list[str], extras: list[Item], depth: int
    ) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self._run(child, parts, extras, depth)
            elif tag == PPR:
                continue
            elif tag == SDT or tag in CONTAINERS:
                if depth > LIMITS.depth:
                    raise too_many("的嵌套层数", LIMITS.depth)
                if tag == SDT and is_placeholder(child):
                    continue
                if tag in INSERTED:
                    self.revised = True
                self._inside(child, parts, extras, depth + 1)
            elif tag in DELETED:
                self.revised = True
            elif tag == ALTERNATE:
                self._alternate(child, parts, extras, depth, self._inside)
            elif tag in MATHS:
                parts.append(math_text(child))
            elif tag == _LINKED:
                self.linked = True

    def _run(self, run: etree._Element, parts: list[str], extras: list[Item], depth: int) -> None:
        if self._style_hides and self._is_hidden_run(run):
            self._hide(run)
            return
        begun = len(parts)
        raised = False
        for child in run:
            tag = child.tag
            if tag == T:
                if not self._muted and (text := child.text):
                    parts.append(text)
            elif tag == RPR:
                if self._hides and self._is_hidden(child):
                    self._hide(run)
                    return
                align = child.find(VERT_ALIGN)
                raised = align is not None and align.get(_VAL) == "superscript"
            elif tag in _CHARACTERS:
                if not self._muted:
                    parts.append(_CHARACTERS[tag])
            elif tag == FIELD:
                self._field(child, parts)
            elif tag == SYMBOL:
                if not self._muted:
                    parts.append(symbol_character(child))
            elif tag in DRAWINGS:
                self._drawing(child, extras, depth)
            elif tag == ALTERNATE:
                self._alternate(child, parts, extras, depth, self._run)
            elif tag == RUBY:
                self._inside(child, parts, extras, depth + 1)
            elif tag in NOTES:
                self._note(child, extras, depth)
        if raised and "".join(parts[begun:]).strip().isdigit():
            # the mark of a footnote, which must not become a digit of the figure before it
            parts[begun:] = [f"[{''.join(parts[begun:]).strip()}]"]

    def _note(self, reference: etree._Element, extras: list[Item], depth: int) -> None:
        """The text of a footnote or endnote comes after the paragraph or table that refers to it."""
        note = self._find_note(NOTES[reference.tag], reference.get(f"{WORD}id", ""))
        if note is None or self._muted:
            return
        found = self._aside(note, depth)
        extras += [Note(x.strip()) if isinstance(x, str) else x for x in found]

    def _aside(self, element: etree._Element, depth: int) -> list[Item]:
        """Blocks that open inside a paragraph, whose state must survive them; empty ones left out."""
        state = self._fields, self._muted, self._style_id, self._style_hides
        self._fields, self._muted = [], False
        found: list[Item] = []
        self._read_blocks(element, found, depth + 1)
        self._fields, self._muted, self._style_id, self._style_hides = state
        return [x for x in found if not isinstance(x, str) or x.strip()]

    def _field(self, element: etree._Element, parts: list[str]) -> None:
        """Text between begin and separate is the instruction of a field, not its result.

        What was chosen from a list stands in the field's data only.
        """
        kind = element.get(f"{WORD}fldCharType")
        if kind == "begin":
            choices = element.find(_CHOSEN) if len(element) else None
            if choices is not None and not self._muted:
                parts.append(chosen_entry(choices))
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()
        self._muted = any(self._fields)

    def _is_hidden(self, properties: etree._Element) -> bool:
        style_id = None
        for child in properties:
            tag = child.tag
            if tag == VANISH:
                return switched_on(child)
            if tag == RSTYLE:
                style_id = child.get(f"{WORD}val")
        return self._styles.hides(style_id) or self._styles.hides(self._style_id)

    def _hide(self, run: etree._Element) -> None:
        for child in run:
            if child.tag == FIELD:
                self._field(child, [])
            elif child.tag == T:
                self.hidden += len((child.text or "").strip())

    def _drawing(self, element: etree._Element, extras: list[Item], depth: int) -> None:
        """The text boxes of a drawing; if none has text, its picture."""
        boxes: list[Item] = []
        pictured = self._shapes(element, boxes, depth)
        extras += boxes
        if pictured and not has_text(boxes):
            extras.append(Mark.PICTURE)

    def _shapes(self, element: etree._Element, boxes: list[Item], depth: int) -> bool:
        """Append the contents of all text boxes below; tells whether there is a picture, too."""
        pictured = False
        for child in element:
            tag = child.tag
            if tag == _TEXT_BOX:
                boxes += self._aside(child, depth)
            elif tag in _IMAGES:
                pictured = True
            elif tag == _WORD_ART:
                boxes.append(child.get("string", ""))
            elif tag == ALTERNATE:
                for branch in child:
                    found: list[Item] = []
                    pictured = self._shapes(branch, found, depth) or pictured
                    if has_text(found):
                        boxes += found
                        break
            else:
                pictured = self._shapes(child, boxes, depth) or pictured
        return pictured

    def _alternate(
        self,
        element: etree._Element,
        parts: list[str],
        extras: list[Item],
        depth: int,
        read: _Inside,
    ) -> None:
        """The first branch of mc:AlternateContent that has text, else the first with anything."""
        if depth > LIMITS.depth:
            raise too_many("的嵌套层数", LIMITS.depth)
        best_parts: list[str] = []
        best_extras: list[Item] = []
        for branch in element:
            inner: list[str] = []
            more: list[Item] = []
            read(branch, inner, more, depth + 1)
            readable = has_text(inner) or has_text(more)
            if readable or not (best_parts or best_extras):
                best_parts, best_extras = inner, more
            if readable:
                break
        parts += best_parts
        extras += best_extras

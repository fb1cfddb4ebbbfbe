"""The reader of .docx (WordprocessingML, transitional and strict), straight from the XML.

Reads the document as it would be printed with all tracked changes accepted: deleted text, field
instructions and hidden text are left out, text boxes and alternate content come once, and the
numbers of automatic numbering stand before their paragraphs. A footnote or endnote comes after the
paragraph or table that refers to it. Headers, footers and comments are not read.
"""

from collections.abc import Iterator

from lxml import etree

from review.model import Block, Document, Grid, Paragraph, Picture, Place, Source
from review.readers.docx_layout import DraftGrid, Item, flow, has_text
from review.readers.docx_numbering import Numbering, join_label
from review.readers.docx_package import WORD, Package, parse_part
from review.readers.docx_runs import (
    ALTERNATE,
    CONTAINERS,
    DELETED,
    PPR,
    RPR,
    SDT,
    Runs,
)
from review.readers.docx_shown import MATHS, is_placeholder, math_text
from review.readers.docx_styles import Styles
from review.readers.docx_tables import EMBEDDED, NUM_PR, PSTYLE, TBL, P, Tables
from review.readers.limits import LIMITS, too_many

_VAL = f"{WORD}val"


def read_docx(data: bytes, source: Source) -> Document:
    """The blocks of a .docx in reading order.

    A line break inside a paragraph parts it in two. Empty paragraphs are kept, except where they
    only hold a picture or a text box. `Place.index` counts the blocks from 0. Raises a FileError
    for anything that is no sound .docx within the limits.
    """
    package = Package(data)
    reader = _Reader(package)
    items: list[Item] = []
    try:
        for body in package.main.iterchildren(f"{WORD}body"):
            reader.blocks(body, items, 0)
    except RecursionError as error:
        raise too_many("的嵌套层数", LIMITS.depth) from error
    return Document(source, tuple(_placed(items)), reader.remarks())


def _placed(items: list[Item]) -> Iterator[Block]:
    index = 0
    for item in flow(items):
        if isinstance(item, str):
            if "\n" in item:
                for line in [x for x in item.split("\n") if x.strip()] or [""]:
                    yield Paragraph(line, Place(index))
                    index += 1
                continue
            yield Paragraph(item, Place(index))
        elif isinstance(item, DraftGrid):
            yield Grid(item.cells, item.rows, item.columns, Place(index))
        else:
            yield Picture(Place(index))
        index += 1


class _Reader:
    """Walks the tree once, in order. `depth` counts containers in containers.

    Styles and numbering are opened only where the text of the main part shows that they matter.
    """

    def __init__(self, package: Package) -> None:
        xml = package.main_xml
        styled = b"pStyle" in xml or b"rStyle" in xml
        style_xml = package.related("styles") if styled else None
        numbered = b"numPr" in xml or (style_xml is not None and b"numPr" in style_xml)
        numbering_xml = package.related("numbering") if numbered else None
        if numbering_xml is not None and style_xml is None:
            # A numbering style is reached from the list, not from the paragraph.
            style_xml = package.related("styles")
        styles_hide = style_xml is not None and b"vanish" in style_xml
        heeded = numbering_xml is not None or styles_hide
        styles = Styles(style_xml if heeded else None)
        self._numbering = (
            None if numbering_xml is None else Numbering(parse_part(numbering_xml), styles)
        )
        self._hides = styles_hide or b"vanish" in xml
        self._runs = Runs(styles, self._hides, self.blocks, self._note)
        self._package = package
        self._notes: dict[str, dict[str, etree._Element]] = {}
        self._commented = b"commentReference" in xml
        self._tables = Tables(self._runs, styles if heeded else None, self.blocks)
        self._pending = ""
        self._paragraphs = 0

    def remarks(self) -> tuple[str, ...]:
        """What was left out or taken as decided, in Chinese."""
        remarks = []
        if self._runs.hidden:
            remarks.append(f"文中有隐藏文字（共{self._runs.hidden}字），未予审查。")
        if self._runs.revised:
            remarks.append("文中有未处理的修订，按接受全部修订后的文字审查。")
        if self._commented:
            remarks.append("文中有批注，批注不是正文，未予审查。")
        if self._runs.linked:
            remarks.append("文中链接了未随文件提交的子文档，其内容未予审查。")
        return (*remarks, *self._tables.remarks)

    # --- blocks ---

    def blocks(self, parent: etree._Element, out: list[Item], depth: int) -> None:
        """Append the paragraphs, tables and pictures of a body, a cell, a text box …"""
        if depth > LIMITS.depth:
            raise too_many("的嵌套层数", LIMITS.depth)
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, out, depth)
            elif tag == TBL:
                self._flush(out)
                out.append(self._tables.read(child, depth + 1))
            elif tag == SDT or tag in CONTAINERS:
                if tag != SDT or not is_placeholder(child):
                    self.blocks(child, out, depth + 1)
            elif tag in MATHS:
                out.append(math_text(child))
            elif tag == ALTERNATE:
                self._alternate(child, out, depth + 1)
            elif tag == EMBEDDED:
                self._tables.remarks["文中以“插入文件”方式嵌入的内容无法读取，未予审查。"] = None
        if self._pending:
            self._flush(out)

    def _note(self, kind: str, note_id: str) -> etree._Element | None:
        """A note by its id; None where the part or the note is not there."""
        if kind not in self._notes:
            data = self._package.related(kind)
            elements = () if data is None else parse_part(data)
            self._notes[kind] = {note.get(f"{WORD}id", ""): note for note in elements}
        # A note that refers to itself is read once; Word shows each at one place only.
        return self._notes[kind].pop(note_id, None)

    def _flush(self, out: list[Item]) -> None:
        if self._pending:
            out.append(self._pending)
            self._pending = ""

    def _alternate(self, element: etree._Element, out: list[Item], depth: int) -> None:
        best: list[Item] = []
        for branch in element:
            found: list[Item] = []
            self.blocks(branch, found, depth)
            if has_text(found):
                best = found
                break
            best = best or found
        out += best

    def _paragraph(self, element: etree._Element, out: list[Item], depth: int) -> None:
        self._paragraphs += 1
        if self._paragraphs > LIMITS.paragraphs:
            raise too_many("的段落数", LIMITS.paragraphs)
        if self._hides and self._runs.hides_all_of(element):
            return
        style_id, label, goes_on = self._properties(element)
        before, self._pending = self._pending, ""
        extras: list[Item] = []
        text = before + self._runs.paragraph(element, style_id, extras, depth)
        if goes_on:
            self._pending = text
            out += extras
            return
        if label:
            text = join_label(label, text)
        if text or not extras:
            out.append(text)
        out += extras

    def _properties(self, paragraph: etree._Element) -> tuple[str | None, str, bool]:
        """Style, label of the number, and whether the paragraph's mark is deleted.

        With its mark deleted the text runs on into the next paragraph, which rules the number.
        """
        style_id = num_pr = None
        for child in paragraph.iterchildren(PPR):
            for entry in child:
                tag = entry.tag
                if tag == PSTYLE:
                    style_id = entry.get(_VAL)
                elif tag == NUM_PR:
                    num_pr = entry
                elif tag == RPR and any(x.tag in DELETED for x in entry):
                    self._runs.revised = True
                    return style_id, "", True
            break
        if self._numbering is None:
            return style_id, "", False
        return style_id, self._numbering.label(style_id, num_pr), False

"""Where in a .docx the words of a review stand: from places in sections and cells back to the XML.

The reader itself tells. Every piece of text (w:t) of the main part is given a mark, a character of a
private plane; what the reader then yields shows which character came from which piece. The
recogniser tells in the same way which cell of the form stands where: invisible marks behind the
figures, which it passes over, come back in the raw text of the cells.
"""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from lxml import etree

from review.model import Block, Document, Grid, Paragraph, Source
from review.readers.docx import read_docx
from review.readers.docx_package import Package
from review.report.build import build_report
from review.report.rows import is_blank, is_number

_FIRST_MARK = 0xF0000
_MOST_MARKS = 0xFFFD + 0xFFFE
_INVISIBLE = "\u200b\u200c\u200d\u2060"
_DIGITS = 10
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Character:
    """A character of the file: the piece of text (ordinal among all w:t) and the offset in it."""

    piece: int
    offset: int


Mapped = tuple[Character | None, ...]


@dataclass(frozen=True, slots=True)
class Anchors:
    """A file's pieces of text and what they became: `sections` one entry a character."""

    sections: Mapping[str, Mapped]
    headings: Mapping[str, Mapped]
    cells: Mapping[str, tuple[int, int, int]]
    grids: Mapping[int, Mapping[tuple[int, int], Mapped]]

    def words(self, section: str, start: int, end: int) -> list[Character]:
        """The characters of a stretch of a section, as far as they were found."""
        return [c for c in self.sections.get(section, ())[start:end] if c is not None]

    def heading(self, section: str) -> list[Character]:
        """The characters of a section's heading."""
        return [c for c in self.headings.get(section, ()) if c is not None]

    def cell(self, key: str) -> tuple[list[Character], int]:
        """The characters of a cell; of a blank one those of the nearest to its left, else above it.

        With them, how many columns of the grid the cell lies to the right of where they stand.
        """
        grid, row, column = self.cells.get(key, (-1, 0, 0))
        texts = self.grids.get(grid, {})
        for at in range(column, -1, -1):
            found = [c for c in texts.get((row, at), ()) if c is not None]
            if found:
                return found, column - at
        for above in range(row - 1, -1, -1):
            found = [c for c in texts.get((above, column), ()) if c is not None]
            if found:
                return found, 0
        return [], 0


def find_anchors(data: bytes, document: Mapping[str, Any]) -> Anchors:
    """The anchors of a .docx and its review. Raises a FileError where the file cannot be read."""
    source = Source("", hashlib.sha256(data).hexdigest(), "")
    plain = read_docx(data, source)
    mapped = _mapped(plain.blocks, read_docx(_marked(data), source).blocks)
    sections, headings = _aligned(plain.blocks, mapped, document)
    grids = {
        index: {
            (cell.row, cell.column): chars
            for cell, chars in zip(block.cells, mapped[index], strict=True)
        }
        for index, block in enumerate(plain.blocks)
        if isinstance(block, Grid)
    }
    return Anchors(sections, headings, _cells(plain, document["report"]["tables"]), grids)


# --- marks in the pieces of text ---


def pieces_of(root: etree._Element) -> list[etree._Element]:
    """All pieces of text of a main part that hold more than blanks, in order."""
    word = root.tag.rpartition("}")[0] + "}"
    return [t for t in root.iter(f"{word}t") if (t.text or "").strip()]


def main_part(data: bytes) -> tuple[str, bytes]:
    """Name and bytes of the main part."""
    name = Package(data).main_name
    with zipfile.ZipFile(BytesIO(data)) as package:
        # names of parts are the same in any case
        stored = next(n for n in package.namelist() if n.lower() == name.lower())
        return stored, package.read(stored)


def parse_kept(xml: bytes) -> etree._Element:
    """The root of a part as it stands, namespaces and comments kept. The part was read before."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(xml, parser)


def _marked(data: bytes) -> bytes:
    name, xml = main_part(data)
    root = parse_kept(xml)
    for number, piece in enumerate(pieces_of(root)[:_MOST_MARKS]):
        piece.text = chr(_FIRST_MARK + number) + (piece.text or "")
    return with_parts(data, {name: etree.tostring(root, encoding="UTF-8", xml_declaration=True)})


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with some parts replaced or added; the others keep their bytes and their order."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = parts.get(entry.filename)
            new.writestr(entry, old.read(entry) if content is None else content)
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _characters(text: str) -> tuple[str, Mapped]:
    """A marked text without its marks, and where each of its characters came from."""
    plain: list[str] = []
    places: list[Character | None] = []
    piece, offset = -1, 0
    for char in text:
        if ord(char) >= _FIRST_MARK:
            piece, offset = ord(char) - _FIRST_MARK, 0
            continue
        plain.append(char)
        places.append(Character(piece, offset) if piece >= 0 else None)
        offset += 1
    return "".join(plain), tuple(places)


def _mapped(plain: Sequence[Block], marked: Sequence[Block]) -> list[Any]:
    """For each block its characters' places; of a grid those of each cell. Nothing where in doubt."""
    out: list[Any] = []
    for index, block in enumerate(plain):
        other = marked[index] if len(marked) == len(plain) else None
        if isinstance(block, Paragraph):
            text = other.text if isinstance(other, Paragraph) else ""
            out.append(_same(block.text, text))
        elif isinstance(block, Grid):
            fits = isinstance(other, Grid) and len(other.cells) == len(block.cells)
            others = other.cells if isinstance(other, Grid) and fits else block.cells
            out.append([_same(c.text, o.text) for c, o in zip(block.cells, others, strict=True)])
        else:
            out.append(())
    return out


def _same(plain: str, marked: str) -> Mapped:
    text, places = _characters(marked)
    return places if text == plain else (None,) * len(plain)


# --- sections ---


def _aligned(
    blocks: Sequence[Block], mapped: Sequence[Any], document: Mapping[str, Any]
) -> tuple[dict[str, Mapped], dict[str, Mapped]]:
    """The lines of the sections found again in order among the paragraphs."""
    sections: dict[str, Mapped] = {}
    headings: dict[str, Mapped] = {}
    at = 0
    for section in document["report"]["sections"]:
        places: list[Character | None] = []
        if section["heading"]:
            head = _find_heading(blocks, at, section["heading"])
            if head is not None:
                at = head
                headings[section["key"]] = mapped[at][: len(section["heading"])]
        for line in section["text"].split("\n") if section["text"] else []:
            if places:
                places.append(None)
            found = _find(blocks, at, line)
            if found is None:
                places += [None] * len(line)
                continue
            at, start = found
            places += mapped[at][start : start + len(line)]
            at += 1
        sections[section["key"]] = tuple(places)
    return sections, headings


def _find(blocks: Sequence[Block], at: int, line: str) -> tuple[int, int] | None:
    """The next paragraph that is a line of a section; the first may be the rest of its heading's."""
    for index in range(at, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            continue
        text = block.text.rstrip()
        if text.lstrip() == line or (index == at and text.endswith(line)):
            return index, len(text) - len(line)
    return None


def _find_heading(blocks: Sequence[Block], at: int, heading: str) -> int | None:
    """The next paragraph that begins with a heading, or with which the heading begins."""
    for index in range(at, len(blocks)):
        block = blocks[index]
        text = block.text.strip() if isinstance(block, Paragraph) else ""
        if text.startswith(heading) or (len(text) >= _SHORTEST and heading.startswith(text)):
            return index
    return None


# --- cells ---


def _cells(document: Document, keys: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """For each cell of the form the block, row and column where it stands.

    Marks in blank cells can hide that a column is empty; what is then not found is asked for again
    with marks behind the figures only.
    """
    out = _cells_marked(document, blanks=True)
    if set(keys) - out.keys():
        out = {**_cells_marked(document, blanks=False), **out}
    return out


def _cells_marked(document: Document, *, blanks: bool) -> dict[str, tuple[int, int, int]]:
    places: list[tuple[int, int, int]] = []
    blocks = tuple(_with_invisible_marks(document.blocks, places, blanks=blanks))
    out = {}
    for key, cell in build_report(replace(document, blocks=blocks)).cells.items():
        digits = [_INVISIBLE.index(c) for c in cell.raw if c in _INVISIBLE][-_DIGITS:]
        if len(digits) == _DIGITS:
            number = sum(digit * 4**power for power, digit in enumerate(digits))
            if number < len(places):
                out[key] = places[number]
    return out


def _with_invisible_marks(
    blocks: Sequence[Block], places: list[tuple[int, int, int]], *, blanks: bool
) -> Iterator[Block]:
    for index, block in enumerate(blocks):
        if not isinstance(block, Grid):
            yield block
            continue
        cells = []
        for cell in block.cells:
            if is_number(cell.text) or (blanks and is_blank(cell.text)):
                number = len(places)
                mark = "".join(_INVISIBLE[number // 4**power % 4] for power in range(_DIGITS))
                places.append((index, cell.row, cell.column))
                cell = replace(cell, text=cell.text + mark)
            cells.append(cell)
        yield replace(block, cells=tuple(cells))

"""Ranges of comments in the main part of a .docx: runs are parted where a quote begins or ends."""

from copy import deepcopy

from lxml import etree

from review.outputs.docx_anchors import Character, pieces_of

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Ranges:
    """Writes ranges into a tree. Runs that are parted keep their look and their pieces in order."""

    def __init__(self, root: etree._Element) -> None:
        self._word = root.tag.rpartition("}")[0] + "}"
        self._root = root
        # what each piece was parted into, with the offset at which each part begins
        self._parts = [[(0, piece)] for piece in pieces_of(root)]

    def mark(self, number: int, characters: list[Character], aside: int = 0) -> bool:
        """A range from the first to the last of these characters; False where there is no run.

        `aside`: so many columns to the right of them lies the blank cell that is meant.
        """
        if not characters:
            return False
        cell = self._cell_aside(characters[0], aside) if aside else None
        if cell is not None and self._mark_cell(number, cell):
            return True
        end = characters[-1]
        if (end.piece, end.offset) < (characters[0].piece, characters[0].offset):
            # words that the page shows in another order than the file has them
            end = characters[0]
        first = self._run_from(characters[0].piece, characters[0].offset)
        last = self._run_to(end.piece, end.offset + 1)
        if first is None or last is None:
            return False
        first.addprevious(self._element("commentRangeStart", number))
        self._close(number, last)
        return True

    def mark_first(self, number: int) -> bool:
        """A range over the first run with text: for what is about the report as a whole."""
        for parts in self._parts:
            run = self._run_of(parts[0][1])
            if run is not None:
                run.addprevious(self._element("commentRangeStart", number))
                self._close(number, run)
                return True
        return False

    # --- runs ---

    def _run_of(self, piece: etree._Element) -> etree._Element | None:
        run = piece.getparent()
        return run if run is not None and run.tag == f"{self._word}r" else None

    def _run_from(self, piece: int, offset: int) -> etree._Element | None:
        """The run that begins with this character, parted off if need be."""
        part = self._part_off(piece, offset)
        run = self._run_of(part)
        return None if run is None else self._part_run(run, part)

    def _run_to(self, piece: int, offset: int) -> etree._Element | None:
        """The run that ends before this character, parted off if need be."""
        parts = self._parts[piece]
        length = parts[-1][0] + len(parts[-1][1].text or "")
        if offset < length:
            after = self._part_off(piece, offset)
            run = self._run_of(after)
            if run is not None:
                self._part_run(run, after)
        inside = max((p for p in parts if p[0] < offset), key=lambda p: p[0])[1]
        run = self._run_of(inside)
        if run is not None:
            following = inside.getnext()
            if following is not None and following.tag == f"{self._word}t":
                self._part_run(run, following)
        return run

    def _part_off(self, piece: int, offset: int) -> etree._Element:
        """The piece of text that begins at an offset, made by parting one in two."""
        parts = self._parts[piece]
        at = max(i for i, (begin, _) in enumerate(parts) if begin <= offset)
        begin, element = parts[at]
        if begin == offset:
            return element
        text = element.text or ""
        rest = deepcopy(element)
        element.text, rest.text = text[: offset - begin], text[offset - begin :]
        for half in (element, rest):
            half.set(_SPACE, "preserve")
        element.addnext(rest)
        parts.insert(at + 1, (offset, rest))
        return rest

    def _part_run(self, run: etree._Element, piece: etree._Element) -> etree._Element:
        """The run that begins with a piece: what stands before it keeps the run's old element."""
        before = [c for c in piece.itersiblings(preceding=True) if c.tag != f"{self._word}rPr"]
        if not before:
            return run
        second = etree.Element(run.tag)
        for name, value in run.attrib.items():
            second.set(name, value)
        properties = run.find(f"{self._word}rPr")
        if properties is not None:
            second.append(deepcopy(properties))
        for child in [piece, *piece.itersiblings()]:
            second.append(child)
        second.tail, run.tail = run.tail, None
        run.addnext(second)
        return second

    # --- blank cells ---

    def _cell_aside(self, character: Character, aside: int) -> etree._Element | None:
        """The cell so many columns to the right of a character's, if it is blank."""
        piece = self._parts[character.piece][0][1]
        cell = next(piece.iterancestors(f"{self._word}tc"), None)
        covered = 0
        while cell is not None:
            if covered >= aside:
                blank = not any((t.text or "").strip() for t in cell.iter(f"{self._word}t"))
                return cell if covered == aside and blank else None
            span = cell.find(f"{self._word}tcPr/{self._word}gridSpan")
            width = "1" if span is None else span.get(f"{self._word}val", "1")
            covered += int(width) if width.isdigit() else 1
            cell = next(cell.itersiblings(f"{self._word}tc"), None)
        return None

    def _mark_cell(self, number: int, cell: etree._Element) -> bool:
        paragraph = next(cell.iter(f"{self._word}p"), None)
        if paragraph is None:
            return False
        paragraph.append(self._element("commentRangeStart", number))
        end = self._element("commentRangeEnd", number)
        paragraph.append(end)
        end.addnext(self._reference(number))
        return True

    # --- elements ---

    def _close(self, number: int, run: etree._Element) -> None:
        end = self._element("commentRangeEnd", number)
        tail, run.tail = run.tail, None
        run.addnext(end)
        reference = self._reference(number)
        end.addnext(reference)
        reference.tail = tail

    def _reference(self, number: int) -> etree._Element:
        run = etree.Element(f"{self._word}r")
        run.append(self._element("commentReference", number))
        return run

    def _element(self, name: str, number: int) -> etree._Element:
        element = etree.Element(f"{self._word}{name}")
        element.set(f"{self._word}id", str(number))
        return element

"""Tables of a .docx: rows, cells and their merges, from w:tbl.

Columns are counted from the spans of the cells: w:tblGrid is often wrong or missing. Deleted and
hidden rows are left out. What a table means for the page is decided in docx_layout.py.
"""

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from review.readers.docx_layout import Item, Table, TableCell
from review.readers.docx_package import WORD
from review.readers.docx_runs import (
    ALTERNATE,
    CONTAINERS,
    DELETED,
    DRAWINGS,
    FIELD,
    INSERTED,
    NOTES,
    RSTYLE,
    RUBY,
    SDT,
    SYMBOL,
    VANISH,
    VERT_ALIGN,
    Runs,
    T,
)
from review.readers.docx_shown import MATHS, PLACEHOLDER, is_placeholder
from review.readers.docx_styles import Styles, integer, switched_on
from review.readers.limits import LIMITS, too_many

P = f"{WORD}p"
TBL = f"{WORD}tbl"
PSTYLE = f"{WORD}pStyle"
NUM_PR = f"{WORD}numPr"
EMBEDDED = f"{WORD}altChunk"
_VAL = f"{WORD}val"
_TR = f"{WORD}tr"
_TC = f"{WORD}tc"
_TRPR = f"{WORD}trPr"
_TCPR = f"{WORD}tcPr"
_GRID_SPAN = f"{WORD}gridSpan"
_GRID_BEFORE = f"{WORD}gridBefore"
_GRID_AFTER = f"{WORD}gridAfter"
_V_MERGE = f"{WORD}vMerge"
_H_MERGE = f"{WORD}hMerge"
_CELL_DELETED = f"{WORD}cellDel"
_CELL_MERGED = f"{WORD}cellMerge"
_ROW_HIDDEN = f"{WORD}hidden"
_TAB = f"{WORD}tab"
_BREAKS = frozenset({f"{WORD}br", f"{WORD}cr"})

# Elements of a table whose text can be read off in one flat pass: all in order, nothing nested.
_PLAIN = (T, P, _TC, _TR, _GRID_SPAN, _V_MERGE, _GRID_BEFORE, _GRID_AFTER, _TAB, *_BREAKS)
# What makes a table need the walk through its tree.
_ODD = (
    TBL,
    ALTERNATE,
    FIELD,
    RUBY,
    SYMBOL,
    VANISH,
    VERT_ALIGN,
    NUM_PR,
    EMBEDDED,
    _H_MERGE,
    _CELL_DELETED,
    _CELL_MERGED,
    _ROW_HIDDEN,
    PLACEHOLDER,
    f"{WORD}tabs",
    f"{WORD}ptab",
    f"{WORD}noBreakHyphen",
    f"{WORD}tcPrChange",
    f"{WORD}trPrChange",
    *INSERTED,
    *DELETED,
    *DRAWINGS,
    *MATHS,
    *NOTES,
)

_STYLED = frozenset({PSTYLE, RSTYLE})

# A cell, with its element where its contents are still to be read; a row's cells and its width.
_Slot = tuple[TableCell, etree._Element | None]
_Row = tuple[list[_Slot], int]


class Tables:
    """Reads the tables of one document, whose cells together may not exceed the limit.

    `styles` is given where styles can number or hide text; `read_blocks` reads what a cell holds.
    """

    def __init__(
        self,
        runs: Runs,
        styles: Styles | None,
        read_blocks: Callable[[etree._Element, list[Item], int], None],
    ) -> None:
        self._runs = runs
        self._read_blocks = read_blocks
        self._styles = styles
        self._wanted = (*_PLAIN, *_ODD) if styles is None else (*_PLAIN, *_STYLED, *_ODD)
        self._cells = 0
        self.remarks: dict[str, None] = {}

    def read(self, element: etree._Element, depth: int) -> Table:
        """The table of a w:tbl."""
        if depth > LIMITS.depth:
            raise too_many("的嵌套层数", LIMITS.depth)
        rows = self._plain_rows(element)
        return self._merged(self._rows(element, depth) if rows is None else rows, depth)

    def _merged(self, rows: Iterable[_Row], depth: int) -> Table:
        """Rows with their widths, vertical merges made one cell each."""
        cells: list[TableCell] = []
        merging: dict[int, TableCell] = {}
        row = columns = 0
        for slots, width in rows:
            columns = max(columns, width)
            if columns > LIMITS.columns:
                raise too_many("表格的列数", LIMITS.columns)
            self._cells += max(1, len(slots))
            if self._cells > LIMITS.cells:
                raise too_many("表格的单元格数", LIMITS.cells)
            for cell, tc in slots:
                cell.row = row
                if cell.merge == "continue":
                    above = merging.get(cell.column)
                    if (
                        above is not None
                        and above.row + above.row_span == row
                        and above.column_span == cell.column_span
                    ):
                        above.row_span += 1
                        self._cover(cell, tc)
                        continue
                if tc is not None and not _shows_prompt(tc):
                    self._read_blocks(tc, cell.items, depth)
                cells.append(cell)
                if cell.merge:
                    merging[cell.column] = cell
            row += 1
        return Table(cells, row, columns)

    def _cover(self, cell: TableCell, tc: etree._Element | None) -> None:
        """Text in a cell that is merged away is not shown; say so if there is any."""
        texts = [cell.text] if tc is None else [t.text or "" for t in tc.iter(T)]
        if any(text.strip() for text in texts):
            self.remarks["合并单元格之下有被遮住的文字，未予审查。"] = None

    # --- the flat pass ---

    def _plain_rows(self, element: etree._Element) -> list[_Row] | None:
        """The rows of a table without anything odd; None as soon as anything odd is met."""
        styles = self._styles
        if styles is not None and styles.matters(styles.default):
            return None
        rows: list[_Row] = []
        slots: list[_Slot] = []
        cell = TableCell(0)
        text: str | None = None
        column = after = 0
        begun = False
        for entry in element.iterdescendants(*self._wanted):
            tag = entry.tag
            if tag == T:
                text = (text or "") + (entry.text or "")
            elif tag == P:
                text = "" if text is None else text + "\n"
            elif tag == _TC:
                cell.text = text or ""
                text = None
                cell = TableCell(column)
                slots.append((cell, None))
                column += 1
            elif tag == _GRID_SPAN:
                cell.column_span = _span(entry, 1)
                column = cell.column + cell.column_span
            elif tag == _V_MERGE:
                cell.merge = entry.get(_VAL, "continue")
            elif tag == _TR:
                if begun:
                    cell.text = text or ""
                    rows.append((slots, column + after))
                begun = True
                text = None
                cell = TableCell(0)
                slots = []
                column = after = 0
            elif tag == _TAB:
                text = (text or "") + "\t"
            elif tag in _BREAKS:
                text = (text or "") + "\n"
            elif tag == _GRID_BEFORE:
                column = _span(entry, 0)
            elif tag == _GRID_AFTER:
                after = _span(entry, 0)
            elif tag not in _STYLED or styles is None or styles.matters(entry.get(_VAL)):
                return None
        if begun:
            cell.text = text or ""
            rows.append((slots, column + after))
        return rows

    # --- the walk ---

    def _rows(self, element: etree._Element, depth: int) -> Iterator[_Row]:
        for tr in self._members(element, _TR, depth):
            column = after = 0
            left_out = False
            for properties in tr.iterchildren(_TRPR):
                for entry in properties:
                    tag = entry.tag
                    if tag == _GRID_BEFORE:
                        column = _span(entry, 0)
                    elif tag == _GRID_AFTER:
                        after = _span(entry, 0)
                    elif tag in DELETED:
                        self._runs.revised = left_out = True
                    elif tag == _ROW_HIDDEN and switched_on(entry):
                        self.remarks["文中有隐藏的表格行，未予审查。"] = None
                        left_out = True
            if not left_out:
                slots, width = self._row(tr, column, depth)
                yield slots, width + after

    def _row(self, tr: etree._Element, column: int, depth: int) -> tuple[list[_Slot], int]:
        """The cells of a row, each with its element; their width."""
        slots: list[_Slot] = []
        for tc in self._members(tr, _TC, depth):
            cell = TableCell(column)
            beside = dropped = False
            for properties in tc.iterchildren(_TCPR):
                for entry in properties:
                    tag = entry.tag
                    if tag == _GRID_SPAN:
                        cell.column_span = _span(entry, 1)
                    elif tag == _V_MERGE:
                        cell.merge = entry.get(_VAL, "continue")
                    elif tag == _H_MERGE:
                        beside = entry.get(_VAL, "continue") == "continue"
                    elif tag == _CELL_DELETED:
                        dropped = True
                    elif tag == _CELL_MERGED and (tracked := entry.get(f"{WORD}vMerge")):
                        self._runs.revised = True
                        cell.merge = "continue" if tracked == "cont" else "restart"
            if dropped:
                self._runs.revised = True
                continue
            if beside and slots:
                slots[-1][0].column_span += cell.column_span
                self._cover(slots[-1][0], tc)
            else:
                slots.append((cell, tc))
            column += cell.column_span
        return slots, column

    def _members(self, parent: etree._Element, wanted: str, depth: int) -> Iterator[etree._Element]:
        """Rows of a table or cells of a row, those in content controls among them."""
        if depth > LIMITS.depth:
            raise too_many("的嵌套层数", LIMITS.depth)
        for child in parent:
            tag = child.tag
            if tag == wanted:
                yield child
            elif tag == SDT or tag in CONTAINERS:
                yield from self._members(child, wanted, depth + 1)
            elif tag == ALTERNATE:
                branches = (list(self._members(x, wanted, depth + 1)) for x in child)
                yield from next(filter(None, branches), ())


def _shows_prompt(tc: etree._Element) -> bool:
    """Whether a cell stands in a content control that only shows its prompt."""
    content = tc.getparent()
    control = None if content is None else content.getparent()
    return control is not None and control.tag == SDT and is_placeholder(control)


def _span(element: etree._Element, least: int) -> int:
    span = max(least, integer(element, least))
    if span > LIMITS.columns:
        raise too_many("表格的列数", LIMITS.columns)
    return span

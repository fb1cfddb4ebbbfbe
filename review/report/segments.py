"""From rows to segments: a stretch of words followed by a stretch of numbers, wherever lines break."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from review.report.alignment import Wording
from review.report.rows import CellText, Layout, Row


@dataclass(frozen=True, slots=True)
class Segment:
    """Words, then the cells behind them up to the next word: numbers and blanks.

    `row` is the index of the row in which the numbers begin. `structured`: blanks are real cells.
    `single`: its row holds one number and nothing else.
    """

    wording: Wording
    run: tuple[CellText, ...]
    row: int
    layout: Layout
    items: tuple[int, ...]
    single: bool = False

    @property
    def blank(self) -> bool:
        """Nothing stands in any of its cells."""
        return not any(cell.text.strip() for cell in self.run)

    @property
    def structured(self) -> bool:
        """Whether an empty cell would show in this layout."""
        return self.layout != "spaces"

    def numbers(self) -> tuple[CellText, ...]:
        """The cells of the run without the blanks at its ends (marks such as "/" are kept inside)."""
        cells = list(self.run)
        while cells and not cells[0].text.strip():
            cells.pop(0)
        while cells and not cells[-1].text.strip():
            cells.pop()
        return tuple(cells)


def segments_of(rows: Iterable[Row]) -> list[Segment]:
    """Cut rows into segments. Words without numbers wait for the numbers of a later row.

    Where each cell is a line of its own, the numbers of one row come as many rows of one number:
    they are put together again.
    """
    out: list[Segment] = []
    for segment in _cut(rows):
        words = segment.wording.own or segment.wording.pending
        if not words and segment.single and segment.blank:
            if out and out[-1].single and out[-1].layout == segment.layout:
                out[-1] = replace(out[-1], run=out[-1].run + segment.run)
            continue
        if out and not words and segment.single:
            last = out[-1]
            if last.layout == segment.layout and last.single:
                out[-1] = replace(
                    last, run=last.run + segment.run, items=last.items + segment.items
                )
                continue
        out.append(segment)
    return out


def _cut(rows: Iterable[Row]) -> Iterator[Segment]:
    pending: list[str] = []
    pending_items: list[int] = []
    for index, row in enumerate(rows):
        own: list[str] = []
        run: list[CellText] = []
        seen_word_here = False
        blanks_only = not any(cell.text.strip() for cell in row.cells)
        for cell in row.cells:
            text = cell.text.strip()
            mark = bool(text) and cell.blank
            if cell.number or mark or (not text and (own or run or blanks_only)):
                run.append(cell)
                continue
            if not text:
                continue
            if any(c.number or c.text.strip() for c in run):
                yield Segment(
                    Wording(tuple(own), tuple(pending)),
                    tuple(run),
                    index,
                    row.layout,
                    (*pending_items, *row.items),
                )
                pending, pending_items, own = [], [], []
            run = []
            own.append(text)
            seen_word_here = True
        filled = any(c.number or c.text.strip() for c in run)
        if not row.cells[0].text.strip() and len(row.cells) == 1 and row.layout == "bars":
            empty = Wording((), ())
            yield Segment(empty, row.cells, index, row.layout, row.items, single=True)
            continue
        # a label with nothing but empty cells behind it: a row of blanks, or a header
        blank_row = not own and len(run) >= 5 and row.layout != "spaces"
        if filled or blank_row or (own and run and row.layout != "spaces" and len(own) <= 3):
            yield Segment(
                Wording(tuple(own), tuple(pending)),
                tuple(run),
                index,
                row.layout,
                (*pending_items, *row.items),
                single=len(row.cells) == 1,
            )
            pending, pending_items = [], []
        elif seen_word_here:
            pending += own
            pending_items += row.items

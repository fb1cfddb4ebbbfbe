"""From rows to segments: a stretch of words followed by a stretch of numbers, wherever lines break."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from review.report.alignment import Wording
from review.report.rows import CellText, Layout, Row


@dataclass(frozen=True, slots=True)
class Segment:
    """Words, then the cells behind them up to the next word: numbers and blanks.

    `row` is the index of the row in which the numbers begin. `structured`: blanks are real cells.
    """

    wording: Wording
    run: tuple[CellText, ...]
    row: int
    layout: Layout
    items: tuple[int, ...]

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


def segments_of(rows: Iterable[Row]) -> Iterator[Segment]:
    """Cut rows into segments. Words without numbers wait for the numbers of a later row."""
    pending: list[str] = []
    pending_items: list[int] = []
    for index, row in enumerate(rows):
        own: list[str] = []
        run: list[CellText] = []
        seen_word_here = False
        for cell in row.cells:
            text = cell.text.strip()
            mark = bool(text) and cell.blank
            if cell.number or mark or (not text and (own or run)):
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
        # a row with a label and nothing but empty cells behind it is a row of blanks, if wide enough
        if filled or (own and len(run) >= 3 and row.layout != "spaces" and len(own) <= 3):
            yield Segment(
                Wording(tuple(own), tuple(pending)),
                tuple(run),
                index,
                row.layout,
                (*pending_items, *row.items),
            )
            pending, pending_items = [], []
        elif seen_word_here:
            pending += own
            pending_items += row.items

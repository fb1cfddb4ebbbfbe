"""Which cells of a segment are the values of which columns: by count where it fits, else by column."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from review.report.forms import Row as FormRow
from review.report.rows import CellText, Row
from review.report.segments import Segment
from review.zh.numerals import cell_number

_SURE = 0.9
_MOSTLY = 0.75


def exact_values(segment: Segment, count: int) -> tuple[str, ...] | None:
    """The segment's values where their number alone settles it: `count` cells, none of them in doubt."""
    cells = segment.numbers()
    texts = tuple(cell.text for cell in cells)
    if len(cells) == count:
        return texts
    if segment.structured and len(segment.run) == count:
        return tuple(cell.text for cell in segment.run)
    if len(cells) > count and segment.structured:
        # a merged label leaves empty cells behind it; they are no values
        filled = [cell for cell in cells if cell.text.strip()]
        if len(filled) == count and _contiguous(segment, filled):
            return tuple(cell.text for cell in filled)
    return None


def _contiguous(segment: Segment, filled: Sequence[CellText]) -> bool:
    chosen = set(map(id, filled))
    positions = [at for at, cell in enumerate(segment.run) if id(cell) in chosen]
    return positions[-1] - positions[0] == len(filled) - 1


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Where the values of full rows stand: their columns, by layout and column of the last label."""

    by_label: dict[int, tuple[int, ...]]
    common: tuple[int, ...] | None


def learn_columns(segments: Sequence[Segment], count: int) -> ColumnMap:
    """Learn from the rows that carry all their values in which columns values stand."""
    votes: dict[int, Counter[tuple[int, ...]]] = {}
    for segment in segments:
        filled = [cell for cell in segment.run if cell.text.strip()]
        if not segment.structured or len(filled) != count or not _contiguous(segment, filled):
            continue
        label_column = filled[0].column - 1 - _blanks_before(segment)
        votes.setdefault(label_column, Counter())[tuple(c.column for c in filled)] += 1
    by_label: dict[int, tuple[int, ...]] = {}
    everything: Counter[tuple[int, ...]] = Counter()
    for label_column, counter in votes.items():
        columns, _ = counter.most_common(1)[0]
        if len(counter) == 1:
            by_label[label_column] = columns
        everything.update(counter)
    common = None
    if len(everything) == 1:
        common = next(iter(everything))
    return ColumnMap(by_label, common)


def _blanks_before(segment: Segment) -> int:
    blanks = 0
    for cell in segment.run:
        if cell.text.strip():
            break
        blanks += 1
    return blanks


def values_by_column(segment: Segment, columns: ColumnMap) -> tuple[str, ...] | None:
    """The values of a row with empty cells, by the columns that full rows use; None if in doubt."""
    if not segment.structured or not segment.run:
        return None
    wanted = columns.common
    if wanted is None:
        wanted = columns.by_label.get(segment.run[0].column - 1)
    if wanted is None:
        return None
    found: dict[int, str] = {}
    for cell in segment.run:
        covered = [c for c in wanted if cell.column <= c < cell.column + cell.span]
        if len(covered) > 1 or (not covered and cell.text.strip()):
            return None
        if covered:
            found[covered[0]] = cell.text
    if len(found) != len(wanted):
        return None
    return tuple(found[c] for c in wanted)


def values_by_place(
    rows: Sequence[Row], row: FormRow, columns: ColumnMap
) -> tuple[tuple[str, ...], int] | None:
    """The values of a row with words among them (见附表), by the columns of full rows; and its index.

    None unless one row alone begins with the label, has cells in all these columns and nothing else.
    """
    found = []
    for index, line in enumerate(rows):
        labels = [c for c in line.cells if row.label.likeness(c.text).score >= _SURE]
        if line.layout == "spaces" or not labels:
            continue
        wanted = columns.common or columns.by_label.get(labels[-1].column)
        if wanted is None or labels[-1].column >= wanted[0]:
            return None
        behind = [c for c in line.cells if c.column > labels[-1].column]
        texts = {c.column: c.text.strip() for c in behind if c.column in wanted}
        if len(texts) < len(wanted) or any(
            c.text.strip() and c.column not in wanted for c in behind
        ):
            return None
        found.append((tuple(texts[c] for c in wanted), index))
    return found[0] if len(found) == 1 and any(found[0][0]) else None


@dataclass(frozen=True, slots=True)
class Habits:
    """How the rows of table 2 are filled: the share of rows with something in each column, and
    whether the sum holds in most rows that have figures."""

    filled: tuple[float, ...]
    sums_hold: bool

    def usual(self, at: int) -> bool:
        """Whether nearly every row has something in this column."""
        return self.filled[at] >= _MOSTLY

    def odd(self, at: int) -> bool:
        """Whether hardly any row has something in this column."""
        return self.filled[at] <= 1 - _MOSTLY


def habits_of(segments: Sequence[Segment], count: int, columns: ColumnMap) -> Habits:
    """Learn the habits from the rows whose values are settled by their number or their columns."""
    every = [
        values
        for s in segments
        if (values := exact_values(s, count) or values_by_column(s, columns)) is not None
    ]
    # a row with blanks says nothing of the others' sums
    whole = [values for values in every if all(text.strip() for text in values)]
    numbers = [[cell_number(text) or 0 for text in values] for values in whole or every]
    some = [n for n in numbers if any(n)]
    hold = bool(some) and 2 * sum(sum(n[:-1]) == n[-1] for n in some) >= len(some)
    shares = (sum(bool(v[at].strip()) for v in every) / max(1, len(every)) for at in range(count))
    return Habits(tuple(shares), hold)


def slipped(values: Sequence[str], habits: Habits) -> bool:
    """Whether a row of table 2 (six figures and their sum) seems to stand a column off its place.

    It has a figure where other rows have none and none where they have one; or an end is blank, and
    no count in its place makes the sum hold, or the figure before a blank total could be the total.
    Where its sum holds with blanks as nothing, or sums hold nowhere, that proves nothing.
    """
    numbers = [cell_number(value) or 0 for value in values]
    if habits.sums_hold and sum(numbers[:-1]) == numbers[-1]:
        return False
    blank = [not value.strip() for value in values]
    places = range(len(values))
    lacks = any(blank[at] and habits.usual(at) for at in places)
    if lacks and any(not blank[at] and habits.odd(at) for at in places):
        return True
    usual = [at for at in places if habits.usual(at)]
    if not usual:
        return False
    if not habits.sums_hold:
        # beside a blank column at the edge, a row that slipped begins or ends a column early
        begins = habits.odd(0) and blank[usual[0]]
        ends = habits.odd(-1) and blank[usual[-1]]
        return (begins or ends) and not all(blank)
    if blank[-1] and habits.usual(-1) and any(numbers) and (blank[usual[0]] or blank[-2]):
        # no total, and another end blank: which way the row may have moved, nothing tells
        return True
    if blank[usual[0]] and not blank[-1]:
        return sum(numbers[:-1]) > numbers[-1]
    if blank[-1] and habits.usual(-1):
        return numbers[-2] > 0 and numbers[-2] >= sum(numbers[:-2])
    return False

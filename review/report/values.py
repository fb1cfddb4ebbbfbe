"""Which cells of a segment are the values of which columns: by count where it fits, else by column."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from review.report.forms import Row as FormRow
from review.report.rows import Row
from review.report.segments import Segment
from review.zh.numerals import cell_number

_SURE = 0.9


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


def _contiguous(segment: Segment, filled: Sequence[object]) -> bool:
    positions = [at for at, cell in enumerate(segment.run) if cell in filled]
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


def slipped(values: Sequence[str], usual: Sequence[bool]) -> bool:
    """Whether a row of table 2 (six figures and their sum) seems to stand a column off its place.

    One cell alone is blank, at an end where other rows (`usual`) have figures, and no count in its
    place could make the sum hold; or the last figure before a blank total could be the sum itself.
    """
    blanks = [at for at, value in enumerate(values) if not value.strip()]
    if len(blanks) != 1 or blanks[0] not in (0, len(values) - 1) or not usual[blanks[0]]:
        return False
    numbers = [cell_number(value) or 0 for value in values]
    if blanks[0] == 0:
        return sum(numbers[:-1]) > numbers[-1]
    return numbers[-2] > 0 and numbers[-2] >= sum(numbers[:-2])


def usually_filled(segments: Sequence[Segment], count: int) -> list[bool]:
    """For each column whether at least half of the rows have something in it.

    All False where sums do not hold in most rows: then they prove nothing about a single one.
    """
    every = [v for s in segments if (v := exact_values(s, count)) is not None]
    numbers = [[cell_number(text) or 0 for text in values] for values in every]
    some = [n for n in numbers if any(n)]
    if 2 * sum(sum(n[:-1]) == n[-1] for n in some) < len(some):
        return [False] * count
    return [2 * sum(bool(v[at].strip()) for v in every) >= len(every) for at in range(count)]

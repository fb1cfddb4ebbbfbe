"""What makes a reading of a table doubtful: text in another order than it was printed, hidden labels."""

from collections.abc import Iterable, Sequence

from review.report.forms import FormTable
from review.report.forms import Row as FormRow
from review.report.labels import core_of
from review.report.rows import Row
from review.report.segments import Segment
from review.report.values import exact_values
from review.zh.numerals import cell_number


def mark_count(words: str, marks: Iterable[str]) -> int:
    """How many of a form's own words a text holds."""
    return sum(1 for mark in marks if core_of(mark) in words)


def table_words(rows: Sequence[Row]) -> str:
    """All words of some rows, folded and joined, to look for a form's own words in."""
    return core_of("".join(cell.text for row in rows for cell in row.cells))


def scrambled(
    segments: Sequence[Segment], placed: Sequence[tuple[Segment, int]], table: FormTable
) -> bool:
    """Whether text without structure came in another order than it was printed (some PDF dumps).

    Figures before the first label give it away, or many rows whose figures are not their total's.
    """
    loose = [s for s, _ in placed if not s.structured]
    if len(loose) < len(placed) / 2:
        return False
    first = segments[0]
    if not first.wording.own and not first.wording.pending:
        return True
    wrong = filled = 0
    for segment in loose:
        values = exact_values(segment, len(table.columns))
        numbers = [cell_number(v) or 0 for v in values or ()]
        if any(numbers):
            filled += 1
            wrong += sum(numbers[:-1]) != numbers[-1]
    return wrong >= 4 and wrong > filled / 2


def labels_behind(
    rows: Sequence[Row], segments: Sequence[Segment], form_rows: Sequence[FormRow]
) -> bool:
    """Whether labels of rows stand behind the last figures, where no figures can be theirs."""
    if not segments or any(s.structured for s in segments):
        return False
    last = max(item for s in segments for item in s.items)
    labels = {row.label.core for row in form_rows}
    return any(
        core_of(cell.text) in labels
        for row in rows
        for cell in row.cells
        if row.items[0] > last and not cell.number
    )


def stands_there(row: FormRow, rows: Sequence[Row]) -> bool:
    """Whether a row's label (or the beginning of a long one, broken over lines) is among the words."""
    core = row.label.core
    if len(core) < 4:
        return any(core_of(cell.text) == core for line in rows for cell in line.cells)
    return core[:12] in table_words(rows)

"""Blank cells and shifted rows of the statutory tables: read right or refused, never guessed."""

from collections.abc import Callable, Sequence

import pytest

from corpus.statutory_form import COLUMNS, REQUEST_ROWS
from review.model import Block
from tests.report.documents import (
    grid,
    rows_of_form,
    tabbed,
)
from tests.report.table_readings import (
    Rows,
    bars,
    cell_a_line,
    drawn,
    never_guessed,
    raws,
    reading,
    row_at,
)


def shifted(rows: Rows, label: str, by: int = 1) -> Rows:
    """A row whose cells behind the label stand some columns further right."""
    at = row_at(label, rows)
    cut = rows[at].index(label) + 1
    return [*rows[:at], rows[at][:cut] + [""] * by + rows[at][cut:], *rows[at + 1 :]]


@pytest.mark.parametrize("by", [1, 2])
@pytest.mark.parametrize("draw", [tabbed, bars])
def test_full_row_shifted_by_a_column_is_read_right(draw: Callable[[Rows], str], by: int) -> None:
    """Seven figures behind an empty cell are the seven figures of the row."""
    read = reading("requests", draw(shifted(rows_of_form("requests"), "3.其他", by)))
    assert read.status == "read", read.reason
    assert raws(read) == drawn("requests")


def with_blanks(blank: Sequence[str]) -> tuple[Rows, dict[str, str]]:
    """The rows of table 2 with some cells empty, and what stands in its cells then."""
    figures = dict.fromkeys(blank, "")
    return rows_of_form("requests", figures=figures), drawn("requests") | figures


@pytest.mark.parametrize("draw", [tabbed, bars, grid])
def test_blank_column(draw: Callable[[Rows], Block | str]) -> None:
    """An empty column stays an empty column: no figure moves into it."""
    keys = [f"requests.{row}.research" for row in REQUEST_ROWS]
    rows, truth = with_blanks(keys)
    read = reading("requests", draw(rows))
    never_guessed(read, truth)
    if draw is grid:
        assert raws(read) == truth


@pytest.mark.parametrize("draw", [tabbed, bars, grid])
def test_only_the_total_column_is_filled(draw: Callable[[Rows], Block | str]) -> None:
    """One figure a row, in the column 总计: it is the total or is refused, never 自然人."""
    keys = [f"requests.{row}.{c}" for row in REQUEST_ROWS for c in COLUMNS if c != "total"]
    rows, truth = with_blanks(keys)
    read = reading("requests", draw(rows))
    never_guessed(read, truth)
    if draw is grid:
        assert raws(read) == truth


@pytest.mark.parametrize("draw", [tabbed, bars, cell_a_line, grid])
def test_blank_cells_among_full_rows(draw: Callable[[Rows], Block | str]) -> None:
    """Single empty cells are read as blanks where other rows tell the columns."""
    keys = ["requests.granted.business", "requests.carried_in.natural_person",
            "requests.withheld.state_secret.total"]  # fmt: skip
    rows, truth = with_blanks(keys)
    read = reading("requests", draw(rows))
    never_guessed(read, truth)
    assert raws(read) == truth


@pytest.mark.parametrize("draw", [tabbed, bars, grid])
def test_a_whole_row_blank(draw: Callable[[Rows], Block | str]) -> None:
    """A row without any figure keeps its label and is seven blanks."""
    keys = [f"requests.carried_in.{c}" for c in COLUMNS]
    rows, truth = with_blanks(keys)
    read = reading("requests", draw(rows))
    never_guessed(read, truth)
    assert raws(read) == truth


def with_totals() -> dict[str, str]:
    """Figures of table 2 whose rows add up: text without columns is trusted on that alone."""
    figures = drawn("requests")
    for row in REQUEST_ROWS:
        inner = [int(figures[f"requests.{row}.{c}"]) for c in COLUMNS if c != "total"]
        figures[f"requests.{row}.total"] = str(sum(inner))
    return figures


@pytest.mark.parametrize("count", [1, 3, 6, 8])
def test_wrong_number_of_figures_without_columns_is_refused(count: int) -> None:
    """In text parted by spaces a row of fewer or more than seven figures is refused, the others read."""
    truth = with_totals()
    rows = [[cell for cell in row if cell] for row in rows_of_form("requests", figures=truth)]
    at = row_at("2.重复申请", rows)
    rows[at] = ["2.重复申请", *(["4"] * count)]
    read = reading("requests", "\n".join(" ".join(row) for row in rows))
    never_guessed(read, truth)
    assert read.status == "partly"
    assert set(read.refused) == {f"requests.not_processed.repeated.{c}" for c in COLUMNS}
    assert "重复申请" in read.reason


def test_rows_without_columns_that_add_up_nowhere_are_refused() -> None:
    """Text parted by spaces in which hardly a row adds up was read in a wrong order: no cell is taken."""
    rows = [[cell for cell in row if cell] for row in rows_of_form("requests")]
    read = reading("requests", "\n".join(" ".join(row) for row in rows))
    assert (read.status, dict(read.cells)) == ("refused", {})
    assert read.reason


def test_row_with_six_figures_between_tabs_is_not_moved_left() -> None:
    """A row that lost a cell altogether: its six figures are not given to the first six columns."""
    rows = rows_of_form("requests")
    at = row_at("2.重复申请", rows)
    del rows[at][rows[at].index("2.重复申请") + 3]
    read = reading("requests", tabbed(rows))
    wrong = {k: v for k, v in raws(read).items() if drawn("requests")[k] != v}
    assert wrong == {}
    assert "requests.not_processed.repeated.total" in read.refused

"""Tables that were once misread: each stays read as it should be."""

from dataclasses import replace

from tests.report.documents import form_grid, rows_of_form, statutory, tabbed
from tests.report.test_tables import reading


def test_typo_in_a_column_of_table_three() -> None:
    """尚末审结 is seen although other labels hold the letter that it lacks."""
    read = reading("proceedings", form_grid("proceedings", labels={"尚未审结": "尚末审结"}))
    assert [(a.official, a.found) for a in read.altered] == [("尚未审结", "尚末审结")]


def test_typo_in_one_of_three_columns() -> None:
    """One of three equal labels misspelt is seen too."""
    grid = form_grid("proceedings")
    first = next(c for c in grid.cells if c.text == "结果维持")
    cells = tuple(replace(c, text="结果维特") if c is first else c for c in grid.cells)
    read = reading("proceedings", replace(grid, cells=cells))
    assert [a.found for a in read.altered] == ["结果维特"]


def test_reason_of_a_refusal_says_how_many_figures() -> None:
    """Fourteen figures where fifteen belong: the reason names the number wanted."""
    rows = rows_of_form("proceedings")
    rows[-1] = ["1"] * 14
    assert "15" in reading("proceedings", tabbed(rows)).reason


def test_verbatim_labels_in_another_order_keep_their_figures() -> None:
    """上年结转 above 新收: a label that stands verbatim is that row, wherever it stands."""
    truth = statutory("requests")[1]
    rows = rows_of_form("requests")
    rows[3], rows[4] = rows[4], rows[3]
    read = reading("requests", tabbed(rows))
    assert {k: c.raw for k, c in read.cells.items() if truth[k] != c.raw} == {}

"""Tables that were once misread: each stays read as it should be."""

from dataclasses import replace

from tests.report.documents import form_grid, grid, rows_of_form, statutory, tabbed
from tests.report.table_readings import never_guessed, reading, row_at


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


def test_figures_without_a_label_take_the_row_above_along() -> None:
    """What a page break has cut off may be the rest of the numbers above: neither is trusted."""
    rows = rows_of_form("requests")
    at = row_at("一、本年新收政府信息公开申请数量", rows)
    rows.insert(at + 1, [""] * (len(rows[at]) - 7) + ["487", "56", "938", "87", "09", "29", "106"])
    read = reading("requests", grid(rows))
    received = {key for key in statutory("requests")[1] if key.startswith("requests.received.")}
    assert received <= set(read.refused)
    assert not received & set(read.cells)
    never_guessed(read, statutory("requests")[1])


def test_a_page_number_between_lines_takes_nothing_along() -> None:
    rows = rows_of_form("requests")
    text = tabbed(rows).split("\n")
    text.insert(len(text) - 3, "3")
    read = reading("requests", "\n".join(text))
    assert read.status == "read"

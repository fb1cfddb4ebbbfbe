"""Tables whose cells are parted by commas, and figures that only hold commas."""

from review.readers.text_cleaning import commas_as_tabs

ROWS = [f"第{at}行,1,2,3" for at in "一二三四五六"]


def test_blanks_behind_commas_and_quotes() -> None:
    """A row in doubt has as many cells as the row before it: its blanks and quotes go."""
    lines = [*ROWS, '0, 34,"55",7', '"甲, 乙",1,2,3']
    assert commas_as_tabs(lines)[-2:] == ["0\t34\t55\t7", "甲, 乙\t1\t2\t3"]


def test_another_number_of_cells_is_a_sentence() -> None:
    """Behind a table, a line with commas that has not as many cells stays as it is."""
    line = "Total, of which 3 are new, and so on, see below, all"
    assert commas_as_tabs([*ROWS, line])[-1] == line


def test_figures_with_separators_apart_are_no_row() -> None:
    """1,859 1,941 is two figures; a text of such lines has no commas that part cells."""
    lines = ["1,859 1,941 2,439 209 0 0 6,448"] * 6
    assert commas_as_tabs(lines) == lines
    assert commas_as_tabs([*ROWS, *lines])[-6:] == lines

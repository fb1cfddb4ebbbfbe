"""Tables of saved web pages, and tables that only lay out the page."""

from review.model import Grid, Paragraph
from tests.readers.html_files import (
    PROSE,
    cells,
    grids,
    read,
    texts,
)


def test_spans_put_cells_in_their_places() -> None:
    """Merged cells come once, with their spans; cells below and beside them move on."""
    document = read(
        "<table><thead><tr><th rowspan=2 colspan=2>角<br>落</th><th colspan='2'>甲</th></tr>"
        "<tr><td>a</td><td>b</td></tr></thead><tbody><tr><td rowspan='0'>组</td><td>x</td>"
        "<td>1</td><td>2</td></tr><tr><td>y<td>3<td>4</tr></tbody></table>"
    )
    assert cells(document) == [
        (0, 0, "角\n落", 2, 2),
        (0, 2, "甲", 1, 2),
        (1, 2, "a", 1, 1),
        (1, 3, "b", 1, 1),
        (2, 0, "组", 2, 1),
        (2, 1, "x", 1, 1),
        (2, 2, "1", 1, 1),
        (2, 3, "2", 1, 1),
        (3, 1, "y", 1, 1),
        (3, 2, "3", 1, 1),
        (3, 3, "4", 1, 1),
    ]
    assert (grids(document)[0].rows, grids(document)[0].columns) == (4, 4)


def test_spans_end_with_their_row_group() -> None:
    """A cell of the head does not reach into the body, whatever its rowspan says."""
    document = read(
        "<table><thead><tr><th rowspan=5>甲<th>乙</thead><tbody><tr><td>1<td>2</tbody></table>"
    )
    assert [cell[:4] for cell in cells(document)] == [
        (0, 0, "甲", 1),
        (0, 1, "乙", 1),
        (1, 0, "1", 1),
        (1, 1, "2", 1),
    ]


def test_absurd_spans_are_cut_to_the_table() -> None:
    """Spans of a milliard, negative ones and nonsense cost nothing and hide no cell."""
    document = read(
        "<table><tr><td colspan=1000000000 rowspan=1000000000>题</td></tr><tr></tr></table>"
        "<table><tr><td colspan=999999999>题</td></tr><tr><td rowspan=-3>1</td><td colspan=x>2</td>"
        "<td colspan=0>3</td></tr></table>"
    )
    assert cells(document) == [
        (0, 0, "题", 1, 3),
        (1, 0, "1", 1, 1),
        (1, 1, "2", 1, 1),
        (1, 2, "3", 1, 1),
    ]
    assert texts(document) == ["题"]


def test_hidden_cells_and_word_rows_of_no_height_are_not_cells() -> None:
    """What is not shown takes no place in the grid."""
    document = read(
        "<table><tr><td>甲</td><td style='display:none'>x</td><td>乙</td></tr>"
        "<tr><td>1</td><td>2</td></tr><tr hidden><td>9</td><td>9</td></tr>"
        "<tr height=0><td width=9></td><td width=9></td></tr></table>"
    )
    assert [cell[2] for cell in cells(document)] == ["甲", "乙", "1", "2"]
    assert grids(document)[0].rows == 2


def test_layout_tables_are_opened_and_tables_in_them_stand_alone() -> None:
    """A table that lays out the page is no grid; the data table within is one of its own."""
    inner = "<table><tr><td>项</td><td>数</td></tr><tr><td>许可</td><td>3</td></tr></table>"
    layout = (
        f"<table><tr><td>前{PROSE}</td></tr><tr><td>{inner}</td></tr><tr><td>后</td></tr></table>"
    )
    two = f"<table role=presentation><tr><td>左</td><td>{layout}</td></tr></table>"
    document = read(two)
    assert [type(b) for b in document.blocks] == [Paragraph, Paragraph, Grid, Paragraph]
    assert [cell[2] for cell in cells(document)] == ["项", "数", "许可", "3"]
    assert texts(document) == ["左", f"前{PROSE}", "后"]


def test_a_cell_of_long_prose_is_no_entry() -> None:
    """A table with a side column and the report in a cell is opened."""
    prose = "".join(f"<p>{PROSE}</p>" for _ in range(20))
    document = read(f"<table><tr><td>栏目</td><td>{prose}</td></tr></table>")
    assert grids(document) == []
    assert texts(document) == ["栏目", *[PROSE] * 20]

"""Tables that go on over a page break, in PDFs drawn on the spot."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from review.model import Document
from tests.readers.pdf_files import (
    HEIGHT,
    LEFT,
    Cell,
    grids,
    label_row,
    lines,
    read,
    rows,
    table,
    write,
)

THREE = (150.0, 60.0, 60.0)


def two_parts(above: list[Cell], below: list[Cell], columns: Sequence[float] = THREE) -> Document:
    def one(canvas: Canvas) -> None:
        table(canvas, 700, THREE, (20,) * (1 + max(c[0] for c in above)), above)

    def two(canvas: Canvas) -> None:
        table(canvas, 80, columns, (20,) * (1 + max(c[0] for c in below)), below)

    return read(one, two)


HEAD = label_row(0, "信息内容", "制发", "废止")


def test_rows_on_either_side_of_a_break_stay_apart() -> None:
    """A break between two rows merges nothing."""
    document = two_parts([*HEAD, *label_row(1, "规章", "1", "2")], label_row(0, "文件", "3", "4"))
    assert [rows(grid) for grid in grids(document)] == [
        [["信息内容", "制发", "废止"], ["规章", "1", "2"], ["文件", "3", "4"]]
    ]


def test_rows_with_blank_numbers_stay_apart() -> None:
    """A row without numbers below a short label is a row of its own, not the rest of the last one."""
    document = two_parts([*HEAD, *label_row(1, "规章", "1", "2")], label_row(0, "文件", "", ""))
    assert rows(grids(document)[0])[-2:] == [["规章", "1", "2"], ["文件", "", ""]]


def test_numbers_below_a_cut_label_belong_to_it() -> None:
    """A row whose numbers went over to the next page with the tail of its label is one row."""
    above = [
        *HEAD,
        *label_row(1, "规章", "1", "2"),
        *label_row(2, "行政机关制发的各类规范性文件", "", ""),
    ]
    document = two_parts(above, label_row(0, "总数", "3", "4"))
    assert rows(grids(document)[0])[-1] == ["行政机关制发的各类规范性文件\n总数", "3", "4"]


def test_a_numbered_label_begins_a_row() -> None:
    """An item of a list on the next page is no tail, however full the line above is."""
    above = [*HEAD, *label_row(1, "1.行政机关制发的规范性文", "1", "2")]
    document = two_parts(above, label_row(0, "2.规章", "", ""))
    assert len(rows(grids(document)[0])) == 3


def test_a_head_repeated_on_the_next_page_is_dropped() -> None:
    """Rows that the writer repeats on top of the next page come once."""
    document = two_parts(
        [*HEAD, *label_row(1, "规章", "1", "2")], [*HEAD, *label_row(1, "文件", "3", "4")]
    )
    assert [row[0] for row in rows(grids(document)[0])] == ["信息内容", "规章", "文件"]


def test_tables_of_other_columns_are_not_joined() -> None:
    """Where column borders differ, two tables at a page break stay two."""
    above = [*HEAD, *label_row(1, "规章", "1", "2")]
    below = label_row(0, "文件", "3", "4")
    assert len(grids(two_parts(above, below, (60.0, 60.0, 150.0)))) == 2


def test_a_line_of_text_between_keeps_tables_apart() -> None:
    """Text on top of the next page ends the table before it."""

    def one(canvas: Canvas) -> None:
        table(canvas, 700, THREE, (20, 20), [*HEAD, *label_row(1, "规章", "1", "2")])

    def two(canvas: Canvas) -> None:
        write(canvas, LEFT, 80, "三、其他情况")
        table(canvas, 120, THREE, (20, 20), [*HEAD, *label_row(1, "文件", "3", "4")])

    assert len(grids(read(one, two))) == 2


def test_lines_that_hang_out_of_a_cut_row_belong_to_it() -> None:
    """Browsers let the text of a row that a page break cuts stand below the last border drawn."""

    def page(canvas: Canvas) -> None:
        for x in (LEFT, LEFT + 100, LEFT + 200):
            canvas.line(x, HEIGHT - 740, x, HEIGHT - 775)
        for top in (740, 758):
            canvas.line(LEFT, HEIGHT - top, LEFT + 200, HEIGHT - top)
        for column, (first, second, third) in enumerate(
            (("甲", "结", "果维持"), ("乙", "其", "他结果"))
        ):
            for top, word in ((744, first), (762, second), (777, third)):
                write(canvas, LEFT + 4 + 100 * column, top, word, 9)

    document = read(page)
    assert rows(grids(document)[0]) == [["甲", "乙"], ["结\n果维持", "其\n他结果"]]
    assert lines(document) == []


def test_the_side_of_a_cell_that_goes_on_over_a_whole_page_is_a_border() -> None:
    """No level ruling meets the side of a merged cell that begins before the page and ends after it."""

    def page(canvas: Canvas) -> None:
        for x in (LEFT, LEFT + 40, LEFT + 140, LEFT + 240):
            canvas.line(x, HEIGHT - 60, x, HEIGHT - 140)
        for top in (60, 100, 140):
            canvas.line(LEFT + 40, HEIGHT - top, LEFT + 240, HEIGHT - top)
        write(canvas, LEFT + 4, 64, "果", 9)
        for i in range(4):
            write(canvas, LEFT + 50 + 100 * (i % 2), 70 + 40 * (i // 2), str(i), 9)

    (grid,) = grids(read(page))
    assert [(c.row, c.column, c.text, c.row_span) for c in grid.cells] == [
        (0, 0, "果", 2),
        (0, 1, "0", 1),
        (0, 2, "1", 1),
        (1, 1, "2", 1),
        (1, 2, "3", 1),
    ]

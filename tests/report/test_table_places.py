"""Where the statutory tables stand, in which form, and what is none of them."""

import pytest

from review.model import Block, Grid, GridCell, Picture, Place
from tests.report.documents import (
    figure_of,
    form_grid,
    grid,
    raws_of,
    report_of,
    rows_of_form,
    tabbed,
    whole,
)
from tests.report.table_readings import PARTS, drawn, raws, with_table


def test_a_picture_is_no_table_and_no_zeros() -> None:
    """Where a picture stands in place of the table, the table is a picture: nothing is read."""
    report = with_table("proceedings", Picture(Place(0)))
    assert report.tables["proceedings"].status == "picture"
    assert not any(key.startswith("proceedings.") for key in report.cells)
    assert len(report.cells) == 185


def test_nothing_there_is_missing() -> None:
    """No grid, no figures, no picture: the table is missing."""
    report = with_table("proceedings", "无。")
    assert report.tables["proceedings"].status == "missing"
    assert report.tables["requests"].status == "read"


def test_form_of_2019() -> None:
    """All three tables in the form of 2019: recognised as such, all 198 cells."""
    report = report_of(*whole(tables=[form_grid(part, "2019") for part in PARTS]))
    assert report.form == "2019"
    assert {t.status for t in report.tables.values()} == {"read"}
    assert raws_of(report) == {k: v for part in PARTS for k, v in drawn(part, "2019").items()}
    assert not any(t.altered or t.merged for t in report.tables.values())


@pytest.mark.parametrize("old", ["proactive", "requests"])
def test_tables_of_two_forms(old: str) -> None:
    """One table of 2019 beside two of 2021: each is read as what it is."""
    tables = [form_grid(part, "2019" if part == old else "2021") for part in PARTS]
    report = report_of(*whole(tables=tables))
    for part in PARTS:
        expected = drawn(part, "2019" if part == old else "2021")
        assert raws(report.tables[part]) == expected  # type: ignore[index]
    assert report.form == ("2019" if old == "proactive" else "2021")


def test_all_tables_at_the_end() -> None:
    """Tables behind part six, each part empty: they are found by their words."""
    blocks = whole(tables=["详见附表。"] * 3)
    report = report_of(*blocks, *(form_grid(part) for part in PARTS))
    assert raws_of(report) == {k: v for part in PARTS for k, v in drawn(part).items()}


def test_a_page_frame_is_no_table() -> None:
    """A grid of one cell around prose (a page border) is none of the tables and loses no figure."""
    frame = grid([["2024年，我局公开信息42条，行政许可3件。"]])
    blocks = whole()
    blocks.insert(2, frame)
    report = report_of(*blocks)
    assert raws_of(report) == {k: v for part in PARTS for k, v in drawn(part).items()}


def test_a_foreign_table_among_the_statutory_ones() -> None:
    """A list of an office's own in part two is not taken for table 1."""
    own = grid([["渠道", "条数"], ["门户网站", "321"], ["微信公众号", "45"], ["公报", "6"]])
    blocks = whole()
    blocks.insert(4, own)
    report = report_of(*blocks)
    assert raws_of(report) == {k: v for part in PARTS for k, v in drawn(part).items()}


def test_table_over_a_page_break() -> None:
    """Table 2 as two grids, the header cells blank after the break: one table."""
    whole_grid = form_grid("requests")
    cut = 14
    upper = [c for c in whole_grid.cells if c.row < cut]
    lower = [c for c in whole_grid.cells if c.row >= cut]
    hanging = [
        GridCell(0, c.column, "", c.row + c.row_span - cut, c.column_span)
        for c in upper
        if c.row + c.row_span > cut
    ]
    above = Grid(
        tuple(GridCell(c.row, c.column, c.text, min(c.row_span, cut - c.row), c.column_span)
              for c in upper), cut, 10, Place(0, 1),
    )  # fmt: skip
    below = Grid(
        tuple(hanging) + tuple(
            GridCell(c.row - cut, c.column, c.text, c.row_span, c.column_span) for c in lower
        ), whole_grid.rows - cut, 10, Place(1, 2),
    )  # fmt: skip
    blocks: list[Block | str] = []
    for block in whole():
        blocks += [above, below] if block == whole_grid else [block]
    report = report_of(*blocks)
    assert report.tables["requests"].status == "read"
    assert raws_of(report, "requests.") == drawn("requests")


def test_figures_of_tables_are_in_no_sections_text() -> None:
    """Text of table cells is in no section; sentences around a table are."""
    tables: list[Block | str] = []
    for part in PARTS:
        tables.append("本表数据如下。\n" + tabbed(rows_of_form(part)) + "\n以上为本年度数据。")
    report = report_of(*whole(tables=tables))
    for key in PARTS:
        text = report.section(key).text  # type: ignore[arg-type]
        assert text == "本表数据如下。\n以上为本年度数据。"
    assert raws_of(report)["requests.received.total"] == figure_of("requests.received.total")

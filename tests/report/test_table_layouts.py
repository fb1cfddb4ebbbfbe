"""The statutory tables in every layout: each cell is read exactly."""

from collections.abc import Callable

import pytest

from review.model import Block
from tests.report.documents import (
    form_grid,
    grid,
    raws_of,
    rows_of_form,
    statutory,
    tabbed,
)
from tests.report.table_readings import (
    PARTS,
    Rows,
    bars,
    cell_a_line,
    drawn,
    markdown,
    raws,
    reading,
    with_table,
)


@pytest.mark.parametrize("draw", [tabbed, bars, cell_a_line, markdown, grid])
@pytest.mark.parametrize("part", PARTS)
def test_every_layout_reads_every_cell(draw: Callable[[Rows], Block | str], part: str) -> None:
    """Tabs, bars, a cell a line, a grid without merged cells: all figures in their places."""
    read = reading(part, draw(rows_of_form(part)))
    assert read.status == "read", read.reason
    assert raws(read) == drawn(part)
    assert (read.altered, read.absent, read.merged) == ((), (), ())


@pytest.mark.parametrize("part", PARTS)
def test_merged_cells_repeated_in_every_row(part: str) -> None:
    """Where a merged label is written again in each row that it reaches into, nothing shifts."""
    table, figures = statutory(part)
    filled: list[dict[int, str]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            filled[row][cell.column] = figures[cell.key] if cell.key else cell.text
    rows = [[row[column] for column in sorted(row)] for row in filled]
    assert raws(reading(part, tabbed(rows))) == drawn(part)


def test_labels_broken_over_lines_inside_cells() -> None:
    """A line break inside a label or between two halves of a header changes nothing."""
    labels = {
        "自然人": "自然\n人",
        "社会公益组织": "社会公\n益组织",
        "（七）总计": "（七）\n总计",
        "2.其他法律行政法规禁止公开": "2.其他法律行政法\n规禁止公开",
    }
    read = reading("requests", form_grid("requests", labels=labels))
    assert (read.status, raws(read), read.altered) == ("read", drawn("requests"), ())


def test_numbers_in_full_width_with_units_and_separators() -> None:
    """１２, 1,234, 5件, 7（含…） are numbers; what stood there is kept as it was."""
    given = {
        "requests.received.natural_person": "１２",
        "requests.received.business": "1,234",
        "requests.received.research": "5件",
        "requests.received.nonprofit": "7（含上年2件）",
        "requests.received.legal_service": "三",
        "requests.received.other_org": " 8 ",
    }
    report = with_table("requests", form_grid("requests", figures=given))
    values = [report.value(key) for key in given]
    assert values == [12, 1234, 5, 7, 3, 8]
    assert raws_of(report)["requests.received.nonprofit"] == "7（含上年2件）"

"""Lines that once stopped the reading of a report."""

import pytest

from review.model import Paragraph, Place
from review.report.rows import rows_of_lines


@pytest.mark.parametrize(
    "line", ["|", "||", " | ", "\u200b", "\u3000", "\t", "（" * 300, "9" * 5000]
)
def test_odd_lines_make_rows_with_cells(line: str) -> None:
    """Whatever a line holds, each row that comes of it has at least one cell."""
    rows = list(rows_of_lines([(0, Paragraph(line, Place(0)))]))
    assert all(row.cells for row in rows)

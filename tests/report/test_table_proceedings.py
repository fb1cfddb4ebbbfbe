"""Table 3, one row of fifteen figures: all of them or none."""

import pytest

from review.pipeline import review_bytes
from tests.report.documents import (
    form_grid,
    rows_of_form,
    tabbed,
    whole,
)
from tests.report.table_readings import drawn, raws, reading


@pytest.mark.parametrize("count", [14, 16, 5])
@pytest.mark.parametrize("shape", ["tabs", "spaces"])
def test_table_three_without_fifteen_figures_is_refused(count: int, shape: str) -> None:
    """Fourteen figures could be any fourteen of fifteen: S206, its checks stand in not_run."""
    rows = rows_of_form("proceedings")
    rows[-1] = [str(n) for n in range(1, count + 1)]
    text = tabbed(rows) if shape == "tabs" else "\n".join(" ".join(filter(None, r)) for r in rows)
    read = reading("proceedings", text)
    assert (read.status, dict(read.cells)) == ("refused", {})
    assert read.reason


def test_refused_table_is_said_and_costs_no_point() -> None:
    """A report with fourteen figures in part four: S206 to ask, T202 not run, no T finding."""
    rows = rows_of_form("proceedings", figures={})
    rows[-1] = ["0"] * 14
    zeros = dict.fromkeys(drawn("requests"), "0")
    tables = [tabbed(rows_of_form("proactive")), tabbed(rows_of_form("requests", figures=zeros))]
    blocks = whole(tables=[*tables, tabbed(rows)])
    review = review_bytes("\n".join(str(b) for b in blocks).encode(), "a.txt")
    (refused,) = [f for f in review.findings if f.code == "S206"]
    assert (refused.severity, refused.points) == ("ask", 0.0)
    assert "T202" in {n.code for n in review.not_run}
    assert not {f.code for f in review.findings} & {"T202", "S202", "S204"}


def test_table_three_over_broken_lines() -> None:
    """Fifteen figures on two lines are fifteen figures."""
    rows = rows_of_form("proceedings")
    figures = rows[-1]
    text = "\n".join(" ".join(filter(None, r)) for r in rows[:-1])
    text += "\n" + " ".join(figures[:9]) + "\n" + " ".join(figures[9:])
    assert raws(reading("proceedings", text)) == drawn("proceedings")


def test_table_three_blank_in_a_grid_is_read_by_its_header() -> None:
    """In a true grid an empty cell is a blank and moves nothing."""
    given = {"proceedings.litigation_direct.corrected": "", "proceedings.reconsideration.total": ""}
    read = reading("proceedings", form_grid("proceedings", figures=given))
    assert (read.status, raws(read)) == ("read", drawn("proceedings") | given)

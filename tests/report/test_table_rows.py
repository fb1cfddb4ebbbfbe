"""Rows of the statutory tables that are left out, merged or without a label."""

import pytest

from corpus.statutory_form import COLUMNS
from review.model import Block
from tests.report.documents import (
    form_grid,
    rows_of_form,
    tabbed,
)
from tests.report.table_readings import drawn, never_guessed, raws, reading, row_at


@pytest.mark.parametrize("shape", ["grid", "tabs"])
@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("4.无正当理由大量反复申请", "not_processed.vexatious"),
        ("二、上年结转政府信息公开申请数量", "carried_in"),
        ("四、结转下年度继续办理", "carried_out"),
        ("8.属于行政查询事项", "withheld.registry_inquiry"),
    ],
)
def test_a_row_left_out_is_absent_and_shifts_nothing(label: str, key: str, shape: str) -> None:
    """The other 24 rows keep their figures, the row's keys are absent, nothing is refused."""
    rows = rows_of_form("requests")
    at = row_at(label, rows)
    table: Block | str = form_grid("requests", dropped=[at])
    if shape == "tabs":
        table = tabbed([row for i, row in enumerate(rows) if i != at])
    read = reading("requests", table)
    truth = {k: v for k, v in drawn("requests").items() if not k.startswith(f"requests.{key}.")}
    assert read.status == "read"
    assert raws(read) == truth
    assert set(read.absent) == {f"requests.{key}.{c}" for c in COLUMNS}


def test_a_row_with_an_unknown_label_is_refused() -> None:
    """Figures behind words that no row has are not given to a row."""
    rows = rows_of_form("requests")
    at = row_at("2.重复申请", rows)
    rows[at][rows[at].index("2.重复申请")] = "乙丙丁戊"
    del rows[row_at("4.无正当理由大量反复申请", rows)]
    read = reading("requests", tabbed(rows))
    never_guessed(read, drawn("requests"))
    assert "requests.not_processed.repeated.total" not in read.cells or (
        raws(read)["requests.not_processed.repeated.total"]
        == drawn("requests")["requests.not_processed.repeated.total"]
    )


def test_labels_lost_altogether_are_refused() -> None:
    """Twenty-five rows of figures without a label: nothing is read, and the reader is told."""
    rows = [["", *row[-7:]] for row in rows_of_form("requests")[3:]]
    read = reading("requests", tabbed(rows))
    assert read.status == "refused"
    assert read.cells == {} and read.reason


def test_other_outcomes_in_one_row() -> None:
    """（六）其他处理 as one row stands under other.other and is named as merged."""
    rows = rows_of_form("requests")
    first = row_at("3.其他", rows) - 2
    merged = ["", "（六）其他处理", *(["6"] * 7)]
    read = reading("requests", tabbed([*rows[:first], merged, *rows[first + 3 :]]))
    assert read.status == "read" and read.merged == ("（六）其他处理",)
    assert raws(read)["requests.other.other.total"] == "6"
    gone = {
        f"requests.other.{r}.{c}" for r in ("correction_overdue", "fee_overdue") for c in COLUMNS
    }
    assert set(read.absent) == gone

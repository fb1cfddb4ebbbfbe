"""The rubric as tables: what an edit changes, and which edits are refused with what to mend."""

from collections.abc import Callable
from typing import Any

import pytest

from review.errors import ReviewError
from review.profile import load_profile
from review.rubric import Rubric, rubric_of
from review.screens.rubric_tables import code_rows, grade_rows, part_rows, rubric_of_tables

NATIONAL = rubric_of(load_profile("national"))
Rows = list[dict[str, Any]]


def edited(edit: Callable[[Rows, Rows, Rows], object]) -> Rubric:
    """The national rubric after an edit of its tables: dimensions, grades, checks."""
    parts, grades, codes = part_rows(NATIONAL), grade_rows(NATIONAL), code_rows(NATIONAL)
    edit(parts, grades, codes)
    return rubric_of_tables(NATIONAL, parts, grades, codes, NATIONAL.own)


def row_of(codes: Rows, code: str) -> dict[str, Any]:
    return next(row for row in codes if row["检查"].endswith(f" {code}"))


def test_untouched_tables_are_the_same_rubric() -> None:
    """Nothing is lost on the way through the tables."""
    assert edited(lambda parts, grades, codes: None) == NATIONAL


def test_renamed_dimension_keeps_its_checks() -> None:
    """Also where two exchange their names."""

    def exchange(parts: Rows, grades: Rows, codes: Rows) -> None:
        parts[0]["项目"], parts[1]["项目"] = parts[1]["项目"], parts[0]["项目"]
        parts[2]["项目"] = " 数据\n准确 "

    new = edited(exchange)
    assert new.homes == NATIONAL.homes
    assert [d.label for d in new.dimensions[:3]] == [
        NATIONAL.dimensions[1].label, NATIONAL.dimensions[0].label, "数据 准确",
    ]  # fmt: skip


def test_check_moves_costs_otherwise_costs_nothing_and_returns() -> None:
    """Each column of the checks' table does what it says."""

    def edit(parts: Rows, grades: Rows, codes: Rows) -> None:
        row_of(codes, "T201").update({"项目": "form", "每条扣分": 2.5, "直接退回": True})
        row_of(codes, "T101")["项目"] = ""

    assert "form" in {d.key for d in NATIONAL.dimensions}
    new = edited(edit)
    assert new.homes["T201"] == ("form", 2.5)
    assert "T101" not in new.homes
    assert new.returned_by == NATIONAL.returned_by | {"T201"}


def test_grades_may_come_in_any_order() -> None:
    """A row that was added at the end finds its place; an empty one is none."""
    new = edited(lambda parts, grades, codes: grades.extend([{"等次": "中等", "最低分": 70}, {}]))
    assert [g.least for g in new.grades] == sorted((g.least for g in new.grades), reverse=True)
    assert new.grade(72) == "中等"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda p, g, c: p[0].update({"满分": 11}), "合计为101，应为100"),
        (lambda p, g, c: p[0].update({"满分": None}), "应为0到100之间的数"),
        (lambda p, g, c: p[0].update({"满分": -1}), "应为0到100之间的数"),
        (lambda p, g, c: p[0].update({"项目": None}), "有空格子"),
        (lambda p, g, c: p[0].update({"项目": p[1]["项目"]}), "有两行都叫"),
        (lambda p, g, c: g.clear(), "最低分应为0"),
        (lambda p, g, c: g[-1].update({"最低分": 5}), "最低分应为0"),
        (lambda p, g, c: g[0].update({"最低分": 75}), "互不相同"),
        (lambda p, g, c: g[0].update({"等次": ""}), "有空格子"),
        (lambda p, g, c: g[0].update({"等次": g[1]["等次"]}), "有两行都叫"),
        (lambda p, g, c: row_of(c, "T201").update({"每条扣分": None}), "检查T201的“每条扣分”"),
        (lambda p, g, c: row_of(c, "T201").update({"每条扣分": float("nan")}), "检查T201"),
    ],
)
def test_what_makes_no_rubric_is_refused(
    edit: Callable[[Rows, Rows, Rows], object], words: str
) -> None:
    """In Chinese, naming the table's row or column."""
    with pytest.raises(ReviewError, match=words):
        edited(edit)

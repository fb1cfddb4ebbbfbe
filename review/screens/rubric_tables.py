"""The rubric as the rows of tables that a person edits, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from review.checks import CHECKS
from review.errors import ReviewError
from review.profile_entries import Grade, ScoreDimension
from review.rubric import Rubric, parse_rubric, write_rubric
from review.screens.view import check_titles

Row = Mapping[str, Any]
NOT_SCORED = ""  # in the column 项目: a check that stands in no dimension


def part_rows(rubric: Rubric) -> list[dict[str, Any]]:
    """The dimensions, in their order; no row is added or removed."""
    return [{"项目": d.label, "满分": d.possible} for d in rubric.dimensions]


def grade_rows(rubric: Rubric) -> list[dict[str, Any]]:
    """The grades, the best first."""
    return [{"等次": g.label, "最低分": g.least} for g in rubric.grades]


def code_rows(rubric: Rubric) -> list[dict[str, Any]]:
    """Every check that can cost points: its dimension by key, so that renaming one moves nothing."""
    titles, homes = check_titles(), rubric.homes
    return [
        {
            "检查": f"{titles.get(code, code)} {code}",
            "项目": homes.get(code, (NOT_SCORED, 0.0))[0],
            "每条扣分": homes.get(code, (NOT_SCORED, 0.0))[1],
            "直接退回": code in rubric.returned_by,
        }
        for code in _listed()
    ]


def part_labels(old: Rubric, parts: Sequence[Row]) -> dict[str, str]:
    """What the dimensions of these keys are called in the edited rows."""
    return {
        d.key: " ".join(str(row["项目"] or "").split())
        for d, row in zip(old.dimensions, parts, strict=True)
    }


def rubric_of_tables(
    old: Rubric,
    parts: Sequence[Row],
    grades: Sequence[Row],
    codes: Sequence[Row],
    own: Mapping[str, float],
) -> Rubric:
    """The rubric that the edited rows make; ReviewError with what to mend where they make none.

    Checks that stand in no row keep what they cost.
    """
    labels = part_labels(old, parts)
    _named("项目", list(labels.values()))
    listed = set(_listed())
    costs = {
        d.key: {code: cost for code, cost in d.costs.items() if code not in listed}
        for d in old.dimensions
    }
    returned = {code for code in old.returned_by if code not in listed}
    for row in codes:
        code = _code(row)
        if row["直接退回"]:
            returned.add(code)
        if row["项目"]:
            costs[str(row["项目"])][code] = _number(row["每条扣分"], f"检查{code}的“每条扣分”")
    dimensions = tuple(
        ScoreDimension(
            d.key, labels[d.key], _number(row["满分"], f"项目“{labels[d.key]}”的满分"), costs[d.key]
        )
        for d, row in zip(old.dimensions, parts, strict=True)
    )
    _whole(dimensions)
    new = Rubric(dimensions, _grades(grades), frozenset(returned), dict(own), old.own_part)
    return parse_rubric(write_rubric(new).encode())


def _grades(rows: Sequence[Row]) -> tuple[Grade, ...]:
    kept = [row for row in rows if row.get("等次") or row.get("最低分") is not None]
    labels = [" ".join(str(row.get("等次") or "").split()) for row in kept]
    _named("等次", labels)
    leasts = [
        _number(row.get("最低分"), f"等次“{n}”的最低分")
        for row, n in zip(kept, labels, strict=True)
    ]
    if not leasts or min(leasts) != 0:
        raise ReviewError("最低的等次最低分应为0，否则分数很低的报告没有等次。")
    if max(leasts) > 100 or len(set(leasts)) < len(leasts):
        raise ReviewError("各等次的最低分应互不相同，且不超过100。")
    made = (Grade(label, least) for label, least in zip(labels, leasts, strict=True))
    return tuple(sorted(made, key=lambda grade: -grade.least))


def _whole(dimensions: Sequence[ScoreDimension]) -> None:
    total = sum(d.possible for d in dimensions)
    if abs(total - 100) > 1e-9:
        raise ReviewError(f"各项目的满分合计为{total:g}，应为100，请调整“满分”一列。")


def _named(column: str, labels: Sequence[str]) -> None:
    if not all(labels):
        raise ReviewError(f"“{column}”一列有空格子，请填上名称。")
    twice = next((label for label in labels if labels.count(label) > 1), "")
    if twice:
        raise ReviewError(f"“{column}”一列有两行都叫“{twice}”，请改成不同的名称。")


def _number(value: Any, what: str) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= 100:
        raise ReviewError(f"{what}应为0到100之间的数。")
    return float(value)


def _listed() -> list[str]:
    return [check.code for check in CHECKS if check.noted]


def _code(row: Row) -> str:
    return str(row["检查"]).rsplit(" ", 1)[1]

"""The score as the desk tells it: the machine's beside the reviewer's, each lost point with its finding."""

from collections.abc import Mapping, Sequence
from typing import Any

from review.scoring import ScoreSheet
from review.standing import Standing


def score_view(
    machine: ScoreSheet, mine: ScoreSheet, findings: Sequence[Mapping[str, Any]], *, decided: bool
) -> dict[str, Any]:
    """Total, grade and parts; `findings` in the order of the list, by whose places the points are told.

    `mine` is told once something is `decided`: before that it would be full marks for everybody.
    """
    places = {finding["id"]: place for place, finding in enumerate(findings)}
    own_part = {part.key: part for part in mine.parts}
    return {
        "total": f"{machine.total:g}",
        "grade": _grade(machine),
        "mine": {"total": f"{mine.total:g}", "grade": _grade(mine)} if decided else None,
        "parts": [
            {
                "label": part.label,
                "earned": f"{part.earned:g}",
                "possible": f"{part.possible:g}",
                "full": part.earned >= part.possible,
                "mine": f"{own_part[part.key].earned:g}" if decided else "",
                "lost": [
                    {"at": places[finding], "points": f"{points:g}"}
                    for finding, points in dict((*own_part[part.key].taken, *part.taken)).items()
                    if finding in places
                ],
            }
            for part in machine.parts
        ],
    }


def standing_words(standing: Standing | None) -> str:
    """Where the report stands among those of its kind and year; empty where there is no other."""
    if standing is None or standing.of < 2:
        return ""
    return f"同类第{standing.rank}名（共{standing.of}份），不低于其余报告的{standing.percentile:g}%"


def _grade(sheet: ScoreSheet) -> str:
    if sheet.returned and "退回" not in sheet.grade:
        return f"{sheet.grade}，建议退回"
    return sheet.grade

"""What the report screen draws, worked out from the review's JSON: plain data in, plain data out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from review.checks import CHECKS
from review.checks.planned import PLANNED_TITLES
from review.errors import ReviewError
from review.outputs.places import KIND_NAMES
from review.profile import load_profile
from review.report.forms import FORM_IDS
from review.rubric import Rubric, rubric_of
from review.screens.desk_data import decision_view
from review.screens.finding_view import drawn_finding, in_order
from review.screens.own_view import own_in_list
from review.screens.score_view import score_view
from review.screens.scores import machine_sheet, reviewer_sheet
from review.screens.section_view import drawn_sections
from review.screens.text_view import drawn_claim
from review.store import Decision, OwnFinding


def report_view(
    document: Mapping[str, Any],
    decisions: Mapping[str, Decision],
    own: Iterable[OwnFinding] = (),
    rubric: Rubric | None = None,
) -> dict[str, Any]:
    """Everything the desk draws of one review: head, sections with tables, findings, decisions.

    `rubric` is the office's; without it the score is by that of the review's profile.
    """
    own = list(own)
    report = document["report"]
    form_id = report["form"] if report["form"] in FORM_IDS else FORM_IDS[0]
    rubric = rubric or _rubric_of(document)
    machine = machine_sheet(document, frozenset(), rubric)
    mine = reviewer_sheet(document, decisions, own, frozenset(), rubric)
    points = {**mine.points, **machine.points}
    findings = [
        {**finding, "points": points.get(finding["id"], 0.0)}
        for finding in all_findings(document, own)
    ]
    return {
        "sha256": document["source"]["sha256"],
        "head": report_head(document),
        "score": score_view(machine, mine, findings, decided=bool(decisions)),
        "sections": drawn_sections(report, form_id, findings, document["claims"]),
        "claims": [drawn_claim(c, report["tables"], form_id) for c in document["claims"]],
        "findings": [drawn_finding(f, form_id, report["tables"]) for f in findings],
        "decisions": decisions_view(decisions),
        "not_run": not_run_by_reason(document["not_run"]),
        "remarks": list(report.get("remarks") or ()),
    }


def all_findings(
    document: Mapping[str, Any], own: Iterable[OwnFinding] = ()
) -> list[dict[str, Any]]:
    """The checks' findings and the reviewers' own, in the order of the list."""
    made = [own_in_list(finding, document) for finding in own]
    return in_order([*document["findings"], *made])


def report_head(document: Mapping[str, Any]) -> str:
    """The line that names a report: 某县商务局 2023年度 · 部门."""
    report = document.get("report") or {}
    agency = report.get("agency") or "（未识别出单位名称）"
    year = f"{report['year']}年度" if report.get("year") else "年度不明"
    return f"{agency} {year} · {KIND_NAMES.get(report.get('kind', ''), '类型不明')}"


def _rubric_of(document: Mapping[str, Any]) -> Rubric:
    """The rubric of the profile that a review was made by."""
    try:
        return rubric_of(load_profile(document["engine"].get("profile") or "national"))
    except ReviewError:  # a profile of the office that is no longer there
        return rubric_of(load_profile())


@cache
def check_titles() -> dict[str, str]:
    """Each check's title as a reviewer reads it, by code."""
    return {**PLANNED_TITLES, **{check.code: check.title for check in CHECKS}}


def not_run_by_reason(not_run: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Checks that were not made, those with the same reason together."""
    grouped: dict[str, list[str]] = defaultdict(list)
    titles = check_titles()
    for item in not_run:
        grouped[item["reason"]].append(titles.get(item["code"], item["code"]))
    return [{"reason": reason, "codes": codes} for reason, codes in grouped.items()]


def decisions_view(decisions: Mapping[str, Decision]) -> dict[str, dict[str, Any]]:
    """Decisions by finding, as the desk shows them."""
    return {key: decision_view(decision) for key, decision in decisions.items()}

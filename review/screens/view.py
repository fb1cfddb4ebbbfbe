"""What the report screen draws, worked out from the review's JSON: plain data in, plain data out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from review.checks import CHECKS
from review.checks.planned import PLANNED_TITLES
from review.outputs.places import KIND_NAMES
from review.report.forms import FORM_IDS
from review.screens.finding_view import drawn_finding, in_order
from review.screens.section_view import drawn_sections
from review.screens.text_view import drawn_claim
from review.store import Decision


def report_view(document: Mapping[str, Any], decisions: Mapping[str, Decision]) -> dict[str, Any]:
    """Everything the desk draws of one review: head, sections with tables, findings, decisions."""
    report = document["report"]
    form_id = report["form"] if report["form"] in FORM_IDS else FORM_IDS[0]
    findings = in_order(document["findings"])
    return {
        "sha256": document["source"]["sha256"],
        "head": report_head(document),
        "score": _score(document["score"]),
        "sections": drawn_sections(report, form_id, findings, document["claims"]),
        "claims": [drawn_claim(c, report["tables"], form_id) for c in document["claims"]],
        "findings": [drawn_finding(f, form_id, report["tables"]) for f in findings],
        "decisions": decisions_view(decisions),
        "not_run": not_run_by_reason(document["not_run"]),
        "remarks": list(report.get("remarks") or ()),
    }


def report_head(document: Mapping[str, Any]) -> str:
    """The line that names a report: 某县商务局 2023年度 · 部门."""
    report = document.get("report") or {}
    agency = report.get("agency") or "（未识别出单位名称）"
    year = f"{report['year']}年度" if report.get("year") else "年度不明"
    return f"{agency} {year} · {KIND_NAMES.get(report.get('kind', ''), '类型不明')}"


def _score(score: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if score is None:
        return None
    grade = score["grade"]
    return {
        "total": f"{score['total']:g}",
        "grade": grade if not score.get("returned") or "退回" in grade else f"{grade}，建议退回",
        "parts": [
            {
                "label": part.get("label") or part["key"],
                "earned": f"{part['earned']:g}",
                "possible": f"{part['possible']:g}",
                "full": part["earned"] >= part["possible"],
            }
            for part in score["parts"]
        ],
    }


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


def decisions_view(decisions: Mapping[str, Decision]) -> dict[str, dict[str, str]]:
    """Decisions by finding, as the desk shows them."""
    return {
        key: {"verdict": d.verdict, "reason": d.reason, "edited": d.edited}
        for key, d in decisions.items()
    }

"""What the report screen draws, worked out from the review's JSON: plain data in, plain data out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, TypedDict

from review.checks import CHECKS
from review.checks.planned import PLANNED_TITLES
from review.classifier.explanation import explain
from review.finding import Severity
from review.model import PART_KEYS, TABLE_KEYS
from review.outputs.places import KIND_NAMES, cell_place, evidence_place, shown_quote
from review.report.forms import FORM_IDS, Form, all_cell_keys, load_form
from review.screens.table_view import DrawnTable, draw_table
from review.store import Decision

SHORT_NAMES: Mapping[str, tuple[str, str]] = {
    "front": ("", "标题和前言"),
    "overview": ("一", "总体情况"),
    "proactive": ("二", "主动公开"),
    "requests": ("三", "申请办理"),
    "proceedings": ("四", "复议诉讼"),
    "problems": ("五", "问题改进"),
    "other": ("六", "其他事项"),
    "end": ("", "落款"),
}
_VAGUE = "Q101"  # its evidence shades the text and is not underlined
_VAGUE_LEVEL = "vague"
_LEADING_PART = re.compile("^第[一二三四五六]部分(?:表格| )")
_PART = re.compile("第([一二三四五六])部分")


class Run(TypedDict):
    """A stretch of text that the same findings mark (by their place in the list).

    `level` is the gravest one's; "vague" where only boilerplate is told, "" where nothing is.
    `claims` are the claims (by their place in the list) that it belongs to, `ends` those that end with it.
    `why`: what its sentence holds and lacks, where it is told as boilerplate, to read on hovering.
    """

    text: str
    marks: list[int]
    level: str
    claims: list[int]
    ends: list[int]
    why: str


class DrawnClaim(TypedDict):
    """What a stretch of text says of cells: the verdict, the cells, and a sentence to read on hovering."""

    verdict: str
    cells: list[str]
    says: str


class DrawnSection(TypedDict):
    """A section: its heading, paragraphs of runs, its table or what is to be said in its place."""

    key: str
    numeral: str
    name: str
    heading: str
    present: bool
    paragraphs: list[list[Run]]
    table: DrawnTable | None
    missing: str
    findings: list[int]


def ordered_findings(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Findings by level, the gravest first; inside a level as the review has them."""
    order = [level.value for level in Severity]
    return sorted(document["findings"], key=lambda f: order.index(f["severity"]))


def runs(
    text: str,
    spans: Iterable[tuple[int, int, int]],
    levels: Sequence[str],
    claims: Iterable[tuple[int, int, int]] = (),
    reasons: Sequence[tuple[int, int, str]] = (),
) -> list[list[Run]]:
    """Cut a section's text into paragraphs of runs at the ends of `spans` (start, end, finding).

    `levels` gives each finding's level, the gravest first, "vague" for boilerplate. `claims` are
    spans (start, end, claim), `reasons` stretches (start, end, why) that are told as boilerplate.
    """
    spans, said = _within(text, spans), _within(text, claims)
    cuts = {0, len(text), *(cut for a, b, _ in (*spans, *said) for cut in (a, b))}
    cuts |= {place for i, letter in enumerate(text) if letter == "\n" for place in (i, i + 1)}
    edges = sorted(cuts)
    paragraphs: list[list[Run]] = [[]]
    for start, end in pairwise(edges):
        if text[start:end] == "\n":
            paragraphs.append([])
            continue
        marks = sorted({f for a, b, f in spans if a <= start and end <= b})
        told = [levels[f] for f in marks if levels[f] != _VAGUE_LEVEL]
        level = told[0] if told else _VAGUE_LEVEL if marks else ""
        paragraphs[-1].append(
            {
                "text": text[start:end],
                "marks": marks,
                "level": level,
                "claims": [c for a, b, c in said if a <= start and end <= b],
                "ends": [c for _, b, c in said if b == end],
                "why": next((why for a, b, why in reasons if a <= start and end <= b), ""),
            }
        )
    return [paragraph for paragraph in paragraphs if paragraph]


def _within(text: str, spans: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return [(max(0, a), min(len(text), b), f) for a, b, f in spans if max(0, a) < min(len(text), b)]


_SAID = {"consistent": "与表格一致", "contradicted": "与表格不一致", "unverifiable": "不与表格核对"}


def _claim(claim: Mapping[str, Any], tables: Mapping[str, Any], form_id: str) -> DrawnClaim:
    cells = [*claim["cells"], *claim.get("base", ())]
    if not claim["cells"]:
        says = "说的是别的口径或别的年度，不与表格核对"
    else:
        shown = [
            k for k in cells if len(cells) <= 3 or (tables.get(k) or {}).get("value")
        ] or cells[:1]
        places = [
            f"{cell_place(form_id, k)}：{(tables.get(k) or {}).get('raw', '缺')}" for k in shown
        ]
        says = f"{_SAID[claim['verdict']]}\n" + "\n".join(places)
    return {"verdict": claim["verdict"], "cells": cells, "says": says}


def report_view(document: Mapping[str, Any], decisions: Mapping[str, Decision]) -> dict[str, Any]:
    """Everything the desk draws of one review: head, sections with tables, findings, decisions."""
    report = document["report"]
    form_id = report["form"] if report["form"] in FORM_IDS else FORM_IDS[0]
    findings = ordered_findings(document)
    return {
        "sha256": document["source"]["sha256"],
        "head": report_head(document),
        "score": _score(document["score"]),
        "sections": _sections(report, form_id, findings, document["claims"]),
        "claims": [_claim(c, report["tables"], form_id) for c in document["claims"]],
        "findings": [_finding(f, form_id) for f in findings],
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
    return {
        "total": f"{score['total']:g}",
        "grade": score["grade"] + ("，建议退回" if score.get("returned") else ""),
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


def _finding(finding: Mapping[str, Any], form_id: str) -> dict[str, Any]:
    proposal = finding.get("proposal")
    if "最少改动" in finding["message"]:
        proposal = None  # the message has said it
    return {
        "id": finding["id"],
        "code": finding["code"],
        "level": finding["severity"],
        "title": finding["title"],
        "message": finding["message"],
        "advice": finding["advice"],
        "basis": finding["basis"],
        "section": _section_of(finding),
        "where": _short_place(finding, form_id),
        "points": f"{finding['points']:g}" if finding.get("points") else "",
        "proposal": (
            f"最少改动：{cell_place(form_id, proposal['cell'])}改为 {proposal['value']:g}，请核对"
            if proposal
            else ""
        ),
        "evidence": [
            {
                "place": evidence_place(form_id, e),
                "quote": shown_quote(finding["code"], e),
                "cell": e.get("cell", ""),
                "section": e.get("section") or e.get("cell", "").split(".", 1)[0],
                "foreign": bool(e.get("source")),
            }
            for e in finding["evidence"]
        ],
    }


def _short_place(finding: Mapping[str, Any], form_id: str) -> str:
    """The first evidence's place, without what the title says already (第三部分表格 …)."""
    if not finding["evidence"]:
        return ""
    return _LEADING_PART.sub("", evidence_place(form_id, finding["evidence"][0]))


def _section_of(finding: Mapping[str, Any]) -> str:
    """Where to look: the section of the first evidence, else the part that the message names."""
    for e in finding["evidence"]:
        if not e.get("source"):
            return str(e.get("section") or e["cell"].split(".", 1)[0])
    named = _PART.search(finding["message"])
    return PART_KEYS["一二三四五六".index(named[1])] if named else ""


def _sections(
    report: Mapping[str, Any],
    form_id: str,
    findings: Sequence[Mapping[str, Any]],
    claims: Sequence[Mapping[str, Any]],
) -> list[DrawnSection]:
    spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    cell_marks: dict[str, list[int]] = defaultdict(list)
    touched: dict[str, set[int]] = defaultdict(set)
    reasons: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for place, finding in enumerate(findings):
        touched[_section_of(finding)].add(place)
        for e in finding["evidence"]:
            if e.get("source"):
                continue
            if "cell" in e:
                cell_marks[e["cell"]].append(place)
                touched[e["cell"].split(".", 1)[0]].add(place)
            else:
                spans[e["section"]].append((e["start"], e["end"], place))
                touched[e["section"]].add(place)
                if finding["code"] == _VAGUE:
                    reasons[e["section"]].append((e["start"], e["end"], explain(e["quote"])))
    said: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for place, claim in enumerate(claims):
        said[claim["section"]].append((claim["start"], claim["end"], place))
    levels = [_VAGUE_LEVEL if f["code"] == _VAGUE else f["severity"] for f in findings]
    drawn: list[DrawnSection] = []
    for section in report["sections"]:
        key = section["key"]
        table, missing = None, ""
        if key in TABLE_KEYS:
            cells = {k: c for k, c in report["tables"].items() if k.startswith(f"{key}.")}
            form = _form_of_table(cells, form_id)
            if cells:
                table = draw_table(form, form.tables[key], cells, cell_marks)
            else:
                missing = _why_no_table(form.tables[key].label, findings)
        numeral, name = SHORT_NAMES[key]
        drawn.append(
            {
                "key": key,
                "numeral": numeral,
                "name": name,
                "heading": section["heading"],
                "present": section["present"],
                "paragraphs": runs(section["text"], spans[key], levels, said[key], reasons[key]),
                "table": table,
                "missing": missing,
                "findings": sorted(touched[key]),
            }
        )
    return drawn


def _form_of_table(cells: Iterable[str], form_id: str) -> Form:
    """The form whose cells these are: one table may be of another form than the rest (S201)."""
    found = set(cells)
    ids = sorted(FORM_IDS, key=lambda i: (-len(found.intersection(all_cell_keys(i))), i != form_id))
    return load_form(ids[0])


def _why_no_table(label: str, findings: Sequence[Mapping[str, Any]]) -> str:
    for finding in findings:
        if finding["code"] in ("S202", "S206") and label in finding["message"]:
            return str(finding["message"])
    return f"没有读到{label}，请对照原文件核对。"

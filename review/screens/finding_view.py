"""A finding as the screen draws it: its place in one line, its evidence with what helps to judge it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from review.checks import only_helps
from review.classifier.explanation import explain
from review.finding import Severity
from review.model import PART_KEYS
from review.outputs.places import cell_place, evidence_place, shown_quote
from review.report.forms import load_form
from review.screens.comparison import comparisons
from review.screens.own_view import OWN

BOILERPLATE = "Q101"  # its evidence is told sentence by sentence why it is boilerplate
SHADING = frozenset({BOILERPLATE, "Q104"})  # their evidence shades the text and is not underlined
_BY_WORDS = "NWDP"  # families whose first quote is the very fault
_SHORT = 20
_LEADING_PART = re.compile("^第[一二三四五六]部分(?:表格| )")
_LEADING_HEADING = re.compile("^(?:“[^”]*”|第[一二三四五六]部分)(?=[没只约])")
_END_OF_GIST = re.compile("[（，。；]")
_PART = re.compile("第([一二三四五六])部分|“[（(]?([一二三四五六])[、）)]")


def in_order(findings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Findings by level, the gravest first, those that only help the reviewer last of all."""
    order = [level.value for level in Severity]
    return sorted(map(dict, findings), key=lambda f: (helps(f), order.index(f["severity"])))


def helps(finding: Mapping[str, Any]) -> bool:
    """Whether it only helps the reviewer: nothing to decide, nothing for the note."""
    return only_helps(finding["code"], finding["severity"])


def drawn_finding(
    finding: Mapping[str, Any], form_id: str, tables: Mapping[str, Any]
) -> dict[str, Any]:
    """All that list and card show of a finding."""
    proposal = finding.get("proposal")
    if "最少改动" in finding["message"]:
        proposal = None  # the message has said it
    return {
        "id": finding["id"],
        "code": finding["code"],
        "level": finding["severity"],
        "helps": helps(finding),
        "shades": finding["code"] in SHADING,
        "title": finding["title"],
        "message": finding["message"],
        "advice": finding["advice"],
        "basis": finding["basis"],
        "section": section_of(finding),
        "where": _where(finding, form_id),
        "points": f"{finding['points']:g}" if finding.get("points") else "",
        "proposal": (
            f"最少改动：{cell_place(form_id, proposal['cell'])}改为 {proposal['value']:g}，请核对"
            if proposal
            else ""
        ),
        "evidence": _evidence(finding, form_id, tables),
        "compared": comparisons(finding, form_id),
        "own": finding.get("own"),
    }


def section_of(finding: Mapping[str, Any]) -> str:
    """Where to look: the section of the first evidence, else the part that the message names."""
    for e in finding["evidence"]:
        if not e.get("source"):
            return str(e.get("section") or e["cell"].split(".", 1)[0])
    named = _PART.search(finding["message"])
    return PART_KEYS["一二三四五六".index(named[1] or named[2])] if named else ""


def _where(finding: Mapping[str, Any], form_id: str) -> str:
    """What tells a finding from others of its title: the first evidence's place, else the gist of the message."""
    evidence = finding["evidence"]
    if finding["code"] == OWN:
        return str(finding["message"])
    if not evidence:
        gist = _LEADING_HEADING.sub("", finding["message"])
        return _END_OF_GIST.split(gist, maxsplit=1)[0]
    place = _LEADING_PART.sub("", evidence_place(form_id, evidence[0]))
    words = shown_quote(finding["code"], evidence[0])
    if finding["code"][0] in _BY_WORDS and "cell" not in evidence[0] and len(words) <= _SHORT:
        return f"“{words}”{place}"
    return f"{place}，{len(evidence)}句" if finding["code"] == BOILERPLATE else place


def _evidence(
    finding: Mapping[str, Any], form_id: str, tables: Mapping[str, Any]
) -> list[dict[str, Any]]:
    # text against table: the row of each cell, so that both ends are there to read
    own = [e for e in finding["evidence"] if not e.get("source")]
    contradiction = len({"cell" in e for e in own}) == 2
    return [
        {
            "place": evidence_place(form_id, e),
            "quote": shown_quote(finding["code"], e),
            "note": _note(finding["code"], e, tables if contradiction else {}, form_id),
            "cell": e.get("cell", ""),
            "section": e.get("section") or e.get("cell", "").split(".", 1)[0],
            "foreign": bool(e.get("source")),
            "row": [] if e.get("source") else row_of_cell(e.get("cell", ""), tables, form_id),
        }
        for e in finding["evidence"]
    ]


def row_of_cell(key: str, tables: Mapping[str, Any], form_id: str) -> list[dict[str, str]]:
    """The figures beside a cell, with the head of each column: what can be pinned in view."""
    row, _, _ = key.rpartition(".")
    columns = [c for block in _blocks(key, form_id) for c in block.columns]
    cells = [(f"{row}.{column.key}", column.label.official) for column in columns]
    return [
        {"key": k, "head": head, "text": str(tables[k]["raw"]).strip() or "空白"}
        for k, head in cells
        if k in tables
    ]


def _note(code: str, evidence: Mapping[str, Any], tables: Mapping[str, Any], form_id: str) -> str:
    if code == BOILERPLATE:
        return explain(evidence["quote"])
    if "cell" in evidence and not evidence.get("source"):
        return row_in_words(evidence["cell"], tables, form_id)
    return ""


def row_in_words(key: str, tables: Mapping[str, Any], form_id: str) -> str:
    """The figures of a cell's row: 同一行：自然人2、总计3，其余为0. Empty where the cell stands alone."""
    row, _, _ = key.rpartition(".")
    columns = [c for block in _blocks(key, form_id) for c in block.columns]
    names = {f"{row}.{column.key}": column.label.official for column in columns}
    figures = {k: str(tables[k]["raw"]).strip() or "空白" for k in names if k in tables}
    if len(figures) < 2:
        return ""
    told = "、".join(f"{names[k]}{figure}" for k, figure in figures.items() if figure != "0")
    same = "同一类" if key.startswith("proceedings.") else "同一行"
    if not told:
        return f"{same}都是0"
    return f"{same}：{told}" + ("，其余为0" if "0" in figures.values() else "")


def _blocks(key: str, form_id: str) -> Sequence[Any]:
    table = load_form(form_id).tables.get(key.split(".", 1)[0])  # type: ignore[call-overload]
    return table.blocks if table else ()

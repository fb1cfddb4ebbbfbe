"""A reviewer's own finding in the form of the others, so that list, card and marks take it as one of them."""

from collections.abc import Mapping
from typing import Any

from review.store import OwnFinding

OWN = "OWN"  # stands for a check's code
_TITLE = "自建问题"


def own_as_finding(own: OwnFinding, document: Mapping[str, Any]) -> dict[str, Any]:
    """An own finding as JSON of the contract; its place is looked for again in this round's text."""
    return {
        "id": own.id,
        "code": OWN,
        "severity": own.severity.value,
        "title": _TITLE,
        "message": own.message,
        "advice": own.advice,
        "basis": "",
        "evidence": _evidence(own, document["report"]),
        "proposal": None,
        "points": 0.0,
        "own": {
            "section": own.section,
            "start": own.start,
            "end": own.end,
            "quote": own.quote,
            "cell": own.cell,
            "severity": own.severity.value,
            "message": own.message,
            "advice": own.advice,
            "version": own.version,
            "reviewer": own.reviewer,
        },
    }


def _evidence(own: OwnFinding, report: Mapping[str, Any]) -> list[dict[str, Any]]:
    if own.cell:
        cell = report["tables"].get(own.cell)
        return [{"cell": own.cell, "raw": cell["raw"] if cell else own.quote}]
    text = next((str(s["text"]) for s in report["sections"] if s["key"] == own.section), "")
    start = own.start if text[own.start : own.end] == own.quote else text.find(own.quote)
    if not own.quote or start < 0:  # about a whole section, or of words that are gone
        return [{"section": own.section, "start": 0, "end": 0, "quote": own.quote}]
    end = start + len(own.quote)
    return [{"section": own.section, "start": start, "end": end, "quote": own.quote}]

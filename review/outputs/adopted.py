"""Which findings leave the house: those of the checks that were adopted, and the reviewer's own."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from review.checks import only_helps
from review.finding import Severity

JsonFinding = dict[str, Any]
OWN_TITLE = "审阅人提出的问题"


class Decided(Protocol):
    """What an output needs to know of a decision (`review.store.Decision` fits)."""

    @property
    def verdict(self) -> str:
        """accepted, rejected or doubtful."""

    @property
    def edited(self) -> str:
        """The reviewer's own wording of what is wrong; empty where the finding's stands."""


class Own(Protocol):
    """A finding that the reviewer made (`review.store.OwnFinding` fits)."""

    @property
    def id(self) -> str:
        """Looks like a finding's."""

    @property
    def section(self) -> str:
        """The section that it is about."""

    @property
    def start(self) -> int:
        """Where the quote begins in the section's text."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def quote(self) -> str:
        """The words it is about; empty where it is about the whole section or a cell."""

    @property
    def cell(self) -> str:
        """The key of the cell it is about; empty where it is about words."""

    @property
    def severity(self) -> str:
        """must, should or ask."""

    @property
    def message(self) -> str:
        """What is wrong."""

    @property
    def advice(self) -> str:
        """What to do."""

    @property
    def withdrawn(self) -> bool:
        """Taken back by whoever made it."""


def undecided_musts(document: Mapping[str, Any], decisions: Mapping[str, Decided]) -> int:
    """How many findings of level 必须修改 have no decision yet."""
    return sum(
        f["severity"] == Severity.MUST and f["id"] not in decisions for f in document["findings"]
    )


def adopted_findings(
    document: Mapping[str, Any], decisions: Mapping[str, Decided], own: Iterable[Own] = ()
) -> dict[Severity, list[JsonFinding]]:
    """The accepted findings by level, the gravest first, in the order of the review.

    Those of checks that only help the reviewer (Q101 shades the text) are left out. The reviewer's
    own come behind them; they are adopted by being made, unless withdrawn or decided otherwise.
    """
    adopted = [
        f
        for f in document["findings"]
        if not only_helps(f["code"], f["severity"])
        and f["id"] in decisions
        and decisions[f["id"]].verdict == "accepted"
    ]
    for mine in own:
        decision = decisions.get(mine.id)
        if not mine.withdrawn and (decision is None or decision.verdict == "accepted"):
            adopted.append(own_as_finding(mine, document))
    return {level: [f for f in adopted if f["severity"] == level] for level in Severity}


def own_as_finding(own: Own, document: Mapping[str, Any]) -> JsonFinding:
    """A reviewer's own finding in the form of the contract; its code is empty.

    Its quote is looked up again in the text of this review: in a later round it may stand elsewhere.
    """
    return {
        "id": own.id,
        "code": "",
        "severity": Severity(own.severity).value,
        "title": OWN_TITLE,
        "message": own.message,
        "advice": own.advice,
        "basis": "",
        "evidence": _own_evidence(own, document),
        "proposal": None,
        "points": 0.0,
    }


def section_text(document: Mapping[str, Any], key: str) -> str:
    """The text of a section of a reviewed report; empty where there is none."""
    sections = document["report"]["sections"]
    return next((str(s["text"]) for s in sections if s["key"] == key), "")


def _own_evidence(own: Own, document: Mapping[str, Any]) -> list[dict[str, Any]]:
    if own.cell:
        cell = document["report"]["tables"].get(own.cell)
        return [{"cell": own.cell, "raw": cell["raw"] if cell else own.quote}]
    text, start = section_text(document, own.section), own.start
    if own.quote and text[start : own.end] != own.quote:
        found = text.find(own.quote)
        start = found if found >= 0 else start
    return [
        {
            "section": own.section,
            "start": start,
            "end": start + len(own.quote),
            "quote": own.quote,
        }
    ]

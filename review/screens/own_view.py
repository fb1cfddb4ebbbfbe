"""A reviewer's own finding as one of the others, so that list, card and marks take it alike."""

from collections.abc import Mapping
from typing import Any

from review.outputs.adopted import own_as_finding, section_text
from review.store import OwnFinding

OWN = "OWN"  # stands for a check's code
_TITLE = "自建问题"
_KEPT = ("section", "start", "end", "quote", "cell", "message", "advice", "version", "reviewer")


def own_in_list(own: OwnFinding, document: Mapping[str, Any]) -> dict[str, Any]:
    """An own finding as JSON of the contract, with what the desk sends back when it is changed.

    Words that are gone from this round's text are told and not marked.
    """
    finding = own_as_finding(own, document)
    for e in finding["evidence"]:
        if "cell" in e:
            continue
        text = section_text(document, e["section"])
        if text[e["start"] : e["end"]] != e["quote"]:
            e["end"] = e["start"]
    kept = {name: getattr(own, name) for name in _KEPT}
    kept["severity"] = own.severity.value
    return {**finding, "code": OWN, "title": _TITLE, "own": kept}

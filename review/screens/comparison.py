"""This year's words beside those of another report, with what both share told apart."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from review.outputs.places import evidence_place, shown_quote

_LONGEST = 1200  # characters; what follows is the same kind of text
_LEAST = 4  # shorter stretches in common are chance

Piece = tuple[str, bool]  # a stretch of text, and whether the other report has it too


def comparisons(finding: Mapping[str, Any], form_id: str) -> list[dict[str, Any]]:
    """A row for each piece of evidence from another report, beside this report's own piece."""
    own = [e for e in finding["evidence"] if not e.get("source")]
    other = [e for e in finding["evidence"] if e.get("source")]
    rows = []
    for place, theirs in enumerate(other):
        mine = own[min(place, len(own) - 1)] if own else None
        mine_words = shown_quote(finding["code"], mine)[:_LONGEST] if mine else ""
        their_words = shown_quote(finding["code"], theirs)[:_LONGEST]
        here, there = in_common(mine_words, their_words)
        rows.append(
            {
                "place": evidence_place(form_id, mine) if mine else "",
                "here": here,
                "otherPlace": evidence_place(form_id, theirs),
                "there": there,
            }
        )
    return rows


def in_common(here: str, there: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut into stretches that they share and stretches that they do not.

    Joined, the stretches of each side give its text again.
    """
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    found = [m for m in matcher.get_matching_blocks() if m.size >= min(_LEAST, len(here) or 1)]
    return (
        list(_cut(here, [(m.a, m.size) for m in found])),
        list(_cut(there, [(m.b, m.size) for m in found])),
    )


def _cut(text: str, shared: Sequence[tuple[int, int]]) -> Iterable[Piece]:
    at = 0
    for start, size in shared:
        if size == 0:
            continue
        if at < start:
            yield text[at:start], False
        yield text[start : start + size], True
        at = start + size
    if at < len(text):
        yield text[at:], False

"""The text of a report as the screen draws it: paragraphs of runs, with marks, claims and boilerplate."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypedDict

from review.outputs.places import cell_place

SHADED = "vague"  # the level of text that is shaded and not underlined
_SAID = {"consistent": "与表格一致", "contradicted": "与表格不一致", "unverifiable": "不与表格核对"}


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
        told = [levels[f] for f in marks if levels[f] != SHADED]
        level = told[0] if told else SHADED if marks else ""
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


def paragraph_starts(text: str) -> list[int]:
    """Where the paragraphs that `runs` gives begin in the text."""
    starts, at = [], 0
    for line in text.split("\n"):
        if line:
            starts.append(at)
        at += len(line) + 1
    return starts


def _within(text: str, spans: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return [(max(0, a), min(len(text), b), f) for a, b, f in spans if max(0, a) < min(len(text), b)]


def drawn_claim(claim: Mapping[str, Any], tables: Mapping[str, Any], form_id: str) -> DrawnClaim:
    """A claim with the sentence that tells which cells it speaks of and whether they agree."""
    cells = [*claim["cells"], *claim.get("base", ())]
    if not claim["cells"]:
        says = "说的是别的口径或别的年度，不与表格核对"
    else:
        shown = [
            k for k in cells if len(cells) <= 3 or (tables.get(k) or {}).get("value")
        ] or cells[:1]
        says = "\n".join([_SAID[claim["verdict"]], *_told_cells(shown, tables, form_id)])
    return {"verdict": claim["verdict"], "cells": cells, "says": says}


def _told_cells(cells: Iterable[str], tables: Mapping[str, Any], form_id: str) -> Iterator[str]:
    """A line for each cell; the table is named in the first only, until another one follows."""
    before = ""
    for key in cells:
        place = cell_place(form_id, key)
        table = place[: place.find("“")] if "“" in place else ""
        raw = (tables.get(key) or {}).get("raw", "缺")
        yield f"{place.removeprefix(table) if table == before else place}：{raw}"
        before = table

"""Outcomes named by a short word beside others: 信访3件、重复4件; 另2件实为信访投诉."""

import re
from collections.abc import Iterator
from functools import cache

from review.claims.cells import Reading, outcome_rows, requests
from review.claims.clauses import Clause
from review.claims.phrases import lexicon
from review.claims.quantities import CASE_UNITS, Quantity
from review.claims.statements import Concept, State

_OPENING = "(?:其中|即|因|是|由于|属|属于|系|为|另|另有|以|涉及|有|而|则|按|作为|归为|归入|认定为|实为|实属|需|须|补正后|仍|提出的?|形式|名义|以及|和|及){0,4}"
_CLOSING = "(?:类|申请|事项|情形|形式|内容|性质|原因|信息|件|的|而)*(?:提出|提交|构成|不予处理|不再处理|不予公开|无法提供|处理|共|有|为|是|计|各|占|约|只|仅)*"
_NOT_OUTCOMES = ("received", "carried_in", "carried_out", "concluded")


@cache
def _short() -> re.Pattern[str]:
    names = lexicon()["short"]
    words = sorted((w for listed in names.values() for w in listed), key=len, reverse=True)
    return re.compile(rf"{_OPENING}(?P<word>{'|'.join(map(re.escape, words))}){_CLOSING}")


@cache
def _named() -> dict[str, str]:
    return {word: name for name, words in lexicon()["short"].items() for word in words}


def is_outcome(reading: Reading) -> bool:
    """Whether a reading is of what became of requests, not of arrivals or of all."""
    table, row = reading[0].split(".")[:2]
    return table == "requests" and row not in _NOT_OUTCOMES


def among_outcomes(clause: Clause, state: State) -> bool:
    """Whether outcomes are being listed, so that a short word is one of them."""
    last = state.last
    if last is None or last.topic != "request" or state.topic != "request":
        return False
    if is_outcome(last.readings[0]):
        return True
    return last.total and (state.within or clause.mark in (":", "(") or state.listing)


def short_outcome(clause: Clause, quantity: Quantity, state: State) -> Concept | None:
    """What 信访 before a figure, or 属信访事项 behind it, counts where outcomes are listed."""
    if quantity.unit not in CASE_UNITS:
        return None
    if not among_outcomes(clause, state):
        if state.topic != "request" or not _SURE.search(clause.words):
            return None
    if any("." in p.name for p in clause.named("outcome")):
        return None  # a longer name is better known
    start = max([clause.start, *(q.end for q in clause.quantities if q.end <= quantity.start)])
    before = _short().fullmatch(clause.text, start, quantity.start)
    if before is None and clause.mark == "、" and start == clause.start:
        # 以信访、举报形式提出1件
        start = max(clause.text.rfind(mark, 0, start - 1) for mark in ",;:。()") + 1
        before = _short().fullmatch(clause.text, start, quantity.start)
    if before is not None:
        return _concept(before["word"], start, held=_SURE.search(before[0]) is not None)
    if clause.text[start : quantity.start] not in ("", "另", "另有", "有", "其余", "还有"):
        return None
    behind = _short().fullmatch(clause.text, quantity.end, clause.end)
    return _concept(behind["word"], quantity.start, clause.end) if behind is not None else None


_EACH = re.compile("(?:均|都)?各(?:有|为|占)?$")


def short_each(clause: Clause, quantity: Quantity, state: State) -> list[Concept]:
    """公开、部分公开各2件 · 信访、重复各1件: each of some outcomes, one of them named by a short word."""
    if "各" not in clause.words:
        return []
    start = max(clause.text.rfind(mark, 0, quantity.start) for mark in ",;:。(") + 1
    lead = clause.text[start : quantity.start]
    match = _EACH.search(lead)
    last = state.last
    if match is None or last is None or last.topic != "request" or quantity.unit not in CASE_UNITS:
        return []
    words = re.split("[、和及]", lead[: match.start()].removeprefix("其中"))
    names = [_any_name(word) for word in words]
    if len(words) < 2 or None in names or len(set(names)) < len(names):
        return []
    if not any(word == "公开" or word in _named() for word in words):
        return []
    return [
        Concept("request", (requests(outcome_rows(name)),), start, held=False)
        for name in names
        if name is not None
    ]


_HALVES = re.compile("(?:其中)?(?:涉及?)?(?P<items>[^,。;:()]+?)(?:各半|对半|各占一半|各占其半)")


def halves(words: str, state: State) -> tuple[str, ...]:
    """四件无法提供,不掌握和需要另行制作对半: the two outcomes that halve the last part."""
    match = _HALVES.fullmatch(words)
    last = state.last
    if match is None or last is None or not is_outcome(last.readings[0]):
        return ()
    names = [_any_name(word) for word in re.split("[、和及与]", match["items"])]
    if len(names) != 2 or None in names or len(set(names)) != 2:
        return ()
    return tuple(name for name in names if name is not None)


def _any_name(word: str) -> str | None:
    if word == "公开":
        return "granted"
    return _long().get(word) or short_name(word)


@cache
def _long() -> dict[str, str]:
    return {word: name for name, words in lexicon()["outcome"].items() for word in words}


def short_name(text: str) -> str | None:
    """The outcome that some words name shortly; None where they name none."""
    match = _short().fullmatch(text)
    return _named()[match["word"]] if match else None


_SURE = re.compile("不予处理|不再处理|不予公开|无法提供")


def _concept(word: str, start: int, end: int = 0, held: bool = False) -> Concept:
    rows = outcome_rows(_named()[word])
    return Concept("request", (requests(rows),), start, end, held=held)


def outcome_rows_in(clause: Clause) -> Iterator[tuple[str, int, int]]:
    """Outcomes that a clause names, with places; a group that only repeats a reason is left out."""
    named = list(clause.named("outcome"))
    for index, p in enumerate(named):
        near = named[max(0, index - 1) : index] + named[index + 1 : index + 2]
        if not any(other.name.startswith(p.name + ".") for other in near):
            yield p.name, p.start, p.end


__all__ = [
    "among_outcomes",
    "halves",
    "is_outcome",
    "outcome_rows_in",
    "short_each",
    "short_name",
    "short_outcome",
]

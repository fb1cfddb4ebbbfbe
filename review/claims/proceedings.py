"""Statements about reconsideration and litigation over disclosure, and their results (table 3)."""

from dataclasses import replace

from review.claims.phrases import Quantity
from review.claims.statements import (
    LITIGATION,
    PROCEEDINGS,
    Clause,
    State,
    Statement,
    count,
    groups_of,
)

_UNITS = frozenset({"件", "宗", "起", "例", "次", "份", ""})


def read_proceedings(clause: Clause, state: State) -> list[Statement]:
    """The statements of a clause whose subject is proceedings."""
    nouns = [p for p in clause.named("noun") if p.name in PROCEEDINGS]
    names = [p.name for p in nouns]
    if not clause.quantities:
        if clause.named("all"):
            return _all(clause, state, names)
        state.nouns += names
        return []
    out: list[Statement] = []
    for quantity in clause.quantities:
        if quantity.unit not in _UNITS:
            continue
        near = [
            r
            for r in clause.named("result")
            if (0 <= r.start - quantity.end <= 6 or 0 <= quantity.start - r.end <= 4)
            # 复议7件中4件维持: the nearer figure is the result's
            and not any(quantity.end <= q.start < r.start for q in clause.quantities)
        ]
        if near and (state.last or nouns):
            groups = groups_of([names[-1]]) if nouns else state.last
            result = near[0].name
            readings = [tuple(f"{g}.{result}" for g in groups)]
            if not nouns and len(state.counted) > len(groups):
                readings.append(tuple(f"{g}.{result}" for g in state.counted))
            if len(groups) > 1:
                readings += [(f"{g}.{result}",) for g in groups]
            out.append(count(readings, quantity, min(near[0].start, quantity.start)))
            continue
        before = [p for p in nouns if p.end <= quantity.start]
        if not before or any(p.family in ("limit", "channel") for p in clause.phrases):
            continue
        out += _totals(clause, state, before[-1].name, before[-1].start, quantity)
    return out


def _totals(
    clause: Clause, state: State, own: str, start: int, quantity: Quantity
) -> list[Statement]:
    together = [p.name for p in clause.named("noun") if p.name in PROCEEDINGS and p.end <= start]
    waiting = [*state.nouns, *together]
    lead = clause.text[start : quantity.start]
    everything = groups_of([*waiting, own])
    state.last = everything if waiting else PROCEEDINGS[own]
    state.counted = tuple(dict.fromkeys(state.counted + state.last))
    state.nouns = []
    if waiting and ("各" in lead or quantity.value == 0):
        return [
            count([tuple(f"{g}.total" for g in PROCEEDINGS[name])], quantity, start)
            for name in [*waiting, own]
        ]
    if waiting and "分别" in lead:
        # 行政复议、行政诉讼分别为3件、2件: the first figure is the first noun's; the next clause has the next
        first = tuple(f"{g}.total" for g in PROCEEDINGS[waiting[0]])
        return [count([first], quantity, start)]
    readings = [tuple(f"{g}.total" for g in PROCEEDINGS[own])]
    if waiting:
        readings.insert(0, tuple(f"{g}.total" for g in everything))
    if own == "litigation":
        readings += [(f"{g}.total",) for g in LITIGATION]
    return [count(readings, quantity, start)]


def _all(clause: Clause, state: State, names: list[str]) -> list[Statement]:
    """均维持, of the proceedings just counted; not beside 已审结, 除…外, 尚未审结."""
    marks, results = clause.named("all"), clause.named("result")
    groups = state.last or groups_of([*state.nouns, *names])
    if not results or not groups or not 0 <= results[0].start - marks[0].end <= 6:
        return []
    result = results[0]
    if result.name not in ("upheld", "corrected") or len(results) > 1:
        return []
    part = tuple(f"{g}.{result.name}" for g in groups)
    whole = tuple(f"{g}.total" for g in groups)
    statement = Statement("all", (part,), None, marks[0].start, result.end, whole=(whole,))
    partial = any(w in clause.text for w in ("审结", "除", "未审", "尚未", "正在", "审理中"))
    return [replace(statement, held=not partial and bool(state.last))]

"""Shares and rates of growth: what a percentage is of, and what an increase is against."""

import re
from collections.abc import Iterator
from dataclasses import replace

from review.claims.cells import (
    BOTH,
    CONCLUDED,
    RECEIVED,
    Reading,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.quantities import CASE_UNITS, Quantity
from review.claims.statements import Memory, State, Statement

_RATES: tuple[tuple[str, Reading, tuple[Reading, ...]], ...] = (
    ("公开(含部分公开)比例", requests(("granted", "partly_granted")), (CONCLUDED,)),
    ("办结率", CONCLUDED, (BOTH, RECEIVED)),
    ("答复率", CONCLUDED, (BOTH, RECEIVED)),
    ("公开率", requests(("granted", "partly_granted")), (CONCLUDED,)),
)
_OF_COUNT = re.compile(r"占.{0,12}?\d[\d,]*[件宗份]的$")
_REQUESTS = Statement("count", (RECEIVED, BOTH), None, 0, 0, held=False)
_DOWN = "减降少下回"


def rate_statements(
    clause: Clause, state: State, out: list[Statement], memory: Memory
) -> Iterator[Statement]:
    """Shares and growth stated in a clause, over the last count."""
    percents = [q for q in clause.quantities if q.percent]
    compared = clause.named("comparison")
    changes = [p for p in compared if p.name == "change"]
    comparing = any(p.name == "compare" for p in compared)
    if comparing and not changes:
        state.compared = True
    if changes and (comparing or state.compared or any(s.kind == "growth" for s in out)):
        yield from _growth(clause, state, out, memory)
        return
    for quantity in percents:
        yield from _share(clause, quantity, state, out)


def _growth(
    clause: Clause, state: State, out: list[Statement], memory: Memory
) -> Iterator[Statement]:
    if state.other_figure:
        return  # what has grown is no cell
    counts = [s for s in out if s.kind in ("count", "zero") and s.of == "this"]
    if any(p.name == "request" for p in clause.named("noun")):
        # 依申请公开与上年持平
        counts = [s for s in counts if RECEIVED in s.readings] or [_REQUESTS]
    if not counts and memory.counted is not None:
        counts = [memory.counted]
    subject = next((s for s in reversed(counts) if s.total), counts[-1] if counts else None)
    if subject is None:
        return
    changes = [p for p in clause.named("comparison") if p.name == "change"]
    compare = next((p for p in clause.named("comparison") if p.name == "compare"), None)
    for quantity in clause.quantities:
        # 较上年的58件减少4件: the figure of the year before
        if (
            compare
            and compare.end <= quantity.start
            and quantity.unit in CASE_UNITS
            and any(quantity.end <= c.start <= quantity.end + 4 for c in changes)
        ):
            yield Statement(
                "count", subject.readings, quantity, compare.start, quantity.end,
                held=False, of="last_year",
            )  # fmt: skip
    for change in changes:
        word = clause.text[change.start : change.end]
        behind = [
            q for q in clause.quantities if q.start >= change.end and q.start - change.end <= 6
        ]
        if word in ("持平", "基本持平", "相同", "一致", "一样"):
            quantity = Quantity(0, "=", "%", change.start, change.end)
        elif behind and (behind[0].percent or behind[0].unit in CASE_UNITS):
            quantity = behind[0]
        else:
            continue
        start = min([p.start for p in clause.named("comparison")] + [quantity.start])
        signed = _signed(quantity, word[0] in _DOWN)
        yield Statement(
            "growth",
            subject.readings,
            signed,
            start,
            max(quantity.end, change.end),
            held=not state.limited,
            whole_value=subject.quantity.value if subject.quantity else None,
        )


def _signed(quantity: Quantity, down: bool) -> Quantity:
    """A change as a signed quantity: 减少30余件 is between -39 and -31."""
    if not down:
        return quantity
    low = None if quantity.high is None else -quantity.high
    high = None if quantity.low is None else -quantity.low
    turned = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
    return replace(
        quantity, value=-quantity.value, low=low, high=high,
        relation=turned.get(quantity.relation, quantity.relation),
    )  # fmt: skip


def _share_of_outcome(clause: Clause, quantity: Quantity) -> Statement | None:
    """无法提供的占22.2%: a share without the count that it is of."""
    outcomes = [p for p in clause.named("outcome") if p.end <= quantity.start]
    if len(outcomes) != 1 or any(q.end <= quantity.start for q in clause.quantities):
        return None
    if not re.fullmatch(
        "(?:的|类)?(?:申请)?(?:占比?|比例为|占比为)", clause.text[outcomes[0].end : quantity.start]
    ):
        return None
    part = requests(outcome_rows(outcomes[0].name))
    return Statement(
        "share", (part,), quantity, outcomes[0].start, quantity.end, whole=(CONCLUDED,), held=False
    )


def _shares_in_order(
    clause: Clause, quantity: Quantity, state: State, out: list[Statement]
) -> Iterator[Statement]:
    """二者各占75%和25%: the percentages of the counts before, in their order."""
    percents = [q for q in clause.quantities if q.percent]
    counts = [s for s in out if s.kind in ("count", "zero") and not s.total][-len(percents) :]
    place = percents.index(quantity)
    if len(counts) == len(percents) and counts[place].readings[0][0].startswith("requests."):
        yield Statement(
            "share", counts[place].readings, quantity, quantity.start, quantity.end,
            whole=(CONCLUDED, RECEIVED, BOTH), held=False,
        )  # fmt: skip


def _share(
    clause: Clause, quantity: Quantity, state: State, out: list[Statement]
) -> Iterator[Statement]:
    lead = clause.text[clause.start : quantity.start]
    if any(
        w in lead
        for w in (
            "按时",
            "按期",
            "期限",
            "时限",
            "及时",
            "满意",
            "准确",
            "覆盖",
            "知晓",
            "达标",
            "规范",
        )
    ):
        return
    for word, part, whole in _RATES:
        if word in lead and state.topic in ("request", ""):
            at = clause.start + lead.index(word)
            held = word in ("办结率", "公开率")
            parts = (part, requests(("granted",))) if word == "公开率" else (part,)
            yield Statement("share", parts, quantity, at, quantity.end, whole=whole, held=held)
            return
    if "纠错率" in lead and state.groups:
        at = clause.start + lead.index("纠错率")
        yield Statement(
            "share", (proceedings(state.groups, "corrected"),), quantity, at, quantity.end,
            whole=(proceedings(state.groups),), held=False,
        )  # fmt: skip
        return
    of_outcome = _share_of_outcome(clause, quantity)
    if of_outcome is not None:
        yield of_outcome
        return
    if "各占" in lead or "分别占" in lead:
        yield from _shares_in_order(clause, quantity, state, out)
        return
    if not ("占" in lead or clause.depth):
        return
    counts = [s for s in out if s.kind in ("count", "zero") and s.end <= quantity.start]
    whole_value = state.base_value
    if len(counts) > 1 and _OF_COUNT.search(clause.text[clause.start : quantity.start]):
        # 占办结总数3件的60%: the last count is the whole
        whole_value = counts.pop().quantity.value  # type: ignore[union-attr]
        lead = lead.split("占")[0] + "占"
    subject = counts[-1] if counts else None
    if subject is None or quantity.start - subject.end > 24:
        return
    between = clause.text[subject.end : quantity.start]
    if any(char.isdigit() for char in between) and not _OF_COUNT.search(between):
        return
    wholes: tuple[Reading, ...]
    if subject.readings[0][0].startswith("requests."):
        row = subject.readings[0][0].split(".")[1]
        if row in ("received", "carried_in"):
            wholes = (RECEIVED, BOTH)
        else:
            wholes = (CONCLUDED, BOTH, RECEIVED)
        if "收到" in lead or "受理" in lead or "新收" in lead:
            wholes = (RECEIVED, BOTH)
        elif "办结" in lead or "答复" in lead:
            wholes = (CONCLUDED,)
    elif subject.readings[0][0].startswith("proceedings."):
        groups = tuple(dict.fromkeys(k.rsplit(".", 1)[0] for k in subject.readings[0]))
        wholes = (proceedings(groups), proceedings(state.counted or groups))
    else:
        return
    start = clause.start + max(lead.find("占"), 0)
    of_requests = subject.readings[0][0].startswith("requests.")
    same = state.base is not None and state.base.topic == (
        "request" if of_requests else "proceeding"
    )
    yield Statement(
        "share", subject.readings, quantity, start, quantity.end, whole=wholes,
        held=subject.held, whole_value=whole_value if same or whole_value != state.base_value else None,
    )  # fmt: skip

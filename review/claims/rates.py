"""Shares and rates of growth: what a percentage is of, and what an increase is against."""

import re
from collections.abc import Iterator

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
from review.claims.growth import changes_alone, growth_statements
from review.claims.quantities import Quantity
from review.claims.statements import Memory, State, Statement

_RATES: tuple[tuple[str, Reading, tuple[Reading, ...]], ...] = (
    ("公开(含部分公开)比例", requests(("granted", "partly_granted")), (CONCLUDED,)),
    ("办结率", CONCLUDED, (BOTH, RECEIVED)),
    ("答复率", CONCLUDED, (BOTH, RECEIVED)),
    ("公开率", requests(("granted", "partly_granted")), (CONCLUDED,)),
)
_OF_COUNT = re.compile(r"占.{0,12}?\d[\d,]*[件宗份]的$")


def rate_statements(
    clause: Clause, state: State, out: list[Statement], memory: Memory
) -> Iterator[Statement]:
    """Shares and growth stated in a clause, over the last count."""
    percents = [q for q in clause.quantities if q.percent]
    compared = clause.named("comparison")
    if any(p.name == "compare" for p in compared):
        state.compared = True
    if any(p.name == "change" for p in compared) and (
        state.compared or any(s.kind == "growth" for s in out) or changes_alone(clause, out)
    ):
        yield from growth_statements(clause, state, out, memory)
        return
    for quantity in percents:
        yield from _share(clause, quantity, state, out)


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

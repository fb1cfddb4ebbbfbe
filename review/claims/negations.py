"""Negations that say "none": 未收到…申请, 未发生…复议、诉讼, 无结转."""

import re

from review.claims.phrases import Phrase
from review.claims.requests import CARRIED_IN, CARRIED_OUT, RECEIVED
from review.claims.statements import (
    PROCEEDINGS,
    Clause,
    Context,
    State,
    Statement,
    groups_of,
    zero_at,
)

# what may follow the object up to the clause's end without changing what there was none of
_HARMLESS_TAIL = re.compile(
    r"(?:的)?(?:案件|情况|情形|事项|事件|现象|件|信函|来函|等|案例|申请|需求|业务|继续|办理|和|及|或|的)*"
)
_CAUSED = re.compile(r"因|由|就|涉及|关于|针对")


def read_negation(clause: Clause, state: State, context: Context) -> Statement | None:
    """The zero that a clause's negation asserts, or None if it negates something else."""
    negations = clause.named("negation")
    if not negations:
        return None
    negation = negations[0]
    text = clause.text
    nouns = clause.named("noun")
    proceedings = [p for p in nouns if p.name in PROCEEDINGS]
    requests = [p for p in nouns if p.name == "request"]
    applications = [p for p in nouns if p.name == "application" and context.on_request]
    carry = [p for p in clause.named("carry") if 0 <= p.start - negation.end <= 6]
    if carry and state.subject == "request":
        cells = CARRIED_OUT if carry[0].name == "out" else CARRIED_IN
        if carry[0].name == "bare":
            return None
        held = bool(_HARMLESS_TAIL.fullmatch(text[carry[0].end : clause.end])) or "继续办理" in text
        return Statement(
            "zero", (cells,), zero_at(carry[0].end), negation.start, carry[0].end, held=held
        )
    behind = [p for p in proceedings if p.start >= negation.end]
    before = [p for p in proceedings if p.end <= negation.start]
    if behind or (before and not requests):
        return _no_proceedings(clause, negation, behind, before, state)
    objects = [p for p in requests + applications if p.start >= negation.end]
    if objects:
        return _no_requests(clause, negation, objects[-1])
    if requests and text[negation.start : negation.end] in (
        "未发生",
        "没有发生",
        "未产生",
        "未收到",
    ):
        subject = requests[0]
        lead = text[max(clause.start, subject.start - 2) : subject.start]
        tail = text[negation.end : clause.end]
        held = not _CAUSED.search(lead) and bool(_HARMLESS_TAIL.fullmatch(tail))
        return Statement(
            "zero", (RECEIVED,), zero_at(negation.end), subject.start, negation.end, held=held
        )
    return None


def _no_requests(clause: Clause, negation: Phrase, noun: Phrase) -> Statement | None:
    text = clause.text
    between = text[negation.end : noun.start]
    if clause.named("applicant"):
        return None
    if negation.name == "none" and noun.start - negation.end > 8:
        return None
    if len(between) > 24 or _CAUSED.search(between):
        return None
    held = bool(_HARMLESS_TAIL.fullmatch(text[noun.end : clause.end]))
    return Statement("zero", (RECEIVED,), zero_at(noun.end), negation.start, noun.end, held=held)


def _no_proceedings(
    clause: Clause, negation: Phrase, behind: list[Phrase], before: list[Phrase], state: State
) -> Statement | None:
    text = clause.text
    if negation.name == "none" and not behind:
        return None
    if negation.name == "none" and behind[0].start - negation.end > 2:
        lead = text[negation.end : behind[0].start]
        if re.search(r"纠|败诉|撤销", lead):
            return None
        if not _CAUSED.match(lead) and "信息公开" not in lead:
            return None
    found = behind or before
    names = [p.name for p in found]
    if before and not behind:
        names = [*state.nouns, *names]
    groups = groups_of(names)
    # 未发生行政复议、行政诉讼: the clause ends at 、 and the next noun is negated with it
    state.last = groups
    start = min(negation.start, found[0].start)
    end = max(negation.end, found[-1].end)
    tail = text[end : clause.end]
    held = bool(_HARMLESS_TAIL.fullmatch(tail)) and _rest_is_harmless(text, clause.end)
    cells = tuple(f"{group}.total" for group in groups)
    return Statement("zero", (cells,), zero_at(end), start, end, held=held)


def _rest_is_harmless(text: str, at: int) -> bool:
    """Whether what follows a 、 goes on with the list of things there were none of."""
    if text[at : at + 1] != "、":
        return True
    rest = re.split(r"[,，。;；]", text[at + 1 :], maxsplit=1)[0]
    return not re.search(r"追责|履行|再审|二审|改判|赔偿|不规范|未按时|超期|逾期|败诉|纠", rest)

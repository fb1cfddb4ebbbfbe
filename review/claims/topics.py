"""What a figure or a clause is about: the nouns around it, and whether they mean requests at all."""

import re

from review.claims.cells import (
    DECISIONS,
    DOCUMENTS,
    PROCEEDINGS,
)
from review.claims.clauses import Clause
from review.claims.phrases import Phrase
from review.claims.quantities import Quantity
from review.claims.scope import (
    unknown,
)
from review.claims.statements import Around, Context, State, Topic


def topic_of(phrase: Phrase, state: State, context: Context) -> Topic:
    """What a noun is about; "" where it leaves the topic as it was."""
    if phrase.family == "trap":
        return "trap"
    if phrase.name in PROCEEDINGS:
        return "proceeding"
    if phrase.name in DOCUMENTS:
        return "document"
    if phrase.name in DECISIONS:
        return "decision"
    if phrase.name == "fees":
        return "fee"
    if phrase.name == "request":
        return "request"
    if phrase.name == "application":
        known = state.topic in ("request", "trap", "", "proceeding")
        return "request" if context.on_request or known or state.received else ""
    return ""


def enter_topic(
    around: Around, quantity: Quantity, clause: Clause, state: State, context: Context
) -> bool:
    """Work the nouns around a figure into the state; False where it counts something else."""
    heads = [p for p in around.left if p.family in ("noun", "trap")]
    channels = [p for p in around.left if p.family == "channel"]
    close = [
        p
        for p in around.right
        if p.family in ("noun", "trap")
        and p.start - quantity.end <= 2
        and clause.text[quantity.end : p.start] not in ("因", "由")
    ]
    outcomes = around.before("outcome") or [
        p for p in around.behind("outcome") if p.start - quantity.end <= 6
    ]
    named = around.before("outcome")
    if state.topic == "request" and named and quantity.start - named[-1].end <= 2:
        # 以信访举报为由不予处理3件: the reason why, in words of its own
        heads = [h for h in heads if h.family == "noun" or h.start > named[-1].end]
    told = around.before("carry") or [p for p in outcomes if p.name not in COMMON_WORDS]
    if outcomes and state.topic == "request":
        state.assumed = False
    strong = any(clause.text[p.start : p.end] in _STRONG for p in around.before("applicant"))
    if state.topic == "trap" and not named and all(p.family == "carry" for p in told):
        told = []  # 网民留言120条,已办结118条,正在办理5条
    if state.topic == "trap" and _PROPOSALS.search(clause.text, 0, clause.end):
        told = []  # 建议23件、提案31件的答复,不同意公开的2件
    if (told or (strong and state.topic not in ("trap", "proceeding"))) and not heads:
        # only requests are carried over, or have these outcomes
        state.topic, state.assumed = "request", False
    new = any(p.name == "receive_new" for p in around.before("verb"))
    if not heads and not state.topic and around.before("verb") and not close and not channels:
        # 本年新收31件: nothing else is received or concluded in such a report
        verbs = around.before("verb")
        applied = clause.text.endswith("申请", 0, verbs[-1].end)
        if applied or all(p.name in ("receive", "receive_new", "conclude") for p in verbs):
            state.topic = "request"
    if (
        not heads
        and close
        and close[0].family == "noun"
        and not around.before("outcome", "applicant", "carry", "result")
    ) or (close and close[0].family == "trap" and close[0].start - quantity.end <= 1):
        heads = close[:1]
    heads = [_in_its_sense(clause, p) for p in heads]
    # 行政处罚12件,收到申请4件: nothing else is received
    state.received = any(p.name in ("receive", "receive_new") for p in around.before("verb"))
    spoken_of = context.on_request or state.topic == "request" or new
    for head in heads:
        topic = topic_of(head, state, context)
        if not topic:
            continue
        if topic == "trap" and head is not heads[-1]:
            later = heads[heads.index(head) + 1]
            if later.name == "application" and later.start == head.end:
                state.topic = "trap"
                break  # 12345热线办件1268件
            # 答复网上申请12件: a trap's word before the noun is a manner
            continue
        if topic != state.topic or head.family == "noun":
            if topic == "request":
                state.assumed = head.name != "request" and not spoken_of
            if topic != state.topic:
                state.last = state.base = state.base_value = None
                state.groups = state.counted = ()
                state.limited = state.lost = False
                if topic != "document":
                    state.verb = state.noun = ""
            state.topic = topic
        if topic == "document":
            state.noun = head.name
    if state.topic == "trap":
        return False
    return not (not heads and channels and not around.before("outcome", "applicant", "carry"))


_PROPOSALS = re.compile("(?:建议|提案|议案)[^。;]{0,12}(?:件|复|办)")
_STRONG = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构")


def _in_its_sense(clause: Clause, noun: Phrase) -> Phrase:
    """维修资金使用申请: 申请 behind words of its own is another application."""
    if noun.name != "application":
        return noun
    known = [p for p in clause.phrases if p.family != "comparison" and p.end <= noun.start]
    left = max((p.end for p in known), default=clause.start)
    left = max([left, *(q.end for q in clause.quantities if q.end <= noun.start)])
    if unknown(clause.text[left : noun.start]):
        return noun._replace(family="trap", name="applications")
    return noun


COMMON_WORDS = frozenset(
    {"granted", "withdrawn", "other", "withheld.state_secret", "withheld.third_party_rights"}
)


__all__ = ["COMMON_WORDS", "enter_topic", "topic_of"]

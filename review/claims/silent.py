"""What a clause without a figure says: nothing of something, what became of a figure, what is counted next."""

import re
from collections.abc import Iterator
from dataclasses import replace

from review.claims.cells import (
    APPLICANTS,
    CARRIED_IN,
    CARRIED_OUT,
    PROCEEDINGS,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.lists import VERBS, named_concepts
from review.claims.negations import negated, zero_at
from review.claims.nothing import (
    also_negated,
    applicants_go_on,
    decisions_go_on,
    negated_on,
    proceedings_go_on,
    said_of_named,
)
from review.claims.outcomes import halves
from review.claims.statements import Concept, Context, State, Statement
from review.claims.told import told_outcomes
from review.claims.topics import COMMON_WORDS, topic_of


def without_figure(
    clause: Clause, state: State, context: Context, out: list[Statement]
) -> Iterator[Statement]:
    if not clause.families:
        yield from _without_words(clause, state, context)
        return
    for p in clause.named("noun", "trap"):
        if state.topic == "proceeding" and clause.text.startswith("人", p.end):
            continue  # 申请人不服复议决定
        topic = topic_of(p, state, context)
        if topic and topic != "trap" and topic != state.topic:
            state.topic = topic
            state.assumed = False if p.name == "request" else state.assumed
            state.last = state.base = state.base_value = None
            state.groups = state.counted = ()
        elif topic == "request":
            state.assumed = state.assumed and p.name != "request" and not context.on_request
        if topic == "document":
            state.noun = p.name
    cases = [p for p in clause.named("noun") if p.name in PROCEEDINGS]
    if len(cases) == 1 and state.groups and "、" not in (clause.mark, clause.next_mark):
        if not clause.named("negation", "result"):
            # 诉讼:均系未经复议直接起诉,八件(维持四件…): results that follow are of these
            state.groups = PROCEEDINGS[cases[0].name]
    for p in clause.named("verb"):
        if p.name in VERBS:
            state.verb, state.verb_start = p.name, p.start
    if any(p.name not in COMMON_WORDS for p in clause.named("outcome")) and state.topic in (
        "",
        "trap",
    ):
        state.topic, state.assumed = "request", False
    carried = [p for p in clause.named("carry") if p.name in ("in", "out")]
    if carried and not clause.named("negation"):
        # 再看上年结转,自然人2件
        row = "carried_in" if carried[0].name == "in" else "carried_out"
        state.last = Concept("request", (requests((row,)),), carried[0].start)
    if _APPLICANTS.fullmatch(clause.words) and clause.next_mark in ":,":
        state.topic = "request"
    applicants = clause.named("applicant")
    if len(applicants) == 1 and not clause.named("all") and clause.words.endswith(_OF_THEM):
        state.applicant = applicants[0].name
    elif _OTHER_COLUMN.fullmatch(clause.words):
        state.applicant = "other_org"
    halved = halves(clause.words, state)
    if halved and isinstance(state.last_value, int) and state.last_value % 2 == 0:
        half = replace(zero_at(clause.end), value=state.last_value // 2)
        for name in halved:
            reading = requests(outcome_rows(name))
            yield Statement("count", (reading,), half, clause.start, clause.end, held=False)
        return
    zeros = list(negated(clause, state, context)) or list(said_of_named(clause, state))
    if zeros:
        yield from zeros
        if state.negated_verb:
            yield from also_negated(zeros, state)
        return
    if state.negated_verb and clause.mark == "、":
        goes_on = list(negated_on(clause, state))
        if goes_on:
            yield from goes_on
            yield from also_negated(goes_on, state)
            return
    events = clause.named("negation")
    if events and clause.next_mark == "、" and not clause.named("noun"):
        state.negated_verb = clause.text[events[0].start : events[0].end]
    follows = _what_follows(clause, state, context)
    if follows is not None:
        yield follows
        return
    if applicants_go_on(clause, out):
        columns = tuple(c for p in clause.named("applicant") for c in APPLICANTS[p.name])
        both = tuple(dict.fromkeys(out[-1].readings[0] + requests(("received",), columns)))
        out[-1] = replace(out[-1], readings=(both,), quantity=zero_at(clause.end), end=clause.end)
        return
    decided = decisions_go_on(clause, out)
    if decided is not None:
        yield decided
        return
    if proceedings_go_on(clause, out):
        nouns = [p for p in clause.named("noun") if p.name in PROCEEDINGS]
        more = proceedings(tuple(g for p in nouns for g in PROCEEDINGS[p.name]))
        both = tuple(dict.fromkeys(out[-1].readings[0] + more))
        end = nouns[-1].end
        out[-1] = replace(out[-1], readings=(both,), quantity=zero_at(end), end=end)
        return
    if not clause.named("negation"):
        state.pending += named_concepts(clause, state)
    if clause.next_mark not in ("、", ":", ",", "(", ")"):
        state.pending = []


def _without_words(clause: Clause, state: State, context: Context) -> Iterator[Statement]:
    """A clause in which no word of the lexicon stands: few things can be said so."""
    if _APPLICANTS.fullmatch(clause.words) and clause.next_mark in ":,":
        state.topic = "request"
    if _OTHER_COLUMN.fullmatch(clause.words):
        state.applicant = "other_org"
    halved = halves(clause.words, state) if "半" in clause.words else ()
    if halved and isinstance(state.last_value, int) and state.last_value % 2 == 0:
        half = replace(zero_at(clause.end), value=state.last_value // 2)
        for name in halved:
            reading = requests(outcome_rows(name))
            yield Statement("count", (reading,), half, clause.start, clause.end, held=False)
        return
    follows = _what_follows(clause, state, context)
    if follows is not None:
        yield follows
        return
    if clause.next_mark not in ("、", ":", ",", "(", ")"):
        state.pending = []


_OTHER_COLUMN = re.compile("(?:其他|其它)(?:类|组织|主体|一)*(?:栏|方面|所提)")


_APPLICANTS = re.compile(
    "(?:从|按|以)?(?:新收)?(?:申请)?(?:申请人|申请者|申请主体|提出人)(?:的)?(?:构成|类型|情况|类别|分布|结构|身份)?(?:看|来看|分|为|统计)?"
)


# outcomes whose words serve in other fields too
_OF_THEM = ("栏", "方面", "所提", "提出的", "类", "申请中", "申请")


def _what_follows(clause: Clause, state: State, context: Context) -> Statement | None:
    """4件因须征求第三方意见,结转下年度: the clause after a figure says what became of it."""
    quantity, state.unbound = state.unbound, None
    if quantity is None or clause.mark != "," or state.topic != "request":
        return None
    if clause.start - quantity.end > 40:
        return None
    told = [p for p in clause.named("carry", "outcome") if p.start - clause.start <= 4]
    told.sort(key=lambda p: (p.name == "bare", p.start))
    later = _LATER.match(clause.words)
    if later and int(later[1]) == (context.year or 0) + 1:
        return Statement(
            "count", (CARRIED_OUT,), quantity, quantity.start, clause.start + later.end(),
            held=False,
        )  # fmt: skip
    if not told:
        state.unbound = quantity  # perhaps the next clause tells
        return None
    first = told[0]
    if first.family == "outcome" and "." not in first.name:
        between = told_outcomes(clause.text[quantity.end : clause.start])
        if any("." in name for name in between):
            return None  # 1件属于信访事项,引导其…,不予处理: the reason has been told
    if first.family == "outcome":
        readings = (requests(outcome_rows(first.name)),)
    elif first.name == "in":
        readings = (CARRIED_IN,)
    else:
        readings = (CARRIED_OUT,)
    held = first.name == "out" and clause.start - quantity.end <= 20 and not state.limited
    return Statement("count", readings, quantity, quantity.start, first.end, held=held)


_LATER = re.compile(
    r"(?:将|并|依法|均|已|故|需)*(?:结转|转入|转至|转到|转|顺延|延至|延期|留待|跨到)(?:至|到|入)?(20\d\d)年"
)


__all__ = ["without_figure"]

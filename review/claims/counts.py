"""The statements that the figures of a clause make, one after the other."""

import re
from collections.abc import Iterator
from dataclasses import replace

from review.claims.cells import (
    CARRIED_IN,
    CARRIED_OUT,
    PROCEEDINGS,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.decisions import decision_concept, document_concept, fee_concept
from review.claims.joint import sum_of_last, without_their_group
from review.claims.lists import VERBS, joined_concept, named_concepts, of_listed, of_the_two
from review.claims.outcomes import is_outcome, short_each, short_outcome
from review.claims.phrases import Phrase
from review.claims.proceedings import proceeding_concept
from review.claims.quantities import CASE_UNITS, Quantity, is_count
from review.claims.remainders import is_whole_again, rest_of, whole_again
from review.claims.requests import request_concept
from review.claims.statements import Around, Concept, Context, State, Statement
from review.claims.topics import enter_topic

_THAT_IS = re.compile("(?:即|计|共|共计|合计|为|达|达到|也就是|有|则为)?")


_PRECISELY = re.compile(
    "(?:即|计|折合|折算|共|共计|合计|总计|达|达到|具体为|精确数为|准确数为|实为|实际为|其中|而|但|也|为)?"
)


def _same_again(clause: Clause, around: Around, quantity: Quantity, state: State) -> Concept | None:
    """予以公开半数,即5件 · (4349件): the figure of what was spoken of, or counted roughly, before."""
    lead = clause.text[around.start : quantity.start]
    if clause.text[quantity.end : clause.end]:
        return None
    spoken, last = state.spoken, state.last
    if spoken is not None and _THAT_IS.fullmatch(lead) and (lead or clause.depth):
        return replace(spoken, start=around.start, held=False) if is_count(quantity) else None
    if last is None or last.topic not in ("decision", "document", "fee"):
        return None
    money = quantity.unit in ("万元", "元", "亿元")
    if money != (last.topic == "fee") or not (money or is_count(quantity)):
        return None
    if not _PRECISELY.fullmatch(lead) or not (lead or clause.depth or quantity.relation != "="):
        return None
    return replace(last, start=around.start, held=False)


def with_figures(clause: Clause, state: State, context: Context) -> list[Statement]:
    """The statements that the figures of a clause make, one after the other."""
    items: list[Phrase | Quantity] = sorted(
        [*clause.phrases, *clause.quantities], key=lambda item: item.start
    )
    compared = _compared(clause)
    left: list[Phrase] = []
    start = clause.start
    found: list[Statement] = []
    for index, item in enumerate(items):
        if isinstance(item, Phrase):
            left.append(item)
            continue
        right = []
        for later in items[index + 1 :]:
            if isinstance(later, Quantity):
                break
            right.append(later)
        end = next((q.start for q in clause.quantities if q.start > item.start), clause.end)
        around = Around(tuple(left), tuple(right), start, end)
        if not item.percent and not (compared is not None and item.start > compared):
            if (
                not left[1:]
                and state.last is not None
                and _IS_NOW.search(clause.text[start : item.start])
            ):
                found.append(_stated(replace(state.last, start=item.start), item, state))
            else:
                told = list(_count(clause, around, item, state, context))
                by = around.before("applicant")
                if by and re.search("所提|提出|提交|所申", clause.text[by[-1].end : item.start]):
                    state.applicant = by[-1].name
                by_channel = bool(around.before("channel")) and "等" not in clause.words
                state.other_figure = not told or by_channel
                found += told
        left, start = [], item.end
    return found


_ALL_CASES = proceedings(PROCEEDINGS["proceedings"])
_IS_NOW = re.compile("(?:升|降|增|减|下降|上升|增加|减少|增长|增至|减至)(?:到|至|为)?$")


def _compared(clause: Clause) -> int | None:
    """Where a clause begins to compare with another year, if it does."""
    starts = [p.start for p in clause.named("comparison") if p.name == "compare"]
    changes = [p for p in clause.named("comparison") if p.name == "change"]
    if changes and not starts:
        behind = [q for q in clause.quantities if 0 <= q.start - changes[0].end <= 2]
        return changes[0].start if behind else None
    return min(starts) if starts else None


_SPEAKS_OF = ("方面", "情况", "案件")
_IN_ALL = re.compile("(?:全年|本年度?|年内|今年)?(?:共|总|计|共计|有|发生|发生了|合计|总计|为)*")


def _labelled(clause: Clause, quantity: Quantity, state: State) -> bool:
    """Whether a figure alone follows a colon and the one thing named before it."""
    if len(state.pending) != 1 or clause.end != quantity.end:
        return False
    if clause.mark == "," and clause.text.endswith(_SPEAKS_OF, 0, clause.start - 1):
        # 行政复议方面,共3件
        only = _IN_ALL.fullmatch(clause.text, clause.start, quantity.start)
        return only is not None and state.pending[0].topic == "proceeding"
    return clause.start == quantity.start and clause.mark == ":"


def _count(
    clause: Clause, around: Around, quantity: Quantity, state: State, context: Context
) -> Iterator[Statement]:
    """The statements that one figure makes."""
    for p in around.left:
        if p.family == "verb" and p.name in VERBS:
            state.verb, state.verb_start = p.name, p.start
    if state.respective:
        concept = state.respective.pop(0)
        if quantity.unit in CASE_UNITS and concept.readings:
            yield _stated(replace(concept, start=quantity.start), quantity, state)
        return
    each = short_each(clause, quantity, state)
    if each:
        state.pending = []
        for concept in each:
            yield _stated(concept, quantity, state)
        return
    short = short_outcome(clause, quantity, state)
    if short is not None:
        state.pending = []
        yield _stated(short, quantity, state)
        return
    one = of_the_two(clause, around, quantity, state)
    if one is not None:
        state.pending = []
        yield _stated(one, quantity, state)
        return
    listed = of_listed(clause, around, quantity, state) if state.topic == "request" else None
    if listed is not None:
        state.pending = []
        yield _stated(listed, quantity, state)
        return
    topic_known = enter_topic(around, quantity, clause, state, context)
    if not topic_known:
        state.pending = []
        return
    if quantity.unit == "" and not _stands_for_a_count(clause, around, quantity):
        return
    summed = sum_of_last(clause, around, quantity, state)
    if summed is not None:
        state.pending = []
        yield _stated(summed, quantity, state)
        return
    rest = _same_again(clause, around, quantity, state) or rest_of(clause, around, quantity, state)
    if rest is not None:
        state.pending = []
        yield _stated(rest, quantity, state)
        return
    cases = [p for p in around.before("noun") if p.name in PROCEEDINGS]
    kept = [p for p in around.before("carry") if p.name != "pending"]
    if is_whole_again(clause, quantity) and not around.before("outcome") and not cases and not kept:
        again = whole_again(clause, around, quantity, state)
        if again is not None:
            yield _stated(again, quantity, state)
        return
    carried = [c for c in state.pending if c.readings[0] in (CARRIED_IN, CARRIED_OUT)]
    each_of = [p for p in around.left if p.name == "each" and quantity.start - p.end <= 4]
    if each_of and quantity.unit in CASE_UNITS:
        concepts = [
            *state.pending,
            *[
                c
                for c in named_concepts(clause, state)
                if (c.start < quantity.start and (not c.total or carried))
                or c.topic == "proceeding"
            ],
        ]
        if sum(not c.total for c in concepts) > 1 and not any(
            c.topic == "proceeding" for c in concepts
        ):
            concepts = [c for c in concepts if not c.total]  # 全部办结:公开、部分公开各1件
        outcomes = [c for c in concepts if is_outcome(c.readings[0])]
        if outcomes and len(outcomes) < len(concepts):
            # 申请人均为自然人,处理结果为公开、不予公开各1件: the applicants are none of these
            received = "requests.received."
            concepts = [c for c in concepts if not c.readings[0][0].startswith(received)]
        concepts = [
            c
            for c in without_their_group(concepts, clause)
            if not any(set(o.readings[0]) < set(c.readings[0]) for o in concepts)
        ]
        if len(concepts) == 1 and concepts[0].readings[0] == _ALL_CASES:
            # 复议和诉讼各1件
            parts = (PROCEEDINGS["reconsideration"], PROCEEDINGS["litigation"])
            concepts = [replace(concepts[0], readings=(proceedings(p),)) for p in parts]
        if len(concepts) >= 2:
            state.pending = []
            for concept in concepts:
                yield _stated(concept, quantity, state)
            return
    if _labelled(clause, quantity, state):
        # 行政复议:14件 · 本年新收政府信息公开申请数量:0件
        concept, state.pending = state.pending[0], []
        yield _stated(concept, quantity, state)
        return
    open_and_partly = clause.mark == ")" and _OPEN_AND_PARTLY.search(clause.text, 0, clause.start)
    if open_and_partly and state.topic == "request" and quantity.start == clause.start:
        state.pending = []
        start = open_and_partly.start()
        reading = requests(("granted", "partly_granted"))
        yield _stated(Concept("request", (reading,), start), quantity, state)
        return
    if clause.mark == ")" and quantity.start == clause.start and state.pending:
        # 作其他处理(含申请人主动撤回申请)469件
        concept, state.pending = state.pending[-1], []
        yield _stated(concept, quantity, state)
        return
    single = _other(clause, quantity, state) or _concept(clause, around, quantity, state, context)
    if single is None:
        state.pending = []
        if quantity.unit in CASE_UNITS and not around.before("trap"):
            state.unbound = quantity
        return
    concept = single
    if state.pending and clause.mark == "、" and quantity.value != 0:
        together = joined_concept([*state.pending, concept], clause)
        if together is not None:
            concept = together
    elif state.pending and clause.mark == "、":
        for earlier in state.pending:
            yield _stated(earlier, quantity, state)
    state.pending = []
    yield _stated(concept, quantity, state)


_OPEN_AND_PARTLY = re.compile(r"(?:予以|同意|依法)?公开\((?:含|包括|包含|其中含)部分公开\)$")
_OTHER = re.compile("(?:其他|其它)(?:类|组织|情形|情况|结果)?(?:为|的|有)?$")


def _other(clause: Clause, quantity: Quantity, state: State) -> Concept | None:
    """其他2件 closes a list: of applicants, of results, or of outcomes."""
    match = _OTHER.search(clause.text[clause.start : quantity.start])
    last = state.last
    if match is None or last is None or quantity.unit not in CASE_UNITS:
        return None
    start = clause.start + match.start()
    if any(p.end > start and p.start < quantity.start for p in clause.phrases):
        return None
    keys = last.readings[0]
    if last.topic == "proceeding" and not last.total:
        groups = tuple(dict.fromkeys(k.rsplit(".", 1)[0] for k in keys))
        return Concept("proceeding", (proceedings(groups, "other"),), start)
    if last.topic != "request":
        return None
    column = keys[0].rsplit(".", 1)[1]
    if column != "total":
        readings = tuple(
            tuple(f"{k.rsplit('.', 1)[0]}.other_org" for k in r if k.endswith(f".{column}"))
            for r in last.readings
        )
        return Concept("request", readings, start)
    if any(".other." in k for k in keys):
        return Concept("request", (requests(("other.other",)),), start)
    if not last.total:
        rows = outcome_rows("other")
        return Concept("request", (requests(rows), requests(("other.other",))), start, held=False)
    return None


def _stated(concept: Concept, quantity: Quantity, state: State) -> Statement:
    state.last, state.last_value = concept, quantity.value
    if not concept.total:
        state.last_part = concept
    if concept.total:
        state.of_applicant = ()
    state.told = () if concept.total else (*state.told, *concept.readings[0])
    if len(concept.readings[0]) == 2 and concept.topic == "request":
        state.two = concept.readings[0]
    told = (concept.readings[0], quantity.value)
    state.parts = () if concept.total else (*state.parts, told)
    state.carried_in = state.carried_in or concept.readings[0] == CARRIED_IN
    if concept.topic == "proceeding" and not concept.total:
        groups = tuple(key.rsplit(".", 1)[0] for key in concept.readings[0])
        state.resolved = tuple(dict.fromkeys((*state.resolved, *groups)))
    if concept.total:
        state.base, state.base_value = concept, quantity.value
    if concept.topic == "proceeding" and concept.total:
        groups = tuple(dict.fromkeys(k.rsplit(".", 1)[0] for k in concept.readings[0]))
        state.groups = groups
        state.counted = tuple(dict.fromkeys(state.counted + groups))
        state.recent.append(concept)
    if any(key == "requests.other.other.total" for key in concept.readings[0]) and not concept.held:
        # of those that withdrew; others may stand in the same row
        quantity = replace(quantity, relation=">=") if quantity.relation == "=" else quantity
    kind = "zero" if quantity.value == 0 and quantity.relation == "=" else "count"
    start = min(concept.start, quantity.start)
    end = max(concept.end, quantity.end)
    return Statement(
        kind,  # type: ignore[arg-type]
        tuple(dict.fromkeys(concept.readings)),
        quantity,
        start,
        end,
        held=concept.held,
        tolerated=concept.tolerated,
        total=concept.total,
        of=concept.of,
    )


def _concept(
    clause: Clause, around: Around, quantity: Quantity, state: State, context: Context
) -> Concept | None:
    if quantity.unit in ("万元", "元", "亿元") or state.topic == "fee":
        return fee_concept(clause, around, quantity, state)
    if state.topic == "request":
        return request_concept(clause, around, quantity, state, context)
    if state.topic == "proceeding":
        return proceeding_concept(clause, around, quantity, state, context)
    if state.topic == "document":
        return document_concept(clause, around, quantity, state)
    if state.topic == "decision":
        return decision_concept(clause, around, quantity, state)
    return None


def _stands_for_a_count(clause: Clause, around: Around, quantity: Quantity) -> bool:
    """A number without a unit counts only right behind a word that a figure may follow, and at an end."""
    if clause.text[quantity.end : clause.end].strip("余多左右个"):
        return False
    before = clause.text[: quantity.start]
    return before.endswith(("为", "是", "共", "计", "数", "量", ":")) or any(
        p.end == quantity.start for p in around.left
    )


__all__ = ["with_figures"]

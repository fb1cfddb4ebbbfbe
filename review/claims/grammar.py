"""The grammar: a sentence clause by clause, what each figure counts, and whether it may be held."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from review.claims.alls import all_of
from review.claims.applicants import of_applicants
from review.claims.cells import (
    APPLICANTS,
    BOTH,
    CARRIED_IN,
    CARRIED_OUT,
    CONCLUDED,
    DECISIONS,
    DOCUMENTS,
    PROCEEDINGS,
    RECEIVED,
    Reading,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.decisions import decision_concept, document_concept, fee_concept
from review.claims.growth import (
    figure_before,
    listed_years,
    name_subject,
    of_year,
    told_before,
    told_now,
)
from review.claims.negations import negated, zero_at
from review.claims.outcomes import short_outcome
from review.claims.phrases import Phrase
from review.claims.proceedings import about_disclosure, proceeding_concept
from review.claims.quantities import CASE_UNITS, Quantity
from review.claims.rates import rate_statements
from review.claims.remainders import is_whole_again, rest_of, whole_again
from review.claims.requests import includes_old, request_concept
from review.claims.scope import (
    enter_scope,
    enter_time,
    is_other_scope,
    limits,
    names_another,
    narrows,
    unknown,
)
from review.claims.statements import Around, Concept, Context, Memory, State, Statement, Topic

_VERBS = {"issue", "repeal", "in_force"}


def _topic_of(phrase: Phrase, state: State, context: Context) -> Topic:
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


def read_statements(clauses: Sequence[Clause], context: Context) -> tuple[list[Statement], Memory]:
    """All statements of a sentence, in order; and what it spoke of last."""
    before = context.memory
    state = State(topic=before.topic or ("request" if context.on_request else ""), noun=before.noun)
    state.assumed = before.topic != "request"
    state.base, state.base_value = before.base, before.base_value
    state.groups = state.counted = before.groups
    state.carried_in = before.carried_in
    state.resolved = before.resolved
    if state.base_value == 1:
        state.last, state.last_value = state.base, 1
    outer: list[State] = []
    out: list[Statement] = []
    for clause in clauses:
        while len(outer) > clause.depth:
            state = outer.pop()
        if len(outer) < clause.depth:
            outer.append(state)
            state = state.copy()
        _read_clause(clause, state, context, out)
        if clause.next_mark in ("。", ";"):
            state.within = state.limited = state.of_others = False
    while outer:
        state = outer.pop()
    counted = [s for s in out if s.kind in ("count", "zero") and s.of == "this"]
    totals = [s for s in counted if s.total] or counted
    last = totals[-1] if totals else before.counted
    return out, Memory(
        state.topic,
        state.noun,
        last,
        state.base,
        state.base_value,
        state.counted,
        state.carried_in,
        state.resolved,
    )


_NAMING = frozenset({"noun", "trap", "verb"})


def _read_clause(clause: Clause, state: State, context: Context, out: list[Statement]) -> None:
    if "scope" in clause.families:
        enter_scope(clause, state)
    if not _NAMING.isdisjoint(clause.families):
        name_subject(clause, state)
    state.joined = tuple(state.pending) if clause.mark == "、" else ()
    was_other_time = state.other_time
    before = figure_before(clause, context) if clause.quantities else None
    was_limited = state.limited
    if before is None:
        enter_time(clause, state, context)
    limited_time = state.limited and not was_limited
    if "within" in clause.families:
        state.within = True
        # 网上申请25件,其中予以公开10件: of some that no cell counts
        state.of_others = state.other_figure
    _widen(clause, out)
    if clause.quantities:
        state.unbound = None
        _enter_lists(clause, state, context)
        if before is not None:
            found = list(told_before(clause, before, state, out, context))
        else:
            found = (
                list(told_now(clause, state, out, context))
                if state.compared or state.other_time
                else []
            )
        found = found or _with_figures(clause, state, context)
        if not any(s.kind == "zero" for s in found):
            found += [s for s in negated(clause, state, context) if not _overlaps(s, clause)]
    else:
        found = list(_without_figure(clause, state, context, out))
    if clause.families or clause.quantities:
        _speak_of(clause, state)
    state.limited = state.limited or limited_time
    ours = clause.quantities or not clause.families.keys().isdisjoint(("all", "result"))
    if not ours and state.base is not None and state.topic in ("request", "proceeding"):
        ours = bool((state.last_value == 1 and clause.families) or _ANSWERED.search(clause.words))
    narrow = (found or ours or state.topic == "proceeding") and narrows(clause, context)
    held = bool(found or ours) and _may_be_held(clause, state, context, bool(narrow))
    for statement in found:
        out.append(_settled(clause, statement, state, context, held))
        if statement.readings[0] == CARRIED_IN:
            state.carried_in = True
            state.other_time = was_other_time
    if ours:
        out += [_settled(clause, s, state, context, held) for s in all_of(clause, state)]
    if clause.quantities or "comparison" in clause.families:
        out += rate_statements(clause, state, out, context.memory)
    if narrow and state.topic == "proceeding":
        state.limited = True
    lost = narrow and clause.quantities and not found and state.topic == "request"
    if lost and not _describes(clause):
        state.lost = True
    if limits(clause, clause.phrases) and not _describes(clause):
        state.limited = state.limited or not any(s.readings[0] == CARRIED_IN for s in found)
    if not clause.quantities and names_another(clause, context):
        state.limited = True


def _speak_of(clause: Clause, state: State) -> None:
    """无法提供类占比较高, 自然人为主: remember what a clause speaks of without a count."""
    counted = any(q.unit in CASE_UNITS for q in clause.quantities)
    if counted:
        state.spoken = None
    if counted or clause.named("negation"):
        return
    outcomes, applicants = clause.named("outcome"), clause.named("applicant")
    if outcomes:
        rows = outcome_rows(outcomes[-1].name)
        state.spoken = Concept("request", (requests(rows),), outcomes[-1].start)
    elif len(applicants) == 1 and state.topic == "request":
        state.spoken = of_applicants(APPLICANTS[applicants[0].name], applicants[0].start, state)


_THAT_IS = re.compile("(?:即|计|共|共计|合计|为|达|达到|也就是|有|则为)?")
_PRECISELY = re.compile(
    "(?:即|计|共|共计|合计|总计|达|达到|具体为|精确数为|准确数为|实为|实际为|其中|而|但|也|为)?"
)


def _same_again(clause: Clause, around: Around, quantity: Quantity, state: State) -> Concept | None:
    """予以公开半数,即5件 · (4349件): the figure of what was spoken of, or counted roughly, before."""
    lead = clause.text[around.start : quantity.start]
    if clause.text[quantity.end : clause.end]:
        return None
    spoken, last = state.spoken, state.last
    if spoken is not None and _THAT_IS.fullmatch(lead) and (lead or clause.depth):
        return replace(spoken, start=around.start, held=False) if _is_count(quantity) else None
    if last is None or last.topic not in ("decision", "document", "fee"):
        return None
    money = quantity.unit in ("万元", "元", "亿元")
    if money != (last.topic == "fee") or not (money or _is_count(quantity)):
        return None
    if not _PRECISELY.fullmatch(lead) or not (lead or clause.depth or quantity.relation != "="):
        return None
    return replace(last, start=around.start, held=False)


def _is_count(quantity: Quantity) -> bool:
    return bool(quantity.unit) and quantity.unit in CASE_UNITS


def _with_figures(clause: Clause, state: State, context: Context) -> list[Statement]:
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


# what may tell that nothing was left over, without 均 or 全部
_ANSWERED = re.compile("[清了结]|回音|遗漏|着落|公开了|办[毕完复]|完毕|全部公开|完全公开")
_IS_NOW = re.compile("(?:升|降|增|减|下降|上升|增加|减少|增长|增至|减至)(?:到|至|为)?$")


_ABOUT = re.compile(
    "^(?:申请)?(?:主要|内容|申请内容|申请事项|均)?(?:主要)?(?:涉及|集中在|集中于|围绕|关于)"
)


def _describes(clause: Clause) -> bool:
    """主要涉及征地补偿等: says what those just counted are about, and narrows nothing."""
    return bool(_ABOUT.match(clause.words)) or bool(re.search("[均都](?:主要)?涉及", clause.words))


def _overlaps(statement: Statement, clause: Clause) -> bool:
    return any(statement.start < q.end and q.start < statement.end for q in clause.quantities)


def _compared(clause: Clause) -> int | None:
    """Where a clause begins to compare with another year, if it does."""
    starts = [p.start for p in clause.named("comparison") if p.name == "compare"]
    changes = [p for p in clause.named("comparison") if p.name == "change"]
    if changes and not starts:
        behind = [q for q in clause.quantities if 0 <= q.start - changes[0].end <= 2]
        return changes[0].start if behind else None
    return min(starts) if starts else None


def _widen(clause: Clause, out: list[Statement]) -> None:
    """(含上年结转6件): the count before is of new and old requests together."""
    if not out or not out[-1].readings or RECEIVED not in out[-1].readings:
        return
    if clause.start - out[-1].end > 3:
        return
    both = includes_old(clause)
    if both is True and BOTH in out[-1].readings:
        out[-1] = replace(
            out[-1], readings=(BOTH, *(r for r in out[-1].readings if r not in (BOTH, RECEIVED)))
        )
    elif both is False:
        out[-1] = replace(out[-1], readings=(RECEIVED,))


def _enter_lists(clause: Clause, state: State, context: Context) -> None:
    """行政复议、行政诉讼分别为3件、2件: what was named and not counted yet gets its figures in order."""
    for mark in clause.named("distribution"):
        behind = [q for q in clause.quantities if q.start >= mark.end]
        if mark.name == "share" or not behind or behind[0].start - mark.end > 4:
            continue
        named = [c for c in _named_concepts(clause, state) if c.start < mark.start]
        concepts = [*state.pending, *named]
        run = len(_RUN.findall(clause.text, mark.end, _run_end(clause.text, mark.end)))
        years = listed_years(clause, mark.start, run, context)
        if years and state.named is not None and mark.name == "respectively":
            state.respective = [of_year(state.named, year, context) for year in years]
            state.pending = []
            continue
        many = len(_RUN.findall(clause.text, mark.end, _run_end(clause.text, mark.end)))
        if len(concepts) < 2 or (mark.name == "each" and many != len(concepts)):
            continue
        state.respective = concepts
        state.pending = []


_RUN = re.compile(r"\d[\d,.]*(?:万)?(?:件|宗|起|例|份|条|个|部|次)")


def _run_end(text: str, start: int) -> int:
    """Where a run of figures parted by 、 (各1680件、144件、10件) ends."""
    match = re.compile(r"(?:为|是|有)?(?:\d[\d,.]*万?[件宗起例份条个部次][、,和及]?)+").match(
        text, start
    )
    return match.end() if match else start


def _without_groups(clause: Clause) -> list[Phrase]:
    """The phrases without groups of outcomes that only repeat a reason (内部事务信息不予公开)."""
    out: list[Phrase] = []
    for p in clause.phrases:
        before = out[-1] if out else None
        repeats = (
            p.family == "outcome"
            and before is not None
            and before.family == "outcome"
            and before.name.startswith(p.name + ".")
            and p.start - before.end <= 4
        )
        if not repeats:
            out.append(p)
    return out


def _named_concepts(clause: Clause, state: State) -> list[Concept]:
    """A concept for each noun, outcome, applicant or result that a clause names."""
    out: list[Concept] = []
    for p in _without_groups(clause):
        if p.family == "noun" and p.name in PROCEEDINGS:
            out.append(
                Concept("proceeding", (proceedings(PROCEEDINGS[p.name]),), p.start, total=True)
            )
        elif p.family == "noun" and p.name in DECISIONS:
            out.append(Concept("decision", ((f"proactive.{p.name}.decisions",),), p.start))
        elif p.family == "outcome":
            rows = outcome_rows(p.name)
            readings: tuple[Reading, ...] = (requests(rows),)
            if state.applicant:
                readings = (*readings, requests(rows, APPLICANTS[state.applicant]))
            out.append(Concept("request", readings, p.start, held=not state.applicant))
        elif p.family == "applicant":
            out.append(of_applicants(APPLICANTS[p.name], p.start, state))
        elif p.family == "result" and state.groups:
            out.append(Concept("proceeding", (proceedings(state.groups, p.name),), p.start))
        elif p.family == "carry" and p.name in ("in", "out"):
            row = "carried_in" if p.name == "in" else "carried_out"
            out.append(Concept("request", (requests((row,)),), p.start))
        elif (
            p.family == "verb"
            and p.name in ("receive", "receive_new", "conclude")
            and state.topic == "request"
        ):
            first = CONCLUDED if p.name == "conclude" else RECEIVED
            out.append(Concept("request", (first, BOTH), p.start, total=True))
        elif p.family == "verb" and p.name in _VERBS and state.noun:
            column = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}[p.name]
            out.append(Concept("document", ((f"proactive.{state.noun}.{column}",),), p.start))
    return out


def _enter_topic(
    around: Around, quantity: Quantity, clause: Clause, state: State, context: Context
) -> bool:
    """Work the nouns around a figure into the state; False where it counts something else."""
    heads = [p for p in around.left if p.family in ("noun", "trap")]
    channels = [p for p in around.left if p.family == "channel"]
    close = [
        p for p in around.right if p.family in ("noun", "trap") and p.start - quantity.end <= 2
    ]
    outcomes = around.before("outcome") or [
        p for p in around.behind("outcome") if p.start - quantity.end <= 6
    ]
    told = around.before("carry") or [p for p in outcomes if p.name not in _COMMON_WORDS]
    if outcomes and state.topic == "request":
        state.assumed = False
    strong = any(clause.text[p.start : p.end] in _STRONG for p in around.before("applicant"))
    if (told or (strong and state.topic not in ("trap", "proceeding"))) and not heads:
        # only requests are carried over, or have these outcomes
        state.topic, state.assumed = "request", False
    new = any(p.name == "receive_new" for p in around.before("verb"))
    if not heads and not state.topic and around.before("verb") and not close and not channels:
        # 本年新收31件: nothing else is received or concluded in such a report
        if all(p.name in ("receive", "receive_new", "conclude") for p in around.before("verb")):
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
    for head in heads:
        topic = _topic_of(head, state, context)
        if not topic:
            continue
        if topic == "trap" and head is not heads[-1]:
            # 答复网上申请12件: a trap's word before the noun is a manner
            continue
        if topic != state.topic or head.family == "noun":
            if topic == "request":
                known = context.on_request or state.topic == "request" or new
                state.assumed = head.name != "request" and not known
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


_STRONG = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构")


def _in_its_sense(clause: Clause, noun: Phrase) -> Phrase:
    """维修资金使用申请: 申请 behind words of its own is another application."""
    if noun.name != "application":
        return noun
    known = [p for p in clause.phrases if p.family != "comparison" and p.end <= noun.start]
    left = max((p.end for p in known), default=clause.start)
    left = max([left, *(q.end for q in clause.quantities if q.end <= noun.start)])
    if unknown(clause.text[left : noun.start]):
        return replace(noun, family="trap", name="applications")
    return noun


def _count(
    clause: Clause, around: Around, quantity: Quantity, state: State, context: Context
) -> Iterator[Statement]:
    """The statements that one figure makes."""
    for p in around.left:
        if p.family == "verb" and p.name in _VERBS:
            state.verb, state.verb_start = p.name, p.start
    if state.respective:
        concept = state.respective.pop(0)
        if quantity.unit in CASE_UNITS and concept.readings:
            yield _stated(replace(concept, start=quantity.start), quantity, state)
        return
    short = short_outcome(clause, quantity, state)
    if short is not None:
        state.pending = []
        yield _stated(short, quantity, state)
        return
    topic_known = _enter_topic(around, quantity, clause, state, context)
    if not topic_known:
        state.pending = []
        return
    if quantity.unit == "" and not _stands_for_a_count(clause, around, quantity):
        return
    rest = _same_again(clause, around, quantity, state) or rest_of(clause, around, quantity, state)
    rest = rest or _of_listed(clause, around, quantity, state)
    if rest is not None:
        state.pending = []
        yield _stated(rest, quantity, state)
        return
    cases = [p for p in around.before("noun") if p.name in PROCEEDINGS]
    if is_whole_again(clause, quantity) and not around.before("outcome") and not cases:
        again = whole_again(clause, around, quantity, state)
        if again is not None:
            yield _stated(again, quantity, state)
        return
    if "each" in {p.name for p in around.left if p.family == "distribution"}:
        concepts = [
            *state.pending,
            *[
                c
                for c in _named_concepts(clause, state)
                if (c.start < quantity.start and not c.total) or c.topic == "proceeding"
            ],
        ]
        if len(concepts) >= 2:
            state.pending = []
            for concept in concepts:
                yield _stated(concept, quantity, state)
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
        together = _together([*state.pending, concept])
        if together is not None:
            concept = together
    elif state.pending and clause.mark == "、":
        for earlier in state.pending:
            yield _stated(earlier, quantity, state)
    state.pending = []
    yield _stated(concept, quantity, state)


_LISTED = re.compile("[一-鿿]{0,16}的(?:有|共|共有)?")


def _of_listed(clause: Clause, around: Around, quantity: Quantity, state: State) -> Concept | None:
    """属于行政查询事项、告知申请人另循途径的有2件: the outcome named first, and what was done about it."""
    lead = clause.text[around.start : quantity.start]
    if clause.mark != "、" or len(state.joined) != 1 or not _is_count(quantity):
        return None
    if around.before("outcome", "applicant", "carry", "verb") or not _LISTED.fullmatch(lead):
        return None
    concept = state.joined[0]
    leaf = concept.readings[0][0].split(".")
    return concept if concept.topic == "request" and len(leaf) == 4 else None


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


def _together(concepts: list[Concept]) -> Concept | None:
    """行政复议、行政诉讼共3件 · 信访举报投诉类申请、重复申请5件: the sum, or the last alone."""
    if len({c.topic for c in concepts}) > 1:
        return None
    keys: Reading = tuple(dict.fromkeys(k for c in concepts for k in c.readings[0]))
    last = concepts[-1]
    return replace(last, readings=(keys, *last.readings), held=False, start=concepts[0].start)


def _stated(concept: Concept, quantity: Quantity, state: State) -> Statement:
    state.last, state.last_value = concept, quantity.value
    if not concept.total:
        state.last_part = concept
    if concept.total:
        state.of_applicant = ()
    state.told = () if concept.total else (*state.told, *concept.readings[0])
    state.carried_in = state.carried_in or concept.readings[0] == CARRIED_IN
    if concept.topic == "proceeding" and not concept.total:
        told = (key.rsplit(".", 1)[0] for key in concept.readings[0])
        state.resolved = tuple(dict.fromkeys((*state.resolved, *told)))
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


def _without_figure(
    clause: Clause, state: State, context: Context, out: list[Statement]
) -> Iterator[Statement]:
    for p in clause.named("noun", "trap"):
        topic = _topic_of(p, state, context)
        if topic and topic != "trap" and topic != state.topic:
            state.topic = topic
            state.assumed = False if p.name == "request" else state.assumed
            state.last = state.base = state.base_value = None
            state.groups = state.counted = ()
        elif topic == "request":
            state.assumed = state.assumed and p.name != "request" and not context.on_request
        if topic == "document":
            state.noun = p.name
    for p in clause.named("verb"):
        if p.name in _VERBS:
            state.verb, state.verb_start = p.name, p.start
    if any(p.name not in _COMMON_WORDS for p in clause.named("outcome")) and state.topic in (
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
    zeros = list(negated(clause, state, context)) or list(_said_of_named(clause, state))
    if zeros:
        yield from zeros
        if state.negated_verb:
            yield from _also_negated(zeros, state)
        return
    if state.negated_verb and clause.mark == "、":
        goes_on = list(_negated_on(clause, state))
        if goes_on:
            yield from goes_on
            yield from _also_negated(goes_on, state)
            return
    events = clause.named("negation")
    if events and clause.next_mark == "、" and not clause.named("noun"):
        state.negated_verb = clause.text[events[0].start : events[0].end]
    follows = _what_follows(clause, state, context)
    if follows is not None:
        yield follows
        return
    if _goes_on_without(clause, out):
        columns = tuple(c for p in clause.named("applicant") for c in APPLICANTS[p.name])
        both = tuple(dict.fromkeys(out[-1].readings[0] + requests(("received",), columns)))
        out[-1] = replace(out[-1], readings=(both,), quantity=zero_at(clause.end), end=clause.end)
        return
    decided = _decisions_go_on(clause, out)
    if decided is not None:
        yield decided
        return
    if _goes_on(clause, out):
        nouns = [p for p in clause.named("noun") if p.name in PROCEEDINGS]
        more = proceedings(tuple(g for p in nouns for g in PROCEEDINGS[p.name]))
        both = tuple(dict.fromkeys(out[-1].readings[0] + more))
        end = nouns[-1].end
        out[-1] = replace(out[-1], readings=(both,), quantity=zero_at(end), end=end)
        return
    if not clause.named("negation"):
        state.pending += _named_concepts(clause, state)
    if clause.next_mark not in ("、", ":", ",", "(", ")"):
        state.pending = []


_SAYS_NONE = re.compile("(?:均|也|亦|都|则)?(?:无|没有|未发生|没有发生)")
_NO_FEES = re.compile("(?:均|也|亦|都|且|并)?(?:无|不|没有|未)(?:行政)?收费")


def _said_of_named(clause: Clause, state: State) -> Iterator[Statement]:
    """行政诉讼:无 · 未经复议直接起诉的,没有 · 强制4件,不收费."""
    if _SAYS_NONE.fullmatch(clause.words):
        concepts, state.pending = state.pending, []
    elif _NO_FEES.fullmatch(clause.words) and state.topic in ("decision", "document", "fee"):
        concepts = [Concept("fee", (("proactive.fees.amount",),), clause.start)]
    else:
        return
    for concept in concepts:
        yield Statement(
            "zero", concept.readings, zero_at(clause.end), min(concept.start, clause.start),
            clause.end, held=False,
        )  # fmt: skip


_OTHER_COLUMN = re.compile("(?:其他|其它)(?:类|组织|主体|一)*(?:栏|方面|所提)")
_APPLICANTS = re.compile(
    "(?:从|按|以)?(?:新收)?(?:申请)?(?:申请人|申请者|申请主体|提出人)(?:的)?(?:构成|类型|情况|类别|分布|结构|身份)?(?:看|来看|分|为|统计)?"
)
# outcomes whose words serve in other fields too
_OF_THEM = ("栏", "方面", "所提", "提出的", "类", "申请中", "申请")
_COMMON_WORDS = frozenset(
    {"granted", "withdrawn", "other", "withheld.state_secret", "withheld.third_party_rights"}
)
_NEGATED = {"制": "issued", "出台": "issued", "印": "issued", "发布": "issued", "废": "repealed"}


def _negated_on(clause: Clause, state: State) -> Iterator[Statement]:
    """没有制发、废止行政规范性文件: the negation reaches over the second verb."""
    verbs = [p for p in clause.named("verb") if p.name in _VERBS]
    nouns = [p for p in clause.named("noun") if p.name in DOCUMENTS]
    asked = [p for p in clause.named("noun") if p.name == "request"]
    ends = asked and asked[-1].end == clause.end
    if ends and clause.named("channel") and "收" in state.negated_verb:
        # 没有收到书面、网络等形式的政府信息公开申请
        end = asked[-1].end
        yield Statement("zero", (RECEIVED,), zero_at(end), clause.start, end, held=False)
        return
    if not verbs or verbs[0].start != clause.start or not nouns:
        return
    column = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}[verbs[0].name]
    reading = (f"proactive.{nouns[0].name}.{column}",)
    end = nouns[0].end
    yield Statement("zero", (reading,), zero_at(end), clause.start, end, held=False)


def _also_negated(zeros: list[Statement], state: State) -> Iterator[Statement]:
    """未制发、未废止行政规范性文件: the first negation is of the same documents."""
    column = next((c for word, c in _NEGATED.items() if word in state.negated_verb), None)
    state.negated_verb = ""
    for zero in zeros:
        table, _, rest = zero.readings[0][0].partition(".")
        noun = rest.split(".")[0]
        if table == "proactive" and noun in DOCUMENTS and column:
            yield replace(zero, readings=((f"proactive.{noun}.{column}",),))


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


def _goes_on_without(clause: Clause, out: list[Statement]) -> bool:
    """没有商业企业、科研机构申请: the next item of a list of applicants of whom there were none."""
    return bool(
        out
        and out[-1].kind == "zero"
        and clause.mark == "、"
        and clause.start - out[-1].end <= 2
        and clause.named("applicant")
        and not clause.named("negation")
        and out[-1].readings[0][0].startswith("requests.received.")
        and out[-1].readings[0] != RECEIVED
    )


def _decisions_go_on(clause: Clause, out: list[Statement]) -> Statement | None:
    """未作出行政处罚、行政强制: none of the next item of the list either."""
    nouns = [p for p in clause.named("noun") if p.name in DECISIONS]
    if not (out and nouns and clause.mark == "、" and nouns[0].start == clause.start):
        return None
    before = out[-1]
    if before.kind != "zero" or not before.readings[0][0].endswith(".decisions"):
        return None
    if clause.named("negation", "verb") or not 0 <= clause.start - before.end <= 4:
        return None
    reading = (f"proactive.{nouns[0].name}.decisions",)
    end = nouns[0].end
    return Statement("zero", (reading,), zero_at(end), clause.start, end, held=before.held)


def _goes_on(clause: Clause, out: list[Statement]) -> bool:
    """Whether a clause is the next item of a list that began with a negation of proceedings."""
    return bool(
        out
        and out[-1].kind == "zero"
        and out[-1].readings[0][0].startswith("proceedings.")
        and not clause.named("negation")
        and clause.mark == "、"
        and out[-1].end <= clause.start
        and clause.start - out[-1].end <= 4
        and any(p.name in PROCEEDINGS for p in clause.named("noun"))
    )


def _may_be_held(clause: Clause, state: State, context: Context, narrow: bool) -> bool:
    if narrow or state.limited or state.lost or state.other_time or state.of_others:
        return False
    if limits(clause, clause.phrases):
        return False
    if context.part_named and state.scope != "region":
        return False
    return not (clause.named("channel") and "等" not in clause.words)


def _is_figurative(text: str, quantity: Quantity) -> bool:
    """办结一件申请、解决一个问题: 一件 before a noun may be a manner of speaking."""
    words = text[quantity.start : quantity.end]
    return words.startswith("一") and text[quantity.end : quantity.end + 1] not in ("", *",。;、()")


def _settled(
    clause: Clause, statement: Statement, state: State, context: Context, held: bool
) -> Statement:
    other = is_other_scope(state.scope, context) or state.other_time
    held = statement.held and held and not other
    if held and statement.readings[0][0].startswith("proceedings."):
        held = about_disclosure(clause.text, statement.end, context, statement.kind == "zero")
    if held and statement.quantity is not None and _is_figurative(clause.text, statement.quantity):
        held = False
    if held and state.assumed and state.topic == "request" and statement.kind == "count":
        held = context.on_request
    of: Literal["this", "last_year"] = statement.of
    if statement.readings[0] == CARRIED_IN and of == "this":
        return replace(statement, held=held)  # of the year before by its nature
    if state.other_time and state.last_year:
        of = "last_year"
    return replace(statement, held=held, other_scope=other, of=of)

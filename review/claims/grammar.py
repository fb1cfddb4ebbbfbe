"""The grammar: a sentence clause by clause, what it states, and whether that may be held."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from review.claims.alls import all_of
from review.claims.applicants import of_applicants
from review.claims.carried import includes_old
from review.claims.cells import (
    APPLICANTS,
    BOTH,
    CARRIED_IN,
    RECEIVED,
    outcome_rows,
    requests,
)
from review.claims.clauses import Clause
from review.claims.counts import with_figures
from review.claims.growth import (
    figure_before,
    name_subject,
    named_at_last,
    told_before,
    told_now,
)
from review.claims.lists import enter_lists
from review.claims.negations import negated
from review.claims.proceedings import about_disclosure
from review.claims.quantities import CASE_UNITS, Quantity
from review.claims.rates import rate_statements
from review.claims.rests import all_the_rest, rest_is_named
from review.claims.scope import (
    enter_scope,
    enter_time,
    is_other_scope,
    limits,
    names_another,
    narrows,
)
from review.claims.silent import without_figure
from review.claims.statements import Concept, Context, Memory, State, Statement
from review.claims.stories import Mark, mark_of, stories


def read_statements(clauses: Sequence[Clause], context: Context) -> tuple[list[Statement], Memory]:
    """All statements of a sentence, in order; and what it spoke of last."""
    before = context.memory
    state = State(topic=before.topic or ("request" if context.on_request else ""), noun=before.noun)
    state.assumed = before.topic != "request"
    state.base, state.base_value = before.base, before.base_value
    state.groups, state.counted = before.last_groups or before.groups, before.groups
    state.carried_in = before.carried_in
    state.resolved = before.resolved
    if state.base_value == 1:
        state.last, state.last_value = state.base, 1
    outer: list[State] = []
    out: list[Statement] = []
    marks: list[Mark] = []
    for clause in clauses:
        while len(outer) > clause.depth:
            inner, state = state, outer.pop()
            if len(inner.pending) < len(state.pending):
                # 居民个人(45件): counted there
                state.pending = inner.pending
            state.carried_in = state.carried_in or inner.carried_in
        if len(outer) < clause.depth:
            outer.append(state)
            state = state.copy()
        _read_clause(clause, state, context, out)
        marks.append(mark_of(state, is_other_scope(state.scope, context)))
        if clause.next_mark in ("。", ";"):
            state.within = state.limited = state.of_others = False
    while outer:
        state = outer.pop()
    out += list(stories(clauses, marks, out, context))
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
        _groups_told(out) or (before.last_groups if state.counted == before.groups else ()),
        state.carried_in,
        state.resolved,
    )


def _groups_told(out: Sequence[Statement]) -> tuple[str, ...]:
    """The proceedings whose totals a sentence tells."""
    keys = [k for s in out if s.total or s.kind == "zero" for k in s.readings[0]]
    return tuple(dict.fromkeys(k.rsplit(".", 1)[0] for k in keys if k.startswith("proceedings.")))


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
    if clause.quantities and not out and (state.limited or state.lost):
        # 强化应诉协调,风险提前研判,全年引起行政复议4件: what was done before narrows nothing
        begins = clause.mark == ":" or _BEGINS.match(clause.words)
        if begins and not _NARROW.search(clause.text[: clause.start]):
            state.limited = state.lost = False
    if "within" in clause.families:
        state.within = True
        # 网上申请25件,其中予以公开10件: of some that no cell counts
        state.of_others = state.other_figure
    if out:
        _widen(clause, out)
    if clause.quantities:
        state.unbound = None
        enter_lists(clause, state, context)
        if before is not None:
            found = list(told_before(clause, before, state, out, context))
        else:
            found = (
                list(told_now(clause, state, out, context))
                if state.compared or state.other_time
                else []
            )
        found = found or with_figures(clause, state, context)
        if not any(s.kind == "zero" for s in found):
            found += [s for s in negated(clause, state, context) if not _overlaps(s, clause)]
    else:
        found = list(without_figure(clause, state, context, out))
        if state.deferred is not None and clause.families:
            late = named_at_last(clause, state, context)
            sure = not (state.limited or limits(clause, clause.phrases))
            out += [_settled(clause, s, state, context, sure) for s in late]
    if clause.families or clause.quantities:
        _speak_of(clause, state)
    state.limited = state.limited or limited_time
    ours = clause.quantities or "all" in clause.families or "result" in clause.families
    if not ours and state.base is not None and state.topic in ("request", "proceeding"):
        ours = bool((state.last_value == 1 and clause.families) or _ANSWERED.search(clause.words))
    narrow = (found or ours or state.topic == "proceeding") and narrows(clause, context)
    held = bool(found or ours) and _may_be_held(clause, state, context, bool(narrow))
    for statement in found:
        out.append(_settled(clause, statement, state, context, held))
        if statement.readings[0] == CARRIED_IN:
            state.carried_in = True
            state.other_time = was_other_time
    if rest_is_named(clause):
        # held by what was told before, whatever narrowed that
        sure = not (state.other_time or state.of_others or _UNSURE.search(clause.words))
        out += [_settled(clause, s, state, context, sure) for s in all_the_rest(clause, state)]
    elif ours:
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


_BEGINS = re.compile("(?:全年|本年度?|今年|一年来|年内)(?![之以])")
_NARROW = re.compile(
    r"\d|[一二两三四五六七八九十][件家起]|涉及(?!我)|有关|关于|因|针对|围绕|领域|转|移送|类|其余|除|剩余|同一|局|委|镇|乡|街道|部门|单位|系统|公司|村|社区|学校|医院|中心|[去往上]年"
)


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


# what may tell that nothing was left over, without 均 or 全部
_ANSWERED = re.compile("[清了结]|回音|遗漏|着落|公开了|办[毕完复]|完毕|全部公开|完全公开")


_ABOUT = re.compile(
    "^(?:申请)?(?:主要|内容|申请内容|申请事项|均)?(?:主要)?(?:涉及|集中在|集中于|围绕|关于)"
)


def _describes(clause: Clause) -> bool:
    """主要涉及征地补偿等: says what those just counted are about, and narrows nothing."""
    return bool(_ABOUT.match(clause.words) and not clause.quantities) or bool(
        re.search("[均都](?:主要)?涉及", clause.words)
    )


def _overlaps(statement: Statement, clause: Clause) -> bool:
    return any(statement.start < q.end and q.start < statement.end for q in clause.quantities)


_INCLUDES = re.compile("含|包括|包含")


def _widen(clause: Clause, out: list[Statement]) -> None:
    """(含上年结转6件): the count before is of new and old requests together."""
    if not out or not out[-1].readings or clause.start - out[-1].end > 3:
        return
    both = includes_old(clause)
    if both is None and clause.mark == "(" and _INCLUDES.match(clause.words):
        # 企业5件(含律所1件): wider than the cell
        out[-1] = replace(out[-1], held=False)
        return
    if RECEIVED not in out[-1].readings:
        return
    if both is True and BOTH in out[-1].readings:
        out[-1] = replace(
            out[-1], readings=(BOTH, *(r for r in out[-1].readings if r not in (BOTH, RECEIVED)))
        )
    elif both is False:
        out[-1] = replace(out[-1], readings=(RECEIVED,))


# what is planned, and what was done within some days, is not what the tables count
_UNSURE = re.compile(
    r"补正后(?!.{0,8}(?:不明|不清|仍))|计划|预计|拟(?!制)|打算|力争|目标|\d[个]?(?:工作)?[日天]内|小时内|工作日内"
)


# 通过依申请公开平台收到申请9件: in one way, which no cell counts
_ONE_WAY = re.compile(
    "(?:通过|经由?)[^,。;]{2,14}(?:平台|系统|网站|邮箱|窗口|信箱|专栏|端口)(?!等|[和、])[^,。;]{0,3}(?:收到|受理|接收|提交|收件|登记)"
)


def _may_be_held(clause: Clause, state: State, context: Context, narrow: bool) -> bool:
    if narrow or state.limited or state.lost or state.other_time or state.of_others:
        return False
    if _UNSURE.search(clause.words):
        return False
    if limits(clause, clause.phrases):
        return False
    if _ONE_WAY.search(clause.words):
        return False
    if 0 <= context.part_at < clause.end and state.scope not in ("region", "above"):
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
        # 一件维持、一件被撤销: a result leaves no doubt
        of_cases = statement.readings[0][0].startswith("proceedings.") and not statement.total
        held = of_cases and statement.end == clause.end
    if held and state.assumed and state.topic == "request" and statement.kind == "count":
        held = context.on_request
    of: Literal["this", "last_year"] = statement.of
    if statement.readings[0] == CARRIED_IN and of == "this":
        return replace(statement, held=held)  # of the year before by its nature
    if state.other_time and state.last_year:
        of = "last_year"
    if (held, other, of) == (statement.held, statement.other_scope, statement.of):
        return statement
    return replace(statement, held=held, other_scope=other, of=of)


__all__ = ["read_statements"]

"""均予以公开, 全部办结, 均为自然人, 均维持: a part that is said to be all of what was just counted."""

from collections.abc import Iterator

from review.claims.cells import (
    APPLICANTS,
    BOTH,
    CONCLUDED,
    PROCEEDINGS,
    RECEIVED,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.statements import State, Statement

_DONE = frozenset(
    {
        "办完",
        "处理完",
        "办清",
        "办结",
        "办理完毕",
        "处理完毕",
        "办理完成",
        "答复",
        "办毕",
        "办复",
        "已办结",
        "办理完结",
        "已答复",
        "回复",
        "结案",
        "答复办结",
        "办结答复",
        "已办理",
        "完成答复",
    }
)


def all_of(clause: Clause, state: State) -> Iterator[Statement]:
    """The statements that 均, 全部 … make about the last total."""
    marks = clause.named("all")
    if (
        state.base is not None
        and state.base.topic == "proceeding"
        and (marks or not clause.quantities)
    ):
        yield from _results(clause, state, marks[0].start if marks else clause.start, bool(marks))
        return
    if not marks and not clause.quantities and clause.depth == 0:
        yield from _one(clause, state)
    if not marks or state.limited:
        return
    mark = marks[0]
    telling = ("outcome", "applicant", "verb", "timeliness", "carry", "trap", "result")
    behind = [p for p in clause.named(*telling) if p.start >= mark.end]
    if not behind or behind[0].start - mark.end > 6:
        return
    applied = "申请人" in clause.words or "申请主体" in clause.words or "申请者" in clause.words
    if state.topic != "request" and not applied:
        return
    if clause.named("timeliness") or clause.named("carry") or clause.named("trap"):
        return
    first = behind[0]
    if clause.text[first.end : first.end + 1] == "的" and first.family == "applicant":
        return  # 都是自然人的: of those just named, who knows which
    outcomes = [p for p in behind if p.family == "outcome"]
    applicants = [p for p in behind if p.family == "applicant"]
    if outcomes and outcomes[0] is first and len({p.name for p in outcomes}) == 1:
        rows = outcome_rows(outcomes[0].name)
        part = requests(rows)
        last = state.last_part.readings[0] if state.last_part else ()
        if set(part) < set(last):
            # 不予公开2件,均系保护第三方合法权益: of those just counted
            yield Statement("all", (part,), None, mark.start, outcomes[-1].end, whole=(last,))
            return
        # 新收的均予以公开: of this year's own, which the table does not count apart
        new = state.base is not None and state.base.readings == (RECEIVED,) and not state.carried_in
        yield Statement(
            "all", (requests(rows),), None, mark.start, outcomes[-1].end,
            held=state.base is not None and not new, whole=(CONCLUDED,),
        )  # fmt: skip
    elif applicants and applicants[0] is first and len(applicants) == 1:
        columns = APPLICANTS[first.name]
        kinds = (("received",), ("received", "carried_in"), ("concluded",))
        yield Statement(
            "all", tuple(requests(rows, columns) for rows in kinds), None, mark.start, first.end,
            held=state.base is not None, whole=tuple(requests(rows) for rows in kinds),
        )  # fmt: skip
    elif first.family == "verb" and clause.text[first.start : first.end] in _DONE:
        new = state.base is not None and state.base.readings == (RECEIVED,) and not state.carried_in
        yield Statement(
            "all", (CONCLUDED,), None, mark.start, first.end,
            held=state.base is not None and not new, whole=(BOTH, RECEIVED),
        )  # fmt: skip


def _one(clause: Clause, state: State) -> Iterator[Statement]:
    """收到申请1件,系自然人提出: who the single applicant was."""
    applicants = clause.named("applicant")
    last = state.last
    if state.last_value != 1 or last is None or state.topic != "request" or len(applicants) != 1:
        return
    if not all(key.endswith(".total") for key in last.readings[0]):
        return
    lead = clause.text[clause.start : applicants[0].start]
    if lead not in ("系", "为", "由", "是", "申请人为", "申请人系", "申请人是", "系由", "来自"):
        return
    columns = APPLICANTS[applicants[0].name]
    rows = tuple(key.split(".", 1)[1].rsplit(".", 1)[0] for key in last.readings[0])
    readings = (requests(rows, columns),)
    start, end = clause.start, applicants[0].end
    yield Statement("all", readings, None, start, end, held=False, whole=(last.readings[0],))


def _results(clause: Clause, state: State, start: int, marked: bool) -> Iterator[Statement]:
    """均维持, 结果维持, 前者维持 of the proceedings just counted; not beside 已审结, 除…外."""
    results = [p for p in clause.named("result") if p.start >= start]
    if (
        marked
        and not results
        and any(clause.text[p.start : p.end] == "审结" for p in clause.named("verb"))
    ):
        # 均已审结: nothing is pending
        done = tuple(
            k for r in ("upheld", "corrected", "other") for k in proceedings(state.groups, r)
        )
        yield Statement(
            "all",
            (done,),
            None,
            start,
            clause.named("verb")[-1].end,
            whole=(proceedings(state.groups),),
        )
        return
    if not results or len({p.name for p in results}) > 1 or clause.named("negation"):
        return
    if not marked and clause.named("noun"):
        return
    lead = clause.text[clause.start : results[0].start]
    groups = state.groups
    named = [p for p in clause.named("noun") if p.start < start and p.name in PROCEEDINGS]
    if "前者" in lead or "后者" in lead:
        if len(state.recent) < 2:
            return
        concept = state.recent[-2 if "前者" in lead else -1]
        groups = tuple(dict.fromkeys(k.rsplit(".", 1)[0] for k in concept.readings[0]))
    elif not marked and (len(lead) > 8 or clause.mark not in (",", "(", ":", ";", "")):
        return
    if named and marked:
        groups = tuple(dict.fromkeys(g for p in named for g in PROCEEDINGS[p.name]))
    elif marked and "者" not in lead:
        # of all counted whose results have not been told
        groups = tuple(g for g in state.counted if g not in state.resolved) or groups
    readings = [(proceedings(groups, results[0].name), proceedings(groups))]
    partial = any(w in clause.text for w in ("已审结", "除", "其余", "已作出", "已审理"))
    yield Statement(
        "all",
        tuple(part for part, _ in readings),
        None,
        results[0].start if not marked else start,
        results[-1].end,
        held=not partial and marked,
        whole=tuple(whole for _, whole in readings),
    )

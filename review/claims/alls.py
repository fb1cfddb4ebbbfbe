"""均予以公开, 全部办结, 均为自然人, 均维持: a part that is said to be all of what was just counted."""

from collections.abc import Iterator

from review.claims.cells import (
    APPLICANTS,
    BOTH,
    CARRIED_OUT,
    CONCLUDED,
    RECEIVED,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.statements import State, Statement

_DONE = frozenset(
    {
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
    if not marks or state.base is None or state.limited:
        return
    mark = marks[0]
    behind = [p for p in clause.phrases if p.start >= mark.end]
    if not behind or behind[0].start - mark.end > 6:
        return
    if state.base.topic == "proceeding":
        yield from _results(clause, state, mark.start)
        return
    if state.base.topic != "request":
        return
    if clause.named("timeliness") or clause.named("carry") or clause.named("trap"):
        return
    first = behind[0]
    outcomes = [p for p in behind if p.family == "outcome"]
    applicants = [p for p in behind if p.family == "applicant"]
    if outcomes and outcomes[0] is first and len({p.name for p in outcomes}) == 1:
        rows = outcome_rows(outcomes[0].name)
        whole = (CONCLUDED, BOTH, RECEIVED)
        yield Statement("all", (requests(rows),), None, mark.start, outcomes[-1].end, whole=whole)
    elif applicants and applicants[0] is first and len(applicants) == 1:
        columns = APPLICANTS[first.name]
        rows2 = ("received",) if state.base.readings[0] != CONCLUDED else ("concluded",)
        yield Statement(
            "all",
            (requests(rows2, columns),),
            None,
            mark.start,
            first.end,
            whole=(requests(rows2),),
        )
    elif first.family == "verb" and clause.text[first.start : first.end] in _DONE:
        yield Statement("all", (CONCLUDED,), None, mark.start, first.end, whole=(BOTH, RECEIVED))


def _results(clause: Clause, state: State, start: int) -> Iterator[Statement]:
    """均维持, of the proceedings just counted; not beside 已审结, 除…外."""
    results = [p for p in clause.named("result") if p.start >= start]
    if not results or len({p.name for p in results}) > 1:
        return
    groups = state.groups
    readings = [(proceedings(groups, results[0].name), proceedings(groups))]
    if state.counted and state.counted != groups:
        readings.append((proceedings(state.counted, results[0].name), proceedings(state.counted)))
    partial = any(w in clause.text for w in ("已审结", "除", "其余", "已作出", "已审理"))
    yield Statement(
        "all",
        tuple(part for part, _ in readings),
        None,
        start,
        results[-1].end,
        held=not partial,
        whole=tuple(whole for _, whole in readings),
    )


__all__ = ["CARRIED_OUT", "all_of"]

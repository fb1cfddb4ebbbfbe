"""均维持, 结果维持, 前者维持: results said to be those of all proceedings just counted."""

import re
from collections.abc import Iterator

from review.claims.cells import LITIGATION, PROCEEDINGS, proceedings
from review.claims.clauses import Clause
from review.claims.statements import State, Statement

_SETTLED = ("upheld", "corrected", "other")
_OF_ONE = re.compile("(?:复议|诉讼|判决|审理)?(?:结果)?(?:为|是|被|系|予以|均|已|最终)*")
# 截至年底也已由法院判决维持
_BY_THEN = re.compile("截至年底|截至年末|年底前?|也|亦|已|由|(?:人民)?法院|复议机关")
_PARTIAL = ("已审结", "除", "其余", "已作出", "已审理")


def all_results(clause: Clause, state: State, start: int, marked: bool) -> Iterator[Statement]:
    """What is said of all proceedings counted; not beside 已审结, 除…外."""
    results = [p for p in clause.named("result") if p.start >= start]
    verbs = [p for p in clause.named("verb") if clause.text[p.start : p.end] in ("审结", "结案")]
    if marked and not results and verbs:
        # 均已审结: nothing is pending
        groups = _named_before(clause, start, state) or state.groups
        done = tuple(k for r in _SETTLED for k in proceedings(groups, r))
        yield Statement("all", (done,), None, start, verbs[-1].end, whole=(proceedings(groups),))
        return
    if not results or len({p.name for p in results}) > 1 or clause.named("negation"):
        return
    if not marked and clause.named("noun"):
        return
    told = _groups(clause, state, start, results[0].start, marked)
    if told is None:
        return
    groups, sure = told
    state.resolved = tuple(dict.fromkeys((*state.resolved, *groups)))
    # 已作出决定的均维持: of some; 均已作出维持决定: of all
    partial = any(word in clause.text[:start] for word in _PARTIAL)
    lead = clause.text[clause.start : results[0].start]
    one = state.last_value == 1 and state.last is not None and state.last.total
    lead = _BY_THEN.sub("", lead)
    surely = bool(one and _OF_ONE.fullmatch(lead) and results[-1].end == clause.end)
    yield Statement(
        "all",
        (proceedings(groups, results[0].name),),
        None,
        results[0].start if not marked else start,
        results[-1].end,
        held=not partial and ((marked and sure) or surely),
        whole=(proceedings(groups),),
    )


_SOME_IN_ORDER = re.compile("前[两二三几]|后[两二三几]|第[一二三]|最后[一1]|头[两几]")


def _groups(
    clause: Clause, state: State, start: int, result: int, marked: bool
) -> tuple[tuple[str, ...], bool] | None:
    """Whose results are told, and whether that is sure; None where it cannot be said."""
    lead = clause.text[clause.start : result]
    if _SOME_IN_ORDER.search(lead):
        return None
    if "前者" in lead or "后者" in lead:
        if len(state.recent) < 2:
            return None
        concept = state.recent[-2 if "前者" in lead else -1]
        return tuple(dict.fromkeys(k.rsplit(".", 1)[0] for k in concept.readings[0])), True
    if not marked:
        if len(_BY_THEN.sub("", lead)) > 8 or clause.mark not in (",", "(", ":", ";", ""):
            return None
        return state.groups, True
    named = _named_before(clause, start, state)
    if named:
        return named, True
    # of all counted whose results have not been told
    groups = tuple(g for g in state.counted if g not in state.resolved) or state.groups
    if "法院" in lead and set(groups) & set(LITIGATION):
        return tuple(dict.fromkeys((*groups, *LITIGATION))), True
    return groups, True


def _named_before(clause: Clause, start: int, state: State) -> tuple[str, ...]:
    """The proceedings named before 均, with those that 、 joins to them (复议、诉讼结果均为维持)."""
    nouns = [p for p in clause.named("noun") if p.start < start and p.name in PROCEEDINGS]
    if not nouns:
        return ()
    joined = [c for c in state.joined if c.topic == "proceeding"]
    groups = [k.rsplit(".", 1)[0] for c in joined for k in c.readings[0]]
    groups += [g for p in nouns for g in PROCEEDINGS[p.name]]
    return tuple(dict.fromkeys(groups))


__all__ = ["all_results"]

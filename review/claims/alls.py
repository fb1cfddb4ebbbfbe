"""均予以公开, 全部办结, 均为自然人: a part that is said to be all of what was just counted."""

import re
from collections.abc import Iterator

from review.claims.cells import (
    APPLICANTS,
    BOTH,
    CONCLUDED,
    OPENED,
    RECEIVED,
    Reading,
    outcome_rows,
    requests,
)
from review.claims.clauses import Clause
from review.claims.outcomes import outcome_rows_in
from review.claims.phrases import Phrase
from review.claims.rests import sum_of
from review.claims.results import all_results
from review.claims.singles import of_part, single_case
from review.claims.statements import State, Statement
from review.claims.told import told_outcomes

# words of conclusion that leave no doubt; others (均已处理) may be of a stage
_DONE = frozenset(
    {
        "办完", "处理完", "办清", "办结", "办理完毕", "处理完毕", "办理完成", "答复", "办毕", "办复",
        "办理完结", "回复", "结案", "答复办结", "办结答复", "办理", "完成答复",
        "答复完毕", "答复完", "办结完毕",
    }
)  # fmt: skip
# 当年收当年清, 至年底全清, 答复无一遗漏, 都有回音
_ALL_DONE = re.compile(
    r"当年(?:收|申请|受理|件)[,、]?当年(?:清|办结|办完|结|了)|(?:全部|全数|悉数|均已?|都已?|已)(?:清零|结清|了结)|全清(?![单理查])"
    r"|(?:都|均|件件)有(?:了)?(?:回音|回复|答复|着落|结果)|(?:答复|办理|回复)无一?(?:件)?遗漏"
)
_APPLICANTS_ARE = (
    "申请人", "申请主体", "申请者", "新收申请", "新收的申请", "收到的申请", "所有申请",
)  # fmt: skip
_ENDED = re.compile(
    r"(?:年内|当年|年底前|年底|年末|现已|均|已|已经|至年底|到年底|期内|全年|截至年底|截至年末)*(?:办毕|办完|办结|办理完毕|办清|办复|处理完毕|答复完毕)"
)
_ITS_APPLICANTS = ("", "申请", "申请人", "的申请人", "件", "的", "答复", "申请的申请人")
_ALL_OPENED = re.compile(
    r"(?:现|均|已|已经|依法|最终)*(?:全部|完全|全都)(?:予以?)?公开(?:了|完毕)?"
)
_OPENED = re.compile(r"(?:已|已经|都)*(?:予以?|依法|依申请|给予)?公开(?:了)?")
_TELLING = ("outcome", "applicant", "verb", "timeliness", "carry", "trap", "result")


def all_of(clause: Clause, state: State) -> Iterator[Statement]:
    """The statements that 均, 全部 … make about the last total."""
    marks = clause.named("all")
    if (
        state.base is not None
        and state.base.topic == "proceeding"
        and (marks or not clause.quantities)
    ):
        yield from single_case(clause, state)
        yield from all_results(
            clause, state, marks[0].start if marks else clause.start, bool(marks)
        )
        return
    if not marks:
        yield from single_case(clause, state)
    if not clause.quantities:
        done = _ALL_DONE.search(clause.words)
        if done is None and not marks:
            done = _ENDED.fullmatch(clause.words)
        if done is not None and state.topic == "request" and state.base is not None:
            start, end = clause.start + done.start(), clause.start + done.end()
            yield _all_done(start, end, state, held=False)
            return
    if not marks and state.base is not None and _ALL_OPENED.fullmatch(clause.words):
        yield _all_of_outcome("granted", clause.start, clause.end, state, held=False)
    if not marks or state.limited:
        return
    mark = marks[0]
    if clause.text[: mark.start].endswith("占"):
        return  # 占全部办结件
    behind = [p for p in clause.named(*_TELLING) if p.start >= mark.end]
    if not behind:
        if _OPENED.fullmatch(clause.text, mark.end, clause.end) and state.topic == "request":
            yield _all_of_outcome("granted", mark.start, clause.end, state, held=False)
        elif state.topic == "request" and state.base is not None:
            told = told_outcomes(clause.text[mark.end : clause.end])
            if len(told) == 1:
                # 均按申请人要求的形式提供了全部内容
                yield _all_of_outcome(told[0], mark.start, clause.end, state, held=False)
        return
    outcome = next((at for at, p in enumerate(behind) if p.family == "outcome"), 0)
    if outcome and _GIVEN.fullmatch(clause.text, mark.end, behind[outcome].start):
        behind = behind[outcome:]  # 均作出了予以公开的答复
    elif behind[0].start - mark.end > 6:
        return
    applied = re.search("申请人|申请主体|申请者|提出人", clause.words)
    if state.topic != "request" and not applied:
        return
    if clause.named("timeliness") or clause.named("carry") or clause.named("trap"):
        return
    yield from _marked(clause, state, mark, behind)


_GIVEN = re.compile(
    "(?:已|依法|以|了|按|作为?|作出|做出|给予|予以|告知|答复|决定|向申请人|书面|办理结果|结果|为|是)*"
)


# 3件申请要求提供他人明细,均…: of these, not of all
_SOME_ASKED = re.compile("件申请(?:要求|请求|索要|询问|涉及|关于|想要?)[^。;]*$")


def _marked(
    clause: Clause, state: State, mark: Phrase, behind: list[Phrase]
) -> Iterator[Statement]:
    first = behind[0]
    outcomes = [p for p in outcome_rows_in(clause) if p[1] >= mark.end]
    applicants = [p for p in behind if p.family == "applicant"]
    held = state.base is not None and not _SOME_ASKED.search(clause.text, 0, mark.start)
    names = {p[0] for p in outcomes}
    if first.family == "outcome" and (len(names) == 1 or names == set(OPENED)):
        name, _, end = outcomes[-1]
        name = "opened" if len(names) > 1 else name
        part = requests(outcome_rows(name))
        last = state.last_part.readings[0] if state.last_part else ()
        if state.last is not None and not state.last.total and set(last) < set(part):
            return  # 信访4件、大量反复申请1件,均不予处理: those just counted
        if set(part) < set(last):
            # 不予公开2件,均系保护第三方合法权益: of those just counted
            yield Statement("all", (part,), None, mark.start, end, whole=(last,))
            return
        yield _all_of_outcome(name, mark.start, end, state, held)
    elif applicants and applicants[0] is first and len(applicants) == 1:
        held = held and (state.last is None or state.last.total)
        counted = max((q.end for q in clause.quantities if q.end <= mark.start), default=-1)
        close = counted >= 0 and clause.text[counted : mark.start] in _ITS_APPLICANTS
        if close or clause.text[first.end : first.end + 1] == "的":
            of_its = list(of_part(clause, state, mark, applicants, held=close))
            if of_its or not close:
                yield from of_its
                return
        columns = APPLICANTS[first.name]
        kinds: tuple[tuple[str, ...], ...] = (
            ("received",),
            ("received", "carried_in"),
            ("concluded",),
        )
        if state.base is not None and state.carried_in and CONCLUDED in state.base.readings[1:]:
            kinds = (kinds[1], kinds[0], kinds[2])  # 新收1件,结转1件,共2件: of both
        elif close and state.base is not None and state.base.readings[:1] == (CONCLUDED,):
            kinds = (kinds[2], kinds[0], kinds[1])
        yield Statement(
            "all", tuple(requests(rows, columns) for rows in kinds), None, mark.start, first.end,
            held=held or (state.last is None and clause.words.startswith(_APPLICANTS_ARE)),
            whole=tuple(requests(rows) for rows in kinds),
        )  # fmt: skip
    elif first.family == "verb" and first.name == "conclude":
        word = clause.text[first.start : first.end]
        attribute = clause.text.startswith("的", first.end)  # 全部答复的43件
        if word != "审结" and not attribute and "按规定" not in clause.words:
            yield _all_done(
                mark.start,
                first.end,
                state,
                held and word.removeprefix("已").removeprefix("年内") in _DONE and not _new(state),
            )


def _new(state: State) -> bool:
    """新收的均予以公开: of this year's own, which the table does not count apart."""
    return state.base is not None and state.base.readings == (RECEIVED,) and not state.carried_in


def _all_done(start: int, end: int, state: State, held: bool) -> Statement:
    """All are concluded: this year's and the old ones where those were told, else perhaps this year's."""
    wholes = (BOTH,) if state.carried_in else (BOTH, RECEIVED)
    return Statement("all", (CONCLUDED,), None, start, end, held=held, whole=wholes)


def _all_of_outcome(name: str, start: int, end: int, state: State, held: bool) -> Statement:
    """All requests, or all of some applicants counted just before, with one outcome."""
    rows = outcome_rows(name)
    readings: tuple[Reading, ...] = (requests(rows),)
    wholes: tuple[Reading, ...] = (CONCLUDED,)
    last = state.last
    listed = [(r, v) for r, v in state.parts if r[0].startswith("requests.received.")]
    complete = bool(listed) and sum_of(v for _, v in listed) == state.base_value
    if last is not None and last.topic == "request" and not last.total and not complete:
        columns = tuple(dict.fromkeys(key.rsplit(".", 1)[1] for key in last.readings[0]))
        row = last.readings[0][0].split(".")[1]
        if "total" not in columns and row in ("received", "concluded"):
            # 自然人三件全部公开
            readings = (*readings, requests(rows, columns))
            wholes = (*wholes, requests(("concluded",), columns))
            held = False
    return Statement("all", readings, None, start, end, held=held and not _new(state), whole=wholes)


__all__ = ["all_of"]

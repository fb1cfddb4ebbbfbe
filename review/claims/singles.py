"""Of a single case, what a clause without a figure says of it: who applied, and what became of it."""

import re
from collections.abc import Iterator

from review.claims.cells import (
    APPLICANTS,
    CONCLUDED,
    LITIGATION,
    PROCEEDINGS,
    Reading,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.outcomes import is_outcome, outcome_rows_in, short_name
from review.claims.phrases import Phrase
from review.claims.statements import State, Statement

_BY = re.compile(
    r"(?:该|此|这|其)?(?:件|份|宗)?(?:申请)?(?:的)?(?:申请人|申请者|申请主体|提出人|申请方)?(?:均|都|为|系|是|由|属|属于|来自|一|1|名|家|位|个|某|本地|当地|辖区|[本我该][镇乡村县市区街道]{1,2})*"
)
_SURELY_BY = re.compile("(?:申请|提出|提交|所提)?")
_OPENED = re.compile(
    r"(?:我[局办委镇乡]|本机关|本单位)?(?:已|均|依法|并|当即|当场|及时|现已|随即|按期|按时|答复|给|一件给)*(?:予以?|依申请)?(?:公开|提供)(?:了|完毕|给了?申请人)?"
)
_WISH = re.compile(r"申请公开|要求公开|请求公开|申请获取|要求获取|希望|咨询")
# words that say 公开 in general as well
_VAGUE = ("依法公开", "公开答复", "提供公开", "决定公开", "予以提供")
_ONLY_SO = re.compile(r"(?:系|为|属|属于|是|均系|均为|都是|全系|全是|均属|)(?:的)?")


def single_case(clause: Clause, state: State) -> Iterator[Statement]:
    """收到申请1件,系自然人提出,已予公开: all of one, whoever it was and whatever became of it."""
    if state.last_value != 1 or state.last is None or clause.named("negation"):
        return
    if any(q.value != 1 or q.percent for q in clause.quantities):
        return
    bodies = all(q.unit in ("家", "名", "位", "人", "个") for q in clause.quantities)
    after = max((q.end for q in clause.quantities), default=clause.start)
    after = clause.start if bodies else after
    if state.topic == "request":
        yield from _applicant(clause, state, after)
        yield from _outcome(clause, state, after)
    elif state.topic == "proceeding" and not clause.quantities:
        yield from _kind_of_case(clause, state)


def _applicant(clause: Clause, state: State, after: int) -> Iterator[Statement]:
    assert state.last is not None
    applicants = [p for p in clause.named("applicant") if p.start >= after]
    keys = state.last.readings[0]
    if len(applicants) != 1 or not all(key.endswith(".total") for key in keys):
        return
    if not _BY.fullmatch(clause.text, after, applicants[0].start):
        return
    columns = APPLICANTS[applicants[0].name]
    rows = tuple(key.split(".", 1)[1].rsplit(".", 1)[0] for key in keys)
    start, end = clause.start, applicants[0].end
    sure = after == clause.start and bool(_SURELY_BY.fullmatch(clause.text, end, clause.end))
    yield Statement(
        "all", (requests(rows, columns),), None, start, end,
        held=sure and clause.text.startswith("申请人", start), whole=(keys,), whole_value=1,
    )  # fmt: skip


def _outcome(clause: Clause, state: State, after: int) -> Iterator[Statement]:
    last = state.last
    assert last is not None
    if not last.total or (clause.named("all", "noun", "carry") and not clause.quantities):
        return
    named = [p for p in outcome_rows_in(clause) if p[1] >= after]
    words = clause.text[after : clause.end]
    if named and not _WISH.search(clause.text[after : named[0][1]]):
        name, start, end = named[-1]
        told = clause.text[start:end] not in _VAGUE and name != "withdrawn" and len(named) == 1
    elif not clause.quantities and _OPENED.fullmatch(words):
        name, start, end, told = "granted", clause.start, clause.end, False
    elif not clause.quantities and (short := short_name(words)) and "." in short:
        name, start, end, told = short, clause.start, clause.end, False
    else:
        return
    yield Statement(
        "all", (requests(outcome_rows(name)),), None, start, end,
        held=told and bool(last.held or clause.quantities), whole=(CONCLUDED,), whole_value=1,
    )  # fmt: skip


def _kind_of_case(clause: Clause, state: State) -> Iterator[Statement]:
    """诉讼1件,系未经复议直接起诉 · (复议后起诉): which kind of litigation the one was."""
    kinds = [p for p in clause.named("noun") if p.name in ("litigation_direct", "litigation_after")]
    last = state.last.readings[0] if state.last else ()
    if len(kinds) != 1 or not set(LITIGATION) <= {key.rsplit(".", 1)[0] for key in last}:
        return
    lead, tail = clause.text[clause.start : kinds[0].start], clause.text[kinds[0].end : clause.end]
    if not _ONLY_SO.fullmatch(lead) or tail.strip("的案件"):
        return
    group = PROCEEDINGS[kinds[0].name]
    yield Statement(
        "all", (proceedings(group),), None, kinds[0].start, kinds[0].end,
        held=False, whole=(proceedings(LITIGATION),),
    )  # fmt: skip


def of_part(
    clause: Clause, state: State, mark: Phrase, applicants: list[Phrase], held: bool = False
) -> Iterator[Statement]:
    """公开3件,都是自然人的: the applicants of the outcome counted just before."""
    last = state.last if state.last is not None and state.last.total else state.last_part
    if last is None or len(applicants) != 1 or not is_outcome(last.readings[0]):
        return
    keys: Reading = last.readings[0]
    if not all(key.endswith(".total") for key in keys):
        return
    rows = tuple(key.split(".", 1)[1].rsplit(".", 1)[0] for key in keys)
    part = requests(rows, APPLICANTS[applicants[0].name])
    yield Statement("all", (part,), None, mark.start, applicants[0].end, held=held, whole=(keys,))


__all__ = ["of_part", "single_case"]

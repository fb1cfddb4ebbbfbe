"""Cases told as a story: what became of a figure that no words of the form explain, and of a single case.

Nothing of it is held against the tables: it is found where it agrees with them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review.claims.cells import (
    CARRIED_IN,
    CARRIED_OUT,
    LITIGATION,
    PROCEEDINGS,
    Reading,
    outcome_rows,
    proceedings,
    requests,
)
from review.claims.clauses import Clause
from review.claims.outcomes import is_outcome
from review.claims.quantities import CASE_UNITS, Quantity
from review.claims.statements import Context, State, Statement, Topic
from review.claims.told import told_carry, told_outcomes, told_results


@dataclass(frozen=True, slots=True)
class Mark:
    """What the grammar knew behind a clause: the topic, whether a single case was spoken of, whose."""

    topic: Topic
    single: bool
    groups: tuple[str, ...]
    away: bool


def mark_of(state: State, other_scope: bool) -> Mark:
    """The mark of a clause that has just been read."""
    if state.topic not in ("request", "proceeding"):
        return _AWAY
    if state.other_time or state.of_others or other_scope:
        return _AWAY
    return Mark(state.topic, state.last_value == 1, state.groups, False)


_AWAY = Mark("", False, (), True)


_CASE = frozenset("件宗起份例封桩单条")
_BODIES = frozenset("家名位人户")
_NOTHING_SAID = re.compile(
    r"(?:其中|另外?|另有|还有|尚有|也有|又有|再有|有|其余|余下|剩下|剩余|剩|此外|则|而|是|为|的|仅|只|就|,|、)*"
)
_BREAK = frozenset("。;")
_PARTS = re.compile("[,;。:(]")


def stories(
    clauses: Sequence[Clause], marks: Sequence[Mark], out: Sequence[Statement], context: Context
) -> Iterator[Statement]:
    """What later or earlier words tell of figures and of single cases that were not understood."""
    if all(mark.away for mark in marks):
        return
    covered = [(s.start, s.end) for s in out if s.kind in ("count", "zero", "share", "growth")]
    said = [(s.start, s.end) for s in out]
    known = {s.readings[0] for s in out if s.readings}
    single = context.memory.base_value == 1
    groups = context.memory.groups
    ended = False
    for at, (clause, mark) in enumerate(zip(clauses, marks, strict=True)):
        if mark.away:
            continue
        if not clause.quantities and (single or _ONE_OF_ALL.search(clause.words)):
            free = not any(clause.start < b and a < clause.end for a, b in said)
            if free:
                yield from _of_proceedings(clause, mark, groups)
            ended = ended or _tells_outcome(out, clause)
            groups = _groups_behind(clause, groups)
            if free and not ended and mark.topic == "request" and not groups:
                for statement in _outcome_of_single(clauses, at):
                    ended = True
                    if not known & set(statement.readings):
                        yield statement
        elif clause.quantities:
            ended = _tells_outcome(out, clause)
        single = mark.single
        yield from _of_figures(clauses, at, mark, covered, context)


def _tells_outcome(out: Sequence[Statement], clause: Clause) -> bool:
    return any(
        s.readings and is_outcome(s.readings[0]) and s.start < clause.end and clause.start < s.end
        for s in out
    )


def _of_figures(
    clauses: Sequence[Clause],
    at: int,
    mark: Mark,
    covered: Sequence[tuple[int, int]],
    context: Context,
) -> Iterator[Statement]:
    clause = clauses[at]
    for index, quantity in enumerate(clause.quantities):
        if not _counts_cases(quantity):
            continue
        if any(a <= quantity.start < b or a < quantity.end <= b for a, b in covered):
            continue
        if quantity.unit[:1] in _BODIES and (mark.single or context.memory.base_value == 1):
            continue  # the one applicant of a single case
        last = index + 1 == len(clause.quantities)
        end = _segment_end(clauses, at) if last else clause.quantities[index + 1].start
        yield from _of_figure(clause, index, quantity, end, mark, context.year)


_WISH = re.compile(
    r"(?:(?<!所)申请(?!人)|要求|请求|希望|想要?|需要?|内容|所需|索要)[^,。;]{0,4}(?:公开|获取|提供|了解|查询|为|是|系|涉及)|主动公开|将|拟|进一步|渠道|制度"
)
_ONE_OF_ALL = re.compile("[这该此][一]?[件宗起份]|唯一|仅有的")


def speaks_of_one(text: str) -> bool:
    """Whether a text speaks of the one case there was (该件, 唯一)."""
    return _ONE_OF_ALL.search(text) is not None


_RECONSIDERED = re.compile(
    r"(?:申请|提起|提出|引发|引起|启动|转而|又|曾|并)(?:了)?(?:行政)?复议(?!决定|机关|机构)"
)
_SUED = re.compile(
    r"(?:诉至|诉到|告到|起诉|告上|提起(?:了)?(?:行政)?诉讼|转入诉讼|进入诉讼|诉诸)(?!期)"
)
_NOT_SO = re.compile("[未没无不]有?(?:再|又|因此)?(?:提出|提起|申请|引发|发生|引起)")
_COURT = re.compile("法院|判决|裁定|一审|二审|诉讼|原告")
_BODY_OF_REVIEW = re.compile("复议")


def _groups_behind(clause: Clause, groups: tuple[str, ...]) -> tuple[str, ...]:
    """Which proceedings a story has come to."""
    if _COURT.search(clause.words) or _SUED.search(clause.words):
        return LITIGATION
    return PROCEEDINGS["reconsideration"] if _BODY_OF_REVIEW.search(clause.words) else groups


def _of_proceedings(clause: Clause, mark: Mark, groups: tuple[str, ...]) -> Iterator[Statement]:
    """申请人遂诉至法院 · 判决驳回: what a clause tells of the proceedings over a single case."""
    words = clause.words
    if _NOT_SO.search(words):
        return
    reviewed, sued = _RECONSIDERED.search(words), _SUED.search(words)
    came: list[Reading] = []
    if sued:
        came = [proceedings((g,)) for g in reversed(LITIGATION)]
        if "复议" not in words and not groups:
            came = came[::-1]
        groups = LITIGATION
    elif reviewed:
        came, groups = [proceedings(PROCEEDINGS["reconsideration"])], PROCEEDINGS["reconsideration"]
    else:
        groups = _groups_behind(clause, groups)
    if came:
        yield _one(clause, came)
    results = told_results(words) if mark.topic == "proceeding" or groups else []
    if sued:
        # 复议维持后又诉至法院: the result is of what went before
        groups = PROCEEDINGS["reconsideration"]
    of = [proceedings((g,), r) for r in results for g in reversed(groups)]
    if of:
        yield _one(clause, of)


def _one(clause: Clause, readings: list[Reading], end: int | None = None) -> Statement:
    end = end or clause.end
    one = Quantity(1, "=", "件", end, end)
    return Statement("count", tuple(readings), one, clause.start, end, held=False)


def _outcome_of_single(clauses: Sequence[Clause], at: int) -> Iterator[Statement]:
    """该信息本局未曾制作,已书面告知: what a clause and those behind it tell of a single case."""
    names: list[str] = []
    end = 0
    for clause in clauses[at:]:
        if clause.quantities or (clause.mark in _BREAK and clause is not clauses[at]):
            break
        if _WISH.search(clause.words):
            if not names:
                return
            break
        told = told_outcomes(clause.words)
        names += told
        end = clause.end if told else end
    leaves = [n for n in names if "." in n]
    names = leaves or names
    if names:
        readings = [requests(outcome_rows(n)) for n in dict.fromkeys(names)]
        yield _one(clauses[at], readings, end)


def _counts_cases(quantity: Quantity) -> bool:
    unit = quantity.unit[:1]
    return quantity.relation == "=" and (
        (unit in _CASE and quantity.unit in CASE_UNITS) or unit in _BODIES
    )


def _segment_end(clauses: Sequence[Clause], at: int) -> int:
    """Where the words about a figure end: before the next figure, or at the end of the sentence."""
    end = clauses[at].end
    depth = clauses[at].depth
    for clause in clauses[at + 1 :]:
        before = clause.mark
        if before in _BREAK or clause.depth < depth:
            break
        if clause.depth > depth:
            continue
        if any(_counts_cases(q) for q in clause.quantities):
            break
        end = clause.end
    return end


def _of_figure(
    clause: Clause, index: int, quantity: Quantity, end: int, mark: Mark, year: int | None
) -> Iterator[Statement]:
    text = clause.text
    start = clause.start
    if index:
        start = clause.quantities[index - 1].end
    elif clause.mark == "、":
        start = max((m.end() for m in _PARTS.finditer(text, 0, clause.start)), default=0)
        if any(char.isdigit() for char in text[start : clause.start]):
            start = clause.start
    lead, tail = text[start : quantity.start], text[quantity.end : end]
    silent = bool(_NOTHING_SAID.fullmatch(lead))
    words = _in_words_of_years(tail if silent else lead, year)
    rest = _in_words_of_years(tail, year)
    if quantity.unit[:1] in _BODIES and not silent:
        return
    readings: list[Reading] = []
    if mark.topic == "proceeding":
        readings = [proceedings(mark.groups, r) for r in told_results(words)] if mark.groups else []
        if not readings and not silent and mark.groups:
            readings = [proceedings(mark.groups, r) for r in told_results(rest)]
    else:
        readings = _of_requests(words) or ([] if silent else _of_requests(rest))
    if not readings:
        return
    first = quantity.start if silent else start
    yield Statement(
        "count", tuple(dict.fromkeys(readings)), quantity, min(first, quantity.start),
        quantity.end if not silent else min(end, quantity.end + 24), held=False,
    )  # fmt: skip


def _in_words_of_years(text: str, year: int | None) -> str:
    if year is None:
        return text
    return text.replace(f"{year - 1}年", "去年").replace(f"{year + 1}年", "次年")


def _of_requests(words: str) -> list[Reading]:
    readings: list[Reading] = [requests(outcome_rows(n)) for n in told_outcomes(words)]
    carried = told_carry(words)
    readings += [CARRIED_OUT] if "out" in carried else []
    readings += [CARRIED_IN] if "in" in carried else []
    return readings


__all__ = ["Mark", "mark_of", "speaks_of_one", "stories"]

"""Which problems of last year's part 五 stand again: the same object that falls short, in whatever words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from review.quality.matters import neighbours
from review.quality.openings import falls_short
from review.quality.part_five import Item, Statement
from review.quality.shortcomings import BARE, SHORTCOMING

_CUT = re.compile(r"[,;、。](?!$)")
_FIGURES = re.compile(r"(?:20\d\d年度?|\d[\d.,]*[%万亿余多]*[\u4e00-\u9fff]?)")
_LEAD = re.compile(
    r"^(?:.{0,24}?(?:问题|不足|差距|短板)(?:主要)?(?:是|有|为|如下|表现在|体现在|包括)?[:,]|如|比如|主要是|主要有|特别是|[一二三四五六]是)"
)
_MANY = re.compile(
    r"个别|少数|部分|一些|有些|某些|各(?:单位|部门|科室|股室)|办理|仍然?|还|存在|现象|的|不(?=[^\u4e00-\u9fff]|$)"
)
_ALL = re.compile(r"均|全部|逐[项条一个]|都已|各项|所有|一一|已(?:经)?(?:完成|整改|解决|改进)")
_ALIKE = 88.0
_OBJECT = 0.7
_LEAST_SHARED = 2
_MOST = 100  # no report has so many: each is held against each of the other year's


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that falls short: the statement, and the part of it (folded) that says so."""

    statement: Statement
    said: str


def faults(problems: Sequence[Item]) -> list[Fault]:
    """All that the problems name, enumerations (A有待提高、B有待加强) taken apart."""
    return [
        Fault(statement, said)
        for item in problems
        for statement in item.statements
        for said in _parts(_LEAD.sub("", statement.said))
        if len(_object(said)) > 1
    ]


def repeated(before: Sequence[Fault], now: Sequence[Fault]) -> list[tuple[Fault, Fault]]:
    """Pairs (last year's, this year's) of the same fault; each of them once."""
    out: list[tuple[Fault, Fault]] = []
    rest = list(now[:_MOST])
    for old in before[:_MOST]:
        at = next((at for at, new in enumerate(rest) if _same(old.said, new.said)), None)
        if at is not None:
            out.append((old, rest.pop(at)))
    return out


def accounted_for(fault: Fault, words: Sequence[str]) -> bool:
    """Whether folded statements on last year's problems speak of this one, or of all of them."""
    mine = neighbours(_object(fault.said))
    for said in words:
        theirs = neighbours(_plain(said))
        if len(mine & theirs) >= min(_LEAST_SHARED, len(mine)) or (
            _ALL.search(said) and not falls_short(said)
        ):
            return True
    return False


def _parts(said: str) -> Iterator[str]:
    """A statement cut where both sides fall short of something."""
    start = 0
    for cut in _CUT.finditer(said):
        left, right = said[start : cut.start()], said[cut.end() :]
        if falls_short(left) and falls_short(right):
            yield left
            start = cut.end()
    yield said[start:]


def _plain(said: str) -> str:
    return _MANY.sub(" ", _FIGURES.sub(" ", said))


def _object(said: str) -> str:
    """What falls short, without the words that say so."""
    return _plain(SHORTCOMING.sub(" ", BARE.sub(" ", _FIGURES.sub(" ", said))))


def _same(old: str, new: str) -> bool:
    if fuzz.ratio(_plain(old), _plain(new)) >= _ALIKE:
        return True
    one, other = neighbours(_object(old)), neighbours(_object(new))
    shared = len(one & other)
    return shared >= _LEAST_SHARED and 2 * shared >= _OBJECT * (len(one) + len(other))

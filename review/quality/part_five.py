"""Part 五 read once: what it says of last year's problems, the problems it names, and the measures.

Writers mark these by headings (（二）存在的问题), by an opening (改进措施：一是……), sentence by sentence
(下一步，……), or put both under one number (（一）……偏晚。2024年起……). A statement is a sentence or a
part of one, cut at 一是, 二是 and where the future begins. Statements of one kind under one ordinal
make one item; without ordinals each is an item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from review.outcome import Sentence
from review.quality.shortcomings import (
    BARE,
    NO_FAULT,
    OPENS_MEASURE,
    PRAISE,
    SHORTCOMING,
)
from review.zh.folding import Folded, fold_with_map

Kind = Literal["rectification", "problem", "measure", "none"]
_LONGEST = 600  # of a sentence without an end; more is not read
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十][是要]|第[一二三四五六七八九十][,、是]|[首其][先次一二三四][,是]|"
    r"[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．](?!\d)|[①-⑳])"
)
_CUT_AT_ORDINAL = re.compile(
    r"(?<=[,:;、。])(?=[一二三四五六七八九十][是要]|第[一二三四五六][,是]|其[一二三四][,是])"
)
_COLON = re.compile(r"^([^:。;,]{2,30}):(?=.)")
_ORDINAL_ONLY = re.compile(rf"^{_NUMBERED.pattern}")
_FIRST = re.compile(r"[(（]?(?:[一1][)）、.．是]|第一|首先)")
SETTLED = re.compile(
    r"整改|改进|解决|改善|完成|补齐|修复|到位|落实|消除|恢复|更正|纠正|均已|都已|已[于经在通按自从全逐建]|已[^,。]{0,16}(?:了|完|好|成)|一律|改为|得到"
)
_RAISED = re.compile(
    r"指出|提出|反映|报告|查出|自查|查找|评估|检查|检测|测评|问题|不足|没有做完|逾期|扣分|所列|列出|整改"
)
_DONE = re.compile(
    r"今年|本年|年内|[\d一二三四五六七八九十]月|已|均|都|改|更[正换新]|补|重[新编写]|新增|统一|增[加设列]"
)
_STILL = re.compile(r"仍|尚未|至今|还(?:未|没|有|不|存)|未能|才更正")
_PROBLEM_LEAD = re.compile(
    r"^.{0,6}(?:问题|不足|短板|差距)$|(?:存在|主要|当前|目前|今年|本年|不足|年)[^,。:;]{0,14}(?:问题|不足|差距|短板|困难|薄弱环节)|^(?:主要|存在)?(?:的)?(?:问题|不足)(?:之处)?(?:有|是|为|如下)?|"
    r"(?:问题|不足|差距|短板)(?:主要)?(?:有|是|为|如下|表现在|体现在|包括)"
)
_MEASURE_LEAD = re.compile(
    r"(?:改进|整改|对策|努力)(?:的)?(?:措施|举措|情况|工作|打算|计划|方向|安排)|(?:工作|下步|下一步)(?:的)?(?:措施|举措|打算|计划|安排|思路|重点|方向)|^[^,。;]{0,10}(?:措施|改进|整改|打算|举措|计划|安排|对策|办法)(?:有|是|如下)?:?$|"
    r"(?:针对|对于|围绕|就)(?:上述|以上|存在|这些|这|此类|前述|发现)[^。;]{0,12}(?:问题|不足|情况|短板)"
)
_FUTURE = re.compile(
    r"下一?步|今后|下阶段|下一(?:年|季度)|接下来|未来|来年|明年|新的一年|为此,|对此,|为解决|(?:^|[,、局委办镇乡县市区们道院厅所])(?:将(?!.{0,10}(?:纳入|作为|列入).{0,14}(?:考核|重要))|拟|计划|要(?!求))"
)
# what is missing, said plainly
_LACKS = re.compile(
    r"(?:没有|未)(?!来|成年|发生|出现|收到|收取|接到)|只(?:有|写|更新|公[布开]|张贴|提供|在)|仅|停更|停留在|隔[月周]|才(?:上网|公|发)|漏|缺"
)
_CUT_AT_FUTURE = re.compile(
    r"(?<=[,;])(?=(?:下一?步|今后|下阶段|接下来|为此|明年|来年|20\d\d年(?:起|将|度将|我)|(?:我[局办镇委])?将))"
)
SAID_BEFORE = re.compile(
    r"^(?:针对|对于|对|围绕|就|聚焦)[^,。]{0,60}(?:问题|不足|短板|情况|现象)|^(?:针对|对|就)[^,。]{0,40}(?:指出|反映|提出|通报)的"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or a part of one: where it stands in the section, and what it says (folded, no ordinal).

    `opened`: it stands under a heading or an opening that says what kind it is.
    """

    sentence: Sentence
    start: int
    end: int
    text: str
    said: str
    numbered: bool
    kind: Kind
    opened: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A problem or a measure: one or more statements that belong together."""

    kind: Kind
    statements: tuple[Statement, ...]

    @property
    def said(self) -> str:
        """All that it says, folded."""
        return "。".join(s.said for s in self.statements)

    @property
    def numbered(self) -> bool:
        """Whether it stands under an ordinal of its own."""
        return self.statements[0].numbered


@dataclass(frozen=True, slots=True)
class PartFive:
    """What part 五 says: problems and measures in reading order, last year's rectification, all statements."""

    problems: tuple[Item, ...]
    measures: tuple[Item, ...]
    rectified: tuple[Item, ...]
    statements: tuple[Statement, ...]


def read_part_five(sentences: Sequence[Sentence], year: int | None) -> PartFive:
    """Read the sentences of part 五 of a report for a year."""
    statements = tuple(_Reader(year).read(sentences))
    items = list(_items(statements))
    problems, measures, rectified = (
        tuple(i for i in items if i.kind == kind)
        for kind in ("problem", "measure", "rectification")
    )
    return PartFive(problems, measures, rectified, statements)


def last_year_words(year: int | None) -> re.Pattern[str]:
    """How a report for a year speaks of the year before, over folded text."""
    named = f"|{year - 1}年" if year else ""
    return re.compile(rf"上一?年|去年|上一?年度|往年|历年|前一年{named}|上次年报")


class _Reader:
    """Goes through the statements and keeps under which opening they stand."""

    def __init__(self, year: int | None) -> None:
        self.last_year = last_year_words(year)
        self.next_year = re.compile(rf"(?<!至){year + 1}年" if year else r"(?!)")
        self.mode: Kind = "none"
        self.first = False  # the statement at hand stands under 一是, 1. …
        self.met = False  # a problem has been read under the opening
        self.opened = False  # by a heading or an opening, which holds until the next one

    def read(self, sentences: Sequence[Sentence]) -> Iterator[Statement]:
        for sentence in sentences:
            folded = fold_with_map(sentence.text[:_LONGEST])
            for start, end in _pieces(folded.text):
                said = folded.text[start:end]
                ordinal = _ORDINAL_ONLY.match(said)
                numbered = ordinal is not None
                body = said[ordinal.end() :] if ordinal else said
                self.first = bool(ordinal and _FIRST.match(ordinal.group()))
                yield self._statement(sentence, folded, (start, end), body, numbered)

    def _statement(
        self, sentence: Sentence, folded: Folded, span: tuple[int, int], body: str, numbered: bool
    ) -> Statement:
        begin, end = folded.source_span(*span)
        kind = self._kind(body, sentence, numbered)
        return Statement(
            sentence,
            sentence.start + begin,
            sentence.start + end,
            sentence.text[begin:end],
            body,
            numbered,
            kind,
            self.opened and kind == self.mode,
        )

    def _open(self, mode: Kind) -> None:
        self.mode, self.opened, self.met = mode, True, False

    def _kind(self, body: str, sentence: Sentence, numbered: bool) -> Kind:
        """The kind of a statement; an opening has none and sets what follows."""
        plain = body.rstrip("。:;,")
        short = len(plain) <= 28
        if self._is_past(body, short):
            lead = short and (
                sentence.role == "heading" or plain.endswith(("情况", "问题", "落实"))
            )
            if lead or not self.opened or self.mode == "rectification":
                self.mode, self.opened = "rectification", lead
            return "none" if lead and not _tells_result(plain) else "rectification"
        if short and _MEASURE_LEAD.search(plain) and not self._goes_on(plain, _MEASURE_LEAD):
            self._open("measure")
            return "none"
        if (
            short
            and not SAID_BEFORE.match(plain)
            and (opening := _PROBLEM_LEAD.search(plain))
            and not SHORTCOMING.search(plain[: opening.start()])
            and not self._goes_on(plain, _PROBLEM_LEAD)
        ):
            self._open("problem")
            return "none"
        rest = BARE.sub("", body)
        if rest != body and not SHORTCOMING.search(rest) and not _FUTURE.search(rest):
            if not (numbered and self.mode == "problem"):
                self._open("problem")
                return "none"
            return "problem"
        return self._told(body, sentence)

    def _is_past(self, body: str, short: bool) -> bool:
        """Whether a statement is about last year's problems and what became of them."""
        if not self.last_year.search(body) or (_STILL.search(body) and not SETTLED.search(body)):
            return False
        if SETTLED.search(body) or (_RAISED.search(body) and _DONE.search(body)):
            return True
        return short and bool(re.search(r"问题|不足|整改", body))

    @staticmethod
    def _goes_on(plain: str, lead: re.Pattern[str]) -> bool:
        """Whether a short statement says more than its opening words."""
        match = lead.search(plain)
        rest = plain[match.end() :] if match else plain
        return (
            len(re.sub(r"[^\u4e00-\u9fff]|如下|以下|几个?|方面|主要|工作|有|是|为|的|个", "", rest))
            > 3
        )

    def _told(self, body: str, sentence: Sentence) -> Kind:
        future = bool(_FUTURE.search(body) or self.next_year.search(body[:30]))
        fault = falls_short(body)
        acts = bool(OPENS_MEASURE.match(body))
        if SAID_BEFORE.match(body) or (_MEASURE_LEAD.search(body) and not fault):
            self._open("measure")
            return "measure" if len(body) > 28 or not body.endswith(":") else "none"
        if self.mode == "measure" and self.opened:
            if _PROBLEM_LEAD.match(body) and fault and not future:
                self._open("problem")
                return "problem"
            return "measure"
        if future and not (fault and _fault_first(body)):
            self.mode, self.opened = "measure", False
            return "measure"
        if self.mode == "rectification" and self.opened:
            if _PROBLEM_LEAD.search(body) and not SETTLED.search(body):
                self._open("problem")
                return "problem"
            return "rectification"
        if self.mode == "rectification" and "问题" in body and SETTLED.search(body):
            return "rectification"
        if PRAISE.search(body) and not fault:
            return "none"
        if fault and not acts:
            return self._problem()
        if self.mode == "measure":
            return "measure" if acts or sentence.role != "problem" else self._problem()
        anew = self.mode != "problem" or not self.opened or (self.first and self.met)
        if not fault and sentence.role == "measure" and anew:
            self.mode, self.opened = "measure", False
            return "measure"
        if acts:
            return "measure" if self.mode != "problem" or not fault else "problem"
        if self.mode == "problem" or sentence.role == "problem":
            return self._problem()
        return "problem" if sentence.role == "heading" and len(body) > 6 else "none"

    def _problem(self) -> Kind:
        if not self.opened:
            self.mode = "problem"
        self.met = True
        return "problem"


def _tells_result(plain: str) -> bool:
    return bool(re.search(r"已|均|都|全部|完成|到位|解决$|得到", plain))


def falls_short(body: str) -> bool:
    """Whether a folded statement says of what something is lacking or not as it should be."""
    rest = BARE.sub("", NO_FAULT.sub("", body))
    return bool(SHORTCOMING.search(rest) or _LACKS.search(rest))


def _fault_first(body: str) -> bool:
    """Whether what falls short is said before what will be done."""
    fault, future = SHORTCOMING.search(body), _FUTURE.search(body)
    return bool(fault and future and fault.start() < future.start())


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a folded sentence behind a short opening (存在的问题:), at 一是 and 二是, and at the future."""
    start = 0
    ordinal = _ORDINAL_ONLY.match(text)
    offset = ordinal.end() if ordinal else 0
    opening = _COLON.match(text[offset:])
    if opening and re.search(r"问题|不足|措施|举措|打算|改进|整改|差距|方面|计划|年", opening[1]):
        start = offset + opening.end()
        yield 0, start
    cuts = {start, len(text)}
    cuts |= {m.start() for m in _CUT_AT_ORDINAL.finditer(text) if m.start() > start}
    for match in _CUT_AT_FUTURE.finditer(text):
        before = text[max(c for c in cuts if c <= match.start()) : match.start()]
        if falls_short(before) and not SAID_BEFORE.match(before):
            cuts.add(match.start())
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        if text[left:right].strip("。;,: "):
            yield left, right


def _items(statements: Sequence[Statement]) -> Iterator[Item]:
    """Statements of one kind, one below the other, under one ordinal; an opening ends what came before."""
    group: list[Statement] = []
    under_ordinal = False
    for statement in statements:
        joins = (
            bool(group)
            and group[0].kind == statement.kind
            and not statement.numbered
            and (under_ordinal or group[-1].sentence.role == "heading")
        )
        if not joins and group:
            yield Item(group[0].kind, tuple(group))
            group = []
        if statement.kind == "none":
            under_ordinal = False
            continue
        if not group:
            under_ordinal = statement.numbered
        group.append(statement)
    if group:
        yield Item(group[0].kind, tuple(group))

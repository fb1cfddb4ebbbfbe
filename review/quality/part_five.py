"""Part 五 read once: what it says of last year's problems, the problems it names, and the measures.

Writers mark these by headings (（二）存在的问题), by an opening (改进措施：一是……), sentence by sentence
(下一步，……), or put both under one number (（一）……偏晚。2024年起……). A statement is a sentence or a
part of one, cut at 一是, 二是 and where the future begins. Statements of one kind under one ordinal
make one item; without ordinals each is an item.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from review.outcome import Sentence
from review.quality.openings import (
    DONE,
    FIRST,
    FUTURE,
    MEASURE_LEAD,
    ORDINAL_ONLY,
    PROBLEM_LEAD,
    RAISED,
    SAID_BEFORE,
    SETTLED,
    STILL,
    falls_short,
    fault_first,
    last_year_words,
    pieces,
)
from review.quality.shortcomings import BARE, OPENS_MEASURE, PRAISE, SHORTCOMING
from review.zh.folding import Folded, fold_with_map

Kind = Literal["rectification", "problem", "measure", "none"]
_LONGEST = 600  # of a sentence without an end; more is not read


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
            for start, end in pieces(folded.text):
                said = folded.text[start:end]
                ordinal = ORDINAL_ONLY.match(said)
                numbered = ordinal is not None
                body = said[ordinal.end() :] if ordinal else said
                self.first = bool(ordinal and FIRST.match(ordinal.group()))
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
        if short and MEASURE_LEAD.search(plain) and not self._goes_on(plain, MEASURE_LEAD):
            self._open("measure")
            return "none"
        if (
            short
            and not SAID_BEFORE.match(plain)
            and (opening := PROBLEM_LEAD.search(plain))
            and not SHORTCOMING.search(plain[: opening.start()])
            and not self._goes_on(plain, PROBLEM_LEAD)
        ):
            self._open("problem")
            return "none"
        rest = BARE.sub("", body)
        if rest != body and not SHORTCOMING.search(rest) and not FUTURE.search(rest):
            if not (numbered and self.mode == "problem"):
                self._open("problem")
                return "none"
            return "problem"
        return self._told(body, sentence)

    def _is_past(self, body: str, short: bool) -> bool:
        """Whether a statement is about last year's problems and what became of them."""
        if not self.last_year.search(body) or (STILL.search(body) and not SETTLED.search(body)):
            return False
        if SETTLED.search(body) or (RAISED.search(body) and DONE.search(body)):
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
        future = bool(FUTURE.search(body) or self.next_year.search(body[:30]))
        fault = falls_short(body)
        acts = bool(OPENS_MEASURE.match(body))
        if SAID_BEFORE.match(body) or (MEASURE_LEAD.search(body) and not fault):
            self._open("measure")
            return "measure" if len(body) > 28 or not body.endswith(":") else "none"
        if self.mode == "measure" and self.opened:
            if PROBLEM_LEAD.match(body) and fault and not future:
                self._open("problem")
                return "problem"
            return "measure"
        if future and not (fault and fault_first(body)):
            self.mode, self.opened = "measure", False
            return "measure"
        if self.mode == "rectification" and self.opened:
            if PROBLEM_LEAD.search(body) and not SETTLED.search(body):
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

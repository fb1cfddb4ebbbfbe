"""What has grown or fallen, by how much, and what it was in the year before."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from review.claims.cells import (
    BOTH,
    CONCLUDED,
    DECISIONS,
    PROCEEDINGS,
    RECEIVED,
    Reading,
    proceedings,
)
from review.claims.clauses import Clause
from review.claims.quantities import CASE_UNITS, Quantity
from review.claims.scope import unknown
from review.claims.statements import Concept, Context, Memory, State, Statement
from review.zh.numerals import chinese_number

_REQUESTS: tuple[Reading, ...] = (RECEIVED, BOTH)
_DOWN = "减降少下回跌缩走低递减"
_SAME = ("持平", "基本持平", "相同", "一致", "一样")
_TIMES = re.compile(
    r"(?P<all>翻[了]?一?番|翻倍)|(?P<two>翻[了]?两番)|(?:了|约|近|超过?)*(?P<times>\d+(?:\.\d+)?|[一两二三四五六七八九十])倍"
)
# 上年的612件, (上年388件), 由2019年的11件: a figure of the year before beside this year's
_BEFORE = re.compile(
    r"(?:^|[而则由从较比与和跟于])(?:上一?年度?|去年|(?P<year>20\d\d)年度?)(?:同期)?(?:数量?)?(?:的|为|是|有|则|仅|共|只有|作出|办理)*$"
)
_MAY_COMPARE = re.compile("[年由从]")
_FROM = re.compile(r"[由从](?:上一?年度?|去年|20\d\d年度?)?的?$")
_NOW = re.compile(
    r"(?:而|则)?(?:本年度?|今年|当年|(?P<year>20\d\d)年度?)(?:则|的|为|是|有|仅|只|共|降|升)*$"
)
_ALONE = re.compile(
    r"(?:也就是|即|就是|一年下来|数量|总量|件数|同|又|或|均|分别|共|净|略|小幅|大幅)*(?:[增减升降少多上下涨跌缩攀净回走][一-鿿]{0,3}?)(?:了|约|近|达|逾|超过?|为)*$"
)


def name_subject(clause: Clause, state: State) -> None:
    """Remember the last thing of the tables that a clause names, for what later has grown."""
    for p in clause.phrases:
        concept: Concept | None = None
        if p.family == "noun" and p.name in DECISIONS:
            concept = Concept("decision", ((f"proactive.{p.name}.decisions",),), p.start)
        elif p.family == "noun" and p.name == "fees":
            concept = Concept("fee", (("proactive.fees.amount",),), p.start)
        elif p.family == "noun" and p.name in PROCEEDINGS:
            concept = Concept(
                "proceeding", (proceedings(PROCEEDINGS[p.name]),), p.start, total=True
            )
        elif p.family == "noun" and (p.name == "request" or state.topic in ("request", "")):
            concept = Concept("request", _REQUESTS, p.start, total=True)
        elif p.family == "verb" and state.topic == "request" and p.name in _OF_VERB:
            if state.named is not None and state.named.start >= clause.start:
                continue
            concept = Concept("request", _OF_VERB[p.name], p.start, total=True)
        elif p.family in ("noun", "trap"):
            state.named = None
        if concept is not None:
            state.named = concept


_OF_VERB: dict[str, tuple[Reading, ...]] = {
    "receive_new": (RECEIVED,),
    "receive": (RECEIVED, BOTH),
    "conclude": (CONCLUDED,),
}


def _subject(
    clause: Clause, state: State, out: list[Statement], memory: Memory, context: Context | None
) -> Statement | None:
    """What has grown: what the clause names, else what was counted or named last."""
    counts = [s for s in out if s.kind in ("count", "zero") and s.of == "this"]
    named = state.named
    if named is not None and (not counts or named.start >= max(s.end for s in counts)):
        same = [s for s in counts if set(s.readings) & set(named.readings)]
        if same:
            exact = [s for s in same if s.readings == named.readings]
            first = [s for s in same if s.readings[0] == named.readings[0]]
            return (exact or first or same)[-1]
        remembered = memory.counted
        if remembered is not None and remembered.readings == named.readings:
            return remembered
        return Statement("count", named.readings, None, named.start, named.start)
    totals = [s for s in counts if s.total]
    if counts:
        return totals[-1] if totals else counts[-1]
    if memory.counted is not None:
        return memory.counted
    if context is not None and context.on_request and state.topic == "request":
        return Statement("count", _REQUESTS, None, clause.start, clause.start, held=False)
    return None


def figure_before(clause: Clause, context: Context) -> Quantity | None:
    """The figure that a clause gives for the year before, beside this year's."""
    if not _MAY_COMPARE.search(clause.words):
        return None
    for quantity in clause.quantities:
        if quantity.unit not in CASE_UNITS or not quantity.unit:
            continue
        lead = clause.text[clause.start : quantity.start]
        match = _BEFORE.search(lead)
        if match and match["year"] and int(match["year"]) + 1 != context.year:
            match = None
        tail = clause.text[quantity.end : clause.end]
        changes = [p for p in clause.named("comparison") if 0 <= p.start - quantity.end <= 3]
        if match and (not tail or changes or tail in ("相比", "比")):
            return quantity
        if _FROM.search(lead) and any(p.name == "to" for p in changes):
            return quantity
    return None


def told_before(
    clause: Clause,
    quantity: Quantity,
    state: State,
    out: list[Statement],
    context: Context,
) -> Iterator[Statement]:
    """上年的612件 as a figure of the year before; and in 由612件降到455件 what it is now."""
    unnamed = not out and not clause.named("noun", "trap")
    if unnamed and any(p.name == "to" for p in clause.named("comparison")):
        # 由上年的762件回落到624件,行政处罚连年走低: what has fallen may be named next
        state.deferred = clause
    subject = _subject(clause, state, out, context.memory, context)
    if subject is None or state.topic == "trap":
        return
    state.compared = True
    named = state.named
    if not state.topic and named is not None and named.start >= clause.start:
        state.topic, state.assumed = named.topic, named.topic == "request"
    sure = named is not None and named.start >= clause.start and _surely(clause, named, context)
    yield from _then_and_now(clause, quantity, subject, held=sure)


def _surely(clause: Clause, named: Concept, context: Context) -> bool:
    """行政许可决定由上年的1983件增加到2475件: whether this year's figure is surely that of the table."""
    if named.topic == "decision":
        return "决定" in clause.words
    known = context.on_request or clause.named_as("noun", "request")
    return named.topic == "request" and known and named.readings[0] == RECEIVED


def named_at_last(clause: Clause, state: State, context: Context) -> list[Statement]:
    """What was deferred, once the next clause names it at its head."""
    before, state.deferred = state.deferred, None
    named = state.named
    if before is None or named is None or clause.mark != "," or state.topic == "trap":
        return []
    if not clause.start <= named.start <= clause.start + 2:
        return []
    quantity = figure_before(before, context)
    if quantity is None:
        return []
    subject = Statement("count", named.readings, None, named.start, named.start)
    return list(_then_and_now(before, quantity, subject, held=named.topic != "request"))


def _then_and_now(
    clause: Clause, quantity: Quantity, subject: Statement, held: bool
) -> Iterator[Statement]:
    yield replace(
        subject, kind="count", quantity=quantity, start=quantity.start, end=quantity.end,
        held=False, of="last_year", total=False, whole=(), tolerated=(),
    )  # fmt: skip
    later = [q for q in clause.quantities if q.start > quantity.end]
    if later and any(
        p.name == "to" and quantity.end <= p.start and 0 <= later[0].start - p.end <= 3
        for p in clause.named("comparison")
    ):
        yield replace(
            subject, kind="count", quantity=later[0], start=later[0].start, end=later[0].end,
            held=held, total=True, whole=(), tolerated=(),
        )  # fmt: skip


_YEARS = re.compile(r"近(?P<number>[两二三四五]|\d)年")
_YEAR = re.compile(r"20\d\d(?=年)")


def listed_years(clause: Clause, mark: int, figures: int, context: Context) -> list[int]:
    """The years that 分别 deals figures out to: 近三年…分别为, 2022年、2023年、2024年…分别为."""
    if context.year is None:
        return []
    lead = clause.text[max(0, mark - 40) : mark]
    match = _YEARS.search(lead)
    number = chinese_number(match["number"].replace("两", "二")) if match else None
    if match and match["number"].isdigit():
        number = int(match["number"])
    if number:
        years = list(range(context.year - number + 1, context.year + 1))
    else:
        years = [int(year) for year in _YEAR.findall(lead)]
    return years if len(years) == figures and figures > 1 else []


def of_year(concept: Concept, year: int, context: Context) -> Concept:
    """The figure of one of the years listed: this year's, last year's, or of neither."""
    if year == context.year:
        return replace(concept, held=False)
    if context.year is not None and year == context.year - 1:
        return replace(concept, held=False, of="last_year", total=False)
    return replace(concept, readings=(), held=False)


def told_now(
    clause: Clause, state: State, out: list[Statement], context: Context
) -> Iterator[Statement]:
    """而今年为1件, 降至455件: this year's figure of what was spoken of just before."""
    if len(clause.quantities) != 1 or state.topic == "trap":
        return
    quantity = clause.quantities[0]
    lead = clause.text[clause.start : quantity.start]
    match = _NOW.fullmatch(lead)
    if not match or clause.text[quantity.end : clause.end] or not quantity.unit:
        return
    if (match["year"] and int(match["year"]) != context.year) or quantity.unit not in CASE_UNITS:
        return
    before = [s for s in out if s.kind == "count" and s.of == "last_year"]
    if before:
        yield replace(
            before[-1], quantity=quantity, start=clause.start, end=quantity.end, of="this",
            held=False,
        )  # fmt: skip


def changes_alone(clause: Clause, out: list[Statement]) -> bool:
    """(上升24.0%): a change right behind a count, compared with the year before without a word."""
    counts = [s for s in out if s.kind in ("count", "zero") and s.of == "this"]
    if not counts or len(clause.quantities) != 1 or clause.start - counts[-1].end > 6:
        return False
    quantity = clause.quantities[0]
    known = quantity.percent or quantity.unit in CASE_UNITS
    lead = clause.text[clause.start : quantity.start]
    return bool(known and _ALONE.fullmatch(lead)) and quantity.end == clause.end


def growth_statements(
    clause: Clause, state: State, out: list[Statement], memory: Memory
) -> Iterator[Statement]:
    """The changes that a clause states of what was counted, or of what it names."""
    if state.other_figure:
        return  # what has grown is no cell
    subject = _subject(clause, state, out, memory, None)
    if subject is None or _of_another(clause, state):
        return
    compared = clause.named("comparison")
    if clause.named_as("distribution", "respectively"):
        yield from _in_order(clause, out)
        return
    for change in (p for p in compared if p.name == "change"):
        word = clause.text[change.start : change.end]
        quantity = _amount(clause, change.start, change.end)
        if word in _SAME:
            quantity = Quantity(0, "=", "%", change.start, change.end)
        if quantity is None:
            continue
        start = min([p.start for p in compared if p.start >= clause.start] + [quantity.start])
        yield Statement(
            "growth",
            subject.readings,
            _signed(quantity, word[0] in _DOWN),
            start,
            max(quantity.end, change.end),
            held=not state.limited,
            whole_value=subject.quantity.value if subject.quantity else None,
        )


def _in_order(clause: Clause, out: list[Statement]) -> Iterator[Statement]:
    """许可、处罚分别作出1880件、399件,较上年分别减少633件和52件: each its own change, in order."""
    changes = [p for p in clause.named("comparison") if p.name == "change"]
    behind = [q for q in clause.quantities if q.start >= changes[0].end]
    counts = [s for s in out if s.kind == "count" and s.of == "this"][-len(behind) :]
    if "前" in clause.words or len(changes) != 1 or len(behind) < 2 or len(counts) != len(behind):
        return
    down = clause.text[changes[0].start] in _DOWN
    for counted, quantity in zip(counts, behind, strict=True):
        yield Statement(
            "growth", counted.readings, _signed(quantity, down), quantity.start, quantity.end,
            held=False, whole_value=counted.quantity.value if counted.quantity else None,
        )  # fmt: skip


def _of_another(clause: Clause, state: State) -> bool:
    """罚款金额较上年下降20%: whether what has changed is named, and is no cell."""
    first = min(p.start for p in clause.named("comparison"))
    behind = [q for q in clause.quantities if q.end > first]
    if len(behind) != len(clause.quantities):
        return False
    if behind and _ALONE.fullmatch(clause.text, clause.start, behind[0].start):
        return False
    before = [p for p in clause.phrases if p.end <= first]
    if any(p.family in ("trap", "timeliness", "limit", "channel") for p in before):
        return True
    if state.named is None and any(p.family == "noun" for p in before):
        return True
    return not before and bool(
        unknown(clause.text[clause.start : first]).strip("件数量总合计两下里")
    )


def _amount(clause: Clause, start: int, end: int) -> Quantity | None:
    """By how much: the figure behind a word of change, or 一倍, 翻番."""
    behind = [q for q in clause.quantities if q.start >= end and q.start - end <= 6]
    if behind and (behind[0].percent or behind[0].unit in CASE_UNITS):
        return behind[0]
    for at in (start, end):
        match = _TIMES.match(clause.text, at, clause.end)
        if match is None:
            continue
        if match["times"] is None:
            return Quantity(100 if match["all"] else 300, "=", "%", at, match.end())
        known = chinese_number(match["times"].replace("两", "二"))
        times = Decimal(match["times"]) if match["times"][0].isdigit() else Decimal(known or 0)
        return Quantity(int(times * 100), "~", "%", at, match.end())
    return None


def _signed(quantity: Quantity, down: bool) -> Quantity:
    """A change as a signed quantity: 减少30余件 is between -39 and -31."""
    if not down:
        return quantity
    low = None if quantity.high is None else -quantity.high
    high = None if quantity.low is None else -quantity.low
    turned = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
    return replace(
        quantity, value=-quantity.value, low=low, high=high,
        relation=turned.get(quantity.relation, quantity.relation),
    )  # fmt: skip


__all__ = [
    "changes_alone",
    "figure_before",
    "growth_statements",
    "name_subject",
    "named_at_last",
    "told_before",
    "told_now",
]

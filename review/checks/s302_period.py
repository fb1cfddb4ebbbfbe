"""S302: the statistical period is the report's year, from its first day to its last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from review.checking import Example, NotApplicable, Silence, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import SectionKey, Span
from review.report.dates import periods_in

_PLACES: tuple[SectionKey, ...] = ("front", "overview", "other", "end")
# 统计 right before a span of dates: the period of this report, wherever it stands
_NAMED = re.compile(
    r"统计(?:数据)?的?(?:期限|期间|时间|时段|时限|周期|区间|起止(?:时间|日期)?)?(?:的?时间)?"
    r"(?:范围)?(?:均?为|是|从|[：:])?\s*$"
)
_OF_ANOTHER = re.compile(r"上(?:一)?年|去年|往年|绩效|评价|评议|调查|普查|征集|专项")
_MONTHS = re.compile(
    r"(?P<year>20\d\d)\s*年\s*(?P<first>\d{1,2})\s*月(?:份)?\s*(?:起)?(?:至|到|[-—－~～]+)\s*"
    r"(?:(?P<until>20\d\d)\s*年\s*)?(?P<last>\d{1,2})\s*月(?:份|底|末)?(?!\s*\d+\s*日)"
)
# a body set up or dissolved within the year has a shorter period
_FOUNDED = re.compile("组建|成立|挂牌|撤销|合并")


@dataclass(frozen=True, slots=True)
class _Stated:
    """A statistical period as written. `sure` is False where it may be that of a survey or a campaign."""

    span: Span
    start: date | None
    end: date | None
    sure: bool


def _stated(facts: Facts) -> list[_Stated]:
    """The report's period, and every other span of time that is named as the statistical one."""
    found: list[_Stated] = []

    def add(span: Span, start: date | None, end: date | None, *, chosen: bool = False) -> None:
        text = facts.report.section(span.section).text
        sentence = re.split("[。；]", text[: span.start])[-1]
        named = _NAMED.search(re.sub(r"自\s*$", "", sentence))
        if _OF_ANOTHER.search(sentence) or not (named or (chosen and span.section != "overview")):
            return
        if all(span != other.span for other in found):
            sure = span.section == "front" or re.search("报告|所列", sentence) is not None
            found.append(_Stated(span, start, end, sure))

    period = facts.report.period
    if period:
        add(period.span, period.start, period.end, chosen=True)
    for key in _PLACES:
        text = facts.report.section(key).text
        for match, start, end in periods_in(text):
            add(facts.span(key, *match.span()), start, end)
        for match in _MONTHS.finditer(text):
            add(facts.span(key, *match.span()), *_months(match))
    return found


def _months(match: re.Match[str]) -> tuple[date | None, date | None]:
    """The first day of a month to the last one of another (as far as December is concerned)."""
    year, until = int(match["year"]), int(match["until"] or match["year"])
    first, last = int(match["first"]), int(match["last"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None, None
    return date(year, first, 1), date(until, last, 31 if last == 12 else 28)


def _fault(start: date | None, end: date | None, year: int | None) -> str:
    """What is wrong with a period, empty if nothing."""
    right = f"应为{year or (start.year if start else '')}年1月1日至12月31日"
    if start is None or end is None:
        return "其中有不存在的日期"
    if start > end:
        return "起止日期颠倒"
    if start.year != end.year:
        return f"起止不在同一年，{right}" if year else "起止不在同一年"
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return right
    if year is not None and end.year != year:
        return f"与报告年度不符，{right}"
    return ""


@check(
    code="S302",
    name="period_wrong",
    title="统计期限有误",
    severity=Severity.MUST,
    finds="统计期限不是报告年度的1月1日至12月31日",
    basis="《政府信息公开条例》第四十九条、第五十条；国办公开办函〔2021〕30号",
    advice="统计期限应为报告年度的1月1日至12月31日，并核对表格数据是否按此期限统计。",
    bad=(
        Example("统计期限写成到12月30日", edits=(("2023年12月31日", "2023年12月30日"),)),
        Example(
            "2023年度报告的统计期限为2022年",
            edits=(("2023年1月1日至2023年12月31日", "2022年1月1日至2022年12月31日"),),
        ),
    ),
    good=(Example("2023年1月1日起至2023年12月31日止"),),
    silences=(Silence("S301", "words"),),
)
def period_wrong(facts: Facts) -> Iterator[Finding]:
    stated = _stated(facts)
    if not stated:
        raise NotApplicable("报告中没有写明统计期限")
    told: set[str] = set()
    for period in stated:
        span = period.span
        reason = _fault(period.start, period.end, facts.report.year)
        if not reason or span.quote in told:
            continue
        told.add(span.quote)
        text = facts.report.section(span.section).text
        founded = _FOUNDED.search(text[max(0, span.start - 80) : span.end + 40])
        yield period_wrong.finding(
            f"{facts.section_place(span.section)}的统计期限写作“{span.quote}”，{reason}。",
            evidence=(span,),
            severity=Severity.ASK if founded or not period.sure else None,
        )

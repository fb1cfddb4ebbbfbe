"""S301–S303: which year, which period, which body."""

import re
from collections.abc import Iterator
from datetime import date

from review.checking import Example, NotApplicable, Silence, check
from review.facts import Facts
from review.finding import Finding, Severity

_OPENING = re.compile(
    r"[ \t\u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．][^。，\n]{0,20}[。：:])?[ \t\u3000]*"
    r"(?P<year>20\d\d)年(?:度|来)?[，,]?"
)
_OWN_WORK = re.compile(
    r"^[，, ]*(?:我[局委办镇乡市县区街厅]|本(?:机关|单位|局|镇|乡|街道)|全年|共|[^，。]{2,14}(?:局|委|办|镇|乡|街道|政府))"
    r".{0,20}(?:收到|受理|主动公开|公开|发布|办理|答复|深入|认真|严格|坚持|持续)"
)
_FIGURE = re.compile(r"[\d０-９]+\s*余?(?:件|条|次|份|篇|期)|未收到|未发生")
_NOT_LEFT_OVER = re.compile(
    r"较|比|同比|(?<!无)(?<!没有)结转|形成|上年(?!度?(?:无|没有)?结转)|去年|相比|整改|问题|以来|印发|制定|出台|修订|建立|成立|启动|今年|本年"
)


@check(
    code="S301",
    name="year_mismatch",
    title="年度前后不一致",
    severity=Severity.MUST,
    finds="标题、统计期限、正文或落款的报告年度不一致，或残留其他年度的文字",
    basis="国办公开办函〔2021〕30号",
    advice="核对报告年度，统一标题、统计期限和正文中的年份。",
    bad=(
        Example(
            "标题为2023年度，统计期限为2022年",
            edits=(("2023年1月1日至2023年12月31日", "2022年1月1日至2022年12月31日"),),
        ),
    ),
    good=(Example("标题、期限、正文均为2023年"),),
)
def year_mismatch(facts: Facts) -> Iterator[Finding]:
    report = facts.report
    if report.year is None:
        raise NotApplicable("报告中没有年度")
    period = report.period
    title_years = {m.year for m in report.years if m.role == "title"}
    if period and period.start and period.end and title_years:
        whole_year = (period.start.month, period.start.day) == (1, 1) and (
            period.end.month,
            period.end.day,
        ) == (12, 31)
        stated = next(m for m in report.years if m.role == "title")
        if whole_year and period.start.year == period.end.year != stated.year:
            title = stated.span
            yield year_mismatch.finding(
                f"标题为{stated.year}年度，统计期限写作“{period.span.quote}”，年度不一致。",
                evidence=(title, period.span),
            )
    yield from _named_otherwise(facts, report.year)
    if report.published and report.published_span and report.published.year < report.year:
        yield year_mismatch.finding(
            f"报告年度为{report.year}年，落款日期为{report.published_span.quote}，早于报告年度。",
            evidence=(report.published_span,),
        )
    yield from _left_over(facts, report.year)


_NAMED = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:年度)?(?:工作)?报告"
)
_ANNOUNCES = re.compile(r"现公布|现将|现予|公布如下|编制(?:本|了|完成)|向社会公布|本报告")


def _named_otherwise(facts: Facts, year: int) -> Iterator[Finding]:
    """The preface announces the report of another year than the title's."""
    for sentence in facts.sentences_of("front"):
        if not _ANNOUNCES.search(sentence.text) or f"{year}年" in sentence.text:
            continue
        for match in _NAMED.finditer(sentence.text):
            if (
                int(match["year"]) == year
                or "上" in sentence.text[max(0, match.start() - 3) : match.start()]
            ):
                continue
            start = sentence.start + match.start("year")
            span = facts.span("front", start, start + 5)
            yield year_mismatch.finding(
                f"报告年度为{year}年，引言却写“{match.group()}”。", evidence=(span,)
            )
            return


def _left_over(facts: Facts, year: int) -> Iterator[Finding]:
    """A paragraph that opens with an earlier year and tells of its work as the year's own.

    Certain only where the paragraph never comes to the report's year, compares nothing and speaks of
    nothing that lasts: a document of an earlier year, or last year's problems, are no leftovers.
    """
    report = facts.report
    for section in report.sections:
        if section.key not in ("overview", "other"):
            continue
        at = 0
        for line in section.text.split("\n"):
            match = _OPENING.match(line)
            if match and int(match["year"]) in (year - 1, year - 2) and f"{year}" not in line:
                rest = line[match.end() :]
                told = _OWN_WORK.search(rest[:60]) and _FIGURE.search(rest)
                if told and not _NOT_LEFT_OVER.search(line):
                    span = facts.span(
                        section.key, at + match.start("year"), at + match.end("year") + 1
                    )
                    yield year_mismatch.finding(
                        f"报告年度为{year}年，这一段却写“{span.quote}”的工作，疑为上年文字未改。",
                        evidence=(span,),
                    )
            at += len(line) + 1


@check(
    code="S302",
    name="period_wrong",
    title="统计期限有误",
    severity=Severity.MUST,
    finds="统计期限不是报告年度的1月1日至12月31日",
    basis="《政府信息公开条例》第四十九条、第五十条；国办公开办函〔2021〕30号",
    advice="统计期限应为报告年度的1月1日至12月31日，并核对表格数据是否按此期限统计。",
    bad=(
        Example(
            "统计期限写成到12月30日",
            edits=(("2023年12月31日", "2023年12月30日"),),
        ),
    ),
    good=(Example("2023年1月1日起至2023年12月31日止"),),
    silences=(Silence("S301", "words"),),
)
def period_wrong(facts: Facts) -> Iterator[Finding]:
    period = facts.report.period
    if period is None:
        raise NotApplicable("报告中没有写明统计期限")
    year = facts.report.year
    start, end = period.start, period.end
    if start is None or end is None:
        reason = "其中有不存在的日期"
    elif start > end:
        reason = "起止日期颠倒"
    elif start.year != end.year:
        reason = "起止不在同一年"
    elif (start, end) != (date(start.year, 1, 1), date(end.year, 12, 31)):
        reason = f"应为{year or start.year}年1月1日至12月31日"
    else:
        return
    # a body set up or dissolved within the year has a shorter one
    text = facts.report.section(period.span.section).text
    founded = re.search(
        "组建|成立|挂牌|撤销|合并", text[max(0, period.span.start - 80) : period.span.end + 40]
    )
    yield period_wrong.finding(
        f"统计期限写作“{period.span.quote}”，{reason}。",
        evidence=(period.span,),
        severity=Severity.ASK if founded else None,
    )


@check(
    code="S303",
    name="agency_unclear",
    title="报告机关不明确",
    severity=Severity.SHOULD,
    finds="全文没有机关全称（如只写“区商务局”），或标题与落款的机关不一致",
    basis="《政府信息公开条例》第五十条（常规）",
    advice="在标题和落款写明机关全称。",
    bad=(Example("标题和落款只写“区商务局”", edits=(("清和县商务局", "区商务局"),)),),
    good=(Example("标题写“清和县商务局”"),),
)
def agency_unclear(facts: Facts) -> Iterator[Finding]:
    agency = facts.report.agency
    evidence = (agency.span,) if agency.span else ()
    if not agency.name:
        yield agency_unclear.finding("全文没有写明是哪个机关的报告。")
    elif not agency.full:
        yield agency_unclear.finding(
            f"全文只称“{agency.name}”，没有机关全称，看不出是哪个地方的机关。", evidence=evidence
        )
    else:
        for other in agency.names:
            if _different(agency.name, other):
                yield agency_unclear.finding(
                    f"标题的机关为“{agency.name}”，落款为“{other}”，请核对。", evidence=evidence
                )
                return


def _different(name: str, other: str) -> bool:
    """Whether two names are surely two bodies: neither ends in the other, nor is one's office."""
    core, other_core = (
        re.sub(r"(?:人民)?政府(?:办公[室厅])?$|办事处$|办公[室厅]$", "", n) for n in (name, other)
    )
    if not core or not other_core:
        return False
    return not (
        core.endswith(other_core)
        or other_core.endswith(core)
        or core in other_core
        or other_core in core
    )

"""S301, S303: which year, which body."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import SectionKey
from review.zh.folding import fold
from review.zh.numerals import chinese_number

_YEAR = r"(?P<year>20\d\d|２０[０-９]{2}|二[〇零○O0][〇零○O0一二三四五六七八九]{2})[ \t]*年"
_OPENING = re.compile(
    r"[ \t\u3000]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．][^。，\n]{0,20}[。：:])?[ \t\u3000]*"
    rf"{_YEAR}(?:度|来)?[，,]?"
)
_WE = (
    r"^[，, ]*(?:在[^，。]{2,40}(?:下|中)[，,])?"
    r"(?:我[局委办镇乡市县区街厅院中]|本(?:机关|单位|局|镇|乡|街道|委|厅)|全[局县市区镇乡省]|全年|共|[^，。]{2,14}(?:局|委|办|镇|乡|街道|政府))"
)
_OWN_WORK = re.compile(
    rf"{_WE}.{{0,20}}(?:收到|受理|收取|发出|发生|产生|主动公开|公开|发布|办理|答复|深入|认真|严格|坚持|持续)"
)
_FIGURE = re.compile(
    r"[\d０-９]+\s*余?(?:件|条|次|份|篇|期)|未(?:收到|发生|收取|发出|产生|收费)|为[0０零]"
)
_NOT_LEFT_OVER = re.compile(
    r"较|比|同比|(?<!无)(?<!没有)结转|形成|上年(?!度?(?:无|没有)?结转)|去年|相比|整改|问题|以来|印发|制定|出台|修订|建立|成立|启动|今年|本年"
)
_HONOURED = re.compile(
    r"获|评为|入选|列入|列为|被|确定为|示范|试点|起|机构改革|更名|划转|合并|组建|挂牌|承担|承接"
)
_PROBLEMS_OF = re.compile(
    rf"[ \t\u3000]*(?:[（(]?[一二三四五六七八九十\d]{{1,2}}[）)、.．])?[ \t\u3000]*{_YEAR}度?"
    r"(?:我[局委办镇乡市县区]|本(?:机关|单位))?(?:政府信息公开工作)?(?:中)?存在的?(?:主要)?(?:问题|不足)"
)
_RESOLVED = re.compile(r"整改|改进|完成|解决|改正|落实|纠正|办结")
_NAMED = re.compile(
    rf"{_YEAR}(?:度)?(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:年度)?(?:工作)?报告"
)
_ANNOUNCES = re.compile(r"现公布|现将|现予|现发布|公布如下|编制|向社会公布|本报告")
_PARTS: tuple[SectionKey, ...] = ("overview", "proactive", "requests", "proceedings", "other")


def _number(year: str) -> int:
    digits = fold(year)
    return int(digits) if digits.isdigit() else chinese_number(re.sub("[○O0]", "〇", digits)) or 0


@check(
    code="S301",
    name="year_mismatch",
    title="年度前后不一致",
    severity=Severity.MUST,
    finds="标题、引言、正文或落款的报告年度不一致，或残留其他年度的文字；不能确定的为请核实",
    basis="国办公开办函〔2021〕30号；《政府信息公开条例》第四十九条（上一年度的报告）",
    advice="核对报告年度，统一标题、引言、正文和落款中的年份。",
    bad=(
        Example(
            "标题写成2022年度，统计期限和正文为2023年",
            edits=(
                ("商务局2023年政府信息公开工作年度报告", "商务局2022年政府信息公开工作年度报告"),
            ),
        ),
        Example("落款早于报告年度", edits=(("2024年1月15日", "2022年1月15日"),)),
        Example(
            "第一部分整段写的是上年的工作",
            edits=(("2023年，我局围绕", "2022年，我局围绕"),),
        ),
    ),
    good=(
        Example("标题、期限、正文均为2023年"),
        Example("与上年比较", edits=(("公开信息376条", "公开信息376条，较2022年增加12条"),)),
    ),
)
def year_mismatch(facts: Facts) -> Iterator[Finding]:
    report = facts.report
    if report.year is None:
        raise NotApplicable("报告中没有年度")
    yield from _title_against_the_rest(facts, report.year)
    yield from _named_otherwise(facts, report.year)
    yield from _dated_too_early(facts, report.year)
    for section in _PARTS:
        yield from _left_over(facts, report.year, section)
    yield from _problems_of_another_year(facts, report.year)


def _title_against_the_rest(facts: Facts, year: int) -> Iterator[Finding]:
    stated = next((m for m in facts.report.years if m.role == "title"), None)
    if stated is None:
        return
    period = facts.report.period
    if period and period.start and period.end:
        first = (period.start.month, period.start.day) == (1, 1)
        whole_year = first and (period.end.month, period.end.day) == (12, 31)
        if whole_year and period.start.year == period.end.year != stated.year:
            yield year_mismatch.finding(
                f"标题为{stated.year}年度，统计期限写作“{period.span.quote}”，年度不一致。",
                evidence=(stated.span, period.span),
            )
            return
    if stated.year != year:
        yield year_mismatch.finding(
            f"标题为{stated.year}年度，正文和落款都是{year}年度的，年度不一致。",
            evidence=(stated.span,),
        )


def _dated_too_early(facts: Facts, year: int) -> Iterator[Finding]:
    """A report cannot be dated before its year; within it, the year was not over."""
    published, span = facts.report.published, facts.report.published_span
    if published is None or span is None or published.year > year:
        return
    if published.year < year:
        yield year_mismatch.finding(
            f"报告年度为{year}年，落款日期为{span.quote}，早于报告年度。", evidence=(span,)
        )
    else:
        yield year_mismatch.finding(
            f"报告年度为{year}年，落款日期为{span.quote}，当年尚未结束，数据不可能统计到12月31日，"
            "请核实日期。",
            evidence=(span,),
            severity=Severity.ASK,
        )


def _named_otherwise(facts: Facts, year: int) -> Iterator[Finding]:
    """The preface announces the report of another year than the title's."""
    for sentence in facts.sentences_of("front"):
        if not _ANNOUNCES.search(sentence.text) or f"{year}年" in sentence.text:
            continue
        for match in _NAMED.finditer(sentence.text):
            before = sentence.text[max(0, match.start() - 3) : match.start()]
            if _number(match["year"]) == year or re.search("[上照与较]", before):
                continue
            start = sentence.start + match.start("year")
            span = facts.span("front", start, sentence.start + match.end("year") + 1)
            yield year_mismatch.finding(
                f"报告年度为{year}年，引言却写“{match.group()}”。", evidence=(span,)
            )
            return


def _left_over(facts: Facts, year: int, section: SectionKey) -> Iterator[Finding]:
    """A paragraph that opens with an earlier year and tells of its work as the year's own.

    Certain only where the paragraph never comes to the report's year, compares nothing and speaks of
    nothing that lasts: a document of an earlier year, or last year's problems, are no leftovers.
    """
    lines = facts.report.section(section).text.split("\n")
    openings = [_OPENING.match(line) for line in lines]
    # a heading's paragraph (（二）依申请公开。2023年，…) sums up nothing
    told_of_the_year = any(
        m and _number(m["year"]) == year and not line[: m.start("year")].strip()
        for line, m in zip(lines, openings, strict=True)
    )
    first = next((i for i, line in enumerate(lines) if "。" in line), None)
    at = 0
    for number, (line, match) in enumerate(zip(lines, openings, strict=True)):
        start = at
        at += len(line) + 1
        if not match or not year - 3 <= _number(match["year"]) < year or f"{year}" in fold(line):
            continue
        rest = line[match.end() :]
        if _NOT_LEFT_OVER.search(line):
            continue
        work = _OWN_WORK.search(rest[:60]) and _FIGURE.search(rest)
        # the part that sums up the year opens with another year
        opens = section == "overview" and number == first and re.match(_WE, rest)
        if work or (opens and not _HONOURED.search(rest.partition("。")[0])):
            span = facts.span(section, start + match.start("year"), start + match.end("year") + 1)
            sure = bool(work) or not told_of_the_year
            yield year_mismatch.finding(
                f"报告年度为{year}年，{facts.section_place(section)}的这一段却写“{span.quote}”的工作，"
                + ("是其他年度的文字。" if sure else "请核实是否其他年度的文字未改。"),
                evidence=(span,),
                severity=None if sure else Severity.ASK,
            )


def _problems_of_another_year(facts: Facts, year: int) -> Iterator[Finding]:
    """Part five tells the problems of another year, and not what became of them."""
    text = facts.report.section("problems").text
    at = 0
    for line in text.split("\n"):
        match = _PROBLEMS_OF.match(line)
        named = match and _number(match["year"])
        if match and named != year and not _RESOLVED.search(line):
            start = at + match.start("year")
            span = facts.span("problems", start, at + match.end("year") + 1)
            yield year_mismatch.finding(
                f"报告年度为{year}年，第五部分写的是“{match.group().strip()}”，"
                "请核实是上年问题的整改情况，还是年份未改。",
                evidence=(span,),
                severity=Severity.ASK,
            )
        at += len(line) + 1


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

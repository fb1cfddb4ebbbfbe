"""S205: the notice of 2019 cited as the format in force. The form that was used is S201's matter."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import Span
from review.zh.folding import fold

_NUMBER = re.compile(r"国办公开办函?[\[(〔【《<]?2019年?[\])〕】》>]?第?60号")
_TITLE = re.compile(r"(?P<issuer>[^《》〈〉。，]{0,40}?)关于政府信息公开工作年度报告有关事项的通知")
# the format itself under its name of 2019; that of 2021 has no 试行
_TRIAL = re.compile(r"政府信息公开工作年度报告格式[》〉>]?[\"']?\(试行\)")
_NATIONAL = re.compile(r"国务院办公厅|国办")
_OF_2021 = re.compile(r"^[》〉>]?.{0,3}国办公开办函?.{0,2}2021")
_NOT_IN_FORCE = re.compile(
    r"废止|修订前|不再(?:执行|使用|沿用)|取代|代替|替代|替换|改用|改为|误[引用写]|停止(?:执行|使用)|印发(?:以来|后)|历次|旧"
)

_WORTH_FOLDING = re.compile("通\\s*知|试\\s*行|[6６]\\s*[0０]")


@check(
    code="S205",
    name="outdated_basis",
    title="引用2019年的格式通知",
    severity=Severity.SHOULD,
    finds="2021年度及以后的报告仍把国办公开办函〔2019〕60号（格式试行）作为现行依据",
    basis="国办公开办函〔2021〕30号",
    advice="改为引用国办公开办函〔2021〕30号（《政府信息公开工作年度报告格式》），并核对表格是否为新格式。",
    bad=(
        Example(
            "引言引用国办公开办函〔2019〕60号",
            edits=(("国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号"),),
        ),
        Example(
            "只写2019年通知的名称",
            edits=(
                (
                    "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
                    "（国办公开办函〔2021〕30号）",
                    "关于政府信息公开工作年度报告有关事项的通知》的要求",
                ),
            ),
        ),
    ),
    good=(
        Example("引言引用国办公开办函〔2021〕30号"),
        Example(
            "引用本省办公厅同名的通知",
            edits=(
                (
                    "根据《",
                    "根据《江川省人民政府办公厅关于政府信息公开工作年度报告有关事项的通知》和《",
                ),
            ),
        ),
    ),
)
def outdated_basis(facts: Facts) -> Iterator[Finding]:
    report = facts.report
    if report.year is None:
        raise NotApplicable("报告中没有年度")
    if report.year < 2021:
        raise NotApplicable("2019、2020年度报告适用2019年格式")
    spans: list[Span] = []
    for section in report.sections:
        if not _WORTH_FOLDING.search(section.text):
            continue
        folded = facts.folded[section.key]
        for match in (
            m for pattern in (_TITLE, _NUMBER, _TRIAL) for m in pattern.finditer(folded.text)
        ):
            stop = folded.text.find("。", match.end())
            sentence = folded.text[
                folded.text.rfind("。", 0, match.start()) + 1 : stop if stop >= 0 else None
            ]
            if _NOT_IN_FORCE.search(sentence):
                continue
            start = match.start()
            if match.re is _TITLE:
                if match["issuer"] and not _NATIONAL.search(match["issuer"]):
                    continue
                if _OF_2021.match(folded.text[match.end() :]):
                    continue
                start = match.end("issuer")
            spans.append(facts.span(section.key, *folded.source_span(start, match.end())))
    if spans:
        spans.sort(key=lambda span: (span.section, span.start))
        numbered = next((s for s in spans if "60" in fold(s.quote)), spans[0])
        yield outdated_basis.finding(
            f"{facts.section_place(numbered.section)}引用了“{' '.join(numbered.quote.split())}”，"
            "这是2019年的试行格式，2021年度起已由国办公开办函〔2021〕30号修订的格式代替。",
            evidence=spans,
        )

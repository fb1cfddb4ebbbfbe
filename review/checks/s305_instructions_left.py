"""S305: what the notice says to the writer, copied into the report."""

import re
from collections.abc import Iterator

from review.checking import Example, check
from review.facts import Facts
from review.finding import Finding, Severity

# over folded text: half width, straight quotation marks
_INSTRUCTIONS = re.compile(
    r"\(?含\"?《?(?:政府信息公开)?条例》?第五十条第\(?四\)?项规定的各级人民政府(?:[^。\n]{0,40}?情况[\"']?\)?等?(?:方面)?)?"
    r"|(?:该|本|此)部分(?:内容)?(?:均)?以表格(?:的)?形式(?:进行)?报告(?:[。,:]?表格如下)?"
    r"|重在聚焦主题(?:、简明客观)?(?:,篇幅原则上不超过(?:一千|1000)字)?"
    r"|篇幅原则上不超过(?:一千|1000)字"
    r"|不能遗漏,也不宜泛化"
    r"|对本机关贯彻落实《?条例》?情况进行综述"
    r"|(?:要)?严格按照《条例》第五十条的规定确定"
)


@check(
    code="S305",
    name="instructions_left",
    title="残留格式说明文字",
    severity=Severity.SHOULD,
    finds="把格式文件中写给填报人的说明文字抄进了报告",
    basis="国办公开办函〔2021〕30号",
    advice="删去格式文件的说明文字，写本机关的实际情况。",
    bad=(
        Example(
            "“该部分以表格形式报告。表格如下：”",
            sections={"proactive": "该部分以表格形式报告。表格如下："},
        ),
        Example(
            "“监督保障（含《条例》第五十条第四项规定的各级人民政府……）等方面”",
            edits=(
                (
                    "（五）监督保障。",
                    "（五）监督保障（含《条例》第五十条第四项规定的各级人民政府“工作考核、社会评议和"
                    "责任追究结果情况”）等方面。",
                ),
            ),
        ),
    ),
    good=(
        Example(
            "写本机关的考核评议情况",
            edits=(("（五）监督保障。", "（五）监督保障（含工作考核、社会评议和责任追究结果）。"),),
        ),
        Example("以“具体情况见下表”引出表格", sections={"proactive": "具体情况见下表："}),
    ),
)
def instructions_left(facts: Facts) -> Iterator[Finding]:
    spans = []
    for section in facts.report.sections:
        folded = facts.folded[section.key]
        for match in _INSTRUCTIONS.finditer(folded.text):
            spans.append(facts.span(section.key, *folded.source_span(*match.span())))
    if spans:
        shown = "”、“".join(re.sub(r"\s+", "", span.quote) for span in spans)
        yield instructions_left.finding(
            f"{facts.section_place(spans[0].section)}的“{shown}”是格式文件写给填报人的说明，不是报告内容。",
            evidence=spans,
        )

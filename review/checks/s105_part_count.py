"""S105: the number of parts that the preface states, against the parts it lists and those there are."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import PART_KEYS, SectionKey
from review.report.outline import parse_ordinal
from review.zh.folding import fold, fold_with_map
from review.zh.numerals import chinese_number

_STATED = re.compile(
    r"(?:由|包括|包含|分为|分|共|含)(?P<list>[^。]{0,240}?)(?<!第)"
    r"(?P<number>[三四五六七八九十]|\d{1,2})(?:个|大)?部分"
)
_NAMES: dict[SectionKey, str] = {
    "overview": "总体|概述|概况|基本情况|综述",
    "proactive": "主动公开",
    "requests": "依申请|(?<!被)申请(?!行政复议|复议)",
    "proceedings": "复议|诉讼",
    "problems": "问题|不足",
    "other": "其他|其它|需要报告|需要说明",
}
_MORE = re.compile(r"附[表件则录]|名词|说明.{0,4}和")


@check(
    code="S105",
    name="part_count",
    title="自述部分数不符",
    severity=Severity.SHOULD,
    finds="引言说报告由几个部分组成，与所列举的或实有的部分数不一致",
    basis="国办公开办函〔2021〕30号（六个部分）；常规",
    advice="按统一格式写明六个部分，并把各部分名称列全。",
    bad=(
        Example(
            "报告有六个部分，引言说由五个部分组成",
            edits=(("报告所列数据", "本报告由五个部分组成。报告所列数据"),),
        ),
        Example(
            "说六个部分，只列出五个",
            edits=(
                (
                    "报告所列数据",
                    "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
                    "存在的主要问题及改进情况、其他需要报告的事项等六部分组成。报告所列数据",
                ),
            ),
        ),
    ),
    good=(
        Example(
            "说由总体情况等六个部分组成",
            edits=(("报告所列数据", "本报告由总体情况等六个部分组成。报告所列数据"),),
        ),
    ),
)
def part_count(facts: Facts) -> Iterator[Finding]:
    report = facts.report
    has = [key for key in PART_KEYS if report.section(key).present]
    if len(has) < len(PART_KEYS):
        raise NotApplicable("六个部分不全，已另行指出")
    sections: tuple[SectionKey, ...] = ("front", "overview")
    for section in sections:
        text = report.section(section).text
        # the preface may stand below the first heading
        folded = fold_with_map(text if section == "front" else text.split("\n", 1)[0])
        for match in _STATED.finditer(folded.text):
            number = chinese_number(match["number"]) or int(match["number"])
            listed = match["list"]
            named = [key for key, words in _NAMES.items() if re.search(words, listed)]
            # 总体情况、主动公开情况等六部分 is short for all of them
            complete = ("overview" in named and "other" in named) or len(named) >= 5
            if _MORE.search(listed) or "报告" not in folded.text[: match.end()]:
                continue
            start, end = folded.source_span(match.start("number"), match.end())
            span = facts.span(section, start, end)
            if number != len(has):
                if not _seventh(facts) and len(named) in (0, 1, len(has)):
                    yield part_count.finding(
                        f"引言说报告有“{span.quote}”，实际有六个部分。", evidence=(span,)
                    )
                    return
            elif complete and len(named) < number:
                lost = "、".join(
                    re.sub(r"^\S{1,4}?[、.．）)]\s*", "", report.section(key).heading.strip())
                    for key in has
                    if key not in named
                )
                yield part_count.finding(
                    f"引言说报告有“{span.quote}”，列举时却没有“{lost}”。", evidence=(span,)
                )
                return


def _seventh(facts: Facts) -> bool:
    """Whether a seventh heading follows the six parts."""
    after = facts.report.section("other").text + "\n" + facts.report.section("end").text
    style = parse_ordinal(facts.report.section("other").heading.strip())[0]
    lines = (parse_ordinal(line)[0] for line in after.split("\n") if fold(line))
    return any(o and style and (o.style, o.number) == (style.style, 7) for o in lines)

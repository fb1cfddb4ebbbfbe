"""S101–S103: the six parts are there, in order, and not empty.

Titles are matched by sense (review.report.outline): accepted variants are no fault, numbering is free.
"""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, Silence, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import PART_KEYS, SectionKey
from review.zh.folding import fold

PART_TITLES: dict[SectionKey, str] = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "proceedings": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}
_NOTHING = re.compile(r"(?:(?:本部分|本项|暂)?(?:无|没有)(?:内容|此项)?|/|-|略)?[。.]?")


@check(
    code="S101",
    name="section_missing",
    title="缺少规定部分",
    severity=Severity.MUST,
    finds="六个部分中缺少某一部分（标题按含义识别，序号不限）",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    advice="按统一格式补写这一部分；没有内容的也应保留标题并写明情况。",
    bad=(Example("没有“六、其他需要报告的事项”", edits=(("六、其他需要报告的事项\n", ""),)),),
    good=(
        Example(
            "标题写作“（六）其他事项”等通行写法",
            edits=(("六、其他需要报告的事项", "六、其他事项"),),
        ),
    ),
)
def section_missing(facts: Facts) -> Iterator[Finding]:
    for key in PART_KEYS:
        if not facts.report.section(key).present:
            number = PART_KEYS.index(key) + 1
            title = PART_TITLES[key].split("、", 1)[1]
            yield section_missing.finding(
                f"没有找到第{'一二三四五六'[number - 1]}部分“{title}”的标题。", subject=key
            )


@check(
    code="S102",
    name="section_order",
    title="部分顺序不符",
    severity=Severity.SHOULD,
    finds="六个部分的先后与统一格式不一致",
    basis="国办公开办函〔2021〕30号",
    advice="按统一格式的顺序排列各部分。",
    bad=(
        Example(
            "第五、六两部分颠倒",
            edits=(
                ("五、存在的主要问题及改进情况", "@"),
                ("六、其他需要报告的事项", "六、存在的主要问题及改进情况"),
                ("@", "五、其他需要报告的事项"),
            ),
        ),
    ),
    good=(Example("六个部分依次排列"),),
)
def section_order(facts: Facts) -> Iterator[Finding]:
    order = facts.report.part_order
    expected = tuple(sorted(order, key=PART_KEYS.index))
    if order != expected:
        names = "、".join(PART_TITLES[key].split("、", 1)[1] for key in order)
        yield section_order.finding(f"各部分的先后为：{names}，与统一格式不一致。")


@check(
    code="S103",
    name="section_empty",
    title="部分内容为空",
    severity=Severity.MUST,
    finds="第一部分或第五部分没有内容，或只写“无”",
    basis="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    advice="如实写明总体情况，或存在的主要问题和改进情况。",
    bad=(Example("第五部分只写“无。”", sections={"problems": "无。"}),),
    good=(Example("第六部分写“无”不在此列"),),
    silences=(
        Silence("R301", "table"),
        Silence("R302", "table"),
        Silence("Q101", "table"),
        Silence("Q102", "table"),
        Silence("Q103", "table"),
        Silence("Q104", "table"),
        Silence("Q106", "table"),
    ),
)
def section_empty(facts: Facts) -> Iterator[Finding]:
    sections = [facts.report.section(key) for key in ("overview", "problems")]
    if not any(section.present for section in sections):
        raise NotApplicable("没有找到第一部分和第五部分")
    for section in sections:
        if section.present and _NOTHING.fullmatch(fold(section.text)):
            evidence = (facts.span(section.key, 0, len(section.text)),) if section.text else ()
            said = f"只写“{section.text}”" if section.text else "没有内容"
            yield section_empty.finding(
                f"“{section.heading}”{said}。", evidence=evidence, subject=section.key
            )

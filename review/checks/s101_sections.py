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

# A shortcoming of this year's own work admitted; not one of last year's that is settled.
_PROBLEM = re.compile(
    r"存在(?:的|着|一些|以下|如下|部分)*(?:主要)?(?:问题|不足|短板|差距)|主要问题[:：是有]"
)
_SETTLED = re.compile(r"上年|上一年|去年|整改|解决|[未没不]有?发现|不存在|检查|督查")
_ANY_PROBLEM = re.compile(
    r"问题|不足|不够|不强|不高|不及时|有待|短板|差距|滞后|薄弱|欠缺|偏|晚于|慢"
)
_MEASURE = re.compile(r"下一?步|今后|改进措施|将(?:进一步|继续|着力|加强|加大)")
_FEE = re.compile(r"信息处理费|收费通知")


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
    finds="六个部分的先后与统一格式不一致，或一个部分的内容写在另一部分的标题下",
    basis="国办公开办函〔2021〕30号",
    advice="按统一格式的顺序排列各部分，内容写在相应的标题下。",
    bad=(
        Example(
            "第五、六两部分颠倒",
            edits=(
                ("五、存在的主要问题及改进情况", "@"),
                ("六、其他需要报告的事项", "六、存在的主要问题及改进情况"),
                ("@", "五、其他需要报告的事项"),
            ),
        ),
        Example(
            "问题和措施写在第六部分",
            sections={
                "problems": "见下。",
                "other": (
                    "工作中存在的主要问题是政策解读晚于文件发布。"
                    "下一步，将解读与文件同步发布。本年度未收取信息处理费。"
                ),
            },
        ),
        Example(
            "信息处理费写在第五部分，第六部分为“无”",
            sections={
                "problems": (
                    "存在的主要问题是政策解读偏晚。下一步同步发布解读。"
                    "本年度未发出收费通知，未收取信息处理费。"
                ),
                "other": "无。",
            },
        ),
    ),
    good=(
        Example("六个部分依次排列"),
        Example(
            "第六部分提到已经解决的问题",
            sections={
                "other": (
                    "上年存在的问题已整改。本年度未收取信息处理费。下一步将继续办好建议提案。"
                )
            },
        ),
    ),
    # what stands in part six is not missing from the report
    silences=(Silence("R301", "table"), Silence("R302", "table")),
)
def section_order(facts: Facts) -> Iterator[Finding]:
    order = facts.report.part_order
    expected = tuple(sorted(order, key=PART_KEYS.index))
    if order != expected:
        names = "、".join(PART_TITLES[key].split("、", 1)[1] for key in order)
        yield section_order.finding(f"各部分的先后为：{names}，与统一格式不一致。")
    yield from _misplaced(facts)


def _misplaced(facts: Facts) -> Iterator[Finding]:
    """What is plainly another part's text: only where that part itself says nothing of the matter."""
    problems, other = (facts.report.section(key) for key in ("problems", "other"))
    if not (problems.present and other.present):
        return
    stated = [s for s in facts.sentences_of("other") if _states_problem(s.text)]
    planned = any(_MEASURE.search(fold(s.text)) for s in facts.sentences_of("other"))
    if stated and planned and not _ANY_PROBLEM.search(fold(problems.text)):
        yield section_order.finding(
            f"“{other.heading}”下写的是存在的问题和改进措施，应写在“{problems.heading}”下。",
            evidence=(facts.sentence_span(stated[0]),),
            subject="problems",
        )
    fees = [s for s in facts.sentences_of("problems") if _FEE.search(fold(s.text))]
    if fees and _NOTHING.fullmatch(fold(other.text)):
        yield section_order.finding(
            f"信息处理费的情况写在“{problems.heading}”下，应写在“{other.heading}”下。",
            evidence=(facts.sentence_span(fees[0]),),
            subject="other",
        )


def _states_problem(text: str) -> bool:
    words = fold(text)
    return bool(_PROBLEM.search(words)) and not _SETTLED.search(words)


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
    silences=tuple(
        Silence(f"{family}{number}", "table")
        for family, numbers in (("R", (101, 301, 302, 303)), ("Q", range(101, 107)))
        for number in numbers
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

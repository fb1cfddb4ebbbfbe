"""R101: part 一 says nothing of one of its five topics. By what its sentences speak of, not by headings alone."""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.quality.overview import TOPIC_NAMES, topics_told

_FIVE = "、".join(TOPIC_NAMES.values())


@check(
    code="R101",
    name="topic_missing",
    title="总体情况缺少规定内容",
    severity=Severity.SHOULD,
    finds=f"第一部分没有写{_FIVE}中的某一项（看句子写的是什么，不只看小标题；每缺一项一条）",
    basis="国办公开办函〔2021〕30号（总体情况）",
    advice="在第一部分补写这一项的情况；没有发生的也请写明。",
    bad=(
        Example(
            "没有写依申请公开",
            edits=(
                (
                    "（二）依申请公开。2023年，共收到政府信息公开申请2件，均为自然人提出，上年无结转。"
                    "全年办结2件，其中予以公开1件，不予公开1件。\n",
                    "",
                ),
            ),
        ),
        Example(
            "“政府信息管理”只有小标题",
            edits=(("办文时确定公开属性，全年审查拟公开文件31份，清理失效文件4份。", ""),),
        ),
    ),
    good=(
        Example(
            "不用规定的小标题，五项都写到",
            edits=(
                ("（三）政府信息管理。", ""),
                ("（四）平台建设。", ""),
                ("（五）监督保障。", ""),
            ),
        ),
    ),
)
def topic_missing(facts: Facts) -> Iterator[Finding]:
    section = facts.report.section("overview")
    if not section.present:
        raise NotApplicable("没有找到第一部分")
    told = topics_told(section.text, facts.sentences_of("overview"))
    for topic, name in TOPIC_NAMES.items():
        if topic not in told:
            yield topic_missing.finding(
                f"“{section.heading}”没有写“{name}”的情况（统一格式要求综述{_FIVE}）。",
                subject=f"overview.{topic}",
            )

"""R205: an item that the profile asks for (`[[items]]`) is missing, or stands in another section."""

from collections.abc import Iterator
from dataclasses import replace

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.items import LocalItem
from review.model import PART_KEYS, SECTION_KEYS, SectionKey


@check(
    code="R205",
    name="local_item_missing",
    title="缺少地方要求的事项",
    severity=Severity.SHOULD,
    finds="评审方案要求报告的事项（[[items]]）没有写，或写在别的部分；全国方案没有这类事项",
    basis="本地要求（评审方案）",
    advice="按本地要求补写；没有的也请写明“无”。",
    bad=(
        Example(
            "山东方案：第六部分没有政务公开工作创新情况等事项",
            edits=(("（一）信息处理费。", "1.信息处理费。"),),
            profile="shandong",
        ),
    ),
    good=(
        Example(
            "山东方案：五项都写在第六部分",
            sections={
                "other": "（一）信息处理费。本年度未发出收费通知，未收取政府信息公开信息处理费。\n"
                "（二）落实上级年度政务公开工作要点情况。工作要点12项任务已全部完成。\n"
                "（三）建议提案办理。承办县人大代表建议2件、县政协提案1件，办理结果均已公开。\n"
                "（四）政务公开工作创新情况。设立“家电以旧换新”政策问答专栏。\n"
                "（五）年度报告数据统计需要说明的事项。无。"
            },
            profile="shandong",
        ),
        Example("全国方案没有地方事项"),
    ),
)
def local_item_missing(facts: Facts) -> Iterator[Finding]:
    asked = [item for item in facts.profile.items if item.asked_of(facts.report.agency.kind)]
    if not asked:
        raise NotApplicable("评审方案没有对此类机关另外要求报告的事项")
    for item in asked:
        # what every preface says (统计期限) is no report on the item
        searched = [key for key in SECTION_KEYS if key in PART_KEYS or not item.sections]
        places = [key for key in (*searched, *item.sections) if _reported(facts, item, key)]
        if item.sections and not any(key in item.sections for key in places):
            wanted = "、".join(facts.section_place(key) for key in item.sections)
        elif not places:
            wanted = "全文"
        else:
            continue
        if not places and _left_to_another(facts, item):
            continue
        if places:
            found = "、".join(map(facts.section_place, dict.fromkeys(places)))
            message = f"“{item.label}”写在{found}，按评审方案应写入{wanted}。"
        else:
            message = f"{wanted}没有写“{item.label}”（评审方案要求报告）。"
        finding = local_item_missing.finding(
            message,
            # the item's key tells several of them apart
            subject=f"item:{item.key}",
            severity=Severity.ASK if places else item.level,
            advice=item.advice or None,
        )
        yield replace(finding, basis=item.basis) if item.basis else finding


def _reported(facts: Facts, item: LocalItem, section: SectionKey) -> bool:
    if section not in facts.passages:
        return False
    if item.in_words(facts.passages[section].text):
        return True
    return bool(item.topics) and any(
        sentence.topics and item.topics.intersection(sentence.topics)
        for sentence in facts.sentences_of(section)
        if sentence.role != "heading"
    )


def _left_to_another(facts: Facts, item: LocalItem) -> bool:
    """Whether another check speaks of an item that is nowhere in the report."""
    if not item.left_to or item.left_to in facts.profile.switched_off:
        return False
    return item.left_to != "R203" or facts.report.agency.kind in facts.profile.proposals_required

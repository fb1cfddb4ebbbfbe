"""Q101, Q104: sentences that could stand in any report, by the classifier (LABELS.md).

Q101 shades them, a finding a part; Q104 says so where they fill the larger part of a section.
"""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.classifier.explanation import explain
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import SectionKey
from review.quality.phrases import Share, is_mostly_phrases, share_of_phrases

_SECTIONS: tuple[SectionKey, ...] = ("overview", "problems", "other")
_SHOWN = 3
_LONG_NUMBER = re.compile(r"\d{7}")
_PHRASES = (
    "2023年，我局高度重视政府信息公开工作，不断完善制度，优化流程，取得较好成效。\n"
    "（一）主动公开。坚持以公开为常态、不公开为例外，及时、准确、全面公开各类政府信息，切实保障人民群众的知情权。\n"
    "（二）依申请公开。严格按照法定程序办理依申请公开事项，不断优化流程，提高办理质量，维护申请人合法权益。\n"
    "（三）政府信息管理。严格落实信息发布审核制度，坚持先审后发，确保信息内容真实准确。\n"
    "（四）平台建设。不断加强政府网站和政务新媒体建设，充分发挥平台作用，提升服务水平。\n"
    "（五）监督保障。加强组织领导，明确工作责任，强化监督检查，确保各项工作落到实处。"
)


def _share(facts: Facts, section: SectionKey) -> Share:
    return share_of_phrases(facts.sentences_of(section), with_objects=section == "problems")


@check(
    code="Q101",
    name="boilerplate_sentences",
    title="套话",
    severity=Severity.ASK,
    finds="第一、五、六部分中放在哪个机关都成立的句子（每部分一条，在原文上以浅灰底示意）",
    basis="国办公开办函〔2021〕30号（不敷衍塞责；常规）",
    advice="换成本机关的事实：多少件、哪个栏目、哪份文件、谁在何时前做什么。只供审阅时参考。",
    bad=(
        Example(
            "空话连篇的监督保障",
            edits=(
                (
                    "（五）监督保障。",
                    "（五）监督保障。进一步提高思想认识，加强组织领导，确保工作落到实处。",
                ),
            ),
        ),
    ),
    good=(Example("每句都有数量、文件或事实"),),
    noted=False,
)
def boilerplate_sentences(facts: Facts) -> Iterator[Finding]:
    if not facts.judged:
        raise NotApplicable("没有句子模型")
    for section in _SECTIONS:
        found = share_of_phrases(facts.sentences_of(section))
        if not found.phrases:
            continue
        yield boilerplate_sentences.finding(
            f"{facts.section_place(section)}有{len(found.phrases)}句放在哪个机关都成立"
            f"{_instance(found)}。",
            evidence=[facts.sentence_span(s) for s in found.phrases],
            subject=section,
        )


@check(
    code="Q104",
    name="mostly_boilerplate",
    title="大部分是套话",
    severity=Severity.SHOULD,
    finds="第一、五、六部分中，某一部分的文字大部分是放在哪个机关都成立的套话",
    basis="国办公开办函〔2021〕30号（不敷衍塞责；常规）",
    advice="删去空泛的表述，写本机关当年的事实：数量、栏目、文件、活动、单位和时间。",
    bad=(Example("第一部分通篇没有一件可以核实的事", sections={"overview": _PHRASES}),),
    good=(Example("每一方面都有事实"),),
)
def mostly_boilerplate(facts: Facts) -> Iterator[Finding]:
    if not facts.judged:
        raise NotApplicable("没有句子模型")
    for section in _SECTIONS:
        found = _share(facts, section)
        if not is_mostly_phrases(found, section):
            continue
        longest = sorted(found.phrases, key=lambda s: -len(s.text))[:_SHOWN]
        yield mostly_boilerplate.finding(
            f"{facts.section_place(section)}约{found.share:.0%}的文字放在哪个机关都成立，"
            f"没有可以核实的数量、对象或时限。",
            evidence=[facts.sentence_span(s) for s in sorted(longest, key=lambda s: s.start)],
            subject=section,
        )


def _instance(found: Share) -> str:
    """The plainest phrase and why it is one; none that holds a long number, which may be a person's."""
    shown = [s for s in found.phrases if not _LONG_NUMBER.search(s.text)]
    if not shown:
        return ""
    text = max(shown, key=lambda s: s.boilerplate or 0).text
    short = text if len(text) <= 40 else text[:38] + "……"
    return f"，如“{short}”（{explain(text)}）"

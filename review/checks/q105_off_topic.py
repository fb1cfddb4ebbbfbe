"""Q105: publicity, party work or IT fills a section; part 六 holds what is neither asked nor a fact.

Where part 六 is phrases from end to end, Q104 says so.
"""

from collections.abc import Iterator

from review.checking import Example, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import SectionKey
from review.quality.aside import beside_the_matter, empty_words
from review.quality.phrases import is_mostly_phrases, share_of_phrases

_SECTIONS: tuple[SectionKey, ...] = ("overview", "problems", "other")
_FILLS = 0.35  # of a section's text
_LEAST_EMPTY = 40  # characters of empty words in part 六, and
_EMPTY_SHARE = 0.3  # of its text
_SHOWN = 5


@check(
    code="Q105",
    name="off_topic",
    title="内容离题",
    severity=Severity.ASK,
    finds="大篇幅写新闻宣传、党建、信息化而不是政府信息公开；第六部分写的既不是规定事项，也不是事实",
    basis="国办公开办函〔2021〕30号（不宜泛化；常规）",
    advice="删去与政府信息公开无关的内容；第六部分写信息处理费等需要报告的事项。只供审阅时参考。",
    bad=(
        Example(
            "第六部分写党建",
            sections={
                "other": "本年度未收取信息处理费，承办人大代表建议2件。\n扎实开展主题教育，组织党员干部集中学习12次；"
                "加强党风廉政建设，签订责任书；组织党支部书记讲党课，推动机关党建工作走深走实。"
            },
        ),
    ),
    good=(Example("第六部分写信息处理费和建议提案"),),
    noted=False,
)
def off_topic(facts: Facts) -> Iterator[Finding]:
    for section in _SECTIONS:
        sentences = [s for s in facts.sentences_of(section) if s.role != "heading"]
        length = sum(len(s.text) for s in sentences)
        aside = beside_the_matter(sentences)
        if length and sum(len(s.text) for s in aside) >= _FILLS * length:
            yield off_topic.finding(
                f"{facts.section_place(section)}用较大篇幅写新闻宣传、党建或信息化，与政府信息公开无关。",
                evidence=[facts.sentence_span(s) for s in aside[:_SHOWN]],
                subject=section,
            )
        elif section == "other" and not is_mostly_phrases(share_of_phrases(sentences), section):
            empty = empty_words(facts.sentences_of(section))
            words = sum(len(s.text) for s in empty)
            if words >= max(_LEAST_EMPTY, _EMPTY_SHARE * length):
                yield off_topic.finding(
                    f"{facts.section_place(section)}写的是表态和套话，既不是规定的报告事项，也不是事实。",
                    evidence=[facts.sentence_span(s) for s in empty[:_SHOWN]],
                    subject=section,
                )

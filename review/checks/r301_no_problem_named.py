"""R301: part 五 names no problem: only praise, only measures."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.outcome import Sentence
from review.zh.folding import fold


@check(
    code="R301",
    name="no_problem_named",
    title="没有写明存在的问题",
    severity=Severity.MUST,
    finds="第五部分没有一句写出问题，只有成绩或措施",
    basis="《政府信息公开条例》第五十条第一款第（四）项",
    advice="写明本机关政府信息公开工作存在的具体问题，再写改进情况。",
    bad=(
        Example(
            "只有措施",
            sections={
                "problems": "下一步，我局将加强组织领导，完善制度，提升政府信息公开工作水平。"
            },
        ),
    ),
    good=(
        Example(
            "写出问题",
            sections={
                "problems": "部分企业扶持政策的解读晚于文件发布十天以上，解读形式单一。下一步，将在文件印发时同步发布解读。"
            },
        ),
    ),
)
def no_problem_named(facts: Facts) -> Iterator[Finding]:
    section = facts.report.section("problems")
    if not section.present:
        raise NotApplicable("没有找到第五部分")
    sentences = [s for s in facts.sentences_of("problems") if s.role != "heading"]
    if not sentences or any(names_problem(s) for s in facts.sentences_of("problems")):
        return
    evidence = tuple(facts.sentence_span(s) for s in sentences[:1])
    yield no_problem_named.finding(
        f"“{section.heading}”没有写出具体问题，只有成绩、措施或“存在一些不足”之类的引语。",
        evidence=evidence,
        subject="problems",
    )


# a shortcoming said of something; the bare 存在一些问题和不足 is none
_SHORTCOMING = re.compile(
    r"不(?:足|够|高|强|严|细|实|深|透|准|多|快|广|全|新|畅|清|熟|到位|及时|平衡|全面|完善|规范|完整|丰富|明确|健全|扎实|紧密|一致|统一|均衡|充分|熟悉|了解|理想|明显|能满足|能做到|相适应|适应|便|佳|主动|突出|系统|精准|准确|顺畅)|"
    r"较(?:少|低|慢|弱|差|窄|单一|为单一|为滞后|为薄弱)|偏(?:少|低|慢|弱|窄)|薄弱|滞后|欠缺|缺乏|缺少|单一|差距|局限|落后|疏漏|困难|(?<!补齐)(?<!补)短板|"
    r"没有|没能|没(?!收到)|未(?!来|雨)|难(?!忘)|少(?!数)|慢|晚于|缺|只(?!要|有)|不(?!断|仅|但|忘|懈|移|折不扣|少于|超过|漏)|"
    r"有待|尚需|仍需|还需|亟需|亟待|需(?:要)?(?:进一步|持续|不断)|需(?:要)?(?:提高|提升|加强|改善|完善|改进)|尚未|未能|未完全|没有做到|晚于|迟于|问题(?:较|比较|仍然)?(?:突出|明显)|参差不齐|流于形式|漏(?:报|公开)|错(?:别字|漏)"
)
_BARE = re.compile(
    r"(?:仍|还|也|依然|尚)?(?:然)?存在(?:着)?(?:一些|一定|不少|许多|部分)?(?:的)?(?:问题|不足|差距|短板|薄弱环节|困难)?(?:(?:和|与|及|、)(?:不足|问题|差距|薄弱环节|短板|困难))*(?:之处|的地方)?"
    r"|(?:一些|一定(?:的)?|不少)(?:问题|不足|差距)(?:(?:和|与|及|、)(?:不足|问题|差距))*|仍有(?:一些|一定)?(?:的)?(?:不足|差距)(?:之处)?|(?:有|离|与|对照).{0,20}(?:要求|期望|期盼|需求).{0,12}(?:差距|不足)"
)


def names_problem(sentence: Sentence) -> bool:
    """Whether a sentence (or a heading) admits a shortcoming of something, and not only that there are some."""
    return bool(_SHORTCOMING.search(_BARE.sub("", fold(sentence.text))))

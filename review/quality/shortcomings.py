"""Words of part 五: what says that something falls short, praise, and openings that name nothing."""

import re
from collections.abc import Sequence

from review.outcome import Sentence
from review.zh.folding import fold

# a shortcoming said of something; the bare 存在一些问题和不足 is none
SHORTCOMING = re.compile(
    r"不(?:足|够|高|强|严|细|实|深|透|准|多|快|广|全|新|畅|清|熟|到位|及时|平衡|全面|完善|规范|完整|丰富|明确|健全|扎实|紧密|一致|统一|均衡|充分|熟悉|了解|理想|明显|能满足|能做到|相适应|适应|便|佳|主动|突出|系统|精准|准确|顺畅)|"
    r"较(?:少|低|慢|弱|差|窄|单一|为单一|为滞后|为薄弱)|偏(?:少|低|慢|弱|窄)|薄弱|滞后|欠缺|缺乏|缺少|单一|差距|局限|落后|疏漏|困难|(?<!补齐)(?<!补)短板|"
    r"有待|还(?:须|需|应|可)|仍(?:须|要|需|应|可)|须(?:进一步|加强)|空间|盲区|盲点|现象|有.{0,4}距离|尚需|仍需|还需|亟需|亟待|需(?:要)?(?:进一步|持续|不断)|需(?:要)?(?:提高|提升|加强|改善|完善|改进)|尚未|未能|未完全|没有做到|晚于|迟于|问题(?:较|比较|仍然)?(?:突出|明显)|参差不齐|流于形式|漏(?:报|公开)|错(?:别字|漏)"
)
PRAISE = re.compile(
    r"取得.{0,10}(?:成效|成绩|进展|效果)|显著|较好|稳步|圆满|得到.{0,8}(?:提升|加强|认可|好评)|顺利|卓有成效|有力|高度重视|不存在(?:任何)?问题|^(?:暂?无|没有)[.。]?$|没有(?:发现)?(?:明显的?)?问题|(?:不存在|无)(?:明显|突出|重大|较大)的?(?:问题|不足)|(?:问题|不足)[:：]?(?:暂?无|没有)[。.]?$"
)
BARE = re.compile(
    r"(?:仍|还|也|依然|尚)?(?:然)?存在(?:着)?(?:一些|一定|不少|许多|部分)?(?:的)?(?:问题|不足|差距|短板|薄弱环节|困难)?(?:(?:和|与|及|、)(?:不足|问题|差距|薄弱环节|短板|困难))*(?:之处|的地方)?"
    r"|(?:一些|一定(?:的)?|不少)(?:问题|不足|差距)(?:(?:和|与|及|、)(?:不足|问题|差距))*|仍有(?:一些|一定)?(?:的)?(?:不足|差距)(?:之处)?|(?:有|离|与|对照).{0,20}(?:要求|期望|期盼|需求).{0,12}(?:差距|不足|距离)"
)
# what may stand behind 存在一些问题和不足 without naming one
_LEAD_IN_TAIL = re.compile(
    r"(?:主要)?(?:是|有|表现在|体现在|为|包括)?(?:如下|以下)?(?:几个?)?(?:方面|几点)?[,.:;。]*"
)
_LEADS_TO_MEASURES = re.compile(
    r"(?:将|下一步|今后|下阶段|接下来|改进|整改).{0,20}(?:工作|措施|方面|举措|努力|如下|以下|打算|计划)[：:。]?$|^(?:[（(]?[一二三1-3][）)、.．])?(?:改进|整改)(?:措施|举措|情况)"
)
_LEADS_TO_PROBLEMS = re.compile(
    r"(?:存在|主要).{0,10}(?:问题|不足|差距|短板)|问题(?:和|与|及)?不足"
)
OPENS_MEASURE = re.compile(
    r"^(?:[一二三四五六七八九]是|[（(]?[一二三四五六七八九\d]{1,2}[）)、.．])?(?:进一步|继续|将|要|着力|切实|持续|不断|重点)*"
    r"(?:加强|强化|完善|健全|优化|提升|推进|组织|开展|落实|加大|提高|严格|深化|拓展|丰富|规范|坚持|建立|探索|细化|扩大|做好|抓好|增强|改进|创新|举办|制定|修订|梳理|明确|压实|畅通|聚焦|围绕|紧盯|定期|动态)"
)


# what says that there is no shortcoming
NO_FAULT = re.compile(
    r"(?:不存在|[未没]有?发现|没有|无)(?:任何|明显|突出|重大|较大|其他)*(?:的)?(?:问题|不足|短板|差距)"
)


def names_a_problem(sentences: Sequence[Sentence]) -> bool:
    """Whether the sentences of part 五 say what falls short, and not only that something does.

    No list of words knows all shortcomings. So a sentence counts unless it is surely none: praise,
    what will be done, a lead-in (对照要求，仍存在一些问题和不足。), or a bare heading.
    """
    doing = False
    for sentence in sentences:
        text = BARE.sub("", NO_FAULT.sub("", fold(sentence.text)))
        if _LEADS_TO_MEASURES.search(sentence.text):
            doing = True
        elif _LEADS_TO_PROBLEMS.search(sentence.text):
            doing = False
        if SHORTCOMING.search(text):
            return True
        if (
            sentence.role == "heading"
            or PRAISE.search(fold(sentence.text))
            or leads_in(sentence.text)
        ):
            continue
        if not (doing or sentence.role == "measure" or OPENS_MEASURE.match(text)):
            return True
    return False


def leads_in(text: str) -> bool:
    """Whether a sentence says that something falls short, and nothing of what."""
    folded = fold(text)
    matches = [m for m in BARE.finditer(folded) if m.group()]
    return bool(matches) and bool(_LEAD_IN_TAIL.fullmatch(folded[matches[-1].end() :]))

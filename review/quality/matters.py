"""Whether a measure is about the same matter as a problem: by kinds of matter, then by words in common."""

import re
from functools import lru_cache

from review.quality.part_five import Item

_MATTERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("interpretation", re.compile(r"解读|图解|视频|动漫|问答|看不懂|听不懂|看不明白|通俗")),
    ("timeliness", re.compile(r"更新|及时|时效|滞后|晚于|迟于|逾期|偏晚|提前|同步|同日|时限|缓慢|进度|停更")),
    ("staff", re.compile(r"人员|队伍|业务|培训|学习|能力|素质|素养|专业|专职|兼职|联络员|信息员|熟悉|人手|配备|条例|轮训|骨干")),
    ("awareness", re.compile(r"意识|认识|重视|思想|主动性|积极性|责任|氛围|知晓|宣传")),
    ("mechanism", re.compile(r"机制|制度|流程|协调|衔接|沟通|联动|配合|统筹|协同|结合|体系|督查|督促|监督|检查|考核|通报|组织领导|标准化|规范化")),
    ("on_request", re.compile(r"依申请|答复|申请|研判|复议|诉讼")),
    ("platform", re.compile(r"网站|网页|公众号|新媒体|平台|渠道|载体|栏目|专栏|专区|形式|方式|多样|丰富|微信|微博|小程序|公示栏|电子屏")),
    ("interaction", re.compile(r"互动|征集|征求|参与|回应|留言|听证|采纳|咨询|问卷|需求|群众意见")),
    ("content", re.compile(r"内容|范围|深度|广度|领域|全面|完整|细化|质量|精准|针对性|精细|准确|公开力度|实效|效果")),
    ("review", re.compile(r"审核|保密|审查|属性|把关|校对|错别字|错敏")),
    ("catalogue", re.compile(r"目录|指南|清单|归档|档案|台账|文件库")),
    ("search", re.compile(r"检索|查找|查询|搜索|查不到|找不到")),
    ("grassroots", re.compile(r"基层|乡镇|村|社区|站所|街道|镇街|县区|下属|二级单位")),
    ("money", re.compile(r"预算|决算|三公|资金|采购|补贴|补助|救助|奖补")),
    ("meeting", re.compile(r"会议|列席|纪要")),
    ("fee_and_price", re.compile(r"收费|价格|费用")),
)  # fmt: skip
# what any measure of rule, supervision or training is an answer to
_GENERAL = frozenset({"timeliness", "content", "awareness", "staff", "mechanism", "review"})
_ANSWERS_GENERALLY = frozenset({"mechanism", "staff", "awareness"})
_STOP = re.compile(
    r"政府信息|信息公开|政务公开|公开工作|信息|公开|工作|问题|不足|存在|主要|我[局镇县市区办街委]|政务|政府|进一步|部分|个别|有待|不够|加强|完善|提高|提升|"
    r"强化|及时|还|较|较为|需要|以及|方面|情况|相关|有关|下一步|今后|针对|改进|整改|措施|年度?|上级|单位|部门|开展|落实|确保|做好|全面|不断|持续|"
    r"[一二三四五六七八九十]是|[0-9]+|[^\u4e00-\u9fff]"
)


@lru_cache(maxsize=256)
def matters(text: str) -> frozenset[str]:
    """The kinds of matter that a folded text speaks of."""
    return frozenset(name for name, pattern in _MATTERS if pattern.search(text))


def answered(problem: Item, measures: tuple[Item, ...], *, strictly: bool = False) -> bool:
    """Whether one of the measures may be about the problem. `strictly`: a problem of no known kind needs
    words in common, too."""
    kinds = matters(problem.said)
    words = neighbours(problem.said)
    for measure in measures:
        other = matters(measure.said)
        if kinds & other or words & neighbours(measure.said):
            return True
        if kinds and kinds <= _GENERAL and other & _ANSWERS_GENERALLY:
            return True
    return not (kinds or strictly)


@lru_cache(maxsize=256)
def neighbours(text: str) -> frozenset[str]:
    """Neighbouring characters, what any report says left out."""
    return frozenset(
        part[at : at + 2] for part in _STOP.sub(" ", text).split() for at in range(len(part) - 1)
    )

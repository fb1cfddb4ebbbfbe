"""Roles and topics of sentences by keywords: features of the model, and what stands where there is none."""

import re

from review.model import SectionKey
from review.outcome import Role

_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("processing_fee", re.compile(r"信息处理费|信息公开处理费|处理相关费用|收费通知|处理费|收取.{0,8}费用|费用收取|检索费|邮寄费")),
    ("proposals", re.compile(r"建议.{0,8}提案|提案.{0,8}建议|人大代表建议|政协(?:委员)?提案|代表建议|委员提案|建议提案|[件条]提案|议案")),
    ("key_tasks", re.compile(r"(?:政务公开)?(?:重点)?(?:工作)?(?:要点|重点工作任务分工|任务分解)")),
    ("innovation", re.compile(r"创新")),
    ("statistics", re.compile(r"数据统计说明|统计口径|所列数据")),
    ("on_request", re.compile(r"依申请|信息公开申请|政府信息申请")),
    ("platform", re.compile(r"网站|新媒体|公众号|公报|查阅点|专区|平台建设|公开平台|门户|政务公开栏|查阅中心")),
    ("management", re.compile(r"信息管理|目录|指南|审核|审查|属性|标准化|规范化|归档|动态调整|台账")),
    ("oversight", re.compile(r"监督保障|组织领导|领导小组|培训|考核|评议|追责|责任追究|专人")),
    ("proactive", re.compile(r"主动公开|公开.{0,6}信息|政策解读|决策公开|公众参与|重点领域|发布.{0,6}信息")),
)  # fmt: skip
_PROBLEM = re.compile(
    r"不足|不够|不高|不强|不严|不到位|不及时|不平衡|不全面|不完善|不规范|不深|不透|不准|不一致|不紧密|不多|较少|偏低|偏少|薄弱|滞后|欠缺|缺乏|"
    r"单一|短板|差距|有待|尚需|仍需|还需|需(?:要)?(?:进一步)?(?:提高|提升|加强|改善|完善|改进)|局限|问题|未能|晚于|迟于|较慢|不(?:能)?做到|落后|疏漏"
)
_MEASURE = re.compile(
    r"下一步|今后|将|进一步|继续|针对|加强|强化|完善|健全|优化|提升|推进|组织|开展|落实|加大|提高|严格|深化|拓展|丰富|规范|坚持|建立|探索"
)
_LEADING = re.compile(
    r"^(?:[一二三四五六]是|[（(]?[一二三四五六1-6][）)、.．])?(?:下一步|今后|下阶段|下一年度?|接下来|为此|针对|改进措施|整改措施)|(?:我|本)[局委办镇乡市县区街单机们].{0,8}将|将(?:进一步|继续|切实|从|坚持|持续|着力|不断|重点|积极|严格|以)"
)
_ANNOUNCED = re.compile(
    r"^(?:[一二三四五六]是|同时，)?(?:下一步|今后|未来|接下来|下阶段)|"
    r"(?:我们|[我本][局委办镇乡市县区街厅院关所]|街道)(?:还|也)?将(?:继续|进一步|积极|不断|持续|切实|坚持)"
)
_RECTIFIED = re.compile(
    r"整改(?:到位|完成|落实|情况)|已(?:经)?整改|上年度?.{0,12}问题|上一年度?.{0,12}问题|20\d\d年.{0,8}问题整改|得到(?:有效)?(?:改进|解决|改善)"
)
_NOTICE = re.compile(
    r"现将.{0,30}(?:报告|公布|如下)|现公布|向社会公布|统计期限|如有疑问|如对本?报告|联系电话|本年度报告|编制(?:而成|本报告)|"
    r"^无[。.]?$|未收取|未产生|没有产生|未发生|没有发生|未收到|没有收到|未接到|无其他|没有其他"
)


def role_of(text: str, section: SectionKey, heading: bool) -> Role:
    """The role of a sentence by its words and its part (LABELS.md)."""
    if heading:
        return "heading"
    if section in ("front", "end"):
        return "notice"
    if section == "problems":
        if _RECTIFIED.search(text):
            return "rectification"
        future = _LEADING.search(text)
        fault = _PROBLEM.search(text)
        if fault and not future:
            return "problem"
        if future or _MEASURE.search(text):
            return "measure"
    if _NOTICE.search(text):
        return "notice"
    return "practice"


def announces(text: str) -> bool:
    """Whether a sentence says outright that it speaks of what is to come."""
    return bool(_ANNOUNCED.search("".join(text.split())))


def topics_of(text: str) -> tuple[str, ...]:
    """Topics that a sentence names, in the order of the contract's families."""
    return tuple(name for name, pattern in _TOPICS if pattern.search(text))

"""How writers of part 五 open, number and cut what they say: over folded text."""

import re
from collections.abc import Iterator
from itertools import pairwise

from review.quality.shortcomings import BARE, NO_FAULT, SHORTCOMING

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十][是要]|第[一二三四五六七八九十][,、是]|[首其][先次一二三四][,是]|"
    r"[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．](?!\d)|[①-⑳])"
)
_CUT_AT_ORDINAL = re.compile(
    r"(?<=[,:;、。])(?=[一二三四五六七八九十][是要]|第[一二三四五六][,是]|其[一二三四][,是])"
)
_COLON = re.compile(r"^([^:。;,]{2,30}):(?=.)")
ORDINAL_ONLY = re.compile(rf"^{_NUMBERED.pattern}")
FIRST = re.compile(r"[(（]?(?:[一1][)）、.．是]|第一|首先)")
SETTLED = re.compile(
    r"整改|改进|解决|改善|完成|补齐|修复|到位|落实|消除|恢复|更正|纠正|均已|都已|已[于经在通按自从全逐建]|已[^,。]{0,16}(?:了|完|好|成)|一律|改为|得到"
)
RAISED = re.compile(
    r"指出|提出|反映|报告|查出|自查|查找|评估|检查|检测|测评|问题|不足|没有做完|逾期|扣分|所列|列出|整改"
)
DONE = re.compile(
    r"今年|本年|年内|[\d一二三四五六七八九十]月|已|均|都|改|更[正换新]|补|重[新编写]|新增|统一|增[加设列]"
)
STILL = re.compile(r"仍|尚未|至今|还(?:未|没|有|不|存)|未能|才更正")
PROBLEM_LEAD = re.compile(
    r"^.{0,6}(?:问题|不足|短板|差距)$|(?:存在|主要|当前|目前|今年|本年|不足|年)[^,。:;]{0,14}(?:问题|不足|差距|短板|困难|薄弱环节)|^(?:主要|存在)?(?:的)?(?:问题|不足)(?:之处)?(?:有|是|为|如下)?|"
    r"(?:问题|不足|差距|短板)(?:主要)?(?:有|是|为|如下|表现在|体现在|包括)"
)
MEASURE_LEAD = re.compile(
    r"(?:改进|整改|对策|努力)(?:的)?(?:措施|举措|情况|工作|打算|计划|方向|安排)|(?:工作|下步|下一步)(?:的)?(?:措施|举措|打算|计划|安排|思路|重点|方向)|^[^,。;]{0,10}(?:措施|改进|整改|打算|举措|计划|安排|对策|办法)(?:有|是|如下)?:?$|"
    r"(?:针对|对于|围绕|就)(?:上述|以上|存在|这些|这|此类|前述|发现)[^。;]{0,12}(?:问题|不足|情况|短板)"
)
FUTURE = re.compile(
    r"下一?步|今后|下阶段|下一(?:年|季度)|接下来|未来|来年|明年|新的一年|为此,|对此,|为解决|(?:^|[,、局委办镇乡县市区们道院厅所])(?:将(?!.{0,10}(?:纳入|作为|列入).{0,14}(?:考核|重要))|拟|计划|要(?!求))"
)
# what is missing, said plainly
_LACKS = re.compile(
    r"(?:没有|未)(?!来|成年|发生|出现|收到|收取|接到)|只(?:有|写|更新|公[布开]|张贴|提供|在)|仅|停更|停留在|隔[月周]|才(?:上网|公|发)|漏|缺"
)
_CUT_AT_FUTURE = re.compile(
    r"(?<=[,;])(?=(?:下一?步|今后|下阶段|接下来|为此|明年|来年|20\d\d年(?:起|将|度将|我)|(?:我[局办镇委])?将))"
)
SAID_BEFORE = re.compile(
    r"^(?:针对|对于|对|围绕|就|聚焦)[^,。]{0,60}(?:问题|不足|短板|情况|现象)|^(?:针对|对|就)[^,。]{0,40}(?:指出|反映|提出|通报)的"
)


def last_year_words(year: int | None) -> re.Pattern[str]:
    """How a report for a year speaks of the year before, over folded text."""
    named = f"|{year - 1}年" if year else ""
    return re.compile(rf"上一?年|去年|上一?年度|往年|历年|前一年{named}|上次年报")


def falls_short(body: str) -> bool:
    """Whether a folded statement says of what something is lacking or not as it should be."""
    rest = BARE.sub("", NO_FAULT.sub("", body))
    return bool(SHORTCOMING.search(rest) or _LACKS.search(rest))


def fault_first(body: str) -> bool:
    """Whether what falls short is said before what will be done."""
    fault, future = SHORTCOMING.search(body), FUTURE.search(body)
    return bool(fault and future and fault.start() < future.start())


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a folded sentence behind a short opening (存在的问题:), at 一是 and 二是, and at the future."""
    start = 0
    ordinal = ORDINAL_ONLY.match(text)
    offset = ordinal.end() if ordinal else 0
    opening = _COLON.match(text[offset:])
    if opening and re.search(r"问题|不足|措施|举措|打算|改进|整改|差距|方面|计划|年", opening[1]):
        start = offset + opening.end()
        yield 0, start
    cuts = {start, len(text)}
    cuts |= {m.start() for m in _CUT_AT_ORDINAL.finditer(text) if m.start() > start}
    for match in _CUT_AT_FUTURE.finditer(text):
        before = text[max(c for c in cuts if c <= match.start()) : match.start()]
        if falls_short(before) and not SAID_BEFORE.match(before):
            cuts.add(match.start())
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        if text[left:right].strip("。;,: "):
            yield left, right

"""W105: a body under a name that it no longer has in the report's year."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import Span
from review.wording.lists import Body
from review.wording.passages import Passage

_OF_THE_PAST = re.compile(
    r"更名|改名|划转|划入|合并|并入|整合|撤销|组建|前身|机构改革|不再保留|转隶|旧称|挂牌|历史|档案"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_PLACES = frozenset("省市县区州旗盟府我本该乡镇")
# words that end before a body's name; 原 is not among them, nor 和: 文化和旅游局 is one name
_WORD_ENDS = frozenset("由向将被按请跟")
# 环境保护部门, 农业部署: another word
_WORD_GOES_ON = frozenset("门署分队位长落系")


@check(
    code="W105",
    name="former_agency_name",
    title="机构旧称",
    severity=Severity.SHOULD,
    finds="用了机构改革以前的名称（国土局、环保局、卫计委……，词表，可增补）；“原国土局”、文件名称和往年的事不算",
    basis="2018年、2023年机构改革方案；常规",
    advice="改用现在的名称；说的是往年的事，请写“原……”。",
    bad=(
        Example("“县国土局”", edits=(("全年审查", "会同县国土局、县财政局，全年审查"),)),
        Example("“县卫计委”", edits=(("全年审查", "由县卫计委牵头，全年审查"),)),
    ),
    good=(
        Example("“县自然资源局”", edits=(("全年审查", "会同县自然资源局，全年审查"),)),
        Example("“原县国土局”", edits=(("全年审查", "移交原县国土局档案，全年审查"),)),
    ),
)
def former_agency_name(facts: Facts) -> Iterator[Finding]:
    report = facts.report
    if report.year is None:
        raise NotApplicable("报告中没有年度，无法判断机构当时的名称")
    if report.agency.kind == "other":
        raise NotApplicable("开发区、企事业单位的内设机构名称自定")
    own = "".join((report.agency.name, *report.agency.names))
    found: dict[str, list[Span]] = {}
    bodies: dict[str, Body] = {}
    for key, passage in facts.passages.items():
        for hit in facts.lexicon.bodies.find(passage.text):
            name = passage.text[hit.start : hit.end]
            if (
                report.year <= hit.entry.since
                or name in own
                or not _stands_alone(passage, hit.start, hit.end, hit.entry)
                or _past(passage, hit.start, hit.end, hit.entry)
                or facts.lexicon.allows("W105", passage, hit.start, hit.end)
            ):
                continue
            found.setdefault(name, []).append(facts.stretch(key, hit.start, hit.end))
            bodies[name] = hit.entry
    for name, spans in found.items():
        body = bodies[name]
        yield former_agency_name.finding(
            f"{facts.section_place(spans[0].section)}的“{name}”是{body.since}年机构改革以前的名称，"
            f"{report.year}年度应称{body.now}。",
            evidence=spans,
        )


def _stands_alone(passage: Passage, start: int, end: int, body: Body) -> bool:
    text = passage.text
    if passage.in_title(start, end) or text[end : end + 1] in _WORD_GOES_ON:
        return False
    if start == 0 or text[start] in _PLACES:
        return True
    before = text[start - 1]
    if not "\u4e00" <= before <= "\u9fff":
        # （原国土局）, 自然资源局(国土局): what stands in brackets explains the name before
        return before not in "(\"'"
    return before in _WORD_ENDS or (before in _PLACES and not body.national)


def _past(passage: Passage, start: int, end: int, body: Body) -> bool:
    before = passage.before(start, 12)
    if re.search(r"原[^,。;]{0,8}$", before):
        return True
    sentence = passage.sentence(start, end)
    if _OF_THE_PAST.search(sentence):
        return True
    return any(int(year) <= body.since for year in _YEAR.findall(sentence))

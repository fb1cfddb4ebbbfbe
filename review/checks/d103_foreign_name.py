"""D103: the name of another place or body, left in by copying.

What title and signature call the body is S303's matter.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from review.checking import Example, NotApplicable, check
from review.copying.foreign import names_of_another, places_of
from review.copying.shared_passage import SharedPassage
from review.facts import Facts
from review.finding import Finding, Severity
from review.leftovers import MOST, Own, left_over, of_partners, told_apart
from review.model import SECTION_KEYS, SectionKey

_COPIED = (
    "2023年的问题：办事指南写得太专业，澄湖县的家长打电话来问得最多的是材料清单里的三个证明到底由谁开具。\n"
    "下一步，请不在窗口工作的同事照着指南办一遍，看不懂的地方逐条改写，证明由谁开具写进清单的备注栏。"
)
_Place = tuple[SectionKey, int, int, Severity]
_Stretch = tuple[SectionKey, int, int, bool]


@check(
    code="D103",
    name="foreign_name",
    title="残留外地、外单位名称",
    severity=Severity.MUST,
    finds="照抄留下的外地或外单位名称（本地、上级、下级、协作交流对象、文件名称、企业名称不算）；与同一批中该机关雷同的段落里的名称是确定的，不能确定的请核实",
    basis="常规",
    advice="改为本机关、本地区的名称，并核对照抄的段落是否符合本机关实际。",
    bad=(
        Example(
            "别县的商务局成了主语",
            edits=(
                ("2023年，我局围绕消费促进", "2023年，昌乐县商务局认真贯彻上级部署，围绕消费促进"),
            ),
        ),
        Example(
            "成段照抄别县教育局的文字，县名没有改",
            sections={"problems": _COPIED},
            other=Example("", sections={"problems": _COPIED}),
        ),
        Example(
            "别县的政府网站，县名不在区划表里",
            edits=(("通过县政府网站公开信息376条", "通过澄湖县人民政府网站公开信息376条"),),
        ),
        Example(
            "别县的居民",
            edits=(("全年审查", "方便澄湖县广大群众查询，全年审查"),),
        ),
        Example(
            "在别县县委的领导下",
            edits=(("2023年，我局围绕", "在昌乐县委、县政府的领导下，我局围绕"),),
        ),
    ),
    good=(
        Example(
            "到别县学习经验",
            edits=(("全年审查", "赴昌乐县商务局学习公开专区建设经验，全年审查"),),
        ),
        Example(
            "和别县协作",
            edits=(("全年审查", "与澄湖县商务局签订协作协议并公开，全年审查"),),
        ),
        Example(
            "文件名称里的地名",
            edits=(("全年审查", "转发《昌乐县商务局促消费措施》，全年审查"),),
        ),
    ),
)
def foreign_name(facts: Facts) -> Iterator[Finding]:
    agency = facts.report.agency
    if agency.kind == "ministry":
        raise NotApplicable("国务院部门管理全国，不判断外地名称")
    if not agency.full:
        raise NotApplicable("报告中没有机关全称，无法判断本地区")
    own = Own(agency)
    placed = bool(own.paths or own.region or own.places)
    copied = _in_shared_passages(facts, own)
    if not placed and not copied:
        raise NotApplicable("机关名称中没有地区")
    found: dict[str, list[_Place]] = {}
    for key, start, end, certain in left_over(own, facts.passages) if placed else ():
        passage = facts.passages[key]
        if facts.lexicon.allows("D103", passage, start, end):
            continue
        name = passage.text[start:end]
        if facts.lexicon.slips.find(name):
            continue  # W106 says what it should be
        sure = certain or any(c[3] and _touch(c, (key, start, end)) for c in copied)
        found.setdefault(name, []).append((key, start, end, _level(sure)))
    told = [place[:3] for places in found.values() for place in places]
    fresh: dict[str, list[_Place]] = {}
    for key, start, end, sure in copied:
        if not any(_touch((key, start, end, sure), other) for other in told):
            name = facts.passages[key].text[start:end]
            fresh.setdefault(name, []).append((key, start, end, _level(sure)))
    for name, places in found.items():
        # what other reports add is no evidence: the finding stays the one that was decided on
        yield _told(facts, name, places, fresh.pop(name, ()))
    for name, places in fresh.items():
        yield replace(_told(facts, name, places), whole=True, subject=name)


def _told(
    facts: Facts, name: str, places: Sequence[_Place], besides: Sequence[_Place] = ()
) -> Finding:
    certain = any(level == Severity.MUST for *_, level in (*places, *besides))
    where = facts.section_place(places[0][0])
    count = len(places) + len(besides)
    times = f"等{count}处" if count > 1 else ""
    doubt = "，不是本机关或本地区的名称" if certain else "，请核实是否照抄时留下的外地、外单位名称"
    return foreign_name.finding(
        f"{where}{times}出现“{name}”{doubt}（本报告是{facts.report.agency.name}的）。",
        evidence=(facts.stretch(key, start, end) for key, start, end, _ in places),
        severity=Severity.MUST if certain else Severity.ASK,
    )


def _in_shared_passages(facts: Facts, own: Own) -> list[_Stretch]:
    """Names of another agency of the batch in a sentence shared with it (offsets in the folded text); whether certain."""
    found = [
        stretch
        for shared in facts.shared or ()
        for section in dict.fromkeys(place[0] for place in shared.here)
        if section in facts.passages
        for stretch in islice(_in_section(facts, own, shared, section), MOST)
    ]
    return _each_once(found)


def _in_section(
    facts: Facts, own: Own, shared: SharedPassage, section: SectionKey
) -> Iterator[_Stretch]:
    passage, folded = facts.passages[section], facts.folded[section]
    names = names_of_another(own, shared.names)
    sentences = sorted((first, last) for key, first, last in shared.here if key == section)
    for start, end in places_of(names, passage.text):
        left, right = folded.source_span(start, end)
        if left >= sentences[-1][1]:
            return
        at = bisect_right(sentences, (left, len(passage.source))) - 1
        if at < 0 or right > sentences[at][1]:
            continue
        if not passage.in_title(start, end) and not of_partners(passage, start, end):
            certain = names[passage.text[start:end]] and not told_apart(passage, start, end)
            yield section, start, end, certain


def _each_once(found: Iterable[_Stretch]) -> list[_Stretch]:
    """Of names at one place the longest, certain where one of them is: several reports may be one agency's."""
    out: list[_Stretch] = []
    for stretch in sorted(found, key=lambda s: (SECTION_KEYS.index(s[0]), s[1], -s[2])):
        if out and _touch(out[-1], stretch[:3]):
            key, start, end, certain = out[-1]
            out[-1] = key, start, end, certain or stretch[3]
        else:
            out.append(stretch)
    return out


def _level(certain: bool) -> Severity:
    return Severity.MUST if certain else Severity.ASK


def _touch(one: _Stretch, other: tuple[SectionKey, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]

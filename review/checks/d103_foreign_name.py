"""D103: the name of another place or body, left in by copying.

What title and signature call the body is S303's matter.
"""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.leftovers import Own, left_over
from review.model import SectionKey


@check(
    code="D103",
    name="foreign_name",
    title="残留外地、外单位名称",
    severity=Severity.MUST,
    finds="照抄留下的外地或外单位名称（本地、上级、下级、协作交流对象、文件名称、企业名称不算）；不能确定的请核实",
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
    if not own.paths and not own.region:
        raise NotApplicable("机关名称中没有地区")
    found: dict[str, list[tuple[SectionKey, int, int, Severity]]] = {}
    for key, passage in facts.passages.items():
        for start, end, certain in left_over(own, key, passage):
            if facts.lexicon.allows("D103", passage, start, end):
                continue
            name = passage.text[start:end]
            level = Severity.MUST if certain else Severity.ASK
            found.setdefault(name, []).append((key, start, end, level))
    for name, places in found.items():
        certain = any(level == Severity.MUST for *_, level in places)
        where = facts.section_place(places[0][0])
        times = f"等{len(places)}处" if len(places) > 1 else ""
        doubt = (
            "，不是本机关或本地区的名称" if certain else "，请核实是否照抄时留下的外地、外单位名称"
        )
        yield foreign_name.finding(
            f"{where}{times}出现“{name}”{doubt}（本报告是{agency.name}的）。",
            evidence=(facts.stretch(key, start, end) for key, start, end, _ in places),
            severity=Severity.MUST if certain else Severity.ASK,
        )

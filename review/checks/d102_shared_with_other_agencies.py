"""D102: passages that other agencies of the batch have too; who was there first, where dates tell."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from review.checking import Example, NotApplicable, check
from review.copying.shared_passage import SharedPassage
from review.facts import Facts
from review.finding import Elsewhere, Evidence, Finding, Severity
from review.model import SectionKey

_NAMED = 4
_SOURCE = "source"  # to be copied is another matter than to copy: what was decided on the one says nothing of the other

_OWN: dict[SectionKey, str] = {
    "problems": "2023年的问题：办事指南写得太专业，群众打电话来问得最多的是材料清单里的三个证明到底由谁开具。\n"
    "下一步，请不在窗口工作的同事照着指南办一遍，看不懂的地方逐条改写，证明由谁开具写进清单的备注栏。"
}
_THEIRS: dict[SectionKey, str] = {
    "problems": "2022年的问题：办事指南写得过于专业，家长打电话来问得最多的是材料清单里的三个证明到底由谁开具。\n"
    "下一步，请不在窗口工作的同志照着指南办一遍，看不懂的地方逐条改写，证明由谁开具写进清单的备注栏。"
}


@check(
    code="D102",
    name="shared_with_other_agencies",
    title="与其他单位雷同",
    severity=Severity.SHOULD,
    finds="与同一批（或资料库中同年度、上年度）其他机关的报告有两句以上成段相同或改写的文字（机关名称、地名、数字和法定用语不计）；"
    "本报告公布在先的请核实",
    basis="国办公开办函〔2021〕30号（内容应真实反映本机关情况，常规）",
    advice="按本机关实际重写雷同的段落；确系统一提供文字的，删去与本机关无关的内容。",
    bad=(
        Example(
            "第五部分与别县教育局的只差机关和个别词",
            sections=_OWN,
            other=Example("", sections=_THEIRS),
        ),
    ),
    good=(
        Example("与同一批的报告各写各的", other=Example("")),
        Example(
            "只有一句话相同",
            sections={
                "problems": "2023年的问题：商务专栏的栏目更新滞后。\n"
                "下一步，请不在窗口工作的同事照着指南办一遍，看不懂的地方逐条改写，证明由谁开具写进清单的备注栏。"
            },
            other=Example("", sections=_THEIRS),
        ),
    ),
)
def shared_with_other_agencies(facts: Facts) -> Iterator[Finding]:
    if facts.shared is None:
        raise NotApplicable(
            "没有其他机关的报告可以比较，或还没有比对（同一批文件，资料库中的同年度和上年度报告）"
        )
    if not facts.shared:
        return
    evidence: list[Evidence] = []
    for passage in facts.shared[:_NAMED]:
        # only the most telling sentences are quoted of the other report
        for place, there in zip(passage.here, passage.there, strict=False):
            evidence += [facts.span(*place), Elsewhere(there, passage.other)]
    source = all(passage.source == "here" for passage in facts.shared)
    finding = shared_with_other_agencies.finding(
        f"与{_whom(facts.shared)}的报告有成段相同或相近的文字{_how_many(facts.shared)}。"
        f"{_direction(facts.shared)}",
        evidence=evidence,
        severity=Severity.ASK if source else Severity.SHOULD,
        subject=_SOURCE if source else "",
    )
    yield replace(finding, whole=True)


def _how_many(shared: Sequence[SharedPassage]) -> str:
    most = max(passage.count for passage in shared)
    return f"，共{most}句" if len(shared) == 1 else f"，最多的有{most}句"


def _whom(shared: Sequence[SharedPassage]) -> str:
    names = list(dict.fromkeys(_name(passage) for passage in shared))
    more = f"等{len(names)}个机关" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def _name(passage: SharedPassage) -> str:
    year = f"{passage.other.year}年度" if passage.other.year else ""
    return f"{passage.other.agency or '另一机关'}{year}"


def _direction(shared: Sequence[SharedPassage]) -> str:
    earlier = [passage for passage in shared if passage.source == "there"]
    if earlier:
        return f"{_name(earlier[0])}报告公布在先。"
    if all(passage.source == "here" for passage in shared):
        return "本报告公布在先，可能是对方照抄，请核实。"
    return "公布先后不能确定。"

"""T301, T302: what table 1 can hold at all."""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import CellEvidence, Finding, Severity

_KIND_NAMES = {
    "county": "县（区）级政府",
    "town": "乡镇政府",
    "street": "街道办事处",
    "department": "政府部门",
    "vertical": "垂直管理单位",
    "office": "政府办公室（厅）",
}


@check(
    code="T301",
    name="rules_without_power",
    title="没有规章制定权却填报规章",
    severity=Severity.MUST,
    finds="没有规章制定权的机关（县级政府、部门、乡镇街道等）规章件数大于0；机关类型不明时为请核实",
    basis="《中华人民共和国立法法》第九十一条、第九十三条；国办公开办函〔2021〕30号",
    advice="规章由国务院部门和省、设区的市、自治州人民政府制定，其他机关填0；规范性文件填在下一行。",
    bad=(
        Example(
            "县商务局填报规章现行有效6件",
            cells={"proactive.regulations.in_force": "6"},
        ),
    ),
    good=(Example("县商务局规章填0"),),
)
def rules_without_power(facts: Facts) -> Iterator[Finding]:
    reading = facts.reading("proactive")
    cells = [c for k, c in reading.cells.items() if k.startswith("proactive.regulations.")]
    if not cells:
        raise NotApplicable("第二部分表格的规章一行未能读取")
    filled = [c for c in cells if c.value and c.value > 0]
    agency = facts.report.agency
    if not filled or agency.rule_making:
        return
    shown = "、".join(f"{facts.column_name(c.key)}{c.raw}" for c in filled)
    evidence = [CellEvidence(c.key, c.raw) for c in filled]
    if agency.rule_making is None:
        yield rules_without_power.finding(
            f"第二部分表格“规章”行填{shown}，请核实本机关是否有规章制定权。",
            evidence=evidence,
            severity=Severity.ASK,
        )
    else:
        who = _KIND_NAMES.get(agency.kind, "本机关")
        yield rules_without_power.finding(
            f"第二部分表格“规章”行填{shown}，{who}没有规章制定权，应为0。", evidence=evidence
        )


@check(
    code="T302",
    name="negative_stock",
    title="现行有效件数小于本年制发件数",
    severity=Severity.SHOULD,
    finds="现行有效件数减本年制发加本年废止小于0（上年末存量为负）",
    basis="国办公开办函〔2021〕30号（常规）",
    advice="会同司法行政部门核对制发、废止和现行有效件数。",
    bad=(
        Example(
            "制发5件、废止0件、现行有效3件",
            cells={
                "proactive.normative_documents.issued": "5",
                "proactive.normative_documents.repealed": "0",
                "proactive.normative_documents.in_force": "3",
            },
        ),
    ),
    good=(
        Example(
            "制发1件、废止1件、现行有效8件",
            cells={
                "proactive.normative_documents.issued": "1",
                "proactive.normative_documents.repealed": "1",
                "proactive.normative_documents.in_force": "8",
            },
        ),
    ),
)
def negative_stock(facts: Facts) -> Iterator[Finding]:
    if facts.report.form != "2021":
        raise NotApplicable("旧版表格没有现行有效件数")
    cells = facts.reading("proactive").cells
    seen = False
    for row, name in (("regulations", "规章"), ("normative_documents", "行政规范性文件")):
        keys = [f"proactive.{row}.{column}" for column in ("in_force", "issued", "repealed")]
        values = [facts.report.value(key) for key in keys]
        if any(value is None for value in values):
            continue
        seen = True
        in_force, issued, repealed = (int(v) for v in values if v is not None)
        if in_force - issued + repealed < 0:
            yield negative_stock.finding(
                f"第二部分表格“{name}”：现行有效{in_force}-本年制发{issued}+本年废止{repealed}"
                f"={in_force - issued + repealed}，上年末不可能为负数。",
                evidence=[CellEvidence(k, cells[k].raw) for k in keys],
            )
    if not seen:
        raise NotApplicable("规章和行政规范性文件两行没有可用的数字")

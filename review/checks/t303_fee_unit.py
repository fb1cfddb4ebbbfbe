"""T303: an amount of fees that looks like yuan; the form asks for ten thousand yuan (万元)."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import CellEvidence, Finding, Severity

_CELL = "proactive.fees.amount"
_MUCH = 100_000
# a whole region, or the whole country, collects more
_MUCH_FOR_ALL = 10_000_000
_ONE_BODY = frozenset({"town", "street", "department"})
_REGION = frozenset({"ministry", "province", "city", "county"})
_PROVINCIAL = re.compile(r"^[^市县区]*(?:省|自治区)[^市县区]*$|厅$|国家|总局")


@check(
    code="T303",
    name="fee_unit",
    title="收费金额疑为以元填报",
    severity=Severity.ASK,
    finds="行政事业性收费金额大得像是以元为单位填报（表格单位为万元）",
    basis="国办公开办函〔2021〕30号（本年收费金额，单位：万元）",
    advice="核对收费金额的单位；以元填报的，换算成万元。",
    bad=(Example("县商务局收费金额填125000", cells={_CELL: "125000"}),),
    good=(
        Example("收费金额12.5万元", cells={_CELL: "12.5"}),
        Example(
            "县政府收费金额125000万元",
            cells={_CELL: "125000"},
            edits=(("清和县商务局", "清和县人民政府"),),
        ),
    ),
)
def fee_unit(facts: Facts) -> Iterator[Finding]:
    reading = facts.reading("proactive")
    cell = reading.cells.get(_CELL)
    if reading.form != "2021":
        raise NotApplicable("旧版表格没有收费金额")
    if cell is None or cell.value is None:
        raise NotApplicable("第二部分表格的收费金额没有可用的数字")
    amount, agency = cell.value, facts.report.agency
    if agency.kind in _REGION or _PROVINCIAL.search(agency.name):
        much = amount >= _MUCH_FOR_ALL
    elif agency.kind in _ONE_BODY:
        much = amount >= _MUCH
    else:
        much = amount >= _MUCH_FOR_ALL or (amount >= _MUCH and amount % 100 == 0)
    if much:
        yield fee_unit.finding(
            f"第二部分表格“行政事业性收费”的收费金额填{cell.raw}，单位是万元，"
            f"即{amount / 10_000:.2f}亿元，请核实是否以元填报。",
            evidence=(CellEvidence(_CELL, cell.raw),),
        )

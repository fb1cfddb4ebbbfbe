"""Y103: the tables hold the same figures as last year's."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import log2

from review.checking import Example, NotApplicable, Silence, check, last_year_of
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity
from review.model import TABLE_KEYS, SectionKey, TableKey

_SHOWN = 6
# figures that follow from others, and stocks, which may well stay the same
_NOT_OWN = re.compile(r"\.(?:total|in_force)$|\.(?:concluded|received)\.")
# how much must agree by chance: 1+1 件 may, 128 and 3 hardly, in bits
_COINCIDENCE, _ONE_TABLE = 8.0, 10.0
_FEW = 3
_BUSY = {
    f"requests.{row}.{column}": figure
    for row, figure in (
        ("received", "46"),
        ("granted", "25"),
        ("withheld.internal_affairs", "0"),
        ("unavailable.not_held", "17"),
        ("not_processed.petition", "4"),
        ("concluded", "46"),
    )
    for column in ("natural_person", "total")
}
_TOLD: Mapping[SectionKey, str] = {
    "overview": "（一）主动公开。公开信息376条。\n（二）依申请公开。新收申请46件，办结46件。"
}


@check(
    code="Y103",
    name="tables_identical",
    title="表格数字与上年完全相同",
    severity=Severity.SHOULD,
    finds="各表（或其中一张数字较多的表）不为0的数字与上年报告逐格相同；两年都是0的不算，数字很少、可能巧合的请核实",
    basis="国办公开办函〔2021〕30号（数据为本年度数据，常规）",
    advice="核对是否沿用了上年的表格；确属巧合的，说明情况。",
    bad=(
        Example(
            "三张表不为0的数字都与上年相同",
            last_year=Example(
                "",
                cells={
                    "proactive.normative_documents.in_force": "6",
                    "proactive.licensing.decisions": "128",
                    "proactive.penalties.decisions": "3",
                    "requests.received.natural_person": "2",
                    "requests.received.total": "2",
                    "requests.granted.natural_person": "1",
                    "requests.granted.total": "1",
                    "requests.withheld.internal_affairs.natural_person": "1",
                    "requests.withheld.internal_affairs.total": "1",
                    "requests.unavailable.not_held.natural_person": "0",
                    "requests.unavailable.not_held.total": "0",
                    "requests.concluded.natural_person": "2",
                    "requests.concluded.total": "2",
                },
            ),
        ),
        Example(
            "第三部分表格与上年逐格相同",
            cells=_BUSY,
            sections=_TOLD,
            last_year=Example("", cells=_BUSY),
        ),
    ),
    good=(
        Example("数字与上年不同", last_year=Example("")),
        Example(
            "两年都没有行政复议和行政诉讼",
            cells=_BUSY,
            sections=_TOLD,
            last_year=Example(""),
        ),
    ),
    silences=(Silence("Y102", "table"),),
)
def tables_identical(facts: Facts) -> Iterator[Finding]:
    before = last_year_of(facts)
    comparable = [key for key in TABLE_KEYS if _comparable(facts, before, key)]
    if not comparable:
        raise NotApplicable("两年报告没有一张用同一格式、都完整读出的表格")
    same = {key: _same(facts, before, key) for key in comparable}
    all_same = [cell for cells in same.values() for cell in cells or ()]
    if len(comparable) == len(TABLE_KEYS) and None not in same.values() and all_same:
        strong = _weight(facts, all_same) >= _COINCIDENCE
        yield _finding(facts, before, all_same, "三张表格", strong)
        return
    for key, cells in same.items():
        if cells and len(cells) >= _FEW and _weight(facts, cells) >= _ONE_TABLE:
            yield _finding(facts, before, cells, facts.form_table(key).label, True)


def _comparable(facts: Facts, before: Facts, key: TableKey) -> bool:
    here, there = facts.reading(key), before.reading(key)
    return here.status == there.status == "read" and here.form == there.form


def _same(facts: Facts, before: Facts, key: TableKey) -> list[str] | None:
    """The cells with figures of their own where a table is the same as last year's; None where it is not."""
    here, there = (
        {k: c.value for k, c in f.reading(key).cells.items() if c.value} for f in (facts, before)
    )
    if here != there:
        return None
    return [k for k in here if not _NOT_OWN.search(k)]


def _weight(facts: Facts, cells: Sequence[str]) -> float:
    return sum(log2(1 + float(Decimal(facts.values.get(cell) or 0))) for cell in cells)


def _finding(facts: Facts, before: Facts, cells: Sequence[str], what: str, strong: bool) -> Finding:
    shown = sorted(cells, key=lambda cell: -float(facts.values.get(cell) or 0))[:_SHOWN]
    evidence: list[Evidence] = []
    for cell in shown:
        evidence.append(CellEvidence(cell, facts.cells[cell].raw))
        evidence.append(before.elsewhere(CellEvidence(cell, before.cells[cell].raw)))
    figures = "、".join(f"{facts.brief_name(cell)}{facts.cells[cell].raw}" for cell in shown)
    more = f"等{len(cells)}格" if len(cells) > len(shown) else ""
    ends = "" if strong else "；数字不多，请核实是否巧合"
    return tables_identical.finding(
        f"{what}不为0的数字与{before.report.year}年度报告逐格相同：{figures}{more}{ends}。",
        evidence=evidence,
        subject=cells[0].split(".", 1)[0],
        severity=Severity.SHOULD if strong else Severity.ASK,
    )

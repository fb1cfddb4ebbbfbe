"""Y101: 上年结转 is not last year's 结转下年度."""

from collections.abc import Iterator, Mapping, Sequence

from review.checking import Example, Silence, check, last_year_of
from review.continuity import Step, carried_over, explanation
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity
from review.model import SectionKey

_CARRIED_IN = {
    f"requests.{row}.{column}": "1"
    for row in ("carried_in", "unavailable.not_held")
    for column in ("natural_person", "total")
} | {f"requests.concluded.{column}": "3" for column in ("natural_person", "total")}
_CARRIED_OUT = {
    f"requests.{row}.{column}": figure
    for row, figure in (("received", "4"), ("carried_out", "1"))
    for column in ("natural_person", "total")
}
_TOLD: Mapping[SectionKey, str] = {
    "overview": "（一）主动公开。公开信息376条。\n（二）依申请公开。新收政府信息公开申请2件，上年结转1件，办结3件。"
}


@check(
    code="Y101",
    name="carry_over_differs",
    title="上年结转与上年报告不符",
    severity=Severity.MUST,
    finds="第三部分表格“上年结转”与上年报告的“结转下年度继续办理”不同；只有申请人分列不同、总计相同的请核实，"
    "表格不平、机关更名或撤并的也请核实",
    basis="国办公开办函〔2021〕30号（上年结转即上年报告的结转下年度继续办理）",
    advice="对照上年报告和办理台账核对；上年报告填错或统计口径有调整的，在报告中说明。",
    bad=(
        Example(
            "上年报告结转下年度1件，本年上年结转填0",
            last_year=Example("", cells=_CARRIED_OUT),
        ),
        Example(
            "本年上年结转1件，上年报告没有结转",
            cells=_CARRIED_IN,
            sections=_TOLD,
            last_year=Example(""),
        ),
        Example(
            "总计相同，申请人分列不同",
            cells=_CARRIED_IN,
            sections=_TOLD,
            last_year=Example(
                "",
                cells={
                    "requests.received.business": "1",
                    "requests.received.total": "4",
                    "requests.carried_out.business": "1",
                    "requests.carried_out.total": "1",
                },
            ),
        ),
    ),
    good=(
        Example(
            "上年结转1件，上年报告结转下年度1件",
            cells=_CARRIED_IN,
            sections=_TOLD,
            last_year=Example("", cells=_CARRIED_OUT),
        ),
        Example("两年都没有结转", last_year=Example("")),
        Example(
            "正文说明了结转数字为何不同",
            edits=(
                (
                    "上年无结转",
                    "上年报告误将已办结的1件填作结转下年度，现予更正，上年无结转",
                ),
            ),
            last_year=Example("", cells=_CARRIED_OUT),
        ),
    ),
    silences=(Silence("N101", "cells", Severity.MUST),),
)
def carry_over_differs(facts: Facts) -> Iterator[Finding]:
    before = last_year_of(facts)
    steps = [step for step in carried_over(facts, before) if not step.wrong_before]
    if not steps or explanation(facts, "requests"):
        return
    total = next((step for step in steps if step.now.key.endswith(".total")), None)
    evidence: list[Evidence] = []
    for step in steps:
        evidence.append(CellEvidence(step.now.key, step.now.cell.raw))
        there = CellEvidence(step.before.key, step.before.cell.raw)
        evidence.append(before.elsewhere(there))
    columns = _columns(facts, [step for step in steps if step is not total])
    if total is None:
        if _total_is_blamed(facts, before):
            return
        message = f"第三部分表格“上年结转”各列与上年报告的“结转下年度继续办理”不同：{columns}；总计相同，请核实申请人的归类。"
        severity = Severity.ASK
    else:
        year = before.report.year
        message = (
            f"第三部分表格“上年结转”总计填{total.now.cell.raw or '空白'}，"
            f"{year}年度报告“结转下年度继续办理”总计为{total.before.cell.raw or '空白'}"
        )
        message += f"（{columns}）" if columns else ""
        message += _narrative(facts, total)
        message += f"；{total.doubt}，请核实。" if total.doubt else "。"
        severity = Severity.ASK if total.doubt else Severity.MUST
    yield carry_over_differs.finding(
        message, evidence=evidence, subject="requests", severity=severity
    )


def _total_is_blamed(facts: Facts, before: Facts) -> bool:
    """Whether the totals differ, too, but by a fault that is told elsewhere."""
    here, there = (
        facts.values.get("requests.carried_in.total"),
        before.values.get("requests.carried_out.total"),
    )
    return here != there


def _columns(facts: Facts, steps: Sequence[Step]) -> str:
    return "，".join(
        f"{facts.column_name(s.now.key)}列本年{s.now.value}、上年{s.before.value}" for s in steps
    )


def _narrative(facts: Facts, total: Step) -> str:
    """What the narrative says of the same cell, where it says something else than the table."""
    for claim in (read.claim for read in facts.claims):
        if claim.verdict == "contradicted" and claim.cells == (total.now.key,):
            same = claim.value == total.before.value
            return f"；正文“{claim.quote}”{'与上年报告一致' if same else '又与两者都不同'}"
    return ""

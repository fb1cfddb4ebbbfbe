"""T202: in table 3 a total is not the sum of its four outcomes."""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, Silence, check
from review.facts import Facts
from review.finding import CellEvidence, Finding, Proposal, Severity


@check(
    code="T202",
    name="proceedings_do_not_add_up",
    title="第四部分表格合计不符",
    severity=Severity.MUST,
    finds="行政复议、未经复议直接起诉、复议后起诉的总计不等于四种结果之和",
    basis="国办公开办函〔2021〕30号",
    advice="核对各类结果的件数，更正总计或分项。",
    bad=(
        Example(
            "行政复议维持10件、纠正1件，总计填0",
            cells={
                "proceedings.reconsideration.upheld": "10",
                "proceedings.reconsideration.corrected": "1",
                "proceedings.reconsideration.total": "0",
            },
        ),
    ),
    good=(Example("各组总计等于四种结果之和"),),
    silences=(Silence("N101", "cells"), Silence("N102", "cells")),
)
def proceedings_do_not_add_up(facts: Facts) -> Iterator[Finding]:
    balance = facts.proceedings_balance
    if balance is None:
        status = facts.reading("proceedings").status
        raise NotApplicable("缺少第四部分表格" if status == "missing" else "第四部分表格未能读取")
    cells = facts.reading("proceedings").cells
    table = facts.form_table("proceedings")
    for cause in balance.causes:
        for identity in cause.broken:
            total = next(k for k in identity.cells if k.endswith(".total"))
            parts = [k for k in identity.cells if k != total]
            numbers = [facts.values.get(k) for k in parts]
            group = next(g for g in table.groups if g.key == identity.line)
            known = [int(n) for n in numbers if n is not None]
            shown = "+".join(str(n) for n in known)
            # the total is the usual suspect; where parts could be wrong as well, nothing is proposed
            proposal = None
            if cause.unique and len(known) == len(parts):
                proposal = Proposal(total, sum(known))
            agrees = _narrative(facts, total, sum(known))
            yield proceedings_do_not_add_up.finding(
                f"{table.label}“{group.label.official}”：{shown}={sum(known)}，总计填{cells[total].raw}{agrees}。",
                evidence=[CellEvidence(k, cells[k].raw) for k in (*parts, total) if k in cells],
                subject="proceedings",
                proposal=proposal,
            )


def _narrative(facts: Facts, total: str, value: int) -> str:
    for read in facts.claims:
        quantity = read.statement.quantity
        if quantity and (total,) in read.statement.readings and quantity.value == value:
            return f"（正文“{read.claim.quote}”与分项之和一致）"
    return ""

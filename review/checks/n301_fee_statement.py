"""N301: statements on 信息处理费 that contradict the table or one another.

G1 a request dropped for want of payment, yet no notice sent; G3 more received than notified; G4 no
notice, yet an amount; G2, G4 (received without notice), G5 (not a multiple of ten) are asked about.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from review.checking import Example, check
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity


@check(
    code="N301",
    name="fee_statement_contradicted",
    title="信息处理费的说明自相矛盾",
    severity=Severity.MUST,
    finds="称未发收费通知而表格有逾期未缴费的申请，实收多于应收，未发通知却有金额等",
    basis="国办函〔2020〕109号；国办公开办函〔2021〕30号（其他需要报告的事项）",
    advice="核对收费通知和缴费记录，统一第六部分与第三部分表格的说明。",
    bad=(
        Example(
            "实际收取多于收费通知的总金额",
            sections={
                "other": "本年度发出收费通知2件，总金额600元，实际收取信息处理费900元。办理人大代表建议2件。"
            },
        ),
    ),
    good=(
        Example(
            "件数、总金额、实收金额俱全",
            sections={
                "other": "本年度发出收费通知2件，总金额600元，实际收取信息处理费600元。办理人大代表建议2件。"
            },
        ),
    ),
)
def fee_statement_contradicted(facts: Facts) -> Iterator[Finding]:
    said = facts.fee
    if said is None:
        return
    overdue = "requests.other.fee_overdue.total"
    # a table that does not add up there speaks for itself
    dropped = None if overdue in facts.explained_cells else facts.values.get(overdue)
    evidence: list[Evidence] = [facts.sentence_span(s) for s in said.sentences[:3]]
    cell: list[Evidence] = (
        [CellEvidence(overdue, facts.cells[overdue].raw)] if overdue in facts.cells else []
    )
    if dropped and said.notices == 0:
        yield fee_statement_contradicted.finding(
            f"正文称没有发出收费通知；第三部分表格“申请人逾期未按收费通知要求缴纳费用”总计{dropped}件，没有通知不会有逾期未缴。",
            evidence=[*evidence, *cell],
        )
    elif dropped and said.notices is None and said.nothing and not said.notified:
        yield fee_statement_contradicted.finding(
            f"正文称没有收取信息处理费，未提收费通知；第三部分表格“申请人逾期未按收费通知要求缴纳费用”总计{dropped}件，请核实是否发出过收费通知。",
            evidence=[*evidence, *cell],
            severity=Severity.ASK,
        )
    older = any(
        re.search(r"跨年|上一?年|去年|20\d\d年.{0,8}通知", sentence.text)
        for sentence in said.sentences
    )
    if said.notified is not None and said.received is not None and said.received > said.notified:
        if older:
            return  # paid on a notice of the year before
        yield fee_statement_contradicted.finding(
            f"正文：收费通知总金额{_money(said.notified)}，实际收取{_money(said.received)}，实收多于应收。",
            evidence=evidence,
        )
    elif said.notices == 0 and said.notified:
        yield fee_statement_contradicted.finding(
            f"正文：发出收费通知0件，总金额却有{_money(said.notified)}。", evidence=evidence
        )
    elif said.nothing and said.received:
        yield fee_statement_contradicted.finding(
            f"正文既称没有收取信息处理费，又称实际收取{_money(said.received)}。", evidence=evidence
        )
    elif said.notices == 0 and said.received:
        yield fee_statement_contradicted.finding(
            f"正文：发出收费通知0件，实际收取{_money(said.received)}，请核实是否为上年通知的费用。",
            evidence=evidence,
            severity=Severity.ASK,
        )
    elif said.notices and said.received == 0 and dropped == 0 and said.notified:
        yield fee_statement_contradicted.finding(
            f"正文：发出收费通知{said.notices}件，实际收取0元；第三部分表格没有逾期未缴费的申请，请核实是否仍在缴费期内。",
            evidence=[*evidence, *cell],
            severity=Severity.ASK,
        )
    if said.notified and said.notified % 10:
        yield fee_statement_contradicted.finding(
            f"正文：收费通知总金额{_money(said.notified)}，按规定标准计算应为10元的整数倍，请核实。",
            evidence=evidence,
            severity=Severity.ASK,
        )


def _money(value: Decimal) -> str:
    return f"{int(value) if value == value.to_integral_value() else value}元"

"""R202: a fee was charged, but notices, sum notified and sum received are not all told."""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.quality.fee import FeeStatement, elements_missing


@check(
    code="R202",
    name="fee_incomplete",
    title="信息处理费情况不完整",
    severity=Severity.SHOULD,
    finds="收取了信息处理费，但没有写全收费通知件数、总金额、实际收取总金额三项",
    basis="国办函〔2020〕109号；国办公开办函〔2021〕30号（其他需要报告的事项）",
    advice="写全发出收费通知的件数和总金额，以及实际收取的总金额。",
    bad=(
        Example(
            "只写实际收取的金额",
            sections={
                "other": "本年度实际收取信息处理费600元。办理人大代表建议2件。",
            },
        ),
    ),
    good=(
        Example(
            "三项俱全",
            sections={
                "other": "本年度发出收费通知2件，总金额600元，实际收取600元。办理人大代表建议2件。"
            },
        ),
        Example("没有收取的，写明未收取即可"),
    ),
)
def fee_incomplete(facts: Facts) -> Iterator[Finding]:
    fee = facts.fee
    if fee is None:
        raise NotApplicable("没有关于信息处理费的说明")
    if not _charged(fee):
        return
    missing = elements_missing(fee)
    if missing:
        yield fee_incomplete.finding(
            f"本年度收取了信息处理费，没有写明{'、'.join(missing)}。",
            evidence=[facts.sentence_span(s) for s in fee.sentences[:1]],
            subject="other",
        )


def _charged(fee: FeeStatement) -> bool:
    return any((fee.notices, fee.notified, fee.received, fee.charged))

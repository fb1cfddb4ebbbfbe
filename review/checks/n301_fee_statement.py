"""N301: statements on 信息处理费 that contradict the table or one another.

G1 a request dropped for want of payment, yet no notice sent; G3 more received than notified; G4 no
notice, yet an amount; G2, G4 (received without notice), G5 (not a multiple of ten) are asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from review.checking import Example, check
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity
from review.model import Span
from review.outcome import Sentence
from review.zh.folding import fold_with_map

_ABOUT = re.compile(r"处理费|收费通知|信处费")
# No sum and no count is longer: arithmetic with absurd ones would fail.
_MONEY = r"(?P<{0}>\d[\d,]{{0,19}}(?:\.\d{{1,6}})?)(?P<{0}_unit>万?元)"
_NOTICES = re.compile(
    r"(?:收费通知|缴费通知)(?:书|单)?[^,。;\d]{0,14}?(?P<count>\d{1,9})(?:件|份|次|张)|(?:发出|开出|发放|送达|下达)(?P<count2>\d{1,9})(?:件|份|次|张)[^,。;\d]{0,10}(?:收费通知|缴费通知)|(?P<count3>\d{1,9})(?:件|份|次)(?:收费通知|缴费通知)"
)
_NO_NOTICE = re.compile(
    r"(?:未|没有|无|从未)(?:曾)?(?:向[^,。;]{0,14})?(?:发出|开出|发放|下达|送达|制发|出具)(?:过)?(?:任何)?[^,。;]{0,10}(?:收费通知|缴费通知)|(?:无|没有|未有)收费通知|收费通知(?:的)?(?:件数|份数|数量)?[^,。;\d]{0,16}(?:为|均为|是|共)(?:0|零)(?![\d.])"
)
_NOTIFIED = re.compile(
    rf"(?:通知|应收|应缴|应当缴纳|涉及|收费)[^,。;\d]{{0,8}}?(?:总?金额|总额|费用)[^,。;\d]{{0,6}}{_MONEY.format('sum')}|(?:总金额|总额|应收|应缴|合计金额|共计|金额)(?:共计|合计|共|为|是|计)*{_MONEY.format('sum2')}"
)
_RECEIVED = re.compile(
    rf"(?:(?:实际|实)(?:收取|收到|收|收缴|缴纳|到账|入库|缴)[^,。;\d]{{0,14}}"
    rf"|(?:(?:共|当年|全年|本年度?|年内|已)共?|(?<=[,。;]))(?:收取|收到|收缴)(?:到|了)?(?:政府信息公开)?(?:信息)?处理费(?:用|共计|共|合计|总额|金额|为)*){_MONEY.format('got')}"
)
_NOTHING = re.compile(
    r"(?:未|没有|无|不)(?:曾|向[^,。;]{0,16})?(?:收取|收到|产生|发生|征收|收)[^,。;]{0,16}(?:处理费|费用|收费)"
)
_SUM_ZERO = re.compile(r"(?:均|都)(?:为|是)?(?:0|零)(?![\d.])")


@dataclass(frozen=True, slots=True)
class _Statement:
    """What the report says of the fee: notices, sums in 元 (None: not said), and where."""

    notices: int | None
    notified: Decimal | None
    received: Decimal | None
    nothing: bool
    spans: tuple[Span, ...]


def _yuan(number: str, unit: str) -> Decimal:
    value = Decimal(number.replace(",", ""))
    return value * 10_000 if unit == "万元" else value


def _read(facts: Facts) -> _Statement | None:
    notices: int | None = None
    notified = received = None
    nothing = False
    spans: list[Span] = []
    near = False
    for sentence in facts.sentences:
        if sentence.section in ("end",):
            continue
        about = bool(_ABOUT.search(sentence.text))
        if not about and not (near and re.search(r"\d|零|未|没有|无", sentence.text)):
            near = False
            continue
        near = about
        text = fold_with_map(sentence.text).text
        if re.search(r"去年|上一?年|历年|以来", text):
            continue
        spans.append(_span(facts, sentence))
        counted = _NOTICES.search(text)
        if counted:
            notices = int(counted["count"] or counted["count2"] or counted["count3"])
        elif _NO_NOTICE.search(text) or ("收费通知" in text and _SUM_ZERO.search(text)):
            notices = 0
        if match := _RECEIVED.search(text):
            received = _yuan(match["got"], match["got_unit"])
        if match := _NOTIFIED.search(_RECEIVED.sub("", text)):
            number, unit = match["sum"] or match["sum2"], match["sum_unit"] or match["sum2_unit"]
            notified = _yuan(number, unit)
        if _SUM_ZERO.search(text) and "收费通知" in text:
            notified = Decimal(0) if notified is None else notified
            received = Decimal(0) if received is None else received
        nothing = nothing or bool(_NOTHING.search(text))
    return _Statement(notices, notified, received, nothing, tuple(spans)) if spans else None


def _span(facts: Facts, sentence: Sentence) -> Span:
    return facts.sentence_span(sentence)


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
    said = _read(facts)
    if said is None:
        return
    overdue = "requests.other.fee_overdue.total"
    # a table that does not add up there speaks for itself
    dropped = None if overdue in facts.explained_cells else facts.values.get(overdue)
    evidence: list[Evidence] = list(said.spans[:3])
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
        re.search(r"跨年|上一?年|去年|20\d\d年.{0,8}通知", span.quote) for span in said.spans
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

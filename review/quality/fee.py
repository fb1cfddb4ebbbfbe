"""What a report says of the 信息处理费: notices sent, the sum notified, the sum received.

国办函〔2020〕109号 and the format of 2021 ask for these three (number and sum of the notices, sum received).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from review.outcome import Sentence
from review.zh.folding import fold

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
_CHARGED = re.compile(rf"(?:收取|收缴|缴纳|收到|征收|收费)[^。;\d]{{0,16}}{_MONEY.format('paid')}")
_NOTHING = re.compile(
    r"(?:未|没有|无|不)(?:曾|向[^,。;]{0,16})?(?:收取|收到|产生|发生|征收|收)[^,。;]{0,16}(?:处理费|费用|收费)"
)
_SUM_ZERO = re.compile(r"(?:均|都)(?:为|是)?(?:0|零)(?![\d.])")


@dataclass(frozen=True, slots=True)
class FeeStatement:
    """What the report says of the fee: notices, sums in 元 (None: not said), and in which sentences.

    `charged` is a sum that somebody paid or was asked for, however it is worded (None: none is told).
    """

    notices: int | None
    notified: Decimal | None
    received: Decimal | None
    nothing: bool
    charged: Decimal | None
    sentences: tuple[Sentence, ...]


# the three things as readers find them, in words too loose to be compared with figures
_NUMBER = r"(?:\d[\d,]{0,12}|[一二两三四五六七八九十]{1,4})"
_LONGEST = 600  # of a sentence without an end; more is not read
_ELEMENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "发出收费通知的件数",
        re.compile(
            rf"(?:收费|缴费)通知[^。;]{{0,24}}{_NUMBER}[件份次张]|{_NUMBER}[件份次张][^。;]{{0,12}}(?:收费|缴费)通知"
        ),
    ),
    (
        "收费通知的总金额",
        re.compile(
            r"(?:收费|缴费)通知[^。]{0,24}[件份次张][^。;\d实]{0,10}\d[\d,.]{0,16}万?元|(?:总金额|总额|应收|应缴|合计|共计|通知金额)[^。;\d]{0,8}\d[\d,.]{0,16}万?元"
        ),
    ),
    (
        "实际收取的总金额",
        re.compile(
            r"实际?(?:收|缴|到账|入库)[^。]{0,20}(?:元|\d)|(?:均|已|全部|按[时期]|尚|[均仍]?未)[^。;]{0,16}(?:缴|到账|收取|收讫|收费|入库)|(?:收取|收缴|收到)[^。;\d]{0,16}\d[\d,.]{0,16}万?元"
        ),
    ),
)


def elements_missing(fee: FeeStatement) -> tuple[str, ...]:
    """Which of the three things a report does not tell of a fee that was charged."""
    # each sentence has its own end; one without was broken by its layout (9400 / 元)
    text = "".join(fold(sentence.text[:_LONGEST]) for sentence in fee.sentences)
    read = (fee.notices, fee.notified, fee.received)
    return tuple(
        name
        for (name, told), value in zip(_ELEMENTS, read, strict=True)
        if value is None and not told.search(text)
    )


def _yuan(number: str, unit: str) -> Decimal:
    value = Decimal(number.replace(",", ""))
    return value * 10_000 if unit == "万元" else value


def read_fee(sentences: Iterable[Sentence]) -> FeeStatement | None:
    """Read what is said of the fee of this year; None where nothing is."""
    notices: int | None = None
    notified = received = charged = None
    nothing = False
    said: list[Sentence] = []
    near = False
    for sentence in sentences:
        if sentence.section in ("end",):
            continue
        about = bool(_ABOUT.search(sentence.text))
        if not about and not (near and re.search(r"\d|零|未|没有|无", sentence.text)):
            near = False
            continue
        near = about
        text = fold(sentence.text)
        if re.search(r"去年|上一?年|历年|以来", text):
            continue
        said.append(sentence)
        counted = _NOTICES.search(text)
        if counted:
            notices = int(counted["count"] or counted["count2"] or counted["count3"])
        elif _NO_NOTICE.search(text) or ("收费通知" in text and _SUM_ZERO.search(text)):
            notices = 0
        if "行政事业性" not in text and (match := _CHARGED.search(text)):
            charged = _yuan(match["paid"], match["paid_unit"]) or charged
        if match := _RECEIVED.search(text):
            received = _yuan(match["got"], match["got_unit"])
        if match := _NOTIFIED.search(_RECEIVED.sub("", text)):
            number, unit = match["sum"] or match["sum2"], match["sum_unit"] or match["sum2_unit"]
            notified = _yuan(number, unit)
        if _SUM_ZERO.search(text) and "收费通知" in text:
            notified = Decimal(0) if notified is None else notified
            received = Decimal(0) if received is None else received
        nothing = nothing or bool(_NOTHING.search(text))
    if not said:
        return None
    return FeeStatement(notices, notified, received, nothing, charged, tuple(said))

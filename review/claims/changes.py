"""Changes whose figures stand beside them: 由812条增至1005条,增长13.8%; 41件,较上年的30件增加10件."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"万?(?:人次|场次|件|条|次|份|个|篇|宗|起|期|场|人|部|万元|元)"
_BEFORE = r"(?:上一?年度?|去年|20\d\d年度?)(?:同期)?(?:的)?"
_NOW = r"(?:本年度?|今年|当年|20\d\d年度?)?(?:的)?"
_CHANGE = (
    r"[,、(]?(?:同比|较上年|比上年|较去年|比去年|增减|净|年|幅度)*"
    r"(?P<change>增长|增加|上升|增幅|提高|增多|涨幅|下降|减少|降低|降幅|回落)(?:率|幅度)?(?:了|为|达|达到)?"
    rf"(?P<amount>{_NUMBER})(?P<of>%|{_UNIT})(?!以上|左右|[余多])"
)
_FROM_TO = re.compile(
    rf"[由从](?:{_BEFORE})?(?P<before>{_NUMBER})(?P<unit>{_UNIT})"
    rf"(?:增加|增长|上升|提高|提升|攀升|扩大|下降|减少|降低|回落|缩减|压减|增|升|降|减)(?:到|至|为){_NOW}"
    rf"(?P<now>{_NUMBER})(?P=unit){_CHANGE}"
)
_BESIDE = re.compile(
    rf"(?P<now>{_NUMBER})(?P<unit>{_UNIT})[,(](?:比|较|与|同){_BEFORE}(?P<before>{_NUMBER})(?P=unit)(?:相比)?{_CHANGE}"
)
_MAY_COMPARE = re.compile("[增升降减提回涨]")
_UP = "增上提涨"
_HEDGED = re.compile(r"[约近余多超逾]")


@dataclass(frozen=True, slots=True)
class WrongChange:
    """A change that does not follow from the two figures beside it: its place (folded), what follows."""

    start: int
    end: int
    before: Decimal
    now: Decimal
    percent: bool


def wrong_changes(text: str) -> Iterator[WrongChange]:
    """Changes in a folded text that do not follow from the figures beside them, or go the other way."""
    if not _MAY_COMPARE.search(text):
        return
    for pattern in (_FROM_TO, _BESIDE):
        for match in pattern.finditer(text):
            if _HEDGED.search(match[0]):
                continue
            before, now, amount = (_value(match[name]) for name in ("before", "now", "amount"))
            percent = match["of"] == "%"
            if not before or (not percent and match["of"] != match["unit"]):
                continue
            signed = amount if match["change"][0] in _UP else -amount
            change = (now - before) * 100 / before if percent else now - before
            unit = (
                Decimal(1).scaleb(int(str(amount.as_tuple().exponent))) if percent else Decimal(0)
            )
            if abs(change - signed) > unit:
                yield WrongChange(match.start(), match.end(), before, now, percent)


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


__all__ = ["WrongChange", "wrong_changes"]

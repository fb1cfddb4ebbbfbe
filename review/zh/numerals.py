"""Numerals: Chinese, full-width, with thousands separators and 万/亿; and what stands in a cell."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from review.zh.folding import fold

_DIGITS = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
CHINESE_NUMERAL = "[零〇○一二两俩三四五六七八九十百千万亿]+"

_CELL = re.compile(
    r"(?P<sign>[+\-]{0,2})(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>亿元|万元|元|件|宗|个|份|次|条|起|例|部)?(?P<note>\([^()]*\)|\[[^\[\]]*\])?[*#.。,，]*"
)
# ① behind a figure is a footnote's mark; folded, it would become one of its digits
_MARKS = re.compile(r"[①-⑳⓪⑴-⒇㈠-㈩¹²³⁰-⁹₀-₉*＊※#]+$")
_LONGEST = 60
_CHINESE_CELL = re.compile(rf"(?P<number>{CHINESE_NUMERAL})(?P<unit>件|宗|个)?")


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral (十二, 两千零五, 一万三, 二〇二三); None if it is none."""
    if not text or len(text) > _LONGEST:
        return None
    if all(char in _DIGITS for char in text):
        # positional (二〇二三), or a single digit
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    last_unit = 1
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            if char in "零〇○":
                last_unit = 10  # 一百零五: the five is a five
        elif char in _UNITS:
            unit = _UNITS[char]
            section += (digit or 1) * unit
            digit, last_unit = 0, unit
        elif char in _MYRIADS:
            unit = _MYRIADS[char]
            total = (total + section + digit) * unit
            section = digit = 0
            last_unit = unit
        else:
            return None
    if digit and last_unit >= 100:
        digit *= last_unit // 10  # 一百二 is 120, 一万三 is 13000
    return total + section + digit


@lru_cache(maxsize=65536)
def cell_number(raw: str, *, decimal: bool = False, unit: str = "") -> int | Decimal | None:
    """The number that stands in a cell, its unit and note aside; None if there is none.

    Counts are int; where `decimal`, Decimal is allowed. A unit other than the column's own (元 in a
    column of 万元) makes the number unusable: None.
    """
    text = fold(_MARKS.sub("", raw.strip()).lstrip("¥￥$"))
    match = _CELL.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        chinese = _CHINESE_CELL.fullmatch(text)
        return chinese_number(chinese["number"]) if chinese else None
    found_unit = match["unit"] or ""
    if found_unit.endswith("元") and found_unit != unit:
        return None
    try:
        number = Decimal(match["number"].replace(",", ""))
    except InvalidOperation:
        return None
    if match["sign"].count("-") == 1:
        number = -number
    if number == number.to_integral_value():
        return int(number)
    return number if decimal else None

"""Dates and statistical periods as reports write them."""

import re
from collections.abc import Iterator
from datetime import date

from review.zh.numerals import chinese_number

_Y = r"(?P<{0}>(?:19|20)\d{{2}}|[一二][〇零○O0一二三四五六七八九]{{3}})"
_N = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}|元(?=月)"
_SP = r"[ \t\u3000\n]*"


def _date_pattern(tag: str, *, year_optional: bool = False) -> str:
    year = _Y.format(f"y{tag}") + f"{_SP}(?:年|[-./])"
    if year_optional:
        year = f"(?:{year}|同年{_SP}|当年{_SP})?"
    return f"{year}{_SP}(?P<m{tag}>{_N}){_SP}(?:月|[-./]){_SP}(?P<d{tag}>{_N})(?:{_SP}日)?"


DATE = re.compile(_date_pattern("1") + r"(?!\d)")
PERIOD = re.compile(
    r"自?" + _date_pattern("1") + rf"{_SP}(?:零时|0时|00:00)?{_SP}(?:起)?{_SP}[，,]?{_SP}(?:至|到|—+|－|-|~|～|——){_SP}"
    + _date_pattern("2", year_optional=True) + r"(?:止)?"
)  # fmt: skip


_WIDE = re.compile("[０-９．／－]")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")


def _half_width(text: str) -> str:
    return text.translate(_HALF_WIDTH) if _WIDE.search(text) else text


def _int(text: str) -> int:
    if text.isdigit():
        return int(text)
    return chinese_number(text.replace("O", "〇").replace("○", "〇").replace("元", "一")) or 0


def make_date(year: str | int, month: str, day: str) -> date | None:
    """The date, or None where there is no such day (2月30日)."""
    try:
        return date(year if isinstance(year, int) else _int(year), _int(month), _int(day))
    except ValueError:
        return None


def dates_in(text: str) -> Iterator[tuple[re.Match[str], date]]:
    """All full dates in a text."""
    for match in DATE.finditer(_half_width(text)):
        found = make_date(match["y1"], match["m1"], match["d1"])
        if found:
            yield match, found


def periods_in(text: str) -> Iterator[tuple[re.Match[str], date | None, date | None]]:
    """All spans of time from a date to a date; a missing second year is the first one's."""
    for match in PERIOD.finditer(_half_width(text)):
        first = _int(match["y1"])
        second = _int(match["y2"]) if match["y2"] else first
        yield (
            match,
            make_date(first, match["m1"], match["d1"]),
            make_date(second, match["m2"], match["d2"]),
        )

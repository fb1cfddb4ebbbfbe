"""Last year's report beside this year's: whether the one may be held against the other, and if not, why."""

import re
from dataclasses import dataclass
from typing import Literal

from review.model import Agency, Report
from review.report.agencies import is_full_name
from review.wording.lexicon import Lexicon
from review.zh.folding import fold

Kinship = Literal["same", "related", "other"]
"""Two names of one body; of bodies of which one may have become, or speak for, the other; of two bodies."""

_GOVERNMENT = re.compile(r"人民政府$")
_OFFICE = re.compile(r"(?:人民)?政府办公[室厅]$")
_MARKS = re.compile(r"[\s()（）“”\"·]")


@dataclass(frozen=True, slots=True)
class LastYear:
    """Last year's report, or the reason (Chinese) why none can be used.

    `related`: its body bears another name, so that figures may differ lawfully.
    """

    report: Report | None = None
    reason: str = "没有上年报告"
    related: bool = False


NONE_GIVEN = LastYear()


def hold_against(report: Report, before: Report, lexicon: Lexicon) -> LastYear:
    """Last year's report for `report`, if `before` is of the year before and of the same body."""
    if report.year is None or before.year is None:
        whose = "本报告" if report.year is None else "所给的上年报告"
        return LastYear(reason=f"{whose}没有写明年度，无法与上年比较")
    if before.year + 1 != report.year:
        return LastYear(
            reason=f"所给的报告是{before.year}年度的，不是上年（{report.year - 1}年度）报告"
        )
    kinship = kinship_of(before.agency, report.agency, lexicon)
    if kinship == "other":
        return LastYear(
            reason=f"所给的上年报告是“{before.agency.name}”的，与本报告的“{report.agency.name}”不是同一机关"
        )
    return LastYear(before, "", kinship == "related")


def kinship_of(before: Agency, now: Agency, lexicon: Lexicon) -> Kinship:
    """Whether two reports' bodies are one; a body without a full name may be any of its kind."""
    old, new = full_names(before), full_names(now)
    if not old or not new:
        return "related" if _may_be(before, now) else "other"
    if any(_alike(a, b) for a in old for b in new):
        return "same"
    if any(_renamed(a, b, lexicon) for a in old for b in new):
        return "related"
    governments = [{without_office(name) for name in names} for names in (old, new)]
    alike = any(_alike(a, b) for a in governments[0] for b in governments[1])
    return "related" if alike else "other"


def full_names(agency: Agency) -> list[str]:
    """The names of a body that say which it is, for comparison: folded, a government by its region."""
    names = dict.fromkeys((agency.name, *agency.names))
    return list(dict.fromkeys(_plain(name) for name in names if is_full_name(name)))


def without_office(name: str) -> str:
    """A government's name for that of its office; other names as they are."""
    return _OFFICE.sub("", name)


def _plain(name: str) -> str:
    return _GOVERNMENT.sub("", _MARKS.sub("", fold(name)))


def _may_be(before: Agency, now: Agency) -> bool:
    """Whether one of two bodies, of which one has no full name, may be the other: 区商务局 and 东屏区商务局."""
    old, new = _plain(before.name), _plain(now.name)
    return not old or not new or old.endswith(new) or new.endswith(old)


def _alike(a: str, b: str) -> bool:
    """Whether two full names differ at most in the regions above: 云岭市东屏区商务局 and 东屏区商务局."""
    return a.endswith(b) or b.endswith(a)


def _renamed(old: str, new: str, lexicon: Lexicon) -> bool:
    """Whether the new name may be what the word lists say has become of the old one, in the same region."""
    for hit in lexicon.bodies.find(old):
        if hit.end != len(old):
            continue
        region = old[: hit.start]
        now = re.split(r"[（(]", hit.entry.now)[0].rstrip("局厅委会员")
        if now and now in new and (new.startswith(region) or region.endswith(new.split(now)[0])):
            return True
    return False

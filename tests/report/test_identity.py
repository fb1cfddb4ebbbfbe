"""Who reports, for which year and period, and when: in the wordings that reports have."""

from datetime import date
from typing import Any

import pytest

from review.model import Report
from review.report.agencies import can_make_rules, is_full_name, kind_of
from tests.report.documents import HEADINGS, report_of, whole

AGENCY = "清和县水务局"


def titled(title: str, **kwargs: Any) -> Report:
    """A report with this title."""
    return report_of(*whole(title=title, **kwargs))


@pytest.mark.parametrize(
    "title",
    [
        "清和县水务局2024年政府信息公开工作年度报告",
        "清和县水务局2024年度政府信息公开工作年度报告",
        "清和县水务局 2024 年政府信息公开工作年度报告",
        "清和县水务局２０２４年政府信息公开工作年度报告",
        "清和县水务局2024年政府信息公开年度报告",
        "清和县水务局2024年信息公开工作报告",
        "清和县水务局关于2024年政府信息公开工作的年度报告",
        "清和县水务局二〇二四年政府信息公开工作年度报告",
        "2024年清和县水务局政府信息公开工作年度报告",
        "清和县水务局政府信息公开工作年度报告（2024年度）",
        "清和县水务局\n2024年政府信息公开工作年度报告",
        "清和县水务局2024年\n政府信息公开工作年度报告",
        "清和县水务局\n2024年政府信息公开\n工作年度报告",
        "　　清和县水务局2024年政府信息公开工作年度报告　",
        "清和县水务局2024年政府信息公开工作年度报告（公开稿）",
    ],
)
def test_titles(title: str) -> None:
    """Agency and year come out of a title, broken or not, in whatever order."""
    report = titled(title)
    assert (report.agency.name, report.year) == (AGENCY, 2024)
    assert report.agency.kind == "department" and report.agency.full


def test_title_without_agency_takes_the_signature() -> None:
    """2024年政府信息公开工作年度报告 alone: the signature names the body."""
    report = titled("2024年政府信息公开工作年度报告")
    assert (report.agency.name, report.year) == (AGENCY, 2024)


def test_short_name_in_the_title_is_completed_by_the_signature() -> None:
    """县水务局 in the title, 清和县水务局 below: the fullest name wins, both are told."""
    report = titled("县水务局2024年政府信息公开工作年度报告")
    assert report.agency.name == AGENCY
    assert report.agency.full
    assert set(report.agency.names) == {"县水务局", AGENCY}


def test_short_name_in_the_title_is_completed_by_the_preface() -> None:
    """No signature: the preface names the body in full."""
    front = "现将清和县水务局2024年政府信息公开工作情况公布如下。"
    report = titled("水务局2024年政府信息公开工作年度报告", front=front, end="")
    assert report.agency.name == AGENCY and report.agency.full


def test_no_full_name_anywhere_is_said() -> None:
    """区商务局 alone does not tell which: the name stands as it is, not full."""
    report = titled("区商务局2024年政府信息公开工作年度报告", end="区商务局\n2025年1月16日")
    assert (report.agency.name, report.agency.full) == ("区商务局", False)


def test_two_different_names_are_both_told() -> None:
    """A signature of another body than the title's stays in `names`."""
    report = titled(f"{AGENCY}2024年政府信息公开工作年度报告", end="清和县教育局\n2025年1月16日")
    assert report.agency.name == AGENCY
    assert report.agency.names == (AGENCY, "清和县教育局")


@pytest.mark.parametrize(
    ("name", "kind", "rules"),
    [
        ("清和县人民政府", "county", False),
        ("云岭市东屏区人民政府", "county", False),
        ("江苏省人民政府", "province", True),
        ("淮安市人民政府", "city", True),
        ("苏州市人民政府", "city", True),
        ("昆山市人民政府", "county", None),
        ("清和县人民政府办公室", "office", False),
        ("清和县柳渡镇人民政府", "town", False),
        ("云岭市东屏区望桥街道办事处", "street", False),
        ("清和县水务局", "department", False),
        ("云岭市发展和改革委员会", "department", False),
        ("国家税务总局清和县税务局", "vertical", False),
        ("水利部", "ministry", True),
        ("国家发展和改革委员会", "ministry", True),
        ("云岭经济技术开发区管理委员会", "other", None),
        ("凉山彝族自治州人民政府", "city", True),
        ("内蒙古自治区人民政府", "province", True),
    ],
)
def test_kinds_of_bodies(name: str, kind: str, rules: bool | None) -> None:
    """The kind follows from the name, and from it whether the body can make 规章."""
    assert kind_of(name) == kind
    assert can_make_rules(name, kind_of(name)) is rules


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("清和县水务局", True),
        ("水务局", False),
        ("县水务局", False),
        ("区商务局", False),
        ("市发展改革委", False),
        ("水利部", True),
        ("国家税务总局清和县税务局", True),
        ("清和县人民政府", True),
        ("", False),
    ],
)
def test_full_names(name: str, full: bool) -> None:
    """A full name says which body it is."""
    assert is_full_name(name) is full


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2025年1月16日", date(2025, 1, 16)),
        ("２０２５年１月１６日", date(2025, 1, 16)),
        ("二〇二五年一月十六日", date(2025, 1, 16)),
        ("二○二五年十二月三十一日", date(2025, 12, 31)),
        ("2025 年 1 月 16 日", date(2025, 1, 16)),
        ("2025-01-16", date(2025, 1, 16)),
        ("2025.1.16", date(2025, 1, 16)),
        ("2025/1/16", date(2025, 1, 16)),
        ("2025年2月30日", None),
        ("2025年1月", None),
    ],
)
def test_dates_of_the_signature(words: str, found: date | None) -> None:
    """The date under the report, in figures, full width or Chinese; a day that does not exist is none."""
    report = titled(f"{AGENCY}2024年政府信息公开工作年度报告", end=f"{AGENCY}\n{words}")
    assert report.published == found
    if found:
        span = report.published_span
        assert span is not None and (span.section, span.quote) == ("end", words)


def test_date_marked_above_the_report() -> None:
    """发布日期：… above the title serves where nothing is signed."""
    report = titled(
        f"{AGENCY}2024年政府信息公开工作年度报告", front="发布日期：2025-01-20 浏览次数：12", end=""
    )
    assert report.published == date(2025, 1, 20)


def test_date_in_brackets_below_the_title() -> None:
    """（2025年1月20日） on a line of its own below the title."""
    report = titled(
        f"{AGENCY}2024年政府信息公开工作年度报告", front="（2025年1月20日）\n根据条例编制。", end=""
    )
    assert report.published == date(2025, 1, 20)


def test_a_date_in_the_narrative_is_no_date_of_publication() -> None:
    """No signature and a date somewhere in the text: nothing is said of publication."""
    report = titled(
        f"{AGENCY}2024年政府信息公开工作年度报告", end="",
        overview="我局于2024年3月5日举办培训。",
    )  # fmt: skip
    assert report.published is None


PERIODS = [
    ("2024年1月1日至2024年12月31日", date(2024, 1, 1), date(2024, 12, 31)),
    ("自2024年1月1日起至12月31日止", date(2024, 1, 1), date(2024, 12, 31)),
    ("2024年1月1日-12月31日", date(2024, 1, 1), date(2024, 12, 31)),
    ("2024年1月1日—2024年12月31日", date(2024, 1, 1), date(2024, 12, 31)),
    ("２０２４年１月１日至２０２４年１２月３１日", date(2024, 1, 1), date(2024, 12, 31)),
    ("2024年1月1日起，至2024年12月31日止", date(2024, 1, 1), date(2024, 12, 31)),
    ("二〇二四年一月一日至二〇二四年十二月三十一日", date(2024, 1, 1), date(2024, 12, 31)),
    ("2023年11月1日至2024年10月31日", date(2023, 11, 1), date(2024, 10, 31)),
    ("2024年1月1日至2024年11月31日", date(2024, 1, 1), None),
    ("2024 年 1 月 1 日至 12 月 31 日", date(2024, 1, 1), date(2024, 12, 31)),
]


@pytest.mark.parametrize(("words", "start", "end"), PERIODS)
def test_statistical_periods(words: str, start: date | None, end: date | None) -> None:
    """The period of the preface as it is written; the second year may be missing."""
    report = titled(
        f"{AGENCY}2024年政府信息公开工作年度报告", front=f"本报告所列数据的统计期限为{words}。"
    )
    period = report.period
    assert period is not None
    assert (period.start, period.end) == (start, end)
    assert words in period.span.quote or period.span.quote in words


def test_a_span_of_time_of_something_else_is_no_period() -> None:
    """A campaign from March to May is not the statistical period."""
    report = titled(
        f"{AGENCY}2024年政府信息公开工作年度报告",
        overview="2024年3月1日至2024年5月31日，我局开展宣传活动。",
    )
    assert report.period is None


def test_title_that_all_else_contradicts_gives_way() -> None:
    """Period, narrative and date agree on 2024: a title of 2023 is the one that is wrong."""
    report = titled(
        f"{AGENCY}2023年政府信息公开工作年度报告",
        front="本报告所列数据的统计期限为2024年1月1日至2024年12月31日。",
    )
    assert report.year == 2024
    assert {m.year for m in report.years if m.role == "title"} == {2023}


def test_title_wins_where_others_are_silent() -> None:
    """Without period and date the title's year stands."""
    report = titled(f"{AGENCY}2022年政府信息公开工作年度报告", end="", overview="做了工作。")
    assert report.year == 2022


def test_no_title_but_parts_and_tables() -> None:
    """A report that begins with part one: year and agency from date and signature."""
    blocks = whole()[1:]
    report = report_of(*blocks)
    assert blocks[0] == HEADINGS[0]
    assert (report.title, report.agency.name, report.year) == ("", AGENCY, 2024)

"""Part five in problems, measures and last year's rectification, however the writer marks them."""

import pytest

from review.facts import Facts
from review.profile import load_profile
from review.quality.part_five import PartFive
from tests.builders import report_text, review_text


def read(text: str) -> PartFive:
    """Part five of the sound report of 2023 with this text."""
    report = review_text(report_text(sections={"problems": text})).report
    assert report is not None
    return Facts(report, load_profile()).part_five


LAYOUTS = {
    "openings": (
        "上年查出的目录陈旧问题，已重新编制。\n存在的问题：一是水价文件没有归入文件库；二是月报晚发。\n"
        "改进措施：一是4月底前归齐水价文件；二是月报每月5日前发布。"
    ),
    "headings": (
        "（一）2022年问题整改情况\n目录陈旧的问题，已重新编制。\n（二）存在问题\n1.水价文件没有归入文件库。\n"
        "2.月报晚发。\n（三）改进措施\n1.4月底前归齐水价文件。\n2.月报每月5日前发布。"
    ),
    "under one number": (
        "上年查出的目录陈旧问题，已重新编制。\n（一）水价文件没有归入文件库。下一步，4月底前归齐。\n"
        "（二）月报发布不够及时。今后每月5日前发布。"
    ),
    "in one sentence": (
        "上年查出的目录陈旧问题，已重新编制。水价文件没有归入文件库，下一步将在4月底前归齐。"
        "月报发布不够及时，今后每月5日前发布。"
    ),
    "last year's at the end": (
        "一是水价文件没有归入文件库；二是月报发布不够及时。针对上述问题，一是4月底前归齐水价文件；"
        "二是月报每月5日前发布。2022年查出的目录陈旧问题已重新编制。"
    ),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=list(LAYOUTS))
def test_two_problems_two_measures_and_last_year(text: str) -> None:
    """Five ways of writing the same: two problems, two measures, one thing settled."""
    found = read(text)
    problems = [item.said for item in found.problems]
    assert len(problems) == 2 and "水价文件没有归入" in problems[0] and "月报" in problems[1]
    assert "归齐" in found.measures[0].said and "每月5日" in found.measures[-1].said
    assert [("目录" in item.said) for item in found.rectified] == [True]


def test_statements_slice_back_to_the_section() -> None:
    """Each statement is the text that stands at its offsets."""
    text = "（一） 政策解读 较少，今后同步 发布。\n上年问题已整改。"
    found = read(text)
    report = review_text(report_text(sections={"problems": text})).report
    assert report is not None
    section = report.section("problems").text
    assert found.statements
    assert all(section[s.start : s.end] == s.text for s in found.statements)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无。",
        "一是",
        "（一）（二）（三）",
        "：：：",
        "下一步，",
        "。" * 500,
        "问题" * 900,
        "1." * 400,
    ],
)
def test_any_text_is_read(text: str) -> None:
    """Nothing of a statement is out of its section, whatever stands there."""
    found = read(text)
    assert all(s.text for s in found.statements)


def test_a_result_in_the_year_counts_as_an_answer() -> None:
    """What was done about this year's problems is no rectification of last year's."""
    found = read("企业反映申报清单不全。针对上述问题，我局已于10月补全清单并公布。")
    assert len(found.problems) == len(found.measures) == 1
    assert found.rectified == ()

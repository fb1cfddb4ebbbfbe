"""S104, S105: ordinals and the stated number of parts; what is found, where, and what is no fault."""

import pytest

from review.finding import Finding
from tests.builders import report_text, review_text


def found(code: str, text: str) -> list[Finding]:
    """The findings of one code in a text."""
    return [finding for finding in review_text(text).findings if finding.code == code]


def in_overview(*lines: str) -> list[str]:
    """What S104 quotes where part one consists of these lines."""
    text = report_text(sections={"overview": "\n".join(lines)})
    return [span.quote for finding in found("S104", text) for span in finding.spans]


@pytest.mark.parametrize(
    ("lines", "quotes"),
    [
        (("（一）公开。", "（二）申请。", "（四）平台。"), ["（四）"]),
        (("（1）公开。", "（2）申请。", "（2）平台。"), ["（2）"]),
        (("（一）公开。", "（一）申请。", "（二）平台。"), ["（一）"]),
        (("（一）公开。", "（二）申请。", "3.管理。", "（四）平台。"), ["3."]),
        (("（一）公开。", "（二）申请。", "（三）管理。", "4.平台。"), ["4."]),
        (("一、公开", "二、申请", "1.收件。", "2.办件。", "3.归档。", "四、平台"), ["四、"]),
        (("①公开。", "②申请。", "④平台。"), ["④"]),
        (("一是公开；二是申请；二是平台。",), ["二是"]),
        (("一是公开；三是平台。",), ["三是"]),
    ],
)
def test_skipped_repeated_and_mixed_ordinals(lines: tuple[str, ...], quotes: list[str]) -> None:
    """The ordinal that does not follow is the evidence, once."""
    assert in_overview(*lines) == quotes


@pytest.mark.parametrize(
    "lines",
    [
        (
            "（一）公开。",
            "1.文件。",
            "2.解读。",
            "（二）申请。",
            "1.收件。",
            "2.办件。",
            "（三）平台。",
        ),
        ("主要做法：", "1.公开。", "2.申请。", "存在不足：", "1.解读。", "2.栏目。"),
        ("主要做法：", "1.公开。", "存在不足：", "1.解读。"),
        ("1.公开。2.申请。", "3.平台。"),
        ("1.公开。", "2.申请。", "改进：1.解读。", "2.栏目。"),
        ("（一）公开。文件3件。（二）申请2件。", "（三）平台。"),
        ("二是只在后一段接着写。",),
        ("一是公开。二是申请（一是线上；二是线下）；三是平台。",),
        ("一是公开；二是申请。下一步：一是解读；二是栏目；三是培训。",),
        ("一是公开；二要申请；三是平台。",),
        ("公开依据为第二十条第", "（一）项、第", "（五）项和第", "（六）项。"),
        ("2023年公开3件。", "1.2万人次浏览。", "3.5万人次点击。"),
    ],
)
def test_lists_that_begin_anew_or_run_on_are_no_fault(lines: tuple[str, ...]) -> None:
    """Nested lists, lists under a new heading, items in running text and cited items are sound."""
    assert in_overview(*lines) == []


def test_heading_of_a_part_that_repeats_is_named() -> None:
    """Two parts numbered 五: the finding names both headings."""
    (finding,) = found("S104", report_text(edits=(("六、其他", "五、其他"),)))
    assert finding.message == (
        "“五、存在的主要问题及改进情况”之后是“五、其他需要报告的事项”，各部分的序号不连续。"
    )
    assert finding.subject == "other"


def test_one_part_numbered_otherwise() -> None:
    """One heading in another style than the other five is a mix."""
    (finding,) = found("S104", report_text(edits=(("四、政府信息", "（四）政府信息"),)))
    assert finding.message.startswith("“（四）政府信息公开行政复议、行政诉讼情况”的序号写法")


def test_missing_part_leaves_a_gap_that_is_not_told_twice() -> None:
    """Where a part is missing S101 speaks, not S104."""
    text = report_text(edits=(("五、存在的主要问题及改进情况\n", ""),))
    assert [finding.code for finding in review_text(text).findings] == ["S101"]


SIX = (
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、"
    "行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"
)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("本报告由五部分组成。", "五部分"),
        (f"本报告包括{SIX}等7个部分。", "7个部分"),
        (f"本报告由{SIX.replace('存在的主要问题及改进情况、', '')}等六个部分组成。", "六个部分"),
        (f"本报告由{SIX}六个部分组成。", ""),
        (f"本报告由{SIX}六部分及附表组成。", ""),
        ("本报告由总体情况、主动公开情况等六部分组成。", ""),
        ("本报告分为文字和表格两部分。", ""),
        ("收费情况见本报告第三部分。", ""),
    ],
)
def test_stated_number_of_parts(sentence: str, quote: str) -> None:
    """S105 holds the number against the parts that are there and the names that are listed."""
    text = report_text(edits=(("报告所列数据", f"{sentence}报告所列数据"),))
    findings = found("S105", text)
    assert [span.quote for finding in findings for span in finding.spans] == [quote] * bool(quote)


def test_part_left_out_of_the_list_is_named() -> None:
    """The message says which part the preface forgets."""
    listed = SIX.replace("存在的主要问题及改进情况、", "")
    text = report_text(edits=(("报告所列数据", f"本报告由{listed}等六部分组成。报告所列数据"),))
    (finding,) = found("S105", text)
    assert finding.message.endswith("列举时却没有“存在的主要问题及改进情况”。")

"""S101–S303: parts, year, period and body; variants, messages and what is no fault."""

import pytest

from review.finding import Finding
from tests.builders import HEADINGS, beside_substance, report_text, review_text

PERIOD = "2023年1月1日至2023年12月31日"


def codes(*edits: tuple[str, str]) -> list[str]:
    """Codes of the sound report's findings after some edits."""
    return [finding.code for finding in beside_substance(review_text(report_text(edits=edits)))]


def only(*edits: tuple[str, str]) -> Finding:
    """The one finding of the sound report after some edits."""
    (finding,) = beside_substance(review_text(report_text(edits=edits)))
    return finding


def test_missing_part_is_named_by_number_and_title() -> None:
    """S101 names the part that has no heading."""
    finding = only(("五、存在的主要问题及改进情况\n", ""))
    assert finding.code == "S101"
    assert finding.message == "没有找到第五部分“存在的主要问题及改进情况”的标题。"


@pytest.mark.parametrize(
    ("official", "variant"),
    [
        ("一、总体情况", "一、政府信息公开工作总体情况"),
        ("五、存在的主要问题及改进情况", "五、政府信息公开工作存在的主要问题及改进情况"),
        ("五、存在的主要问题及改进情况", "五、存在的问题和改进措施"),
        ("六、其他需要报告的事项", "六、其他需要报告事项"),
        (
            "四、政府信息公开行政复议、行政诉讼情况",
            "四、因政府信息公开申请行政复议、提起行政诉讼情况",
        ),
    ],
)
def test_accepted_titles_are_no_fault(official: str, variant: str) -> None:
    """Titles are matched by sense, and numbering is free."""
    assert codes((official, variant)) == []


def test_another_numbering_of_all_parts_is_no_fault() -> None:
    """The six parts may be numbered （一） to （六）."""
    headings = [f"{n}、" for n in "一二三四五六"]
    edits = tuple(
        (heading, f"（{heading[0]}）{heading[2:]}")
        for heading in HEADINGS.values()
        if heading[:2] in headings
    )
    assert len(edits) == 6
    assert codes(*edits) == []


def test_parts_out_of_order_are_listed() -> None:
    """S102 lists the parts as they stand; nothing else is found where each has its own text."""
    text = report_text()
    front, fifth = text.split("五、存在的主要问题及改进情况\n")
    problems, rest = fifth.split("六、其他需要报告的事项\n")
    other, end = rest.split("清和县商务局\n2024年")
    swapped = (
        f"{front}五、其他需要报告的事项\n{other}六、存在的主要问题及改进情况\n{problems}"
        f"清和县商务局\n2024年{end}"
    )
    findings = review_text(swapped).findings
    assert [finding.code for finding in findings] == ["S102"]
    assert findings[0].message.endswith(
        "其他需要报告的事项、存在的主要问题及改进情况，与统一格式不一致。"
    )


def test_period_of_another_year() -> None:
    """A period that is a whole year, but not the report's, is S302; S301 does not repeat it."""
    finding = only((PERIOD, "2022年1月1日至2022年12月31日"))
    assert (finding.code, finding.severity.value) == ("S302", "must")
    assert finding.message == (
        "标题和引言的统计期限写作“2022年1月1日至2022年12月31日”，与报告年度不符，"
        "应为2023年1月1日至12月31日。"
    )


def test_title_of_another_year_than_all_else() -> None:
    """Where period, narrative and date agree, the title is wrong: S301, and the period is right."""
    title = "2023年政府信息公开工作年度报告"
    finding = only((title, title.replace("2023", "2022")))
    assert finding.code == "S301"
    assert finding.message == f"标题为2022年度，统计期限写作“{PERIOD}”，年度不一致。"
    assert len(finding.spans) == 2


def test_title_of_another_year_without_a_period() -> None:
    """Narrative and date alone can show that the title is wrong."""
    title = "2023年政府信息公开工作年度报告"
    finding = only(
        (title, title.replace("2023", "2022")), (f"统计期限为{PERIOD}", "口径与上年相同")
    )
    assert finding.message == "标题为2022年度，正文和落款都是2023年度的，年度不一致。"


@pytest.mark.parametrize(
    ("written", "quote"),
    [("2023年1月至11月", "2023年1月至11月"), ("2023年1月至12月", "")],
)
def test_period_in_months(written: str, quote: str) -> None:
    """A period may be written in months; December makes it whole."""
    review = review_text(report_text(edits=((PERIOD, written),)))
    assert [s.quote for f in review.findings for s in f.spans] == ([quote] if quote else [])


def test_second_period_is_read_too() -> None:
    """A wrong period in part six is found although the preface has the right one."""
    words = "本报告数据的统计期限为2023年1月1日至2023年11月30日。"
    finding = only(("（一）信息处理费。", f"{words}（一）信息处理费。"))
    assert finding.code == "S302"
    assert finding.message.startswith("第六部分的统计期限写作“2023年1月1日至2023年11月30日”")


def test_campaigns_are_no_statistical_period() -> None:
    """Without a period in the preface, a campaign of part one is not taken for it."""
    words = "2023年3月1日至5月31日开展数据质量提升行动。"
    edits = (
        (f"统计期限为{PERIOD}", "口径与上年相同"),
        ("（三）政府信息管理。", f"（三）政府信息管理。{words}"),
    )
    assert codes(*edits) == []


def test_date_within_the_year_is_asked() -> None:
    """Before the year was over its figures could not be known."""
    finding = only(("2024年1月15日", "2023年12月20日"))
    assert (finding.code, finding.severity.value) == ("S301", "ask")
    assert "当年尚未结束" in finding.message


def test_problems_of_another_year_are_asked() -> None:
    """2022年存在的主要问题 in the report for 2023 may be a leftover; what was rectified is none."""
    finding = only(("2023年存在的主要问题", "2022年存在的主要问题"))
    assert (finding.code, finding.severity.value) == ("S301", "ask")
    assert [span.quote for span in finding.spans] == ["2022年"]
    assert codes(("上年报告指出的", "2022年存在的问题即上年报告指出的")) == []


def test_overview_that_opens_with_another_year() -> None:
    """The first sentence of part one sums up the year; another year there is a leftover."""
    finding = only(("2023年，我局围绕", "2022年，我局围绕"))
    assert (finding.code, finding.severity.value) == ("S301", "must")
    assert codes(("2023年，我局围绕", "2022年，我局获评示范单位。2023年，我局围绕")) == []


def test_date_before_the_year() -> None:
    """A signature before the report's year is S301."""
    finding = only(("2024年1月15日", "2022年1月15日"))
    assert finding.message == "报告年度为2023年，落款日期为2022年1月15日，早于报告年度。"


def test_preface_names_another_year() -> None:
    """A preface that announces last year's report is S301."""
    finding = only(("编制了本报告", "现公布2022年政府信息公开工作年度报告"))
    assert finding.message == "报告年度为2023年，引言却写“2022年政府信息公开工作年度报告”。"


def test_paragraph_left_over_from_last_year() -> None:
    """A paragraph that tells last year's work as the year's own is S301, its evidence the year."""
    text = "（一）主动公开。2022年，我局通过县政府网站公开信息376条。"
    (finding,) = beside_substance(review_text(report_text(sections={"overview": text})))
    assert finding.code == "S301"
    assert finding.message == (
        "报告年度为2023年，第一部分的这一段却写“2022年”的工作，是其他年度的文字。"
    )
    assert [span.quote for span in finding.spans] == ["2022年"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年，我局建立公开目录，2023年继续更新。",
        "2022年度年报指出的问题已完成整改。",
        "2022年印发的《清和县促消费办法》继续执行。",
        "主动公开信息较2022年增加12条。",
    ],
)
def test_lawful_mentions_of_earlier_years(sentence: str) -> None:
    """What began earlier, last year's problems and comparisons are no leftovers."""
    assert codes(("（三）政府信息管理。", f"（三）政府信息管理。{sentence}")) == []


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2023年1月1日至2023年12月30日", "应为2023年1月1日至12月31日。"),
        ("2023年1月1日至2023年2月30日", "其中有不存在的日期。"),
        ("2023年12月31日至2023年1月1日", "起止日期颠倒。"),
        ("2022年1月1日至2023年12月31日", "起止不在同一年，应为2023年1月1日至12月31日。"),
    ],
)
def test_wrong_period_says_why(written: str, reason: str) -> None:
    """S302 quotes the period and says what is wrong with it."""
    finding = only((PERIOD, written))
    assert (finding.code, finding.severity.value) == ("S302", "must")
    assert finding.message == f"标题和引言的统计期限写作“{written}”，{reason}"
    assert [span.quote for span in finding.spans] == [written]


@pytest.mark.parametrize(
    "written",
    ["2023年1月1日起至2023年12月31日止", "2023年1月1日至12月31日", "2023年1月1日—12月31日"],
)
def test_periods_in_other_words_are_no_fault(written: str) -> None:
    """起…止, and an end without its year, are the same period."""
    assert codes((PERIOD, written)) == []


def test_period_not_stated_is_not_checked() -> None:
    """Without a period S302 is not made, and not_run says so: silence is never a pass."""
    review = review_text(report_text(edits=((f"统计期限为{PERIOD}", "口径与上年相同"),)))
    assert ("S302", "报告中没有写明统计期限") in [(n.code, n.reason) for n in review.not_run]
    assert "S302" not in [finding.code for finding in review.findings]


def test_short_name_alone_is_unclear() -> None:
    """S303: 区商务局 in title and signature does not say which."""
    findings = review_text(report_text(edits=(("清和县商务局", "区商务局"),))).findings
    assert [finding.code for finding in findings] == ["S303"]
    assert findings[0].message == "全文只称“区商务局”，没有机关全称，看不出是哪个地方的机关。"


def test_two_bodies_are_unclear() -> None:
    """S303: title and signature of two bodies."""
    finding = only(("清和县商务局\n2024年", "清和县水务局\n2024年"))
    assert finding.message == "标题的机关为“清和县商务局”，落款为“清和县水务局”，请核对。"


def test_short_signature_below_a_full_title_is_no_fault() -> None:
    """A signature that shortens the title's name is the same body."""
    assert codes(("清和县商务局\n2024年", "县商务局\n2024年")) == []


@pytest.mark.parametrize("key", ["overview", "problems"])
def test_empty_part_quotes_what_stands_there(key: str) -> None:
    """S103 says what stands instead of the part's text."""
    sections = {key: "无。"}
    review = review_text(report_text(sections=sections))  # type: ignore[arg-type]
    (finding,) = [f for f in review.findings if f.code == "S103"]
    assert finding.message.endswith("只写“无。”。")


def test_empty_part_six_is_no_fault_of_form() -> None:
    """无 in part 六 is not S103: only 一 and 五 must say something."""
    found = [f.code for f in review_text(report_text(sections={"other": "无。"})).findings]
    assert "S103" not in found


def test_altered_label_is_quoted_beside_the_official() -> None:
    """S203 sets the label found against the form's."""
    finding = only(("2.重复申请", "2.重复的件"))
    assert (finding.code, finding.severity.value) == ("S203", "should")
    assert "“2.重复申请”写作“2.重复的件”" in finding.message
    assert finding.cells == ("requests.not_processed.repeated.natural_person",)


def test_missing_row_is_named() -> None:
    """S204 names the row of the form that is not there."""
    row = "\t\t3.要求提供公开出版物" + "\t0" * 7 + "\n"
    finding = only((row, ""))
    assert finding.message == "第三部分表格缺少：“3.要求提供公开出版物”。"


def test_missing_table_is_named() -> None:
    """S202 names the table and its part; its arithmetic goes to not_run."""
    review = review_text(report_text(edits=(("@proceedings", ""),)))
    (finding,) = review.findings
    assert finding.message == (
        "没有找到第四部分表格（政府信息公开行政复议、行政诉讼情况），这一部分没有表格或成行的数字。"
    )
    assert ("T202", "缺少第四部分表格") in [(n.code, n.reason) for n in review.not_run]

"""Which paragraph heads which part, in the variants that reports have."""

from collections.abc import Sequence

import pytest

from review.errors import NotAReport
from review.model import PART_KEYS, SECTION_KEYS, Paragraph, Place, Report
from review.report.build import build_report
from tests.report.documents import HEADINGS, TITLE, document, form_grid, raws_of, report_of, whole

WORDS = tuple(heading[2:] for heading in HEADINGS)
NUMERALS = "一二三四五六"


def numbered(style: str, words: Sequence[str] = WORDS) -> tuple[str, ...]:
    """Headings with an ordinal in front, after a pattern for the first: 一、 （一） 1. …"""
    return tuple(
        style.replace("一", NUMERALS[at]).replace("1", str(at + 1)) + text
        for at, text in enumerate(words)
    )


def parts_are_right(report: Report) -> None:
    """All six parts are found in order, each with its own text and its own table."""
    assert report.part_order == PART_KEYS
    assert report.section("overview").text == "2024年，我局做了工作。"
    assert report.section("problems").text == "一是更新慢；二是解读少。下一步加快更新。"
    assert report.section("other").text == "未收取信息处理费。"
    assert report.section("end").text == "清和县水务局\n2025年1月16日"
    assert {t.status for t in report.tables.values()} == {"read"}
    assert len(report.cells) == 200


@pytest.mark.parametrize(
    "style",
    ["一、", "（一）", "(一)", "1.", "1、", "1．", "（1）", "第一部分 ", "第一部分、", "一.", "１、", "一 、", "一，", "一  ", "第一章 "],
)  # fmt: skip
def test_any_numbering_will_do(style: str) -> None:
    """Parts are known by their words, however they are numbered."""
    parts_are_right(report_of(*whole(headings=numbered(style))))


def test_headings_without_numbers() -> None:
    """Parts without any ordinal are found as well."""
    parts_are_right(report_of(*whole(headings=WORDS)))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (0, "总体工作情况"),
        (0, "工作总体情况"),
        (0, "概述"),
        (0, "政府信息公开工作总体情况"),
        (0, "2024年政府信息公开工作总体情况"),
        (1, "行政机关主动公开政府信息情况"),
        (1, "主动公开政府信息的情况"),
        (1, "主动公开情况"),
        (2, "行政机关收到和处理政府信息公开申请情况"),
        (2, "收到和处理政府信息公开申请的情况"),
        (2, "收到和处理信息公开申请情况"),
        (2, "依申请公开政府信息情况"),
        (3, "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (3, "政府信息公开行政复议和行政诉讼情况"),
        (3, "行政复议、行政诉讼情况"),
        (4, "政府信息公开工作存在的主要问题及改进情况"),
        (4, "存在的主要问题和改进措施"),
        (4, "存在问题及改进情况"),
        (4, "存在的主要问题及下一步改进措施"),
        (5, "需要报告的其他事项"),
        (5, "其他事项"),
    ],
)
def test_variants_of_titles_are_accepted(at: int, words: str) -> None:
    """A part's title in other words is that part."""
    headings = list(HEADINGS)
    headings[at] = f"{NUMERALS[at]}、{words}"
    parts_are_right(report_of(*whole(headings=headings)))


def test_spaces_and_full_width_inside_headings() -> None:
    """Blanks, full-width forms and a stop behind a heading change nothing."""
    headings = [f"　　{heading[:2]} {' '.join(heading[2:])}。" for heading in HEADINGS]
    parts_are_right(report_of(*whole(headings=headings)))


def test_second_set_of_headings_inside_parts() -> None:
    """一、基本情况 … inside part 一 and 五 are its text, not parts."""
    overview = "一、基本情况\n机构健全。\n二、主要做法\n加强学习。\n三、工作成效\n公开42条。"
    problems = "一、存在的问题\n更新慢。\n二、改进措施\n加快更新。"
    headings = numbered("第一部分 ")
    report = report_of(*whole(headings=headings, overview=overview, problems=problems))
    assert report.part_order == PART_KEYS
    assert report.section("overview").text == overview
    assert report.section("problems").text == problems
    assert len(report.cells) == 200


def test_second_set_of_headings_with_the_numbering_of_the_parts() -> None:
    """The inner headings are numbered as the parts are: the parts still are the parts."""
    overview = "一、基本情况\n机构健全。\n二、主要做法\n加强学习。"
    problems = "一、存在的问题\n更新慢。\n二、改进措施\n加快更新。"
    report = report_of(*whole(overview=overview, problems=problems))
    assert report.part_order == PART_KEYS
    assert report.section("overview").text == overview
    assert report.section("problems").text == problems


def test_words_of_parts_as_sub_headings() -> None:
    """（一）主动公开情况 and （二）依申请公开情况 inside 一 are sub-headings of 一."""
    overview = (
        "（一）主动公开情况\n公开42条。\n（二）依申请公开情况\n收到3件。\n（三）政府信息管理情况\n审核。\n"
        "（四）行政复议、行政诉讼情况\n无。\n（五）其他事项\n无。"
    )
    report = report_of(*whole(overview=overview))
    assert report.part_order == PART_KEYS
    assert report.section("overview").text == overview


def test_words_of_parts_inside_the_last_part() -> None:
    """（一）主动公开 … （三）存在的问题 inside 六 move nothing out of it."""
    other = "（一）信息处理费情况\n未收取。\n（二）其他需要报告的事项\n无。"
    report = report_of(*whole(other=other))
    assert report.part_order == PART_KEYS
    assert report.section("other").text == other


@pytest.mark.parametrize("dots", ["", "……1", "......3", " 2"])
def test_table_of_contents_is_no_outline(dots: str) -> None:
    """The headings in a list of contents are front matter; the later ones head the parts."""
    contents = "目录\n" + "\n".join(heading + dots for heading in HEADINGS)
    report = report_of(*whole(front=contents))
    parts_are_right(report)
    assert "目录" in report.section("front").text


def test_run_in_headings() -> None:
    """一、总体情况。2024年，… : the heading ends at the stop, the text behind it is the part's."""
    blocks = whole()
    text = "2024年，我局做了工作，全年公开信息42条，均按要求办理完毕并及时更新了公开目录。"
    blocks[1:3] = [f"一、总体情况。{text}"]
    report = report_of(*blocks)
    assert report.part_order == PART_KEYS
    assert report.section("overview").text == text
    assert report.section("overview").heading == "一、总体情况"


def test_run_in_heading_with_colon_in_the_last_part() -> None:
    """六、其他需要报告的事项：无。"""
    blocks = whole(other="")
    blocks[blocks.index(HEADINGS[5])] = (
        HEADINGS[5] + "：无其他需要报告的事项，本年度未收取信息处理费。"
    )
    report = report_of(*blocks)
    assert report.part_order == PART_KEYS
    assert report.section("other").text == "无其他需要报告的事项，本年度未收取信息处理费。"


@pytest.mark.parametrize("at", range(6))
def test_a_missing_heading_is_one_absent_part(at: int) -> None:
    """Without its heading a part is absent; the five others are found, and all tables are read."""
    headings = list(HEADINGS)
    headings[at] = ""
    report = report_of(*whole(headings=headings))
    assert report.part_order == tuple(key for i, key in enumerate(PART_KEYS) if i != at)
    assert not report.section(PART_KEYS[at]).present
    assert report.section(PART_KEYS[at]).text == ""
    assert len(report.cells) == 200


def test_parts_out_of_order() -> None:
    """五 behind 六: both are found, in the order of the text."""
    blocks = whole()
    five = blocks.index(HEADINGS[4])
    moved = [*blocks[:five], *blocks[five + 2 : five + 4], *blocks[five : five + 2], blocks[-1]]
    report = report_of(*moved)
    assert report.part_order == (*PART_KEYS[:4], "other", "problems")
    assert report.section("problems").text == "一是更新慢；二是解读少。下一步加快更新。"
    assert report.section("other").text == "未收取信息处理费。"
    assert tuple(s.key for s in report.sections) == SECTION_KEYS


def test_a_sentence_that_speaks_of_a_part_is_no_heading() -> None:
    """Prose with a part's words stays prose."""
    overview = (
        "2024年，总体情况较好，主动公开政府信息情况稳定。存在的主要问题及改进情况见第五部分。"
    )
    report = report_of(*whole(overview=overview))
    assert report.section("overview").text == overview


def test_front_and_end_hold_what_is_outside_the_parts() -> None:
    """Title and preface are front; signature and date are end, and no text of part six."""
    report = report_of(*whole(front="根据条例，编制本报告。"))
    assert report.section("front").text == f"{TITLE}\n根据条例，编制本报告。"
    assert report.section("end").text == "清和县水务局\n2025年1月16日"


def test_notes_behind_the_signature_are_end() -> None:
    """An appendix line after the date belongs to the end."""
    report = report_of(*whole(end="清和县水务局\n2025年1月16日\n附件：统计表"))
    assert report.section("end").text == "清和县水务局\n2025年1月16日\n附件：统计表"


def test_a_wrapped_line_runs_on() -> None:
    """Lines that a reader marks as wrapped are one paragraph of the section."""
    lines = [
        Paragraph("2024年，我局公开信", Place(0), wrapped=True),
        Paragraph("息42条。", Place(0)),
    ]
    blocks = whole()
    blocks[2:3] = lines
    assert report_of(*blocks).section("overview").text == "2024年，我局公开信息42条。"


@pytest.mark.parametrize(
    "text",
    [
        "关于召开会议的通知\n各科室：\n一、会议时间\n1月3日。\n二、会议地点\n三楼会议室。",
        "# nianbao\n年报审阅工具。\n## 用法\n运行 make run。",
        "清和县水务局2024年工作总结\n一、总体情况\n完成了任务。\n二、存在的主要问题\n人手少。",
        "清和县2024年预算表\n项目\t金额\n农业\t30\n水利\t40",
    ],
)
def test_other_papers_are_no_reports(text: str) -> None:
    """A notice, a README, a summary of work and a budget are refused."""
    with pytest.raises(NotAReport):
        build_report(document(text))


def test_a_report_without_any_heading_keeps_its_tables() -> None:
    """Title, prose and three tables, but not one heading: tables are read, the parts are absent."""
    tables = [form_grid(part) for part in ("proactive", "requests", "proceedings")]
    report = report_of(TITLE, "2024年，我局做了工作。", *tables, "未收取费用。")
    assert report.part_order == ()
    assert len(raws_of(report)) == 200

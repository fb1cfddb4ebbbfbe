"""N101, N102, R201, R203, R301: narrative against tables, and what part five and six must hold."""

import pytest

from review.finding import CellEvidence, Finding
from review.model import Span
from review.outcome import Review
from tests.builders import beside_substance, report_text, review_text

R, P = "requests.", "proceedings."
CARRIED = {
    f"{R}{row}.{column}": "2"
    for row in ("carried_in", "carried_out")
    for column in ("natural_person", "total")
}
ONE_UPHELD = {P + "reconsideration.upheld": "1", P + "reconsideration.total": "1"}


def overview(text: str, cells: dict[str, str] | None = None) -> Review:
    """The review of the sound report with another part one."""
    return review_text(report_text(sections={"overview": text}, cells=cells))


def only(review: Review) -> Finding:
    """The review's one finding."""
    (finding,) = beside_substance(review)
    return finding


def test_both_ends_of_a_contradiction_are_evidence() -> None:
    """N101 points at the words in the narrative, sliced exactly, and at the cell."""
    review = overview("2023年，共收到政府信息公开申请3件，均按时答复。")
    finding = only(review)
    span, cell = finding.evidence
    assert review.report is not None
    assert isinstance(span, Span) and isinstance(cell, CellEvidence)
    text = review.report.section(span.section).text
    assert text[span.start : span.end] == span.quote == "共收到政府信息公开申请3件"
    assert cell == CellEvidence(R + "received.total", "2")


def test_contradiction_names_every_reading_that_fails() -> None:
    """收到 may mean 新收 or 新收加结转: the message shows that neither fits."""
    finding = only(overview("2023年，共收到政府信息公开申请3件。", CARRIED))
    assert finding.message == (
        "正文：“共收到政府信息公开申请3件”；第三部分表格：新收2（新收2+上年结转2=4，也不相符）。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "2023年，共收到政府信息公开申请2件。",
        "2023年，共收到政府信息公开申请4件。",
        "2023年，共收到政府信息公开申请２件。",
        "2023年，共收到政府信息公开申请两件。",
    ],
)
def test_a_figure_that_fits_one_reading_is_no_fault(text: str) -> None:
    """2 received and 2 carried in: both 2 and 4 can be said, in any digits."""
    assert beside_substance(overview(text, CARRIED)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年，全县各部门共收到政府信息公开申请312件。",
        "2022年收到政府信息公开申请7件，2023年收到2件。",
        "2023年，收到政府信息公开类咨询电话47个。",
        "按时办结率100%。",
    ],
)
def test_other_scopes_and_years_are_never_held_against_the_table(text: str) -> None:
    """Figures of the whole county, of another year or of another thing are asked about at most."""
    found = [f for f in overview(text).findings if f.code.startswith("N")]
    assert [f.code for f in found if f.code != "N103"] == []
    assert all(f.severity == "ask" for f in found)


def test_none_against_a_filled_cell() -> None:
    """未发生 beside one case is N101, with the case in the message."""
    finding = only(overview("全年未发生因政府信息公开引起的行政复议。", ONE_UPHELD))
    assert finding.code == "N101"
    assert "第四部分表格" in finding.message and "行政复议1" in finding.message


def test_claim_of_all_shows_both_sums() -> None:
    """N102 says what there is of the one kind and what there is in all."""
    finding = only(overview("2023年，共收到政府信息公开申请2件，均予以公开。"))
    assert finding.code == "N102"
    assert finding.message.startswith("正文：“均予以公开”；第三部分表格：予以公开1，")
    assert finding.message.endswith("2，两者不等。")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("一年来，我局政府信息公开工作成效显著，群众满意度不断提高。", False),
        ("我局政府信息公开工作还存在一些问题和不足。下一步，我局将加强组织领导。", False),
        ("下一步，一是加强学习培训；二是完善制度；三是强化考核。", False),
        ("企业查询补贴公示要在三个栏目之间反复切换，检索不够便捷。下一步将合并栏目。", True),
        ("一是公开不及时。将逐月核对栏目。", True),
        ("针对解读形式单一的问题，我局将增加图文解读。", True),
    ],
)
def test_naming_a_problem(text: str, names: bool) -> None:
    """R301: praise, measures and the bare word 问题 name none; a shortcoming of something does."""
    review = review_text(report_text(sections={"problems": text}))
    assert ("R301" not in [finding.code for finding in review.findings]) is names


def test_missing_problem_names_the_part_and_its_first_sentence() -> None:
    """R301 says which part, in its own heading, and shows the first sentence."""
    text = "下一步，我局将加强组织领导。还要完善制度。"
    finding = only(review_text(report_text(sections={"problems": text})))
    assert finding.message.startswith("“五、存在的主要问题及改进情况”没有写出具体问题")
    assert [span.quote for span in finding.spans] == ["下一步，我局将加强组织领导。"]


@pytest.mark.parametrize("text", ["行政事业性收费标准已公示。", "收费目录已更新。"])
def test_other_fees_are_no_processing_fee(text: str) -> None:
    """R201: 行政事业性收费 is another thing."""
    other = f"办理人大代表建议2件、政协提案1件。{text}"
    finding = only(review_text(report_text(sections={"other": other})))
    assert (finding.code, finding.severity.value) == ("R201", "must")
    assert finding.message == (
        "全文没有说明信息处理费的收取情况（收费通知件数、总金额、实际收取金额）。"
    )


def test_fee_before_its_time_is_not_asked() -> None:
    """The processing fee exists since 2021: R201 is not made on a report for 2020, and says so."""
    text = report_text(
        sections={"other": "办理人大代表建议2件、政协提案1件。"},
        edits=(("2024年", "2021年"), ("2023年", "2020年")),
    )
    review = review_text(text)
    assert "R201" not in [finding.code for finding in review.findings]
    assert "信息处理费自2021年1月1日起施行" in [n.reason for n in review.not_run]


def test_proposals_are_not_asked_of_towns() -> None:
    """R203 is made on departments and not on towns, by the national profile."""
    sections = {"other": "本年度未收取信息处理费。"}
    assert only(review_text(report_text(sections=sections))).code == "R203"  # type: ignore[arg-type]
    town = report_text(
        sections=sections,  # type: ignore[arg-type]
        edits=(("清和县商务局", "清和县柳渡镇人民政府"), ("我局", "我镇")),
    )
    review = review_text(town)
    assert review.report is not None and review.report.agency.kind == "town"
    assert "R203" not in [finding.code for finding in review.findings]
    assert "R203" in [entry.code for entry in review.not_run]

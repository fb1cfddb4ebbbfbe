"""One cause, one finding: what a check says, another does not say again."""

from dataclasses import replace

import pytest

from review.checking import Check, Scope, Silence, drop_silenced
from review.checks import CHECKS
from review.finding import CellEvidence, Evidence, Finding, Severity
from review.model import Span
from review.pipeline import run_checks
from review.report.forms import load_form
from tests.builders import beside_substance, outdated_text, report_text, review_text

RECEIVED = "requests.received.total"
UPHELD, CORRECTED = "proceedings.reconsideration.upheld", "proceedings.reconsideration.corrected"


def codes(text: str) -> list[str]:
    """Codes of a text's findings, in the order of the review; those of substance left out."""
    return [finding.code for finding in beside_substance(review_text(text))]


def test_outdated_form_silences_labels_and_rows_of_its_table() -> None:
    """S201 says all of table 1: its altered labels and missing rows are no further findings."""
    row = "其他对外管理服务事项\t0\t0\t0\n"
    text = outdated_text()
    assert codes(text) == ["S201"]
    assert row in text
    assert codes(text.replace(row, "").replace("本年新公开数量", "本年新公开数目")) == ["S201"]


def test_outdated_form_leaves_other_tables_alone() -> None:
    """S201 of table 1 says nothing of a label altered in table 2."""
    assert codes(outdated_text().replace("2.重复申请", "2.重复的件")) == ["S201", "S203"]


def test_merged_other_is_no_outdated_form() -> None:
    """其他处理 in one row beside a table of 2021 is S204, not S201, and table 2 still balances."""
    assert codes(report_text(edits=(("@merge_other", ""),))) == ["S204"]


def test_empty_part_silences_missing_problem() -> None:
    """A part 五 that says 无 has no problem either: S103 says so, R301 does not repeat it."""
    assert codes(report_text(sections={"problems": "无。"})) == ["S103"]


def test_empty_overview_leaves_missing_problem() -> None:
    """S103 of part 一 explains nothing of part 五."""
    both = report_text(
        sections={"overview": "无。", "problems": "下一步，我局将加强组织领导，完善制度。"}
    )
    assert codes(both) == ["S103", "R301"]


def test_table_not_read_silences_its_arithmetic_and_its_claims() -> None:
    """S206 on table 3: a false total and a false figure are not found, and not_run says so."""
    text = report_text(
        sections={"proceedings": "全年发生政府信息公开行政复议5件。"},
        cells={"proceedings.reconsideration.total": "4"},
        edits=(("@drop_proceeding", ""),),
    )
    review = review_text(text)
    assert [finding.code for finding in review.findings] == ["S206"]
    assert review.findings[0].points == 0
    assert {"T202", "N101", "N102"} <= {entry.code for entry in review.not_run}
    assert all("第四部分表格" in e.reason for e in review.not_run if e.code == "T202")


def test_wrong_period_silences_its_year() -> None:
    """A period of another year that is no whole year either is S302 alone."""
    edits = (("2023年1月1日至2023年12月31日", "2022年1月1日至2022年12月30日"),)
    assert codes(report_text(edits=edits)) == ["S302"]


def test_wrong_period_leaves_other_years() -> None:
    """S302 silences S301 on the same words only: a leftover year elsewhere is still found."""
    edits = (("2023年12月31日", "2023年12月30日"), ("2024年1月15日", "2022年1月15日"))
    assert codes(report_text(edits=edits)) == ["S301", "S302"]


def test_imbalance_silences_the_narrative_and_says_that_it_agrees() -> None:
    """T201 explains the cell that the narrative contradicts, and tells that it agrees with the repair."""
    review = review_text(report_text(cells={RECEIVED: "3"}))
    assert [finding.code for finding in review.findings] == ["T201"]
    (finding,) = review.findings
    assert finding.message.endswith("；正文“共收到政府信息公开申请2件”与改后的数字一致。")


def test_imbalance_says_nothing_of_a_narrative_that_disagrees() -> None:
    """A third figure in the narrative is no witness for the repair."""
    text = report_text(
        sections={"overview": "2023年，共收到政府信息公开申请5件。"}, cells={RECEIVED: "3"}
    )
    (finding,) = beside_substance(review_text(text))
    assert finding.code == "T201"
    assert "正文" not in finding.message


def test_imbalance_elsewhere_leaves_the_narrative() -> None:
    """T201 on other cells does not excuse a false figure."""
    text = report_text(
        sections={"overview": "2023年，共收到政府信息公开申请5件。"},
        cells={"requests.granted.natural_person": "3"},
    )
    assert codes(text) == ["T201", "N101"]


def test_imbalance_silences_a_claim_whose_other_reading_it_repairs() -> None:
    """收到3件 is 新收2 and 上年结转1: with 结转's total wrong, T201 alone, for 新收 is no sure reading."""
    cells = {"requests.carried_in.natural_person": "1"}
    cells |= {f"requests.carried_out.{column}": "1" for column in ("natural_person", "total")}
    overview = "2023年，共收到政府信息公开申请3件。"
    assert codes(report_text(sections={"overview": overview}, cells=cells)) == ["T201"]


def test_imbalance_silences_claims_of_all() -> None:
    """均予以公开 over a cell that T201 explains is no N102."""
    overview = "2023年，共收到政府信息公开申请2件，均予以公开。"
    text = report_text(sections={"overview": overview}, cells={"requests.granted.total": "3"})
    assert codes(text) == ["T201"]


def test_proceedings_total_silences_the_narrative_and_says_that_it_agrees() -> None:
    """T202 explains the total of 行政复议; the narrative's 11件 agrees with the sum of the parts."""
    text = report_text(
        sections={"proceedings": "全年发生政府信息公开行政复议11件。"},
        cells={UPHELD: "10", CORRECTED: "1"},
    )
    (finding,) = review_text(text).findings
    assert finding.code == "T202"
    assert "行政复议11件”与分项之和一致" in finding.message


def test_blanks_silence_an_imbalance_that_they_explain() -> None:
    """Blanks for 0 balance: T101 alone; a blank for a figure is unknown and no imbalance either."""
    assert codes(report_text(cells={"requests.received.research": "/"})) == ["T101"]
    assert codes(report_text(cells={"requests.received.natural_person": ""})) == ["T101"]


def test_blanks_leave_an_imbalance_of_other_cells() -> None:
    """A blank that explains nothing does not excuse a false total in another row."""
    cells = {"requests.received.research": "/", "requests.carried_out.total": "4"}
    assert codes(report_text(cells=cells)) == ["T201", "T101"]


def test_cell_that_is_no_number_silences_its_imbalance() -> None:
    """A negative count is T102 alone, though its row no longer adds up."""
    assert codes(report_text(cells={"requests.received.research": "-1"})) == ["T102"]


def _check(code: str, *silences: Silence) -> Check:
    return replace(CHECKS[0], code=code, silences=silences)


def _finding(code: str, *evidence: Evidence, subject: str = "") -> Finding:
    return Finding(code, Severity.MUST, "", "", "", "", evidence, subject=subject)


def _words(start: int, end: int) -> Span:
    return Span("overview", start, end, "x" * (end - start))


@pytest.mark.parametrize(
    ("scope", "spoken", "silent", "heard"),
    [
        ("report", _finding("A"), _finding("B", _words(0, 9)), None),
        ("words", _finding("A", _words(0, 5)), _finding("B", _words(4, 9)), _words(5, 9)),
        (
            "cells",
            _finding("A", CellEvidence(UPHELD, "1")),
            _finding("B", _words(0, 9), CellEvidence(UPHELD, "1")),
            CellEvidence(CORRECTED, "1"),
        ),
        (
            "table",
            _finding("A", subject="proceedings"),
            _finding("B", CellEvidence(UPHELD, "1")),
            CellEvidence(RECEIVED, "1"),
        ),
    ],
)
def test_scope_of_silence(
    scope: Scope, spoken: Finding, silent: Finding, heard: Evidence | None
) -> None:
    """A finding is dropped where the scope joins it to one that has spoken, and only there."""
    book = (_check("A", Silence("B", scope)), _check("B"))
    assert list(drop_silenced([silent, spoken], book)) == [spoken]
    if heard is not None:
        other = _finding("B", heard)
        assert list(drop_silenced([other, spoken], book)) == [other, spoken]


def test_silence_is_one_way() -> None:
    """The silenced check never silences the one that explains it."""
    book = (_check("A", Silence("B", "report")), _check("B"))
    assert list(drop_silenced([_finding("B")], book)) == [_finding("B")]
    assert list(drop_silenced([_finding("A"), _finding("A")], book)) == [_finding("A")] * 2


def test_switched_off_check_silences_nothing() -> None:
    """Where the profile switches S103 off, R301 speaks of the part that says 无."""
    from review.facts import Facts
    from review.profile import load_profile

    report = review_text(report_text(sections={"problems": "无。"})).report
    assert report is not None
    profile = replace(load_profile(), switched_off=frozenset({"S103"}))
    findings, not_run = run_checks(Facts(report, profile), CHECKS)
    assert [finding.code for finding in findings] == ["R301", "R302", "R303"]
    assert ("S103", "评审方案已关闭这项检查") in [(n.code, n.reason) for n in not_run]


def test_forms_are_told_apart() -> None:
    """The outdated drawing is that of 2019: other wise the tests above would prove nothing."""
    review = review_text(outdated_text())
    assert review.report is not None
    assert review.report.tables["proactive"].form == "2019"
    assert len(review.report.tables["proactive"].cells) == len(
        list(load_form("2019").tables["proactive"].cell_keys())
    )


def test_a_count_in_words_that_breaks_a_sum_is_two_faults() -> None:
    """十 is read as 10: it is no plain figure (T102), and the row does not add up to it (T201)."""
    assert codes(report_text(cells={"requests.received.research": "0件"})) == ["T102"]
    assert codes(report_text(cells={"requests.received.research": "十"})) == ["T201", "T102"]
    assert codes(report_text(cells={UPHELD: "3件"})) == ["T202", "T102"]

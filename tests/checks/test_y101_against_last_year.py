"""Y101 to Y105: two sound years give nothing, a fault planted between them is found in its cell, doubt is no must."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from review.checking import Example
from review.finding import CellEvidence, Elsewhere, Finding, Severity
from review.model import SectionKey
from review.outcome import Review
from review.outputs.json_form import as_json
from review.outputs.json_schema import json_schema
from review.outputs.text_form import text_lines
from review.pipeline import review_bytes
from tests.builders import draw, outdated_text, report_text, review_text
from tests.last_year_report import draw_last_year
from tests.year_pairs import FAULTS, Pair, reviewed, sound_pair

AGAINST = ("Y101", "Y102", "Y103", "Y104", "Y105", "R303")
COLUMNS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_org")
NEVER_CARRIED = {
    f"requests.{row}.{column}": "1"
    for row in ("carried_in", "unavailable.not_held")
    for column in ("natural_person", "total")
} | {f"requests.concluded.{column}": "3" for column in ("natural_person", "total")}


def of_years(review: Review) -> list[Finding]:
    """The findings that come of comparing two years."""
    return [finding for finding in review.findings if finding.code in AGAINST]


def review_pair(now: Example, last: Example) -> Review:
    """The sound reports of two years, each changed as its example says."""
    return review_text(draw(now), last_year=draw_last_year(last))


def only(review: Review, code: str) -> Finding:
    """The one finding of a code."""
    found = [finding for finding in review.findings if finding.code == code]
    assert len(found) == 1, [(f.code, f.message) for f in review.findings]
    return found[0]


def assert_sound(seed: int) -> None:
    """A sound pair: all checks against last year are made, and none finds anything."""
    review = reviewed(sound_pair(seed), seed)
    assert [(f.code, f.message) for f in of_years(review)] == []
    assert [n for n in review.not_run if n.code.startswith("Y")] == []


def assert_found(pair: Pair, seed: int) -> None:
    """The fault planted is found once, at its level and in its cell, and no other is said of the two years."""
    review = reviewed(pair, seed)
    assert [(f.code, f.severity.value) for f in of_years(review)] == [(pair.code, pair.severity)]
    found = only(review, pair.code)
    assert not pair.cell or pair.cell in found.cells
    others = [e for e in found.evidence if isinstance(e, Elsewhere)]
    assert others and {e.source.year for e in others} == {pair.last.year}


@pytest.mark.parametrize("seed", range(20))
def test_sound_years_give_nothing(seed: int) -> None:
    """Whatever the layouts: nothing is found between two years that follow from one another."""
    assert_sound(seed)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(20, 500, 120))
def test_sound_years_by_the_hundred_give_nothing(start: int) -> None:
    """500 pairs in all."""
    for seed in range(start, start + 120):
        assert_sound(seed)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault_is_found(fault: str, seed: int) -> None:
    """Each kind of fault between two years."""
    assert_found(FAULTS[fault](seed), seed)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_planted_faults_by_the_hundred_are_found(fault: str) -> None:
    """100 of each kind."""
    for seed in range(5, 105):
        assert_found(FAULTS[fault](seed), seed)


@given(st.integers(0, 9), st.integers(0, 9), st.sampled_from(COLUMNS))
def test_total_is_must_exactly_where_it_differs(came: int, left: int, column: str) -> None:
    """Two balanced tables: a must finding if and only if 上年结转 is not last year's 结转下年度."""

    def figures(rows: dict[str, int], stand: int) -> dict[str, str]:
        """Rows of one column and its total, beside what stands for natural persons already."""
        out = {}
        for row, number in rows.items():
            base = stand if row in ("concluded", "received") else 0
            out[f"requests.{row}.{column}"] = str(number + base * (column == "natural_person"))
            out[f"requests.{row}.total"] = str(number + base)
        return out

    now = figures({"carried_in": came, "unavailable.still_unclear": came, "concluded": came}, 2)
    last = figures({"received": left, "carried_out": left}, 3)
    told: Mapping[SectionKey, str] = {"overview": "（一）主动公开。公开信息376条。"}
    review = review_pair(Example("", cells=now, sections=told), Example("", cells=last))
    must = [f.code for f in review.findings if f.severity is Severity.MUST]
    assert must == (["Y101"] if came != left else [])
    if must:
        assert only(review, "Y101").cells[0] == "requests.carried_in.total"


@given(st.integers(0, 30), st.integers(0, 9), st.integers(0, 9), st.integers(-3, 3))
def test_stock_is_found_exactly_where_it_does_not_roll(
    stock: int, issued: int, repealed: int, off: int
) -> None:
    """Y102 if and only if 现行有效 ≠ last year's + 制发 − 废止; 5+3−0=8 and 0=0 agree."""
    repealed = min(repealed, stock)
    in_force = stock + issued - repealed + off
    if in_force < 0:
        return
    row = "proactive.normative_documents"
    now = {
        f"{row}.issued": str(issued),
        f"{row}.repealed": str(repealed),
        f"{row}.in_force": str(in_force),
    }
    last = {f"{row}.in_force": str(stock), f"{row}.issued": "0"}
    review = review_pair(Example("", cells=now), Example("", cells=last))
    found = [f for f in review.findings if f.code == "Y102"]
    assert bool(found) is (off != 0)
    assert all(f.cells[0] == f"{row}.in_force" and str(in_force - off) in f.message for f in found)
    assert not found or "T302" not in {f.code for f in review.findings}


def test_evidence_stands_in_both_reports() -> None:
    """This year's cell and last year's, each as it is printed; the id knows of this year's only."""
    left = {"requests.received.natural_person": "4", "requests.received.total": "4",
            "requests.carried_out.natural_person": "1", "requests.carried_out.total": "1"}  # fmt: skip
    found = only(review_pair(Example(""), Example("", cells=left)), "Y101")
    assert found.severity is Severity.MUST
    assert found.evidence[0] == CellEvidence("requests.carried_in.total", "0")
    there = found.evidence[1]
    assert isinstance(there, Elsewhere)
    assert there.evidence == CellEvidence("requests.carried_out.total", "1")
    assert (there.source.agency, there.source.year) == ("清和县商务局", 2022)
    more = {**left, "requests.received.natural_person": "5", "requests.received.total": "5",
            "requests.carried_out.natural_person": "2", "requests.carried_out.total": "2"}  # fmt: skip
    assert only(review_pair(Example(""), Example("", cells=more)), "Y101").id == found.id


def test_table_that_does_not_balance_is_no_must_of_y101() -> None:
    """Where T201 already puts last year's figure into the cell, Y101 is silent; else it asks, and says why."""
    carried = {f"requests.carried_out.{c}": "1" for c in ("natural_person", "total")}
    received = {f"requests.received.{c}": "4" for c in ("natural_person", "total")}
    last = Example("", cells={**carried, **received})
    told: Mapping[SectionKey, str] = {"overview": "（一）主动公开。公开信息376条。"}
    lost = {**NEVER_CARRIED, "requests.carried_in.total": "0"}
    review = review_pair(Example("", cells=lost, sections=told), last)
    assert only(review, "T201").cells == ("requests.carried_in.total",)
    assert [f.code for f in of_years(review)] == []
    broken = {"requests.granted.total": "5"}
    found = only(review_pair(Example("", cells=broken, sections=told), last), "Y101")
    assert found.severity is Severity.ASK and "本身不平" in found.message


def test_fault_of_last_year_is_y105_and_no_must() -> None:
    """Last year's narrative and table disagree, and this year's figure is the narrative's."""
    cells = {f"requests.carried_out.{c}": "1" for c in ("natural_person", "total")}
    cells |= {f"requests.received.{c}": "4" for c in ("natural_person", "total")}
    told: Mapping[SectionKey, str] = {
        "overview": "（一）主动公开。公开信息412条。\n（二）依申请公开。新收申请4件，结转下年度继续办理0件。"
    }
    review = review_pair(Example(""), Example("", cells=cells, sections=told))
    found = only(review, "Y105")
    assert found.severity is Severity.ASK and "继续办理0件" in found.message
    assert [f.code for f in of_years(review)] == ["Y105"]


def test_blank_carry_over_is_asked_about() -> None:
    """A blank where last year's report carried one over may be a 0: T101 speaks of the blank, Y101 asks."""
    last = {f"requests.{row}.{c}": n for row, n in (("carried_out", "1"), ("received", "4"))
            for c in ("natural_person", "total")}  # fmt: skip
    review = review_pair(
        Example("", cells={"requests.carried_in.total": ""}), Example("", cells=last)
    )
    assert only(review, "Y101").severity is Severity.ASK


@pytest.mark.parametrize("code", ["Y102", "Y103"])
def test_form_of_2019_leaves_stocks_unchecked(code: str) -> None:
    """Last year's table 1 in the form of 2019 has no stock; that is said, and 结转 is compared all the same."""
    last = (
        outdated_text()
        .replace("2024", "2023@")
        .replace("2023年", "2022年")
        .replace("2023@", "2023")
    )
    review = review_bytes(report_text().encode(), "a.txt", None, last.encode())
    reasons = {n.code: n.reason for n in review.not_run}
    assert "2019年版" in reasons["Y102"]
    assert code in reasons or code == "Y103"
    assert {"Y101", "Y104", "Y105"}.isdisjoint(reasons)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("2022年", "2021年"), "不是上年"),
        (("清和县商务局", "澄湖县教育局"), "不是同一机关"),
    ],
)
def test_other_report_is_refused_with_the_reason(change: tuple[str, str], reason: str) -> None:
    """A report of another year or body is not compared; every check of the family says why."""
    last = draw_last_year(Example("", edits=(change,)))
    review = review_text(report_text(), last_year=last)
    reasons = {n.code: n.reason for n in review.not_run}
    assert all(reason in reasons[code] for code in ("Y101", "Y102", "Y103", "Y104", "Y105"))
    assert of_years(review) == []


@pytest.mark.parametrize(
    ("last", "reason"),
    [(None, "没有上年报告"), ("收货单\n共3箱", "上年报告未能读取")],
)
def test_missing_or_unreadable_last_year_is_told(last: str | None, reason: str) -> None:
    """Silence is no pass."""
    review = review_text(report_text(), last_year=last)
    reasons = {n.code: n.reason for n in review.not_run}
    assert all(reason in reasons[f"Y10{n}"] for n in range(1, 6))


def test_renamed_body_is_compared_and_asked() -> None:
    """县卫生和计划生育局 became 县卫生健康局: figures may differ lawfully, so nothing is must."""
    now = report_text().replace("清和县商务局", "清和县自然资源局")
    cells = {f"requests.{row}.{c}": n for row, n in (("carried_out", "1"), ("received", "4"))
             for c in ("natural_person", "total")}  # fmt: skip
    last = draw_last_year(Example("", cells=cells, edits=(("清和县商务局", "清和县国土资源局"),)))
    review = review_text(now, last_year=last)
    found = only(review, "Y101")
    assert found.severity is Severity.ASK and "名称不同" in found.message


def test_rectification_missing_quotes_last_years_problems() -> None:
    """R303 beside last year's report: this year's part five, and what had been promised there."""
    problems = (
        "2023年存在的主要问题：企业扶持政策的解读晚于文件发布十天以上。\n"
        "改进措施：2024年起政策解读与文件同步发布。"
    )
    alone = only(review_text(report_text(sections={"problems": problems})), "R303")
    review = review_pair(Example("", sections={"problems": problems}), Example(""))
    found = only(review, "R303")
    assert alone.id == found.id
    quoted = [e.evidence for e in found.evidence if isinstance(e, Elsewhere)]
    assert quoted and "栏目更新不及时" in found.message
    assert found.spans


def test_repeated_problem_is_one_finding() -> None:
    """Y104 says that nothing was told of it; R303 does not say so again."""
    problems = "2023年的不足：商务专栏的栏目更新滞后。\n下一步，每月核对一次栏目。"
    review = review_pair(Example("", sections={"problems": problems}), Example(""))
    assert [f.code for f in of_years(review)] == ["Y104"]
    assert "栏目更新滞后" in only(review, "Y104").spans[0].quote


def test_findings_of_two_years_are_json_of_the_contract() -> None:
    """Evidence of last year's report carries its source, offsets hold there, and the schema knows it."""
    problems = "2023年的不足：商务专栏的栏目更新滞后。\n下一步，每月核对一次栏目。"
    last = draw_last_year(Example(""))
    assert last is not None
    review = review_text(report_text(sections={"problems": problems}), last_year=last)
    document = as_json(review)
    Draft202012Validator(json_schema()).validate(document)
    (there,) = [
        e
        for f in document["findings"]
        if f["code"] == "Y104"
        for e in f["evidence"]
        if "source" in e
    ]
    assert there["source"]["sha256"] == document["engine"]["last_year_sha256"]
    text = review_text(last).report.section("problems").text  # type: ignore[union-attr]
    assert text[there["start"] : there["end"]] == there["quote"]
    assert any("2022年度报告 第五部分" in line for line in text_lines(document))


def test_table_of_last_year_that_is_not_there_is_told() -> None:
    """Without table 3 of last year nothing of it was compared."""
    last = draw_last_year(Example("", edits=(("@proceedings", ""),)))
    reasons = {n.code: n.reason for n in review_text(report_text(), last_year=last).not_run}
    assert {"Y103", "Y105"} <= reasons.keys()
    assert "上年报告第四部分表格" in reasons["Y103"]


def test_blank_column_is_no_other_column() -> None:
    """Last year's report gave the total alone: nothing is said of who the applicants were."""
    last = {"requests.received.natural_person": "4", "requests.received.total": "4",
            "requests.carried_out.natural_person": "", "requests.carried_out.total": "1"}  # fmt: skip
    told: Mapping[SectionKey, str] = {"overview": "（一）主动公开。公开信息376条。"}
    review = review_pair(Example("", cells=NEVER_CARRIED, sections=told), Example("", cells=last))
    assert "Y101" not in {f.code for f in of_years(review)}

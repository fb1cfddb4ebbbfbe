"""The score: adding a fault never raises it, and its parts add up."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.checks import CHECKS
from review.checks.planned import PLANNED
from review.finding import Finding, Severity
from review.profile import load_profile
from review.scoring import score_findings
from tests.builders import report_text, review_text

CODES = [check.code for check in CHECKS] + [code for code, _ in PLANNED]
NATIONAL = load_profile()


def _finding(code: str, level: str) -> Finding:
    return Finding(code, Severity(level), "", "", "", "", ())


findings = st.builds(_finding, st.sampled_from(CODES), st.sampled_from(["must", "should", "ask"]))


@given(st.lists(findings, max_size=40), findings, st.integers(min_value=0))
def test_adding_a_finding_never_raises_the_total(
    before: list[Finding], added: Finding, at: int
) -> None:
    """Wherever a fault is put in, the total and every part stay or fall, and returned stays."""
    place = at % (len(before) + 1)
    _, first = score_findings(before, NATIONAL)
    _, second = score_findings([*before[:place], added, *before[place:]], NATIONAL)
    assert second.total <= first.total
    assert all(b.earned <= a.earned for a, b in zip(first.parts, second.parts, strict=True))
    assert second.returned or not first.returned


@given(st.lists(findings, max_size=40))
def test_parts_and_points_add_up(found: list[Finding]) -> None:
    """Points taken and points earned make 100; no part is below 0 or above what is possible."""
    scored, score = score_findings(found, NATIONAL)
    assert sum(part.possible for part in score.parts) == pytest.approx(100)
    assert sum(part.earned for part in score.parts) == pytest.approx(score.total)
    assert score.total + sum(finding.points for finding in scored) == pytest.approx(100)
    assert all(0 <= part.earned <= part.possible for part in score.parts)


@given(st.lists(findings, max_size=20), st.randoms(use_true_random=False))
def test_order_of_findings_does_not_change_the_total(
    found: list[Finding], chance: random.Random
) -> None:
    """The total depends on what was found, not on the order."""
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert score_findings(shuffled, NATIONAL)[1] == score_findings(found, NATIONAL)[1]


def test_asking_costs_nothing() -> None:
    """What a reviewer is asked to look at takes no point and sends no report back."""
    scored, score = score_findings([_finding(code, "ask") for code in CODES], NATIONAL)
    assert (score.total, score.returned) == (100, False)
    assert {finding.points for finding in scored} == {0}


def test_cost_stops_at_the_part_s_last_point() -> None:
    """Twenty imbalances use up the 25 points for tables and none of the others'."""
    scored, score = score_findings([_finding("T201", "must")] * 20, NATIONAL)
    assert score.total == 75
    assert [finding.points for finding in scored][:6] == [5, 5, 5, 5, 5, 0]


@pytest.mark.parametrize(
    ("taken", "grade"), [(0, "优秀"), (10, "优秀"), (10.5, "良好"), (25, "良好"), (41, "退回")]
)
def test_grades_by_their_lowest_total(taken: float, grade: str) -> None:
    """A grade begins at its lowest total, that total included."""
    dimensions = (replace(NATIONAL.dimensions[0], possible=100.0, costs={"S101": taken}),)
    profile = replace(NATIONAL, dimensions=dimensions)
    _, score = score_findings([_finding("S101", "must")], profile)
    assert (score.total, score.grade) == (100 - taken, grade)


def test_every_code_of_a_fault_has_its_price() -> None:
    """A check that finds faults (must, should) costs points somewhere, and only once."""
    homes = [code for dimension in NATIONAL.dimensions for code in dimension.costs]
    assert len(homes) == len(set(homes))
    assert {c.code for c in CHECKS if c.severity is not Severity.ASK} <= set(homes)


def test_report_with_broken_table_is_to_be_returned() -> None:
    """A table that does not balance is sent back although its score is good."""
    review = review_text(report_text(cells={"requests.received.total": "3"}))
    assert review.score is not None
    assert (review.score.total, review.score.grade, review.score.returned) == (95, "优秀", True)

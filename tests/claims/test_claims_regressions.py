"""Contradictions with CELLS of tests/claims/test_claims.py (15 new, 2 carried in, 6 granted, 1 partly …)."""

import pytest

from tests.claims.test_claims import AFTER, DIRECT, NONE, said


@pytest.mark.parametrize(
    "sentence",
    [
        "收到政府信息公开申请15件，其中7件予以公开或部分公开。",
        "收到政府信息公开申请15件，7件予以公开和部分公开。",
    ],
)
def test_no_contradiction_of_figure_before_two_outcomes_joined(sentence):
    """7件予以公开或部分公开 (6+1)."""
    assert [c.quote for c in said(sentence) if c.verdict == "contradicted"] == []


def test_no_contradiction_of_own_body_and_subordinate_bodies():
    """机关本级9件，下属单位6件 of a department whose table counts both (15)."""
    found = said("机关本级受理政府信息公开申请9件，下属单位受理6件。")
    assert [c.quote for c in found if c.verdict == "contradicted"] == []


@pytest.mark.parametrize("cell", [DIRECT, AFTER])
def test_none_of_two_joined_by_a_pause_mark(cell):
    """未发生…行政复议、行政诉讼案件 with one 诉讼: both are held against their cells."""
    found = said("未发生政府信息公开行政复议、行政诉讼案件。", {**NONE, cell: "1"})
    assert "contradicted" in [c.verdict for c in found]

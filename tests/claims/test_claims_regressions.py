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


@pytest.mark.parametrize(
    "sentence",
    [
        "依申请公开方面：全年制发公文120份，定为主动公开51份、依申请公开38份、不予公开31份。",
        "依申请公开方面：以镇政府名义印发的文件中，主动公开42件、依申请公开9件。",
        "依申请公开方面：局发文210件，公开190件，公开率90.5%。",
        "与市规范性文件数据库比对后，改正失效标识错误8处，补录文件11件。",
        "对规范性文件库作了核查，航道维护信息逐日播报，发布64条。",
        "信息处理费方面，应收、实收均为零。",
        "依申请公开方面：邀请村民、企业主、教师各5名担任观察员。",
        "依申请公开方面：2件申请要求提供他人的参保记录，均以保护个人隐私为由不予公开。",
        "依申请公开方面：新设答复岗3个。",
        "答复代表建议18件、委员提案22件时均问明能否公开，不同意公开的4件。",
        "没有发生因超期未答复引起的投诉。",
        "样本中复议机关的写法没有随行政复议体制改革调整。",
    ],
)
def test_attributes_of_documents_posts_and_parts_are_held_against_nothing(sentence):
    """What documents may be opened to, what was added to a register, who holds a post, 2件申请要求…."""
    assert [c.quote for c in said(sentence) if c.verdict == "contradicted"] == []
    assert [c.quote for c in said(sentence, NONE) if c.verdict == "contradicted"] == []


def test_lost_cases_are_of_litigation():
    """被复议纠正…，被法院判决败诉…: each is held against its own proceedings."""
    found = said(
        "因政府信息公开被复议纠正3件、被法院判决败诉1件。",
        {**NONE, "proceedings.litigation_direct.corrected": "1"},
    )
    lost = next(c for c in found if "败诉" in c.quote)
    assert all(key.startswith("proceedings.litigation") for key in lost.cells)
    assert lost.verdict == "consistent"


def test_carried_figure_beside_the_one_carried_on_is_the_old_one():
    """新收…、结转1件，办结…，…转到下年度: 结转 alone is what was carried in."""
    found = said("全年新收政府信息公开申请15件、结转2件，办结17件，0件结转到下年度。")
    (old,) = [c for c in found if c.quote == "结转2件"]
    assert old.cells == ("requests.carried_in.total",)


@pytest.mark.parametrize(
    "sentence",
    [
        "（二）依申请公开。我局年内未接到书面或网上申请。",
        "（二）依申请公开。没有公民、法人、其他组织申请政府信息公开。",
        "（二）依申请公开。没有收到有关申请。",
    ],
)
def test_none_by_any_channel_and_from_anybody(sentence):
    """Nothing received, whatever the channel and whoever might have asked."""
    (zero,) = said(sentence, NONE)
    assert (zero.cells, zero.verdict) == (("requests.received.total",), "consistent")

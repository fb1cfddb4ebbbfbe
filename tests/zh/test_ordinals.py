"""Ordinals before the labels of tables."""

import pytest

from review.zh.ordinals import CHINESE_LABEL_ORDINAL, LABEL_ORDINAL


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("一、本年新收", "一、"),
        ("（七）总计", "（七）"),
        ("(七)总计", "(七)"),
        ("一）予以公开", "一）"),
        ("十二、其他", "十二、"),
        (" 3.其他", " 3."),
        ("３．其他", "３．"),
        ("8、属于行政查询事项", "8、"),
        ("（1）属于国家秘密", "（1）"),
        ("第二、部分公开", "第二、"),
        ("①予以公开", "①"),
    ],
)
def test_an_ordinal_ends_where_the_label_begins(text: str, ordinal: str) -> None:
    """In all its spellings, also where a bracket was lost."""
    found = LABEL_ORDINAL.match(text)
    assert found is not None
    assert found.group() == ordinal


@pytest.mark.parametrize("text", ["12.50", "120", "3", "三安全一稳定", "一事一议", "（区分处理）"])
def test_figures_and_words_are_no_ordinals(text: str) -> None:
    """An amount is none, nor is a numeral without its mark."""
    assert LABEL_ORDINAL.match(text) is None


def test_a_western_numeral_is_no_chinese_ordinal() -> None:
    """It may be a figure."""
    assert CHINESE_LABEL_ORDINAL.match("二、总计")
    assert not CHINESE_LABEL_ORDINAL.match("2、总计")

"""Look-alikes that PDFs put in place of ordinary characters."""

import pytest

from review.zh.radicals import without_radicals


@pytest.mark.parametrize(
    ("looks", "is_"),
    [
        ("⼀、总体情况", "一、总体情况"),
        ("⾏政机关", "行政机关"),
        ("⼈⺠政府", "人民政府"),
        ("㇐、总体情况", "一、总体情况"),
        ("不\uf967足", "不不足"),  # a duplicate under a second number
        ("\uf9a8", "令"),
    ],
)
def test_look_alikes_become_ordinary_characters(looks: str, is_: str) -> None:
    """One character for one: offsets stay."""
    assert without_radicals(looks) == is_
    assert len(looks) == len(is_)


def test_ordinary_text_is_left_as_it_is() -> None:
    """Nothing is changed, nor copied, where there is nothing to change."""
    text = "收到申请12件，〇、㎡、①"
    assert without_radicals(text) is text

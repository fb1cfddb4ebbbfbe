"""The two measures and the ranks among reports of a kind."""

import pytest

from review.copying.masking import templates_of
from review.copying.measures import change, length_adjusted, percentiles, specificity
from tests.copying.texts import OTHERS, PASSAGE, REWORDED, report

VAGUE = "不断加强组织领导，健全完善工作机制，切实提高思想认识，深入推进各项工作落到实处，持续提升服务水平和能力。"


def _templates(text: str) -> tuple[object, ...]:
    return templates_of(report("清和县水务局", {"overview": text}))


def test_named_things_make_a_text_specific() -> None:
    """Dates, figures and places raise the measure; a text without any has 0, a short one none."""
    exact = "2023年6月5日，在昌乐县召开座谈会3次，答复来信126封，印发《清和县节水办法》，涉及水库12座、农户1.2万户，修补渠道和闸门，逐户上门核对水表读数，公示水费减免名单。"
    assert specificity(_templates(exact)) > 5  # type: ignore[arg-type,operator]
    assert specificity(_templates(VAGUE)) == 0  # type: ignore[arg-type]
    assert specificity(_templates("太短")) is None  # type: ignore[arg-type]


def test_change_grows_with_what_is_new() -> None:
    """The same text has no change, a reworded one little, another text much."""
    now = _templates(PASSAGE)
    same, reworded, other = (
        change(now, _templates(text))  # type: ignore[arg-type]
        for text in (PASSAGE, REWORDED, "".join(OTHERS))
    )
    assert same is not None and reworded is not None and other is not None
    assert abs(same) < 0.001 < reworded < 0.6 < other <= 1


def test_percentiles_are_of_the_kind() -> None:
    """Ranks are among reports of one kind; one alone has none."""
    values = [1.0, 3.0, 2.0, 9.0, None]
    assert percentiles(values, ["a", "a", "a", "b", "a"]) == [0, 100, 50, None, None]


def test_length_is_taken_out() -> None:
    """Where the measure is a function of length alone, nothing is left to tell reports apart."""
    letters = [100 * n for n in range(1, 41)]
    values = [0.001 * n for n in letters]
    adjusted = [v for v in length_adjusted(values, letters) if v is not None]
    assert max(adjusted) - min(adjusted) < max(values) - min(values)
    assert length_adjusted([0.5, None], [10, 20]) == [0.5, None]


def test_same_text_has_no_change_below_nothing() -> None:
    """Rounding gives no -0.0, which would be printed."""
    for text in (PASSAGE, *OTHERS, PASSAGE + "".join(OTHERS)):
        assert str(change(_templates(text), _templates(text))) == "0.0"  # type: ignore[arg-type]


@pytest.mark.filterwarnings("error")
def test_few_lengths_bend_no_curve() -> None:
    """Where all texts have one of two lengths there is no more than a line to be taken out."""
    values = [0.4, 0.6] * 20
    assert length_adjusted(values, [100, 200] * 20) == pytest.approx([0.5] * 40)
    assert length_adjusted(values, [100] * 40) == pytest.approx(values)

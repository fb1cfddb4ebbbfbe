"""S102, the second half: what is plainly another part's text, and what only looks so."""

import pytest

from review.model import SectionKey
from tests.builders import report_text, review_text

_FEE = "本年度未发出收费通知，未收取信息处理费。"


def found(**sections: str) -> list[str]:
    """Messages of S102 about the sound report with these sections."""
    texts: dict[SectionKey, str] = dict(sections)  # type: ignore[arg-type]
    review = review_text(report_text(sections=texts))
    return [f.message for f in review.findings if f.code == "S102"]


def test_problems_and_measures_under_six() -> None:
    """五 says nothing of problems, 六 names them and what will be done."""
    other = f"目前存在的不足是解读偏晚。下一步将同步发布解读。{_FEE}"
    (message,) = found(problems="另行说明。", other=other)
    assert "“六、其他需要报告的事项”下写的是存在的问题" in message


def test_fee_under_five() -> None:
    """The fee stands in 五, and 六 says 无."""
    problems = f"存在的主要问题是解读偏晚。下一步同步发布解读。{_FEE}"
    (message,) = found(problems=problems, other="无。")
    assert message.startswith("信息处理费的情况写在“五、存在的主要问题及改进情况”下")


@pytest.mark.parametrize(
    "other",
    [
        f"上年存在的问题已整改到位，下一步将继续。{_FEE}",
        f"本机关不存在其他问题。下一步将办好提案。{_FEE}",
        f"第三方检查指出存在的问题，已解决。今后加强核对。{_FEE}",
        f"目前存在的不足是解读偏晚。{_FEE}",
    ],
)
def test_mentions_of_problems_under_six(other: str) -> None:
    """Settled or denied problems, or one without a measure, are not part 五's text."""
    assert found(problems="另行说明。", other=other) == []


def test_problems_in_both() -> None:
    """Where 五 names problems of its own, 六 may speak of some too."""
    assert found(other=f"提案办理中存在的不足是答复偏晚。下一步提前办理。{_FEE}") == []


def test_fee_in_five_and_something_in_six() -> None:
    """Where 六 has text, the fee in 五 may be meant as a mention."""
    assert (
        found(problems=f"存在的主要问题是解读偏晚。下一步改进。{_FEE}", other="办理提案2件。") == []
    )

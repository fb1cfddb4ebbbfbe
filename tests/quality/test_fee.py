"""The three things told of the fee."""

import pytest

from review.facts import Facts
from review.profile import load_profile
from review.quality.fee import elements_missing
from tests.builders import report_text, review_text

NOTICES, NOTIFIED, RECEIVED = "发出收费通知的件数", "收费通知的总金额", "实际收取的总金额"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("发出收费通知2件，总金额600元，实际收取600元。", ()),
        # broken by its layout between the figure and its unit
        ("发出收费通知94件，总金额9400\n元，申请人逾期未缴纳，实际收取0元。", ()),
        ("共开出收费通知45件，金额9300元，实际缴纳2件、200元。", ()),
        ("发收费通知28件、3700元，实收22件、2500元，全部缴入国库。", ()),
        ("发出收费通知一件，计400元，该申请人撤回申请，最终未收费。", ()),
        ("发出信息处理费收费通知1件、金额320元，申请人已于9月6日缴纳。", ()),
        ("本年度实际收取信息处理费600元。", (NOTICES, NOTIFIED)),
        ("发出信息处理费收费通知3件，实际收取420元。", (NOTIFIED,)),
        ("对25件政府信息公开申请收取了信息处理费2950元。", (NOTICES, NOTIFIED)),
    ],
)
def test_which_elements_are_told(text: str, missing: tuple[str, ...]) -> None:
    """However they are worded, the three are found; what is not told is named."""
    report = review_text(report_text(sections={"other": text})).report
    assert report is not None
    fee = Facts(report, load_profile()).fee
    assert fee is not None
    assert elements_missing(fee) == missing

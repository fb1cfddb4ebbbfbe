"""P101–P103: check digits, what stands beside a number, and that messages do not repeat it."""

import pytest

from review.checks.p101_personal_data import is_card_number, is_credit_code, is_identity_number
from review.finding import Finding
from tests.builders import report_text, review_text

IDENTITY, PHONE, CARD = "11010519491231002X", "13800138000", "6217000000000001234"


def found(words: str) -> list[Finding]:
    """The findings about personal data where these words stand in part one."""
    text = report_text(edits=(("全年办结2件", f"{words}。全年办结2件"),))
    return [finding for finding in review_text(text).findings if finding.code.startswith("P")]


@pytest.mark.parametrize(
    ("words", "code", "quote", "masked"),
    [
        (f"申请人身份证{IDENTITY}", "P101", IDENTITY, "110105********002X"),
        (f"申请人身份证{IDENTITY.lower()}", "P101", IDENTITY.lower(), "110105********002x"),
        (f"张某（{PHONE}）", "P102", PHONE, "138****8000"),
        ("张某（138-0013-8000）", "P102", "138-0013-8000", "138****8000"),
        (f"申请人张某电话：{PHONE}", "P102", PHONE, "138****8000"),
        (f"退至{CARD}", "P103", CARD, "621700*********1234"),
        ("退至银行卡4111111111111234", "", "", ""),
        ("退至银行卡4012888888881881", "P103", "4012888888881881", "401288******1881"),
    ],
)
def test_number_is_found_and_masked(words: str, code: str, quote: str, masked: str) -> None:
    """The evidence is the number; the message shows its ends alone."""
    findings = found(words)
    assert [f.code for f in findings] == [code] * bool(code)
    for finding in findings:
        assert [span.quote for span in finding.spans] == [quote]
        assert masked in finding.message
        assert quote not in finding.message + finding.advice


@pytest.mark.parametrize(
    "words",
    [
        f"联系电话：{PHONE}",
        f"咨询热线为{PHONE}",
        f"联系人：王某，{PHONE}",
        f"本机关手机号码为办公用{PHONE}",
        f"群众可拨打{PHONE}",
        f"申请人可向县商务局申请，电话{PHONE}",
        "张某（138****8000）",
        f"工作群QQ群号{PHONE}",
        f"发放补贴{PHONE}元",
        f"流水1{PHONE}2",
        f"邮箱{PHONE}@example.com",
        "三项分别为138 0013 8000",
        "批次110105194912310021",
        "批次110105194913310020",
        f"许可证编号{IDENTITY}",
        "统一社会信用代码91350100M000100Y43",
        "批次6217000000000001230",
        "不动产单元号4012888888881881",
        "项目4012888888881881",
        f"缴入财政专户{CARD}",
        f"投资{CARD}元",
        f"合同-{CARD}",
    ],
)
def test_other_numbers_are_no_fault(words: str) -> None:
    """Contacts of the office, masked numbers, codes, figures and wrong check digits are none."""
    assert found(words) == []


def test_number_beside_the_address_of_the_office_is_no_fault() -> None:
    """The preface may give a mobile number far behind the words 请与……联系."""
    words = f"请与县商务局联系（清和县人民路1号行政中心3号楼二层东侧205室，工作日九时至十七时），{PHONE}。"
    text = report_text(edits=(("报告所列数据", f"{words}报告所列数据"),))
    assert review_text(text).findings == ()


def test_check_digits() -> None:
    """Each checksum takes the number of its standard and refuses it with one digit changed."""
    assert is_identity_number(IDENTITY) and not is_identity_number(IDENTITY[:-1] + "1")
    assert not is_identity_number("99" + IDENTITY[2:])
    assert is_credit_code("91350100M000100Y43") and not is_credit_code("91350100M000100Y44")
    assert is_card_number(CARD) and not is_card_number(CARD[:-1] + "5")
    assert not is_card_number("9" + CARD[1:])

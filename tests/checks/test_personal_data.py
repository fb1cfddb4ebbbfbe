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


@pytest.mark.parametrize(
    ("words", "code", "quote"),
    [
        ("身份证110105 1949 1231 002X", "P101", "110105 1949 1231 002X"),
        ("身份证110105-19491231-002X", "P101", "110105-19491231-002X"),
        ("身份证11010519\n491231002X", "P101", "11010519\n491231002X"),
        ("申请3件 11010519491231002X", "P101", "11010519491231002X"),
        ("申请人张某电话138 0013 8000", "P102", "138 0013 8000"),
        ("申请人张某电话+86 13800138000", "P102", "13800138000"),
        ("致电申请人（13800138000）", "P102", "13800138000"),
        ("咨询电话已公布。农户李某13800138000", "P102", "13800138000"),
        ("银行卡6217 0000 0000 0001 234", "P103", "6217 0000 0000 0001 234"),
        ("工行卡9558820000000000006", "P103", "9558820000000000006"),
    ],
)
def test_numbers_in_groups(words: str, code: str, quote: str) -> None:
    """A number may be written in groups, over a line's end or with the country's code."""
    findings = found(words)
    assert [(f.code, [s.quote for s in f.spans]) for f in findings] == [(code, [quote])]
    assert quote not in findings[0].message


def test_list_of_persons_is_one_finding_a_paragraph() -> None:
    """Many numbers in one paragraph are one fault with all places; three of them are shown, masked."""
    numbers = [f"1380013800{n}" for n in range(5)]
    (finding,) = found("、".join(f"农户{n}" for n in numbers))
    assert [span.quote for span in finding.spans] == numbers
    assert finding.message == (
        "第一部分写有手机号码（138****8000、138****8001、138****8002等5个），"
        "看不出是本机关公布的办公联系方式。"
    )


def test_account_of_an_office_is_no_card() -> None:
    """The holder behind the number tells whose account it is."""
    assert found(f"账号{CARD}，户名清和县商务局") == []
    assert [f.code for f in found(f"账号{CARD}，户名张某")] == ["P103"]


def test_report_with_personal_data_goes_back() -> None:
    """It must not stay on the web as it is, whatever its score."""
    review = review_text(report_text(edits=(("均为自然人提出", f"均为自然人（{IDENTITY}）提出"),)))
    assert review.score.returned


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

"""P101–P103: numbers of private persons in a text that is published. Messages show them masked."""

import re
from collections.abc import Iterator
from datetime import date

from review.checking import Example, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import Span

_HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_ADVICE = "公布前删去，或隐去中间各位；已经公布的立即更换网上的文本。"
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGION = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CREDIT_WORDS = re.compile(r"信用代码|机构代码|许可证|编号|证照|登记证")
# 138 0013 8000 may be three figures of a row; only hyphens part the groups of a number
_PHONE = re.compile(
    r"(?<![0-9A-Za-z./@_=#])(?<!\d[-－—])1[3-9]\d(-?)\d{4}\1\d{4}(?![0-9A-Za-z*@/_]|\.\d|[-－—]\d)"
)
_CONTACT = re.compile(
    r"电话|联系方式|联系人|热线|传真|咨询|举报|监督|拨打|致电|来电|短信|邮箱|邮件|邮编|值班|(?i:tel|phone)|☎"
    r"|手机(?:号码?)?[^。]{0,12}办公|办公[^。]{0,8}手机"
)
_NO_PHONE = re.compile(r"(?i:qq|群号?|ICP|备案|编号|账号|帐号|代码|案号|文号|证号|微博|https?|www)")
_COUNTED = re.compile(r"\s*(?:余|多)?(?:万|亿|元|件|条|次|人|份|个|户|吨|平方|千|公里|兆|字)")
_PRIVATE_PERSON = re.compile(
    r"(?:申请人|当事人|投诉人|举报人|信访人|反映人|来信人|村民|居民)"
    r"[^，。；：:可请拨向或等]{0,8}[（(，,]?(?:的)?(?:联系电话|电话|手机号?码?|联系方式)(?:号码)?"
    r"[为是：: ]{0,2}$"
)
_CARD = re.compile(r"(?<![0-9A-Za-z.,，\-])\d{16,19}(?![0-9A-Za-z]|[.,，\-]\d)")
_CARD_WORDS = re.compile(r"银行卡|卡号|开户|户名|账号|帐号|账户|帐户|存折|银行")
_PUBLIC_ACCOUNT = re.compile(r"财政|非税|国库|缴款|缴费|对公|专户")
_NO_CARD = re.compile(
    r"编号|许可证|文号|代码|证号|流水|单元号|备案|https?|www|条码|二维码|运单|订单"
)
_BEFORE = 30


def _masked(number: str) -> str:
    """The number with its middle hidden: 138****1234."""
    digits = re.sub(r"\D(?=.)", "", number)
    head = 3 if len(digits) == 11 else 6
    return f"{digits[:head]}{'*' * (len(digits) - head - 4)}{digits[-4:]}"


def _candidates(facts: Facts, pattern: re.Pattern[str]) -> Iterator[tuple[Span, str, str, str]]:
    """Matches of a pattern in the narrative: span, number, and the words before and behind it."""
    for section in facts.report.sections:
        text = section.text.translate(_HALF_WIDTH)
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _BEFORE) : match.start()]
            behind = text[match.end() : match.end() + 6]
            yield facts.span(section.key, *match.span()), match.group(), before, behind


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are an identity number by GB 11643: region, date of birth, check digit."""
    if not _looks_like_identity(number):
        return False
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def _looks_like_identity(number: str) -> bool:
    if len(number) != 18 or not _REGION.match(number):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year < 2100


def is_credit_code(number: str) -> bool:
    """Whether 18 characters are a 统一社会信用代码 by the check character of GB 32100."""
    code = number.upper()
    if len(code) != 18 or any(c not in _CREDIT_ALPHABET for c in code) or code[0] not in "159":
        return False
    total = sum(
        _CREDIT_ALPHABET.index(c) * w for c, w in zip(code[:17], _CREDIT_WEIGHTS, strict=True)
    )
    return _CREDIT_ALPHABET[(31 - total % 31) % 31] == code[17]


def is_card_number(number: str) -> bool:
    """Whether digits are a card number: length and prefix of a known issuer, and Luhn's check digit."""
    known = number.startswith("62") or (len(number) == 16 and re.match(r"4|5[1-5]|35", number))
    if not known or len(set(number)) < 4:
        return False
    digits = [int(d) for d in reversed(number)]
    doubled = [sum(divmod(2 * d, 10)) for d in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _in_contact_paragraph(facts: Facts, span: Span) -> bool:
    """Whether the preface or the end gives the office's address in the paragraph of the number."""
    text = facts.report.section(span.section).text
    start = text.rfind("\n", 0, span.start) + 1
    address = re.search("联系|疑问|地址|邮编|邮政编码|办公", text[start : span.start])
    return span.section in ("front", "end") and address is not None


@check(
    code="P101",
    name="identity_number",
    title="公开了身份证号码",
    severity=Severity.MUST,
    finds="正文中有完整的居民身份证号码（校验位、地区、出生日期都相符）",
    basis="《中华人民共和国个人信息保护法》第二十八条；《政府信息公开条例》第十五条；GB 11643—1999",
    advice=_ADVICE,
    bad=(
        Example(
            "写出申请人的身份证号码",
            edits=(("均为自然人提出", "均为自然人（身份证号11010519491231002X）提出"),),
        ),
    ),
    good=(
        Example(
            "隐去中间各位",
            edits=(("均为自然人提出", "均为自然人（身份证号110105********002X）提出"),),
        ),
        Example(
            "校验位不符的18位编号",
            edits=(("清理失效文件4份", "清理失效文件4份（批次110105194912310021）"),),
        ),
    ),
)
def identity_number(facts: Facts) -> Iterator[Finding]:
    for span, number, before, _ in _candidates(facts, _IDENTITY):
        named = "身份证" in before
        other = _CREDIT_WORDS.search(before) or is_credit_code(number)
        if is_identity_number(number) and (named or not other):
            yield identity_number.finding(
                f"正文写有完整的居民身份证号码（{_masked(number)}）。", evidence=(span,)
            )


@check(
    code="P102",
    name="private_phone",
    title="公开了个人手机号码",
    severity=Severity.MUST,
    finds="正文中有不是作为办公联系方式公布的手机号码",
    basis="《中华人民共和国个人信息保护法》第二十五条；《政府信息公开条例》第十五条",
    advice=_ADVICE,
    bad=(
        Example(
            "写出申请人的手机号码",
            edits=(("均为自然人提出", "均为自然人（张某，13800138000）提出"),),
        ),
    ),
    good=(
        Example(
            "作为办公联系电话公布",
            edits=(("报告所列数据", "联系电话：13800138000。报告所列数据"),),
        ),
        Example(
            "隐去中间四位",
            edits=(("均为自然人提出", "均为自然人（张某，138****8000）提出"),),
        ),
    ),
)
def private_phone(facts: Facts) -> Iterator[Finding]:
    for span, number, before, behind in _candidates(facts, _PHONE):
        if _COUNTED.match(behind) or _NO_PHONE.search(before):
            continue
        if _CONTACT.search(before) and not _PRIVATE_PERSON.search(before):
            continue
        if _in_contact_paragraph(facts, span):
            continue
        yield private_phone.finding(
            f"正文写有手机号码（{_masked(number)}），看不出是办公联系方式。", evidence=(span,)
        )


@check(
    code="P103",
    name="bank_card",
    title="公开了银行卡号",
    severity=Severity.MUST,
    finds="正文中有银行卡号（发卡机构号和校验位相符）",
    basis="《中华人民共和国个人信息保护法》第二十八条；《政府信息公开条例》第十五条",
    advice=_ADVICE,
    bad=(
        Example(
            "写出个人银行卡号",
            edits=(("均为自然人提出", "均为自然人（退款至银行卡6217000000000001234）提出"),),
        ),
    ),
    good=(
        Example(
            "校验位不符的19位编号",
            edits=(("清理失效文件4份", "清理失效文件4份（批次6217000000000001230）"),),
        ),
        Example(
            "财政专户的账号",
            edits=(("未收取政府", "缴费账户为县财政局专户6217000000000001234，未收取政府"),),
        ),
    ),
)
def bank_card(facts: Facts) -> Iterator[Finding]:
    for span, number, before, behind in _candidates(facts, _CARD):
        if not is_card_number(number) or _COUNTED.match(behind) or _looks_like_identity(number):
            continue
        named = _CARD_WORDS.search(before)
        # 62 opens the codes of Gansu too; other issuers' numbers need the word beside them
        likely = re.match(r"62(?:1[3-9]|2[0-8]|5\d|8\d)", number) and not _NO_CARD.search(before)
        if (named or likely) and not _PUBLIC_ACCOUNT.search(before):
            yield bank_card.finding(
                f"正文写有完整的银行卡号（{_masked(number)}）。", evidence=(span,)
            )

"""P101–P103: numbers of private persons in a text that is published. Messages show them masked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from review.checking import Example, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import Span
from review.zh.check_digits import (
    is_card_number,
    is_credit_code,
    is_identity_number,
    looks_like_identity,
)

_WIDE = re.compile("[０-９Ｘｘ－＋　]")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－＋　", "0123456789Xx-+ ")
_ADVICE = "公布前删去，或隐去中间各位；已经公布的立即更换网上的文本。"
_BEFORE, _BEHIND = 30, 24
_EDGE = r"(?![0-9A-Za-z*])"
# Looked for at every place, since a figure in front may seem to be a number's first group. A number is
# written in one piece (or broken by the end of a line), or in the groups that its holder reads out.
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])(?=(?P<number>\d(?:\n?\d){16}\n?[\dXx]"
    r"|\d{6}[ -]\d{4}[ -]?\d{2}[ -]?\d{2}[ -]\d{3}[\dXx]"
    rf"|\d{{3}}(?:[ -]\d{{3}}){{4}}[ -]\d{{2}}[\dXx]){_EDGE})"
)
# the shortest of them, a phone number, has eleven digits
_LONG_NUMBER = re.compile(r"\d(?:[ \n-]?\d){10}")
_CREDIT_WORDS = re.compile(r"信用代码|机构代码|许可证|编号|证照|登记证")
_PHONE = re.compile(
    r"(?<![0-9A-Za-z./@_=#])(?<!\d-)(?<!\d[—–])(?:(?:\+|00)86[- ]?)?"
    r"(?P<number>1[3-9]\d(?P<mark>[- ]?)\d{4}(?P=mark)\d{4})(?![0-9A-Za-z*@/_]|\.\d|[-—–]\d)"
)
_PHONE_WORD = r"(?:联系电话|电话|手机号?码?|联系方式|号码|(?i:tel|phone))"
_CONTACT = re.compile(
    r"电话|联系方式|联系人|热线|传真|咨询|举报|监督|拨打|致电|来电|短信|邮箱|邮件|邮编|值班|(?i:tel|phone)|☎"
    r"|手机(?:号码?)?[^。]{0,12}办公|办公[^。]{0,8}手机"
)
_NO_PHONE = re.compile(r"(?i:qq|群号?|ICP|备案|编号|账号|帐号|代码|案号|文号|证号|微博|https?|www)")
_COUNTED = re.compile(r"\s*(?:余|多)?(?:万|亿|元|件|条|次|人|份|个|户|吨|平方|千|公里|兆|字|号)")
# a private person named right before the number: 申请人张某（手机138…, 致电申请人（138…
_PRIVATE_PERSON = re.compile(
    r"(?:申请人|第三方|当事人|投诉人|举报人|信访人|反映人|来信人|来电人|村民|居民|农户|低保户|家长)"
    rf"(?:(?!咨询|服务|热线|指导|办事|监督|反映|办理|办公)[^，。；：:、可请拨向或等]){{0,8}}[（(，,：:]?(?:的)?(?:{_PHONE_WORD})?(?:号码)?[为是：: ]{{0,3}}$"
)
# three figures of a row (138 0013 8000) are no number: groups parted by blanks need a word
_PHONE_AT_HAND = re.compile(rf"{_PHONE_WORD}[为是：:（( ]{{0,3}}$")
_CARD = re.compile(
    r"(?<![0-9A-Za-z.,，-])(?=(?P<number>\d{16,19}|\d{4}(?: \d{4}){3}(?: \d{1,3})?)"
    r"(?![0-9A-Za-z*]|[.,，-]\d| \d))"
)
_CARD_WORDS = re.compile(
    r"银行卡|卡号|开户|户名|账号|帐号|账户|帐户|存折|银行|[农工建中交商]行卡|一卡通"
)
_PUBLIC_ACCOUNT = re.compile(r"财政|非税|国库|缴款|缴费|对公|专户")
_PUBLIC_HOLDER = re.compile(
    r"^[，,；;、 ]*(?:户名|开户名|收款人|收款单位)[：:为]?[^，。；]{2,20}(?:局|厅|委|府|办|办公室|中心|公司|学校|医院)"
)
_NO_CARD = re.compile(
    r"编号|许可证|文号|代码|证号|流水|单元号|备案|索引|https?|www|条码|二维码|运单|订单"
)
_ISSUER_TODAY = re.compile(r"62(?:1[3-9]|2[0-8]|5\d|8\d)")


def _masked(number: str) -> str:
    """The number with its middle hidden: 138****1234."""
    digits = re.sub(r"\D(?=.)", "", number)
    head = 3 if len(digits) == 11 else 6
    return f"{digits[:head]}{'*' * (len(digits) - head - 4)}{digits[-4:]}"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number in the narrative: where, as written, and the words around it (half width)."""

    span: Span
    number: str
    before: str
    behind: str

    @property
    def digits(self) -> str:
        """The number without what parts its groups."""
        return re.sub(r"[ \n-]", "", self.number)


def _candidates(facts: Facts, pattern: re.Pattern[str]) -> Iterator[_Candidate]:
    """The numbers of a pattern's group `number`, none of them inside another."""
    for section in facts.report.sections:
        text = section.text
        if _WIDE.search(text):
            text = text.translate(_HALF_WIDTH)
        if not _LONG_NUMBER.search(text):
            continue
        for match in pattern.finditer(text):
            start, end = match.span("number")
            yield _Candidate(
                facts.span(section.key, start, end),
                match["number"],
                text[max(0, match.start() - _BEFORE) : match.start()],
                text[end : end + _BEHIND],
            )


def _by_paragraph(facts: Facts, found: Iterable[_Candidate]) -> Iterator[list[_Candidate]]:
    """The numbers of one paragraph together: a list of persons is one fault, not one for each line's end."""
    groups: dict[tuple[str, int], list[_Candidate]] = {}
    for candidate in found:
        text = facts.report.section(candidate.span.section).text
        at = text.count("\n", 0, candidate.span.start)
        groups.setdefault((candidate.span.section, at), []).append(candidate)
    yield from groups.values()


def _shown(found: list[_Candidate]) -> str:
    """The numbers masked, the first three of many."""
    words = "、".join(_masked(candidate.digits) for candidate in found[:3])
    return f"{words}等{len(found)}个" if len(found) > 3 else words


def _in_contact_paragraph(facts: Facts, span: Span) -> bool:
    """Whether the preface or the end gives the office's address in the paragraph of the number."""
    text = facts.report.section(span.section).text
    start = text.rfind("\n", 0, span.start) + 1
    address = re.search("联系|疑问|地址|邮编|邮政编码|办公", text[start : span.start])
    return span.section in ("front", "end") and address is not None


def _identity_numbers(facts: Facts) -> Iterator[_Candidate]:
    end: dict[str, int] = {}
    for candidate in _candidates(facts, _IDENTITY):
        span, number = candidate.span, candidate.digits
        if candidate.number.count("\n") > 1 or span.start < end.get(span.section, 0):
            continue
        other = _CREDIT_WORDS.search(candidate.before) or is_credit_code(number)
        if is_identity_number(number) and ("身份证" in candidate.before or not other):
            end[span.section] = span.end
            yield candidate


def _private_phones(facts: Facts) -> Iterator[_Candidate]:
    for candidate in _candidates(facts, _PHONE):
        # words of the sentence before say nothing of this number
        before = candidate.before.rpartition("。")[2]
        clause = re.split("[，,；;]", before)[-1]
        private = _PRIVATE_PERSON.search(before)
        if _COUNTED.match(candidate.behind) or _NO_PHONE.search(clause):
            continue
        if " " in candidate.number and not (private or _PHONE_AT_HAND.search(before)):
            continue
        if _CONTACT.search(before) and not private:
            continue
        if not _in_contact_paragraph(facts, candidate.span):
            yield candidate


def _bank_cards(facts: Facts) -> Iterator[_Candidate]:
    for candidate in _candidates(facts, _CARD):
        number, before, behind = candidate.digits, candidate.before, candidate.behind
        if not is_card_number(number) or _COUNTED.match(behind) or looks_like_identity(number):
            continue
        named = _CARD_WORDS.search(before)
        # 62 opens the codes of Gansu too; other issuers' numbers need the word beside them
        likely = (
            _ISSUER_TODAY.match(number)
            and not _NO_CARD.search(before)
            and " " not in candidate.number
        )
        public = _PUBLIC_ACCOUNT.search(before) or _PUBLIC_HOLDER.search(behind)
        if (named or likely) and not public:
            yield candidate


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
    for found in _by_paragraph(facts, _identity_numbers(facts)):
        yield identity_number.finding(
            f"{facts.section_place(found[0].span.section)}写有完整的居民身份证号码（{_shown(found)}），"
            "年度报告向社会公布，不应出现个人的身份证号码。",
            evidence=[candidate.span for candidate in found],
        )


@check(
    code="P102",
    name="private_phone",
    title="公开了个人手机号码",
    severity=Severity.MUST,
    finds="正文中有不是作为办公联系方式公布的手机号码",
    basis="《中华人民共和国个人信息保护法》第二十五条；《政府信息公开条例》第十五条",
    advice=f"{_ADVICE}确是办公联系方式的，写明“联系电话”。",
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
    for found in _by_paragraph(facts, _private_phones(facts)):
        yield private_phone.finding(
            f"{facts.section_place(found[0].span.section)}写有手机号码（{_shown(found)}），看不出是本机关公布的办公联系方式。",
            evidence=[candidate.span for candidate in found],
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
    for found in _by_paragraph(facts, _bank_cards(facts)):
        yield bank_card.finding(
            f"{facts.section_place(found[0].span.section)}写有完整的银行卡号（{_shown(found)}），"
            "年度报告向社会公布，不应出现个人的银行卡号。",
            evidence=[candidate.span for candidate in found],
        )

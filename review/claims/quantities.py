"""Numbers with a measure word in a folded sentence, and how exact they claim to be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from review.model import Number
from review.zh.numerals import CHINESE_NUMERAL, chinese_number

CASE_UNITS = frozenset(
    {"件", "宗", "起", "例", "份", "条", "个", "封", "项", "单", "桩", "次", "部", ""}
)
"""Units in which clerks count applications, cases, documents and decisions."""

_BEFORE = "大约|大概|约|将近|接近|近|超过|突破|逾|超|不足|不到|未满|至少|不少于|不低于|未及|不及|高达|达|最多|不超过|多达|至多"
_UNITS = (
    "件次|件套|人次|批次|家次|户次|场次|个工作日|个月|个小时|个自然日|万元|亿元|元|个百分点|百分点|件|宗|起|例|份|条|个|封|次|部|项|单|桩|"
    "人|篇|期|场|家|户|名|张|页|册|辆|台|处|类|批|天|日|周|月|年|分钟|小时|工作日|%"
)
# One more than can be a number: a longer run is none, and its search must not take the square of it.
_CHINESE = CHINESE_NUMERAL.removesuffix("+") + "{1,61}"
_QUANTITY = re.compile(
    # what stands before is looked at afterwards: a search for the first character alone is fast
    r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?(?!\d)|\d{1,15}(?:\.\d{1,6})?)(?P<myriad>万|亿|千|百)?"
    rf"|(?P<chinese>(?<![第一二三四五六七八九十]){_CHINESE}))"
    rf"(?P<after>余|多|来|几)?(?P<unit>{_UNITS})(?P<tail>以上|左右|上下|以内|[多余](?!\d))?"
)
_HEDGE = re.compile(rf"(?:{_BEFORE})$")
_HEDGE_ENDS = frozenset(word[-1] for word in _BEFORE.split("|"))
_LONGEST_HEDGE = max(map(len, _BEFORE.split("|")))
# 第18号 is no quantity, 公众号3526条 is one
_NO_START = frozenset("0123456789.第〔[_/")
_OF_ACCOUNTS = frozenset("众频条音务阅家")
# Numbers without a unit: 新收12,办结12 · 为0 · 共3,其中
_BARE = re.compile(
    r"(?<![\d.第号〔\[A-Za-z_/\-—*])(?<!\d[,:])(?P<digits>\d{1,6})(?![\d.%A-Za-z年月日号时分〕\]\-:/〔条款项章]|[,]\d{3})"
)
# 内部事务信息、行政查询事项各一
_EACH_ONE = re.compile(r"(?<=各)一(?=[,。;)]|$)")
_ZERO = re.compile(r"(?:为|是|均|数|量)零(?![散星售碳件宗起例份次件])")
_TENTHS = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<number>[一二两三四五六七八九])成(?P<half>[半一二三四五六七八九])?(?P<tail>以上|左右|上下|多)?"
    r"(?![立员功长本交绩为果效熟败])"
)
# 三分之一, 近三分之二; 一半, 半数, 过半
_FRACTION = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])(?P<tail>以上|左右|上下|多)?"
)
_HALF = re.compile(
    rf"(?P<before>{_BEFORE}|过|大)?(?:一半|半数|(?<=[过近超])半)(?![天年日个小])(?P<tail>以上|左右|上下|多)?"
)
_PERCENT = re.compile(r"百分之(?P<number>[零一二三四五六七八九十百点\d.]+)")
_WORK = "(?:收到?|来|办[理结复好]?|答复|归档|登记|审[核查]|整改|解决|清理|发现|查处|受理|交办|督办|销号?|了结|更新|公布|研究|落实)"
# 每一件, 第一件; 办结一件、归档一件
_IDIOM = re.compile(
    r"[每逐任某第唯同哪这那上下首头]一[件次份条个项批期]|一[件次份条]一"
    rf"|{_WORK}一[件次份条个项起宗](?:[、,]?{_WORK}一[件次份条个项起宗])+"
    r"|一[件份次条个项][一-鿿]{1,6}、?一[颗批类方](?=[一-鿿])|[在同与跟]一起"
    r"|三审三校|两个维护|一个[^,。]{0,6}(?:平台|窗口|体系)|一次(?:性|办)|一条龙|一件事|一项重要|一类|一年|一月|一日"
)
_ABOUT = ("约", "大约", "大概", "近", "将近", "接近")
_LESS = ("不足", "不到", "未满", "未及", "不及")
_MORE = ("超过", "突破", "逾", "超", "过", "大")
_AT_LEAST = ("至少", "不少于", "不低于")
_SCALE = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `relation` tells how exact it claims to be; for "in" with low and high."""

    value: Number
    relation: str
    unit: str
    start: int
    end: int
    low: Number | None = None
    high: Number | None = None
    decimals: int = 0

    @property
    def percent(self) -> bool:
        """A share or a rate of growth."""
        return self.unit == "%"


def is_count(quantity: Quantity) -> bool:
    """Whether a number has a unit in which cases are counted."""
    return bool(quantity.unit) and quantity.unit in CASE_UNITS


def _may_start(text: str, at: int) -> bool:
    """Whether a quantity may begin at a place: not within a longer number, a document's number, a code."""
    if at == 0:
        return True
    char = text[at - 1]
    if char in _NO_START or (char < "{" and char.isalpha()):
        return False
    if char == "号":
        return at > 1 and text[at - 2] in _OF_ACCOUNTS
    return not (char in ",:-" and at > 1 and text[at - 2].isdigit())


def _hedge_start(text: str, at: int) -> int:
    """Where a hedge (约, 不足) that ends at a place begins; the place itself where there is none."""
    if at == 0 or text[at - 1] not in _HEDGE_ENDS:
        return at
    match = _HEDGE.search(text, max(0, at - _LONGEST_HEDGE), at)
    return match.start() if match and _may_start(text, match.start()) else at


def find_quantities(text: str) -> list[Quantity]:
    """Numbers of a folded text in order, hedges worked into a relation or an interval."""
    out: list[Quantity] = []
    taken: list[tuple[int, int]] = []
    text = text.replace("唯一", "唯·")  # 唯一一件 is one
    for match in _QUANTITY.finditer(text):
        start = _hedge_start(text, match.start())
        if start == match.start() and not _may_start(text, start):
            continue
        found = _quantity(text, match, start)
        if found is not None:
            out.append(found)
        taken.append((start, match.end()))
    for match in _PERCENT.finditer(text) if "百分之" in text else ():
        number = _percent(match["number"])
        if number is not None:
            out.append(Quantity(number, "=", "%", *match.span()))
            taken.append(match.span())
    for share in _shares_in_words(text):
        if not any(a < share.end and share.start < b for a, b in taken):
            out.append(share)
            taken.append((share.start, share.end))
    for match in _EACH_ONE.finditer(text) if "各" in text else ():
        out.append(Quantity(1, "=", "件", *match.span()))
    for pattern in (_BARE, _ZERO) if "零" in text else (_BARE,):
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            if pattern is _ZERO:
                out.append(Quantity(0, "=", "", match.end() - 1, match.end()))
            elif not re.fullmatch(r"20\d\d", match["digits"]):
                out.append(Quantity(int(match["digits"]), "=", "", *match.span()))
    return sorted(out, key=lambda q: q.start)


def _shares_in_words(text: str) -> Iterator[Quantity]:
    """Shares without a figure: 三成, 三分之一, 过半."""
    for match in _TENTHS.finditer(text) if "成" in text else ():
        tenths = chinese_number(match["number"])
        if tenths is not None:
            half = match["half"] or ""
            more = 5 if half == "半" else chinese_number(half) or 0
            yield _share_in_words(match, Decimal(tenths * 10 + more), 0)
    for match in _FRACTION.finditer(text) if "分之" in text else ():
        above, below = chinese_number(match["above"]), chinese_number(match["below"])
        if above is not None and below and above < below:
            exact = Decimal(above) * 100 / Decimal(below)
            yield _share_in_words(match, round(exact, 2), 2)
    for match in _HALF.finditer(text) if "半" in text else ():
        yield _share_in_words(match, Decimal(50), 0)


def _share_in_words(match: re.Match[str], share: Decimal, decimals: int) -> Quantity:
    before, tail = match["before"] or "", match["tail"] or ""
    relation = "~" if match.re is _TENTHS else "="
    if before in _ABOUT or tail in ("左右", "上下"):
        relation = "~"
    elif before in _MORE or tail == "多":
        relation = ">"
    elif before in _LESS:
        relation = "<"
    elif before in _AT_LEAST or tail == "以上":
        relation = ">="
    value = int(share) if share == share.to_integral_value() else share
    return Quantity(value, relation, "%", *match.span(), decimals=decimals)


def _percent(text: str) -> Number | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    whole, _, part = text.partition("点")
    value = chinese_number(whole)
    if value is None:
        return None
    if not part:
        return value
    digits = [chinese_number(char) for char in part]
    if any(digit is None for digit in digits):
        return None
    return Decimal(f"{value}.{''.join(str(digit) for digit in digits)}")


def _quantity(text: str, match: re.Match[str], start: int) -> Quantity | None:
    unit = match["unit"]
    decimals = 0
    if match["digits"]:
        digits = match["digits"].replace(",", "")
        scale = _SCALE.get(match["myriad"] or "", 1)
        printed = Decimal(digits)
        value: Number
        if "." in digits:
            decimals = len(digits) - digits.index(".") - 1
            number = printed * scale
            value = int(number) if number == number.to_integral_value() else number
        else:
            value = int(digits) * scale
        if unit in ("年", "月", "日") or (
            unit == "条" and text[match.start() - 1 : match.start()] == "第"
        ):
            return None
    else:
        known = chinese_number(match["chinese"])
        if known is None or (unit == "%"):
            return None
        value, printed = known, Decimal(known)
        around = text[max(0, match.start() - 12) : match.end() + 14]
        if match["chinese"] == "一" and any(
            m.start() <= min(12, match.start()) + 2 and m.end() >= min(12, match.start())
            for m in _IDIOM.finditer(around)
        ):
            return None
        if unit in ("年", "月", "日", "类", "处", "天", "项", "个"):
            return None
    return _hedged(text, match, value, printed, decimals, start)


def _hedged(
    text: str,
    match: re.Match[str],
    value: Number,
    printed: Decimal,
    decimals: int,
    hedge_start: int,
) -> Quantity:
    after, tail = match["after"] or "", match["tail"] or ""
    start = match.start()
    before = text[hedge_start:start]
    unit, end = match["unit"], match.end()

    def made(relation: str, at: int = start) -> Quantity:
        return Quantity(value, relation, unit, at, end, decimals=decimals)

    if after or tail in ("多", "余"):
        scale = match["myriad"]
        if scale:
            step = Decimal(1).scaleb(int(str(printed.as_tuple().exponent))) * _SCALE[scale]
        else:
            digits = str(int(value))
            step = Decimal(10 ** (len(digits) - len(digits.rstrip("0"))))
        low, high = int(value) + 1, int(Decimal(value) + step) - 1
        return Quantity(value, "in", unit, hedge_start, end, low, max(low, high), decimals)
    if before in _ABOUT or tail in ("左右", "上下"):
        return made("~", hedge_start)
    if before in _LESS:
        return made("<", hedge_start)
    if before in _MORE:
        return made(">", hedge_start)
    if before in _AT_LEAST or tail == "以上":
        return made(">=", hedge_start)
    if before in ("最多", "不超过", "至多") or tail == "以内":
        return made("<=", hedge_start)
    return made("=")

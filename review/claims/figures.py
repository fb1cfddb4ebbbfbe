"""Figures of the narrative against one another, whatever they count: parts and wholes, shares, repeats."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from review.claims.clauses import Clause
from review.claims.exhaustive import are_all
from review.claims.quantities import Quantity
from review.claims.slips import mistyped
from review.zh.numerals import chinese_number

_OPENS_PARTS = re.compile(r"其中|包括|包含|分别|分为|即|[:(]|中,|统计,|来看,|看,|含")
_DIVIDED = re.compile(r"按[^,。;]{1,10}(?:分|划分|分类|归类|统计),?$")
_TOGETHER = re.compile(
    r"(?P<many>[两二三四五])(?:者|项|类|部分)(?:合计|共计|总计|共|加起来|相加)(?:为|是|计)?$"
)
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_EXHAUSTIVE = re.compile(r"分别|包括|包含|分为|由")
_MAY_OVERLAP = re.compile(
    r"网站|公众号|微博|微信|抖音|视频号|新媒体|平台|头条|客户端|公报|渠道|专栏|App|APP|网|报|电视|媒体"
)
_OTHER_TIME = re.compile(r"去年|上一?年|往年|历年|累计|以来")
_WHOLE = re.compile(
    r"共|总|新收|更新|推送|上网|登载|刊登|编发|公示|解读|报送|参训|参加|培训|接待|出动|推出|转发|公布|合计|全年|累计|收到|受理|公开|发布|办理|制发|办结|答复|开展|组织|召开"
)
_THE_SAME = ("中,", "申请中,", "新收申请中,", "里,")
_REQUESTS = re.compile("(?:新收|收到的)?(?:申请|来件|信息|事项|文件)(?:件|中)?按")
_KINDS = ("applicant", "outcome", "channel", "result", "carry")
_PERCENT_OF = re.compile(r"占(?:比|全部|总|收到|受理|办结|答复|申请|其)?[^,。;]{0,12}$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its sentence: folded places, the clause it stands in, the clause's words without it."""

    quantity: Quantity
    clause: Clause

    @property
    def label(self) -> str:
        """The words of the clause before the figure."""
        return self.clause.text[self.clause.start : self.quantity.start]


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole and its parts that do not agree with it. `unit_slip`: they would without 万 or 亿."""

    whole: Figure
    parts: tuple[Figure, ...]
    more: bool
    unit_slip: bool = False


@dataclass(frozen=True, slots=True)
class WrongShare:
    """A percentage that does not follow from the part before it and any whole nearby."""

    part: Figure
    percent: Figure
    wholes: tuple[Figure, ...]


def figures_of(clauses: Sequence[Clause], trusted: tuple[int, int]) -> list[Figure]:
    """All figures of a sentence in order, but for those that a line's end may have torn."""
    return [
        Figure(q, c)
        for c in clauses
        for q in c.quantities
        if trusted[0] <= q.start and q.end <= trusted[1]
    ]


def _exact(figure: Figure) -> bool:
    return figure.quantity.relation == "="


def _number(figure: Figure) -> Decimal:
    return Decimal(figure.quantity.value)


def disagreeing_parts(figures: Sequence[Figure]) -> Iterator[Parts]:
    """Wholes whose parts exceed them, or fall short where the list is said to be complete."""
    counts = [f for f in figures if not f.quantity.percent and f.quantity.unit]
    yield from _together(counts)
    at = 0
    while at < len(counts):
        whole = counts[at]
        parts = _parts_behind(counts, at)
        named: object = (
            _WHOLE.search(whole.label)
            or whole.clause.text[whole.quantity.end :].startswith(_THE_SAME)
            or _REQUESTS.match(whole.clause.text, whole.quantity.end)
        )
        if whole.clause.named("within", "outcome"):
            named = None
        counts_outcome = any(p.end <= whole.quantity.start for p in whole.clause.named("outcome"))
        if len(parts) > 1 and not (named or counts_outcome or whole.clause.named("within")):
            named = _are_all(whole.clause.text, whole, parts)
        if parts and not named and _one_greater(counts, at, parts[0]):
            named = True
            parts = parts[:1]
        if parts and named and not _OTHER_TIME.search(whole.label):
            found = _judge_parts(whole, parts)
            if found is not None:
                yield found
                at += len(parts)
        at += 1


_AMONG_DIGITS = re.compile(r"[,(:]其中,?(?:20\d\d年|[^\d,。;]){1,20}")


def _one_greater(counts: Sequence[Figure], at: int, part: Figure) -> bool:
    """现行有效5件,其中2021年以前制发6件: whether the one part right behind 其中 exceeds the only whole."""
    whole = counts[at]
    text = whole.clause.text
    between = text[whole.quantity.end : part.quantity.start]
    if not _exact(whole) or not _exact(part) or _number(part) <= _number(whole):
        return False
    listed = whole.clause.mark == "、" or (
        at
        and counts[at - 1].quantity.unit == whole.quantity.unit
        and not re.search("[。;]", text[counts[at - 1].quantity.end : whole.quantity.start])
    )
    return not listed and _AMONG_DIGITS.fullmatch(between) is not None


def _together(counts: Sequence[Figure]) -> Iterator[Parts]:
    """本市62件、省内7件、外省3件,三者合计70件: so many items of one list, and their sum."""
    yield from _summed_channels(counts)
    for at, whole in enumerate(counts):
        match = _TOGETHER.search(whole.label)
        many = chinese_number(match["many"].replace("两", "二")) if match else None
        if not many or at < many or not _exact(whole):
            continue
        parts = counts[at - many : at]
        text = whole.clause.text
        gaps = [text[one.quantity.end : two.clause.start] for one, two in pairwise([*parts, whole])]
        one_list = all(gap == "、" for gap in gaps[:-1]) and gaps[-1] == ","
        same = all(p.quantity.unit == whole.quantity.unit and _exact(p) for p in parts)
        first = parts[0].clause.mark != "、"
        if one_list and same and first and sum(map(_number, parts)) != _number(whole):
            more = sum(map(_number, parts)) > _number(whole)
            yield Parts(whole, tuple(parts), more=more)


_SUM = re.compile(
    "(?:三者|以上|上述)?(?:合计|共计|总计|累计|总共|一共|共)(?:为|是|有|收到|申请|收到申请)?"
)


def _summed_channels(counts: Sequence[Figure]) -> Iterator[Parts]:
    """网络申请19件,信函7件,当面1件,合计28件: one application comes in one way."""
    for at, whole in enumerate(counts):
        text = whole.clause.text
        if not _SUM.fullmatch(whole.label) or text[whole.quantity.end : whole.clause.end]:
            continue
        parts: list[Figure] = []
        for figure in reversed(counts[:at]):
            behind = (parts[0] if parts else whole).clause.start
            between = text[figure.quantity.end : behind].strip(",、申请")
            if between or _kind(figure) != "channel" or figure.clause.depth != whole.clause.depth:
                break
            if figure.quantity.unit != whole.quantity.unit or not _exact(figure):
                break
            parts.insert(0, figure)
        numbers = [_number(p) for p in parts]
        sums = {sum(numbers[i:], Decimal(0)) for i in range(len(numbers))}
        if len(parts) >= 2 and _exact(whole) and _number(whole) not in sums:
            yield Parts(whole, tuple(parts), more=sum(numbers) > _number(whole))


def _parts_behind(counts: Sequence[Figure], at: int) -> list[Figure]:
    """The figures that stand behind a whole as its parts: after 其中, 包括, 分别, a colon or a parenthesis."""
    whole = counts[at]
    text = whole.clause.text
    out: list[Figure] = []
    depth = None
    for figure in counts[at + 1 :]:
        between = text[(out[-1] if out else whole).quantity.end : figure.quantity.start]
        between = _IN_PARENTHESES.sub("", between)
        if "。" in between or figure.quantity.unit != whole.quantity.unit:
            break
        if not out:
            if not (_OPENS_PARTS.search(between) or _divided(between)) or len(between) > 40:
                break
            if figure.clause.depth < whole.clause.depth:
                break  # 办理3件(上年结转1件、新收2件),其中: of all three
            depth = figure.clause.depth
        elif figure.clause.depth > (depth or 0):
            continue  # what stands in parentheses is a part of a part
        elif (
            figure.clause.depth < max(depth or 0, whole.clause.depth)
            or ";" in between
            or _OPENS_PARTS.search(between.replace("(", "").replace(":", ""))
        ):
            break
        if _OTHER_TIME.search(between) or re.search(r"增|减|升|降|同比|比", between):
            break
        out.append(figure)
    return out


def _divided(between: str) -> bool:
    """按内容划分, 按来源分: whether the parts are said to divide the whole."""
    comma = between.rfind(",")
    return comma >= 0 and bool(_DIVIDED.search(between[: comma + 1]))


def _kind(figure: Figure) -> str:
    for family in _KINDS:
        if figure.clause.named(family):
            return family
    return ""


def _judge_parts(whole: Figure, parts: list[Figure]) -> Parts | None:
    exact = _exact(whole) and all(map(_exact, parts))
    target = _number(whole)
    text = whole.clause.text
    printed = _printed(whole)
    total = Decimal(0)
    for part in parts:
        total += _number(part)
        if total == target:
            return None  # what follows is another way to divide it
    single = next((p for p in parts if _exact(p) and _number(p) > _most(whole)), None)
    opening = text[whole.quantity.end : parts[0].quantity.start]
    if printed is not None and printed == total and printed != target and len(parts) >= 2:
        return Parts(whole, tuple(parts), more=False, unit_slip=True)
    if single is not None and whole.quantity.relation in ("=", "in"):
        return Parts(whole, (single,), more=True)
    if len(parts) < 2 or not exact:
        low = sum((Decimal(p.quantity.low or p.quantity.value) for p in parts), Decimal(0))
        if len(parts) >= 2 and low > _most(whole) and not _overlaps(text, whole, parts):
            return Parts(whole, tuple(parts), more=True)
        return None
    if any(total_of == target for total_of in _without_sub_parts(parts)):
        return None
    listed = all(p.clause.mark == "、" for p in parts[1:])
    if total > target and len(parts) >= 3 and listed and _divided(opening):
        return Parts(whole, tuple(parts), more=True)
    if total > target and not _overlaps(text, whole, parts) and _one_division(parts):
        return Parts(whole, tuple(parts), more=True)
    if total != target and _are_all(text, whole, parts):
        return Parts(whole, tuple(parts), more=total > target)
    numbers = [_number(p) for p in parts]
    if len(parts) >= 3 and _listed(text, whole, parts) and mistyped(target, numbers):
        return Parts(whole, tuple(parts), more=total > target)
    if total < target and _all_channels(text, whole, parts):
        return Parts(whole, tuple(parts), more=False)
    if (
        total < target
        and _EXHAUSTIVE.search(opening)
        and "其中" not in opening
        and "等" not in opening
    ):
        return Parts(whole, tuple(parts), more=False)
    return None


def _are_all(text: str, whole: Figure, parts: list[Figure]) -> bool:
    ends = [whole.quantity.end, *(p.quantity.end for p in parts)]
    heads = [text[end : p.quantity.start] for end, p in zip(ends, parts, strict=False)]
    if parts[0].clause.depth != parts[-1].clause.depth:
        return False
    lead = text[: whole.quantity.start]
    return are_all(lead, heads[0], heads, text[whole.quantity.end : parts[-1].quantity.start])


_NOT_ALL = re.compile(r"等|其他|其它|其余|主要|剩余|另有|此外|部分|约|余")


def _listed(text: str, whole: Figure, parts: list[Figure]) -> bool:
    """Whether the parts are items of one list that does not say that there are others."""
    between = text[whole.quantity.end : parts[-1].quantity.end]
    return all(p.clause.mark == "、" for p in parts[1:]) and not _NOT_ALL.search(between)


def _all_channels(text: str, whole: Figure, parts: list[Figure]) -> bool:
    """One application comes in one way: three ways and more, and no others named, are all of them."""
    lead = text[max(0, whole.quantity.start - 30) : whole.quantity.end + 6]
    return (
        len(parts) >= 3
        and all(_kind(p) == "channel" for p in parts)
        and ("申请" in lead or "新收" in lead)
        and not _NOT_ALL.search(text[whole.quantity.end : parts[-1].clause.end])
    )


def _printed(figure: Figure) -> Decimal | None:
    """The number as printed before 万 or 亿; None where there is none."""
    text = figure.clause.text[figure.quantity.start : figure.quantity.end]
    match = re.match(r"([\d,]+(?:\.\d+)?)[万亿]", text)
    return Decimal(match[1].replace(",", "")) if match else None


def _most(figure: Figure) -> Decimal:
    quantity = figure.quantity
    return Decimal(quantity.high if quantity.high is not None else quantity.value)


def _overlaps(text: str, whole: Figure, parts: list[Figure]) -> bool:
    if all(_kind(p) == "channel" for p in parts) and re.search("申请|新收", text):
        return False  # one application comes in one way
    return bool(_MAY_OVERLAP.search(text[whole.quantity.end : parts[-1].quantity.end]))


def _one_division(parts: list[Figure]) -> bool:
    """Whether the parts surely divide the whole in one way: all of one kind, or items of one list."""
    kinds = {_kind(p) for p in parts}
    if kinds == {""}:
        return all(p.clause.mark == "、" for p in parts[1:])
    return len(kinds) == 1


def _without_sub_parts(parts: list[Figure]) -> Iterator[Decimal]:
    """Sums of the parts where some are parts of the part before them (118件,70件+48件)."""
    for index, part in enumerate(parts):
        total = Decimal(0)
        for end in range(index + 1, len(parts)):
            total += _number(parts[end])
            if total == _number(part):
                yield sum((_number(p) for p in parts[: index + 1] + parts[end + 1 :]), Decimal(0))


def wrong_shares(figures: Sequence[Figure]) -> Iterator[WrongShare]:
    """Percentages behind a part (39件,占83%) that no whole of the same unit nearby explains."""
    for index, figure in enumerate(figures):
        if not figure.quantity.percent or index == 0 or not _exact(figure):
            continue
        part = figures[index - 1]
        between = figure.clause.text[part.quantity.end : figure.quantity.start]
        if (
            part.quantity.percent
            or not _exact(part)
            or not re.search(r"^[,(、]?占(?!地)", between)
            or len(between) > 16
        ):
            continue
        wholes = [
            f
            for f in figures
            if f.quantity.unit == part.quantity.unit
            and f is not part
            and _number(f) >= _number(part)
        ]
        if not any(_WHOLE.search(w.label) and not w.clause.named("outcome") for w in wholes):
            continue  # the whole stands elsewhere
        unit = Decimal(1).scaleb(-figure.quantity.decimals)
        target = Decimal(figure.quantity.value)
        if any(
            _number(w) and abs(_number(part) * 100 / _number(w) - target) < unit for w in wholes
        ):
            continue
        yield WrongShare(part, figure, tuple(wholes))


__all__ = [
    "Figure",
    "Parts",
    "WrongShare",
    "disagreeing_parts",
    "figures_of",
    "wrong_shares",
]

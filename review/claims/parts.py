"""Wholes and their parts: 共…其中… that do not agree."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from review.claims.exhaustive import are_all, none_besides
from review.claims.figures import WHOLE, Figure, Parts, exact, kind_of, number
from review.claims.slips import mistyped
from review.claims.sums import wrong_sums

_OPENS_PARTS = re.compile(r"其中|包括|包含|分别|分为|即|[:(]|[里中],|统计,|来看,|看,|含")
_DIVIDED = re.compile(
    r"(?:按[^,。;]{1,10}(?:分|划分|分类|归类|统计)|分(?:平台|渠道|类别|类型|领域|来源|层级|栏目)(?:统计|来看|看)?),?$"
)
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_EXHAUSTIVE = re.compile(r"分别|包括|包含|分为|由")
_MAY_OVERLAP = re.compile(
    r"网站|公众号|微博|微信|抖音|视频号|新媒体|平台|头条|客户端|公报|渠道|专栏|App|APP|网|报|电视|媒体|采用|转发|转载|邀请|列席|出席|主持|参加|研究"
)
# one account, one meeting is of one kind; one message may go out over several media
_NEVER_SHARED = ("个", "家", "场", "期", "处", "台")
_OTHER_TIME = re.compile(r"去年|上一?年|往年|历年|累计|以来")
_CHANGED = re.compile("增(?![刊设补值])|减(?![免轻])|升(?!级)|降|同比|比(?![例重如赛武])")
_THE_SAME = ("中,", "申请中,", "新收申请中,", "里,")
_REQUESTS = re.compile("(?:新收|收到的)?(?:申请|来件|信息|事项|文件)(?:件|中)?按")


def disagreeing_parts(figures: Sequence[Figure]) -> Iterator[Parts]:
    """Wholes whose parts exceed them, or fall short where the list is said to be complete; each once."""
    told: set[int] = set()
    for found in _disagreeing(figures):
        places = {f.quantity.start for f in (found.whole, *found.parts)}
        if not told & places:
            told |= places
            yield found


def _disagreeing(figures: Sequence[Figure]) -> Iterator[Parts]:
    counts = [f for f in figures if not f.quantity.percent and f.quantity.unit]
    if len(counts) < 2:
        return
    yield from wrong_sums(counts)
    at = 0
    while at < len(counts):
        whole = counts[at]
        parts = _parts_behind(counts, at)
        named: object = (
            WHOLE.search(whole.label)
            or whole.clause.text[whole.quantity.end :].startswith(_THE_SAME)
            or _REQUESTS.match(whole.clause.text, whole.quantity.end)
        )
        if whole.clause.named("within", "outcome"):
            named = None
        elif _of_so_many(whole.clause.text[whole.quantity.end : whole.quantity.end + 12]) or (
            len(parts) > 1
            and not _in_list(counts, at)
            and _AMONG.match(whole.clause.text, whole.quantity.end)
        ):
            named = True
        counts_outcome = any(p.end <= whole.quantity.start for p in whole.clause.named("outcome"))
        named = named or _AGAIN.match(whole.clause.text, whole.quantity.end)
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


_AGAIN = re.compile(
    "(?:政府信息公开|信息公开)?(?:新收)?(?:申请|来件|信息|事项|文件|件)?(?:当中|之中|里面|[中里]),"
)
_AMONG = re.compile("[,(:]其中")


def _in_list(counts: Sequence[Figure], at: int) -> bool:
    """建议9件、提案11件,其中: whether the figure before it is an item of the same list."""
    if not at or counts[at].clause.mark != "、":
        return False
    return counts[at - 1].quantity.end == counts[at].clause.start - 1


_AMONG_DIGITS = re.compile(r"[,(:]其中,?(?:20\d\d年|[^\d,。;]){1,20}")


def _one_greater(counts: Sequence[Figure], at: int, part: Figure) -> bool:
    """现行有效5件,其中2021年以前制发6件: whether the one part right behind 其中 exceeds the only whole."""
    whole = counts[at]
    text = whole.clause.text
    between = text[whole.quantity.end : part.quantity.start]
    if not exact(whole) or not exact(part) or number(part) <= number(whole):
        return False
    listed = whole.clause.mark == "、" or (
        at
        and counts[at - 1].quantity.unit == whole.quantity.unit
        and not re.search("[。;]", text[counts[at - 1].quantity.end : whole.quantity.start])
    )
    return not listed and _AMONG_DIGITS.fullmatch(between) is not None


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
        if _OTHER_TIME.search(between) or _CHANGED.search(between):
            break
        out.append(figure)
    return out


def _divided(between: str) -> bool:
    """按内容划分, 按来源分: whether the parts are said to divide the whole."""
    comma = between.rfind(",")
    return comma >= 0 and bool(_DIVIDED.search(between[: comma + 1]))


def _judge_parts(whole: Figure, parts: list[Figure]) -> Parts | None:
    all_exact = exact(whole) and all(map(exact, parts))
    target = number(whole)
    text = whole.clause.text
    printed = _printed(whole)
    total = Decimal(0)
    for part in parts:
        total += number(part)
        if total == target:
            return None  # what follows is another way to divide it
    single = next((p for p in parts if exact(p) and number(p) > _most(whole)), None)
    opening = text[whole.quantity.end : parts[0].quantity.start]
    slip = printed is not None and printed != target and printed >= total
    if slip and (printed == total or _far_less(parts, printed)) and len(parts) >= 2:
        return Parts(whole, tuple(parts), more=False, unit_slip=True)
    if single is not None and whole.quantity.relation in ("=", "in"):
        return Parts(whole, (single,), more=True)
    if len(parts) < 2 or not all_exact:
        low = sum((Decimal(p.quantity.low or p.quantity.value) for p in parts), Decimal(0))
        if len(parts) >= 2 and low > _most(whole) and not _overlaps(text, whole, parts):
            return Parts(whole, tuple(parts), more=True)
        return None
    if any(total_of == target for total_of in _without_sub_parts(parts)):
        return None
    listed = all(p.clause.mark == "、" for p in parts[1:])
    if total > target and len(parts) >= 3 and listed and _divided(opening):
        return Parts(whole, tuple(parts), more=True)
    marks = {p.clause.mark for p in parts[1:]}
    complete = _EXHAUSTIVE.search(opening) or opening in ("(", ":")
    if total > target and len(parts) >= 3 and complete and len(marks) == 1:
        if {kind_of(p) for p in parts} == {""} and not _overlaps(text, whole, parts):
            return Parts(whole, tuple(parts), more=True)
    if total > target and not _overlaps(text, whole, parts) and _one_division(parts):
        return Parts(whole, tuple(parts), more=True)
    if total != target and _are_all(text, whole, parts):
        return Parts(whole, tuple(parts), more=total > target)
    numbers = [number(p) for p in parts]
    if _of_so_many(opening) == len(parts):
        return Parts(whole, tuple(parts), more=total > target)
    several = _listed(text, whole, parts) or _divided(opening)
    if len(parts) >= 3 and several and mistyped(target, numbers):
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


_SO_MANY = re.compile(
    "(?:分|划分|归|分别)(?:为|成)(?P<many>[两二三四五六])(?:大)?(?:类|种|部分|块)[,:]"
)


def _of_so_many(opening: str) -> int | None:
    """分为三类: how many parts are announced, which then are all."""
    match = _SO_MANY.search(opening)
    return {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}[match["many"]] if match else None


def _far_less(parts: list[Figure], printed: Decimal | None) -> bool:
    """3456万条,其中网站2100条、公众号900条: no part is in 万, and together they come near the number."""
    total = sum(map(number, parts))
    return printed is not None and printed >= 100 and total * 2 >= printed


def _are_all(text: str, whole: Figure, parts: list[Figure]) -> bool:
    ends = [whole.quantity.end, *(p.quantity.end for p in parts)]
    heads = [text[end : p.quantity.start] for end, p in zip(ends, parts, strict=False)]
    heads = [_IN_PARENTHESES.sub("", head) for head in heads]
    if parts[0].clause.depth != parts[-1].clause.depth:
        return False
    lead = text[: whole.quantity.start]
    if none_besides(text[parts[-1].quantity.end :]):
        return True
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
        and all(kind_of(p) == "channel" for p in parts)
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
    if all(kind_of(p) == "channel" for p in parts) and re.search("申请|新收", text):
        return False  # one application comes in one way
    asked = "申请" in text[: parts[0].quantity.start]
    if asked and all(map(_is_channel, parts)):
        return not all(p.clause.mark == "、" for p in parts[1:])
    if whole.quantity.unit in _NEVER_SHARED:
        return any(re.search("出席|参加|主持|邀请|覆盖|涉及", p.label) for p in parts)
    return bool(_MAY_OVERLAP.search(text[whole.quantity.end : parts[-1].quantity.end]))


_HANDED_IN = re.compile("提交|递交|寄|现场|窗口|大厅|填|送|当面|上门|来信|来函|直接到")


def _is_channel(part: Figure) -> bool:
    """Whether a part is told by the way in which applications came, in words of the lexicon or not."""
    kind = kind_of(part)
    return kind == "channel" or (kind == "" and _HANDED_IN.search(part.label) is not None)


def _one_division(parts: list[Figure]) -> bool:
    """Whether the parts surely divide the whole in one way: all of one kind, or items of one list."""
    kinds = {kind_of(p) for p in parts}
    if kinds == {""}:
        tails = {re.sub("(?:的|有|为|共)+$", "", p.label)[-2:] for p in parts}
        alike = len(tails) == 1 and all(len(p.label) > 3 for p in parts)
        marks = {p.clause.mark for p in parts[1:]}
        ends = {re.sub("(?:的|有|为|共)+$", "", p.label)[-1:] for p in parts}
        others = parts[-1].label.startswith(("其他", "其它"))
        one_list = marks == {","} and (ends <= {"类"} or ends <= {"级"} or others)
        return alike or one_list or marks == {"、"}
    listed = all(p.clause.mark == "、" for p in parts[1:])
    return len(kinds) == 1 or (listed and all(map(_is_channel, parts)))


def _without_sub_parts(parts: list[Figure]) -> Iterator[Decimal]:
    """Sums of the parts where some are parts of the part before them (118件,70件+48件)."""
    for index, part in enumerate(parts):
        total = Decimal(0)
        for end in range(index + 1, len(parts)):
            total += number(parts[end])
            if total == number(part):
                yield sum((number(p) for p in parts[: index + 1] + parts[end + 1 :]), Decimal(0))


__all__ = ["disagreeing_parts"]

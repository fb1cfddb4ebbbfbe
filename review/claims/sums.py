"""Lists and the sum that stands behind them: 三者合计70件, 合计28件, 共9件."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from review.claims.exhaustive import opposed
from review.claims.figures import WHOLE, Figure, Parts, exact, kind_of, number
from review.zh.numerals import chinese_number

_TOGETHER = re.compile(
    r"(?P<many>[两二三四五])(?:者|项|类|部分)(?:合计|共计|总计|共|加起来|相加)(?:为|是|计)?$"
)


def wrong_sums(counts: Sequence[Figure]) -> Iterator[Parts]:
    """Sums named behind their items that are not what the items add up to."""
    yield from _summed(counts)
    yield from _without_opener(counts)
    yield from _together(counts)
    yield from _of_two_sides(counts)
    yield from _and_the_rest(counts)
    yield from _quarters(counts)


def _together(counts: Sequence[Figure]) -> Iterator[Parts]:
    """本市62件、省内7件、外省3件,三者合计70件: so many items of one list, and their sum."""
    for at, whole in enumerate(counts):
        match = _TOGETHER.search(whole.label)
        many = chinese_number(match["many"].replace("两", "二")) if match else None
        if not many or at < many or not exact(whole):
            continue
        parts = counts[at - many : at]
        text = whole.clause.text
        gaps = [text[one.quantity.end : two.clause.start] for one, two in pairwise([*parts, whole])]
        one_list = all(gap == "、" for gap in gaps[:-1]) and gaps[-1] == ","
        same = all(p.quantity.unit == whole.quantity.unit and exact(p) for p in parts)
        first = parts[0].clause.mark != "、"
        if one_list and same and first and sum(map(number, parts)) != number(whole):
            more = sum(map(number, parts)) > number(whole)
            yield Parts(whole, tuple(parts), more=more)


_SUM = re.compile(
    "(?:三者|以上|上述)?(?:合计|共计|总计|累计|总共|一共|共)(?:为|是|有|收到|申请|收到申请)?"
)


def _summed(counts: Sequence[Figure]) -> Iterator[Parts]:
    """网络申请19件,信函7件,当面1件,合计28件 · 动态118条、通知304条、政策32条,共计444条."""
    for at, whole in enumerate(counts):
        text = whole.clause.text
        if not _SUM.fullmatch(whole.label) or text[whole.quantity.end : whole.clause.end]:
            continue
        parts: list[Figure] = []
        for figure in reversed(counts[:at]):
            behind = (parts[0] if parts else whole).clause.start
            between = text[figure.quantity.end : behind]
            if between.strip(",、申请") or figure.clause.depth != whole.clause.depth:
                break
            if figure.quantity.unit != whole.quantity.unit or not exact(figure):
                break
            if parts and between != "、" and kind_of(figure) != "channel":
                break
            parts.insert(0, figure)
        numbers = [number(p) for p in parts]
        sums = {sum(numbers[i:], Decimal(0)) for i in range(len(numbers))}
        one_way = all(kind_of(p) == "channel" for p in parts)
        enough = len(parts) >= 3 or (len(parts) == 2 and parts[0] is counts[0])
        if not one_way and (not enough or _ANOTHER_TIME.search(whole.clause.text)):
            continue
        if len(parts) >= 2 and exact(whole) and number(whole) not in sums:
            yield Parts(whole, tuple(parts), more=sum(numbers) > number(whole))


_ANOTHER_TIME = re.compile("去年|上一?年|历年|累计|以来|结转")
_ASKED = re.compile("申请|来件|新收")
_NOT_ALL = re.compile("等|其他|其它|其余|主要|另|此外|部分|约|余|有的")


def _without_opener(counts: Sequence[Figure]) -> Iterator[Parts]:
    """全年收到申请42件,网上提交25件、邮寄12件、当面递交6件: all ways, without 其中."""
    for at, whole in enumerate(counts):
        if kind_of(whole) or not _ASKED.search(whole.clause.words) or not exact(whole):
            continue
        parts: list[Figure] = []
        for figure in counts[at + 1 :]:
            before = parts[-1] if parts else whole
            if kind_of(figure) != "channel" or figure.quantity.unit != whole.quantity.unit:
                break
            if figure.label.startswith("其中"):
                break  # parts of the last part
            gap = whole.clause.text[before.quantity.end : figure.clause.start]
            gap = _BY_WAY.sub("", gap) if not parts else gap
            if gap.strip("申请") not in (",", "、", ";") or not exact(figure):
                break
            if figure.clause.depth != whole.clause.depth:
                break
            parts.append(figure)
        if len(parts) < 2 or whole.clause.depth:
            continue
        total = sum(map(number, parts))
        told = whole.clause.text[whole.quantity.end : parts[-1].clause.end]
        if total == number(whole) or _NOT_ALL.search(told):
            continue
        if total > number(whole) or len(parts) >= 3:
            yield Parts(whole, tuple(parts), more=total > number(whole))


_BY_WAY = re.compile(
    "(?<=,)(?:[从按])?(?:申请|来件|提交|递交|受理|接收)?(?:的)?(?:方式|渠道|途径|形式|来源)(?:上|看|来看|方面|分|划分|分布|为)*[,:]"
)


_OF_SOME = re.compile("本级|直接|部门|街道|乡镇|镇街")


def _of_two_sides(counts: Sequence[Figure]) -> Iterator[Parts]:
    """全年发布公报12期,上半年6期、下半年5期: the sides of one division, without 其中."""
    for whole, one, two in zip(counts, counts[1:], counts[2:], strict=False):
        text = whole.clause.text
        same = one.quantity.unit == two.quantity.unit == whole.quantity.unit
        if not same or not all(map(exact, (whole, one, two))) or not WHOLE.search(whole.label):
            continue
        if _OF_SOME.search(whole.label) or _ANOTHER_TIME.search(whole.label):
            continue
        if whole.clause.depth != two.clause.depth:
            continue
        first = text[whole.quantity.end : one.clause.start]
        second = text[one.quantity.end : two.clause.start]
        if first not in (",", ":") or second not in (",", "、", ";"):
            continue
        if opposed([one.label, two.label]) and number(one) + number(two) != number(whole):
            yield Parts(whole, (one, two), more=number(one) + number(two) > number(whole))


_QUARTERS = ("一季度", "二季度", "三季度", "四季度")


def _quarters(counts: Sequence[Figure]) -> Iterator[Parts]:
    """全年500条,一季度120条、二季度130条、三季度140条、四季度120条."""
    for at, whole in enumerate(counts[:-4]):
        parts = counts[at + 1 : at + 5]
        labels = [p.label.removeprefix("其中").removeprefix("第") for p in parts]
        named = all(label.startswith(q) for label, q in zip(labels, _QUARTERS, strict=True))
        same = all(p.quantity.unit == whole.quantity.unit and exact(p) for p in parts)
        total = sum(map(number, parts))
        if named and same and exact(whole) and total != number(whole):
            yield Parts(whole, tuple(parts), more=total > number(whole))


_REST = re.compile("^(?:其余|余下|剩余|剩下|另外)(?:的)?(?:有)?$")
_SPOKEN_OF = re.compile("[,(:]其中")


def _and_the_rest(counts: Sequence[Figure]) -> Iterator[Parts]:
    """412条,其中208条发布在网站,其余214条张贴于公开栏: what is told and what is left make the whole."""
    for at, rest in enumerate(counts):
        if at < 2 or not _REST.search(rest.label) or not exact(rest):
            continue
        parts = [rest]
        text = rest.clause.text
        for whole in reversed(counts[:at]):
            if whole.quantity.unit != rest.quantity.unit or not exact(whole):
                break
            between = text[whole.quantity.end : parts[0].quantity.start]
            if re.search("[。;]", between) or whole.clause.depth != rest.clause.depth:
                break
            if _SPOKEN_OF.match(between) or re.match("[^,。;]{0,8}[中里],", between):
                total = sum(map(number, parts))
                if number(whole) == total - number(rest) or total in [
                    number(c) for c in counts[:at]
                ]:
                    break  # what is left is of another whole
                if len(parts) > 1 and total != number(whole) and not _HEDGED.search(between):
                    yield Parts(whole, tuple(parts), more=total > number(whole))
                break
            parts.insert(0, whole)


_HEDGED = re.compile("约|近|余|多|左右|占")


__all__ = ["wrong_sums"]

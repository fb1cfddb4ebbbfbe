"""Names of places that no gazetteer has, by their shape: two or three letters that make no word, before 县, 市, 镇 …"""

import re
from collections.abc import Iterator

from review.gazetteer import letters_of_no_name, words

# 市场, 区域, 县域, 乡村, 镇街, 市级, 县城: the letters go on to another word
_GOES_ON = frozenset("场域划间别块位号长容际值面民级城村街镇乡区县市直里道土旅愁贤情")
# letters of which no stem is made, wherever they stand
_NEVER = (
    "全各我本该的了在与由对把被是向以为将从按经请并或每某年月日时局府办等不委部厅科室站处员队会院司"
    "第个两些均都也又就还再已于其此它他们这那有及到用所含据名份件条项次类级超辖设地社小专园景校街"
)
# … and none ends in these (和 is looked at below)
_NOT_LAST = "一二三四五六七八九十百千内外中下上前后里间大多至于片分特郊市县区镇乡村旗省州"
_NOT_FIRST = frozenset("和同跟至市县区镇乡村旗省州")
# 经济开发区, 高新区, 新区: zones, which lie in any region
_ZONE = re.compile(r"(?:开发|高新|经开|新|保税|试验|度假|示范|产业|工业|合作|园)区$")
_BEFORE = frozenset(
    "在与和由对把请给向凡及将为从让以到至赴按据经就因同跟于自即并或了的是被等全进过绕供用成来原省市州局年月日时度步离距报系寄如挂"
)
_TOWNS = frozenset(("镇", "乡", "街道"))
_LAST = re.compile(
    rf"(?<=[\u4e00-\u9fff]{{2}})(?<=[^{_NEVER}][^{_NEVER}{_NOT_LAST}])(?:自治县|[县市区旗镇乡]|街道)"
)
_HAN = re.compile("[\u4e00-\u9fff]")


def shaped_names(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that have the shape of a place's name: 安澜县, 双柳镇, 三岔河乡; words like 示范县 are none."""
    for match in _LAST.finditer(text):
        if text[match.end() : match.end() + 1] in _GOES_ON and not _goes_on_as_a_name(text, match):
            continue
        # counties and cities that nobody knows have two letters
        lengths = (2, 3) if match.group() in _TOWNS else (2,)
        for length in lengths:
            start = match.start() - length
            if start < 0 or not _begins(text, start):
                continue
            if _is_stem(text[start : match.start()], match.group()):
                yield start, match.end()
                break


def is_zone(name: str) -> bool:
    """Whether a name is that of a development zone and the like."""
    return bool(_ZONE.search(name))


def _goes_on_as_a_name(text: str, match: re.Match[str]) -> bool:
    """安澜县县委, 望川市市区, 安澜县城乡居民, 永澄市直属: the name's last letter is said twice, or the name ends."""
    after = text[match.end() : match.end() + 2]
    return after[:1] == match.group()[-1] or after in (
        "城乡", "城镇", "城关", "城区", "村级", "乡镇", "区县", "级各", "直各", "直部", "直机", "直单",
        "民政", "民生", "民营", "民办", "民族", "民宗",
    )  # fmt: skip


def _is_stem(stem: str, last: str) -> bool:
    if stem[0] in _NOT_FIRST or (stem[-1] == "城" and last in "市区镇"):
        return False
    if len(stem) > 2 and (stem[0] in _NEVER or not _HAN.match(stem)):
        return False
    if not letters_of_no_name().isdisjoint(stem):
        return False
    known = words()
    return not any(stem[at : at + 2] in known for at in range(len(stem) - 1))


def _begins(text: str, start: int) -> bool:
    """Whether a word ends before a place, and does not go on into it."""
    if start == 0 or not _HAN.match(text[start - 1]) or text[start - 2 : start] in words():
        return True
    last = text[start - 1]
    return last in "年月日" or (last in _BEFORE and last + text[start] not in words())

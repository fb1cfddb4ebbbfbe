"""Which paragraph is the heading of which of the six parts: by sense, numbering and order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from review.model import PART_KEYS, SectionKey
from review.report.rows import is_blank, is_number
from review.zh.folding import fold
from review.zh.sentences import ORDINAL

_NUMBERS = {c: i for i, c in enumerate("一二三四五六七八九十", start=1)}
_CIRCLED = {c: i for i, c in enumerate("①②③④⑤⑥⑦⑧⑨⑩", start=1)}

# (pattern over the folded heading without its ordinal, weight); a strong wording needs no more proof
_WORK = r"(?:本机关|我局|我市|我县|我区|本单位)?(?:20\d\d年(?:度)?)?(?:全[市县区省])?(?:行政机关)?(?:政府)?(?:政务|信息)?(?:信息)?(?:公开)?(?:工作)?(?:的)?"
_SENSES: dict[SectionKey, tuple[tuple[re.Pattern[str], float], ...]] = {
    "overview": (
        (re.compile(rf"{_WORK}(?:总体|整体|总的)(?:工作)?(?:开展)?(?:情况|概况|概述)(?:综述)?"), 1.0),
        (re.compile(r"(?:贯彻)?落实.{0,8}条例.{0,6}(?:总体|整体)情况"), 1.0),
        (re.compile(rf"{_WORK}(?:基本情况|概述|概况|工作情况|综述)"), 0.5),
    ),
    "proactive": (
        (re.compile(r"(?:行政机关|本机关|机关)?(?:依法)?主动公开(?:的)?政府信息(?:的|工作)?(?:情况|统计)?"), 1.0),
        (re.compile(r"政府信息主动公开(?:的)?(?:情况|工作情况)?"), 0.9),
        (re.compile(r"主动公开政府信息.{0,8}(?:情况|统计)"), 0.9),
        (re.compile(r"主动公开(?:的)?(?:情况|工作情况|信息情况)"), 0.5),
    ),
    "requests": (
        (
            re.compile(
                r"(?:行政机关|本机关|机关)?(?:收到|受理|接收)?(?:和|及|、|与)?(?:收到|处理|办理|答复)(?:的)?"
                r"(?:政府)?信息公开申请(?:的|办理)?(?:情况)?"
            ),
            1.0,
        ),
        (re.compile(r"政府信息公开申请(?:的)?(?:收到|受理)?(?:和|及|与)?(?:处理|办理)?(?:的)?情况"), 0.9),
        (re.compile(r"申请(?:和|及)(?:处理|办理).{0,12}情况"), 0.8),
        (re.compile(r"(?:收到|受理).{0,6}(?:处理|办理).{0,8}申请(?:的)?情况"), 0.9),
        (re.compile(r"(?:政府信息)?依申请公开(?:政府信息)?(?:的)?(?:办理|工作|处理)?(?:情况)?"), 0.5),
    ),
    "proceedings": (
        (re.compile(r".{0,22}(?:行政)?复议.{0,8}诉讼(?:(?:以及|及|和|与).{0,8})?(?:的)?(?:情况)?"), 1.0),
        (re.compile(r".{0,14}行政争议(?:的)?情况"), 0.8),
    ),
    "problems": (
        (
            re.compile(
                r".{0,14}存在(?:的)?(?:主要)?(?:问题|困难|不足).{0,4}(?:及|和|与|、|以及).{0,6}"
                r"(?:改进|整改|措施|下一步|今后).{0,8}"
            ),
            1.0,
        ),
        (re.compile(r".{0,8}(?:主要)?问题(?:及|和|与|、)?(?:改进|整改)(?:情况|措施|举措|方向)?"), 0.9),
        (re.compile(r".{0,14}(?:问题|不足|困难).{0,10}(?:改进|整改|打算|措施|计划|下步|下一步|举措).{0,8}"), 0.9),
        (re.compile(r"问题(?:和|与|及)不足|不足(?:和|与|及)(?:改进|问题)"), 0.6),
        (re.compile(r".{0,8}(?:存在|主要)(?:的)?(?:主要)?(?:问题|不足|问题和不足|困难和问题)(?:与不足)?"), 0.5),
    ),
    "other": (
        (re.compile(r"(?:其他|其它)(?:需要|需)?(?:报告|说明)(?:的)?(?:事项|情况|内容)"), 1.0),
        (re.compile(r"(?:需要|需)(?:报告|说明)的(?:其他|其它)?(?:事项|情况)"), 1.0),
        (re.compile(r"(?:其他|其它)(?:有关|应(?:当)?报告的|需(?:要)?报告的有关)?(?:事项|情况|内容)"), 0.8),
        (re.compile(r"需要说明的(?:事项|情况).{0,6}|其他|其它"), 0.5),
    ),
}  # fmt: skip
# A line of the table of contents, by the dots that lead to its page: never the heading itself.
_CONTENTS_LINE = re.compile(r"(?:\.{3,}|…+|·{3,}|。{3,})[ \u3000\t]*[\d０-９]{1,3}$")
_TRAILING_PAGE = re.compile(r"[.…·\-_ ]{2,}\d{1,3}$")
_YEAR = re.compile(r"^(?:20\d\d年(?:度)?|本年度?|本机关|我局)(?:的)?|[(（]20\d\d年?(?:度)?[)）]$")
_MAX_HEADING = 44
_OPENING = " \t\r\n\u3000\u00a0【〖「"
# An agency's own name in front of a heading's words.
_OWN_NAME = re.compile(
    r"^[\u4e00-\u9fff]{2,24}?(?:局|委员会|委|厅|政府|办公室|街道|办事处|镇|乡|中心)"
    r"(?:20\d\d年(?:度)?)?(?:的)?"
)
_LOOSE_ORDINAL = re.compile(
    r"(?P<chinese>[一二三四五六七八九壹贰叁肆伍陆])[，,、.：:\s\u3000]+|(?P<digits>0?[1-9])[ \u3000\t]+(?=\D)|(?P<roman>[Ⅰ-Ⅸ])[、.\s]*"
)
_FORMAL = {c: i for i, c in enumerate("壹贰叁肆伍陆", start=1)}
_OFFICIAL = {
    "overview": ("总体情况",),
    "proactive": ("主动公开政府信息情况",),
    "requests": ("收到和处理政府信息公开申请情况",),
    "proceedings": (
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    "problems": ("存在的主要问题及改进情况",),
    "other": ("其他需要报告的事项",),
}


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The mark in front of a heading: its style (一、 / （一） / 1. …) and its number."""

    style: str
    number: int


def parse_ordinal(text: str) -> tuple[Ordinal | None, int]:
    """The ordinal that opens a line, and where the words behind it begin."""
    match = ORDINAL.match(text)
    if match is None:
        return _loose_ordinal(text)
    mark = fold(match.group())
    raw = match.group().strip()
    if raw and raw[0] in _CIRCLED:
        return Ordinal("①", _CIRCLED[raw[0]]), match.end()
    digits = re.search(r"\d+|[一二三四五六七八九十]+", mark)
    if digits is None:
        return None, 0
    number = int(digits.group()) if digits.group().isdigit() else _chinese(digits.group())
    kind = "1" if digits.group().isdigit() else "一"
    if mark.startswith("第"):
        style = "第" + kind
    elif mark.startswith("("):
        style = f"({kind})"
    elif mark.endswith(")"):
        style = f"{kind})"
    else:
        style = f"{kind}、"
    return Ordinal(style, number), match.end()


def _loose_ordinal(text: str) -> tuple[Ordinal | None, int]:
    """Ordinals that only a short line can be trusted with: 一 总体情况, 壹、, 1 总体情况."""
    match = _LOOSE_ORDINAL.match(text)
    if match is None or len(text) > _MAX_HEADING:
        return None, 0
    if match["digits"]:
        return Ordinal("1、", int(match["digits"])), match.end()
    if match["roman"]:
        return Ordinal("Ⅰ", ord(match["roman"]) - ord("Ⅰ") + 1), match.end()
    char = match["chinese"]
    return Ordinal("一、", _FORMAL.get(char) or _NUMBERS[char]), match.end()


def _chinese(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_NUMBERS.get(tens, 1) if tens else 1) * 10 + (_NUMBERS[ones] if ones else 0)
    return _NUMBERS.get(text, 0)


@lru_cache(maxsize=4096)
def part_senses(words: str) -> tuple[tuple[SectionKey, float], ...]:
    """Which parts a heading's words (folded, ordinal taken off) can name, each with its weight."""
    words = _TRAILING_PAGE.sub("", words).strip(".。:：、,，【】[]")
    words = _YEAR.sub("", words)
    if not words or len(words) > _MAX_HEADING:
        return ()
    out = []
    for key, senses in _SENSES.items():
        weight = max((w for pattern, w in senses if pattern.fullmatch(words)), default=0.0)
        if weight:
            out.append((key, weight))
    named = None if out else _OWN_NAME.match(words)
    if named is not None and named.end() < len(words):
        return tuple(s for s in part_senses(words[named.end() :]) if s[1] >= 0.9)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a part's heading: its item, where the heading ends, and the proof for it.

    `second` is the item of the next line where the heading is broken over two.
    """

    item: int
    key: SectionKey
    ordinal: Ordinal | None
    weight: float
    end: int
    second: int | None = None


def candidates_of(items: Sequence[tuple[int, str]]) -> list[Candidate]:
    """All lines (item index, text) that may be headings of parts; a run-in heading counts less.

    A line of several cells is a table's, one with dots and a page number the contents'. A heading may be broken over two lines.
    """
    out: list[Candidate] = []
    for at, (item, text) in enumerate(items):
        stripped = text.strip()
        if not 1 < len(stripped) <= 400 or "\t" in stripped or "|" in stripped:
            continue
        if _CONTENTS_LINE.search(stripped):
            continue
        lead = len(text) - len(text.lstrip(_OPENING))
        ordinal, after = parse_ordinal(text[lead:])
        body = text[lead + after :]
        if len(stripped) <= _MAX_HEADING + 6:
            senses = part_senses(fold(body))
            out += [Candidate(item, key, ordinal, weight, len(text)) for key, weight in senses]
            if senses:
                continue
            broken = _over_two_lines(items, at, body) if ordinal else None
            if broken is not None:
                second, senses = broken
                out += [
                    Candidate(item, key, ordinal, weight, len(text), second)
                    for key, weight in senses
                ]
                continue
        if ordinal is not None:
            out += _run_in(item, body, ordinal, lead + after)
    return out


def _over_two_lines(
    items: Sequence[tuple[int, str]], at: int, body: str
) -> tuple[int, tuple[tuple[SectionKey, float], ...]] | None:
    """The item of the line that a heading goes on in, and its senses, if it is broken over two lines."""
    following = next(((i, t) for i, t in items[at + 1 : at + 3] if t.strip()), None)
    if following is None or len(following[1]) > 24 or parse_ordinal(following[1])[0]:
        return None
    if sum(is_number(word) or is_blank(word) for word in body.split()) > 2:
        # 四、结转下年度继续办理 1 0 0: a table's last row above the heading
        return None
    if body.rstrip(" \u3000").endswith("\t"):
        return None  # the same row without figures
    senses = tuple(s for s in part_senses(fold(body + following[1])) if s[1] >= 0.9)
    return (following[0], senses) if senses else None


def _run_in(item: int, body: str, ordinal: Ordinal, start: int) -> list[Candidate]:
    """A heading that its text follows in the same paragraph: 一、总体情况。2023年，……"""
    lead = len(body) - len(body.lstrip())
    stop = re.search(r"[。：:\s]", body.strip())
    if stop and stop.start() <= 30:
        words = body[: lead + stop.start()]
        senses = part_senses(fold(words))
        if senses:
            end = start + lead + stop.end()
            return [Candidate(item, key, ordinal, weight * 0.8, end) for key, weight in senses]
    for key, titles in _OFFICIAL.items():
        for title in titles:
            if body.strip().startswith(title) and re.match(
                r"20\d\d|我|本|全", body.strip()[len(title) :]
            ):
                return [Candidate(item, key, ordinal, 0.8, start + lead + len(title))]  # type: ignore[arg-type]
    return []


def choose_parts(
    candidates: Sequence[Candidate],
    tabular: Sequence[bool],
    items: Sequence[tuple[int, str]] = (),
) -> list[Candidate]:
    """The headings of the six parts, at most one a part, in the order of the text.

    `tabular[item]` tells whether figures of a table follow soon after an item. In order first: a
    chain of headings of one numbering style whose ordinals are their parts' numbers weighs most.
    A part missing from the chain is then looked for out of order, where the proof is strong.
    """
    scores = []
    for c in candidates:
        number = PART_KEYS.index(c.key) + 1
        score = c.weight
        if c.ordinal is not None:
            score += 0.4 if c.ordinal.number == number else -0.1
            if c.ordinal.style in ("一、", "第一"):
                score += 0.25
        if c.key in ("proactive", "requests", "proceedings") and tabular[c.item]:
            score += 0.3
        scores.append(score)
    best: list[float] = []
    back: list[int] = []
    for i, c in enumerate(candidates):
        value, previous = scores[i] - 0.75, -1
        for j in range(i):
            d = candidates[j]
            if d.item >= c.item or PART_KEYS.index(d.key) >= PART_KEYS.index(c.key):
                continue
            same = d.ordinal is not None and c.ordinal is not None
            same = same and d.ordinal.style == c.ordinal.style  # type: ignore[union-attr]
            bonus = 0.35 if same else (0.0 if (d.ordinal is None) == (c.ordinal is None) else -0.1)
            total = best[j] + scores[i] - 0.75 + bonus
            # the later of two equal chains: an earlier one is a table of contents
            if total >= value:
                value, previous = total, j
        best.append(value)
        back.append(previous)
    if not candidates:
        return []
    at = max(range(len(candidates)), key=lambda i: (best[i], candidates[i].item))
    chain: list[Candidate] = []
    while at >= 0:
        chain.append(candidates[at])
        at = back[at]
    chain.reverse()
    chain = _prune(chain)
    return _by_place(_out_of_order(chain, candidates), items)


def _style(chain: Sequence[Candidate]) -> str | None:
    styles = [c.ordinal.style for c in chain if c.ordinal is not None]
    return max(set(styles), key=styles.count) if styles else None


def _prune(chain: list[Candidate]) -> list[Candidate]:
    """Drop weak wordings that do not share the chain's numbering: they are sub-headings."""
    style = _style(chain)
    out = []
    for c in chain:
        fits = c.ordinal is not None and c.ordinal.style == style
        fits = fits or (c.ordinal is None and style is None)
        if c.weight < 0.7 and not fits:
            continue
        out.append(c)
    return out


def _out_of_order(chain: list[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    style = _style(chain)
    found = {c.key for c in chain}
    items = {c.item for c in chain}
    for c in candidates:
        if c.key in found or c.item in items or c.weight < 0.8:
            continue
        same_style = (c.ordinal.style if c.ordinal else None) == style
        if same_style:
            chain = [*chain, c]
            found.add(c.key)
            items.add(c.item)
    return sorted(chain, key=lambda c: c.item)


def _by_place(chain: list[Candidate], items: Sequence[tuple[int, str]]) -> list[Candidate]:
    """Parts under headings of the agency's own: the ordinal fits between two that were recognised."""
    style = _style(chain)
    if style is None or len(chain) < 3:
        return chain
    for number, key in enumerate(PART_KEYS, start=1):
        if any(c.key == key for c in chain):
            continue
        before = [c for c in chain if PART_KEYS.index(c.key) + 1 < number]
        after = [c for c in chain if PART_KEYS.index(c.key) + 1 > number]
        low = max((c.item for c in before), default=-1)
        high = min((c.item for c in after), default=None)
        # the neighbour on one side at least must carry the ordinal next to this one
        near = [c for c in chain if c.ordinal and c.ordinal.style == style]
        if not any(c.ordinal and abs(c.ordinal.number - number) == 1 for c in near):
            continue
        for item, text in items:
            if item <= low or (high is not None and item >= high) or "\t" in text.strip():
                continue
            lead = len(text) - len(text.lstrip())
            ordinal, after_mark = parse_ordinal(text[lead:])
            words = text[lead + after_mark :].strip()
            if (
                ordinal == Ordinal(style, number)
                and 1 < len(words) <= 24
                and not re.search("[。，；]|本年新收|上年结转|本年度办理结果|结转下年度", words)
            ):
                chain = sorted(
                    [*chain, Candidate(item, key, ordinal, 0.6, len(text))], key=lambda c: c.item
                )
                break
    return chain

"""Words and quantities in a sentence with their exact places: the letters of the claim grammar.

Phrases are found by spaCy's PhraseMatcher over its character segmenter (jieba's tokens lose some);
quantities by one expression over the folded text, in which each character is one token.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from review.model import Number
from review.zh.numerals import CHINESE_NUMERAL, chinese_number

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher

_QUANTITY = re.compile(
    r"(?<![\d.,第号〔\[-])"
    r"(?P<before>约|近|超过|逾|不足|不到|至少|不少于|达|将近)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d{{1,15}}(?:\.\d{{1,6}})?)(?P<myriad>万|亿)?|(?P<chinese>(?<![第一二三四五六七八九十]){CHINESE_NUMERAL}))"
    r"(?P<after>余|多)?(?P<unit>件次|件套|人次|件|宗|起|例|份|条|个|封|次)(?P<tail>以上|左右|以内)?"
)
# 每一件, 第一件; 办结一件、归档一件
_IDIOM = re.compile(r"[每逐任某第唯同]一[件次份条]|一[件次份条].{0,8}一[件次份条]|一[件次份条]一")
_EXACT_ZERO = re.compile(r"(?<=为|是)(?:零|0)(?![\d.件宗起例份个次条%])")
_CLAUSE_END = frozenset("，,。;；:：()（）、!！?？")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word of the lexicon: its family (noun, verb …), its name there, and its place."""

    family: str
    name: str
    start: int
    end: int


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


@cache
def lexicon() -> dict[str, dict[str, list[str]]]:
    """The words by family and name."""
    text = files("review").joinpath("data", "lexicon.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _matcher() -> "tuple[Language, PhraseMatcher]":
    from spacy.lang.zh import Chinese
    from spacy.matcher import PhraseMatcher

    nlp = Chinese()
    matcher = PhraseMatcher(nlp.vocab)
    for family, names in lexicon().items():
        if family == "filler":
            continue
        for name, words in names.items():
            matcher.add(f"{family}.{name}", [nlp.make_doc(word) for word in words])
    return nlp, matcher


def find_phrases(texts: Sequence[str]) -> list[list[Phrase]]:
    """The lexicon's words in each folded text, longest first, without overlaps, in order of place.

    All texts are matched in one pass: they are joined by a mark that no phrase holds.
    """
    if not texts:
        return []
    from spacy.tokens import Doc

    nlp, matcher = _matcher()
    joined = "¶".join(texts)
    # one token a character, as the character segmenter makes them of text without spaces
    doc = Doc(nlp.vocab, words=list(joined), spaces=[False] * len(joined))
    spans = sorted(
        ((start, end, key) for key, start, end in matcher(doc)),
        key=lambda s: (s[0] - s[1], s[0]),
    )
    taken = bytearray(len(joined))
    starts: list[int] = []
    at = 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    found: list[tuple[int, int, int]] = []
    for start, end, key in spans:
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            found.append((start, end, key))
    found.sort()
    out: list[list[Phrase]] = [[] for _ in texts]
    index = 0
    for start, end, key in found:
        while index + 1 < len(starts) and starts[index + 1] <= start:
            index += 1
        family, _, name = nlp.vocab.strings[key].partition(".")
        offset = starts[index]
        out[index].append(Phrase(family, name, start - offset, end - offset))
    return out


def find_quantities(text: str) -> list[Quantity]:
    """Numbers with a measure word in a folded text, hedges worked into a relation or an interval."""
    out = []
    for match in _QUANTITY.finditer(text):
        value: Number | None
        if match["digits"]:
            number = Decimal(match["digits"].replace(",", ""))
            printed = number
            if match["myriad"]:
                number *= 10_000 if match["myriad"] == "万" else 100_000_000
            value = int(number) if number == number.to_integral_value() else number
        else:
            value = chinese_number(match["chinese"])
            printed = Decimal(value or 0)
        if value is None or match["unit"] in ("件次", "件套", "人次"):
            continue
        if match["chinese"] == "一" and _IDIOM.search(
            text[max(0, match.start() - 2) : match.end() + 12]
        ):
            continue
        out.append(_hedged(match, value, printed))
    for match in _EXACT_ZERO.finditer(text):
        out.append(Quantity(0, "=", "", match.start(), match.end()))
    return sorted(out, key=lambda q: q.start)


def _hedged(match: re.Match[str], value: Number, printed: Decimal) -> Quantity:
    before, after, tail = match["before"] or "", match["after"] or "", match["tail"] or ""
    start = match.start("digits") if match["digits"] else match.start("chinese")
    start = match.start("before") if before else start
    unit, end = match["unit"], match.end()
    if after:
        if match["myriad"]:
            exponent = printed.as_tuple().exponent
            step = Decimal(1).scaleb(int(exponent)) * (10_000 if match["myriad"] == "万" else 10**8)
        else:
            digits = str(int(value))
            step = Decimal(10 ** (len(digits) - len(digits.rstrip("0"))))
        return Quantity(value, "in", unit, start, end, value, int(Decimal(value) + step))
    if before in ("约",) or tail == "左右":
        return Quantity(value, "~", unit, start, end)
    if before in ("近", "将近", "不足", "不到"):
        return Quantity(value, "<", unit, start, end)
    if before in ("超过", "逾"):
        return Quantity(value, ">", unit, start, end)
    if before in ("至少", "不少于", "达") and tail != "以上":
        return Quantity(value, "=" if before == "达" else ">=", unit, start, end)
    if tail == "以上":
        return Quantity(value, ">=", unit, start, end)
    if tail == "以内":
        return Quantity(value, "<=", unit, start, end)
    return Quantity(value, "=", unit, start, end)


@cache
def _fillers() -> re.Pattern[str]:
    words = sorted(lexicon()["filler"]["filler"], key=len, reverse=True)
    years = r"20\d\d年(?:度)?|\d{1,2}月\d{1,2}日"
    return re.compile(rf"(?:{years}|{'|'.join(map(re.escape, words))}|[\s\"'《》,.。:;()])+")


def not_understood(
    text: str, start: int, end: int, phrases: Sequence[Phrase], quantities: Sequence[Quantity]
) -> str:
    """What is left of text[start:end] besides known words, quantities and fillers."""
    covered = sorted([(p.start, p.end) for p in phrases] + [(q.start, q.end) for q in quantities])
    left = []
    at = start
    for first, last in covered:
        if last <= start or first >= end:
            continue
        if first > at:
            left.append(text[at:first])
        at = max(at, last)
    if at < end:
        left.append(text[at:end])
    return "".join(_fillers().sub("", piece) for piece in left)


def clause_bounds(text: str, covered: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """The clauses of a folded sentence: split at commas, semicolons, colons, parentheses and 、.

    Marks inside `covered` spans (公民、法人和其他组织) and inside numbers do not split.
    """
    bounds = []
    start = 0
    for at, char in enumerate(text):
        if char not in _CLAUSE_END or any(a <= at < b for a, b in covered):
            continue
        if char == "," and 0 < at < len(text) - 1:
            if text[at - 1].isdigit() and text[at + 1].isdigit():
                continue
        if at > start:
            bounds.append((start, at))
        start = at + 1
    if start < len(text):
        bounds.append((start, len(text)))
    return bounds

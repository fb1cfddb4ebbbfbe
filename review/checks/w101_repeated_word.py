"""W101: the same word twice in a row. What may stand twice, and words that only meet, are data."""

import re
from collections.abc import Iterator

from review.checking import Example, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import Span

_TWICE = re.compile(r"([\u4e00-\u9fff]{2,8}?)\1|(20\d\d年)\2")
# 一步一步, 越来越…: 一X一X is a way of speaking
_ONE_BY_ONE = re.compile(r"[一越]([\u4e00-\u9fff])[一越]\1")


@check(
    code="W101",
    name="repeated_word",
    title="重复字词",
    severity=Severity.SHOULD,
    finds="同一个词连写两遍（遵循遵循、进一步进一步）；件件、各个、逐项逐项等叠用不算",
    basis="常规",
    advice="删去多余的字词。",
    bad=(
        Example("“严格遵循遵循”", edits=(("全年审查", "严格遵循遵循程序，全年审查"),)),
        Example("“的的”", edits=(("政府信息公开信息处理费。", "政府信息公开的的信息处理费。"),)),
    ),
    good=(
        Example(
            "“件件有着落”“一步一步”",
            edits=(("全年审查", "做到件件有着落，一步一步推进，全年审查"),),
        ),
        Example(
            "两个词恰好相连：政务公开｜公开栏",
            edits=(("全年审查", "更新政务公开公开栏，全年审查"),),
        ),
    ),
)
def repeated_word(facts: Facts) -> Iterator[Finding]:
    lexicon = facts.lexicon
    for key, passage in facts.passages.items():
        text = passage.text
        found: list[tuple[int, int, str]] = []
        for match in _TWICE.finditer(text):
            word = match[1] or match[2]
            if word in lexicon.doubled or _ONE_BY_ONE.fullmatch(match.group()):
                continue
            found.append((*match.span(), word))
        for letter, unless in lexicon.letters.items():
            at = text.find(letter * 2)
            while at >= 0:
                around = text[max(0, at - 3) : at + 5]
                if not any(pattern.search(around) for pattern in unless):
                    found.append((at, at + 2, letter))
                at = text.find(letter * 2, at + 2)
        places: dict[str, list[Span]] = {}
        for start, end, word in sorted(found):
            if (
                passage.in_title(start, end)
                or passage.broken(start, end)
                or lexicon.allows("W101", passage, start, end)
            ):
                continue
            places.setdefault(word, []).append(facts.stretch(key, start, end))
        for word, spans in places.items():
            times = f"（{len(spans)}处）" if len(spans) > 1 else ""
            yield repeated_word.finding(
                f"{facts.section_place(key)}“{word}”写了两遍{times}。", evidence=spans
            )

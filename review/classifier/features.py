"""Features of a sentence in its place: character n-grams of its masked text, and named ones.

A sentence is judged with its section, its neighbour before it and the heading it stands under.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from review.classifier.evidence import evidence
from review.classifier.rules import role_of, topics_of
from review.model import SectionKey

LONGEST_GRAM = 3
MOST_TEXT = 400  # of a sentence without an end; more tells no more
_DIGITS = re.compile(
    r"[\d０-９]+(?:[.,，]\d+)*|[一二三四五六七八九十百千万两]+(?=[件条次份篇个项起人场期元家名部类])"
)
_YEAR = re.compile(r"20\d\d年")
_ITEM = re.compile(r"[一二三四五六]是")
_TELLING = ("今后", "下一步", "将", "存在", "不足", "问题", "不够", "有待", "上年", "整改", "针对")


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence in its place. `share`: how far into its section, from 0 to 1. Headings have no place."""

    text: str
    section: SectionKey
    share: float
    before: str
    heading: str


def placed(section: SectionKey, sentences: Sequence[tuple[str, bool]]) -> Iterator[Placed]:
    """The sentences of a section (text, whether it is a heading), each with what stands around it."""
    heading = before = ""
    last = max(1, len(sentences) - 1)
    for number, (text, is_heading) in enumerate(sentences):
        if is_heading:
            heading = text
        yield Placed(text, section, number / last, before, heading)
        before = text


def masked(text: str) -> str:
    """The text without what differs from year to year: years, figures, blanks."""
    text = "".join(text[:MOST_TEXT].split())
    return _DIGITS.sub("0", _YEAR.sub("Y", text)).lower()


def grams(text: str) -> list[str]:
    """The character n-grams of a masked text, 1 to `LONGEST_GRAM` long."""
    text = masked(text)
    return [
        text[at : at + size]
        for size in range(1, LONGEST_GRAM + 1)
        for at in range(len(text) - size + 1)
    ]


@lru_cache(maxsize=4096)
def _own(text: str, section: SectionKey) -> tuple[tuple[str, float], ...]:
    """The named features of a sentence without its neighbours."""
    text = text[:MOST_TEXT]
    found = dict(evidence(text))
    found["length"] = min(len(text), 160) / 80
    found["commas"] = min(text.count("，") + text.count("、"), 8) / 4
    found["item"] = float(_ITEM.match(text) is not None)
    found["semicolon"] = float(text.endswith("；"))
    found[f"section={section}"] = 1.0
    found[f"none&{section}"], found[f"some&{section}"] = found["none"], found["some"]
    found[f"rule={role_of(text, section, False)}"] = 1.0
    topics = topics_of(text)
    found.update({f"topic={topic}": 1.0 for topic in topics} or {"topic=": 1.0})
    for word in _TELLING:
        if word in text:
            found[f"has={word}"] = 1.0
            if section == "problems":
                found[f"has={word}&problems"] = 1.0
    return tuple((name, value) for name, value in found.items() if value)


def is_saved(text: str) -> bool:
    """Whether a sentence holds what makes it its agency's own whatever else it says: a count, a zero.

    LABELS.md: one checkable specific saves a long sentence; nothing received is never boilerplate.
    """
    found = dict(_own(text, "overview"))
    return bool(found.get("count.digits") or found.get("nothing"))


def own(text: str, section: SectionKey) -> tuple[tuple[str, float], ...]:
    """The named features of a sentence by itself that are not 0."""
    return _own(text, section)


def around(sentence: Placed) -> list[tuple[str, float]]:
    """The named features of what stands around a sentence that are not 0."""
    found = [("share", sentence.share)] if sentence.share else [("first", 1.0)]
    if sentence.share > 0.5 and sentence.section == "problems":
        found.append(("later&problems", 1.0))
    before = sentence.before
    found += [(f"before={word}", 1.0) for word in _TELLING if word in before]
    found += [(f"before:topic={topic}", 1.0) for topic in _topics(before)]
    found += [(f"heading:topic={topic}", 1.0) for topic in _topics(sentence.heading)]
    return found


def named(sentence: Placed) -> dict[str, float]:
    """The named features that are not 0."""
    return dict([*own(sentence.text, sentence.section), *around(sentence)])


@lru_cache(maxsize=4096)
def _topics(text: str) -> tuple[str, ...]:
    return topics_of(text[:MOST_TEXT]) if text else ()

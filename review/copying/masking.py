"""Templates of sentences: what is left where the own name, places, bodies, dates and figures are masked.

`@` stands for a name, `#` for a date or a figure. Ordinals, marks and spaces are gone, and so are the
statutory phrases, which everybody has to write. Two sentences that differ in these alone have one template.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

from review.gazetteer import gazetteer
from review.leftovers import Own
from review.model import Agency, Report, SectionKey
from review.zh.folding import fold
from review.zh.sentences import ORDINAL, SentenceSpan, split_sentences

COMPARED: tuple[SectionKey, ...] = ("overview", "problems", "other")
"""Sections whose text is the agency's own to write."""

_LEAST = 6
_A_CASE = 9
_LONGEST = 2_000
# of a section, ten times what reports have: each sentence is held against all of another report's
_MOST = 500
_MOST_LETTERS = 30_000
_FIGURE = re.compile(
    r"(?:\d[\d.,]*(?:年度?|月|日)?[%‰]?)+|[零〇一二两三四五六七八九十百千万亿]+(?=[个件次条份篇期场人项起类家名部批年月日季轮万亿])"
)
_FIGURES = re.compile(r"#(?:[-~至到、]?#)+")
_SELF = re.compile(
    r"[我本全该](?:省|市|县|区|州|旗|盟|镇|乡|街道|局|委|办|厅|院|所|队|中心|机关|单位|部门|系统|行政区)"
    r"|[省市县区州旗镇乡](?=委|人民政府|政府|政务|局|直|级)"
)
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,3}[省市县区州旗镇乡](?:人民政府(?:办公[室厅])?|[\u4e00-\u9fff]{2,8}?(?:局|委员会)|街道办事处)"
)
_NAMES = re.compile(r"@(?:[的、和]?@)+")
_OPENS = re.compile(
    r"(?m)^(?:[一二三四五六七八九十]是要?|首先|其次|再次|最后|此外|同时|另外|第[一二三四五六七八九十])[,:]?"
)
_CASES = re.compile("#[件宗起]")
_LEAD = re.compile(r"(?m)^[^\n]{0,20}?(?=一是)一是")
_MARKS = re.compile(r"[^\u3400-\u9fff\U00020000-\U0003ffffA-Za-z@#《》\n]+")
_STEM = re.compile(r"(?:省|自治区|自治州|自治县|市|县|区|州|旗|盟|镇|乡|街道)$")


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence's place in its section, and its words with names and figures masked."""

    section: SectionKey
    start: int
    end: int
    text: str


@cache
def _statutory() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Patterns, each with the words of which one must be there: looking for those first is quick."""
    text = files("review").joinpath("data", "statutory_phrases.txt").read_text("utf-8")
    rows = [line.split(" ", 1) for line in text.splitlines() if line and line[:2] != "# "]
    return tuple((tuple(words.split("/")), re.compile(pattern)) for words, pattern in rows)


def _without_statutory(text: str) -> list[str]:
    """Lines without what everybody has to write; only lines that have a pattern's words are searched for it."""
    lines = text.split("\n")
    ends = list(accumulate(len(line) + 1 for line in lines))
    for words, pattern in _statutory():
        for number in sorted({n for word in words for n in _lines_with(word, text, ends)}):
            lines[number] = pattern.sub("", lines[number])
    return lines


def _lines_with(word: str, text: str, ends: Sequence[int]) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        number = bisect_right(ends, at)
        yield number
        at = text.find(word, ends[number])


def own_names(agency: Agency) -> tuple[str, ...]:
    """All ways in which a report names its own body and region, folded, the longest first."""
    own = Own(agency)
    found = {*agency.names, agency.name, own.region, own.office, *own.words}
    found |= {_STEM.sub("", word) for word in own.words}
    folded = {fold(name) for name in found}
    return tuple(sorted((name for name in folded if len(name) > 1), key=lambda n: (-len(n), n)))


def mask(lines: str, agency: Agency) -> list[str]:
    """Folded sentences, one a line, as templates."""
    text = _OPENS.sub("", lines)
    for name in own_names(agency):
        text = text.replace(name, "@")
    text = _places(text)
    text = _SELF.sub("@", _BODY.sub("@", text))
    text = _NAMES.sub("@", text)
    text = _FIGURES.sub("#", _FIGURE.sub("#", text))
    return _without_statutory(_LEAD.sub("", _MARKS.sub("", text)))


def _places(text: str) -> str:
    out: list[str] = []
    at = 0
    for place in gazetteer().find(text):
        out += [text[at : place.start], "@"]
        at = place.end
    return "".join(out) + text[at:]


def _without_ordinal(sentence: str) -> str:
    ordinal = ORDINAL.match(sentence)
    return sentence[ordinal.end() :] if ordinal else sentence


def _statistics(words: str) -> bool:
    """Whether a sentence does little more than give numbers of cases: 新收#件办结#件."""
    return len(words) <= _A_CASE * len(_CASES.findall(words))


def templates_of(report: Report) -> tuple[Template, ...]:
    """The templates of a report's own sentences, in order; headings and bare phrases are left out."""
    return tuple(t for key in COMPARED for t in section_templates(report, key))


def _first(spans: Iterable[SentenceSpan]) -> list[SentenceSpan]:
    """The sentences that are compared: headings and what is too long left out, of endless text the first ones."""
    out: list[SentenceSpan] = []
    letters = 0
    for span in spans:
        length = span.end - span.start
        if span.heading or length > _LONGEST:
            continue
        letters += length
        if len(out) == _MOST or letters > _MOST_LETTERS:
            break
        out.append(span)
    return out


def section_templates(report: Report, key: SectionKey) -> Iterator[Template]:
    """The templates of one section."""
    text = report.section(key).text
    spans = _first(split_sentences(text))
    if not spans:
        return
    plain = (fold(_without_ordinal(text[span.start : span.end])) for span in spans)
    masked = mask("\n".join(plain), report.agency)
    for span, words in zip(spans, masked, strict=True):
        if len(words) >= _LEAST and not _statistics(words):
            yield Template(key, span.start, span.end, words)

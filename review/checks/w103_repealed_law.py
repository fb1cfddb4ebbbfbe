"""W103: a repealed rule cited as in force. Judged by the report's year; what speaks of the past is none."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import Span
from review.wording.lexicon import Hit
from review.wording.lists import Repealed
from review.wording.passages import Passage

# the sentence tells of the past, or of the change itself
_OF_THE_PAST = re.compile(
    r"废止|失效|修订前|修改前|不再|取代|代替|替代|替换|清理|原先|旧(?:法|版|条例|规)|此前|以前|曾|"
    r"实施前|施行前|出台前|历史|沿革|演变|误[引用写]|改为|更新为|新旧|对比|上一版|原《"
)
_CITING = re.compile(
    r"(?:根据|依据|依照|按照|遵照|遵循|执行|贯彻|落实|按|依|符合|学习|宣传)[^。;,]{0,40}$"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


@check(
    code="W103",
    name="repealed_law",
    title="引用失效依据",
    severity=Severity.MUST,
    finds="把已经废止、被取代的规定当作现行依据（国务院令第492号、15个工作日答复、检索费复制费、信访条例……，词表，可增补）",
    basis="《中华人民共和国政府信息公开条例》（国务院令第711号，2019年5月15日起施行）；各规定的废止文件",
    advice="改为引用现行规定。",
    bad=(
        Example(
            "引用国务院令第492号",
            edits=(("公开条例》和", "公开条例》（国务院令第492号）和"),),
        ),
        Example(
            "“应当自收到申请之日起15个工作日内答复”",
            edits=(("全年办结2件", "按照应当自收到申请之日起15个工作日内答复的规定，全年办结2件"),),
        ),
    ),
    good=(
        Example(
            "引用国务院令第711号",
            edits=(("公开条例》和", "公开条例》（国务院令第711号）和"),),
        ),
        Example(
            "第三方的15个工作日仍然有效",
            edits=(("全年办结2件", "第三方应在收到征求意见书15个工作日内答复，全年办结2件"),),
        ),
    ),
)
def repealed_law(facts: Facts) -> Iterator[Finding]:
    year = facts.report.year
    if year is None:
        raise NotApplicable("报告中没有年度，无法判断依据当时是否有效")
    for key, passage in facts.passages.items():
        places: dict[tuple[str, Severity], list[Span]] = {}
        entries: dict[str, Repealed] = {}
        for start, end, entry in _cited(facts, passage, year):
            if not facts.lexicon.allows("W103", passage, start, end):
                level = _severity(entry, passage, start, year)
                span = facts.stretch(key, start, end)
                places.setdefault((passage.text[start:end], level), []).append(span)
                entries[passage.text[start:end]] = entry
        for (words, level), spans in places.items():
            entry = entries[words]
            until = f"{entry.until.year}年{entry.until.month}月{entry.until.day}日"
            yield repealed_law.finding(
                f"{facts.section_place(key)}“{' '.join(spans[0].quote.split())}”：{entry.title}自"
                f"{until}起不再适用，{year}年度应为{entry.successor}。",
                evidence=spans,
                severity=level,
            )


def _cited(facts: Facts, passage: Passage, year: int) -> Iterator[tuple[int, int, Repealed]]:
    def speaks_of_now(hit: Hit[Repealed]) -> bool:
        sentence = passage.sentence(hit.start, hit.end)
        return hit.entry.until.year <= year and not _past(sentence, hit.entry, year)

    for hit in facts.lexicon.repealed.find(passage.text, speaks_of_now):
        # a pattern may run over a title; a number inside one is the title's
        if not passage.in_title(hit.start, hit.end) or hit.end - hit.start > 30:
            yield hit.start, hit.end, hit.entry
    titles = facts.lexicon.repealed_titles
    for start, end in passage.titles:
        entry = titles.get(passage.text[start + 1 : end - 1])
        if entry is not None and speaks_of_now(Hit(entry, start, end)):
            yield start, end, entry


def _past(sentence: str, entry: Repealed, year: int) -> bool:
    if _OF_THE_PAST.search(sentence) or any(p.search(sentence) for p in entry.unless):
        return True
    # 2018年，依据…: the rule stood then
    years = [int(found) for found in _YEAR.findall(sentence)]
    return any(found <= entry.until.year and found != year for found in years)


def _severity(entry: Repealed, passage: Passage, start: int, year: int) -> Severity:
    """`must` where the rule is cited as a ground and was not in force for any part of the year."""
    level = Severity(entry.level)
    if level != "must":
        return level
    if entry.until.year == year:
        return Severity.ASK
    certain = not entry.titles or _CITING.search(passage.before(start, 60)) or bool(entry.words)
    return Severity.MUST if certain else Severity.ASK

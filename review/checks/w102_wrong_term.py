"""W102 and W106: wrong terms and slips, by the word lists. Titles of documents are left as they are."""

import re
from collections.abc import Iterator

from review.checking import Check, Example, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import SectionKey, Span
from review.wording.lexicon import Finder, faulty
from review.wording.lists import Phrase

_LETTER = re.compile("[\u4e00-\u9fff]")


def _findings(this: Check, facts: Facts, finder: Finder[Phrase]) -> Iterator[Finding]:
    """One finding for each wrong word, its evidence every place."""
    places: dict[tuple[str, str], list[Span]] = {}
    entries: dict[tuple[str, str], Phrase] = {}
    sections: dict[tuple[str, str], SectionKey] = {}
    for key, passage in facts.passages.items():
        for hit in faulty(finder.find(passage.text), passage):
            word = passage.text[hit.start : hit.end]
            if facts.lexicon.allows(this.code, passage, hit.start, hit.end):
                continue
            # signs at the end of one line and the beginning of the next are two
            if not _LETTER.search(word) and passage.broken(hit.start, hit.end):
                continue
            group = (word if len(word) < 20 else hit.entry.right, hit.entry.right)
            places.setdefault(group, []).append(facts.stretch(key, hit.start, hit.end))
            entries[group] = hit.entry
            sections.setdefault(group, key)
    for group, spans in places.items():
        quote = " ".join(spans[0].quote.split())
        shown = quote if len(quote) <= 30 else f"{quote[:12]}……{quote[-10:]}"
        entry = entries[group]
        times = f"等{len(spans)}处" if len(spans) > 1 else ""
        note = f"（{entry.note}）" if entry.note else ""
        yield this.finding(
            f"{facts.section_place(sections[group])}{times}的“{shown}”，应为“{entry.right}”{note}。",
            evidence=spans,
        )


@check(
    code="W102",
    name="wrong_term",
    title="用语错误",
    severity=Severity.SHOULD,
    finds="与条例不符或过时的用语：信息化公开、公开为原则、政务公开申请……（词表，可增补）",
    basis="《中华人民共和国政府信息公开条例》；常规",
    advice="改用条例的用语。",
    bad=(
        Example("“信息化公开”", edits=(("全年审查", "推进信息化公开，全年审查"),)),
        Example(
            "“公开为原则，不公开为例外”",
            edits=(("全年审查", "坚持公开为原则，不公开为例外，全年审查"),),
        ),
    ),
    good=(
        Example(
            "“公开为常态、不公开为例外”",
            edits=(("全年审查", "坚持公开为常态、不公开为例外，全年审查"),),
        ),
        Example("“信息化建设”", edits=(("全年审查", "加强信息化建设，全年审查"),)),
    ),
)
def wrong_term(facts: Facts) -> Iterator[Finding]:
    yield from _findings(wrong_term, facts, facts.lexicon.terms)


@check(
    code="W106",
    name="common_slip",
    title="常见笔误",
    severity=Severity.SHOULD,
    finds="截止/截至之误、错别字、标点重复、“本报告……编制本报告”等（词表，可增补）",
    basis="常规",
    advice="按提示改正。",
    bad=(
        Example(
            "“截止2023年12月31日”",
            edits=(("全年审查", "截止2023年12月31日，全年审查"),),
        ),
        Example("“布署”", edits=(("全年审查", "按照统一布署，全年审查"),)),
    ),
    good=(
        Example(
            "“截至2023年12月31日”",
            edits=(("全年审查", "截至2023年12月31日，全年审查"),),
        ),
        Example("“报名截止”", edits=(("全年审查", "报名截止后公布名单，全年审查"),)),
    ),
)
def common_slip(facts: Facts) -> Iterator[Finding]:
    yield from _findings(common_slip, facts, facts.lexicon.slips)

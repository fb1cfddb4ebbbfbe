"""The title of a report, and the titles of other papers that are told from it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review.report.agencies import is_site, kind_of
from review.report.names import without_lead
from review.report.outline import part_senses
from review.zh.folding import fold
from review.zh.numerals import chinese_number
from review.zh.sentences import ORDINAL

_YEAR = r"(?P<year>20\d\d|二[〇零○O0][一二三四五六七八九〇零○0]{2})"
_TITLE = re.compile(
    rf"^(?P<before>.{{0,60}}?)(?:关于)?{_YEAR}年?(?:度)?(?P<between>.{{0,40}}?)"
    r"(?:政府信息公开|政务信息公开|信息公开|政务公开)(?:(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?报告|(?:工作)?年报)"
    r"(?P<after>.{0,14})$"
)
_TITLE_YEAR_LATER = re.compile(
    rf"^(?P<before>.{{0,60}}?)(?:政府信息公开|信息公开|政务公开)(?:工作)?年度(?:工作)?报告[(（]?{_YEAR}年?(?:度)?[)）]?$"
)
_TITLE_YEAR_INSIDE = re.compile(
    rf"^(?P<before>.{{0,60}}?)(?:关于)?(?:政府信息公开|信息公开|政务公开)(?:工作)?{_YEAR}年?(?:度)?(?:年度)?(?:工作)?(?:年度)?报告$"
)
# A title that does not say its year; only where no other title stands.
_TITLE_WITHOUT_YEAR = re.compile(
    r"^(?P<before>.{0,60}?)(?:关于)?(?:政府信息公开|政务公开)(?:工作)?年度(?:工作)?报告$"
)
# What follows the words 年度报告 in the titles of other papers about such reports.
_OTHER_PAPER = re.compile(
    r"通知|通报|解读|目录|模板|格式|的报告|的函|纪要|讲义|方案|说明|分工|汇编|点评|评查|评估|考核|指南|发布"
)
# What makes a line a piece of a sentence that names the report: 按照……的规定，编制某局2024年……年度报告。
_SENTENCE = re.compile(
    r"[,，;；《》]|^(?:现|特)?(?:编制|编写)|^[现特]将|^(?:根据|按照|依据)|(?:要求|规定)编制"
)
_LINE_LABEL = re.compile(r"^(?:信息|文件)?(?:名称|标题|题名|题目)[:：]")


@dataclass(frozen=True, slots=True)
class Title:
    """The report's title: its text, the agency and the year that it names, and where it stands."""

    text: str
    agency: str
    year: int | None
    items: tuple[int, ...]


_HEADING = 200


def _year(text: str) -> int:
    return int(text) if text.isdigit() else (chinese_number(re.sub("[○O0]", "〇", text)) or 0)


def _clean_agency(text: str) -> str:
    text = re.sub(
        r"^(?:附件\d*[:：]?|关于|首页|当前位置[:：].*[>＞]|.*[>＞|]|标题[:：])", "", text
    ).strip("　 -—·:：>")
    text = re.sub(r"(?:关于(?:报送|印发|公布|发布|公开)?|的|发布)$", "", text)
    return "" if is_site(text) else without_lead(text)


def wide_brackets(text: str) -> str:
    """Brackets as Chinese names and titles have them."""
    return text.replace("(", "（").replace(")", "）")


def find_title(lines: Sequence[tuple[int, str]]) -> Title | None:
    """The title among the first lines (item index, text): it may be broken over up to three of them.

    Of titles of several bodies (a list of links above the report) it is that of the body which the
    text names most often.
    """
    head = [(item, text) for item, text in lines if text.strip()][:30]
    for count in (1, 2, 3):
        found = list(_titles(head, count, (_TITLE, _TITLE_YEAR_LATER, _TITLE_YEAR_INSIDE)))
        if found:
            return _most_named(found, lines) if count == 1 else found[0]
    return next((t for n in (1, 2) for t in _titles(head, n, (_TITLE_WITHOUT_YEAR,))), None)


def titles_in(lines: Sequence[tuple[int, str]]) -> list[Title]:
    """All lines that are the title of an annual report, each on one line or over two."""
    full = [(item, text) for item, text in lines if text.strip()]
    patterns = (_TITLE, _TITLE_YEAR_LATER, _TITLE_YEAR_INSIDE)
    found = [t for count in (1, 2) for t in _titles(full, count, patterns) if t.agency]
    return sorted(found, key=lambda title: title.items)


def _most_named(found: Sequence[Title], lines: Sequence[tuple[int, str]]) -> Title:
    bodies = {t.agency for t in found if kind_of(t.agency) != "unknown"}
    if len(bodies) < 2:
        return found[0]
    text = fold("".join(text for _, text in lines))
    return max(found, key=lambda title: text.count(title.agency) if title.agency else 0)


def _titles(
    head: Sequence[tuple[int, str]], count: int, patterns: Sequence[re.Pattern[str]]
) -> Iterator[Title]:
    """The titles that stand on `count` of these lines."""
    for at in range(len(head) - count + 1):
        chunk = head[at : at + count]
        text = "".join(fold(t) for _, t in chunk)
        if len(text) > 100 or "。" in text[:-1] or "报" not in text:
            continue
        # no more than a heading has: the search takes the square of a run of spaces
        if part_senses(fold(ORDINAL.sub("", head[at][1][:_HEADING], count=1))):
            continue
        text = _LINE_LABEL.sub("", text)
        match = next((m for p in patterns if (m := p.match(text))), None)
        if not match:
            continue
        groups = match.groupdict()
        agency = _clean_agency(groups["before"]) or _clean_agency(groups.get("between") or "")
        if count > 1 and (re.search(r"[〔〕\[\]:：>＞|]|\d", agency) or is_site(agency)):
            continue
        if _SENTENCE.search(groups["before"]):
            continue
        if _OTHER_PAPER.search(groups.get("after") or ""):
            continue
        year = _year(groups["year"]) if groups.get("year") else None
        if not agency and at:
            # the agency stands in the line above
            above = fold(head[at - 1][1])
            if re.fullmatch(r"[\u4e00-\u9fff()]{3,40}", above) and _is_body(above):
                yield Title(
                    wide_brackets(above + text), above, year, _items(head, at - 1, at + count)
                )
                continue
        yield Title(wide_brackets(text), agency, year, _items(head, at, at + count))


def _is_body(words: str) -> bool:
    return kind_of(words) != "unknown" and not is_site(words)


def _items(head: Sequence[tuple[int, str]], start: int, end: int) -> tuple[int, ...]:
    return tuple(item for item, _ in head[start:end])

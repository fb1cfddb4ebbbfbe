"""Who reports, for which year, over which period, and when it was published."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from review.model import Agency, Period, Section, SectionKey, Span, YearMention
from review.report.agencies import can_make_rules, is_full_name, kind_of
from review.report.dates import dates_in, periods_in
from review.report.names import resolve, subject_of
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
    rf"^(?P<before>.{{1,60}}?)(?:政府信息公开|信息公开|政务公开)(?:工作)?年度(?:工作)?报告[(（]?{_YEAR}年?(?:度)?[)）]?$"
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
_LINE_LABEL = re.compile(r"^(?:信息|文件)?(?:名称|标题|题名|题目)[:：]")
_BODY = (
    r"[\u4e00-\u9fff]{2,40}?(?:人民政府办公[室厅]|政府办公[室厅]|人民政府|街道办事处|管理委员会|管委会|"
    r"委员会|总局|分局|局|厅|办公室|部|署|海关|支队|中心|街道|镇|乡)"
)
_PREFACE_NAMES = (
    re.compile(rf"(?:现向社会公布|现公布|现将|本报告由|由|向社会公开|与|联系|请联系)({_BODY})(?=20\d\d|二〇|根据|依据|编制|办公室|联系|政府信息|政务公开|[(（，,])"),
    re.compile(rf"({_BODY})(?=(?:20\d\d)年?(?:度)?政府信息公开)"),
)  # fmt: skip
_PUBLISHED = re.compile(r"(?:发布|公布|公开|发文|生成|成文)(?:日期|时间)[:：]?\s*")
_CONTEXT_OF_PERIOD = re.compile(r"统计|期限|数据|起止|周期|时段|本报告|报告期|时间")
_SIGNATURE_END = re.compile(
    r"(?:人民政府|办公室|办公厅|局|委员会|委|厅|街道办事处|街道|管委会|镇|乡|部|署|海关|中心|支队|大队)(?:[（(]盖?章?[)）])?$"
)
_NARRATIVE_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?!\s*\d{1,2}\s*月)")


@dataclass(frozen=True, slots=True)
class Title:
    """The report's title: its text, the agency and the year that it names, and where it stands."""

    text: str
    agency: str
    year: int | None
    items: tuple[int, ...]


def _year(text: str) -> int:
    return int(text) if text.isdigit() else (chinese_number(re.sub("[○O0]", "〇", text)) or 0)


def _clean_agency(text: str) -> str:
    text = re.sub(
        r"^(?:附件\d*[:：]?|关于|首页|当前位置[:：].*[>＞]|.*[>＞|]|标题[:：])", "", text
    ).strip("　 -—·:：>")
    return re.sub(r"(?:关于(?:报送|印发|公布|发布|公开)?|的|发布)$", "", text)


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
        if part_senses(fold(ORDINAL.sub("", head[at][1], count=1))):
            continue
        text = _LINE_LABEL.sub("", text)
        match = next((m for p in patterns if (m := p.match(text))), None)
        if not match:
            continue
        groups = match.groupdict()
        agency = _clean_agency(groups["before"]) or _clean_agency(groups.get("between") or "")
        if count > 1 and re.search(r"[〔〕\[\]:：>＞|]|\d", agency):
            continue
        if _OTHER_PAPER.search(groups.get("after") or ""):
            continue
        year = _year(groups["year"]) if groups.get("year") else None
        if not agency and at:
            # the agency stands in the line above
            above = fold(head[at - 1][1])
            if re.fullmatch(r"[\u4e00-\u9fff()]{3,40}", above) and kind_of(above) != "unknown":
                yield Title(
                    wide_brackets(above + text), above, year, _items(head, at - 1, at + count)
                )
                continue
        yield Title(wide_brackets(text), agency, year, _items(head, at, at + count))


def _items(head: Sequence[tuple[int, str]], start: int, end: int) -> tuple[int, ...]:
    return tuple(item for item, _ in head[start:end])


def find_span(sections: Sequence[Section], words: str) -> Span | None:
    """The first place where some words stand (spaces and widths aside), for use as evidence."""
    for section in sections:
        at = section.text.find(words)
        if at >= 0:
            return Span(section.key, at, at + len(words), words)
    return None


_FOOTER_LINES = 12
_SIGNED_LINES = 60
_CLOSING_LINE = re.compile(r"(?:附件|附表|注|备注|联系人|联系电话|地址|抄送|主办|责任编辑)[:：1-9]")


def _closes(text: str) -> bool:
    """Whether a folded line is a date or a body's name that stands alone: the signature's lines."""
    if len(text) <= 24 and next(dates_in(text), None) and not re.search("[。；，]", text):
        return True
    signed = len(text) <= 34 and _SIGNATURE_END.search(text)
    return bool(signed) and not re.search("[。；，、:：]", text)


def _signed_at(folded: Sequence[str], agency: str) -> int | None:
    """Where a body's name and a date stand alone in neighbouring lines, whatever notes follow them."""
    for at in range(max(0, len(folded) - _SIGNED_LINES), len(folded) - 1):
        first, second = folded[at], folded[at + 1]
        names = [t for t in (first, second) if t == fold(agency) or _SIGNATURE_END.search(t)]
        dates = [t for t in (first, second) if next(dates_in(t), None)]
        if names and dates and names != dates and _closes(first) and _closes(second):
            return at
    return None


def signature_start(lines: Sequence[str], agency: str = "") -> int:
    """Index of the first of the closing lines (signature, date, page number, notes) of the last part.

    What a web page adds below (打印本页 …) closes with them: short lines without a sentence.
    """
    folded = [fold(line) for line in lines]
    at = len(lines)
    below = 0
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - _FOOTER_LINES), -1):
        text = folded[index]
        if len(text) > 80 or "。" in text:
            break
        below += bool(text)
        if text and (_closes(text) or text == fold(agency)):
            at = index
            break
    signed = _signed_at(folded, agency)
    if signed is not None and signed < at:
        at = signed
    while at:
        text = folded[at - 1]
        page = re.fullmatch(r"-?\d{1,3}-?|\(?此(?:页|件).{0,12}\)?", text)
        above_date = at < len(lines) and next(dates_in(folded[at]), None) is not None
        name = above_date and 2 < len(text) <= 30 and re.fullmatch(r"[\u4e00-\u9fff()]+", text)
        if (
            not text
            or page
            or _closes(text)
            or text == fold(agency)
            or (name and not text.endswith(("情况", "事项", "内容", "无", "报告")))
            or (_CLOSING_LINE.match(text) and len(text) < 80)
        ):
            at -= 1
        else:
            break
    while at < len(lines) and not folded[at]:
        at += 1
    return at


def _signature_names(end: Section) -> list[str]:
    out = []
    for line in end.text.split("\n"):
        text = re.sub(r"[（(]盖?章?[)）]$", "", fold(line))
        text = re.split(r"(?=20\d\d年|二〇)", text)[0]
        if (
            3 <= len(text) <= 34
            and _SIGNATURE_END.search(text)
            and not re.search(r"[:：，。]", text)
        ):
            out.append(text)
    return out


# Where a body's full name may stand, the likeliest place first.
_NAMING: tuple[SectionKey, ...] = ("front", "overview", "end", "problems", "other")


def find_agency(title: Title | None, sections: Sequence[Section]) -> Agency:
    """The reporting body by its fullest name: title, signature, preface; then its kind."""
    by_key = {s.key: s for s in sections}
    names: list[str] = [title.agency] if title and title.agency else []
    names += _signature_names(by_key["end"])
    for key in ("front", "overview"):
        text = fold(by_key[key].text[:1500]) if key == "front" else fold(by_key[key].text[:300])
        for pattern in _PREFACE_NAMES:
            for match in pattern.finditer(text):
                name = re.sub(
                    r"^(?:现?(?:向社会)?(?:公布|公开|发布)|现将|本机关|本单位|我局|与|由|将|现)",
                    "",
                    match.group(1),
                )
                names.append(name)
    names = [n for n in dict.fromkeys(names) if n]
    short = title.agency if title and title.agency else ""
    best = short
    if not is_full_name(short):
        full = [n for n in names if is_full_name(n)]
        ending = [n for n in full if short and n.endswith(short.lstrip("本我省市县区州旗"))]
        best = (ending or (full if not short else []) or [short])[0]
    if not is_full_name(best):
        texts = [by_key[key].text for key in _NAMING if key in by_key]
        best = (resolve(best, texts) if best else subject_of(texts[:2])) or best
    if best and not re.search(r"(?:政府|公署|局|委|办|厅|部)$", best):
        # the title names the region alone: 某市2024年…年度报告
        if any(n.startswith(best + "人民政府") for n in names):
            best += "人民政府"
    kind = kind_of(re.sub(r"[（(][^（()）]*[）)]$", "", best))
    if kind == "county" and re.sub(r"(?:人民)?政府$", "", best).endswith("市"):
        text = "".join(by_key[key].text for key in ("front", "overview", "problems"))
        if re.search(r"县[（(]?[市区、]|区县|市[、，]?区[）)]|各县", fold(text)):
            kind = "city"
    best = wide_brackets(best)
    span = find_span(sections, best) or (find_span(sections, short) if short else None)
    stated = list(([short] if short else []) + _signature_names(by_key["end"]))
    return Agency(
        name=best,
        kind=kind,
        full=is_full_name(best),
        names=tuple(dict.fromkeys(map(wide_brackets, stated))),
        span=span,
        rule_making=can_make_rules(best, kind_of(best)) if best else None,
    )


def find_period(sections: Sequence[Section], year: int | None = None) -> Period | None:
    """The statistical period: a span of dates in a sentence that speaks of data, statistics or term.

    Of several, one that is a whole year (the report's, if known) is meant; a span named 统计 comes
    before one that only stands near 数据 or 本报告 (how long the report is published, say).
    """
    order: tuple[SectionKey, ...] = ("front", "overview", "other", "end")
    by_key = {s.key: s for s in sections}
    found: list[tuple[int, int, Period]] = []
    for key in order:
        text = by_key[key].text
        for match, start, end in periods_in(text):
            left = max(text.rfind(c, 0, match.start()) for c in "。；\n") + 1
            comma = max(text.rfind(c, left, match.start()) for c in "，,") + 1
            right = text.find("。", match.end())
            around = text[left : right if right >= 0 else match.end() + 20]
            if not _CONTEXT_OF_PERIOD.search(around):
                continue
            near = text[max(left, comma) : match.start()]
            named = 0 if "统计" in near else 1 if re.search("期限|数据", near) else 2
            whole = bool(
                start and end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
            )
            right_year = whole and end is not None and end.year == year
            rank = 0 if right_year else 1 if whole else 2
            found.append(
                (
                    rank if right_year else named + 1,
                    rank,
                    Period(start, end, _span(by_key[key], match.start(), match.end())),
                )
            )
    if not found:
        return None
    return min(found, key=lambda entry: entry[:2])[2]


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether a date is all of its line, a body's name aside."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    before, after = text[start : match.start()], text[match.end() : end if end >= 0 else None]
    return not after.strip(" \u3000）)") and not re.search(r"[，。、：:；\d]", before)


def find_published(sections: Sequence[Section]) -> tuple[date | None, Span | None]:
    """The date of the signature, else one marked 发布日期 above the report."""
    by_key = {s.key: s for s in sections}
    dated = list(dates_in(by_key["end"].text))
    alone = [entry for entry in dated if _alone(by_key["end"].text, entry[0])]
    if dated:
        # what a page or an annex adds below the signature has dates of its own, in sentences
        dated = alone[:1] or dated
        match, found = dated[-1]
        return found, _span(by_key["end"], match.start(), match.end())
    front = by_key["front"].text
    for marker in _PUBLISHED.finditer(front):
        for match, found in dates_in(front[marker.end() : marker.end() + 24]):
            start = marker.end() + match.start()
            return found, _span(by_key["front"], start, start + len(match.group()))
    # a date that is a line of its own below the title
    at = 0
    for line in front.split("\n")[:8]:
        for match, found in dates_in(line):
            lead = line[: match.start()].strip("（( \u3000")
            if lead in ("", "日期", "日期：", "时间：", "发布时间：") and len(line) < 60:
                return found, _span(by_key["front"], at + match.start(), at + match.end())
        at += len(line) + 1
    return None, None


def _span(section: Section, start: int, end: int) -> Span:
    return Span(section.key, start, end, section.text[start:end])


def find_years(
    title: Title | None,
    period: Period | None,
    published: date | None,
    sections: Sequence[Section],
) -> tuple[int | None, tuple[YearMention, ...]]:
    """The report's year and who states it: the title's, unless all else agrees on another."""
    mentions: list[YearMention] = []
    if title and title.year:
        digits = re.search(r"20\d\d|二[〇零○O0].{2}", title.text)
        span = None
        if digits:
            for section in sections:
                found = re.search(re.escape(digits.group()), section.text)
                if found:
                    span = Span(section.key, found.start(), found.end(), found.group())
                    break
        if span:
            mentions.append(YearMention("title", title.year, span))
    if period and period.end:
        mentions.append(YearMention("period", period.end.year, period.span))
    counter: Counter[int] = Counter()
    for section in sections:
        if section.key in ("overview", "problems", "other"):
            counter.update(int(m.group(1)) for m in _NARRATIVE_YEAR.finditer(section.text))
    votes = [period.end.year] if period and period.end else []
    votes += [counter.most_common(1)[0][0]] if counter else []
    votes += [published.year - 1] if published else []
    year = title.year if title and title.year else (votes[0] if votes else None)
    if len(votes) >= 2 and len(set(votes)) == 1:
        # period, narrative and date agree: a title that says otherwise is the one that is wrong
        year = votes[0]
    return year, tuple(mentions)

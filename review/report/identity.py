"""Who reports, for which year, over which period, and when it was published."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from review.model import Agency, Period, Section, SectionKey, Span, YearMention
from review.report.agencies import can_make_rules, is_full_name, kind_of
from review.report.dates import dates_in, periods_in
from review.report.outline import part_senses
from review.zh.folding import fold
from review.zh.numerals import chinese_number
from review.zh.sentences import ORDINAL

_YEAR = r"(?P<year>20\d\d|二[〇零○O0][一二三四五六七八九〇零○0]{2})"
_TITLE = re.compile(
    rf"^(?P<before>.{{0,60}}?)(?:关于)?{_YEAR}年?(?:度)?(?P<between>.{{0,40}}?)"
    r"(?:政府信息公开|政务信息公开|信息公开|政务公开)(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?报告"
    r"(?P<after>.{0,14})$"
)
_TITLE_YEAR_LATER = re.compile(
    rf"^(?P<before>.{{1,60}}?)(?:政府信息公开|信息公开|政务公开)(?:工作)?年度(?:工作)?报告[(（]?{_YEAR}年?(?:度)?[)）]?$"
)
_TITLE_YEAR_INSIDE = re.compile(
    rf"^(?P<before>.{{0,60}}?)(?:关于)?(?:政府信息公开|信息公开|政务公开)(?:工作)?{_YEAR}年?(?:度)?(?:年度)?(?:工作)?(?:年度)?报告$"
)
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
    year: int
    items: tuple[int, ...]


def _year(text: str) -> int:
    return int(text) if text.isdigit() else (chinese_number(re.sub("[○O0]", "〇", text)) or 0)


def _clean_agency(text: str) -> str:
    text = re.sub(
        r"^(?:附件\d*[:：]?|关于|首页|当前位置[:：].*[>＞]|.*[>＞|]|标题[:：])", "", text
    ).strip("　 -—·:：>")
    return re.sub(r"(?:关于(?:报送|印发|公布|发布|公开)?|的|发布)$", "", text)


def find_title(lines: Sequence[tuple[int, str]]) -> Title | None:
    """The title among the first lines (item index, text): it may be broken over up to three of them."""
    head = [(item, text) for item, text in lines if text.strip()][:30]
    for count in (1, 2, 3):
        for at in range(len(head)):
            if part_senses(fold(ORDINAL.sub("", head[at][1], count=1))):
                continue
            chunk = head[at : at + count]
            if len(chunk) < count:
                break
            text = "".join(fold(t) for _, t in chunk)
            if len(text) > 100 or "。" in text[:-1]:
                continue
            match = (
                _TITLE.match(text)
                or _TITLE_YEAR_LATER.match(text)
                or _TITLE_YEAR_INSIDE.match(text)
            )
            if not match:
                continue
            groups = match.groupdict()
            agency = _clean_agency(groups["before"]) or _clean_agency(groups.get("between") or "")
            if count > 1 and re.search(r"[〔〕\[\]:：>＞|]|\d", agency):
                continue
            if re.search(r"通知|解读|目录|模板|格式", groups.get("after") or ""):
                continue
            if not agency and at:
                # the agency stands in the line above
                above = fold(head[at - 1][1])
                if re.fullmatch(r"[\u4e00-\u9fff()]{3,40}", above) and kind_of(above) != "unknown":
                    return Title(
                        above + text, above, _year(groups["year"]), _items(head, at - 1, at + count)
                    )
            return Title(text, agency, _year(groups["year"]), _items(head, at, at + count))
    return None


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
_CLOSING_LINE = re.compile(r"(?:附件|附表|注|备注|联系人|联系电话|地址|抄送|主办|责任编辑)[:：1-9]")


def _closes(text: str) -> bool:
    """Whether a folded line is a date or a body's name that stands alone: the signature's lines."""
    if len(text) <= 24 and next(dates_in(text), None) and not re.search("[。；，]", text):
        return True
    signed = len(text) <= 34 and _SIGNATURE_END.search(text)
    return bool(signed) and not re.search("[。；，、:：]", text)


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
    if best and not re.search(r"(?:政府|公署|局|委|办|厅|部)$", best):
        # the title names the region alone: 某市2024年…年度报告
        if any(n.startswith(best + "人民政府") for n in names):
            best += "人民政府"
    kind = kind_of(best)
    if kind == "county" and re.sub(r"(?:人民)?政府$", "", best).endswith("市"):
        text = "".join(by_key[key].text for key in ("front", "overview", "problems"))
        if re.search(r"县[（(]?[市区、]|区县|市[、，]?区[）)]|各县", fold(text)):
            kind = "city"
    span = find_span(sections, best) or (find_span(sections, short) if short else None)
    stated = list(([short] if short else []) + _signature_names(by_key["end"]))
    return Agency(
        name=best,
        kind=kind,
        full=is_full_name(best),
        names=tuple(dict.fromkeys(stated)),
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


def find_published(sections: Sequence[Section]) -> tuple[date | None, Span | None]:
    """The date of the signature, else one marked 发布日期 above the report."""
    by_key = {s.key: s for s in sections}
    dated = list(dates_in(by_key["end"].text))
    if dated:
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
    if title:
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
    year = title.year if title else (votes[0] if votes else None)
    if len(votes) >= 2 and len(set(votes)) == 1:
        # period, narrative and date agree: a title that says otherwise is the one that is wrong
        year = votes[0]
    return year, tuple(mentions)

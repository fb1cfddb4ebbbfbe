"""Who reports, for which year, over which period, and when it was published."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from review.model import Agency, Period, Section, SectionKey, Span, YearMention
from review.report.agencies import can_make_rules, is_full_name, kind_of
from review.report.dates import dates_in, periods_in
from review.report.names import folded_lines, resolve, subject_of, without_lead
from review.report.signatures import is_link, signature_names
from review.report.titles import Title, wide_brackets
from review.zh.folding import fold

_BODY = (
    r"[\u4e00-\u9fff]{2,40}?(?:人民政府办公[室厅]|政府办公[室厅]|人民政府|街道办事处|管理委员会|管委会|"
    r"委员会|总局|分局|局|厅|办公室|部|署|海关|支队|中心|街道|镇|乡)"
)
# How a preface names the reporting body, the surest way first; whom to call may be its office.
_PREFACE_NAMES = (
    re.compile(rf"({_BODY})(?=(?:20\d\d)年?(?:度)?政府信息公开)"),
    re.compile(rf"(?:现向社会公布|现公布|现将|本报告由|由|向社会公开)({_BODY})(?=20\d\d|二〇|根据|依据|编制|办公室|联系|政府信息|政务公开|[(（，,])"),
    re.compile(rf"(?:与|联系|请联系)({_BODY})(?=20\d\d|二〇|根据|依据|编制|办公室|联系|政府信息|政务公开|[(（，,])"),
)  # fmt: skip
_PUBLISHED = re.compile(r"(?:发布|公布|公开|发文|生成|成文)(?:日期|时间)[:：]?\s*")
_CONTEXT_OF_PERIOD = re.compile(r"统计|期限|数据|起止|周期|时段|本报告|报告期|时间")
_NARRATIVE_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年(?!\s*\d{1,2}\s*月)")


def find_span(sections: Sequence[Section], words: str) -> Span | None:
    """The first place where some words stand (spaces and widths aside), for use as evidence."""
    for section in sections:
        at = section.text.find(words)
        if at >= 0:
            return Span(section.key, at, at + len(words), words)
    return None


# Where a body's full name may stand, the likeliest place first.
_NAMING: tuple[SectionKey, ...] = ("front", "overview", "end", "problems", "other")


def find_agency(title: Title | None, sections: Sequence[Section]) -> Agency:
    """The reporting body by its fullest name: title, signature, preface; then its kind."""
    by_key = {s.key: s for s in sections}
    names: list[str] = [title.agency] if title and title.agency else []
    names += signature_names(by_key["end"])
    for key in ("front", "overview"):
        text = folded_lines(by_key[key].text[: 1500 if key == "front" else 300])
        for pattern in _PREFACE_NAMES:
            names += [without_lead(match.group(1)) for match in pattern.finditer(text)]
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
    stated = list(([short] if short else []) + signature_names(by_key["end"]))
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


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and behind a date in its line."""
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    return text[start : match.start()], text[match.end() : end if end >= 0 else None]


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether a date is all of its line, a body's name aside."""
    before, after = _around(text, match)
    return not after.strip(" \u3000）)") and not re.search(r"[，。、：:；\d]", before)


def find_published(sections: Sequence[Section]) -> tuple[date | None, Span | None]:
    """The date of the signature, else one marked 发布日期 above the report."""
    by_key = {s.key: s for s in sections}
    closing = by_key["end"].text
    dated = [
        (match, found)
        for match, found in dates_in(closing)
        if not is_link(match.group().join(_around(closing, match)))
    ]
    alone = [entry for entry in dated if _alone(closing, entry[0])]
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

"""N203: the same quantity twice with different values, of what the tables do not hold.

Either the words are the same, or the two figures look like a slip (3418 and 3481) and speak of one medium
or one matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from review.checking import Example, check
from review.claims.figures import Figure, figures_of
from review.claims.mentions import Mention, first_mentions, later_mentions, may_name_again
from review.claims.reading import ParsedSentence
from review.claims.slips import swapped
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import Span

_MASKED = re.compile(
    r"20\d\d年(?:度)?|全年|本年度?|今年|我[局办委镇乡市县区]|本机关|本单位|共计?|累计|总计|合计|约|已|一年来|截至\d+月底|的|了"
)


_OTHER = re.compile(
    r"去年|上一?年|往年|较(?!好)|(?<![占评对])比(?![例重如赛武])|同期|以来|历年|累计至今"
)
_PART = re.compile(r"其中|季度|上半年|下半年|\d月|市级|县级|区级|镇级")
_MEDIA = re.compile(
    r"(?P<site>网站|网页)|(?P<account>公众号|微信)|(?P<microblog>微博)|(?P<video>抖音|视频号|短视频)|(?P<app>客户端|头条号|小程序)"
    r"|(?P<media>新媒体)|(?P<gazette>公报)"
)
_MATTERS = re.compile(
    r"(?P<press>发布会)|(?P<talk>访谈)|(?P<hotline>热线|12345)|(?P<mailbox>信箱|留言)|(?P<training>培训)|(?P<reading>解读)"
    r"|(?P<proposal>提案)|(?P<advice>建议)|(?P<visit>咨询)|(?P<information>信息)|(?P<collect>征集)"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with its place, the words that it counts, and the media and matters named before it."""

    span: Span
    figure: Figure
    words: str
    media: frozenset[str]
    matters: frozenset[str]


@check(
    code="N203",
    name="figure_repeated_differently",
    title="同一数字前后不一",
    severity=Severity.MUST,
    finds="同一事项在正文中出现两次，数字不同（表格中没有的事项）",
    basis="同一报告、同一统计口径的数字应当一致（国办公开办函〔2021〕30号：内容准确）",
    advice="核对后统一前后的数字。",
    bad=(
        Example(
            "前后两处主动公开条数不同",
            sections={
                "overview": "2023年，共主动公开政府信息376条。\\n（四）平台建设。办好政府网站，全年主动公开政府信息367条。"
            },
        ),
    ),
    good=(
        Example(
            "两处数字相同",
            sections={
                "overview": "2023年，共主动公开政府信息376条。\\n（四）平台建设。办好政府网站，全年主动公开政府信息376条。"
            },
        ),
    ),
)
def figure_repeated_differently(facts: Facts) -> Iterator[Finding]:
    seen: list[_Told] = []
    covered = [
        Span(c.claim.section, c.claim.start, c.claim.end, c.claim.quote)
        for c in facts.claims
        if c.claim.cells
    ]
    figures = [
        (entry, figure)
        for entry in facts.parsed
        for figure in figures_of(entry.clauses, entry.trusted)
        if _comparable(figure)
    ]
    reported: list[Span] = []
    slips = _with_the_same_digits([figure for _, figure in figures])
    for entry, figure in figures:
        told = _told(entry, figure, _digits(figure) in slips)
        if told is None or any(_meets(told.span, other) for other in covered):
            continue
        before = next((t for t in seen if _same_figure(t, told)), None)
        if before is None:
            before = next((t for t in seen if _slipped(t, told)), None)
        seen.append(told)
        if before and before.figure.quantity.value != figure.quantity.value:
            yield _finding(before.span, told.span)
            reported += [before.span, told.span]
    for one, two in _named_again(facts):
        if not any(_meets(span, other) for span in (one, two) for other in reported):
            yield _finding(one, two)


def _finding(one: Span, two: Span) -> Finding:
    return figure_repeated_differently.finding(
        f"正文：“{one.quote}”与“{two.quote}”，同一事项前后数字不同。", evidence=[one, two]
    )


def _named_again(facts: Facts) -> Iterator[tuple[Span, Span]]:
    """办理建议7件……上述8件建议: a total and its later mention, of one section and one matter."""
    if not any(may_name_again(entry.folded.text) for entry in facts.parsed):
        return
    totals: dict[tuple[str, str, str], tuple[Mention, Span] | None] = {}
    for entry in facts.parsed:
        section = entry.sentence.section
        figures = figures_of(entry.clauses, entry.trusted)
        for mention in later_mentions(figures):
            quantity = mention.figure.quantity
            told = totals.get((section, mention.matter, quantity.unit))
            if told and told[0].figure.quantity.value != quantity.value:
                yield told[1], entry.span(quantity.start, quantity.end + len(mention.matter))
        for mention in first_mentions(figures):
            quantity = mention.figure.quantity
            key = (section, mention.matter, quantity.unit)
            # where a matter has two totals, neither is surely meant later
            known = key in totals
            totals[key] = None if known else (mention, _span(entry, mention.figure))


def _comparable(figure: Figure) -> bool:
    quantity = figure.quantity
    exact = quantity.relation == "=" and not quantity.percent and bool(quantity.unit)
    return exact and not figure.clause.depth


def _digits(figure: Figure) -> tuple[str, ...]:
    return (figure.quantity.unit, *sorted(_printed(figure)))


def _with_the_same_digits(figures: list[Figure]) -> set[tuple[str, ...]]:
    """Units and digits that several different figures have: one may be a slip of the other."""
    values: dict[tuple[str, ...], set[str]] = {}
    for figure in figures:
        if figure.quantity.value >= 10:
            values.setdefault(_digits(figure), set()).add(_printed(figure))
    return {key for key, printed in values.items() if len(printed) > 1}


def _meets(one: Span, two: Span) -> bool:
    return one.section == two.section and one.start < two.end and two.start < one.end


def _same_figure(one: _Told, two: _Told) -> bool:
    """Whether two figures count one matter by their wording: the same, or one the end of the other."""
    if one.figure.quantity.unit != two.figure.quantity.unit or not (one.words and two.words):
        return False
    short, long = sorted((one.words, two.words), key=len)
    return one.words == two.words or (len(short) >= 5 and long.endswith(short))


def _slipped(one: _Told, two: _Told) -> bool:
    """Whether two digits changed places between figures of one medium, or of one matter."""
    first, second = one.figure.quantity, two.figure.quantity
    if first.unit != second.unit or not swapped(_printed(one.figure), _printed(two.figure)):
        return False
    if one.media and two.media:
        return bool(one.media & two.media)
    return bool(one.matters & two.matters)


def _printed(figure: Figure) -> str:
    text = figure.clause.text[figure.quantity.start : figure.quantity.end]
    return re.sub(r"[^\d]", "", text)


def _told(entry: ParsedSentence, figure: Figure, slip: bool) -> _Told | None:
    """What a figure counts; None where it is of a part, or of another time."""
    quantity, clause = figure.quantity, figure.clause
    words = _words(figure) or ""
    if not (words or slip):
        return None
    before = entry.folded.text[: quantity.start]
    if _OTHER.search(before):
        return None
    media = matters = frozenset[str]()
    listed = clause.mark == "、" and re.search(r"\d[万亿]?[一-鿿]$", before[: clause.start - 1])
    # an item of a list, or a part, is no figure of its own
    if slip and not listed and not _PART.search(clause.words):
        own = _named(_MEDIA, clause.words)
        media = own or _named(_MEDIA, before + clause.text[quantity.end : clause.end])
        matters = _named(_MATTERS, clause.words)
    if not (words or media or matters):
        return None
    return _Told(_span(entry, figure), figure, words, media, matters)


def _named(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(match.lastgroup or "" for match in pattern.finditer(text))


def _span(entry: ParsedSentence, figure: Figure) -> Span:
    return entry.span(figure.clause.start, figure.quantity.end)


def _words(figure: Figure) -> str | None:
    """What a figure counts, in words that can be compared; None where they are too few to be sure."""
    quantity, clause = figure.quantity, figure.clause
    if len(clause.quantities) > 1 or clause.mark == "、":
        return None
    years = re.findall(r"20\d\d年", clause.words)
    lead = _MASKED.sub("", clause.text[clause.start : quantity.start])
    tail = clause.text[quantity.end : clause.end]
    if tail or len(lead) < 5 or len(set(years)) > 1:
        return None
    if not re.search(
        r"公开|发布|办理|答复|制发|开展|举办|召开|组织|受理|收到|解读|回应|印发", lead
    ):
        return None
    return lead

"""N201, N202, N205: parts and shares in the narrative that do not agree, and figures left out."""

from collections.abc import Iterator
from decimal import Decimal

from review.checking import Example, Silence, check
from review.claims.blanks import gaps, left_out, may_leave_out
from review.claims.figures import (
    Figure,
    Parts,
    figures_of,
    wrong_shares,
)
from review.claims.parts import disagreeing_parts
from review.claims.parts_after import parts_of_last_sentence
from review.claims.reading import ParsedSentence
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity
from review.model import Span
from review.zh.folding import fold, fold_with_map

_BASIS = "同一报告、同一统计口径的数字应当一致（国办公开办函〔2021〕30号：内容准确）"


def _plain(value: object) -> str:
    number = Decimal(str(value))
    return str(int(number)) if number == number.to_integral_value() else format(number, "f")


def _span(entry: ParsedSentence, first: Figure, last: Figure) -> Span:
    return entry.span(first.quantity.start, last.quantity.end)


@check(
    code="N201",
    name="parts_do_not_add_up",
    title="分项与合计不符",
    severity=Severity.MUST,
    finds="正文“共……其中……”的分项之和与合计不符，分项大于合计，或单位量级写错",
    basis=_BASIS,
    advice="核对各分项和合计，改正写错的一个。",
    bad=(
        Example(
            "共444条，分项之和454条",
            sections={
                "overview": "2023年共主动公开信息444条，分别为动态类118条、通知类304条、政策类32条。"
            },
        ),
        Example(
            "分项大于合计",
            sections={"overview": "2023年共主动公开信息200条，其中政策类250条。"},
        ),
    ),
    good=(
        Example(
            "“其中”只列一部分",
            sections={"overview": "2023年共主动公开信息444条，其中动态类118条、通知类294条。"},
        ),
        Example(
            "网站和公众号可能重复",
            sections={"overview": "2023年共主动公开信息444条，其中网站400条、公众号300条。"},
        ),
    ),
    silences=(Silence("N202", "words"), Silence("N203", "words")),
)
def parts_do_not_add_up(facts: Facts) -> Iterator[Finding]:
    known = _contradicted(facts)
    for entry in facts.parsed:
        figures = figures_of(entry.clauses, entry.trusted)
        for found in disagreeing_parts(figures):
            span = _span(entry, found.whole, found.parts[-1])
            if any(_meets(span, other) for other in known):
                continue
            yield parts_do_not_add_up.finding(_message(found), evidence=[span])
    for whole, parts, found in parts_of_last_sentence(facts.parsed):
        if not any(_meets(span, other) for span in (whole, parts) for other in known):
            yield parts_do_not_add_up.finding(_message(found), evidence=[whole, parts])


def _message(found: Parts) -> str:
    unit = found.whole.quantity.unit
    whole = found.whole.clause.text[found.whole.quantity.start : found.whole.quantity.end]
    numbers = [_plain(p.quantity.value) for p in found.parts]
    if found.unit_slip:
        return (
            f"合计写作“{whole}”，各分项{'+'.join(numbers)}="
            f"{_plain(sum(Decimal(n) for n in numbers))}{unit}，疑为单位写错（多写“万”或“亿”）。"
        )
    if len(found.parts) == 1:
        part = found.parts[0]
        words = part.clause.text[part.quantity.start : part.quantity.end]
        return f"合计为“{whole}”，其中一项却有“{words}”，分项大于合计。"
    total = _plain(sum(Decimal(n) for n in numbers))
    return f"合计为“{whole}”，各分项{'+'.join(numbers)}={total}{unit}，{'多于' if found.more else '少于'}合计。"


def _contradicted(facts: Facts) -> list[Span]:
    """Where the narrative already contradicts the tables: one cause, one finding."""
    return [
        Span(c.claim.section, c.claim.start, c.claim.end, c.claim.quote)
        for c in facts.claims
        if c.claim.verdict == "contradicted" and c.claim.kind in ("count", "zero", "all")
    ]


def _meets(one: Span, two: Span) -> bool:
    return one.section == two.section and one.start < two.end and two.start < one.end


@check(
    code="N202",
    name="share_wrong",
    title="占比与数字不符",
    severity=Severity.SHOULD,
    finds="百分比按正文或表格中的数字算不出来",
    basis=_BASIS,
    advice="按分项和合计重新计算百分比。",
    bad=(
        Example(
            "39件占47件的73%",
            sections={
                "overview": "（二）依申请公开。2023年，办理网民留言47件，其中建议类39件，占73%。"
            },
        ),
    ),
    good=(
        Example(
            "39件占47件的83%",
            sections={
                "overview": "（二）依申请公开。2023年，办理网民留言47件，其中建议类39件，占83%。"
            },
        ),
    ),
)
def share_wrong(facts: Facts) -> Iterator[Finding]:
    known = _contradicted(facts)
    told: list[Span] = []
    cells = facts.cells
    for read in facts.claims:
        claim = read.claim
        if claim.kind != "share" or claim.verdict != "contradicted":
            continue
        span = Span(claim.section, claim.start, claim.end, claim.quote)
        if any(_near(span, other) for other in known):
            continue
        told.append(span)
        keys = dict.fromkeys((*claim.cells, *claim.base))
        evidence: list[Evidence] = [
            span,
            *(CellEvidence(k, cells[k].raw) for k in keys if k in cells),
        ]
        some = sum((Decimal(facts.values.get(k) or 0) for k in claim.cells), Decimal(0))
        of = sum((Decimal(facts.values.get(k) or 0) for k in claim.base), Decimal(0))
        share = f"{some / of * 100:.2f}%" if of else "无法计算"
        yield share_wrong.finding(
            f"正文：“{claim.quote}”；{facts.sum_in_words(claim.cells)}，"
            f"{facts.sum_in_words(claim.base, brief=True)}，应为{share}。",
            evidence=evidence,
        )
    for entry in facts.parsed:
        figures = figures_of(entry.clauses, entry.trusted)
        for wrong in wrong_shares(figures):
            span = _span(entry, wrong.part, wrong.percent)
            if any(_meets(span, other) for other in (*told, *known)) or _agrees(facts, span):
                continue
            part, whole = wrong.part.quantity.value, wrong.wholes[0].quantity.value
            exact = Decimal(part) * 100 / Decimal(whole)
            yield share_wrong.finding(
                f"正文：“{span.quote}”；按{_plain(part)}÷{_plain(whole)}计算应为{exact:.2f}%。",
                evidence=[span],
            )


def _near(one: Span, two: Span) -> bool:
    return one.section == two.section and one.start <= two.end + 24 and two.start <= one.end + 24


def _agrees(facts: Facts, span: Span) -> bool:
    """Whether a share there follows from the tables."""
    return any(
        c.claim.kind == "share"
        and c.claim.verdict == "consistent"
        and c.claim.section == span.section
        and c.claim.start < span.end
        and span.start < c.claim.end
        for c in facts.claims
    )


@check(
    code="N205",
    name="figure_left_out",
    title="漏填数字",
    severity=Severity.SHOULD,
    finds="“共主动公开条”“XX件”等处应有数字而没有",
    basis="国办公开办函〔2021〕30号（内容准确、全面）",
    advice="补上数字。",
    bad=(
        Example(
            "共主动公开政府信息条",
            sections={"overview": "2023年，共主动公开政府信息条，其中政策类12条。"},
        ),
    ),
    good=(
        Example(
            "数字俱在", sections={"overview": "2023年，共主动公开政府信息376条，其中政策类12条。"}
        ),
    ),
)
def figure_left_out(facts: Facts) -> Iterator[Finding]:
    for sentence in facts.sentences:
        blanks = list(gaps(sentence.text))
        for first, last in blanks:
            span = facts.span(sentence.section, sentence.start + first, sentence.start + last)
            yield figure_left_out.finding(f"“{fold(span.quote)}”处没有写数字。", evidence=[span])
        if sentence.section == "end" or not may_leave_out(sentence.text):
            continue
        folded = fold_with_map(sentence.text)
        for start, end in left_out(folded.text):
            first, last = folded.source_span(start, end)
            if any(first < b and a < last for a, b in blanks):
                continue
            span = facts.span(sentence.section, sentence.start + first, sentence.start + last)
            yield figure_left_out.finding(f"“{fold(span.quote)}”处没有写数字。", evidence=[span])

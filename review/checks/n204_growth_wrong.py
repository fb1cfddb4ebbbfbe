"""N204: growth that does not follow from this and last year's figures, or whose directions conflict."""

import re
from collections.abc import Iterator
from decimal import Decimal

from review.checking import Example, check
from review.claims.changes import wrong_changes
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity
from review.model import Span
from review.zh.folding import fold

# 较上年增加3件,同比下降20%: of one quantity in one breath
_CONFLICT = re.compile(
    r"(?P<first>增加|增长|上升|增多|减少|下降|降低)(?:了|约|近)?\d[\d,.]*(?:件|条|次|份|个|篇|宗)[,、(]?"
    r"(?:同比|较上年|比上年|较去年|比去年|与上年相比)?(?P<second>增加|增长|上升|增幅|减少|下降|降低|降幅)(?:了|约|近|为|达)?\d[\d.]*%"
)
_UP = ("增加", "增长", "上升", "增多", "增幅")


@check(
    code="N204",
    name="growth_wrong",
    title="增减与数字不符",
    severity=Severity.SHOULD,
    finds="同比的幅度按本年和上年的数字算不出来，或方向与数字相反",
    basis="同一报告、同一统计口径的数字应当一致（国办公开办函〔2021〕30号：内容准确）",
    advice="按本年和上年的数字重新计算。",
    bad=(
        Example(
            "先说增加，后说下降",
            sections={
                "overview": "（一）主动公开。主动公开信息376条，较上年增加20条，同比下降5.6%。"
            },
        ),
    ),
    good=(
        Example(
            "增加与增长一致",
            sections={
                "overview": "（一）主动公开。主动公开信息376条，较上年增加20条，同比增长5.6%。"
            },
        ),
    ),
)
def growth_wrong(facts: Facts) -> Iterator[Finding]:
    told: list[Span] = []
    cells, before = facts.cells, facts.last_year_values or {}
    wrong = [
        Span(c.claim.section, c.claim.start, c.claim.end, c.claim.quote)
        for c in facts.claims
        if c.claim.verdict == "contradicted" and c.claim.kind != "growth"
    ]
    for read in facts.claims:
        claim = read.claim
        if claim.kind != "growth" or claim.verdict != "contradicted":
            continue
        span = Span(claim.section, claim.start, claim.end, claim.quote)
        # a wrong figure does not also fire for its growth
        if any(o.section == span.section and o.end <= span.end <= o.end + 60 for o in wrong):
            continue
        if any(o.section == span.section and abs(o.start - span.start) < 40 for o in told):
            continue
        told.append(span)
        now = sum(Decimal(facts.values.get(k) or 0) for k in claim.cells)
        last = sum(Decimal(before.get(k) or 0) for k in claim.cells)
        change = now - last
        rate = f"，变化{change / last * 100:+.2f}%" if last else ""
        evidence: list[Evidence] = [
            span,
            *(CellEvidence(k, cells[k].raw) for k in claim.cells if k in cells),
        ]
        if last_year := facts.before:
            for key in (k for k in claim.cells if k in last_year.cells):
                evidence.append(last_year.elsewhere(CellEvidence(key, last_year.cells[key].raw)))
        yield growth_wrong.finding(
            f"正文：“{claim.quote}”；本年{now}，上年报告{last}，增减{change:+}{rate}。",
            evidence=evidence,
        )
    for entry in facts.parsed:
        for changed in wrong_changes(entry.folded.text):
            span = entry.span(changed.start, changed.end)
            if any(o.section == span.section and abs(o.end - span.end) < 40 for o in told):
                continue
            if any(o.section == span.section and o.start < span.end < o.end + 60 for o in wrong):
                continue
            told.append(span)
            change = changed.now - changed.before
            rate = f"{change / changed.before * 100:+.2f}%" if changed.percent else f"{change:+f}"
            yield growth_wrong.finding(
                f"正文：“{fold(span.quote)}”；按{changed.before:f}和{changed.now:f}计算应为{rate}。",
                evidence=[span],
            )
        for match in _CONFLICT.finditer(entry.folded.text):
            if (match["first"] in _UP) == (match["second"] in _UP):
                continue
            span = entry.span(*match.span())
            if any(o.section == span.section and abs(o.start - span.start) < 40 for o in told):
                continue
            yield growth_wrong.finding(
                f"正文：“{fold(span.quote)}”，增减方向前后相反。", evidence=[span]
            )

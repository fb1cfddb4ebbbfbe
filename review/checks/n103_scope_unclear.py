"""N103: a figure that fits no cell, perhaps because it speaks of something else, and a reader would wonder.

复议诉讼案件备案134件 beside 170 in the table. Filing of documents (文件备案) is none.
"""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.claims.cells import PROCEEDINGS
from review.claims.quantities import CASE_UNITS
from review.claims.reading import ParsedSentence
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity
from review.model import Span

_FILED = re.compile(r"备案")
_NEAR = 12
_HELPED = re.compile("同期|指导|督促|协助|统筹|会办|协调|汇总|转办|督办")


@check(
    code="N103",
    name="scope_unclear",
    title="数字的统计口径不明",
    severity=Severity.ASK,
    finds="正文中行政复议、行政诉讼的备案件数与第四部分表格不同，可能是另一口径",
    basis="同一报告、同一统计口径的数字应当一致（国办公开办函〔2021〕30号：内容准确）",
    advice="如口径不同，请在正文中写明；如口径相同，请核对后统一。",
    bad=(
        Example(
            "正文“备案行政复议案件134件”，表格行政复议总计1件",
            sections={
                "overview": "（二）依申请公开。收到政府信息公开申请2件，均按时答复。"
                "全年备案政府信息公开领域行政复议案件134件。"
            },
        ),
    ),
    good=(
        Example(
            "文件备案不是案件",
            sections={"overview": "（三）政府信息管理。全年报送规范性文件备案12件。"},
        ),
    ),
)
def scope_unclear(facts: Facts) -> Iterator[Finding]:
    if not any(key.startswith("proceedings.") for key in facts.values):
        raise NotApplicable("第四部分表格未能读取，无法与正文对照")
    for entry in facts.parsed:
        if _FILED.search(entry.folded.text):
            yield from _filed_cases(facts, entry)
    if "requests.received.total" in facts.cells:
        yield from _region_in_a_department(facts)


def _region_in_a_department(facts: Facts) -> Iterator[Finding]:
    """全市收到申请128件 in a department's report whose table says otherwise."""
    if facts.report.agency.kind not in ("department", "vertical", "office"):
        return
    wanted = "requests.received.total"
    for read in facts.claims:
        claim, statement = read.claim, read.statement
        if not statement.other_scope or statement.of != "this" or claim.verdict != "unverifiable":
            continue
        told = statement.readings[0]
        decided = len(told) == 1 and told[0].endswith(".decisions") and told[0] in facts.cells
        if not statement.quantity or not (
            decided or (statement.total and (wanted,) in statement.readings)
        ):
            continue
        cell = told[0] if decided else wanted
        span = Span(claim.section, claim.start, claim.end, claim.quote)
        around = facts.report.section(claim.section).text[max(0, claim.start - 24) : claim.start]
        if any(
            c.claim.verdict == "consistent"
            and (
                c.claim.sentence == claim.sentence
                or (c.claim.cells == (cell,) and c.statement.of == "this")
            )
            for c in facts.claims
        ):
            continue  # the body's own figure stands beside it
        behind = facts.report.section(claim.section).text[claim.end : claim.end + 16]
        if "含" in behind:
            continue
        if _HELPED.search(around):
            continue  # what others received, and this body looked after
        if not re.search("[全两]|系统|各级", around) or re.search(
            "去年|上年|20\\d\\d", around[-8:].replace(str(facts.report.year), "")
        ):
            continue
        yield scope_unclear.finding(
            f"正文：“{span.quote}”，似为全市（全系统）口径；{facts.sum_in_words((cell,))}，请核实是否应以本机关为准。",
            evidence=[span, CellEvidence(cell, facts.cells[cell].raw)],
        )
        return


def _filed_cases(facts: Facts, entry: ParsedSentence) -> Iterator[Finding]:
    text = entry.folded.text
    evidence: list[Evidence] = []
    parts: list[str] = []
    cells = facts.cells
    for phrase in entry.phrases:
        if phrase.family != "noun" or phrase.name not in PROCEEDINGS:
            continue
        near = (q for q in entry.quantities if 0 <= q.start - phrase.end <= _NEAR)
        figure = next((q for q in near if q.unit in CASE_UNITS), None)
        if figure is None or not figure.value or "," in text[phrase.end : figure.start]:
            continue
        keys = tuple(f"{group}.total" for group in PROCEEDINGS[phrase.name])
        values = [facts.values.get(key) for key in keys]
        if None in values or sum(value or 0 for value in values) == figure.value:
            continue
        span = entry.span(phrase.start, figure.end)
        evidence += [span, *(CellEvidence(key, cells[key].raw) for key in keys)]
        parts.append(f"“{span.quote}”，{facts.sum_in_words(keys, brief=bool(parts))}")
    if parts:
        yield scope_unclear.finding(
            f"正文备案的案件数与表格不同，可能口径不一：{'；'.join(parts)}。", evidence=evidence
        )

"""Y102: 现行有效 is not last year's stock plus what was issued, less what was repealed."""

from collections.abc import Iterator

from review.checking import Example, Silence, check, last_year_of
from review.continuity import Step, clearing, explanation, stocks
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity

_ISSUED_TWO = {
    "proactive.normative_documents.issued": "2",
    "proactive.normative_documents.in_force": "8",
}
_SIX = Example("", cells={"proactive.normative_documents.in_force": "6"})


@check(
    code="Y102",
    name="stock_does_not_roll",
    title="现行有效件数与上年衔接不上",
    severity=Severity.SHOULD,
    finds="现行有效件数不等于上年报告的现行有效加本年制发减本年废止，报告又没有说明；"
    "正文说到清理、机构改革的请核实",
    basis="国办公开办函〔2021〕30号（现行有效件数为年末存量）",
    advice="会同司法行政部门核对三项件数；因清理、划转、口径调整而不同的，在表格后说明。",
    bad=(
        Example(
            "上年现行有效6件，本年制发1件，现行有效仍填6件",
            last_year=_SIX,
        ),
    ),
    good=(
        Example(
            "上年现行有效6件，本年制发2件，现行有效8件",
            cells=_ISSUED_TWO,
            last_year=_SIX,
        ),
        Example(
            "表格后说明了清理结果",
            sections={
                "proactive": "因本年度对行政规范性文件开展清理，现行有效件数按清理结果作了调整，以本报告为准。"
            },
            last_year=_SIX,
        ),
    ),
    silences=(Silence("T302", "cells"),),
)
def stock_does_not_roll(facts: Facts) -> Iterator[Finding]:
    before = last_year_of(facts)
    steps = [step for step in stocks(facts, before) if not step.wrong_before]
    if not steps or explanation(facts, "proactive"):
        return
    cleared = clearing(facts)
    for step in steps:
        doubt = step.doubt
        if cleared and not doubt:
            doubt = "正文说到文件的清理、失效或调整"
        evidence = [*_own(facts, step), before.elsewhere(_cell(before, step.before.key))]
        if cleared:
            evidence.append(facts.sentence_span(cleared))
        yield stock_does_not_roll.finding(
            _message(facts, before, step, doubt),
            evidence=evidence,
            subject="proactive",
            severity=Severity.ASK if doubt else Severity.SHOULD,
        )


def _own(facts: Facts, step: Step) -> list[Evidence]:
    row = step.now.key.rpartition(".")[0]
    return [_cell(facts, f"{row}.{name}") for name in ("in_force", "issued", "repealed")]


def _cell(facts: Facts, key: str) -> CellEvidence:
    return CellEvidence(key, facts.cells[key].raw)


def _message(facts: Facts, before: Facts, step: Step, doubt: str) -> str:
    row = step.now.key.rpartition(".")[0]
    issued, repealed = (facts.values.get(f"{row}.{name}") or 0 for name in ("issued", "repealed"))
    same = "，与上年相同" if step.now.value == step.before.value else ""
    message = (
        f"第二部分表格“{facts.row_name(step.now.key)}”：{before.report.year}年度报告现行有效{step.before.value}件，"
        f"加本年制发{issued}件、减本年废止{repealed}件为{step.expected}件，"
        f"本年现行有效填{step.now.value}件{same}"
    )
    return message + (f"；{doubt}，请核实。" if doubt else "，报告没有说明原因。")

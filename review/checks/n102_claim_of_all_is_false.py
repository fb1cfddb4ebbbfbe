"""N102: 均维持, 均予以公开, 全部办结 … contradicted by the cells in every reading.

按时办结率100% speaks of time and is no claim (review.claims.statements).
"""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity
from review.model import Span


@check(
    code="N102",
    name="claim_of_all_is_false",
    title="“均”“全部”与表格不符",
    severity=Severity.MUST,
    finds="正文称“均维持”“均予以公开”“全部办结”等，表格中却有别的结果或结转",
    basis="同一报告、同一统计口径的数字应当一致（国办公开办函〔2021〕30号：内容准确）",
    advice="核对办理台账，改正正文的表述或表格的数字。",
    bad=(
        Example(
            "正文“均予以公开”，表格不予公开1件",
            sections={
                "overview": "（二）依申请公开。2023年，共收到政府信息公开申请2件，均予以公开。"
            },
        ),
    ),
    good=(
        Example(
            "“均在法定期限内答复”说的是时限",
            sections={
                "overview": "（二）依申请公开。2023年，共收到政府信息公开申请2件，均在法定期限内答复。"
            },
        ),
    ),
)
def claim_of_all_is_false(facts: Facts) -> Iterator[Finding]:
    if not facts.values:
        raise NotApplicable("三张表格都未能读取，无法与正文对照")
    explained = facts.explained_cells
    cells = facts.cells
    for read in facts.claims:
        claim, statement = read.claim, read.statement
        if claim.kind != "all" or claim.verdict != "contradicted":
            continue
        keys = [k for r in (*statement.readings, *statement.whole) for k in r]
        if any(k in explained for k in keys):
            continue
        evidence: list[Evidence] = [Span(claim.section, claim.start, claim.end, claim.quote)]
        evidence += [CellEvidence(k, cells[k].raw) for k in dict.fromkeys(keys) if k in cells]
        whole = facts.sum_in_words(statement.whole[0], brief=True)
        yield claim_of_all_is_false.finding(
            f"正文：“{claim.quote}”；{facts.sum_in_words(claim.cells)}，{whole}，两者不等。",
            evidence=evidence,
        )

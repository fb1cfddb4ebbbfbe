"""N101: a figure, or a "none", in the narrative contradicts the cells it speaks of, in every reading.

Another scope (全市 against 本机关) or another year is never held against the tables.
"""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.claims.reading import ReadClaim
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity
from review.model import Span


@check(
    code="N101",
    name="claim_differs_from_cell",
    title="正文数字与表格不一致",
    severity=Severity.MUST,
    finds="正文中的件数、“未收到”“未发生”等与表格中相应的格子不一致（各种理解都不成立时才报）",
    basis="同一报告、同一统计口径的数字应当一致（国办公开办函〔2021〕30号：内容准确）",
    advice="核对办理台账，统一正文与表格的数字。",
    bad=(
        Example(
            "正文“收到政府信息公开申请3件”，表格新收2件、无结转",
            sections={
                "overview": "（二）依申请公开。2023年，共收到政府信息公开申请3件，均按时答复。"
            },
        ),
        Example(
            "正文“未收到政府信息公开申请”，表格新收2件",
            sections={"overview": "（二）依申请公开。全年未收到政府信息公开申请。"},
        ),
    ),
    good=(
        Example(
            "正文与表格一致",
            sections={
                "overview": "（二）依申请公开。2023年，共收到政府信息公开申请2件，均按时答复。"
            },
        ),
        Example(
            "网站发布信息的条数不是申请件数",
            sections={"overview": "2023年，通过政府网站主动公开信息376条，办理网民留言47件。"},
        ),
    ),
)
def claim_differs_from_cell(facts: Facts) -> Iterator[Finding]:
    claims = [c for c in facts.claims if c.claim.kind in ("count", "zero")]
    if not facts.values:
        raise NotApplicable("三张表格都未能读取，无法与正文对照")
    explained = facts.explained_cells
    for read in claims:
        if read.claim.verdict != "contradicted":
            continue
        if any(cell in explained for reading in read.statement.readings for cell in reading):
            # the table itself does not add up there: that finding says whether the narrative agrees
            continue
        yield _finding(facts, read)


def _finding(facts: Facts, read: ReadClaim) -> Finding:
    claim = read.claim
    evidence: list[Evidence] = [Span(claim.section, claim.start, claim.end, claim.quote)]
    cells = facts.cells
    evidence += [CellEvidence(k, cells[k].raw) for k in claim.cells if k in cells]
    others = [r for r in read.statement.readings if r != claim.cells]
    message = f"正文：“{claim.quote}”；{facts.sum_in_words(claim.cells)}"
    if others:
        message += (
            "（" + "，".join(facts.sum_in_words(r, brief=True) for r in others) + "，也不相符）"
        )
    return claim_differs_from_cell.finding(message + "。", evidence=evidence)

"""R203: nothing on 人大代表建议、政协提案 anywhere in the report; who must report is the profile's."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.zh.folding import fold

_PROPOSALS = re.compile(
    r"建议.{0,12}提案|提案.{0,12}建议|代表(?:的)?建议|政协.{0,8}提案|委员.{0,6}提案|[件条个]提案|提案办理|建议办理|人大.{0,10}建议|议案"
)


@check(
    code="R203",
    name="proposals_not_reported",
    title="未报告建议提案办理情况",
    severity=Severity.SHOULD,
    finds="全文没有人大代表建议、政协提案办理结果公开情况（按评审方案，乡镇街道等不要求）",
    basis="国办公开办函〔2021〕30号；国办发〔2014〕46号（常规）",
    advice="补充人大代表建议和政协提案的办理件数及结果公开情况；没有承办的也请写明。",
    bad=(
        Example(
            "全文没有提到建议提案",
            sections={"other": "本年度未收取信息处理费。无其他需要报告的事项。"},
        ),
    ),
    good=(
        Example(
            "第六部分写明建议提案办理情况",
            sections={
                "other": "本年度未收取信息处理费。承办人大代表建议2件、政协提案1件，均已公开。"
            },
        ),
    ),
)
def proposals_not_reported(facts: Facts) -> Iterator[Finding]:
    kind = facts.report.agency.kind
    if kind not in facts.profile.proposals_required:
        raise NotApplicable("按评审方案，此类机关不要求报告建议提案办理情况")
    if any(_PROPOSALS.search(fold(section.text)) for section in facts.report.sections):
        return
    yield proposals_not_reported.finding(
        "全文没有人大代表建议、政协提案办理结果公开的情况。", subject="other"
    )

"""R201: no statement on 信息处理费 anywhere (行政事业性收费 is another thing)."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.zh.folding import fold

_FEE = re.compile(
    r"处理费|信处费|收费通知|国办函〔2020〕109号|(?:政府信息|信息公开).{0,20}(?:收费|费用)|(?:依申请|申请).{0,24}(?:收费|费用|免费)|"
    r"(?:收取|产生|发生|减免|收费).{0,12}(?:检索|复制|邮寄|处理).{0,4}费|(?:未|没有|无|不)(?:向.{0,36})?(?:收取|收费|产生).{0,10}费|"
    r"(?:无|没有|未)收费|收费(?:情况)?(?:为|均为)?(?:零|0|无)"
)
_OTHER_FEE = re.compile(r"行政事业性收费|收费(?:项目|标准|清单|目录)|涉企收费")
_FROM = 2021


@check(
    code="R201",
    name="fee_not_reported",
    title="未报告信息处理费",
    severity=Severity.MUST,
    finds="全文没有关于政府信息公开信息处理费收取情况的说明（2021年度起）",
    basis="国办函〔2020〕109号；国办公开办函〔2021〕30号（其他需要报告的事项）",
    advice="在第六部分写明发出收费通知的件数、总金额和实际收取的总金额；没有发生的写明均为0。",
    bad=(
        Example(
            "第六部分没有提到信息处理费",
            sections={"other": "本年度办理人大代表建议2件、政协提案1件，结果均已公开。"},
        ),
    ),
    good=(
        Example(
            "写明“本年度未收取信息处理费”",
            sections={"other": "本年度未发出收费通知，未收取信息处理费。办理人大代表建议2件。"},
        ),
    ),
)
def fee_not_reported(facts: Facts) -> Iterator[Finding]:
    report = facts.report
    if report.year is not None and report.year < _FROM:
        raise NotApplicable("信息处理费自2021年1月1日起施行")
    for section in report.sections:
        for line in re.split(r"[。；\n]", section.text):
            text = fold(line)
            if _FEE.search(_OTHER_FEE.sub("", text)):
                return
    evidence = [facts.sentence_span(s) for s in facts.sentences_of("other")[:1]]
    yield fee_not_reported.finding(
        "全文没有说明信息处理费的收取情况（收费通知件数、总金额、实际收取金额）。",
        evidence=evidence,
        subject="other",
    )

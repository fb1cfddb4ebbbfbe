"""R204: a government's report without the results of 工作考核, 社会评议 and 责任追究 (Article 50)."""

import re
from collections.abc import Iterator, Sequence

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.zh.folding import fold

_GOVERNMENTS = frozenset(
    {"province", "city", "county", "town", "street"}
)  # a street is a branch of one
_LONGEST = 600  # of a sentence without an end; more is not read
# what is named, and what makes it a result and no mere rule
_RESULTS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "工作考核",
        re.compile(r"考核|考评|绩效"),
        re.compile(
            r"结果|得分|等次|排名|优秀|良好|合格|通报|[纳列]入|占[^,。;]{0,8}分|\d|完成|开展|实施|已|扣|表扬|奖励|挂钩"
        ),
    ),
    (
        "社会评议",
        re.compile(r"评议|满意度|第三方[^,。;]{0,6}(?:评估|测评)|(?:公众|群众|社会)评价|问卷|打分"),
        re.compile(r"结果|\d|满意|良好|较好|开展|收到|收回|邀请|组织|委托|评价|未发生|没有"),
    ),
    (
        "责任追究",
        re.compile(r"追究|追责|问责"),
        re.compile(
            r"(?<![对凡因])(?:未|没有?|无|零|不存在|(?<!\d)0)[^。;]{0,26}(?:追究|追责|问责)|(?:追究|追责|问责)[^。;]{0,22}(?:(?<!\d)0|零|无|没有|未发生|未出现|不存在|\d{1,6}[人起件次名])"
        ),
    ),
)


@check(
    code="R204",
    name="appraisal_not_reported",
    title="未报告考核评议追责结果",
    severity=Severity.SHOULD,
    finds="各级人民政府的报告没有写明工作考核、社会评议、责任追究的结果（机关类型不明的为请核实）",
    basis="《政府信息公开条例》第四十六条、第五十条第一款第（四）项",
    advice="在监督保障中写明工作考核、社会评议的结果和责任追究情况；没有追究的写明未发生。",
    bad=(Example("县政府的报告没有提到社会评议", edits=(("清和县商务局", "清和县人民政府"),)),),
    good=(
        Example(
            "三项结果都写到",
            edits=(
                ("清和县商务局", "清和县人民政府"),
                (
                    "当年没有需要追究责任的情形。",
                    "公开工作占年度考核2分，考核结果已通报；社会评议收回问卷300份，满意率92%；"
                    "当年没有需要追究责任的情形。",
                ),
            ),
        ),
        Example("部门的报告不作要求"),
    ),
)
def appraisal_not_reported(facts: Facts) -> Iterator[Finding]:
    kind = facts.report.agency.kind
    if kind not in _GOVERNMENTS | {"unknown"}:
        raise NotApplicable("这一项只要求各级人民政府报告")
    texts = [fold(s.text[:_LONGEST]) for s in facts.sentences if s.role != "heading"]
    silent, rules_only = _missing(texts)
    if not silent and not rules_only:
        return
    said = [f"没有提到{'、'.join(silent)}"] if silent else []
    if rules_only:
        said.append(f"{'、'.join(rules_only)}只写了制度或要求，没有写结果")
    yield appraisal_not_reported.finding(
        f"政府的年度报告应写明工作考核、社会评议和责任追究的结果：{'；'.join(said)}。",
        severity=Severity.ASK if kind == "unknown" else None,
        subject="overview",
    )


def _missing(texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """What is not named at all, and what is named without a result."""
    silent, rules_only = [], []
    for name, named, result in _RESULTS:
        speaking = [text for text in texts if named.search(text)]
        if not speaking:
            silent.append(name)
        elif not any(result.search(text) for text in speaking):
            rules_only.append(name)
    return silent, rules_only

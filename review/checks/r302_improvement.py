"""R302: part 五 names no measure. R303: not a word on what became of last year's problems."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.quality.openings import falls_short, last_year_words
from review.quality.part_five import Statement
from review.zh.folding import fold

# a plan or an improvement, in whatever words: where one stands, nobody says that there is no measure
_PLANNED = re.compile(
    r"下一?步|今后|下阶段|接下来|未来|明年|新的一年|改进措施|整改措施|(?:^|[,。;局委办镇乡县市区们])将(?!.{0,6}(?:于|在)\d)|拟于|计划(?:于|在|用)|(?:要|须)求?(?:进一步|切实|继续)"
)
_THIS_YEARS = re.compile(
    r"(?:针对|对于|围绕|就|对)(?:上述|以上|这些|存在的?|发现的?)[^,。;]{0,6}(?:问题|不足)"
)
_LONGEST = 600  # of a sentence without an end; more is not read
_RAISED = re.compile(r"[^。;,]{0,18}(?:问题|不足|整改|短板|薄弱)")
_SETTLED = re.compile(
    r"(?:问题|不足|短板)[^。;]{0,20}(?:已|均得|全部(?:整改|解决|完成)|得到(?:有效)?(?:整改|解决|改进))|(?:问题)?整改(?:落实)?情况|的整改|整改后|立行立改|"
    r"已(?:完成)?整改|(?:已|均|全部)[^,。;]{0,10}整改(?:到位|完成|完毕)"
)


@check(
    code="R302",
    name="no_measure_named",
    title="没有写明改进措施",
    severity=Severity.MUST,
    finds="第五部分没有一句写出改进措施或改进情况（上年问题的整改不在此列）",
    basis="《政府信息公开条例》第五十条第一款第（四）项",
    advice="针对存在的问题逐条写明改进措施：由谁、何时前、做什么。",
    bad=(
        Example(
            "只有问题",
            sections={
                "problems": "主要问题是部分取水许可结果晚于规定期限公示；历年水价文件没有归入文件库。"
            },
        ),
        Example(
            "写了上年问题的整改，没有本年的措施",
            sections={
                "problems": "上年报告指出的栏目链接失效问题已全部修复。\n"
                "2023年的问题：商贸企业名录只更新到2021年。"
            },
        ),
    ),
    good=(
        Example("问题之后写出措施"),
        Example(
            "当年已经改进",
            sections={
                "problems": "群众反映补贴申报清单不全。针对上述问题，我局已于10月补全清单并公布。"
            },
        ),
    ),
)
def no_measure_named(facts: Facts) -> Iterator[Finding]:
    section = facts.report.section("problems")
    if not section.present:
        raise NotApplicable("没有找到第五部分")
    read = facts.part_five
    told = [s for s in read.statements if s.kind not in ("rectification", "none")]
    if not read.statements or read.measures:
        return
    rest = [s for s in read.statements if s.kind != "rectification"]
    if any(map(_may_be_a_measure, rest)):
        return
    evidence = [facts.span("problems", s.start, s.end) for s in told[:2]]
    yield no_measure_named.finding(
        f"“{section.heading}”没有写出改进措施。", evidence=evidence, subject="problems"
    )


def _may_be_a_measure(statement: Statement) -> bool:
    if _PLANNED.search(statement.said):
        return True
    if statement.kind == "problem" and (statement.opened or falls_short(statement.said)):
        return False
    return statement.sentence.role == "measure"


@check(
    code="R303",
    name="rectification_missing",
    title="没有交代上年问题的整改",
    severity=Severity.SHOULD,
    finds="全文没有一句说到上一年度的问题后来怎样了",
    basis="《政府信息公开条例》第五十条第一款第（四）项（改进情况，常规）",
    advice="对照上年报告写明的问题，逐条说明整改情况；没有完成的说明原因。",
    bad=(
        Example(
            "只写本年的问题和措施",
            sections={
                "problems": "2023年存在的主要问题：企业扶持政策的解读晚于文件发布十天以上。\n"
                "改进措施：2024年起政策解读与文件同步发布。"
            },
        ),
    ),
    good=(Example("先写上年问题的整改情况"),),
)
def rectification_missing(facts: Facts) -> Iterator[Finding]:
    section = facts.report.section("problems")
    if not section.present:
        raise NotApplicable("没有找到第五部分")
    if facts.part_five.rectified:
        return
    before = last_year_words(facts.report.year)
    for sentence in facts.sentences:
        if sentence.section not in ("overview", "problems", "other"):
            continue
        text = _THIS_YEARS.sub("", fold(sentence.text[:_LONGEST]))
        if _SETTLED.search(text) or any(
            _RAISED.match(text, said.end()) for said in before.finditer(text)
        ):
            return
    yield rectification_missing.finding(
        f"“{section.heading}”没有说明上一年度报告中的问题整改得怎样。", subject="problems"
    )

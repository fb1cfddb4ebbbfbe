"""R302: part 五 names no measure."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.quality.openings import falls_short
from review.quality.part_five import Statement

# a plan or an improvement, in whatever words: where one stands, nobody says that there is no measure
_PLANNED = re.compile(
    r"下一?步|今后|下阶段|接下来|未来|明年|新的一年|改进措施|整改措施|(?:^|[,。;局委办镇乡县市区们])将(?!.{0,6}(?:于|在)\d)|拟于|计划(?:于|在|用)|(?:要|须)求?(?:进一步|切实|继续)"
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

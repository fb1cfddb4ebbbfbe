"""Q102: no problem of part 五 has an object: which matter, column, kind of document, unit (LABELS.md)."""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, Silence, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.quality.phrases import is_vague

_SHOWN = 4


@check(
    code="Q102",
    name="problems_vague",
    title="问题空泛",
    severity=Severity.SHOULD,
    finds="第五部分写出的问题都没有对象：看不出是哪件事、哪个栏目、哪类文件、哪个单位",
    basis="《政府信息公开条例》第五十条第一款第（四）项；国办公开办函〔2021〕30号（不敷衍塞责）",
    advice="写明问题的对象和程度：哪类信息、哪个栏目、哪个环节，有多少件，晚了多久，原因是什么。",
    bad=(
        Example(
            "学习不够、形式不够丰富",
            sections={
                "problems": "上年的问题已整改到位。\n存在的不足：一是对条例学习还不够深入；二是公开的形式不够丰富。\n"
                "下一步，进一步加强学习，丰富公开形式。"
            },
        ),
    ),
    good=(
        Example(
            "几个问题中有一个写明对象",
            sections={
                "problems": "上年的问题已整改到位。\n存在的不足：一是对条例学习还不够深入；"
                "二是农贸市场快检结果隔月才上网。\n"
                "下一步，进一步加强学习；快检结果每周五上网。"
            },
        ),
    ),
    silences=(Silence("Q104", "table"),),
)
def problems_vague(facts: Facts) -> Iterator[Finding]:
    section = facts.report.section("problems")
    if not section.present:
        raise NotApplicable("没有找到第五部分")
    if not facts.judged:
        raise NotApplicable("没有句子模型")
    read = facts.part_five
    problems = read.problems
    if not problems or not all(map(is_vague, problems)):
        return
    begins = problems[0].statements[0].start
    if any(m.statements[0].start < begins and not is_vague(m) for m in read.measures):
        return  # what stands before the first problem may be one that was not understood
    first = [item.statements[0] for item in problems]
    count = f"{len(problems)}个问题都" if len(problems) > 1 else "问题"
    yield problems_vague.finding(
        f"“{section.heading}”写的{count}没有对象，放在哪个机关都成立，"
        "看不出是哪件事、哪个栏目、哪类文件或哪个单位。",
        evidence=[facts.span("problems", s.start, s.end) for s in first[:_SHOWN]],
        subject="problems",
    )

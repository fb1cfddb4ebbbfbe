"""R301: part 五 names no problem: only praise, only measures."""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, Silence, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.quality.openings import SAID_BEFORE, SETTLED
from review.quality.part_five import Statement
from review.quality.shortcomings import names_a_problem


@check(
    code="R301",
    name="no_problem_named",
    title="没有写明存在的问题",
    severity=Severity.MUST,
    finds="第五部分没有一句写出本年的问题，只有成绩、措施或上年问题的整改",
    basis="《政府信息公开条例》第五十条第一款第（四）项",
    advice="写明本机关政府信息公开工作存在的具体问题，再写改进情况。",
    bad=(
        Example(
            "只有措施",
            sections={
                "problems": "下一步，我局将加强组织领导，完善制度，提升政府信息公开工作水平。"
            },
        ),
        Example(
            "只有上年问题的整改和本年的措施",
            sections={
                "problems": "上年报告指出的栏目更新不及时问题，已整改完毕。\n下一步，我局将完善栏目更新制度。"
            },
        ),
    ),
    good=(
        Example(
            "写出问题",
            sections={
                "problems": "部分企业扶持政策的解读晚于文件发布十天以上，解读形式单一。下一步，将在文件印发时同步发布解读。"
            },
        ),
    ),
    silences=(Silence("Q102", "table"), Silence("Q103", "table"), Silence("Q104", "table")),
)
def no_problem_named(facts: Facts) -> Iterator[Finding]:
    section = facts.report.section("problems")
    if not section.present:
        raise NotApplicable("没有找到第五部分")
    sentences = [s for s in facts.sentences_of("problems") if s.role != "heading"]
    told = facts.part_five.statements
    if any(s.kind == "problem" and s.opened for s in told):
        return
    beside = {s.sentence.id for s in told if _is_beside(s)} - {
        s.sentence.id for s in told if not _is_beside(s) and s.kind != "none"
    }
    this_year = [s for s in facts.sentences_of("problems") if s.id not in beside]
    if not sentences or names_a_problem(this_year):
        return
    evidence = tuple(facts.sentence_span(s) for s in sentences[:1])
    yield no_problem_named.finding(
        f"“{section.heading}”没有写出具体问题，只有成绩、措施或“存在一些不足”之类的引语。",
        evidence=evidence,
        subject="problems",
    )


def _is_beside(statement: Statement) -> bool:
    """Whether a statement is surely of no problem of this year: under 改进措施, or last year's and settled."""
    if statement.kind == "measure":  # 针对解读单一的问题，将…… names one
        return statement.opened and not SAID_BEFORE.match(statement.said)
    return statement.kind == "rectification" and bool(SETTLED.search(statement.said))

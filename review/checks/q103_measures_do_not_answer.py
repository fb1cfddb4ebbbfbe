"""Q103: a problem of part 五 without a measure on the same matter, or numbers that do not pair."""

import re
from collections.abc import Iterator, Sequence

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity
from review.model import Span
from review.quality.matters import answered
from review.quality.part_five import Item, PartFive
from review.quality.phrases import is_vague
from review.zh.folding import fold_with_map

_SPOKEN_OF = re.compile(
    r"(?:上述|以上|这|存在(?:的)?|主要(?:存在|有)?)(?P<n>[两一二三四五六2-6])(?:个|大|项|点)?(?:方面)?(?:的)?(?:主要)?(?:问题|不足)"
)
_MOST = 60  # each problem is held against each measure
_VALUES = {"两": 2, **{c: n for n, c in enumerate("一二三四五六", 1)}}


@check(
    code="Q103",
    name="measures_do_not_answer",
    title="措施与问题不对应",
    severity=Severity.ASK,
    finds="第五部分有的问题没有相应的措施，或者说的问题个数与写出的不同",
    basis="《政府信息公开条例》第五十条第一款第（四）项（常规）",
    advice="逐条对照：每个问题写一条针对它的措施。只供审阅时参考。",
    bad=(
        Example(
            "解读的问题，保密的措施",
            sections={
                "problems": "上年的问题已整改到位。\n存在的问题：政策图解偏少，28份文件只有2份配了图解。\n"
                "改进措施：拟公开的信息一律由保密员签字后发布。"
            },
        ),
        Example(
            "说三个问题，只写了两个",
            sections={
                "problems": "上年的问题已整改到位。\n存在问题：一是水质月报7月、8月晚发；二是河长公示牌电话有9处未更新。\n"
                "针对以上三个问题，将采取以下措施：一是水质月报每月5日前发布；二是3月底前更换9处公示牌电话。"
            },
        ),
    ),
    good=(
        Example("问题和措施逐条对应"),
        Example(
            "措施多于问题",
            sections={
                "problems": "上年的问题已整改到位。\n存在问题：3份答复文书漏写救济途径。\n"
                "改进措施：一是编印答复文书范本；二是每季度抽查答复文书。"
            },
        ),
    ),
    noted=False,
)
def measures_do_not_answer(facts: Facts) -> Iterator[Finding]:
    section = facts.report.section("problems")
    if not section.present:
        raise NotApplicable("没有找到第五部分")
    read = facts.part_five
    if not read.problems or not read.measures:
        return
    if max(len(read.problems), len(read.measures)) > _MOST:
        raise NotApplicable(f"第五部分的问题或措施超过{_MOST}条，没有逐条对照")
    spoken = _spoken_of(facts)
    numbered = [item for item in read.problems if item.numbered]
    if spoken and len(numbered) > 1 and len(numbered) != spoken[0]:
        yield measures_do_not_answer.finding(
            f"{facts.section_place('problems')}说有{spoken[0]}个问题，写出的是{len(numbered)}个。",
            evidence=[spoken[1]],
            subject="problems",
        )
    unanswered = _unanswered(read)
    if not unanswered and _fewer(read):
        last = [items[-1].statements[0] for items in (read.problems, read.measures)]
        yield measures_do_not_answer.finding(
            f"{facts.section_place('problems')}写了{len(read.problems)}个问题、"
            f"{len(read.measures)}条措施，请核实是否每个问题都有措施。",
            evidence=[facts.span("problems", s.start, s.end) for s in last],
            subject="problems",
        )
    for item in unanswered:
        first = item.statements[0]
        yield measures_do_not_answer.finding(
            f"“{_short(first.text)}”没有相应的改进措施，请核实。",
            evidence=[facts.span("problems", first.start, first.end)],
            subject="problems",
        )


def _unanswered(read: PartFive) -> Sequence[Item]:
    """Problems that no measure is about. Where fewer measures than problems are numbered, one must be.

    What a vague problem is about nobody can tell: that is Q102's, or nothing's.
    """
    fewer = _fewer(read)
    return [
        problem
        for problem in read.problems
        if (fewer or not is_vague(problem))
        and not _done(problem)
        and not answered(problem, read.measures, strictly=fewer)
    ]


def _fewer(read: PartFive) -> bool:
    """Whether problems and measures are numbered, the measures being fewer."""
    numbered = all(item.numbered for item in (*read.problems, *read.measures))
    return numbered and len(read.measures) < len(read.problems)


def _short(text: str) -> str:
    text = text.rstrip("。；;")
    return text if len(text) <= 40 else text[:38] + "……"


def _done(problem: Item) -> bool:
    """Whether the model takes it for something that was done, though it names what fell short."""
    first = problem.statements[0]
    whole = len(first.text) == len(first.sentence.text)
    return whole and first.sentence.role in ("rectification", "practice")


def _spoken_of(facts: Facts) -> tuple[int, Span] | None:
    """How many problems part 五 says it has, and where."""
    for sentence in facts.sentences_of("problems"):
        folded = fold_with_map(sentence.text)
        match = _SPOKEN_OF.search(folded.text)
        if match:
            said = match["n"]
            start, end = folded.source_span(*match.span())
            value = int(said) if said.isdigit() else _VALUES[said]
            return value, facts.span("problems", sentence.start + start, sentence.start + end)
    return None

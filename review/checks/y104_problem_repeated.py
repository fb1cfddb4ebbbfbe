"""Y104: a problem of last year's report stands again, without a word on what was done about it."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, Silence, check, last_year_of
from review.facts import Facts
from review.finding import Evidence, Finding, Severity
from review.model import Span
from review.quality.openings import last_year_words
from review.quality.repeated import Fault, accounted_for, faults, repeated
from review.zh.folding import fold

_SHOWN = 3
_LONGEST = 600
# what became of a problem, though no year is named
_SETTLED = re.compile(
    r"(?:问题|不足|短板)[^。;]{0,20}(?:已|均得|全部|得到)|整改(?:情况|到位|完成|完毕)|立行立改|已(?:完成)?整改"
)
_THIS_YEAR = "2023年的不足：商务专栏的栏目更新滞后。\n下一步，每月核对一次栏目。"


@check(
    code="Y104",
    name="problem_repeated",
    title="上年的问题再次写入",
    severity=Severity.SHOULD,
    finds="上年报告第五部分写过的问题（同一对象）本年又列为问题，而没有一句交代上年提出后整改得怎样",
    basis="《政府信息公开条例》第五十条第一款第（四）项（改进情况，常规）",
    advice="说明上年提出的措施落实得怎样、为什么仍未解决；沿用上年文字的，按本年实际重写。",
    bad=(
        Example(
            "栏目更新不及时，上年、本年都写，没有说整改",
            sections={"problems": _THIS_YEAR},
            last_year=Example(""),
        ),
    ),
    good=(
        Example("本年的问题与上年不同", last_year=Example("")),
        Example(
            "问题再次写入，交代了整改情况",
            sections={
                "problems": "上年报告提出的栏目更新不及时问题，已建立按月核对制度，年内补发信息61条。\n"
                + _THIS_YEAR
            },
            last_year=Example(""),
        ),
        Example(
            "写明上年的问题仍未解决",
            sections={
                "problems": "2022年提出的栏目更新不及时问题仍未完全解决，原因是没有专人。\n"
                "下一步，落实专人，每月核对一次栏目。"
            },
            last_year=Example(""),
        ),
    ),
    silences=(Silence("R303", "report"),),
)
def problem_repeated(facts: Facts) -> Iterator[Finding]:
    before = last_year_of(facts)
    for each, whose in ((facts, "本年"), (before, "上年")):
        if not each.report.section("problems").present:
            raise NotApplicable(f"{whose}报告没有找到第五部分")
    past = last_year_words(facts.report.year)
    now = [f for f in faults(facts.part_five.problems) if not past.search(f.statement.said)]
    again = repeated(faults(before.part_five.problems), now)
    told = _told(facts) if again else []
    open_ones = [pair for pair in again if not accounted_for(pair[0], told)]
    if not open_ones:
        return
    evidence: list[Evidence] = []
    for old, new in open_ones[:_SHOWN]:
        evidence += [_span(facts, new), before.elsewhere(_span(before, old))]
    year = before.report.year
    shown = "；".join(f"“{_brief(new.statement.text)}”" for _, new in open_ones[:_SHOWN])
    more = f"等{len(open_ones)}个问题" if len(open_ones) > _SHOWN else ""
    what = "整改得怎样，全文没有说到" if not told else "整改得怎样没有交代"
    yield problem_repeated.finding(
        f"{year}年度报告已经写过的问题本年又列出：{shown}{more}；上年提出后{what}。",
        evidence=evidence,
        subject="problems",
    )


def _told(facts: Facts) -> list[str]:
    """What the report says, folded, of last year's problems."""
    said = [item.said for item in facts.part_five.rectified]
    past = last_year_words(facts.report.year)
    for sentence in facts.sentences:
        text = fold(sentence.text[:_LONGEST])
        if sentence.section not in ("overview", "problems", "other"):
            continue
        of_problems = "问题" in text or "整改" in text or "不足" in text
        if (past.search(text) and of_problems) or _SETTLED.search(text):
            said.append(text)
    return said


def _span(facts: Facts, fault: Fault) -> Span:
    return facts.span("problems", fault.statement.start, fault.statement.end)


def _brief(text: str) -> str:
    plain = " ".join(text.split()).rstrip("；。，")
    return plain if len(plain) <= 50 else plain[:48] + "……"

"""R303: not a word on what became of last year's problems."""

import re
from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Evidence, Finding, Severity
from review.quality.openings import last_year_words
from review.zh.folding import fold

_SHOWN = 3
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
    good=(
        Example("先写上年问题的整改情况"),
        Example(
            "上年报告没有写出问题，无从整改",
            sections={
                "problems": "2023年存在的主要问题：企业扶持政策的解读晚于文件发布十天以上。\n"
                "改进措施：2024年起政策解读与文件同步发布。"
            },
            last_year=Example(
                "",
                sections={
                    "problems": "2022年各项公开工作取得较好成效。\n下一步，将继续做好公开工作。"
                },
            ),
        ),
    ),
)
def rectification_missing(facts: Facts) -> Iterator[Finding]:
    section = facts.report.section("problems")
    if not section.present:
        raise NotApplicable("没有找到第五部分")
    if facts.part_five.rectified or _tells(facts):
        return
    last = facts.before
    named = last.part_five.problems if last else ()
    if last and last.report.section("problems").present and not named:
        return  # nothing was named that could have been put right
    evidence: list[Evidence] = [
        facts.span("problems", first.start, first.end) for first in facts.part_five.statements[:1]
    ]
    message = f"“{section.heading}”没有说明上一年度报告中的问题整改得怎样"
    if last and named:
        firsts = [item.statements[0] for item in named[:_SHOWN]]
        spans = [last.span("problems", first.start, first.end) for first in firsts]
        evidence += map(last.elsewhere, spans)
        shown = "、".join(f"“{_brief(span.quote)}”" for span in spans)
        more = "等" if len(named) > len(spans) else ""
        message += f"：{last.report.year}年度报告写的问题有{shown}{more}"
    yield rectification_missing.finding(message + "。", evidence=evidence, subject="problems")


def _tells(facts: Facts) -> bool:
    """Whether any part of the report speaks of what became of last year's problems."""
    before = last_year_words(facts.report.year)
    for sentence in facts.sentences:
        if sentence.section not in ("overview", "problems", "other"):
            continue
        text = _THIS_YEARS.sub("", fold(sentence.text[:_LONGEST]))
        if _SETTLED.search(text) or any(
            _RAISED.match(text, said.end()) for said in before.finditer(text)
        ):
            return True
    return False


def _brief(text: str) -> str:
    plain = " ".join(text.split()).rstrip("；。，、")
    return plain if len(plain) <= 40 else plain[:38] + "……"

"""D101: text of parts 一 and 五 that is last year's, years, figures and statutory phrases aside."""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, check, last_year_of
from review.copying.reuse import MEASURED, Repeat, Reuse
from review.facts import Facts
from review.finding import Evidence, Finding, Severity
from review.model import SectionKey

_LARGER_PART = 0.5
_PASSAGE = 0.25
_VERBATIM = 0.8
_LEAST = 2
_LEAST_WORTH = 25.0
_PASSAGE_WORTH = 45.0
_SHOWN = 5

_LAST_YEARS = (
    "2022年，我局围绕消费促进、外贸稳定等2项工作公开政府信息，把群众关心的补贴资金分配、企业名单和办事指南列为重点。\n"
    "（一）主动公开。促消费活动方案由业务科室起草，印发当日送办公室上网，超过三日未送的由办公室书面催办。\n"
    "（二）政府信息管理。办公室每月核对商务专栏目录，链接失效的当日更正，重复发布的合并保留一条。"
)


@check(
    code="D101",
    name="copied_from_last_year",
    title="照抄上年",
    severity=Severity.SHOULD,
    finds="第一、五部分大部分文字与上年报告相同，或有成段文字几乎原样重复（年份、数字、名称和法定用语不计）",
    basis="国办公开办函〔2021〕30号（内容应真实反映本年度情况，常规）",
    advice="按本年度实际重写重复的段落：本年做了什么、与上年有何不同；确实没有变化的，写明情况未变。",
    bad=(
        Example(
            "第五部分沿用上年文字，只换了年份",
            sections={
                "problems": "2023年的问题：企业申报促消费补贴时看不懂办事指南，附件里的申请表格常常打不开。\n"
                "下一步，办事指南由两名业务人员交叉试填，表格改为网页填写，每季度请三家企业试用一次。"
            },
            last_year=Example(
                "",
                sections={
                    "problems": "2022年的问题：企业申报促消费补贴时看不懂办事指南，附件里的申请表格常常打不开。\n"
                    "下一步，办事指南由两名业务人员交叉试填，表格改为网页填写，每季度请三家企业试用一次。"
                },
            ),
        ),
        Example(
            "第一部分换了数字和个别词，次序有变",
            sections={
                "overview": "2023年，我局围绕消费促进、外贸稳定等3项工作公开政府信息，把群众关注的补贴资金分配、企业名单和办事指南列为重点。\n"
                "（一）政府信息管理。办公室每月核查商务专栏目录，链接失效的当天更正，重复发布的合并保留一条。\n"
                "（二）主动公开。促消费活动方案由业务科室起草，印发当天送办公室上网，超过五日未送的由办公室书面催办。"
            },
            last_year=Example("", sections={"overview": _LAST_YEARS}),
        ),
    ),
    good=(
        Example("两年的文字不同", last_year=Example("")),
        Example(
            "只有法定用语相同",
            sections={"overview": "2023年，我局共收到政府信息公开申请2件，均已按期答复。"},
            last_year=Example("", sections={"overview": "2022年，我局共收到政府信息公开申请0件。"}),
        ),
    ),
)
def copied_from_last_year(facts: Facts) -> Iterator[Finding]:
    before = last_year_of(facts)
    reuse = facts.reuse
    if reuse is None or not reuse.shares:
        raise NotApplicable("第一、五部分在两年的报告中没有可以比较的文字")
    for key in MEASURED:
        repeats = _told(reuse, key)
        if not repeats:
            continue
        percent = round(100 * reuse.shares[key])
        exact = [r for r in repeats if r.likeness >= _VERBATIM]
        how = f"其中{len(exact)}句几乎原样" if exact else "句式相同，只换了个别词"
        evidence: list[Evidence] = []
        for repeat in repeats[:_SHOWN]:
            now, old = repeat.now, repeat.before
            evidence.append(facts.span(now.section, now.start, now.end))
            evidence.append(before.elsewhere(before.span(old.section, old.start, old.end)))
        yield copied_from_last_year.finding(
            f"{facts.section_place(key)}约{percent}%的文字与{before.report.year}年度报告相同"
            f"（年份、数字、名称和法定用语不计），共{len(repeats)}句，{how}。",
            evidence=evidence,
            subject=key,
        )


def _told(reuse: Reuse, key: SectionKey) -> list[Repeat]:
    """The sentences to show where a part repeats last year's; none where it does not."""
    repeats = [r for r in reuse.repeats if r.now.section == key]
    whole = reuse.worth.get(key, 0.0)
    if not whole or len(repeats) < _LEAST:
        return []
    share = reuse.shares[key]
    exact = [r for r in repeats if r.likeness >= _VERBATIM]
    verbatim = sum(r.worth for r in exact)
    alike = sorted(repeats, key=lambda r: -r.likeness * r.worth)
    if share >= _LARGER_PART and whole >= _LEAST_WORTH:
        return alike
    passage = verbatim >= _PASSAGE_WORTH and verbatim * share >= _PASSAGE * whole
    return alike if passage and len(exact) >= _LEAST else []

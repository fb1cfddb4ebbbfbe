"""S304: dated after the time limit for this kind of body; the limits are the profile's."""

from collections.abc import Iterator
from datetime import date

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity

_WHO = {
    "ministry": "国务院部门",
    "province": "省级政府",
    "city": "市级政府",
    "county": "县（区）级政府",
    "town": "乡镇政府",
    "street": "街道办事处",
    "office": "政府办公室（厅）",
    "department": "政府部门",
    "vertical": "垂直管理单位",
    "other": "本机关",
    "unknown": "本机关",
}


@check(
    code="S304",
    name="late",
    title="逾期公布",
    severity=Severity.MUST,
    finds="落款或公布日期晚于这类机关的时限（时限由评审方案规定；法律没有点名的机关为请核实）",
    basis="《政府信息公开条例》第四十九条",
    advice="核对实际公布日期；确属逾期的应说明原因，下一年度按时公布。",
    bad=(
        Example("部门报告落款为2月18日", edits=(("2024年1月15日", "2024年2月18日"),)),
        Example("隔了几年的日期为请核实", edits=(("2024年1月15日", "2026年3月18日"),)),
    ),
    good=(
        Example("部门报告落款为1月31日", edits=(("2024年1月15日", "2024年1月31日"),)),
        Example(
            "镇政府3月1日公布",
            edits=(("清和县商务局", "清和县柳渡镇人民政府"), ("2024年1月15日", "2024年3月1日")),
        ),
    ),
)
def late(facts: Facts) -> Iterator[Finding]:
    report = facts.report
    published, span = report.published, report.published_span
    if published is None or span is None:
        raise NotApplicable("报告中没有公布日期")
    if report.year is None:
        raise NotApplicable("报告中没有年度")
    kind = report.agency.kind
    deadline = facts.profile.deadlines.get(kind)
    if deadline is None:
        raise NotApplicable("评审方案没有规定这类机关的时限")
    limit = date(report.year + 1, deadline.month, deadline.day)
    if published <= limit:
        return
    who, day = _WHO[kind], f"{limit.year}年{limit.month}月{limit.day}日"
    stated = " ".join(span.quote.split())
    where = "落款日期" if span.section == "end" else "公布日期"
    if published.year > limit.year:
        yield late.finding(
            f"{report.year}年度报告的{where}为“{stated}”，比时限（{day}）晚了一年以上，"
            "请核实是逾期、日期有误还是重新发布。",
            evidence=(span,),
            severity=Severity.ASK,
        )
    elif deadline.certain:
        yield late.finding(
            f"{where}为“{stated}”，{who}应在{day}前公布年度报告，晚了{(published - limit).days}天。",
            evidence=(span,),
        )
    else:
        yield late.finding(
            f"{where}为“{stated}”，晚于{day}；法律没有直接规定{who}的时限，请核实本地要求的时限。",
            evidence=(span,),
            severity=Severity.ASK,
        )

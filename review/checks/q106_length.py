"""Q106: part 一 far over a thousand characters, or so short that it says nothing."""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, check
from review.facts import Facts
from review.finding import Finding, Severity

_LONGEST, _ADVISED, _SHORTEST = 1500, 1000, 100


@check(
    code="Q106",
    name="length",
    title="总体情况篇幅",
    severity=Severity.ASK,
    finds=f"第一部分超过{_LONGEST}字（统一格式要求简明，原则上不超过一千字），或不足{_SHORTEST}字",
    basis="国办公开办函〔2021〕30号（总体情况：聚焦主题、简明客观；常规）",
    advice="过长的压缩到一千字左右，过短的补写各方面的情况。只供审阅时参考。",
    bad=(
        Example("只有一句话", sections={"overview": "2023年，我局按要求开展了政府信息公开工作。"}),
        Example(
            "写了一千五百字以上",
            edits=(
                (
                    "（三）政府信息管理。",
                    "（三）政府信息管理。"
                    + "".join(f"第{n}号公告全文上网并附表格{n + 3}张。" for n in range(101, 190)),
                ),
            ),
        ),
    ),
    good=(Example("二百多字写清五个方面"),),
    noted=False,
)
def length(facts: Facts) -> Iterator[Finding]:
    section = facts.report.section("overview")
    if not section.present:
        raise NotApplicable("没有找到第一部分")
    characters = len(facts.folded["overview"].text)
    if characters > _LONGEST:
        said = f"，超过{_LONGEST}字（统一格式原则上不超过{_ADVISED}字），请考虑压缩"
    elif 0 < characters < _SHORTEST:
        said = "，说不清五个方面的情况，请补充"
    else:
        return
    yield length.finding(f"“{section.heading}”约{characters}字{said}。", subject="overview")

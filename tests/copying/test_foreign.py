"""D103 in passages shared with other agencies of a batch."""

from pathlib import Path

import pytest

from review.checking import Example
from review.copying.batch_map import CopyMap, by_report
from review.copying.shared_passage import handed
from review.copying.texts import own_text
from review.finding import Finding, Severity
from review.model import Report
from review.pipeline import recognise, review_recognised
from review.profile import load_profile
from tests.builders import draw
from tests.last_year_report import draw_other

_SAID = (
    "2023年的问题：办事指南写得太专业，家长打电话来问得最多的是材料清单里的三个证明到底由谁开具。\n"
    "下一步，请不在窗口工作的同事照着指南办一遍，看不懂的地方逐条改写，证明由谁开具写进清单的备注栏。\n"
)


def _read(text: str) -> Report:
    report = recognise(Path("a.txt"), text.encode())
    assert isinstance(report, Report)
    return report


def _names_left(said: str, *others: str, first: str = "") -> list[Finding]:
    """D103's findings where other agencies' reports say the same (the first one `first`, if given)."""
    reports = [_read(draw(Example("", sections={"problems": said})))]
    for other in others:
        words = first if first and len(reports) == 1 else said
        theirs = draw_other(Example("", sections={"problems": words}))
        assert theirs is not None
        reports.append(_read(theirs.replace("澄湖县教育局", other)))
    texts = [own_text(report) for report in reports]
    copies = CopyMap(texts.__getitem__)
    for number, each in enumerate(texts):
        copies.add(number, each)
    found = by_report(copies.shared()).get(0, [])
    shared = tuple(handed(found, texts[0], texts.__getitem__))
    assert len(shared) == len(others)
    review = review_recognised(reports[0], load_profile(), shared=shared)
    return [f for f in review.findings if f.code == "D103"]


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("证明清单由澄湖县、安澜县的窗口各自公布。\n", "澄湖县教育局"),
        ("申请人拿着澄湖县开具的证明来，我县窗口照样认可。\n", "澄湖县教育局"),
        ("我局收到的申请中有应由澄湖县教育局办理的，告知了申请人。\n", "澄湖县教育局"),
        ("从澄湖县迁来的学生家长问得最多。\n", "澄湖县教育局"),
        ("公开目录由云岭市大数据管理局统一编码，各县窗口照样填写公开。\n", "云岭市大数据管理局"),
        ("公开目录由云岭市司法局统一审查，各县窗口照样填写公开。\n", "云岭市司法局"),
    ],
)
def test_name_that_may_rightly_stand_there_is_to_be_looked_at(said: str, other: str) -> None:
    assert [f.severity for f in _names_left(_SAID + said, other)] == [Severity.ASK]


@pytest.mark.parametrize("other", ["云岭市教育局", "云岭市民政局"])
def test_name_of_an_office_of_another_matter_is_left_over(other: str) -> None:
    (left,) = _names_left(_SAID + f"清单的样式由{other}统一印制，各县窗口照样填写公开。\n", other)
    assert left.severity is Severity.MUST


def test_place_shared_with_two_reports_of_one_agency_is_told_once() -> None:
    said = _SAID + "应由澄湖县教育局办理的证明也列在清单里。\n"
    (left,) = _names_left(said, "澄湖县教育局", "云岭市澄湖县教育局")
    assert len(left.evidence) == 1
    assert "澄湖县教育局" in left.message


def test_finding_stays_the_same_when_other_reports_come() -> None:
    said = _SAID + "方便澄湖县广大群众查询。\n应由澄湖县办理的证明也列在清单里。\n"
    (alone,), (left,) = _names_left(said), _names_left(said, "澄湖县教育局")
    assert (alone.severity, left.severity) == (Severity.ASK, Severity.MUST)
    assert left.id == alone.id
    assert "2处" in left.message


def test_finding_that_other_reports_give_stays_the_same_when_more_come() -> None:
    more = "应由澄湖县公布的每月不再另行公布。\n"
    said = _SAID + "应由澄湖县办理的证明也列在清单里。\n" + more
    (one,) = _names_left(said, "澄湖县教育局", first=said.replace(more, ""))
    (both,) = _names_left(said, "澄湖县教育局", "云岭市澄湖县民政局", first=said.replace(more, ""))
    assert (len(one.evidence), len(both.evidence)) == (1, 2)
    assert one.id == both.id

"""What another place is to the reporting body's own: the same, above, inside, or foreign."""

import pytest

from review.gazetteer import gazetteer
from review.leftovers.own import Named, Own
from review.model import Agency
from review.report.agencies import kind_of


def own(name: str) -> Own:
    """The region of a body."""
    return Own(Agency(name, kind_of(name), True, (name,)))


@pytest.mark.parametrize(
    ("body", "place", "relation"),
    [
        ("清和县商务局", "清和县", "own"),
        ("清和县商务局", "安澜县", "foreign"),
        ("清和县商务局", "东屏区", "foreign"),
        ("清和县商务局", "云岭市", "above"),
        ("清和县商务局", "宿迁市", "above"),
        ("清和县商务局", "德清县", "foreign"),
        ("清和县商务局", "怀柔区", "foreign"),
        ("清和县商务局", "白石镇", "inside"),
        ("云岭市东屏区教育局", "永澄市", "foreign"),
        ("云岭市东屏区教育局", "云岭市", "own"),
        ("云岭市教育局", "清和县", "inside"),
        ("柘溪镇人民政府", "双柳镇", "foreign"),
        ("柘溪镇人民政府", "清和县", "above"),
        ("柘溪镇人民政府", "桐庐县", "above"),
        ("枫渡街道办事处", "枫渡街道", "own"),
        ("枫渡街道办事处", "桥北街道", "foreign"),
        ("昌乐县民政局", "潍坊市", "own"),
        ("昌乐县民政局", "寿光市", "foreign"),
        ("昌乐县民政局", "望川市", "above"),
        ("昌乐县民政局", "安澜县", "foreign"),
        ("宿迁市司法局", "望川市", "foreign"),
        ("桐庐县分水镇人民政府", "临溪县", "foreign"),
        ("南通市民政局", "海门市", "own"),
        ("昌乐县民政局", "海门区", "foreign"),
        ("昌乐县民政局", "乔官镇", "inside"),
        ("宿迁市司法局", "湖滨新区", "inside"),
        ("桐庐县分水镇人民政府", "桐庐县", "own"),
        ("桐庐县分水镇人民政府", "瑶琳镇", "foreign"),
        ("漪川经济开发区管理委员会", "漪川市", "above"),
        ("漪川经济开发区管理委员会", "清和县", "above"),
    ],
)
def test_relation(body: str, place: str, relation: str) -> None:
    """Known regions are told by the gazetteer, others by their ranks."""
    named = Named(0, len(place), place, gazetteer().paths(place))
    assert own(body).relation(named) == relation


def test_words_of_the_own_region() -> None:
    """住房和城乡建设局 is of no 乡; 城市管理局 ends no region."""
    assert own("伊宁市住房和城乡建设局").places == ("伊宁市",)
    assert own("苕浦县城市管理局").region == "苕浦县"


def test_a_slip_in_the_own_name_is_nearly_it() -> None:
    """清合县 may be 清和县 with a slip of the pen; 寿光市 is a place of its own."""
    body = own("清和县商务局")
    assert body.nearly(Named(0, 3, "清合县"))
    assert not body.nearly(Named(0, 3, "安澜县"))

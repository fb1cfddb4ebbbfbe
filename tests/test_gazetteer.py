"""Divisions by their full names: chains, words that only hold a name, and what a body's name stands for."""

import pytest

from review.gazetteer import Gazetteer, gazetteer, related


def named(text: str) -> list[str]:
    """The names found in a text."""
    return [text[place.start : place.end] for place in gazetteer().find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("江苏省淮安市洪泽区人民政府", ["江苏省淮安市洪泽区"]),
        ("提升宜宾市政务公开水平", ["宜宾市"]),
        ("吉林省吉林市和长春市", ["吉林省吉林市", "长春市"]),
        ("赴马鞍山市和县学习", ["马鞍山市和县"]),
        ("黔东南苗族侗族自治州凯里市", ["黔东南苗族侗族自治州凯里市"]),
        ("内蒙古自治区呼和浩特市新城区", ["内蒙古自治区呼和浩特市新城区"]),
        ("清和县、澄湖县、云岭市东屏区", []),
        ("老城区改造、新城区建设、全市中区域协调", []),
        ("苏州宿迁工业园区", []),
        ("阳城区块", []),
        ("南山、长安、朝阳路", []),
        ("", []),
    ],
)
def test_names_in_their_full_form(text: str, names: list[str]) -> None:
    """One name for a chain of divisions; none inside another word, none in short form."""
    assert named(text) == names


def test_name_of_several_places_keeps_all_until_one_is_meant() -> None:
    """鼓楼区 is four districts; behind 南京市 it is one."""
    alone, chained = (next(iter(gazetteer().find(text))) for text in ("鼓楼区", "南京市鼓楼区"))
    assert len(alone.paths) == 4
    assert chained.paths == (("江苏省", "南京市", "鼓楼区"),)


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("昌乐县商务局", ("山东省", "潍坊市", "昌乐县")),
        ("国家税务总局昌乐县税务局", ("山东省", "潍坊市", "昌乐县")),
        ("青岛海关", ("山东省",)),
        ("宿迁经济技术开发区管理委员会", ("江苏省",)),
    ],
)
def test_division_of_a_body(body: str, path: tuple[str, ...]) -> None:
    """A body is of the division that it names; a city in short may stand for a wider region."""
    assert gazetteer().of_body(body) == (path,)


@pytest.mark.parametrize("body", ["清和县商务局", "岳塘州民政局", "黄河水利委员会", ""])
def test_body_of_no_known_division(body: str) -> None:
    """Invented places, basins and nothing at all stand for no division."""
    assert gazetteer().of_body(body) == ()


def test_related_is_above_below_and_the_same() -> None:
    """A county is related to its city and province, not to its neighbour."""
    county = ("山东省", "潍坊市", "昌乐县")
    assert related(county, county) and related(county, ("山东省",))
    assert related(("山东省", "潍坊市"), county)
    assert not related(county, ("山东省", "潍坊市", "寿光市"))


def test_the_list_is_whole() -> None:
    """34 divisions of the first level, over 330 of the second, some 2,850 counties; codes are unique."""
    from importlib.resources import files

    text = files("review").joinpath("data", "divisions", "divisions.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line[:1].isdigit()]
    codes = [line.split()[0] for line in lines]
    assert len(codes) == len(set(codes))
    assert sum(len(code) == 2 for code in codes) == 34
    assert sum(len(code) == 4 for code in codes) > 330
    counties = [n for line in lines for n in line.partition(":")[2].split()]
    assert 2800 < len(counties) < 3000
    assert all(name[-1] in "市县区旗" for name in counties)


def test_common_words_count_behind_a_division_only() -> None:
    """A line with ! lists names that are words as well."""
    own = Gazetteer("! 新城区\n61 陕西省\n6101 西安市: 新城区 碑林区\n")
    assert [place.paths for place in own.find("建设新城区")] == []
    assert [place.end for place in own.find("西安市新城区")] == [6]

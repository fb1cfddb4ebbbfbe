"""Names that no gazetteer has are told by their shape; words of the language are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.copying.places import FIRST, SECOND
from review.leftovers.shapes import is_zone, shaped_names


def shaped(text: str) -> list[str]:
    """The names found in a text."""
    return [text[start:end] for start, end in shaped_names(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在安澜县委、县政府的领导下", ["安澜县"]),
        ("按照双柳镇党委的安排", ["双柳镇"]),
        ("三岔河乡、桥北街道的公开栏", ["三岔河乡", "桥北街道"]),
        ("安澜县县委和望川市市区", ["安澜县", "望川市"]),
        ("安澜县城乡居民医保、安澜县民政局", ["安澜县", "安澜县"]),
        ("全年青禾县收到申请", ["青禾县"]),
        ("国家税务总局安澜县税务局", ["安澜县"]),
        ("会同县财政局、按照县委要求、印发县级文件、代拟县政府文件", []),
        ("示范县、百强县、各市县、老城区、棚户区、辖区、集贸市场、县域经济、区域协作", []),
        ("建设经济强县、文旅强市，赶夜市、进社区、办专区", []),
        ("乡镇、城镇、集镇、特色小镇、下乡、返乡、城乡", []),
        ("", []),
    ],
)
def test_names_by_shape(text: str, names: list[str]) -> None:
    """Two or three letters that make no word, behind the end of a word."""
    assert shaped(text) == names


@given(st.sampled_from(FIRST), st.sampled_from(SECOND), st.sampled_from("县市区"))
def test_an_invented_name_is_found_behind_a_preposition(first: str, second: str, last: str) -> None:
    """Letters that no word begins with make a name wherever a word ends."""
    name = first + second + last
    for text in (name, f"通过{name}人民政府网站", f"在{name}政府的领导下", f"，{name}公开信息"):
        assert name in shaped(text)


@given(st.text(alphabet="安澜县市区镇乡街道和的在通过全年按照公开，。", max_size=40))
def test_names_lie_apart_and_end_in_a_rank(text: str) -> None:
    """Of any text: names in order that do not overlap."""
    told = 0
    for start, end in shaped_names(text):
        assert told <= start < end <= len(text)
        assert text[start:end].endswith(("县", "市", "区", "镇", "乡", "街道"))
        told = end


def test_zones_are_no_divisions() -> None:
    """A development zone may lie in any region."""
    assert is_zone("滨湖新区") and is_zone("云岭高新区")
    assert not is_zone("东屏区")

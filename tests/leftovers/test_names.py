"""D103 on written sentences: what is left over is found, and other places named with good reason are let alone."""

import pytest

from tests.leftovers.measuring import found_in, measured


@pytest.mark.parametrize(("part", "recall"), [("dev", 0.9), ("held", 0.8)])
def test_leftovers_are_found_and_innocent_mentions_are_not(part: str, recall: float) -> None:
    """No false one in the whole set."""
    counts, wrong = measured(part)
    assert counts["false"] == 0, [line for line in wrong if line[0] == "+"]
    assert counts["found"] >= recall * counts["leftovers"]


def levels(agency: str, text: str, section: str = "overview") -> dict[str, str]:
    """The names found in a sentence, with their levels."""
    found = found_in({"agency": agency, "section": section, "text": text})
    return {span.quote: f.severity.value for f in found for span in f.spans}


@pytest.mark.parametrize(
    ("agency", "text", "level"),
    [
        ("清和县商务局", "在安澜县县委、县政府的坚强领导下，公开工作有序开展。", "must"),
        ("清和县商务局", "通过安澜县人民政府网站公开信息12条。", "must"),
        ("清和县商务局", "推动安澜县商务工作高质量发展。", "ask"),
        ("清和县商务局", "在清合县县委、县政府的领导下开展公开工作。", "ask"),
        ("沅桥市教育局", "在望川市委、市政府的领导下开展公开工作。", "ask"),
        ("云岭市东屏区教育局", "在白塔区委、区政府的领导下开展公开工作。", "must"),
    ],
)
def test_level(agency: str, text: str, level: str) -> None:
    """Beyond doubt is what stands as the one that reports and cannot be above the own body."""
    assert list(levels(agency, text).values()) == [level]


def test_one_county_stands_above_a_town() -> None:
    """What the report names twice as its county is above it; a second county is another's."""
    text = (
        "在白石县委、县政府的领导下开展公开工作。白石县人民政府网站设有专栏，白石县政务公开办督查2次。"
        "青禾县政务公开办印发的要点已落实。"
    )
    assert levels("柘溪镇人民政府", text) == {"青禾县政务公开办": "ask"}


def test_title_of_what_was_issued() -> None:
    """印发《某县……》 is a leftover, 转发 and 参照 are not; a road from there to here is none."""
    issued = "印发《安澜县2024年政务公开工作要点》。"
    assert levels("澹川县人民政府", issued) == {"安澜县": "ask"}
    for verb in ("转发", "参照", "学习"):
        assert levels("澹川县人民政府", issued.replace("印发", verb)) == {}
    assert levels("澹川县人民政府", "制定《安澜县至澹川县公路用地补偿方案》并公开。") == {}


def test_street_has_a_place_of_its_own() -> None:
    """A street's report is looked at, too."""
    text = "桥北街道办事处认真落实政府信息公开要求。"
    assert levels("枫渡街道办事处", text) == {"桥北街道办事处": "must"}
    assert levels("枫渡街道办事处", text.replace("桥北", "枫渡")) == {}

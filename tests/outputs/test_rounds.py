"""What became of a point: mended, standing again under its id or in other words, or not to be told."""

from copy import deepcopy
from typing import Any

from review.outputs.rounds import Round, compare_rounds
from tests.builders import report_text
from tests.outputs.drawn_documents import Mine, Said, all_accepted, reviewed_text
from tests.screens.made import made_document


def _ids(findings: Any) -> list[str]:
    return [f["id"] for f in findings]


def _points(document: dict[str, Any]) -> list[str]:
    return _ids(document["findings"])


def test_the_same_report_has_every_point_again() -> None:
    """Nothing is mended, nothing is new; what only helps was never told."""
    document = made_document()
    rounds = compare_rounds(
        Round(document, all_accepted(document)), document, _points(document)[:6]
    )
    assert rounds.told == 6
    assert [same for _, same in rounds.again] == _points(document)[:6]
    assert (rounds.mended, rounds.unclear, rounds.new) == ((), (), ())


def test_only_adopted_points_are_followed() -> None:
    """What was rejected in the first round is not called mended in the second."""
    first, second = made_document(), made_document()
    second["findings"] = []
    decisions = {first["findings"][0]["id"]: Said("accepted")}
    decisions[first["findings"][1]["id"]] = Said("rejected")
    rounds = compare_rounds(Round(first, decisions), second, [])
    assert _ids(rounds.mended) == [first["findings"][0]["id"]]
    assert rounds.told == 1


def test_a_fault_with_another_figure_stands_again() -> None:
    """Same check, same cell, another wrong value: another id, the same point."""
    first, second = made_document(), made_document()
    changed = second["findings"][0]
    changed["id"] = "f" * 16
    changed["evidence"][0]["raw"] = "12"
    rounds = compare_rounds(Round(first, all_accepted(first)), second, _points(second)[:6])
    assert (first["findings"][0]["id"], "f" * 16) in [(f["id"], s) for f, s in rounds.again]
    assert rounds.new == ()


def test_another_fault_of_the_same_check_is_new() -> None:
    """Same check, other cells: the old point is mended and the other is new."""
    first, second = made_document(), made_document()
    changed = second["findings"][0]
    changed["id"] = "f" * 16
    changed["evidence"] = [{"cell": "requests.granted.total", "raw": "25"}]
    rounds = compare_rounds(Round(first, all_accepted(first)), second, _points(second)[:6])
    assert _ids(rounds.mended) == [first["findings"][0]["id"]]
    assert rounds.new == ("f" * 16,)


def test_what_could_not_be_checked_again_is_not_called_mended() -> None:
    """A table that is unreadable now: its points are unclear."""
    first, second = made_document(), made_document()
    second["findings"] = second["findings"][1:]
    second["not_run"].append({"code": "T201", "reason": "表格是图片"})
    rounds = compare_rounds(Round(first, all_accepted(first)), second, _points(second)[:5])
    assert _ids(rounds.unclear) == [first["findings"][0]["id"]]
    assert rounds.mended == ()


def test_own_findings_follow_their_words() -> None:
    """A reviewer's own point: again while its words or figure stand, mended when they are gone."""
    first, second = made_document(), deepcopy(made_document())
    text = first["report"]["sections"][1]["text"]
    quotes = ("开展业务培训2次", "水质月报12期")
    own = tuple(
        Mine(letter * 16, start=text.index(q), end=text.index(q) + len(q), quote=q)
        for letter, q in zip("ab", quotes, strict=True)
    )
    own += (Mine("c" * 16, cell="proactive.fees.amount"), Mine("d" * 16, message="整体太短。"))
    section = second["report"]["sections"][1]
    section["text"] = "前面加一句。" + section["text"].replace(quotes[1], "水质月报按月公开")
    second["report"]["tables"]["proactive.fees.amount"]["raw"] = "0"
    rounds = compare_rounds(Round(first, {}, own), second, ["a" * 16])
    assert [same for _, same in rounds.again] == ["a" * 16]
    assert _ids(rounds.mended) == ["b" * 16, "c" * 16]
    assert _ids(rounds.unclear) == ["d" * 16]


def test_two_rounds_of_a_drawn_report() -> None:
    """A real second round: one fault corrected, one left, one brought in."""
    faults = {"overview": "全年共收到政府信息公开申请9件。加强加强管理。"}
    first = reviewed_text(report_text(sections=faults))
    faults = {"overview": "全年共收到政府信息公开申请9件。进一步提高提高水平。"}
    second = reviewed_text(report_text(sections=faults))
    rounds = compare_rounds(Round(first, all_accepted(first)), second, _points(second))
    assert "W101" in {f["code"] for f in rounds.mended}
    assert "N101" in {f["code"] for f, _ in rounds.again}
    new = {f["code"] for f in second["findings"] if f["id"] in rounds.new}
    assert "W101" in new

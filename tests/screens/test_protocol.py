"""What the desk sends is read strictly: a browser's message is not trusted to be well-formed."""

from typing import Any

import pytest

from review.finding import Severity
from review.screens.protocol import read_parcels, read_wish
from review.store import Change, OwnChange

CHANGE = {"number": 3, "subject": "a|2024", "finding": "f", "verdict": "accepted", "base": 2}
OWN = {"section": "overview", "severity": "must", "message": "缺数字", "start": 3, "end": 5}


def parcels(*changes: Any, desk: Any = "d") -> dict[str, Any]:
    return {"sending": "d 1", "parcels": [{"desk": desk, "changes": list(changes)}]}


def test_changes_are_read_in_order() -> None:
    """Decisions, decisions taken back and own findings come in one queue."""
    undo = {**CHANGE, "number": 4, "verdict": None, "base": None}
    own = {**CHANGE, "number": 5, "finding": "a" * 24, "own": {**OWN, "withdrawn": True}}
    [parcel] = read_parcels(parcels(CHANGE, undo, own))
    first, second, third = parcel.changes
    assert first == Change(3, "a|2024", "f", "accepted", base=2)
    assert isinstance(second, Change)
    assert (second.verdict, second.base) == (None, None)
    assert isinstance(third, OwnChange)
    assert (third.severity, third.withdrawn, third.base) == (Severity.MUST, True, 2)


def test_changes_of_an_earlier_load_keep_their_desk() -> None:
    """After a reload the store must know them again."""
    both = {"parcels": [{"desk": name, "changes": [CHANGE]} for name in ("old", "new")]}
    assert [parcel.desk for parcel in read_parcels(both)] == ["old", "new"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"parcels": None},
        {"parcels": ["x", None, {}]},
        parcels(CHANGE, desk=1),
        parcels({**CHANGE, "number": 0}),
        parcels({**CHANGE, "number": True}),
        parcels({**CHANGE, "verdict": "x"}),
        parcels({**CHANGE, "subject": ""}),
        parcels({**CHANGE, "base": -1}),
        parcels({**CHANGE, "base": "1"}),
        parcels("x", None, {}),
        parcels({**CHANGE, "own": OWN}),  # its id is not one that the store takes
        parcels({**CHANGE, "finding": "a" * 24, "own": {**OWN, "message": " "}}),
        parcels({**CHANGE, "finding": "a" * 24, "own": {**OWN, "severity": "grave"}}),
        parcels({**CHANGE, "finding": "a" * 24, "own": {**OWN, "end": 2}}),
    ],
)
def test_malformed_parcel_is_nothing(value: Any) -> None:
    """What is malformed is left out."""
    assert read_parcels(value) == ()


def test_wish_is_read() -> None:
    """A wish names the report that it was made on."""
    wish = read_wish({"kind": "next", "submission": 4, "serial": "a"})
    assert wish is not None
    assert (wish.kind, wish.submission) == ("next", 4)
    for broken in (
        None,
        {"kind": "delete", "submission": 4, "serial": "a"},
        {"kind": "next", "submission": "4", "serial": "a"},
        {"kind": "next", "submission": 4, "serial": ""},
    ):
        assert read_wish(broken) is None

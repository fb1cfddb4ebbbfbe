"""Decisions of several desks: clashes are told, own findings go the same way."""

import pytest

from review.finding import Severity
from review.store import Actor, Change, NotAllowed, OwnChange, Stale, Store
from tests.store.conftest import Put

SUBJECT = "某县水务局|2024"
OWN = "0123456789abcdef"


def own(number: int, message: str = "漏报一项", **more: object) -> OwnChange:
    return OwnChange(number, SUBJECT, OWN, "overview", Severity.MUST, message, **more)  # type: ignore[arg-type]


def test_desk_that_saw_less_is_told(store: Store) -> None:
    """The second desk's change is not stored; it learns whose decision stands, and the trail tells."""
    first = store.acting_as(Actor("甲", "reviewer"))
    second = store.acting_as(Actor("乙", "reviewer"))
    assert first.take("a", [Change(1, SUBJECT, "f", "accepted", base=0)]).clashes == ()
    change = Change(1, SUBJECT, "f", "rejected", "不属实", base=0)
    taken = second.take("b", [change, Change(2, SUBJECT, "g", "accepted", base=0)])
    assert taken.last == 2
    [clash] = taken.clashes
    assert clash.change == change
    assert clash.theirs is not None
    assert (clash.theirs.reviewer, clash.theirs.version) == ("甲", 1)
    assert set(store.decisions(SUBJECT)) == {"f", "g"}
    assert store.decisions(SUBJECT)["f"].verdict == "accepted"
    [told] = [entry for entry in store.audit(SUBJECT) if entry.action == "clash"]
    assert (told.actor, told.finding) == ("乙", "f")
    # sent again after the server was started anew: passed over, and no second clash
    assert second.take("b", [change]).clashes == ()


def test_clash_is_settled_by_seeing_it(store: Store) -> None:
    """With the version that stands as its base the other's decision may be replaced."""
    store.take("a", [Change(1, SUBJECT, "f", "accepted", base=0)])
    store.take("b", [Change(1, SUBJECT, "f", "rejected", base=1)])
    assert store.decisions(SUBJECT)["f"].verdict == "rejected"
    [clash] = store.take("a", [Change(2, SUBJECT, "f", "accepted", base=0)]).clashes
    assert clash.theirs is not None
    assert clash.theirs.version == 2


def test_desk_does_not_clash_with_itself(store: Store) -> None:
    """Changes on one finding that were not acknowledged yet go through with the base first seen."""
    verdicts = ("accepted", "doubtful", None, "rejected")
    changes = [Change(n, SUBJECT, "f", v, base=0) for n, v in enumerate(verdicts, 1)]  # type: ignore[arg-type]
    assert store.take("a", changes[:2]).clashes == ()
    assert store.take("a", changes).clashes == ()
    assert store.decisions(SUBJECT)["f"].verdict == "rejected"


def test_after_a_clash_the_rest_of_the_parcel_does_not_slip_through(store: Store) -> None:
    """A desk that counted its versions up would overwrite by its second change what it never saw."""
    store.take("a", [Change(1, SUBJECT, "f", "accepted", base=0)])
    changes = [
        Change(1, SUBJECT, "f", "rejected", base=0),
        Change(2, SUBJECT, "f", "rejected", base=1),
    ]
    assert len(store.take("b", changes).clashes) == 2
    assert store.decisions(SUBJECT)["f"].verdict == "accepted"


def test_taken_back_meanwhile_is_no_clash(store: Store) -> None:
    """Who saw it undecided may decide what was decided and taken back since."""
    store.decide(SUBJECT, "f", "accepted")
    store.undo(SUBJECT, "f")
    assert store.take("b", [Change(1, SUBJECT, "f", "rejected", base=0)]).clashes == ()


def test_single_decision_with_a_base(store: Store) -> None:
    """Outside a desk a base that was passed over raises, stores nothing and is in the trail."""
    store.decide(SUBJECT, "f", "accepted", base=0)
    with pytest.raises(Stale, match="没有覆盖"):
        store.decide(SUBJECT, "f", "rejected", base=0)
    assert store.decisions(SUBJECT)["f"].verdict == "accepted"
    assert [entry.action for entry in store.audit(SUBJECT)] == ["decided", "clash"]


def test_own_finding_is_adopted_by_being_made(store: Store, put: Put) -> None:
    """It is found with the decisions, counts in the queue, and a decision on it is one like any other."""
    put()
    made = store.add_own_finding(
        SUBJECT, section="overview", severity=Severity.MUST, message="漏报一项", start=3, end=5
    )
    assert store.decisions(SUBJECT)[made.id].verdict == "accepted"
    [entry] = store.queue().entries
    assert (entry.own, entry.state) == (1, "reviewing")
    store.decide(SUBJECT, made.id, "doubtful")
    changed = store.change_own_finding(
        made.id, severity=Severity.ASK, message="请核实", advice="", base=1
    )
    assert (changed.version, changed.message, changed.start) == (2, "请核实", 3)
    assert store.decisions(SUBJECT)[made.id].verdict == "doubtful"
    with pytest.raises(Stale):
        store.withdraw_own_finding(made.id, base=1)
    store.withdraw_own_finding(made.id, base=2)
    assert store.own_findings(SUBJECT) == []
    assert [f.id for f in store.own_findings(SUBJECT, withdrawn=True)] == [made.id]
    assert made.id not in store.decisions(SUBJECT)


def test_own_findings_come_in_a_desks_queue(store: Store) -> None:
    """Numbered among the decisions, each exactly once; withdrawn and brought back it is adopted again."""
    changes = [own(1, base=0), Change(2, SUBJECT, "f", "accepted", base=0), own(3, "改写", base=0)]
    assert store.take("a", changes).clashes == ()
    assert store.take("a", changes).last == 3
    [found] = store.own_findings(SUBJECT)
    assert (found.message, found.version) == ("改写", 2)
    store.take("a", [own(4, withdrawn=True)])
    assert OWN not in store.decisions(SUBJECT)
    store.take("a", [own(5)])
    assert store.decisions(SUBJECT)[OWN].verdict == "accepted"
    actions = [entry.action for entry in store.audit(SUBJECT) if entry.action.startswith("own")]
    assert actions == ["own_made", "own_changed", "own_withdrawn", "own_changed"]


def test_anothers_own_finding_is_the_leads_to_change(store: Store) -> None:
    """A reviewer's change of it is a clash in a desk and refused outside; the lead's is stored."""
    first, second = (store.acting_as(Actor(name, "reviewer")) for name in ("甲", "乙"))
    first.take("a", [own(1)])
    [clash] = second.take("b", [own(1, "我的")]).clashes
    assert clash.theirs is not None
    assert clash.theirs.reviewer == "甲"
    with pytest.raises(NotAllowed):
        second.withdraw_own_finding(OWN)
    assert [f.message for f in store.own_findings(SUBJECT)] == ["漏报一项"]
    store.acting_as(Actor("丙", "lead")).withdraw_own_finding(OWN)
    assert store.own_findings(SUBJECT) == []


def test_made_up_ids_are_hexadecimal(store: Store) -> None:
    """Anything else is refused with the whole parcel."""
    bad = OwnChange(1, SUBJECT, "<script>", "overview", Severity.ASK, "x")
    with pytest.raises(ValueError, match="script"):
        store.take("a", [bad])


def test_text_that_no_database_takes_is_mended(store: Store) -> None:
    """NUL and halves of surrogate pairs cannot stop a desk's queue."""
    store.take("a", [Change(1, SUBJECT, "f", "rejected", "甲\x00乙\ud800")])
    assert store.decisions(SUBJECT)["f"].reason == "甲乙?"

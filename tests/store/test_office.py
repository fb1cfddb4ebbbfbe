"""States, agencies, notes, suppressions and settings."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from review.errors import StoreError
from review.store import STATE_NAMES, Actor, NotAllowed, Stale, Store
from review.store.states import TRANSITIONS
from tests.screens.made import made_document
from tests.store.conftest import Put

SUBJECT = "某县水务局|2024"


def state(store: Store, number: int) -> str:
    found = store.submission(number)
    assert found is not None
    return found.state


# --- states ---


def test_states_follow_one_another_by_the_table(store: Store, put: Put) -> None:
    """A state that may not follow is refused with a sentence and changes nothing."""
    number = put()
    assert store.set_state(number, "returned").state == "returned"
    with pytest.raises(StoreError, match="“退回重报”的报告不能直接改为“已通过”"):
        store.set_state(number, "passed")
    assert state(store, number) == "returned"
    for following in ("reviewing", "answered", "passed", "reviewing", "waiting"):
        store.set_state(number, following)  # type: ignore[arg-type]
    moves = [e.after["state"] for e in store.audit(SUBJECT) if e.action == "state" and e.after]
    assert moves == ["returned", "reviewing", "answered", "passed", "reviewing", "waiting"]


def test_every_state_can_be_left_and_has_a_name() -> None:
    """No state is a dead end."""
    assert set(TRANSITIONS) == set(STATE_NAMES)
    assert all(TRANSITIONS.values())


def test_who_saw_an_older_version_is_told(store: Store, put: Put) -> None:
    """Two who claim at once: the second learns that the report was changed."""
    number = put()
    seen = store.submission(number)
    assert seen is not None
    store.acting_as(Actor("甲", "reviewer")).claim(number, seen.version)
    with pytest.raises(Stale, match="刚被别人改动"):
        store.acting_as(Actor("乙", "reviewer")).claim(number, seen.version)
    claimed = store.submission(number)
    assert claimed is not None
    assert (claimed.reviewer, claimed.state, claimed.version) == ("甲", "reviewing", 2)


def test_handing_over_needs_somebody_who_can_review(store: Store, put: Put) -> None:
    """Not to a name that nobody has, not to a reader, not to a disabled account."""
    number = put()
    store.add_account("读", "long enough", "reader")
    for name in ("无此人", "读"):
        with pytest.raises(StoreError, match="没有可以审阅的账户"):
            store.hand_over(number, name)
    store.set_role("读", "reviewer")
    assert store.hand_over(number, "读").reviewer == "读"
    assert store.release(number).reviewer is None


def test_readable_again_it_waits_again(store: Store) -> None:
    """A file that failed and is read by a later engine goes back to 待审."""
    from review.outcome import Failure

    submission, _ = store.add("锁.docx", b"locked")
    failure = Failure("protected", "文件加了密码。")
    document = made_document(report=None, findings=(), score=None, error=failure)
    store.save_review(submission.id, document)
    assert state(store, submission.id) == "failed"
    store.save_review(submission.id, made_document())
    assert state(store, submission.id) == "waiting"


# --- agencies ---


def test_missing_are_those_without_a_report(store: Store, put: Put) -> None:
    """By name or alias, whatever blanks the list has; a withdrawn report does not count."""
    rows = [
        {"name": "某县 水务局", "kind": "department", "contact": "张"},
        {"name": "某县商务局", "aliases": ["某县商务和粮食局", ""]},
        {"name": "某县教育局"},
        {"name": " "},
    ]
    assert store.add_agencies(rows) == (3, 0)
    assert store.add_agencies(rows[:1]) == (0, 1)
    number = put()
    put("某县商务和粮食局")
    assert [a.name for a in store.missing(2024)] == ["某县教育局"]
    assert len(store.missing(2023)) == 3
    store.withdraw(number)
    assert [a.name for a in store.missing(2024)] == ["某县水务局", "某县教育局"]
    [water, *_] = store.agencies()
    assert (water.kind, water.contact, water.aliases) == ("department", "张", ())
    store.remove_agencies([water.id])
    assert [a.name for a in store.missing(2024)] == ["某县教育局"]


# --- notes ---


def test_note_is_kept_and_answers_the_report(store: Store, put: Put) -> None:
    """A draft changes no state; the note does, and its bytes and round are kept."""
    number = put()
    store.record_note(number, draft=True, findings=["f1"], content=b"draft")
    assert state(store, number) == "waiting"
    note = store.record_note(number, draft=False, findings=["f1", "f2"], content=b"note")
    assert state(store, number) == "answered"
    assert [n.draft for n in store.notes(SUBJECT)] == [True, False]
    assert (note.round, note.findings, note.reviewer) == (1, ("f1", "f2"), "本机")
    assert store.note_content(note.id) == b"note"
    with pytest.raises(KeyError):
        store.note_content(99)
    second = put()
    store.record_note(second, draft=False, findings=[], state="returned")
    assert state(store, second) == "returned"
    assert [n.round for n in store.notes(SUBJECT)] == [1, 1, 2]


# --- suppressions ---


def test_suppressed_findings_do_not_count(store: Store, put: Put) -> None:
    """For one agency or for all; ended they count again; nothing is deleted."""
    put()
    put("乙局")
    code = "T201"
    assert [e.must for e in store.queue(sort="added").entries] == [3, 3]
    one = store.suppress(code, agency="乙局", reason="口径不同")
    assert [e.must for e in store.queue(sort="added").entries] == [3, 2]
    assert store.suppressed_codes("乙局") == {code}
    assert store.suppressed_codes("某县水务局") == frozenset()
    assert {r.code for r in store.finding_rows() if r.subject == "乙局|2024"} >= {"N101"}
    assert code not in {r.code for r in store.finding_rows() if r.subject == "乙局|2024"}
    everywhere = store.suppress(code, reason="本年不查", expires=date.today())
    assert [e.must for e in store.queue(sort="added").entries] == [2, 2]
    store.end_suppression(everywhere.id)
    store.end_suppression(one.id)
    assert [e.must for e in store.queue(sort="added").entries] == [3, 3]
    assert store.suppressions() == []
    assert len(store.review(1)["findings"]) == 8  # type: ignore[index]


def test_suppression_ends_with_its_day(store: Store, put: Put, place: str) -> None:
    """The day after, the store counts the findings again when it is opened."""
    put()
    store.suppress("T201", reason="口径不同", expires=date.today())
    with store._committing() as connection:
        yesterday = {"day": date.today() - timedelta(days=1)}
        connection.execute(text("UPDATE suppressions SET expires = :day"), yesterday)
    assert store.suppressions() == []
    reopened = Store.open(place)
    assert [e.must for e in reopened.queue().entries] == [3]
    assert reopened.audit()[-1].action == "suppression_expired"


def test_suppression_needs_reason_and_a_day_to_come(store: Store) -> None:
    """Both are told in a sentence."""
    with pytest.raises(StoreError, match="理由"):
        store.suppress("T201", reason=" ")
    with pytest.raises(StoreError, match="已经过去"):
        store.suppress("T201", reason="x", expires=date.today() - timedelta(days=1))


# --- settings ---


def test_settings_have_versions(store: Store) -> None:
    """Text or bytes; who saw an older version is told; cleared it is as never set."""
    assert store.setting("office") is None
    assert store.set_setting("office", "某县政务公开办", base=0).text == "某县政务公开办"
    with pytest.raises(Stale):
        store.set_setting("office", "别的", base=0)
    assert store.set_setting("office", b"\x00\xff", base=1).value == b"\x00\xff"
    store.clear_setting("office")
    assert store.setting("office") is None
    with pytest.raises(NotAllowed):
        store.acting_as(Actor("甲", "reviewer")).set_setting("office", "x")

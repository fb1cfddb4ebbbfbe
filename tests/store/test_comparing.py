"""Who is to be compared, and that of two who compare at once only one writes."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from review.outcome import Failure
from review.store import Store
from review.store.comparing import ComparedReview, KeptReview, LeaseLost, OwnTextRow
from review.store.rows import now
from review.store.tables import comparing
from tests.screens.made import made_document
from tests.store.conftest import Put

TEXT, FOUND = OwnTextRow("e", "", b"text"), OwnTextRow("e", "found", b"text")


def held(store: Store) -> str:
    holder = store.begin_comparing()
    assert holder is not None
    return holder


def kept(store: Store, number: int) -> KeptReview:
    review = store.kept_review(number)
    assert review is not None
    return review


def compare_all(store: Store, year: int) -> None:
    """As a comparison that changes no review."""
    holder, ids = held(store), store.takes_part(year)
    missing = set(ids) - set(store.own_texts(list(ids)))
    store.keep_own_texts(holder, [(kept(store, n), TEXT) for n in missing])
    store.finish_comparing(holder, year, ids, 0)
    assert store.end_comparing(holder)


def test_last_rounds_of_two_years_take_part(store: Store, put: Put) -> None:
    """Not who was withdrawn, could not be read, or has handed in anew."""
    first, before, later = put("甲局", 2024), put("乙局", 2023), put("丙局", 2025)
    again, gone = put("甲局", 2024), put("丁局", 2024)
    store.withdraw(gone)
    failure = Failure("protected", "文件加了密码。")
    put("戊局", 2024, report=None, findings=(), score=None, error=failure)
    assert store.takes_part(2024) == {again: 2024, before: 2023}
    assert first != again
    assert store.uncompared() == {2023: 1, 2024: 2, 2025: 2}
    assert store.takes_part(2025) == {again: 2024, later: 2025}


def test_what_was_compared_waits_no_more(store: Store, put: Put) -> None:
    """Until one comes, leaves, comes back, or is replaced by a new round."""
    one, _ = put("甲局", 2024), put("乙局", 2024)
    compare_all(store, 2024)
    assert store.uncompared() == {}
    put("丙局", 2023)
    assert store.uncompared() == {2023: 1, 2024: 1}
    compare_all(store, 2023)
    compare_all(store, 2024)
    assert store.uncompared() == {}
    store.withdraw(one)
    assert store.uncompared() == {2024: 1}
    compare_all(store, 2024)
    store.bring_back(one)
    assert store.uncompared() == {2024: 1}
    compare_all(store, 2024)
    put("甲局", 2024)  # one has come and one has left
    assert store.uncompared() == {2024: 2}
    compare_all(store, 2024)
    assert store.uncompared() == {}


def test_a_new_review_is_compared_again_unless_it_knows(store: Store, put: Put) -> None:
    """The digest tells whether it was made with what the comparison found."""
    number = put()
    holder, review = held(store), kept(store, put("乙局", 2024))
    store.keep_own_texts(holder, [(kept(store, number), FOUND), (review, TEXT)])
    store.finish_comparing(holder, 2024, store.takes_part(2024), 0)
    store.end_comparing(holder)
    store.save_review(number, made_document(), b"facts", "found")
    assert store.uncompared() == {}
    assert store.own_texts([number])[number].text == b"text"
    store.save_review(number, made_document(), b"facts", "other")
    assert store.uncompared() == {2024: 1}
    assert store.own_texts([number]) == {}


def test_one_compares_at_a_time(store: Store, put: Put) -> None:
    """Whoever asks meanwhile is told no, and done by the one who is at it."""
    put()
    holder = held(store)
    assert store.comparing()
    assert store.begin_comparing() is None
    assert not store.end_comparing(holder)
    assert store.end_comparing(holder)
    assert not store.comparing()
    store.end_comparing(held(store))


def test_who_has_lost_the_lease_writes_nothing(store: Store, put: Put) -> None:
    """A process that stood still too long must not write over what its successor wrote."""
    number = put()
    old = held(store)
    with store._committing() as connection:
        connection.execute(update(comparing).values(until=now() - timedelta(seconds=1)))
    assert not store.comparing()
    new = held(store)
    review = kept(store, number)
    store.keep_own_texts(new, [(review, TEXT)])
    late = ComparedReview(review, {**review.document, "findings": []}, b"", "x", True)
    for act in (
        lambda: store.stay_comparing(old),
        lambda: store.keep_own_texts(old, [(review, OwnTextRow("e", "", b"old"))]),
        lambda: store.save_compared(old, [late]),
        lambda: store.finish_comparing(old, 2024, [number], 0),
        lambda: store.end_comparing(old),
    ):
        with pytest.raises(LeaseLost):
            act()
    store.drop_comparing(old)
    assert store.comparing()
    assert kept(store, number) == review
    assert store.own_texts([number])[number].text == b"text"
    assert store.uncompared() == {2024: 1}


def test_a_review_that_moved_on_is_told_and_left(store: Store, put: Put) -> None:
    """What another has made of it meanwhile is not written over; without a text it waits for the next comparison."""
    number = put()
    store.save_review(number, made_document(), b"facts")
    holder, review = held(store), kept(store, number)
    store.keep_own_texts(holder, [(review, FOUND)])
    store.save_review(number, made_document(), b"facts again", "found")
    late = ComparedReview(review, review.document, b"late", "x", False)
    assert store.save_compared(holder, [late]) == [number]
    now_there = kept(store, number)
    assert now_there.facts == b"facts again"
    done = ComparedReview(now_there, now_there.document, b"compared", "x", False)
    assert store.save_compared(holder, [done]) == []
    assert (kept(store, number).facts, store.own_texts([number])[number].shared) == (
        b"compared",
        "x",
    )
    store.save_review(number, made_document(), b"read anew")
    gone = ComparedReview(kept(store, number), review.document, b"late", "y", False)
    assert store.save_compared(holder, [gone]) == []
    assert kept(store, number).facts == b"read anew"


def test_findings_of_a_comparison_count(store: Store, put: Put) -> None:
    """Rows, counts and the trail are those of the changed review; the decision on another finding stays."""
    number = put()
    document = made_document()
    store.save_review(number, document, b"facts")
    subject, decided = "某县水务局|2024", document["findings"][0]["id"]
    store.decide(subject, decided, "rejected")
    holder, review = held(store), kept(store, number)
    store.keep_own_texts(holder, [(review, TEXT)])
    [before] = store.queue().entries
    more = {**document["findings"][0], "id": "f" * 16, "code": "D102", "severity": "should"}
    changed = {**document, "findings": [*document["findings"], more]}
    store.save_compared(holder, [ComparedReview(review, changed, b"facts", "x", True)])
    [after] = store.queue().entries
    assert (after.should, after.open_should) == (before.should + 1, before.open_should + 1)
    assert after.open_must == before.open_must
    assert store.decisions(subject)[decided].verdict == "rejected"
    assert store.audit(subject)[-1].action == "reviewed"

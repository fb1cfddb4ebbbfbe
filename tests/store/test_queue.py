"""The queue: filters, order, pages, counts, rounds and duplicates."""

import pytest

from review.finding import Severity
from review.outcome import Failure
from review.store import QueueFilter, Sort, Store, rules_key, subject_of
from review.store.ranking import need
from tests.screens.made import made_document
from tests.store.conftest import Put


def ids(store: Store, sort: Sort = "need", **wanted: object) -> list[int]:
    page = store.queue(QueueFilter(**wanted), sort)  # type: ignore[arg-type]
    return [entry.submission.id for entry in page.entries]


def decide_all(store: Store, agency: str) -> None:
    document = made_document(agency)
    for finding in document["findings"]:
        store.decide(subject_of(document), finding["id"], "accepted")


def test_each_filter_narrows(store: Store, put: Put) -> None:
    """Every member of the filter keeps what fits it and nothing else."""
    water, trade = put("某县水务局"), put("某县商务局", 2023)
    findings = made_document()["findings"]
    store.decide("某县水务局|2024", findings[0]["id"], "accepted")
    store.claim(trade)
    code = findings[0]["code"]
    assert ids(store, year=2023) == [trade]
    assert ids(store, agency="水务") == [water]
    assert ids(store, kind="town") == []
    assert set(ids(store, kind="department")) == {water, trade}
    assert ids(store, reviewer="本机") == [trade]
    assert ids(store, state="waiting") == []
    assert set(ids(store, code=code)) == {water, trade}
    assert ids(store, code=code, undecided=True) == [trade]
    assert ids(store, code=code, severity=Severity.ASK) == []
    assert ids(store, code="Z999") == []
    assert set(ids(store, severity=Severity.MUST)) == {water, trade}
    assert ids(store, severity=Severity.ASK) == []
    assert ids(store, score_from=90) == []
    assert set(ids(store, score_to=90)) == {water, trade}
    assert ids(store, round=2) == []


def test_words_of_two_characters_are_found_in_the_text(store: Store, put: Put) -> None:
    """All words have to be there; signs that SQL reads as patterns are letters here."""
    number = put()
    assert ids(store, words="水质") == [number]
    assert ids(store, words="水质 供水") == [number]
    assert ids(store, words="水质 电力") == []
    assert ids(store, words="40.74%") == [number]
    assert ids(store, words="水_月报") == []
    assert ids(store, words="%") == [number]


def test_pages_are_stretches_of_one_order(store: Store, put: Put) -> None:
    """The pages together are the whole queue, and each knows the total."""
    for number in range(5):
        put(f"某局{number}")
    whole = ids(store)
    pages = [store.queue(limit=2, offset=at) for at in (0, 2, 4)]
    assert [page.total for page in pages] == [5, 5, 5]
    assert [e.submission.id for page in pages for e in page.entries] == whole


def test_most_needed_comes_first(store: Store, put: Put) -> None:
    """What is decided or signed falls back; what cannot be read stands first."""
    decided, waiting = put("甲局"), put("乙局")
    failed, _ = store.add("锁.docx", b"locked")
    failure = Failure("protected", "文件加了密码。")
    store.save_review(failed.id, made_document(report=None, findings=(), score=None, error=failure))
    decide_all(store, "甲局")
    signed = put("丙局")
    store.set_state(signed, "passed")
    assert ids(store) == [failed.id, waiting, decided, signed]
    assert store.neighbours(waiting) == (signed, decided)


def test_rank_weighs_levels_before_numbers() -> None:
    """One open 必须修改 outweighs all open 建议修改; a lower score breaks ties."""
    assert need("waiting", (1, 0, 0), 99.0) > need("waiting", (0, 99, 99), 10.0)
    assert need("waiting", (1, 0, 0), 60.0) > need("waiting", (1, 0, 0), 61.0)
    assert need("reviewing", (0, 0, 0), 100.0) > need("answered", (99, 99, 99), 0.0)
    assert need("failed", (0, 0, 0), None) > need("waiting", (500, 500, 500), 0.0)


def test_other_sorts(store: Store, put: Put) -> None:
    """By agency, score and time of coming."""
    second, first = put("乙局"), put("丙局")
    assert ids(store, "added") == [second, first]
    assert ids(store, "newest") == [first, second]
    assert ids(store, "agency") == sorted([second, first])[::-1]
    assert ids(store, "score") == ids(store, "score_down") == [second, first]


def test_counts_and_progress(store: Store, put: Put) -> None:
    """Counts by state and year; progress by day and reviewer."""
    number = put()
    put("乙局", 2023)
    decide_all(store, "某县水务局")
    store.set_state(number, "answered")
    assert store.counts()["answered"] == 1
    assert store.counts()["waiting"] == 1
    assert store.counts(2023) == {**store.counts(2023), "waiting": 1, "answered": 0}
    [day] = store.progress()
    assert (day.reviewer, day.decisions, day.finished) == ("本机", 8, 1)
    assert store.progress(2023) == []
    assert store.years() == [2024, 2023]
    assert store.reviewers() == ["本机"]


def test_later_file_is_the_next_round(store: Store, put: Put) -> None:
    """A second file of the same agency and year is round 2; of another year round 1."""
    rounds = [store.submission(put()), store.submission(put()), store.submission(put(year=2023))]
    assert [s.round for s in rounds if s] == [1, 2, 1]
    assert store.duplicates() == []


@pytest.mark.parametrize("settle", ["withdraw", "round"])
def test_two_of_one_batch_are_settled(store: Store, put: Put, settle: str) -> None:
    """Duplicates until one is withdrawn or moved to another round."""
    first, second = put(batch="b"), put(batch="b")
    assert [[s.id for s in group] for group in store.duplicates()] == [[first, second]]
    assert all(entry.duplicate for entry in store.queue().entries)
    if settle == "withdraw":
        store.withdraw(first)
        assert ids(store) == [second]
        assert ids(store, withdrawn=True) == [first]
    else:
        store.set_round(second, 2)
    assert store.duplicates() == []
    assert not any(entry.duplicate for entry in store.queue().entries)


def test_outdated_tells_other_rules(store: Store, put: Put) -> None:
    """A review by another version is outdated; by another last year's report it is not."""
    number = put()
    engine = made_document()["engine"]
    key = rules_key(engine)
    assert rules_key({**engine, "last_year_sha256": "f" * 64}) == key
    assert store.outdated(key) == []
    newer = rules_key({**engine, "version": "9"})
    assert [s.id for s in store.outdated(newer)] == [number]
    assert [e.outdated for e in store.queue(rules=newer).entries] == [True]
    assert ids(store, outdated_by=newer) == [number]
    assert ids(store, outdated_by=key) == []


def test_review_that_reads_another_agency_moves_the_report(store: Store, put: Put) -> None:
    """A new review with another agency gives the file its place in that agency's rounds."""
    put("甲局")
    moved = put("乙局")
    store.save_review(moved, made_document("甲局"))
    submission = store.submission(moved)
    assert submission is not None
    assert (submission.agency, submission.round) == ("甲局", 2)


def test_share_of_reuse_is_shown(store: Store, put: Put) -> None:
    """What the comparison of reports found stands in the queue."""
    number = put()
    store.set_reuse({number: 0.4})
    assert [entry.reuse for entry in store.queue().entries] == [0.4]

"""Copied text among the reports of a store: what a reviewer finds after they came one by one."""

from dataclasses import replace
from typing import Any

import pytest

from review.finding import Severity
from review.rechecking import recheck_among
from review.screens.comparing import compare
from review.screens.reviewing import review_outdated
from review.screens.scores import current_rubric, save_rubric
from review.store import QueueFilter, Store
from review.store.tables import own_texts
from tests.copying.texts import OTHERS
from tests.screens.copied_reports import LIKE, PASSAGE, Add, adder, finding, reason, subject
from tests.store.conftest import empty_schema, place, server, store

__all__ = ["empty_schema", "place", "server", "store"]


@pytest.fixture
def add(store: Store) -> Add:
    return adder(store)


def test_both_have_it_after_the_second_came(store: Store, add: Add) -> None:
    """Alone it says why nothing was compared; then each names the other, and who was first."""
    one = add("清和县商务局", problems=PASSAGE)
    assert "没有其他机关的报告" in reason(store, one)
    two = add("临河县教育局", problems=LIKE, published="20日")
    first, second = finding(store, one), finding(store, two)
    assert first is not None and second is not None
    assert "临河县教育局" in first["message"]
    assert "本报告公布在先" in first["message"]
    assert "清和县商务局2023年度报告公布在先" in second["message"]
    assert (first["severity"], second["severity"]) == ("ask", "should")
    assert reason(store, one) == reason(store, two) == ""
    foreign = [e for e in second["evidence"] if e.get("source")]
    assert {e["source"]["agency"] for e in foreign} == {"清和县商务局"}
    assert [e["quote"] for e in foreign if e["quote"] not in PASSAGE] == []
    mine = [e for e in second["evidence"] if not e.get("source")]
    assert len(mine) == len(foreign) == 2


def test_it_counts_like_all_others(store: Store, add: Add) -> None:
    """In the queue, its filter, the rows of statistics and the search for open ones."""
    add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=PASSAGE, published="20日")
    before = store.queue(QueueFilter(code="D102", undecided=True))
    assert before.total == 2
    [entry] = [e for e in before.entries if e.submission.id == two]
    assert entry.should + entry.must + entry.ask == len(
        [row for row in store.finding_rows() if row.submission_id == two]
    )
    found = finding(store, two)
    assert found is not None
    store.decide(subject(store, two), found["id"], "accepted")
    assert store.queue(QueueFilter(code="D102", undecided=True)).total == 1
    assert found["points"] > 0


def test_a_name_left_in_the_passage_is_certain(store: Store, add: Add) -> None:
    """D103 is sharpened by it, as in a folder."""
    left = PASSAGE.replace("群众", "清和县的群众")
    four = add("大河县民政局", problems=left.replace("清和县", "长山县"), compared=False)
    alone = finding(store, four, "D103")
    assert alone is None or alone["severity"] == "ask"
    add("长山县林业局", problems=left, published="12日")
    found = finding(store, four, "D103")
    assert found is not None
    assert found["severity"] == "must"
    assert "长山县" in found["message"]


def test_what_was_decided_survives_a_third(store: Store, add: Add) -> None:
    """The finding stays the same one, though more agencies are named in it; own findings stay as well."""
    one = add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    found = finding(store, two)
    assert found is not None
    store.decide(subject(store, two), found["id"], "accepted", reason="查过", edited="请重写。")
    mine = store.add_own_finding(
        subject(store, two), section="problems", severity=Severity.ASK, message="另一条"
    )
    overview = (
        f"{OTHERS[0]}{OTHERS[2]}{OTHERS[4]}"  # with which it has more in common than with the first
    )
    add("大河县民政局", overview=overview, problems=PASSAGE, published="18日")
    three = add("长山县林业局", problems=PASSAGE, published="25日")
    again = finding(store, two)
    assert again is not None
    assert again["id"] == found["id"]
    assert "长山县林业局" in again["message"]
    decision = store.decisions(subject(store, two))[found["id"]]
    assert (decision.verdict, decision.reason, decision.edited) == ("accepted", "查过", "请重写。")
    assert [own.id for own in store.own_findings(subject(store, two))] == [mine.id]
    [entry] = [e for e in store.queue().entries if e.submission.id == two]
    assert entry.own == 1
    assert finding(store, one) is not None
    assert finding(store, three) is not None


def test_a_new_round_takes_the_place_of_the_old(store: Store, add: Add) -> None:
    """The rewritten report shares nothing any more, and the other one has nothing to tell either."""
    one = add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    again = add("临河县教育局", "第二轮", published="26日")
    assert [s.round for s in store.of_subject(subject(store, two))] == [1, 2]
    assert finding(store, again) is None
    assert reason(store, again) == ""
    assert finding(store, one) is None
    assert finding(store, two) is not None  # the first round stays as it was answered


@pytest.mark.slow
def test_the_second_round_has_the_decision_of_the_first(store: Store, add: Add) -> None:
    """What is copied still is the same finding of the same agency and year."""
    add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    found = finding(store, two)
    assert found is not None
    store.decide(subject(store, two), found["id"], "accepted")
    again = add("临河县教育局", "第二轮", problems=PASSAGE, published="26日")
    second = finding(store, again)
    assert second is not None
    assert second["id"] in store.decisions(subject(store, again))


@pytest.mark.slow
def test_withdrawn_it_is_no_source(store: Store, add: Add) -> None:
    """And brought back it is one again."""
    one = add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    add("长山县林业局", published="25日")
    store.withdraw(one)
    assert store.uncompared() == {2023: 1}
    list(compare(store))
    assert finding(store, two) is None
    store.bring_back(one)
    list(compare(store))
    assert finding(store, two) is not None


@pytest.mark.slow
def test_the_year_before_is_a_source(store: Store, add: Add) -> None:
    """Copied from another agency's report of last year, whichever came first; that one stays as it was."""
    two = add("临河县教育局", year=2024, problems=LIKE.replace("2023", "2024"))
    one = add("清和县商务局", problems=PASSAGE)
    found = finding(store, two)
    assert found is not None
    assert "清和县商务局2023年度报告公布在先" in found["message"]
    assert finding(store, one) is None


def test_only_what_changed_is_checked_again(store: Store, add: Add) -> None:
    """An unrelated report makes one review anew, its own; and then there is nothing to do."""
    add("清和县商务局", problems=PASSAGE)
    add("临河县教育局", problems=LIKE, published="20日")
    three = add("长山县林业局", compared=False)
    before = {n: store.kept_review(n) for n in (1, 2)}
    assert store.uncompared() == {2023: 1}
    [told] = compare(store)
    assert (told.reports, told.changed) == (3, 1)
    assert {n: store.kept_review(n) for n in (1, 2)} == before
    assert reason(store, three) == ""
    assert store.uncompared() == {}
    assert list(compare(store)) == []


@pytest.mark.slow
def test_reviewed_again_it_keeps_what_is_shared(store: Store, add: Add) -> None:
    """Last year's report coming in later has this year's reviewed beside it: D102 stays."""
    add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    before = finding(store, two)
    add("临河县教育局", year=2022, compared=False)
    document = store.review(two)
    assert document is not None
    assert document["engine"]["last_year_sha256"]
    assert finding(store, two) == before


def test_reviewed_from_its_file_it_is_compared_again(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change of the program the file is read again, and what it shares is found again."""
    from review.screens import reviewing

    add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    before = finding(store, two)
    monkeypatch.setattr(reviewing, "changed_rules", lambda *_: None)
    assert len(list(review_outdated(store, "other rules"))) == 4
    assert finding(store, two) is None
    assert "还没有比对" in reason(store, two)
    assert store.uncompared() == {2023: 2}
    list(compare(store))
    assert finding(store, two) == before


@pytest.mark.slow
def test_texts_of_another_program_are_made_anew(store: Store, add: Add) -> None:
    """What it kept is not looked into."""
    add("清和县商务局", problems=PASSAGE)
    with store._committing() as connection:
        connection.execute(own_texts.update().values(edition="older", text=b"\xff\x00"))
    two = add("临河县教育局", problems=LIKE, published="20日")
    assert finding(store, two) is not None


def test_a_fault_of_ours_leaves_the_others_compared(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report on which it happens stays as it was."""
    from review.screens import comparing

    def fail(document: dict[str, Any], *more: Any) -> tuple[dict[str, Any], bytes]:
        if document["report"]["agency"] == "清和县商务局":
            raise RuntimeError("text of the report")
        return recheck_among(document, *more)

    monkeypatch.setattr(comparing, "recheck_among", fail)
    one = add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日")
    assert finding(store, one) is None
    assert finding(store, two) is not None
    assert store.uncompared() == {}


@pytest.mark.slow
def test_without_what_was_kept_it_says_why(store: Store, add: Add) -> None:
    """Its text still serves the others."""
    one = add("清和县商务局", problems=PASSAGE)
    document = store.review(one)
    assert document is not None
    store.save_review(one, document)
    two = add("临河县教育局", problems=LIKE, published="20日")
    assert finding(store, one) is None
    assert "没有其他机关的报告" in reason(store, one)
    assert finding(store, two) is not None
    assert store.uncompared() == {}


def test_the_lease_is_made_longer_though_nothing_is_found(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports that share nothing may take long to compare; the store is told so by the clock."""
    from review.screens import comparing

    add("清和县商务局", compared=False)
    add("临河县教育局", compared=False)
    stayed: list[str] = []
    monkeypatch.setattr(comparing, "_STAY", -1.0)
    monkeypatch.setattr(Store, "stay_comparing", lambda _, holder: stayed.append(holder))
    list(compare(store))
    assert len(stayed) > 2
    assert len(set(stayed)) == 1


@pytest.mark.slow
def test_the_office_s_rubric_counts_it(store: Store, add: Add) -> None:
    """A store with a rubric of its own scores what the comparison found by it."""
    add("清和县商务局", problems=PASSAGE)
    usual = current_rubric(store)
    dear = tuple(
        replace(d, costs={**d.costs, "D102": 3.5}) if "D102" in d.costs else d
        for d in usual.dimensions
    )
    save_rubric(store, replace(usual, dimensions=dear))
    two = add("临河县教育局", problems=LIKE, published="20日")
    [row] = [r for r in store.finding_rows() if (r.code, r.submission_id) == ("D102", two)]
    assert row.points == 3.5
    document = store.review(two)
    [entry] = [e for e in store.queue().entries if e.submission.id == two]
    assert document is not None and entry.score is not None
    assert entry.score < document["score"]["total"]

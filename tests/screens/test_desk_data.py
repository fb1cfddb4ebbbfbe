"""What the desk is told of decisions, clashes, own findings and other reports."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.errors import ReviewError
from review.finding import Severity
from review.screens.comparison import in_common
from review.screens.desk_data import Receipts, clash_view, standing_line, without_suppressed
from review.screens.signing import sign
from review.screens.view import report_view
from review.store import Actor, Change, OwnChange, Store, Submission, subject_of
from tests.screens.made import TEXTS, made_document

DOCUMENT = made_document()
SUBJECT = subject_of(DOCUMENT)
FIRST = DOCUMENT["findings"][0]["id"]
OTHER = Actor("王某", "reviewer")


@pytest.fixture
def store(empty_store: Path) -> Store:
    return Store.open(empty_store)


def put(store: Store) -> Submission:
    submission, _ = store.add("甲.docx", b"bytes")
    store.save_review(submission.id, DOCUMENT)
    return submission


def test_clash_tells_both_sides(store: Store) -> None:
    """Who, what, why and when; the version is what the next decision is based on."""
    store.acting_as(OTHER).decide(SUBJECT, FIRST, "rejected", reason="口径不同")
    taken = store.take("d", [Change(1, SUBJECT, FIRST, "accepted", base=0)])
    view = clash_view("d", taken.clashes[0])
    assert view is not None
    assert view["mine"]["verdict"] == "accepted"
    assert view["theirs"] | {"at": ""} == {
        "verdict": "rejected",
        "reason": "口径不同",
        "edited": "",
        "reviewer": "王某",
        "at": "",
        "version": 1,
    }
    receipts = Receipts({}).with_taken("d", taken.last, taken.clashes)
    assert (receipts.numbers, receipts.clashes) == ({"d": 1}, (view,))


def test_two_of_one_mind_do_not_clash(store: Store) -> None:
    """Where both decided the same there is nothing to settle."""
    store.acting_as(OTHER).decide(SUBJECT, FIRST, "accepted")
    taken = store.take("d", [Change(1, SUBJECT, FIRST, "accepted", base=0)])
    assert len(taken.clashes) == 1
    assert clash_view("d", taken.clashes[0]) is None


def test_own_finding_that_another_changed(store: Store) -> None:
    """Both wordings are told."""
    own = store.acting_as(OTHER).add_own_finding(
        SUBJECT, section="overview", severity=Severity.ASK, message="原话"
    )
    change = OwnChange(1, SUBJECT, own.id, "overview", Severity.MUST, "改过的话", base=0)
    taken = store.acting_as(Actor("李某", "reviewer")).take("d", [change])
    view = clash_view("d", taken.clashes[0])
    assert view is not None
    assert (view["mine"]["edited"], view["theirs"]["edited"]) == ("改过的话", "原话")
    assert view["theirs"]["reviewer"] == "王某"


def test_own_finding_stands_in_the_list(store: Store) -> None:
    """It is listed by its level and marked in the text; where the words moved, they are found again."""
    start = TEXTS["overview"].index("培训2次") + 3  # not where it is
    store.add_own_finding(
        SUBJECT,
        section="overview",
        severity=Severity.MUST,
        message="没有写明培训了谁",
        start=start,
        end=start + 4,
        quote="培训2次",
    )
    store.add_own_finding(
        SUBJECT, section="other", severity=Severity.ASK, message="不见了", quote="没有这句话"
    )
    view = report_view(DOCUMENT, store.decisions(SUBJECT), store.own_findings(SUBJECT))
    own = [f for f in view["findings"] if f["own"]]
    assert [(f["level"], f["where"]) for f in own] == [
        ("must", "没有写明培训了谁"),
        ("ask", "不见了"),
    ]
    place = view["findings"].index(own[0])
    overview = next(s for s in view["sections"] if s["key"] == "overview")
    runs = [run for paragraph in overview["paragraphs"] for run in paragraph]
    assert [run["text"] for run in runs if place in run["marks"]] == ["培训2次"]
    assert view["decisions"][own[0]["id"]]["verdict"] == "accepted"
    gone = view["findings"].index(own[1])
    marked = [r for s in view["sections"] for p in s["paragraphs"] for r in p if gone in r["marks"]]
    assert marked == []


def test_paragraphs_say_where_they_begin() -> None:
    """What is marked on the screen is found again in the section's text."""
    for section in report_view(DOCUMENT, {})["sections"]:
        for start, paragraph in zip(section["starts"], section["paragraphs"], strict=True):
            words = "".join(run["text"] for run in paragraph)
            assert TEXTS[section["key"]][start : start + len(words)] == words


@given(st.text("甲乙丙丁戊", max_size=40), st.text("甲乙丙丁戊", max_size=40))
def test_comparison_keeps_both_texts(here: str, there: str) -> None:
    """Joined, the stretches give each text again; what is told as shared stands in both."""
    for pieces, text, other in zip(
        in_common(here, there), (here, there), (there, here), strict=True
    ):
        assert "".join(words for words, _ in pieces) == text
        assert all(words in other for words, shared in pieces if shared)


def test_suppressed_checks_are_not_shown(store: Store) -> None:
    """A check that is switched off for the agency is left out; the review itself keeps it."""
    put(store)
    store.suppress("W101", agency="某县水务局", reason="原文如此")
    shown = without_suppressed(store, DOCUMENT)
    assert "W101" not in {f["code"] for f in shown["findings"]}
    assert len(shown["findings"]) == len(DOCUMENT["findings"]) - 1


def test_head_says_who_has_it(store: Store) -> None:
    """Round, state, and whose it is."""
    submission = put(store)
    assert standing_line(submission, "本机") == "第1轮 · 待审"
    claimed = store.acting_as(OTHER).claim(submission.id)
    assert standing_line(claimed, "本机").endswith("（王某）")
    assert standing_line(claimed, "王某").endswith("（本人）")


def test_signing_keeps_the_note(store: Store) -> None:
    """An undecided 必须修改 keeps it back; afterwards state and note are there."""
    submission = put(store)
    with pytest.raises(ReviewError, match="必须修改"):
        sign(store, submission.id, "answered")
    assert store.notes(SUBJECT) == []
    for finding in DOCUMENT["findings"]:
        store.decide(SUBJECT, finding["id"], "accepted")
    assert "退回" in sign(store, submission.id, "returned")
    [note] = store.notes(SUBJECT)
    assert not note.draft
    found = store.submission(submission.id)
    assert found is not None
    assert found.state == "returned"


def test_reader_signs_nothing(store: Store) -> None:
    """The store refuses it, with a sentence."""
    submission = put(store)
    with pytest.raises(ReviewError):
        sign(store.acting_as(Actor("张某", "reader")), submission.id, "passed")

"""Statistics, rules and rubric on the screen: what they tell and what they change."""

import csv
import io
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from review.finding import Severity
from review.locations import app_file
from review.profile import load_profile
from review.rubric import parse_rubric, rubric_of, write_rubric
from review.screens import similar_page
from review.screens.scores import (
    RUBRIC,
    current_rubric,
    machine_sheet,
    rescore,
    reviewer_rows,
    reviewer_sheet,
    save_rubric,
    score_review,
    standing_of,
)
from review.screens.statistics_data import ranking_rows
from review.screens.tables import as_csv
from review.standing import sheets
from review.store import Store, subject_of
from tests.screens.made import made_document


@pytest.fixture
def store(empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("NIANBAO_STORE", str(empty_store))
    made = Store.open(empty_store)
    for number in range(3):
        one, _ = made.add(f"{number}.docx", str(number).encode())
        made.save_review(one.id, made_document(f"某县{number}局"))
    return made


def page(name: str) -> AppTest:
    at = AppTest.from_file(str(app_file()), default_timeout=60)
    at.query_params["page"] = name
    return at.run()


def texts(at: AppTest) -> str:
    return "\n".join(element.value for element in at.text)


@pytest.mark.parametrize("name", ["statistics", "similar", "rules", "rubric", "missing"])
def test_pages_are_drawn_with_and_without_reports(
    store: Store, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither an empty store nor a filled one is a traceback."""
    assert not page(name).exception
    monkeypatch.setenv("NIANBAO_STORE", str(tmp_path / "empty.sqlite"))
    assert not page(name).exception


def test_check_is_switched_off_with_a_reason_and_on_again(store: Store) -> None:
    """Without a reason it is not; the queue's counts follow."""
    before = store.queue().entries[0].must
    at = page("rules")
    press = next(b for b in at.button if b.label == "停用")
    at = press.click().run()
    assert "要写明理由" in texts(at)
    code = next(f["code"] for f in made_document()["findings"] if f["severity"] == "must")
    next(s for s in at.selectbox if s.label == "检查").set_value(code)
    next(t for t in at.text_input if t.label.startswith("理由")).set_value("本省口径不同")
    at = next(b for b in at.button if b.label == "停用").click().run()
    assert "本省口径不同" in texts(at)
    assert store.queue().entries[0].must < before
    next(b for b in at.button if b.label == "恢复").click().run()
    assert store.queue().entries[0].must == before


def test_reviewers_score_counts_what_was_adopted(store: Store) -> None:
    """Undecided and rejected findings cost nothing; one's own do."""
    document = made_document("某县0局")
    subject = subject_of(document)
    rubric = current_rubric(store)
    machine = machine_sheet(document, frozenset(), rubric)

    def total() -> float:
        return reviewer_sheet(
            document, store.decisions(subject), store.own_findings(subject), frozenset(), rubric
        ).total

    assert machine.total < 100
    assert total() == 100
    for finding in document["findings"]:
        store.decide(subject, finding["id"], "accepted")
    assert total() == machine.total
    own = store.add_own_finding(
        subject, section="overview", severity=Severity.SHOULD, message="漏写"
    )
    assert total() == machine.total - 1
    store.withdraw_own_finding(own.id)
    for finding in document["findings"]:
        store.decide(subject, finding["id"], "rejected")
    assert total() == 100


def test_saved_rubric_scores_all_reports_anew(store: Store) -> None:
    """The queue's scores follow at once; going back to the program's restores them."""
    old = [entry.score for entry in store.queue(sort="added").entries]
    text = write_rubric(rubric_of(load_profile())).replace("T201 = 5", "T201 = 25")
    save_rubric(store, parse_rubric(text.encode()))
    new = [entry.score for entry in store.queue(sort="added").entries]
    assert all(b < a for a, b in zip(old, new, strict=True) if a is not None and b is not None)
    assert store.setting(RUBRIC) is not None
    save_rubric(store, None)
    again = [entry.score for entry in store.queue(sort="added").entries]
    national = machine_sheet(made_document(), frozenset(), rubric_of(load_profile())).total
    assert again == [national] * 3


def test_standing_is_among_the_kind_of_the_year(store: Store) -> None:
    """Three equal departments share the first place."""
    place = standing_of(store, store.submissions()[0].id)
    assert place is not None
    assert (place.rank, place.of) == (1, 3)


def test_new_review_is_scored_by_the_offices_rubric(store: Store) -> None:
    """Also one that comes in after the rubric was saved."""
    text = write_rubric(rubric_of(load_profile())).replace("T201 = 5", "T201 = 25")
    save_rubric(store, parse_rubric(text.encode()))
    rubric = current_rubric(store)
    document = made_document("某县九局")
    one, _ = store.add("9.docx", b"9")
    store.save_review(one.id, document)
    score_review(store, one.id, document)
    [entry] = [e for e in store.queue().entries if e.submission.id == one.id]
    assert entry.score == machine_sheet(document, frozenset(), rubric).total
    assert entry.score < document["score"]["total"]


def test_suppressed_check_takes_no_points(store: Store) -> None:
    """Of that agency alone; the queue sorts by the new score."""
    document = made_document("某县0局")
    code = next(f["code"] for f in document["findings"] if f["severity"] == "must")
    before = {e.agency: e.score or 0 for e in store.queue().entries}
    store.suppress(code, agency="某县0局", reason="本省口径不同")
    rescore(store, "某县0局")
    after = {e.agency: e.score or 0 for e in store.queue().entries}
    assert after["某县0局"] > before["某县0局"]
    assert after["某县1局"] == before["某县1局"]
    assert store.queue(sort="need").entries[-1].agency == "某县0局"


def test_ranking_tells_both_scores(store: Store) -> None:
    """All equal by the machine; who has a finding adopted or added falls behind by the reviewer's."""
    document = made_document("某县1局")
    subject = subject_of(document)
    store.add_own_finding(subject, section="end", severity=Severity.MUST, message="漏报")
    gone = store.add_own_finding(subject, section="end", severity=Severity.MUST, message="误加")
    store.withdraw_own_finding(gone.id)
    scores = store.score_rows()
    made = sheets([r.submission_id for r in scores], reviewer_rows(store), current_rubric(store))
    rows = {row["单位"]: row for row in ranking_rows(scores, made)}
    assert [row["名次"] for row in rows.values()] == [1, 1, 1]
    assert rows["某县1局"]["审阅得分"] == 97
    assert [rows[f"某县{n}局"]["审阅名次"] for n in range(3)] == [1, 3, 1]
    assert rows["某县1局"]["不低于同类"] == "100%"


def test_quality_of_a_profiles_rules(store: Store) -> None:
    """Reports that another profile reviewed are left out."""
    name = made_document()["engine"]["profile"]
    assert store.profiles() == [name]
    assert store.rule_quality(profile=name) == store.rule_quality()
    assert store.rule_quality(profile=f"{name}2") == []


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\u00a0=1", "\n=1", "\r=1"]
)
def test_formulas_are_made_texts(text: str) -> None:
    """Also behind blanks and after a line break."""
    (_, row) = csv.reader(io.StringIO(as_csv([{"单位": text}]).decode("utf-8-sig")))
    assert row[0].startswith("'")


def test_csv_is_what_spreadsheets_here_expect() -> None:
    """UTF-8 with its mark, names first."""
    assert as_csv([{"单位": "某局", "得分": -1.5}]) == "\ufeff单位,得分\r\n某局,-1.5\r\n".encode()


def test_shared_passages_stand_side_by_side(store: Store) -> None:
    """Three reports with the same text: each is told with whom it shares it."""
    at = page("similar")
    assert not at.exception
    assert at.dataframe[0].value["单位"].tolist()
    assert len(at.dataframe[0].value) == 3


def test_a_large_year_is_compared_when_asked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits a minute for a page that was opened in passing."""
    monkeypatch.setattr(similar_page, "_AT_ONCE", 2)
    at = page("similar")
    assert not len(at.dataframe)
    next(b for b in at.button if b.label.startswith("比对")).click().run()
    assert len(at.dataframe[0].value) == 3

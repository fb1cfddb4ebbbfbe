"""Statistics, rules and rubric on the screen: what they tell and what they change."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from review.finding import Severity
from review.locations import app_file
from review.profile import load_profile
from review.rubric import parse_rubric, rubric_of, write_rubric
from review.screens.scores import (
    RUBRIC,
    current_rubric,
    machine_sheet,
    reviewer_sheet,
    save_rubric,
    standing_of,
)
from review.screens.tables import as_csv, safe_cell
from review.store import Store, subject_of
from tests.screens.made import made_document


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    place = tmp_path / "store.sqlite"
    monkeypatch.setenv("NIANBAO_STORE", str(place))
    made = Store.open(place)
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


@pytest.mark.parametrize("name", ["statistics", "rules", "rubric", "missing"])
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


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\u00a0=1", "甲\n=1", "\r=1"]
)
def test_formulas_are_made_texts(text: str) -> None:
    """Also behind blanks and after a line break."""
    assert safe_cell(text) == f"'{text}"


@given(st.text(max_size=20), st.integers())
def test_numbers_stay_numbers(text: str, number: int) -> None:
    """A negative number is no formula; other texts are not touched."""
    assert safe_cell(number) == number
    assert safe_cell(f"甲{text.splitlines()[0] if text else ''}").lstrip("'").startswith("甲")


def test_csv_is_what_spreadsheets_here_expect() -> None:
    """UTF-8 with its mark, names first."""
    assert as_csv([{"单位": "某局", "得分": -1.5}]) == "\ufeff单位,得分\r\n某局,-1.5\r\n".encode()

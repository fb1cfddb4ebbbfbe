"""Real files into the store: read once, held beside last year's, checked again without being read."""

from pathlib import Path
from typing import Any

import pytest

from review.screens import reviewing
from review.screens.reviewing import review_outdated, take_in
from review.store import Store

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
YEARS = [
    SAMPLES / "last_year" / "清和县水务局2023年报.docx",
    SAMPLES / "reports" / "清和县水务局2024年报.docx",
]
OTHERS = [
    SAMPLES / "reports" / "清和县柳渡镇人民政府2024年报.txt",
    SAMPLES / "reports" / "区商务局2024年报.docx",
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store.sqlite")


def reviews(store: Store) -> dict[str, Any]:
    """The reviews by the file's name, without what depends on when."""
    return {one.name: store.review(one.id) for one in store.submissions()}


@pytest.mark.slow
def test_several_processes_give_what_one_gives(store: Store, tmp_path: Path) -> None:
    """Same reviews, same steps in the order of the files; last year's is found either way."""
    other = Store.open(tmp_path / "other.sqlite")
    paths = [*YEARS, *OTHERS, YEARS[0]]
    one = list(take_in(store, paths))
    two = list(take_in(other, paths, 2))
    assert [(s.number, s.name, s.outcome) for s in one] == [
        (s.number, s.name, s.outcome) for s in two
    ]
    assert reviews(store) == reviews(other)
    assert reviews(store)[YEARS[1].name]["engine"]["last_year_sha256"]


@pytest.mark.slow
@pytest.mark.parametrize("paths", [YEARS, YEARS[::-1]], ids=["in order", "later first"])
def test_each_file_is_read_once(
    store: Store, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever year comes in first, both reviews stand beside each other without a second reading."""
    read: list[str] = []
    upload = reviewing.review_upload

    def counted(data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
        read.append(name)
        return upload(data, name)

    monkeypatch.setattr(reviewing, "review_upload", counted)
    list(take_in(store, paths))
    assert read == [path.name for path in paths]
    made = reviews(store)
    assert made[YEARS[0].name]["engine"]["last_year_sha256"] is None
    assert made[YEARS[1].name]["engine"]["last_year_sha256"] == next(
        one.sha256 for one in store.submissions() if one.name == YEARS[0].name
    )


@pytest.mark.slow
def test_changed_rule_runs_without_the_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept serves; decisions stay; where the understanding changed the file is read."""
    list(take_in(store, [*YEARS, OTHERS[0]]))
    before = reviews(store)
    subject = store.queue(limit=1).entries[0].subject
    finding = next(
        f["id"] for r in before.values() for f in r["findings"] if subject.startswith(r["report"]["agency"])
    )  # fmt: skip
    store.decide(subject, finding, "rejected", reason="口径不同")

    def never(data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
        raise AssertionError("read again")

    monkeypatch.setattr(reviewing, "review_upload", never)
    monkeypatch.setattr(reviewing, "changed_rules", lambda understood, rules: frozenset({"T201"}))
    steps = list(review_outdated(store, "other rules"))
    assert [s.outcome for s in steps if s.outcome] == ["added"] * 3
    assert reviews(store) == before
    assert store.decisions(subject)[finding].verdict == "rejected"
    monkeypatch.setattr(reviewing, "changed_rules", lambda understood, rules: None)
    with pytest.raises(AssertionError, match="read again"):
        list(review_outdated(store, "other rules"))


@pytest.mark.slow
def test_stopped_batch_goes_on_where_it_was(store: Store) -> None:
    """What was reviewed is known the second time; the rest is reviewed."""
    steps = take_in(store, [*OTHERS, *YEARS])
    for step in steps:
        if step.outcome:
            break
    steps.close()
    outcomes = [s.outcome for s in take_in(store, [*OTHERS, *YEARS]) if s.outcome]
    assert outcomes == ["known", "added", "added", "added"]

"""Comparisons that meet, are broken off, or are overtaken: nothing is taken for compared that is not."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from review.screens.comparing import ComparedElsewhere, compare
from review.store import Store
from tests.screens.copied_reports import LIKE, PASSAGE, Add, adder, finding, reason, text
from tests.store.conftest import empty_schema, place, server, store

__all__ = ["empty_schema", "place", "server", "store"]
pytestmark = pytest.mark.slow


@pytest.fixture
def add(store: Store) -> Add:
    return adder(store)


def test_who_comes_while_another_compares_is_done_by_it(store: Store, add: Add) -> None:
    """The second is told so, and the first goes on until nothing is left."""
    add("清和县商务局", problems=PASSAGE, compared=False)
    add("大河县民政局", compared=False)
    first = compare(store)
    next(first)
    two = add("临河县教育局", problems=LIKE, published="20日", compared=False)
    with pytest.raises(ComparedElsewhere, match="一并比对"):
        list(compare(store))
    assert store.comparing()
    assert len(list(first)) == 1
    assert finding(store, two) is not None
    assert not store.comparing()
    assert store.uncompared() == {}


@pytest.fixture
def stopped(store: Store, add: Add, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A comparison that fails when half of what changed is stored."""
    from review.screens import comparing

    add("清和县商务局", problems=PASSAGE)
    add("大河县民政局", problems=PASSAGE, published="18日")
    two = add("临河县教育局", problems=LIKE, published="20日", compared=False)
    with monkeypatch.context() as patched:
        patched.setattr(comparing, "_AT_ONCE", 1)
        save, calls = Store.save_compared, []

        def fail(self: Store, holder: str, changed: Any) -> list[int]:
            calls.append(1)
            if len(calls) == 2:
                raise RuntimeError("power")
            return save(self, holder, changed)

        patched.setattr(Store, "save_compared", fail)
        with pytest.raises(RuntimeError):
            list(compare(store))
    yield two


def test_a_comparison_that_was_broken_off_is_done_later(store: Store, stopped: int) -> None:
    """Nothing is taken for done, and nobody has to wait for it."""
    assert store.uncompared() == {2023: 1}
    assert not store.comparing()
    list(compare(store))
    for number in (1, 2, stopped):
        found = finding(store, number)
        assert found is not None
        assert sum(name in found["message"] for name in ("商务局", "民政局", "教育局")) == 2


def test_changed_while_it_is_compared_it_is_not_taken_for_compared(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that is read again between the map and its keeping is compared once more."""
    one = add("清和县商务局", problems=PASSAGE)
    two = add("临河县教育局", problems=LIKE, published="20日", compared=False)
    save = Store.save_compared

    def save_late(self: Store, holder: str, changed: Any) -> list[int]:
        monkeypatch.setattr(Store, "save_compared", save)
        kept = store.kept_review(two)
        assert kept is not None
        store.save_review(two, kept.document, kept.facts)  # as another process does
        return save(self, holder, changed)

    monkeypatch.setattr(Store, "save_compared", save_late)
    list(compare(store))
    assert store.uncompared() == {2023: 1}
    list(compare(store))
    assert finding(store, one) is not None
    assert finding(store, two) is not None
    assert store.uncompared() == {}


@pytest.mark.slow
def test_two_commands_at_once_lose_nothing(place: str, tmp_path: Path) -> None:
    """Each adds its files and compares, or leaves that to the other: in the end all is compared."""
    words = {
        "清和县商务局": {"problems": PASSAGE},
        "临河县教育局": {"problems": LIKE, "published": "20日"},
        "长山县林业局": {},
        "大河县民政局": {"problems": PASSAGE, "published": "25日"},
    }
    for number, (agency, more) in enumerate(words.items()):
        folder = tmp_path / str(number % 2)
        folder.mkdir(exist_ok=True)
        (folder / f"{agency}.txt").write_text(text(agency, **more), encoding="utf-8")
    Store.open(place).close()
    command = [sys.executable, "-m", "review", "add", "--store", place]
    started = [
        subprocess.Popen([*command, str(tmp_path / name)], stdout=subprocess.PIPE) for name in "01"
    ]
    said = [process.communicate(timeout=300)[0].decode() for process in started]
    assert [process.returncode for process in started] == [0, 0], said
    store = Store.open(place)
    assert store.uncompared() == {}
    assert not store.comparing()
    shared = {}
    for one in store.submissions():
        found = finding(store, one.id)
        shared[one.agency] = sum(name in found["message"] for name in words) if found else 0
        assert reason(store, one.id) == ""
    assert shared == {"清和县商务局": 2, "临河县教育局": 2, "长山县林业局": 0, "大河县民政局": 2}
    store.close()

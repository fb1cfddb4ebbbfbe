"""Many writers at once on the same findings: no decision is lost, every clash is shown."""

from pathlib import Path

import pytest

from review.store import Store
from tests.store.postgres import Server
from tests.store.test_crashes import start
from tests.store.workers import FINDINGS, SUBJECT


def quarrel(place: str, writers: int, changes: int) -> int:
    """Let them all decide at once, check what came of it, and give the number of clashes."""
    processes = [start("quarrel", place, f"desk{n}", str(changes)) for n in range(writers)]
    said = []
    for process in processes:
        out, _ = process.communicate(timeout=1800)
        assert process.returncode == 0
        said.append([line.split() for line in out.splitlines()])
    store = Store.open(place)
    check(store, said, changes)
    return sum(words[0] == "clash" for lines in said for words in lines)


def check(store: Store, said: list[list[list[str]]], changes: int) -> None:
    """The trail is one serial history that every writer's answers agree with."""
    stored: dict[str, list[str]] = {}
    bases: dict[str, int] = {}
    clashed = 0
    for lines in said:
        assert [int(words[1]) for words in lines] == list(range(1, changes + 1))
        for kind, _, finding, reason, base in lines:
            bases[reason] = int(base)
            if kind == "stored":
                stored.setdefault(finding, []).append(reason)
            clashed += kind == "clash"
    decisions = store.decisions(SUBJECT)
    assert set(decisions) == set(stored)
    trail = store.audit(SUBJECT)
    for finding, reasons in stored.items():
        history = [e for e in trail if e.finding == finding and e.action == "decided"]
        told = [entry.after["reason"] for entry in history if entry.after]
        # each acknowledged decision once, in a chain: every one saw the one before it
        assert sorted(told) == sorted(reasons)
        before = [entry.before["reason"] if entry.before else None for entry in history]
        assert before == [None, *told[:-1]]
        for version, reason in enumerate(told):
            mine = version > 0 and _desk(told[version - 1]) == _desk(reason)
            assert bases[reason] == version or mine
        assert decisions[finding].version == len(told)
        assert decisions[finding].reason == told[-1]
    assert sum(entry.action == "clash" for entry in trail) == clashed
    assert len(trail) == len(said) * changes


def _desk(reason: str) -> str:
    return reason.partition("-")[0]


@pytest.mark.slow
def test_writers_that_meet_lose_nothing(place: str) -> None:
    """Four processes, 25 changes each on twelve findings."""
    assert len(Store.open(place).decisions(SUBJECT)) == 0
    assert quarrel(place, 4, 25) > 0
    assert FINDINGS < 25


@pytest.mark.long
def test_twenty_writers_on_sqlite(tmp_path: Path) -> None:
    """Twenty processes, 500 changes each."""
    assert quarrel(str(tmp_path / "store.sqlite"), 20, 500) > 1000


@pytest.mark.long
@pytest.mark.postgres
def test_twenty_writers_on_postgresql(server: Server) -> None:
    """The same on PostgreSQL."""
    assert quarrel(server.database(), 20, 500) > 1000

"""kill -9 at any moment: nothing acknowledged is lost, nothing is stored twice."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from review.store import Store
from tests.screens.made import made_document
from tests.store.postgres import Server
from tests.store.workers import SUBJECT

ROOT = Path(__file__).parent.parent.parent
LONGEST = 0.25  # seconds until the kill; a change takes a few milliseconds


def start(*arguments: str) -> "subprocess.Popen[str]":
    """A worker in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.workers", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@contextmanager
def killed(work: str, place: str, name: str, draw: random.Random) -> Iterator[list[str]]:
    """What a worker acknowledged before it was killed at a random moment of its work."""
    process = start(work, place, name)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("ready")
    try:
        process.wait(draw.uniform(0, LONGEST))
    except subprocess.TimeoutExpired:
        process.kill()
    yield process.stdout.read().splitlines()
    assert process.wait() == -9


def last(lines: list[str]) -> int:
    """The last number acknowledged; a line cut by the kill does not count."""
    whole = [line.split() for line in lines if line.startswith("taken ")]
    return max((int(words[1]) for words in whole if len(words) == 2), default=0)


def check_decisions(store: Store, acknowledged: dict[str, int]) -> None:
    """Each desk's decisions are all there up to the last acknowledged, each once, with its trail."""
    found = store.decisions(SUBJECT)
    told = Counter(e.finding for e in store.audit(SUBJECT) if e.action == "decided")
    assert set(told) == set(found)
    assert set(told.values()) <= {1}
    assert all(decision.version == 1 for decision in found.values())
    for desk, number in acknowledged.items():
        taken = store.taken(desk)
        # one change may have been committed and killed before it could be acknowledged
        assert number <= taken <= number + 1
        assert {f for f in found if f.startswith(f"{desk}-")} == {
            f"{desk}-{n}" for n in range(1, taken + 1)
        }


def is_whole(store: Store) -> bool:
    """Whether the database finds itself whole (SQLite; PostgreSQL's server was not killed)."""
    with store._reading() as connection:
        if connection.dialect.name != "sqlite":
            return True
        said = connection.execute(sa.text("PRAGMA integrity_check")).scalar()
        return said == "ok" and not connection.execute(sa.text("PRAGMA foreign_key_check")).all()


def kill_deciders(place: str, times: int) -> None:
    draw = random.Random(times)
    store = Store.open(place)
    acknowledged: dict[str, int] = {}
    for turn in range(times):
        desk = f"desk{turn % 5}"
        with killed("decide", place, desk, draw) as lines:
            taken = last(lines)
            acknowledged[desk] = max(acknowledged.get(desk, 0), taken, store.taken(desk) - 1)
        assert taken == 0 or taken <= store.taken(desk) <= taken + 1
        check_decisions(store, acknowledged)
    assert is_whole(store)
    assert sum(acknowledged.values()) > times  # the kills came in the midst of work


def kill_adders(place: str, times: int) -> None:
    draw = random.Random(times)
    store = Store.open(place)
    furthest = 0
    for turn in range(times):
        with killed("add", place, str(turn), draw) as lines:
            furthest = max(furthest, last(lines))
        entries = store.queue(sort="added").entries
        names = [entry.submission.name for entry in entries]
        assert names == [f"某局{n}.docx" for n in range(1, len(names) + 1)]
        assert furthest <= len(names) <= furthest + 1
        reviewed = [entry for entry in entries if entry.error is None]
        assert len(reviewed) >= furthest
        assert len(names) - len(reviewed) <= 1
        findings = [len(made_document()["findings"])] * len(reviewed)
        with store._reading() as connection:
            query = sa.text("SELECT count(*) FROM findings GROUP BY submission_id")
            assert connection.execute(query).scalars().all() == findings
    assert is_whole(store)
    assert furthest > 0


@pytest.mark.slow
def test_killed_deciders_lose_nothing(place: str) -> None:
    """Twelve kills on each database."""
    kill_deciders(place, 12)


@pytest.mark.slow
def test_killed_batches_go_on_where_they_were(place: str) -> None:
    """A batch begun again passes over what is there; no file is there twice or without its findings."""
    kill_adders(place, 6)


@pytest.mark.long
@pytest.mark.parametrize("work", [kill_deciders, kill_adders])
def test_hundreds_of_kills(tmp_path: Path, work: "object") -> None:
    """300 on SQLite: 200 deciders and 100 batches."""
    assert callable(work)
    work(str(tmp_path / "store.sqlite"), 200 if work is kill_deciders else 100)


@pytest.mark.long
@pytest.mark.postgres
@pytest.mark.parametrize("work", [kill_deciders, kill_adders])
def test_kills_on_postgresql(server: Server, work: "object") -> None:
    """50 on PostgreSQL: 35 deciders and 15 batches."""
    assert callable(work)
    work(server.database(), 35 if work is kill_deciders else 15)

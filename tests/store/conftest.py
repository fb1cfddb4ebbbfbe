"""Stores for the tests: each test with `place` or `store` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from review.store import Store
from tests.store.postgres import Server, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be made: a path or a URL."""
    if request.param == "sqlite":
        return str(tmp_path / "folder" / "store.sqlite")
    running: Server = request.getfixturevalue("server")
    return running.database()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    opened = Store.open(place)
    yield opened
    opened.close()

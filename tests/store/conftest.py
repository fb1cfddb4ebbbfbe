"""Stores for the tests: each test with `place` or `store` runs on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from review.store import Store
from tests.screens.made import made_document
from tests.store.postgres import Server, running_server

Put = Callable[..., int]


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


@pytest.fixture(scope="session")
def empty_schema(server: Server) -> str:
    """The script of an unused store on PostgreSQL."""
    place = server.database()
    Store.open(place).close()
    return server.script_of(place)


@pytest.fixture
def store(place: str, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An open store at `place`: a copy, as making one by migrations takes longer than most tests."""
    if "://" in place:
        running: Server = request.getfixturevalue("server")
        running.fill(place, request.getfixturevalue("empty_schema"))
    else:
        Path(place).parent.mkdir()
        shutil.copy(request.getfixturevalue("unused_store"), place)
    opened = Store.open(place)
    yield opened
    opened.close()


@pytest.fixture
def put(store: Store) -> Put:
    """Take in a made report: put("某局", 2023, batch="b") gives the submission's id."""
    taken = iter(range(10_000))

    def put(agency: str = "某县水务局", year: int = 2024, batch: str = "", **more: Any) -> int:
        name = f"{agency}{year}-{next(taken)}"
        submission, _ = store.add(f"{name}.docx", name.encode(), batch=batch)
        store.save_review(submission.id, made_document(agency, year, **more))
        return submission.id

    return put

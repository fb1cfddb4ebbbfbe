"""Identities of the real forms, and sound tables after the manner of real reports."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

import review
from review.balance import Identity, identities, proceedings_identities

FORMS = Path(review.__file__).parent / "data" / "forms"
Rows = list[tuple[str, str | None]]
Sound = Callable[[Random], dict[str, int]]


def _table(form: str, key: str) -> dict[str, Any]:
    with (FORMS / f"{form}.toml").open("rb") as file:
        tables = tomllib.load(file)["tables"]
    found: dict[str, Any] = next(table for table in tables if table["key"] == key)
    return found


def _requests(form: str) -> tuple[list[str], Rows]:
    table = _table(form, "requests")
    return (
        [column["key"] for column in table["columns"]],
        [(row["key"], row.get("flow")) for row in table["rows"]],
    )


def _sound(columns: list[str], rows: Rows, rng: Random) -> dict[str, int]:
    """Sparse, small numbers, mostly natural persons; now and then a table with thousands."""
    busy = rng.choice([0.01, 0.03, 0.1, 0.3])
    largest = rng.choice([3, 10, 60, 3000])
    cells: dict[str, int] = {}
    for column in columns[:-1]:
        chance = min(1.0, 4 * busy) if column == columns[0] else busy

        def draw(chance: float = chance) -> int:
            return 1 + int(largest * rng.random() ** 4) if rng.random() < chance else 0

        outcomes = {row: draw() for row, flow in rows if flow is None}
        concluded, carried_out = sum(outcomes.values()), draw()
        carried_in = min(draw(), concluded + carried_out)
        flows = {
            "received": concluded + carried_out - carried_in,
            "carried_in": carried_in,
            "concluded": concluded,
            "carried_out": carried_out,
        }
        for row, value in {**outcomes, **flows}.items():
            cells[f"requests.{row}.{column}"] = value
    for row, _ in rows:
        cells[f"requests.{row}.total"] = sum(cells[f"requests.{row}.{c}"] for c in columns[:-1])
    return cells


@pytest.fixture(scope="session")
def requests_2021() -> tuple[Identity, ...]:
    return identities(*_requests("2021"))


@pytest.fixture(scope="session")
def requests_2019() -> tuple[Identity, ...]:
    return identities(*_requests("2019"))


@pytest.fixture(scope="session")
def proceedings() -> tuple[Identity, ...]:
    table = _table("2021", "proceedings")
    return proceedings_identities(
        [group["key"] for group in table["groups"]], [c["key"] for c in table["columns"]]
    )


@pytest.fixture(scope="session")
def sound() -> Sound:
    """Make a sound table of the form of 2021."""
    columns, rows = _requests("2021")
    return lambda rng: _sound(columns, rows, rng)


@pytest.fixture(scope="session")
def holds() -> Callable[[dict[str, int], tuple[Identity, ...]], bool]:
    """Whether every identity holds, worked out without the code under test."""
    return lambda values, them: all(
        sum(values[c] for c in one.left) == sum(values[c] for c in one.right) for one in them
    )


@pytest.fixture
def office() -> dict[str, int]:
    """An office's year: 12 received and 1 carried in; 9 granted, 1 partly, 2 not held, 1 left."""
    columns, rows = _requests("2021")
    cells = {f"requests.{row}.{column}": 0 for row, _ in rows for column in columns}
    inner = {
        "natural_person": {"received": 9, "carried_in": 1, "granted": 6, "partly_granted": 1}
        | {"unavailable.not_held": 2, "concluded": 9, "carried_out": 1},
        "business": {"received": 3, "granted": 3, "concluded": 3},
    }
    for column, values in inner.items():
        for row, value in values.items():
            cells[f"requests.{row}.{column}"] = value
            cells[f"requests.{row}.total"] += value
    return cells

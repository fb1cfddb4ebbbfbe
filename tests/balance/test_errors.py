"""Wrong cells in known tables: always seen, a single one always placed, never a false alarm."""

import time
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.balance import Diagnosis, Identity, diagnose, identities
from review.balance.filling import Flow, smallest_repairs
from review.balance.network import network_of
from review.balance.search import smallest_corrections

Identities = tuple[Identity, ...]
Sound = Callable[[Random], dict[str, int]]
Holds = Callable[[dict[str, int], Identities], bool]


def repaired(values: dict[str, int], diagnosis: Diagnosis) -> dict[str, int]:
    return values | {c.cell: c.new for cause in diagnosis.causes for c in cause.cells}


def spoil(table: dict[str, int], count: int, rng: Random) -> dict[str, int]:
    """Change so many cells by small slips, lost digits and wild numbers."""
    wrong = dict(table)
    for cell in rng.sample(sorted(table), count):
        slips = [
            table[cell] + rng.choice([1, 2, 9, 10, 100, 12345]),
            max(0, table[cell] - rng.choice([1, 2, 10])),
            table[cell] // 10,
            rng.randrange(50),
        ]
        new = rng.choice(slips)
        wrong[cell] = new if new != table[cell] else table[cell] + 1
    return wrong


def check_random_tables(count: int, sound: Sound, them: Identities, holds: Holds) -> None:
    rng = Random(20240131)
    for _ in range(count):
        table = sound(rng)
        assert holds(table, them)
        assert diagnose(table, them) == Diagnosis()
        wrong = spoil(table, 1 + rng.randrange(3), rng)
        changed = {cell for cell in table if table[cell] != wrong[cell]}
        found = diagnose(wrong, them)
        assert not found.balanced
        assert all(cause.cells for cause in found.causes)
        assert sum(len(cause.cells) for cause in found.causes) <= len(changed)
        assert holds(repaired(wrong, found), them)
        if len(changed) == 1:
            (cause,) = found.causes
            (change,) = cause.cells
            assert (change.cell, change.new) == (cell := changed.pop(), table[cell])
            assert cause.unique


def test_random_tables(sound: Sound, requests_2021: Identities, holds: Holds) -> None:
    """A thousand sound tables give no alarm; with one to three wrong cells all are seen."""
    check_random_tables(1000, sound, requests_2021, holds)


@pytest.mark.slow
def test_many_random_tables(sound: Sound, requests_2021: Identities, holds: Holds) -> None:
    """The same for thirty thousand."""
    check_random_tables(30_000, sound, requests_2021, holds)


@pytest.mark.parametrize("form", ["requests_2021", "requests_2019"])
@pytest.mark.parametrize("amount", [1, -1, 9, 1000, 10**12])
def test_every_single_error_is_placed(
    form: str, amount: int, sound: Sound, request: pytest.FixtureRequest
) -> None:
    """Wherever one cell is wrong, one cause names that cell and the right value, and no other."""
    them: Identities = request.getfixturevalue(form)
    network = network_of(them)
    table = {cell: sound(Random(7)).get(cell, 0) for cell in network.cells}
    if form == "requests_2019":  # the rows that this form has not are merged into other.other
        table = dict.fromkeys(network.cells, 0)
    for cell in network.cells:
        if table[cell] + amount < 0:
            continue
        wrong = table | {cell: table[cell] + amount}
        found = diagnose(wrong, them)
        (cause,) = found.causes
        assert [(c.cell, c.old, c.new) for c in cause.cells] == [(cell, wrong[cell], table[cell])]
        assert cause.unique
        assert cause.alternatives == 0
        assert cause.broken == found.broken == tuple(one for one in them if cell in one.cells)


def test_two_far_errors_are_two_causes(office: dict[str, int], requests_2021: Identities) -> None:
    """Errors that share no identity are reported apart, each with its own broken identities."""
    wrong = office | {"requests.granted.business": 5, "requests.carried_in.natural_person": 8}
    first, second = diagnose(wrong, requests_2021).causes
    assert [(c.cell, c.new) for c in first.cells] == [("requests.carried_in.natural_person", 1)]
    assert [(c.cell, c.new) for c in second.cells] == [("requests.granted.business", 3)]
    assert {(one.kind, one.line) for one in second.broken} == {
        ("row_total", "granted"),
        ("outcome_sum", "business"),
    }
    assert first.unique and second.unique


def test_three_corners_look_like_the_fourth(
    office: dict[str, int], requests_2021: Identities
) -> None:
    """Three wrong corners of a rectangle are explained by one cell: smallest is not always true."""
    wrong = office | {
        "requests.granted.natural_person": 7,
        "requests.granted.business": 2,
        "requests.partly_granted.natural_person": 0,
    }
    (cause,) = diagnose(wrong, requests_2021).causes
    assert [(c.cell, c.old, c.new) for c in cause.cells] == [
        ("requests.partly_granted.business", 0, 1)
    ]
    assert cause.unique


def test_proposals_are_never_negative(office: dict[str, int], requests_2021: Identities) -> None:
    """Where the one cell that fits would have to be below 0, more cells are named instead."""
    wrong = office | {
        "requests.granted.business": 3 + 4,
        "requests.granted.natural_person": 6 - 4,
        "requests.partly_granted.natural_person": 1 + 4,
    }
    found = diagnose(wrong, requests_2021)
    news = [c.new for cause in found.causes for c in cause.cells]
    assert news and min(news) >= 0
    assert len(news) == 3  # the fourth corner alone would be partly_granted.business = -4


def test_negative_numbers_are_taken_as_they_stand(
    office: dict[str, int], requests_2021: Identities
) -> None:
    """A negative count that does not add up is replaced by what does."""
    wrong = office | {"requests.carried_out.business": -2}
    (cause,) = diagnose(wrong, requests_2021).causes
    assert [(c.old, c.new) for c in cause.cells] == [(-2, 0)]


def test_time_is_bounded(sound: Sound, requests_2021: Identities) -> None:
    """A sound table costs next to nothing; pure garbage ends, and says that nothing small helps."""
    rng = Random(3)
    table = sound(rng)
    diagnose(table, requests_2021)
    start = time.perf_counter()
    for _ in range(100):
        diagnose(table, requests_2021)
    assert time.perf_counter() - start < 0.1
    for top in (2, 10, 10**12):
        garbage = {cell: rng.randrange(top) for cell in table}
        start = time.perf_counter()
        found = diagnose(garbage, requests_2021)
        assert time.perf_counter() - start < 1
        if top > 2:
            (cause,) = found.causes
            assert cause.cells == ()
            assert cause.broken == found.broken
            assert len(cause.broken) > 20


SMALL = identities(
    ["a", "b", "total"],
    [("in", "in"), ("x", None), ("y", None), ("z", None), ("done", "sum"), ("left", "out")],
    "t",
)


def all_repairs(values: dict[str, int], size: int) -> set[frozenset[tuple[str, int]]]:
    """Every repair of so many cells, by trying all places and solving for the values."""

    def off(one: Identity) -> int:
        return sum(values[c] for c in one.left) - sum(values[c] for c in one.right)

    found = set()
    for cells in combinations(values, size):
        rows = [
            [Fraction((c in one.left) - (c in one.right)) for c in cells] + [Fraction(-off(one))]
            for one in SMALL
        ]
        done = 0
        for column in range(size):
            pivot = next((i for i in range(done, len(rows)) if rows[i][column]), None)
            assert pivot is not None  # up to three cells are independent
            rows[done], rows[pivot] = rows[pivot], rows[done]
            rows[done] = [x / rows[done][column] for x in rows[done]]
            for i, row in enumerate(rows):
                if i != done and row[column]:
                    rows[i] = [x - row[column] * y for x, y in zip(row, rows[done], strict=True)]
            done += 1
        if any(row[-1] for row in rows[done:]):
            continue
        new = [values[c] + rows[i][-1] for i, c in enumerate(cells)]
        if min(new) >= 0 and all(rows[i][-1] for i in range(size)):
            assert all(x.denominator == 1 for x in new)
            found.add(frozenset((c, int(x)) for c, x in zip(cells, new, strict=True)))
    return found


def small_table(rng: Random) -> dict[str, int]:
    cells = {}
    for column in "ab":
        outcomes = [rng.choice([0, 0, 1, 2, 5]) for _ in "xyz"]
        left = rng.choice([0, 0, 1])
        figures = [sum(outcomes) + left, *outcomes, sum(outcomes), left]
        for row, value in zip(("in", "x", "y", "z", "done", "left"), figures, strict=True):
            cells[f"t.{row}.{column}"] = value
    for row in ("in", "x", "y", "z", "done", "left"):
        cells[f"t.{row}.total"] = cells[f"t.{row}.a"] + cells[f"t.{row}.b"]
    return cells


def test_search_finds_all_smallest_repairs() -> None:
    """On a small form, what the search finds is what trying every set of cells finds; so does the
    search for tables with unknown cells."""
    rng = Random(11)
    several = 0
    for _ in range(80):
        wrong = small_table(rng)
        if rng.random() < 0.5:  # a swap within a column or a row
            pairs = [("t.x.a", "t.y.a"), ("t.y.b", "t.z.b"), ("t.x.a", "t.x.b")]
            a, b = rng.choice(pairs)
            wrong |= {a: wrong[b], b: wrong[a]}
        else:
            wrong = spoil(wrong, 1 + rng.randrange(3), rng)
        network = network_of(SMALL)
        numbers = [wrong[cell] for cell in network.cells]
        surplus = network.surplus(numbers)
        if not surplus:
            continue
        expected: set[frozenset[tuple[str, int]]] = set()
        for size in (1, 2, 3):
            expected = all_repairs(wrong, size)
            if expected:
                break
        found = smallest_corrections(network, numbers, surplus, frozenset())
        assert found.complete
        named = {
            frozenset((network.cells[c], new) for c, new in correction)
            for correction in found.corrections
        }
        assert named == expected
        several += len(expected) > 1
        other = smallest_repairs(Flow(network, surplus, {}), numbers, frozenset())
        assert set(other.corrections) == set(found.corrections)
        causes = diagnose(wrong, SMALL).causes
        product = 1
        for cause in causes:
            product *= 1 + cause.alternatives
        assert product == len(expected)
        assert all(cause.unique for cause in causes) == (len(expected) == 1)
    assert several > 5


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(seed=st.integers(0, 2**32), count=st.integers(1, 6))
def test_repairs_repair(
    seed: int, count: int, sound: Sound, requests_2021: Identities, holds: Holds
) -> None:
    """However many cells are wrong, a proposal makes every identity hold, and so do the others."""
    rng = Random(seed)
    wrong = spoil(sound(rng), count, rng)
    found = diagnose(wrong, requests_2021)
    assert found.balanced == holds(wrong, requests_2021)
    if any(not cause.cells for cause in found.causes):
        return
    fixed = repaired(wrong, found)
    assert holds(fixed, requests_2021)
    assert min([0, *(c.new for cause in found.causes for c in cause.cells)]) == 0
    for cause in found.causes:
        for other in cause.others:
            old = {c.cell: c.old for c in cause.cells}
            assert holds(fixed | old | {c.cell: c.new for c in other}, requests_2021)

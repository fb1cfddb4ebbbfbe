"""Blanks, missing rows and merged rows: unknown cells excuse whatever they could explain."""

import time
from collections.abc import Callable, Mapping
from itertools import combinations, product
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.balance import Diagnosis, Identity, diagnose, identities

Identities = tuple[Identity, ...]
Values = dict[str, int | None]
Sound = Callable[[Random], dict[str, int]]


def blanked(table: Mapping[str, int | None], *cells: str) -> Values:
    return {**table, **dict.fromkeys(cells)}


def without_rows(table: Mapping[str, int | None], *rows: str) -> Values:
    gone = tuple(f"requests.{row}." for row in rows)
    return {cell: value for cell, value in table.items() if not cell.startswith(gone)}


def test_blanks_count_as_zero_where_that_balances(
    office: dict[str, int], requests_2021: Identities
) -> None:
    """Every zero left blank: the table is right, and says that it took blanks for zeros."""
    values: Values = {cell: value or None for cell, value in office.items()}
    assert diagnose(values, requests_2021) == Diagnosis(blanks_as_zero=True)


def test_all_blank_table_balances(office: dict[str, int], requests_2021: Identities) -> None:
    """A table without a single figure contradicts nothing."""
    assert diagnose(dict.fromkeys(office), requests_2021).balanced
    assert diagnose({}, requests_2021).balanced


def test_blank_that_was_not_zero_is_unknown(
    office: dict[str, int], requests_2021: Identities
) -> None:
    """A blank where 6 belongs is excused, but named as unknown and not taken for 0."""
    cell = "requests.granted.natural_person"
    assert diagnose(blanked(office, cell), requests_2021) == Diagnosis(unknown=(cell,))


def test_unfilled_totals_are_excused(office: dict[str, int], requests_2021: Identities) -> None:
    """A column of totals left blank can be filled."""
    totals = [cell for cell in office if cell.endswith(".total")]
    found = diagnose(blanked(office, *totals), requests_2021)
    assert found.balanced
    assert not found.blanks_as_zero
    assert set(found.unknown) == set(totals)


def test_unknown_cell_elsewhere_does_not_hide_an_error(
    office: dict[str, int], requests_2021: Identities
) -> None:
    """An error far from the blank is still found, placed and surely the only explanation."""
    values = blanked(office, "requests.partly_granted.natural_person")
    values["requests.received.business"] = 4
    (cause,) = diagnose(values, requests_2021).causes
    assert [(c.cell, c.old, c.new) for c in cause.cells] == [("requests.received.business", 4, 3)]
    assert cause.unique
    assert {(one.kind, one.line) for one in cause.broken} == {
        ("row_total", "received"),
        ("flow", "business"),
    }


def test_unknown_cannot_be_negative(office: dict[str, int], requests_2021: Identities) -> None:
    """A blank that would have to be below 0 excuses nothing."""
    values = blanked(office, "requests.partly_granted.business")
    values["requests.granted.business"] = 5
    values["requests.granted.total"] = 11
    found = diagnose(values, requests_2021)
    assert not found.balanced
    assert any((one.kind, one.line) == ("outcome_sum", "business") for one in found.broken)


def test_merged_other_outcomes(office: dict[str, int], requests_2021: Identities) -> None:
    """One row 其他处理 holds the group's sum: the other two are zeros, and errors are placed."""
    merged = ("other.correction_overdue", "other.fee_overdue")
    columns = ("natural_person", "business", "total")
    table = dict(office)
    for column, value in zip(columns, (2, 1, 3), strict=True):
        table[f"requests.other.other.{column}"] = value
        for row in ("received", "concluded"):
            table[f"requests.{row}.{column}"] += value
    zeros = [cell for cell in table if cell.startswith(tuple(f"requests.{r}." for r in merged))]
    values = without_rows(table, *merged)
    assert len(zeros) == 14
    assert diagnose(values, requests_2021, structural_zeros=zeros) == Diagnosis()

    values["requests.concluded.business"] = 0
    (cause,) = diagnose(values, requests_2021, structural_zeros=zeros).causes
    assert [(c.cell, c.new) for c in cause.cells] == [("requests.concluded.business", 4)]
    assert cause.unique


def test_structural_zeros_are_never_proposed(
    office: dict[str, int], requests_2021: Identities
) -> None:
    """The cell that is not in the table is not the one to change, even if it alone would do."""
    row = "other.fee_overdue"
    zeros = [cell for cell in office if f".{row}." in cell]
    table = office | {
        "requests.received.business": 4,
        "requests.concluded.business": 4,
        "requests.received.total": 13,
        "requests.concluded.total": 13,
    }
    values = without_rows(table, row)
    assert diagnose(values, requests_2021).balanced
    (present,) = diagnose(table, requests_2021).causes
    (merged,) = diagnose(values, requests_2021, structural_zeros=zeros).causes
    assert merged.alternatives == present.alternatives - 1


def test_missing_row_is_unknown(office: dict[str, int], requests_2021: Identities) -> None:
    """A row that the report left out is filled in thought; what it cannot explain is reported."""
    values = without_rows(office, "granted")
    assert diagnose(values, requests_2021).balanced
    values["requests.received.total"] = 13
    (cause,) = diagnose(values, requests_2021).causes
    assert [(c.cell, c.new) for c in cause.cells] == [("requests.received.total", 12)]


def test_blanks_may_be_zero_beside_a_missing_row(
    office: dict[str, int], requests_2021: Identities
) -> None:
    """Zeros left blank and a row left out: blanks as zero hold with some filling of the row."""
    values = without_rows({cell: v or None for cell, v in office.items()}, "granted")
    found = diagnose(values, requests_2021)
    assert found.balanced and found.blanks_as_zero
    assert len(found.unknown) == 7


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(seed=st.integers(0, 2**32), share=st.floats(0, 1), missing=st.booleans())
def test_never_flags_what_can_be_filled(
    seed: int, share: float, missing: bool, sound: Sound, requests_2021: Identities
) -> None:
    """Whatever cells of a sound table are erased, nothing is reported."""
    rng = Random(seed)
    table = sound(rng)
    values: Values = {}
    for cell, value in table.items():
        if rng.random() >= share:
            values[cell] = value
        elif not missing or rng.random() < 0.5:
            values[cell] = None
    assert diagnose(values, requests_2021).balanced


SMALL = identities(
    ["a", "b", "total"],
    [("in", "in"), ("x", None), ("y", None), ("done", "sum"), ("left", "out")],
    "t",
)
CELLS = tuple(dict.fromkeys(cell for one in SMALL for cell in one.cells))


def can_be_filled(values: Values) -> bool:
    """By trying all fillings up to 8, which is enough for tables of numbers up to 3."""
    unknown = [cell for cell, value in values.items() if value is None]
    for filling in product(range(9), repeat=len(unknown)):
        full = values | dict(zip(unknown, filling, strict=True))
        if all(
            sum(full[c] or 0 for c in one.left) == sum(full[c] or 0 for c in one.right)
            for one in SMALL
        ):
            return True
    return False


def small_wrong(rng: Random, unknown: int, wrong: int) -> Values:
    values: Values = {}
    for column in "ab":
        x, y, left = rng.randrange(2), rng.randrange(2), rng.randrange(2)
        figures = (x + y + left, x, y, x + y, left)
        for row, value in zip(("in", "x", "y", "done", "left"), figures, strict=True):
            values[f"t.{row}.{column}"] = value
    for row in ("in", "x", "y", "done", "left"):
        values[f"t.{row}.total"] = (values[f"t.{row}.a"] or 0) + (values[f"t.{row}.b"] or 0)
    for cell in rng.sample(CELLS, wrong):
        values[cell] = rng.randrange(4)
    return blanked(values, *rng.sample(CELLS, unknown))


def test_fillable_as_by_trying() -> None:
    """With a few unknown cells the verdict is that of trying all fillings, both ways."""
    rng = Random(5)
    verdicts = []
    for _ in range(250):
        values = small_wrong(rng, 1 + rng.randrange(3), 1 + rng.randrange(2))
        verdicts.append(can_be_filled(values))
        assert diagnose(values, SMALL).balanced == verdicts[-1]
    assert 40 < sum(verdicts) < 210


def test_repairs_with_unknown_cells_are_smallest() -> None:
    """Erasing the named cells makes the table right; erasing fewer never does; and every set of
    as many cells that would do is counted."""
    rng = Random(6)
    sizes = []
    for _ in range(150):
        # erased cells and named cells are told apart by keeping the former out of the mapping
        values = small_wrong(rng, 1 + rng.randrange(3), 1 + rng.randrange(3))
        values = {cell: value for cell, value in values.items() if value is not None}
        found = diagnose(values, SMALL)
        named = [c.cell for cause in found.causes for c in cause.cells]
        if found.balanced:
            continue
        sizes.append(len(named))

        def erased(*cells: str, values: Values = values) -> bool:
            rest = {cell: value for cell, value in values.items() if cell not in cells}
            return diagnose(rest, SMALL).balanced

        assert erased(*named)
        assert not any(erased(*cells) for cells in combinations(values, len(named) - 1))
        count = 1
        for cause in found.causes:
            count *= 1 + cause.alternatives
        assert count == sum(erased(*cells) for cells in combinations(values, len(named)))
        fixed = values | {c.cell: c.new for cause in found.causes for c in cause.cells}
        assert diagnose(fixed, SMALL).balanced
        if count > 1:
            assert not all(cause.unique for cause in found.causes)
    assert {1, 2} <= set(sizes)


def test_value_that_may_vary_is_not_unique() -> None:
    """One cell must be wrong, but what it should be depends on an unknown: not unique."""
    values: Values = dict.fromkeys(CELLS, 0)
    values |= {"t.in.total": 3, "t.done.total": 3, "t.x.total": 3, "t.done.a": 5}
    for cell in ("t.in.a", "t.in.b", "t.x.a", "t.x.b", "t.done.b"):
        del values[cell]
    (cause,) = diagnose(values, SMALL).causes
    assert [c.cell for c in cause.cells] == ["t.done.a"]
    assert not cause.unique


def test_unknown_cells_are_bounded_in_time(sound: Sound, requests_2021: Identities) -> None:
    """Garbage with holes ends as soon as garbage without."""
    rng = Random(9)
    table = sound(rng)
    for share in (0.02, 0.1, 0.3, 0.6):
        values: Values = {cell: rng.randrange(30) for cell in table if rng.random() >= share}
        start = time.perf_counter()
        diagnose(values, requests_2021)
        assert time.perf_counter() - start < 1

"""The sums that a statutory table must satisfy, built from the keys and flows of its form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["row_total", "flow", "outcome_sum", "proceedings_total"]

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Identity:
    """One equation: the sum of the `left` cells is the sum of the `right` cells.

    `line` is what the equation runs along: a row key (row_total), a column key (flow,
    outcome_sum) or a group key (proceedings_total). Cells stand in the order of the form, so that
    a message can do the sum in the open: 12+0=11+1.
    """

    kind: Kind
    line: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """All its cells, left before right."""
        return self.left + self.right

    def sums(self, values: Mapping[str, int | None]) -> tuple[int | None, int | None]:
        """Both sides as they stand; None for a side with a blank or absent cell."""
        return _sum(values, self.left), _sum(values, self.right)

    def computed(self, values: Mapping[str, int | None]) -> int | None:
        """What the parts (the left side) add up to; None where one of them is blank or absent.

        For all kinds but `flow` this is what the single cell on the right ought to be if the
        parts are right.
        """
        return _sum(values, self.left)


def _sum(values: Mapping[str, int | None], cells: Sequence[str]) -> int | None:
    total = 0
    for cell in cells:
        value = values.get(cell)
        if value is None:
            return None
        total += value
    return total


def identities(
    columns: Sequence[str],
    rows: Sequence[tuple[str, str | None]],
    table: str = "requests",
) -> tuple[Identity, ...]:
    """The equations of the table of requests: 39 for the form of 2021, 37 for that of 2019.

    `columns`: keys of the columns, one of them "total". `rows`: key and flow of each row; the flow
    is "in" (received, carried over), "sum" (all concluded), "out" (carried out) or None for an
    outcome. Equal arguments give the very same tuple, which `diagnose` knows again at no cost.
    """
    return _identities(tuple(columns), tuple((key, flow) for key, flow in rows), table)


@lru_cache(maxsize=32)
def _identities(
    columns: tuple[str, ...], rows: tuple[tuple[str, str | None], ...], table: str
) -> tuple[Identity, ...]:
    unknown = {flow for _, flow in rows} - {"in", "out", "sum", None}
    if unknown or TOTAL not in columns:
        raise ValueError(f"not a table of requests: flows {unknown}, columns {columns}")
    parts = [column for column in columns if column != TOTAL]

    def down(column: str, flow: str | None) -> tuple[str, ...]:
        return tuple(f"{table}.{row}.{column}" for row, its in rows if its == flow)

    by_row = (
        Identity(
            "row_total",
            row,
            tuple(f"{table}.{row}.{part}" for part in parts),
            (f"{table}.{row}.{TOTAL}",),
        )
        for row, _ in rows
    )
    flows = (
        Identity(
            "flow",
            column,
            down(column, "in"),
            down(column, "sum") + down(column, "out"),
        )
        for column in columns
    )
    outcomes = (
        Identity("outcome_sum", column, down(column, None), down(column, "sum"))
        for column in columns
    )
    return (*by_row, *flows, *outcomes)


def proceedings_identities(
    groups: Sequence[str], columns: Sequence[str], table: str = "proceedings"
) -> tuple[Identity, ...]:
    """The equations of the table of proceedings: in each group the total is the sum of the rest."""
    return _proceedings(tuple(groups), tuple(columns), table)


@lru_cache(maxsize=32)
def _proceedings(
    groups: tuple[str, ...], columns: tuple[str, ...], table: str
) -> tuple[Identity, ...]:
    if TOTAL not in columns:
        raise ValueError(f"not a table of proceedings: columns {columns}")
    parts = [column for column in columns if column != TOTAL]
    return tuple(
        Identity(
            "proceedings_total",
            group,
            tuple(f"{table}.{group}.{part}" for part in parts),
            (f"{table}.{group}.{TOTAL}",),
        )
        for group in groups
    )

"""The sums of all cells over the agencies, as printed and exact, with every gap told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact

from review.model import Number
from review.report.forms import all_cell_keys
from review.totals.returns import AgencyReturn

_EXACT = Context(prec=400, traps=[Inexact])


@dataclass(frozen=True, slots=True)
class CellSum:
    """A sum: over how many agencies, and of how many the cell is blank or unread (not counted as 0)."""

    value: Number
    agencies: int
    gaps: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell of an agency that gives nothing to the sum; `raw` is what stands in it, None if unread."""

    agency: str
    cell: str
    raw: str | None


def add(left: Number, right: Number) -> Number:
    """An exact sum; a whole number comes out as int."""
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    total = _EXACT.add(Decimal(left), Decimal(right))
    return int(total) if total == total.to_integral_value() else total


def minus(left: Number, right: Number) -> Number:
    """An exact difference; a whole number comes out as int."""
    if isinstance(left, int) and isinstance(right, int):
        return left - right
    return add(left, -right if isinstance(right, int) else right.copy_negate())


def sum_cells(form: str, reports: Iterable[AgencyReturn]) -> dict[str, CellSum]:
    """The sum of each cell of the form."""
    reports = tuple(reports)
    out: dict[str, CellSum] = {}
    gaps = [frozenset(report.gaps) for report in reports]
    for key in all_cell_keys(form):
        total: Number = 0
        counted = 0
        for report in reports:
            if key in report.values:
                total = add(total, report.values[key])
                counted += 1
        out[key] = CellSum(total, counted, sum(key in missing for missing in gaps))
    return out


def gaps_of(reports: Iterable[AgencyReturn]) -> tuple[Gap, ...]:
    """All cells that are blank, no number, or unread."""
    return tuple(
        Gap(report.name, key, report.blanks.get(key)) for report in reports for key in report.gaps
    )


def values_of(sums: Mapping[str, CellSum]) -> dict[str, Number]:
    """The bare figures."""
    return {key: entry.value for key, entry in sums.items()}

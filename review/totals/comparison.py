"""The sums held against the government's own tables, and what was carried over against last year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from review.model import Number
from review.report.forms import load_form
from review.totals.returns import AgencyReturn
from review.totals.summing import CellSum, add, minus

CARRIED_IN, CARRIED_OUT = "requests.carried_in", "requests.carried_out"


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell where the government's figure is not the sum; `gaps` agencies give nothing to the sum."""

    cell: str
    ours: Number
    theirs: Number
    gaps: int = 0

    @property
    def by(self) -> Number:
        """How much the government's figure is above the sum."""
        return minus(self.theirs, self.ours)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it. `refused` says why the tables cannot be compared; `open_cells` those without a figure."""

    government: AgencyReturn
    differences: tuple[Difference, ...] = ()
    open_cells: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """上年结转 of this year beside 结转下年度 of last year, in one column; `agency` "" is the whole."""

    agency: str
    column: str
    last_year: Number
    this_year: Number


def compare(
    form: str, year: int, sums: Mapping[str, CellSum], government: AgencyReturn
) -> Comparison:
    """Hold the sums against the government's own tables; other year or form: refused with the reason."""
    if government.error:
        return Comparison(government, refused=f"本级政府的报告未能读取：{government.error}")
    if government.form != form:
        why = f"本级政府的报告用的是{government.form}年格式，各单位用{form}年格式，不能对照。"
        return Comparison(government, refused=why)
    if government.year != year:
        said = f"是{government.year}年度的" if government.year else "没有读出年度"
        return Comparison(government, refused=f"本级政府的报告{said}，不是{year}年度，不能对照。")
    merged = _merged_into(form) if government.merged else {}
    differences: list[Difference] = []
    unknown: list[str] = []
    for key, entry in sums.items():
        if key in merged:
            continue
        ours, gaps = entry.value, entry.gaps
        for other, into in merged.items():
            if into == key:
                ours = add(ours, sums[other].value)
                gaps += sums[other].gaps
        if key not in government.values:
            unknown.append(key)
        elif government.values[key] != ours:
            differences.append(Difference(key, ours, government.values[key], gaps))
    return Comparison(government, tuple(differences), tuple(unknown))


def _merged_into(form: str) -> dict[str, str]:
    """Where the figures of rows stand that a merged row covers."""
    return {
        f"{table.key}.{row}.{column.key}": f"{table.key}.{group.key}.{column.key}"
        for table in load_form(form).tables.values()
        for group in table.merged_rows
        for row in group.covers
        for column in table.columns
    }


def carried_over(
    last: Mapping[str, Number], this: Mapping[str, Number], agency: str = ""
) -> Iterable[CarryOver]:
    """The columns where last year's 结转下年度 is not this year's 上年结转; cells unknown are passed over."""
    for key, before in last.items():
        if key.startswith(f"{CARRIED_OUT}."):
            column = key.rsplit(".", 1)[1]
            now = this.get(f"{CARRIED_IN}.{column}")
            if now is not None and now != before:
                yield CarryOver(agency, column, before, now)


def carried_over_by_agency(
    last: Iterable[AgencyReturn], this: Iterable[AgencyReturn]
) -> Iterable[CarryOver]:
    """The same for each agency that has a report of both years."""
    before = {report.agency: report for report in last if report.agency}
    for report in this:
        if report.agency in before:
            yield from carried_over(before[report.agency].values, report.values, report.agency)

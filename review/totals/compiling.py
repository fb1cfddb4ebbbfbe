"""The whole of a year's totals: what was summed, what is missing, what does not agree and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from review.totals.comparison import (
    CARRIED_IN,
    CarryOver,
    Comparison,
    carried_over,
    carried_over_by_agency,
    compare,
)
from review.totals.explanation import Explained, explain
from review.totals.returns import AgencyReturn
from review.totals.selection import Expected, Selection, likely_government, select
from review.totals.summing import CellSum, Gap, gaps_of, sum_cells, values_of


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of a year. `comparison` is None without a report of the government.

    `carried`: 上年结转 that is not last year's 结转下年度; `carried_against` says what it was held
    against, or why it was not ("": there is no last year). `notes`: remarks on single agencies.
    """

    selection: Selection
    sums: dict[str, CellSum]
    gaps: tuple[Gap, ...]
    comparison: Comparison | None = None
    explained: Explained = field(default_factory=Explained)
    carried: tuple[CarryOver, ...] = ()
    carried_against: str = ""
    notes: tuple[str, ...] = ()


def compile_totals(
    reports: Iterable[AgencyReturn],
    *,
    year: int | None = None,
    expected: Sequence[Expected] = (),
    government: AgencyReturn | None = None,
    last_government: AgencyReturn | None = None,
    last_reports: Sequence[AgencyReturn] = (),
    guess: bool = True,
) -> Totals:
    """Sum the reports of a year and hold the sums against the government's tables and last year.

    Without `government` and with `guess` a report among `reports` is taken for it whose region most agencies bear in
    their names. Raises ReviewError where there is nothing to sum.
    """
    reports = tuple(reports)
    notes: list[str] = []
    if government is None and guess:
        probe = select(reports, year=year, expected=expected)
        government = likely_government(reports, probe.year)
        if government is not None:
            notes.append(
                f"{government.name}的报告（“{government.file}”）作为本级政府总表对照，未计入合计。"
            )
    selection = select(reports, year=year, expected=expected, government=government)
    sums = sum_cells(selection.form, selection.counted)
    comparison = compare(selection.form, selection.year, sums, government) if government else None
    explained = explain(selection, comparison) if comparison else Explained()
    if last_government is None and government is not None:
        last_government = _of_body((*reports, *last_reports), government.agency, selection.year - 1)
    carried, against = _carried(selection, sums, reports, last_government, last_reports)
    notes += _alike(selection, government)
    return Totals(
        selection,
        sums,
        gaps_of(selection.counted),
        comparison,
        explained,
        carried,
        against,
        tuple(notes),
    )


def _of_body(reports: Iterable[AgencyReturn], agency: str, year: int) -> AgencyReturn | None:
    """The last report of a body of a year."""
    found = [r for r in reports if r.agency == agency and r.year == year and agency and not r.error]
    return max(found, key=lambda report: report.round, default=None)


def _carried(
    selection: Selection,
    sums: dict[str, CellSum],
    reports: Sequence[AgencyReturn],
    last_government: AgencyReturn | None,
    last_reports: Sequence[AgencyReturn],
) -> tuple[tuple[CarryOver, ...], str]:
    before = selection.year - 1
    found: list[CarryOver] = []
    against: list[str] = []
    if last_government is not None:
        if last_government.error:
            against.append(f"上年总表未能读取：{last_government.error}")
        elif last_government.year != before:
            said = f"是{last_government.year}年度的" if last_government.year else "没有读出年度"
            against.append(f"上年总表{said}，不是{before}年度，没有对照")
        else:
            found += carried_over(last_government.values, values_of(sums))
            open_cells = sum(
                bool(entry.gaps) for key, entry in sums.items() if key.startswith(f"{CARRIED_IN}.")
            )
            gaps = f"（本年上年结转有{open_cells}格缺单位的数）" if open_cells else ""
            against.append(f"合计对照“{last_government.file}”{gaps}")
    latest: dict[str, AgencyReturn] = {}
    for report in sorted((*reports, *last_reports), key=lambda report: report.round):
        if report.year == before and report.agency and not report.error:
            latest[report.agency] = report
    both = [r for r in selection.counted if r.agency in latest]
    if both:
        found += carried_over_by_agency(latest.values(), both)
        against.append(f"{len(both)}个单位对照各自{before}年度报告")
    return tuple(found), "；".join(against)


def _alike(selection: Selection, government: AgencyReturn | None) -> list[str]:
    """Agencies whose tables are those of the whole government: their figures would count twice."""
    out = []
    for report in selection.counted:
        figures = {k: v for k, v in report.values.items() if v}
        if (
            government is not None
            and len(selection.counted) > 1
            and len(figures) > 3
            and all(government.values.get(k) == v for k, v in figures.items())
            and len(figures) == sum(bool(v) for v in government.values.values())
        ):
            out.append(
                f"{report.name}的三张表与本级政府总表完全相同，可能填的是全部单位的合计，请核对。"
            )
    return out

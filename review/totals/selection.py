"""Which reports a year's totals are made of, and which are left out: each with the reason."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from review.errors import ReviewError
from review.totals.returns import AgencyReturn

_Value = TypeVar("_Value", int, str)
_WHOLE = ("province", "city", "county")


@dataclass(frozen=True, slots=True)
class Expected:
    """A body on the office's list of agencies."""

    name: str
    kind: str = "unknown"
    aliases: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A report that is not summed, and why."""

    report: AgencyReturn
    reason: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The reports of one year and one form: those summed, those left out, who is missing.

    `earlier`: for an agency with several reports, those that were not taken, first round first.
    `doubts`: sentences on which report of an agency was taken where that is not certain.
    `unexpected`: agencies that are summed though the list does not name them.
    """

    year: int
    form: str
    counted: tuple[AgencyReturn, ...]
    earlier: Mapping[str, tuple[AgencyReturn, ...]] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    missing: tuple[Expected, ...] = ()
    unexpected: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def select(
    reports: Iterable[AgencyReturn],
    *,
    year: int | None = None,
    expected: Sequence[Expected] = (),
    government: AgencyReturn | None = None,
) -> Selection:
    """Choose the reports of `year` (None: the year of most). Raises ReviewError where there are none.

    Of several reports of an agency the last round counts; the same file is taken once. Reports of
    another form than that of most are left out, and so is the government's own. Last year's report
    of an agency that has reported is not told of: it is there to be held against.
    """
    every = _named_as_listed(_once(reports), expected)
    year = year or _most_common(r.year for r in every if r.year)
    if year is None:
        raise ReviewError("没有可汇总的报告：这些文件都没有读出年度。")
    reporting = {report.agency for report in every if report.year == year and not report.error}
    left_out: list[LeftOut] = []
    of_year: list[AgencyReturn] = []
    for report in every:
        if report.error:
            left_out.append(LeftOut(report, report.error))
        elif report.year == year - 1 and report.agency in reporting:
            continue  # what the carry-over is held against
        elif report.year != year:
            said = f"是{report.year}年度的报告" if report.year else "没有读出年度"
            left_out.append(LeftOut(report, f"{said}，未计入{year}年度。"))
        elif government is not None and _is_same_body(report, government):
            left_out.append(LeftOut(report, "是本级政府的总报告，不再计入合计。"))
        else:
            of_year.append(report)
    last, earlier, doubts = _last_rounds(of_year)
    form = _most_common(r.form for r in last)
    if form is None:
        raise ReviewError(f"没有可汇总的{year}年度报告。")
    for report in last:
        if report.form != form:
            why = f"用的是{report.form}年格式，其余用{form}年格式，两种表格不能相加，未计入。"
            left_out.append(LeftOut(report, why))
    counted = tuple(report for report in last if report.form == form)
    there = {report.agency for report in of_year}
    names = {name for agency in expected for name in (agency.name, *agency.aliases)}
    return Selection(
        year=year,
        form=form,
        counted=counted,
        earlier=earlier,
        left_out=tuple(left_out),
        missing=tuple(a for a in expected if there.isdisjoint({a.name, *a.aliases})),
        unexpected=tuple(r.name for r in counted if r.agency not in names) if expected else (),
        doubts=tuple(doubts),
    )


def likely_government(reports: Iterable[AgencyReturn], year: int | None) -> AgencyReturn | None:
    """The report of the government whose agencies most of the others are, by the names; else None."""
    of_year = [r for r in reports if not r.error and (year is None or r.year == year)]
    best: tuple[int, int, AgencyReturn] | None = None
    for report in of_year:
        region = report.agency.removesuffix("人民政府")
        if report.kind not in _WHOLE or region == report.agency or not region:
            continue
        below = sum(r.agency.startswith(region) and r.agency != report.agency for r in of_year)
        if 2 * below > len({r.agency for r in of_year}) - 1 and below > 1:
            rank = (below, report.round, report)
            best = rank if best is None or rank[:2] > best[:2] else best
    return best[2] if best else None


def _is_same_body(report: AgencyReturn, government: AgencyReturn) -> bool:
    return report.sha256 == government.sha256 or bool(
        report.agency and report.agency == government.agency
    )


def _once(reports: Iterable[AgencyReturn]) -> list[AgencyReturn]:
    """Each file once: of those with the same bytes the latest round."""
    latest: dict[str, AgencyReturn] = {}
    for report in reports:
        held = latest.get(report.sha256)
        if held is None or report.round > held.round:
            latest[report.sha256] = report
    return list(latest.values())


def _named_as_listed(
    reports: Iterable[AgencyReturn], expected: Sequence[Expected]
) -> list[AgencyReturn]:
    """The reports with their agencies named as the list names them."""
    proper = {alias: agency.name for agency in expected for alias in agency.aliases}
    proper |= {agency.name: agency.name for agency in expected}
    return [replace(r, agency=proper.get(r.agency, r.agency)) for r in reports]


def _last_rounds(
    reports: Iterable[AgencyReturn],
) -> tuple[list[AgencyReturn], dict[str, tuple[AgencyReturn, ...]], list[str]]:
    by_agency: dict[str, list[AgencyReturn]] = defaultdict(list)
    for report in reports:
        by_agency[report.name].append(report)
    last: list[AgencyReturn] = []
    earlier: dict[str, tuple[AgencyReturn, ...]] = {}
    doubts: list[str] = []
    for name, its in by_agency.items():
        its.sort(key=lambda report: report.round)
        last.append(its[-1])
        if len(its) > 1:
            earlier[name] = tuple(its[:-1])
        rivals = [r for r in its[:-1] if r.round == its[-1].round]
        if rivals:
            others = "、".join(f"“{r.file}”" for r in rivals)
            doubts.append(
                f"{name}同一轮有{len(rivals) + 1}份不同的报告，按“{its[-1].file}”计入，未计{others}，请核对。"
            )
        elif not its[-1].agency:
            doubts.append(f"“{name}”没有读出机关名称，按文件计入，请核对是否与其他单位重复。")
    return last, earlier, doubts


def _most_common(values: Iterable[_Value | None]) -> _Value | None:
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], value)) if counts else None

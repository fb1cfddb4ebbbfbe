"""What the totals say beside the sums, as rows of text and figures: for workbook, document and screen."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from review.model import Number
from review.outputs.places import KIND_NAMES, cell_place
from review.report.forms import load_form
from review.totals import AgencyReturn, Gap, Totals

Entry = str | Number | None
Row = tuple[Entry, ...]

ABSENT_HEAD = ("单位", "类型", "情况", "说明", "文件或联系人")
DIFFERENCE_HEAD = ("位置", "各单位之和", "总表", "总表多出", "说明")
CARRIED_HEAD = ("单位", "申请人", "上年结转下年度", "本年上年结转", "差额")
BALANCE_HEAD = ("单位", "说明", "文件")
_MOST_PLACES = 6


def title_of(totals: Totals) -> str:
    """What the totals are of: 2024年度各单位报表汇总."""
    return f"{totals.selection.year}年政府信息公开工作年度报告汇总"


def summary_lines(totals: Totals) -> Iterator[str]:
    """The state of the totals in a few sentences, what needs a person first."""
    chosen = totals.selection
    yield f"{chosen.year}年度，{load_form(chosen.form).name}，计入{len(chosen.counted)}个单位，各格按报表所填数字相加。"
    if chosen.missing:
        yield f"应报单位中有{len(chosen.missing)}个未报送：{_some([a.name for a in chosen.missing])}。"
    if chosen.left_out:
        yield f"有{len(chosen.left_out)}份报告没有计入，见“未报与未读”。"
    unbalanced = [r.name for r in chosen.counted if r.imbalances]
    if unbalanced:
        yield f"有{len(unbalanced)}个单位自己的表不平（仍按所填数字计入）：{_some(unbalanced)}。"
    if totals.gaps:
        names = dict.fromkeys(gap.agency for gap in totals.gaps)
        yield f"有{len(names)}个单位的{len(totals.gaps)}格空白或未读，没有计入，也没有当作0：{_some(list(names))}。"
    if totals.comparison:
        yield _compared(totals)
    if totals.carried_against:
        found = f"，{len(totals.carried)}处不一致" if totals.carried else "，全部一致"
        compared = (
            "没有对照" not in totals.carried_against and "未能读取" not in totals.carried_against
        )
        yield f"上年结转：{totals.carried_against}{found if compared or totals.carried else ''}。"
    yield from chosen.doubts
    yield from totals.notes


def _compared(totals: Totals) -> str:
    comparison = totals.comparison
    assert comparison is not None
    if comparison.refused:
        return comparison.refused
    name = comparison.government.name
    open_cells = (
        f"；总表有{len(comparison.open_cells)}格空白或未读，没有对照"
        if comparison.open_cells
        else ""
    )
    if not comparison.differences:
        return f"与{name}的总表逐格一致{open_cells}。"
    return f"与{name}的总表有{len(comparison.differences)}格不一致{open_cells}。"


def _some(names: list[str]) -> str:
    more = f"等{len(names)}个" if len(names) > _MOST_PLACES else ""
    return "、".join(names[:_MOST_PLACES]) + more


def absent_rows(totals: Totals) -> Iterator[Row]:
    """Who is missing, what was not summed, which cells give nothing: one row each."""
    chosen = totals.selection
    for agency in chosen.missing:
        kind = KIND_NAMES.get(agency.kind, agency.kind)
        yield (agency.name, kind, "未报", "名单上有，没有收到报告。", agency.contact)
    for left in chosen.left_out:
        state = "未读" if left.report.error else "未计入"
        yield (left.report.name, _kind(left.report), state, left.reason, left.report.file)
    for name, earlier in chosen.earlier.items():
        for report in earlier:
            yield (
                name,
                _kind(report),
                "旧轮次",
                f"第{report.round}次报送，已有后来的报告，未计入。",
                report.file,
            )
    for name in chosen.unexpected:
        yield (name, "", "名单外", "计入了合计，但应报单位名单中没有。", "")
    reports = {report.name: report for report in chosen.counted}
    for report in chosen.counted:
        if report.merged:
            said = "“（六）其他处理”只填了一行，其数字计入“3.其他”。"
            yield (report.name, _kind(report), "合并填写", said, report.file)
    for name, gaps in groupby(totals.gaps, key=lambda gap: gap.agency):
        report = reports[name]
        for state, said in _gap_texts(report.form, list(gaps)):
            yield (name, _kind(report), state, said, report.file)


def _gap_texts(form: str, gaps: list[Gap]) -> Iterator[tuple[str, str]]:
    unread = [gap for gap in gaps if gap.raw is None]
    places = []
    for gap in gaps:
        if gap.raw is not None:
            raw = gap.raw.strip()
            places.append(cell_place(form, gap.cell) + (f"填“{raw}”" if raw else "空白"))
    if places:
        yield "空白", f"{_places(places)}；没有计入，也没有当作0。"
    by_table: dict[str, list[Gap]] = defaultdict(list)
    for gap in unread:
        by_table[gap.cell.split(".", 1)[0]].append(gap)
    for table, its in by_table.items():
        every = len(list(load_form(form).tables[table].cell_keys()))  # type: ignore[index]
        if len(its) == every:
            yield "未读", f"{cell_place(form, table)}没有或未能读取，没有计入。"
        else:
            yield (
                "未读",
                f"{_places([cell_place(form, gap.cell) for gap in its])}未能读取，没有计入。",
            )


def _places(places: list[str]) -> str:
    more = f"等{len(places)}格" if len(places) > _MOST_PLACES else ""
    return "、".join(places[:_MOST_PLACES]) + more


def _kind(report: AgencyReturn) -> str:
    return KIND_NAMES.get(report.kind, report.kind)


def difference_rows(totals: Totals) -> Iterator[Row]:
    """The cells in which the government's tables are not the sum."""
    if totals.comparison is None:
        return
    for difference in totals.comparison.differences:
        note = f"有{difference.gaps}个单位此格空白或未读" if difference.gaps else ""
        place = cell_place(totals.selection.form, difference.cell)
        yield (place, difference.ours, difference.theirs, difference.by, note)
    for key in totals.comparison.open_cells:
        ours = totals.sums[key].value
        yield (cell_place(totals.selection.form, key), ours, None, None, "总表此格空白或未读")


def explanation_lines(totals: Totals) -> Iterator[str]:
    """What would explain the differences, best first, after a sentence on how sure that is."""
    if totals.explained.verdict:
        yield totals.explained.verdict
        for number, explanation in enumerate(totals.explained.explanations, 1):
            yield f"{number}. {explanation.message}。"


def carried_rows(totals: Totals) -> Iterator[Row]:
    """The columns in which 上年结转 is not last year's 结转下年度."""
    columns = {
        c.key: c.label.official for c in load_form(totals.selection.form).tables["requests"].columns
    }
    for carried in totals.carried:
        by = carried.this_year - carried.last_year
        name = carried.agency or "合计"
        yield (name, columns[carried.column], carried.last_year, carried.this_year, by)


def balance_rows(totals: Totals) -> Iterator[Row]:
    """The agencies whose own tables do not balance."""
    for report in totals.selection.counted:
        for imbalance in report.imbalances:
            yield (report.name, imbalance.message, report.file)


def figure_text(value: Number) -> str:
    """A figure as it is printed: without exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)

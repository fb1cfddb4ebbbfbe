"""The statutory tables by hand: what is read whatever the layout, and what is refused, never guessed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from corpus.statutory_form import COLUMNS, REQUEST_ROWS
from review.model import Block, Grid, GridCell, Picture, Place, Report, TableReading
from review.pipeline import review_bytes
from tests.report.documents import (
    figure_of,
    form_grid,
    grid,
    raws_of,
    report_of,
    rows_of_form,
    statutory,
    tabbed,
    whole,
)

PARTS = ("proactive", "requests", "proceedings")
Rows = list[list[str]]


def drawn(part: str, form: str = "2021") -> dict[str, str]:
    """What stands in each cell of a table as the helpers draw it."""
    return statutory(part, form)[1]


def with_table(part: str, table: Block | str) -> Report:
    """A report whose table of one part is this one."""
    tables: list[Block | str] = [table if p == part else form_grid(p) for p in PARTS]
    return report_of(*whole(tables=tables))


def reading(part: str, table: Block | str) -> TableReading:
    """What is read of this table of one part."""
    return with_table(part, table).tables[part]  # type: ignore[index]


def raws(read: TableReading) -> dict[str, str]:
    """What stands in the cells."""
    return {key: cell.raw for key, cell in read.cells.items()}


def never_guessed(read: TableReading, truth: dict[str, str]) -> None:
    """Every cell that is read has what was drawn there; what is not read is named, with a reason."""
    assert {k: v for k, v in raws(read).items() if truth[k] != v} == {}
    missing = truth.keys() - read.cells.keys()
    assert missing <= {*read.refused, *read.absent} or read.status in ("refused", "missing")
    if read.refused or read.status == "refused":
        assert read.reason


def row_at(label: str, rows: Rows) -> int:
    """Index of the row that has this label."""
    return next(at for at, row in enumerate(rows) if label in row)


# --- layouts ------------------------------------------------------------------------------------


def bars(rows: Rows) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def cell_a_line(rows: Rows) -> str:
    return "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows)


def markdown(rows: Rows) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---|---|", *lines[1:]])


@pytest.mark.parametrize("draw", [tabbed, bars, cell_a_line, markdown, grid])
@pytest.mark.parametrize("part", PARTS)
def test_every_layout_reads_every_cell(draw: Callable[[Rows], Block | str], part: str) -> None:
    """Tabs, bars, a cell a line, a grid without merged cells: all figures in their places."""
    read = reading(part, draw(rows_of_form(part)))
    assert read.status == "read", read.reason
    assert raws(read) == drawn(part)
    assert (read.altered, read.absent, read.merged) == ((), (), ())


@pytest.mark.parametrize("part", PARTS)
def test_merged_cells_repeated_in_every_row(part: str) -> None:
    """Where a merged label is written again in each row that it reaches into, nothing shifts."""
    table, figures = statutory(part)
    filled: list[dict[int, str]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            filled[row][cell.column] = figures[cell.key] if cell.key else cell.text
    rows = [[row[column] for column in sorted(row)] for row in filled]
    assert raws(reading(part, tabbed(rows))) == drawn(part)


def test_labels_broken_over_lines_inside_cells() -> None:
    """A line break inside a label or between two halves of a header changes nothing."""
    labels = {
        "自然人": "自然\n人",
        "社会公益组织": "社会公\n益组织",
        "（七）总计": "（七）\n总计",
        "2.其他法律行政法规禁止公开": "2.其他法律行政法\n规禁止公开",
    }
    read = reading("requests", form_grid("requests", labels=labels))
    assert (read.status, raws(read), read.altered) == ("read", drawn("requests"), ())


def test_numbers_in_full_width_with_units_and_separators() -> None:
    """１２, 1,234, 5件, 7（含…） are numbers; what stood there is kept as it was."""
    given = {
        "requests.received.natural_person": "１２",
        "requests.received.business": "1,234",
        "requests.received.research": "5件",
        "requests.received.nonprofit": "7（含上年2件）",
        "requests.received.legal_service": "三",
        "requests.received.other_org": " 8 ",
    }
    report = with_table("requests", form_grid("requests", figures=given))
    values = [report.value(key) for key in given]
    assert values == [12, 1234, 5, 7, 3, 8]
    assert raws_of(report)["requests.received.nonprofit"] == "7（含上年2件）"


# --- blanks and shifts ---------------------------------------------------------------------------


def shifted(rows: Rows, label: str, by: int = 1) -> Rows:
    """A row whose cells behind the label stand some columns further right."""
    at = row_at(label, rows)
    cut = rows[at].index(label) + 1
    return [*rows[:at], rows[at][:cut] + [""] * by + rows[at][cut:], *rows[at + 1 :]]


@pytest.mark.parametrize("by", [1, 2])
@pytest.mark.parametrize("draw", [tabbed, bars])
def test_full_row_shifted_by_a_column_is_read_right(draw: Callable[[Rows], str], by: int) -> None:
    """Seven figures behind an empty cell are the seven figures of the row."""
    read = reading("requests", draw(shifted(rows_of_form("requests"), "3.其他", by)))
    assert read.status == "read", read.reason
    assert raws(read) == drawn("requests")


def with_blanks(blank: Sequence[str]) -> tuple[Rows, dict[str, str]]:
    """The rows of table 2 with some cells empty, and what stands in its cells then."""
    figures = dict.fromkeys(blank, "")
    return rows_of_form("requests", figures=figures), drawn("requests") | figures


@pytest.mark.parametrize("draw", [tabbed, bars, grid])
def test_blank_column(draw: Callable[[Rows], Block | str]) -> None:
    """An empty column stays an empty column: no figure moves into it."""
    keys = [f"requests.{row}.research" for row in REQUEST_ROWS]
    rows, truth = with_blanks(keys)
    read = reading("requests", draw(rows))
    never_guessed(read, truth)
    if draw is grid:
        assert raws(read) == truth


@pytest.mark.parametrize("draw", [tabbed, bars, grid])
def test_only_the_total_column_is_filled(draw: Callable[[Rows], Block | str]) -> None:
    """One figure a row, in the column 总计: it is the total or is refused, never 自然人."""
    keys = [f"requests.{row}.{c}" for row in REQUEST_ROWS for c in COLUMNS if c != "total"]
    rows, truth = with_blanks(keys)
    read = reading("requests", draw(rows))
    never_guessed(read, truth)
    if draw is grid:
        assert raws(read) == truth


@pytest.mark.parametrize("draw", [tabbed, bars, cell_a_line, grid])
def test_blank_cells_among_full_rows(draw: Callable[[Rows], Block | str]) -> None:
    """Single empty cells are read as blanks where other rows tell the columns."""
    keys = ["requests.granted.business", "requests.carried_in.natural_person",
            "requests.withheld.state_secret.total"]  # fmt: skip
    rows, truth = with_blanks(keys)
    read = reading("requests", draw(rows))
    never_guessed(read, truth)
    assert raws(read) == truth


@pytest.mark.parametrize("draw", [tabbed, bars, grid])
def test_a_whole_row_blank(draw: Callable[[Rows], Block | str]) -> None:
    """A row without any figure keeps its label and is seven blanks."""
    keys = [f"requests.carried_in.{c}" for c in COLUMNS]
    rows, truth = with_blanks(keys)
    read = reading("requests", draw(rows))
    never_guessed(read, truth)
    assert raws(read) == truth


def with_totals() -> dict[str, str]:
    """Figures of table 2 whose rows add up: text without columns is trusted on that alone."""
    figures = drawn("requests")
    for row in REQUEST_ROWS:
        inner = [int(figures[f"requests.{row}.{c}"]) for c in COLUMNS if c != "total"]
        figures[f"requests.{row}.total"] = str(sum(inner))
    return figures


@pytest.mark.parametrize("count", [1, 3, 6, 8])
def test_wrong_number_of_figures_without_columns_is_refused(count: int) -> None:
    """In text parted by spaces a row of fewer or more than seven figures is refused, the others read."""
    truth = with_totals()
    rows = [[cell for cell in row if cell] for row in rows_of_form("requests", figures=truth)]
    at = row_at("2.重复申请", rows)
    rows[at] = ["2.重复申请", *(["4"] * count)]
    read = reading("requests", "\n".join(" ".join(row) for row in rows))
    never_guessed(read, truth)
    assert read.status == "partly"
    assert set(read.refused) == {f"requests.not_processed.repeated.{c}" for c in COLUMNS}
    assert "重复申请" in read.reason


def test_rows_without_columns_that_add_up_nowhere_are_refused() -> None:
    """Text parted by spaces in which hardly a row adds up was read in a wrong order: no cell is taken."""
    rows = [[cell for cell in row if cell] for row in rows_of_form("requests")]
    read = reading("requests", "\n".join(" ".join(row) for row in rows))
    assert (read.status, dict(read.cells)) == ("refused", {})
    assert read.reason


def test_row_with_six_figures_between_tabs_is_not_moved_left() -> None:
    """A row that lost a cell altogether: its six figures are not given to the first six columns."""
    rows = rows_of_form("requests")
    at = row_at("2.重复申请", rows)
    del rows[at][rows[at].index("2.重复申请") + 3]
    read = reading("requests", tabbed(rows))
    wrong = {k: v for k, v in raws(read).items() if drawn("requests")[k] != v}
    assert wrong == {}
    assert "requests.not_processed.repeated.total" in read.refused


# --- labels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("official", "found"),
    [
        ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        ("4.保护第三方合法权益", "4.保护第三人合法权益"),
        ("（一）予以公开", "（一）给予公开"),
        ("5.属于三类内部事务信息", "5.属于三类内部事物信息"),
        ("1.本机关不掌握相关政府信息", "1.本机关不掌握相关信息"),
        ("四、结转下年度继续办理", "四、结转下年继续办理"),
        ("二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开申请数"),
    ],
)
@pytest.mark.parametrize("shape", ["grid", "tabs"])
def test_typo_in_a_row_label(official: str, found: str, shape: str) -> None:
    """A label with a typo is still its row, and named as altered."""
    labels = {official: found}
    table: Block | str = form_grid("requests", labels=labels)
    if shape == "tabs":
        table = tabbed([[labels.get(c, c) for c in row] for row in rows_of_form("requests")])
    read = reading("requests", table)
    assert (read.status, raws(read)) == ("read", drawn("requests"))
    assert [(a.where, a.official, a.found) for a in read.altered] == [("行", official, found)]


@pytest.mark.parametrize(
    ("part", "official", "found"),
    [
        ("proactive", "本年废止件数", "本年度止件数"),
        ("proactive", "现行有效件数", "现行有效数"),
        ("requests", "法律服务机构", "法律服务机枸"),
        ("requests", "商业企业", "商业企"),
    ],
)
def test_typo_in_a_column_label(part: str, official: str, found: str) -> None:
    """A column with a typo keeps its place and is named as altered."""
    read = reading(part, form_grid(part, labels={official: found}))
    assert (read.status, raws(read)) == ("read", drawn(part))
    assert {(a.where, a.official, a.found) for a in read.altered} == {("列", official, found)}


@pytest.mark.parametrize(
    ("official", "found"),
    [
        ("3.危及“三安全一稳定”", "3.危及\"三安全一稳定\""),
        ("3.危及“三安全一稳定”", "3.危及三安全一稳定"),
        ("（一）予以公开", "(一)予以公开"),
        ("1.属于国家秘密", "１．属于国家秘密"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("（七）总计", "（七） 总 计"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
         "（二）部分公开(区分处理的,只计这一情形,不计其他情形)"),
    ],
)  # fmt: skip
def test_widths_blanks_and_numbering_are_no_alteration(official: str, found: str) -> None:
    """Half width, spaces, quotation marks and the number in front are the same label."""
    read = reading("requests", form_grid("requests", labels={official: found}))
    assert (read.status, read.altered, raws(read)) == ("read", (), drawn("requests"))


def test_columns_in_another_order_follow_their_header() -> None:
    """Two columns exchanged, header and figures: each figure goes to the column that names it."""
    exchanged = {4: 5, 5: 4}
    plain = form_grid("requests")
    cells = tuple(
        replace(c, column=exchanged.get(c.column, c.column)) if c.row >= 2 else c
        for c in plain.cells
        if c.row >= 2 or c.column != 4 or c.column_span > 1
    )
    read = reading("requests", replace(plain, cells=cells))
    assert (read.status, raws(read)) == ("read", drawn("requests"))


# --- rows and columns of the form that are not there --------------------------------------------


@pytest.mark.parametrize("shape", ["grid", "tabs"])
@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("4.无正当理由大量反复申请", "not_processed.vexatious"),
        ("二、上年结转政府信息公开申请数量", "carried_in"),
        ("四、结转下年度继续办理", "carried_out"),
        ("8.属于行政查询事项", "withheld.registry_inquiry"),
    ],
)
def test_a_row_left_out_is_absent_and_shifts_nothing(label: str, key: str, shape: str) -> None:
    """The other 24 rows keep their figures, the row's keys are absent, nothing is refused."""
    rows = rows_of_form("requests")
    at = row_at(label, rows)
    table: Block | str = form_grid("requests", dropped=[at])
    if shape == "tabs":
        table = tabbed([row for i, row in enumerate(rows) if i != at])
    read = reading("requests", table)
    truth = {k: v for k, v in drawn("requests").items() if not k.startswith(f"requests.{key}.")}
    assert read.status == "read"
    assert raws(read) == truth
    assert set(read.absent) == {f"requests.{key}.{c}" for c in COLUMNS}


def test_a_row_with_an_unknown_label_is_refused() -> None:
    """Figures behind words that no row has are not given to a row."""
    rows = rows_of_form("requests")
    at = row_at("2.重复申请", rows)
    rows[at][rows[at].index("2.重复申请")] = "乙丙丁戊"
    del rows[row_at("4.无正当理由大量反复申请", rows)]
    read = reading("requests", tabbed(rows))
    never_guessed(read, drawn("requests"))
    assert "requests.not_processed.repeated.total" not in read.cells or (
        raws(read)["requests.not_processed.repeated.total"]
        == drawn("requests")["requests.not_processed.repeated.total"]
    )


def test_labels_lost_altogether_are_refused() -> None:
    """Twenty-five rows of figures without a label: nothing is read, and the reader is told."""
    rows = [["", *row[-7:]] for row in rows_of_form("requests")[3:]]
    read = reading("requests", tabbed(rows))
    assert read.status == "refused"
    assert read.cells == {} and read.reason


def test_other_outcomes_in_one_row() -> None:
    """（六）其他处理 as one row stands under other.other and is named as merged."""
    rows = rows_of_form("requests")
    first = row_at("3.其他", rows) - 2
    merged = ["", "（六）其他处理", *(["6"] * 7)]
    read = reading("requests", tabbed([*rows[:first], merged, *rows[first + 3 :]]))
    assert read.status == "read" and read.merged == ("（六）其他处理",)
    assert raws(read)["requests.other.other.total"] == "6"
    gone = {
        f"requests.other.{r}.{c}" for r in ("correction_overdue", "fee_overdue") for c in COLUMNS
    }
    assert set(read.absent) == gone


# --- table 3 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [14, 16, 5])
@pytest.mark.parametrize("shape", ["tabs", "spaces"])
def test_table_three_without_fifteen_figures_is_refused(count: int, shape: str) -> None:
    """Fourteen figures could be any fourteen of fifteen: S206, its checks stand in not_run."""
    rows = rows_of_form("proceedings")
    rows[-1] = [str(n) for n in range(1, count + 1)]
    text = tabbed(rows) if shape == "tabs" else "\n".join(" ".join(filter(None, r)) for r in rows)
    read = reading("proceedings", text)
    assert (read.status, dict(read.cells)) == ("refused", {})
    assert read.reason


def test_refused_table_is_said_and_costs_no_point() -> None:
    """A report with fourteen figures in part four: S206 to ask, T202 not run, no T finding."""
    rows = rows_of_form("proceedings", figures={})
    rows[-1] = ["0"] * 14
    zeros = dict.fromkeys(drawn("requests"), "0")
    tables = [tabbed(rows_of_form("proactive")), tabbed(rows_of_form("requests", figures=zeros))]
    blocks = whole(tables=[*tables, tabbed(rows)])
    review = review_bytes("\n".join(str(b) for b in blocks).encode(), "a.txt")
    (refused,) = [f for f in review.findings if f.code == "S206"]
    assert (refused.severity, refused.points) == ("ask", 0.0)
    assert "T202" in {n.code for n in review.not_run}
    assert not {f.code for f in review.findings} & {"T202", "S202", "S204"}


def test_table_three_over_broken_lines() -> None:
    """Fifteen figures on two lines are fifteen figures."""
    rows = rows_of_form("proceedings")
    figures = rows[-1]
    text = "\n".join(" ".join(filter(None, r)) for r in rows[:-1])
    text += "\n" + " ".join(figures[:9]) + "\n" + " ".join(figures[9:])
    assert raws(reading("proceedings", text)) == drawn("proceedings")


def test_table_three_blank_in_a_grid_is_read_by_its_header() -> None:
    """In a true grid an empty cell is a blank and moves nothing."""
    given = {"proceedings.litigation_direct.corrected": "", "proceedings.reconsideration.total": ""}
    read = reading("proceedings", form_grid("proceedings", figures=given))
    assert (read.status, raws(read)) == ("read", drawn("proceedings") | given)


# --- pictures, forms, places --------------------------------------------------------------------


def test_a_picture_is_no_table_and_no_zeros() -> None:
    """Where a picture stands in place of the table, the table is a picture: nothing is read."""
    report = with_table("proceedings", Picture(Place(0)))
    assert report.tables["proceedings"].status == "picture"
    assert not any(key.startswith("proceedings.") for key in report.cells)
    assert len(report.cells) == 185


def test_nothing_there_is_missing() -> None:
    """No grid, no figures, no picture: the table is missing."""
    report = with_table("proceedings", "无。")
    assert report.tables["proceedings"].status == "missing"
    assert report.tables["requests"].status == "read"


def test_form_of_2019() -> None:
    """All three tables in the form of 2019: recognised as such, all 198 cells."""
    report = report_of(*whole(tables=[form_grid(part, "2019") for part in PARTS]))
    assert report.form == "2019"
    assert {t.status for t in report.tables.values()} == {"read"}
    assert raws_of(report) == {k: v for part in PARTS for k, v in drawn(part, "2019").items()}
    assert not any(t.altered or t.merged for t in report.tables.values())


@pytest.mark.parametrize("old", ["proactive", "requests"])
def test_tables_of_two_forms(old: str) -> None:
    """One table of 2019 beside two of 2021: each is read as what it is."""
    tables = [form_grid(part, "2019" if part == old else "2021") for part in PARTS]
    report = report_of(*whole(tables=tables))
    for part in PARTS:
        expected = drawn(part, "2019" if part == old else "2021")
        assert raws(report.tables[part]) == expected  # type: ignore[index]
    assert report.form == ("2019" if old == "proactive" else "2021")


def test_all_tables_at_the_end() -> None:
    """Tables behind part six, each part empty: they are found by their words."""
    blocks = whole(tables=["详见附表。"] * 3)
    report = report_of(*blocks, *(form_grid(part) for part in PARTS))
    assert raws_of(report) == {k: v for part in PARTS for k, v in drawn(part).items()}


def test_a_page_frame_is_no_table() -> None:
    """A grid of one cell around prose (a page border) is none of the tables and loses no figure."""
    frame = grid([["2024年，我局公开信息42条，行政许可3件。"]])
    blocks = whole()
    blocks.insert(2, frame)
    report = report_of(*blocks)
    assert raws_of(report) == {k: v for part in PARTS for k, v in drawn(part).items()}


def test_a_foreign_table_among_the_statutory_ones() -> None:
    """A list of an office's own in part two is not taken for table 1."""
    own = grid([["渠道", "条数"], ["门户网站", "321"], ["微信公众号", "45"], ["公报", "6"]])
    blocks = whole()
    blocks.insert(4, own)
    report = report_of(*blocks)
    assert raws_of(report) == {k: v for part in PARTS for k, v in drawn(part).items()}


def test_table_over_a_page_break() -> None:
    """Table 2 as two grids, the header cells blank after the break: one table."""
    whole_grid = form_grid("requests")
    cut = 14
    upper = [c for c in whole_grid.cells if c.row < cut]
    lower = [c for c in whole_grid.cells if c.row >= cut]
    hanging = [
        GridCell(0, c.column, "", c.row + c.row_span - cut, c.column_span)
        for c in upper
        if c.row + c.row_span > cut
    ]
    above = Grid(
        tuple(GridCell(c.row, c.column, c.text, min(c.row_span, cut - c.row), c.column_span)
              for c in upper), cut, 10, Place(0, 1),
    )  # fmt: skip
    below = Grid(
        tuple(hanging) + tuple(
            GridCell(c.row - cut, c.column, c.text, c.row_span, c.column_span) for c in lower
        ), whole_grid.rows - cut, 10, Place(1, 2),
    )  # fmt: skip
    blocks: list[Block | str] = []
    for block in whole():
        blocks += [above, below] if block == whole_grid else [block]
    report = report_of(*blocks)
    assert report.tables["requests"].status == "read"
    assert raws_of(report, "requests.") == drawn("requests")


def test_figures_of_tables_are_in_no_sections_text() -> None:
    """Text of table cells is in no section; sentences around a table are."""
    tables: list[Block | str] = []
    for part in PARTS:
        tables.append("本表数据如下。\n" + tabbed(rows_of_form(part)) + "\n以上为本年度数据。")
    report = report_of(*whole(tables=tables))
    for key in PARTS:
        text = report.section(key).text  # type: ignore[arg-type]
        assert text == "本表数据如下。\n以上为本年度数据。"
    assert raws_of(report)["requests.received.total"] == figure_of("requests.received.total")

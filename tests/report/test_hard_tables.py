"""Tables that a clerk reads without doubt though no row is full, or words and pages stand in between."""

from collections.abc import Sequence

from corpus.statutory_form import COLUMNS, REQUEST_ROWS
from review.model import Grid, Report
from tests.report.documents import form_grid, grid, report_of, rows_of_form, statutory, whole

PARTS = ("proactive", "requests", "proceedings")
LABELS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def read(part: str, table: Grid | str) -> Report:
    """A report whose table of one part is this one."""
    return report_of(*whole(tables=[table if p == part else form_grid(p) for p in PARTS]))


def raws(report: Report, part: str) -> dict[str, str]:
    """What stands in the cells of one table."""
    return {key: cell.raw for key, cell in report.tables[part].cells.items()}  # type: ignore[index]


def request_rows(blank: Sequence[str]) -> tuple[list[list[str]], dict[str, str]]:
    """Rows of table 2 below one line of header, some columns empty; and the truth."""
    gone = {f"requests.{row}.{column}": "" for row in REQUEST_ROWS for column in blank}
    rows = rows_of_form("requests", figures=gone)
    body = [row for row in rows if len(row) >= 8 and row[-1] not in ("其他", "总计", "")]
    body = [[" ".join(filter(None, row[:-7])).split()[-1], *row[-7:]] for row in body]
    return [["事项", *LABELS], *body], {**statutory("requests")[1], **gone}


def test_only_totals_and_a_column_for_remarks() -> None:
    """No row has seven figures: the header tells where they stand."""
    rows, truth = request_rows([c for c in COLUMNS if c != "total"])
    wide = [[*rows[0], "备注"], *([*row, ""] for row in rows[1:])]
    report = read("requests", grid(wide))
    assert report.tables["requests"].status == "read", report.tables["requests"].reason
    assert raws(report, "requests") == truth
    text = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    assert raws(read("requests", text), "requests") == truth


def test_a_column_that_is_not_there_beside_a_blank_one() -> None:
    """Six labels above six columns, one of them empty: the seventh is absent, nothing moves."""
    rows, truth = request_rows(["business"])
    at = 1 + list(COLUMNS).index("research")
    report = read("requests", grid([row[:at] + row[at + 1 :] for row in rows]))
    table = report.tables["requests"]
    assert raws(report, "requests") == {
        key: raw for key, raw in truth.items() if not key.endswith(".research")
    }
    assert table.absent_labels == ("科研机构",)


def test_a_row_cut_by_a_page_is_one_row() -> None:
    """The rest of its label below, without figures, is neither a blank row nor a missing one."""
    rows, truth = request_rows([])
    at = next(at for at, row in enumerate(rows) if row[0] == "1.信访举报投诉类申请")
    rows[at : at + 1] = [["1.信访举", *rows[at][1:]], ["报投诉类申请", *[""] * 7]]
    report = read("requests", grid(rows))
    assert raws(report, "requests") == truth


def test_a_row_left_out_is_missed_though_a_column_has_its_name() -> None:
    """3.其他 is absent; the column 其他 does not hide that."""
    rows, truth = request_rows([])
    report = read("requests", grid([row for row in rows if row[0] != "3.其他"]))
    assert report.tables["requests"].absent_labels == ("3.其他",)
    assert len(raws(report, "requests")) == len(truth) - 7


def test_page_number_inside_the_header_of_table_3() -> None:
    """A lone number between lines of words is no figure where one line holds all fifteen."""
    figures = list(statutory("proceedings")[1].values())
    header = [
        "行政复议 行政诉讼",
        "结果 结果 其他 尚未 总计 未经 复议",
        "3",
        "维持 纠正 结果 审结 复议 后起",
        "直接 诉",
        "起诉",
    ]
    header += [
        "结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计",
        "维持 纠正 结果 审结 维持 纠正 结果 审结",
    ]
    report = read("proceedings", "\n".join([*header, " ".join(figures)]))
    assert list(raws(report, "proceedings").values()) == figures


def test_a_blank_row_ends_table_3() -> None:
    """Fifteen empty cells are fifteen blanks."""
    columns = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    top = ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9]
    middle = [*columns, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4]
    lines = [top, middle, [""] * 5 + columns * 2, [""] * 15]
    text = "\n".join("|" + "|".join(line) + "|" for line in lines)
    table = read("proceedings", text).tables["proceedings"]
    assert table.status == "read"
    assert [cell.raw for cell in table.cells.values()] == [""] * 15


def test_labels_by_their_letters_and_a_misspelt_header() -> None:
    """A shortened label is its row, altered; a header's first line may hold a slip."""
    rows, truth = request_rows([])
    at = next(at for at, row in enumerate(rows) if row[0].startswith("2.没有现成"))
    rows[at][0] = "2.需要另行制作"
    rows[0][4] = "社会公益组识"
    text = "\n".join("\t".join(row) for row in rows)
    table = read("requests", text).tables["requests"]
    assert {key: cell.raw for key, cell in table.cells.items()} == truth
    assert {label.found for label in table.altered} == {"2.需要另行制作", "社会公益组识"}

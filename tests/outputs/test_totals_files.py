"""Workbook and document of the totals: figures in their places, merged cells, gaps told, text inert."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from docx import Document
from openpyxl import load_workbook

from review.batch import Job, object_of, run_jobs
from review.outputs.form_layout import layout_of
from review.outputs.totals_document import write_totals_document
from review.outputs.totals_workbook import SHEETS, write_totals_workbook
from review.report.forms import load_form
from review.totals import Expected, Totals, compile_totals, read_return
from tests.totals.made import GOVERNMENT, added, agencies, document, failed, left_out, names

HOSTILE = '=HYPERLINK("http://x","点")'


@pytest.fixture(scope="module")
def totals() -> Totals:
    rng = Random(6)
    every = agencies(rng, 12)
    planted = left_out(rng, every)
    first = next(iter(every))
    reports = [
        read_return(
            document(
                name,
                cells,
                file=f"{HOSTILE}.docx" if name == first else "",
                raw={"requests.granted.natural_person": HOSTILE} if name == first else {},
            )
        )
        for name, cells in every.items()
    ]
    government = read_return(document(GOVERNMENT, planted.government, kind="county"))
    return compile_totals(
        [*reports, read_return(failed("+1+1.docx"))],
        government=government,
        expected=[*(Expected(name) for name in every), Expected("@SUM(1)", contact="-1")],
    )


@pytest.fixture(scope="module")
def workbook(totals: Totals):  # type: ignore[no-untyped-def]
    out = BytesIO()
    write_totals_workbook(out, totals)
    return load_workbook(BytesIO(out.getvalue()))


def test_sheets_hold_every_sum_in_its_place(totals: Totals, workbook) -> None:  # type: ignore[no-untyped-def]
    """The figures at the places of the form, cells merged as there."""
    form = load_form("2021")
    for key, name in SHEETS.items():
        page = workbook[name]
        merged = {str(area) for area in page.merged_cells.ranges}
        for cell in layout_of(form.tables[key]).cells:
            shown = page.cell(cell.row + 3, cell.column + 1)
            if cell.key:
                assert Decimal(str(shown.value)) == totals.sums[cell.key].value
                assert isinstance(shown.value, (int, float))
            else:
                assert shown.value == cell.text
            if cell.row_span * cell.column_span > 1:
                last = page.cell(cell.row + 2 + cell.row_span, cell.column + cell.column_span)
                assert f"{shown.coordinate}:{last.coordinate}" in merged


def test_gaps_and_differences_are_marked(totals: Totals, workbook) -> None:  # type: ignore[no-untyped-def]
    """A cell with a gap has a remark that names the agency; one that differs the government's figure."""
    page = workbook[SHEETS["requests"]]
    remarks = "\n".join(cell.comment.text for row in page for cell in row if cell.comment)
    assert totals.gaps[0].agency in remarks
    assert "本级政府总表为" in remarks


def test_sheet_of_agencies_has_a_row_each_and_their_sum(totals: Totals, workbook) -> None:  # type: ignore[no-untyped-def]
    """200 cells a row; what is blank shows what stands there; the last row is the sum."""
    rows = list(workbook["各单位明细"].iter_rows(values_only=True))
    assert len(rows) == 1 + 12 + 1
    assert len(rows[0]) == 5 + 200
    assert HOSTILE in rows[1]
    assert [Decimal(str(v)) for v in rows[-1][5:]] == [s.value for s in totals.sums.values()]


def test_no_cell_is_a_formula(workbook) -> None:  # type: ignore[no-untyped-def]
    """Whatever agencies write stays text."""
    seen = [cell for page in workbook for row in page for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in seen if cell.data_type == "f"]
    hostile = [
        cell
        for cell in seen
        if isinstance(cell.value, str) and cell.value[:1] in ("=", "+", "-", "@")
    ]
    assert len(hostile) > 4 and all(cell.quotePrefix for cell in hostile)


def test_sheets_tell_who_is_missing_and_what_differs(totals: Totals, workbook) -> None:  # type: ignore[no-untyped-def]
    """未报, 未读 and 空白 stand in one sheet; differences and what explains them in the other."""
    absent = "\n".join(str(v) for row in workbook["未报与未读"].values for v in row)
    assert "未报" in absent and "未读" in absent and "空白" in absent and "@SUM(1)" in absent
    apart = "\n".join(str(v) for row in workbook["差异"].values for v in row)
    assert "没有计入总表" in apart
    assert "与本级政府总表不一致的格" in apart


def test_figures_beyond_a_cells_digits_stay_exact() -> None:
    """A spreadsheet keeps 15 digits: what has more is written as text, with all of them."""
    amount = 10**17 + 1
    one = names(1)[0]
    totals = compile_totals([read_return(document(one, {"proactive.licensing.decisions": amount}))])
    out = BytesIO()
    write_totals_workbook(out, totals)
    values = [
        v for row in load_workbook(BytesIO(out.getvalue()))[SHEETS["proactive"]].values for v in row
    ]
    assert str(amount) in values


@pytest.mark.usefixtures("kept_workers")
def test_document_can_be_read_back_as_a_report_of_these_tables(tmp_path: Path) -> None:
    """The product's own reader finds all 200 sums in the document that it wrote."""
    every = agencies(Random(9), 25)
    totals = compile_totals([read_return(document(n, c)) for n, c in every.items()])
    write_totals_document(tmp_path / "a.docx", totals)
    (result,) = run_jobs([Job(tmp_path / "a.docx")])
    found = read_return(object_of(result))
    assert dict(found.values) == added(every.values())


def test_document_draws_the_three_tables(totals: Totals) -> None:
    """Tables of the form's size, then remarks that are no part of the report."""
    out = BytesIO()
    write_totals_document(out, totals)
    written = Document(BytesIO(out.getvalue()))
    sizes = [(len(t.rows), len(t.columns)) for t in written.tables[:3]]
    form = load_form("2021")
    assert sizes == [
        (layout_of(form.tables[k]).rows, layout_of(form.tables[k]).columns)
        for k in ("proactive", "requests", "proceedings")
    ]
    assert "汇总说明（供核对，不是报告内容）" in [p.text for p in written.paragraphs]

"""Tables of .docx files: merged, nested and opened ones, and what python-docx says of them."""

import io
import random

import docx as python_docx
import pytest
from docx.table import _Cell
from hypothesis import given, settings
from hypothesis import strategies as st

from review.model import Paragraph
from review.readers.docx import read_docx
from tests.readers.docx_files import (
    GRID,
    SOURCE,
    cell,
    grids,
    paragraph,
    read,
    row,
    shape,
    table,
    texts,
)

SPAN2 = '<w:gridSpan w:val="2"/>'
BEGIN = '<w:vMerge w:val="restart"/>'
GO_ON = "<w:vMerge/>"


@pytest.mark.parametrize("walk", [False, True], ids=["flat", "walk"])
def test_merged_cells_appear_once_at_their_corner(walk: bool) -> None:
    """Horizontal, vertical and block merges give one cell each with its spans."""
    mark = "<w:p><w:del w:id='1'/></w:p>" if walk else "<w:p/>"
    body = table(
        row(cell("角", SPAN2 + BEGIN), cell("上")),
        row(cell(mark, SPAN2 + GO_ON), cell("中", BEGIN)),
        row(cell("左"), cell("心"), cell(mark, GO_ON)),
    )
    (grid,) = grids(read(body))
    assert shape(grid) == [
        (0, 0, 2, 2, "角"),
        (0, 2, 1, 1, "上"),
        (1, 2, 2, 1, "中"),
        (2, 0, 1, 1, "左"),
        (2, 1, 1, 1, "心"),
    ]
    assert (grid.rows, grid.columns) == (3, 3)


@pytest.mark.parametrize("walk", [False, True], ids=["flat", "walk"])
def test_rows_may_begin_later_and_end_earlier(walk: bool) -> None:
    """gridBefore moves the first cell of a row, gridAfter counts as width."""
    more = "<w:cnfStyle/>" + ("<w:hidden w:val='0'/>" if walk else "")
    body = table(
        row(
            cell("甲", SPAN2), properties=f'<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>{more}'
        ),
        row(cell("乙"), cell("丙")),
    )
    (grid,) = grids(read(body))
    assert shape(grid) == [(0, 1, 1, 2, "甲"), (1, 0, 1, 1, "乙"), (1, 1, 1, 1, "丙")]
    assert grid.columns == 4


def test_old_horizontal_merge() -> None:
    """w:hMerge of old writers merges like a span."""
    body = table(
        row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("<w:p/>", "<w:hMerge/>"), cell("乙")),
        row(cell("1"), cell("2"), cell("3")),
    )
    (grid,) = grids(read(body))
    assert shape(grid)[:2] == [(0, 0, 1, 2, "甲"), (0, 2, 1, 1, "乙")]


def test_continuation_without_a_beginning_is_a_cell_of_its_own() -> None:
    """A w:vMerge that continues nothing, or another width, keeps its text."""
    body = table(row(cell("甲", GO_ON), cell("乙", BEGIN)), row(cell("丙", SPAN2 + GO_ON)))
    (grid,) = grids(read(body))
    assert shape(grid) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 2, "丙")]


def test_text_under_a_merge_is_remarked() -> None:
    """Text that stands in a covered cell is not shown in Word; a remark tells of it."""
    body = table(row(cell("甲", BEGIN), cell("1")), row(cell("遮", GO_ON), cell("2")))
    document = read(body)
    assert [c.text for c in grids(document)[0].cells] == ["甲", "1", "2"]
    assert "遮住" in document.remarks[0]


def test_rows_and_cells_in_content_controls_and_deleted_rows() -> None:
    """Wrapped rows and cells count, deleted and hidden rows do not."""
    wrapped = f"<w:sdt><w:sdtContent>{row(cell('3'), cell('4'))}</w:sdtContent></w:sdt>"
    inner = f"<w:sdt><w:sdtContent>{cell('6')}</w:sdtContent></w:sdt>"
    body = table(
        row(cell("1"), cell("2")),
        wrapped,
        row(cell("x"), cell("x"), properties='<w:del w:id="1"/>'),
        row(cell("y"), cell("y"), properties="<w:hidden/>"),
        row(cell("5"), inner),
    )
    (grid,) = grids(read(body))
    assert [(c.row, c.column, c.text) for c in grid.cells] == [
        (0, 0, "1"), (0, 1, "2"), (1, 0, "3"), (1, 1, "4"), (2, 0, "5"), (2, 1, "6"),
    ]  # fmt: skip


def test_paragraphs_of_a_cell_are_lines() -> None:
    """Paragraphs and line breaks of a cell become line breaks of its text."""
    two = paragraph("商业") + paragraph("企业")
    broken = "<w:p><w:r><w:t>科研</w:t><w:br/><w:t>机构</w:t></w:r></w:p>"
    (grid,) = grids(read(table(row(cell(two), cell(broken)), row(cell("1"), cell("2")))))
    assert [c.text for c in grid.cells] == ["商业\n企业", "科研\n机构", "1", "2"]


def test_table_of_one_cell_is_opened() -> None:
    """A frame around the report is no table: its paragraphs and tables come in order."""
    body = table(row(cell(paragraph("前") + GRID + paragraph("中") + GRID + paragraph("后"))))
    document = read(body)
    assert [b.text if isinstance(b, Paragraph) else "grid" for b in document.blocks] == [
        "前", "grid", "中", "grid", "后",
    ]  # fmt: skip


def test_table_with_narrative_is_opened_and_its_true_rows_stay_a_grid() -> None:
    """Rows with long narrative become paragraphs; a stretch of true rows stays a grid."""
    long = paragraph("情" * 300) + paragraph("况" * 300)
    body = table(
        row(cell("标题", SPAN2)),
        row(cell("一、总体情况"), cell(long)),
        row(cell("二、主动公开", SPAN2)),
        row(cell("甲"), cell("乙")),
        row(cell("丙", BEGIN), cell("1")),
        row(cell("<w:p/>", GO_ON), cell("2")),
        row(cell("六"), cell(long)),
    )
    document = read(body)
    assert texts(document) == [
        "标题", "一、总体情况", "情" * 300, "况" * 300, "二、主动公开", "六",
        "情" * 300, "况" * 300,
    ]  # fmt: skip
    (grid,) = grids(document)
    assert shape(grid) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 1, "乙"),
        (1, 0, 2, 1, "丙"),
        (1, 1, 1, 1, "1"),
        (2, 1, 1, 1, "2"),
    ]


def test_long_text_of_one_paragraph_does_not_open_a_table() -> None:
    """A long note in one paragraph is still an entry of its cell."""
    (grid,) = grids(read(table(row(cell("注"), cell("长" * 500)), row(cell("1"), cell("2")))))
    assert len(grid.cells) == 4


def test_small_nested_table_becomes_text_of_its_cell() -> None:
    """A nested table of a few words is read into the cell that holds it."""
    tiny = table(row(cell("甲"), cell("乙"))) + paragraph()
    body = table(row(cell("a"), cell(paragraph("前") + tiny)), row(cell("1"), cell("2")))
    (grid,) = grids(read(body))
    assert [c.text for c in grid.cells] == ["a", "前\n甲\n乙\n", "1", "2"]


def test_great_nested_table_is_a_block_of_its_own() -> None:
    """A nested table of some size comes as a grid: after a greater outer one, else in its place."""
    inner = table(*(row(cell("甲"), cell("乙"), cell(str(i))) for i in range(4)))
    outer_rows = [row(cell("名"), cell("值"), cell("注"), cell("末")) for _ in range(5)]
    holder = row(cell("名"), cell(inner + paragraph()), cell("注"), cell("末"))
    document = read(table(*outer_rows, holder))
    assert [(g.rows, g.columns) for g in grids(document)] == [(6, 4), (4, 3)]
    layout = read(table(row(cell("第三部分"), cell(inner + paragraph()))))
    assert texts(layout) == ["第三部分"]
    assert [(g.rows, g.columns) for g in grids(layout)] == [(4, 3)]


# --- against python-docx ----------------------------------------------------------------------


def oracle_cells(grid: object) -> list[tuple[int, int, int, int, str]]:
    """Cells as python-docx sees them: unique by their w:tc, with the area each one covers."""
    area: dict[int, list[tuple[int, int]]] = {}
    seen: dict[int, _Cell] = {}
    keep = []
    for i, line in enumerate(grid.rows):  # type: ignore[attr-defined]
        for j, found in enumerate(line.cells):
            keep.append(found._tc)
            area.setdefault(id(found._tc), []).append((i, j))
            seen[id(found._tc)] = found
    out = []
    for key, places in area.items():
        rows = {i for i, _ in places}
        columns = {j for _, j in places}
        out.append((min(rows), min(columns), len(rows), len(columns), seen[key].text))
    return sorted(out)


@pytest.mark.parametrize("seed", range(6))
def test_merges_by_python_docx_read_alike(seed: int) -> None:
    """Tables merged at random by python-docx have the cells, spans and texts that it reports."""
    chance = random.Random(seed)
    document = python_docx.Document()
    document.add_heading("某局政府信息公开工作年度报告", 0)
    document.add_paragraph("收到申请").add_run("5件\t。").bold = True
    for _ in range(3):
        rows, columns = chance.randint(2, 7), chance.randint(2, 7)
        # The last row is never merged, so that no table falls into one column and is opened.
        made = document.add_table(rows + 1, columns)
        for i in range(rows + 1):
            for j in range(columns):
                made.cell(i, j).text = f"{i}-{j}" if chance.random() < 0.8 else ""
        merged: set[tuple[int, int]] = set()
        for _ in range(chance.randint(1, 6)):
            i, j = chance.randrange(rows), chance.randrange(columns)
            k, m = chance.randrange(i, rows), chance.randrange(j, columns)
            area = {(x, y) for x in range(i, k + 1) for y in range(j, m + 1)}
            if not area & merged:
                made.cell(i, j).merge(made.cell(k, m))
                merged |= area
        document.add_paragraph("以上")
    out = io.BytesIO()
    document.save(out)
    reread = python_docx.Document(io.BytesIO(out.getvalue()))
    ours = read_docx(out.getvalue(), SOURCE)
    assert texts(ours) == [p.text for p in reread.paragraphs]
    assert [sorted(shape(g)) for g in grids(ours)] == [oracle_cells(t) for t in reread.tables]


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """A grid cut into rectangles at random: rows, columns, (row, column, row span, column span)."""
    rows, columns = draw(st.integers(2, 7)), draw(st.integers(2, 7))
    free = {(i, j) for i in range(rows) for j in range(columns)}
    out = []
    while free:
        i, j = min(free)
        wide = draw(st.integers(1, columns - j))
        while any((i, j + d) not in free for d in range(wide)):
            wide -= 1
        tall = draw(st.integers(1, rows - i))
        out.append((i, j, tall, wide))
        free -= {(i + a, j + b) for a in range(tall) for b in range(wide)}
    return rows, columns, out


@given(tilings(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_tiling_round_trips(
    tiling: tuple[int, int, list[tuple[int, int, int, int]]], walk: bool
) -> None:
    """Any cutting of a grid into rectangles, written as w:tbl, is read back as it was."""
    rows, columns, rectangles = tiling
    lines: list[list[tuple[int, str]]] = [[] for _ in range(rows)]
    for n, (i, j, tall, wide) in enumerate(rectangles):
        span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        for d in range(tall):
            merge = "" if tall == 1 else (BEGIN if d == 0 else GO_ON)
            lines[i + d].append((j, cell(f"c{n}" if d == 0 else "<w:p/>", span + merge)))
    extra = "<w:p><w:bookmarkStart/><w:ins w:id='1'/></w:p>" if walk else ""
    made = table(*(row(*(x for _, x in sorted(line))) for line in lines))
    if walk:
        made = made.replace("<w:p/>", extra)
    document = read(made)
    expected = sorted((i, j, t, w, f"c{n}") for n, (i, j, t, w) in enumerate(rectangles))
    if len({r[0] for r in rectangles}) == len(rectangles):
        assert texts(document) == [f"c{n}" for n in range(len(rectangles))]
        return
    (grid,) = grids(document)
    assert sorted(shape(grid)) == expected
    assert (grid.rows, grid.columns) == (rows, columns)

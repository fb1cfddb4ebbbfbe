"""Texts, numbers, revisions, drawings and tables of .docx files; files that are refused."""

import io
import random
import zipfile

import docx as python_docx
import pytest
from docx.table import _Cell
from hypothesis import given, settings
from hypothesis import strategies as st

from review.errors import (
    FileError,
    FileTooLarge,
    ProtectedFile,
    UnreadableFile,
    UnsupportedFile,
)
from review.model import Grid, Paragraph, Picture
from review.readers.docx import read_docx
from tests.readers.docx_files import (
    SOURCE,
    cell,
    document_xml,
    docx,
    grids,
    numbered,
    paragraph,
    read,
    relations,
    row,
    run,
    shape,
    table,
    texts,
    zipped,
)

SPAN2 = '<w:gridSpan w:val="2"/>'
BEGIN = '<w:vMerge w:val="restart"/>'
GO_ON = "<w:vMerge/>"
VISIBLE = '<w:vanish w:val="0"/>'
HIDDEN_STYLE = '<w:rStyle w:val="h2"/>'
GRID = table(row(cell("甲"), cell("乙")), row(cell("1"), cell("2")))


def field_part(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


# --- text -------------------------------------------------------------------------------------


def test_paragraphs_come_in_order_with_empty_ones_and_places() -> None:
    """Paragraphs keep their order, empty ones included, and are counted from 0."""
    document = read(paragraph("一") + paragraph() + GRID + paragraph("二"))
    assert [type(b).__name__ for b in document.blocks] == [
        "Paragraph",
        "Paragraph",
        "Grid",
        "Paragraph",
    ]
    assert [b.place.index for b in document.blocks] == [0, 1, 2, 3]
    assert texts(document) == ["一", "", "二"]
    assert document.source is SOURCE
    assert document.remarks == ()


def test_line_breaks_part_paragraphs_and_tabs_stay() -> None:
    """A line or page break makes a new paragraph; tabs and hyphens become characters."""
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:cr/>"
        '<w:noBreakHyphen/><w:t>丁</w:t><w:br w:type="page"/></w:r></w:p>'
    )
    assert texts(read(body)) == ["甲", "乙\t丙", "-丁"]


def test_wrappers_are_transparent() -> None:
    """Content controls, smart tags, hyperlinks and simple fields do not hide text."""
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>"
        f"<w:smartTag>{run('乙')}</w:smartTag><w:hyperlink>{run('丙')}</w:hyperlink>"
        f"<w:fldSimple w:instr='PAGE'>{run('1')}</w:fldSimple></w:p></w:sdtContent></w:sdt>"
    )
    assert texts(read(body)) == ["甲乙丙1"]


def test_tracked_changes_are_accepted() -> None:
    """Inserted text stands, deleted and moved-away text is gone, and a remark says so."""
    body = (
        f"<w:p>{run('收到')}<w:del w:id='1'><w:r><w:delText>3</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{run('5')}</w:ins><w:moveFrom>{run('件')}</w:moveFrom>"
        f"<w:moveTo>{run('份')}</w:moveTo></w:p>"
    )
    document = read(body)
    assert texts(document) == ["收到5份"]
    assert "修订" in document.remarks[0]


def test_deleted_paragraph_mark_joins_paragraphs() -> None:
    """Where the mark of a paragraph is deleted, its text runs on into the next."""
    body = paragraph("收到申请", "<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph("5件。")
    assert texts(read(body)) == ["收到申请5件。"]


def test_fields_keep_their_result_only() -> None:
    """Instructions of fields are dropped, nested ones too; the result stays."""
    inner = field_part("begin") + run("内") + field_part("separate") + run("9") + field_part("end")
    body = (
        f"<w:p>{run('第')}{field_part('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{inner}"
        f"{field_part('separate')}{run('3')}</w:p><w:p>{run('页')}{field_part('end')}{run('止')}</w:p>"
    )
    assert texts(read(body)) == ["第3", "页止"]


def test_hidden_text_is_dropped_with_a_remark() -> None:
    """Hidden runs are left out, whether hidden themselves or by a style; a remark counts them."""
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="h2"><w:basedOn w:val="h"/></w:style>'
    )
    body = (
        f"<w:p>{run('甲')}{run('隐藏', '<w:vanish/>')}{run('乙', VISIBLE)}"
        f"{run('样式', HIDDEN_STYLE)}</w:p>"
    )
    document = read(body, styles=styles)
    assert texts(document) == ["甲乙"]
    assert "4字" in document.remarks[0]


def test_ruby_keeps_the_base_and_symbols_are_read() -> None:
    """Of ruby only the base is read; ticks of symbol fonts become characters."""
    body = (
        f"<w:p><w:r><w:ruby><w:rt>{run('zi')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        '<w:r><w:sym w:font="Wingdings" w:char="F022"/></w:r></w:p>'
    )
    assert texts(read(body)) == ["字☑"]


# --- drawings ---------------------------------------------------------------------------------

BOX = f"<w:txbxContent>{paragraph('框内')}{paragraph('二行')}</w:txbxContent>"
PICTURE = "<w:drawing><a:graphic><a:blip r:embed='r9'/></a:graphic></w:drawing>"


def test_text_box_comes_once_after_its_anchor() -> None:
    """A text box written twice for old and new programs is read once, after its paragraph."""
    body = (
        f"<w:p>{run('锚')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>"
        f"<wps:txbx>{BOX}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        f"{run('后')}</w:p>{paragraph('下段')}"
    )
    assert texts(read(body)) == ["锚后", "框内", "二行", "下段"]


def test_alternate_content_falls_back_where_the_choice_has_no_text() -> None:
    """The choice wins if it has text, else the fallback; both are never read."""
    choice = f"<mc:Choice Requires='x'>{run('选')}</mc:Choice>"
    fallback = f"<mc:Fallback>{run('退')}</mc:Fallback>"
    body = (
        f"<w:p><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
        f"<mc:AlternateContent><mc:Choice Requires='x'/>{fallback}</mc:AlternateContent></w:p>"
    )
    assert texts(read(body)) == ["选退"]


def test_pictures_are_blocks_and_text_boxes_are_not() -> None:
    """A picture alone in a paragraph is one Picture block; a text box with text is none."""
    pict = "<w:r><w:object><v:shape><v:imagedata r:id='r1'/></v:shape></w:object></w:r>"
    filled = f"<w:r><w:pict><v:imagedata/><v:textbox>{BOX}</v:textbox></w:pict></w:r>"
    document = read(
        f"<w:p><w:r>{PICTURE}</w:r></w:p><w:p>{run('图')}{pict}</w:p><w:p>{filled}</w:p>"
    )
    kinds = [type(b) for b in document.blocks]
    assert kinds == [Picture, Paragraph, Picture, Paragraph, Paragraph]


def test_picture_in_a_cell_follows_the_grid() -> None:
    """A picture in a cell of a grid is not lost."""
    body = table(
        row(cell("甲"), cell(f"<w:p><w:r>{PICTURE}</w:r></w:p>")), row(cell("1"), cell("2"))
    )
    assert [type(b) for b in read(body).blocks] == [Grid, Picture]


# --- numbering --------------------------------------------------------------------------------


def level(number: int, fmt: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def numbered_style(name: str, of: int, kind: str = "paragraph") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}">'
        f'<w:pPr><w:numPr><w:numId w:val="{of}"/></w:numPr></w:pPr></w:style>'
    )


REPORT_LIST = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
) + num(1, 0)


def test_headings_get_their_numbers_and_lower_levels_start_again() -> None:
    """一、 and （一） stand before their text; （一） starts again under 二、."""
    body = (
        numbered("总体情况", 1)
        + numbered("主动公开", 1, 1)
        + numbered("依申请公开", 1, 1)
        + paragraph("正文")
        + numbered("主动公开情况", 1)
        + numbered("规章", 1, 1)
        + numbered("2件", 1, 2)
        + numbered("其中", 1, 3)
    )
    assert texts(read(body, numbering=REPORT_LIST)) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "正文",
        "二、主动公开情况",
        "（一）规章",
        "1. 2件",
        "①其中",
    ]


@pytest.mark.parametrize(
    ("number_format", "number", "label"),
    [
        ("decimal", 12, "12"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("japaneseCounting", 111, "百十一"),
        ("ideographTraditional", 3, "丙"),
        ("ideographDigital", 10, "一〇"),
        ("decimalEnclosedCircle", 11, "⑪"),
        ("chineseLegalSimplified", 11, "壹拾壹"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 3, "c"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("none", 4, ""),
    ],
)
def test_number_formats(number_format: str, number: int, label: str) -> None:
    """Numbers are written as Word writes them in each format."""
    numbering = abstract(0, level(0, number_format, "%1、", start=number)) + num(1, 0)
    assert texts(read(numbered("文", 1), numbering=numbering)) == [f"{label}、文"]


def test_bullets_are_ignored_and_zero_switches_numbering_off() -> None:
    """A bullet leaves no character; w:numId 0 takes a number away that a style gives."""
    numbering = (
        abstract(0, level(0, "bullet", "\uf0b7"))
        + num(1, 0)
        + REPORT_LIST.replace('abstractNumId="0"', 'abstractNumId="5"').replace(
            'w:numId="1"><w:abstractNumId w:val="0"', 'w:numId="2"><w:abstractNumId w:val="5"'
        )
    )
    styles = numbered_style("h1", 2)
    style = '<w:pStyle w:val="h1"/>'
    body = (
        numbered("点", 1)
        + paragraph("有", style)
        + paragraph("无", style + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("又", style)
    )
    assert texts(read(body, numbering=numbering, styles=styles)) == ["点", "一、有", "无", "二、又"]


@pytest.mark.parametrize("prefix", ["w", "x"])
def test_styles_number_through_inheritance_and_linked_levels(prefix: str) -> None:
    """A style inherits its list by w:basedOn; the list says which level belongs to the style."""
    styles = (
        numbered_style("1", 1)
        + '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/></w:style>'
    )
    numbering = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
    ) + num(1, 0)
    body = paragraph("总", '<w:pStyle w:val="1"/>') + paragraph("分", '<w:pStyle w:val="2"/>')
    data = docx(body, styles=styles, numbering=numbering)
    if prefix != "w":
        # Another prefix than Word's must not matter.
        parts = _parts(data)
        parts["word/styles.xml"] = (
            parts["word/styles.xml"].replace(b"w:", b"x:").replace(b"xmlns:w=", b"xmlns:x=")
        )
        data = zipped(parts)
    assert texts(read_docx(data, SOURCE)) == ["一、总", "（一）分"]


def test_numbers_in_cells_by_style() -> None:
    """A style that numbers works inside tables, too, and counts on from row to row."""
    styles = numbered_style("n", 1)
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    item = paragraph("项", '<w:pStyle w:val="n"/>')
    body = table(row(cell(item), cell("0")), row(cell(item), cell("0")))
    (grid,) = grids(read(body, styles=styles, numbering=numbering))
    assert [c.text for c in grid.cells] == ["1.项", "0", "2.项", "0"]


def test_start_override_legal_and_multilevel() -> None:
    """A start override begins anew once; isLgl writes all levels in digits."""
    numbering = (
        abstract(
            0,
            level(0, "chineseCounting", "第%1条 "),
            level(1, "decimal", "%1.%2 ", "<w:isLgl/>"),
        )
        + num(1, 0)
        + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>')
    )
    body = (
        numbered("甲", 1)
        + numbered("乙", 1, 1)
        + numbered("丙", 2)
        + numbered("丁", 2)
        + numbered("戊", 1)
    )
    assert texts(read(body, numbering=numbering)) == [
        "第一条 甲",
        "1.1 乙",
        "第七条 丙",
        "第八条 丁",
        "第九条 戊",
    ]


def test_list_through_a_numbering_style() -> None:
    """A list that refers to a numbering style takes its levels from there."""
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="ls"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="ls"/>'
        f"{level(0, 'chineseCounting', '%1、')}</w:abstractNum>" + num(1, 0) + num(2, 1)
    )
    styles = numbered_style("ls", 2, "numbering")
    assert texts(read(numbered("甲", 1), numbering=numbering, styles=styles)) == ["一、甲"]


# --- tables -----------------------------------------------------------------------------------


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


# --- files that are refused, and odd ones that are not ----------------------------------------


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_main_part_is_found_by_its_relationship() -> None:
    """The main part may have any name and an absolute target."""
    data = zipped(
        {
            "_rels/.rels": relations(("officeDocument", "/main/text.xml")),
            "main/text.xml": document_xml(paragraph("甲")),
        }
    )
    assert texts(read_docx(data, SOURCE)) == ["甲"]


def test_strict_documents_are_read() -> None:
    """Files in strict OOXML, with other namespaces, read alike."""
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    xml = document_xml(paragraph("甲") + GRID).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = zipped(
        {"_rels/.rels": relations(("officeDocument", "w.xml"), base=strict), "w.xml": xml}
    )
    document = read_docx(data, SOURCE)
    assert texts(document) == ["甲"]
    assert len(grids(document)) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_other_encodings_of_the_xml(encoding: str) -> None:
    """Parts in another encoding are read by their declaration."""
    xml = f'<?xml version="1.0" encoding="{encoding}"?>' + document_xml(paragraph("年报"))
    data = zipped(
        {
            "_rels/.rels": relations(("officeDocument", "d.xml")),
            "d.xml": xml.encode(encoding),
        }
    )
    assert texts(read_docx(data, SOURCE)) == ["年报"]


def with_main(xml: str | bytes) -> bytes:
    return zipped({"_rels/.rels": relations(("officeDocument", "d.xml")), "d.xml": xml})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
XXE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMB = document_xml(paragraph(" " * 3_000_000))
DEEP = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("深") + "</w:tc></w:tr></w:tbl>" * 60
DEEPER = "<w:sdt><w:sdtContent>" * 300 + paragraph("深") + "</w:sdtContent></w:sdt>" * 300
DEEP_INLINE = "<w:p>" + "<w:smartTag>" * 80 + run("深") + "</w:smartTag>" * 80 + "</w:p>"
WIDE = table(row(cell("甲", '<w:gridSpan w:val="1000000000"/>'), cell("乙")))
SUM_WIDE = table(row(*(cell("甲", '<w:gridSpan w:val="60"/>') for _ in range(3))))
MANY = table(*(row(*(cell("1") for _ in range(50))) for _ in range(401)))

REFUSED = [
    ("empty", b"", UnreadableFile),
    ("noise", b"\x01\x02\x03" * 50, UnsupportedFile),
    ("rtf", b"{\\rtf1 }", UnsupportedFile),
    ("encrypted", OLE + "EncryptedPackage".encode("utf-16-le"), ProtectedFile),
    ("doc", OLE + "WordDocument".encode("utf-16-le"), UnsupportedFile),
    ("xls", OLE + "Workbook".encode("utf-16-le"), UnsupportedFile),
    ("plain zip", zipped({"a.txt": "甲"}), UnsupportedFile),
    ("ofd", zipped({"OFD.xml": "<OFD/>"}), UnsupportedFile),
    (
        "xlsx",
        zipped(
            {
                "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
                "xl/workbook.xml": "<workbook/>",
            }
        ),
        UnsupportedFile,
    ),
    (
        "no main part",
        zipped({"_rels/.rels": relations(("officeDocument", "x.xml"))}),
        UnreadableFile,
    ),
    ("truncated", docx(paragraph("甲" * 999))[:-60], UnreadableFile),
    ("cut in half", docx(paragraph("甲" * 999))[:150], UnreadableFile),
    ("broken xml", with_main(document_xml("<w:p>")), UnreadableFile),
    ("empty main", with_main(""), UnreadableFile),
    ("doctype", with_main(XXE + document_xml(paragraph("&x;"))), UnreadableFile),
    ("doctype utf-16", with_main((XXE + document_xml("")).encode("utf-16")), UnreadableFile),
    (
        "doctype utf-32",
        with_main(
            ('<?xml version="1.0" encoding="UTF-32"?>' + XXE + document_xml("")).encode("utf-32")
        ),
        UnreadableFile,
    ),
    ("bomb", with_main(BOMB), FileTooLarge),
    ("deep", docx(DEEP), FileTooLarge),
    ("deeper than libxml2 goes", docx(DEEPER), FileTooLarge),
    ("deep inline", docx(DEEP_INLINE), FileTooLarge),
    ("wide", docx(WIDE), FileTooLarge),
    ("wide in sum", docx(SUM_WIDE), FileTooLarge),
    ("many cells", docx(MANY), FileTooLarge),
    ("many entries", zipped({f"{i}": "" for i in range(2_001)}), FileTooLarge),
    ("great", b"PK" + b"\x00" * (20 * 1024 * 1024), FileTooLarge),
]


@pytest.mark.parametrize(("data", "error"), [x[1:] for x in REFUSED], ids=[x[0] for x in REFUSED])
def test_bad_files_are_refused_with_a_sentence(data: bytes, error: type[FileError]) -> None:
    """Whatever is no sound .docx within the limits is refused, and the message says what to do."""
    with pytest.raises(FileError) as caught:
        read_docx(data, SOURCE)
    assert type(caught.value) is error
    assert caught.value.message.endswith("。")
    assert any(word in caught.value.message for word in ("请", "重新"))


def test_old_word_files_are_told_how_to_save() -> None:
    """A .doc is answered with the way to a .docx."""
    with pytest.raises(UnsupportedFile, match=r"请在 Word 或 WPS 中另存为 \.docx 后重新上传"):
        read_docx(OLE + "WordDocument".encode("utf-16-le"), SOURCE)


def test_encrypted_entries_are_protected() -> None:
    """A zip whose entries are encrypted is protected, not damaged."""
    data = bytearray(with_main(document_xml("")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(ProtectedFile):
        read_docx(bytes(data), SOURCE)


def test_doctype_in_styles_is_refused() -> None:
    """A document type declaration is refused in any part that is opened, parsed or not."""
    parts = _parts(docx(paragraph("甲", '<w:pStyle w:val="a"/>'), styles="<w:style/>"))
    parts["word/styles.xml"] = XXE.encode() + parts["word/styles.xml"]
    with pytest.raises(UnreadableFile):
        read_docx(zipped(parts), SOURCE)


def test_no_byte_flip_escapes_as_another_error() -> None:
    """Damage anywhere in a file gives a FileError or a Document, never another exception."""
    good = docx(
        numbered("总", 1) + GRID + paragraph("甲", '<w:pStyle w:val="a"/>'),
        styles='<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>',
        numbering=REPORT_LIST,
    )
    chance = random.Random(7)
    for _ in range(600):
        data = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_docx(
                bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]), SOURCE
            )
        except FileError:
            continue

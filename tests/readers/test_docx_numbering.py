"""Numbers that Word gives to headings and items of lists."""

import pytest

from review.readers.docx import read_docx
from tests.readers.docx_files import (
    REPORT_LIST,
    SOURCE,
    abstract,
    cell,
    docx,
    grids,
    level,
    num,
    numbered,
    numbered_style,
    paragraph,
    parts_of,
    read,
    row,
    table,
    texts,
    zipped,
)


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
        parts = parts_of(data)
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

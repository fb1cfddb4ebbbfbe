"""Single lines of text: what is taken away, and what looks like it and stays."""

import time

import pytest

from review.model import Grid, Paragraph, Picture, Source
from review.readers.text import decode, read_text
from review.readers.text_cleaning import cleaned, commas_as_tabs, is_rule, unboxed


def lines(text: str, name: str = "a.txt") -> list[str]:
    document = read_text(text.encode(), Source(name, "", "text/plain"))
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("甲\n- 3 -\n乙", "甲\n乙"),
        ("甲\n—12—\n乙", "甲\n乙"),
        ("甲\n第3页\n乙", "甲\n乙"),
        ("甲\n第 3 页，共 9 页\n乙", "甲\n乙"),
        ("甲\n3\n\f乙", "甲\n\f乙"),
        ("甲\n3\n乙", "甲\n3\n乙"),
        ("-\t3\t-", "-\t3\t-"),
        ("见第3页。", "见第3页。"),
    ],
)
def test_page_numbers_go_and_figures_stay(text: str, left: str) -> None:
    """A line that is plainly the number of a page goes; a bare number only at the end of a page."""
    assert cleaned(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('见HYPERLINK "http://a.cn/" 网站。', "见网站。"),
        ('HYPERLINK \\l "_Toc1" 一、总体情况', "一、总体情况"),
        ('TOC \\o "1-3" \\h \\z \\u 目录', "目录"),
        ("情况PAGEREF _Toc12 \\h 3", "情况3"),
        ("REFERENCE 与 REF 之别", "REFERENCE 与 REF 之别"),
        ("TOC 是英文缩写", "TOC 是英文缩写"),
    ],
)
def test_instructions_of_fields_go(text: str, left: str) -> None:
    """Of a field only the result stays; words that look like a field's name stay."""
    assert cleaned(text) == left


def test_line_numbers_go_only_if_they_count_every_line() -> None:
    """Numbers that skip one are the text's own."""
    numbered = [f"{n}  第{n}行" for n in range(1, 13)]
    assert cleaned("\n".join(numbered)) == "\n".join(f"第{n}行" for n in range(1, 13))
    numbered[5] = "7  第6行"
    assert cleaned("\n".join(numbered)) == "\n".join(numbered)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("|---|---|", True),
        (":-: | :-:", True),
        ("├──┼──┤", True),
        ("+----+----+", True),
        ("-|-|-|", False),
        ("|0|0|", False),
        ("------", False),
        ("| | |", False),
    ],
)
def test_rules_of_tables(line: str, rule: bool) -> None:
    """Alignment rows and drawn strokes are rules; a row of blank marks is a row."""
    assert is_rule(line) is rule


def test_empty_headers_go_with_their_rule_and_empty_rows_stay() -> None:
    """An empty row is a header only right above a rule."""
    assert unboxed(["| | |", "|---|---|", "|甲|1|", "| | |", "│乙│2│"]) == [
        "|甲|1|",
        "| | |",
        "|乙|2|",
    ]


def test_commas_part_cells_only_where_the_text_is_written_so() -> None:
    """Thousands and sentences are left alone, also beside rows with commas."""
    rows = ["甲,乙,丙", *["规章,1,0"] * 5, '"1,234","5",6', "许可,128"]
    prose = ["共公开1,234,567条", "办理情况: a, b, c", "甲,乙,丙。"]
    assert commas_as_tabs(prose) == prose
    assert commas_as_tabs(rows + prose) == [
        "甲\t乙\t丙",
        *["规章\t1\t0"] * 5,
        "1,234\t5\t6",
        "许可\t128",
        *prose,
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("## 一、总体情况 ##", ["一、总体情况"]),
        ("一、总体情况\n---", ["一、总体情况"]),
        ("- （一）主动公开", ["（一）主动公开"]),
        ("> 引文", ["引文"]),
        ("1\\. 甲 \\* 乙", ["1. 甲 * 乙"]),
        ("**收到**申请*5*件", ["收到申请5件"]),
        ("见[网站](http://a.cn/x)和[附件](/y)", ["见网站和附件"]),
        ("依据[2021](30)号", ["依据[2021](30)号"]),
        ("<u>甲</u><br/>乙", ["甲", "乙"]),
        ("| 规<br>章 | 1 |", ["| 规章 | 1 |"]),
        ("|*|-|3|", ["|*|-|3|"]),
        ("- 3", ["- 3"]),
        ("```\n甲\n```", ["甲"]),
        ("标题\n====\n=甲", ["标题", "=甲"]),
        ("--\n——", ["--", "——"]),
    ],
)
def test_marks_of_markdown(text: str, left: list[str]) -> None:
    """What a reader of markdown sees; figures, blank marks and brackets of their own stay."""
    assert [line for line in lines(text, "a.md") if line] == left


def test_pictures_of_markdown_are_pictures() -> None:
    """A picture may be a table that nobody can read but by eye."""
    document = read_text("甲\n![表](a.png)\n乙".encode(), Source("a.md", "", "text/plain"))
    kinds = [type(b) for b in document.blocks if not isinstance(b, Paragraph) or b.text]
    assert kinds == [Paragraph, Picture, Paragraph]


def test_tables_in_html_are_grids_in_their_place() -> None:
    """Converters put tables with merged cells into a text as HTML."""
    table = "<table><tr><td rowspan=2>组</td><td>1</td></tr><tr><td>2</td></tr></table>"
    document = read_text(f"前\n{table}\n后".encode(), Source("a.md", "", "text/plain"))
    blocks = [b for b in document.blocks if not isinstance(b, Paragraph) or b.text]
    assert [type(b) for b in blocks] == [Paragraph, Grid, Paragraph]
    assert [b.place.index for b in document.blocks] == list(range(len(document.blocks)))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(encoding: str) -> None:
    """The byte order shows in the characters; other bytes with zeros are not taken for UTF-16."""
    text = "清和县水务局2023年\n政府信息公开"
    assert decode(text.encode(encoding)) == (text, encoding)
    assert decode(b"a\x00b\x00\n\x00")[1] == "utf-8"


def test_full_stops_at_the_margin_end_a_paragraph_only_before_an_indent() -> None:
    """A line that is full and ends with a full stop goes on where the next has no indent."""
    first, stop, open_line = "　　" + "公" * 38, "开" * 39 + "。", "信" * 40
    paragraph = [first, open_line, "完。"]
    text = [*paragraph, *paragraph, first, stop, open_line, stop, *paragraph]
    document = read_text("\n".join(text).encode(), Source("a.txt", "", "text/plain"))
    wrapped = [block.wrapped for block in document.blocks if isinstance(block, Paragraph)]
    assert wrapped == [*[True, True, False] * 2, True, True, True, False, True, True, False]


@pytest.mark.parametrize(
    "unit",
    [
        "# ",
        " ",
        "[",
        "*",
        "<table ",
        'HYPERLINK "',
        "{#a",
        "\\",
        "| ",
        ",",
        "> ",
        "`",
        "-",
        "\u3000",
    ],
)
def test_long_lines_of_marks_are_read_in_time(unit: str) -> None:
    """Marks without an end cost no more than letters: half a second for a hundred thousand signs."""
    run = unit * min(100_000, 140_000 // len(unit))  # as much as the limit of characters allows
    text = "甲" + run + "\n" + run + "乙"
    begun = time.process_time()
    lines(text, "a.md")
    assert time.process_time() - begun < 5

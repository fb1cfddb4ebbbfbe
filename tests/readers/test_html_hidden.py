"""Pages: what their style sheets hide, what Word writes for lists, fields of forms, frames, versions."""

import time

import pytest

from tests.readers.html_files import grids, page, read, texts

PROSE = "本机关依法公开政府信息，全年共公开信息一百二十条，均按时限办理。"


def styled(css: str, body: str) -> list[str]:
    return texts(read(f"<style>{css}</style><p>{PROSE}</p>{body}"))[1:]


@pytest.mark.parametrize(
    "css",
    [".x{display:none}", ".a, .x { color:red; DISPLAY : none }", "<!-- #i{display:none} -->"],
)
def test_rules_on_a_class_or_id_hide(css: str) -> None:
    """A rule of the page's own sheet that hides a class or an id is heeded."""
    assert styled(css, "<p class='a1 x' id=i>隐</p><p class=y>见</p>") == ["见"]


@pytest.mark.parametrize(
    "css",
    [
        "@media print{.x{display:none}}",
        "@media (max-width:9px){p{color:red}.x{display:none}}",
        ".x{display:none}.x.on{display:block}",
        ".y .x{display:none}",
        ".x:hover{display:none}",
        ".x{display:block}",
    ],
)
def test_rules_for_other_screens_or_undone_ones_do_not_hide(css: str) -> None:
    """Rules for print, of several parts, or taken back by another one leave the text."""
    assert styled(css, "<p class=x>见</p>") == ["见"]


def test_a_rule_that_would_hide_most_of_the_page_is_not_heeded() -> None:
    """A script shows what the sheet hides at first: the text of the page is never lost."""
    html = f"<style>.tab{{display:none}}</style><div class=tab><p>{PROSE}</p></div><p>页</p>"
    assert PROSE in texts(read(html))


def word_item(mark: str, text: str, font: str = "") -> str:
    filler = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    number = f"<span style='mso-list:Ignore'>{mark}{filler}</span>"
    return f"<p><![if !supportLists]><span style='{font}'>{number}</span><![endif]>{text}</p>"


def test_list_numbers_of_word_are_kept_and_bullets_are_not() -> None:
    """一、 comes without the space behind it; 1. keeps it; Wingdings letters are no words."""
    items = [
        word_item("一、", "总体情况"),
        word_item("（二）", "主动公开"),
        word_item("1.", "2件"),
        word_item("l", "规章", "font-family:Wingdings"),
        word_item("·", "许可", "font-family:Symbol"),
    ]
    assert texts(read("".join(items))) == [
        "一、总体情况",
        "（二）主动公开",
        "1. 2件",
        "规章",
        "许可",
    ]


def test_figures_in_fields_of_a_table_are_read() -> None:
    """A cell with a field that shows a figure has that figure; hidden and search fields have none."""
    table = (
        "<table><tr><td>甲</td><td>乙</td></tr><tr><td><input value='12'></td><td><input type=hidden "
        "value=9><input type=text value='搜索'></td></tr></table><input value=7>"
    )
    document = read(table)
    assert [cell.text for cell in grids(document)[0].cells] == ["甲", "乙", "12", ""]
    assert texts(document) == []


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ("<iframe src=a.html width=800 height=600></iframe>", True),
        ("<iframe src=a.html></iframe>", True),
        ("<embed src=a.pdf width=100%>", True),
        ("<iframe src=count.html width=1 height=1></iframe>", False),
        ("<iframe></iframe>", False),
    ],
)
def test_frames_are_named_in_the_remarks(frame: str, said: bool) -> None:
    """What another file would show is not here; counters are not worth a word."""
    remarks = read(f"<p>{PROSE}</p>{frame}").remarks
    assert any("框架" in remark for remark in remarks) is said


def test_sentences_that_repeat_are_no_second_version() -> None:
    """A few lines that stand twice stay; so do a heading and its text under another heading."""
    lines = [f"第{n}项工作按计划完成，共办理{n * 3}件事项。" for n in range(1, 12)]
    body = "".join(f"<p>{line}</p>" for line in [*lines, *lines[:3]])
    assert len(texts(read(body))) == 14
    same = f"<p>{PROSE}</p>" * 5
    assert len(texts(read(same))) == 5


def test_a_second_version_is_left_out_with_a_remark() -> None:
    """The whole text again, with a line of its own between, is read once."""
    lines = [f"第{n}项工作按计划完成，共办理{n * 3}件事项。" for n in range(1, 12)]
    body = "".join(f"<p>{line}</p>" for line in [*lines, "手机版", *lines])
    document = read(page(body))
    assert texts(document) == [*lines, "手机版"]
    assert "两遍" in document.remarks[0]


@pytest.mark.parametrize("unit", ["@a{", "/*", "{", "}", "a{b{", ".x{display:none}", "<!--", "*/"])
def test_style_sheets_of_nonsense_are_read_in_time(unit: str) -> None:
    """Braces and comments without an end cost no more than letters."""
    css = (unit * 100_000)[:190_000] + "display"
    begun = time.process_time()
    assert styled(css, "<p>见</p>") == ["见"]
    assert time.process_time() - begun < 5

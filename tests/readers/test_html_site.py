"""The site around a report: cut, and nothing of the report with it."""

from random import Random

import pytest

from corpus.generated import sound_report
from corpus.statutory_form import CELL_KEYS
from review.model import Picture
from review.report.build import build_report
from tests.readers.html_files import (
    PROSE,
    SITE_AFTER,
    SITE_BEFORE,
    TOOLS,
    cells,
    page,
    read,
    report_html,
    texts,
)


def site(body: str) -> str:
    report = f"<h1>清和县水务局2023年报告</h1>{TOOLS}<div id=text>{body}</div>"
    return page(f"{SITE_BEFORE}<div class=box><div class=main>{report}</div></div>{SITE_AFTER}")


def test_the_chrome_of_a_site_is_cut() -> None:
    """Menus, breadcrumbs, tools, neighbours and the footer go; title, date and text stay."""
    document = read(site(f"<p>{PROSE}</p>" * 12))
    assert texts(document) == [
        "清和县水务局2023年报告",
        "发布日期：2024-01-19 来源：县水务局",
        *[PROSE] * 12,
    ]
    assert "未读取" in document.remarks[0]
    assert not any(isinstance(block, Picture) for block in document.blocks)


@pytest.mark.parametrize("tag", ["article", "main", "form", "section"])
def test_the_middle_is_kept_whatever_holds_it(tag: str) -> None:
    """A page whose text stands in a form or an article, with its own header, loses none of it."""
    body = f"<{tag}><header><h1>年度报告标题</h1></header><p>{PROSE}</p><p>{PROSE}</p></{tag}>"
    kept = texts(read(page(f"<nav><a href=/>首页</a></nav>{body}<footer>主办：某局</footer>")))
    assert kept[-2:] == [PROSE, PROSE]
    assert "主办：某局" not in kept and "首页" not in kept
    assert ("年度报告标题" in kept) is (tag in ("article", "main"))


def test_text_of_the_report_that_looks_like_chrome_is_kept() -> None:
    """Sentences about printing, sponsors and sites, linked headings and attachments stay."""
    kept = [
        "（一）主办信息公开培训2次，打印宣传资料300份，关闭不合规账号1个。",
        "技术支持和版权保护工作有序，网站首页改版，分享经验2次。",
        "附件：统计表.docx",
        "一、总体情况",
        "具体内容见专栏",
    ]
    lines = [*[PROSE] * 8, *kept[:2]]
    body = "".join(f"<p>{line}</p>" for line in lines)
    body += f"<p>附件：<a href=a.docx>{kept[2][3:]}</a></p><p><a href='#1'>{kept[3]}</a></p>"
    body += f"<p>具体内容见<a href=/x>{kept[4][5:]}</a></p>"
    assert texts(read(site(body)))[2:] == [*[PROSE] * 8, *kept]


def test_lines_of_many_buttons_are_judged_at_once() -> None:
    """A line that is almost a row of buttons costs no more than any other."""
    lines = ["打印 " * 60 + "甲", "字体：" + "大中小 " * 40 + "甲"]
    document = read("".join(f"<p>{line}</p>" for line in lines * 200))
    assert texts(document) == lines * 200


def test_cells_of_a_table_are_no_tools() -> None:
    """A label of a table that reads like a button stays in its cell."""
    table = "<table><tr><td>打印</td><td>关闭</td></tr><tr><td>1</td><td>2</td></tr></table>"
    document = read(site(f"<p>{PROSE}</p>" * 9 + table))
    assert [cell[2] for cell in cells(document)] == ["打印", "关闭", "1", "2"]


def test_the_title_of_the_window_stands_in_where_the_page_has_none() -> None:
    """A page that shows no title gets that of its window; one that shows it does not get it twice."""
    title = "清和县水务局2023年政府信息公开工作年度报告"
    assert texts(read(page(f"<p>{PROSE}</p>", title=f"{title}_某县人民政府"))) == [title, PROSE]
    shown = page(f"<h1>清和县水务局2023年政府信息公开年度报告</h1><p>{PROSE}</p>", title=title)
    assert len(texts(read(shown))) == 2


def test_a_page_of_links_alone_is_still_read() -> None:
    """Where cutting leaves nothing, nothing is cut."""
    document = read("<ul><li><a href=/a>甲</a></li><li><a href=/b>乙</a></li></ul>")
    assert texts(document) == ["甲", "乙"]


def old_site(report: str) -> str:
    """A site of the old kind, laid out by tables within tables."""
    side = "<ul><li><a href=/1>政策文件</a></li><li><a href=/2>机构概况</a></li></ul>"
    return page(
        f"<table width=1000><tr><td>{SITE_BEFORE}</td></tr><tr><td><table><tr><td width=200>{side}"
        f"</td><td>{TOOLS}{report}</td></tr></table></td></tr><tr><td>{SITE_AFTER}</td></tr></table>",
        "gb2312",
    )


@pytest.mark.parametrize("seed", range(20))
def test_every_cell_of_a_whole_report_comes_back(seed: int) -> None:
    """All 200 figures and all sections are exact from a bare, a modern and an old site's page."""
    drawn = sound_report(Random(seed))
    bare = report_html(drawn)
    plain = build_report(read(bare))
    assert {key: cell.value for key, cell in plain.cells.items()} == {
        key: drawn.cells[key] for key in CELL_KEYS
    }
    assert plain.year == drawn.year and plain.agency.name == drawn.agency
    for data in (site(bare).encode(), old_site(bare).encode("gbk")):
        report = build_report(read(data))
        assert dict(report.cells) == dict(plain.cells)
        assert [s.text for s in report.sections[1:]] == [s.text for s in plain.sections[1:]]

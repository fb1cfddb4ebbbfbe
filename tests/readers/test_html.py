"""Saved web pages: text, tables, encodings, chrome around the report, limits, web archives."""

import base64
import quopri
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.generated import sound_report
from corpus.statutory_form import CELL_KEYS
from review.errors import FileTooLarge, ReviewError, UnreadableFile
from review.model import Document, Grid, Paragraph, Picture
from review.readers.html import read_html
from review.readers.mht import read_mht
from review.report.build import build_report
from tests.readers.html_files import (
    SITE_AFTER,
    SITE_BEFORE,
    TOOLS,
    grids,
    page,
    read,
    report_html,
    source,
    texts,
)

PROSE = "本机关依法公开政府信息，全年共公开信息一百二十条，均按时限办理。"


def cells(document: Document, which: int = 0) -> list[tuple[int, int, str, int, int]]:
    grid = grids(document)[which]
    return [(c.row, c.column, c.text, c.row_span, c.column_span) for c in grid.cells]


# --- text -------------------------------------------------------------------------------------


def test_blocks_part_lines_and_inline_text_joins() -> None:
    """Block elements and <br> end a line; inline elements do not."""
    document = read("<h2>一、总体<b>情况</b></h2><div>甲<span>乙</span><p>丙<br/>丁</p>戊</div>")
    assert texts(document) == ["一、总体情况", "甲乙", "丙", "丁", "戊"]
    assert [b.place.index for b in document.blocks] == [0, 1, 2, 3, 4]


def test_entities_and_spaces_are_folded() -> None:
    """Entities are decoded; runs of &nbsp;, full-width and other spaces are one; ends are trimmed."""
    document = read(
        "<p>&nbsp;&emsp;　甲&nbsp; &#160;乙&lt;3&gt; &amp; &ldquo;丙&rdquo;&#x200b;丁　</p>"
    )
    assert texts(document) == ["甲 乙<3> & “丙”丁"]


def test_line_breaks_of_the_source_are_no_spaces_between_chinese_characters() -> None:
    """Word breaks the source in the middle of words; between Latin words a space remains."""
    assert texts(read("<p>政府信\n  息公<i>开\n</i>条例 in\nforce</p>")) == [
        "政府信息公开条例 in force"
    ]


def test_preformatted_text_keeps_lines_and_tabs() -> None:
    """A text in <pre> keeps its lines, and the tabs that part cells."""
    assert texts(read("<pre>规章\t1\t0\n行政许可\t3\n</pre>")) == ["规章\t1\t0", "行政许可\t3"]


def test_hidden_and_active_content_is_not_read() -> None:
    """Scripts, styles, templates, hidden elements, deletions and buttons are not text."""
    body = (
        "<p>见</p><script>隐1</script><style>隐2</style><noscript>隐3</noscript>"
        "<template><p>隐4</p></template><p style='color:red;display : NONE'>隐5</p>"
        "<div hidden>隐6<p>隐7</p></div><p>文<del>隐8</del>尾<button>隐9</button></p>"
        "<select><option>隐10</select><!-- 隐11 --><p style='mso-hide:all'>隐12</p>"
    )
    assert texts(read(page(body))) == ["见", "文尾"]


def test_ordered_lists_are_numbered() -> None:
    """Items of <ol> get the number that the browser shows, unless they bear one or none is shown."""
    body = (
        "<ol start=2><li>甲</li><li><p>乙</p><p>续</p></li></ol><ul><li>丙</ul>"
        "<ol style='list-style-type:none'><li>丁</ol><ol><li>一、戊</li><li>己</ol>"
    )
    assert texts(read(body)) == ["2.甲", "3.乙", "续", "丙", "丁", "一、戊", "2.己"]


def test_large_pictures_alone_in_a_block_are_pictures() -> None:
    """Icons and pictures in a line of text are passed over; those that may be tables are not."""
    document = read(
        "<p>甲</p><p><img src=a.png width=600></p><p><img src=b width=20 height=20></p>"
        "<p>乙<img src=c></p><p><img src=d></p>"
    )
    kinds = [type(block) for block in document.blocks]
    assert kinds == [Paragraph, Picture, Paragraph, Picture]


# --- encodings --------------------------------------------------------------------------------


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "utf-8"])
def test_declared_encodings_are_read(declared: str) -> None:
    """A page in GBK is read by its declaration, also with characters that only GB18030 has."""
    rare = "镕㐂" if declared != "utf-8" else "镕"
    encoding = "utf-8" if declared == "utf-8" else "gb18030"
    html = page(f"<p>{rare}{PROSE}</p>", declared)
    assert texts(read(html.encode(encoding))) == [rare + PROSE]


def test_declaration_behind_content_and_in_http_equiv() -> None:
    """The declaration counts wherever it stands in the head, and in its older form."""
    html = (
        f"<html><head><title>{PROSE}</title><meta http-equiv='Content-Type' "
        f"content='text/html; charset=gb2312'></head><body><p>{PROSE}</p></body></html>"
    )
    assert texts(read(html.encode("gbk"))) == [PROSE]


def test_pages_without_or_with_a_wrong_declaration() -> None:
    """Undeclared GBK, UTF-8 that still says gb2312, and UTF-16 with its mark are all read."""
    bare = f"<p>{PROSE}</p>"
    assert texts(read(bare.encode("gbk"))) == [PROSE]
    assert texts(read(page(bare, "gb2312").encode("utf-8"))) == [PROSE]
    assert texts(read(bare.encode("utf-16"))) == [PROSE]
    assert texts(read(b"\xef\xbb\xbf" + page(bare, "gbk").encode())) == [PROSE]


def test_a_torn_character_does_not_cost_the_page() -> None:
    """A page with one broken character is read, and the document says so."""
    data = page(f"<p>{PROSE * 9}</p><p>末尾").encode() + b"\xe5\x9b"
    document = read(data)
    assert texts(document)[0] == PROSE * 9
    assert "无法识别" in document.remarks[0]


# --- tables -----------------------------------------------------------------------------------


def test_spans_put_cells_in_their_places() -> None:
    """Merged cells come once, with their spans; cells below and beside them move on."""
    document = read(
        "<table><thead><tr><th rowspan=2 colspan=2>角<br>落</th><th colspan='2'>甲</th></tr>"
        "<tr><td>a</td><td>b</td></tr></thead><tbody><tr><td rowspan='0'>组</td><td>x</td>"
        "<td>1</td><td>2</td></tr><tr><td>y<td>3<td>4</tr></tbody></table>"
    )
    assert cells(document) == [
        (0, 0, "角\n落", 2, 2),
        (0, 2, "甲", 1, 2),
        (1, 2, "a", 1, 1),
        (1, 3, "b", 1, 1),
        (2, 0, "组", 2, 1),
        (2, 1, "x", 1, 1),
        (2, 2, "1", 1, 1),
        (2, 3, "2", 1, 1),
        (3, 1, "y", 1, 1),
        (3, 2, "3", 1, 1),
        (3, 3, "4", 1, 1),
    ]
    assert (grids(document)[0].rows, grids(document)[0].columns) == (4, 4)


def test_spans_end_with_their_row_group() -> None:
    """A cell of the head does not reach into the body, whatever its rowspan says."""
    document = read(
        "<table><thead><tr><th rowspan=5>甲<th>乙</thead><tbody><tr><td>1<td>2</tbody></table>"
    )
    assert [cell[:4] for cell in cells(document)] == [
        (0, 0, "甲", 1),
        (0, 1, "乙", 1),
        (1, 0, "1", 1),
        (1, 1, "2", 1),
    ]


def test_absurd_spans_are_cut_to_the_table() -> None:
    """Spans of a milliard, negative ones and nonsense cost nothing and hide no cell."""
    document = read(
        "<table><tr><td colspan=1000000000 rowspan=1000000000>题</td></tr><tr></tr></table>"
        "<table><tr><td colspan=999999999>题</td></tr><tr><td rowspan=-3>1</td><td colspan=x>2</td>"
        "<td colspan=0>3</td></tr></table>"
    )
    assert cells(document) == [
        (0, 0, "题", 1, 3),
        (1, 0, "1", 1, 1),
        (1, 1, "2", 1, 1),
        (1, 2, "3", 1, 1),
    ]
    assert texts(document) == ["题"]


def test_hidden_cells_and_word_rows_of_no_height_are_not_cells() -> None:
    """What is not shown takes no place in the grid."""
    document = read(
        "<table><tr><td>甲</td><td style='display:none'>x</td><td>乙</td></tr>"
        "<tr><td>1</td><td>2</td></tr><tr hidden><td>9</td><td>9</td></tr>"
        "<tr height=0><td width=9></td><td width=9></td></tr></table>"
    )
    assert [cell[2] for cell in cells(document)] == ["甲", "乙", "1", "2"]
    assert grids(document)[0].rows == 2


def test_layout_tables_are_opened_and_tables_in_them_stand_alone() -> None:
    """A table that lays out the page is no grid; the data table within is one of its own."""
    inner = "<table><tr><td>项</td><td>数</td></tr><tr><td>许可</td><td>3</td></tr></table>"
    layout = (
        f"<table><tr><td>前{PROSE}</td></tr><tr><td>{inner}</td></tr><tr><td>后</td></tr></table>"
    )
    two = f"<table role=presentation><tr><td>左</td><td>{layout}</td></tr></table>"
    document = read(two)
    assert [type(b) for b in document.blocks] == [Paragraph, Paragraph, Grid, Paragraph]
    assert [cell[2] for cell in cells(document)] == ["项", "数", "许可", "3"]
    assert texts(document) == ["左", f"前{PROSE}", "后"]


def test_a_cell_of_long_prose_is_no_entry() -> None:
    """A table with a side column and the report in a cell is opened."""
    prose = "".join(f"<p>{PROSE}</p>" for _ in range(20))
    document = read(f"<table><tr><td>栏目</td><td>{prose}</td></tr></table>")
    assert grids(document) == []
    assert texts(document) == ["栏目", *[PROSE] * 20]


# --- the site around --------------------------------------------------------------------------


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


# --- limits and bad input ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    ["", " \n", "<html><body></body></html>", "<script>x</script>", "<!-- 注 -->", "<p>&nbsp;"],
)
def test_pages_without_text_are_refused(html: str) -> None:
    """An empty page is UnreadableFile with a sentence in Chinese."""
    with pytest.raises(UnreadableFile, match=r"[一-鿿]"):
        read(html)


@pytest.mark.parametrize(
    "unit", ["<div>", "<table><tr><td>", "<ul><li>", "<font>", "<b><i>"], ids=str
)
def test_deep_nesting_is_refused_with_a_sentence(unit: str) -> None:
    """Nesting without end meets the limit of depth, not the end of the stack."""
    with pytest.raises(FileTooLarge, match="嵌套层数"):
        read(unit * 50_000 + "甲")


def test_nesting_within_reason_is_read() -> None:
    """Elements a hundred deep and tables twenty deep are no fault."""
    assert texts(read("<div><span>" * 100 + "甲")) == ["甲"]
    assert texts(read("<table><tr><td>" * 20 + "甲")) == ["甲"]
    with pytest.raises(FileTooLarge, match="嵌套层数"):
        read("<table><tr><td>" * 60 + "甲")


def test_too_many_columns_cells_tags_and_bytes_are_refused() -> None:
    """Each limit has its sentence."""
    with pytest.raises(FileTooLarge, match="列数"):
        read("<table><tr>" + "<td>1</td>" * 65 + "</tr></table>")
    with pytest.raises(FileTooLarge, match="单元格数"):
        read("<table>" + "<tr><td>1<td>2</tr>" * 10_001 + "</table>")
    with pytest.raises(FileTooLarge, match="标记数"):
        read("<p>" * 500_001)
    with pytest.raises(FileTooLarge, match="20 MB"):
        read("甲" * 7_000_000)


TAGS = [
    "table",
    "tr",
    "td",
    "th",
    "p",
    "div",
    "span",
    "ul",
    "ol",
    "li",
    "a",
    "pre",
    "br",
    "img",
    "form",
    "nav",
    "header",
    "thead",
    "font",
    "script",
    "title",
]
SOUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS]),
        st.sampled_from(
            [
                "<td colspan=99999999999>",
                "<td rowspan=0>",
                "<td hidden>",
                "<a href=x>",
                "\n",
                "&#0;",
            ]
        ),
        st.sampled_from(["<table role=presentation>", "<ol start=-5>", "<tr height=0>", "<main>"]),
        st.text(max_size=6),
    ),
    max_size=40,
).map("".join)


@settings(max_examples=300)
@given(SOUP)
def test_any_soup_of_tags_is_read_or_refused(html: str) -> None:
    """No order of tags is an error of ours; cells never lie over one another or outside."""
    try:
        document = read(html.encode("utf-8", errors="replace"))
    except ReviewError:
        return
    assert [block.place.index for block in document.blocks] == list(range(len(document.blocks)))
    for grid in grids(document):
        seen: set[tuple[int, int]] = set()
        for c in grid.cells:
            for place in [
                (r, k)
                for r in range(c.row, c.row + c.row_span)
                for k in range(c.column, c.column + c.column_span)
            ]:
                assert place not in seen
                assert place[0] < grid.rows and place[1] < grid.columns
                seen.add(place)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, declared: bool) -> None:
    """Bytes of any kind raise nothing but a ReviewError, as a page or as an archive."""
    head = b"<meta charset=gbk><p>" if declared else b""
    for reader in (read_html, read_mht):
        try:
            reader(head + data, source(data))
        except ReviewError as error:
            assert error.message


# --- web archives -----------------------------------------------------------------------------


def archive(html: bytes, coding: str, charset: str = "") -> bytes:
    body = base64.encodebytes(html) if coding == "base64" else quopri.encodestring(html)
    kind = f'text/html; charset="{charset}"' if charset else "text/html"
    return (
        b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n'
        + f"------B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n".encode()
        + b"Content-Location: file:///a.html\r\n\r\n"
        + body
        + b"\r\n------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + b"iVBORw0KGgo=\r\n------B--\r\n"
    )


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_page_of_a_web_archive_is_read(coding: str, encoding: str) -> None:
    """The text/html part is decoded and read; its charset may stand in the envelope alone."""
    html = f"<html><body><p>{PROSE}</p></body></html>".encode(encoding)
    data = archive(html, coding, encoding)
    assert texts(read_mht(data, source(data))) == [PROSE]


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx",
        archive(b"", "base64"),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
        b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
            for n in range(3000)
        ),
    ],
    ids=["plain", "empty", "no-boundary", "nested"],
)
def test_archives_without_a_page_are_refused(data: bytes) -> None:
    """A damaged or empty archive is a ReviewError with a sentence, however it is nested."""
    with pytest.raises(ReviewError, match=r"[一-鿿]"):
        read_mht(data, source(data))


# --- whole reports ----------------------------------------------------------------------------


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

"""Texts, pictures and encodings of saved web pages."""

import pytest

from review.model import Paragraph, Picture
from tests.readers.html_files import (
    PROSE,
    page,
    read,
    texts,
)


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

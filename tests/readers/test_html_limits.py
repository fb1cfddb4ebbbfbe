"""Limits of web pages, and pages that no browser wrote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.errors import FileTooLarge, ReviewError, UnreadableFile
from review.readers.html import read_html
from review.readers.mht import read_mht
from tests.readers.html_files import (
    grids,
    read,
    source,
    texts,
)


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

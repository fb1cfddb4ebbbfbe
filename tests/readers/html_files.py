"""Web pages for the tests of their reader: a report as a page, and what saving it puts around it."""

import hashlib
from html import escape

from corpus.drawing.drawn import DrawnReport, Table, document_blocks
from corpus.statutory_form import FormTable
from review.model import Document, Grid, Paragraph, Source
from review.readers.html import read_html

PROSE = "本机关依法公开政府信息，全年共公开信息一百二十条，均按时限办理。"
SITE_BEFORE = (
    '<div class="top"><a href="/">设为首页</a> | <a href="/b">加入收藏</a></div>'
    '<ul class="menu"><li><a href="/1">网站首页</a></li><li><a href="/2">政务公开</a></li>'
    '<li><a href="/3">办事服务</a></li><li><a href="/4">互动交流</a></li></ul>'
    '<form action="/s"><input name="q"><button>搜索</button></form>'
    '<div class="crumbs">您现在的位置：<a href="/">首页</a> &gt; <a href="/2">政务公开</a> &gt; 年度报告</div>'
)
SITE_AFTER = (
    '<div class="next">上一篇：<a href="/x">县水务局2023年部门决算公开情况说明</a></div>'
    '<div class="next">下一篇：没有了</div>'
    '<div class="links"><a href="/a">省政府</a><a href="/b">市政府</a><a href="/c">县政府</a></div>'
    "<div class=foot><p>主办：清和县人民政府办公室　承办：清和县数据中心</p>"
    "<p>某ICP备00000000号-1　网站标识码：0000000000</p><img src=police.png></div>"
)
TOOLS = (
    '<div class="info"><span>发布日期：2024-01-19</span> <span>来源：县水务局</span> '
    "<span>字体：<i>大</i> <i>中</i> <i>小</i></span> <span>打印</span></div>"
)


def table_html(table: FormTable) -> str:
    """The table with its merged cells; line breaks in a label as <br>."""
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
        spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
        text = escape(cell.text).replace("\n", "<br>")
        rows[cell.row].append(f"<td{spans}><p><span>{text}</span></p></td>")
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<table border="1"><tbody>{body}</tbody></table>'


def report_html(report: DrawnReport) -> str:
    """The report alone, from its title to its date."""
    parts: list[str] = []
    for block in document_blocks(report):
        if isinstance(block, Table):
            parts.append(table_html(block.grid))
        else:
            tag = "h1" if block.role == "title" else "p"
            parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
    return "\n".join(parts)


def page(body: str, charset: str = "utf-8", title: str = "") -> str:
    """A whole page around a body."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title>'
        f"<style>p{{margin:0}}</style><script>var a = '<p>脚本</p>';</script></head>"
        f"<body>{body}</body></html>"
    )


def source(data: bytes) -> Source:
    return Source("a.html", hashlib.sha256(data).hexdigest(), "text/html")


def read(html: str | bytes) -> Document:
    """What the reader makes of a page."""
    data = html.encode() if isinstance(html, str) else html
    return read_html(data, source(data))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def cells(document: Document, which: int = 0) -> list[tuple[int, int, str, int, int]]:
    """Cells of one grid as row, column, text, row span, column span."""
    grid = grids(document)[which]
    return [(c.row, c.column, c.text, c.row_span, c.column_span) for c in grid.cells]

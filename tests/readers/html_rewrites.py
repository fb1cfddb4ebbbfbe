"""Ways in which sites, Word and browsers write the same page: each changes the markup, none what is shown.

A rewrite takes the markup of a report (html_files.report_html) and a random source, and hands back
a whole page.
"""

import re
from collections.abc import Callable
from random import Random

from tests.readers.html_files import page

Rewrite = Callable[[str, Random], str]

_TEXT = re.compile(r">([^<>]+)<")
_PARAGRAPH = re.compile(r"<p>(?!<span>)(.*?)</p>", re.DOTALL)


def _texts(html: str, change: Callable[[str], str]) -> str:
    return _TEXT.sub(lambda m: f">{change(m[1])}<" if m[1].strip() else m[0], html)


def _cut(text: str, rng: Random) -> tuple[str, str]:
    """A text in two; no entity is torn."""
    at = rng.randrange(len(text) + 1) if "&" not in text else len(text)
    return text[:at], text[at:]


INLINE: tuple[tuple[str, str], ...] = (
    ("<span style='font-family:仿宋'>", "</span>"),
    ("<font size=3 face='宋体'>", "</font>"),
    ("<b>", "</b>"),
    ("<u>", "</u>"),
    ("<a name='x'>", "</a>"),
    ("<label>", "</label>"),
    ("<small>", "</small>"),
    ("<ins>", "</ins>"),
    ("<st1:chsdate isrocdate='False'>", "</st1:chsdate>"),
    ("<strong><em>", "</em></strong>"),
)
NOTHING: tuple[str, ...] = (
    "<!-- 2022年 -->",
    "<wbr>",
    "&#8203;",
    "<o:p></o:p>",
    "<a name='_GoBack'></a>",
    "<img src=x.gif width=1 height=1>",
    "<script>document.write('9')</script>",
    "<span style='display:none'>999</span>",
    "<span hidden>999</span>",
    "<input type='hidden' value='9'>",
    "<![if !vml]><![endif]>",
    "<!--[if gte vml 1]><v:shape>9</v:shape><![endif]-->",
    "<del>999</del>",
    "<span style='mso-hide:all'>9</span>",
)


def split_inline(html: str, rng: Random) -> str:
    """Words and figures split by inline elements."""

    def change(text: str) -> str:
        first, second = _cut(text, rng)
        (a, b), (c, d) = rng.choice(INLINE), rng.choice(INLINE)
        return f"{a}{first}{b}{c}{second}{d}"

    return page(_texts(html, change))


def unseen_between(html: str, rng: Random) -> str:
    """What no browser shows, inside of words and figures."""

    def change(text: str) -> str:
        first, second = _cut(text, rng)
        return first + rng.choice(NOTHING) + second

    return page(_texts(html, change))


def upper_case_and_unclosed(html: str, rng: Random) -> str:
    """Markup of the nineties: upper case, attributes bare, hardly an end tag."""
    html = re.sub(r"</?[a-z][^>]*>", lambda m: m[0].upper(), html)
    html = re.sub(r"</(?:P|TD|TR|TBODY)>", "", html)
    return f"<HTML><HEAD><TITLE></TITLE></HEAD><BODY BGCOLOR=#FFFFFF>{html}"


def div_soup(html: str, rng: Random) -> str:
    """No paragraph anywhere: div in div in div."""
    html = re.sub(r"<(p|h1)>", "<div class='p'><div>", html)
    return page(re.sub(r"</(p|h1)>", "</div></div>", html))


def br_and_spaces(html: str, rng: Random) -> str:
    """Paragraphs parted by <br> only and indented by spaces of every kind."""
    indents = ("&nbsp;&nbsp;&nbsp;&nbsp;", "&emsp;&emsp;", "　　", "&#12288;&#12288;", "&ensp;" * 4)

    def line(match: re.Match[str]) -> str:
        return rng.choice(indents) + match[1] + rng.choice(("<br>", "<br/>\n", "<BR>\n<br>"))

    return page(f"<div>{_PARAGRAPH.sub(line, html)}</div>")


def xhtml(html: str, rng: Random) -> str:
    """A page of strict XHTML with its XML declaration and namespaces."""
    html = html.replace('border="1"', 'border="1" xml:lang="zh-CN"').replace("<br>", "<br />")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title></title></head><body><div>{html}</div></body></html>"
    )


def word_export(html: str, rng: Random) -> str:
    """Saved by Word as a web page: MsoNormal, list numbers in mso-list:Ignore, office tags."""

    def heading(match: re.Match[str]) -> str:
        mark, rest = match[1], match[2]
        return (
            "<p class=MsoNormal style='mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US "
            f"style='mso-bidi-font-family:宋体'><span style='mso-list:Ignore'>{mark}<span style='font:7.0pt "
            f'"Times New Roman"\'>&nbsp;&nbsp; </span></span></span><![endif]>{rest}<span lang=EN-US>'
            "<o:p></o:p></span></p>"
        )

    html = re.sub(r"<p>([一二三四五六]、|（[一二三四五]）)(.*?)</p>", heading, html)
    html = html.replace("<p>", "<p class=MsoNormal style='text-indent:32.0pt'>")
    head = (
        "<html xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:schemas-microsoft-com:office:office'>"
        "<head><meta http-equiv=Content-Type content='text/html; charset=utf-8'>"
        "<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>某</o:Author></o:DocumentProperties>"
        "</xml><![endif]--><style><!-- p.MsoNormal {margin:0cm;} @page {size:595pt} --></style></head>"
    )
    html = html.replace("<span>", "<span lang=EN-US style='font-size:9.0pt'>")
    return f"{head}<body lang=ZH-CN><div class=WordSection1>{html}</div></body></html>"


def source_broken(html: str, rng: Random) -> str:
    """The source broken into short lines in the middle of words, as Word writes it."""

    def change(text: str) -> str:
        if len(text) < 12:
            return text
        at = rng.randrange(4, len(text) - 4)
        while at < len(text) and (text[at - 1].isascii() or text[at].isascii()):
            at += 1
        return text[:at] + "\n  " + text[at:]

    return page(_texts(html, change))


def header_cells(html: str, rng: Random) -> str:
    """Labels as th, head and body parted, widths given by colgroup, text also in title."""
    html = html.replace(
        '<table border="1"><tbody>', "<table><colgroup><col><col></colgroup><tbody>"
    )

    def cell(match: re.Match[str]) -> str:
        tag = "td" if re.fullmatch(r"[\d.]+", match[2]) else "th"
        title = f' title="{match[2]}"'
        return f"<{tag}{match[1]}{title} scope=row>{match[2]}</{tag}>"

    return page(re.sub(r"<td([^>]*)><p><span>([^<]*)</span></p></td>", cell, html))


def cells_of_blocks(html: str, rng: Random) -> str:
    """Cells with their text in several blocks, blank ones among them."""
    wraps = (
        "<p>&nbsp;</p><p>{}</p>",
        "<div><div>{}</div></div>",
        "<br>{}",
        "{}<br>&nbsp;",
        "<pre>{}</pre>",
    )

    def cell(match: re.Match[str]) -> str:
        return f"<td{match[1]}>{rng.choice(wraps).format(match[2])}</td>"

    return page(re.sub(r"<td([^>]*)><p><span>([^<]*)</span></p></td>", cell, html))


def layout_tables(html: str, rng: Random) -> str:
    """The report inside of tables inside of tables."""
    return page(
        "<table width=980 align=center><tbody><tr><td><table><tr><td height=30></td></tr><tr>"
        f"<td width=10></td><td>{html}</td><td width=10></td></tr></table></td></tr></tbody></table>"
    )


def tables_nested_in_cells(html: str, rng: Random) -> str:
    """Every statutory table in a cell of a table that only centres it."""
    html = html.replace("<table", "<table align=center><tr><td align=center><table")
    return page(html.replace("</table>", "</table></td></tr></table>"))


def tables_in_paragraphs(html: str, rng: Random) -> str:
    """Tables inside of a paragraph, which HTML does not allow and editors write."""
    html = html.replace("<table", "<p style='text-align:center'><span><table")
    return page(html.replace("</table>", "</table></span></p>"))


def one_article(html: str, rng: Random) -> str:
    """The report without anything around, in the elements of HTML 5."""
    return page(f"<main><article><section>{html}</section></article></main>")


def figures_in_inputs(html: str, rng: Random) -> str:
    """Figures in fields of a form that the site fills in."""
    return page(
        re.sub(
            r"<td><p><span>([\d.]+)</span></p></td>",
            lambda m: f"<td><input type='text' readonly value='{m[1]}' size=3></td>",
            html,
        )
    )


REWRITES: dict[str, Rewrite] = {
    f.__name__: f
    for f in (
        split_inline,
        unseen_between,
        upper_case_and_unclosed,
        div_soup,
        br_and_spaces,
        xhtml,
        word_export,
        source_broken,
        header_cells,
        cells_of_blocks,
        layout_tables,
        tables_nested_in_cells,
        tables_in_paragraphs,
        one_article,
        figures_in_inputs,
    )
}

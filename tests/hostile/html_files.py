"""Web pages and web archives built against whoever renders, decodes or walks through them."""

from collections.abc import Callable
from random import Random

from tests.hostile.made import (
    NOT_A_REPORT,
    REVIEWED,
    TOO_LARGE,
    UNREADABLE,
    UNSUPPORTED,
    hostile,
    mht,
    sound_html,
)


def _more(html: str) -> bytes:
    return sound_html().replace("</body>", f"{html}</body>").encode("utf-8", "surrogatepass")


@hostile(REVIEWED)
def active_html(number: int, rng: Random) -> tuple[str, bytes]:
    """What would run or fetch in a browser is passed over; the text is reviewed."""
    extra = (
        "<script>fetch('http://example.invalid')</script>",
        "<iframe src='file:///etc/passwd'></iframe><frame src=http://example.invalid>",
        "<meta http-equiv=refresh content='0;url=http://example.invalid'>",
        "<base href='http://example.invalid/'><img src=a.png><link rel=stylesheet href=a.css>",
        "<style>@import url(http://example.invalid/a.css); *{background:url(javascript:x)}</style>",
        "<svg onload=alert(1)><script xlink:href='http://example.invalid'/><use href='data:x'/></svg>",
        "<!--[if mso]><table><tr><td>一</td></tr></table><![endif]--><![if !vml]><p>甲</p><![endif]>",
        "<object data='a.swf'><embed src=a><applet code=a></object><video src='http://example.invalid/v'>",
        "<form action='http://example.invalid'><input onfocus=alert(1) autofocus><textarea>字</textarea></form>",
        "<?php system('id'); ?><?xml-stylesheet href='http://example.invalid/a.xsl'?><p onclick=x>甲</p>",
    )[number]
    return "a.html", _more(extra)


@hostile(UNREADABLE, REVIEWED)
def html_doctype(number: int, rng: Random) -> tuple[str, bytes]:
    """Entities declared in a page do nothing."""
    declared = (
        '[<!ENTITY a SYSTEM "file:///etc/passwd">]',
        '[<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]',
        'SYSTEM "http://example.invalid/a.dtd"',
        'PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://example.invalid/xhtml1.dtd"',
        "[" + "<!ENTITY x 'y'>" * 1000 + "]",
    )[number % 5]
    lead = '<?xml version="1.0"?>' if number > 4 else ""
    text = sound_html().replace("<!DOCTYPE html>", f"{lead}<!DOCTYPE html {declared}>")
    return ("a.html", "a.xhtml")[number > 4], text.replace("</p>", "&a;&b;</p>", 3).encode()


@hostile(TOO_LARGE, REVIEWED)
def html_depth(number: int, rng: Random) -> tuple[str, bytes]:
    tag = (
        "div",
        "span",
        "font",
        "b",
        "table",
        "ul",
        "blockquote",
        "a",
        "section",
        "table><tr><td",
    )[number]
    depth = (100_000, 100_000, 250, 1_000, 100_000, 10_000, 255, 50_000, 256, 20_000)[number]
    return "a.html", _more(f"<{tag}>" * depth + "深" + (f"</{tag}>" * depth if number % 2 else ""))


@hostile(TOO_LARGE, REVIEWED)
def html_nested_tables(number: int, rng: Random) -> tuple[str, bytes]:
    depth = (5, 20, 40, 49, 50, 51, 52, 60, 80, 100)[number]
    text = "内"
    for _ in range(depth):
        text = f"<table><tr><td>{text}</td><td>旁</td></tr><tr><td>甲<td>乙</table>"
    return "a.html", _more(text)


@hostile(TOO_LARGE, REVIEWED)
def html_cells_and_spans(number: int, rng: Random) -> tuple[str, bytes]:
    big = (1_000_000_000, 65, 64, 10**30, 0, -1, 1000, 65534, 63, 2)[number]
    rows = (10, 100, 1_000, 5_000, 9_000, 11_000, 20_000, 50_000, 100_000, 300_000)[number]
    first = f"<tr><td rowspan={big} colspan=3>甲<td colspan={big}>乙<td rowspan={big}>丙"
    return "a.html", _more(f"<table>{first}{'<tr><td>0<td>1' * rows}</table>")


@hostile(TOO_LARGE, REVIEWED)
def html_in_bulk(number: int, rng: Random) -> tuple[str, bytes]:
    builders: tuple[Callable[[], str], ...] = (
        lambda: "<br>" * 90_000,
        lambda: "<br>" * 1_000_000,
        lambda: "字<br>" * 450_000,
        lambda: "<p>" * 400_000,
        lambda: "<p>收到申请1件。" * 90_000,
        lambda: "<a href=x>一</a>" * 200_000,
        lambda: f"<p title='{'a' * 15_000_000}'>甲",
        lambda: "公" * 6_000_000,
        lambda: "<table><tr><td>一</table>" * 90_000,
        lambda: "&nbsp;" * 3_000_000,
    )
    return "a.html", _more(builders[number]())


@hostile(REVIEWED, UNREADABLE, NOT_A_REPORT, TOO_LARGE)
def html_unclosed(number: int, rng: Random) -> tuple[str, bytes]:
    text = sound_html()
    return "a.html", (
        text.replace("</p>", ""),
        text.replace("</td>", "").replace("</tr>", "").replace("</table>", ""),
        text.replace("<body>", "<body><!--"),
        text.replace("<body>", "<body><script>"),
        text.replace("<body>", "<body><textarea>"),
        text.replace("<td", "<td<td"),
        text.replace(">", "", 200),
        text.replace("</", "<"),
        text.replace("<table", "<select><table"),
        text.replace("<p>", "<p " + "x" * 5000 + " "),
    )[number].encode()


@hostile(REVIEWED, UNREADABLE, NOT_A_REPORT, UNSUPPORTED)
def html_encodings(number: int, rng: Random) -> tuple[str, bytes]:
    """The wrong charset, mixed charsets, NULs, lone surrogates, marks that turn the line about."""
    text = sound_html()
    raw = text.encode()
    half = len(text) // 2
    return "a.html", (
        text.replace("utf-8", "gb2312", 1).encode(),
        text.encode("gb18030"),
        text[:half].encode() + text[half:].encode("gb18030"),
        raw.replace("公开".encode(), "公\0开".encode()),
        raw.replace("公开".encode(), b"\xed\xa0\x80"),
        text.replace("公开", "\u202e开公\u202c").encode(),
        text.encode("utf-16"),
        text.encode("utf-32"),
        text.replace("utf-8", "utf-7", 1).encode("utf-7"),
        raw.replace("公开".encode(), b"&#xD800;&#0;&#x110000;&#99999999999999;"),
    )[number]


# --- web archives -----------------------------------------------------------------------------


def _parts(depth: int, inner: str) -> str:
    text = inner
    for i in range(depth):
        text = f"Content-Type: multipart/related; boundary=b{i}\r\n\r\n--b{i}\r\n{text}\r\n--b{i}--\r\n"
    return "MIME-Version: 1.0\r\n" + text


@hostile(TOO_LARGE, REVIEWED, UNREADABLE)
def mht_depth(number: int, rng: Random) -> tuple[str, bytes]:
    depth = (5, 40, 90, 200, 300, 500, 1_000, 2_000, 5_000, 20_000)[number]
    page = "Content-Type: text/html; charset=utf-8\r\n\r\n" + sound_html()
    return "a.mht", _parts(depth, page).encode()


@hostile(TOO_LARGE, REVIEWED, UNREADABLE, NOT_A_REPORT)
def mht_envelope(number: int, rng: Random) -> tuple[str, bytes]:
    """No boundary, a boundary in every line, headers of megabytes, base64 that is none."""
    sound = mht(sound_html().encode())
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n'
    return "a.mht", (
        sound.replace(b"boundary=", b"bound="),
        sound.replace(b"----=_NextPart_000", b"", 1),
        head + b"X: " + b"a" * 10_000_000 + b"\r\n\r\n--b\r\n\r\n",
        head + b"X: a\r\n" * 500_000 + b"\r\n",
        head + b"\r\n" + b"--b\r\n" * 500_000,
        head + b"\r\n" + b"--b\r\n\r\n\r\n" * 1_900 + b"--b--",
        sound.replace(b"base64\r\n\r\n", b"base64\r\n\r\n" + rng.randbytes(3000)),
        sound.replace(b"Encoding: base64", b"Encoding: quoted-printable"),
        head + b"Content-Type: " + b"a;" * 1_000_000 + b"\r\n\r\n",
        sound.replace(b"charset=", b"charset*0*=" + b"%41" * 100_000 + b"; charset*1="),
    )[number]


@hostile(REVIEWED, UNREADABLE)
def mht_charsets(number: int, rng: Random) -> tuple[str, bytes]:
    name = (
        "gb2312",
        "utf-7",
        "rot13",
        "idna",
        "",
        "x" * 5000,
        "\u4e00",
        "utf-16",
        "base64",
        "zlib_codec",
    )[number]
    return "a.mht", mht(sound_html().encode()).replace(b'"utf-8"', f'"{name}"'.encode(), 1)

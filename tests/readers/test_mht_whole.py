"""Whole reports in web archives, as browsers and Word save them, are reviewed like the page."""

import base64
import quopri
import re
from collections.abc import Callable

import pytest

from review.readers.mht import read_mht
from tests.readers.html_files import page, report_html, source
from tests.readers.whole_reports import REPORTS, differences, drawn_reports, essence, plain_essence

MENU = "<ul><li><a href=1>首页</a></li><li><a href=2>年报</a></li></ul>"


def soft_broken(data: bytes) -> bytes:
    """Quoted-printable with soft breaks anywhere, inside of two-byte characters, too."""
    out, line = [], b""
    for token in re.findall(rb"=[0-9A-F]{2}|\n|.", quopri.encodestring(data).replace(b"=\n", b"")):
        if token == b"\n" or len(line) + len(token) > 73:
            out.append(line + (b"\r\n" if token == b"\n" else b"=\r\n"))
            line = b""
        line += token if token != b"\n" else b""
    return b"".join([*out, line])


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.encodebytes,
    "quoted-printable": soft_broken,
    "8bit": lambda data: data,
}


def part(html: str, encoding: str = "utf-8", coding: str = "base64", said: str = "") -> bytes:
    """A page as part of an archive; `said` is the charset that its envelope names, if another."""
    head = (
        f'Content-Type: text/html; charset="{said or encoding}"\r\nContent-Transfer-Encoding: {coding}\r\n'
        "Content-Location: http://www.example.cn/a.html\r\n\r\n"
    )
    return head.encode() + CODINGS[coding](html.encode(encoding))


def archive(*parts: bytes) -> bytes:
    head = (
        "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?a?=\r\nMIME-Version: 1.0\r\nContent-Type: "
        'multipart/related; type="text/html"; boundary="--=_Part"\r\n\r\n'
    )
    return (
        head.encode() + b"".join(b"----=_Part\r\n" + p + b"\r\n" for p in parts) + b"----=_Part--"
    )


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("which", REPORTS)
def test_codings_of_an_archive_change_nothing(coding: str, encoding: str, which: int) -> None:
    """All of the review stays the same, also with the charset of the envelope wrong."""
    html = page(report_html(drawn_reports()[which]), encoding)
    for said in ("", "us-ascii"):
        data = archive(part(html, encoding, coding, said))
        assert differences(plain_essence(which), essence(data, "a.mht")) == {}


@pytest.mark.parametrize("which", REPORTS)
def test_of_several_pages_that_with_the_text_is_read(which: int) -> None:
    """Frames, advertisements and menus are saved as pages of their own, in any order."""
    report = part(page(report_html(drawn_reports()[which]), "gbk"), "gbk", "quoted-printable")
    frames = part('<html><frameset><frame src="cid:a"><frame src="cid:b"></frameset></html>')
    for parts in ((frames, part(page(MENU)), report), (report, part(page(MENU)))):
        assert differences(plain_essence(which), essence(archive(*parts), "a.mht")) == {}
    data = archive(frames, report)
    assert any("2个页面" in remark for remark in read_mht(data, source(data)).remarks)

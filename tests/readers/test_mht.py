"""Web archives: the page in them, and archives that have none."""

import base64
import quopri

import pytest

from review.errors import ReviewError
from review.readers.mht import read_mht
from tests.readers.html_files import (
    PROSE,
    source,
    texts,
)


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

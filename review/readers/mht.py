"""The reader of web archives (.mht, .mhtml): the page itself, out of its MIME envelope.

A page of frames is saved as several pages; that with most text is the one to read.
"""

import email
import re
from dataclasses import replace
from email.errors import MessageError
from email.message import Message

from review.errors import FileTooLarge, UnreadableFile
from review.model import Document, Source
from review.readers.html import read_page
from review.readers.limits import LIMITS, check_size, too_many

_DAMAGED = "网页归档文件已损坏或不完整，请在浏览器中重新打开，另存为网页或 Word 文档后提交。"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_WRONG = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


_NO_TEXT = re.compile(rb"<[^<>]*>|[\x00-\x7f]+")
"""What is left after it are the bytes of Chinese characters."""
_FRAMES = "网页归档由{}个页面（框架）组成，只读取了其中文字最多的一个。"


def read_mht(data: bytes, source: Source) -> Document:
    """The blocks of the page in a multipart/related (or a lone text/html) message.

    Raises a FileError: UnreadableFile where there is no page in it.
    """
    check_size(data)
    pages = _pages(data)
    page, charset = max(pages, key=lambda page: len(_NO_TEXT.sub(b"", page[0])))
    document = read_page(page, source, charset)
    if len(pages) == 1:
        return document
    return replace(document, remarks=(*document.remarks, _FRAMES.format(len(pages))))


def _pages(data: bytes) -> list[tuple[bytes, str]]:
    """The pages, at least one: bytes decoded from base64 or quoted-printable, charset as it is said."""
    pages = []
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
        for number, part in enumerate(message.walk()):
            if number > LIMITS.entries:
                raise too_many("的内部条目", LIMITS.entries)
            if part.get_content_type() in _PAGES:
                payload = _payload(part)
                if payload.strip():
                    pages.append((payload, str(part.get_param("charset", "") or "")))
    except FileTooLarge:
        raise
    except RecursionError as error:
        raise too_many("的嵌套层数", LIMITS.depth) from error
    except _WRONG as error:
        raise UnreadableFile(_DAMAGED) from error
    if not pages:
        raise UnreadableFile(_DAMAGED)
    return pages


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""

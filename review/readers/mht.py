"""The reader of web archives (.mht, .mhtml): the page itself, out of its MIME envelope."""

import email
from email.errors import MessageError
from email.message import Message

from review.errors import FileTooLarge, UnreadableFile
from review.model import Document, Source
from review.readers.html import read_page
from review.readers.limits import LIMITS, check_size, too_many

_DAMAGED = "网页归档文件已损坏或不完整，请在浏览器中重新打开，另存为网页或 Word 文档后提交。"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_WRONG = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


def read_mht(data: bytes, source: Source) -> Document:
    """The blocks of the first page in a multipart/related (or a lone text/html) message.

    Raises a FileError: UnreadableFile where there is no page in it.
    """
    check_size(data)
    page, charset = _page(data)
    return read_page(page, source, charset)


def _page(data: bytes) -> tuple[bytes, str]:
    """The bytes of the page, decoded from base64 or quoted-printable, and the charset it is said to have."""
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
        for number, part in enumerate(message.walk()):
            if number > LIMITS.entries:
                raise too_many("的内部条目", LIMITS.entries)
            if part.get_content_type() in _PAGES:
                payload = _payload(part)
                if payload.strip():
                    return payload, str(part.get_param("charset", "") or "")
    except FileTooLarge:
        raise
    except RecursionError as error:
        raise too_many("的嵌套层数", LIMITS.depth) from error
    except _WRONG as error:
        raise UnreadableFile(_DAMAGED) from error
    raise UnreadableFile(_DAMAGED)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""

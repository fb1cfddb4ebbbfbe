"""The encoding of a saved web page: byte order mark, what the page declares, then what fits."""

import re

from review.errors import UnreadableFile
from review.readers.text import decode

_META = re.compile(
    rb"<meta[^<>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE
)
_SNIFFED = 65536
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "hz-gb-2312"})
# Only these are taken at their word; a page that can be sniffed is not in UTF-16.
_KNOWN = dict.fromkeys(_CHINESE, "gb18030") | {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-8",
    "unicode": "utf-8",
    "big5": "big5",
    "big5-hkscs": "big5hkscs",
}
_MANY = 12
"""Characters of several bytes beyond which valid UTF-8 is no accident."""
_TOLERATED = 0.005
_TORN = "网页中有个别字符无法识别，已用“\ufffd”代替。"


def page_text(data: bytes, charset: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a page and remarks on it; `charset` is what its envelope says (MHT).

    Browsers save pages in UTF-8 and leave an old declaration in them: valid UTF-8 wins over it.
    A few torn characters are replaced. Raises UnreadableFile for what is in no known encoding.
    """
    if data.startswith(_BOMS):
        return decode(data)[0], ()
    match = _META.search(data, 0, _SNIFFED)
    declared = match[1].decode("ascii").lower() if match else ""
    encodings = [_KNOWN[name] for name in (charset.lower(), declared) if name in _KNOWN]
    for encoding in dict.fromkeys([*encodings, "utf-8", "gb18030"]):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" and (saved_again := _as_utf8(data)):
            return saved_again, ()
        return text, ()
    for encoding in dict.fromkeys([*encodings, "utf-8", "gb18030"]):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= max(1, _TOLERATED * len(text)) and len(text) > 200:
            return text, (_TORN,)
    raise UnreadableFile("网页的文字编码无法识别，请在浏览器中打开后复制到 Word 文档，重新提交。")


def _as_utf8(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return text if len(data) - len(text) > 2 * _MANY else ""

"""Plain text: .txt and .md in UTF-8, UTF-16 or GB18030; one Paragraph a physical line.

Tabs are kept: in text saved from a document they part the cells of a table. A line that fills the
width at which the whole file is broken is marked `wrapped`: its sentence goes on in the next line.
"""

import re
import unicodedata
from collections import Counter

from review.errors import UnreadableFile
from review.model import Document, Paragraph, Place, Source

# What converters of Word files leave behind in text.
_DEBRIS = re.compile(r"\[bookmark: [^\]\n]{0,80}\]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SENTENCE_END = re.compile(r"[。！？；：:;!?]['\"”’）)]?$")
_MIN_WRAP_WIDTH = 40
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding; UnreadableFile if it is in none that offices use."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                break
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("文字编码无法识别，请用记事本另存为 UTF-8 编码后重新提交。")


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which the file was broken into lines, or None if it was not."""
    widths = [_width(line.strip()) for line in lines if "\t" not in line and "|" not in line]
    wide = [width for width in widths if width >= _MIN_WRAP_WIDTH]
    if len(wide) < 4:
        return None
    longest = max(wide)
    near = sum(1 for width in wide if width >= longest - 6)
    if near < 3 or near < 0.4 * len(wide) or Counter(wide).most_common(1)[0][1] < 2:
        return None
    return longest - 6


def read_text(data: bytes, source: Source) -> Document:
    """Read a text file. Blank lines are kept as empty paragraphs: they part rows in some layouts."""
    text, encoding = decode(data)
    if "\x00" in text and text.count("\x00") > len(text) / 10:
        raise UnreadableFile("这不是文本文件，请提交 Word、PDF 或文本格式的年度报告。")
    remarks = []
    if encoding == "gb18030":
        remarks.append("文件按 GB18030 编码读取。")
    text = _CONTROL.sub("", _DEBRIS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = text.replace("\f", "\n").replace("\v", "\n").split("\n")
    limit = _wrap_width(lines)
    blocks = []
    for index, line in enumerate(lines):
        wrapped = (
            limit is not None
            and "\t" not in line
            and "|" not in line
            and _width(line.strip()) >= limit
            and not _SENTENCE_END.search(line.rstrip())
        )
        blocks.append(Paragraph(line.rstrip(" \u3000"), Place(index), wrapped))
    return Document(source, tuple(blocks), tuple(remarks))

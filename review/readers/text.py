"""Plain text: .txt and .md in UTF-8, UTF-16 or GB18030; one Paragraph a physical line.

Tabs are kept: in text saved from a document they part the cells of a table. A line that fills the
width at which the whole file is broken is marked `wrapped`: its sentence goes on in the next line.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from review.errors import UnreadableFile
from review.model import Document, Paragraph, Place, Source

# What converters of Word files leave behind in text.
_DEBRIS = re.compile(r"\[bookmark: [^\]\n]{0,80}\]")
# markdown: marks of headings and of bold words
_MARKDOWN = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+|\*\*", re.MULTILINE)
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


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How a file was broken into lines: by display width or by number of characters, from where on."""

    measure: Callable[[str], int]
    full: int

    def fills(self, line: str) -> bool:
        return self.measure(line.rstrip()) >= self.full


def _find_wrapping(lines: list[str]) -> _Wrapping | None:
    """The measure by which the file's prose was broken into lines, or None if it was not.

    Lines that stop in the middle of a sentence give it away: they are all of about the same length.
    """
    open_ended = [line.rstrip() for line in lines if "\t" not in line and "|" not in line]
    open_ended = [
        line
        for line in open_ended
        if _width(line) >= _MIN_WRAP_WIDTH and not _SENTENCE_END.search(line)
    ]
    if len(open_ended) < 3:
        return None
    measures: tuple[tuple[Callable[[str], int], int], ...] = ((len, 1), (_width, 4))
    for measure, slack in measures:
        sizes = sorted(map(measure, open_ended))
        # the third longest: a mark may hang over the margin
        full = sizes[-3] - slack
        long = [size for size in sizes if size >= 0.75 * full]
        if sum(size >= full for size in long) >= max(3, 0.6 * len(long)):
            return _Wrapping(measure, full)
    return None


def read_text(data: bytes, source: Source) -> Document:
    """Read a text file. Blank lines are kept as empty paragraphs: they part rows in some layouts."""
    text, encoding = decode(data)
    if "\x00" in text and text.count("\x00") > len(text) / 10:
        raise UnreadableFile("这不是文本文件，请提交 Word、PDF 或文本格式的年度报告。")
    remarks = []
    if encoding == "gb18030":
        remarks.append("文件按 GB18030 编码读取。")
    text = _CONTROL.sub("", _DEBRIS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = _MARKDOWN.sub("", text)
    lines = text.replace("\f", "\n").replace("\v", "\n").split("\n")
    wrapping = _find_wrapping(lines)
    blocks = []
    for index, line in enumerate(lines):
        wrapped = (
            wrapping is not None
            and "\t" not in line
            and "|" not in line
            and wrapping.fills(line)
            and not _SENTENCE_END.search(line.rstrip())
        )
        blocks.append(Paragraph(line.rstrip(" \u3000"), Place(index), wrapped))
    return Document(source, tuple(blocks), tuple(remarks))

"""The only code that opens documents: bytes in, `Document` out. What a file is, its content tells."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from review.errors import UnreadableFile, UnsupportedFile
from review.model import Block, Document, Grid, Paragraph, Picture, Source
from review.readers.limits import check_characters, check_size
from review.zh.radicals import without_radicals

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
_WEB_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml"})
SUFFIXES = frozenset({".docx", ".pdf", *_TEXT_SUFFIXES, *_WEB_SUFFIXES})
"""Suffixes that a search through a folder takes for submissions."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PROGRAMS = (b"MZ", b"\x7fELF")
_MAIL = re.compile(rb"(?:From|Received|Return-Path|Date|Subject|Message-ID|To):\s", re.IGNORECASE)
_PAGE_STARTS = ("<!doctype html", "<html", "<head", "<meta", "<body")
_PAGE_TAGS = ("<table", "<p>", "<p ", "<div", "<h1", "<br", "<span")


def _web_type(data: bytes) -> str | None:
    """text/html or multipart/related where the first bytes are a web page's or a web archive's."""
    head = data[:4096]
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    lead = head.decode(encoding, "ignore").lstrip("\ufeff\xef\xbb\xbf \t\r\n").lower()
    mime = lead.startswith("mime-version:") or "\nmime-version:" in lead
    if lead.startswith("from: <saved by") or (mime and "content-type:" in lead):
        return "multipart/related"
    if lead.startswith(_PAGE_STARTS):
        return "text/html"
    if lead.startswith(("<?xml", "<!--")) and ("<html" in lead or "<!doctype html" in lead):
        return "text/html"
    if lead.startswith("<") and any(tag in lead for tag in _PAGE_TAGS):
        return "text/html"
    return None


def _is_mail(head: bytes) -> bool:
    """Whether a file begins with several lines of the head of a mail."""
    lines = head.lstrip().split(b"\n\n")[0].split(b"\r\n\r\n")[0].splitlines()
    return _MAIL.match(lines[0] if lines else b"") is not None and (
        sum(_MAIL.match(line) is not None for line in lines) >= 2
    )


def _media_type(data: bytes, name: str) -> str:
    head = data[:1024]
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _DOCX
    if b"%PDF-" in head:
        return "application/pdf"
    if head.startswith(_PICTURES):
        raise UnsupportedFile(
            "这是图片，无法读取文字，请提交 Word、PDF（非扫描件）或文本格式的年度报告。"
        )
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar":
        raise UnsupportedFile("这是压缩包，请解压后提交其中的年度报告文件。")
    if head.lstrip().startswith(b"{\\rtf"):
        raise UnsupportedFile(
            "这是 RTF 文档（有的扩展名是 .doc）。请在 Word 或 WPS 中另存为 .docx 后重新提交。"
        )
    if head.startswith(_PROGRAMS) and b"\x00" in head:
        raise UnsupportedFile("这是程序文件，不是文档，请不要打开它。请核对后提交年度报告文件。")
    web = _web_type(data)
    if web is not None:
        return web
    if _is_mail(head):
        raise UnsupportedFile("这是电子邮件，请另存其中的附件后提交年度报告文件。")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise UnsupportedFile(
            "这是 XML 文件，请提交 Word（.docx）、PDF、网页或文本格式的年度报告。"
        )
    if Path(name).suffix.lower() in (".docx", ".pdf"):
        raise UnreadableFile("文件内容与扩展名不符或已损坏，请用 Word 或 WPS 重新保存后提交。")
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnsupportedFile(
            "无法识别的文件格式，请提交 Word（.docx）、PDF 或文本格式的年度报告。"
        )
    return "text/plain"


def read_document(data: bytes, name: str) -> Document:
    """Read a file's bytes into blocks. Raises a FileError with a sentence for the user."""
    check_size(data)
    media_type = _media_type(data, name)
    source = Source(Path(name).name, hashlib.sha256(data).hexdigest(), media_type)
    document = _read(data, source)
    check_characters(sum(map(_size, document.blocks)))
    if not any(map(_says_something, document.blocks)):
        if any(isinstance(block, Picture) for block in document.blocks):
            raise UnreadableFile(
                "文件里只有图片，没有可以读取的文字，请提交文字可以复制的 Word 或 PDF 文件。"
            )
        raise UnreadableFile("文件中没有文字，请打开确认内容已保存后重新提交。")
    return replace(document, blocks=tuple(map(_ordinary, document.blocks)))


def _size(block: Block) -> int:
    """Characters in a block."""
    if isinstance(block, Grid):
        return sum(len(cell.text) for cell in block.cells)
    return len(block.text) if isinstance(block, Paragraph) else 0


def _says_something(block: Block) -> bool:
    """Whether there is a letter or a figure in a block."""
    if isinstance(block, Grid):
        return any(_has_letters(cell.text) for cell in block.cells)
    return isinstance(block, Paragraph) and _has_letters(block.text)


def _has_letters(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _ordinary(block: Block) -> Block:
    """The block with ordinary characters in place of look-alike radicals (some PDFs write them)."""
    if isinstance(block, Paragraph):
        text = without_radicals(block.text)
        return block if text is block.text else replace(block, text=text)
    if isinstance(block, Grid):
        texts = [without_radicals(cell.text) for cell in block.cells]
        if all(text is cell.text for text, cell in zip(texts, block.cells, strict=True)):
            return block
        cells = [replace(c, text=t) for c, t in zip(block.cells, texts, strict=True)]
        return replace(block, cells=tuple(cells))
    return block


def load_reader(name: str) -> None:
    """Import what reading a file of this name takes, so that the first such file need not wait for it."""
    suffix = Path(name).suffix.lower()
    if suffix == ".pdf":
        import review.readers.pdf
    elif suffix == ".docx":
        import review.readers.docx
    elif suffix in _WEB_SUFFIXES:
        import review.readers.html  # noqa: F401


def _read(data: bytes, source: Source) -> Document:
    media_type = source.media_type
    if media_type == "application/pdf":
        from review.readers.pdf import read_pdf

        return read_pdf(data, source)
    if media_type == _DOCX:
        from review.readers.docx import read_docx

        return read_docx(data, source)
    if media_type == "text/html":
        from review.readers.html import read_html

        return read_html(data, source)
    if media_type == "multipart/related":
        from review.readers.mht import read_mht

        return read_mht(data, source)
    from review.readers.text import read_text

    return read_text(data, source)

"""The only code that opens documents: bytes in, `Document` out. What a file is, its content tells."""

import hashlib
from dataclasses import replace
from pathlib import Path

from review.errors import UnreadableFile, UnsupportedFile
from review.model import Block, Document, Grid, Paragraph, Source
from review.readers.limits import check_size
from review.zh.radicals import without_radicals

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
_WEB_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml"})
SUFFIXES = frozenset({".docx", ".pdf", *_TEXT_SUFFIXES, *_WEB_SUFFIXES})
"""Suffixes that a search through a folder takes for submissions."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
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
    if lead.startswith(("<?xml", "<!--")) and "<html" in lead:
        return "text/html"
    if lead.startswith("<") and any(tag in lead for tag in _PAGE_TAGS):
        return "text/html"
    return None


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
    if head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise UnsupportedFile("这是压缩包，请解压后提交其中的年度报告文件。")
    web = _web_type(data)
    if web is not None:
        return web
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
    return replace(document, blocks=tuple(map(_ordinary, document.blocks)))


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

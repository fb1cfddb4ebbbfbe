"""Archives built against whoever unpacks them: bombs, lies, odd entries."""

import io
import struct
import zipfile
import zlib
from random import Random

from tests.hostile.made import (
    NOT_A_REPORT,
    PROTECTED,
    REVIEWED,
    TOO_LARGE,
    UNREADABLE,
    UNSUPPORTED,
    entries,
    hostile,
    packed,
    sound_docx,
    with_part,
)

_MAIN = "word/document.xml"


@hostile(TOO_LARGE)
def zip_bomb(number: int, rng: Random) -> tuple[str, bytes]:
    """A part that swells to 30–49 MB, another part that does; behind either a sound package."""
    size = (30 + 2 * number) << 20
    filler = b" " if number % 2 else b"<w:p/>"
    swollen = filler * (size // len(filler))
    parts = entries(sound_docx())
    if number < 6:
        parts[_MAIN] = parts[_MAIN].replace(b"<w:sectPr", swollen + b"<w:sectPr", 1)
    elif number < 8:
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(
            b"<Relationship ", swollen + b"<Relationship ", 1
        )
    else:
        for copy in range(8):
            parts[f"word/media/image{copy}.bmp"] = bytes(size)
    return "a.docx", packed(parts)


@hostile(TOO_LARGE, REVIEWED, UNSUPPORTED)
def many_entries(number: int, rng: Random) -> tuple[str, bytes]:
    parts = entries(sound_docx())
    count = (1000, 2500, 5000, 10000, 20000, 30000, 40000, 50000, 60000, 65000)[number]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        for i in range(count):
            archive.writestr(zipfile.ZipInfo(f"word/media/{i}"), b"")
    return "a.docx", out.getvalue()


def overlapping(kernel: bytes, copies: int, *, quoted: bool, name: str = _MAIN) -> bytes:
    """A zip whose entries all hold one compressed kernel (after Fifield).

    `quoted`: every entry's stream begins with a stored block that quotes the next one's header.
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = deflate.compress(kernel) + deflate.flush()
    names = [name if not i else f"word/{i}.xml" for i in range(copies)]
    crcs, sizes, starts = [0] * copies, [0] * copies, [0] * copies
    data, crc_text = body, kernel
    if not quoted:
        head = _local(names[0], zlib.crc32(kernel), len(body), len(kernel))
        central = b"".join(
            _central(n, zlib.crc32(kernel), len(body), len(kernel), 0) for n in names
        )
        return _ended(head + body, central, copies)
    blocks: list[bytes] = []
    for i in reversed(range(copies)):
        crcs[i], sizes[i] = zlib.crc32(crc_text), len(crc_text)
        head = _local(names[i], crcs[i], len(data), len(crc_text))
        blocks.append(head)
        starts[i] = len(data)
        quote = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF) + head
        data, crc_text = quote + data, head + crc_text
    whole = data[5:]
    packed_sizes = starts[:]
    offsets = [len(whole) - starts[i] - len(_local(names[i], 0, 0, 0)) for i in range(copies)]
    central = b"".join(
        _central(names[i], crcs[i], packed_sizes[i], sizes[i], offsets[i]) for i in range(copies)
    )
    return _ended(whole, central, copies)


def _local(name: str, crc: int, size: int, full: int) -> bytes:
    raw = name.encode()
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, size, full, len(raw), 0) + raw


def _central(name: str, crc: int, size: int, full: int, offset: int) -> bytes:
    raw = name.encode()
    fields = (b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, size, full, len(raw), 0, 0, 0, 0, 0, offset)
    return struct.pack("<4s6H3I5H2I", *fields) + raw


def _ended(body: bytes, central: bytes, count: int) -> bytes:
    return (
        body
        + central
        + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(central), len(body), 0)
    )


@hostile(TOO_LARGE, UNREADABLE, UNSUPPORTED)
def overlapping_entries(number: int, rng: Random) -> tuple[str, bytes]:
    copies = (2, 10, 50, 100, 500, 1000, 1500, 1999, 250, 750)[number]
    kernel = b"<w:p/>" * (200_000 >> (number % 3))
    name = "_rels/.rels" if number % 2 else _MAIN
    return "a.docx", overlapping(kernel, copies, quoted=number >= 5, name=name)


@hostile(UNREADABLE, TOO_LARGE, PROTECTED, REVIEWED, UNSUPPORTED, NOT_A_REPORT)
def lying_sizes(number: int, rng: Random) -> tuple[str, bytes]:
    """Declared sizes, checksums, methods, offsets and counts that are not so."""
    data = bytearray(sound_docx())
    central = data.find(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    main = data.rfind(_MAIN.encode(), 0, end) - 46
    patch = (
        (main + 24, struct.pack("<I", 10)),
        (main + 24, struct.pack("<I", 0xFFFFFFFE)),
        (main + 20, struct.pack("<I", 0xFFFFFFFE)),
        (main + 16, b"\0\0\0\0"),
        (main + 10, struct.pack("<H", 14)),
        (main + 42, struct.pack("<I", 0xFFFFFF)),
        (main + 42, struct.pack("<I", central)),
        (end + 10, struct.pack("<H", 0xFFFF)),
        (end + 16, struct.pack("<I", 3)),
        (main + 10, struct.pack("<H", 12)),
    )[number]
    data[patch[0] : patch[0] + len(patch[1])] = patch[1]
    return "a.docx", bytes(data)


@hostile(REVIEWED, UNREADABLE)
def odd_entry_names(number: int, rng: Random) -> tuple[str, bytes]:
    """Names that climb, are absolute, links, devices or given twice: nothing is ever written by them."""
    parts = entries(sound_docx())
    names = (
        ("../../../../tmp/hostile_canary",),
        ("/tmp/hostile_canary",),
        ("C:\\windows\\hostile_canary",),
        ("word/../../hostile_canary", "..\\..\\hostile_canary"),
        ("CON", "NUL.xml", "word/COM1"),
        ("word/\u202exml.exe", "word/\ud7ff"),
        ("a" * 60000,),
        ("word/document.xml/", "word/document.xml/a"),
        ("", ".", ".."),
        ("WORD/DOCUMENT.XML",),
    )[number]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name)
            if number % 3 == 0:
                entry.create_system = 3
                entry.external_attr = 0o120777 << 16  # a symbolic link
            archive.writestr(entry, "/etc/passwd")
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            if number == 9:
                archive.writestr(zipfile.ZipInfo(name), content[: len(content) // 2])
    return "a.docx", out.getvalue()


@hostile(UNSUPPORTED, UNREADABLE, TOO_LARGE)
def nested_archives(number: int, rng: Random) -> tuple[str, bytes]:
    data = bytes(1 << 20)
    for depth in range(number + 1):
        data = packed(
            {f"{depth}.zip": data} | ({f"x{i}.zip": data for i in range(8)} if depth < 2 else {})
        )
    return ("a.zip", "a.docx")[number % 2], data


@hostile(UNREADABLE, UNSUPPORTED)
def broken_package(number: int, rng: Random) -> tuple[str, bytes]:
    """Packages whose parts or relationships lead nowhere or in a ring."""
    parts = entries(sound_docx())
    rels = parts["_rels/.rels"]
    if number == 0:
        del parts[_MAIN]
    elif number == 1:
        del parts["_rels/.rels"]
    elif number == 2:
        parts["_rels/.rels"] = rels.replace(_MAIN.encode(), b"../../../../etc/passwd")
    elif number == 3:
        parts["_rels/.rels"] = rels.replace(_MAIN.encode(), b"_rels/.rels")
    elif number == 4:
        parts["_rels/.rels"] = rels.replace(_MAIN.encode(), b"http://example.invalid/a.xml")
    elif number == 5:
        parts["_rels/.rels"] = rels.replace(b"Target=", b"TargetMode='External' Target=")
    elif number == 6:
        parts[_MAIN] = b""
    elif number == 7:
        parts[_MAIN] = rng.randbytes(5000)
    elif number == 8:
        parts[_MAIN] = b"<a/>"
    else:
        return "a.docx", with_part(sound_docx(), document=lambda x: x[: len(x) // 2])
    return "a.docx", packed(parts)

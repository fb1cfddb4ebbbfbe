"""PDF files built against whoever parses, unpacks or lays them out."""

import struct
import zlib
from random import Random

from tests.hostile.made import (
    NOT_A_REPORT,
    PROTECTED,
    REVIEWED,
    TOO_LARGE,
    UNREADABLE,
    hostile,
    sound_pdf,
)
from tests.hostile.pdf_writer import (
    encrypted,
    simple,
    stream,
    text_page,
    written,
)

_ANY = (UNREADABLE, NOT_A_REPORT, TOO_LARGE)


@hostile(PROTECTED)
def locked_pdf(number: int, rng: Random) -> tuple[str, bytes]:
    if number == 9:
        return "a.pdf", written(
            simple(), b"/Encrypt << /Filter /Vendor.Own /V 9 >> /ID [<00> <00>]"
        )
    return "a.pdf", encrypted(b"secret%d" % number, b"owner", text_page(count=5), number % 2 == 1)


@hostile(NOT_A_REPORT, UNREADABLE)
def owner_locked_pdf(number: int, rng: Random) -> tuple[str, bytes]:
    """Only changing it takes a password: it can be read, so it is."""
    return "a.pdf", encrypted(b"", b"owner%d" % number, text_page(count=9), number % 2 == 1)


@hostile(*_ANY)
def page_trees(number: int, rng: Random) -> tuple[str, bytes]:
    """Rings and depths in the tree of pages and in what pages inherit."""
    objects = simple()
    if number == 0:
        objects[2] = b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    elif number == 1:
        objects[2] = b"<< /Type /Pages /Kids [6 0 R 6 0 R] /Count 2 >>"
        objects[6] = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    elif number == 2:
        objects[3] = b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"
    elif number == 3:
        depth = 20_000
        for i in range(depth):
            objects[10 + i] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (11 + i)
        objects[10 + depth] = objects[3]
        objects[2] = b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"
    elif number == 4:
        objects[2] = b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000)
    elif number == 5:
        # Each level twice the level below: 2^30 pages in 30 objects.
        for i in range(30):
            objects[10 + i] = b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 9 >>" % (
                11 + i,
                11 + i,
            )
        objects[40] = objects[3]
        objects[2] = b"<< /Type /Pages /Kids [10 0 R] /Count 9 >>"
    elif number == 6:
        objects[2] = b"<< /Type /Pages /Kids 2 0 R /Count -1 >>"
    elif number == 7:
        objects[1] = b"<< /Type /Catalog /Pages 1 0 R >>"
    elif number == 8:
        objects[2] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>"
        objects[3] = b"<< /Type /Page /Parent 2 0 R /Contents [%s] >>" % (b"4 0 R " * 100_000)
    else:
        objects[2] = b"<< /Type /Pages /Kids [(a) null 99 0 R /x [3 0 R]] /Count 1 >>"
    return "a.pdf", written(objects)


@hostile(*_ANY)
def many_pages(number: int, rng: Random) -> tuple[str, bytes]:
    count = (290, 301, 1_000, 5_000, 10_000, 20_000, 40_000, 60_000, 80_000, 100_000)[number]
    objects = simple(text_page(count=3))
    for i in range(count):
        objects[10 + i] = objects[3]
    kids = b" ".join(b"%d 0 R" % (10 + i) for i in range(count))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return "a.pdf", written(objects)


@hostile(*_ANY)
def xref_traps(number: int, rng: Random) -> tuple[str, bytes]:
    """Cross-reference tables that loop, lie or are not there."""
    data = written(simple())
    start = data.rfind(b"startxref")
    table = data.find(b"xref\n0")
    if number == 0:
        data = data.replace(b"/Root", b"/Prev %d /Root" % table)
    elif number == 1:
        data = data[:start] + b"startxref\n0\n%%EOF"
    elif number == 2:
        data = data[:start] + b"startxref\n%d\n%%%%EOF" % 10**30
    elif number == 3:
        data = data.replace(b"xref\n0 6", b"xref\n0 2000000000")
    elif number == 4:
        data = data.replace(b"xref\n0 6", b"xref\n-5 6")
    elif number == 5:
        data = written(simple(), xref=False)
    elif number == 6:
        data = data.replace(b"/Root 1 0 R", b"/Root 4 0 R")
    elif number == 7:
        data = data.replace(b"/Root", b"/XRefStm %d /Root" % table)
    elif number == 8:
        body = stream(
            b"\1\0\0\1" * 8, b"/Type /XRef /W [1 999999999 1] /Size 999999999 /Root 1 0 R"
        )
        data = data[:table] + b"9 0 obj\n" + body + b"\nendobj\nstartxref\n%d\n%%%%EOF" % table
    else:
        data = data[:start] + b"startxref\n-1\n%%EOF" + b"\nstartxref\n1\n" * 50_000
    return "a.pdf", data


@hostile(*_ANY)
def deep_pdf_objects(number: int, rng: Random) -> tuple[str, bytes]:
    depth = (100, 900, 5_000, 100_000, 1_000_000)[number % 5]
    if number < 5:
        return "a.pdf", written(simple(b"[" * depth + b"]" * depth + b" TJ\n" + text_page()))
    nested = b"<</A" * depth + b"1" + b">>" * depth
    return "a.pdf", written(simple(page=b"/X " + nested))


@hostile(*_ANY)
def pressed_pdf(number: int, rng: Random) -> tuple[str, bytes]:
    """Streams that swell a thousandfold, once or filter upon filter; predictors without bounds."""
    size = (20, 60, 100, 200, 400)[number % 5] << 20
    raw = zlib.compressobj(9)
    small = b"".join(raw.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + raw.flush()
    if number < 3:
        body = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(small), small)
        return "a.pdf", written({**simple(), 4: body})
    if number < 5:
        twice = zlib.compress(small, 9)
        filters = b"[/FlateDecode /FlateDecode]"
        body = b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(twice), filters, twice)
        return "a.pdf", written({**simple(), 4: body})
    if number == 5:
        body = (
            b"<< /Length %d /Filter /FlateDecode /Type /ObjStm /N 99999999 /First 9 >>\nstream\n%s\nendstream"
            % (len(small), small)
        )
        return "a.pdf", written({**simple(page=b"/A 7 0 R"), 7: body})
    if number == 6:
        columns = (
            b"/DecodeParms << /Predictor 15 /Columns 999999999 /Colors 999 /BitsPerComponent 16 >>"
        )
        return "a.pdf", written({**simple(), 4: stream(text_page(), columns, pressed=True)})
    if number == 7:
        runs = (b"\x81 ") * 3_000_000 + b"\x80"
        return "a.pdf", written({**simple(), 4: stream(runs, b"/Filter /RunLengthDecode")})
    if number == 8:
        lzw = stream(rng.randbytes(2_000_000), b"/Filter /LZWDecode")
        return "a.pdf", written({**simple(), 4: lzw})
    chain = b"/Filter [%s]" % (b"/ASCIIHexDecode " * 2000)
    return "a.pdf", written({**simple(), 4: stream(b"20" * 100_000, chain)})


@hostile(*_ANY)
def odd_pages(number: int, rng: Random) -> tuple[str, bytes]:
    box, page = (
        (b"[0 0 1e9 1e9]", b""),
        (b"[0 0 0 0]", b""),
        (b"[595 842 0 0]", b""),
        (b"[0 0 595 842]", b"/Rotate 37"),
        (b"[0 0 595 842]", b"/Rotate 1e99"),
        (b"[(a) /b null]", b""),
        (b"[0 0 595 842]", b"/CropBox [1 1 1 1] /UserUnit 1e9"),
        (b"[-1e30 -1e30 1e30 1e30]", b"/Rotate (x)"),
        (b"5", b"/Rotate -90"),
        (b"[0 0 nan inf]", b"/Contents null"),
    )[number]
    return "a.pdf", written(simple(text_page(count=20), box=box, page=page))


@hostile(*_ANY)
def active_pdf(number: int, rng: Random) -> tuple[str, bytes]:
    """Scripts, launches, links, embedded files: never run, opened or followed."""
    action = (
        b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        b"/OpenAction << /S /Launch /F (/bin/sh) >>",
        b"/OpenAction << /S /URI /URI (http://example.invalid) >>",
        b"/AA << /WC << /S /SubmitForm /F (http://example.invalid) >> >>",
        b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>] >> >>",
        b"/AcroForm << /XFA 6 0 R /Fields [6 0 R] >>",
        b"/OpenAction << /S /GoToR /F << /FS /URL /F (http://example.invalid/a.pdf) >> >>",
        b"/Collection << /View /T >>",
        b"/OpenAction << /S /ImportData /F (/etc/passwd) >>",
        b"/Metadata 6 0 R",
    )[number]
    xml = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    remote = b"<< /Length 0 /F (file:///etc/passwd) /FFilter /FlateDecode >>\nstream\n\nendstream"
    objects = simple(text_page(count=9), catalog=action, more={6: stream(xml)})
    if number == 8:
        objects[4] = remote
    return "a.pdf", written(objects)


@hostile(*_ANY)
def broken_fonts(number: int, rng: Random) -> tuple[str, bytes]:
    """Fonts without a map to characters, with maps out of bounds, with programs that are none."""
    wide = b"<0000> <FFFF> <0000>\n" * (30_000 if number == 1 else 1)
    cmap = (
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n30000 beginbfrange\n%sendbfrange"
        % wide
    )
    if number == 2:
        cmap = b"/A usecmap " * 10_000
    if number == 3:
        cmap = b"1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange"
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R] %s >>"
        % (b"" if number == 0 else b"/ToUnicode 6 0 R")
    )
    below = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [%s] >>"
        % (b"0 999999999 500" if number == 4 else b"1 [500]")
    )
    if number == 5:
        font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /../../../../etc/passwd /DescendantFonts [7 0 R] >>"
    if number == 6:
        font = b"<< /Type /Font /Subtype /Type1 /FontDescriptor << /FontFile 6 0 R >> /FirstChar -5 /LastChar 999999999 /Widths 4 >>"
    if number == 7:
        font = b"<< /Type /Font /Subtype /Type3 /CharProcs << /a 4 0 R >> /FontMatrix [0 0 0 0 0 0] /FontBBox [0 0 0 0] /Encoding << /Differences [0 /a] >> >>"
    if number == 8:
        font = b"<< /Type /Font /Subtype /Type0 /DescendantFonts [5 0 R] >>"
    content = b"BT /F1 9 Tf 50 700 Td <" + b"00410042" * 200 + b"> Tj ET"
    objects = simple(content, more={6: stream(cmap), 7: below})
    objects[5] = font
    return "a.pdf", written(objects)


@hostile(REVIEWED, *_ANY)
def garbage_around_pdf(number: int, rng: Random) -> tuple[str, bytes]:
    data = sound_pdf()
    return "a.pdf", (
        rng.randbytes(500) + data,
        b"\n" * 900 + data,
        data + rng.randbytes(5000),
        data.replace(b"%%EOF", b""),
        data.replace(b"endobj", b""),
        data.replace(b"/Length", b"/Length 1 /L"),
        data.replace(b"\n", b"\r\n"),
        data + data,
        b"%PDF-1.4\n",
        b"%PDF-" + struct.pack("<I", 0xFFFFFFFF) + rng.randbytes(100_000),
    )[number]

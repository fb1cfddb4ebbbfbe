"""PDF files whose pages draw too much: signs, lines, forms in forms, pictures."""

from random import Random

from tests.hostile.made import NOT_A_REPORT, TOO_LARGE, UNREADABLE, hostile
from tests.hostile.pdf_writer import RESOURCES, Objects, simple, stream, text_page, written

_ANY = (UNREADABLE, NOT_A_REPORT, TOO_LARGE)


@hostile(*_ANY)
def heavy_content(number: int, rng: Random) -> tuple[str, bytes]:
    """Pages of a million signs or lines, inline pictures, forms that draw themselves."""
    lines = b"".join(
        b"%d %d m %d %d l S\n" % (x := rng.randrange(600), y := rng.randrange(800), x, y + 50)
        for _ in range(50_000)
    )
    content = (
        text_page("1" * 1000, 1_000),
        text_page("1", 59_000),
        lines,
        b"q " * 1_000_000,
        b"BI /W 9999999 /H 9999999 /BPC 8 /CS /G ID " + rng.randbytes(3_000_000) + b" EI ",
        b"/X1 Do " * 10,
        b"0 0 1 1 re f\n" * 300_000,
        b"0 0 m " + b"1 1 1 1 1 1 c " * 300_000 + b"S",
        b"(" * 1_000_000,
        b"1 " * 2_000_000,
    )[number]
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 6 0 R /X2 6 0 R >> >>"
    more: Objects = {6: stream(b"/X1 Do /X2 Do ", form)}
    resources = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >>"
    return "a.pdf", written(simple(content, resources=resources, more=more, pressed=True))


@hostile(*_ANY)
def branching_forms(number: int, rng: Random) -> tuple[str, bytes]:
    """Forms in forms: each draws the next one many times."""
    levels, times = (
        (5, 3),
        (10, 2),
        (20, 2),
        (30, 2),
        (8, 10),
        (6, 30),
        (1000, 1),
        (5000, 1),
        (3, 200),
        (2, 5000),
    )[number]
    more: Objects = {}
    for i in range(levels):
        inner = b"/Resources << /XObject << /X %d 0 R >> >>" % (11 + i)
        more[10 + i] = stream(
            b"/X Do " * times, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + inner
        )
    more[10 + levels] = stream(
        text_page(), b"/Type /XObject /Subtype /Form /BBox [0 0 600 900] " + RESOURCES
    )
    resources = b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 10 0 R >> >>"
    return "a.pdf", written(simple(b"/X Do " + text_page(), resources=resources, more=more))


@hostile(UNREADABLE, TOO_LARGE)
def scanned_pdf(number: int, rng: Random) -> tuple[str, bytes]:
    """Pictures of pages without text, in sizes that are true and that are not."""
    side = (10, 100, 500, 1000, 1500, 10**6, 10**9, 0, -5, 2000)[number]
    real = side * side if 0 < side <= 2000 else 100
    image = stream(
        bytes(real),
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
        % (side, side),
        pressed=True,
    )
    resources = b"/Resources << /XObject << /I 6 0 R >> >>"
    objects = simple(b"q 595 0 0 842 0 0 cm /I Do Q", resources=resources, more={6: image})
    for i in range(number):
        objects[10 + i] = objects[3]
    objects[2] = b"<< /Type /Pages /Kids [3 0 R %s] /Count %d >>" % (
        b"".join(b"%d 0 R " % (10 + i) for i in range(number)),
        number + 1,
    )
    return "a.pdf", written(objects)

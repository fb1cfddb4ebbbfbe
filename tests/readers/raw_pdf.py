"""A PDF of one page written by hand, for what drawing libraries do not offer."""

import re


def raw_pdf(
    body: str,
    *,
    catalog: str = "",
    page: str = "",
    resources: str = "",
    fonts: str = "",
    objects: str = "",
) -> bytes:
    """The content `body` on an upright page with the font /F1; the rest goes where it is named.

    `objects` are further objects, numbered from 20, one behind the other.
    """
    parts = [
        f"1 0 obj << /Type /Catalog /Pages 2 0 R {catalog} >> endobj",
        "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj",
        "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R {fonts} >> {resources} >> {page} >> endobj",
        f"4 0 obj << /Length {len(body.encode('latin-1'))} >> stream\n{body}\nendstream endobj",
        "5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj",
        *re.findall(r"\d+ 0 obj.*?endobj", objects, re.S),
    ]
    out = b"%PDF-1.7\n"
    places: dict[int, int] = {}
    for part in parts:
        places[int(part.split(" ", 1)[0])] = len(out)
        out += part.encode("latin-1") + b"\n"
    table = "".join(
        f"{number} 1\n{place:010} 00000 n \n" for number, place in sorted(places.items())
    )
    start = len(out)
    end = (
        f"xref\n0 1\n0000000000 65535 f \n{table}trailer << /Size {max(places) + 1} /Root 1 0 R >>"
    )
    return out + f"{end}\nstartxref\n{start}\n%%EOF".encode("latin-1")

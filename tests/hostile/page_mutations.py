"""Mutations of web pages, web archives and PDF files."""

import re
from random import Random

from tests.hostile.made import mht, sound_html
from tests.hostile.mutations import NUMBERS, flip_bytes

_TAG = re.compile(r"</?[a-zA-Z!][^>]*>")
_TAGS = (
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td rowspan=0>",
    "<td colspan=9 rowspan=3>",
    "</td>",
    "<tbody>",
    "</tbody>",
    "<ol start=-5>",
    "<li value=x>",
    "</ol>",
    "<pre>",
    "</pre>",
    "<a href=x>",
    "</a>",
    "<br>",
    "<img width=900 height=900>",
    "<div style='display:none'>",
    "</div>",
    "<!--",
    "-->",
    "<script>",
    "<svg>",
    "<math>",
    "<title>",
    "<body>",
    "</html>",
    "<tr height=0>",
    "<nav>",
    "<form>",
    "<select>",
    "<caption>",
    "<li>",
    "</p>",
    "<p",
    "<",
    "&#0;",
    "&#xD800;",
    "&amp",
    "<thead>",
    "<td>",
)


def edit_tags(rng: Random, data: bytes) -> bytes:
    """Tags dropped, doubled, swapped, put in anywhere; attributes made nonsense."""
    text = data.decode("utf-8", "replace")
    for _ in range(rng.choice((1, 2, 5, 20))):
        tags = list(_TAG.finditer(text))
        if not tags:
            break
        one, other = rng.choice(tags), rng.choice(tags)
        kind = rng.randrange(5)
        if kind == 0:
            text = text[: one.start()] + text[one.end() :]
        elif kind == 1:
            text = text[: one.end()] + other[0] * rng.choice((1, 1, 3, 60)) + text[one.end() :]
        elif kind == 2:
            text = text[: one.start()] + rng.choice(_TAGS) + text[one.start() :]
        elif kind == 3:
            start, end = sorted((one.start(), other.end()))
            if end - start < 4000:
                text = text[:start] + text[end:]
        else:
            changed = re.sub(r"\d+", lambda _: rng.choice(NUMBERS), one[0])
            text = text[: one.start()] + changed + text[one.end() :]
    return text.encode("utf-8", "surrogatepass")


def edit_envelope(rng: Random, data: bytes) -> bytes:
    """Header lines and boundaries of a web archive dropped, doubled, swapped, made nonsense."""
    head, _, body = data.partition(b"base64")
    lines = head.split(b"\r\n")
    for _ in range(rng.choice((1, 2, 4))):
        i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
        kind = rng.randrange(5)
        if kind == 0 and len(lines) > 2:
            del lines[i]
        elif kind == 1:
            lines.insert(j, lines[i])
        elif kind == 2:
            lines[i], lines[j] = lines[j], lines[i]
        elif kind == 3:
            lines[i] = flip_bytes(rng, lines[i])
        else:
            lines[i] = lines[i].replace(b"=", rng.choice((b"*0*=", b"", b"==", b'="', b":")))
    out = (
        b"\r\n".join(lines)
        + rng.choice((b"base64", b"base64", b"8bit", b"x-uue", b"quoted-printable"))
        + body
    )
    return flip_bytes(rng, out) if rng.random() < 0.3 else out


def edit_page_of_archive(rng: Random, data: bytes) -> bytes:
    """The page inside a web archive edited."""
    return mht(edit_tags(rng, sound_html().encode()))


# --- PDF --------------------------------------------------------------------------------------

_PDF_NUMBER = re.compile(rb"-?\d+\.?\d*")
_PDF_NAME = re.compile(rb"/[A-Za-z0-9]+")
_PDF_OBJECT = re.compile(rb"\d+ 0 obj.*?endobj\n?", re.DOTALL)


def edit_pdf_objects(rng: Random, data: bytes) -> bytes:
    """Names and numbers changed, objects dropped, doubled and swapped, offsets shifted."""
    for _ in range(rng.choice((1, 2, 5, 15))):
        kind = rng.randrange(5)
        pattern = (_PDF_NUMBER, _PDF_NAME, _PDF_OBJECT, _PDF_OBJECT, _PDF_NUMBER)[kind]
        found = list(pattern.finditer(data))
        if len(found) < 2:
            continue
        one, other = rng.choice(found), rng.choice(found)
        if kind in (0, 4):
            new = rng.choice(NUMBERS).encode() if kind else other[0]
        elif kind == 1:
            new = other[0]
        elif kind == 2:
            new = b"" if rng.random() < 0.5 else one[0] * 2
        else:
            new = other[0]
        data = data[: one.start()] + new + data[one.end() :]
    return data


def edit_pdf_content(rng: Random, data: bytes) -> bytes:
    """Operators and operands inside streams changed (the streams of our PDFs are plain)."""
    start = rng.randrange(len(data))
    found = re.compile(rb"[^\n]{1,200}\n").search(data, start)
    if found is None:
        return flip_bytes(rng, data)
    line = found[0]
    kind = rng.randrange(4)
    if kind == 0:
        line = b""
    elif kind == 1:
        line *= rng.choice((2, 50))
    elif kind == 2:
        line = _PDF_NUMBER.sub(lambda _: rng.choice(NUMBERS).encode(), line)
    else:
        line = flip_bytes(rng, line)
    return data[: found.start()] + line + data[found.end() :]

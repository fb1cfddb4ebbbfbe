"""Mutations of sound files that keep enough of their structure to get past the first glance.

Each takes a random generator and gives a damaged copy; the same seed gives the same copy.
"""

import re
from collections.abc import Callable, Sequence
from random import Random

from lxml import etree

from tests.hostile.made import (
    entries,
    mht,
    packed,
    sound_docx,
    sound_html,
    sound_mht,
    sound_pdf,
    sound_text,
)

Mutation = Callable[[Random, bytes], bytes]
SEEDS = 6
"""Sound reports that are mutated."""

_NUMBERS = ("0", "-1", "1", "2", "65535", "2147483648", "-2147483649", "9" * 40, "1e9", "0.5", "", "²", "一")
_ODD = (
    *"\0\t\v\f\r\x1b\x1c\x85\xad\u200b\u200e\u2028\u2029\u202e\u2066\u3000\ufeff\ufffe\uffff⼀〇零两百千万亿一二十（）()｜|、。，：%％①⑩⒈㈠０１９",
    "\U0010ffff",
    "\U0001f600",
    "１２３",
    "2024年",
    "一、",
    "（一）",
    "件",
    "0.1",
    "-5",
    "1,234",
    "万元",
    "①",
    "᠎",
    "٣",
    "²",
    "½",
    "e\u0301",
    "ﬁ",
    "İ",
    "ß",
    "\ud7a3\u1160",
)


def _spot(rng: Random, size: int) -> tuple[int, int]:
    start = rng.randrange(size + 1)
    return start, min(size, start + rng.choice((1, 1, 2, 8, 64, 1000)))


def flip_bytes(rng: Random, data: bytes) -> bytes:
    """Bytes changed, taken out, put in, doubled."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        start, end = _spot(rng, len(out))
        kind = rng.randrange(4)
        if kind == 0 and start < len(out):
            out[start] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del out[start:end]
        elif kind == 2:
            out[start:start] = rng.randbytes(end - start)
        else:
            out[start:start] = out[start:end] * rng.randrange(1, 4)
    return bytes(out)


# --- lines of text ----------------------------------------------------------------------------


def edit_lines(rng: Random, data: bytes) -> bytes:
    """Lines dropped, doubled, swapped, joined, moved; odd characters and numbers put into them."""
    text = data.decode("utf-8", "replace")
    lines = text.split("\n")
    for _ in range(rng.choice((1, 2, 4, 10, 40))):
        if len(lines) < 3:
            break
        i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
        kind = rng.randrange(9)
        line = lines[i]
        at = rng.randrange(len(line) + 1)
        if kind == 0:
            del lines[i]
        elif kind == 1:
            lines.insert(j, line)
        elif kind == 2:
            lines[i], lines[j] = lines[j], lines[i]
        elif kind == 3:
            lines[i : i + 2] = ["".join(lines[i : i + 2])]
        elif kind == 4:
            lines[i] = line[:at] + "".join(rng.choice(_ODD) for _ in range(rng.choice((1, 1, 3, 20)))) + line[at:]
        elif kind == 5:
            lines[i] = re.sub(r"\d+", lambda _: rng.choice(_NUMBERS), line, count=rng.choice((1, 3)))
        elif kind == 6:
            lines[i : i + 1] = [line[:at], line[at:]]
        elif kind == 7:
            lines[i] = line[:at] + lines[j] + line[at:]
        else:
            end = min(len(line), at + rng.choice((1, 2, 5)))
            lines[i] = line[:at] + line[end:]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


# --- XML --------------------------------------------------------------------------------------


def _edit_tree(rng: Random, root: etree._Element) -> None:
    for _ in range(rng.choice((1, 2, 5, 15))):
        elements = [e for e in root.iter() if isinstance(e.tag, str) and e.getparent() is not None]
        if len(elements) < 3:
            return
        one, other = rng.choice(elements), rng.choice(elements)
        parent = one.getparent()
        assert parent is not None
        kind = rng.randrange(9)
        if kind == 0:
            parent.remove(one)
        elif kind == 1:
            copy = etree.fromstring(etree.tostring(one))
            for _ in range(rng.choice((1, 2, 30))):
                parent.insert(parent.index(one), etree.fromstring(etree.tostring(copy)))
        elif kind == 2 and other not in one.iter():
            other.insert(rng.randrange(len(other) + 1), one)
        elif kind == 3:
            one.tag = other.tag
        elif kind == 4 and one.attrib:
            one.set(rng.choice(list(one.attrib)), rng.choice(_NUMBERS))
        elif kind == 5 and other.attrib:
            key = rng.choice(list(other.attrib))
            one.set(key, other.attrib[key])
        elif kind == 6:
            one.text = (one.text or "") + rng.choice([x for x in _ODD if x.isprintable() or x == "\t"])
        elif kind == 7:
            etree.strip_tags(parent, one.tag)
        else:
            copy = etree.Element(rng.choice(elements).tag)
            parent.replace(one, copy)
            copy.append(one)


def edit_docx_xml(rng: Random, data: bytes) -> bytes:
    """Elements of a part taken out, doubled, moved, renamed, wrapped; attributes made nonsense."""
    parts = entries(data)
    names = [n for n in parts if n.endswith((".xml", ".rels"))]
    name = rng.choice(names) if rng.random() < 0.2 else "word/document.xml"
    try:
        root = etree.fromstring(parts[name])
        _edit_tree(rng, root)
        parts[name] = etree.tostring(root)
    except (etree.LxmlError, ValueError):
        pass
    return packed(parts)


def edit_docx_package(rng: Random, data: bytes) -> bytes:
    """Entries dropped, swapped, cut, filled with others' bytes, put in another order."""
    parts = entries(data)
    names = list(parts)
    for _ in range(rng.choice((1, 2, 4))):
        one, other = rng.choice(names), rng.choice(names)
        kind = rng.randrange(5)
        if kind == 0:
            parts.pop(one, None)
        elif kind == 1 and other in parts:
            parts[one] = parts[other]
        elif kind == 2 and one in parts:
            parts[one] = flip_bytes(rng, parts[one])
        elif kind == 3 and one in parts:
            parts[one] = parts[one][: rng.randrange(len(parts[one]) + 1)]
        else:
            items = list(parts.items())
            rng.shuffle(items)
            parts = dict(items)
    out = packed(parts)
    return flip_bytes(rng, out) if rng.random() < 0.3 else out


# --- HTML -------------------------------------------------------------------------------------

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
            changed = re.sub(r"\d+", lambda _: rng.choice(_NUMBERS), one[0])
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
    out = b"\r\n".join(lines) + rng.choice((b"base64", b"base64", b"8bit", b"x-uue", b"quoted-printable")) + body
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
            new = rng.choice(_NUMBERS).encode() if kind else other[0]
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
        line = _PDF_NUMBER.sub(lambda _: rng.choice(_NUMBERS).encode(), line)
    else:
        line = flip_bytes(rng, line)
    return data[: found.start()] + line + data[found.end() :]


# --- all of them ------------------------------------------------------------------------------

READERS: dict[str, tuple[Callable[[int], bytes], Sequence[Mutation]]] = {
    "docx": (sound_docx, (edit_docx_xml, edit_docx_xml, edit_docx_package, flip_bytes)),
    "html": (lambda seed: sound_html(seed).encode(), (edit_tags, edit_tags, edit_lines, flip_bytes)),
    "mht": (sound_mht, (edit_envelope, edit_page_of_archive, flip_bytes)),
    "txt": (lambda seed: sound_text(seed, ("tabs", "bars", "spaces", "cell_a_line")[seed % 4]).encode(), (edit_lines, edit_lines, edit_lines, flip_bytes)),
    "md": (lambda seed: ("# " + sound_text(seed, "bars")).encode(), (edit_lines, flip_bytes)),
    "pdf": (sound_pdf, (edit_pdf_objects, edit_pdf_objects, edit_pdf_content, flip_bytes)),
}
"""By suffix: the sound file of a seed, and how it is mutated."""


def mutated(suffix: str, seed: int) -> tuple[str, bytes]:
    """A name and the bytes of a mutated file."""
    rng = Random(f"{suffix} {seed}")
    sound, mutations = READERS[suffix]
    data = sound(rng.randrange(SEEDS))
    for _ in range(rng.choice((1, 1, 1, 2))):
        try:
            data = rng.choice(mutations)(rng, data)
        except (ValueError, KeyError, OSError, RuntimeError, NotImplementedError):
            break  # what the first mutation left cannot be opened by the second
        except Exception as error:
            if type(error).__name__ != "BadZipFile":
                raise
            break
    return f"a.{suffix}", data

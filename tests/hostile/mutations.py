"""Mutations of sound files that keep enough of their structure to get past the first glance.

Each takes a random generator and gives a damaged copy; the same seed gives the same copy.
"""

import re
from collections.abc import Callable
from random import Random

from lxml import etree

from tests.hostile.made import (
    entries,
    packed,
)

Mutation = Callable[[Random, bytes], bytes]

NUMBERS = (
    "0",
    "-1",
    "1",
    "2",
    "65535",
    "2147483648",
    "-2147483649",
    "9" * 40,
    "1e9",
    "0.5",
    "",
    "²",
    "一",
)
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
            lines[i] = (
                line[:at]
                + "".join(rng.choice(_ODD) for _ in range(rng.choice((1, 1, 3, 20))))
                + line[at:]
            )
        elif kind == 5:
            lines[i] = re.sub(r"\d+", lambda _: rng.choice(NUMBERS), line, count=rng.choice((1, 3)))
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
            one.set(rng.choice(list(one.attrib)), rng.choice(NUMBERS))
        elif kind == 5 and other.attrib:
            key = rng.choice(list(other.attrib))
            one.set(key, other.attrib[key])
        elif kind == 6:
            one.text = (one.text or "") + rng.choice(
                [x for x in _ODD if x.isprintable() or x == "\t"]
            )
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

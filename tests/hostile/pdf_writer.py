"""PDF files written object by object, so that anything can be put into them."""

import hashlib
import zlib

Objects = dict[int, bytes]


def stream(data: bytes, extra: bytes = b"", *, pressed: bool = False) -> bytes:
    """A stream object's body."""
    if pressed:
        data, extra = zlib.compress(data, 9), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def written(
    objects: Objects, trailer: bytes = b"", *, head: bytes = b"", xref: bool = True
) -> bytes:
    """A file of these objects; 1 is the catalogue."""
    out = bytearray(head + b"%PDF-1.7\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    if xref:
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for number in range(1, size):
            out += b"%010d 00000 n \n" % offsets.get(number, 0)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer,
        start,
    )
    return bytes(out)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
RESOURCES = b"/Resources << /Font << /F1 5 0 R >> >>"


def text_page(text: str = "Annual report", count: int = 1) -> bytes:
    """Content that writes a line so many times."""
    line = b"BT /F1 9 Tf 50 %d Td (" + text.encode("latin-1") + b") Tj ET\n"
    return b"".join(line % (800 - 10 * (i % 75)) for i in range(count))


def simple(
    content: bytes = text_page(),
    *,
    page: bytes = b"",
    catalog: bytes = b"",
    resources: bytes = RESOURCES,
    more: Objects | None = None,
    pressed: bool = False,
    box: bytes = b"[0 0 595 842]",
) -> Objects:
    """The objects of a file of one page: 1 catalogue, 2 tree, 3 page, 4 content, 5 font."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R %s %s >>"
        % (box, resources, page),
        4: stream(content, pressed=pressed),
        5: FONT,
        **(more or {}),
    }


# --- encryption (ISO 32000-1, 7.6: RC4, revisions 2 and 3) --------------------------------------

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) & 255
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + box[i]) & 255
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) & 255])
    return bytes(out)


def encrypted(
    user: bytes, owner: bytes, content: bytes = text_page(), pressed: bool = False
) -> bytes:
    """A file encrypted with RC4 of 40 bits (revision 2)."""
    padded = (user + _PAD)[:32]
    owner_key = hashlib.md5((owner + _PAD)[:32]).digest()[:5]
    o = _rc4(owner_key, padded)
    permissions = (-44).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + o + permissions + b"0" * 16).digest()[:5]
    u = _rc4(key, _PAD)
    objects = simple()
    if pressed:
        content = zlib.compress(content)
    own = hashlib.md5(key + (4).to_bytes(3, "little") + b"\0\0").digest()[:10]
    objects[4] = stream(_rc4(own, content), b"/Filter /FlateDecode" if pressed else b"")
    objects[6] = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -44 >>" % (
        o.hex().encode(),
        u.hex().encode(),
    )
    return written(objects, b"/Encrypt 6 0 R /ID [<%s> <%s>]" % (b"30" * 16, b"30" * 16))

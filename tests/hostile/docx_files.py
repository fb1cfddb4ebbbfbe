"""Word files whose XML is built against whoever parses it or walks through it."""

from collections.abc import Callable
from random import Random

from tests.hostile.made import (
    NOT_A_REPORT,
    REVIEWED,
    TOO_LARGE,
    UNREADABLE,
    entries,
    hostile,
    packed,
    sound_docx,
    with_part,
)
from tests.readers.docx_files import (
    cell,
    document_xml,
    docx,
    paragraph,
    relations,
    row,
    table,
    zipped,
)

_END = b"<w:sectPr"


def _more(xml: str | bytes) -> bytes:
    """A sound report with this at the end of its body."""
    raw = xml.encode() if isinstance(xml, str) else xml
    return with_part(sound_docx(), document=lambda body: body.replace(_END, raw + _END, 1))


@hostile(UNREADABLE)
def xml_doctype(number: int, rng: Random) -> tuple[str, bytes]:
    """Billion laughs, quadratic blow-up, external entities: any document type is refused."""
    laughs = '<!ENTITY a0 "哈">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)
    )
    declared, use = (
        (f"[{laughs}]", "&a9;"),
        (f'[<!ENTITY a "{"x" * 100_000}">]', "&a;" * 10_000),
        ('[<!ENTITY a SYSTEM "file:///etc/passwd">]', "&a;"),
        ('[<!ENTITY a SYSTEM "http://example.invalid/a">]', "&a;"),
        ('[<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]', ""),
        ('SYSTEM "http://example.invalid/a.dtd"', ""),
        ('PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://example.invalid/a.dtd"', ""),
        ("[]", ""),
        ('[<!ENTITY a "&b;"><!ENTITY b "&a;">]', "&a;"),
        ("[<!ATTLIST w:p x CDATA 'y'>]", ""),
    )[number]
    doctype = f"<!DOCTYPE w:document {declared}>".encode()
    parts = entries(sound_docx())
    name = ("word/document.xml", "_rels/.rels")[number == 5]
    data = parts[name]
    at = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    data = data[:at] + doctype + data[at:]
    if number == 7:
        # where a search for "<!DOCTYPE" is blind
        data = data.replace(b'encoding="UTF-8"', b'encoding="UTF-16"').replace(
            b"encoding='UTF-8'", b"encoding='UTF-16'"
        )
        data = data.decode().encode("utf-16")
    data = data.replace(b"</w:p>", f"<w:r><w:t>{use}</w:t></w:r></w:p>".encode(), 1)
    parts[name] = data
    return "a.docx", packed(parts)


@hostile(UNREADABLE, TOO_LARGE, NOT_A_REPORT)
def xml_encodings(number: int, rng: Random) -> tuple[str, bytes]:
    """Main parts in encodings that nobody writes, or not in the one they say."""
    body = document_xml(paragraph("某县水务局2024年政府信息公开工作年度报告"))
    names = (
        "utf-32",
        "utf-7",
        "utf-16-le",
        "utf-16-be",
        "cp037",
        "gb18030",
        "utf-8",
        "big5",
        "utf-8",
        "utf-8",
    )
    data = f'<?xml version="1.0" encoding="{names[number]}"?>{body}'.encode(
        names[number], "replace"
    )
    if number == 6:
        data = data.replace("县".encode(), b"\xff\xfe")
    if number == 8:
        data = data.replace("县".encode(), b"&#xD800;")
    if number == 9:
        data = data.replace("县".encode(), b"\x00\x01")
    return "a.docx", zipped({"_rels/.rels": relations(("officeDocument", "a.xml")), "a.xml": data})


@hostile(TOO_LARGE, REVIEWED, UNREADABLE)
def xml_depth(number: int, rng: Random) -> tuple[str, bytes]:
    tag = (
        "w:p",
        "w:sdt",
        "w:r",
        "w:ins",
        "w:smartTag",
        "w:tbl",
        "w:customXml",
        "m:e",
        "x",
        "w:txbxContent",
    )[number]
    depth = (10, 40, 60, 200, 250, 300, 1000, 10_000, 50_000, 100_000)[rng.randrange(10)]
    depth = 100_000 if number == 0 else depth
    name = tag.replace("m:", "w:")
    return "a.docx", _more(f"<{name}>" * depth + f"</{name}>" * depth)


@hostile(TOO_LARGE, REVIEWED)
def nested_tables(number: int, rng: Random) -> tuple[str, bytes]:
    depth = (5, 20, 40, 48, 49, 50, 51, 60, 62, 200)[number]
    inner = paragraph("内")
    for _ in range(depth):
        inner = table(row(cell(inner), cell("旁")), row(cell("甲"), cell("乙")))
    return "a.docx", _more(inner)


@hostile(TOO_LARGE, REVIEWED)
def many_cells(number: int, rng: Random) -> tuple[str, bytes]:
    count = (
        1_000,
        10_000,
        18_000,
        21_000,
        50_000,
        100_000,
        200_000,
        300_000,
        1_000_000,
        1_000_000,
    )[number]
    one = cell("0") if number < 9 else "<w:tc><w:p/></w:tc>"
    columns = 10 if number % 2 else 60
    text = row(*[one] * columns).encode() * (count // columns)
    return "a.docx", _more(b"<w:tbl>" + text + b"</w:tbl>")


@hostile(TOO_LARGE, REVIEWED)
def absurd_spans(number: int, rng: Random) -> tuple[str, bytes]:
    value = (
        "1000000000",
        "65",
        "64",
        "-5",
        "0",
        "99999999999999999999999999",
        "1e9",
        "²",
        "١٢",
        "9" * 5000,
    )[number]
    tags = ("gridSpan", "gridBefore", "gridAfter")
    tag = tags[number % 3]
    if tag == "gridSpan":
        text = row(cell("甲", f'<w:gridSpan w:val="{value}"/>'), cell("乙"))
    else:
        text = row(cell("甲"), cell("乙"), properties=f'<w:{tag} w:val="{value}"/>')
    merged = row(
        cell("丙", '<w:vMerge w:val="restart"/>'), cell("丁", f'<w:gridSpan w:val="{value}"/>')
    )
    goes_on = row(cell("", "<w:vMerge/>"), cell("戊")) * 2000
    return "a.docx", _more(table(text, merged, goes_on))


@hostile(TOO_LARGE, REVIEWED, UNREADABLE)
def huge_pieces(number: int, rng: Random) -> tuple[str, bytes]:
    """One attribute, one run, one paragraph, a great many of each."""
    words = "".join(rng.choice("一二三公开信息，。0123") for _ in range(1000))
    builders: tuple[Callable[[], str], ...] = (
        lambda: f'<w:p x="{"a" * 9_000_000}"/>',
        lambda: f'<w:p x="{"a" * 20_000_000}"/>',
        lambda: paragraph(words * 1_000),
        lambda: paragraph(words * 7_000),
        lambda: "<w:p/>" * 90_000,
        lambda: "<w:p/>" * 1_000_000,
        lambda: paragraph("本年收到申请1件。") * 60_000,
        lambda: "<w:p>" + "<w:r><w:t>1</w:t></w:r>" * 300_000 + "</w:p>",
        lambda: "<w:p>" + "<w:r><w:br/></w:r>" * 200_000 + "</w:p>",
        lambda: "<w:p " + " ".join(f'a{i}="1"' for i in range(100_000)) + "/>",
    )
    data = _more(builders[number]())
    if len(data) < 1 << 20:
        # Filled up with what cannot be pressed, so that only the parts' own size speaks.
        parts = entries(data)
        parts["word/media/a.bin"] = rng.randbytes(2 << 20)
        data = packed(parts)
    return "a.docx", data


@hostile(REVIEWED, TOO_LARGE, NOT_A_REPORT)
def numbering_traps(number: int, rng: Random) -> tuple[str, bytes]:
    """Styles in a ring, lists that link to themselves, counters and labels out of all bounds."""
    big = ("9" * 4000, "2147483647", "-7", "999999999999", "1")[number % 5]
    formats = ("chineseCounting", "lowerRoman", "upperLetter", "ideographTraditional", "decimal")
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{big}"/><w:numFmt w:val="{formats[(number + i) % 5]}"/>'
        f'<w:lvlText w:val="{"%1%2%3" * (1 + 300 * (number == 7))}"/><w:pStyle w:val="A"/></w:lvl>'
        for i in range(9)
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="B"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/>'
        f'<w:pPr><w:numPr><w:numId w:val="{1 + number % 2}"/></w:numPr></w:pPr></w:style>'
    )
    count = (200, 20_000)[number > 7]
    text = "".join(
        paragraph("总体情况", f'<w:pStyle w:val="{"AB"[i % 2]}"/>') for i in range(count)
    )
    return "a.docx", docx(text, styles=styles, numbering=numbering)

"""Word files in raw OOXML: whatever Word, WPS and offices' own systems write, by chance."""

import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

from corpus.layouts.content import Content, Para, Truth
from corpus.layouts.outline import portal
from corpus.layouts.word_tables import Tables
from corpus.layouts.word_text import Runs

OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "r": f"{OFFICE}/officeDocument/2006/relationships",
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OFFICE}/drawingml/2006/main",
    "pic": f"{OFFICE}/drawingml/2006/picture",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
STRICT = {
    f"{OFFICE}/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    f"{OFFICE}/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    f"{OFFICE}/drawingml/2006/wordprocessingDrawing": "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    f"{OFFICE}/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
    f"{OFFICE}/drawingml/2006/picture": "http://purl.oclc.org/ooxml/drawingml/picture",
}
FLAGS = (
    "runs_split", "run_controls", "paragraph_controls", "cell_controls", "row_controls", "table_controls",
    "tracked_changes", "hidden_text", "fields", "hyperlinks", "smart_tags", "alternate_content", "footnotes",
    "automatic_numbers", "automatic_label_numbers", "horizontal_merges", "table_in_two", "header_rows_marked",
    "table_in_a_table", "table_in_a_text_box", "title_in_a_text_box", "header_and_footer", "tabs_in_cells",
    "bookmarks", "strict_ooxml", "wps_producer", "report_in_a_table", "moved_text", "soft_breaks",
    "deleted_row",
)  # fmt: skip
# Those that look on paper as the reader of the paper must take them: LibreOffice prints what is
# deleted under tracking and what is hidden, and works out fields again.
PRINTABLE = ("runs_split", "automatic_numbers", "automatic_label_numbers", "table_in_two", "header_rows_marked",
             "header_and_footer", "footnotes", "table_controls", "paragraph_controls", "soft_breaks", "bookmarks",
             "table_in_a_table")  # fmt: skip
RARE = {"table_in_a_text_box": 0.3, "report_in_a_table": 0.3, "strict_ooxml": 0.5}
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SECTION = (
    '<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440"'
    ' w:left="1440" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)


def _root(tag: str, inner: str) -> str:
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return f'{DECLARATION}<w:{tag} {names} mc:Ignorable="">{inner}</w:{tag}>'


def _paragraph(block: Para, runs: Runs) -> str:
    sizes = {"title": 36, "front": 30, "heading": 30, "sub": 28}
    size = f'<w:sz w:val="{sizes.get(block.role, 24)}"/>'
    align = {"title": "center", "front": "center", "caption": "center", "end": "right"}.get(
        block.role
    )
    properties = f'<w:jc w:val="{align}"/>' if align else ""
    text = block.whole
    if block.number and "automatic_numbers" in runs.flags and block.role in ("heading", "sub"):
        runs.met.add("automatic_numbers")
        first = any(f in block.number for f in ("一", "1"))
        text = block.text
        level = 0 if block.role == "heading" else 1
        properties = runs.list_number(block.number, new=first and level == 1) + properties
    if block.role == "title" and runs.chance("title_in_a_text_box", 1.0):
        return runs.text_box(runs.paragraph(runs.plain(text, size), properties))
    if block.role == "contents":
        return runs.paragraph(runs.field("PAGEREF _Toc1", runs.plain(text)), properties)
    if block.role == "body" and len(text) > 40 and runs.chance("moved_text", 0.2):
        cutting = text.find("。") + 1
        moved = runs._mark("moveFrom", runs.plain("此句移至下段。")) + runs._mark(
            "moveTo", runs.plain(text[:cutting], size)
        )
        return runs.paragraph(moved + runs.plain(text[cutting:], size), properties)
    if block.role == "body" and runs.chance("soft_breaks", 0.3) and "。" in text[:-1]:
        text = text.replace("。", "。\n", 1)
    return runs.paragraph(runs.words(text, size), properties)


def _numbering(runs: Runs) -> str:
    shapes, numbers = [], []
    for at, (shape, text) in enumerate(runs.numberings, 1):
        level = f'<w:lvl w:ilvl="{{}}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:suff w:val="nothing"/><w:lvlText w:val="{{}}"/></w:lvl>'
        levels = level.format(0, escape(text))
        shapes.append(f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>')
        numbers.append(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>')
    return _root("numbering", "".join(shapes + numbers))


def _package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(entry, data, zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def _parts(
    body: str, runs: Runs, tables: Tables, *, producer: str, header: str
) -> dict[str, str | bytes]:
    """The files of the package by name."""
    links, types, files = [], [], {}

    def part(name: str, kind: str, content: str | bytes, link: str = "") -> None:
        files[f"word/{name}"] = content
        number = link or f"rId{len(links) + 1}"
        links.append(
            f'<Relationship Id="{number}" Type="{NAMESPACES["r"]}/{kind}" Target="{name}"/>'
        )
        if name.endswith(".xml"):
            types.append(f'<Override PartName="/word/{name}" ContentType="{MAIN}.{kind}+xml"/>')

    part(
        "styles.xml",
        "styles",
        _root(
            "styles",
            '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>',
        ),
    )
    if runs.numberings:
        part("numbering.xml", "numbering", _numbering(runs))
    if runs.footnotes:
        notes = "".join(
            f'<w:footnote w:id="{i}"><w:p><w:r><w:t>{escape(t)}</w:t></w:r></w:p></w:footnote>'
            for i, t in enumerate(runs.footnotes, 2)
        )
        mark = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        part("footnotes.xml", "footnotes", _root("footnotes", mark + notes))
    if header:
        part(
            "header1.xml",
            "header",
            _root("hdr", f"<w:p><w:r><w:t>{escape(header)}</w:t></w:r></w:p>"),
            "rIdHead",
        )
        page = runs.field("PAGE", runs.plain("3"))
        part(
            "footer1.xml",
            "footer",
            _root("ftr", f"<w:p>{runs.plain('- ')}{page}{runs.plain(' -')}</w:p>"),
            "rIdFoot",
        )
    for number, picture in enumerate(tables.pictures, 1):
        part(f"media/image{number}.png", "image", picture, f"rIdPic{number}")
    relations = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{{}}</Relationships>'
    top = f'<Relationship Id="rId1" Type="{NAMESPACES["r"]}/officeDocument" Target="word/document.xml"/>'
    top += f'<Relationship Id="rId2" Type="{NAMESPACES["r"]}/extended-properties" Target="docProps/app.xml"/>'
    content_types = (
        f'{DECLARATION}<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        f"{''.join(types)}</Types>"
    )
    app = f'{DECLARATION}<Properties xmlns="{OFFICE}/officeDocument/2006/extended-properties"><Application>{producer}</Application></Properties>'
    return {
        "[Content_Types].xml": content_types,
        "_rels/.rels": DECLARATION + relations.format(top),
        "docProps/app.xml": app,
        "word/document.xml": _root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": DECLARATION + relations.format("".join(links)),
        **files,
    }


def _strict(text: str) -> str:
    for old, new in STRICT.items():
        text = text.replace(f'"{old}"', f'"{new}"').replace(f'"{old}/', f'"{new}/')
    return text.replace("<w:document ", '<w:document w:conformance="strict" ')


def draw_word(
    content: Content,
    rng: Random,
    truth: Truth,
    *,
    plain: bool = False,
    only: tuple[str, ...] = FLAGS,
) -> tuple[bytes, str]:
    """The file, and the name of its layout; the hazards that were drawn are noted in `truth`.

    `only` names the hazards that may be met.
    """
    flags = (
        frozenset()
        if plain
        else frozenset(f for f in only if rng.random() < 0.13 * RARE.get(f, 1.0))
    )
    runs = Runs(rng, flags)
    tables = Tables(runs, rng)
    body = "".join(
        _paragraph(b, runs) if isinstance(b, Para) else tables.sheet(b) for b in content.blocks
    )
    if "report_in_a_table" in flags:
        runs.met.add("report_in_a_table")
        body = tables._wrapped(body) + "<w:p/>"
    header = ""
    if "header_and_footer" in flags:
        runs.met.add("header_and_footer")
        header = rng.choice(
            ("政府信息公开", portal(truth.agency), f"{truth.year}年政府信息公开工作年度报告")
        )
    producer = (
        "WPS Office_12.1.0.19302_F1E327BC" if "wps_producer" in flags else "Microsoft Office Word"
    )
    if "wps_producer" in flags:
        runs.met.add("wps_producer")
        custom = '<wpsCustomData:mark xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData">1</wpsCustomData:mark>'
        body = (
            body.replace("<w:p>", f"<w:p><w:r>{custom}</w:r>", 1)
            if body.startswith("<w:p>")
            else body
        )
    references = (
        '<w:headerReference w:type="default" r:id="rIdHead"/><w:footerReference w:type="default" r:id="rIdFoot"/>'
        if header
        else ""
    )
    parts = _parts(
        body + SECTION.format(references), runs, tables, producer=producer, header=header
    )
    if "strict_ooxml" in flags:
        runs.met.add("strict_ooxml")
        parts = {n: _strict(d) if isinstance(d, str) else d for n, d in parts.items()}
    for flag in sorted(runs.met):
        truth.met(flag)
    layout = "word_strict" if "strict_ooxml" in flags else "word"
    return _package({n: d.encode() if isinstance(d, str) else d for n, d in parts.items()}), layout

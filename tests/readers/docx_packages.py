"""Ways in which programs pack the same Word file: names of parts, namespaces, lists, notes, comments.

Each takes the bytes of a .docx and hands back those of another with the same text.
"""

import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

from tests.readers.docx_files import NAMESPACES, RELATIONS, zipped
from tests.readers.docx_rewrites import Element, W, plain_run, xml

Parts = dict[str, bytes]
MAIN_PART = "word/document.xml"
_OWN_NUMBER = re.compile(r"^(?:（[一二三四五六七八九]）|[一二三四五六]、)")


def parts_of(package: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(package: bytes, edit: Callable[[Element, Parts], None]) -> bytes:
    """The package after a change of the root of its main part, and of its parts."""
    parts = parts_of(package)
    root = etree.fromstring(parts[MAIN_PART])
    edit(root, parts)
    parts[MAIN_PART] = etree.tostring(root)
    return zipped(parts)


def relate(parts: Parts, kind: str, name: str, content: str) -> None:
    """Put a part into the package, in the place of one of its kind."""
    rels = parts["word/_rels/document.xml.rels"].decode()
    rels = re.sub(rf'<Relationship [^>]*/{kind}"[^>]*/>', "", rels)
    entry = f'<Relationship Id="own{kind}" Type="{RELATIONS}/{kind}" Target="{name}"/>'
    rels = rels.replace("</Relationships>", f"{entry}</Relationships>")
    parts["word/_rels/document.xml.rels"] = rels.encode()
    parts[f"word/{name}"] = content.encode()


def words(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def in_cell(paragraph: Element) -> bool:
    return next(paragraph.iterancestors(f"{W}tc"), None) is not None


def _numbering(*levels: tuple[str, str], lists: int = 1) -> str:
    """A numbering part with lists of the same levels: pairs of number format and text."""
    written = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (fmt, text) in enumerate(levels)
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{written}</w:abstractNum>' for n in range(lists)
    )
    nums = "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(lists)
    )
    return f"<w:numbering {NAMESPACES}>{abstract}{nums}</w:numbering>"


def _without_start(paragraph: Element, count: int) -> None:
    first = next(paragraph.iter(f"{W}t"))
    first.text = (first.text or "")[count:]


def _set_properties(paragraph: Element, properties: str) -> None:
    ppr = paragraph.find(f"{W}pPr")
    if ppr is None:
        ppr = etree.Element(f"{W}pPr")
        paragraph.insert(0, ppr)
    ppr[0:0] = xml(properties)


def numbered_headings(package: bytes) -> bytes:
    """一、 and （一） are not typed but counted by a list."""

    def edit(root: Element, parts: Parts) -> None:
        levels = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"))
        relate(parts, "numbering", "numbering.xml", _numbering(*levels))
        for paragraph in root.iter(f"{W}p"):
            match = None if in_cell(paragraph) else _OWN_NUMBER.match(words(paragraph))
            if match:
                level = int(match[0].startswith("（"))
                _without_start(paragraph, match.end())
                number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
                _set_properties(paragraph, number)

    return edited(package, edit)


def numbered_by_styles(package: bytes) -> bytes:
    """As before, but the list belongs to the styles of the headings."""
    package = numbered_headings(package)

    def edit(root: Element, parts: Parts) -> None:
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="Own{n}"><w:name w:val="own {n}"/><w:pPr><w:numPr>'
            f'<w:ilvl w:val="{n}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            for n in (0, 1)
        )
        old = parts["word/styles.xml"].decode()
        parts["word/styles.xml"] = old.replace("</w:styles>", f"{styles}</w:styles>").encode()
        for number in list(root.iter(f"{W}numPr")):
            level = number[0].get(f"{W}val")
            parent = number.getparent()
            assert parent is not None
            parent.replace(number, xml(f'<w:pStyle w:val="Own{level}"/>')[0])

    return edited(package, edit)


def numbered_labels(package: bytes) -> bytes:
    """1. 2. 3. before the labels of rows are counted by lists, a list a group."""

    def edit(root: Element, parts: Parts) -> None:
        relate(parts, "numbering", "numbering.xml", _numbering(("decimal", "%1."), lists=20))
        group = 0
        for paragraph in root.iter(f"{W}p"):
            match = re.match(r"(\d)\.(?=\D)", words(paragraph)) if in_cell(paragraph) else None
            if match:
                group += match[1] == "1"
                _without_start(paragraph, match.end())
                number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{group}"/></w:numPr>'
                _set_properties(paragraph, number)

    return edited(package, edit)


def strict(package: bytes) -> bytes:
    """Saved as strict OOXML."""
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    pairs = (
        (old + b"wordprocessingml/2006/main", new + b"wordprocessingml/main"),
        (old + b"officeDocument/2006/relationships", new + b"officeDocument/relationships"),
    )
    parts = parts_of(package)
    for name, data in parts.items():
        for transitional, strict_name in pairs:
            data = data.replace(transitional, strict_name)
        parts[name] = data
    return zipped(parts)


def other_prefix(package: bytes) -> bytes:
    """Another prefix than w: for the namespace of Word."""
    parts = parts_of(package)
    for name, data in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            data = re.sub(rb"(?<=[<\s/])w:", b"ns0:", data)
            parts[name] = data.replace(b"xmlns:w=", b"xmlns:ns0=")
    return zipped(parts)


def other_names(package: bytes) -> bytes:
    """A template whose parts stand in another folder, under absolute targets."""
    out: Parts = {}
    for name, data in parts_of(package).items():
        name = name.replace("word/", "texte/").replace("document.xml", "document2.xml")
        if name == "_rels/.rels":
            data = data.replace(b'"word/document.xml', b'"/texte/document2.xml')
        elif name == "[Content_Types].xml":
            data = data.replace(b"/word/", b"/texte/").replace(b"document.xml", b"document2.xml")
            data = data.replace(b"document.main+xml", b"template.main+xml")
        out[name] = data
    return zipped(out)


def with_macros(package: bytes) -> bytes:
    """A .docm."""
    parts = parts_of(package)
    types = parts["[Content_Types].xml"]
    old = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts["[Content_Types].xml"] = types.replace(old, b"vnd.ms-word.document.macroEnabled.main+xml")
    return zipped({**parts, "word/vbaProject.bin": b"\0"})


def with_headers_and_comments(package: bytes) -> bytes:
    """A header that names another year, and a comment on every paragraph, cells included."""

    def edit(root: Element, parts: Parts) -> None:
        other = plain_run("2019年收到申请999件")
        relate(parts, "header", "header1.xml", f"<w:hdr {NAMESPACES}><w:p>{other}</w:p></w:hdr>")
        comment = f"<w:comment w:id='0'><w:p>{other}</w:p></w:comment>"
        relate(
            parts,
            "comments",
            "comments.xml",
            f"<w:comments {NAMESPACES}>{comment}</w:comments>",
        )
        for paragraph in root.iter(f"{W}p"):
            paragraph.extend(xml('<w:r><w:commentReference w:id="0"/></w:r>'))

    return edited(package, edit)


def with_notes(package: bytes, note: str, *, every: int = 5) -> bytes:
    """A footnote with this text at the title, and at every fifth sentence and cell."""

    def edit(root: Element, parts: Parts) -> None:
        notes = []
        filled = [p for p in root.iter(f"{W}p") if words(p)]
        noted = [p for p in filled if in_cell(p) or (len(words(p)) > 20 and words(p)[-1] == "。")]
        for number, paragraph in enumerate([filled[0], *noted[::every]], start=1):
            paragraph.extend(xml(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'))
            body = f"<w:p><w:r><w:footnoteRef/></w:r>{plain_run(f' {note}')}</w:p>"
            notes.append(f'<w:footnote w:id="{number}">{body}</w:footnote>')
        first = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        content = f"<w:footnotes {NAMESPACES}>{first}{''.join(notes)}</w:footnotes>"
        relate(parts, "footnotes", "footnotes.xml", content)

    return edited(package, edit)


PACKAGES: dict[str, Callable[[bytes], bytes]] = {
    f.__name__: f
    for f in (
        numbered_headings,
        numbered_by_styles,
        numbered_labels,
        strict,
        other_prefix,
        other_names,
        with_macros,
        with_headers_and_comments,
    )
}

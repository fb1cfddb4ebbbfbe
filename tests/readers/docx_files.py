"""Small .docx files for tests, written part by part so that anything can be put into them."""

import io
import zipfile
from collections.abc import Mapping

from review.model import Document, Grid, Paragraph, Source
from review.readers.docx import read_docx

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
SOURCE = Source("年报.docx", "0" * 64, "application/docx")


def relations(*pairs: tuple[str, str], base: str = RELATIONS) -> str:
    """A .rels part: pairs of kind and target."""
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{base}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(pairs)
    )
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def document_xml(body: str) -> str:
    """A main part with this body."""
    return f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, styles: str = "", numbering: str = "") -> bytes:
    """A .docx with this body, and these w:style and w:abstractNum / w:num elements."""
    parts = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document_xml(body),
    }
    related = []
    if styles:
        related.append(("styles", "styles.xml"))
        parts["word/styles.xml"] = f"<w:styles {NAMESPACES}>{styles}</w:styles>"
    if numbering:
        related.append(("numbering", "numbering.xml"))
        parts["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"
    if related:
        parts["word/_rels/document.xml.rels"] = relations(*related)
    return zipped(parts)


def run(text: str, properties: str = "") -> str:
    """A w:r."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str = "", properties: str = "") -> str:
    """A w:p with one run."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{ppr}{run(text) if text else ''}</w:p>"


def numbered(text: str, num: int, level: int = 0) -> str:
    """A w:p with its own numbering."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def cell(content: str, properties: str = "") -> str:
    """A w:tc; content is text or, where it begins with a tag, XML."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A w:tr."""
    trpr = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{trpr}{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """A w:tbl without w:tblGrid, as some writers leave it."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def read(body: str, **parts: str) -> Document:
    """The Document of a .docx with this body."""
    return read_docx(docx(body, **parts), SOURCE)


def texts(document: Document) -> list[str]:
    """Texts of the paragraphs of a Document."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    """The grids of a Document."""
    return [block for block in document.blocks if isinstance(block, Grid)]


def shape(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """Cells of a grid as row, column, row span, column span, text."""
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in grid.cells]


GRID = table(row(cell("甲"), cell("乙")), row(cell("1"), cell("2")))


def level(number: int, fmt: str, text: str, more: str = "", start: int = 1) -> str:
    """A w:lvl."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    """A w:abstractNum."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    """A w:num of a w:abstractNum."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def numbered_style(name: str, of: int, kind: str = "paragraph") -> str:
    """A w:style that numbers what bears it."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}">'
        f'<w:pPr><w:numPr><w:numId w:val="{of}"/></w:numPr></w:pPr></w:style>'
    )


REPORT_LIST = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
) + num(1, 0)


def parts_of(data: bytes) -> dict[str, bytes]:
    """The entries of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

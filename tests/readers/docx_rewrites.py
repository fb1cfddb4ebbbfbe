"""Ways in which Word, WPS and others write the same report: each changes the XML, none what is read.

A rewrite takes the root of word/document.xml and a random source, and changes the tree in place.
"""

import io
import itertools
import zipfile
from collections.abc import Callable, Iterator
from random import Random

from lxml import etree

from tests.readers.docx_files import MAIN, NAMESPACES

Element = etree._Element
Rewrite = Callable[[Element, Random], None]
W = f"{{{MAIN}}}"
NOISE = "删去的旧文字999件"


def xml(text: str) -> list[Element]:
    """The elements that a piece of XML with the usual prefixes holds."""
    return list(etree.fromstring(f"<x {NAMESPACES}>{text}</x>"))


def plain_run(text: str, properties: str = "") -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{safe}</w:t></w:r>'


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(code: str, result: str) -> str:
    """A complex field whose result are these runs."""
    return char("begin") + instruction(code) + char("separate") + result + char("end")


WRAPPERS: tuple[Callable[[str], str], ...] = (
    lambda r: r,
    lambda r: (
        f"<w:sdt><w:sdtPr><w:alias w:val='题'/></w:sdtPr><w:sdtContent>{r}</w:sdtContent></w:sdt>"
    ),
    lambda r: f"<w:smartTag w:uri='u' w:element='chsdate'><w:smartTagPr/>{r}</w:smartTag>",
    lambda r: f"<w:customXml w:element='x'><w:customXmlPr/>{r}</w:customXml>",
    lambda r: f"<w:hyperlink w:anchor='a'>{r}</w:hyperlink>",
    lambda r: f"<w:ins w:id='1' w:author='a'>{r}</w:ins>",
    lambda r: f"<w:moveTo w:id='1' w:author='a'>{r}</w:moveTo>",
    lambda r: f"<w:bdo w:val='ltr'>{r}</w:bdo>",
    lambda r: f"<w:dir w:val='ltr'>{r}</w:dir>",
    lambda r: f"<w:fldSimple w:instr=' TITLE '>{r}</w:fldSimple>",
    lambda r: field(' HYPERLINK "http://www.example.gov.cn/" ', r),
    lambda r: field(" IF " + "1", field(" =1 ", r)),
    lambda r: (
        f"<mc:AlternateContent><mc:Choice Requires='w14'>{r}</mc:Choice>"
        f"<mc:Fallback>{r}</mc:Fallback></mc:AlternateContent>"
    ),
    lambda r: f"<w:ins w:id='1'><w:sdt><w:sdtContent>{r}</w:sdtContent></w:sdt></w:ins>",
)

INVISIBLE: tuple[str, ...] = (
    "<w:bookmarkStart w:id='0' w:name='_GoBack'/><w:bookmarkEnd w:id='0'/>",
    "<w:proofErr w:type='spellStart'/>",
    "<w:permStart w:id='1' w:edGrp='everyone'/>",
    "<w:r><w:lastRenderedPageBreak/></w:r>",
    "<w:r><w:softHyphen/></w:r>",
    "<w:commentRangeStart w:id='0'/>",
    "<w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>",
    f"<w:del w:id='5'><w:r><w:delText>{NOISE}</w:delText></w:r></w:del>",
    f"<w:moveFrom w:id='6'>{plain_run(NOISE)}</w:moveFrom>",
    f"<w:ins w:id='7'><w:del w:id='8'><w:r><w:delText>{NOISE}</w:delText></w:r></w:del></w:ins>",
    plain_run("暗藏99", "<w:vanish/>"),
    plain_run("暗藏99", "<w:specVanish/><w:vanish/>"),
    char("begin") + instruction(' XE "公开" ') + char("end"),
    char("begin") + instruction(" TC ") + plain_run("码") + char("end"),
    char("begin") + instruction(' SET a "9" ') + char("separate") + char("end"),
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    + plain_run("单击或点击此处输入文字。")
    + "</w:sdtContent></w:sdt>",
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:r/></mc:Choice></mc:AlternateContent>",
    "<w:r><w:annotationRef/></w:r>",
    "<w:subDoc r:id='none'/>",
)


def _paragraphs(root: Element) -> Iterator[Element]:
    yield from list(root.iter(f"{W}p"))


def _pieces(text: str, rng: Random, count: int) -> list[str]:
    cuts = sorted(rng.randrange(len(text) + 1) for _ in range(count))
    edges = [0, *cuts, len(text)]
    return [text[a:b] for a, b in itertools.pairwise(edges) if b > a]


def split_runs(root: Element, rng: Random) -> None:
    """Text cut anywhere, numbers included, every piece in another wrapper."""
    for run in list(root.iter(f"{W}r")):
        parts = run.findall(f"{W}t")
        if len(parts) != 1 or not parts[0].text:
            continue
        pieces = _pieces(parts[0].text, rng, 3)
        made = "".join(rng.choice(WRAPPERS)(plain_run(piece)) for piece in pieces)
        parent = run.getparent()
        assert parent is not None
        at = parent.index(run)
        parent[at : at + 1] = xml(made)


def invisible(root: Element, rng: Random) -> None:
    """Between the runs of every paragraph what neither Word nor a reader shows."""
    split_texts(root, rng)
    for paragraph in _paragraphs(root):
        for place in range(len(paragraph), 0, -1):
            if paragraph[place - 1].tag != f"{W}pPr":
                paragraph[place:place] = xml(rng.choice(INVISIBLE))


def split_texts(root: Element, rng: Random) -> None:
    """Runs cut into two, so that something can stand inside a number."""
    for run in list(root.iter(f"{W}r")):
        parts = run.findall(f"{W}t")
        if len(parts) == 1 and parts[0].text:
            pieces = _pieces(parts[0].text, rng, 2)
            parent = run.getparent()
            assert parent is not None
            at = parent.index(run)
            parent[at : at + 1] = xml("".join(map(plain_run, pieces)))


def _body(root: Element) -> Element:
    body = root.find(f"{W}body")
    assert body is not None
    return body


def _wrapped(element: Element, opening: str, closing: str) -> None:
    """Put an element into XML given as what stands before and behind it."""
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    wrapper = xml(f"{opening}<w:here/>{closing}")[0]
    here = next(wrapper.iter(f"{W}here"))
    parent[at] = wrapper
    inner = here.getparent()
    assert inner is not None
    inner[inner.index(here)] = element


SDT = ("<w:sdt><w:sdtPr><w:id w:val='3'/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>")
CUSTOM = ("<w:customXml w:element='a'>", "</w:customXml>")


def blocks_in_controls(root: Element, rng: Random) -> None:
    """Blocks, rows and cells in content controls and custom XML, some twice."""
    for tag in ("tc", "tr", "tbl", "p"):
        for element in list(root.iter(f"{W}{tag}")):
            for _ in range(rng.randrange(3)):
                _wrapped(element, *rng.choice((SDT, CUSTOM)))


def body_in_one_control(root: Element, rng: Random) -> None:
    """A report written into a template: all of it in one control."""
    body = _body(root)
    blocks = [b for b in body if b.tag != f"{W}sectPr"]
    wrapper = xml(SDT[0] + SDT[1])[0]
    wrapper[-1].extend(blocks)
    body.insert(0, wrapper)


def body_in_layout_table(root: Element, rng: Random) -> None:
    """A report in the only cell of a table without borders."""
    body = _body(root)
    blocks = [b for b in body if b.tag != f"{W}sectPr"]
    made = xml("<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>")[0]
    made[-1][-1].extend(blocks)
    body.insert(0, made)


def body_in_framed_table(root: Element, rng: Random) -> None:
    """A form sheet: a title row, then a row with a margin cell and the report."""
    body = _body(root)
    blocks = [b for b in body if b.tag != f"{W}sectPr"]
    made = xml(
        "<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc></w:tr>"
        "<w:tr><w:tc><w:p/></w:tc><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>"
    )[0]
    made[-1][-1].extend(blocks)
    body.insert(0, made)


def deleted_blocks(root: Element, rng: Random) -> None:
    """Deleted paragraphs, rows, cells and a whole deleted table that Word still keeps."""
    mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    gone = f"<w:p>{mark}<w:del w:id='2'><w:r><w:delText>{NOISE}</w:delText></w:r></w:del></w:p>"
    moved = gone.replace("w:del ", "w:moveFrom ").replace("w:del>", "w:moveFrom>")
    moved = moved.replace("w:delText", "w:t")
    cell_text = f"<w:p><w:del w:id='3'><w:r><w:delText>{NOISE}</w:delText></w:r></w:del></w:p>"
    cell = f"<w:tc><w:tcPr/>{cell_text}</w:tc>"
    row = f"<w:tr><w:trPr><w:del w:id='4'/></w:trPr>{cell * 4}</w:tr>"
    table = f"<w:tbl><w:tblPr/>{row}{row}</w:tbl>"
    body = _body(root)
    for block in [b for b in body if b.tag == f"{W}p"]:
        if rng.random() < 0.4:
            block.addprevious(xml(rng.choice((gone, moved)))[0])
        elif rng.random() < 0.1:
            block.addprevious(xml(table)[0])
    for tr in list(body.iter(f"{W}tr")):
        if rng.random() < 0.3:
            tr.addprevious(xml(row)[0])


def old_properties(root: Element, rng: Random) -> None:
    """Tracked changes of formats keep the old format, which counts no longer."""
    num = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    for paragraph in _paragraphs(root):
        ppr = paragraph.find(f"{W}pPr")
        if ppr is None:
            ppr = etree.Element(f"{W}pPr")
            paragraph.insert(0, ppr)
        ppr.extend(xml(f"<w:pPrChange w:id='1'><w:pPr>{num}</w:pPr></w:pPrChange>"))
    for run in root.iter(f"{W}r"):
        rpr = run.find(f"{W}rPr")
        if rpr is None:
            rpr = etree.Element(f"{W}rPr")
            run.insert(0, rpr)
        rpr.extend(xml("<w:rPrChange w:id='1'><w:rPr><w:vanish/></w:rPr></w:rPrChange>"))
    for tc in root.iter(f"{W}tcPr"):
        tc.extend(
            xml(
                "<w:tcPrChange w:id='1'><w:tcPr><w:gridSpan w:val='7'/><w:vMerge/></w:tcPr></w:tcPrChange>"
            )
        )
    for tr in root.iter(f"{W}tr"):
        tr.insert(
            0,
            xml(
                "<w:trPr><w:ins w:id='1'/><w:trPrChange w:id='1'><w:trPr><w:gridBefore w:val='1'/>"
                "<w:del w:id='2'/></w:trPr></w:trPrChange></w:trPr>"
            )[0],
        )


def without_grid(root: Element, rng: Random) -> None:
    """No w:tblGrid, as WPS and converters leave it."""
    for grid in list(root.iter(f"{W}tblGrid")):
        grid.getparent().remove(grid)  # type: ignore[union-attr]


def wrong_grid(root: Element, rng: Random) -> None:
    """A w:tblGrid of the wrong number of columns, widths all alike."""
    for grid in list(root.iter(f"{W}tblGrid")):
        count = rng.choice((1, len(grid) + 3, max(1, len(grid) - 2)))
        grid[:] = xml("<w:gridCol w:w='600'/>" * count)


def old_merges(root: Element, rng: Random) -> None:
    """w:hMerge in place of w:gridSpan, as old converters write it."""
    for span in list(root.iter(f"{W}gridSpan")):
        width = int(span.get(f"{W}val", "1"))
        tcpr = span.getparent()
        assert tcpr is not None
        tc = tcpr.getparent()
        assert tc is not None
        merge = tcpr.find(f"{W}vMerge")
        down = ""
        if merge is not None:
            value = merge.get(f"{W}val")
            down = f"<w:vMerge w:val='{value}'/>" if value else "<w:vMerge/>"
        tcpr[tcpr.index(span)] = xml("<w:hMerge w:val='restart'/>")[0]
        more = f"<w:tc><w:tcPr><w:hMerge/>{down}</w:tcPr><w:p/></w:tc>" * (width - 1)
        for new in reversed(xml(more)):
            tc.addnext(new)


def explicit_merges(root: Element, rng: Random) -> None:
    """w:vMerge with its value spelt out, text repeated in cells that go on."""
    for merge in root.iter(f"{W}vMerge"):
        if merge.get(f"{W}val") is None:
            merge.set(f"{W}val", "continue")


def trailing_cells(root: Element, rng: Random) -> None:
    """WPS leaves w:gridAfter, row exceptions and widths of no use behind."""
    for tr in root.iter(f"{W}tr"):
        tr.insert(
            0,
            xml("<w:tblPrEx><w:tblCellMar/></w:tblPrEx>")[0],
        )
        tr.insert(
            1,
            xml("<w:trPr><w:gridAfter w:val='1'/><w:wAfter w:w='36'/><w:trHeight/></w:trPr>")[0],
        )


def figures_in_paragraphs(root: Element, rng: Random) -> None:
    """Cells with empty paragraphs around their figure, and the figure in a control."""
    for tc in root.iter(f"{W}tc"):
        if rng.random() < 0.5:
            tc.extend(xml("<w:p/>"))
        if rng.random() < 0.3:
            at = 1 if len(tc) and tc[0].tag == f"{W}tcPr" else 0
            tc[at:at] = xml("<w:p><w:pPr><w:jc w:val='center'/></w:pPr></w:p>")


def tables_in_text_boxes(root: Element, rng: Random) -> None:
    """Tables in text boxes, written for new and for old programs."""
    for tbl in [b for b in _body(root) if b.tag == f"{W}tbl"]:
        inside = etree.tostring(tbl, encoding="unicode")
        box = f"<w:txbxContent>{inside}<w:p/></w:txbxContent>"
        made = xml(
            f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
            f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
            f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )[0]
        tbl.getparent().replace(tbl, made)  # type: ignore[union-attr]


def soft_breaks(root: Element, rng: Random) -> None:
    """Paragraphs typed with Shift+Enter: one w:p for several lines."""
    body = _body(root)
    blocks = [b for b in body if b.tag == f"{W}p"]
    for before, after in itertools.pairwise(blocks):
        if before.getnext() is after and rng.random() < 0.5 and before.getparent() is body:
            after.insert(1 if after[0].tag == f"{W}pPr" else 0, xml("<w:r><w:br/></w:r>")[0])
            moved = [c for c in before if c.tag != f"{W}pPr"]
            at = 1 if after[0].tag == f"{W}pPr" else 0
            after[at:at] = moved
            body.remove(before)


REWRITES: dict[str, Rewrite] = {
    f.__name__: f
    for f in (
        split_runs,
        invisible,
        blocks_in_controls,
        body_in_one_control,
        body_in_layout_table,
        body_in_framed_table,
        deleted_blocks,
        old_properties,
        without_grid,
        wrong_grid,
        old_merges,
        explicit_merges,
        trailing_cells,
        figures_in_paragraphs,
        tables_in_text_boxes,
        soft_breaks,
    )
}


def rewritten(package: bytes, rewrite: Rewrite, rng: Random) -> bytes:
    """A .docx with its main part rewritten."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                rewrite(root, rng)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            new.writestr(name, data)
    return out.getvalue()

"""What of a .docx is shown, and what is not: prompts, hidden paragraphs, notes, lists to choose from."""

import pytest

from review.model import Grid, Paragraph
from review.readers.docx import read_docx
from tests.readers.docx_files import (
    NAMESPACES,
    REPORT_LIST,
    SOURCE,
    cell,
    document_xml,
    grids,
    numbered,
    paragraph,
    read,
    relations,
    row,
    run,
    shape,
    table,
    texts,
    zipped,
)

HIDDEN_MARK = "<w:rPr><w:vanish/></w:rPr>"
NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def control(content: str, properties: str = "<w:showingPlcHdr/>") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def with_notes(body: str, **notes: str) -> list[object]:
    """The blocks of a body whose notes of these kinds have the ids 1, 2 …, parted by bars."""
    parts = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document_xml(body),
        "word/_rels/document.xml.rels": relations(*((kind, f"{kind}.xml") for kind in notes)),
    }
    for kind, written in notes.items():
        inner = "".join(
            f'<w:{kind[:-1]} w:id="{n}">{text}</w:{kind[:-1]}>'
            for n, text in enumerate(written.split("|"), start=1)
        )
        parts[f"word/{kind}.xml"] = f"<w:{kind} {NAMESPACES}>{inner}</w:{kind}>"
    document = read_docx(zipped(parts), SOURCE)
    return [b.text if isinstance(b, Paragraph) else type(b) for b in document.blocks]


def reference(kind: str, note: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{note}"/></w:r>'


def test_prompts_of_empty_controls_are_no_text() -> None:
    """单击此处输入文字 in a control is nothing, at every level; a filled control is read."""
    inline = f"<w:p>{run('收到')}{control(run('单击此处'))}{run('5件')}</w:p>"
    filled = control(paragraph("已填"), '<w:showingPlcHdr w:val="0"/>')
    assert texts(read(inline + control(paragraph("单击此处")) + filled)) == ["收到5件", "已填"]
    grid = table(row(control(cell("单击此处")), cell("1")), row(cell("甲"), cell("2")))
    assert [x[4] for x in shape(grids(read(grid))[0])] == ["", "1", "甲", "2"]


def test_paragraphs_hidden_with_their_mark_take_no_line_and_no_number() -> None:
    """A hidden paragraph of a list is not counted; one whose mark alone is hidden is."""
    gone = f"<w:p><w:pPr>{NUMBER}{HIDDEN_MARK}</w:pPr>{run('旧', '<w:vanish/>')}</w:p>"
    kept = f"<w:p><w:pPr>{NUMBER}{HIDDEN_MARK}</w:pPr>{run('乙')}</w:p>"
    document = read(numbered("甲", 1) + gone + kept, numbering=REPORT_LIST)
    assert texts(document) == ["一、甲", "二、乙"]
    assert "共1字" in document.remarks[0]


def test_a_style_of_paragraphs_hides_runs_without_properties() -> None:
    """Text of a hidden paragraph style is not read, unless its run says otherwise."""
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = run("见", '<w:vanish w:val="0"/>')
    hidden = f"<w:p><w:pPr><w:pStyle w:val='h'/></w:pPr>{run('隐')}</w:p>"
    mixed = f"<w:p><w:pPr><w:pStyle w:val='h'/></w:pPr>{run('隐')}{shown}</w:p>"
    assert texts(read(hidden + mixed + paragraph("乙"), styles=styles)) == ["见", "乙"]


def test_notes_follow_the_sentence_that_refers_to_them() -> None:
    """Footnotes and endnotes come after their paragraph; their mark is no digit of its text."""
    body = (
        f"<w:p>{run('收到3')}{reference('footnote', 1)}{run('件。')}{reference('endnote', 1)}</w:p>"
    )
    notes = {
        "footnotes": f"<w:p><w:r><w:footnoteRef/></w:r>{run(' 甲注')}</w:p>",
        "endnotes": paragraph("乙注"),
    }
    assert with_notes(body + paragraph("后"), **notes) == ["收到3件。", "甲注", "乙注", "后"]


def test_a_note_parts_no_title_and_enters_no_cell() -> None:
    """Notes wait for the end of a sentence, and for the end of their table."""
    title = f"<w:p>{run('清和县水务局')}{reference('footnote', 1)}</w:p>" + paragraph("年度报告")
    figure = f"<w:p>{run('3')}{reference('footnote', 2)}</w:p>"
    grid = table(row(cell("甲"), cell(figure)), row(cell("乙"), cell("4")))
    notes = f"{paragraph('一')}|{paragraph('二')}"
    blocks = with_notes(title + paragraph("前言。") + grid, footnotes=notes)
    assert blocks == ["清和县水务局", "年度报告", "前言。", "一", Grid, "二"]


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    """Notes in circles end."""
    inner = f"<w:p>{run('注')}{reference('footnote', 1)}{reference('footnote', 1)}</w:p>"
    body = f"<w:p>{run('文。')}{reference('footnote', 1)}{reference('footnote', 7)}</w:p>"
    assert with_notes(body, footnotes=inner) == ["文。", "注"]


def test_what_was_chosen_from_a_list_is_read() -> None:
    """The entry of a drop-down field stands in its data, not in a run."""
    entries = '<w:listEntry w:val="东"/><w:listEntry w:val="西"/>'
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = f"<w:p>{run('区：')}{begin}<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>{end}</w:p>"
    assert texts(read(body)) == ["区：西"]


def test_symbols_of_an_instruction_are_not_read() -> None:
    """A w:sym before the result of a field is part of its instruction."""
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/>'
        f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("果")}</w:p>'
    )
    assert texts(read(body)) == ["果"]


def test_word_art_is_text() -> None:
    """A heading drawn as word art of the old kind is read."""
    art = '<v:shape><v:textpath string="清和县水务局"/></v:shape>'
    assert texts(read(f"<w:p><w:r><w:pict>{art}</w:pict></w:r></w:p>")) == ["清和县水务局"]


@pytest.mark.parametrize(
    ("body", "remark"),
    [
        ("<w:p><w:subDoc r:id='r1'/></w:p>", "子文档"),
        ("<w:altChunk r:id='r1'/>", "插入文件"),
        ("<w:p><w:r><w:commentReference w:id='0'/></w:r></w:p>", "批注"),
    ],
)
def test_what_is_not_read_is_said(body: str, remark: str) -> None:
    """Documents linked or inserted, and comments, are named among the remarks."""
    assert any(remark in said for said in read(body + paragraph("乙")).remarks)


def test_merges_that_are_tracked_count_as_accepted() -> None:
    """w:cellMerge says the merge that accepting the change would make."""
    body = table(
        row(cell("组", '<w:cellMerge w:id="1" w:vMerge="rest"/>'), cell("1")),
        row(cell("", '<w:cellMerge w:id="2" w:vMerge="cont"/>'), cell("2")),
    )
    assert shape(grids(read(body))[0]) == [(0, 0, 2, 1, "组"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2")]


def test_rows_in_alternate_content_are_read_once() -> None:
    """Of two versions of a row the first that has cells counts."""
    first = row(cell("甲"), cell("1"))
    twice = f"<mc:AlternateContent><mc:Choice Requires='x'>{first}</mc:Choice><mc:Fallback>{first}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:tbl><w:tblPr/>{twice}{row(cell('乙'), cell('2'))}</w:tbl>"
    assert [x[4] for x in shape(grids(read(body))[0])] == ["甲", "1", "乙", "2"]

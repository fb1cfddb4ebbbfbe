"""Texts, revisions, fields and drawings of .docx files."""

from review.model import Grid, Paragraph, Picture
from tests.readers.docx_files import (
    GRID,
    SOURCE,
    cell,
    paragraph,
    read,
    row,
    run,
    table,
    texts,
)

VISIBLE = '<w:vanish w:val="0"/>'
HIDDEN_STYLE = '<w:rStyle w:val="h2"/>'


def field_part(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_paragraphs_come_in_order_with_empty_ones_and_places() -> None:
    """Paragraphs keep their order, empty ones included, and are counted from 0."""
    document = read(paragraph("一") + paragraph() + GRID + paragraph("二"))
    assert [type(b).__name__ for b in document.blocks] == [
        "Paragraph",
        "Paragraph",
        "Grid",
        "Paragraph",
    ]
    assert [b.place.index for b in document.blocks] == [0, 1, 2, 3]
    assert texts(document) == ["一", "", "二"]
    assert document.source is SOURCE
    assert document.remarks == ()


def test_line_breaks_part_paragraphs_and_tabs_stay() -> None:
    """A line or page break makes a new paragraph; tabs and hyphens become characters."""
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:cr/>"
        '<w:noBreakHyphen/><w:t>丁</w:t><w:br w:type="page"/></w:r></w:p>'
    )
    assert texts(read(body)) == ["甲", "乙\t丙", "-丁"]


def test_wrappers_are_transparent() -> None:
    """Content controls, smart tags, hyperlinks and simple fields do not hide text."""
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>"
        f"<w:smartTag>{run('乙')}</w:smartTag><w:hyperlink>{run('丙')}</w:hyperlink>"
        f"<w:fldSimple w:instr='PAGE'>{run('1')}</w:fldSimple></w:p></w:sdtContent></w:sdt>"
    )
    assert texts(read(body)) == ["甲乙丙1"]


def test_tracked_changes_are_accepted() -> None:
    """Inserted text stands, deleted and moved-away text is gone, and a remark says so."""
    body = (
        f"<w:p>{run('收到')}<w:del w:id='1'><w:r><w:delText>3</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{run('5')}</w:ins><w:moveFrom>{run('件')}</w:moveFrom>"
        f"<w:moveTo>{run('份')}</w:moveTo></w:p>"
    )
    document = read(body)
    assert texts(document) == ["收到5份"]
    assert "修订" in document.remarks[0]


def test_deleted_paragraph_mark_joins_paragraphs() -> None:
    """Where the mark of a paragraph is deleted, its text runs on into the next."""
    body = paragraph("收到申请", "<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph("5件。")
    assert texts(read(body)) == ["收到申请5件。"]


def test_fields_keep_their_result_only() -> None:
    """Instructions of fields are dropped, nested ones too; the result stays."""
    inner = field_part("begin") + run("内") + field_part("separate") + run("9") + field_part("end")
    body = (
        f"<w:p>{run('第')}{field_part('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{inner}"
        f"{field_part('separate')}{run('3')}</w:p><w:p>{run('页')}{field_part('end')}{run('止')}</w:p>"
    )
    assert texts(read(body)) == ["第3", "页止"]


def test_hidden_text_is_dropped_with_a_remark() -> None:
    """Hidden runs are left out, whether hidden themselves or by a style; a remark counts them."""
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="h2"><w:basedOn w:val="h"/></w:style>'
    )
    body = (
        f"<w:p>{run('甲')}{run('隐藏', '<w:vanish/>')}{run('乙', VISIBLE)}"
        f"{run('样式', HIDDEN_STYLE)}</w:p>"
    )
    document = read(body, styles=styles)
    assert texts(document) == ["甲乙"]
    assert "4字" in document.remarks[0]


def test_ruby_keeps_the_base_and_symbols_are_read() -> None:
    """Of ruby only the base is read; ticks of symbol fonts become characters."""
    body = (
        f"<w:p><w:r><w:ruby><w:rt>{run('zi')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        '<w:r><w:sym w:font="Wingdings" w:char="F022"/></w:r></w:p>'
    )
    assert texts(read(body)) == ["字☑"]


# --- drawings ---------------------------------------------------------------------------------

BOX = f"<w:txbxContent>{paragraph('框内')}{paragraph('二行')}</w:txbxContent>"
PICTURE = "<w:drawing><a:graphic><a:blip r:embed='r9'/></a:graphic></w:drawing>"


def test_text_box_comes_once_after_its_anchor() -> None:
    """A text box written twice for old and new programs is read once, after its paragraph."""
    body = (
        f"<w:p>{run('锚')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>"
        f"<wps:txbx>{BOX}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        f"{run('后')}</w:p>{paragraph('下段')}"
    )
    assert texts(read(body)) == ["锚后", "框内", "二行", "下段"]


def test_alternate_content_falls_back_where_the_choice_has_no_text() -> None:
    """The choice wins if it has text, else the fallback; both are never read."""
    choice = f"<mc:Choice Requires='x'>{run('选')}</mc:Choice>"
    fallback = f"<mc:Fallback>{run('退')}</mc:Fallback>"
    body = (
        f"<w:p><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
        f"<mc:AlternateContent><mc:Choice Requires='x'/>{fallback}</mc:AlternateContent></w:p>"
    )
    assert texts(read(body)) == ["选退"]


def test_pictures_are_blocks_and_text_boxes_are_not() -> None:
    """A picture alone in a paragraph is one Picture block; a text box with text is none."""
    pict = "<w:r><w:object><v:shape><v:imagedata r:id='r1'/></v:shape></w:object></w:r>"
    filled = f"<w:r><w:pict><v:imagedata/><v:textbox>{BOX}</v:textbox></w:pict></w:r>"
    document = read(
        f"<w:p><w:r>{PICTURE}</w:r></w:p><w:p>{run('图')}{pict}</w:p><w:p>{filled}</w:p>"
    )
    kinds = [type(b) for b in document.blocks]
    assert kinds == [Picture, Paragraph, Picture, Paragraph, Paragraph]


def test_picture_in_a_cell_follows_the_grid() -> None:
    """A picture in a cell of a grid is not lost."""
    body = table(
        row(cell("甲"), cell(f"<w:p><w:r>{PICTURE}</w:r></w:p>")), row(cell("1"), cell("2"))
    )
    assert [type(b) for b in read(body).blocks] == [Grid, Picture]

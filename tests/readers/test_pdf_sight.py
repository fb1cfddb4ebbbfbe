"""What can be seen on a PDF page is read, and nothing else."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from review.errors import UnreadableFile
from review.model import Document
from review.readers.pdf import read_pdf
from tests.readers.pdf_files import (
    FIRST,
    FONT,
    HEIGHT,
    LEFT,
    SOURCE,
    WIDTH,
    content,
    grids,
    lines,
    read,
    table,
    write,
)
from tests.readers.raw_pdf import raw_pdf

SEEN = "本年新收政府信息公开申请12件。"


def moved(turn: float, x: float, y: float) -> Callable[[Canvas], None]:
    """A page whose content is turned by so many degrees about its lower left corner, then moved."""

    def draw(canvas: Canvas) -> None:
        canvas.translate(x, y)
        canvas.rotate(turn)
        write(canvas, 100, 100, SEEN)
        table(canvas, 160, (100, 80, 80, 80), (24,) * 7, FIRST)

    return draw


@pytest.mark.parametrize(
    ("turn", "x", "y"), [(0, 0, 0), (90, HEIGHT, 0), (180, WIDTH, HEIGHT), (270, 0, WIDTH)]
)
@pytest.mark.parametrize("flag", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(turn: float, x: float, y: float, flag: int) -> None:
    """Whether the page or what is drawn on it is turned, text and table are the same."""
    buffer = BytesIO()
    size = (HEIGHT, WIDTH) if turn in (90, 270) else (WIDTH, HEIGHT)
    if flag in (90, 270):
        size = size[::-1]  # reportlab takes the size as displayed
    canvas = Canvas(buffer, pagesize=size)
    canvas.setPageRotation(flag)
    moved(turn, x, y)(canvas)
    canvas.showPage()
    canvas.save()
    document = read_pdf(buffer.getvalue(), SOURCE)
    assert lines(document) == [SEEN]
    assert [content(grid) for grid in grids(document)] == [FIRST]


def test_a_watermark_across_the_page_is_no_text() -> None:
    """Slanting type, however light, falls into no line and no cell."""

    def page(canvas: Canvas) -> None:
        write(canvas, LEFT, 80, SEEN)
        table(canvas, 160, (100, 80, 80, 80), (24,) * 7, FIRST)
        canvas.translate(200, 500)
        canvas.rotate(45)
        canvas.setFillGray(0.8)
        canvas.setFont(FONT, 48)
        canvas.drawString(0, 0, "内部资料123")

    document = read(page)
    assert lines(document) == [SEEN]
    assert [content(grid) for grid in grids(document)] == [FIRST]


def test_a_level_watermark_is_no_text() -> None:
    """Large light type is a watermark, though it runs level; small light type is text."""

    def page(canvas: Canvas) -> None:
        table(canvas, 160, (100, 80, 80, 80), (24,) * 7, FIRST)
        canvas.setFillGray(0.8)
        canvas.setFont(FONT, 60)
        canvas.drawString(LEFT, HEIGHT - 260, "内部资料123")
        canvas.setFillGray(0.7)
        write(canvas, LEFT, 80, SEEN)

    document = read(page)
    assert lines(document) == [SEEN]
    assert [content(grid) for grid in grids(document)] == [FIRST]


def test_invisible_type_beside_visible_is_no_text() -> None:
    """Render mode 3 and white type on a white page cannot be seen; white on a ground can."""

    def page(canvas: Canvas) -> None:
        write(canvas, LEFT, 80, SEEN)
        text = canvas.beginText(LEFT, HEIGHT - 140)
        text.setFont(FONT, 14)
        text.setTextRenderMode(3)
        text.textOut("看不见的字")
        canvas.drawText(text)
        canvas.setFillGray(1)
        write(canvas, LEFT, 180, "白纸上的白字")
        canvas.setFillColorRGB(0.1, 0.2, 0.6)
        canvas.rect(LEFT - 5, HEIGHT - 240, 200, 30, stroke=0, fill=1)
        canvas.setFillGray(1)
        write(canvas, LEFT, 216, "蓝底白字")

    # Text objects keep their mode: the white lines after it are drawn in mode 0 again.
    assert [line for line in lines(read(page)) if "看不见" in line or "白纸" in line] == []
    assert SEEN in lines(read(page))


def test_white_type_on_a_ground_is_text() -> None:
    """The head of a table is often white upon blue."""

    def page(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.6)
        canvas.rect(LEFT - 5, HEIGHT - 240, 200, 30, stroke=0, fill=1)
        canvas.setFillGray(1)
        write(canvas, LEFT, 216, "蓝底白字")

    assert lines(read(page)) == ["蓝底白字"]


def test_text_off_the_cropped_page_is_no_text() -> None:
    """What lies outside the visible part of the page is not read."""

    def page(canvas: Canvas) -> None:
        canvas.setCropBox((50, 300, 550, 800))
        write(canvas, LEFT, 80, SEEN)
        write(canvas, LEFT, 600, "裁掉的字")

    assert lines(read(page)) == [SEEN]


def test_specks_are_no_text() -> None:
    """Type a fraction of the usual size is for no reader."""

    def page(canvas: Canvas) -> None:
        write(canvas, LEFT, 80, SEEN)
        write(canvas, LEFT, 120, "极小的字", 1)

    assert lines(read(page)) == [SEEN]


def test_text_recognised_behind_a_scan_is_read_and_said() -> None:
    """A page that is a picture with invisible type behind it is read, with a remark."""

    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, WIDTH, HEIGHT)
        text = canvas.beginText(LEFT, HEIGHT - 140)
        text.setFont(FONT, 14)
        text.setTextRenderMode(3)
        text.textOut(SEEN)
        canvas.drawText(text)

    document = read(page)
    assert lines(document) == [SEEN]
    assert "扫描" in document.remarks[0]


# --- layers, fields, furniture ----------------------------------------------------------------


def simple(body: str, **more: str) -> Document:
    return read_pdf(raw_pdf(body, **more), SOURCE)


def test_layers_that_are_off_are_no_text() -> None:
    """Optional content switched off by default is not shown, and not read."""
    body = (
        "BT /F1 12 Tf 72 700 Td (seen 1) Tj ET /OC /L0 BDC BT /F1 12 Tf 72 650 Td (off 2) Tj ET EMC"
    )
    document = simple(
        body,
        catalog="/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >>",
        resources="/Properties << /L0 20 0 R >>",
        objects="20 0 obj << /Type /OCG /Name (a) >> endobj",
    )
    assert lines(document) == ["seen 1"]


def test_layers_that_are_on_are_text() -> None:
    """The same layer, shown, is read."""
    body = "/OC /L0 BDC BT /F1 12 Tf 72 650 Td (on 2) Tj ET EMC"
    document = simple(
        body,
        catalog="/OCProperties << /OCGs [20 0 R] /D << /OFF [] >> >>",
        resources="/Properties << /L0 20 0 R >>",
        objects="20 0 obj << /Type /OCG /Name (a) >> endobj",
    )
    assert lines(document) == ["on 2"]


def test_running_heads_that_are_marked_so_are_no_text() -> None:
    """Writers that tag their PDFs say what is furniture, even on a single page."""
    body = (
        "/Artifact <</Type /Pagination /Subtype /Header>> BDC "
        "BT /F1 12 Tf 72 760 Td (a running head) Tj ET EMC "
        "BT /F1 12 Tf 72 700 Td (text) Tj ET"
    )
    assert lines(simple(body)) == ["text"]


def test_what_is_filled_into_a_form_is_text() -> None:
    """The value of a field stands in its place on the page; a hidden field's does not."""
    look = "<< /Type /XObject /Subtype /Form /BBox [0 0 60 20] /Resources << /Font << /F1 5 0 R >> >> /Length {n} >> stream\n{s}\nendstream"
    shown, hidden = "BT /F1 12 Tf 2 5 Td (42) Tj ET", "BT /F1 12 Tf 2 5 Td (13) Tj ET"
    objects = (
        f"20 0 obj {look.format(n=len(shown), s=shown)} endobj "
        f"21 0 obj {look.format(n=len(hidden), s=hidden)} endobj "
        "22 0 obj << /Type /Annot /Subtype /Widget /F 4 /Rect [140 695 200 715] /AP << /N 20 0 R >> >> endobj "
        "23 0 obj << /Type /Annot /Subtype /Widget /F 2 /Rect [140 645 200 665] /AP << /N 21 0 R >> >> endobj"
    )
    document = simple(
        "BT /F1 12 Tf 72 700 Td (fee) Tj ET", page="/Annots [22 0 R 23 0 R]", objects=objects
    )
    assert lines(document) == ["fee\t42"]


def test_a_field_that_viewers_draw_themselves_is_text() -> None:
    """A field without an appearance of its own has its value read in its box."""
    objects = "22 0 obj << /Type /Annot /Subtype /Widget /F 4 /Rect [140 695 200 715] /FT /Tx /V (42) >> endobj"
    document = simple(
        "BT /F1 12 Tf 72 700 Td (fee) Tj ET", page="/Annots [22 0 R]", objects=objects
    )
    assert lines(document) == ["fee\t42"]


# --- borders ----------------------------------------------------------------------------------


def test_borders_painted_as_frames_are_borders() -> None:
    """A filled box with a hole almost its size is a border of four sides."""
    frames = "".join(
        f"{x} {y} 100 20 re {x + 1} {y + 1} 98 18 re f* " for x in (72, 172) for y in (600, 620)
    )
    words = "".join(
        f"BT /F1 9 Tf {x + 10} {y + 6} Td ({word}) Tj ET "
        for word, x, y in (("a", 72, 620), ("1", 172, 620), ("b", 72, 600), ("2", 172, 600))
    )
    (grid,) = grids(simple(frames + words))
    assert [c.text for c in grid.cells] == ["a", "1", "b", "2"]


def test_an_ink_of_full_strength_is_not_white() -> None:
    """1 is white in grey, and black as the share of an ink."""
    resources = (
        "/ColorSpace << /CS0 [/Separation /Black /DeviceCMYK "
        "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 0 0 1] >>] >>"
    )
    body = "/CS0 cs 1 scn BT /F1 12 Tf 72 700 Td (ink) Tj ET"
    assert lines(simple(body, resources=resources)) == ["ink"]


def test_a_font_without_characters_is_refused() -> None:
    """Glyphs that no table maps to characters are no text; the message names the way out."""
    objects = (
        "20 0 obj << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
        "/DescendantFonts [21 0 R] >> endobj "
        "21 0 obj << /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >> endobj"
    )
    body = "BT /F2 12 Tf 72 700 Td <012301240125> Tj ET"
    with pytest.raises(UnreadableFile, match="乱码"):
        simple(body, fonts="/F2 20 0 R", objects=objects)


def test_figures_without_characters_are_refused() -> None:
    """Where only the figures' font is unmapped, the file is refused, and no cell is called wrong."""
    objects = (
        "20 0 obj << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
        "/DescendantFonts [21 0 R] >> endobj "
        "21 0 obj << /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >> endobj"
    )
    rules = "".join(f"72 {y} m 272 {y} l S " for y in (600, 620, 640, 660))
    rules += "".join(f"{x} 600 m {x} 660 l S " for x in (72, 172, 272))
    words = "".join(
        f"BT /F1 9 Tf 80 {y} Td (a label of a row) Tj ET BT /F2 9 Tf 200 {y} Td <0012> Tj ET "
        for y in (606, 626, 646)
    )
    with pytest.raises(UnreadableFile, match="数字"):
        simple(rules + words, fonts="/F2 20 0 R", objects=objects)


def test_numbers_of_notes_are_no_digits_of_figures() -> None:
    """A raised small digit behind a figure or a word numbers a note; a small digit on the line is one."""

    def page(canvas: Canvas) -> None:
        cells = [(0, 0, "结果纠正", 1, 1), (0, 1, "14", 1, 1), (0, 2, "14", 1, 1)]
        table(canvas, 80, (100, 60, 60), (40,), cells)
        write(canvas, LEFT + 4 + 36, 83, "3", 5)
        write(canvas, LEFT + 104 + 9, 83, "4", 5)
        write(canvas, LEFT + 164 + 9, 84 + 3.5, "4", 5.5)

    assert [text for *_, text, _, _ in content(grids(read(page))[0])] == ["结果纠正", "14", "144"]


def test_a_closing_mark_over_the_border_stays_in_its_cell() -> None:
    """A comma set behind the last character of a full cell hangs over into the next one."""

    def page(canvas: Canvas) -> None:
        table(canvas, 80, (58, 60), (40,), [(0, 0, "收费通知缴费、", 1, 1), (0, 1, "0", 1, 1)])

    assert [text for *_, text, _, _ in content(grids(read(page))[0])] == ["收费通知缴费、", "0"]


def test_a_narrow_column_of_links_does_not_run_into_the_text() -> None:
    """Links beside an article, at heights of their own, come before it line by line."""

    def page(canvas: Canvas) -> None:
        write(canvas, LEFT, 60, "县商务局政府信息公开专栏")
        for i in range(7):
            write(canvas, LEFT, 90 + 17 * i, f"相关链接{i}")
        for i in range(6):
            write(canvas, LEFT + 90, 88 + 22 * i, f"第{i}行依法办理公众提出的申请并按期答复")

    links = [f"相关链接{i}" for i in range(7)]
    text = [f"第{i}行依法办理公众提出的申请并按期答复" for i in range(6)]
    assert lines(read(page)) == ["县商务局政府信息公开专栏", *links, *text]


def test_figures_with_commas_broken_in_a_narrow_cell_are_one() -> None:
    """29，614 over three lines is one figure; 29 and 614 below each other are two."""

    def page(canvas: Canvas) -> None:
        cells = [(0, 0, "2\n9，\n614", 1, 1), (0, 1, "29\n614", 1, 1)]
        table(canvas, 80, (24, 80), (60,), cells)

    assert [text for *_, text, _, _ in content(grids(read(page))[0])] == ["29，614", "29\n614"]

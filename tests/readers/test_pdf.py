"""PDFs drawn on the spot read into lines, grids and pictures; files that cannot be read."""

import re

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from review.errors import FileTooLarge, ProtectedFile, UnreadableFile
from review.model import Document, Paragraph, Picture
from review.readers.pdf import read_pdf
from review.readers.pdf_limits import PdfLimits
from tests.readers.pdf_files import (
    BODY,
    FIRST,
    HEIGHT,
    LEFT,
    SECOND,
    SOURCE,
    Draw,
    content,
    grids,
    lines,
    page_one,
    page_three,
    page_two,
    pdf,
    prose,
    read,
    rows,
    table,
    write,
)


@pytest.fixture(scope="module")
def report() -> Document:
    return read(page_one, page_two, page_three)


def test_blocks_come_in_reading_order_with_their_pages(report: Document) -> None:
    """Blocks are numbered in reading order, and each knows its page; the source knows how many."""
    assert report.source.pages == 3
    assert [block.place.index for block in report.blocks] == list(range(len(report.blocks)))
    pages = [block.place.page for block in report.blocks]
    assert pages == sorted(pages, key=lambda page: page or 0)
    marks = [b.text if isinstance(b, Paragraph) else "▦" for b in report.blocks]
    heads = [mark for mark in marks if mark == "▦" or re.match("[一二三四]、", mark)]
    assert [head[0] for head in heads] == ["一", "二", "▦", "三", "▦", "四", "▦"]


def test_a_table_keeps_its_merged_cells(report: Document) -> None:
    """Cells spanning columns come once, at their upper left corner, with their spans."""
    assert content(grids(report)[0]) == FIRST


def test_a_table_over_a_page_break_is_one_grid(report: Document) -> None:
    """The cut row, its label and the merged cells beside it are whole; no row is lost or doubled."""
    grid = grids(report)[1]
    assert sorted(content(grid)) == sorted(SECOND)
    assert (grid.rows, grid.columns, grid.place.page) == (9, 7, 2)


def test_upright_head_words_stand_a_character_a_line(report: Document) -> None:
    """A word set one character below the other keeps its lines."""
    assert rows(grids(report)[2])[1][0] == "结\n果\n维\n持"


def test_a_frame_around_the_page_is_no_table(report: Document) -> None:
    """Text in a box around the page comes as lines; there are three tables, not six."""
    assert len(grids(report)) == 3
    assert "某县商务局年度报告" in lines(report)


def test_page_numbers_are_dropped(report: Document) -> None:
    """No line is a page number."""
    assert not [line for line in lines(report) if re.fullmatch(r"[-\s\d]+", line)]


def test_full_lines_run_on_and_last_lines_do_not(report: Document) -> None:
    """A paragraph's lines but the last are wrapped; joined, they are the paragraph."""
    runs, run = [], ""
    for block in report.blocks:
        if isinstance(block, Paragraph):
            run += block.text
            if not block.wrapped:
                runs.append(run)
                run = ""
    assert runs.count(BODY) == 2
    assert "一、总体情况" in runs


# --- cells and borders ------------------------------------------------------------------------


def test_borders_drawn_as_thin_boxes_count_and_white_grounds_do_not() -> None:
    """Borders may be filled boxes (browsers); white boxes behind lines of text are no cells."""

    def page(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        for top in (80, 107, 134):
            canvas.rect(LEFT, HEIGHT - top - 27, 445, 27, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        for i, line in enumerate(("第一行文字", "第二行文字", "第三行文字")):
            write(canvas, LEFT, 84 + 27 * i, line)
        for top in (200, 230, 260):
            canvas.rect(LEFT, HEIGHT - top, 200.7, 0.7, stroke=0, fill=1)
        for x in (LEFT, LEFT + 100, LEFT + 200):
            canvas.rect(x, HEIGHT - 260, 0.7, 60, stroke=0, fill=1)
        for i, text in enumerate(("甲", "1", "乙", "2")):
            write(canvas, LEFT + 10 + 100 * (i % 2), 208 + 30 * (i // 2), text)

    document = read(page)
    assert [rows(grid) for grid in grids(document)] == [[["甲", "1"], ["乙", "2"]]]
    assert lines(document) == ["第一行文字", "第二行文字", "第三行文字"]


def test_missing_outer_borders_are_made_up() -> None:
    """A table whose sides are open still has its outer columns and rows."""

    def page(canvas: Canvas) -> None:
        for top in (200, 230):
            canvas.line(LEFT, HEIGHT - top, LEFT + 300, HEIGHT - top)
        for x in (LEFT + 100, LEFT + 200):
            canvas.line(x, HEIGHT - 200, x, HEIGHT - 260)
        for i in range(6):
            write(canvas, LEFT + 10 + 100 * (i % 3), 208 + 30 * (i // 3), str(i))

    assert rows(grids(read(page))[0]) == [["0", "1", "2"], ["3", "4", "5"]]


def test_prose_in_a_cell_over_the_whole_width_is_text() -> None:
    """Long text in a table's full-width cell comes as lines after the table above it."""

    def page(canvas: Canvas) -> None:
        end = table(
            canvas,
            80,
            (222.5, 222.5),
            (24, 24),
            [(r, c, f"{r}{c}", 1, 1) for r in (0, 1) for c in (0, 1)],
        )
        canvas.rect(LEFT, HEIGHT - end - 300, 445, 300)
        prose(canvas, end + 10, BODY * 2)

    document = read(page)
    assert rows(grids(document)[0]) == [["00", "01"], ["10", "11"]]
    assert "".join(lines(document)) == BODY * 2


# --- lines ------------------------------------------------------------------------------------


def test_characters_drawn_twice_come_once() -> None:
    """Bold type faked by drawing text again half a point aside is read once; real pairs stay."""

    def page(canvas: Canvas) -> None:
        for shift in (0, 0.4):
            write(canvas, LEFT + shift, 80, "行行好，共1100件")

    assert lines(read(page)) == ["行行好，共1100件"]


def test_spaces_are_seen_between_words_and_not_between_chinese_characters() -> None:
    """Letter-spaced Chinese stays together, words in Latin letters and numbers stay apart."""

    def page(canvas: Canvas) -> None:
        for i, char in enumerate("政府信息公开"):
            write(canvas, LEFT + 20 * i, 80, char)
        write(canvas, LEFT, 110, "政 府 信 息 公 开")
        write(canvas, LEFT, 140, "Word")
        write(canvas, LEFT + 40, 140, "2016")

    assert lines(read(page)) == ["政府信息公开", "政府信息公开", "Word 2016"]


def test_wide_gaps_part_columns_by_tabs() -> None:
    """Columns of a table without rulings come parted by tabs."""

    def page(canvas: Canvas) -> None:
        for i, text in enumerate(("规章", "0", "12", "0")):
            write(canvas, LEFT + 100 * i, 80, text)

    assert lines(read(page)) == ["规章\t0\t12\t0"]


def test_running_heads_are_dropped_and_numbers_of_the_text_stay() -> None:
    """What stands on most pages at one height goes; numbers that do not count pages stay."""

    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, 200, 40, "某县商务局年度报告", 9)
            write(canvas, 290, 800, str(number + 4), 9)
            write(canvas, LEFT, 300, f"正文{number}")

        return draw

    def last(canvas: Canvas) -> None:
        write(canvas, LEFT, 30, "17")
        write(canvas, LEFT, 300, "正文4")

    assert lines(read(page(1), page(2), page(3), last)) == [
        "正文1",
        "正文2",
        "正文3",
        "17",
        "正文4",
    ]


def test_a_line_that_ends_short_of_the_margin_for_a_long_word_runs_on() -> None:
    """A line is full if the next one's first word would not have fitted."""

    def page(canvas: Canvas) -> None:
        for i in range(4):
            prose(canvas, 80 + 80 * i, "一" * 29 + "二" * 31 + "三")
        write(canvas, LEFT, 500, "一" * 22)
        write(canvas, LEFT, 526, "somebody.somewhere@example.org。")

    blocks = [block for block in read(page).blocks if isinstance(block, Paragraph)]
    assert [block.wrapped for block in blocks[-2:]] == [True, False]


# --- pictures and files that cannot be read ---------------------------------------------------


def picture(canvas: Canvas, height: float) -> None:
    image = ImageReader(Image.new("RGB", (40, 40), "grey"))
    canvas.drawImage(image, LEFT, 300, 445, height)


def test_a_large_picture_is_a_block_of_its_own() -> None:
    """A picture over much of the page stands between the lines around it; a small one is no block."""

    def page(canvas: Canvas) -> None:
        write(canvas, LEFT, 80, "三、收到和处理")
        picture(canvas, 300)
        write(canvas, LEFT, 700, "四、其他")

    def small(canvas: Canvas) -> None:
        write(canvas, LEFT, 80, "五、问题")
        picture(canvas, 30)

    kinds = [type(block) for block in read(page, small).blocks]
    assert kinds == [Paragraph, Picture, Paragraph, Paragraph]


def test_a_scan_is_refused_with_advice() -> None:
    """A PDF without any text names the formats to hand in instead."""
    with pytest.raises(UnreadableFile, match=r"扫描件.*Word"):
        read(lambda canvas: picture(canvas, 400))


def test_a_password_is_named() -> None:
    """A PDF that opens with a password only is protected, not damaged."""
    data = pdf(lambda canvas: write(canvas, LEFT, 80, "正文"), encrypt="secret")
    with pytest.raises(ProtectedFile, match="密码"):
        read_pdf(data, SOURCE)


@pytest.mark.parametrize("cut", [0, 5, 400, 1200])
def test_damaged_files_are_unreadable(cut: int) -> None:
    """A truncated file, or one that is no PDF, is refused as damaged or empty, never with a traceback."""
    data = pdf(page_one)
    with pytest.raises(UnreadableFile):
        read_pdf(data[:cut], SOURCE)
    with pytest.raises(UnreadableFile):
        read_pdf(b"PK\x03\x04" + data[:cut], SOURCE)


@pytest.mark.parametrize(
    "limits",
    [PdfLimits(bytes=100), PdfLimits(pages=2), PdfLimits(glyphs_a_page=50), PdfLimits(glyphs=300),
     PdfLimits(cells_a_table=10), PdfLimits(cells=30)],
)  # fmt: skip
def test_limits_refuse_the_file(limits: PdfLimits) -> None:
    """Beyond a limit the file is too large, and the message is Chinese."""
    with pytest.raises(FileTooLarge, match="超过"):
        read_pdf(pdf(page_one, page_two, page_three), SOURCE, limits)


def test_a_page_of_many_rulings_is_read_as_text_with_a_remark() -> None:
    """A drawing of thousands of lines costs no time; that no table was sought is said."""
    document = read_pdf(pdf(page_one), SOURCE, PdfLimits(rulings=10))
    assert not grids(document)
    assert "第1页" in document.remarks[0]


def test_a_number_broken_for_want_of_room_is_one_number() -> None:
    """Digits that fill a narrow cell line by line are one number; two numbers with room are two."""

    def page(canvas: Canvas) -> None:
        cells = [(0, 0, "行政许可", 1, 1), (0, 1, "1234\n56", 1, 1), (0, 2, "12\n34", 1, 1)]
        table(canvas, 80, (100, 26, 100), (40,), cells)

    assert rows(grids(read(page))[0]) == [["行政许可", "123456", "12\n34"]]


def test_a_page_of_two_columns_of_text_is_read_column_by_column() -> None:
    """Lines of two columns are never run together; the longer left column ends before the right."""

    def page(canvas: Canvas) -> None:
        write(canvas, LEFT, 56, "一、总体情况")
        for i in range(6):
            write(canvas, LEFT, 80 + 24 * i, f"左{i}" + BODY[:12])
            if i < 5:
                write(canvas, LEFT + 240, 80 + 24 * i, f"右{i}" + BODY[14:26])
        write(canvas, LEFT, 260, "二、主动公开政府信息情况")

    starts = [line[:2] for line in lines(read(page))]
    assert starts == ["一、", *(f"左{i}" for i in range(6)), *(f"右{i}" for i in range(5)), "二、"]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    """A full last line of the left column runs on at the top of the right one; an indent does not."""

    def page(canvas: Canvas) -> None:
        for i in range(5):
            write(canvas, LEFT + (24 if i == 0 else 0), 80 + 24 * i, BODY[: 13 if i == 0 else 15])
            indent = 24 if i == 3 else 0
            write(canvas, LEFT + 240 + indent, 80 + 24 * i, BODY[14 : 27 if i == 3 else 29])

    document = read(page)
    wrapped = [block.wrapped for block in document.blocks if isinstance(block, Paragraph)]
    assert wrapped == [True] * 7 + [False, True, False]


def test_a_page_of_three_columns_is_refused() -> None:
    """Three columns of text are not taken apart; the message says what to do."""

    def page(canvas: Canvas) -> None:
        for i in range(12):
            write(canvas, LEFT, 80 + 24 * i, "公开政府信息工作情况报告"[:9])
            write(canvas, LEFT + 160, 80 + 24 * i, "主动公开各类信息内容齐全"[:9])
            write(canvas, LEFT + 320, 80 + 24 * i, "依法办理公众提出各项申请"[:9])

    with pytest.raises(UnreadableFile, match="分栏"):
        read(page)


def test_labels_beside_their_words_are_no_columns_of_text() -> None:
    """A few lines with a wide gap are not a page of two columns."""

    def page(canvas: Canvas) -> None:
        for i in range(12):
            write(canvas, LEFT, 80 + 24 * i, "主动公开信息")
            write(canvas, LEFT + 240, 80 + 24 * i, BODY[14:28])

    assert len(lines(read(page))) == 12


def test_a_title_as_high_as_the_signature_is_no_running_head() -> None:
    """The same words at the same height, in other type or elsewhere on the line, stay on both pages."""

    def one(canvas: Canvas) -> None:
        write(canvas, 200, 60, "某县商务局", 18)
        write(canvas, LEFT, 200, "正文")

    def two(canvas: Canvas) -> None:
        write(canvas, 400, 62, "某县商务局", 14)
        write(canvas, 400, 90, "2024年1月12日", 14)

    assert lines(read(one, two)).count("某县商务局") == 2

"""Tables without rulings: what their figures and labels tell, and what is left as text."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from review.model import Document
from tests.readers.pdf_files import grids, lines, read, rows, write

COLUMNS = (300.0, 330.0, 360.0, 390.0, 420.0)
SIZE, LEADING, PITCH = 9.0, 11.5, 17.0
Figure = str | tuple[str, ...]


def row(
    canvas: Canvas, top: float, label: Figure, figures: Sequence[Figure], x: float = 100
) -> float:
    """A row whose cells stand at its middle, each with as many lines as it has; its end."""
    cells = [(x, label), *zip(COLUMNS, figures, strict=False)]
    most = max(1 if isinstance(text, str) else len(text) for _, text in cells)
    for left, text in cells:
        pieces = (text,) if isinstance(text, str) else text
        first = top + (most - len(pieces)) * LEADING / 2
        for at, piece in enumerate(pieces):
            if piece:
                write(canvas, left, first + at * LEADING, piece, SIZE)
    return top + (most - 1) * LEADING + PITCH


LABELS = ("新收申请数量", "上年结转数量", "予以公开", "部分公开", "不予公开", "结转下年度")


def drawn(*table: Sequence[Figure], head: Sequence[str] = (), x: float = 100) -> Document:
    def draw(canvas: Canvas) -> None:
        top = 100.0
        if head:
            top = row(canvas, top, "项目", head, x)
        for label, figures in zip(LABELS, table, strict=False):
            top = row(canvas, top, label, figures, x)

    return read(draw)


def figures_of(document: Document) -> list[list[str]]:
    (grid,) = grids(document)
    return [[text.replace("\n", "") for text in line[-5:]] for line in rows(grid)]


PLAIN = ("0", "0", "0", "0", "0")


def test_a_number_broken_over_lines_is_one_figure_of_its_row() -> None:
    document = drawn(
        ("12", "3", "0", "7", ("277", "5")), PLAIN, ("0", "0", "0", "0", "123"), PLAIN, PLAIN, PLAIN
    )
    assert figures_of(document)[0] == ["12", "3", "0", "7", "2775"]


def test_numbers_broken_in_every_column_are_one_row() -> None:
    broken = (("123", "61"), ("889", "0"), ("818", "3"), ("121", "38"), ("673", "02"))
    document = drawn(PLAIN, broken, PLAIN, PLAIN, ("123", "889", "818", "121", "673"), PLAIN)
    assert figures_of(document)[1] == ["12361", "8890", "8183", "12138", "67302"]
    assert len(figures_of(document)) == len(LABELS)


def test_rows_close_below_each_other_are_not_taken_for_one() -> None:
    """Each has its own label, so that a nought above a nought is no 00."""

    def draw(canvas: Canvas) -> None:
        for at, label in enumerate(LABELS):
            write(canvas, 100, 100 + at * LEADING, label, SIZE)
            for left in COLUMNS:
                write(canvas, left, 100 + at * LEADING, "0", SIZE)

    assert figures_of(read(draw)) == [["0"] * 5] * len(LABELS)


def test_dashes_and_notes_over_lines_stay_in_their_cells() -> None:
    document = drawn(
        PLAIN,
        ("1", "2", "0", ("—", "—"), "3"),
        ("0", "0", "0", "0", ("25（其", "中17件", "补录）")),
        PLAIN,
        PLAIN,
        PLAIN,
    )
    read_rows = figures_of(document)
    assert read_rows[1] == ["1", "2", "0", "——", "3"]
    assert read_rows[2][-1] == "25（其中17件补录）"


def test_a_figure_in_words_is_a_figure() -> None:
    document = drawn(("12", "二十", "0", "7", "39"), PLAIN, PLAIN, PLAIN, PLAIN)
    assert figures_of(document)[0] == ["12", "二十", "0", "7", "39"]


def test_a_column_with_a_head_and_no_figures_is_a_blank_column() -> None:
    head = ("甲类", "乙类", "丙类", "丁类", "合计")
    blank = ("1", "2", "", "4", "7")
    document = drawn(*[blank] * len(LABELS), head=head)
    assert figures_of(document)[-1] == ["1", "2", "", "4", "7"]


def test_an_ordinal_set_apart_belongs_to_its_label() -> None:
    def draw(canvas: Canvas) -> None:
        for at, label in enumerate(LABELS):
            write(canvas, 100, 100 + at * PITCH, f"{at + 1}.", SIZE)
            write(canvas, 116, 100 + at * PITCH, label, SIZE)
            for left in COLUMNS:
                write(canvas, left, 100 + at * PITCH, "0", SIZE)

    (grid,) = grids(read(draw))
    labels = ["".join(line[:-5]) for line in rows(grid)]
    assert labels == [f"{at}.{label}" for at, label in enumerate(LABELS, 1)]


def test_a_lone_figure_half_a_line_off_is_moved_into_its_row() -> None:
    """A table of one row has no other rows that tell its columns."""

    def draw(canvas: Canvas) -> None:
        for at in range(15):
            top = 100 - LEADING / 2 if at == 9 else 100
            write(canvas, 80 + at * 28, top, "117" if at == 9 else str(at), SIZE)

    expected = [str(at) for at in range(9)] + ["117"] + [str(at) for at in range(10, 15)]
    assert lines(read(draw)) == ["\t".join(expected)]


def test_figures_in_narrow_columns_are_parted() -> None:
    def draw(canvas: Canvas) -> None:
        for at in range(15):
            write(canvas, 80 + at * 24, 100, "３５件" if at % 5 == 4 else "０件", 7)

    (line,) = lines(read(draw))
    assert line.split("\t") == ["０件", "０件", "０件", "０件", "３５件"] * 3

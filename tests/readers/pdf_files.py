"""PDFs for tests: drawn on the spot, and short ways to look at what was read from them."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from review.model import Document, Grid, Paragraph, Source
from review.readers.pdf import read_pdf

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 75.0, 520.0
FONT = "STSong-Light"
SOURCE = Source("a.pdf", "0" * 64, "application/pdf")

# row, column, text, row span, column span
Cell = tuple[int, int, str, int, int]
Draw = Callable[[Canvas], None]

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def pdf(*pages: Draw, encrypt: str | None = None) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), encrypt=encrypt)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(*pages: Draw) -> Document:
    return read_pdf(pdf(*pages), SOURCE)


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def content(grid: Grid) -> list[Cell]:
    return [(c.row, c.column, c.text, c.row_span, c.column_span) for c in grid.cells]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.by_row()]


def write(canvas: Canvas, x: float, top: float, text: str, size: float = 14) -> None:
    """A line of text whose type begins `top` points below the upper edge of the page."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - top - 0.86 * size, text)


def prose(canvas: Canvas, top: float, text: str, size: float = 14) -> float:
    """A paragraph with an indent of two characters, broken at the right margin; returns its end."""
    room, first = int((RIGHT - LEFT) / size), True
    while text:
        count = room - 2 if first else room
        write(canvas, LEFT + (2 * size if first else 0), top, text[:count], size)
        text, first, top = text[count:], False, top + 1.8 * size
    return top


def table(
    canvas: Canvas,
    top: float,
    columns: Sequence[float],
    heights: Sequence[float],
    cells: Iterable[Cell],
    left: float = LEFT,
    size: float = 9,
    open_ends: bool = False,
) -> float:
    """A ruled table; a cell's lines are set from its upper left corner; returns its lower edge.

    With `open_ends` the outer borders above and below are left out, as at a page break.
    """
    xs = [left + sum(columns[:i]) for i in range(len(columns) + 1)]
    ys = [top + sum(heights[:i]) for i in range(len(heights) + 1)]
    canvas.setLineWidth(0.5)
    for row, column, text, row_span, column_span in cells:
        x0, x1 = xs[column], xs[column + column_span]
        y0, y1 = ys[row], ys[row + row_span]
        canvas.line(x0, HEIGHT - y0, x0, HEIGHT - y1)
        canvas.line(x1, HEIGHT - y0, x1, HEIGHT - y1)
        if not (open_ends and row == 0):
            canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y0)
        if not (open_ends and row + row_span == len(heights)):
            canvas.line(x0, HEIGHT - y1, x1, HEIGHT - y1)
        for i, line in enumerate(text.split("\n") if text else []):
            write(canvas, x0 + 4, y0 + 4 + 1.3 * size * i, line, size)
    return ys[-1]


def label_row(row: int, label: str, *numbers: str, span: int = 1) -> list[Cell]:
    return [
        (row, 0, label, 1, span),
        *((row, i, n, 1, 1) for i, n in enumerate(numbers, span)),
    ]


# --- a whole report ---------------------------------------------------------------------------

BODY = "本机关依照条例规定推进政府信息公开工作，主动公开各类信息，按时答复群众申请，" * 3 + "。"

FIRST: list[Cell] = [
    (0, 0, "第二十条第（一）项", 1, 4),
    *label_row(1, "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    *label_row(2, "规章", "0", "0", "0"),
    *label_row(3, "行政规范性文件", "3", "1", "12"),
    (4, 0, "第二十条第（五）项", 1, 4),
    (5, 0, "信息内容", 1, 1),
    (5, 1, "本年处理决定数量", 1, 3),
    (6, 0, "行政许可", 1, 1),
    (6, 1, "1024", 1, 3),
]
# Table 2 as on two pages: the head and five rows, the last of which the page break cuts.
SECOND_COLUMNS = (30.0, 70.0, 120.0, 40.0, 60.0, 60.0, 40.0)
SECOND_ABOVE: list[Cell] = [
    (0, 0, "（本列数据的勾稽关系）", 2, 3),
    (0, 3, "申请人情况", 1, 4),
    (1, 3, "自然人", 1, 1),
    (1, 4, "商业企业", 1, 1),
    (1, 5, "科研机构", 1, 1),
    (1, 6, "总计", 1, 1),
    *label_row(2, "一、本年新收政府信息公开申请数量", "5", "6", "7", "18", span=3),
    (3, 0, "三\n、\n本\n年", 3, 1),
    (3, 1, "（一）予以公开", 1, 2),
    *((3, i, n, 1, 1) for i, n in enumerate(("1", "2", "3", "6"), 3)),
    (4, 1, "（三）不予公开", 2, 1),
    (4, 2, "1.属于国家秘密", 1, 1),
    *((4, i, n, 1, 1) for i, n in enumerate(("4", "0", "0", "4"), 3)),
    (5, 2, "2.其他法律行政法规禁", 1, 1),
    *((5, i, n, 1, 1) for i, n in enumerate(("0", "8", "0", "8"), 3)),
]
SECOND_BELOW: list[Cell] = [
    (0, 0, "度", 3, 1),
    (0, 1, "", 2, 1),
    (0, 2, "止公开", 1, 1),
    *((0, i, "", 1, 1) for i in range(3, 7)),
    (1, 2, "3.危及“三安全一稳定”", 1, 1),
    *((1, i, n, 1, 1) for i, n in enumerate(("0", "0", "9", "9"), 3)),
    (2, 1, "（七）总计", 1, 2),
    *((2, i, n, 1, 1) for i, n in enumerate(("5", "10", "12", "27"), 3)),
    *label_row(3, "四、结转下年度继续办理", "0", "0", "0", "0", span=3),
]
SECOND: list[Cell] = [
    *(cell for cell in SECOND_ABOVE if cell[0] < 3),
    (3, 0, "三\n、\n本\n年\n度", 5, 1),
    (3, 1, "（一）予以公开", 1, 2),
    *((3, i, n, 1, 1) for i, n in enumerate(("1", "2", "3", "6"), 3)),
    (4, 1, "（三）不予公开", 3, 1),
    (4, 2, "1.属于国家秘密", 1, 1),
    *((4, i, n, 1, 1) for i, n in enumerate(("4", "0", "0", "4"), 3)),
    (5, 2, "2.其他法律行政法规禁\n止公开", 1, 1),
    *((5, i, n, 1, 1) for i, n in enumerate(("0", "8", "0", "8"), 3)),
    (6, 2, "3.危及“三安全一稳定”", 1, 1),
    *((6, i, n, 1, 1) for i, n in enumerate(("0", "0", "9", "9"), 3)),
    (7, 1, "（七）总计", 1, 2),
    *((7, i, n, 1, 1) for i, n in enumerate(("5", "10", "12", "27"), 3)),
    *label_row(8, "四、结转下年度继续办理", "0", "0", "0", "0", span=3),
]
THIRD: list[Cell] = [
    (0, 0, "行政复议", 1, 3),
    (0, 3, "行政诉讼", 1, 2),
    *(
        (1, i, "\n".join(t), 1, 1)
        for i, t in enumerate(("结果维持", "结果纠正", "总计", "其他结果", "总计"))
    ),
    *((2, i, n, 1, 1) for i, n in enumerate(("1", "2", "3", "0", "0"))),
]


def numbered(canvas: Canvas, number: int) -> None:
    write(canvas, 290, 790, f"- {number} -", 10)


def page_one(canvas: Canvas) -> None:
    canvas.rect(55, 50, 485, 735)  # a frame around all the text
    write(canvas, 200, 80, "某县商务局年度报告", 18)
    write(canvas, LEFT + 28, 130, "一、总体情况")
    end = prose(canvas, 160, BODY)
    write(canvas, LEFT + 28, end, "二、主动公开政府信息情况")
    table(canvas, end + 40, (140, 100, 100, 100), (24,) * 7, FIRST)
    numbered(canvas, 1)


def page_two(canvas: Canvas) -> None:
    canvas.rect(55, 50, 485, 735)
    prose(canvas, 80, BODY)
    write(canvas, LEFT + 28, 500, "三、收到和处理政府信息公开申请情况")
    table(canvas, 540, SECOND_COLUMNS, (26, 26, 26, 30, 26, 26), SECOND_ABOVE, open_ends=True)
    numbered(canvas, 2)


def page_three(canvas: Canvas) -> None:
    canvas.rect(55, 50, 485, 735)
    end = table(canvas, 70, SECOND_COLUMNS, (26, 26, 26, 26), SECOND_BELOW, open_ends=True)
    write(canvas, LEFT + 28, end + 20, "四、政府信息公开行政复议、行政诉讼情况")
    table(canvas, end + 50, (60,) * 5, (26, 60, 26), THIRD)
    numbered(canvas, 3)

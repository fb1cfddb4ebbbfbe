"""Documents built by hand, as a reader would yield them."""

from collections.abc import Iterable, Sequence
from functools import cache

from corpus.statutory_form import FORMS, FormTable
from review.model import Block, Document, Grid, GridCell, Paragraph, Place, Report, Source
from review.report.build import build_report

SOURCE = Source("made.txt", "0" * 64, "text/plain")
TITLE = "清和县水务局2024年政府信息公开工作年度报告"
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def document(*blocks: Block | str) -> Document:
    """Blocks in order; a string is as many paragraphs as it has lines."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, str):
            out += [Paragraph(line, Place(0)) for line in block.split("\n")]
        else:
            out.append(block)
    return Document(SOURCE, tuple(out))


def report_of(*blocks: Block | str) -> Report:
    """The report recognised in these blocks."""
    return build_report(document(*blocks))


def grid(rows: Sequence[Sequence[str]]) -> Grid:
    """A plain grid without merged cells; shorter rows end early."""
    cells = [GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(cells), len(rows), max(map(len, rows)), Place(0))


@cache
def figure_of(key: str) -> str:
    """A figure of its own for each cell key, so that a figure in the wrong place shows."""
    return str(100 + sum(ord(char) * (at + 1) for at, char in enumerate(key)) % 9000)


def statutory(
    part: str, form: str = "2021", figures: dict[str, str] | None = None
) -> tuple[FormTable, dict[str, str]]:
    """A table of the form and what stands in its cells: `figures`, else a figure of its own for each."""
    table = FORMS[form][part]()
    raws = {c.key: figure_of(c.key) for c in table.cells if c.key}
    return table, raws | (figures or {})


def form_grid(
    part: str,
    form: str = "2021",
    figures: dict[str, str] | None = None,
    labels: dict[str, str] | None = None,
    dropped: Iterable[int] = (),
) -> Grid:
    """A table of the form as a true grid with merged cells; rows in `dropped` are left out whole."""
    table, raws = statutory(part, form, figures)
    gone = sorted(dropped)
    cells = []
    for cell in table.cells:
        text = raws[cell.key] if cell.key else (labels or {}).get(cell.text, cell.text)
        if cell.row in gone and cell.row_span == 1:
            continue
        row = cell.row - sum(r < cell.row for r in gone)
        span = cell.row_span - sum(cell.row <= r < cell.row + cell.row_span for r in gone)
        cells.append(GridCell(row, cell.column, text, span, cell.column_span))
    return Grid(tuple(cells), table.rows - len(gone), table.columns, Place(0))


def rows_of_form(
    part: str, form: str = "2021", figures: dict[str, str] | None = None
) -> list[list[str]]:
    """The rows of a table as text gives them: a cell's text where it begins, nothing where it hangs down."""
    table, raws = statutory(part, form, figures)
    rows: list[dict[int, str]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            text = raws[cell.key] if cell.key else cell.text
            rows[row][cell.column] = text if row == cell.row else ""
    return [[row[column] for column in sorted(row)] for row in rows]


def tabbed(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines, cells parted by tabs."""
    return "\n".join("\t".join(row) for row in rows)


def whole(
    *,
    title: str = TITLE,
    front: str = "",
    headings: Sequence[str] = HEADINGS,
    tables: Sequence[Block | str] | None = None,
    overview: str = "2024年，我局做了工作。",
    problems: str = "一是更新慢；二是解读少。下一步加快更新。",
    other: str = "未收取信息处理费。",
    end: str = "清和县水务局\n2025年1月16日",
) -> list[Block | str]:
    """The blocks of a whole report, tables as true grids."""
    one, two, three, four, five, six = headings
    if tables is None:
        tables = [form_grid(part) for part in ("proactive", "requests", "proceedings")]
    blocks: list[Block | str] = [
        title, front, one, overview, two, tables[0], three, tables[1], four, tables[2],
        five, problems, six, other, end,
    ]  # fmt: skip
    return [block for block in blocks if block != ""]


def raws_of(report: Report, table: str = "") -> dict[str, str]:
    """What stands in the cells that were read, of one table or of all."""
    return {k: c.raw for k, c in report.cells.items() if k.startswith(table)}

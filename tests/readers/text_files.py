"""The same report as text in many hands: each writes the tables, the paragraphs or the whole in its way."""

import re
from collections.abc import Callable

from corpus.drawing.drawn import DrawnReport, Table, Text, document_blocks
from corpus.drawing.text import LAYOUTS, text_of
from corpus.statutory_form import FormCell, FormTable
from tests.readers.html_files import table_html

Rows = Callable[[FormTable], list[str]]
Lines = Callable[[Text], list[str]]


def rows_of(table: FormTable) -> list[list[FormCell | None]]:
    """Cells of each row; None for one that hangs down from a row above."""
    grid: list[dict[int, FormCell | None]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            grid[row][cell.column] = cell if row == cell.row else None
    return [[row[column] for column in sorted(row)] for row in grid]


def _flat(cell: FormCell | None) -> str:
    return cell.text.replace("\n", "") if cell else ""


def markdown_table(
    *, outer: bool = True, rule: str = "---", pad: str = " ", line: str = ""
) -> Rows:
    """A markdown table: no merged cells, so that empty ones stand beside each."""

    def write(table: FormTable) -> list[str]:
        out = []
        for row in rows_of(table):
            cells: list[str] = []
            for cell in row:
                cells.append(cell.text.replace("\n", line) if cell else "")
                cells += [""] * ((cell.column_span if cell else 1) - 1)
            written = f"{pad}|{pad}".join(cells)
            out.append(f"|{pad}{written}{pad}|" if outer else written)
        edge = "|" if outer else ""
        out.insert(1, f"{edge}{'|'.join([rule] * table.columns)}{edge}")
        return out

    return write


def empty_header(table: FormTable) -> list[str]:
    """Converters write an empty header where the table has none."""
    first, rule, *rest = markdown_table()(table)
    return ["|" + "   |" * table.columns, rule, first, *rest]


def commas(quote: str) -> Rows:
    return lambda table: [
        ",".join(f"{quote}{_flat(cell)}{quote}" for cell in row) for row in rows_of(table)
    ]


def repeated(part: str) -> Rows:
    """Merged cells written into every field that they cover."""

    def write(table: FormTable) -> list[str]:
        grid = [[""] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    grid[row][column] = _flat(cell)
        return [part.join(row) for row in grid]

    return write


def fixed_width(table: FormTable) -> list[str]:
    return ["　".join(_flat(cell).ljust(6, "　") for cell in row) for row in rows_of(table)]


def lines_without_tabs(table: FormTable) -> list[str]:
    return [_flat(cell) for row in rows_of(table) for cell in row if cell]


def drawn_frame(table: FormTable) -> list[str]:
    rows = [f"│{'│'.join(map(_flat, row))}│" for row in rows_of(table)]
    rule = f"├{'┼'.join(['──'] * table.columns)}┤"
    return [rule, *(line for row in rows for line in (row, rule))]


def ascii_frame(table: FormTable) -> list[str]:
    rows = [f"| {' | '.join(map(_flat, row))} |" for row in rows_of(table)]
    rule = f"+{'+'.join(['----'] * table.columns)}+"
    return [rule, *(line for row in rows for line in (row, rule))]


TABLES: dict[str, Rows] = {
    "markdown": markdown_table(),
    "markdown without outer bars": markdown_table(outer=False),
    "markdown aligned": markdown_table(rule=":---:"),
    "markdown without spaces": markdown_table(rule=":-", pad=""),
    "markdown with breaks": markdown_table(line="<br>"),
    "markdown with empty header": empty_header,
    "commas": commas(""),
    "quoted commas": commas('"'),
    "repeated, tabs": repeated("\t"),
    "repeated, bars": repeated(" | "),
    "fixed width": fixed_width,
    "a cell a line": lines_without_tabs,
    "html": lambda table: [table_html(table)],
    "drawn frame": drawn_frame,
    "ascii frame": ascii_frame,
}


def _bold(text: Text) -> list[str]:
    mark = {"title": "# ", "heading": "## "}.get(text.role, "")
    return [mark + re.sub(r"^(（.）.*?)。", r"**\1**。", text.text), ""]


def _escaped(text: Text) -> list[str]:
    if text.role == "title":
        return [text.text, "===="]
    if text.role == "heading":
        return [f"**{text.text}**", ""]
    return [re.sub(r"^(\d)\.", r"\1\\.", text.text).replace("(", r"\("), ""]


def _listed(text: Text) -> list[str]:
    if text.role == "heading":
        return [f"### {text.text} ###", ""]
    return ["- " + text.text] if text.text.startswith("（") else [text.text + "  ", ""]


def _quoted(text: Text) -> list[str]:
    if text.role == "heading":
        return [f'## <a name="x"></a>{text.text} {{#part}}']
    return [f"> {text.text}", ""] if text.role == "body" else [text.text + "\\"]


MARKDOWN: dict[str, Lines] = {
    "bold": _bold,
    "escaped": _escaped,
    "listed": _listed,
    "quoted": _quoted,
}


def broken_at(width: int, indent: str = "    ", end: str = "") -> Lines:
    """Paragraphs broken hard after so many characters, in the middle of words and figures."""

    def write(text: Text) -> list[str]:
        if text.role != "body":
            return [text.text, ""]
        line = indent + text.text
        return [line[at : at + width] + end for at in range(0, len(line), width)]

    return write


def written(report: DrawnReport, table: Rows, lines: Lines = lambda text: [text.text]) -> str:
    """The report with its tables and paragraphs written so."""
    out: list[str] = []
    for block in document_blocks(report):
        out += ["", *table(block.grid), ""] if isinstance(block, Table) else lines(block)
    return "\n".join(out) + "\n"


TABS: Rows = LAYOUTS["tabs"]


def tabs(report: DrawnReport) -> str:
    return text_of(report, "tabs")


def _every(text: str, lines: int, between: str) -> str:
    """The text with something after every so many lines."""
    parts = text.split("\n")
    pages = ["\n".join(parts[at : at + lines]) for at in range(0, len(parts), lines)]
    return "".join(f"{page}\n{between.format(n)}" for n, page in enumerate(pages, start=1))


def _mixed(text: str) -> str:
    ends = ("\r\n", "\n", "\r")
    return "".join(line + ends[n % 3] for n, line in enumerate(text.split("\n")))


WHOLE: dict[str, Callable[[str], str]] = {
    "crlf": lambda t: t.replace("\n", "\r\n"),
    "cr": lambda t: t.replace("\n", "\r"),
    "mixed line ends": _mixed,
    "unicode line ends": lambda t: t.replace("\n", "\u2028"),
    "form feeds": lambda t: _every(t, 20, "\f"),
    "page numbers": lambda t: _every(t, 20, "- {} -\n\f"),
    "pages of pages": lambda t: _every(t, 20, "第 {} 页 共 9 页\n"),
    "bare page numbers": lambda t: _every(t, 20, "\n{}\n\f"),
    "line numbers": lambda t: "\n".join(
        f"{n:4d}  {line}" for n, line in enumerate(t.split("\n"), start=1)
    ),
    "line numbers, tab": lambda t: "\n".join(
        f"{n:6d}\t{line}" for n, line in enumerate(t.split("\n"), start=1)
    ),
    "bookmarks": lambda t: t.replace("一、总体", "[bookmark: _Toc1]一、总体"),
    "links": lambda t: t.replace(
        "政府信息公开条例", 'HYPERLINK "http://www.example.cn/x" \\t "_blank" 政府信息公开条例'
    ),
    "no-break and zero width": lambda t: t.replace(" ", "\u00a0").replace("。", "。\u200b"),
    "marks in the middle": lambda t: t.replace("\n", "\n\ufeff", 2),
    "spaces at ends": lambda t: "\n".join(
        line + "  　"[: n % 4] for n, line in enumerate(t.split("\n"))
    ),
    "double spaced": lambda t: t.replace("\n", "\n\n"),
    "indented": lambda t: "\n".join(
        "　　" + line if line and "\t" not in line else line for line in t.split("\n")
    ),
}

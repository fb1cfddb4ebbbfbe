"""Reports as flattened text, in the four layouts that copying from Word, PDF and the web leaves."""

from collections.abc import Callable
from pathlib import Path

from corpus.drawing.drawn import DrawnReport, Table, document_blocks
from corpus.statutory_form import FormCell, FormTable

LINE_WIDTH = 62  # characters of a line of a PDF that was saved as text
NOT_FIRST = "，。、；：？！）》”%"
NARROW, WIDE = (
    7,
    30,
)  # characters to a line in a narrow label and in one that has the row


def _rows(table: FormTable) -> list[list[FormCell | None]]:
    """Cells of each row from left to right; None for one that hangs down from a row above."""
    grid: list[dict[int, FormCell | None]] = [{} for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            grid[row][cell.column] = cell if row == cell.row else None
    return [[row[column] for column in sorted(row)] for row in grid]


def _text(cell: FormCell | None) -> str:
    return cell.text if cell else ""


def _cell_a_line(table: FormTable) -> list[str]:
    """A Word file saved as text: a cell a line behind a tab, a blank line after each row."""
    lines: list[str] = []
    for row in _rows(table):
        lines += ["\t" + _text(cell) for cell in row]
        lines.append("")
    return lines


def _tabs(table: FormTable) -> list[str]:
    """Copied out of a table: cells parted by tabs, nothing where a merged cell hangs down."""
    return ["\t".join(_text(cell).replace("\n", "") for cell in row) for row in _rows(table)]


def _bars(table: FormTable) -> list[str]:
    """Every cell ended by a bar."""
    return ["".join(_text(cell).replace("\n", "") + "|" for cell in row) for row in _rows(table)]


def _broken(label: str, width: int) -> list[str]:
    flat = label.replace("\n", "")
    return [flat[i : i + width] for i in range(0, len(flat), width)]


def _crowded(labels: list[FormCell]) -> list[str]:
    """Headers over narrow columns: those of four characters share a line, longer ones are broken."""
    lines: list[str] = []
    for cell in labels:
        if len(cell.text) <= 4 and lines and len(lines[-1]) > 3 and " " not in lines[-1]:
            lines[-1] += " " + cell.text
        elif len(cell.text) <= 4:
            lines.append(cell.text)
        else:
            lines += ["", *_broken(cell.text, 4), ""]
    return lines


def _spaces(table: FormTable) -> list[str]:
    """A PDF saved as text: labels broken over lines, figures parted by spaces, merged cells gone."""
    lines: list[str] = []
    for row in _rows(table):
        cells = [cell for cell in row if cell]
        labels = [cell for cell in cells if cell.key is None]
        figures = " ".join(cell.text for cell in cells if cell.key)
        if not figures and table.columns == 10 and len(cells) > 3:
            lines += _crowded(labels)
        elif not figures:
            long = [cell.text for cell in labels if len(cell.text) > WIDE]
            short = [cell.text.replace("\n", "") for cell in labels if cell.text not in long]
            lines += [line for text in long for line in (text, "")] + [" ".join(short)]
        else:
            for cell in labels[:-1]:
                lines += _broken(cell.text, NARROW)
            last = _broken(labels[-1].text, WIDE) if labels else []
            lines += [*last[:-1], f"{last[-1]} {figures}" if last else figures]
        lines.append("")
    return lines


LAYOUTS: dict[str, Callable[[FormTable], list[str]]] = {
    "cell_a_line": _cell_a_line,
    "tabs": _tabs,
    "spaces": _spaces,
    "bars": _bars,
}


def _wrapped(line: str) -> list[str]:
    """Break at the right margin; a closing mark hangs over it and begins no line."""
    lines = [""]
    for char in line:
        if len(lines[-1]) >= LINE_WIDTH and char not in NOT_FIRST:
            lines.append("")
        lines[-1] += char
    return lines


def text_of(report: DrawnReport, layout: str) -> str:
    """The report as one string with \\n line ends. A blank cell does not survive `spaces`."""
    lines: list[str] = []
    for block in document_blocks(report):
        if isinstance(block, Table):
            if block.picture:
                lines.append("")
            else:
                lines += ["", *LAYOUTS[layout](block.grid), ""]
        elif layout == "spaces":
            indent = "" if block.role in ("title", "heading") else "    "
            lines += _wrapped(indent + block.text)
            if block.role in ("title", "heading"):
                lines.append("")
        else:
            indent = "                        " if block.role == "end" else ""
            lines.append(indent + block.text)
    return "\n".join(lines) + "\n"


def draw_text(
    report: DrawnReport,
    layout: str,
    path: Path,
    encoding: str = "utf-8",
    newline: str = "\n",
) -> None:
    """Write the report as text; `encoding` is Python's name (utf-8-sig writes a byte order mark)."""
    text = text_of(report, layout)
    path.write_bytes(text.replace("\n", newline).encode(encoding))

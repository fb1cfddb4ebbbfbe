"""Tables as text: what saving, copying and pasting leave of a grid, a function for each layout."""

from collections.abc import Callable
from random import Random

from corpus.layouts.sheets import rows_of
from corpus.statutory_form import FormCell, FormTable

Lines = list[str]


def _texts(table: FormTable) -> list[list[str]]:
    """Rows of texts; nothing where a merged cell hangs down."""
    return [
        ["" if hangs else c.text.replace("\n", "") for c, hangs in row] for row in rows_of(table)
    ]


def _present(table: FormTable) -> list[list[FormCell]]:
    return [[c for c, hangs in row if not hangs] for row in rows_of(table)]


def tabs(table: FormTable, rng: Random) -> Lines:
    return ["\t".join(row) for row in _texts(table)]


def tabs_spread(table: FormTable, rng: Random) -> Lines:
    """As spreadsheets copy: a merged cell leaves empty ones for all that it covers."""
    lines = []
    for row in rows_of(table):
        cells = [
            ("" if hangs else c.text.replace("\n", "")) + "\t" * (c.column_span - 1)
            for c, hangs in row
        ]
        lines.append("\t".join(cells))
    return lines


def cell_a_line_tab(table: FormTable, rng: Random) -> Lines:
    return [line for row in _texts(table) for line in (*("\t" + t for t in row), "")]


def cell_a_line(table: FormTable, rng: Random) -> Lines:
    """A cell a line, no tab before it, merged cells gone; a blank line after a row by chance."""
    gap = rng.random() < 0.5
    lines = []
    for row in _present(table):
        for cell in row:
            lines += cell.text.split("\n")
        lines += [""] if gap else []
    return lines


def bars(table: FormTable, rng: Random) -> Lines:
    """Cells parted by bars; with or without one at the ends of a row, the same in all rows."""
    hands = (("", "|", "|"), ("", "|", ""), ("|", "|", "|"), ("", " | ", ""), ("│", "│", "│"))
    before, between, after = rng.choice(hands)
    return [before + between.join(row) + after for row in _texts(table)]


def markdown(table: FormTable, rng: Random) -> Lines:
    """A pipe table; merged cells are written once, or again in every place that they cover."""
    again = rng.random() < 0.4
    lines = []
    for number, row in enumerate(rows_of(table)):
        cells = []
        for c, hangs in row:
            text = c.text.replace("\n", rng.choice(("<br>", "", " "))).replace("|", "\\|")
            cells.append(text if again or not hangs else "")
            cells += [text if again else ""] * (c.column_span - 1)
        lines.append("| " + " | ".join(cells) + " |")
        if number == 0:
            lines.append("|" + rng.choice((" --- |", ":-:|", "---|")) * table.columns)
    return lines


def commas(table: FormTable, rng: Random) -> Lines:
    """As saved from a spreadsheet: every place of the grid, in quotation marks where needed."""
    lines = []
    for row in rows_of(table):
        cells = []
        for c, hangs in row:
            text = "" if hangs else c.text.replace("\n", "")
            quoted = f'"{text}"' if "," in text or '"' in text or rng.random() < 0.05 else text
            cells += [quoted] + [""] * (c.column_span - 1)
        lines.append(",".join(cells))
    return lines


def _wide(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def fixed_width(table: FormTable, rng: Random) -> Lines:
    """Columns set under one another with blanks; a cell that hangs down is blank."""
    fill = rng.choice((" ", " ", "\u3000"))
    widths = [2] * table.columns
    for cell in sorted(table.cells, key=lambda c: c.column_span):
        covered = slice(cell.column, cell.column + cell.column_span)
        lack = _wide(cell.text.replace("\n", "")) + 2 - sum(widths[covered])
        if lack > 0 and not (cell.column_span > 3 or (cell.row == 0 and cell.row_span > 1)):
            widths[cell.column + cell.column_span - 1] += lack
    lines = []
    for row in rows_of(table):
        line, at = "", 0
        for c, hangs in row:
            at += sum(widths[c.column : c.column + c.column_span])
            text = "" if hangs else c.text.replace("\n", "")
            room = at - _wide(line) - _wide(text)
            line += text + (fill * max(1, room // 2) if fill != " " else " " * max(2, room))
        lines.append(line.rstrip() if rng.random() < 0.5 else line)
    return lines


def labels_again(table: FormTable, rng: Random) -> Lines:
    """As transcribed by hand: the labels that hang down stand again in every row."""
    return [
        "\t".join(c.text.replace("\n", "") for c, hangs in row if not hangs or c.row > 2)
        for row in rows_of(table)
    ]


def single_line(table: FormTable, rng: Random) -> Lines:
    """The whole table pasted as one line."""
    gap = rng.choice((" ", "  ", "\t", "\u3000"))
    return [gap.join(c.text.replace("\n", "") for row in _present(table) for c in row)]


def _broken(label: str, width: int) -> Lines:
    flat = label.replace("\n", "")
    return [flat[i : i + width] for i in range(0, len(flat), width)] or [""]


def copied(table: FormTable, rng: Random) -> Lines:
    """Copied out of a PDF: labels broken over lines, figures parted by blanks."""
    narrow, wide = rng.choice(((4, 18), (6, 30), (7, 24)))
    gap = rng.choice(("", None))
    lines: Lines = []
    for row in _present(table):
        names = [c for c in row if c.key is None and c.text]
        numbers = " ".join(c.text for c in row if c.key)
        if not numbers and len(row) > 3 and table.columns > 5:
            lines += _headers(names, narrow)
        elif not numbers:
            lines.append(" ".join(c.text.replace("\n", "") for c in names))
        else:
            for cell in names[:-1]:
                lines += _broken(cell.text, narrow)
            last = _broken(names[-1].text, wide) if names else []
            if last and rng.random() < 0.2 and len(last) > 1:
                lines += [*last, numbers]  # the figures stand below the label, middle of the row
            else:
                lines += [*last[:-1], f"{last[-1]} {numbers}" if last else numbers]
        lines += [""] if gap is not None else []
    return lines


def _headers(names: list[FormCell], width: int) -> Lines:
    """A row of headers over narrow columns, line by line across the row."""
    pieces = [_broken(c.text, max(2, width - 2)) for c in names]
    deep = max(map(len, pieces), default=0)
    return [" ".join(p[i] for p in pieces if i < len(p)) for i in range(deep)]


def upright(table: FormTable, rng: Random) -> Lines:
    """Copied out of a PDF whose narrow columns hold two characters or one: 结 结 其 尚 / 果 果 他 未."""
    lines: Lines = []
    tall = rng.choice((1, 2))
    for row in _present(table):
        names = [c for c in row if c.key is None and c.text]
        numbers = " ".join(c.text for c in row if c.key)
        if not numbers and len(names) >= 5:
            pieces = [_broken(c.text, tall) for c in names]
            for i in range(max(map(len, pieces))):
                lines.append(" ".join(p[i] for p in pieces if i < len(p)))
        else:
            lines.append(" ".join([*(c.text.replace("\n", "") for c in names), numbers]).strip())
    return lines


LAYOUTS: dict[str, Callable[[FormTable, Random], Lines]] = {
    "tabs": tabs, "tabs_spread": tabs_spread, "cell_a_line_tab": cell_a_line_tab, "cell_a_line": cell_a_line,
    "bars": bars, "commas": commas, "fixed_width": fixed_width, "labels_again": labels_again,
    "single_line": single_line, "copied_from_pdf": copied, "upright_headers": upright,
}  # fmt: skip

"""Rows of cells from whatever carries them: true grids, lines of text with tabs, bars or spaces.

Everything that could belong to a table becomes a `Row` of `CellText`; the recogniser of the
statutory tables (review.report.tables) works on rows only and never asks where they came from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from review.model import Grid, Paragraph

# "-", "/", 无 … and nothing at all: a cell in which a number should stand
BLANK_MARKS = frozenset(
    {"", "/", "／", "∕", "⁄", "\\", "-", "－", "–", "—", "——", "--", "―", "无", "*"}
)
_NUMBER = re.compile(
    r"[¥￥]?[+＋\-－—–−]{0,2}\s*[\d０-９][\d０-９,，.．\s]*"
    r"(?:\s*(?:余|多)?\s*(?:万元|亿元|元|万|件|宗|个|份|次|条|起|例|部))?"
    r"(?:\s*[（(][^（）()]*[）)]|\[[^\[\]]*\])?[*＊※#。.．①-⑳⑴-⒇¹²³⁰-⁹]*"
)
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_CHINESE_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百千]{1,8}(?:件|宗|个)?")
_SEPARATOR_ROW = re.compile(r"[\s|:\-+=—─━┄┈│┼┬┴├┤]+")
_RULE = re.compile(r"-{2,}|={2,}|—{2,}|[─━┄┈┼┬┴├┤]|:-|-:")
_SENTENCE = re.compile(r"[。；！？]")
# 1. and 2． before words number a label; figures do not end so
_ORDINAL = re.compile(r"\d{1,2}[.．、，,)）]")
_REMARK = re.compile(r"[（(\[][^（）()\[\]]*[）)\]]")
_WIDE_GAP = re.compile(r"[ \u3000]{2,}")
_MANY_CELLS = 20
_BLANK_ROW = 5
"""Tabs on a line of their own: a row of blank cells."""

Layout = Literal["grid", "tabs", "bars", "spaces"]


@lru_cache(maxsize=65536)
def is_blank(text: str) -> bool:
    """Whether a cell's text stands for nothing: empty or one of the customary marks."""
    return "".join(_INVISIBLE.sub("", text).split()) in BLANK_MARKS


@lru_cache(maxsize=65536)
def is_number(text: str) -> bool:
    """Whether a cell's text is a number, perhaps with sign, unit or a note behind it."""
    text = _INVISIBLE.sub("", text).strip()
    if not text or len(text) > 60:
        return False
    return bool(_NUMBER.fullmatch(text)) or bool(_CHINESE_NUMBER.fullmatch("".join(text.split())))


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell: its text (a broken line as "\\n"), the first column it covers, how many it covers."""

    text: str
    column: int
    span: int = 1
    row_span: int = 1

    @property
    def blank(self) -> bool:
        """No number and no word."""
        return is_blank(self.text)

    @property
    def number(self) -> bool:
        """A number, perhaps with a unit or note."""
        return is_number(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one line, left to right. `items` are the indices of the blocks they came from."""

    cells: tuple[CellText, ...]
    layout: Layout
    items: tuple[int, ...]


def rows_of_grid(grid: Grid, item: int) -> list[Row]:
    """The rows of a true grid; a row that only merged cells reach into is empty and left out."""
    out = []
    for cells in grid.by_row():
        texts = tuple(CellText(c.text, c.column, c.column_span, c.row_span) for c in cells)
        if texts:
            out.append(Row(texts, "grid", (item,)))
    return out


def _row(texts: list[str], layout: Layout, items: tuple[int, ...]) -> Row:
    cells = tuple(CellText(text.strip(), column) for column, text in enumerate(texts))
    return Row(cells, layout, items)


def _split_spaces(line: str) -> list[str]:
    """Cells of a line parted by spaces; 1. 属于国家秘密 and （ 一 ） stay whole: only numbers part."""
    tokens = _tokens(line)
    out: list[str] = []
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else "0"
        if out and is_number(out[-1]) and not is_number(token) and _REMARK.fullmatch(token):
            # 7 (其中线上5件)
            out[-1] += token
            continue
        if out and out[-1].endswith("第") and _CHINESE_NUMBER.fullmatch(token):
            # 第 二十 条
            out[-1] += token
            continue
        numbering = bool(_ORDINAL.fullmatch(token)) and _wordy(following)
        if out and _ORDINAL.fullmatch(out[-1]) and _wordy(token):
            out[-1] += token
            continue
        if out and (numbering or not is_number(token)) and not is_number(out[-1]):
            if not is_blank(token) and not numbering and _goes_on(out[-1]):
                out[-1] += token
                continue
        out.append(token)
    return out


def _tokens(line: str) -> list[str]:
    """Pieces between spaces; between wide gaps, where a whole table on one line is parted by these."""
    wide = [piece.strip() for piece in _WIDE_GAP.split(line.strip())]
    if len(wide) < _MANY_CELLS:
        return line.split()
    mixed = [piece for piece in wide if len(piece.split()) > 1 and not is_number(piece)]
    # gaps that only pad some figures part nothing: figures stand among the words between them
    padded = any(is_number(word) for piece in mixed for word in piece.split())
    return line.split() if padded or len(mixed) > 0.2 * len(wide) else wide


def _wordy(token: str) -> bool:
    return not is_number(token) and not is_blank(token)


def _goes_on(before: str) -> bool:
    """Whether the next words belong to these: a numbering, an open bracket, a comma at the end."""
    if re.search(r"[（(][^）)]*$", before) and len(before) > 1:
        return True
    return bool(re.search(r"[\d）)]$|^[（(]|[、，,.．]$", before)) and len(before) <= 5


def _figures_in(line: str) -> bool:
    """Whether a line carries a row of figures in spite of a full stop among them."""
    return sum(map(is_number, line.split())) >= 4


def _one_cell_lines(paragraphs: list[tuple[int, Paragraph]], start: int) -> tuple[Row, int] | None:
    """A row written as one cell a line, each behind a tab, up to a blank line; and where it ends.

    A line without a tab goes on with the cell above (a cell that was broken over lines).
    """
    at = start
    texts: list[str] = []
    items: list[int] = []
    while at < len(paragraphs):
        item, paragraph = paragraphs[at]
        line = paragraph.text
        if not line.strip() and not line.startswith("\t"):
            break
        if line.startswith("\t"):
            if "\t" in line[1:].rstrip("\t"):
                return None
            texts.append(line.strip())
        elif texts and "\t" not in line and len(line) < 60 and not _SENTENCE.search(line):
            texts[-1] = f"{texts[-1]}\n{line.strip()}" if texts[-1] else line.strip()
        else:
            break
        items.append(item)
        at += 1
    if not texts:
        return None
    return _row(texts, "tabs", tuple(items)), at


def _bars_around(paragraphs: list[tuple[int, Paragraph]], start: int) -> tuple[int, bool]:
    """Where a run of lines with bars ends, and whether a bar ends its rows (not only parts cells)."""
    at = start
    closed: list[int] = []  # bars of lines that end in one
    open_ended: list[int] = []
    while at < len(paragraphs):
        line = paragraphs[at][1].text.replace("｜", "|").rstrip()
        if "|" not in line:
            break
        (closed if line.endswith("|") else open_ended).append(line.count("|"))
        at += 1
    # where a line without a bar at its end has as many, the last cells of the others are blank
    parting = closed and max(closed) in open_ended
    return at, 2 * len(closed) >= at - start and not parting


def _split_bars(line: str, framed: bool) -> list[str]:
    """Cells of a line parted by bars; `framed`: a bar ends the row, and another may begin it."""
    line = line.replace("｜", "|")
    texts = line.split("|")
    if framed:
        if not texts[0].strip() and line.lstrip().startswith("|"):
            texts = texts[1:]
        if texts and not texts[-1].strip():
            texts = texts[:-1]
    # a lone bar is the end of an empty cell
    return texts or [""]


def rows_of_lines(paragraphs: list[tuple[int, Paragraph]]) -> Iterator[Row]:
    """Rows of a run of paragraphs (with their block indices); prose lines come as rows of one cell."""
    at = bars_end = 0
    framed = False
    while at < len(paragraphs):
        item, paragraph = paragraphs[at]
        line = paragraph.text
        # several tabs behind one word are the blank cells of a row, not a cell a line
        blanks = not line.strip() and line.count("\t") >= _BLANK_ROW
        alone = line.startswith("\t") and not (line.strip() and line.endswith("\t\t"))
        if alone and not blanks and "\t" not in line[1:].rstrip("\t"):
            found = _one_cell_lines(paragraphs, at)
            if found:
                row, at = found
                yield row
                continue
        at += 1
        if not line.split():
            if blanks:
                yield _row(line.split("\t"), "tabs", (item,))
            continue
        if "|" in line or "｜" in line:
            if _SEPARATOR_ROW.fullmatch(line) and _RULE.search(line):
                continue
            if at > bars_end:
                bars_end, framed = _bars_around(paragraphs, at - 1)
            yield _row(_split_bars(line, framed), "bars", (item,))
        elif "\t" in line:
            yield _row(line.split("\t"), "tabs", (item,))
        elif _SENTENCE.search(line) and len(line) > 20 and not _figures_in(line):
            yield _row([line], "spaces", (item,))
        else:
            cells = _split_spaces(line)
            if cells:
                yield _row(cells, "spaces", (item,))

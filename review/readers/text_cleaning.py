"""What printing, copying and converting leave in a text that was never part of it.

Numbers of pages and lines, remains of Word's fields, characters without width, frames drawn
around tables; and tables whose cells are parted by commas.
"""

import csv
import re

# Separators of lines that only Unicode knows; they come from web pages and from macOS.
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85\v]")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BOOKMARK = re.compile(r"\[bookmark: [^\]\n]{0,80}\]")
# The instruction of a field, whose result stands behind it.
_FIELD = re.compile(
    r"(?<![A-Za-z])(?:HYPERLINK(?:[ ]+\\l)?[ ]+[\"“][^\"”\n]{0,300}[\"”]|(?:PAGEREF|NOTEREF|REF)[ ]+_?[A-Za-z]\w{0,40}"
    r"|TOC(?=[ ]+\\)|INCLUDEPICTURE[ ]+[\"“][^\"”\n]{0,300}[\"”])"
    r"(?:[ ]+\\[*@a-z](?:[ ]*(?:[\"“][^\"”\n]{0,80}[\"”]|MERGEFORMAT(?:INET)?))?)*[ ]?"
)
_PAGE_NUMBER = re.compile(
    r"^[ \t\u3000]*(?:[-－—–]{1,2}[ ]?\d{1,3}[ ]?[-－—–]{1,2}"
    r"|第[ ]?\d{1,3}[ ]?页(?:[ ,，/]*共[ ]?\d{1,3}[ ]?页)?)[ \t\u3000]*(?:\n|(?=\f)|\Z)",
    re.MULTILINE,
)
_NUMBER_AT_PAGE_END = re.compile(r"^[ \t\u3000]*\d{1,3}[ \t\u3000]*\n?(?=\f)", re.MULTILINE)
_NUMBERED_LINE = re.compile(r"[ ]*(\d{1,9})(?:\t|[ ]{1,2}|$)")
_BOX = str.maketrans("│┃║┆┊", "|||||")
_RULE = re.compile(r"[\s|+:=_\-—─━═┄┈┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╞╡╪]+")
_DRAWN = re.compile(r"[-=]{3,}|[─━═┄┈]|:-|-:")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# 8,521 13,912: figures parted by blanks
_FIGURES_APART = re.compile(r"\d[ \u3000]+\d")
_CSV_ROWS = 5


def cleaned(text: str) -> str:
    r"""The text with \n as its only line end (form feeds stay) and nothing that is not its own."""
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\u00a0", " ")
    text = _CONTROL.sub("", _BOOKMARK.sub("", text))
    if " \\" in text or "LINK" in text or "REF" in text:
        text = _FIELD.sub("", text)
    text = without_line_numbers(text)
    return _NUMBER_AT_PAGE_END.sub("", _PAGE_NUMBER.sub("", text))


def without_line_numbers(text: str) -> str:
    """The text without numbers before its lines, if these count all lines from 1."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) < 10:
        return text
    out = []
    for number, line in enumerate(lines, start=1):
        match = _NUMBERED_LINE.match(line)
        if match is None or int(match[1]) != number:
            return text
        out.append(line[match.end() :])
    return "\n".join(out)


def is_rule(line: str) -> bool:
    """Whether a line only draws a rule of a table, or sets the alignment of its columns."""
    if not _DRAWN.search(line) or not _RULE.fullmatch(line):
        return False
    return "|" in line or "+" in line or bool(re.search("[─━═┄┈]", line))


def unboxed(lines: list[str]) -> list[str]:
    """Lines with bars for the strokes of a drawn frame, without its rules.

    With a rule of markdown goes the empty header above it, which converters write for want of one.
    """
    out: list[str] = []
    for line in lines:
        line = line.translate(_BOX)
        if not is_rule(line):
            out.append(line)
        elif out and out[-1].count("|") > 1 and not out[-1].replace("|", "").strip():
            out.pop()
    return out


def commas_as_tabs(lines: list[str]) -> list[str]:
    """Lines with tabs in place of the commas that part their cells, in a text written so.

    Commas inside numbers (1,234) part nothing, and neither do those of a sentence. A line in doubt
    (a blank behind a comma) is a row where it has as many cells as the row before or behind it.
    """
    rows = [_parting_commas(line) for line in lines]
    if sum(commas > 1 for commas in rows) < _CSV_ROWS:
        return lines
    counts = [len(_cells(line)) if commas else 0 for line, commas in zip(lines, rows, strict=True)]
    for order in (range(len(lines)), reversed(range(len(lines)))):
        neighbour = 0
        for at in order:
            if not counts[at] and neighbour > 1 and _may_part(lines[at]):
                counts[at] = neighbour if len(_cells(lines[at])) == neighbour else 0
            if lines[at].strip():
                neighbour = counts[at]
    return [_split(line) if count else line for line, count in zip(lines, counts, strict=True)]


def _may_part(line: str) -> bool:
    return "," in line and not any(mark in line for mark in "。\t|")


def _parting_commas(line: str) -> int:
    """How many commas surely part cells; 0 where they may belong to numbers or to a sentence."""
    if not _may_part(line) or ", " in line:
        return 0
    commas = line.count(",")
    if _THOUSANDS.sub("", line).count(","):
        return commas
    return commas if commas > 3 and not _FIGURES_APART.search(line) else 0


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], skipinitialspace=True))


def _split(line: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in _cells(line))

"""Text from reports made harmless where it is written: no control characters, no formulas."""

import re

# not allowed in XML, or able to turn the direction of the text that follows
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)
# what a spreadsheet takes for a formula; blanks before it do not stop every program
_FORMULA = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\u00ad]*[=+\-@＝＋－＠\t\r]")
LONGEST_CELL = 32_767
"""What a cell of a workbook can hold."""
_CUT = "……（过长，已截断）"


def clean_text(text: str) -> str:
    """Without characters that XML forbids and without marks that turn the direction of text."""
    return _FORBIDDEN.sub("", text)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula, blanks and breaks before it aside."""
    return _FORMULA.match(text) is not None


def cell_text(text: str) -> str:
    """Text for a cell of a workbook: cleaned, line ends as \\n, cut where it is too long for one."""
    text = clean_text(text).replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(_CUT)] + _CUT


def csv_text(text: str) -> str:
    """Text for a field of a csv file: an apostrophe stands before what looks like a formula."""
    text = cell_text(text)
    return f"'{text}" if looks_like_formula(text) else text


def file_name(text: str, ending: str) -> str:
    """A file name without characters that a file system refuses, of a length that all allow."""
    name = re.sub(r'[\\/:*?"<>|\s]+', "_", clean_text(text)).strip("._")
    return (name.encode()[:180].decode(errors="ignore") or "未命名") + ending

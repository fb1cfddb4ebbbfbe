"""Single elements inside a paragraph of a .docx that say in their own way what is shown."""

from lxml import etree

from review.readers.docx_package import WORD
from review.readers.docx_styles import integer, switched_on

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL = f"{WORD}val"
PLACEHOLDER = f"{WORD}showingPlcHdr"
MATHS = frozenset({f"{_MATH}oMath", f"{_MATH}oMathPara"})
# Marks of the symbol fonts that clerks use in forms; others cannot be told from their code.
_SYMBOLS = {
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "□",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0xFB): "×",
    ("wingdings", 0xFC): "√",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFE): "☑",
    ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0xA3): "□",
} | {("wingdings", 0x81 + i): circled for i, circled in enumerate("①②③④⑤⑥⑦⑧⑨⑩")}


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control only shows its prompt (单击此处输入文字)."""
    properties = control.find(f"{WORD}sdtPr")
    shown = None if properties is None else properties.find(PLACEHOLDER)
    return shown is not None and switched_on(shown)


def chosen_entry(choices: etree._Element) -> str:
    """The entry of a drop-down list that is chosen: the first where nothing else is said."""
    entries = choices.findall(f"{WORD}listEntry")
    at = max(0, integer(choices.find(f"{WORD}result"), 0))
    return entries[at].get(_VAL, "") if at < len(entries) else ""


def math_text(element: etree._Element) -> str:
    """The characters of a formula in a row: best effort."""
    return "".join(x.text or "" for x in element.iter(f"{_MATH}t"))


def symbol_character(element: etree._Element) -> str:
    """The character of a w:sym; empty where only its font knows what it shows."""
    try:
        code = int(element.get(f"{WORD}char", ""), 16)
    except ValueError:
        return ""
    font = element.get(f"{WORD}font", "").lower()
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if (font, low) in _SYMBOLS:
        return _SYMBOLS[font, low]
    if low == code and not font.startswith(("wingdings", "webdings", "symbol")):
        return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE else ""
    # In Symbol digits and signs stand at their places of ASCII.
    return chr(low) if font == "symbol" and 0x20 <= low < 0x40 and low != 0x22 else ""

"""What a web page hides by its own style sheet, and what Word writes to fill the space of a list number."""

import re
from collections.abc import Iterator

from lxml import etree

_MARK = re.compile("[{};]")
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([\w-]+)", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
_LIST_NUMBER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_SYMBOL_FONT = re.compile(r"wingdings|symbol", re.IGNORECASE)
_MOST = 200_000
"""Characters of style sheets beyond which they are not looked through."""


def hidden_by_style(root: etree._Element, elements: list[etree._Element]) -> set[etree._Element]:
    """Elements that a rule on one class or id of theirs hides, where no other rule shows them again.

    Rules for certain screens only (@media) do not count, selectors of several parts only against.
    """
    css = "".join(style.text or "" for style in root.iter("style"))
    if "display" not in css.lower() or len(css) > _MOST:
        return set()
    hidden: set[str] = set()
    shown: set[str] = set()
    for selectors, body in _rules(css):
        display = _DISPLAY.search(body)
        if display is None:
            continue
        for selector in map(str.strip, selectors.split(",")):
            if display[1].lower() != "none":
                shown.update(_NAME.findall(selector))
            elif _NAME.fullmatch(selector):
                hidden.add(selector)
    hidden -= shown
    if not hidden:
        return set()
    return {element for element in elements if element.attrib and hidden & _names(element)}


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and body of each rule that stands in no other (@media)."""
    first, *rest = css.split("/*")
    css = first + "".join(piece.partition("*/")[2] for piece in rest)
    css = css.replace("<!--", "").replace("-->", "")
    depth = start = body = 0
    nested = False
    for mark in _MARK.finditer(css):
        if mark[0] == "{":
            if depth == 0:
                body, nested = mark.end(), False
            nested = nested or depth > 0
            depth += 1
        elif mark[0] == "}" and depth > 0:
            depth -= 1
            if depth == 0:
                selectors = css[start : body - 1].strip()
                if not nested and not selectors.startswith("@"):
                    yield selectors, css[body : mark.start()]
                start = mark.end()
        elif depth == 0:
            start = mark.end()


def _names(element: etree._Element) -> set[str]:
    names = {f".{name}" for name in element.get("class", "").split()}
    return names | {f"#{element.get('id', '').strip()}"}


def is_list_filler(element: etree._Element, style: str) -> bool:
    """Whether Word wrote it only for looks: the space behind a list number, or a bullet.

    A number that ends in a full stop keeps its space: 1. must not run into the figure behind it.
    """
    if element.tag != "span":
        return False
    if _LIST_NUMBER.search(style):
        above = element.getparent()
        fonts = style + ("" if above is None else above.get("style", ""))
        mark = (element.text or "").strip()
        return len(mark) == 1 and (not mark.isalnum() or bool(_SYMBOL_FONT.search(fonts)))
    above = element.getparent()
    if above is None or above.tag != "span" or not _LIST_NUMBER.search(above.get("style", "")):
        return False
    if any(str(text).strip() for text in element.itertext()):
        return False
    return (above.text or "").strip().endswith(("、", "）", ")"))

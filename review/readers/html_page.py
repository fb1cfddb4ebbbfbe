"""What of a web page is its text, and what is the site around it: menus, tools, footers.

Nothing here knows what a report looks like. The middle of the page is the element that holds most
of the text that is not links; in it hardly anything is cut, around it what is plainly chrome. In
doubt text is kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from review.readers.html_hidden import hidden_by_style, is_list_filler

_UNSEEN_NAMES = (
    "head script style noscript template iframe object embed applet svg math canvas audio video "
    "map button select datalist textarea input del rt rp title meta link"
)
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
# What sites call the parts around their text, in class and id.
_SITE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:foot(?:er)?|copyright|nav(?:bar|igation)?|menu|(?:bread)?crumbs?|b?share|search|"
    r"side-?bar|tool-?bar|login|comments?|related|friend-?links?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SITE = frozenset({"nav", "header", "footer", "aside", "form", "menu", "dialog"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_CONTENT = frozenset({"article", "main"})
_MIDDLE_TAGS = frozenset({"html", "body", "div", "td", "article", "main", "section", "form"})
_THROUGH_TAGS = _MIDDLE_TAGS | {"table", "tbody", "tr", "center", "font", "span"}
_LINK_GROUPS = frozenset({"div", "ul", "ol", "dl", "td", "table", "section", "p", "center", "tr"})

MIDDLE_SHARE = 0.7
SITE_SHARE = 0.3
LINK_TEXT = 60
"""Characters beyond which an <a> is a stretch of text, not a link to somewhere."""


@dataclass(slots=True)
class _Weight:
    """Characters under an element, those of them in links, and how many links."""

    text: int = 0
    linked: int = 0
    links: int = 0
    grids: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Which elements to leave out, and the middle of the page (None: no part stands out)."""

    left_out: frozenset[etree._Element]
    middle: etree._Element | None
    cut: bool
    """Whether chrome is among what is left out, not only what no reader of the page sees."""
    elements: tuple[etree._Element, ...] = ()
    """All elements, kept while the page is walked: lxml need not make them anew."""


def whole(root: etree._Element) -> Page:
    """The page with nothing left out but what is not shown."""
    return Page(frozenset(e for e in _elements(root) if _unseen(e)), None, False)


def looked_at(root: etree._Element) -> Page:
    """Find the chrome of a page."""
    elements = _elements(root)
    unseen = {element for element in elements if _unseen(element)}
    weights = _weights(elements, unseen)
    hidden = hidden_by_style(root, elements)
    if hidden and sum(weights[e].text for e in hidden) < weights[root].text / 2:
        unseen |= hidden
        weights = _weights(elements, unseen)
    total = weights[root]
    plain = total.text - total.linked
    chrome: set[etree._Element] = set()
    for element in elements:
        weight = weights[element]
        tag = element.tag
        if tag in _SITE or element.get("role") in _ROLES:
            light = weight.text - weight.linked < SITE_SHARE * plain
            if (
                light
                and not weight.grids
                and not (tag in ("header", "footer") and _inside(element))
            ):
                chrome.add(element)
    middle = _middle(root, weights, unseen | chrome)
    within: set[etree._Element] = set()
    if middle is not None:
        within = {middle, *middle.iterdescendants()}
        around = {*within, *middle.iterancestors()}
        chrome.update(
            element
            for element in elements
            if element not in around
            and element.attrib
            and _SITE_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}")
            and not weights[element].grids
            and weights[element].text - weights[element].linked < SITE_SHARE * plain
        )
    if not total.links:
        return Page(frozenset(unseen | chrome), middle, bool(chrome), tuple(elements))
    for element in elements:
        if element.tag in _LINK_GROUPS and _is_menu(weights[element], element in within):
            chrome.add(element)
    return Page(frozenset(unseen | chrome), middle, bool(chrome), tuple(elements))


def _elements(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if isinstance(element.tag, str)]


def _unseen(element: etree._Element) -> bool:
    if element.tag in _UNSEEN:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    if style is None:
        return False
    return _HIDDEN.search(style) is not None or is_list_filler(element, style)


def _size(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _weights(
    elements: list[etree._Element], unseen: set[etree._Element]
) -> dict[etree._Element, _Weight]:
    """Weights from the leaves up: document order reversed has children before parents."""
    weights = {element: _Weight() for element in elements}
    for element in reversed(elements):
        weight = weights[element]
        if element in unseen:
            weight.text = weight.linked = weight.links = 0
            weight.grids = False
        else:
            weight.text += _size(element.text)
            if element.tag == "a" and element.get("href") and 0 < weight.text <= LINK_TEXT:
                weight.linked, weight.links = weight.text, 1
            elif element.tag == "table" and weight.text > 2 * weight.linked:
                weight.grids = True
        parent = element.getparent()
        if parent is not None and parent in weights:
            above = weights[parent]
            above.text += weight.text + _size(element.tail)
            above.linked += weight.linked
            above.links += weight.links
            above.grids = above.grids or weight.grids
    return weights


def _inside(element: etree._Element) -> bool:
    return any(True for _ in element.iterancestors("article", "main"))


def _middle(
    root: etree._Element, weights: dict[etree._Element, _Weight], out: set[etree._Element]
) -> etree._Element | None:
    """The smallest element with most of the text; None where that is the body itself."""

    def plain(element: etree._Element) -> int:
        return weights[element].text - weights[element].linked

    total = plain(root) - sum(plain(e) for e in out if not any(a in out for a in e.iterancestors()))
    found, here = None, root
    while True:
        children: Iterable[etree._Element] = (c for c in here if c in weights and c not in out)
        heaviest = max(children, key=plain, default=None)
        if heaviest is None or heaviest.tag not in _THROUGH_TAGS:
            break
        share = 0.5 if heaviest.tag in _CONTENT else MIDDLE_SHARE
        if plain(heaviest) < share * total:
            break
        here = heaviest
        if here.tag in _MIDDLE_TAGS and here.tag != "body":
            found = here
    return found


def _is_menu(weight: _Weight, within: bool) -> bool:
    """Whether most of a block is links; within the middle of the page it takes more to be one."""
    if not weight.links or weight.text == 0:
        return False
    share = weight.linked / weight.text
    return (weight.links >= 4 and share >= 0.85) if within else (weight.links >= 2 and share > 0.6)

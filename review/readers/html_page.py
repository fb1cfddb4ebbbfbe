"""What of a web page is its text, and what is the site around it: menus, tools, footers.

Nothing here knows what a report looks like. The middle of the page is the element that holds most
of the text that is not links; in it hardly anything is cut, around it what is plainly chrome. In
doubt text is kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

_UNSEEN_NAMES = (
    "head script style noscript template iframe object embed applet svg math canvas audio video "
    "map button select datalist textarea input del rt rp title meta link"
)
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
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
    total = weights[root]
    plain = total.text - total.linked
    chrome: set[etree._Element] = set()
    for element in elements:
        weight = weights[element]
        tag = element.tag
        if tag in _SITE or element.get("role") in ("navigation", "banner", "contentinfo"):
            light = weight.text - weight.linked < SITE_SHARE * plain
            if (
                light
                and not weight.grids
                and not (tag in ("header", "footer") and _inside(element))
            ):
                chrome.add(element)
    middle = _middle(root, weights, unseen | chrome)
    if not total.links:
        return Page(frozenset(unseen | chrome), middle, bool(chrome), tuple(elements))
    within = {middle, *middle.iterdescendants()} if middle is not None else set()
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
    return style is not None and _HIDDEN.search(style) is not None


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


# --- lines ------------------------------------------------------------------------------------

# Buttons around a text; taken away word by word, for one pattern over them all would backtrack.
_BUTTON = re.compile(r"字体|字号|文字大小|打印|关闭|分享|收藏|返回(?:顶部|列表)|扫一扫")
_BUTTON_WORDS = re.compile(
    r"(?:打印|关闭|分享|收藏|返回|下载)(?:本页|此页|页面|本文|文章|窗口|顶部|列表|到|至)*|微信|微博"
    r"|QQ空间|QQ好友|扫一扫.{0,20}|字体(?:大小)?|字号|文字大小|超大|特大|默认|[大中小]|A[+-]"
    r"|[\s\[\]【】（）()|｜、:：/+-]"
)
_SIZES = re.compile(r"(?:字体|字号)(?:大小)?\s*[:：]")
_NEIGHBOUR = re.compile(
    r"[\[【（(<《]*\s*[上下]一[篇条页]\s*[\]】）)>》]*\s*[:：].*|[上下]一[篇条页]"
)
_BREADCRUMB = re.compile(
    r"(?:您?(?:现在|当前|目前)?(?:的|所在|所处)*的?位置(?:是|在)?\s*[:：]\s*)?(?:网站)?首页\s*[>›»＞/→].{0,80}"
    r"|您?(?:现在|当前|目前)(?:的|所在|所处)*的?位置(?:是|在)?\s*[:：].{0,80}"
)
_FOOTER = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|copyright|技术支持\s*[:：]|网站地图|^\s*(?:主办|承办)(?:单位)?\s*[:：]",
    re.IGNORECASE,
)


def without_tools(line: str) -> str:
    """A line without the buttons at its end (字体：大 中 小 打印); empty if it is only buttons."""
    if len(line) > 200 or "。" in line:
        return line
    if _is_buttons(line) or _NEIGHBOUR.fullmatch(line) or _BREADCRUMB.fullmatch(line):
        return ""
    sizes = _SIZES.search(line)
    if sizes and _is_buttons(line[sizes.start() :]):
        return line[: sizes.start()].rstrip(" |｜[【(（")
    return line


def _is_buttons(line: str) -> bool:
    return _BUTTON.search(line) is not None and not _BUTTON_WORDS.sub("", line)


def is_footer(line: str) -> bool:
    """Whether a line is what stands at the foot of a site: its operator, licences, support."""
    return len(line) <= 300 and "。" not in line and _FOOTER.search(line) is not None

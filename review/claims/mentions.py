"""A total that is named again with another figure: 办理建议7件……上述8件建议."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review.claims.figures import Figure, exact

# a matter of which a report tells one total
_MATTER = re.compile(
    r"(?:新闻)?发布会|(?:人大)?(?:代表)?建议(?:和|及|、)?(?:政协)?(?:委员)?(?:提案)?|(?:政协)?(?:委员)?提案|建议提案|(?:政策)?解读(?:材料|稿件|文章)?|在线访谈|(?:业务|专题|集中)?培训|政府公报|(?:网民|群众)?留言|网上调查|意见征集"
)
_AGAIN = re.compile(
    r"(?:^|[已将把对通过以])(?:上述|以上|前述|这|该)?$|(?:上述|以上|前述|这|该)$|(?:全年|今年|年内|本年度?)[^,。;\d]{0,6}的$"
)
_FIRST = re.compile(
    r"全年|年内|今年|本年|20\d\d年|共|累计|合计|办理|主办|承办|召开|举办|收到|发布|组织|开展|编制|编发|制作"
)
_PART = re.compile(
    r"其中|季度|上半年|下半年|\d月|牵头|协办|会办|去年|上一?年|历年|以来|另|还有|包括|分别|各"
)
_SPAN = re.compile("[一-鿿、]{0,4}$")


_QUICK = re.compile(
    r"\d[件条场次期篇个](?:新闻|发布会|人大|代表|政协|委员|建议|提案|政策|解读|在线|业务|专题|集中|培训|政府公报|网民|群众|留言|网上|意见)"
)


def may_name_again(text: str) -> bool:
    """Whether a figure stands right before a matter anywhere in a folded text."""
    return _QUICK.search(text) is not None


@dataclass(frozen=True, slots=True)
class Mention:
    """A total of some matter: its figure, and the words that name the matter."""

    figure: Figure
    matter: str


def first_mentions(figures: Sequence[Figure]) -> Iterator[Mention]:
    """全年召开新闻发布会31场, 办理人大代表建议、政协委员提案共16件: totals told for the first time."""
    for figure in figures:
        label = figure.label.removesuffix("共").removesuffix("共计")
        if not exact(figure) or _PART.search(label) or figure.clause.depth:
            continue
        text = figure.clause.text
        # a list of matters before it: 建议、提案共16件
        start = figure.clause.start
        if figure.clause.mark == "、":
            before = _SPAN.search(re.split("[,。;:]", text[:start])[-1].rstrip("、"))
            if before is None or any(c.isdigit() for c in before[0]):
                continue
            start = max((text.rfind(mark, 0, start) for mark in ",。;:"), default=-1) + 1
        lead = text[start : figure.quantity.start]
        lead = re.sub("(?:共计?|合计|总计)$", "", lead)
        match = next((m for m in _MATTER.finditer(lead) if m.end() == len(lead)), None)
        if match and _FIRST.search(lead) and not _PART.search(lead):
            yield Mention(figure, match[0])


def later_mentions(figures: Sequence[Figure]) -> Iterator[Mention]:
    """上述8件人大代表建议, 34场新闻发布会: a figure before the matter, as of something known."""
    for figure in figures:
        if not exact(figure) or not _AGAIN.search(figure.label) or figure.clause.depth:
            continue
        behind = figure.clause.text[figure.quantity.end :]
        match = _MATTER.match(behind)
        if match and len(match[0]) >= 2:
            yield Mention(figure, match[0])


__all__ = ["Mention", "first_mentions", "later_mentions", "may_name_again"]

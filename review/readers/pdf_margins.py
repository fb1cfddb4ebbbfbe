"""The margins of pages: where the text column ends and lines run on, and what stands outside it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from review.readers.pdf_lines import TextLine

# In ems.
COLUMN_SLACK = 1.5
INDENT = 1.2


@dataclass(frozen=True, slots=True)
class Column:
    """The text column of a page: its edges, and whether paragraphs begin with an indent."""

    left: float
    right: float
    indented: bool


def column_of(lines: Sequence[TextLine], page_width: float) -> Column:
    """The text column that these lines of body text (of pages of one width) stand in.

    The right edge is where most of the longer lines end, within an em: a few may overhang. Where
    there are too few, margins are taken to be alike on both sides, so that a lone short line does
    not count as full.
    """
    if not lines:
        return Column(0.0, page_width, False)
    em = median(line.size for line in lines)
    starts = sorted(line.x0 for line in lines)
    left = next((a for a, b in zip(starts, starts[2:], strict=False) if b - a <= em / 2), starts[0])
    indents = sum(INDENT * em < line.x0 - left < 3 * em for line in lines)
    furthest = max(line.x1 for line in lines)
    ends = sorted(line.x1 for line in lines if line.x1 - left > 0.6 * (furthest - left))
    crowds = [(i + 1 - bisect_left(ends, end - em), end) for i, end in enumerate(ends)]
    crowd, right = max(crowds, default=(0, furthest))  # none where lines have no width
    if crowd < 3:
        right = max(furthest, page_width - left - 2.5 * em)
    return Column(left, right, indents * 10 >= len(lines))


def runs_on(line: TextLine, following: TextLine, column: Column, next_column: Column) -> bool:
    """Whether the text of a line goes on in the next one, judged by their places alone.

    Each line stands in a column of text; where pages are set in several, it may not be the same.
    """
    em = max(line.size, following.size)
    if following.x0 - next_column.left > INDENT * em:
        return False
    if abs(line.size - following.size) > 0.2 * em:
        return False
    if not column.indented and line.text[-1] in "。！？":
        return (
            False  # without indents, a full line that ends a sentence more often ends a paragraph
        )
    room = column.right - line.x1
    return room <= COLUMN_SLACK * em or room < following.lead + 0.25 * em


# --- running heads and feet -------------------------------------------------------------------

_DRESSED_NUMBER = re.compile(
    r"[-—–－―~～·•]\s*\d{1,4}\s*[-—–－―~～·•]"
    r"|第?\s*\d{1,4}\s*页?\s*[/／，,、|]?\s*共?\s*\d{1,4}\s*页"
    r"|第\s*\d{1,4}\s*页|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp]age\s*\d{1,4}(\s*of\s*\d{1,4})?"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
ALIKE = 6.0  # points
_EDGE = 0.12  # of the page's height: where heads, feet and page numbers stand


def page_furniture(pages: Sequence[tuple[float, Sequence[TextLine]]]) -> list[set[int]]:
    """For each page (its height, its lines outside tables) the lines that are no text.

    Page numbers, and what stands at the same height at the edge of most pages.
    """
    dropped: list[set[int]] = [set() for _ in pages]
    bare: dict[int, list[tuple[int, int]]] = {}  # number minus page → where
    repeated: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
    for number, (height, lines) in enumerate(pages):
        for i in _edge_lines(height, lines):
            text = lines[i].text
            if _DRESSED_NUMBER.fullmatch(text):
                dropped[number].add(i)
            elif _BARE_NUMBER.fullmatch(text):
                bare.setdefault(int(text) - number, []).append((number, i))
            else:
                key = re.sub(r"\d+", "#", text)
                if not any(char.isalpha() for char in key):
                    continue  # a row of numbers may well be alike on two pages
                for band in {round(lines[i].top / 6), round(lines[i].top / 6 + 0.5)}:
                    # A title may stand as high as the signature on the next page, in other type.
                    repeated.setdefault((key, band, round(lines[i].size)), []).append((number, i))
    for places in bare.values():
        # A number alone counts where it counts pages; a single one might be a cell's.
        if len(places) > 1 or len(pages) == 1:
            for number, i in places:
                dropped[number].add(i)
    for places in repeated.values():
        if len(places) > 1 and len({number for number, _ in places}) * 2 > len(pages):
            starts = [pages[number][1][i].x0 for number, i in places]
            if len(places) == 2 and max(starts) - min(starts) > ALIKE:
                continue  # two lines at other places of the line are no running head
            for number, i in places:
                dropped[number].add(i)
    return dropped


def _edge_lines(height: float, lines: Sequence[TextLine]) -> list[int]:
    """The outermost two lines above and below that lie wholly at the edge of the page."""
    order = sorted(range(len(lines)), key=lambda i: lines[i].top)
    above = [i for i in order[:2] if lines[i].bottom < _EDGE * height]
    below = [i for i in order[-2:] if lines[i].top > (1 - _EDGE) * height]
    return sorted({*above, *below})

"""PDF files set by reportlab: ruled or not, turned pages, rows cut by the page, narrow columns."""

from random import Random

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]

from corpus.layouts.content import Content, Para, Truth
from corpus.layouts.plain import loses_its_columns
from corpus.layouts.printer import FLAGS, FONT, RULES, Printer

__all__ = ["FLAGS", "RULES", "draw_printed"]


def draw_printed(
    content: Content, rng: Random, truth: Truth, *, plain: bool = False
) -> tuple[bytes, str]:
    """A PDF with a text layer, and the name of its layout."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    flags = (
        frozenset({"page_numbers"}) if plain else frozenset(f for f in FLAGS if rng.random() < 0.16)
    )
    rules = "ruled" if plain else rng.choice(RULES)
    printer = Printer(content, rng, truth, flags, rules)
    waiting: list[Para] = []
    for block in content.blocks:
        if isinstance(block, Para) and block.role in ("body", "sub") and "two_columns" in flags:
            waiting.append(block)
            continue
        if waiting:
            printer.two_columns(waiting)
            waiting = []
        if isinstance(block, Para):
            printer.text(block)
        else:
            if rules != "ruled" and loses_its_columns(content, block.part):
                truth.may_refuse = True
                truth.met("columns_without_rules", arguable=["S206"])
            printer.table(block)
    return printer.finished(), f"printed_{rules}"

"""Limits of the PDF reader: a file beyond one of them is refused, not read in part."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """Counts, except `bytes`. Reports of this kind have 3 to 30 pages; the limits leave ample room.

    `rulings` is a count a page: a page with more lines is a drawing, and no tables are sought there.
    """

    bytes: int = 50 * 1024 * 1024
    pages: int = 300
    glyphs_a_page: int = 60_000
    glyphs: int = 1_500_000
    rulings: int = 4_000
    cells_a_table: int = 20_000
    cells: int = 200_000


PDF_LIMITS = PdfLimits()

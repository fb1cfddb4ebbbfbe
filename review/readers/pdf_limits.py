"""Limits of the PDF reader: a file beyond one of them is refused, not read in part."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """Counts, except `bytes` (of the file). Reports of this kind have 3 to 30 pages; the limits leave ample room.

    `rulings` is a count a page: a page with more lines is a drawing, and no tables are sought there.
    `stream` and `unpacked` are bytes after unpacking, of one stream and of all; `lzw` before it,
    `content` of what pages draw (a form counts as often as it is drawn).
    `mappings` are codes that fonts describe, `forms` drawings that pages refer to, `states` and
    `depth` how far graphics states and objects may nest.
    """

    bytes: int = 20 * 1024 * 1024
    pages: int = 300
    objects_a_page: int = 30_000
    """Glyphs, lines and boxes together, while the page is still being read."""
    glyphs_a_page: int = 30_000
    glyphs: int = 300_000
    rulings: int = 4_000
    cells_a_table: int = 20_000
    cells: int = 20_000
    stream: int = 24 * 1024 * 1024
    unpacked: int = 64 * 1024 * 1024
    content: int = 24 * 1024 * 1024
    content_a_page: int = 3 * 1024 * 1024
    strings_a_page: int = 60_000
    streams_a_page: int = 2_000
    lzw: int = 1024 * 1024
    mappings: int = 500_000
    forms: int = 10_000
    states: int = 1_000
    depth: int = 100


PDF_LIMITS = PdfLimits()

"""Draws a report as an agency would send it: Word file, flattened text, PDF."""

from corpus.drawing.drawn import DrawnReport, document_blocks
from corpus.drawing.pdf import draw_pdf
from corpus.drawing.text import LAYOUTS, draw_text
from corpus.drawing.word import draw_docx

__all__ = [
    "LAYOUTS",
    "DrawnReport",
    "document_blocks",
    "draw_docx",
    "draw_pdf",
    "draw_text",
]

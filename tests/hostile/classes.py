"""All hostile classes, by name."""

from tests.hostile import (
    docx_files,
    foreign_files,
    html_files,
    pdf_content_files,
    pdf_files,
    text_files,
    zip_files,
)
from tests.hostile.made import CLASSES, FILES, HostileClass

__all__ = ["CLASSES", "FILES", "HostileClass"]

MODULES = (
    foreign_files,
    zip_files,
    docx_files,
    html_files,
    pdf_content_files,
    pdf_files,
    text_files,
)
"""Each registers its builders when it is imported."""

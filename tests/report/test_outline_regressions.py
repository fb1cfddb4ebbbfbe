"""Headings that were once not recognised."""

import pytest

from tests.report.documents import report_of, whole
from tests.report.test_outline import numbered, parts_are_right


@pytest.mark.parametrize("style", ["（一 ）", "（ 一 ）", "第 一 部分 "])
def test_ordinal_with_a_blank(style: str) -> None:
    """Blanks inside brackets or in 第 一 部分, as PDFs give them, do not hide a heading."""
    parts_are_right(report_of(*whole(headings=numbered(style))))

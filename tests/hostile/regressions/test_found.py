"""What hostile files and mutations once brought down, each as small as it can be made."""

import time
from collections.abc import Callable

import pytest

from review.claims.quantities import find_quantities
from review.pipeline import review_bytes
from review.readers.pdf_guard import guarded
from review.readers.pdf_limits import PdfLimits
from tests.hostile.made import in_overview
from tests.hostile.pdf_writer import simple, stream, text_page, written

GENEROUS = 8.0
"""Seconds of processor time: what takes the square of its length took minutes."""


def _code(data: bytes, name: str = "a.pdf") -> str:
    review = review_bytes(data, name)
    return review.error.code if review.error else "reviewed"


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def test_lines_without_width_have_a_column() -> None:
    """A font whose matrix is all zeros: every line ends where it begins."""
    objects = simple(b"BT /F1 9 Tf 50 700 Td (a) Tj 0 -20 Td (a) Tj ET")
    objects[5] = (
        b"<< /Type /Font /Subtype /Type3 /CharProcs << /a 4 0 R >> /FontMatrix [0 0 0 0 0 0]"
        b" /FontBBox [0 0 0 0] /Encoding << /Differences [97 /a] >> >>"
    )
    assert _code(written(objects)) in ("not_a_report", "unreadable")


def test_pages_beyond_the_limit_are_not_made() -> None:
    """The parser's file object made all pages when it was closed."""
    objects = simple()
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count 20000 >>" % (b"3 0 R " * 20_000)
    for i in range(20_000):
        objects[10 + i] = objects[3]
    objects[2] = objects[2].replace(
        b"3 0 R " * 20_000, b"".join(b"%d 0 R " % (10 + i) for i in range(20_000))
    )
    data = written(objects)
    assert _seconds(lambda: _code(data)) < GENEROUS
    assert _code(data) == "too_large"


@pytest.mark.parametrize(
    "objects",
    [
        {**simple(), 4: stream(b" " * (25 << 20), pressed=True)},
        {**simple(), 4: stream(b"\x81 " * 200_000 + b"\x80", b"/Filter /RunLengthDecode")},
        {**simple(page=b"/X " + b"<</A" * 5_000 + b"1" + b">>" * 5_000)},
        simple(b"q " * 100_000),
    ],
    ids=["stream", "run lengths", "nesting", "states"],
)
def test_the_budget_of_a_pdf_is_kept(objects: dict[int, bytes]) -> None:
    assert _code(written(objects)) == "too_large"


def test_glyphs_beyond_the_edge_of_a_page_cost_little() -> None:
    """Lines of hundreds of characters run off the page: what cannot be seen is no text."""
    data = written(simple(text_page("1" * 500, 100)))
    assert _seconds(lambda: _code(data)) < GENEROUS
    assert _code(data) in ("too_large", "not_a_report")


def test_the_parser_is_as_it_was_outside_the_guard() -> None:
    """Others in the process who use the parser are not bounded by our limits."""
    import zlib

    from pdfminer.pdftypes import PDFStream
    from pdfminer.psparser import LIT

    with guarded(PdfLimits(stream=10)):
        pass
    packed = zlib.compress(b"1" * 1000)
    assert PDFStream({"Filter": LIT("FlateDecode")}, packed).get_data() == b"1" * 1000


def test_a_long_run_of_numerals_is_searched_in_linear_time() -> None:
    assert _seconds(lambda: find_quantities("〇" * 100_000)) < GENEROUS
    assert _seconds(lambda: find_quantities("一" * 100_000)) < GENEROUS


def test_numerals_as_long_as_a_number_can_be_are_numbers() -> None:
    assert [q.value for q in find_quantities("收到申请二〇二三件")] == [2023]
    assert not find_quantities("〇" * 200 + "件")


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "行政复议1件，行政诉讼0件、",
        "未收到政府信息公开申请，",
        "13812345678，",
        "0件，",
        "收到申请1件。",
    ],
)
def test_a_part_of_one_endless_sentence_is_reviewed_in_linear_time(unit: str) -> None:
    data = in_overview(unit * (100_000 // len(unit)))
    assert _seconds(lambda: _code(data, "a.txt")) < GENEROUS


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\xef\xbb\xbf", b"\n \t\n", "，。、".encode()])
def test_text_without_a_letter_is_unreadable(data: bytes) -> None:
    assert _code(data, "a.txt") == "unreadable"


def test_a_title_behind_many_spaces_is_sought_in_linear_time() -> None:
    data = (" " * 100_000 + "某县水务局2024年政府信息公开工作年度报告\n").encode()
    assert _seconds(lambda: _code(data, "a.txt")) < GENEROUS


def test_a_line_that_begins_with_thousands_of_digits_has_no_line_number() -> None:
    data = ("1" * 5_000 + "\n" + "某县水务局2024年政府信息公开工作年度报告\n").encode()
    assert _code(data, "a.txt") == "not_a_report"


def test_thousands_of_headings_are_too_many() -> None:
    data = in_overview("\n".join(["一、总体情况"] * 10_000))
    assert _seconds(lambda: _code(data, "a.txt")) < GENEROUS
    assert _code(data, "a.txt") == "too_large"


def test_a_fee_of_forty_digits_breaks_no_arithmetic() -> None:
    data = in_overview(f"发出收费通知1件，总金额{'9' * 40}元，实际收取0元。")
    assert _code(data, "a.txt") == "reviewed"


def test_a_page_of_thousands_of_streams_is_too_crowded() -> None:
    objects = simple()
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [%s]" % (b"4 0 R " * 3_000))
    assert _code(written(objects)) == "too_large"


def test_pairs_of_words_on_thousands_of_lines_are_read_in_linear_time() -> None:
    """Two words with a gap on each of 6,000 lines: no block of columns begins at every one of them."""
    words = b"".join(
        b"1 0 0 1 50 %.2f Tm (a) Tj 1 0 0 1 300 %.2f Tm (a) Tj " % (y, y)
        for y in (780 - 0.12 * line for line in range(6000))
    )
    data = written(simple(b"BT /F1 0.1 Tf " + words + b"ET"))
    assert _seconds(lambda: _code(data)) < GENEROUS


def test_a_figure_before_the_first_label_has_no_row_above() -> None:
    """A figure alone at the beginning of the line in which the first row of the table stands."""
    lines = (
        "三、收到和处理政府信息公开申请情况",
        "4|申请内容仍不明确|0|0|0|0|0|0|0|",
        "|（五）不予处理|1.诉类申请|2|0|0|0|0|0|2|",
        "|（七）总计|4|0|0|0|0|0|4|",
    )
    assert _code("\n".join(lines).encode(), "a.txt") in ("reviewed", "not_a_report")

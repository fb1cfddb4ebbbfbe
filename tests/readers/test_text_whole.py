"""Whole reports as text, in many hands, are reviewed like the Word file."""

import pytest

from review.model import Source
from review.outcome import Engine
from review.pipeline import review_report
from review.profile import load_profile
from review.readers.text import read_text
from review.report.build import build_report
from tests.readers.text_files import (
    MARKDOWN,
    TABLES,
    TABS,
    WHOLE,
    broken_at,
    markdown_table,
    tabs,
    written,
)
from tests.readers.whole_reports import (
    REPORTS,
    differences,
    drawn_reports,
    essence,
    essence_of,
    plain_essence,
)


def check(which: int, text: str, name: str = "a.txt") -> None:
    """Nothing of the review may differ from that of the Word file."""
    assert differences(plain_essence(which), essence(text.encode(), name)) == {}


BLANKS_LOST = ("fixed width", "a cell a line")


def loses(name: str, which: int) -> bool:
    """Whether a layout cannot show blank cells of this report."""
    report = drawn_reports()[which]
    blank = any(not raw.strip() for raw in report.raw.values())
    return blank and name in BLANKS_LOST


@pytest.mark.parametrize("which", REPORTS)
@pytest.mark.parametrize("name", TABLES)
def test_how_tables_are_written_changes_nothing(name: str, which: int) -> None:
    """Bars, commas, tabs, columns of spaces, frames, HTML: 200 cells and all findings stay the same."""
    if not loses(name, which):
        check(which, written(drawn_reports()[which], TABLES[name]))


@pytest.mark.parametrize("name", BLANKS_LOST)
def test_what_a_layout_lost_is_refused_and_not_guessed(name: str) -> None:
    """Rows whose cells cannot be told are left out with S206; the others are exact."""
    lossy = [which for which in REPORTS if loses(name, which)]
    assert lossy
    for which in lossy:
        plain, got = (
            plain_essence(which),
            essence(written(drawn_reports()[which], TABLES[name]).encode(), "a.txt"),
        )
        cells, exact = got["cells"], plain["cells"]
        assert isinstance(cells, dict) and isinstance(exact, dict)
        assert cells.items() <= exact.items() and len(cells) > 150
        codes = {code for code, *_ in got["findings"]}  # type: ignore[attr-defined]
        assert codes - {code for code, *_ in plain["findings"]} == {"S206"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("which", REPORTS)
@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_is_read_as_it_shows(name: str, which: int) -> None:
    """Headings, bold, lists, quotes, escapes and hard breaks leave no trace."""
    check(which, written(drawn_reports()[which], markdown_table(), MARKDOWN[name]), "a.md")


@pytest.mark.parametrize("which", REPORTS)
@pytest.mark.parametrize("width", [20, 30, 38, 45])
def test_hard_wraps_leave_no_hole(width: int, which: int) -> None:
    """Lines broken in words and figures are joined; indents tell where a paragraph begins."""
    report = drawn_reports()[which]
    check(which, written(report, TABS, broken_at(width)))
    check(which, written(report, TABS, broken_at(width, "　　", " ")))


@pytest.mark.parametrize("which", REPORTS)
@pytest.mark.parametrize("name", WHOLE)
def test_what_printing_and_copying_leave_changes_nothing(name: str, which: int) -> None:
    """Line ends, page and line numbers, fields, spaces of all kinds."""
    check(which, WHOLE[name](tabs(drawn_reports()[which])))


@pytest.mark.parametrize("which", REPORTS)
@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
)
def test_encodings_change_nothing(encoding: str, which: int) -> None:
    """UTF-16 with and without its mark, UTF-32, GB18030: read by the reader of text as UTF-8 is."""
    data = tabs(drawn_reports()[which]).encode(encoding)
    report = build_report(read_text(data, Source("a.txt", "", "text/plain")))
    profile = load_profile()
    review = review_report(report, profile, Engine("0", profile.name, profile.sha256, None))
    assert differences(plain_essence(which), essence_of(review)) == {}

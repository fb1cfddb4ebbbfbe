"""Whole reports written in the ways of Word, WPS and others are reviewed like the plain file."""

from random import Random

import pytest

from review.pipeline import review_bytes
from tests.readers.docx_packages import PACKAGES, with_notes
from tests.readers.docx_rewrites import REWRITES, rewritten
from tests.readers.whole_reports import REPORTS, differences, essence, plain_essence, word_file

NOTE = "口径说明。"


@pytest.mark.parametrize("which", REPORTS)
@pytest.mark.parametrize("name", REWRITES)
def test_how_the_text_is_marked_up_changes_nothing(name: str, which: int) -> None:
    """Controls, revisions, fields, merges, boxes: all cells, sections and findings stay the same."""
    package = rewritten(word_file(which), REWRITES[name], Random(f"{name} {which}"))
    assert package != word_file(which)
    assert differences(plain_essence(which), essence(package, "a.docx")) == {}


@pytest.mark.parametrize("which", REPORTS)
@pytest.mark.parametrize("name", PACKAGES)
def test_how_the_file_is_packed_changes_nothing(name: str, which: int) -> None:
    """Lists that count, other namespaces, names and kinds of package: nothing of the review changes."""
    package = PACKAGES[name](word_file(which))
    assert differences(plain_essence(which), essence(package, "a.docx")) == {}


@pytest.mark.parametrize("which", REPORTS)
def test_notes_stand_in_the_text_and_in_no_figure(which: int) -> None:
    """Every footnote is read, after its paragraph or table; no cell and no finding changes by it."""
    package = with_notes(word_file(which), NOTE)
    plain, noted = plain_essence(which), essence(package, "a.docx")
    for key in ("cells", "title", "agency", "year", "published"):
        assert noted[key] == plain[key]
    # a note is a sentence of its own, and may be shaded like one (Q101)
    told, before = ([f for f in e["findings"] if f[0] != "Q101"] for e in (noted, plain))  # type: ignore[attr-defined]
    assert told == before
    report = review_bytes(package, "a.docx").report
    assert report is not None
    texts = [section.text for section in report.sections]
    assert sum(text.count(NOTE) for text in texts) > 20
    without = [[x for x in text.split("\n") if x != NOTE] for text in texts]
    expected = [[*filter(None, str(v[1]).split("\n"))] for k, v in plain.items() if "section" in k]  # type: ignore[index]
    assert [[*filter(None, lines)] for lines in without] == expected

"""Each check against its own examples, and the sound report against all of them."""

import pytest

from review.checking import Example
from review.checks import CHECKS
from review.profile import load_profile
from tests.builders import draw, report_text, review_text
from tests.last_year_report import draw_last_year, draw_other

EXAMPLES = [
    pytest.param(check.code, example, fires, id=f"{check.code}-{kind}-{example.says}")
    for check in CHECKS
    for kind, fires, examples in (("bad", True, check.bad), ("good", False, check.good))
    for example in examples
]


@pytest.mark.parametrize(("code", "example", "fires"), EXAMPLES)
def test_check_agrees_with_its_own_examples(code: str, example: Example, fires: bool) -> None:
    """A wrong example gives the check's code, a right one does not."""
    review = review_text(
        draw(example),
        profile=load_profile(example.profile),
        last_year=draw_last_year(example.last_year),
        other=draw_other(example.other),
    )
    codes = [finding.code for finding in review.findings]
    assert (code in codes) is fires, f"{example.says}: {codes}"


def test_sound_report_gives_no_finding() -> None:
    """The report from which all examples are drawn has no fault of any level, and all is read."""
    review = review_text(report_text())
    assert [(f.code, f.message) for f in review.findings] == []
    assert review.report is not None
    assert {table.status for table in review.report.tables.values()} == {"read"}
    assert len(review.report.cells) == 200
    assert all(section.present for section in review.report.sections)
    assert review.score is not None
    assert review.score.total == 100


def test_sound_report_gives_no_finding_beside_last_years() -> None:
    """The two years roll over: last year's report adds checks, and no finding."""
    review = review_text(report_text(), last_year=draw_last_year(Example("")))
    assert [(f.code, f.message) for f in review.findings] == []
    assert [n for n in review.not_run if n.code.startswith("Y")] == []


def test_sound_report_of_last_year_gives_no_finding() -> None:
    """Last year's report, from which the pairs of examples are drawn, has no fault itself."""
    text = draw_last_year(Example(""))
    assert text is not None
    assert [(f.code, f.message) for f in review_text(text).findings] == []


def test_sound_report_is_held_against_its_tables() -> None:
    """Its figures are understood as claims: a good example is no example of silence."""
    review = review_text(report_text())
    verdicts = {claim.quote: claim.verdict for claim in review.claims}
    assert verdicts["予以公开1件"] == verdicts["不予公开1件"] == "consistent"


def test_edit_that_changes_nothing_is_refused() -> None:
    """An example whose words do not stand in the report would prove nothing."""
    with pytest.raises(AssertionError, match="没有这句话"):
        report_text(edits=(("没有这句话", ""),))


@pytest.mark.parametrize("cells", [{"requests.received.everybody": "1"}, {"granted": "1"}])
def test_unknown_cell_is_refused(cells: dict[str, str]) -> None:
    """An example that misspells a cell would draw the sound report unseen."""
    with pytest.raises(AssertionError, match="unknown cell"):
        report_text(cells=cells)

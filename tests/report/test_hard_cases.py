"""The hard cases: whole reports as agencies really send them, and what must be read of each."""

import re

import pytest

from review.model import Report
from review.outcome import Review
from review.pipeline import review_bytes
from tests.report import (
    hard_cases_identity,
    hard_cases_no_reports,
    hard_cases_outline,
    hard_cases_pages,
    hard_cases_tables,
)
from tests.report.hard_draft import Case

CASES = [
    *hard_cases_outline.CASES,
    *hard_cases_identity.CASES,
    *hard_cases_pages.CASES,
    *hard_cases_tables.CASES,
    *hard_cases_no_reports.CASES,
]


def bare(text: str) -> str:
    """Without blanks and in half width."""
    return re.sub(r"\s+", "", text)


def read(case: Case) -> Review:
    return review_bytes(case.text.encode(), f"sample{case.suffix}")


def check_sections(report: Report, case: Case) -> None:
    for key, phrases in case.holds.items():
        text = bare(report.section(key).text)
        for phrase in phrases:
            assert bare(phrase) in text, f"{phrase} is not in {key}"
    for key, phrases in case.lacks.items():
        text = bare(report.section(key).text)
        for phrase in phrases:
            assert bare(phrase) not in text, f"{phrase} is in {key}"
    absent = {s.key for s in report.sections if s.key in PARTS and not s.present}
    assert absent == set(case.absent)


PARTS = ("overview", "proactive", "requests", "proceedings", "problems", "other")


def check_cells(report: Report, case: Case) -> None:
    truth = case.cells()
    found = {k: c.raw.strip() for k, c in report.cells.items()}
    wrong = {k: (v, truth.get(k)) for k, v in found.items() if v != (truth.get(k) or "")}
    assert not wrong, "read wrongly"
    shut = [k for k in found if k.startswith(case.shut_cells)] if case.shut_cells else []
    assert not shut, "read although nothing is sure"
    free = (*case.open_cells, *case.shut_cells)
    missing = [k for k in truth if k not in found and not (free and k.startswith(free))]
    assert not missing, "not read"


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in CASES])
def test_hard_case(case: Case) -> None:
    """Agency, kind, year, title, date, sections and cells, or the refusal that the case expects."""
    review = read(case)
    code = review.error.code if review.error else None
    assert code == case.error, review.error
    if case.error:
        assert review.report is None
        return
    report = review.report
    assert report is not None
    assert report.year == case.year
    if case.agency is not None:
        assert report.agency.name == case.agency
    if case.kinds:
        assert report.agency.kind in case.kinds
    if case.title is not None:
        assert bare(report.title) == bare(case.title)
    assert report.published == case.published
    check_sections(report, case)
    check_cells(report, case)


def test_names_are_unique() -> None:
    """A case can be found by its name, and the collection is as large as it is meant to be."""
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert len(names) >= 150

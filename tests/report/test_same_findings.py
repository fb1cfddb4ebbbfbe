"""The same report in four formats: what must and what should be changed is the same in each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from random import Random

import pytest

from corpus.layouts.content import Content
from corpus.layouts.reports import compose
from corpus.layouts.series import DRAWERS
from review.finding import Severity
from review.pipeline import review_bytes

FORMATS = ("docx", "html", "txt", "pdf")


def reports(seed: str) -> Iterator[tuple[str, Content]]:
    """Reports whose tables are text: a picture cannot stand in a text file."""
    for number in count():
        name = f"{seed}/{number}"
        content = compose(Random(name))
        if not content.truth.pictures:
            yield name, content


Findings = Counter[tuple[str, str, str]]


@dataclass(frozen=True)
class Seen:
    """What is said of a report in one format: each `must` and `should`, and whether all was read."""

    findings: Findings
    whole: bool


def seen(name: str, content: Content, kind: str) -> Seen:
    """A report drawn plainly in a format, and reviewed."""
    rng = Random(f"{name}/{kind}")
    data, _ = DRAWERS[kind](content, rng, content.truth.copy(), plain=True)
    review = review_bytes(data, f"report.{kind}")
    assert review.report is not None
    return Seen(
        Counter(
            (finding.severity.value, finding.code, finding.message)
            for finding in review.findings
            if finding.severity in (Severity.MUST, Severity.SHOULD)
        ),
        all(table.status == "read" for table in review.report.tables.values()),
    )


def differences(seed: str, reports_wanted: int) -> tuple[list[str], list[str]]:
    """Where a format's findings are not those of the docx: though all was read, and where not all was."""
    wrong: list[str] = []
    unread: list[str] = []
    for name, content in islice(reports(seed), reports_wanted):
        first, *others = (seen(name, content, kind) for kind in FORMATS)
        for kind, other in zip(FORMATS[1:], others, strict=True):
            if other.findings != first.findings:
                more, less = other.findings - first.findings, first.findings - other.findings
                where = wrong if other.whole or not first.whole else unread
                where.append(f"{name} {kind}: more {more}, less {less}")
    return wrong, unread


@pytest.mark.slow
def test_four_formats_give_the_same_findings() -> None:
    """A docx, a page, a text and a printed file of a report say the same of it."""
    assert differences("four", 20) == ([], [])


@pytest.mark.long
@pytest.mark.slow
def test_a_hundred_reports_in_four_formats_give_the_same_findings() -> None:
    """A hundred reports, most of them with faults; a row that a format leaves in doubt is refused."""
    wrong, unread = differences("hundred", 100)
    assert wrong == []
    assert len(unread) <= 1


def test_the_reports_have_faults() -> None:
    """The trial is no empty one."""
    found = [seen(name, content, "docx").findings for name, content in islice(reports("four"), 20)]
    assert sum(map(bool, found)) > 8

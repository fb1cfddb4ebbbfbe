"""The same report in every layout: the same figures, the same body, the same faults."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from corpus.drawing import LAYOUTS, DrawnReport, draw_docx, draw_pdf
from corpus.drawing.text import text_of
from corpus.generated import sound_report
from review.outcome import Review
from review.pipeline import review_bytes

SEEDS = range(7000, 7060)
FILES = ("docx", *LAYOUTS)


def first_everyday(*numbers: int) -> list[object]:
    """Parameters of which the first is for every day, the others take the time of many reviews."""
    first, *others = numbers
    return [first, *(pytest.param(number, marks=pytest.mark.slow) for number in others)]


def drawn_review(report: DrawnReport, layout: str, folder: Path) -> Review:
    """The review of a report drawn in one layout; AssertionError where it was not read."""
    if layout in LAYOUTS:
        review = review_bytes(text_of(report, layout).encode(), "drawn.txt")
    else:
        path = folder / f"drawn.{layout}"
        (draw_docx if layout == "docx" else draw_pdf)(report, path)
        review = review_bytes(path.read_bytes(), path.name)
    assert review.error is None, review.error
    return review


def read_as_drawn(report: DrawnReport, review: Review) -> None:
    """All 200 cells, the body and the year are those that were drawn; no must finding."""
    read = review.report
    assert read is not None
    wanted = {key: str(report.cells[key]) for key in read.cells}
    assert len(wanted) == 200
    assert {key: cell.raw for key, cell in read.cells.items()} == wanted
    assert {k: c.value for k, c in read.cells.items()} == {k: report.cells[k] for k in wanted}
    assert {t.status for t in read.tables.values()} == {"read"}
    assert not any(t.altered or t.absent for t in read.tables.values())
    assert (read.agency.name, read.year, read.form) == (report.agency, report.year, "2021")
    assert read.published == date(*map(int, re.findall(r"\d+", report.date)))
    # an invented 市 is in no gazetteer, so nothing tells it from a city without districts
    assert read.agency.kind in ({"city", "county"} if report.kind == "city" else {report.kind})
    assert [s.present for s in read.sections] == [True] * 8
    assert [f.message for f in review.findings if f.severity == "must"] == []


@pytest.mark.parametrize("third", first_everyday(0, 1, 2))
@pytest.mark.parametrize("layout", [*FILES, "pdf"])
def test_sound_reports_are_read_exactly(layout: str, third: int, tmp_path: Path) -> None:
    """Sixty sound reports: all cells exact, no must finding, as Word file, PDF and text."""
    for seed in SEEDS[third::3]:
        report = sound_report(Random(seed))
        read_as_drawn(report, drawn_review(report, layout, tmp_path))


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("layout", ["docx", "pdf", "tabs", "bars", "cell_a_line", "spaces"])
def test_five_hundred_sound_reports(layout: str, tmp_path: Path) -> None:
    """No false must in five hundred sound reports of all kinds of bodies."""
    for seed in range(20_000, 20_500):
        report = sound_report(Random(seed))
        read_as_drawn(report, drawn_review(report, layout, tmp_path))


def findings_by_code(review: Review) -> dict[str, list[str]]:
    """Codes of the must findings, and of the should findings, sorted; an imbalance with its proposal."""
    out: dict[str, list[str]] = {"must": [], "should": []}
    for finding in review.findings:
        if finding.severity in out:
            proposal = finding.proposal
            fix = f" {proposal.cell}={proposal.value}" if proposal else ""
            out[finding.severity].append(finding.code + fix)
    return {level: sorted(found) for level, found in out.items()}


def all_layouts_agree(report: DrawnReport, folder: Path) -> dict[str, list[str]]:
    """The findings that every layout gives; AssertionError where two differ."""
    found = {layout: findings_by_code(drawn_review(report, layout, folder)) for layout in FILES}
    assert all(codes == found["docx"] for codes in found.values()), found
    return found["docx"]


@pytest.mark.parametrize("seed", range(300, 312))
def test_layout_changes_no_finding(seed: int, tmp_path: Path) -> None:
    """A sound report has the same must and should findings as Word file and in all texts."""
    assert all_layouts_agree(sound_report(Random(seed)), tmp_path)["must"] == []


FAULTS: Mapping[str, tuple[dict[str, object], str, str]] = {
    "a total one too high": (
        {"raw": {"requests.received.total": "{received+1}"}}, "must", "T201",
    ),
    "an outcome two too high": (
        {"raw": {"requests.not_processed.publication.research": "2"}}, "must", "T201",
    ),
    "a total of proceedings too high": (
        {"raw": {"proceedings.litigation_direct.total": "77"}}, "must", "T202",
    ),
    "half a decision": ({"raw": {"proactive.coercion.decisions": "3.5"}}, "must", "T102"),
    "a number with its unit": (
        {"raw": {"proactive.penalties.decisions": "5件"}}, "should", "T102",
    ),
    "其他处理 as one row": ({"merged_rows": frozenset({"requests.other"})}, "must", "S204"),
    "a row left out": (
        {"dropped_rows": frozenset({"requests.not_processed.vexatious"})}, "must", "S204",
    ),
    "a typo in a row": (
        {"labels": {"4.无正当理由大量反复申请": "4.无正当理由大量反反复申请"}}, "should", "S203",
    ),
    "a typo in a column": ({"labels": {"现行有效件数": "现行有效数"}}, "should", "S203"),
    "a label that lost characters": (
        {"labels": {"2.其他法律行政法规禁止公开": "2.其他法律行政止公开"}}, "should", "S203",
    ),
    "a slash in a cell": ({"raw": {"requests.carried_in.research": "/"}}, "should", "T101"),
    "a table left out": ({"missing_tables": frozenset({"proceedings"})}, "must", "S202"),
    "rules of a bureau": ({"raw": {"proactive.regulations.in_force": "4"}}, "must", "T301"),
    "the tables of 2019": ({"form": "2019"}, "must", "S201"),
}  # fmt: skip


def faulty(name: str, seed: int) -> DrawnReport:
    """A report of a department with one fault; {received+1} is worked out from its figures."""
    report = sound_report(Random(seed), "department", 2024)
    switches = dict(FAULTS[name][0])
    if name == "a total one too high":
        high = int(report.cells["requests.received.total"]) + 1
        switches = {"raw": {"requests.received.total": str(high)}}
    return replace(report, **switches)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", first_everyday(41, 42, 43))
@pytest.mark.parametrize("name", FAULTS)
def test_layout_hides_no_fault(name: str, seed: int, tmp_path: Path) -> None:
    """A fault put into a report is found in every layout, and nothing else differs between them."""
    _, severity, code = FAULTS[name]
    found = all_layouts_agree(faulty(name, seed), tmp_path)
    assert code in [entry.split()[0] for entry in found[severity]], found


@pytest.mark.parametrize("name", FAULTS)
def test_pdf_hides_no_fault(name: str, tmp_path: Path) -> None:
    """The PDF of a faulty report has the findings of its Word file."""
    report = faulty(name, 44)
    pdf, word = (findings_by_code(drawn_review(report, kind, tmp_path)) for kind in ("pdf", "docx"))
    assert pdf == word


@pytest.mark.parametrize("seed", range(500, 506))
def test_a_wrong_corner_is_named_with_the_figure_that_was_drawn(seed: int, tmp_path: Path) -> None:
    """One inner cell of table 2 changed: in each layout the proposal restores what was there."""
    rng = Random(seed)
    report = sound_report(rng, "county", 2024)
    key = rng.choice(
        [
            f"requests.{row}.natural_person"
            for row in ("granted", "unavailable.not_held", "received")
        ]
    )
    before = report.cells[key]
    changed = replace(report, raw={key: str(before + 3)})
    for layout in FILES:
        review = drawn_review(changed, layout, tmp_path)
        proposals = [f.proposal for f in review.findings if f.code == "T201"]
        assert [(p.cell, p.value) for p in proposals if p] == [(key, before)], layout

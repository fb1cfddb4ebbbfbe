"""Every sample submission is reviewed as corpus/samples/expected.toml says, by the rules in its head."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.build_samples import SAMPLES, load_samples
from review.checks.planned import PLANNED
from review.finding import CellEvidence, Finding
from review.outcome import Review
from review.pipeline import review_bytes
from review.report.forms import load_form

NOT_YET = frozenset(code for code, _ in PLANNED)
EXPECTED: list[dict[str, Any]] = tomllib.loads(
    (SAMPLES / "expected.toml").read_text(encoding="utf-8")
)["report"]
DRAWN = {sample.file: sample.report for sample in load_samples()}

each_report = pytest.mark.parametrize("entry", EXPECTED, ids=lambda e: Path(e["file"]).stem)
EXPECTED_FINDINGS = [
    (entry["file"], finding)
    for entry in EXPECTED
    for finding in entry.get("finding", ())
    if finding["code"] not in NOT_YET
]


@cache
def reviewed(file: str) -> Review:
    """The review of a sample; its last year's report is given where expected.toml names one."""
    entry = next(e for e in EXPECTED if e["file"] == file)
    last = (SAMPLES / entry["last_year"]).read_bytes() if "last_year" in entry else None
    return review_bytes((SAMPLES / file).read_bytes(), Path(file).name, None, last)


def overlaps(review: Review, finding: Finding, quote: str) -> bool:
    """Whether a stretch of the finding's evidence meets a place where the quote stands."""
    assert review.report is not None
    for span in finding.spans:
        text = review.report.section(span.section).text
        at = text.find(quote)
        while at >= 0:
            if span.start < at + len(quote) and at < span.end:
                return True
            at = text.find(quote, at + 1)
    return False


def speaks_of(finding: Finding, cell: str, form: str) -> bool:
    """Whether a cell is among the evidence, is the proposal's, or has its place in the message."""
    if cell in finding.cells or (finding.proposal and finding.proposal.cell == cell):
        return True
    return load_form(form).describe(cell) in finding.message


def answers(review: Review, finding: Finding, wanted: dict[str, Any]) -> bool:
    """Whether a finding answers an entry of expected.toml."""
    assert review.report is not None
    if finding.code != wanted["code"] or finding.severity != wanted["severity"]:
        return False
    cells = wanted.get("cells", ())
    if cells and not any(speaks_of(finding, cell, review.report.form) for cell in cells):
        return False
    if "quote" in wanted and not overlaps(review, finding, wanted["quote"]):
        return False
    if "found" in wanted and wanted["found"] not in finding.message:
        return False
    if "section" in wanted:
        places = {span.section for span in finding.spans} | finding.tables
        if wanted["section"] not in places:
            return False
    if "proposal" in wanted:
        proposal = finding.proposal
        if proposal is None or wanted["proposal"] != {
            "cell": proposal.cell,
            "value": proposal.value,
        }:
            return False
    return True


@pytest.mark.parametrize(
    ("file", "wanted"),
    EXPECTED_FINDINGS,
    ids=[
        f"{Path(file).stem}-{number}-{finding['code']}"
        for number, (file, finding) in enumerate(EXPECTED_FINDINGS)
    ],
)
def test_expected_finding_is_there(file: str, wanted: dict[str, Any]) -> None:
    """Each expected finding is answered by one with its code, severity, place and proposal."""
    review = reviewed(file)
    shown = [(f.code, f.severity.value, f.cells, f.message) for f in review.findings]
    assert any(answers(review, f, wanted) for f in review.findings), (wanted, shown)


@each_report
def test_no_must_finding_beyond_the_expected(entry: dict[str, Any]) -> None:
    """A must finding that answers no entry is an error of the tool: the must entries are complete."""
    review = reviewed(entry["file"])
    wanted = [f for f in entry.get("finding", ()) if f["severity"] == "must"]
    extra = [
        (f.code, f.message)
        for f in review.findings
        if f.severity == "must" and not any(answers(review, f, w) for w in wanted)
    ]
    assert extra == []


@each_report
def test_must_findings_are_as_many_as_expected(entry: dict[str, Any]) -> None:
    """One cause, one finding: no must entry is answered twice."""
    wanted = [
        f for f in entry.get("finding", ()) if f["severity"] == "must" and f["code"] not in NOT_YET
    ]
    found = [f for f in reviewed(entry["file"]).findings if f.severity == "must"]
    assert sorted(f.code for f in found) == sorted(f["code"] for f in wanted)


@each_report
def test_codes_that_must_not_occur_do_not(entry: dict[str, Any]) -> None:
    """None of the codes under `absent` is found."""
    found = {f.code for f in reviewed(entry["file"]).findings}
    assert found & set(entry["absent"]) == set()


@each_report
def test_what_could_not_be_checked_is_said(entry: dict[str, Any]) -> None:
    """Codes under `not_run` are listed there, with a reason."""
    reasons = {n.code: n.reason for n in reviewed(entry["file"]).not_run}
    assert set(entry.get("not_run", ())) <= reasons.keys()
    assert all(reasons.values())


@each_report
def test_recognition_finds_who_when_and_which_form(entry: dict[str, Any]) -> None:
    """Agency, kind, year, date of publication and form are those of expected.toml."""
    report = reviewed(entry["file"]).report
    assert report is not None
    assert report.agency.kind in {entry["kind"], *entry.get("kind_also", ())}
    assert (report.agency.name, report.year, report.published, report.form) == (
        entry["agency"],
        entry["year"],
        entry["published"],
        entry["form"],
    )


@each_report
def test_sound_reports_have_no_must_finding(entry: dict[str, Any]) -> None:
    """`sound` tells whether there is a must finding (among the codes that are checked)."""
    found = [f for f in reviewed(entry["file"]).findings if f.severity == "must"]
    if entry["sound"]:
        assert found == []
    else:
        assert found != []


@each_report
def test_every_legible_cell_is_read_as_drawn(entry: dict[str, Any]) -> None:
    """What stands in the tables is read, cell for cell: the data's figures and the faults put in.

    Tables left out or given as a picture have no cells; rows merged into one hold their sum.
    """
    review, drawn = reviewed(entry["file"]), DRAWN[entry["file"]]
    assert review.report is not None
    merged = "requests.other" in drawn.merged_rows or drawn.form == "2019"
    illegible = drawn.missing_tables | drawn.picture_tables
    wanted: dict[str, str] = {}
    for table in load_form(drawn.form).tables.values():
        for key in table.cell_keys():
            wanted[key] = str(drawn.cells.get(key, 0))
    if merged:
        for column in load_form("2021").tables["requests"].columns:
            keys = [
                f"requests.other.{row}.{column.key}"
                for row in ("correction_overdue", "fee_overdue", "other")
            ]
            wanted[keys[2]] = str(sum(drawn.cells.get(key, 0) for key in keys))
            wanted.pop(keys[0], None)
            wanted.pop(keys[1], None)
    wanted |= drawn.raw
    dropped = tuple(f"{row}." for row in drawn.dropped_rows)
    wanted = {
        key: raw
        for key, raw in wanted.items()
        if key.split(".", 1)[0] not in illegible and not key.startswith(dropped)
    }
    assert {key: cell.raw for key, cell in review.report.cells.items()} == wanted


def test_values_are_numbers_without_unit_or_note() -> None:
    """22（其中修订16件） is 22, a blank is no number, 1286.5 stays what it is, a picture has no cells."""
    commerce = reviewed("reports/区商务局2024年报.docx")
    noted = "proactive.normative_documents.in_force"
    assert [e.raw for f in commerce.findings for e in f.evidence
            if isinstance(e, CellEvidence) and e.cell == noted] == ["22（其中修订16件）"]  # fmt: skip
    assert commerce.report is not None and commerce.report.value(noted) == 22
    town = reviewed("reports/清和县柳渡镇人民政府2024年报.txt").report
    assert town is not None
    assert town.cells["requests.carried_in.total"].value is None
    office = reviewed("reports/清和县人民政府办公室2024年报.docx").report
    assert office is not None and office.tables["proceedings"].status == "picture"
    assert not any(key.startswith("proceedings.") for key in office.cells)

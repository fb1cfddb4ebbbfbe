"""Fingerprints of findings: a reviewer's decision on a fault survives everything but its correction."""

from dataclasses import replace

from review.finding import CellEvidence, Finding, Severity, identify
from review.model import Span
from review.outcome import Review
from tests.builders import beside_substance, report_text, review_text

RECEIVED = "requests.received.total"
FAULTY = report_text(
    sections={
        "overview": "2023年，共收到政府信息公开申请5件。",
        "problems": "下一步，我局将加强组织领导。",
    },
    cells={"requests.granted.natural_person": "3", "requests.received.research": "/"},
    edits=(("2023年12月31日", "2023年12月30日"),),
)


def ids(review: Review) -> dict[str, str]:
    """Fingerprints by code; the faulty report has one finding a code."""
    findings = beside_substance(review)
    assert len({finding.code for finding in findings}) == len(findings)
    return {finding.code: finding.id for finding in findings}


def test_same_text_gives_the_same_ids() -> None:
    """Two runs over the same text agree, and no two findings share an id."""
    first = ids(review_text(FAULTY))
    assert first == ids(review_text(FAULTY))
    assert set(first) == {"S302", "T201", "N101", "R301", "T101"}
    assert len(set(first.values())) == len(first)
    assert all(len(value) == 16 for value in first.values())


def test_another_file_name_keeps_the_ids() -> None:
    """The same report under another name has the same findings."""
    assert ids(review_text(FAULTY)) == ids(review_text(FAULTY, "清和县商务局（终稿）.txt"))


def test_words_inserted_before_keep_the_ids() -> None:
    """A new paragraph moves every offset of its section and no id."""
    moved = FAULTY.replace("2023年，共收到", "县政府网站新设商务专栏。\n2023年，共收到")
    assert moved != FAULTY
    before, after = review_text(FAULTY), review_text(moved)
    assert ids(before) == ids(after)
    starts = [[f.spans[0].start for f in r.findings if f.code == "N101"] for r in (before, after)]
    assert starts[0] != starts[1]


def test_width_of_digits_keeps_the_ids() -> None:
    """Full-width digits are the same quote."""
    assert ids(review_text(FAULTY)) == ids(review_text(FAULTY.replace("申请5件", "申请５件")))


def test_changed_figure_gives_a_new_id() -> None:
    """Another figure is another fault: a decision on the old one does not cover it."""
    before, after = ids(review_text(FAULTY)), ids(review_text(FAULTY.replace("申请5件", "申请7件")))
    assert before["N101"] != after["N101"]
    del before["N101"], after["N101"]
    assert before == after


def test_changed_cell_gives_a_new_id() -> None:
    """The raw value of a cell is part of the id of what is said about it."""
    reviews = [review_text(report_text(cells={RECEIVED: raw})) for raw in ("3", "4")]
    assert ids(reviews[0])["T201"] != ids(reviews[1])["T201"]


def _finding(*evidence: Span | CellEvidence, message: str = "", subject: str = "") -> Finding:
    return Finding("N101", Severity.MUST, "", message, "", "", evidence, subject=subject)


def test_equals_are_told_apart_by_their_ordinal() -> None:
    """The same words twice in a section are two findings; the first keeps its id if the second goes."""
    first = _finding(Span("overview", 0, 4, "收到3件"))
    second = _finding(Span("overview", 40, 44, "收到3件"))
    both = identify([first, second])
    assert both[0].id != both[1].id
    assert identify([second])[0].id == both[0].id


def test_message_is_no_part_of_an_id() -> None:
    """A better wording in a later version keeps the reviewers' decisions."""
    cell = CellEvidence(RECEIVED, "3")
    plain, reworded = identify([_finding(cell)]), identify([_finding(cell, message="改写")])
    assert plain[0].id == reworded[0].id


def test_evidence_that_others_bring_is_no_part_of_the_id_of_a_whole_fault() -> None:
    """More agencies that share a text do not undo what was decided; another fault has an id of its own."""
    whole = [
        replace(_finding(*evidence, subject=subject), whole=True)
        for subject in ("", "source")
        for evidence in ((Span("overview", 0, 4, "收到3件"),), (Span("other", 0, 2, "甲乙"),))
    ]
    ids = [identify([finding])[0].id for finding in whole]
    assert ids[0] == ids[1]
    assert ids[2] == ids[3]
    assert ids[0] != ids[2]


def test_subject_tells_findings_without_evidence_apart() -> None:
    """Two missing parts are two findings, whichever of them is reported first."""
    one, two = _finding(subject="problems"), _finding(subject="other")
    ids_forth = {f.subject: f.id for f in identify([one, two])}
    ids_back = {f.subject: f.id for f in identify([two, one])}
    assert ids_forth == ids_back
    assert len(set(ids_forth.values())) == 2

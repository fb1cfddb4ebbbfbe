"""What every review must hold, whatever the report: exact places, eight sections, keys of the form."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from corpus.build_samples import SAMPLES
from corpus.drawing import LAYOUTS, draw_docx
from corpus.drawing.text import text_of
from corpus.generated import sound_report
from review.checks import CHECKS
from review.finding import Finding
from review.model import SECTION_KEYS, Span
from review.outcome import Review
from review.outputs.json_form import as_json
from review.pipeline import review_bytes
from review.report.forms import FORM_IDS, load_form

SAMPLE_FILES = sorted(
    path for folder in ("reports", "last_year") for path in (SAMPLES / folder).iterdir()
)
GENERATED = 40
REAL_FILES = (
    "changle_commerce_2023.txt",
    "county_commerce_2021.txt",
    "district_commerce_2024.txt",
    "hongze_district_2023.pdf",
    "hongze_district_2024.pdf",
    "hongze_district_2023.tables.txt",
    "hongze_district_2024.tables.txt",
    "jinhu_county_2023.txt",
    "suqian_city_2023.txt",
    "suqian_city_2024.txt",
)


def sections_are_eight(review: Review) -> None:
    """Eight sections in the order of the contract; an absent one has no heading and no text."""
    assert review.report is not None
    assert tuple(s.key for s in review.report.sections) == SECTION_KEYS
    for section in review.report.sections:
        if not section.present:
            assert (section.heading, section.text) == ("", "")


def sentences_have_their_places(review: Review) -> None:
    """A sentence is its stretch of the section; ids are unique, stretches do not overlap."""
    assert review.report is not None
    ids = [s.id for s in review.sentences]
    assert len(set(ids)) == len(ids)
    assert [SECTION_KEYS.index(s.section) for s in review.sentences] == sorted(
        SECTION_KEYS.index(s.section) for s in review.sentences
    )
    end: dict[str, int] = {}
    for sentence in review.sentences:
        text = review.report.section(sentence.section).text
        assert sentence.id.split(":")[0] == sentence.section
        assert text[sentence.start : sentence.end] == sentence.text != ""
        assert sentence.start >= end.get(sentence.section, 0)
        end[sentence.section] = sentence.end


def sentences_leave_nothing_out(review: Review) -> None:
    """What stands between sentences is blank: no word of a section is in none of them."""
    assert review.report is not None
    for section in review.report.sections:
        at, between = 0, ""
        for sentence in review.sentences:
            if sentence.section == section.key:
                between += section.text[at : sentence.start]
                at = sentence.end
        assert (between + section.text[at:]).strip() == ""


def claims_have_their_places(review: Review) -> None:
    """A claim's quote is its stretch and lies in its sentence; its cells are cells of the form."""
    assert review.report is not None
    sentences = {s.id: s for s in review.sentences}
    known = {k for f in FORM_IDS for t in load_form(f).tables.values() for k in t.cell_keys()}
    for claim in review.claims:
        sentence = sentences[claim.sentence]
        text = review.report.section(claim.section).text
        assert text[claim.start : claim.end] == claim.quote != ""
        assert sentence.start <= claim.start < claim.end <= sentence.end
        assert sentence.section == claim.section
        assert {*claim.cells, *claim.base} <= known
        assert claim.cells or claim.verdict == "unverifiable"
        assert (claim.low is not None) == (claim.high is not None) == (claim.relation == "in")


def evidence_has_its_places(review: Review) -> None:
    """Evidence is its stretch of a section, or a cell that was read with what stands in it."""
    assert review.report is not None

    def check(finding: Finding) -> None:
        for piece in finding.evidence:
            if isinstance(piece, Span):
                text = review.report.section(piece.section).text  # type: ignore[union-attr]
                assert text[piece.start : piece.end] == piece.quote != "", finding.code
            else:
                cell = review.report.cells.get(piece.cell)  # type: ignore[union-attr]
                assert cell is not None and cell.raw == piece.raw, (finding.code, piece)

    for finding in review.findings:
        check(finding)
    spans = [review.report.published_span, review.report.agency.span]
    spans += [mention.span for mention in review.report.years]
    spans += [review.report.period.span] if review.report.period else []
    for span in spans:
        if span is not None:
            text = review.report.section(span.section).text
            assert text[span.start : span.end] == span.quote != ""


def cells_are_the_forms(review: Review) -> None:
    """A table that was read has the form's keys: each cell read, absent or refused, once."""
    assert review.report is not None
    for key, reading in review.report.tables.items():
        keys = list(load_form(reading.form).tables[key].cell_keys())
        assert all(cell.key == name for name, cell in reading.cells.items())
        if reading.status == "read":
            assert not reading.refused
            assert [k for k in keys if k in reading.cells] == list(reading.cells)
            assert set(reading.cells) | set(reading.absent) == set(keys)
            assert not set(reading.cells) & set(reading.absent)
        elif reading.status == "partly":
            assert reading.refused and reading.reason
            assert not set(reading.cells) & set(reading.refused)
            assert {*reading.cells, *reading.absent, *reading.refused} == set(keys)
        else:
            assert not reading.cells
            assert reading.reason or reading.status == "missing"


def nothing_is_left_unsaid(review: Review) -> None:
    """Each check not run has a reason; each check ran, or says why not; findings have all their words."""
    assert all(n.reason for n in review.not_run)
    assert len({(n.code, n.reason) for n in review.not_run}) == len(review.not_run)
    codes = {c.code for c in CHECKS} | {n.code for n in review.not_run}
    assert {f.code for f in review.findings} <= {c.code for c in CHECKS} <= codes
    ids = [f.id for f in review.findings]
    assert len(set(ids)) == len(ids) and all(ids)
    for finding in review.findings:
        assert finding.title and finding.message and finding.advice and finding.basis
        assert not any(name in finding.message for name in ("requests.", "proceedings.", "None"))


PROPERTIES: tuple[Callable[[Review], None], ...] = (
    sections_are_eight,
    sentences_have_their_places,
    sentences_leave_nothing_out,
    claims_have_their_places,
    evidence_has_its_places,
    cells_are_the_forms,
    nothing_is_left_unsaid,
)
each_property = pytest.mark.parametrize("holds", PROPERTIES, ids=lambda p: p.__name__)


@pytest.fixture(scope="module")
def sample_reviews() -> list[Review]:
    """The reviews of all samples."""
    return [review_bytes(path.read_bytes(), path.name) for path in SAMPLE_FILES]


@pytest.fixture(scope="module")
def generated_reviews(tmp_path_factory: pytest.TempPathFactory) -> list[Review]:
    """Reviews of generated reports, a fifth as Word files, the others as text in all layouts."""
    folder = tmp_path_factory.mktemp("generated")
    out = []
    for seed in range(GENERATED):
        report = sound_report(Random(9000 + seed))
        layouts = ("docx", *LAYOUTS)
        layout = layouts[seed % len(layouts)]
        if layout == "docx":
            path = folder / f"{seed}.docx"
            draw_docx(report, path)
            out.append(review_bytes(path.read_bytes(), path.name))
        else:
            out.append(review_bytes(text_of(report, layout).encode(), f"{seed}.txt"))
    return out


@pytest.fixture(scope="module")
def real_reviews(real_folder: Path) -> list[Review]:
    """The reviews of all real reports, and of the transcripts of those that are PDFs."""
    return [review_bytes((real_folder / name).read_bytes(), name) for name in REAL_FILES]


@each_property
def test_samples(holds: Callable[[Review], None], sample_reviews: list[Review]) -> None:
    """The property holds for every sample submission."""
    assert len(sample_reviews) == 12
    for review in sample_reviews:
        holds(review)


@each_property
def test_generated_reports(
    holds: Callable[[Review], None], generated_reviews: list[Review]
) -> None:
    """The property holds for reports by chance, in every layout."""
    assert len(generated_reviews) == GENERATED
    for review in generated_reviews:
        holds(review)


@pytest.mark.real
@each_property
def test_real_reports(holds: Callable[[Review], None], real_reviews: list[Review]) -> None:
    """The property holds for every real report."""
    for review in real_reviews:
        holds(review)


def test_json_tells_the_same_places(sample_reviews: list[Review]) -> None:
    """What a program reads obeys `text[start:end] == quote` as well."""
    for review in sample_reviews:
        document = as_json(review)
        texts = {s["key"]: s["text"] for s in document["report"]["sections"]}
        for sentence in document["sentences"]:
            place = slice(sentence["start"], sentence["end"])
            assert texts[sentence["section"]][place] == sentence["text"]
        pieces = [e for f in document["findings"] for e in f["evidence"] if "section" in e]
        for piece in [*document["claims"], *pieces]:
            assert texts[piece["section"]][piece["start"] : piece["end"]] == piece["quote"]

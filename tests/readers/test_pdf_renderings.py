"""One report in many renderings: the same cells, the same text, the same findings."""

import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import get_args

import pytest

from corpus.drawing import DrawnReport, draw_docx
from corpus.drawing.drawn import filled_table
from corpus.generated import sound_report
from corpus.statutory_form import FORMS
from review.finding import Severity
from review.outcome import Review
from review.pipeline import review_bytes
from tests.readers.html_files import page, report_html
from tests.readers.pdf_styles import Borders, Style, styled_pdf

BORDERS: tuple[Borders, ...] = get_args(Borders)
UNRULED = ("level", "none")


def figures(report: DrawnReport) -> dict[str, str]:
    """What stands in each cell of the drawn report."""
    return {
        form_cell.key: drawn.text
        for part, form in FORMS[report.form].items()
        for form_cell, drawn in zip(form().cells, filled_table(report, part).cells, strict=True)
        if form_cell.key
    }


def cells(review: Review) -> dict[str, str]:
    """What was read from each cell."""
    assert review.report is not None, review.error
    return {
        key: "".join(cell.raw.split())
        for table in review.report.tables.values()
        for key, cell in table.cells.items()
    }


def texts(review: Review) -> dict[str, str]:
    """Each section's text without its line ends, which a PDF does not have where a docx has."""
    assert review.report is not None
    return {section.key: "".join(section.text.split()) for section in review.report.sections}


def faults(review: Review) -> list[tuple[str, str]]:
    """The findings that cost points."""
    grave = (Severity.MUST, Severity.SHOULD)
    return sorted((f.code, str(f.severity)) for f in review.findings if f.severity in grave)


def as_docx(report: DrawnReport, folder: Path) -> Review:
    path = folder / "a.docx"
    draw_docx(report, path)
    return review_bytes(path.read_bytes(), path.name)


def assert_same(got: Review, report: DrawnReport, docx: Review, note: object = "") -> None:
    """The rendering says what the report says, and no more is found in it than in the docx."""
    assert cells(got) == figures(report), note
    assert texts(got) == texts(docx), note
    assert faults(got) == faults(docx), note
    assert got.report and docx.report
    assert (got.report.agency, got.report.year) == (docx.report.agency, docx.report.year), note


@pytest.mark.parametrize("borders", [b for b in BORDERS if b not in UNRULED])
@pytest.mark.parametrize("seed", [3, 11])
def test_borders_of_every_kind(borders: Borders, seed: int, tmp_path: Path) -> None:
    """Whatever shows where cells end, on whatever page, the report is the same."""
    report = sound_report(Random(9000 + seed))
    style = Style.by_chance(Random(seed), borders)
    got = review_bytes(styled_pdf(report, style, seed), "a.pdf")
    assert_same(got, report, as_docx(report, tmp_path), style)


@pytest.mark.parametrize("borders", UNRULED)
@pytest.mark.parametrize("seed", range(4))
def test_no_cell_is_read_wrongly_without_upright_rulings(borders: Borders, seed: int) -> None:
    """What is read of tables without rulings is right, and almost all of it is read."""
    report = sound_report(Random(9000 + seed))
    style = Style.by_chance(Random(seed), borders)
    got, wanted = cells(review_bytes(styled_pdf(report, style, seed), "a.pdf")), figures(report)
    assert {key: raw for key, raw in got.items() if wanted[key] != raw} == {}
    assert len(got) > 0.9 * len(wanted)


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("borders", BORDERS)
def test_many_styles(borders: Borders, tmp_path: Path) -> None:
    """Forty reports in styles by chance: ruled ones come out whole, no cell of any is wrong."""
    read = 0
    for seed in range(40):
        report = sound_report(Random(5000 + seed))
        style = Style.by_chance(Random(seed), borders)
        got = review_bytes(styled_pdf(report, style, seed), "a.pdf")
        wanted, found = figures(report), cells(got)
        assert {key: raw for key, raw in found.items() if wanted[key] != raw} == {}, style
        read += len(found)
        if borders not in (*UNRULED, "grounds"):
            assert_same(got, report, as_docx(report, tmp_path), style)
    assert read >= 0.995 * 40 * 200


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.libreoffice
def test_printed_by_libreoffice(tmp_path: Path) -> None:
    """Word files printed by LibreOffice, all in one call."""
    reports = [sound_report(Random(7000 + seed)) for seed in range(30)]
    for number, report in enumerate(reports):
        draw_docx(report, tmp_path / f"{number:02}.docx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.docx")))],
        check=True, capture_output=True, timeout=400,
    )  # fmt: skip
    for number, report in enumerate(reports):
        docx = review_bytes((tmp_path / f"{number:02}.docx").read_bytes(), "a.docx")
        got = review_bytes((tmp_path / f"{number:02}.pdf").read_bytes(), "a.pdf")
        assert_same(got, report, docx, number)


STYLES = (
    "td{border:1px solid #000}table{border-collapse:collapse}",
    "table{border-collapse:separate;border-spacing:0}",
    "table{border-collapse:collapse}td{border:0;border-bottom:1px solid #999;border-left:1px dashed #999}",
    "table{border-collapse:collapse}td{border:3px double black}tr:nth-child(even){background:#eef}",
    "table{border-collapse:collapse}td{border:1px solid #ccc}tr{page-break-inside:avoid}",
)


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.browser
def test_printed_by_chromium(tmp_path: Path) -> None:
    """Web pages printed by a browser, with its heads and feet, in several styles and sizes."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        window = browser.new_page()
        for seed in range(30):
            rng = Random(seed)
            report = sound_report(Random(8000 + seed))
            style = rng.choice(STYLES) + (
                f"body{{font-size:{rng.choice((14, 16, 18))}px;line-height:1.75}}"
                f"table{{width:100%}}td{{font-size:{rng.choice((11, 12, 14))}px;text-align:center}}"
                "p{text-indent:2em}td p{text-indent:0}h1{font-size:130%}"
            )
            html = page(report_html(report)).replace("<style>", f"<style>{style}")
            window.set_content(html)
            data = window.pdf(
                format="A4",
                landscape=seed % 8 == 7,
                margin=dict.fromkeys(("top", "bottom", "left", "right"), "1.5cm"),
                print_background=True,
                display_header_footer=True,
            )
            docx = as_docx(report, tmp_path)
            got = review_bytes(data, "a.pdf")
            assert_same(got, report, docx, seed)
        browser.close()

"""PDFs by other writers: LibreOffice, and real reports where they are at hand."""

import os
import re
import subprocess
from pathlib import Path
from unicodedata import normalize

import pytest

from review.model import Paragraph
from review.readers.pdf import read_pdf
from tests.readers.pdf_files import SOURCE, content, grids, lines, rows


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_table_printed_by_libreoffice_is_whole(tmp_path: Path) -> None:
    """LibreOffice's borders are seen, and a long table over two pages is one grid."""
    body = "".join(
        f"<tr><td>（{i}）某一类申请办理情况</td><td>{i * 7}</td><td>{i * 11}</td></tr>"
        for i in range(60)
    )
    page = tmp_path / "t.html"
    page.write_text(
        "<meta charset='utf-8'><p>标题文字</p><table border='1' style='border-collapse:collapse'>"
        f"<tr><td rowspan='2'>情形</td><td colspan='2'>数量</td></tr><tr><td>甲</td><td>乙</td></tr>"
        f"{body}</table>",
        "utf-8",
    )
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(tmp_path), str(page)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    document = read_pdf((tmp_path / "t.pdf").read_bytes(), SOURCE)
    assert document.source.pages and document.source.pages > 1
    (grid,) = grids(document)
    assert [row[-2:] for row in rows(grid)[2:]] == [[str(i * 7), str(i * 11)] for i in range(60)]
    assert content(grid)[:2] == [(0, 0, "情形", 2, 1), (0, 1, "数量", 1, 2)]


# --- real reports -----------------------------------------------------------------------------

REAL = os.environ.get("NIANBAO_REAL")


def fold(text: str) -> str:
    return re.sub(r"\s", "", normalize("NFKC", text))


def transcript_rows(path: Path) -> list[list[str]]:
    """The rows of a transcript: leaf label and numbers, for rows that end in a number."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        cells = [fold(cell) for cell in line.split("\t")]
        if len(cells) > 1 and re.fullmatch(r"[\d.]+", cells[-1]):
            found.append([cell for cell in cells if cell])
    return found


@pytest.mark.real
@pytest.mark.parametrize("year", [2023, 2024])
def test_real_tables_carry_every_label_and_number(year: int) -> None:
    """Rows of a real report's grids end in the transcript's rows: leaf label and all numbers."""
    folder = Path(REAL or "")
    document = read_pdf((folder / f"hongze_district_{year}.pdf").read_bytes(), SOURCE)
    assert [grid.columns for grid in grids(document)] == [4, 10, 15]
    read_rows = [
        [fold(text) for text in row if text]
        for grid in grids(document)
        for row in rows(grid)
        if re.fullmatch(r"[\d.]+", row[-1])
    ]
    expected = transcript_rows(folder / f"hongze_district_{year}.tables.txt")
    # The transcript repeats the groups that a row stands in; the grid has them once, merged.
    assert len(read_rows) == len(expected) == 30
    for got, wanted in zip(read_rows, expected, strict=True):
        numbers = sum(bool(re.fullmatch(r"[\d.]+", cell)) for cell in wanted)
        tail = min(len(wanted), numbers + 1)
        assert got[-tail:] == wanted[-tail:]
    labels = {cell for row in expected for cell in row}
    assert labels <= {fold(cell.text) for grid in grids(document) for cell in grid.cells}


@pytest.mark.real
@pytest.mark.parametrize("year", [2023, 2024])
def test_real_text_is_whole_and_free_of_page_numbers(year: int) -> None:
    """Joined at wraps, the lines of a real report are the paragraphs of its transcript."""
    folder = Path(REAL or "")
    document = read_pdf((folder / f"hongze_district_{year}.pdf").read_bytes(), SOURCE)
    text = fold("".join(lines(document)))
    transcript = (folder / f"hongze_district_{year}.tables.txt").read_text("utf-8")
    wanted = fold("".join(line for line in transcript.splitlines()[1:] if "\t" not in line))
    captions = re.compile(r"第二十条第\(.\)项")
    assert text.endswith(captions.sub("", wanted)[-300:])
    assert not [line for line in lines(document) if re.fullmatch(r"[-\s\d]+", line)]
    assert sum(isinstance(b, Paragraph) and b.wrapped for b in document.blocks) > 20

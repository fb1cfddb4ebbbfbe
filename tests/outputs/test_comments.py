"""Comments in the agency's own file: at the words and cells meant, and nothing else is changed."""

import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pdfplumber
import pytest
from docx import Document
from lxml import etree

import review
from corpus.drawing import draw_docx
from corpus.layouts.reports import compose
from corpus.layouts.word import draw_word
from review.outputs.comments import Commented, write_comments
from review.outputs.json_form import as_json
from review.outputs.notes import NoteRefused
from review.outputs.places import cell_place
from review.pipeline import review_bytes
from tests.outputs.drawn_documents import (
    SAMPLES,
    Mine,
    all_accepted,
    faulty_report,
)

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AT = datetime(2025, 2, 20, 8, 0, tzinfo=UTC)
FAULTY = SAMPLES / "区商务局2024年报.docx"


def reviewed(path: Path) -> dict[str, Any]:
    return review.as_json(review.check(path))


def commented(path: Path, **options: Any) -> tuple[dict[str, Any], Commented]:
    document = reviewed(path)
    return document, write_comments(
        path.read_bytes(), document, all_accepted(document), at=AT, **options
    )


def ranges_of(content: bytes) -> dict[str, str]:
    """Number of a comment to the text that its range covers, paragraphs and cells run together."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    word = root.tag.rpartition("}")[0] + "}"
    texts: dict[str, str] = {}
    opened: set[str] = set()
    for element in root.iter():
        if element.tag == f"{word}commentRangeStart":
            opened.add(element.get(f"{word}id"))
            texts[element.get(f"{word}id")] = ""
        elif element.tag == f"{word}commentRangeEnd":
            opened.remove(element.get(f"{word}id"))
        elif element.tag == f"{word}t":
            for number in opened:
                texts[number] += element.text or ""
    assert not opened
    return texts


def test_each_comment_covers_what_it_is_about() -> None:
    """Of every finding with words or a filled cell the range is exactly these."""
    document, made = commented(FAULTY)
    findings = {f["id"]: f for f in document["findings"]}
    ranges = list(ranges_of(made.content).values())
    comments = list(Document(BytesIO(made.content)).comments)
    assert len(comments) == len(ranges) == len(made.placed) + len(made.beside)
    assert len(made.placed) > 8
    by_title = {
        c.paragraphs[0].text: r for c, r in zip(comments, ranges_in_order(made), strict=True)
    }
    checked = 0
    for number in made.placed:
        finding = findings[number]
        if (
            finding["proposal"]
            or sum(f["title"] == finding["title"] for f in findings.values()) > 1
        ):
            continue
        first = finding["evidence"][0]
        wanted = str(first.get("quote", first.get("raw"))).replace("\n", "").strip()
        level = {"must": "必须修改", "should": "建议修改", "ask": "请核实"}[finding["severity"]]
        assert by_title[f"【{level}】{finding['title']}"] == wanted
        checked += 1
    assert checked >= 6


def ranges_in_order(made: Commented) -> list[str]:
    found = ranges_of(made.content)
    return [found[str(c.comment_id)] for c in Document(BytesIO(made.content)).comments]


def test_the_rest_of_the_file_keeps_its_bytes() -> None:
    """Other parts are the same; the main part, without the ranges, reads the same."""
    _, made = commented(FAULTY)
    with zipfile.ZipFile(FAULTY) as old, zipfile.ZipFile(BytesIO(made.content)) as new:
        changed = {n for n in old.namelist() if old.read(n) != new.read(n)}
        added = set(new.namelist()) - set(old.namelist())
        assert new.testzip() is None
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert len(added) == 1
    before, after = Document(str(FAULTY)), Document(BytesIO(made.content))
    assert [p.text for p in before.paragraphs] == [p.text for p in after.paragraphs]


def test_the_commented_file_is_reviewed_as_before(tmp_path: Path) -> None:
    """All findings keep their ids: comments are no part of the text."""
    document, made = commented(FAULTY)
    path = tmp_path / "批注.docx"
    path.write_bytes(made.content)
    assert [f["id"] for f in reviewed(path)["findings"]] == [f["id"] for f in document["findings"]]


def test_comments_are_added_to_those_that_are_there(tmp_path: Path) -> None:
    """A second time: the numbers go on, the first comments stay."""
    _, made = commented(FAULTY)
    path = tmp_path / "批注.docx"
    path.write_bytes(made.content)
    _, twice = commented(path, author="另一人")
    comments = list(Document(BytesIO(twice.content)).comments)
    first = len(made.placed) + len(made.beside)
    assert len(comments) == 2 * first
    assert [c.author for c in comments] == ["审阅单位"] * first + ["另一人"] * first
    assert len({c.comment_id for c in comments}) == 2 * first
    ranges_of(twice.content)


def test_a_blank_cell_has_the_comment_in_itself(tmp_path: Path) -> None:
    """Where nothing stands there are no words to cover: the comment stands in the blank cell."""
    report = faulty_report(Random(1))
    key = "requests.granted.business"
    path = tmp_path / "空格.docx"
    draw_docx(replace(report, raw={key: ""}), path)
    document = reviewed(path)
    assert document["report"]["tables"][key]["raw"] == ""
    own = [Mine(cell=key, message="这一格没有填。")]
    made = write_comments(path.read_bytes(), document, {}, own=own, at=AT)
    assert made.placed == ("a" * 16,)
    with zipfile.ZipFile(BytesIO(made.content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    start = next(root.iter(f"{WORD}commentRangeStart"))
    cell = next(start.iterancestors(f"{WORD}tc"))
    assert not "".join(t.text or "" for t in cell.iter(f"{WORD}t"))
    row = cell.getparent()
    assert "予以公开" in "".join(t.text or "" for t in row.iter(f"{WORD}t"))
    assert "予以公开" in cell_place("2021", key)


@pytest.mark.slow
def test_words_are_found_in_drawn_files(tmp_path: Path) -> None:
    """Twenty faulty files: every finding with words of the text is placed at its words."""
    placed = beside = 0
    for seed in range(20):
        path = tmp_path / f"{seed}.docx"
        draw_docx(faulty_report(Random(seed)), path)
        document = reviewed(path)
        made = write_comments(path.read_bytes(), document, all_accepted(document), at=AT)
        without = [f["id"] for f in document["findings"] if not f["evidence"]]
        assert set(made.beside) <= set(without)
        placed, beside = placed + len(made.placed), beside + len(made.beside)
        ranges_of(made.content)
    assert placed > 40


@pytest.mark.slow
def test_files_of_all_layouts_take_comments() -> None:
    """Files with hazards of Word (strict, nested, in controls …): all is placed, all is kept."""
    placed = 0
    for seed in range(24):
        content = compose(Random(seed))
        data, layout = draw_word(content, Random(seed), content.truth.copy())
        document = as_json(review_bytes(data, "报告.docx"))
        made = write_comments(data, document, all_accepted(document), at=AT)
        without = {f["id"] for f in document["findings"] if not f["evidence"]}
        assert set(made.beside) <= without, (seed, layout)
        again = as_json(review_bytes(made.content, "报告.docx"))
        assert [f["id"] for f in again["findings"]] == [f["id"] for f in document["findings"]]
        ranges_of(made.content)
        placed += len(made.placed)
    assert placed > 12


def test_the_review_of_another_file_is_refused() -> None:
    """Comments go only into the file that was reviewed."""
    document = reviewed(FAULTY)
    other = SAMPLES / "清和县水务局2024年报.docx"
    with pytest.raises(NoteRefused, match="不是这份文件的"):
        write_comments(other.read_bytes(), document, all_accepted(document))


@pytest.mark.slow
@pytest.mark.libreoffice
def test_libreoffice_opens_the_commented_file(tmp_path: Path) -> None:
    """It converts to PDF, and each page says what it said before."""
    _, made = commented(FAULTY)
    (tmp_path / "commented.docx").write_bytes(made.content)
    shutil.copy(FAULTY, tmp_path / "plain.docx")
    pages = {}
    for name in ("commented", "plain"):
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
        subprocess.run(
            [*command, str(tmp_path), str(tmp_path / f"{name}.docx")],
            check=True,
            capture_output=True,
            timeout=180,
        )
        with pdfplumber.open(tmp_path / f"{name}.pdf") as pdf:
            pages[name] = ["".join(page.extract_text().split()) for page in pdf.pages]
    assert pages["commented"] == pages["plain"]

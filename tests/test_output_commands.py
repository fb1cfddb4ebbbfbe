"""The commands that write what leaves the house: note, export, summary, template."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from openpyxl import load_workbook

from review.cli import cli
from review.finding import Severity
from review.store import Store, subject_of

pytestmark = pytest.mark.usefixtures("kept_workers")

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples" / "reports"
FAULTY = SAMPLES / "区商务局2024年报.docx"
TEXT = SAMPLES / "清和县柳渡镇人民政府2024年报.txt"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def _text(path: Path) -> str:
    return "\n".join(p.text for p in Document(str(path)).paragraphs)


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A store with two reports, every finding adopted."""
    place = str(tmp_path / "desk.sqlite")
    assert run("add", str(FAULTY), str(TEXT), "--store", place).exit_code == 0
    store = Store.open(place)
    for submission in store.submissions():
        document = store.review(submission.id)
        assert document is not None
        for finding in document["findings"]:
            store.decide(subject_of(document), finding["id"], "accepted")
    store.close()
    return place


def number_of(place: str, name: str) -> int:
    store = Store.open(place)
    try:
        return next(s.id for s in store.submissions() if s.name == name)
    finally:
        store.close()


def test_a_note_with_its_slots_and_comments(place: str, tmp_path: Path) -> None:
    """Office and deadline come from the command or the settings; the file gets its comments."""
    store = Store.open(place)
    store.set_setting("office", "某县政务公开办公室")
    store.add_own_finding(
        subject_of(store.review(number_of(place, FAULTY.name)) or {}),
        section="overview",
        severity=Severity.SHOULD,
        message="没有写明是哪一年。",
    )
    store.close()
    number = number_of(place, FAULTY.name)
    out = tmp_path / "出"
    options = ["--output", str(out), "--store", place, "--comments", "--deadline", "2025年3月15日"]
    result = run("note", str(number), *options, "--number", "县办〔2025〕1号")
    assert result.exit_code == 0, result.output
    text = _text(next(out.glob("*反馈意见.docx")))
    assert "某县政务公开办公室" in text
    assert "请于2025年3月15日前" in text
    assert "县办〔2025〕1号" in text
    assert "没有写明是哪一年。" in text
    comments = list(Document(str(next(out.glob("*批注.docx")))).comments)
    assert f"{len(comments)}条批注" in result.output
    assert any("没有写明是哪一年。" in c.text for c in comments)
    again = run("note", str(number), "--output", str(out), "--store", place)
    assert again.exit_code == 0
    assert len(list(out.glob("*反馈意见*.docx"))) == 2


def test_comments_need_a_docx(place: str, tmp_path: Path) -> None:
    """Of a text file there is the note, and a sentence that there are no comments."""
    number = number_of(place, TEXT.name)
    result = run("note", str(number), "--output", str(tmp_path), "--store", place, "--comments")
    assert result.exit_code == 0
    assert "不是 docx 文件" in result.output


def test_the_second_round_knows_the_first(place: str, tmp_path: Path) -> None:
    """A file handed in again after its note: the new note says what became of the points."""
    number = number_of(place, FAULTY.name)
    first = run("note", str(number), "--output", str(tmp_path / "一"), "--store", place)
    assert first.exit_code == 0
    assert "上次审阅" not in _text(next((tmp_path / "一").glob("*.docx")))
    mended = Document(str(FAULTY))
    for paragraph in mended.paragraphs:
        if "信息化公开" in paragraph.text:
            paragraph.runs[0].text = paragraph.text.replace("信息化公开", "信息公开")
            for run_ in paragraph.runs[1:]:
                run_.text = ""
    again = tmp_path / "重报.docx"
    mended.save(str(again))
    assert run("add", str(again), "--store", place).exit_code == 0
    second = number_of(place, again.name)
    result = run("note", str(second), "--output", str(tmp_path / "二"), "--store", place)
    assert result.exit_code == 0, result.output
    text = _text(next((tmp_path / "二").glob("*.docx")))
    assert "本次重新报送后已改正1条" in text
    assert "已改正的：用语错误。" in text


def test_the_ledger_of_a_store(place: str, tmp_path: Path) -> None:
    """All reports of a year, decisions, and who has not reported; csv beside the workbook."""
    store = Store.open(place)
    store.add_agencies([{"name": "某镇人民政府", "kind": "town", "aliases": [], "contact": "1"}])
    store.close()
    path = tmp_path / "台账.xlsx"
    result = run("export", "--output", str(path), "--store", place, "--year", "2024")
    assert result.exit_code == 0, result.output
    book = load_workbook(path)
    assert {row[1] for row in book["报告"].iter_rows(min_row=2, values_only=True)} == {
        "区商务局",
        "清和县柳渡镇人民政府",
    }
    assert book["决定"].max_row == book["问题"].max_row > 10
    assert [r[0] for r in book["未报单位"].iter_rows(min_row=2, values_only=True)] == [
        "某镇人民政府"
    ]
    run("export", "--output", str(tmp_path / "台账.csv"), "--store", place)
    assert len(list(tmp_path.glob("台账_*.csv"))) == 4
    refused = run("export", "--output", str(tmp_path / "台账.ods"), "--store", place)
    assert refused.exit_code == 2
    assert ".xlsx" in refused.output
    nowhere = run("export", "--output", str(tmp_path / "无" / "台账.xlsx"), "--store", place)
    assert nowhere.exit_code == 2
    assert "写不进" in nowhere.output


def test_the_circular_of_a_store(place: str, tmp_path: Path) -> None:
    """Both reports in the ranking."""
    path = tmp_path / "通报.docx"
    result = run("summary", "--output", str(path), "--store", place, "--office", "某县办")
    assert result.exit_code == 0, result.output
    cells = [c.text for row in Document(str(path)).tables[0].rows for c in row.cells]
    assert {"区商务局", "清和县柳渡镇人民政府"} <= set(cells)


def test_a_template_is_written_checked_and_taken_into_use(place: str, tmp_path: Path) -> None:
    """The default one, changed by the office; a bad one is told by its placeholder."""
    path = tmp_path / "模板.docx"
    written = run("template", "--output", str(path))
    assert written.exit_code == 0
    assert "{{ 标题 }}" in written.output
    changed = Document(str(path))
    changed.paragraphs[0].insert_paragraph_before("本办自己的模板")
    changed.save(str(path))
    assert run("template", "--check", str(path), "--use", "--store", place).exit_code == 0
    number = str(number_of(place, TEXT.name))
    assert run("note", number, "--output", str(tmp_path / "出"), "--store", place).exit_code == 0
    assert "本办自己的模板" in _text(next((tmp_path / "出").glob("*.docx")))
    changed.add_paragraph("{{ 没有这个 }}")
    changed.save(str(path))
    refused = run("template", "--check", str(path))
    assert refused.exit_code == 2
    assert "没有这个" in refused.output
    arguments = ["note", number, "--output", str(tmp_path), "--store", place]
    assert run(*arguments, "--template", str(path)).exit_code == 2
    assert run("template").exit_code == 2

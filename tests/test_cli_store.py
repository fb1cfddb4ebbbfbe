"""The commands that keep a store: add, list, note."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document

from review.cli import cli
from review.store import Store, subject_of

pytestmark = pytest.mark.usefixtures("kept_workers")

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples" / "reports"
FAULTY = SAMPLES / "区商务局2024年报.docx"
SOUND = SAMPLES / "清和县水务局2024年报.docx"


@pytest.fixture
def store(tmp_path: Path) -> str:
    return str(tmp_path / "desk.sqlite")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def test_a_file_is_taken_in_once(store: str) -> None:
    """The second time the same bytes come they are known; the list shows one line a report."""
    first = run("add", str(FAULTY), str(SOUND), "--store", store)
    assert first.exit_code == 0, first.output
    again = run("add", str(FAULTY), "--store", store)
    assert "未重复收入" in again.output
    lines = run("list", "--store", store).output.splitlines()
    assert sorted(line.split("\t")[1] for line in lines) == ["区商务局", "清和县水务局"]


def test_a_file_that_cannot_be_read_does_not_stop_the_rest(store: str, tmp_path: Path) -> None:
    """A bad file is named, the others are taken in, and the status is 2."""
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 no zip")
    result = run("add", str(bad), str(SOUND), "--store", store)
    assert result.exit_code == 2
    assert "清和县水务局" in run("list", "--store", store).output


def test_a_note_waits_for_every_must(store: str, tmp_path: Path) -> None:
    """No note while a 必须修改 is undecided; then it holds the adopted findings and no other."""
    run("add", str(FAULTY), "--store", store)
    number = run("list", "--store", store).output.split("\t")[0]
    refused = run("note", number, "--output", str(tmp_path), "--store", store)
    assert refused.exit_code == 2
    assert "没有决定" in refused.output
    desk = Store.open(store)
    document = desk.review(int(number))
    assert document is not None
    musts = [f for f in document["findings"] if f["severity"] == "must"]
    for finding in musts:
        verdict = "accepted" if finding is musts[0] else "rejected"
        desk.decide(subject_of(document), finding["id"], verdict)
    desk.close()
    written = run("note", number, "--output", str(tmp_path), "--store", store)
    assert written.exit_code == 0, written.output
    note = next(tmp_path.glob("*反馈意见.docx"))
    text = "\n".join(p.text for p in Document(str(note)).paragraphs)
    assert musts[0]["message"] in text
    assert musts[-1]["message"] not in text


def test_an_unknown_number_is_told(store: str, tmp_path: Path) -> None:
    """A number that is in no store gets a sentence that says where numbers are listed."""
    result = run("note", "99", "--output", str(tmp_path), "--store", store)
    assert result.exit_code == 2
    assert "nianbao list" in result.output

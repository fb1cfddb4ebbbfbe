"""Hostile text of reports and reviewers is inert in every file that leaves: docx, xlsx, csv."""

import csv
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from review.outputs.inert import cell_text, clean_text, csv_text, file_name, looks_like_formula
from review.outputs.ledger import Absent, Entry
from review.outputs.ledger_files import write_csv, write_workbook
from review.outputs.notes import note_name, write_note
from review.outputs.summary import write_summary
from review.outputs.summary_content import Reviewed
from tests.outputs.drawn_documents import Mine, Said, all_accepted
from tests.screens.made import made_document

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u3000@x",
    '\n=HYPERLINK("http://x")',
    "\ufeff=1",
    "＝1+1",
    "%0A=1",
)
MARKUP = (
    "<script>alert(1)</script>",
    "</w:t></w:r><w:p/>&amp;&#x41;<![CDATA[x]]>",
    "**b** [x](javascript:alert(1)) ![i](http://x/y.png)",
    ":red[x] :material/home: $\\alpha$",
    "{{ 7*7 }}{% for a in b %}{# c #}{{ ''.__class__ }}",
    "_x0041_ _x000A_",
    "a\u202egnp.exe\u2066b\u200fc",
    "x\x00\x08\x1by\ufffe",
    "http://evil.example/ mailto:a@b.c",
)
PAYLOADS = (*FORMULAS, *MARKUP)
_TURNING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe]")


def hostile_document(payload: str) -> tuple[dict[str, Any], dict[str, Said], Mine]:
    """A review whose every free text is the payload, quotes proved by the text they stand in."""
    document = made_document()
    report = document["report"]
    report["agency"] = payload
    report["remarks"] = [payload]
    document["source"]["name"] = payload
    section = report["sections"][1]
    start = len(section["text"])
    section["text"] += payload
    for finding in document["findings"]:
        for name in ("title", "message", "advice", "basis"):
            finding[name] = payload
        finding["evidence"] = [
            {"section": "overview", "start": start, "end": start + len(payload), "quote": payload}
        ]
    report["tables"]["requests.partly_granted.total"]["raw"] = payload
    decisions = {
        key: Said("accepted", reason=payload, reviewer=payload) for key in all_accepted(document)
    }
    return document, decisions, Mine(message=payload, advice=payload, cell="proactive.fees.amount")


def _plain(text: str) -> str:
    return "".join(clean_text(text).split())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_letters_hold_payloads_as_text(payload: str) -> None:
    """The text stands in note and circular as it is, less what XML forbids; no part is added."""
    document, decisions, own = hostile_document(payload)
    note, circular = BytesIO(), BytesIO()
    write_note(document, decisions, note, own=[own], office=payload, number=payload)
    write_summary([Reviewed(document, decisions, (own,))], circular, absent=[payload])
    for data in (note.getvalue(), circular.getvalue()):
        text = "\n".join(p.text for p in Document(BytesIO(data)).paragraphs)
        assert _plain(payload) in "".join(text.split())
        assert not _TURNING.search(text)
        with zipfile.ZipFile(BytesIO(data)) as package:
            assert not [n for n in package.namelist() if "vba" in n.lower()]
            xml = package.read("word/document.xml").decode()
            relations = package.read("word/_rels/document.xml.rels").decode()
        assert "<w:hyperlink" not in xml
        assert "External" not in relations
        assert "evil" not in relations


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_workbook_holds_payloads_as_text(payload: str, tmp_path: Path) -> None:
    """No cell of any sheet is a formula or a link; what looks like a formula is marked as text."""
    document, decisions, own = hostile_document(payload)
    path = tmp_path / "台账.xlsx"
    write_workbook(path, [Entry(document, decisions, (own,))], [Absent(payload, "", payload)])
    book = load_workbook(path)
    seen = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str) and looks_like_formula(cell.value):
                    assert cell.quotePrefix
                    seen += 1
    assert seen or not looks_like_formula(payload)
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            part = package.read(name)
            assert b"<f>" not in part
            assert b"hyperlink" not in part.replace(b"hyperlinkBase", b"")
    texts = {unescape(str(c.value)) for r in book["问题"].iter_rows(min_row=2) for c in r}
    assert _plain(payload) in {"".join(t.split()) for t in texts}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_csv_holds_payloads_as_text(payload: str, tmp_path: Path) -> None:
    """No field of text begins with what a spreadsheet takes for a formula."""
    document, decisions, own = hostile_document(payload)
    entry = Entry(document, decisions, (own,))
    paths = write_csv(tmp_path / "台账.csv", [entry], [Absent(payload)])
    assert [p.name for p in paths] == [
        "台账_报告.csv",
        "台账_问题.csv",
        "台账_决定.csv",
        "台账_未报单位.csv",
    ]
    for path in paths:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        assert len({len(row) for row in rows}) == 1
        for field in (f for row in rows for f in row):
            assert not looks_like_formula(field) or re.fullmatch(r"-?[\d.]+", field)
            assert not _TURNING.search(field)


@pytest.mark.parametrize("text", FORMULAS[:-1])
def test_formulas_are_known_behind_blanks(text: str) -> None:
    """Blanks, breaks and invisible characters before the sign hide nothing."""
    assert looks_like_formula(text)
    assert csv_text(text).startswith("'")


@pytest.mark.parametrize("text", ["", "某局", "a=b", "2024年", "（=）", "'=1"])
def test_other_text_is_left_alone(text: str) -> None:
    """Nothing is put before what no spreadsheet takes for a formula."""
    assert not looks_like_formula(text)
    assert csv_text(text) == text


def test_what_no_cell_can_hold_is_cut_and_says_so() -> None:
    """A workbook's cell takes 32,767 characters; longer text would be dropped."""
    assert cell_text("长" * 32_767) == "长" * 32_767
    cut = cell_text("长" * 40_000)
    assert len(cut) == 32_767
    assert cut.endswith("已截断）")


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a\\b:c*d?"<>|', "\u202egnp", "", "长" * 300])
def test_file_names_are_names_only(name: str) -> None:
    """No folder, no reserved character, no length that a file system refuses."""
    made = file_name(name, ".docx")
    assert not set('<>/\\:*?"|\u202e') & set(made)
    assert made.endswith(".docx")
    assert len(made.encode()) <= 200
    assert not made.startswith(".")
    document = made_document()
    document["report"]["agency"] = name
    assert "/" not in note_name(document)

"""The ledger: four sheets that say what the reviews and decisions say, and numbers stay numbers."""

import csv
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from review.outcome import Failure
from review.outputs.ledger import SHEETS, Absent, Entry
from review.outputs.ledger_files import write_csv, write_workbook
from tests.outputs.drawn_documents import Mine, Said
from tests.screens.made import made_document


def _entries() -> list[Entry]:
    document = made_document()
    document["score"]["total"] = -3.5
    decisions = {
        document["findings"][0]["id"]: Said("accepted", reason="确有其事", edited="总计填错。"),
        document["findings"][1]["id"]: Said("rejected"),
    }
    failure = Failure("protected", "文件加了密码。")
    locked = made_document(report=None, findings=(), score=None, error=failure)
    return [
        Entry(document, decisions, (Mine(),), 7, 2, "在审", "李四"),
        Entry(locked, {}, number=8, state="无法读取"),
    ]


def _rows(path: Path, name: str) -> list[dict[str, Any]]:
    rows = list(load_workbook(path)[name].iter_rows(values_only=True))
    return [dict(zip([str(h) for h in rows[0]], row, strict=True)) for row in rows[1:]]


def test_the_sheets_say_what_was_reviewed(tmp_path: Path) -> None:
    """A line for each report, finding, decision and absent body; nothing is lost."""
    path = tmp_path / "台账.xlsx"
    write_workbook(path, _entries(), [Absent("某镇人民政府", "town", "0512-1")])
    reports = _rows(path, "报告")
    assert [r["编号"] for r in reports] == [7, 8]
    first = reports[0]
    assert (first["单位"], first["单位类型"], first["年度"]) == ("某县水务局", "部门", 2024)
    assert (first["轮次"], first["状态"], first["审阅人"]) == (2, "在审", "李四")
    assert first["得分"] == -3.5
    assert (first["必须修改"], first["建议修改"], first["请核实"]) == (3, 4, 2)
    # of eight findings two only help; two are decided, the reviewer's own is adopted
    assert (first["已采纳"], first["未决定"]) == (2, 4)
    assert reports[1]["说明"] == "文件加了密码。"
    findings = _rows(path, "问题")
    assert len(findings) == 9
    assert [f["决定"] for f in findings[:3]] == ["采纳", "不采纳", "未决定"]
    assert findings[8]["决定"] == "采纳"
    assert "“（二）部分公开”行“总计”列“10”" in findings[0]["位置和原文"]
    decisions = _rows(path, "决定")
    assert [(d["决定"], d["理由"], d["改写"], d["决定人"]) for d in decisions] == [
        ("采纳", "确有其事", "总计填错。", "张三"),
        ("不采纳", None, None, "张三"),
    ]
    assert _rows(path, "未报单位") == [
        {"单位": "某镇人民政府", "单位类型": "乡镇政府", "联系方式": "0512-1"}
    ]


def test_sheets_are_ready_to_be_worked_with(tmp_path: Path) -> None:
    """Filters over all rows, heads that stay, columns with widths."""
    path = tmp_path / "台账.xlsx"
    write_workbook(path, _entries())
    book = load_workbook(path)
    assert book.sheetnames == ["报告", "问题", "决定", "未报单位"]
    for sheet, page in zip(SHEETS, book.worksheets, strict=True):
        assert page.freeze_panes in ("C2", "B2")
        assert page.auto_filter.ref.startswith("A1:")
        assert page.column_dimensions["B"].width > 12
        assert page.cell(1, 1).value == sheet.columns[0][0]
    assert book["问题"].auto_filter.ref == "A1:L10"


def test_csv_says_the_same(tmp_path: Path) -> None:
    """Field for field what the workbook has; a negative number is a number without apostrophe."""
    write_workbook(tmp_path / "台账.xlsx", _entries())
    for path in write_csv(tmp_path / "台账.csv", _entries()):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        sheet = load_workbook(tmp_path / "台账.xlsx")[path.stem.removeprefix("台账_")]
        wanted = [
            ["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)
        ]
        if len(rows) == 1:
            wanted = wanted[:1]
        assert [[_same(f) for f in row] for row in rows] == [[_same(f) for f in r] for r in wanted]
    text = (tmp_path / "台账_报告.csv").read_text(encoding="utf-8-sig")
    assert ",-3.5," in text


def _same(field: str) -> str:
    return field.removesuffix(".0")

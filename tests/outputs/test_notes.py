"""The feedback note holds what was adopted, and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from review.checks import CHECKS
from review.outputs.json_form import as_json
from review.outputs.notes import NoteRefused, adopted_findings, note_name, write_note
from review.outputs.places import cell_place, evidence_place, shown_quote
from review.outputs.text_form import text_lines
from review.report.forms import all_cell_keys
from tests.builders import report_text, review_text
from tests.screens.made import made_document

HELPS_ONLY = {"Q101", "Q103", "Q105", "Q106"}


@dataclass
class Said:
    """A decision as the note needs it."""

    verdict: str
    edited: str = ""


def all_accepted(document: dict[str, Any]) -> dict[str, Said]:
    return {f["id"]: Said("accepted") for f in document["findings"]}


def text_of(document: dict[str, Any], decisions: Mapping[str, Said], **options: Any) -> str:
    note = BytesIO()
    write_note(document, decisions, note, **options)
    return "\n".join(p.text for p in Document(BytesIO(note.getvalue())).paragraphs)


def test_every_adopted_finding_stands_in_its_group() -> None:
    """Title, addressee, the groups in order, and each finding's message, advice and basis."""
    document = made_document()
    text = text_of(document, all_accepted(document))
    assert "关于《某县水务局2024年政府信息公开工作年度报告》的审阅反馈意见" in text
    assert "\n某县水务局：\n" in text
    order = [
        text.index(f"{numeral}、{name}（{count}条）")
        for numeral, name, count in (
            ("一", "必须修改", 3),
            ("二", "建议修改", 3),
        )
    ]
    assert order == sorted(order)
    for finding in document["findings"]:
        if finding["code"] not in HELPS_ONLY:
            assert finding["message"] in text
            assert finding["advice"] in text
            assert finding["basis"] in text
    assert "请于____年__月__日前" in text


def test_every_quote_is_in_the_review() -> None:
    """What stands in quotation marks after a place is evidence of the review, verbatim."""
    document = made_document()
    text = text_of(document, all_accepted(document))
    known = {e.get("quote", e.get("raw")) for f in document["findings"] for e in f["evidence"]}
    lines = [line for line in text.split("\n") if line.startswith("位置和原文")]
    stands = [stand for line in lines for stand in line.removeprefix("位置和原文：").split("；")]
    assert len(stands) >= 8
    for stand in stands:
        quote = re.search(r"“([^“”]*)”$", stand)
        assert quote is None or quote[1] in known


def test_undecided_and_rejected_findings_stay_out() -> None:
    """Only 采纳 gets in: a finding that is rejected, in doubt or open does not."""
    document = made_document()
    decisions = all_accepted(document)
    rejected, doubtful, left_open = (document["findings"][n]["id"] for n in (0, 1, 4))
    decisions[rejected] = Said("rejected")
    decisions[doubtful] = Said("doubtful")
    del decisions[left_open]
    text = text_of(document, decisions)
    for number, finding in enumerate(document["findings"]):
        out = number in (0, 1, 4) or finding["code"] in HELPS_ONLY
        assert (finding["message"] in text) != out
    assert "共提出意见3条" in text


def test_what_only_helps_the_reviewer_stays_out() -> None:
    """Of the quality of the narrative only Q102 and Q104 are told the agency, accepted or not."""
    assert {check.code for check in CHECKS if not check.noted} == HELPS_ONLY
    document = made_document()
    adopted = adopted_findings(document, all_accepted(document))
    codes = {f["code"] for found in adopted.values() for f in found}
    assert codes and not codes & HELPS_ONLY


def test_reviewers_wording_wins() -> None:
    """An edited finding is written as edited."""
    document = made_document()
    decisions = all_accepted(document)
    first = document["findings"][0]
    decisions[first["id"]] = Said("accepted", "此处两数不平，请重填。")
    text = text_of(document, decisions)
    assert "此处两数不平，请重填。" in text
    assert first["message"] not in text


def test_open_musts_refuse_the_note_and_mark_the_draft() -> None:
    """With two findings of 必须修改 undecided there is no note, but a draft that says so."""
    document = made_document()
    decisions = all_accepted(document)
    for finding in document["findings"][:2]:
        del decisions[finding["id"]]
    with pytest.raises(NoteRefused, match="还有2条“必须修改”"):
        text_of(document, decisions)
    assert "（草稿）" in text_of(document, decisions, draft=True)
    assert "（草稿）" not in text_of(document, all_accepted(document))


def test_no_internal_name_gets_in() -> None:
    """Neither cell keys nor codes are for the agency's eyes."""
    document = made_document()
    text = text_of(document, all_accepted(document))
    assert not re.search(r"[a-z]+\.[a-z_]+", text)
    for finding in document["findings"]:
        assert finding["code"] not in text
        assert finding["id"] not in text


def test_markup_and_control_characters_are_inert() -> None:
    """<, & and control characters of a report neither break the file nor disappear as markup."""
    document = made_document()
    nasty = "<w:p/>&amp;<script>\x00\x08\x1b\u202e\ufffe{{ x }}"
    document["report"]["agency"] = "某县<b>局</b>&Co"
    document["findings"][0]["message"] = nasty
    document["findings"][0]["evidence"] = [
        {"section": "overview", "start": 0, "end": len(nasty), "quote": nasty}
    ]
    text = text_of(document, all_accepted(document))
    assert "<w:p/>&amp;<script>{{ x }}" in text
    assert "某县<b>局</b>&Co：" in text
    assert not re.search("[\x00-\x08\x1b\u202e]", text)
    assert not set('<>/\\:*?"|') & set(note_name(document))


def test_page_follows_the_standard() -> None:
    """A4 with the margins of GB/T 9704, body in 仿宋 三号."""
    document = made_document()
    note = BytesIO()
    write_note(document, all_accepted(document), note, office="某县政务公开办", deadline="3月1日")
    written = Document(BytesIO(note.getvalue()))
    page = written.sections[0]
    assert page.page_width is not None
    assert page.left_margin is not None
    assert round(page.page_width.mm) == 210
    assert round(page.left_margin.mm) == 28
    body = written.paragraphs[2].runs[0]
    assert body.font.size is not None
    assert (body.font.name, body.font.size.pt) == ("仿宋_GB2312", 16)
    text = "\n".join(p.text for p in written.paragraphs)
    assert "请于3月1日前" in text
    assert "某县政务公开办" in text


def test_long_evidence_is_cut() -> None:
    """Forty cells or a page of text do not flood the note."""
    document = made_document()
    finding = document["findings"][0]
    finding["evidence"] = [{"cell": key, "raw": ""} for key in all_cell_keys("2021")[20:60]] + [
        {"section": "overview", "start": 0, "end": 400, "quote": "长" * 400}
    ]
    text = text_of(document, all_accepted(document))
    assert "等41处" in text
    assert "长" * 121 not in text


@pytest.mark.parametrize("form_id", ["2021", "2019"])
def test_every_cell_has_a_chinese_place(form_id: str) -> None:
    """No cell of either form is shown by its key, and no two share a place."""
    places = [cell_place(form_id, key) for key in all_cell_keys(form_id)]
    assert len(set(places)) == len(places)
    assert not any(re.search(r"[a-z]", place) for place in places)
    assert cell_place(form_id, "requests.no.such") == "第三部分表格"


def test_evidence_of_another_report_names_it() -> None:
    """Evidence from last year's report says whose and of which year."""
    source = {"sha256": "0", "agency": "某县水务局", "year": 2023}
    place = evidence_place("2021", {"section": "problems", "quote": "x", "source": source})
    assert place == "某县水务局2023年报告 第五部分 存在的主要问题及改进情况"


def test_numbers_of_private_persons_are_hidden_wherever_a_reader_sees_them() -> None:
    """Message and quote both mask the number; the JSON keeps it, as the contract says."""
    number = "13812345678"
    text = report_text(sections={"overview": f"申请人张某的手机号码为{number}。"})
    document = as_json(review_text(text))
    finding = next(f for f in document["findings"] if f["code"] == "P102")
    assert any(number in e.get("quote", "") for e in finding["evidence"])
    assert not any(number in line for line in text_lines(document))
    assert not any(number in shown_quote("P102", e) for e in finding["evidence"])

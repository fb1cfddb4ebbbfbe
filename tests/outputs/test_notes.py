"""The feedback note holds what was adopted, and nothing else."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from review.checks import CHECKS
from review.outputs.json_form import as_json
from review.outputs.note_content import edited_item, make_note, plain_text
from review.outputs.notes import NoteRefused, adopted_findings, write_note
from review.outputs.places import cell_place, evidence_place, shown_quote
from review.outputs.rounds import Round
from review.outputs.text_form import text_lines
from review.report.forms import all_cell_keys
from tests.builders import report_text, review_text
from tests.outputs.drawn_documents import Mine, Said, all_accepted
from tests.screens.made import made_document

HELPS_ONLY = {"Q101", "Q103", "Q105", "Q106"}


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
    body = next(p for p in written.paragraphs if "收悉" in p.text).runs[0]
    assert body.font.size is not None
    assert (body.font.name, body.font.size.pt) == ("仿宋_GB2312", 16)
    text = "\n".join(p.text for p in written.paragraphs)
    assert "请于3月1日前" in text
    assert "某县政务公开办" in text


def test_long_evidence_is_cut() -> None:
    """Forty cells or a page of text do not flood the note."""
    document = made_document()
    finding = document["findings"][0]
    overview = document["report"]["sections"][1]
    overview["text"] += "长" * 400
    start = len(overview["text"]) - 400
    tables = document["report"]["tables"]
    finding["evidence"] = [
        {"section": "overview", "start": start, "end": start + 400, "quote": "长" * 400}
    ] + [{"cell": key, "raw": tables[key]["raw"]} for key in all_cell_keys("2021")[20:60]]
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


def test_own_findings_stand_behind_those_of_the_checks() -> None:
    """The reviewer's own findings are adopted by being made, unless withdrawn or decided otherwise."""
    document = made_document()
    quote = "开展业务培训2次，参训46人次。"
    start = document["report"]["sections"][1]["text"].index(quote)
    own = [
        Mine("a" * 16, start=start, end=start + len(quote), quote=quote, message="没有写明对象。"),
        Mine("b" * 16, message="已经撤回。", withdrawn=True),
        Mine("c" * 16, message="后来不采纳。"),
        Mine("d" * 16, cell="proactive.fees.amount", message="请填数字。"),
    ]
    decisions = {**all_accepted(document), "c" * 16: Said("rejected")}
    text = text_of(document, decisions, own=own)
    assert f"第一部分 总体情况“{quote}”" in text
    assert "没有写明对象。" in text
    assert "第二部分表格“行政事业性收费”" in text
    assert "已经撤回" not in text
    assert "后来不采纳" not in text
    assert "二、建议修改（5条）" in text


def test_an_item_is_edited_as_plain_text() -> None:
    """What the reviewer writes stands in the note line for line; a line taken out is left out."""
    document = made_document()
    decisions = all_accepted(document)
    item = next(make_note(document, decisions).items)
    plain = plain_text(item)
    assert edited_item(item, plain) is item
    assert edited_item(item, plain.replace("\n", "\r\n") + "\n") is item
    lines = [line for line in plain.split("\n") if not line.startswith(("依据：", "标题："))]
    lines = [line if not line.startswith("建议") else "建议：请重填。\n并说明。" for line in lines]
    edited = edited_item(item, "\n".join(lines))
    assert (edited.title, edited.place, edited.basis) == (item.title, item.place, "")
    assert edited.advice == "请重填。\n并说明。"
    assert edited.edited
    text = text_of(document, decisions, edits={item.id: "只说一句话。"})
    assert "问题：只说一句话。" in text
    assert item.problem not in text


def test_the_correction_is_told_where_one_explains_the_fault() -> None:
    """应改为 names the cell, what stands there and what should."""
    document = made_document()
    text = text_of(document, all_accepted(document))
    assert "应改为：第三部分表格“（二）部分公开”行“总计”列由“10”改为“9”，请核对后修改" in text
    document["findings"][0]["proposal"]["value"] = 9.5
    assert "改为“9.5”" in text_of(document, all_accepted(document))


def test_the_second_round_says_what_became_of_the_first() -> None:
    """Mended, standing again, new: counted in the note, and told at the items."""
    first, second = made_document(), made_document()
    mended = second["findings"].pop(3)
    second["findings"].pop(4)
    again = second["findings"][0]
    told = frozenset({mended["id"], again["id"]})
    previous = Round(first, {}, (), told)
    text = text_of(second, all_accepted(second), previous=previous)
    assert "上次审阅提出意见2条，本次重新报送后已改正1条，仍未改正1条；本次新提出3条。" in text
    assert f"已改正的：{mended['title']}。" in text
    assert f"1.{again['title']}（上次意见，仍未改正）" in text
    assert text.count("（上次意见，仍未改正）") == 1

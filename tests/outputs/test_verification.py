"""What has no source does not leave: refusals for the program's words, doubts for the reviewer's."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest

from review.outputs.note_content import Slots, make_note, plain_text
from review.outputs.notes import NoteRefused, note_of, write_note
from review.outputs.verification import figures
from tests.outputs.drawn_documents import Mine, Said, all_accepted
from tests.screens.made import made_document


def _note(document: dict[str, Any], **options: Any) -> Any:
    return note_of(document, options.pop("decisions", all_accepted(document)), **options)


def test_a_quote_that_moved_is_refused_by_name() -> None:
    """A text that changed after the review: the item is named, nothing is written."""
    document = made_document()
    section = document["report"]["sections"][1]
    section["text"] = "新" + section["text"]
    with pytest.raises(NoteRefused, match="“正文数字与表格不一致”一条引用的原文"):
        _note(document)
    decisions = all_accepted(document)
    for finding in document["findings"]:
        if any("quote" in e for e in finding["evidence"]):
            decisions[finding["id"]] = Said("rejected")
    _note(document, decisions=decisions)


def test_a_cell_that_changed_is_refused() -> None:
    """The raw text of a cell is held against the table."""
    document = made_document()
    document["report"]["tables"]["requests.partly_granted.total"]["raw"] = "11"
    with pytest.raises(NoteRefused, match="“第三部分表格不平”一条引用的原文“10”"):
        _note(document)


def test_evidence_of_last_year_is_held_against_last_year() -> None:
    """Another report's words are looked up there where it is at hand, never in this one."""
    document, last_year = made_document(), made_document(year=2023)
    sha256 = last_year["source"]["sha256"]
    source = {"sha256": sha256, "agency": "某县水务局", "year": 2023}
    evidence = {"cell": "requests.carried_out.total", "raw": "3", "source": source}
    document["findings"][0]["evidence"].append(evidence)
    note, _ = _note(document, last_year=last_year)
    assert "某县水务局2023年报告 第三部分表格" in next(note.items).place
    evidence["raw"] = "4"
    _note(document)
    with pytest.raises(NoteRefused, match="第三部分表格不平"):
        _note(document, last_year=last_year)


def test_own_words_without_a_source_are_listed() -> None:
    """An edited item: figures and quotes of the report pass, others are for the reviewer to confirm."""
    document = made_document()
    item = next(make_note(document, all_accepted(document)).items)
    fine = "问题：总计10与自然人9不符，正文写“予以公开和部分公开33件”。\n建议：请于3月15日前改为9。"
    slots = Slots(deadline="2025年3月15日")
    assert _note(document, edits={item.id: fine}, slots=slots)[1] == ()
    wrong = "问题：总计77，正文写“予以公开八件”。应为九十八件。"
    doubts = _note(document, edits={item.id: wrong}, slots=slots)[1]
    assert [d.found for d in doubts] == ["予以公开八件", "77", "98"]
    assert all(d.item == item.id for d in doubts)
    assert "找不到，请核对" in doubts[0].sentence


def test_doubts_hold_a_note_back_until_confirmed() -> None:
    """Not confirmed, no note; a draft may be had, and the decision's own wording counts, too."""
    document = made_document()
    decisions = all_accepted(document)
    decisions[document["findings"][0]["id"]] = Said("accepted", "总计应为77。")
    with pytest.raises(NoteRefused, match="“77”在报告和审阅结果中找不到"):
        write_note(document, decisions, BytesIO())
    for options in ({"confirmed": True}, {"draft": True}):
        out = BytesIO()
        write_note(document, decisions, out, **options)  # type: ignore[arg-type]
        assert out.getvalue()


def test_own_finding_without_its_quote_is_refused() -> None:
    """A reviewer's own finding on words that are gone needs the reviewer."""
    own = [Mine(quote="从来没有这句话", end=7)]
    with pytest.raises(NoteRefused, match="从来没有这句话"):
        _note(made_document(), own=own)


def test_plain_text_of_every_item_is_proved() -> None:
    """Unedited items give no doubts when they are taken for the reviewer's words."""
    document = made_document()
    decisions = all_accepted(document)
    for item in make_note(document, decisions).items:
        edits = {item.id: plain_text(item) + "\n请核对。"}
        assert _note(document, edits=edits)[1] == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新收１２件，结转3件", {12, 3}),
        ("共1,234件，占40.74%", {1234, Decimal("40.74")}),
        ("收到十二件、二十条", {12, 20}),
        ("第一部分", set()),
        ("12\n3", {12, 3}),
    ],
)
def test_figures(text: str, found: set[Any]) -> None:
    """Digits of any width, separators, Chinese numerals before a measure word; lines part."""
    assert figures(text) == found

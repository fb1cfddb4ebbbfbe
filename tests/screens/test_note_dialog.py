"""The dialog of the note: its items can be edited, and what has no source must be confirmed."""

import pytest
from streamlit.testing.v1 import AppTest

from review.outputs.note_content import make_note, plain_text
from review.store import Store, subject_of
from tests.outputs.drawn_documents import all_accepted
from tests.screens.made import made_document
from tests.screens.test_pages import page, press, put, store, texts  # noqa: F401


@pytest.fixture
def opened(store: Store) -> AppTest:  # noqa: F811
    """The dialog on a report whose findings are all adopted."""
    number = put(store)
    document = made_document()
    for finding in document["findings"]:
        store.decide(subject_of(document), finding["id"], "accepted")
    at = page()
    at.query_params["report"] = str(number)
    return press(at.run(), "生成反馈意见")


def _first(at: AppTest) -> tuple[str, str]:
    item = next(make_note(made_document(), all_accepted(made_document())).items)
    return f"note_item_{item.id}", plain_text(item)


def test_items_are_shown_as_plain_text_and_edited(opened: AppTest) -> None:
    """The reviewer's words stand in the preview in place of the item's own."""
    key, plain = _first(opened)
    assert opened.text_area(key).value == plain
    opened.text_area(key).set_value("问题：总计10与自然人9不符。\n建议：核对台账。").run()
    assert not opened.exception
    assert "问题：总计10与自然人9不符。" in texts(opened)
    assert "最少改动为把总计改为9" not in "\n".join(t.value for t in opened.text)
    assert not opened.download_button[0].disabled


def test_figures_without_a_source_hold_the_note_back(opened: AppTest) -> None:
    """They are listed; the file can be had after the box is ticked."""
    key, _ = _first(opened)
    opened.text_area(key).set_value("问题：总计应为77。").run()
    assert "“77”在报告和审阅结果中找不到，请核对。" in texts(opened)
    assert opened.download_button[0].disabled
    opened.checkbox("note_confirmed").check().run()
    assert not opened.download_button[0].disabled


def test_a_review_that_does_not_fit_its_report_is_told(
    store: Store,  # noqa: F811
) -> None:
    """No file and no traceback, but the sentence that names the item."""
    document = made_document()
    document["report"]["sections"][1]["text"] = "别的文字"
    submission, _ = store.add("水务局.docx", b"x")
    store.save_review(submission.id, document)
    for finding in document["findings"]:
        store.decide(subject_of(document), finding["id"], "accepted")
    at = page()
    at.query_params["report"] = str(submission.id)
    at = press(at.run(), "生成反馈意见")
    assert not at.exception
    assert "引用的原文“予以公开和部分公开33件”在报告中找不到" in texts(at)
    assert not at.download_button

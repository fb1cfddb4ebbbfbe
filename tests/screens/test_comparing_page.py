"""The comparison on the queue's page: told, begun by a button or an upload, and going on behind it."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from review.locations import app_file
from review.screens.comparing import comparing_here
from review.screens.reviewing import take_in
from review.store import LOCAL, Actor, Store
from tests.screens.copied_reports import AGENCIES, LIKE, PASSAGE, finding, text
from tests.screens.made import made_document


def page(monkeypatch: pytest.MonkeyPatch, place: str) -> AppTest:
    monkeypatch.setenv("NIANBAO_STORE", place)
    monkeypatch.delenv("NIANBAO_SAMPLES", raising=False)
    return AppTest.from_file(str(app_file()), default_timeout=30)


def said(at: AppTest) -> str:
    assert not at.exception
    return "\n".join(element.value for element in at.text)


@pytest.mark.slow
def test_the_button_compares_in_the_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queue says what is to be done, and meanwhile that it is being done; then nothing more."""
    place = str(tmp_path / "store.sqlite")
    store = Store.open(place)
    handed = [
        (f"{name}.txt", text(name, problems=words).encode())
        for name, words in zip(AGENCIES, (PASSAGE, LIKE), strict=False)
    ]
    list(take_in(store, handed))
    at = page(monkeypatch, place).run()
    assert "2023年度有新来或有变动的报告，还没有与其他单位比对雷同。" in said(at)
    next(button for button in at.button if button.label == "比对雷同").click().run()
    assert "正在后台与其他单位比对雷同" in said(at)
    assert not [button for button in at.button if button.label == "比对雷同"]
    until = time.monotonic() + 120
    while comparing_here() and time.monotonic() < until:
        time.sleep(0.1)
    assert all(finding(store, number) for number in (1, 2))
    assert "雷同" not in said(at.run()).replace("与其他单位雷同", "")
    assert {entry.actor for entry in store.audit() if entry.action == "compared"} == {LOCAL.name}


def test_an_upload_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without another press of a button."""
    from review.screens import queue_page, reviewing, upload

    begun: list[dict[int, int]] = []
    monkeypatch.setattr(
        upload, "compare_in_background", lambda store: begun.append(store.uncompared())
    )
    monkeypatch.setattr(reviewing, "review_upload", lambda data, name: (made_document(), b""))
    monkeypatch.setattr(queue_page, "sample_files", lambda: [("甲.txt", b"1")])
    at = page(monkeypatch, str(tmp_path / "store.sqlite")).run()
    next(button for button in at.button if button.label == "载入示例（1份）").click().run()
    assert begun == [{2024: 1}]


def test_a_reader_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may not take reports in has no button."""
    from review.screens import queue_page

    place = str(tmp_path / "store.sqlite")
    whole = Store.open(place)
    submission, _ = whole.add("甲.docx", b"1")
    whole.save_review(submission.id, made_document())
    monkeypatch.setattr(
        queue_page, "open_store", lambda: Store.open(place).acting_as(Actor("某人", "reader"))
    )
    assert "还没有与其他单位比对" not in said(page(monkeypatch, place).run())

"""The pages under Streamlit's own test driver: no browser, real script runs."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from review.locations import app_file
from review.outcome import Failure
from review.screens import reviewing
from review.store import Store, subject_of
from tests.screens.made import made_document


@pytest.fixture
def store(empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("NIANBAO_STORE", str(empty_store))
    monkeypatch.delenv("NIANBAO_SAMPLES", raising=False)
    return Store.open(empty_store)


def page() -> AppTest:
    return AppTest.from_file(str(app_file()), default_timeout=30)


def put(store: Store, name: str = "甲.docx") -> int:
    submission, _ = store.add(name, name.encode())
    store.save_review(submission.id, made_document())
    return submission.id


def texts(at: AppTest) -> str:
    return "\n".join(element.value for element in at.text)


def press(at: AppTest, label: str) -> AppTest:
    """Press the first button with this label."""
    return next(button for button in at.button if button.label == label).click().run()


def test_empty_queue_says_what_to_do(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With nothing in the store the page offers upload and samples; pressing loads them."""
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "某县水务局.txt").write_text("示例", "utf-8")
    monkeypatch.setattr(reviewing, "samples_dir", lambda: tmp_path / "samples")
    monkeypatch.setattr(reviewing, "review_upload", lambda data, name: (made_document(), b""))
    at = page().run()
    assert not at.exception
    assert "这里还没有报告" in texts(at)
    at = press(at, "载入示例（1份）")
    assert not at.exception
    assert "审阅1份" in texts(at)
    assert [e.agency for e in store.queue(sort="added").entries] == ["某县水务局"]


def test_upload_is_reviewed_and_listed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files dropped on the page are reviewed; one that fails is counted and the rest stays."""

    def review(data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
        if data == b"bad":
            failure = Failure("unreadable", "文件损坏，请重新导出后上传。")
            return made_document(report=None, findings=(), score=None, error=failure), b""
        return made_document(), b""

    monkeypatch.setattr(reviewing, "review_upload", review)
    at = page().run()
    at.file_uploader[0].set_value(
        [("甲.txt", b"good", "text/plain"), ("乙.txt", b"bad", "text/plain")]
    )
    at.run()
    assert not at.exception
    assert "审阅1份，未能审阅1份" in texts(at)
    assert store.queue().total == 2


def test_plain_desk_stores_a_decision(store: Store) -> None:
    """Pressing 采纳 in the plain version writes to the database; 撤销 takes it back."""
    number = put(store)
    at = page()
    at.query_params["report"] = str(number)
    at.run()
    assert not at.exception
    at = press(at, "简版")
    finding = made_document()["findings"][0]
    subject = subject_of(made_document())
    at.text_input(f"edited_{finding['id']}").set_value("请重填合计。")
    at.button(f"accepted_{finding['id']}").click().run()
    assert not at.exception
    decision = store.decisions(subject)[finding["id"]]
    assert (decision.verdict, decision.edited) == ("accepted", "请重填合计。")
    assert "（已采纳）" in texts(at)
    at.button(f"undo_{finding['id']}").click().run()
    assert store.decisions(subject) == {}


def test_plain_desk_asks_no_decision_on_what_only_helps(store: Store) -> None:
    """Boilerplate is told sentence by sentence and why, below the findings and without buttons."""
    number = put(store)
    at = page()
    at.query_params["report"] = str(number)
    at = press(at.run(), "简版")
    ids = {f["id"] for f in made_document()["findings"] if f["code"] in {"Q101", "Q103"}}
    assert "供参考，不写入反馈意见：第一部分套话较多" in texts(at)
    assert "（无数量、无对象、无时限；空泛用语“持续、加强、进一步”）" in texts(at)
    assert len([b for b in at.button if b.label == "采纳"]) == 6
    assert not [b for b in at.button if any(i in str(b.key) for i in ids)]


def test_note_dialog_offers_a_draft_while_musts_are_open(store: Store) -> None:
    """Before the musts are decided only a draft can be had; afterwards the note."""
    number = put(store)
    at = page()
    at.query_params["report"] = str(number)
    at.run()
    at = press(at, "生成反馈意见")
    assert "还有3条“必须修改”的问题没有决定" in texts(at)
    assert [b.label for b in at.download_button] == ["下载草稿"]
    document = made_document()
    for finding in document["findings"]:
        store.decide(subject_of(document), finding["id"], "accepted")
    at = page()
    at.query_params["report"] = str(number)
    at = press(at.run(), "生成反馈意见")
    assert [b.label for b in at.download_button] == ["下载反馈意见"]
    assert "关于《某县水务局2024年政府信息公开工作年度报告》的审阅反馈意见" in texts(at)
    assert "放在哪份报告里都可以" not in texts(at)
    # of eight accepted findings two only help the reviewer
    assert "写入已采纳的6条：必须修改3条，建议修改3条，请核实0条" in texts(at)


@pytest.mark.parametrize("report", ["99", "x", "-1", "1e9", "99999999999999999999"])
def test_address_of_no_report_is_no_error(store: Store, report: str) -> None:
    """A wrong number leads to a sentence or to the queue, never to a traceback."""
    at = page()
    at.query_params["report"] = report
    at.run()
    assert not at.exception
    assert "没有" in texts(at)


def test_failed_file_has_a_page_with_its_sentence(store: Store) -> None:
    """Opened by its address, a file without a report shows why."""
    submission, _ = store.add("锁.docx", b"locked")
    failure = Failure("protected", "文件加了密码，请解除密码后重新上传。")
    store.save_review(
        submission.id, made_document(report=None, findings=(), score=None, error=failure)
    )
    at = page()
    at.query_params["report"] = str(submission.id)
    at.run()
    assert "文件加了密码" in texts(at)


def test_rerun_reviews_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is drawn again takes the review from the store."""
    number = put(store)

    def never(data: bytes, name: str) -> dict[str, object]:
        raise AssertionError("reviewed again")

    monkeypatch.setattr(reviewing, "review_upload", never)
    at = page()
    at.query_params["report"] = str(number)
    at.run()
    at.run()
    assert not at.exception


def test_reviewing_again_keeps_decisions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """按现在的规则重新审阅 replaces the reviews and leaves the decisions; a failed run is listed and mended."""
    put(store)
    store.add("乙.docx", b"never reviewed")
    finding = made_document()["findings"][0]["id"]
    store.decide(subject_of(made_document()), finding, "accepted")
    assert [e.state for e in store.queue(sort="added").entries] == ["reviewing", "waiting"]
    monkeypatch.setattr(reviewing, "review_upload", lambda data, name: (made_document(), b""))
    at = press(page().run(), "按现在的规则重新审阅")
    assert not at.exception
    assert "审阅2份" in texts(at)
    assert [e.decided for e in store.queue(sort="added").entries] == [1, 1]


def test_store_that_cannot_be_opened_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No traceback where the disk is not to be written: the page says what to do."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("NIANBAO_STORE", str(tmp_path / "file" / "store.sqlite"))
    at = page().run()
    assert not at.exception
    assert "资料库打不开" in texts(at)

"""The end of a report: the note goes out, or the report passes, or goes back to be handed in anew."""

from io import BytesIO
from typing import Literal

from review.errors import ReviewError
from review.outputs.notes import adopted_findings, write_note
from review.store import Store, subject_of

Ending = Literal["answered", "returned", "passed"]


def sign(store: Store, submission_id: int, ending: Ending) -> str:
    """Bring a report to its end and say what was done; StoreError or NoteRefused where it may not be.

    answered: the note with the adopted findings is written and kept; returned: so is it, and the
    agency is to hand in anew; passed: nothing was adopted, there is no note.
    """
    document = store.review(submission_id)
    if document is None or document["report"] is None:
        raise ReviewError("这份文件没有审阅结果，不能签发。")
    if ending == "passed":
        store.set_state(submission_id, "passed")
        return "已记为“已通过”。"
    decisions = store.decisions(subject_of(document))
    note = BytesIO()
    write_note(
        document,
        decisions,
        note,
        office=_setting(store, "office"),
        deadline=_setting(store, "deadline"),
    )
    adopted = [f["id"] for found in adopted_findings(document, decisions).values() for f in found]
    store.record_note(
        submission_id, draft=False, findings=adopted, content=note.getvalue(), state=ending
    )
    return (
        "已签发反馈意见，存入资料库。"
        if ending == "answered"
        else "已退回重报，反馈意见存入资料库。"
    )


def _setting(store: Store, key: str) -> str:
    found = store.setting(key)
    return found.text.strip() if found else ""

"""The end of a report: the note goes out, or the report passes, or goes back to be handed in anew."""

from io import BytesIO
from typing import Literal

from review.correspondence import note_sources
from review.errors import ReviewError
from review.outputs.notes import NoteRefused, write_note
from review.store import Store

Ending = Literal["answered", "returned", "passed"]


def sign(store: Store, submission_id: int, ending: Ending) -> str:
    """Bring a report to its end and say what was done; ReviewError where it may not be.

    answered: the note with the adopted findings is written and kept; returned: so is it, and the
    agency is to hand in anew; passed: nothing was adopted, there is no note.
    """
    if ending == "passed":
        store.set_state(submission_id, "passed")
        return "已记为“已通过”。"
    sources = note_sources(store, submission_id)
    content = BytesIO()
    try:
        note = write_note(
            sources.document,
            sources.decisions,
            content,
            office=sources.office,
            deadline=sources.deadline,
            own=sources.own,
            previous=sources.previous,
            template=sources.template,
            last_year=sources.last_year,
        )
    except NoteRefused as refused:
        raise ReviewError(f"{refused.message}没有签发；按 G、E 打开反馈意见核对。") from refused
    store.record_note(
        submission_id,
        draft=False,
        findings=[item.id for item in note.items],
        content=content.getvalue(),
        state=ending,
    )
    return "已签发反馈意见。" if ending == "answered" else "已签发反馈意见，退回重报。"

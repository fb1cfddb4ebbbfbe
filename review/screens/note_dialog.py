"""The dialog that makes the feedback note."""

from io import BytesIO

import docx
import streamlit as st

from review.outputs.notes import adopted_findings, note_name, undecided_musts, write_note
from review.screens.session import open_store
from review.store import subject_of

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PREVIEW_HEIGHT = 280  # pixels; the note scrolls inside

NOTE_WANTED = "note_wanted"  # in the session: the submission whose dialog is open


def _forget() -> None:
    st.session_state.pop(NOTE_WANTED, None)


def _draw(submission_id: int) -> None:
    """Say what goes into the note, ask for its slots, and hand it out."""
    store = open_store()
    document = store.review(submission_id)
    if document is None:
        return
    subject = subject_of(document)
    decisions = store.decisions(subject)
    groups = adopted_findings(document, decisions)
    adopted = [f["id"] for found in groups.values() for f in found]
    counts = "，".join(f"{level.label}{len(found)}条" for level, found in groups.items())
    st.text(f"写入已采纳的{len(adopted)}条：{counts}。不采纳、存疑、未决定的和供参考的不写入。")
    missing = undecided_musts(document, decisions)
    if missing:
        st.text(
            f"还有{missing}条“必须修改”的问题没有决定，现在只能生成草稿。"
            "请先逐条采纳、不采纳或存疑，再生成正式的反馈意见。"
        )
    left, right = st.columns(2)
    office = left.text_input("审阅单位（落款，可不填）", key="note_office")
    deadline = right.text_input(
        "修改时限（可不填）", placeholder="2025年3月15日", key="note_deadline"
    )
    note = BytesIO()
    write_note(
        document,
        decisions,
        note,
        draft=bool(missing),
        office=office.strip(),
        deadline=deadline.strip(),
    )
    st.download_button(
        "下载草稿" if missing else "下载反馈意见",
        note.getvalue(),
        file_name=note_name(document),
        mime=_DOCX,
        type="primary",
        on_click=lambda: store.record_note(
            submission_id, draft=bool(missing), findings=adopted, content=note.getvalue()
        ),
    )
    with st.expander("预览"), st.container(height=_PREVIEW_HEIGHT, border=False):
        for paragraph in docx.Document(note).paragraphs:
            st.text(paragraph.text)


# shows the dialog; while findings of 必须修改 are open it offers a draft only
note_dialog = st.dialog("生成反馈意见", width="medium", on_dismiss=_forget)(_draw)

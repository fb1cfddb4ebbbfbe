"""The report page: the desk with report and findings, and the feedback note."""

from typing import Any

import streamlit as st

from review.errors import StoreError
from review.screens.assets import component
from review.screens.note_dialog import NOTE_WANTED as _NOTE
from review.screens.note_dialog import note_dialog
from review.screens.plain_desk import draw_plain_desk
from review.screens.protocol import read_parcel
from review.screens.queue_filter import chosen_look
from review.screens.session import go_to, open_store
from review.screens.view import report_head, report_view
from review.store import Store, subject_of

_ACKNOWLEDGED = "acknowledged"
_PLAIN = "plain_desk"
_FAULT = "store_fault"


def draw(submission_id: int) -> None:
    """Draw the page of one report."""
    store = open_store()
    document = store.review(submission_id)
    if document is None or document["report"] is None:
        st.text(document["error"]["message"] if document else "资料库中没有这份报告。")
        if st.button("‹ 返回列表"):
            go_to(None)
            st.rerun()
        return
    # a fragment: a decision draws the desk anew, not the whole page
    st.fragment(_draw_desk)(submission_id)


def _draw_desk(submission_id: int) -> None:
    store = open_store()
    document = store.review(submission_id)
    assert document is not None  # draw() has looked
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="head"):
        if st.button("‹ 返回列表"):
            go_to(None)
            st.rerun()
        st.text(report_head(document), width="stretch")
        plain = bool(st.session_state.get(_PLAIN))
        hint = "简版用普通按钮逐条处理，适合读屏软件"
        st.button("快捷版" if plain else "简版", help=hint, on_click=_turn_plain, args=(not plain,))
        if st.button("上一份　P"):
            _go_beside(store, submission_id, -1)
        if st.button("下一份　N"):
            _go_beside(store, submission_id, 1)
        wish = {_NOTE: submission_id}
        st.button("生成反馈意见", type="primary", on_click=st.session_state.update, args=(wish,))
    # the wish lasts until the dialog is closed: a decision acknowledged meanwhile draws this
    # fragment anew, and a dialog that is not drawn again would vanish
    if st.session_state.get(_NOTE) == submission_id:
        note_dialog(submission_id)
    if fault := st.session_state.pop(_FAULT, ""):
        st.error(fault)
    if plain:
        draw_plain_desk(store, document)
        return
    result = component("desk")(
        key="desk",
        data=_desk_data(store, document),
        on_parcel_change=_store_parcel,
        on_go_change=lambda: None,
    )
    if result.go in ("next", "previous"):
        _go_beside(store, submission_id, 1 if result.go == "next" else -1)


def _turn_plain(plain: bool) -> None:
    st.session_state[_PLAIN] = plain


def _desk_data(store: Store, document: dict[str, Any]) -> dict[str, Any]:
    subject = subject_of(document)
    view = report_view(document, store.decisions(subject))
    return {**view, "subject": subject, "acknowledged": st.session_state.get(_ACKNOWLEDGED)}


def _store_parcel() -> None:
    """Commit what the desk sent, then (and only then) acknowledge it."""
    parcel = read_parcel(st.session_state["desk"].get("parcel"))
    if parcel is None:
        return
    try:
        number = open_store().take(parcel.desk, parcel.changes).last
    except StoreError as error:
        st.session_state[_FAULT] = error.message
        return
    st.session_state[_ACKNOWLEDGED] = {"desk": parcel.desk, "number": number}


def _go_beside(store: Store, submission_id: int, step: int) -> None:
    """Open the next or previous report in the order of the queue as it was filtered."""
    look = chosen_look()
    before, after = store.neighbours(submission_id, look.wanted, look.sort)
    beside = after if step > 0 else before
    if beside is not None:
        go_to(beside)
    st.rerun()

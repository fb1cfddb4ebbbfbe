"""The report page: the desk with report and findings, the way to the next one, and the feedback note."""

from typing import Any

import streamlit as st

from review.errors import ReviewError, StoreError
from review.screens.assets import component
from review.screens.desk_data import Receipts, standing_line, standing_view, without_suppressed
from review.screens.note_dialog import NOTE_WANTED as _NOTE
from review.screens.note_dialog import note_dialog
from review.screens.plain_desk import draw_plain_desk
from review.screens.protocol import WishKind, read_parcels, read_wish
from review.screens.score_view import standing_words
from review.screens.scores import current_rubric, standing_of
from review.screens.session import go_to, open_store
from review.screens.signing import sign
from review.screens.trail import forget_trail, next_report, previous_report, set_out
from review.screens.view import report_head, report_view
from review.store import Store, Submission, subject_of

_RECEIPTS = "desk_receipts"
_WISH = "desk_wish"
_MET = "desk_wish_met"  # serial of the last wish that was met: it may come again
_PLAIN = "plain_desk"
_FAULT = "store_fault"
_DONE = "desk_done"
_STANDING = "desk_standing"  # looked up once a report: it takes all reports of the year


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
    set_out(store, submission_id)
    st.session_state[_STANDING] = standing_words(standing_of(store, submission_id))
    # a fragment: a decision draws the desk anew, not the whole page
    st.fragment(_draw_desk)(submission_id)


def _draw_desk(submission_id: int) -> None:
    store = open_store()
    _meet_wish(store, submission_id)
    document = store.review(submission_id)
    submission = store.submission(submission_id)
    assert document is not None  # draw() has looked
    assert submission is not None
    document = without_suppressed(store, document)
    _draw_head(store, document, submission)
    # the wish lasts until the dialog is closed: a decision acknowledged meanwhile draws this
    # fragment anew, and a dialog that is not drawn again would vanish
    if st.session_state.get(_NOTE) == submission_id:
        note_dialog(submission_id)
    if fault := st.session_state.pop(_FAULT, ""):
        st.error(fault)
    if st.session_state.get(_PLAIN):
        draw_plain_desk(store, document)
        return
    component("desk")(
        key="desk",
        data=_desk_data(store, document, submission),
        on_parcel_change=_store_parcels,
        on_wish_change=_hear_wish,
    )


def _draw_head(store: Store, document: dict[str, Any], submission: Submission) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="head"):
        if st.button("‹ 返回列表　R"):
            _go("queue", store, submission.id)
        line = standing_line(submission, store.actor.name)
        st.text(f"{report_head(document)} · {line}", width="stretch")
        plain = bool(st.session_state.get(_PLAIN))
        hint = "简版用普通按钮逐条处理，适合读屏软件"
        st.button("快捷版" if plain else "简版", help=hint, on_click=_turn_plain, args=(not plain,))
        if st.button("上一份　P"):
            _go("previous", store, submission.id)
        if st.button("下一份　N"):
            _go("next", store, submission.id)
        wish = {_NOTE: submission.id}
        st.button("生成反馈意见", type="primary", on_click=st.session_state.update, args=(wish,))


def _turn_plain(plain: bool) -> None:
    st.session_state[_PLAIN] = plain


def _desk_data(store: Store, document: dict[str, Any], submission: Submission) -> dict[str, Any]:
    subject = subject_of(document)
    receipts: Receipts = st.session_state.get(_RECEIPTS, Receipts({}))
    return {
        **report_view(
            document,
            store.decisions(subject),
            store.own_findings(subject),
            current_rubric(store),
        ),
        **standing_view(store, submission),
        "subject": subject,
        "acknowledged": dict(receipts.numbers),
        "clashes": list(receipts.clashes),
        "met": st.session_state.get(_MET, ""),
        "standing": st.session_state.get(_STANDING, ""),
        "done": st.session_state.get(_DONE, ""),
    }


def _store_parcels() -> None:
    """Commit what the desk sent, then (and only then) acknowledge it."""
    store = open_store()
    for parcel in read_parcels(st.session_state["desk"].get("parcel")):
        receipts: Receipts = st.session_state.get(_RECEIPTS, Receipts({}))
        try:
            taken = store.take(parcel.desk, parcel.changes)
        except StoreError as error:
            st.session_state[_FAULT] = error.message
            return
        st.session_state[_RECEIPTS] = receipts.with_taken(parcel.desk, taken.last, taken.clashes)


def _hear_wish() -> None:
    wish = read_wish(st.session_state["desk"].get("wish"))
    if wish is not None and wish.serial != st.session_state.get(_MET):
        st.session_state[_WISH] = wish


def _meet_wish(store: Store, submission_id: int) -> None:
    """Do what the desk asked for, once, and only from the report it was asked on."""
    wish = st.session_state.pop(_WISH, None)
    if wish is None or wish.submission != submission_id:
        return
    st.session_state[_MET] = wish.serial
    _go(wish.kind, store, submission_id)


def _go(kind: WishKind, store: Store, submission_id: int) -> None:
    if kind == "note":
        st.session_state[_NOTE] = submission_id
        return
    if kind in ("answered", "returned", "passed"):
        try:
            done = sign(store, submission_id, kind)
        except ReviewError as error:
            st.session_state[_FAULT] = error.message
            return
        st.session_state[_DONE] = f"{report_head(store.review(submission_id) or {})}：{done}"
        go_to(next_report(store, submission_id))
    else:
        st.session_state.pop(_DONE, None)
        other = {"next": next_report, "previous": previous_report}.get(kind)
        if other is None:
            forget_trail()
        go_to(other(store, submission_id) if other else None)
    st.rerun()

"""The dialog that makes the feedback note: what it says, open to editing, its slots, its files."""

from collections.abc import Mapping
from io import BytesIO

import docx
import streamlit as st

from review.correspondence import NoteSources, note_sources
from review.errors import ReviewError, StoreError
from review.outputs.comments import commented_name, write_comments
from review.outputs.note_content import Note, Slots, plain_text
from review.outputs.note_template import default_template, fill
from review.outputs.notes import adopted_findings, note_name, note_of, undecided_musts
from review.outputs.verification import Doubt
from review.screens.session import open_store

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PREVIEW_HEIGHT = 280  # pixels; the note scrolls inside
_ITEM_HEIGHT = 200

NOTE_WANTED = "note_wanted"  # in the session: the submission whose dialog is open
_FAULT = "note_fault"
_EDITS = "note_edits"  # in the session: the reviewer's texts of items, by submission


def _forget() -> None:
    st.session_state.pop(NOTE_WANTED, None)


def _draw(submission_id: int) -> None:
    """Say what goes into the note, let it be edited, ask for its slots, and hand it out."""
    try:
        sources = note_sources(open_store(), submission_id)
    except ReviewError as error:
        st.text(error.message)
        return
    if fault := st.session_state.pop(_FAULT, ""):
        st.error(fault)
    missing = undecided_musts(sources.document, sources.decisions)
    _say_what_goes_in(sources, missing)
    slots = _ask_slots(sources)
    edits: dict[str, str] = st.session_state.setdefault(_EDITS, {}).setdefault(submission_id, {})
    try:
        untouched, _ = _note(sources, {}, slots, draft=bool(missing))
        _edit_items(untouched, edits)
        note, warnings = _note(sources, edits, slots, draft=bool(missing))
        content = fill(sources.template or default_template(), note)
    except ReviewError as error:
        st.text(error.message)
        return
    for warning in warnings:
        st.text(warning.sentence)
    confirmed = not warnings or bool(missing)
    if not confirmed:
        confirmed = st.checkbox("以上内容已经核对，可以写入反馈意见", key="note_confirmed")
    left, right = st.columns(2)
    left.download_button(
        "下载草稿" if missing else "下载反馈意见",
        content,
        file_name=note_name(sources.document),
        mime=_DOCX,
        type="primary",
        disabled=not confirmed,
        on_click=_record,
        args=(submission_id, note, content),
    )
    if sources.submission.name.lower().endswith(".docx"):
        _offer_comments(right, sources, edits)
    with st.expander("预览"), st.container(height=_PREVIEW_HEIGHT, border=False):
        for paragraph in docx.Document(BytesIO(content)).paragraphs:
            st.text(paragraph.text)


def _note(
    sources: NoteSources, edits: Mapping[str, str], slots: Slots, *, draft: bool
) -> tuple[Note, tuple[Doubt, ...]]:
    return note_of(
        sources.document,
        sources.decisions,
        own=sources.own,
        edits=edits,
        slots=slots,
        previous=sources.previous,
        draft=draft,
        last_year=sources.last_year,
    )


def _say_what_goes_in(sources: NoteSources, missing: int) -> None:
    groups = adopted_findings(sources.document, sources.decisions, sources.own)
    counts = "，".join(f"{level.label}{len(found)}条" for level, found in groups.items())
    total = sum(map(len, groups.values()))
    st.text(f"写入已采纳的{total}条：{counts}。不采纳、存疑、未决定的和供参考的不写入。")
    if missing:
        st.text(
            f"还有{missing}条“必须修改”的问题没有决定，现在只能生成草稿。"
            "请先逐条采纳、不采纳或存疑，再生成正式的反馈意见。"
        )


def _ask_slots(sources: NoteSources) -> Slots:
    left, right = st.columns(2)
    office = left.text_input("审阅单位（落款，可不填）", value=sources.office, key="note_office")
    deadline = right.text_input(
        "修改时限（可不填）",
        value=sources.deadline,
        placeholder="2025年3月15日",
        key="note_deadline",
    )
    number = left.text_input("文号（可不填）", key="note_number")
    date = right.text_input("成文日期（可不填）", placeholder="2025年2月20日", key="note_date")
    return Slots(office.strip(), number.strip(), deadline.strip(), date.strip())


def _edit_items(note: Note, edits: dict[str, str]) -> None:
    """A field for each item; what differs from the item's own text is kept in `edits`."""
    items = list(note.items)
    if not items:
        return
    with st.expander("逐条修改文字"):
        st.text("每行一项，行首的“问题：”“建议：”等名称请保留；删去一行，反馈意见就不写这一项。")
        for number, item in enumerate(items, 1):
            own_text = plain_text(item)
            text = st.text_area(
                f"第{number}条（{item.level.label}）",
                value=edits.get(item.id, own_text),
                height=_ITEM_HEIGHT,
                key=f"note_item_{item.id}",
            )
            if text.strip() == own_text.strip():
                edits.pop(item.id, None)
            else:
                edits[item.id] = text


def _offer_comments(
    place: "st.delta_generator.DeltaGenerator", sources: NoteSources, edits: Mapping[str, str]
) -> None:
    try:
        content = open_store().content(sources.submission.id)
        made = write_comments(
            content, sources.document, sources.decisions, own=sources.own, edits=edits
        )
    except ReviewError as error:
        place.text(error.message)
        return
    place.download_button(
        "下载带批注的原文",
        made.content,
        file_name=commented_name(sources.document),
        mime=_DOCX,
    )


def _record(submission_id: int, note: Note, content: bytes) -> None:
    """Keep what was handed out."""
    try:
        open_store().record_note(
            submission_id,
            draft=note.draft,
            findings=[item.id for item in note.items],
            content=content,
        )
    except StoreError as error:
        st.session_state[_FAULT] = f"反馈意见没有记入数据库：{error.message}"


# shows the dialog; while findings of 必须修改 are open it offers a draft only
note_dialog = st.dialog("生成反馈意见", width="medium", on_dismiss=_forget)(_draw)

"""The queue: what was handed in, what needs a person most first; uploads and samples."""

from collections.abc import Iterable, Sequence

import streamlit as st

from review.screens.assets import component
from review.screens.queue_view import queue_view
from review.screens.reviewing import (
    MAX_UPLOAD_MEGABYTES,
    SUFFIXES,
    Step,
    review_again,
    sample_files,
    take_in,
)
from review.screens.session import go_to, open_store, samples_wanted
from review.store import Store

_ROUND = "upload_round"  # a new key empties the uploader
_NOTICE = "intake_notice"


def draw() -> None:
    """Draw the queue page."""
    store = open_store()
    entries = store.queue().entries
    if not entries and samples_wanted() and not st.session_state.get("samples_loaded"):
        st.session_state["samples_loaded"] = True
        _load(store, sample_files())
    if not entries:
        with st.container(key="empty"):
            _draw_empty(store)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.text("年报审阅")
        notice = st.session_state.pop(_NOTICE, [""])
        with st.container(key="notice", width="stretch"):
            st.text(notice[0])
        if st.button("重新审阅", help="用现在的规则重新审阅全部报告；已作的决定不变"):
            _follow(review_again(store))
        with st.popover("上传报告", type="primary"):
            uploads = _uploader()
    for line in notice[1:]:
        st.text(line)
    if uploads:
        _load(store, uploads)
    result = component("queue")(key="queue", data=queue_view(entries), on_open_change=lambda: None)
    if result.open:
        go_to(int(result.open))
        st.rerun()


def _draw_empty(store: Store) -> None:
    st.title("年报审阅")
    st.text(
        "这里还没有报告。请把政府信息公开工作年度报告拖到下面（可以一次多份），"
        "系统逐份审阅后列出问题；也可以先载入示例看一看。"
    )
    for line in st.session_state.pop(_NOTICE, ()):
        st.text(line)
    uploads = _uploader()
    if uploads:
        _load(store, uploads)
    samples = sample_files()
    if samples and st.button(f"载入示例（{len(samples)}份）", type="primary"):
        _load(store, samples)


def _uploader() -> list[tuple[str, bytes]]:
    files = st.file_uploader(
        f"年度报告（{'、'.join(SUFFIXES)}），可一次多份，每份不超过{MAX_UPLOAD_MEGABYTES}MB",
        accept_multiple_files=True,
        key=f"upload_{st.session_state.get(_ROUND, 0)}",
    )
    return [(file.name, file.getvalue()) for file in files or ()]


def _load(store: Store, files: Sequence[tuple[str, bytes]]) -> None:
    """Take files in, and draw the page anew with what came of it."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    _follow(take_in(store, files))


def _follow(steps: Iterable[Step]) -> None:
    """Show which file is in hand; pressing 停止 ends it, and what is done stays."""
    bar = st.progress(0.0, text="正在准备…")
    st.button("停止（已审完的保留）", key="stop_intake")
    counts = {"added": 0, "known": 0, "failed": 0}
    faults: list[str] = []
    for step in steps:
        if not step.outcome:
            done = (step.number - 1) / step.total
            bar.progress(done, text=f"正在审阅 {step.number} / {step.total}：{_plain(step.name)}")
            continue
        counts[step.outcome] += 1
        if step.message:
            faults.append(f"{step.name}：{step.message}")
    notice = [f"审阅{counts['added']}份"]
    if counts["known"]:
        notice.append(f"已在库中、没有重复收取的{counts['known']}份")
    if counts["failed"]:
        notice.append(f"未能审阅{counts['failed']}份，原因见列表下方")
    st.session_state[_NOTICE] = ["，".join(notice) + "。", *faults]
    st.rerun()


def _plain(name: str) -> str:
    """A file name inside a Streamlit label, which reads Markdown: its signs are made inert."""
    return "".join(
        f"\\{letter}" if letter in r"\`*_{}[]()#+-.!~:$|<>" else letter for letter in name
    )

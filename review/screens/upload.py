"""Taking files in on the screen: the uploader, the bar that names the file in hand, what came of it."""

from collections.abc import Iterable

import streamlit as st

from review.screens.comparing import compare_in_background
from review.screens.reviewing import MAX_UPLOAD_MEGABYTES, SUFFIXES, Step
from review.store import Store

_ROUND = "upload_round"  # a new key empties the uploader
_NOTICE = "intake_notice"


def draw_uploader() -> list[tuple[str, bytes]]:
    """The uploader; the files that were dropped on it."""
    files = st.file_uploader(
        f"年度报告（{'、'.join(SUFFIXES)}），可一次多份，每份不超过{MAX_UPLOAD_MEGABYTES}MB",
        accept_multiple_files=True,
        key=f"upload_{st.session_state.get(_ROUND, 0)}",
    )
    return [(file.name, file.getvalue()) for file in files or ()]


def draw_notices() -> None:
    """What came of the last batch: counts, and each failed file with its sentence."""
    for line in st.session_state.pop(_NOTICE, ()):
        st.text(line)


def load(store: Store, steps: Iterable[Step]) -> None:
    """Take files in, and draw the page anew with what came of it."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    follow(store, steps)


def follow(store: Store, steps: Iterable[Step]) -> None:
    """Show which file is in hand; pressing 停止 ends it, and what is done stays.

    In either case the reports are then compared with others', while the page goes on.
    """
    try:
        notice = _followed(steps)
    finally:
        compare_in_background(store)
    st.session_state[_NOTICE] = notice
    st.rerun()


def _followed(steps: Iterable[Step]) -> list[str]:
    """What came of the steps, in sentences."""
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
        notice.append(f"未能审阅{counts['failed']}份，列表中“无法读取”一栏说明原因")
    return ["，".join(notice) + "。", *faults]


def _plain(name: str) -> str:
    """A file name inside a Streamlit label, which reads Markdown: its signs are made inert."""
    return "".join(
        f"\\{letter}" if letter in r"\`*_{}[]()#+-.!~:$|<>" else letter for letter in name
    )

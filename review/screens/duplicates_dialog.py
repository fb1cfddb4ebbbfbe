"""The dialog in which two files for one report are settled: one kept, or one made a later round."""

from collections.abc import Sequence

import streamlit as st

from review.errors import StoreError
from review.screens.session import open_store
from review.store import Store, Submission


def _draw() -> None:
    """Each group with its files: which counts, which is another round. Nothing is deleted."""
    store = open_store()
    groups = store.duplicates()
    if not groups:
        st.text("已全部确认。")
        return
    st.text("请为每个单位确认哪一份算数；撤下的仍保存在库中，可以恢复。")
    for group in groups:
        with st.container(border=True):
            first = group[0]
            st.text(f"{first.agency} {first.year}年度 第{first.round}轮，共{len(group)}份")
            for one in group:
                _draw_file(store, one, group)


def _draw_file(store: Store, one: Submission, group: Sequence[Submission]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{one.name}（{one.added_at:%m-%d %H:%M}收到）", width="stretch")
        if st.button("保留这份，其余撤下", key=f"keep_{one.id}"):
            _settle(store, [other for other in group if other.id != one.id], None)
        if st.button(f"作为第{one.round + 1}轮", key=f"later_{one.id}"):
            _settle(store, [one], one.round + 1)


def _settle(store: Store, files: Sequence[Submission], number: int | None) -> None:
    try:
        for one in files:
            if number is None:
                store.withdraw(one.id, one.version)
            else:
                store.set_round(one.id, number, one.version)
    except StoreError as error:
        st.text(error.message)
        return
    st.rerun(scope="fragment")


# opens the dialog
duplicates_dialog = st.dialog("同一单位同一轮的多份报告", width="large")(_draw)

"""The queue: what was handed in, what needs a person most first; filters, states, claims, rounds."""

from typing import Any

import streamlit as st

from review.errors import StoreError
from review.screens.assets import component
from review.screens.comparing import compare_in_background, comparing_here
from review.screens.duplicates_dialog import duplicates_dialog
from review.screens.navigation import draw_navigation
from review.screens.queue_actions import carry_out, read_wish
from review.screens.queue_filter import NAMES, PAGE_SIZE, chosen_look, rules_now, written
from review.screens.queue_view import queue_view
from review.screens.reviewing import review_outdated, sample_files, take_in
from review.screens.session import go_to, open_store, samples_wanted
from review.screens.upload import draw_notices, draw_uploader, follow, load
from review.store import Store, may

_WISHES = "queue_wishes"  # the last wish carried out: desk, number, what came of it
_TO_SETTLE = "queue_settle"
_LOOK_SECONDS = 2


def draw() -> None:
    """Draw the queue page."""
    store = open_store()
    any_there = store.queue(limit=1).total or any(store.counts().values())
    if not any_there and samples_wanted() and not st.session_state.get("samples_loaded"):
        st.session_state["samples_loaded"] = True
        load(store, take_in(store, sample_files()))
    if not any_there:
        with st.container(key="empty"):
            _draw_empty(store)
        return
    uploads = _draw_head(store)
    if uploads:
        load(store, take_in(store, uploads))
    draw_notices()
    _draw_hints(store)
    _draw_queue(store)


def _draw_head(store: Store) -> list[tuple[str, bytes]]:
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        draw_navigation("")
        st.space("stretch")
        if may(store.actor, "submit"):
            with st.popover("上传报告", type="primary"):
                return draw_uploader()
    return []


def _draw_empty(store: Store) -> None:
    st.title("年报审阅")
    draw_notices()
    if not may(store.actor, "submit"):
        st.text("这里还没有报告。您的账户只能查看，请等审阅人收入报告。")
        return
    st.text(
        "这里还没有报告。请把政府信息公开工作年度报告拖到下面（可以一次多份），"
        "系统逐份审阅后列出问题；也可以先载入示例看一看。"
    )
    uploads = draw_uploader()
    if uploads:
        load(store, take_in(store, uploads))
    samples = sample_files()
    if samples and st.button(f"载入示例（{len(samples)}份）", type="primary"):
        load(store, take_in(store, samples))


def _draw_hints(store: Store) -> None:
    """What stands in the way of the work: reviews by older rules, two files for one report, none compared."""
    outdated = store.outdated(rules_now())
    twice = store.duplicates()
    at_work = comparing_here() or store.comparing()
    uncompared = {} if at_work else store.uncompared()
    if not outdated and not twice and not at_work and not uncompared:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="hints"):
        if at_work:
            st.fragment(_wait_for_comparison, run_every=_LOOK_SECONDS)(store)
        elif uncompared and may(store.actor, "submit"):
            years = "、".join(map(str, uncompared))
            st.text(f"{years}年度有新来或有变动的报告，还没有与其他单位比对雷同。")
            if st.button("比对雷同", help="在后台比对，可以照常审阅；已作的决定不变"):
                compare_in_background(store)
                st.rerun()
        if outdated and may(store.actor, "submit"):
            st.text(f"有{len(outdated)}份是按旧规则审阅的或还没有审完。")
            if st.button("按现在的规则重新审阅", help="已作的决定不变；可随时停止，审完的保留"):
                follow(store, review_outdated(store, rules_now()))
        if twice:
            st.text(f"有{len(twice)}个单位同一轮交了两份以上。")
            if st.button("逐个确认"):
                st.session_state[_TO_SETTLE] = True
    if st.session_state.pop(_TO_SETTLE, False):
        duplicates_dialog()


def _wait_for_comparison(store: Store) -> None:
    """Say that it goes on; when it has ended the page is drawn anew."""
    if not comparing_here() and not store.comparing():
        st.rerun()
    st.text("正在后台与其他单位比对雷同，可以照常审阅；比完后问题数会更新。")


def _draw_queue(store: Store) -> None:
    look = chosen_look()
    page = store.queue(
        look.wanted,
        look.sort,
        limit=PAGE_SIZE,
        offset=look.page * PAGE_SIZE,
        rules=rules_now(),
    )
    last: dict[str, Any] = st.session_state.get(_WISHES) or {}
    data = queue_view(
        page,
        look,
        store.actor,
        counts=store.counts(look.wanted.year),
        years=store.years(),
        reviewers=store.reviewers(),
        progress=store.progress(look.wanted.year),
        said=last.get("said", ()),
        taken={"desk": last["desk"], "number": last["number"]} if last else None,
    )
    component("queue")(key="queue", data=data, on_wish_change=_carry_out)


def _carry_out() -> None:
    """Carry out what the queue asked for, each wish once."""
    wish = read_wish(st.session_state["queue"].get("wish"))
    last = st.session_state.get(_WISHES) or {}
    if wish is None or (last.get("desk") == wish.desk and last.get("number", 0) >= wish.number):
        return
    said: list[str] = []
    if wish.act == "look":
        for name in NAMES:
            st.query_params.pop(name, None)
        st.query_params.update(written(wish.look))
    elif wish.act == "open":
        go_to(wish.reports[0][0] if wish.reports else None)
    else:
        try:
            said = carry_out(open_store(), wish)
        except StoreError as error:
            said = [error.message]
    st.session_state[_WISHES] = {"desk": wish.desk, "number": wish.number, "said": said}

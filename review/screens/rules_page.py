"""The rules' own quality: what reviewers made of each check, and checks switched off with a reason."""

import json
from datetime import date

import streamlit as st

from review.checks import CHECKS
from review.errors import StoreError
from review.rule_quality import rejected_share, worst_first
from review.screens.navigation import draw_navigation
from review.screens.scores import rescore
from review.screens.session import open_store
from review.screens.tables import as_csv
from review.screens.view import check_titles
from review.store import Store, may

TITLE = "规则质量"
_NOTICE = "rules_notice"
_MOST_REASONS = 3


def draw() -> None:
    """Draw the page."""
    store = open_store()
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        draw_navigation("rules")
    if said := st.session_state.pop(_NOTICE, ""):
        st.text(said)
    _draw_quality(store)
    _draw_suppressions(store)
    _draw_teaching(store)


def _draw_quality(store: Store) -> None:
    st.subheader("各项检查被采纳的情况")
    with st.container(horizontal=True):
        year = st.selectbox(
            "年度",
            [None, *store.years()],
            format_func=lambda y: f"{y}年度" if y else "全部年度",
            width=160,
        )
        profile = _chosen_profile(store)
    titles = check_titles()
    rows = []
    for rule in worst_first(store.rule_quality(year, profile)):
        wrong = rejected_share(rule)
        reasons = "；".join(f"{reason}（{n}）" for reason, n in rule.reasons[:_MOST_REASONS])
        rows.append(
            {
                "检查": f"{titles.get(rule.code, rule.code)} {rule.code}",
                "采纳": rule.adopted,
                "不采纳": rule.rejected,
                "存疑": rule.doubtful,
                "改写": rule.rewritten,
                "未决定": rule.undecided,
                "不采纳率": "—" if wrong.value is None else f"{wrong.value:.0%}",
                "至少": f"{wrong.low:.0%}",
                "理由": reasons,
            }
        )
    if not rows:
        st.text("还没有决定。审阅人采纳或不采纳之后，这里列出哪些检查常被否定，最差的在前。")
        return
    st.text("“至少”是不采纳率的95%区间下限：决定少的检查不会只凭一两条就排到最前。")
    st.dataframe(rows, hide_index=True, width="stretch")
    st.download_button(
        "下载（CSV）", as_csv(rows), file_name="规则质量.csv", mime="text/csv", type="tertiary"
    )


def _chosen_profile(store: Store) -> str:
    """Which profile's reports to count; nothing is asked where there is but one."""
    names = store.profiles()
    if len(names) < 2:
        return ""
    chosen = st.selectbox(
        "方案", ["", *names], format_func=lambda name: name or "全部方案", width=200
    )
    return str(chosen or "")


def _draw_suppressions(store: Store) -> None:
    st.subheader("停用的检查")
    titles = check_titles()
    standing = store.suppressions()
    if not standing:
        st.text("没有停用的检查。停用后这项检查的问题不再计数、计分、写入反馈意见，到期自动恢复。")
    lead = may(store.actor, "suppress")
    for one in standing:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            until = f"{one.expires:%Y-%m-%d}止" if one.expires else "长期"
            whose = one.agency or "全部单位"
            title = titles.get(one.code, one.code)
            st.text(
                f"{title} {one.code}｜{whose}｜{until}｜{one.reason}（{one.reviewer}）",
                width="stretch",
            )
            if lead and st.button("恢复", key=f"resume_{one.id}"):
                store.end_suppression(one.id)
                rescore(store, one.agency)
                _tell(f"已恢复“{title}”。")
    if lead:
        _draw_new_suppression(store)


def _draw_new_suppression(store: Store) -> None:
    agencies = sorted({row.agency for row in store.score_rows() if row.agency})
    titles = check_titles()
    with st.form("suppress", border=True, clear_on_submit=True):
        st.text("停用一项检查")
        left, right = st.columns(2)
        code = left.selectbox(
            "检查", [c.code for c in CHECKS], format_func=lambda c: f"{titles.get(c, c)} {c}"
        )
        agency = right.selectbox("单位", ["", *agencies], format_func=lambda a: a or "全部单位")
        reason = left.text_input("理由（必填）")
        expires = right.date_input("到期日（可不填）", value=None, min_value=date.today())
        pressed = st.form_submit_button("停用")
    if not pressed:
        return
    try:
        store.suppress(code, agency=agency, reason=reason, expires=expires)
        rescore(store, agency)
    except StoreError as error:
        st.text(error.message)
        return
    _tell(f"已停用“{titles.get(code, code)}”。")


def _draw_teaching(store: Store) -> None:
    st.subheader("把套话的决定交给模型学习")
    lines = [json.dumps(one, ensure_ascii=False) for one in store.training_sentences()]
    if not lines:
        st.text("还没有对套话作过决定。采纳或不采纳“套话”问题之后可在这里导出。")
        return
    st.text(f"共{len(lines)}句。导出后运行 nianbao train --with 文件名，模型即按本单位的判断调整。")
    st.download_button(
        "导出训练句子",
        ("\n".join(lines) + "\n").encode(),
        file_name="套话决定.jsonl",
        mime="application/x-ndjson",
    )


def _tell(said: str) -> None:
    st.session_state[_NOTICE] = said
    st.rerun()

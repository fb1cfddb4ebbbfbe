"""The same work with plain widgets, finding by finding: for screen readers and touch."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from review.classifier.explanation import explain
from review.errors import StoreError
from review.finding import Severity
from review.outputs.places import evidence_place, shown_quote
from review.screens.finding_view import BOILERPLATE, helps
from review.screens.view import all_findings, check_titles
from review.store import Decision, DecisionVerdict, Store, may, subject_of

_FAULT = "plain_desk_fault"

_CHOICES: tuple[tuple[DecisionVerdict, str], ...] = (
    ("accepted", "采纳"),
    ("rejected", "不采纳"),
    ("doubtful", "存疑"),
)
_STANDING: Mapping[str, str] = {
    "accepted": "已采纳",
    "rejected": "不采纳",
    "doubtful": "存疑",
    "": "未决定",
}


def draw_plain_desk(store: Store, document: Mapping[str, Any]) -> None:
    """Draw all findings one below the other, each with its buttons, then what only helps."""
    subject = subject_of(document)
    decisions = store.decisions(subject)
    findings = all_findings(document, store.own_findings(subject))
    if fault := st.session_state.pop(_FAULT, ""):
        st.error(fault)
    if not may(store.actor, "decide"):
        st.text("您的账户只能查看，不能作决定。")
    to_decide = [finding for finding in findings if not helps(finding)]
    if not to_decide:
        st.text("没有需要决定的问题。")
    for number, finding in enumerate(to_decide, 1):
        standing = decisions.get(finding["id"])
        with st.container(border=True):
            level = Severity(finding["severity"]).label
            state = _STANDING[standing.verdict if standing else ""]
            st.text(f"{number}．{level}：{finding['title']}（{state}）")
            _draw_words(document, finding)
            _draw_choices(store, document, finding, standing)
    for finding in filter(helps, findings):
        with st.container(border=True):
            st.text(f"供参考，不写入反馈意见：{finding['title']}")
            _draw_words(document, finding)
    st.text(f"未检查的项目及原因（{len(document['not_run'])}）")
    for item in document["not_run"]:
        st.text(f"{check_titles().get(item['code'], item['code'])}　{item['reason']}")


def _draw_words(document: Mapping[str, Any], finding: Mapping[str, Any]) -> None:
    st.text(finding["message"])
    for evidence in finding["evidence"]:
        quote = shown_quote(finding["code"], evidence)
        why = f"（{explain(quote)}）" if finding["code"] == BOILERPLATE else ""
        st.text(f"{evidence_place(document['report']['form'], evidence)}：{quote}{why}")
    st.text(f"建议：{finding['advice']}　依据：{finding['basis']}")


def _draw_choices(
    store: Store, document: Mapping[str, Any], finding: Mapping[str, Any], standing: Decision | None
) -> None:
    if not may(store.actor, "decide"):
        return
    subject = subject_of(document)
    base = (
        standing.version if standing else 0
    )  # as shown: what another decided since is not overwritten
    edited = st.text_input(
        "改写意见（可不填，采纳时写入）",
        standing.edited if standing else "",
        key=f"edited_{finding['id']}",
    )
    with st.container(horizontal=True):
        for verdict, label in _CHOICES:
            if st.button(label, key=f"{verdict}_{finding['id']}"):
                text = edited.strip() if verdict == "accepted" else ""
                _write(
                    partial(store.decide, subject, finding["id"], verdict, edited=text, base=base)
                )
        if st.button("撤销", key=f"undo_{finding['id']}", disabled=standing is None):
            _write(partial(store.undo, subject, finding["id"], base=base))


def _write(change: Callable[[], None]) -> None:
    try:
        change()
    except StoreError as error:
        st.session_state[_FAULT] = error.message
    st.rerun()

"""The same work with plain widgets, finding by finding: for screen readers and touch."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from review.classifier.explanation import explain
from review.finding import Severity
from review.outputs.places import evidence_place, shown_quote
from review.screens.view import check_titles, ordered_findings
from review.store import DecisionVerdict, Store, subject_of

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
    """Draw all findings one below the other, each with its buttons."""
    subject = subject_of(document)
    decisions = store.decisions(subject)
    findings = ordered_findings(document)
    if not findings:
        st.text("没有发现问题。")
    for number, finding in enumerate(findings, 1):
        standing = decisions.get(finding["id"])
        with st.container(border=True):
            level = Severity(finding["severity"]).label
            state = _STANDING[standing.verdict if standing else ""]
            st.text(f"{number}．{level}：{finding['title']}（{state}）")
            st.text(finding["message"])
            for evidence in finding["evidence"]:
                quote = shown_quote(finding["code"], evidence)
                why = f"（{explain(quote)}）" if finding["code"] == "Q101" else ""
                st.text(f"{evidence_place(document['report']['form'], evidence)}：{quote}{why}")
            st.text(f"建议：{finding['advice']}　依据：{finding['basis']}")
            edited = st.text_input(
                "改写意见（可不填，采纳时写入）",
                standing.edited if standing else "",
                key=f"edited_{finding['id']}",
            )
            with st.container(horizontal=True):
                for verdict, label in _CHOICES:
                    if st.button(label, key=f"{verdict}_{finding['id']}"):
                        text = edited.strip() if verdict == "accepted" else ""
                        store.decide(subject, finding["id"], verdict, edited=text)
                        st.rerun()
                if st.button("撤销", key=f"undo_{finding['id']}", disabled=standing is None):
                    store.undo(subject, finding["id"])
                    st.rerun()
    st.text(f"未检查的项目及原因（{len(document['not_run'])}）")
    for item in document["not_run"]:
        st.text(f"{check_titles().get(item['code'], item['code'])}　{item['reason']}")

"""The rubric as tables to edit, with what a change would do to a year's ranking before it is saved."""

from typing import Any

import streamlit as st

from review.errors import ReviewError
from review.rubric import Rubric, write_rubric
from review.screens.navigation import draw_navigation
from review.screens.rubric_tables import (
    NOT_SCORED,
    code_rows,
    grade_rows,
    part_labels,
    part_rows,
    rubric_of_tables,
)
from review.screens.scores import RUBRIC, current_rubric, reviewer_rows, save_rubric
from review.screens.session import open_store
from review.screens.statistics_data import kind_name
from review.standing import moves
from review.store import Store, may
from review.store.figures import FindingRow, ScoreRow

TITLE = "评分细则"
_NOTICE = "rubric_notice"
_ROWS = "rubric_rows"
_MACHINE, _REVIEWER = "机器得分", "审阅得分（只计采纳的）"
_MOST_MOVES = 200


def draw() -> None:
    """Draw the page."""
    store = open_store()
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        draw_navigation("rubric")
    if said := st.session_state.pop(_NOTICE, ""):
        st.text(said)
    old = current_rubric(store)
    try:
        new = _edited(old)
    except ReviewError as error:
        st.text(f"现在的改动不能保存：{error.message}")
        return
    changed = write_rubric(new) != write_rubric(old)
    st.text(
        "以上是还没有保存的改动，下面是它对排名的影响。"
        if changed
        else "细则没有改动；改动后这里先显示对排名的影响。"
    )
    if changed:
        _draw_preview(store, old, new)
    else:
        st.session_state.pop(_ROWS, None)
    _draw_buttons(store, new, changed)


def _edited(old: Rubric) -> Rubric:
    """The rubric as the tables on the page now say; ReviewError where it cannot be one."""
    left, right = st.columns([3, 2])
    with left:
        st.text("项目与满分（合计须为100）")
        parts = _editor(part_rows(old), "rubric_parts")
    with right:
        st.text("等次与最低分")
        grades = _editor(grade_rows(old), "rubric_grades", num_rows="dynamic")
        must, should = st.columns(2)
        own = {
            "must": must.number_input("自建“必须修改”扣分", 0.0, 100.0, old.own.get("must", 0.0)),
            "should": should.number_input(
                "自建“建议修改”扣分", 0.0, 100.0, old.own.get("should", 0.0)
            ),
        }
    labels = {NOT_SCORED: "不扣分", **part_labels(old, parts)}
    with st.expander("每项检查在哪个项目里、每条扣几分"):
        st.text("“请核实”的问题不扣分。勾选“直接退回”的，有一条“必须修改”就建议退回，不看得分。")
        codes = _editor(
            code_rows(old),
            "rubric_codes",
            disabled=["检查"],
            column_config={
                "项目": st.column_config.SelectboxColumn(
                    options=list(labels),
                    format_func=lambda key: labels.get(key, key),
                    required=True,
                ),
                "每条扣分": st.column_config.NumberColumn(
                    min_value=0.0, max_value=100.0, required=True
                ),
            },
        )
    return rubric_of_tables(old, parts, grades, codes, own)


def _editor(rows: list[dict[str, Any]], key: str, **more: Any) -> list[dict[str, Any]]:
    edited = st.data_editor(rows, hide_index=True, width="stretch", key=key, **more)
    return list(edited)


def _draw_preview(store: Store, old: Rubric, new: Rubric) -> None:
    years = store.years()
    if not years:
        st.text("还没有报告，看不到影响。")
        return
    with st.container(horizontal=True):
        year = st.selectbox("看哪一年的排名", years, format_func="{}年度".format, width=160)
        basis = st.selectbox("按哪个得分", [_MACHINE, _REVIEWER], width=240)
    reports, rows = _rows(store, year, basis)
    kinds = {number: row.kind for number, row in reports.items()}
    found = moves(kinds, rows, old, new)
    grades = sum(move.grade_before != move.grade_after for move in found)
    st.text(f"{len(reports)}份报告中，{len(found)}份的得分或名次有变化，{grades}份换了等次。")
    shown = [
        {
            "单位": reports[m.submission_id].agency or "",
            "类型": kind_name(reports[m.submission_id].kind),
            "原得分": m.before,
            "新得分": m.after,
            "原等次": m.grade_before,
            "新等次": m.grade_after,
            "原名次": m.rank_before,
            "新名次": m.rank_after,
        }
        for m in found[:_MOST_MOVES]
    ]
    if shown:
        st.dataframe(shown, hide_index=True, width="stretch")
    if len(found) > _MOST_MOVES:
        st.text(f"只列出变动最大的{_MOST_MOVES}份。")


def _rows(store: Store, year: int, basis: str) -> tuple[dict[int, ScoreRow], list[FindingRow]]:
    """Reports and findings of a year; read once for all the edits that follow each other."""
    wanted = (year, basis)
    kept = st.session_state.get(_ROWS)
    if kept is None or kept[0] != wanted:
        reports = {row.submission_id: row for row in store.score_rows(year)}
        rows = reviewer_rows(store, year) if basis == _REVIEWER else store.finding_rows(year)
        kept = st.session_state[_ROWS] = (wanted, reports, rows)
    return kept[1], kept[2]


def _draw_buttons(store: Store, new: Rubric, changed: bool) -> None:
    if not may(store.actor, "settings"):
        st.text("评分细则由负责人保存。")
        return
    setting = store.setting(RUBRIC)
    with st.container(horizontal=True):
        saved = st.button("保存并按新细则重新计分", type="primary", disabled=not changed)
        reset = st.button("恢复程序自带的细则", disabled=setting is None)
    if not (saved or reset):
        return
    try:
        save_rubric(store, new if saved else None, base=setting.version if setting else 0)
    except ReviewError as error:
        st.text(error.message)
        return
    for key in ("rubric_parts", "rubric_grades", "rubric_codes"):
        st.session_state.pop(key, None)
    st.session_state[_NOTICE] = "已保存，全部报告已按新细则重新计分；决定没有变化。"
    st.rerun()

"""The rubric as tables to edit, with what a change would do to a year's ranking before it is saved."""

from typing import Any

import streamlit as st

from review.checks import CHECKS
from review.errors import ReviewError
from review.profile_entries import Grade, ScoreDimension
from review.rubric import Rubric, parse_rubric, write_rubric
from review.screens.navigation import draw_navigation
from review.screens.scores import RUBRIC, current_rubric, save_rubric
from review.screens.session import open_store
from review.screens.statistics_data import kind_name
from review.screens.view import check_titles
from review.standing import moves
from review.store import Store, may

TITLE = "评分细则"
_NOTICE = "rubric_notice"
_NONE = "不扣分"
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
    _draw_buttons(store, new, changed)


def _edited(old: Rubric) -> Rubric:
    """The rubric as the tables on the page now say; ReviewError where it cannot be one."""
    left, right = st.columns([3, 2])
    with left:
        st.text("项目与满分（合计须为100）")
        parts = st.data_editor(
            [{"项目": d.label, "满分": d.possible} for d in old.dimensions],
            hide_index=True,
            width="stretch",
            key="rubric_parts",
        )
    with right:
        st.text("等次与最低分")
        grades = st.data_editor(
            [{"等次": g.label, "最低分": g.least} for g in old.grades],
            hide_index=True,
            width="stretch",
            num_rows="dynamic",
            key="rubric_grades",
        )
        must, should = st.columns(2)
        own_must = must.number_input("自建“必须修改”扣分", 0.0, 100.0, old.own.get("must", 0.0))
        own_should = should.number_input(
            "自建“建议修改”扣分", 0.0, 100.0, old.own.get("should", 0.0)
        )
    labels = [str(row["项目"] or "") for row in parts]
    with st.expander("每项检查在哪个项目里、每条扣几分"):
        codes = st.data_editor(
            _code_rows(old),
            hide_index=True,
            width="stretch",
            disabled=["检查"],
            column_config={
                "项目": st.column_config.SelectboxColumn(options=[*labels, _NONE], required=True),
                "每条扣分": st.column_config.NumberColumn(min_value=0.0, max_value=100.0),
            },
            key="rubric_codes",
        )
    return _rubric(old, parts, grades, codes, {"must": own_must, "should": own_should})


def _code_rows(rubric: Rubric) -> list[dict[str, Any]]:
    labels = {d.key: d.label for d in rubric.dimensions}
    titles, homes = check_titles(), rubric.homes
    return [
        {
            "检查": f"{titles.get(check.code, check.code)} {check.code}",
            "项目": labels.get(homes[check.code][0], _NONE) if check.code in homes else _NONE,
            "每条扣分": homes[check.code][1] if check.code in homes else 0.0,
        }
        for check in CHECKS
        if check.noted
    ]


def _rubric(
    old: Rubric,
    parts: list[dict[str, Any]],
    grades: list[dict[str, Any]],
    codes: list[dict[str, Any]],
    own: dict[str, float],
) -> Rubric:
    listed = {check.code for check in CHECKS if check.noted}
    renamed = {str(row["项目"] or ""): d for d, row in zip(old.dimensions, parts, strict=True)}
    # what stands in no row of the table keeps its cost
    costs = {
        label: {code: cost for code, cost in d.costs.items() if code not in listed}
        for label, d in renamed.items()
    }
    for row in codes:
        if row["项目"] != _NONE:
            code = str(row["检查"]).rsplit(" ", 1)[1]
            costs.setdefault(str(row["项目"]), {})[code] = float(row["每条扣分"] or 0)
    dimensions = tuple(
        ScoreDimension(
            d.key, str(row["项目"] or ""), float(row["满分"] or 0), costs.get(str(row["项目"]), {})
        )
        for d, row in zip(old.dimensions, parts, strict=True)
    )
    named = tuple(
        Grade(str(row["等次"]), float(row["最低分"] or 0)) for row in grades if row.get("等次")
    )
    made = Rubric(dimensions, named, old.returned_by, own, old.own_part)
    return parse_rubric(write_rubric(made).encode())


def _draw_preview(store: Store, old: Rubric, new: Rubric) -> None:
    years = store.years()
    if not years:
        st.text("还没有报告，看不到影响。")
        return
    year = st.selectbox("看哪一年的排名", years, format_func="{}年度".format, width=160)
    reports = {row.submission_id: row for row in store.score_rows(year)}
    found = moves(
        {number: row.kind for number, row in reports.items()}, store.finding_rows(year), old, new
    )
    grades = sum(move.grade_before != move.grade_after for move in found)
    st.text(f"{len(reports)}份报告中，{len(found)}份的得分或名次有变化，{grades}份换了等次。")
    rows = [
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
    if rows:
        st.dataframe(rows, hide_index=True, width="stretch")
    if len(found) > _MOST_MOVES:
        st.text(f"只列出变动最大的{_MOST_MOVES}份。")


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

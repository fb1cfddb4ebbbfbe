"""Who has not submitted: the list of agencies, and of whom there is no report of a year."""

import streamlit as st

from review.errors import ReviewError
from review.outputs.places import KIND_NAMES
from review.screens.agency_list import read_list, template
from review.screens.navigation import draw_navigation
from review.screens.session import open_store
from review.screens.tables import as_csv
from review.store import AgencyRecord, Store, may

TITLE = "未报单位"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOTICE = "agencies_notice"


def draw() -> None:
    """Draw the page."""
    store = open_store()
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        draw_navigation("missing")
    if said := st.session_state.pop(_NOTICE, ""):
        st.text(said)
    agencies = store.agencies()
    if not agencies:
        st.text("还没有应报单位名单。导入后，这里列出还没有报送年度报告的单位。")
        _draw_import(store)
        return
    years = store.years()
    if years:
        year = st.selectbox("年度", years, format_func="{}年度".format, width=160)
        _draw_missing(year, store.missing(year), len(agencies))
    else:
        st.text("还没有收到报告。")
    with st.expander(f"应报单位名单（{len(agencies)}个）"):
        _draw_list(store, agencies)
    _draw_import(store)


def _draw_missing(year: int, missing: list[AgencyRecord], total: int) -> None:
    if not missing:
        st.text(f"{total}个应报单位都已报送{year}年度报告。")
        return
    st.text(f"{total}个应报单位中，{len(missing)}个没有报送{year}年度报告：")
    rows = _table(missing)
    st.dataframe(rows, hide_index=True, width="stretch")
    st.download_button(
        "下载未报名单（CSV）",
        as_csv(rows),
        file_name=f"{year}年度未报单位.csv",
        mime="text/csv",
    )


def _table(agencies: list[AgencyRecord]) -> list[dict[str, str]]:
    return [
        {"单位": a.name, "类型": KIND_NAMES.get(a.kind, a.kind), "联系人": a.contact}
        for a in agencies
    ]


def _draw_list(store: Store, agencies: list[AgencyRecord]) -> None:
    if not may(store.actor, "agencies"):
        st.dataframe(_table(agencies), hide_index=True, width="stretch")
        return
    chosen = st.dataframe(
        _table(agencies),
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="multi-row",
        key="agency_list",
    )
    rows = chosen["selection"]["rows"]
    if rows and st.button(f"从名单中删去选中的{len(rows)}个单位"):
        store.remove_agencies([agencies[row].id for row in rows if row < len(agencies)])
        st.session_state[_NOTICE] = f"已删去{len(rows)}个单位；它们的报告不受影响。"
        st.rerun()


def _draw_import(store: Store) -> None:
    if not may(store.actor, "agencies"):
        st.text("名单由负责人导入。")
        return
    st.download_button("下载名单模板", template(), file_name="应报单位名单模板.xlsx", mime=_XLSX)
    round_ = st.session_state.setdefault("agencies_round", 0)
    file = st.file_uploader("导入应报单位名单（xlsx、csv）", key=f"agencies_{round_}")
    if file is None:
        return
    try:
        added, replaced = store.add_agencies(read_list(file.getvalue(), file.name))
    except ReviewError as error:
        st.text(error.message)
        return
    st.session_state["agencies_round"] += 1
    st.session_state[_NOTICE] = f"已导入：新增{added}个单位，更新{replaced}个。"
    st.rerun()

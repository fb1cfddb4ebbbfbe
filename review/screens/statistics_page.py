"""Pictures of a year: scores, faults by check, kind and agency, progress, this year against last."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from review.screens import charts
from review.screens.navigation import draw_navigation
from review.screens.scores import current_rubric, reviewer_rows
from review.screens.session import open_store
from review.screens.statistics_data import (
    check_rows,
    day_rows,
    heat_rows,
    ranking_rows,
    score_rows,
    year_rows,
)
from review.screens.tables import as_csv
from review.standing import sheets
from review.store import Store
from review.store.figures import ScoreRow

TITLE = "统计"


def draw() -> None:
    """Draw the page."""
    store = open_store()
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        draw_navigation("statistics")
    years = store.years()
    if not years:
        st.text("还没有报告，收到后这里画出得分、问题和进度。")
        return
    year = st.selectbox("年度", years, format_func="{}年度".format, width=160)
    scores, faults = store.score_rows(year), store.fault_counts(year)
    _draw_figures(len(scores), [row.score for row in scores if row.score is not None])
    left, right = st.columns(2)
    with left:
        _draw("得分分布", score_rows(scores), charts.score_distribution)
        _draw("每日进度", day_rows(store.progress(year)), charts.progress_by_day)
    with right:
        _draw("最常见的问题", check_rows(faults), charts.faults_by_check)
        if year - 1 in years:
            before = {
                y: (len(store.score_rows(y)), store.fault_counts(y)) for y in (year - 1, year)
            }
            _draw("与上年相比", year_rows(before), charts.two_years)
    for across in ("类型", "单位"):
        rows = heat_rows(faults, across)
        _draw(f"问题热力图-{across}", rows, lambda found, a=across: charts.heat_map(found, a))
    _draw_ranking(store, year, scores)


def _draw_ranking(store: Store, year: int, scores: Sequence[ScoreRow]) -> None:
    counted = reviewer_rows(store, year)
    reviewed = sheets([row.submission_id for row in scores], counted, current_rubric(store))
    rows = ranking_rows(scores, reviewed)
    if not rows:
        return
    st.subheader("名次")
    st.text(
        "名次在同类机关中排，得分相同的名次相同；“不低于同类”是得分不高于它的占其余同类的比例。"
        "“审阅得分”只扣已采纳和自建的问题，没有决定的不扣。"
    )
    st.dataframe(rows, hide_index=True, width="stretch")
    _offer(f"名次-{year}", rows)


def _draw_figures(count: int, scores: Sequence[float]) -> None:
    ordered = sorted(scores)
    middle = ordered[len(ordered) // 2] if ordered else None
    told = f"共{count}份"
    if middle is not None:
        told += f"，得分中位数{middle:.1f}，最高{ordered[-1]:.1f}，最低{ordered[0]:.1f}"
    st.text(f"{told}。图右上角“…”可把图存为PNG或SVG。")


def _draw(name: str, rows: list[dict[str, Any]], chart: Any) -> None:
    """A chart and its rows as a file; nothing is drawn of nothing."""
    if not rows:
        st.text(f"{name}：还没有数据。")
        return
    with st.container(border=True):
        st.altair_chart(chart(rows), width="stretch", theme=None)
        _offer(name, rows)


def _offer(name: str, rows: list[dict[str, Any]]) -> None:
    st.download_button(
        "下载数据（CSV）",
        as_csv(rows),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"csv_{name}",
        type="tertiary",
    )

"""The totals of a year over all agencies, held against the government's own tables and last year."""

from collections.abc import Callable
from io import BytesIO

import streamlit as st

from review.errors import ReviewError
from review.model import TABLE_KEYS
from review.outputs.inert import clean_text, file_name
from review.outputs.places import KIND_NAMES
from review.outputs.totals_content import (
    ABSENT_HEAD,
    BALANCE_HEAD,
    CARRIED_HEAD,
    DIFFERENCE_HEAD,
    absent_rows,
    balance_rows,
    carried_rows,
    difference_rows,
    explanation_lines,
    summary_lines,
    title_of,
)
from review.report.forms import load_form
from review.screens.navigation import draw_navigation
from review.screens.palette import COLOURS
from review.screens.session import open_store
from review.screens.totals_data import (
    Source,
    expected,
    frame,
    governments,
    returns,
    sources,
    table_html,
    totals_of,
)
from review.store import Store
from review.totals import AgencyReturn, Expected, Totals, likely_government

TITLE = "汇总"
_NOBODY = "不对照"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STYLE = f"""<style>
.stApp [data-testid="stElementContainer"]:has(> [data-testid="stHtml"] > table.totals) {{ display: block; overflow-x: auto; }}
table.totals {{ border-collapse: collapse; font-size: 15px; margin: 4px 0 14px; background: {COLOURS["white"]}; }}
table.totals th, table.totals td {{ border: 1px solid {COLOURS["grid"]}; padding: 3px 8px; text-align: center; font-weight: 400; }}
table.totals th.line {{ text-align: left; }}
table.totals small {{ white-space: nowrap; }}
table.totals td {{ font-variant-numeric: tabular-nums; min-width: 52px; }}
table.totals small {{ display: block; font-size: 13px; }}
table.totals td.gap {{ background: {COLOURS["should-ground"]}; color: {COLOURS["should"]}; }}
table.totals td.apart {{ background: {COLOURS["must-ground"]}; color: {COLOURS["must"]}; font-weight: 700; }}
</style>"""


def draw() -> None:
    """Draw the page."""
    store = open_store()
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        draw_navigation("totals")
    years = store.years()
    if not years:
        st.text("还没有报告。各单位的报告收入后，这里按格汇总，并与本级政府总表对照。")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        year = st.selectbox("年度", years, format_func="{}年度".format, width=160)
        reports = _read(store, year)
        there = sorted({r.kind for r in reports if r.year == year and not r.error})
        kinds = st.multiselect(
            "单位类型", there, format_func=_kind_name, placeholder="全部类型", width=320
        )
        government = _choose_government(reports, year, off=bool(kinds))
    try:
        totals = _compiled(
            tuple(r.sha256 for r in reports),
            (year, tuple(kinds), government, tuple((a.name, a.aliases) for a in store.agencies())),
            reports,
            expected(store, kinds),
        )
    except ReviewError as error:
        st.text(error.message)
        return
    for said in summary_lines(totals):
        st.text(clean_text(said))
    _draw_downloads(totals)
    _draw_tabs(totals)


def _kind_name(kind: str) -> str:
    return KIND_NAMES.get(kind, kind)


def _choose_government(reports: list[AgencyReturn], year: int, *, off: bool) -> str:
    """Whose report the sums are held against; by default that of the region that most belong to."""
    names = [report.name for report in governments(reports, year)]
    likely = likely_government(reports, year)
    index = 1 + names.index(likely.name) if likely and likely.name in names else 0
    chosen = st.selectbox(
        "本级政府总表（只看部分类型时不对照）",
        [_NOBODY, *names],
        index=index,
        disabled=off,
        width=320,
        key=f"totals_government_{year}",
    )
    return "" if off or chosen in (None, _NOBODY) else str(chosen)


def _read(store: Store, year: int) -> list[AgencyReturn]:
    found = sources(store, year)
    reports: list[AgencyReturn] = _cached_returns(tuple(s.key for s in found), store, found)
    return reports


def _read_returns(
    key: tuple[tuple[str | int, ...], ...], _store: Store, _sources: list[Source]
) -> list[AgencyReturn]:
    return returns(_store, _sources)


_cached_returns = st.cache_data(_read_returns, show_spinner="正在读取各单位的表格…", max_entries=8)


def _compiled(
    files: tuple[str, ...],
    asked: tuple[int, tuple[str, ...], str, tuple[tuple[str, tuple[str, ...]], ...]],
    reports: list[AgencyReturn],
    listed: list[Expected],
) -> Totals:
    key = (files, tuple(report.round for report in reports), asked)
    totals: Totals = _cached_totals(key, reports, listed, *asked[:3])
    return totals


def _make_totals(
    key: object,
    _reports: list[AgencyReturn],
    _listed: list[Expected],
    year: int,
    kinds: tuple[str, ...],
    government: str,
) -> Totals:
    return totals_of(_reports, _listed, year, kinds, government)


_cached_totals = st.cache_data(_make_totals, show_spinner="正在汇总…", max_entries=8)


def _draw_downloads(totals: Totals) -> None:
    from review.outputs.totals_document import write_totals_document
    from review.outputs.totals_workbook import write_totals_workbook

    def made(write: Callable[[BytesIO, Totals], None]) -> Callable[[], bytes]:
        def data() -> bytes:
            out = BytesIO()
            write(out, totals)
            return out.getvalue()

        return data

    with st.container(horizontal=True):
        for label, ending, mime, write in (
            ("下载汇总表格（xlsx）", ".xlsx", _XLSX, write_totals_workbook),
            ("下载三张表（docx）", ".docx", _DOCX, write_totals_document),
        ):
            st.download_button(
                label,
                made(write),
                file_name=file_name(title_of(totals), ending),
                mime=mime,
                on_click="ignore",
            )


def _draw_tabs(totals: Totals) -> None:
    absent, apart = list(absent_rows(totals)), list(difference_rows(totals))
    carried, unbalanced = list(carried_rows(totals)), list(balance_rows(totals))
    tables, gaps, differences = st.tabs(
        [
            "三张表",
            f"未报与未读（{len(absent)}）",
            f"差异（{len(apart) + len(carried) + len(unbalanced)}）",
        ]
    )
    with tables:
        st.html(_STYLE)
        form = load_form(totals.selection.form)
        for key in TABLE_KEYS:
            st.text(form.tables[key].title)
            st.html(table_html(totals, key))
    with gaps:
        if absent:
            st.dataframe(frame(ABSENT_HEAD, absent), hide_index=True, width="stretch")
        else:
            st.text("应报的都已计入，没有空白或未读的格。")
    with differences:
        for title, head, rows in (
            ("与本级政府总表不一致的格", DIFFERENCE_HEAD, apart),
            ("上年结转与上年报告不一致", CARRIED_HEAD, carried),
            ("自己的表不平的单位", BALANCE_HEAD, unbalanced),
        ):
            if not rows:
                continue
            if head is DIFFERENCE_HEAD:
                for said in explanation_lines(totals):
                    st.text(clean_text(said))
            st.text(f"{title}（{len(rows)}）")
            st.dataframe(frame(head, rows), hide_index=True, width="stretch")
        if not (apart or carried or unbalanced):
            st.text("没有需要核对的差异。")

"""Who shares text with whom in a year: with last year, with other agencies, both passages side by side."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

from review.copying.texts import OwnText, text_of_document
from review.outputs.places import SECTION_NAMES
from review.screens.navigation import draw_navigation
from review.screens.session import open_store
from review.screens.statistics_data import kind_name
from review.screens.tables import as_csv
from review.similar_command import copy_map
from review.store import Store

TITLE = "雷同"
_MAP = "similar_map"
_AT_HAND = 64
_AT_ONCE = 300
"""So many reports are compared without being asked for: it takes a second or two."""
_MOST_PASSAGES = 20
Entry = Mapping[str, Any]


def draw() -> None:
    """Draw the page."""
    store = open_store()
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        draw_navigation("similar")
    years = store.years()
    if not years:
        st.text("还没有报告，收到后这里比对谁和谁雷同。")
        return
    year = st.selectbox("年度", years, format_func="{}年度".format, width=160)
    reports = {row.submission_id: row for row in store.score_rows(year)}
    key = (year, tuple(sorted(reports)))
    st.text("按句子比：名称、年份、数字先遮去，法定的句子、各家常用的句子和套话不算。")
    made = st.session_state.get(_MAP)
    if made is None or made[0] != key:
        if len(reports) > _AT_ONCE and not _asked(year, len(reports)):
            return
        with st.spinner("正在比对……"):
            made = st.session_state[_MAP] = (key, _compared(store, year))
    entries: dict[int, Entry] = {n: e for n, e in made[1].items() if n in reports}
    rows = [_row(entry) for entry in entries.values()]
    rows.sort(key=lambda row: -row["雷同句数"])
    st.dataframe(rows, hide_index=True, width="stretch")
    st.download_button(
        "下载（CSV）",
        as_csv(rows),
        file_name=f"{year}年度雷同.csv",
        mime="text/csv",
        type="tertiary",
    )
    shared = {n: entry for n, entry in entries.items() if entry["shared"]}
    if not shared:
        st.text("没有发现与别的单位雷同的段落。")
        return
    number = st.selectbox(
        "逐段对照", list(shared), format_func=lambda n: shared[n]["agency"], width=420
    )
    _draw_passages(shared[number])


def _asked(year: int, count: int) -> bool:
    """Whether the reviewer wants to wait for a large year."""
    st.text("一万份约一分钟，比对期间请不要离开。")
    return bool(st.button(f"比对{year}年度的{count}份报告（连同上年）", type="primary"))


def _compared(store: Store, year: int) -> dict[int, Entry]:
    """The copy map of a year's reports and the year's before, from their reviews."""
    numbers = [row.submission_id for y in (year, year - 1) for row in store.score_rows(y)]

    @lru_cache(_AT_HAND)
    def fetch(number: int) -> OwnText:
        document = store.review(number)
        assert document is not None  # it has a score
        return text_of_document(document)

    return dict(copy_map(numbers, fetch))


def _row(entry: Entry) -> dict[str, Any]:
    last_year = entry["last_year"] or {}
    measures = entry["measures"]
    first = entry["shared"][0] if entry["shared"] else None
    cluster = entry["cluster"]
    return {
        "单位": entry["agency"],
        "类型": kind_name(entry["kind"]),
        "雷同句数": len({s["start"] for one in entry["shared"] for s in one["sentences"]}),
        "最像的单位": first["agency"] if first else "",
        "同组": f"第{cluster['number']}组，共{cluster['reports']}份" if cluster else "",
        "第一部分同上年": _percent(last_year.get("overview")),
        "第五部分同上年": _percent(last_year.get("problems")),
        "具体程度高于同类": _rank(measures["specificity"]),
        "变化大于同类": _rank(measures["change"]),
    }


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.0%}"


def _rank(measure: Mapping[str, Any]) -> str:
    """How many of its kind it is above; — where there is nothing to compare."""
    rank = measure["percentile"]
    return "—" if rank is None else f"{rank:.0f}%"


def _draw_passages(entry: Entry) -> None:
    for one in entry["shared"]:
        source = {"this": "可能是本单位在前", "other": f"可能抄自{one['agency']}"}
        said = source.get(one["likely_source"] or "", "谁先谁后看不出")
        with st.container(border=True):
            st.text(
                f"与{one['agency']}（{one['year'] or '年度不明'}）：{len(one['sentences'])}句，{said}"
            )
            for sentence in one["sentences"][:_MOST_PASSAGES]:
                mine, theirs = st.columns(2)
                mine.text(f"{SECTION_NAMES[sentence['section']]}：{sentence['quote']}")
                theirs.text(
                    f"{SECTION_NAMES[sentence['other']['section']]}：{sentence['other']['quote']}"
                )
            if len(one["sentences"]) > _MOST_PASSAGES:
                st.text(f"……另有{len(one['sentences']) - _MOST_PASSAGES}句。")

"""Charts of the statistics: altair specifications whose texts are inert and which call nobody."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from review.screens.palette import COLOURS, FONTS

Row = Mapping[str, Any]
LEVELS = ("必须修改", "建议修改", "请核实")
_LEVEL_COLOURS = (COLOURS["must"], COLOURS["should"], COLOURS["ask"])
_HEAT = ("#fdf0dc", "#f0a050")  # ink is read on both


def _finished(chart: Any, title: str) -> Any:
    return chart.properties(title=title).configure(
        font=FONTS,
        background=COLOURS["white"],
        axis={"labelFontSize": 16, "titleFontSize": 16, "labelLimit": 260, "labelColor": COLOURS["ink"]},
        legend={"labelFontSize": 16, "titleFontSize": 16, "symbolLimit": 30},
        title={"fontSize": 17, "anchor": "start", "color": COLOURS["ink"]},
    )  # fmt: skip


def score_distribution(rows: Sequence[Row]) -> Any:
    """How many reports of which kind have which score; rows have 得分 and 类型."""
    chart = (
        alt.Chart(alt.Data(values=list(rows)))
        .mark_bar()
        .encode(
            x=alt.X(
                "得分:Q",
                bin=alt.Bin(step=5, extent=[0, 100]),
                title="得分",
                axis=alt.Axis(values=list(range(0, 101, 10))),
            ),
            y=alt.Y("count():Q", title="份数", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("类型:N", scale=alt.Scale(scheme="tableau10")),
            tooltip=[alt.Tooltip("类型:N"), alt.Tooltip("count():Q", title="份数")],
        )
    )
    return _finished(chart, "得分分布")


def faults_by_check(rows: Sequence[Row]) -> Any:
    """The commonest faults; rows have 检查, 级别, 份数."""
    chart = (
        alt.Chart(alt.Data(values=list(rows)))
        .mark_bar()
        .encode(
            y=alt.Y("检查:N", sort="-x", title=None),
            x=alt.X("份数:Q", title="出现的次数", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "级别:N", scale=alt.Scale(domain=list(LEVELS), range=list(_LEVEL_COLOURS))
            ),
            tooltip=["检查:N", "级别:N", "份数:Q"],
        )
    )
    return _finished(chart, "最常见的问题")


def heat_map(rows: Sequence[Row], across: str) -> Any:
    """How often which family of faults stands with whom; rows have `across`, 问题类别, 次数."""
    base = alt.Chart(alt.Data(values=list(rows))).encode(
        x=alt.X("问题类别:N", title=None, axis=alt.Axis(labelAngle=0, orient="top")),
        y=alt.Y(f"{across}:N", title=None, sort=alt.EncodingSortField("次数", "sum", "descending")),
    )
    boxes = base.mark_rect().encode(
        color=alt.Color("次数:Q", scale=alt.Scale(range=list(_HEAT)), legend=None),
        tooltip=[f"{across}:N", "问题类别:N", "次数:Q"],
    )
    figures = base.mark_text(fontSize=16, color=COLOURS["ink"]).encode(text="次数:Q")
    return _finished(boxes + figures, f"问题热力图（按{across}）")


def progress_by_day(rows: Sequence[Row]) -> Any:
    """Decisions a day and reviewer; rows have 日期, 审阅人, 决定数."""
    chart = (
        alt.Chart(alt.Data(values=list(rows)))
        .mark_bar(size=28)
        .encode(
            x=alt.X("日期:O", title=None, axis=alt.Axis(labelAngle=-40)),
            y=alt.Y("决定数:Q", title="作出的决定", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("审阅人:N", scale=alt.Scale(scheme="tableau10")),
            tooltip=["日期:O", "审阅人:N", "决定数:Q", "审完份数:Q"],
        )
    )
    return _finished(chart, "每日进度")


def two_years(rows: Sequence[Row]) -> Any:
    """This year's faults beside last year's, a report; rows have 问题类别, 年度, 每份平均."""
    chart = (
        alt.Chart(alt.Data(values=list(rows)))
        .mark_bar()
        .encode(
            x=alt.X("问题类别:N", title=None, axis=alt.Axis(labelAngle=0)),
            xOffset="年度:N",
            y=alt.Y("每份平均:Q", title="每份平均问题数"),
            color=alt.Color("年度:N", scale=alt.Scale(range=[COLOURS["grid"], COLOURS["ask"]])),
            tooltip=["问题类别:N", "年度:N", "每份平均:Q"],
        )
    )
    return _finished(chart, "与上年相比")

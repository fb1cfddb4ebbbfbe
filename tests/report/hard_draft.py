"""Whole reports as text, for the hard cases: a sound draft, and what a case expects to be read of it.

The draft is that of 澄湖县林业局 for 2023. Every figure of its tables differs from its neighbours, so
that a figure in the wrong cell shows; each section holds a sentence of its own (`MARKS`), so that a
text under the wrong part shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from corpus.statutory_form import APPLICANTS, OUTCOMES, PROCEEDING_RESULTS, PROCEEDINGS
from corpus.tables import completed
from review.model import PART_KEYS, SectionKey
from tests.report.documents import figure_of, rows_of_form, statutory, tabbed

AGENCY = "澄湖县林业局"
TITLE = f"{AGENCY}2023年政府信息公开工作年度报告"
PREFACE = (
    f"根据《中华人民共和国政府信息公开条例》要求，{AGENCY}编制本报告。"
    "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
)
HEADINGS: Mapping[SectionKey, str] = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "proceedings": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}
TEXTS: Mapping[SectionKey, str] = {
    "overview": (
        "2023年，全局公开松材线虫病防治信息26条。\n"
        "（一）主动公开。苗圃招标结果在县政府网站公开。\n"
        "（二）依申请公开。申请均由法规股登记。\n"
        "（三）政府信息管理。清查旧文件14份。\n"
        "（四）平台建设。林业专栏增设古树名木栏目。\n"
        "（五）监督保障。举办培训2次。"
    ),
    "problems": (
        "存在的主要问题：林地审批结果更新慢于规定时间。\n下一步，由审批股每周五核对林地审批栏目。"
    ),
    "other": "本年度未发出收费通知，未收取信息处理费。",
}
END = f"{AGENCY}\n2024年1月16日"
# A sentence that must stand in each section, whatever the layout.
MARKS: Mapping[SectionKey, tuple[str, ...]] = {
    "overview": ("松材线虫病防治", "法规股登记", "古树名木栏目"),
    "problems": ("林地审批结果更新慢", "审批股每周五"),
    "other": ("未收取信息处理费",),
}
Rows = list[list[str]]


@cache
def sound_figures() -> dict[str, str]:
    """Figures of tables 2 and 3 in which every identity holds and neighbours differ."""
    inner = {}
    for row in (*OUTCOMES, "carried_in", "carried_out"):
        for column in APPLICANTS:
            key = f"requests.{row}.{column}"
            inner[key] = int(figure_of(key)) % 97 + 1
    for case in PROCEEDINGS:
        for result in (r for r in PROCEEDING_RESULTS if r != "total"):
            key = f"proceedings.{case}.{result}"
            inner[key] = int(figure_of(key)) % 89 + 1
    for column in APPLICANTS:
        concluded = sum(inner[f"requests.{row}.{column}"] for row in OUTCOMES)
        open_now = inner[f"requests.carried_out.{column}"]
        inner[f"requests.received.{column}"] = (
            concluded + open_now - inner[f"requests.carried_in.{column}"]
        )
    return {key: str(value) for key, value in completed(dict(inner)).items()}


def drawn_figures(part: str, form: str = "2021") -> dict[str, str]:
    """What the draft has in the cells of a table, by key."""
    truth = statutory(part, form)[1]
    return truth | {k: v for k, v in sound_figures().items() if k in truth}


def rows(part: str, form: str = "2021", figures: dict[str, str] | None = None) -> Rows:
    """The rows of a statutory table, to be changed by a case."""
    return rows_of_form(part, form, drawn_figures(part, form) | (figures or {}))


def table(part: str, form: str = "2021", figures: dict[str, str] | None = None) -> str:
    """A statutory table, cells parted by tabs."""
    return tabbed(rows(part, form, figures))


def zeros(part: str) -> dict[str, str]:
    """The figure 0 for every cell of a part."""
    return dict.fromkeys(drawn_figures(part), "0")


def draft(
    *,
    title: str = TITLE,
    preface: str = PREFACE,
    headings: Mapping[SectionKey, str] | None = None,
    texts: Mapping[SectionKey, str] | None = None,
    tables: Mapping[str, str] | None = None,
    order: Sequence[SectionKey] = PART_KEYS,
    end: str = END,
    before: str = "",
    after: str = "",
) -> str:
    """The draft with other pieces. An empty piece is left out with its line; `texts` of parts two to
    four stand before the table."""
    heads = {**HEADINGS, **(headings or {})}
    bodies = {**TEXTS, **(texts or {})}
    drawn = {p: table(p) for p in ("proactive", "requests", "proceedings")} | dict(tables or {})
    pieces = [before, title, preface]
    for key in order:
        pieces += [heads[key], bodies.get(key, ""), drawn.get(key, "")]
    return "\n".join(piece for piece in [*pieces, end, after] if piece) + "\n"


def edited(text: str, *edits: tuple[str, str]) -> str:
    """The text with every place of `old` changed; AssertionError where there is nothing to change."""
    for old, new in edits:
        assert old in text, f"nothing to change: {old!r}"
        text = text.replace(old, new)
    return text


@dataclass(frozen=True)
class Case:
    """A text and what must be read of it.

    `holds` are phrases by section. Cells must be those of `figures` (by default as drawn), each read
    exactly; those that begin with a prefix in `open_cells` may be refused or absent, but if they are
    read, they are exact; those in `shut_cells` must not be read. `error` is the code of a refusal.
    """

    name: str
    text: str
    suffix: str = ".txt"
    agency: str | None = AGENCY
    kinds: tuple[str, ...] = ("department",)
    year: int | None = 2023
    title: str | None = TITLE
    published: date | None = date(2024, 1, 16)
    holds: Mapping[SectionKey, tuple[str, ...]] = field(default_factory=lambda: MARKS)
    lacks: Mapping[SectionKey, tuple[str, ...]] = field(default_factory=dict)
    absent: tuple[SectionKey, ...] = ()
    form: str = "2021"
    figures: Mapping[str, str | None] = field(default_factory=dict)
    open_cells: tuple[str, ...] = ()
    shut_cells: tuple[str, ...] = ()
    error: str | None = None

    def cells(self) -> dict[str, str | None]:
        """What stands in each cell of the tables; None where nothing stands there."""
        out: dict[str, str | None] = {}
        for part in ("proactive", "requests", "proceedings"):
            out |= drawn_figures(part, self.form)
        return out | dict(self.figures)

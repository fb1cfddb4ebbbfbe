"""Whole sound reports by chance, for trials by the hundred."""

import re
from random import Random

from corpus.drawing.drawn import DrawnReport, Figure
from corpus.tables import sound_narrative, sound_report_cells

# Invented bodies, one or more of each kind.
AGENCIES: dict[str, tuple[str, ...]] = {
    "city": ("云岭市人民政府", "澜浦市人民政府"),
    "county": ("清和县人民政府", "澄湖县人民政府", "云岭市东屏区人民政府"),
    "office": ("清和县人民政府办公室", "澄湖县人民政府办公室"),
    "department": (
        "清和县水务局",
        "澄湖县教育局",
        "云岭市交通运输局",
        "云岭市东屏区民政局",
    ),
    "town": ("清和县柳渡镇人民政府", "澄湖县石埠塘镇人民政府"),
    "street": ("云岭市东屏区望桥街道办事处",),
    "vertical": ("国家税务总局澜浦市税务局", "国家税务总局清和县税务局"),
}


def _arabic(ordinal: re.Match[str]) -> str:
    return f"{'一二三四五'.index(ordinal[1]) + 1}."


def sound_report(rng: Random, kind: str | None = None, year: int | None = None) -> DrawnReport:
    """A sound report of an invented body: figures, narrative, title, period and date in agreement."""
    kind = kind or rng.choice(sorted(AGENCIES))
    year = year or rng.randint(2021, 2025)
    agency = rng.choice(AGENCIES[kind])
    return report_of(rng, agency, kind, year, sound_report_cells(rng, kind))


def next_report(rng: Random, last: DrawnReport, problems: str | None = None) -> DrawnReport:
    """The sound report of the year after `last`: figures roll over, last year's problems are put right.

    `problems` is what is taken for last year's part 五; with "" its problems may stand again.
    """
    cells = sound_report_cells(rng, last.kind, last.cells)
    told = last.sections["problems"] if problems is None else problems
    return report_of(rng, last.agency, last.kind, last.year + 1, cells, told)


def report_of(
    rng: Random,
    agency: str,
    kind: str,
    year: int,
    cells: dict[str, Figure],
    last_problems: str = "",
) -> DrawnReport:
    """A report that tells the figures given, with a narrative by chance."""
    government = kind in ("city", "county")
    month, day = (rng.choice((2, 3)) if government else 1), rng.randint(5, 28)
    sections = sound_narrative(cells, agency, year, rng, last_problems)
    # Where the parts are （一） to （六）, what stands inside them is numbered 1., 2., …
    nested = kind == "department" and rng.random() < 0.4
    if nested:
        sections = {
            key: re.sub(r"(?m)^（([一二三四五])）", _arabic, t) for key, t in sections.items()
        }
    return DrawnReport(
        title=f"{agency}\n{year}年政府信息公开工作年度报告",
        preface=(
            "根据《中华人民共和国政府信息公开条例》和国务院办公厅政府信息与政务公开办公室关于"
            f"年度报告格式的要求，编制{agency}{year}年政府信息公开工作年度报告。"
            f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
        ),
        sections=sections,
        cells=cells,
        signature=agency,
        date=f"{year + 1}年{month}月{day}日",
        agency=agency,
        kind=kind,
        year=year,
        heading_style="（一）" if nested else "一、",
    )

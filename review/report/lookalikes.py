"""What speaks of annual reports and is none: notices, guides, summaries, news, the empty form."""

import re
from collections.abc import Sequence

from review.report.outline import Candidate
from review.report.statutory import StatutoryTables
from review.report.titles import Title
from review.zh.folding import fold

# How the first lines of other papers end or begin. A paper's kind is named in its title.
_OTHER_KIND = re.compile(
    r"(?:通知|通报|的函|指南|公开目录|事项目录|要点|纪要|讲义|方案|计划|总结|分工表|统计表|报表|决算|预算|"
    r"样本说明|答复书|告知书|解读|年度报告格式|模板|规定|管理办法|条例|公告)(?:\([^()]{0,20}\))?$"
    r"|^(?:一图读懂|图解|解读)|法治政府建设"
)
_PLACEHOLDER = re.compile(r"[×XxＸ✕＊]{2,}|20[×XxＸ_]{1,2}|[(（](?:单位|机关|部门)名称[)）]")
_OPENING_LINES = 12
_SENSED = 0.7
_FORM_PARTS = 4


def other_kind(lines: Sequence[tuple[int, str]], first_part: int | None) -> bool:
    """Whether the lines above the first part say that this is another kind of paper."""
    head = [fold(text) for item, text in lines if text.strip()][:_OPENING_LINES]
    if first_part is not None:
        head = [fold(t) for item, t in lines if t.strip() and item < first_part][:_OPENING_LINES]
    return any(4 < len(t) <= 60 and "。" not in t and _OTHER_KIND.search(t) for t in head)


def is_empty_form(
    lines: Sequence[tuple[int, str]], parts: Sequence[Candidate], tables: StatutoryTables
) -> bool:
    """The form before anyone filled it in: placeholders above, not one figure in its tables."""
    if figures_in(tables) or len(parts) < _FORM_PARTS:
        return False
    head = [text for _, text in lines if text.strip()][:4]
    return any(_PLACEHOLDER.search(text) for text in head)


def figures_in(tables: StatutoryTables) -> int:
    """How many cells of the statutory tables hold a number."""
    return sum(
        cell.value is not None for table in tables.tables.values() for cell in table.cells.values()
    )


def is_report(
    title: Title | None,
    parts: Sequence[Candidate],
    tables: StatutoryTables,
    lines: Sequence[tuple[int, str]],
) -> bool:
    """Whether a text is an annual report, by its title, its parts and its figures taken together."""
    if is_empty_form(lines, parts, tables):
        return False
    read = sum(1 for t in tables.tables.values() if t.status in ("read", "partly") and t.cells)
    figures = figures_in(tables)
    sensed = [part for part in parts if part.weight >= _SENSED]
    if title and title.year:
        return len(parts) >= 2 or read >= 1
    if figures and read >= 2:
        return True
    if other_kind(lines, min((part.item for part in parts), default=None)):
        return False
    return (len(sensed) >= 3 and read >= 1) or len(sensed) >= 4

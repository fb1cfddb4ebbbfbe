"""T101, T102: each cell of the tables holds a number and nothing else."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from review.checking import Example, NotApplicable, Silence, check
from review.facts import Facts
from review.finding import CellEvidence, Finding, Severity
from review.model import TABLE_KEYS, Cell, TableKey
from review.report.forms import Column, FormTable
from review.report.rows import is_blank
from review.zh.folding import fold

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+\.\d*[1-9]\d*")
_NEGATIVE = re.compile(r"-+\d")
_MOST_ROWS = 4
_MOST_SINGLE = 3


@cache
def _columns(table: FormTable) -> dict[str, Column]:
    out = {}
    for block in table.blocks:
        for column in block.columns:
            for row in (*block.rows, *table.groups):
                out[table.cell_key(row, column)] = column
    return out


def _cells(facts: Facts) -> list[tuple[TableKey, list[Cell]]]:
    out = [(k, list(facts.reading(k).cells.values())) for k in TABLE_KEYS]
    if not any(cells for _, cells in out):
        raise NotApplicable("三张表格都未能读取")
    return out


def _listing(facts: Facts, cells: list[Cell]) -> str:
    """The cells row by row: “规章”行本年制发件数、本年废止件数；“行政许可”行本年处理决定数量."""
    rows: dict[str, list[str]] = {}
    for cell in cells:
        rows.setdefault(facts.row_name(cell.key), []).append(facts.column_name(cell.key))
    shown = "；".join(
        f"“{row}”{'、'.join(columns)}" for row, columns in list(rows.items())[:_MOST_ROWS]
    )
    return shown + (f"等{len(cells)}格" if len(rows) > _MOST_ROWS else "")


@check(
    code="T101",
    name="cell_blank",
    title="表格留空或以符号代替数字",
    severity=Severity.SHOULD,
    finds="应填0或数字的格子为空白、“/”、“-”或“无”（每张表一条，列出各格）",
    basis="国办公开办函〔2021〕30号；没有发生的填0（常规）",
    advice="没有发生的填“0”，不要留空或用符号代替。",
    bad=(Example("新收申请“科研机构”一格写“/”", cells={"requests.received.research": "/"}),),
    good=(Example("没有发生的填0"),),
)
def cell_blank(facts: Facts) -> Iterator[Finding]:
    for key, cells in _cells(facts):
        blank = [c for c in cells if is_blank(c.raw)]
        if key == "requests" and facts.profile.blank_columns_allowed:
            kept = {c.key.rpartition(".")[2] for c in cells if not is_blank(c.raw)}
            blank = [c for c in blank if c.key.rpartition(".")[2] in kept]
        if blank:
            marks = "、".join(dict.fromkeys(f"“{c.raw}”" if c.raw else "空白" for c in blank))
            yield cell_blank.finding(
                f"{facts.form_table(key).label}有{len(blank)}格没有填数字（{marks}）：{_listing(facts, blank)}。",
                evidence=[CellEvidence(c.key, c.raw) for c in blank],
                subject=key,
            )


@check(
    code="T102",
    name="cell_not_a_number",
    title="格内不是规范的数字",
    severity=Severity.SHOULD,
    finds="格子里带单位、注释或文字；件数为小数或负数的为必须修改",
    basis="国办公开办函〔2021〕30号",
    advice="格内只填数字，单位和说明写在表外；件数应为不小于0的整数。",
    bad=(
        Example(
            "现行有效件数写成“22（其中修订16件）”",
            cells={"proactive.normative_documents.in_force": "22（其中修订16件）"},
        ),
        Example("行政许可写成“3.5”", cells={"proactive.licensing.decisions": "3.5"}),
    ),
    good=(
        Example("收费金额可以有小数", cells={"proactive.fees.amount": "103.3879"}),
        Example("千分号不算问题", cells={"proactive.licensing.decisions": "1,280"}),
    ),
    # 十 or 10件 is read as 10, and what does not add up then is another fault
    silences=(
        Silence("T201", "cells", Severity.MUST),
        Silence("T202", "cells", Severity.MUST),
        Silence("T302", "cells"),
    ),
)
def cell_not_a_number(facts: Facts) -> Iterator[Finding]:
    for key, cells in _cells(facts):
        columns = _columns(facts.form_table(key))
        untidy: list[Cell] = []
        for cell in cells:
            if cell.raw.isdecimal() or is_blank(cell.raw):
                continue
            column = columns[cell.key]
            text = fold(cell.raw).replace(",", "")
            fault = ""
            if _NEGATIVE.match(text) and not column.signed:
                fault = "不应为负数"
            elif _DECIMAL.fullmatch(text) and not column.decimal:
                fault = "件数应为整数"
            if fault:
                yield cell_not_a_number.finding(
                    f"{facts.place(cell.key)}填“{cell.raw}”，{fault}。",
                    evidence=(CellEvidence(cell.key, cell.raw),),
                    severity=Severity.MUST,
                )
            elif not _PLAIN.fullmatch(text) and not (column.signed and cell.value is not None):
                untidy.append(cell)
        if len(untidy) > _MOST_SINGLE:
            shown = "".join(untidy[0].raw.split())
            yield cell_not_a_number.finding(
                f"{facts.form_table(key).label}有{len(untidy)}格不是单纯的数字（如“{shown}”）：{_listing(facts, untidy)}。",
                evidence=[CellEvidence(c.key, c.raw) for c in untidy],
                subject=key,
            )
            continue
        for cell in untidy:
            read = "无法作为数字读取" if cell.value is None else f"按{_plain(cell.value)}读取"
            yield cell_not_a_number.finding(
                f"{facts.place(cell.key)}填“{''.join(cell.raw.split())}”，不是单纯的数字，{read}。",
                evidence=(CellEvidence(cell.key, cell.raw),),
            )


def _plain(value: int | Decimal) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)

"""The three statutory tables as an agency draws them: labels, keys and merged cells, for 2021 and 2019.

Written from the official form, apart from the form data that the reader uses, so that a slip in
one shows against the other. A table is a list of `FormCell`: a label, or the place of a figure.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

PARTS = ("overview", "proactive", "requests", "proceedings", "problems", "other")
HEADINGS = {
    "overview": "总体情况",
    "proactive": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "proceedings": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}

COLUMNS = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "nonprofit": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_org": "其他",
    "total": "总计",
}
APPLICANTS = tuple(COLUMNS)[:6]

# 三、本年度办理结果: group label -> {row key: label}; a row without a group stands under its own key.
RESULTS: dict[str, dict[str, str]] = {
    "granted": {"granted": "（一）予以公开"},
    "partly_granted": {
        "partly_granted": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    },
    "（三）不予公开": {
        "withheld.state_secret": "1.属于国家秘密",
        "withheld.prohibited_by_law": "2.其他法律行政法规禁止公开",
        "withheld.security_stability": "3.危及“三安全一稳定”",
        "withheld.third_party_rights": "4.保护第三方合法权益",
        "withheld.internal_affairs": "5.属于三类内部事务信息",
        "withheld.deliberative_process": "6.属于四类过程性信息",
        "withheld.enforcement_file": "7.属于行政执法案卷",
        "withheld.registry_inquiry": "8.属于行政查询事项",
    },
    "（四）无法提供": {
        "unavailable.not_held": "1.本机关不掌握相关政府信息",
        "unavailable.needs_creation": "2.没有现成信息需要另行制作",
        "unavailable.still_unclear": "3.补正后申请内容仍不明确",
    },
    "（五）不予处理": {
        "not_processed.petition": "1.信访举报投诉类申请",
        "not_processed.repeated": "2.重复申请",
        "not_processed.publication": "3.要求提供公开出版物",
        "not_processed.vexatious": "4.无正当理由大量反复申请",
        "not_processed.confirmation": "5.要求行政机关确认或重新出具已获取信息",
    },
    "（六）其他处理": {
        "other.correction_overdue": (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
        ),
        "other.fee_overdue": (
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
        ),
        "other.other": "3.其他",
    },
}
OUTCOMES = tuple(key for rows in RESULTS.values() for key in rows)
OTHER_GROUP = "（六）其他处理"
REQUEST_ROWS = ("received", "carried_in", *OUTCOMES, "concluded", "carried_out")

PROCEEDINGS = (
    "reconsideration",
    "litigation_direct",
    "litigation_after_reconsideration",
)
PROCEEDING_RESULTS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}

PROACTIVE_KEYS = (
    "proactive.regulations.issued",
    "proactive.regulations.repealed",
    "proactive.regulations.in_force",
    "proactive.normative_documents.issued",
    "proactive.normative_documents.repealed",
    "proactive.normative_documents.in_force",
    "proactive.licensing.decisions",
    "proactive.penalties.decisions",
    "proactive.coercion.decisions",
    "proactive.fees.amount",
)
REQUEST_KEYS = tuple(f"requests.{row}.{column}" for row in REQUEST_ROWS for column in COLUMNS)
PROCEEDING_KEYS = tuple(
    f"proceedings.{case}.{result}" for case in PROCEEDINGS for result in PROCEEDING_RESULTS
)
CELL_KEYS = PROACTIVE_KEYS + REQUEST_KEYS + PROCEEDING_KEYS  # 10 + 175 + 15 = 200


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell as drawn: a label (`key` None), or the figure that `key` names. Rows, columns from 0."""

    row: int
    column: int
    text: str = ""
    key: str | None = None
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table's cells in the order they were set down, and its size."""

    cells: tuple[FormCell, ...]
    rows: int
    columns: int


def _block(
    row: int, caption: str, headers: Iterable[str], lines: dict[str, tuple[str, ...]]
) -> tuple[list[FormCell], int]:
    """One 第二十条 block of the first table; the last cell of a short row runs to the fourth column."""
    cells = [FormCell(row, 0, caption, column_span=4)]

    def wide(at: int, items: list[tuple[str, str | None]]) -> None:
        for column, (text, key) in enumerate(items):
            last = column == len(items) - 1
            cells.append(FormCell(at, column, text, key, column_span=4 - column if last else 1))

    wide(row + 1, [("信息内容", None), *((header, None) for header in headers)])
    for offset, (label, keys) in enumerate(lines.items()):
        wide(
            row + 2 + offset,
            [(label, None), *(("", f"proactive.{key}") for key in keys)],
        )
    return cells, row + 2 + len(lines)


def _stack(
    *blocks: tuple[str, tuple[str, ...], dict[str, tuple[str, ...]]],
) -> FormTable:
    cells: list[FormCell] = []
    row = 0
    for caption, headers, lines in blocks:
        drawn, row = _block(row, caption, headers, lines)
        cells += drawn
    return FormTable(tuple(cells), row, 4)


def _three(key: str, *fields: str) -> tuple[str, ...]:
    return tuple(f"{key}.{field}" for field in fields)


def proactive_2021() -> FormTable:
    """Part two, 10 figures."""
    stock = ("issued", "repealed", "in_force")
    decisions = ("本年处理决定数量",)
    return _stack(
        (
            "第二十条第（一）项",
            ("本年制发件数", "本年废止件数", "现行有效件数"),
            {
                "规章": _three("regulations", *stock),
                "行政规范性文件": _three("normative_documents", *stock),
            },
        ),
        ("第二十条第（五）项", decisions, {"行政许可": ("licensing.decisions",)}),
        (
            "第二十条第（六）项",
            decisions,
            {"行政处罚": ("penalties.decisions",), "行政强制": ("coercion.decisions",)},
        ),
        (
            "第二十条第（八）项",
            ("本年收费金额（单位：万元）",),
            {"行政事业性收费": ("fees.amount",)},
        ),
    )


def proactive_2019() -> FormTable:
    """Part two of the form of 2019, 22 figures."""
    made = ("made", "published", "public_total")
    change = ("last_year", "change", "decisions")
    headers = ("上一年项目数量", "本年增/减", "处理决定数量")
    return _stack(
        (
            "第二十条第（一）项",
            ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
            {
                "规章": _three("regulations", *made),
                "规范性文件": _three("normative_documents", *made),
            },
        ),
        (
            "第二十条第（五）项",
            headers,
            {
                "行政许可": _three("licensing", *change),
                "其他对外管理服务事项": _three("other_services", *change),
            },
        ),
        (
            "第二十条第（六）项",
            headers,
            {
                "行政处罚": _three("penalties", *change),
                "行政强制": _three("coercion", *change),
            },
        ),
        (
            "第二十条第（八）项",
            ("上一年项目数量", "本年增/减"),
            {"行政事业性收费": _three("fees", "last_year", "change")},
        ),
        (
            "第二十条第（九）项",
            ("采购项目数量", "采购总金额"),
            {"政府集中采购": _three("procurement", "projects", "amount")},
        ),
    )


def requests(*, merged_other: bool = False) -> FormTable:
    """Part three, 25 rows of 7; `merged_other` draws 其他处理 as one row, as the form of 2019 does."""
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    cells = [
        FormCell(0, 0, corner, row_span=3, column_span=3),
        FormCell(0, 3, "申请人情况", column_span=7),
        FormCell(1, 3, COLUMNS["natural_person"], row_span=2),
        FormCell(1, 4, "法人或其他组织", column_span=5),
        FormCell(1, 9, COLUMNS["total"], row_span=2),
        *(FormCell(2, 4 + i, COLUMNS[key]) for i, key in enumerate(APPLICANTS[1:])),
    ]

    def figures(row: int, key: str) -> None:
        names = enumerate(COLUMNS)
        cells.extend(FormCell(row, 3 + i, key=f"requests.{key}.{name}") for i, name in names)

    def wide(row: int, key: str, label: str, column: int = 0) -> None:
        cells.append(FormCell(row, column, label, column_span=3 - column))
        figures(row, key)

    wide(3, "received", "一、本年新收政府信息公开申请数量")
    wide(4, "carried_in", "二、上年结转政府信息公开申请数量")
    row, results_at = 5, len(cells)
    for group, rows in RESULTS.items():
        if group in rows:
            wide(row, group, rows[group], 1)
            row += 1
        elif group == OTHER_GROUP and merged_other:
            wide(row, "other.other", group, 1)
            row += 1
        else:
            cells.append(FormCell(row, 1, group, row_span=len(rows)))
            for key, label in rows.items():
                cells.append(FormCell(row, 2, label))
                figures(row, key)
                row += 1
    wide(row, "concluded", "（七）总计", 1)
    cells.insert(results_at, FormCell(5, 0, "三、本年度办理结果", row_span=row - 4))
    wide(row + 1, "carried_out", "四、结转下年度继续办理")
    return FormTable(tuple(cells), row + 2, 10)


def proceedings() -> FormTable:
    """Part four: one row of 15 figures under three rows of headers."""
    cells = [
        FormCell(0, 0, "行政复议", column_span=5),
        FormCell(0, 5, "行政诉讼", column_span=10),
        *(FormCell(1, i, name, row_span=2) for i, name in enumerate(PROCEEDING_RESULTS.values())),
        FormCell(1, 5, "未经复议直接起诉", column_span=5),
        FormCell(1, 10, "复议后起诉", column_span=5),
    ]
    names = list(PROCEEDING_RESULTS.values())
    cells += [FormCell(2, 5 + i, names[i % 5]) for i in range(10)]
    cells += [FormCell(3, i, key=key) for i, key in enumerate(PROCEEDING_KEYS)]
    return FormTable(tuple(cells), 4, 15)


FORMS: dict[str, dict[str, Callable[[], FormTable]]] = {
    "2021": {
        "proactive": proactive_2021,
        "requests": requests,
        "proceedings": proceedings,
    },
    "2019": {
        "proactive": proactive_2019,
        "requests": lambda: requests(merged_other=True),
        "proceedings": proceedings,
    },
}


def without_row(table: FormTable, key: str) -> FormTable:
    """The table without the row of figures that `key` begins (requests.other.fee_overdue)."""
    row = next(c.row for c in table.cells if c.key and c.key.startswith(f"{key}."))
    kept: list[FormCell] = []
    for cell in table.cells:
        if cell.row <= row < cell.row + cell.row_span and cell.row_span > 1:
            kept.append(replace(cell, row_span=cell.row_span - 1))
        elif cell.row != row:
            kept.append(replace(cell, row=cell.row - (cell.row > row)))
    return FormTable(tuple(kept), table.rows - 1, table.columns)

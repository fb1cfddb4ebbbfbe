"""S201–S206: the statutory tables are there, of the form in force, whole, and could be read."""

from collections.abc import Iterator

from review.checking import Example, NotApplicable, Silence, check
from review.facts import Facts
from review.finding import CellEvidence, Finding, Severity
from review.model import TABLE_KEYS, AlteredLabel, TableKey

_FORM = "国办公开办函〔2021〕30号"
_NEW_FORM_FROM = 2021


def _readable(facts: Facts) -> list[TableKey]:
    keys = [k for k in TABLE_KEYS if facts.reading(k).status in ("read", "partly")]
    if not keys:
        raise NotApplicable("三张表格都未能读取")
    return keys


@check(
    code="S201",
    name="outdated_form",
    title="沿用旧版表格",
    severity=Severity.MUST,
    finds="2021年度及以后的报告使用2019年格式的表格",
    basis=_FORM,
    advice="改用2021年修订的统一格式表格（本年制发件数、本年废止件数、现行有效件数等）。",
    bad=(
        Example(
            "第二部分表头仍为“本年新制作数量、本年新公开数量、对外公开总数量”",
            edits=(
                ("本年制发件数", "本年新制作数量"),
                ("本年废止件数", "本年新公开数量"),
                ("现行有效件数", "对外公开总数量"),
            ),
        ),
    ),
    good=(Example("表头为“本年制发件数、本年废止件数、现行有效件数”"),),
    silences=(Silence("S203", "table"), Silence("S204", "table")),
)
def outdated_form(facts: Facts) -> Iterator[Finding]:
    reading = facts.reading("proactive")
    if reading.status not in ("read", "partly"):
        raise NotApplicable("第二部分表格未能读取")
    if facts.report.year is None:
        raise NotApplicable("报告年度不明")
    if reading.form == "2019" and facts.report.year >= _NEW_FORM_FROM:
        first = next(iter(reading.cells.values()), None)
        yield outdated_form.finding(
            f"第二部分表格是2019年格式（试行）的样式，{facts.report.year}年度报告应使用2021年修订的统一格式。",
            evidence=(CellEvidence(first.key, first.raw),) if first else (),
            subject="proactive",
        )


@check(
    code="S202",
    name="table_missing",
    title="缺少法定表格",
    severity=Severity.MUST,
    finds="某一部分既没有表格，也没有成行的数字或图片",
    basis=f"《政府信息公开条例》第五十条；{_FORM}",
    advice="按统一格式补上这张表格，没有发生的填0。",
    bad=(
        Example(
            "第四部分标题下没有表格",
            edits=(("@proceedings", ""),),
        ),
    ),
    good=(Example("三张表格齐全"),),
)
def table_missing(facts: Facts) -> Iterator[Finding]:
    for key in TABLE_KEYS:
        if facts.reading(key).status == "missing" and facts.report.section(key).present:
            # where the part itself is absent, S101 says so
            table = facts.form_table(key)
            yield table_missing.finding(
                f"没有找到{table.label}（{table.title}），这一部分没有表格或成行的数字。",
                subject=key,
            )


@check(
    code="S203",
    name="header_altered",
    title="表头文字与格式不一致",
    severity=Severity.SHOULD,
    finds="行或列的名称与统一格式不同（错字、改名、缩写）",
    basis=_FORM,
    advice="按统一格式的原文更正行、列名称。",
    bad=(Example("“本年废止件数”写成“本年度止件数”", edits=(("本年废止件数", "本年度止件数"),)),),
    good=(Example("“（单位：万元，保留4位小数）”不算改动"),),
)
def header_altered(facts: Facts) -> Iterator[Finding]:
    for key in _readable(facts):
        reading = facts.reading(key)
        if not reading.altered:
            continue
        table = facts.form_table(key)
        pairs = "；".join(
            f"{a.where}“{_brief(a.official)}”写作“{_brief(a.found)}”" for a in reading.altered
        )
        yield header_altered.finding(
            f"{table.label}的名称与统一格式不一致：{pairs}。",
            evidence=_altered_cells(facts, key, reading.altered),
            subject=key,
        )


def _brief(label: str) -> str:
    return label if len(label) <= 24 else label[:22] + "…"


def _altered_cells(
    facts: Facts, key: TableKey, altered: tuple[AlteredLabel, ...]
) -> list[CellEvidence]:
    """The first cell of each row or column whose label was altered: where a reader should look."""
    table = facts.form_table(key)
    cells = facts.reading(key).cells
    out = []
    for label in altered:
        for cell_key in table.cell_keys():
            row_key, _, column_key = cell_key.removeprefix(f"{key}.").rpartition(".")
            row = next((r.label.official for r in table.rows if r.key == row_key), "")
            columns = [c for block in table.blocks for c in block.columns if c.key == column_key]
            names = {row} if label.where == "行" else {c.label.official for c in columns}
            if label.official in names and cell_key in cells:
                out.append(CellEvidence(cell_key, cells[cell_key].raw))
                break
    return out


@check(
    code="S204",
    name="row_missing",
    title="表格行列不全",
    severity=Severity.MUST,
    finds="统一格式的某一行或某一列缺少，或被合并（如“其他处理”只有一行）",
    basis=_FORM,
    advice="按统一格式补齐各行各列，没有发生的填0。",
    bad=(
        Example(
            "“（六）其他处理”合并为一行",
            edits=(("@merge_other", ""),),
        ),
    ),
    good=(Example("25行、7列齐全"),),
)
def row_missing(facts: Facts) -> Iterator[Finding]:
    for key in _readable(facts):
        reading = facts.reading(key)
        table = facts.form_table(key)
        merged = [m for m in table.merged_rows if m.label.short_name in reading.merged]
        for group in merged:
            raw = reading.cells.get(f"{key}.{group.key}.total")
            names = [r.label.short_name for r in table.rows if r.key in (*group.covers, group.key)]
            yield row_missing.finding(
                f"{table.label}“{group.label.short_name}”只有一行，统一格式分为{len(names)}行："
                f"{'；'.join(_brief(n) for n in names)}。",
                evidence=(CellEvidence(raw.key, raw.raw),) if raw else (),
                subject=key,
            )
        covered = {r.label.official for m in merged for r in table.rows if r.key in m.covers}
        absent = [label for label in reading.absent_labels if label not in covered]
        if absent:
            yield row_missing.finding(
                f"{table.label}缺少：{'、'.join(f'“{_brief(label)}”' for label in absent)}。",
                subject=key,
            )


@check(
    code="S206",
    name="table_not_read",
    title="表格未能读取",
    severity=Severity.ASK,
    finds="表格存在（图片或无法辨认的排列），但不能确定各数字属于哪一格",
    basis=_FORM,
    advice="请人工核对这张表格；建议报送单位改用统一格式的可编辑表格。",
    bad=(Example("第四部分表格只有14个数字", edits=(("@drop_proceeding", ""),)),),
    good=(Example("表格各行各列均可辨认"),),
    silences=tuple(
        Silence(code, "table")
        for code in ("T101", "T102", "T201", "T202", "T301", "T302", "N101", "N102")
    ),
)
def table_not_read(facts: Facts) -> Iterator[Finding]:
    for key in TABLE_KEYS:
        reading = facts.reading(key)
        if reading.status in ("picture", "refused", "partly"):
            table = facts.form_table(key)
            yield table_not_read.finding(
                f"{table.label}未能{'全部' if reading.status == 'partly' else ''}读取：{reading.reason}。",
                subject=key,
            )

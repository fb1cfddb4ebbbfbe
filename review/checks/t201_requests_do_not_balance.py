"""T201: table 2 breaks one of its identities (39 in the form of 2021).

One finding for each cause, by the smallest correction that repairs it (review.balance). A proposal
is worded as the smallest explanation, never as fact: three wrong corners of a rectangle look like
one wrong fourth. Blanks count as 0 where all identities then hold (T101 speaks of them).
"""

from collections.abc import Iterator, Mapping, Sequence

from review.balance import Cause, Identity
from review.checking import Example, NotApplicable, Silence, check
from review.facts import Facts
from review.finding import CellEvidence, Finding, Proposal, Severity
from review.model import Cell
from review.report.forms import FormTable

_MOST_SUMS = 3


@check(
    code="T201",
    name="requests_do_not_balance",
    title="第三部分表格数字不平",
    severity=Severity.MUST,
    finds="第三部分表格不满足勾稽关系：各行合计、各列“一＋二＝三＋四”、各列（七）总计",
    basis="国办公开办函〔2021〕30号（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    advice="对照办理台账逐格核对，更正后各行、各列应当平衡。",
    bad=(
        Example(
            "新收申请自然人2件、总计误填3件",
            cells={"requests.received.total": "3"},
        ),
    ),
    good=(Example("各行各列平衡"),),
    silences=(Silence("N101", "cells"), Silence("N102", "cells")),
)
def requests_do_not_balance(facts: Facts) -> Iterator[Finding]:
    balance = facts.requests_balance
    if balance is None:
        raise NotApplicable(_why_not(facts))
    cells = facts.reading("requests").cells
    table = facts.form_table("requests")
    for cause in balance.causes:
        yield _finding(facts, table, cause, cells)


def _why_not(facts: Facts) -> str:
    reading = facts.reading("requests")
    return "缺少第三部分表格" if reading.status == "missing" else "第三部分表格未能读取"


def _finding(facts: Facts, table: FormTable, cause: Cause, cells: Mapping[str, Cell]) -> Finding:
    sums = [_sum_in_the_open(i, table, cells) for i in cause.broken]
    shown = "；".join(s for s in sums[:_MOST_SUMS] if s)
    if len(sums) > _MOST_SUMS:
        shown += f"等{len(sums)}处不平"
    only_total = _only_total_column(cause, cells)
    proposal = None
    if only_total:
        message = f"{table.label}“{_row_name(table, only_total)}”行只填了总计列，各申请人列均为0：{shown}。"
        evidence = [
            CellEvidence(cells[k].key, cells[k].raw) for k in cause.broken[0].cells if k in cells
        ]
        return requests_do_not_balance.finding(message, evidence=evidence, subject="requests")
    changed = [change for change in cause.cells if change.cell in cells]
    if len(cause.cells) == 1 and changed:
        change = changed[0]
        message = f"{table.label}{shown}。最少改动为：{facts.place(change.cell).removeprefix(table.label)}由{cells[change.cell].raw or '空白'}改为{change.new}，请核对"
        if cause.unique:
            proposal = Proposal(change.cell, change.new)
            message += _narrative_agrees(facts, change.cell, change.new)
        else:
            message += f"（另有{cause.alternatives}种改法）"
        evidence = [CellEvidence(change.cell, cells[change.cell].raw)]
        return requests_do_not_balance.finding(
            message + "。", evidence=evidence, subject="requests", proposal=proposal
        )
    if changed:
        fixes = "、".join(
            f"{facts.place(c.cell).removeprefix(table.label)}由{cells[c.cell].raw or '空白'}改为{c.new}"
            for c in changed
        )
        message = f"{table.label}{shown}。最少改动为{len(cause.cells)}处：{fixes}，请核对"
        if not cause.unique:
            message += "（还有别的改法）"
        evidence = [CellEvidence(c.cell, cells[c.cell].raw) for c in changed]
        return requests_do_not_balance.finding(
            message + "。", evidence=evidence, subject="requests"
        )
    keys = list(dict.fromkeys(k for identity in cause.broken for k in identity.cells))
    totals = [k for k in keys if k in cells and (k.endswith(".total") or ".concluded." in k)]
    evidence = [CellEvidence(k, cells[k].raw) for k in totals or [k for k in keys if k in cells]]
    return requests_do_not_balance.finding(
        f"{table.label}多处不平：{shown}，无法用少数几格的改动解释，请整表核对。",
        evidence=evidence,
        subject="requests",
    )


def _only_total_column(cause: Cause, cells: Mapping[str, Cell]) -> str | None:
    """The row whose figures were all entered in the total column, if that is what is broken."""
    for identity in cause.broken:
        if identity.kind != "row_total":
            continue
        total = next(k for k in identity.cells if k.endswith(".total"))
        parts = [cells[k].value for k in identity.cells if k != total and k in cells]
        if parts and not any(parts) and len(cause.broken) > 1 and cells[total].value:
            rows = sum(1 for i in cause.broken if i.kind == "row_total")
            if rows > 1:
                return identity.line
    return None


def _row_name(table: FormTable, key: str) -> str:
    return next((r.label.short_name for r in table.rows if r.key == key), key)


def _column_name(table: FormTable, key: str) -> str:
    return next((c.label.official for c in table.columns if c.key == key), key)


def _terms(keys: Sequence[str], cells: Mapping[str, Cell]) -> tuple[str, int] | None:
    values = [cells[k].value if k in cells else 0 for k in keys]
    if any(v is None for v in values):
        return None
    numbers = [int(v) for v in values if v is not None]
    shown = [n for n in numbers if n] or [0]
    if len(numbers) <= 2:
        shown = numbers
    return "+".join(map(str, shown)), sum(numbers)


def _sum_in_the_open(identity: Identity, table: FormTable, cells: Mapping[str, Cell]) -> str:
    """The broken identity as a sum that a reader can check: “（一）予以公开”行 2+1=3，总计填4."""
    left, right = _terms(identity.left, cells), _terms(identity.right, cells)
    if left is None or right is None:
        return ""
    if identity.kind == "flow":
        column = _column_name(table, identity.line)
        return f"“{column}”列：新收加结转{left[0]}={left[1]}，办结加结转下年{right[0]}={right[1]}"
    one, many = (left, right) if len(identity.left) == 1 else (right, left)
    if identity.kind == "outcome_sum":
        column = _column_name(table, identity.line)
        return f"“{column}”列各项办理结果之和{_equation(many)}，（七）总计填{one[0]}"
    return f"“{_row_name(table, identity.line)}”行各列之和{_equation(many)}，总计填{one[0]}"


def _equation(terms: tuple[str, int]) -> str:
    return f"{terms[0]}={terms[1]}" if "+" in terms[0] else f"为{terms[0]}"


def _narrative_agrees(facts: Facts, cell: str, value: int) -> str:
    for read in facts.claims:
        statement, claim = read.statement, read.claim
        if statement.quantity is None or not statement.held:
            continue
        if (cell,) in statement.readings and statement.quantity.value == value:
            return f"；正文“{claim.quote}”与改后的数字一致"
    return ""

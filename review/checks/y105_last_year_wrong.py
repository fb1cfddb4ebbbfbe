"""Y105: it is last year's report that has the fault, so that this year's figures need no change."""

from collections.abc import Iterator

from review.balance import Cause, Diagnosis, Identity
from review.checking import Example, NotApplicable, check, last_year_of
from review.continuity import Step, carried_over, stocks
from review.facts import Facts
from review.finding import CellEvidence, Evidence, Finding, Severity
from review.model import TableKey

_MOST_SUMS = 3
_MOST_CELLS = 8


@check(
    code="Y105",
    name="last_year_wrong",
    title="上年报告的数字有误",
    severity=Severity.ASK,
    finds="上年报告第三、四部分表格本身不平；或本年数字与上年衔接不上，而有迹象表明错在上年报告",
    basis="国办公开办函〔2021〕30号",
    advice="错在上年报告的，本年数字不用改；请核对上年报告，需要更正的按程序更正，并在本年报告中说明。",
    bad=(
        Example(
            "上年报告行政复议维持2件，总计填0",
            last_year=Example("", cells={"proceedings.reconsideration.upheld": "2"}),
        ),
        Example(
            "上年报告新收3件、办结3件，结转却填1件，本年上年结转0件",
            last_year=Example(
                "",
                cells={
                    "requests.carried_out.natural_person": "1",
                    "requests.carried_out.total": "1",
                },
            ),
        ),
    ),
    good=(Example("上年报告表格平衡，两年衔接", last_year=Example("")),),
)
def last_year_wrong(facts: Facts) -> Iterator[Finding]:
    before = last_year_of(facts)
    steps = [step for step in _steps(facts, before) if step.wrong_before]
    told: set[str] = set()
    balances: dict[TableKey, Diagnosis | None] = {
        "requests": before.requests_balance,
        "proceedings": before.proceedings_balance,
    }
    for key, balance in balances.items():
        if balance is not None and not balance.balanced:
            mine = [step for step in steps if step.before.key.startswith(key)]
            told.update(step.before.key for step in mine)
            yield _unbalanced(before, key, balance, mine)
    for step in steps:
        if step.before.key not in told:
            yield _disagreeing(facts, before, step)


def _steps(facts: Facts, before: Facts) -> Iterator[Step]:
    for compare in (carried_over, stocks):
        try:
            yield from compare(facts, before)
        except NotApplicable:
            continue


def _unbalanced(before: Facts, key: TableKey, balance: Diagnosis, steps: list[Step]) -> Finding:
    label = before.form_table(key).label
    sums = [_sum(before, identity) for cause in balance.causes for identity in cause.broken]
    shown = "；".join(sums[:_MOST_SUMS])
    if len(sums) > _MOST_SUMS:
        shown += f"等{len(sums)}处"
    agrees = "。本年的上年结转与平衡后的数字一致，不必改" if steps else ""
    cells = [cell for cause in balance.causes for cell in _suspects(cause)]
    evidence: list[Evidence] = [CellEvidence(s.now.key, s.now.cell.raw) for s in steps[:1]]
    for cell in list(dict.fromkeys(cells))[:_MOST_CELLS]:
        if cell in before.cells:
            evidence.append(before.elsewhere(CellEvidence(cell, before.cells[cell].raw)))
    return last_year_wrong.finding(
        f"{before.report.year}年度报告{label}不平：{shown}{agrees}。",
        evidence=evidence,
        subject=key,
    )


def _suspects(cause: Cause) -> list[str]:
    """The cells of a smallest repair; where there is none, or any cell of a sum would do, the totals."""
    totals = [key for identity in cause.broken for key in identity.right if key.endswith(".total")]
    if cause.cells and (cause.unique or not totals):
        return [change.cell for change in cause.cells]
    return totals


def _sum(before: Facts, identity: Identity) -> str:
    """A broken identity in the open: “行政复议”·“总计”列：10+1=11，填0."""
    table = before.form_table_label(identity.left[0])
    left, right = (_terms(before, keys) for keys in (identity.left, identity.right))
    if identity.kind == "flow":
        column = before.column_name(identity.left[0])
        return f"“{column}”列新收加结转{left}，办结加结转下年度{right}"
    return f"{before.place(identity.right[0]).removeprefix(table)}：各项相加{left}，填{right}"


def _terms(before: Facts, keys: tuple[str, ...]) -> str:
    """10+1=11; blanks and zeros are left out."""
    numbers = [int(before.values.get(key) or 0) for key in keys]
    shown = [number for number in numbers if number]
    return "+".join(map(str, shown)) + f"={sum(shown)}" if len(shown) > 1 else f"{sum(shown)}"


def _disagreeing(facts: Facts, before: Facts, step: Step) -> Finding:
    evidence: list[Evidence] = [
        CellEvidence(step.now.key, step.now.cell.raw),
        before.elsewhere(CellEvidence(step.before.key, step.before.cell.raw)),
    ]
    return last_year_wrong.finding(
        f"{facts.place(step.now.key)}填{step.now.value}，按上年报告应为{step.expected}；"
        f"但{step.wrong_before}，错在上年报告的可能较大。",
        evidence=evidence,
        subject=step.now.key.split(".", 1)[0],
    )

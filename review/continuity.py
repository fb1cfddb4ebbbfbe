"""What must roll over from last year's report to this one: requests carried over, and stocks of documents.

Where a figure does not, the question is whose fault it is. Last year's own sums, or what its
narrative says, may show that last year's cell was wrong and this year's is right.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from review.balance import Diagnosis
from review.checking import NotApplicable
from review.facts import Facts
from review.model import Cell, TableKey
from review.outcome import Sentence
from review.zh.folding import fold

_PLAIN = re.compile(r"\d+")
_BLANK = re.compile(r"[-/—–_无]*")
_CORRECTED = (
    r"更正|订正|有误|误[填报统计]|[填报统计]错|错[填报]|漏[填报统计]|调整|口径|重新(?:统计|核|梳理|认定)|"
    r"为准|不一致|差异|划[转入]|合并|撤[并销]|机构改革|移交"
)
_OF_CARRY_OVER = re.compile(rf"(?=.*结转)(?=.*(?:{_CORRECTED}))")
_OF_STOCK = re.compile(
    rf"(?=.*(?:现行有效|规范性文件|规章).{{0,20}}(?:件数|数量|数据|总数|存量|现行有效))(?=.*(?:{_CORRECTED}))"
)
_CLEARED = re.compile(
    rf"(?=.*(?:规范性文件|规章|现行有效))(?=.*(?:{_CORRECTED}|清理|失效|有效期|到期|届满|不再(?:作为|纳入|列入)))"
)
_REFORM = re.compile(
    r"机构改革|职[能责][^,。;]{0,6}划[转入]|划入我|并入我|合并组建|撤[并销]|区划调整|新组建"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell as a count: what stood there; a blank is 0 but not `sure`, and so is a number among words."""

    key: str
    cell: Cell
    value: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A figure of this year and what it should be by last year's report.

    `wrong_before`: what shows that last year's report has the fault (Chinese).
    `doubt`: why the difference is not certain to be a fault (Chinese).
    """

    now: Figure
    before: Figure
    expected: int
    wrong_before: str = ""
    doubt: str = ""


def figure(facts: Facts, key: str) -> Figure | None:
    """A cell as a count; None where it was not read or holds no whole number."""
    cell = facts.cells.get(key)
    if cell is None:
        return None
    raw = fold(cell.raw)
    if cell.value is None:
        return Figure(key, cell, 0, False) if _BLANK.fullmatch(raw) else None
    if cell.value != int(cell.value):
        return None
    return Figure(key, cell, int(cell.value), bool(_PLAIN.fullmatch(raw)))


def carried_over(now: Facts, before: Facts) -> list[Step]:
    """上年结转 against last year's 结转下年度: the columns that differ, the total first.

    A column that an imbalance of this year's table explains is left out: T201 speaks of it.
    NotApplicable where a table or its total was not read.
    """
    _need_tables(now, before, "requests")
    out = []
    for column in ("total", *_applicants(now)):
        here = figure(now, f"requests.carried_in.{column}")
        there = figure(before, f"requests.carried_out.{column}")
        if here is None or there is None:
            if column == "total":
                year = "本年" if here is None else "上年"
                row = "上年结转" if here is None else "结转下年度"
                raise NotApplicable(f"{year}报告第三部分表格“{row}”总计没有可用的数字")
            continue
        if column != "total" and not (here.sure and there.sure):
            continue  # a blank says nothing of its column
        if here.value == there.value or _explains(now.requests_balance, here.key, there.value):
            continue
        out.append(
            Step(
                here,
                there,
                there.value,
                _wrong_before(before, there, here.value),
                _doubt_of_requests(now, before, (here, there)),
            )
        )
    return out


def stocks(now: Facts, before: Facts) -> list[Step]:
    """现行有效 against last year's + 制发 − 废止, for rules and normative documents: what does not roll.

    NotApplicable where a form without stocks was used, or none of the figures was read.
    """
    _need_tables(now, before, "proactive")
    for facts, year in ((now, "本年"), (before, "上年")):
        if facts.reading("proactive").form != "2021":
            raise NotApplicable(f"{year}报告第二部分用的是2019年版表格，没有现行有效件数")
    out, seen = [], False
    for row in ("regulations", "normative_documents"):
        keys = [f"proactive.{row}.{name}" for name in ("in_force", "issued", "repealed")]
        in_force, issued, repealed = (figure(now, key) for key in keys)
        there = figure(before, keys[0])
        if not (in_force and issued and repealed and there):
            continue
        seen = True
        expected = there.value + issued.value - repealed.value
        if in_force.value == expected or _told_right(now, row, there.value):
            continue
        meant = in_force.value - issued.value + repealed.value
        wrong = _wrong_before(before, there, meant) or _wrong_stock(before, row)
        sure = all(f.sure for f in (in_force, issued, repealed, there))
        doubt = "" if sure else "有的格空白或夹有文字"
        out.append(Step(in_force, there, expected, wrong, doubt or _doubt_of_body(now)))
    if not seen:
        raise NotApplicable("两年报告的规章、行政规范性文件两行没有可用的数字")
    return out


def explanation(facts: Facts, what: TableKey) -> Sentence | None:
    """The sentence that explains why carried-over requests or stocks do not follow from last year's."""
    return _first(facts, _OF_CARRY_OVER if what == "requests" else _OF_STOCK)


def clearing(facts: Facts) -> Sentence | None:
    """A sentence on documents cleared, lapsed or handed over: the stock may have changed beyond 废止."""
    return _first(facts, _CLEARED)


def _first(facts: Facts, pattern: re.Pattern[str]) -> Sentence | None:
    return next((s for s in facts.sentences if pattern.search(fold(s.text[:600]))), None)


def _need_tables(now: Facts, before: Facts, key: TableKey) -> None:
    for facts, year in ((now, "本年"), (before, "上年")):
        status = facts.reading(key).status
        if status not in ("read", "partly"):
            state = {"missing": "缺少", "picture": "是图片"}.get(status, "未能读取")
            label = facts.form_table(key).label
            said = f"缺少{label}" if status == "missing" else f"的{label}{state}"
            raise NotApplicable(f"{year}报告{said}")


def _applicants(facts: Facts) -> Iterable[str]:
    return (c.key for c in facts.form_table("requests").columns if c.key != "total")


def _explains(balance: Diagnosis | None, key: str, value: int) -> bool:
    """Whether one of the repairs of an unbalanced table puts `value` into a cell."""
    for cause in balance.causes if balance else ():
        for repair in (cause.cells, *cause.others):
            if any(change.cell == key and change.new == value for change in repair):
                return True
    return False


def _wrong_before(before: Facts, there: Figure, value: int) -> str:
    """What shows that last year's cell should have held `value`; "" where nothing does."""
    place = before.place(there.key)
    if _explains(before.requests_balance, there.key, value):
        return f"上年报告第三部分表格不平，{place.removeprefix('第三部分表格')}改为{value}即平"
    for claim in (read.claim for read in before.claims):
        if claim.verdict == "contradicted" and claim.cells == (there.key,) and claim.value == value:
            return f"上年报告正文写“{claim.quote}”，与本年一致"
    return ""


def _wrong_stock(before: Facts, row: str) -> str:
    """Whether last year's stock was impossible by itself: fewer in force than issued in the year."""
    parts = [figure(before, f"proactive.{row}.{n}") for n in ("in_force", "issued", "repealed")]
    in_force, issued, repealed = (part.value if part else None for part in parts)
    if in_force is None or issued is None or repealed is None:
        return ""
    if in_force - issued + repealed >= 0:
        return ""
    return f"上年报告自身现行有效{in_force}件，少于本年制发{issued}件减本年废止{repealed}件"


def _told_right(now: Facts, row: str, stock: int) -> bool:
    """Whether the narrative gives one of the three figures so that the stock rolls over: N101 speaks of it."""
    names = ("in_force", "issued", "repealed")
    values = {name: figure(now, f"proactive.{row}.{name}") for name in names}
    numbers = {name: f.value for name, f in values.items() if f}
    for claim in (read.claim for read in now.claims):
        if claim.verdict != "contradicted" or len(claim.cells) != 1 or claim.value is None:
            continue
        told, _, name = claim.cells[0].rpartition(".")
        if told == f"proactive.{row}" and name in numbers:
            rolled = {**numbers, name: int(claim.value)}
            if rolled["in_force"] == stock + rolled["issued"] - rolled["repealed"]:
                return True
    return False


def _doubt_of_requests(now: Facts, before: Facts, pair: tuple[Figure, Figure]) -> str:
    if not all(f.sure for f in pair):
        return "有一格空白或夹有文字"
    for facts, year in ((now, "本年"), (before, "上年")):
        balance = facts.requests_balance
        if facts.reading("requests").status != "read" or balance is None or balance.unknown:
            return f"{year}报告第三部分表格没有完全读出"
        if not balance.balanced:
            return f"{year}报告第三部分表格本身不平"
    return _doubt_of_body(now)


def _doubt_of_body(now: Facts) -> str:
    if now.other_name_last_year:
        return "两年报告的机关名称不同"
    reform = _first(now, _REFORM)
    return f"正文说到“{_brief(reform.text)}”" if reform else ""


def _brief(text: str) -> str:
    plain = " ".join(text.split()).rstrip("。；")
    return plain if len(plain) <= 30 else plain[:28] + "……"

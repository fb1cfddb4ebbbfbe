"""What may have gone wrong with one agency's figures on their way into the government's tables.

A hypothesis says what one slip would add to the government's figures (`effect`, cell by cell) and
how many bits it takes to name it among its like: a whole agency left out is soon said, one cell of
one agency is one of many thousands. Only slips are drawn that touch the differences given.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from math import log2

from review.model import Number
from review.report.forms import Form
from review.totals.grid import (
    Scope,
    block_rows,
    columns_of,
    rows_of,
    scopes,
    sums_above,
    sums_moved,
)
from review.totals.returns import AgencyReturn, exact
from review.totals.summing import add, minus

Effect = Mapping[str, Number]
_MOST_LINES = 6
_MOST_CELLS = 8


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One slip: by which agency's figures ("" for the government's own), what it does, its cost in bits."""

    kind: str
    agency: str
    message: str
    effect: Effect = field(repr=False)
    bits: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What explanations are drawn from. `compared`: the cells in which both sides have a figure."""

    form: Form
    compared: frozenset[str]
    counted: Sequence[AgencyReturn]
    earlier: Mapping[str, Sequence[AgencyReturn]]


def hypotheses(evidence: Evidence, wanted: Effect) -> Iterator[Hypothesis]:
    """All slips of one agency that give at least one of the wanted amounts."""
    one_agency = log2(max(2, len(evidence.counted)))
    for report in evidence.counted:
        for slip in _of_agency(evidence, report, wanted):
            cells = slip.effect.items()
            if any(wanted.get(cell) == amount for cell, amount in cells):
                yield Hypothesis(
                    slip.kind, report.name, slip.message, slip.effect, slip.bits + one_agency
                )


def _of_agency(evidence: Evidence, report: AgencyReturn, wanted: Effect) -> Iterator[Hypothesis]:
    values = {k: v for k, v in report.values.items() if v and k in evidence.compared}
    for drawn in (_left_out, _corrected, _cells, _cells_moved, _units):
        yield from drawn(evidence, report, values, wanted)
    for before in evidence.earlier.get(report.name, ()):
        yield from _earlier(evidence, report, before)
    yield from _moved(evidence.form, report, values, wanted)
    yield from _shifted(evidence.form, report, values, wanted)


def _effect(old: Mapping[str, Number], new: Mapping[str, Number], cells: Iterable[str]) -> Effect:
    """What it does to the totals when figures stand as `new` instead of `old`."""
    out: dict[str, Number] = {}
    for cell in cells:
        before, after = old.get(cell, 0), new.get(cell, 0)
        if before != after:
            out[cell] = minus(after, before)
    return out


def _negative(values: Mapping[str, Number]) -> Effect:
    return {cell: minus(0, amount) for cell, amount in values.items()}


def _left_out(
    evidence: Evidence, report: AgencyReturn, values: Mapping[str, Number], wanted: Effect
) -> Iterator[Hypothesis]:
    """Left out or counted twice: the whole, a table, a row, a column."""
    touched = wanted.keys() & values.keys()
    for scope in scopes(evidence.form):
        if touched.isdisjoint(scope.cells):
            continue
        part = {cell: values[cell] for cell in scope.cells if cell in values}
        for cell, total in zip(scope.cells, scope.sums, strict=False):
            if cell in part and total in evidence.compared:
                part[total] = add(part.get(total, 0), part[cell])
        what = f"的{scope.name}" if scope.name else "的全部数字"
        yield Hypothesis(
            "left_out", "", f"{report.name}{what}没有计入总表", _negative(part), scope.bits
        )
        yield Hypothesis("twice", "", f"{report.name}{what}重复计入总表", part, scope.bits + 1)


def _corrected(
    evidence: Evidence, report: AgencyReturn, values: Mapping[str, Number], wanted: Effect
) -> Iterator[Hypothesis]:
    """The government put right what does not balance in the agency's own table."""
    for fault in report.imbalances:
        effect = _effect(values, {**values, **fault.repair}, fault.repair)
        if effect:
            message = f"{report.name}的表自身不平，总表用的是改正后的数：{fault.message}"
            yield Hypothesis("corrected", "", message, effect, 1.0)


def _earlier(
    evidence: Evidence, report: AgencyReturn, before: AgencyReturn
) -> Iterator[Hypothesis]:
    if before.form == report.form:
        cells = [c for c in evidence.compared if c in before.values and c in report.values]
        message = (
            f"总表用的是{report.name}以前报送的“{before.file}”（第{before.round}次），"
            f"最后报送的是“{report.file}”（第{report.round}次）"
        )
        yield Hypothesis(
            "earlier_round", "", message, _effect(report.values, before.values, cells), 1.0
        )


def _units(
    evidence: Evidence, report: AgencyReturn, values: Mapping[str, Number], wanted: Effect
) -> Iterator[Hypothesis]:
    """An amount in 元 taken for one in 万元, or the other way round."""
    cell = "proactive.fees.amount"
    if (amount := values.get(cell)) is not None and cell in wanted:
        for places, said in ((4, "按元记入总表"), (-4, "被当作元折成了万元")):
            taken = exact(Decimal(amount).scaleb(places)) or 0
            message = f"{report.name}的收费金额{amount}万元{said}"
            yield Hypothesis("unit", "", message, _effect(values, {cell: taken}, [cell]), 2.0)


def _cells(
    evidence: Evidence, report: AgencyReturn, values: Mapping[str, Number], wanted: Effect
) -> Iterator[Hypothesis]:
    """One cell left out, counted twice or copied with a slip of the pen; with or without its sums."""
    cells = log2(len(evidence.compared) or 1)
    for cell, amount in wanted.items():
        value = values.get(cell, 0)
        if not isinstance(value, int) or not isinstance(amount, int):
            continue
        place = evidence.form.describe(cell)
        taken = value + amount
        if taken == 0:
            said, bits = f"{report.name}的{place}为{value}，没有计入总表", 3.0
        elif taken == 2 * value:
            said, bits = f"{report.name}的{place}为{value}，重复计入总表", 4.0
        elif slip := _slip(value, taken):
            said, bits = f"{report.name}的{place}为{value}，总表可能按{taken}计入（{slip}）", 4.0
        else:
            continue
        for above in sums_above(evidence.form, cell):
            effect = dict.fromkeys((cell, *above), amount)
            if above and not any(wanted.get(other) == amount for other in above):
                continue
            yield Hypothesis("cell", "", said, effect, bits + cells + (1 if above else 0))


def _cells_moved(
    evidence: Evidence, report: AgencyReturn, values: Mapping[str, Number], wanted: Effect
) -> Iterator[Hypothesis]:
    """One figure entered in another cell of its row or its column; with or without the sums."""
    lost = [cell for cell, amount in wanted.items() if values.get(cell, 0) == minus(0, amount)]
    if not lost or len(wanted) > _MOST_CELLS:
        return
    bits = 5 + log2(len(evidence.compared)) + log2(len(evidence.compared)) / 2
    for cell in lost:
        value = values[cell]
        for other in wanted:
            if wanted[other] != value or cell.endswith(".total") or other.endswith(".total"):
                continue
            sums = sums_moved(cell, other)
            if sums is None:
                continue
            place = evidence.form.describe(other)
            message = f"{report.name}的{evidence.form.describe(cell)}为{value}，记到了{place}"
            moved = {cell: minus(0, value), other: value}
            yield Hypothesis("moved", "", message, moved, bits)
            if sums and all(total in evidence.compared for total in sums):
                moved = {**moved, sums[0]: minus(0, value), sums[1]: value}
                yield Hypothesis("moved", "", message, moved, bits)


def _slip(value: int, taken: int) -> str:
    """How a number may have been miswritten as another; empty where no usual slip does it."""
    old, new = str(value), str(taken)
    if value < 10 or taken < 1:
        return ""
    if len(old) == len(new) and sorted(old) == sorted(new):
        places = [i for i in range(len(old)) if old[i] != new[i]]
        return "相邻两位颠倒" if len(places) == 2 and places[1] - places[0] == 1 else ""
    if len(old) == len(new) + 1 and any(old[:i] + old[i + 1 :] == new for i in range(len(old))):
        return "漏写一位"
    if len(new) == len(old) + 1 and any(
        new[:i] + new[i + 1 :] == old and (new[i] == "0" or new[i] in old[max(0, i - 1) : i + 1])
        for i in range(len(new))
    ):
        return "多写一位"
    return ""


def _moved(
    form: Form, report: AgencyReturn, values: Mapping[str, Number], wanted: Effect
) -> Iterator[Hypothesis]:
    """The figures of a row or column entered in another one, or two of them exchanged."""
    for lines in (rows_of(form), columns_of(form)):
        touched = [line for line in lines if not wanted.keys().isdisjoint(line.cells)]
        if not 2 <= len(touched) <= _MOST_LINES:
            continue
        for one, other in combinations(touched, 2):
            if one.table != other.table or len(one.cells) != len(other.cells):
                continue
            if values.keys().isdisjoint(one.cells) and values.keys().isdisjoint(other.cells):
                continue
            pairs = list(zip(one.cells, other.cells, strict=True))
            for name, change in _ways(report, one, other):
                new = change(values, pairs)
                effect = _effect(values, new, (*one.cells, *other.cells))
                if effect:
                    yield Hypothesis("moved", "", name, effect, 3 + 2 * log2(len(lines)))


_Change = Callable[[Mapping[str, Number], list[tuple[str, str]]], dict[str, Number]]


def _ways(report: AgencyReturn, one: Scope, other: Scope) -> Iterator[tuple[str, _Change]]:
    first, second = one.name, other.name

    def onto(values: Mapping[str, Number], pairs: list[tuple[str, str]]) -> dict[str, Number]:
        return {b: values.get(a, 0) + values.get(b, 0) for a, b in pairs}

    def back(values: Mapping[str, Number], pairs: list[tuple[str, str]]) -> dict[str, Number]:
        return {a: values.get(a, 0) + values.get(b, 0) for a, b in pairs}

    def swapped(values: Mapping[str, Number], pairs: list[tuple[str, str]]) -> dict[str, Number]:
        return {a: values.get(b, 0) for a, b in pairs} | {b: values.get(a, 0) for a, b in pairs}

    yield f"{report.name}的{first}记到了{second.removeprefix(one.label)}", onto
    yield f"{report.name}的{second}记到了{first.removeprefix(one.label)}", back
    yield f"{report.name}的{first}与{second.removeprefix(one.label)}对调", swapped


def _shifted(
    form: Form, report: AgencyReturn, values: Mapping[str, Number], wanted: Effect
) -> Iterator[Hypothesis]:
    """Figures entered one column to the side in a row, or one row up or down from some row on."""
    for row in rows_of(form):
        if wanted.keys().isdisjoint(row.cells) or not any(c in values for c in row.cells):
            continue
        inner = tuple(cell for cell in row.cells if not cell.endswith(".total"))
        if len(inner) < 2:
            continue
        for step, said in ((1, "右"), (-1, "左")):
            new = dict(zip(inner, _stepped([values.get(c, 0) for c in inner], step), strict=True))
            message = f"{report.name}的{row.name}各列向{said}错了一格"
            yield Hypothesis("shifted", "", message, _effect(values, new, inner), 8.0)
    block = [row for row in block_rows(form) if not wanted.keys().isdisjoint(row.cells)]
    if len(block) < 2:
        return
    every = block_rows(form)
    if all(values.keys().isdisjoint(row.cells) for row in block):
        return
    lines = every[every.index(block[0]) : every.index(block[-1]) + 1]
    for step, said in ((1, "下"), (-1, "上")):
        new = {}
        for cells in zip(*(row.cells for row in lines), strict=True):
            stepped = _stepped([values.get(c, 0) for c in cells], step)
            new.update(zip(cells, stepped, strict=True))
        message = f"{report.name}自{lines[0].name}至{lines[-1].name.removeprefix(lines[0].label)}各行向{said}错了一行"
        yield Hypothesis("shifted", "", message, _effect(values, new, new), 9.0)


def _stepped(figures: Sequence[Number], step: int) -> list[Number]:
    """The figures one place on (1) or back (-1); what falls off the end is lost."""
    return [0, *figures[:-1]] if step == 1 else [*figures[1:], 0]

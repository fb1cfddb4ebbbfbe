"""Which agency's slip would explain the differences: ranked by how much each leaves unexplained.

An explanation is a slip, or a few of them together. It is as good as it is short: the bits to name
the slips and those to name the differences that are left. Where many agencies would do as well, or
none, that is said.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from review.model import Number
from review.report.forms import load_form
from review.totals.comparison import Comparison
from review.totals.hypotheses import Effect, Evidence, Hypothesis, hypotheses
from review.totals.returns import balance_of
from review.totals.selection import Selection
from review.totals.summing import minus

LISTED = 3
_TIES = 3
_NEAR = 1.0  # bits within which explanations are equally good
_TOGETHER = 3
_TRIED = 5
_LARGEST = 8.0  # bits by which an explanation may be worse than the best and still be listed


@dataclass(frozen=True, slots=True)
class Explanation:
    """Slips which together would explain differences; `left` are the cells that they do not.

    `bits`: its cost with what is left; the lower the better.
    """

    slips: tuple[Hypothesis, ...]
    left: tuple[str, ...]
    bits: float

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that it names; none for a slip in the government's own table."""
        return tuple(slip.agency for slip in self.slips if slip.agency)

    @property
    def message(self) -> str:
        """In words, with what it leaves open."""
        said = "；".join(slip.message for slip in self.slips)
        return f"{said}；另有{len(self.left)}格仍不相符" if self.left else said


@dataclass(frozen=True, slots=True)
class Explained:
    """The best explanations, and a sentence on how far they can be trusted."""

    explanations: tuple[Explanation, ...] = ()
    verdict: str = ""


def explain(selection: Selection, comparison: Comparison) -> Explained:
    """Explain the differences of a comparison."""
    wanted = {d.cell: d.by for d in comparison.differences}
    if not wanted:
        return Explained()
    form = load_form(selection.form)
    compared = frozenset(k for k in comparison.government.values)
    evidence = Evidence(form, compared, selection.counted, selection.earlier)
    extra = [
        *_own_slips(selection, comparison),
        *_absent(selection, comparison),
        *_in_gaps(selection, wanted),
    ]
    found = _together(evidence, wanted, extra)
    return _judged(found, len(wanted))


def _together(evidence: Evidence, wanted: Effect, extra: Sequence[Hypothesis]) -> list[Explanation]:
    """Explanations of one slip, and of a few where one alone leaves differences, best first."""
    pool = [*hypotheses(evidence, wanted), *extra]
    done = _ranked(Explanation((h,), *_rest(wanted, h)) for h in pool)
    edge = [e for e in done if e.left and e.bits < _weight(wanted)][:_TRIED]
    for _ in range(1, _TOGETHER):
        grown: list[Explanation] = []
        for start in edge:
            left = dict(wanted)
            for slip in start.slips:
                left = _without(left, slip.effect)
            so_far = sum(slip.bits for slip in start.slips)
            for slip in (*hypotheses(evidence, left), *extra):
                if slip in start.slips:
                    continue
                cells, bits = _rest(left, slip)
                if so_far + bits < start.bits:
                    grown.append(Explanation((*start.slips, slip), cells, so_far + bits))
        if not grown:
            break
        grown = _ranked(grown)
        edge = [e for e in grown if e.left][:_TRIED]
        done = _ranked([*done, *grown[: 4 * _TRIED]])
    return done


def _without(wanted: Effect, effect: Effect) -> dict[str, Number]:
    left = dict(wanted)
    for cell, amount in effect.items():
        rest = minus(left.get(cell, 0), amount)
        if rest:
            left[cell] = rest
        else:
            left.pop(cell, None)
    return left


def _rest(wanted: Effect, slip: Hypothesis) -> tuple[tuple[str, ...], float]:
    left = _without(wanted, slip.effect)
    return tuple(left), slip.bits + _weight(left)


def _weight(differences: Mapping[str, Number]) -> float:
    """The bits to write differences down one by one: where, which way, how much."""
    return sum(9.0 + 2 * int(max(amount, -amount)).bit_length() for amount in differences.values())


def _ranked(explanations: Iterable[Explanation]) -> list[Explanation]:
    """Best first; of several ways to say the same of the same agencies the shortest."""
    best: dict[object, Explanation] = {}
    for one in explanations:
        key = (frozenset(s.agency for s in one.slips), frozenset(one.left), _sum_of(one))
        if key not in best or one.bits < best[key].bits:
            best[key] = one
    return sorted(best.values(), key=lambda e: (e.bits, e.message))


def _sum_of(explanation: Explanation) -> frozenset[tuple[str, Number]]:
    total: dict[str, Number] = {}
    for slip in explanation.slips:
        total = _without(total, slip.effect)
    return frozenset(total.items())


def _judged(found: Sequence[Explanation], cells: int) -> Explained:
    whole = [e for e in found if not e.left]
    if not whole:
        helpful = [e for e in found if len(e.left) < cells and e.bits < found[0].bits + _LARGEST]
        if not helpful or len(helpful[0].left) > cells / 2:
            return Explained((), "没有哪一个单位的改动能解释这些差额，请逐项核对。")
        return Explained(
            tuple(helpful[:LISTED]),
            "没有哪一个单位的改动能解释全部差额；以下能解释其中一部分。",
        )
    near = [e for e in whole if e.bits <= whole[0].bits + _NEAR]
    names = list(dict.fromkeys(name for e in near for name in e.agencies))
    if len(near) > _TIES and len(names) > _TIES:
        some = "、".join(names[:LISTED])
        return Explained(
            tuple(near[:LISTED]),
            f"有{len(names)}个单位的数字都能解释这一差额（如{some}），不能断定是哪一个。",
        )
    likely = [e for e in whole if e.bits <= whole[0].bits + _LARGEST]
    listed = likely[:LISTED]
    more = f"（另有{len(likely) - LISTED}种可能性较小的没有列出）" if len(likely) > LISTED else ""
    if len(whole[0].slips) > 1:
        verdict = f"没有哪一个单位能单独解释全部差额；几处合起来可以{more}："
    elif len(listed) == 1:
        verdict = "有一种改动能解释全部差额："
    elif len(near) > 1:
        verdict = (
            f"前{min(len(near), len(listed))}种改动同样能解释全部差额，不能断定是哪一种{more}："
        )
    else:
        verdict = f"下列改动各自能解释全部差额，可能性大的在前{more}："
    return Explained(tuple(listed), verdict)


def _own_slips(selection: Selection, comparison: Comparison) -> Iterator[Hypothesis]:
    """Cells in which the government's own table does not add up, where the sum would put it right."""
    form = load_form(selection.form)
    apart = {d.cell: d for d in comparison.differences}
    government = comparison.government
    repairs: dict[str, int] = {}
    for fault in government.imbalances:
        repairs.update(fault.repair)
    for cell, new in repairs.items():
        if cell in apart and apart[cell].ours == new:
            d = apart[cell]
            message = (
                f"总表{form.describe(cell)}自身不平：由{d.theirs}改为{d.ours}即平，"
                "且与各单位之和一致，可能是总表填错"
            )
            yield Hypothesis("own", "", message, {cell: d.by}, 3.0)
    # cells of which the agencies' sums balance and the government's do not, whatever the repair
    if government.imbalances and not repairs and len(apart) <= _TIES:
        mended = {**government.values, **{cell: d.ours for cell, d in apart.items()}}
        if all(balance_of(form, table, mended).balanced for table in ("requests", "proceedings")):
            cells = "、".join(form.describe(cell) for cell in apart)
            yield Hypothesis(
                "own",
                "",
                f"总表自身不平，把{cells}改为各单位之和即平，可能是总表填错",
                {cell: d.by for cell, d in apart.items()},
                6.0,
            )


def _in_gaps(selection: Selection, wanted: Effect) -> Iterator[Hypothesis]:
    """An agency of which these cells are blank or unread may stand in the government's tables."""
    one_agency = log2(max(2, len(selection.counted)))
    for report in selection.counted:
        cells = {cell: wanted[cell] for cell in report.gaps if wanted.get(cell, 0) > 0}
        if cells:
            count = f"{len(cells)}格" if len(cells) > 1 else "这一格"
            message = f"{report.name}的{count}空白或未读，总表可能计入了它的数"
            yield Hypothesis("gap", report.name, message, cells, 4 + one_agency + 2 * len(cells))


def _absent(selection: Selection, comparison: Comparison) -> Iterator[Hypothesis]:
    """A body that did not report, or could not be read, may stand in the government's tables."""
    above = {d.cell: d.by for d in comparison.differences}
    if any(amount < 0 for amount in above.values()):
        return
    form = load_form(selection.form)
    if not all(
        balance_of(form, t, {k: above.get(k, 0) for k in form.tables[t].cell_keys()}).balanced
        for t in ("requests", "proceedings")
    ):
        return
    names = [a.name for a in selection.missing]
    unread = [left.report.name for left in selection.left_out if left.report.error]
    for kind, absent, said in (("missing", names, "未报送"), ("unread", unread, "未能读取")):
        bits = 4 + log2(1 + len(absent)) + 5 * (len(absent) > 1)
        if len(absent) == 1:
            name = absent[0]
            message = f"{name}{said}，总表可能计入了它的数（差额都是总表多出，并且自身平衡）"
            yield Hypothesis(kind, name, message, above, bits)
        if len(absent) > 1:
            some = "、".join(absent[:LISTED]) + ("等" if len(absent) > LISTED else "")
            message = f"有{len(absent)}个单位{said}（{some}），总表可能计入了其中的数（差额都是总表多出，并且自身平衡）"
            yield Hypothesis(kind, "", message, above, bits)

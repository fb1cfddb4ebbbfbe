"""What is wrong with a table: nothing, or the fewest changes that would make it right."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from review.balance.filling import Flow, fillable, smallest_repairs
from review.balance.identities import Identity
from review.balance.network import Network, network_of
from review.balance.search import Correction, Found, smallest_corrections

LISTED = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One cell, what stands in it and what would repair the table (0 or more)."""

    cell: str
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Cause:
    """One fault, independent of the others.

    `cells`: a smallest repair, in the order of the form; empty where there is no small one.
    `broken`: the identities that fail by it (those that fail as they stand; where none does so
    alone, those that cannot hold together, whatever the unknown cells hold).
    `alternatives`: how many other repairs of the same size are known; `others` lists a few.
    `unique`: there is surely no other. Even then it is the smallest repair, not the truth: three
    wrong corners of a rectangle look like one wrong fourth.
    """

    cells: tuple[Change, ...]
    broken: tuple[Identity, ...]
    alternatives: int = 0
    others: tuple[tuple[Change, ...], ...] = ()
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Whether a table can be right, and if not, why not.

    `blanks_as_zero`: there are blanks, and with 0 in each of them all identities hold (or can).
    `unknown`: cells whose value is not known, so that `balanced` only means that some values of 0
    or more for them satisfy every identity. `broken`: all identities that fail.
    """

    causes: tuple[Cause, ...] = ()
    broken: tuple[Identity, ...] = ()
    unknown: tuple[str, ...] = ()
    blanks_as_zero: bool = False

    @property
    def balanced(self) -> bool:
        """Nothing contradicts."""
        return not self.causes


_BALANCED = Diagnosis()


def diagnose(
    values: Mapping[str, int | None],
    identities: tuple[Identity, ...],
    structural_zeros: Collection[str] = (),
) -> Diagnosis:
    """Check all identities and find for each independent fault the fewest changes that repair it.

    `values`: every cell that was read; None for a blank or what is no number. Cells of the
    identities that are missing here are unknown, unless `structural_zeros` names them (rows that
    were merged into another): then they are 0 and stay 0. Keys of no identity are ignored.
    Never reports what some filling of the unknown cells would explain. Bounded in time, whatever
    the numbers: where the search gives up, a cause lists the broken identities and no cells.
    """
    network = network_of(identities)
    read = [values.get(cell) for cell in network.cells]
    numbers = [value or 0 for value in read]
    fixed: frozenset[int] = frozenset()
    if None in read:
        named = {network.index[cell] for cell in structural_zeros if cell in network.index}
        fixed = frozenset(number for number in named if read[number] is None)
        unread = [n for n, value in enumerate(read) if value is None and n not in fixed]
        missing = [number for number in unread if network.cells[number] not in values]
        if len(missing) < len(unread) and _can_hold(network, numbers, missing):
            return Diagnosis(unknown=_names(network, missing), blanks_as_zero=True)
        if unread:
            return _with_unknown(network, numbers, unread, fixed)
    off = network.off(numbers)
    if not off:
        return _BALANCED
    causes: list[Cause] = []
    for surplus in _parts(network, network.surplus(numbers)):
        found = smallest_corrections(network, numbers, surplus, fixed)
        part = {network.part[node] for node in surplus}
        failing = [n for n in off if network.part[_anchor(network, n)] in part]
        causes += _causes(network, numbers, found, failing, ())
    return Diagnosis(tuple(causes), _equations(network, off))


def _can_hold(network: Network, numbers: Sequence[int], unknown: Sequence[int]) -> bool:
    if not unknown:
        return not network.off(numbers)
    return fillable(Flow(network, network.surplus(numbers), dict.fromkeys(unknown, 0)))


def _with_unknown(
    network: Network,
    numbers: Sequence[int],
    unknown: Sequence[int],
    fixed: frozenset[int],
) -> Diagnosis:
    """Diagnose where some cells may hold any number of 0 or more; `numbers` has 0 for them."""
    names = _names(network, unknown)
    causes: list[Cause] = []
    broken: set[int] = set()
    alone = _fail_alone(network, numbers, frozenset(unknown))
    for surplus in _parts(network, network.surplus(numbers)):
        part = network.part[next(iter(surplus))]
        here = [u for u in unknown if network.part[network.plus[u]] == part]
        failing = [n for n in alone if network.part[_anchor(network, n)] == part]
        if not here:
            found = smallest_corrections(network, numbers, surplus, fixed)
        else:
            flow = Flow(network, surplus, dict.fromkeys(here, 0))
            if fillable(flow):
                continue
            failing = failing or _cut(network, flow)
            found = smallest_repairs(flow, numbers, fixed)
        broken.update(failing)
        causes += _causes(network, numbers, found, failing, here)
    return Diagnosis(tuple(causes), _equations(network, sorted(broken)), names)


def _fail_alone(network: Network, numbers: Sequence[int], unknown: frozenset[int]) -> list[int]:
    """Identities that hold for no filling of their own unknown cells."""
    failing = []
    for number in network.off(numbers):
        left, right = network.sides[number]
        off = sum([numbers[i] for i in left]) - sum([numbers[i] for i in right])
        # more on the left can be made good only by an unknown cell on the right
        if unknown.isdisjoint(right if off > 0 else left):
            failing.append(number)
    return failing


def _cut(network: Network, flow: Flow) -> list[int]:
    """Identities that cannot hold together: the smallest set of nodes where the flow is stuck."""
    sets = [flow.reach(node, forward=off > 0) for node, off in flow.surplus.items()]
    nodes = min(sets, key=len)
    return sorted(node for node in nodes if node < len(network.identities))


def _parts(network: Network, surplus: dict[int, int]) -> Iterable[dict[int, int]]:
    """The surplus of each part of the network that is off; parts share no cell."""
    parts: dict[int, dict[int, int]] = {}
    for node, off in surplus.items():
        parts.setdefault(network.part[node], {})[node] = off
    return parts.values()


def _anchor(network: Network, number: int) -> int:
    """A node in the part to which this identity belongs (a redundant one is no node itself)."""
    return network.plus[network.sides[number][0][0]]


def _causes(
    network: Network,
    numbers: Sequence[int],
    found: Found,
    failing: Sequence[int],
    unknown: Sequence[int],
) -> list[Cause]:
    """Divide the smallest repairs of one part into independent causes.

    Identities that one repair joins belong together, and those that an unknown cell joins. Over
    what then falls apart every smallest repair falls apart too, so each choice can be made alone.
    Where the search gave up early, repairs that it did not see may join more: nothing is unique.
    """
    if not found.corrections:
        return [Cause((), _equations(network, failing))]
    group = list(range(len(network.identities)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    def join(cells: Iterable[int]) -> None:
        for cell in cells:
            first, *rest = network.touches[cell]
            for number in rest:
                group[root(number)] = root(first)

    join(unknown)
    for correction in found.corrections:
        join(cell for cell, _ in correction)
    options: dict[int, dict[Correction, None]] = {}
    for correction in found.corrections:
        split: dict[int, set[tuple[int, int]]] = {}
        for change in correction:
            split.setdefault(root(network.touches[change[0]][0]), set()).add(change)
        for home, changes in split.items():
            options.setdefault(home, {})[frozenset(changes)] = None

    causes = []
    for home, repairs in options.items():
        best, *others = sorted(repairs, key=lambda repair: _rank(network, repair))
        broken = [n for n in failing if root(n) == home]
        if not broken:  # a second cut beside the one that was found: name what its cells stand in
            broken = sorted({n for cell, _ in best for n in network.touches[cell]})
        causes.append(
            Cause(
                cells=_changes(network, numbers, best),
                broken=_equations(network, broken),
                alternatives=len(others),
                others=tuple(_changes(network, numbers, other) for other in others[:LISTED]),
                unique=found.complete and not others,
            )
        )
    return sorted(causes, key=lambda cause: network.index[cause.cells[0].cell])


def _rank(network: Network, repair: Correction) -> tuple[int, int, list[int]]:
    """What to name first among equals: sums before parts, then what stands in few lines."""
    cells = sorted(cell for cell, _ in repair)
    lines = {number for cell in cells for number in network.touches[cell]}
    return sum(not network.derived[cell] for cell in cells), len(lines), cells


def _changes(network: Network, numbers: Sequence[int], repair: Correction) -> tuple[Change, ...]:
    return tuple(Change(network.cells[cell], numbers[cell], new) for cell, new in sorted(repair))


def _equations(network: Network, found: Sequence[int]) -> tuple[Identity, ...]:
    return tuple(network.identities[number] for number in found)


def _names(network: Network, cells: Sequence[int]) -> tuple[str, ...]:
    return tuple(network.cells[cell] for cell in sorted(cells))

"""The smallest correction of a table whose every cell is known.

A smallest correction, seen as edges of the network, is a forest: around a cycle the changes could
be shifted until one vanishes (unless a count would fall below 0 first, which takes four cells or
more). A forest has a leaf: an identity in which only one cell is wrong, so that the identity
itself tells by how much. The search guesses a leaf and its cell, repairs it, and goes on with one
cell less; every amount is forced, so only places are guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from review.balance.network import Network

Correction = frozenset[tuple[int, int]]
"""Cells by number with their new values."""

MAX_STEPS = 30_000
MAX_FOUND = 1_000
MAX_SIZE = 25


@dataclass(frozen=True, slots=True)
class Found:
    """All corrections of the smallest size; none where no small one exists or the search gave up.

    `complete` is True where there are surely no others.
    """

    corrections: tuple[Correction, ...]
    complete: bool


class _Enough(Exception):
    """The search has used up its steps or has found more than anybody wants to see."""


def smallest_corrections(
    network: Network,
    values: Sequence[int],
    surplus: dict[int, int],
    frozen: frozenset[int],
) -> Found:
    """All smallest sets of cells, with new values of 0 or more, after which all identities hold.

    `surplus`: what the nodes of one part of the network have too much; not empty. `frozen`: cells
    that must stay as they are. Gives up after a fixed number of steps.
    """
    search = _Search(network, values, frozen)
    least = _least_size(network, surplus)
    for size in range(least, MAX_SIZE + 1):
        complete = True
        try:
            search.visit(surplus, size, frozenset())
        except _Enough:
            complete = False
        if search.found:
            # a cycle of four edges or more spans fewer nodes than are off, or there may be one
            acyclic = size < 4 or len(surplus) > 2 * size - 4
            return Found(tuple(search.found), complete and acyclic)
        if not complete:
            break
        search.seen.clear()
    return Found((), False)


def _least_size(network: Network, surplus: dict[int, int]) -> int:
    """How many cells must be wrong at least: a cell touches two nodes, of different families."""
    counts: dict[int, int] = {}
    for node in surplus:
        family = network.family[node]
        counts[family] = counts.get(family, 0) + 1
    return max((len(surplus) + 1) // 2, *counts.values())


class _Search:
    """What the levels of one search share: corrections found, states seen, steps taken."""

    def __init__(self, network: Network, values: Sequence[int], frozen: frozenset[int]) -> None:
        self.network = network
        self.values = values
        self.frozen = frozen
        self.found: dict[Correction, None] = {}
        self.seen: set[Correction] = set()
        self.steps = 0

    def visit(self, surplus: dict[int, int], size: int, made: Correction) -> None:
        """Find all corrections of exactly `size` more cells, `made` being made already."""
        if size == 1:
            self._last(surplus, made)
            return
        net, values = self.network, self.values
        touched = {cell for cell, _ in made}
        for node in self._leaves(surplus, size):
            for cell in net.incident[node]:
                self.steps += 1
                if self.steps > MAX_STEPS:
                    raise _Enough
                if cell in touched or cell in self.frozen:
                    continue
                p, q = net.plus[cell], net.minus[cell]
                delta = -surplus[p] if node == p else surplus[q]
                new = values[cell] + delta
                if new < 0:
                    continue
                rest = surplus.copy()
                del rest[node]
                other = q if node == p else p
                off = rest.get(other, 0) + (delta if other == p else -delta)
                if off:
                    rest[other] = off
                else:
                    rest.pop(other, None)
                if not rest or _least_size(net, rest) > size - 1:
                    continue
                state = made | {(cell, new)}
                if state not in self.seen:
                    self.seen.add(state)
                    self.visit(rest, size - 1, state)

    def _last(self, surplus: dict[int, int], made: Correction) -> None:
        """The last cell must join the two nodes that are still off."""
        if len(surplus) != 2:
            return
        (u, v) = surplus
        if surplus[u] + surplus[v]:
            return
        touched = {cell for cell, _ in made}
        for cell in self.network.between.get((u, v), ()):
            new = self.values[cell] - surplus[self.network.plus[cell]]
            if new >= 0 and cell not in touched and cell not in self.frozen:
                self.found[made | {(cell, new)}] = None
                if len(self.found) >= MAX_FOUND:
                    raise _Enough

    def _leaves(self, surplus: dict[int, int], size: int) -> list[int]:
        """Nodes of which one at least is a leaf of any correction of this size."""
        net = self.network
        counts: dict[int, list[int]] = {}
        for node in surplus:
            counts.setdefault(net.family[node], []).append(node)
        sure = [nodes for nodes in counts.values() if len(nodes) == size]
        if len(surplus) == 2 * size:
            sure.append(list(surplus))
        if sure:
            # as many nodes of a family as cells: each has one cell, each is a leaf, take any
            return [min((len(net.incident[n]), n) for nodes in sure for n in nodes)[1]]
        # every tree has two leaves: the node with most cells can be left out
        return sorted(surplus, key=lambda n: len(net.incident[n]))[:-1]

"""Tables with cells that nobody knows: can they be filled, and if not, what is wrong.

A cell of unknown value is an edge that may carry any flow of 0 or more. A filling exists exactly if
the surplus of all nodes can flow off over such edges (the constraints of a network with whole
numbers have whole solutions if they have any). Where the flow gets stuck there is a cut: nodes that
have more than can leave them. Some known cell across this cut must be wrong; the search frees one
after the other and sees whether the rest flows off.
"""

from collections.abc import Sequence

from review.balance.network import Network
from review.balance.search import Correction, Found

MAX_SIZE = 3
MAX_TRIALS = 700
MAX_FOUND = 200


class Flow:
    """A partial filling: what the free cells hold now, and what the nodes still have too much."""

    def __init__(self, network: Network, surplus: dict[int, int], free: dict[int, int]) -> None:
        self.network = network
        self.surplus = surplus
        self.free = free
        self.at: dict[int, list[int]] = {}
        for cell in free:
            self._link(cell)

    def _link(self, cell: int) -> None:
        self.at.setdefault(self.network.plus[cell], []).append(cell)
        self.at.setdefault(self.network.minus[cell], []).append(cell)

    def freed(self, cell: int, value: int) -> "Flow":
        """A copy in which this known cell may take any value of 0 or more."""
        flow = Flow(self.network, self.surplus.copy(), {**self.free, cell: max(value, 0)})
        if value < 0:
            flow._add(self.network.plus[cell], -value)
            flow._add(self.network.minus[cell], value)
        return flow

    def _add(self, node: int, amount: int) -> None:
        rest = self.surplus.get(node, 0) + amount
        if rest:
            self.surplus[node] = rest
        else:
            self.surplus.pop(node, None)

    def settle(self) -> bool:
        """Let all flow off that can; True if nothing is left, that is if a filling exists."""
        stuck: set[int] = set()
        while True:
            start = next(
                (n for n, off in self.surplus.items() if off > 0 and n not in stuck),
                None,
            )
            if start is None:
                return not self.surplus
            came = self.reach(start, forward=True)
            end = next((n for n in came if self.surplus.get(n, 0) < 0), None)
            if end is None:
                stuck.add(start)
                continue
            path, node = [], end
            while node != start:
                path.append(came[node])
                node = self._across(came[node], node)
            amount = min(self.surplus[start], -self.surplus[end])
            node = end
            for cell in path:
                if self.network.minus[cell] != self._across(cell, node):
                    amount = min(amount, self.free[cell])
                node = self._across(cell, node)
            node = end
            for cell in path:
                before = self._across(cell, node)
                # a cell adds to its plus node what it takes from its minus node
                self.free[cell] += amount if self.network.minus[cell] == before else -amount
                node = before
            self._add(start, -amount)
            self._add(end, amount)

    def _across(self, cell: int, node: int) -> int:
        p = self.network.plus[cell]
        return self.network.minus[cell] if p == node else p

    def reach(self, start: int, *, forward: bool, without: int = -1) -> dict[int, int]:
        """Nodes to which surplus can flow from `start` (or from which to it), with the last cell."""
        plus, minus = self.network.plus, self.network.minus
        came = {start: -1}
        waiting = [start]
        for node in waiting:
            for cell in self.at.get(node, ()):
                # growing moves surplus from minus to plus; shrinking the other way, down to 0
                grows = (minus[cell] == node) == forward
                other = plus[cell] if minus[cell] == node else minus[cell]
                if other in came or cell == without or not (grows or self.free[cell]):
                    continue
                came[other] = cell
                waiting.append(other)
        return came

    def suspects(self, values: Sequence[int], fixed: frozenset[int]) -> list[int]:
        """Known cells of which one must be wrong: those across the cut with the fewest of them."""
        net = self.network
        best: list[int] | None = None
        for node, off in self.surplus.items():
            inside = self.reach(node, forward=off > 0)
            found = []
            for member in inside:
                for cell in net.incident[member]:
                    if self._across(cell, member) in inside or cell in self.free:
                        continue
                    grows = (net.minus[cell] == member) == (off > 0)
                    if cell not in fixed and (grows or values[cell] > 0):
                        found.append(cell)
            if best is None or len(found) < len(best):
                best = found
        return best or []

    def settled_value(self, cell: int) -> bool:
        """Whether this free cell can hold no other value in any filling (after `settle`)."""
        p, q = self.network.plus[cell], self.network.minus[cell]
        more = q in self.reach(p, forward=True, without=cell)
        less = self.free[cell] > 0 and p in self.reach(q, forward=True, without=cell)
        return not (more or less)


def fillable(flow: Flow) -> bool:
    """Whether numbers of 0 or more exist for the free cells so that all identities hold."""
    return flow.settle()


def smallest_repairs(flow: Flow, values: Sequence[int], fixed: frozenset[int]) -> Found:
    """The smallest sets of known cells whose change lets the rest be filled; `flow` got stuck.

    Cells of `fixed` stay. `complete` is False also where a changed cell could hold another value.
    Gives up above three cells and after a fixed number of trials.
    """
    found: dict[frozenset[int], Correction] = {}
    exact = True
    trials = 0
    layer: list[tuple[frozenset[int], Flow]] = [(frozenset(), flow)]
    for _size in range(1, MAX_SIZE + 1):
        following: list[tuple[frozenset[int], Flow]] = []
        seen: set[frozenset[int]] = set()
        for made, before in layer:
            for cell in before.suspects(values, fixed):
                state = made | {cell}
                if state in seen:
                    continue
                seen.add(state)
                trials += 1
                if trials > MAX_TRIALS or len(found) >= MAX_FOUND:
                    return Found(tuple(found.values()) if found else (), False)
                after = before.freed(cell, values[cell])
                if not after.settle():
                    following.append((state, after))
                    continue
                found[state] = frozenset((c, after.free[c]) for c in state)
                exact = exact and all(after.settled_value(c) for c in state)
        if found:
            return Found(tuple(found.values()), exact)
        layer = following
    return Found((), False)

"""The identities as a network: each is a node, each cell an edge between two nodes.

Every cell of the table of requests stands in one row total and one column identity, save those of
the row "concluded", which stand in three. The row total of "concluded" follows from the others, so
it is left out here; then every cell stands in exactly two, and with suitable signs it adds to one
what it takes from the other. That turns both questions into known ones: whether blanks can be
filled is a flow that exists or not, and a smallest correction is a smallest set of edges
that carries every surplus to a shortage.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from review.balance.identities import Identity


@dataclass(frozen=True, slots=True)
class Network:
    """Precomputed integer indices for one set of identities.

    Cells and identities are numbered in the order of the form. Nodes below len(identities) are
    identities (those in `redundant` have no edges); the rest are virtual, one for each group of
    identities whose cells stand in one identity only.
    """

    identities: tuple[Identity, ...]
    cells: tuple[str, ...]
    index: dict[str, int]
    sides: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    """For each identity the cells of its left and its right side."""
    touches: tuple[tuple[int, ...], ...]
    """For each cell the identities that it stands in, redundant ones too."""
    signs: tuple[int, ...]
    """For each node the sign by which its identity (left minus right) counts; 0 if redundant."""
    plus: tuple[int, ...]
    minus: tuple[int, ...]
    """For each cell the node that it adds to and the node that it takes from."""
    incident: tuple[tuple[int, ...], ...]
    """For each node its cells; sums (a total, the concluded row) before what they sum up."""
    between: dict[tuple[int, int], tuple[int, ...]]
    """The cells between two nodes, under both orders of the two."""
    family: tuple[int, ...]
    """For each node the kind of its identity; no cell touches two nodes of one family."""
    part: tuple[int, ...]
    """For each node the connected part of the network that it lies in."""
    derived: tuple[bool, ...]
    """For each cell whether it is the sum of others."""

    def surplus(self, values: Sequence[int]) -> dict[int, int]:
        """Nodes that do not balance, with what they have too much (below 0: too little)."""
        found: dict[int, int] = {}
        beyond: dict[int, int] = {}
        for node, (left, right) in enumerate(self.sides):
            off = sum([values[i] for i in left]) - sum([values[i] for i in right])
            if off and self.signs[node]:
                found[node] = off * self.signs[node]
                part = self.part[node]
                beyond[part] = beyond.get(part, 0) - found[node]
        for node in range(len(self.sides), len(self.part)):
            if rest := beyond.get(self.part[node], 0):
                found[node] = rest
        return found

    def off(self, values: Sequence[int]) -> list[int]:
        """Identities that do not hold, by number."""
        return [
            number
            for number, (left, right) in enumerate(self.sides)
            if sum([values[i] for i in left]) != sum([values[i] for i in right])
        ]


_known: dict[int, Network] = {}


def network_of(identities: tuple[Identity, ...]) -> Network:
    """The network of these identities; the same tuple is worked out once."""
    # by identity, not by equality: hashing hundreds of keys would cost more than the check itself;
    # the network keeps its tuple alive, so the id stays taken
    known = _known.get(id(identities))
    if known is not None and known.identities is identities:
        return known
    if len(_known) >= 32:
        _known.clear()
    return _known.setdefault(id(identities), build(identities))


def build(identities: tuple[Identity, ...]) -> Network:
    """Work the network out. ValueError where the identities are none (no form has such)."""
    cells = tuple(dict.fromkeys(cell for identity in identities for cell in identity.cells))
    index = {cell: number for number, cell in enumerate(cells)}
    sides = tuple(
        (
            tuple(index[c] for c in identity.left),
            tuple(index[c] for c in identity.right),
        )
        for identity in identities
    )
    touches: list[list[int]] = [[] for _ in cells]
    coefficient: dict[tuple[int, int], int] = {}
    for number, (left, right) in enumerate(sides):
        for cell in left + right:
            touches[cell].append(number)
            coefficient[number, cell] = 1 if cell in left else -1

    redundant = {
        number
        for number, (left, right) in enumerate(sides)
        if all(len(touches[cell]) > 2 for cell in left + right)
    }
    kept = [[node for node in its if node not in redundant] for its in touches]
    if any(not 1 <= len(its) <= 2 for its in kept):
        raise ValueError("a cell stands in more identities than a network can carry")

    signs, part = _signs(len(identities), kept, coefficient, redundant)
    # a cell of one identity only joins it to a virtual node, which takes what the part lacks
    virtual: dict[int, int] = {}
    plus, minus = [], []
    for cell, its in enumerate(kept):
        if len(its) == 1:
            group = part[its[0]]
            node = virtual.setdefault(group, len(identities) + len(virtual))
            ends = (its[0], node)
        else:
            ends = (its[0], its[1])
        adds = coefficient[ends[0], cell] * signs[ends[0]] > 0
        plus.append(ends[0] if adds else ends[1])
        minus.append(ends[1] if adds else ends[0])
    part += list(virtual)

    derived = [False] * len(cells)
    for identity, (_, right) in zip(identities, sides, strict=True):
        if len(right) == 1 and identity.kind != "flow":
            derived[right[0]] = True
    incident: list[list[int]] = [[] for _ in part]
    between: dict[tuple[int, int], list[int]] = {}
    for cell in sorted(range(len(cells)), key=lambda c: not derived[c]):
        p, q = plus[cell], minus[cell]
        incident[p].append(cell)
        incident[q].append(cell)
        between.setdefault((p, q), []).append(cell)
        between.setdefault((q, p), []).append(cell)
    kinds = [identity.kind for identity in identities] + ["virtual"] * len(virtual)
    numbers = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
    return Network(
        identities=identities,
        cells=cells,
        index=index,
        sides=sides,
        touches=tuple(map(tuple, touches)),
        signs=tuple(signs),
        plus=tuple(plus),
        minus=tuple(minus),
        incident=tuple(map(tuple, incident)),
        between={ends: tuple(its) for ends, its in between.items()},
        family=tuple(numbers[kind] for kind in kinds),
        part=tuple(part),
        derived=tuple(derived),
    )


def _signs(
    count: int,
    kept: list[list[int]],
    coefficient: dict[tuple[int, int], int],
    redundant: set[int],
) -> tuple[list[int], list[int]]:
    """A sign for each node so that every cell of two counts +1 in one and -1 in the other."""
    ties: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for cell, its in enumerate(kept):
        if len(its) == 2:
            i, j = its
            flip = -coefficient[i, cell] * coefficient[j, cell]
            ties[i].append((j, flip))
            ties[j].append((i, flip))
    signs, part = [0] * count, [-1] * count
    for start in range(count):
        if signs[start] or start in redundant:
            continue
        signs[start], part[start] = 1, start
        waiting = [start]
        while waiting:
            node = waiting.pop()
            for other, flip in ties[node]:
                if not signs[other]:
                    signs[other], part[other] = signs[node] * flip, start
                    waiting.append(other)
                elif signs[other] != signs[node] * flip:
                    raise ValueError("the identities are not those of a network")
    return signs, part

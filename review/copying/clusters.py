"""Agencies that write from one text: reports linked by shared passages, and the likely first of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from review.copying.passages import Shared
from review.copying.texts import OwnText


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reports (numbers in the batch) linked by shared passages; `source` is the one published first, if known."""

    members: tuple[int, ...]
    source: int | None


def clusters_of(pairs: Iterable[Shared], fetch: Callable[[int], OwnText]) -> list[Cluster]:
    """The clusters of a batch, the largest first."""
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        parent.setdefault(number, number)
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for pair in pairs:
        one, other = sorted((root(pair.one), root(pair.other)))
        parent[other] = one
    members: dict[int, list[int]] = defaultdict(list)
    for number in sorted(parent):
        members[root(number)].append(number)
    found = [Cluster(tuple(group), _first(group, fetch)) for group in members.values()]
    return sorted(found, key=lambda cluster: (-len(cluster.members), cluster.members))


def _first(members: list[int], fetch: Callable[[int], OwnText]) -> int | None:
    """The report that was there first; None where a date is not known or two are equal."""
    dated = []
    for number in members:
        text = fetch(number)
        if text.year is None:
            return None
        dated.append((text.year, text.published, number))
    dated.sort()
    year, published, number = dated[0]
    rivals = [
        d for d in dated[1:] if d[0] == year and (not d[1] or not published or d[1] == published)
    ]
    return None if rivals else number

"""The names of another agency in a passage shared with it: leftovers beyond doubt, known to the gazetteer or not.

A region's name counts only where it cannot lie above the own one: 云岭市 may be above 清和县, 临河县 cannot.
"""

import re
from collections.abc import Iterator, Sequence

from review.gazetteer import gazetteer
from review.leftovers import Own
from review.model import Agency
from review.zh.folding import fold

_RANKS = ("省", "市州盟", "县区旗", "镇乡道")
_GOVERNMENT = re.compile(r"人民政府(?:办公[室厅])?$")
_SENT = re.compile(
    r"(?:转发|印发|学习|借鉴|赴|与|和|同|会同|联合|对口|根据|按照|落实)[^,。;]{0,4}$"
)


def names_of_another(own: Own, theirs: Sequence[str]) -> tuple[str, ...]:
    """Names of another body and its region that cannot be the own body's, its region's or one above."""
    mine = [fold(name) for name in (own.agency.name, *own.agency.names, *own.words)]
    found: dict[str, None] = {}
    for name in map(fold, theirs):
        words = Own(Agency(name, "unknown", True)).words
        for candidate in (name, _GOVERNMENT.sub("", name), *words[-1:]):
            if len(candidate) > 2 and not _ours(own, mine, candidate, words):
                found[candidate] = None
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def places_of(names: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where folded text has one of the names, not as a partner or as the author of a document."""
    told = 0
    if not names:
        return
    for match in re.finditer("|".join(map(re.escape, names)), text):
        if match.start() >= told and not _SENT.search(
            text[max(0, match.start() - 8) : match.start()]
        ):
            told = match.end()
            yield match.span()


def _ours(own: Own, mine: Sequence[str], candidate: str, words: Sequence[str]) -> bool:
    if any(candidate in name or name.endswith(candidate) for name in mine):
        return True
    if not words:
        return True  # a body without a region: 国家税务总局
    if words[-1] in own.words:
        return True  # a neighbour in the same region may well be named
    known = list(gazetteer().find(candidate))
    if known and own.paths:
        return any(own.has(place) for place in known)
    # of a region that nobody knows: it may lie above the own one
    return _rank(words[-1]) < _rank(own.region)


def _rank(region: str) -> int:
    last = region[-1:]
    return next((rank for rank, letters in enumerate(_RANKS) if last and last in letters), 9)

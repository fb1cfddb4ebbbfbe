"""The names of another agency in a passage shared with it: leftovers, known to the gazetteer or not.

Beyond doubt is a name that cannot lie above the own body: 临河县 is not above 清和县, and another city's 教育局
is not above a county's 水务局; 云岭市 may be above 清和县, so it is to be looked at.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from review.gazetteer import gazetteer
from review.leftovers import Own
from review.leftovers.wording import LEADING_OFFICE
from review.model import Agency
from review.zh.folding import fold

_RANKS = ("省", "市州盟", "县区旗", "镇乡道")
_GOVERNMENT = re.compile(r"人民政府(?:办公[室厅])?$")
_OFFICE = re.compile(r"(?:人民政府(?:办公[室厅])?|办事处)$")
_LOCAL = re.compile(r"(?:镇|乡|街道)(?:人民政府|办事处)?$")
_SENT = re.compile(
    r"(?:转发|印发|学习|借鉴|赴|与|和|同|会同|联合|对口|根据|按照|落实)[^,。;]{0,4}$"
)
_LEAST = 3


def names_of_another(own: Own, theirs: Sequence[str]) -> dict[str, bool]:
    """Names of another body and its region that are not the own one's; whether each is foreign beyond doubt."""
    mine = [fold(name) for name in (own.agency.name, *own.agency.names, *own.words)]
    found: dict[str, bool] = {}
    for name in map(fold, theirs):
        other = Own(Agency(name, "unknown", True))
        region = other.words[-1] if other.words else ""
        if region and region in own.words:
            continue  # a neighbour in the same region may well be named
        for candidate in (name, _OFFICE.sub("", name), region):
            if len(candidate) < _LEAST or any(candidate in each for each in mine):
                continue
            known = list(gazetteer().find(candidate))
            if known and own.paths:
                if not any(own.has(place) for place in known):
                    found[candidate] = True
            elif region or _LOCAL.search(name):
                found[candidate] = _rank(name, region) >= _rank(own.agency.name, own.region) or (
                    candidate == name and _another_office(own, other)
                )
    return found


def places_of(names: Mapping[str, bool], text: str) -> Iterator[tuple[int, int]]:
    """Where folded text has one of the names, not as a partner or as the author of a document."""
    told = 0
    if not names:
        return
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    for match in re.finditer("|".join(map(re.escape, longest_first)), text):
        if match.start() < told or _SENT.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        told = match.end()
        yield match.span()


def _another_office(own: Own, other: Own) -> bool:
    """Whether the other is a department of another matter: no line of command leads from it."""
    if _GOVERNMENT.search(other.agency.name) or not other.office:
        return False
    if LEADING_OFFICE.search(other.office):
        return False  # it sees to everybody's disclosure
    return bool(own.office) and other.office[:2] != own.office[:2]


def _rank(name: str, region: str) -> int:
    if _LOCAL.search(name):
        return 3
    last = region[-1:]
    return next((rank for rank, letters in enumerate(_RANKS) if last and last in letters), 1)

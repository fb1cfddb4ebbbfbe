"""Names of other places and bodies that copying has left in a report: where they stand, and how surely.

A place is foreign where it is neither the body's own region, nor may be above it or in it; names that no gazetteer
has are told by their shape. It is a leftover beyond doubt where it stands as the one that reports
(某县商务局认真贯彻……, 在某市委的领导下, 通过某市政府网站), and doubtful where its people, offices or papers
stand for the own ones; beside words of partnership, travel or courts, in titles and in lists of places it is none.
"""

from collections.abc import Iterator, Mapping

from review.leftovers import wording
from review.leftovers.bodies import other_offices, other_reports, same_office
from review.leftovers.own import Own
from review.leftovers.places import MOST, Leftover, foreign_places, mentions
from review.model import SectionKey
from review.wording.passages import Passage

__all__ = ["MOST", "Leftover", "Own", "left_over", "of_partners", "told_apart"]


def left_over(
    own: Own, passages: Mapping[SectionKey, Passage]
) -> Iterator[tuple[SectionKey, int, int, bool]]:
    """Foreign names by section, in order; of two at one place the first rule's."""
    met = mentions(own, passages)
    for key, passage in passages.items():
        bodies = (
            *same_office(own, passage),
            *other_offices(own, passage),
            *other_reports(own, key, passage),
        )
        found = [
            *foreign_places(own, passage, [m for m in met if m.key == key]),
            *(body for body in bodies if not passage.in_title(*body[:2])),
        ]
        told = 0
        for start, end, certain in sorted(found, key=lambda left: (left[0], not left[2])):
            if start >= told:
                yield key, start, end, certain
                told = end


def of_partners(passage: Passage, start: int, end: int) -> bool:
    """Whether words of partnership, visits or courts stand in the sentence: another place is rightly named there."""
    return bool(wording.OTHERS.search(passage.sentence(start, end)))


def told_apart(passage: Passage, start: int, end: int) -> bool:
    """Whether the words around tell a place from the own one: 我县 in the sentence, a list of places, 从, 收到."""
    before = passage.before(start, 24)
    return bool(
        wording.US.search(passage.sentence(start, end))
        or wording.TOWARDS.search(before)
        or wording.LISTED_BEFORE.search(before)
        or wording.LISTED_AFTER.match(passage.text, end)
    )

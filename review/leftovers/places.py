"""Foreign places in a report, by where they stand: as the one that reports, or as the one whose work is told."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from review.gazetteer import gazetteer
from review.leftovers import wording as w
from review.leftovers.own import TOWN, Named, Own, Relation
from review.leftovers.shapes import is_zone, shaped_names
from review.model import GOVERNMENT_KINDS, SectionKey
from review.wording.passages import Passage

MOST = 200
Leftover = tuple[int, int, bool]
"""[start, end) in the folded text, and whether it is beyond doubt."""

_GOVERNMENTS = GOVERNMENT_KINDS | {"office"}
_INDENT = 40
_NEAR = 60
_CLAUSE = re.compile("[,;。:]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a section, and what it is to the own one; `doubtful`: the name might be one above the own, or the own with a slip."""

    key: SectionKey
    place: Named
    relation: Relation
    doubtful: bool = False


def mentions(own: Own, passages: Mapping[SectionKey, Passage]) -> list[Mention]:
    """All places that may be foreign. No report names so many that a list of hundreds would be looked at whole."""
    met = (
        Mention(key, place, relation, own.may_be_below(place) or own.nearly(place))
        for key, passage in passages.items()
        for place in named(passage.text)
        if (relation := own.relation(place)) != "own"
        and not (relation == "inside" and place.rank == TOWN)
        and not _stands_before_own(own, passage.text, place)
    )
    return _told_apart(list(islice(met, MOST)))


def named(text: str) -> Iterator[Named]:
    """The places of a text, in order: those of the gazetteer, and what has the shape of a name."""
    known = [Named(p.start, p.end, text[p.start : p.end], p.paths) for p in gazetteer().find(text)]
    taken = {at for place in known for at in range(place.start, place.end)}
    shaped = (Named(a, b, text[a:b]) for a, b in shaped_names(text) if b - 1 not in taken)
    yield from sorted([*known, *shaped], key=lambda place: place.start)


def _stands_before_own(own: Own, text: str, place: Named) -> bool:
    """Whether a name is part of the own region's, or stands before it as one above it."""
    for word in own.places:
        if text.startswith(word, place.end):
            # 临溪县分水镇 is not 桐庐县分水镇
            return not own.paths or bool(place.paths)
        left = max(0, place.start - len(word) + 1)
        at = text.find(word, left, place.end + len(word))
        if 0 <= at < place.end:
            return True
    return False


def _told_apart(found: list[Mention]) -> list[Mention]:
    """One place of a rank stands above the own one: where the preface names it, the others are foreign."""
    above = [m for m in found if m.relation == "above"]
    if len({m.place.words for m in above}) < 2:
        return found
    counted = Counter(m.place.words for m in above)
    real: dict[int, str] = {}
    for mention in above:
        words, rank = mention.place.words, mention.place.rank
        others = max(
            (n for o, n in counted.items() if o != words and o[-1] == words[-1]), default=0
        )
        if mention.key in ("front", "end") or counted[words] > others + 1:
            real.setdefault(rank, words)
    return [
        Mention(m.key, m.place, "foreign", True)
        if m.relation == "above" and real.get(m.place.rank, m.place.words) != m.place.words
        else m
        for m in found
    ]


def foreign_places(own: Own, passage: Passage, here: Sequence[Mention]) -> Iterator[Leftover]:
    """The leftovers among the mentions of one section."""
    text = passage.text
    names = {m.place.words for m in here if m.relation == "foreign"}
    ruling = {m.place.words for m in here if w.RULING.match(text, m.place.end)}
    for mention in islice(here, MOST):
        place = mention.place
        look = _Look(own, passage, mention)
        if mention.relation != "foreign":
            if look.stands_for_own(place.words in ruling) and not look.excused:
                yield place.start, place.end, False
            continue
        if passage.in_title(place.start, place.end):
            if not mention.doubtful and look.issued():
                yield place.start, place.end, False
            continue
        end, certain = look.reporting()
        if end:
            yield place.start, end, certain and look.sure
        elif sum(name in look.sentence for name in names) == 1 and look.spoken_of():
            yield place.start, place.end, False


class _Look:
    """What stands around a foreign name."""

    def __init__(self, own: Own, passage: Passage, mention: Mention) -> None:
        self.own, self.passage, self.mention = own, passage, mention
        self.place = mention.place
        self.start, self.end = self.place.start, self.place.end
        self.text = passage.text
        self.sentence = passage.sentence(self.start, self.end)
        self.before = passage.before(self.start, 24)
        for word in own.places:
            # 云岭市西屏区 in the report of 云岭市东屏区
            self.before = self.before.removesuffix(word)

    @property
    def excused(self) -> bool:
        """Whether the words around tell that another place is meant."""
        return bool(
            w.OTHERS.search(self.sentence)
            or w.NEAR_BY.search(self._clause)
            or w.TOWARDS.search(self.before)
            or self._listed()
            or w.US.search(self._clause)
            or any(word in self._clause for word in self.own.of_its_rank)
            or self._quoted()
        )

    @property
    def sure(self) -> bool:
        """Whether no doubt is left that a place that reports is another one."""
        if self.mention.doubtful:
            return False
        if not self.place.paths and self.place.rank != self.own.rank:
            return False
        return bool(
            self.mention.key == "front"
            or w.OF_OUR_WORK.search(self.sentence)
            or "领导" in self.sentence
        )

    @cached_property
    def _clause(self) -> str:
        near = max(0, self.start - _NEAR)
        left = [match.end() for match in _CLAUSE.finditer(self.text, near, self.start)]
        right = _CLAUSE.search(self.text, self.end, self.end + _NEAR)
        return self.text[left[-1] if left else near : right.start() if right else self.end + _NEAR]

    def _listed(self) -> bool:
        """Whether another place is named in the same breath."""
        return bool(
            w.LISTED_BEFORE.search(self.before) or w.LISTED_AFTER.match(self.text, self.end)
        )

    def _quoted(self) -> bool:
        return self.passage.before(self.start, 120).count('"') % 2 == 1

    def _opens(self) -> bool:
        """Whether a clause or a line begins with the name."""
        if w.OPENS.search(self.before):
            return True
        at = self.passage.folded.offsets[self.start]
        return self.passage.source[max(0, at - _INDENT) : at].rstrip(" \u3000\t").endswith("\n")

    def reporting(self) -> tuple[int, bool]:
        """The end of the name of a place (or of its body) that stands as the one that reports; else 0."""
        if w.ELSEWHERE.search(self.sentence) or w.NEAR_BY.search(self._clause):
            return 0, False
        if w.TOWARDS.search(self.before) or self._listed():
            return 0, False
        text, end, opens = self.text, self.end, self._opens()
        body = w.BODY.match(text, end)
        name_end = body.end() if body else end
        if opens and w.SUBJECT.match(text, end):
            return name_end, True
        if opens and w.SUBJECT_MORE.match(text, end):
            return name_end, bool(self.place.paths) or self.own.office == text[end:name_end]
        # a government speaks of its region as of itself: 金湖县坚持……
        if opens and w.ITSELF.match(text, end):
            return end, self.own.agency.kind in _GOVERNMENTS and self.place.rank < TOWN
        if w.REPORT.match(text, end):
            return name_end, True
        if w.SITE.match(text, end) and (opens or w.MEANS.search(self.before)):
            return end, True
        if w.UNDER.search(self.before) and (
            w.LEADER.match(text, end) or w.STATE_OF_THINGS.match(text, end)
        ):
            return end, True
        if w.ACCOUNT.match(text, end) and self.before.endswith('"'):
            return end, False
        if self.before.endswith("地址:"):
            return end, False
        if w.HALL.match(text, end) and (opens or w.MEANS.search(self.before)):
            return name_end, False
        if body and w.ADDRESS.search(self.before) and w.ASKED.search(self.sentence):
            return name_end, True
        return 0, False

    def stands_for_own(self, rules: bool) -> bool:
        """Whether a place that may be above the own one, or in it, stands where only the own one can."""
        text, end = self.text, self.end
        if self.place.rank == TOWN or is_zone(self.place.words):
            return False
        if not rules and w.OF_LITTLE_PEOPLE.match(text, end):
            return True
        if self._opens() and self.mention.key == "problems" and w.PLANS.match(text, end):
            return True
        office = self.own.office
        return (
            len(office) > 2
            and text.startswith(office, end)
            and self._opens()
            and bool(w.ITSELF_ALONE.match(text, end + len(office)))
            and bool(
                w.OF_OUR_WORK.search(self.sentence) or text.startswith("把", end + len(office))
            )
            and not w.US.search(self.sentence)
        )

    def issued(self) -> bool:
        """Whether the place opens the title of what the body has issued: 印发《临河县……》."""
        after = self.text[self.end : self.end + 1]
        return bool(w.ISSUED.search(self.before)) and after not in "至到和与、及-"

    def spoken_of(self) -> bool:
        """Whether the work told is that place's, though it does not report."""
        if self.excused:
            return False
        text, end = self.text, self.end
        if w.OF_ITS_OWN.match(text, end):
            return True
        if self.before.endswith("来") and w.VISITED.match(text, end):
            return True
        if w.OF_THE_GENRE.match(text, end):
            return True
        opens = self._opens()
        doing = w.DOING.search(self.before)
        if w.UNDER.search(self.before) and w.TASKS.match(text, end):
            return True
        if w.OF_A_REGION.match(text, end) and (opens or doing or w.DONE_TO.search(self.before)):
            return True
        if w.NO_BODY.match(text, end):
            return False
        if doing or (self.before.endswith("为") and w.FOR_ITS_GOOD.match(text, end)):
            return True
        if opens:
            return self.mention.key == "problems" or bool(w.PUBLISHED.search(self.sentence))
        return self._far_away()

    def _far_away(self) -> bool:
        """A place that is known, of no neighbour, in a sentence on the own work."""
        own, place = self.own, self.place
        if not (own.paths and place.paths and w.OF_OUR_WORK.search(self.sentence)):
            return False
        return not own.beside(place) or bool(w.MEANS.search(self.before))

"""Who shares text with whom in a batch: the copy map, from packed texts that wait on disk."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache

from review.copying.bodies import Bodies, same_body
from review.copying.foreign import names_of_another, places_of
from review.copying.index import TemplateIndex
from review.copying.passages import Shared, SharedSentence, likely_source, shared_sentences
from review.copying.same_text import SameTexts
from review.copying.texts import OwnText
from review.leftovers import Own
from review.model import Agency
from review.zh.folding import fold

_KEPT = 512
_ENOUGH = 16
"""So many others that share text with a report tell enough: two that have as many are not compared."""


class CopyMap:
    """Reports by number: `add` each, then ask for `shared`. Texts are fetched anew when they are needed.

    `fetch` gives the text of a report again; in memory stay the index and the agencies' names.
    """

    def __init__(self, fetch: Callable[[int], OwnText]) -> None:
        self._index = TemplateIndex()
        self._numbers: list[int] = []
        self._bodies = Bodies()
        self._same = SameTexts()
        self._fetch = fetch
        self.candidates = 0

    def add(self, number: int, text: OwnText) -> None:
        """A report with its number in the batch."""
        self._numbers.append(number)
        self._index.add(self._bodies.number(text), text.signature)
        self._same.add(len(self._numbers) - 1, text.weighed)

    @property
    def agencies(self) -> int:
        """How many bodies have reports in the batch."""
        return len(self._bodies)

    def shared(self) -> Iterator[Shared]:
        """Pairs of reports of different agencies that share a passage: all, where no text went round many hands.

        Of what hundreds have, each is held against a few, those first that seem to share most.
        """

        @lru_cache(maxsize=_KEPT)
        def load(at: int) -> OwnText:
            return self._fetch(self._numbers[at])

        def of_two(one: int, other: int, sentences: tuple[SharedSentence, ...]) -> Shared:
            partners.update((one, other))
            source = likely_source(load(one), load(other))
            return Shared(self._numbers[one], self._numbers[other], sentences, source)

        agencies = self.agencies
        partners: Counter[int] = Counter()
        for one, other, hits in self._index.pairs(self._bodies.whole):
            if min(partners[one], partners[other]) >= _ENOUGH:
                continue
            self.candidates += 1
            text, from_text = load(one), load(other)
            if _one_body(text, from_text):
                continue
            found = shared_sentences(text.weighed, from_text.weighed, hits, agencies)
            if found.sure or _named(found.sentences, text, from_text):
                yield of_two(one, other, found.sentences)
        found_already = frozenset(partners)
        for one, other, sentences in self._same.pairs():
            if not found_already.issuperset((one, other)):
                if not _one_body(load(one), load(other)):
                    yield of_two(one, other, sentences)


def by_report(found: Iterator[Shared]) -> dict[int, list[Shared]]:
    """Each report's pairs, seen from it: it is `one` in all of them."""
    out: dict[int, list[Shared]] = defaultdict(list)
    for pair in found:
        out[pair.one].append(pair)
        out[pair.other].append(pair.turned())
    return out


def _one_body(one: OwnText, other: OwnText) -> bool:
    return one.sha256 == other.sha256 or same_body(one, other)


def _named(sentences: tuple[SharedSentence, ...], one: OwnText, other: OwnText) -> bool:
    """Whether one of the bodies stands in a sentence that the other shares with it: then even a formula is copied."""
    if not sentences:
        return False
    of_one = "".join(one.quotes[s.here] for s in sentences)
    of_other = "".join(other.quotes[s.there] for s in sentences)
    return _stands_in(other, of_one, one) or _stands_in(one, of_other, other)


def _stands_in(body: OwnText, text: str, of_whom: OwnText) -> bool:
    own = Own(Agency(of_whom.agency, of_whom.kind, True, of_whom.names))
    return any(True for _ in places_of(names_of_another(own, body.names), fold(text)))

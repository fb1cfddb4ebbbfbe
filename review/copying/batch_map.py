"""Who shares text with whom in a batch: the copy map, from packed texts that wait on disk."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache

from review.copying.foreign import names_of_another, places_of
from review.copying.index import TemplateIndex
from review.copying.passages import Shared, SharedSentence, likely_source, shared_sentences
from review.copying.texts import OwnText
from review.leftovers import Own
from review.model import Agency
from review.report.last_year import full_names
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
        self._agencies: dict[str, int] = {}
        self._fetch = fetch
        self.candidates = 0

    def add(self, number: int, text: OwnText) -> None:
        """A report with its number in the batch."""
        self._numbers.append(number)
        self._index.add(self._agency(text, number), text.signature)

    @property
    def agencies(self) -> int:
        """How many bodies have reports in the batch."""
        return len(set(self._agencies.values()))

    def _agency(self, text: OwnText, number: int) -> int:
        """One number for all reports of a body; a government and its office are one."""
        body = Agency(text.names[0], text.kind, True, text.names[1:])
        names = [_plain(name) for name in full_names(body)] or [f"#{number}"]
        known = [self._agencies[name] for name in names if name in self._agencies]
        agency = known[0] if known else len(self._agencies)
        for name in names:
            self._agencies.setdefault(name, agency)
        return agency

    def shared(self) -> Iterator[Shared]:
        """Pairs of reports of different agencies that share a passage: all, where no text went round many hands.

        Of what hundreds have, each is held against a few, those first that seem to share most.
        """

        @lru_cache(maxsize=_KEPT)
        def load(at: int) -> OwnText:
            return self._fetch(self._numbers[at])

        agencies = self.agencies
        partners: Counter[int] = Counter()
        for one, other, hits in self._index.pairs():
            if min(partners[one], partners[other]) >= _ENOUGH:
                continue
            self.candidates += 1
            text, from_text = load(one), load(other)
            if _same_body(text, from_text):
                continue
            found = shared_sentences(text.weighed, from_text.weighed, hits, agencies)
            if found.sure or _named(found.sentences, text, from_text):
                partners.update((one, other))
                yield Shared(
                    self._numbers[one],
                    self._numbers[other],
                    found.sentences,
                    likely_source(text, from_text),
                )


def by_report(found: Iterator[Shared]) -> dict[int, list[Shared]]:
    """Each report's pairs, seen from it: it is `one` in all of them."""
    out: dict[int, list[Shared]] = defaultdict(list)
    for pair in found:
        out[pair.one].append(pair)
        out[pair.other].append(pair.turned())
    return out


def _plain(name: str) -> str:
    for end in ("人民政府办公室", "人民政府办公厅", "政府办公室", "政府办公厅", "人民政府"):
        name = name.removesuffix(end)
    return name


def _same_body(one: OwnText, other: OwnText) -> bool:
    """Whether two names may be one body's: 东屏区民政局 and 云岭市东屏区民政局."""
    a, b = _plain(one.agency), _plain(other.agency)
    return bool(a and b) and (a.endswith(b) or b.endswith(a))


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

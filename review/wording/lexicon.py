"""All word lists of a review as one: what is looked for is compiled once for each set of lists."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, TypeVar

from review.wording.lists import Body, Law, Phrase, Repealed, WordList, built_in_lists
from review.wording.numbers import DocumentNumber
from review.wording.passages import Passage

_Entry = TypeVar("_Entry")
_MARKS = str.maketrans("", "", "《》〈〉<>\"'")


@dataclass(frozen=True, slots=True)
class Hit(Generic[_Entry]):
    """An entry's words in a text."""

    entry: _Entry
    start: int
    end: int


class Finder(Generic[_Entry]):
    """Finds literal words (the longest at a place) and patterns in folded text."""

    def __init__(
        self,
        words: Iterable[tuple[str, _Entry]],
        patterns: Iterable[tuple[re.Pattern[str], _Entry]] = (),
    ) -> None:
        # of two lists the later one rules
        self._entries = dict(words)
        ordered = sorted(self._entries, key=lambda word: (-len(word), word))
        self._words = re.compile("|".join(map(re.escape, ordered))) if ordered else None
        self._patterns = tuple(patterns)

    def find(
        self, text: str, accept: Callable[[Hit[_Entry]], bool] | None = None
    ) -> list[Hit[_Entry]]:
        """All hits in order (that are accepted); of those that overlap the first, then the longest."""
        hits: list[Hit[_Entry]] = []
        if self._words:
            for match in self._words.finditer(text):
                hits.append(Hit(self._entries[match.group()], *match.span()))
        for pattern, entry in self._patterns:
            hits += [Hit(entry, *m.span()) for m in pattern.finditer(text) if m.group()]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        out: list[Hit[_Entry]] = []
        for hit in hits:
            if (not out or hit.start >= out[-1].end) and (accept is None or accept(hit)):
                out.append(hit)
        return out


class Lexicon:
    """The lists together; those of an office come behind the program's own and rule where both speak."""

    def __init__(self, lists: tuple[WordList, ...]) -> None:
        self._lists = lists

    @cached_property
    def terms(self) -> Finder[Phrase]:
        """Wrong terms."""
        return _phrases(phrase for words in self._lists for phrase in words.terms)

    @cached_property
    def slips(self) -> Finder[Phrase]:
        """Slips of the pen."""
        return _phrases(phrase for words in self._lists for phrase in words.slips)

    @cached_property
    def repealed(self) -> Finder[Repealed]:
        """Repealed rules by words and patterns."""
        entries = [entry for words in self._lists for entry in words.repealed]
        return Finder(
            ((word, entry) for entry in entries for word in entry.words),
            ((pattern, entry) for entry in entries for pattern in entry.patterns),
        )

    @cached_property
    def repealed_titles(self) -> dict[str, Repealed]:
        """Repealed rules by what stands between 《 and 》."""
        out = {}
        for entry in (entry for words in self._lists for entry in words.repealed):
            for title in entry.titles:
                out[title] = entry
        return out

    @cached_property
    def laws(self) -> tuple[Law, ...]:
        """Laws and notices in force."""
        return tuple(law for words in self._lists for law in words.laws)

    @cached_property
    def law_of_title(self) -> dict[str, Law]:
        """Laws by every right form of their title."""
        out: dict[str, Law] = {}
        for law in self.laws:
            short = law.title.removeprefix("中华人民共和国")
            for name in (law.title, short, *law.names):
                out.setdefault(name, law)
        return out

    @cached_property
    def plain_titles(self) -> tuple[tuple[str, Law], ...]:
        """Titles without 中华人民共和国 and without the marks inside, for titles nearly so."""
        return tuple(
            dict.fromkeys(
                (plain_title(name).removeprefix("中华人民共和国"), law)
                for law in self.laws
                for name in (law.title, *law.names)
            )
        )

    @cached_property
    def law_of_plain_title(self) -> dict[str, Law]:
        """Laws by their right titles without the marks inside."""
        return {plain_title(name): law for name, law in self.law_of_title.items()}

    @cached_property
    def law_of_number(self) -> dict[DocumentNumber, Law]:
        """Laws by their numbers."""
        return {number: law for law in self.laws for number in law.numbers}

    @cached_property
    def wrong_titles(self) -> Finder[Law]:
        """Titles that no law has."""
        return Finder((word, law) for law in self.laws for word in law.wrong)

    @cached_property
    def bodies(self) -> Finder[Body]:
        """Former names of bodies."""
        return Finder(
            (name, body) for words in self._lists for body in words.bodies for name in body.former
        )

    @cached_property
    def doubled(self) -> frozenset[str]:
        """Words that may stand twice."""
        return frozenset(word for words in self._lists for word in words.doubled)

    @cached_property
    def letters(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        """Single letters that never stand twice, and what the surroundings must not be."""
        return {letter: unless for words in self._lists for letter, unless in words.never_doubled}

    @cached_property
    def _allowed(self) -> dict[str, re.Pattern[str]]:
        words: dict[str, list[str]] = {}
        for code, phrases in (pair for each in self._lists for pair in each.allowed):
            words.setdefault(code, []).extend(phrases)
        return {code: re.compile("|".join(map(re.escape, ws))) for code, ws in words.items()}

    def allows(self, code: str, passage: Passage, start: int, end: int) -> bool:
        """Whether a list says that the words around a stretch are no fault of this code."""
        pattern = self._allowed.get(code)
        if pattern is None:
            return False
        left = max(0, start - 30)
        around = passage.text[left : end + 30]
        return any(
            m.start() + left < end and m.end() + left > start for m in pattern.finditer(around)
        )


def plain_title(title: str) -> str:
    """A title without the marks of titles and quotations inside it."""
    return title.translate(_MARKS)


def _phrases(entries: Iterable[Phrase]) -> Finder[Phrase]:
    kept = list(entries)
    return Finder(
        ((word, phrase) for phrase in kept for word in phrase.wrong),
        ((pattern, phrase) for phrase in kept for pattern in phrase.patterns),
    )


def faulty(hits: Iterable[Hit[Phrase]], passage: Passage) -> Iterator[Hit[Phrase]]:
    """The hits that are faults: not in a title, not inside a longer word that is right."""
    for hit in hits:
        if passage.in_title(hit.start, hit.end):
            continue
        word = passage.text[hit.start : hit.end]
        if any(_inside(passage.text, longer, word, hit.start) for longer in hit.entry.within):
            continue
        sentence = passage.sentence(hit.start, hit.end) if hit.entry.unless else ""
        if not any(pattern.search(sentence) for pattern in hit.entry.unless):
            yield hit


def _inside(text: str, longer: str, word: str, start: int) -> bool:
    at = longer.find(word)
    while at >= 0:
        if text.startswith(longer, start - at) and start >= at:
            return True
        at = longer.find(word, at + 1)
    return False


@cache
def lexicon(own: tuple[WordList, ...] = ()) -> Lexicon:
    """The program's lists and an office's own."""
    return Lexicon((*built_in_lists(), *own))

"""Phrases that could stand in any report: which sentences they are, and how much of a section they fill."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review.classifier.evidence import evidence
from review.classifier.model import SAVED
from review.classifier.objects import objects
from review.model import SectionKey
from review.outcome import Sentence
from review.quality.part_five import Item, Statement

LIKELY = 0.5
"""From this probability on a sentence is taken for boilerplate."""
_MOST: Mapping[SectionKey, float] = {"overview": 0.7, "problems": 0.85, "other": 0.7}
_LEAST_TEXT: Mapping[SectionKey, int] = {"overview": 150, "problems": 60, "other": 60}
_SIGNS = ("count.digits", "date", "document", "document.number", "name.quoted", "name", "nothing")


@dataclass(frozen=True, slots=True)
class Share:
    """Of a section's text without headings: characters in all, and those of its phrases."""

    characters: int
    phrases: tuple[Sentence, ...]

    @property
    def share(self) -> float:
        """The part of the text that is phrases, from 0 to 1."""
        return sum(len(s.text) for s in self.phrases) / max(1, self.characters)


def is_phrase(sentence: Sentence) -> bool:
    """Whether a sentence could stand in any report."""
    return (
        sentence.role != "heading"
        and sentence.boilerplate is not None
        and sentence.boilerplate >= LIKELY
    )


def share_of_phrases(sentences: Sequence[Sentence], *, with_objects: bool = False) -> Share:
    """How much of some sentences is phrases. `with_objects`: those that name an object are none."""
    plain = [s for s in sentences if s.role != "heading"]
    phrases = tuple(s for s in plain if is_phrase(s) and not (with_objects and objects(s.text)))
    return Share(sum(len(s.text) for s in plain), phrases)


def is_mostly_phrases(found: Share, section: SectionKey) -> bool:
    """Whether phrases are the larger part of a section: well over half, for real reports hold many of
    them (six sentences in ten) and the model errs. Part 五 is counted with its objects."""
    return found.characters >= _LEAST_TEXT[section] and found.share >= _MOST[section]


def is_vague(item: Item) -> bool:
    """Whether a problem or measure says nothing of what, where, how many or when."""
    return all(map(_vague, item.statements))


def _vague(statement: Statement) -> bool:
    likely = statement.sentence.boilerplate
    if likely is None or objects(statement.text):
        return False
    found = evidence(statement.text)
    if any(found[sign] for sign in _SIGNS):
        return False
    # a figure elsewhere in the sentence (2个问题：一是……) saves it, and none of this statement
    whole = statement.end - statement.start == len(statement.sentence.text)
    return (
        statement.sentence.role == "heading" or likely >= LIKELY or (not whole and likely <= SAVED)
    )

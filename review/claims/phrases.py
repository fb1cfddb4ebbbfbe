"""Words of the lexicon in a sentence with their exact places.

Found by spaCy's PhraseMatcher over its character segmenter (jieba's tokens lose some).
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher


class Phrase(NamedTuple):
    """A word of the lexicon: its family (noun, verb …), its name there, and its place."""

    family: str
    name: str
    start: int
    end: int


@cache
def lexicon() -> dict[str, dict[str, list[str]]]:
    """The words by family and name."""
    text = files("review").joinpath("data", "lexicon.toml").read_text("utf-8")
    listed: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return {
        family: {name: _expanded(words) for name, words in names.items()}
        for family, names in listed.items()
    }


_CHOICE = re.compile(r"\(([^()]*)\)")


def _expanded(words: Sequence[str]) -> list[str]:
    """复议后(再|又|)起诉: every word that its choices make, each once."""
    out: dict[str, None] = {}
    left = list(reversed(words))
    while left:
        word = left.pop()
        choice = _CHOICE.search(word)
        if choice is None:
            out.setdefault(word)
            continue
        head, tail = word[: choice.start()], word[choice.end() :]
        left += [head + part + tail for part in reversed(choice[1].split("|"))]
    return list(out)


@cache
def _matcher() -> "tuple[Language, PhraseMatcher, dict[int, tuple[str, str]]]":
    from spacy.lang.zh import Chinese
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    nlp = Chinese()
    vocab = nlp.vocab
    matcher = PhraseMatcher(vocab)
    names_of: dict[int, tuple[str, str]] = {}
    for family, names in lexicon().items():
        if family in ("filler", "short"):
            continue
        for name, words in names.items():
            key = f"{family}/{name}"
            matcher.add(key, [Doc(vocab, words=list(word)) for word in words])
            names_of[vocab.strings[key]] = family, name
    return nlp, matcher, names_of


def find_phrases(texts: Sequence[str]) -> list[list[Phrase]]:
    """The lexicon's words in each folded text, longest first, without overlaps, in order of place.

    All texts are matched in one pass: they are joined by a mark that no phrase holds.
    """
    if not texts:
        return []
    from spacy.tokens import Doc

    nlp, matcher, names_of = _matcher()
    joined = "¶".join(texts)
    # one token a character, as the character segmenter makes them of text without spaces
    doc = Doc(nlp.vocab, words=list(joined), spaces=[False] * len(joined))
    spans = sorted((start - end, start, end, key) for key, start, end in matcher(doc))
    taken = bytearray(len(joined))
    found: list[tuple[int, int, int]] = []
    for _, start, end, key in spans:
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\x01" * (end - start)
            found.append((start, end, key))
    found.sort()
    out: list[list[Phrase]] = []
    index = offset = 0
    for text in texts:
        mine: list[Phrase] = []
        limit = offset + len(text)
        while index < len(found) and found[index][0] < limit:
            start, end, key = found[index]
            if names_of[key][0] != "other":
                mine.append(Phrase(*names_of[key], start - offset, end - offset))
            index += 1
        out.append(mine)
        offset = limit + 1
    return out

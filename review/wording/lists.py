"""Word lists: wrong terms, slips, repealed rules, titles of laws, former names of bodies (TOML files).

The lists of review/data/wording and those of an office have one form, described in its README; an
office's profile names its own under `word_lists`. Words are folded (half width, no spaces).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from review.entries import Entries
from review.wording.numbers import DocumentNumber, read_number
from review.zh.folding import fold

_CODES = ("W101", "W102", "W103", "W104", "W105", "W106", "D103")
_LEVELS = ("must", "should", "ask")
_WIDE = str.maketrans(
    {"，": ",", "；": ";", "：": ":", "（": r"\(", "）": r"\)", "？": r"\?", "！": "!"}
    | dict.fromkeys("“”", '"')
)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wrong term (W102) or a slip (W106), literal or as patterns, and the right one.

    `within`: longer words in which it is no fault; `unless`: what the sentence must not have.
    """

    wrong: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    right: str
    note: str
    within: tuple[str, ...]
    unless: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Repealed:
    """A rule that is not in force from `until` on: by title (in 《》), by words, or by patterns."""

    title: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    until: date
    successor: str
    level: str
    unless: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Law:
    """A law or notice in force: title, other forms that are right, its numbers, wrong titles.

    `earlier` are numbers that it had; `keys` are words that any free form of its title has.
    """

    title: str
    names: tuple[str, ...]
    numbers: tuple[DocumentNumber, ...]
    earlier: tuple[DocumentNumber, ...]
    keys: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """Names that a body had until the year `since`, and its name now."""

    former: tuple[str, ...]
    now: str
    since: int
    national: bool


@dataclass(frozen=True, slots=True)
class WordList:
    """One file. `doubled` are words that may stand twice; `allowed`: words that are no fault of a code."""

    terms: tuple[Phrase, ...] = ()
    slips: tuple[Phrase, ...] = ()
    repealed: tuple[Repealed, ...] = ()
    laws: tuple[Law, ...] = ()
    bodies: tuple[Body, ...] = ()
    doubled: tuple[str, ...] = ()
    never_doubled: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = ()
    allowed: tuple[tuple[str, tuple[str, ...]], ...] = ()


def parse_word_list(data: bytes, origin: str) -> WordList:
    """A word list from the bytes of its file; ProfileError with line and reason if it is wrong."""
    entries, table = Entries.read("词表", data, origin)
    readers: dict[str, Callable[[Entries, dict[str, Any], tuple[str, int]], Any]] = {
        "term": _phrase,
        "slip": _phrase,
        "repealed": _repealed,
        "law": _law,
        "body": _body,
        "doubled": _doubled,
        "letter": _letter,
        "allowed": _allowed,
    }
    entries.known(table, readers, "词表中有")

    def each(key: str) -> tuple[Any, ...]:
        return tuple(
            readers[key](entries, entry, (f"[[{key}]]", number))
            for number, entry in enumerate(entries.array(table, key))
        )

    return WordList(
        terms=each("term"),
        slips=each("slip"),
        repealed=each("repealed"),
        laws=each("law"),
        bodies=each("body"),
        doubled=tuple(word for words in each("doubled") for word in words),
        never_doubled=each("letter"),
        allowed=each("allowed"),
    )


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, words))


def _patterns(
    entries: Entries, entry: dict[str, Any], key: str, at: tuple[str, int]
) -> tuple[re.Pattern[str], ...]:
    """Patterns over folded text; punctuation may be written in full width."""
    return entries.patterns(entry, key, at, folding=_WIDE)


def _phrase(entries: Entries, entry: dict[str, Any], at: tuple[str, int]) -> Phrase:
    entries.known(
        entry, ("wrong", "pattern", "right", "note", "within", "unless"), f"{at[0]} 中有", at
    )
    phrase = Phrase(
        wrong=_folded(entries.words(entry, "wrong", at)),
        patterns=_patterns(entries, entry, "pattern", at),
        right=entries.word(entry, "right", at, needed=True),
        note=entries.word(entry, "note", at),
        within=_folded(entries.words(entry, "within", at)),
        unless=_patterns(entries, entry, "unless", at),
    )
    if not phrase.wrong and not phrase.patterns:
        raise entries.fail("", f"{at[0]} 缺少“wrong”或“pattern”", within=at)
    if any(len(word) < 2 for word in phrase.wrong):
        raise entries.fail("wrong", "wrong 的词语至少两个字", within=at)
    return phrase


def _day(entries: Entries, entry: dict[str, Any], key: str, at: tuple[str, int]) -> date:
    value = entry.get(key)
    if isinstance(value, date):
        return value
    if key not in entry:
        raise entries.fail("", f"{at[0]} 缺少“{key}”", within=at)
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise entries.fail(key, f"{key} 应为日期，如 2019-05-15", within=at) from None


def _repealed(entries: Entries, entry: dict[str, Any], at: tuple[str, int]) -> Repealed:
    keys = ("title", "titles", "words", "pattern", "until", "successor", "level", "unless")
    entries.known(entry, keys, f"{at[0]} 中有", at)
    out = Repealed(
        title=entries.word(entry, "title", at, needed=True),
        titles=_folded(entries.words(entry, "titles", at)),
        words=_folded(entries.words(entry, "words", at)),
        patterns=_patterns(entries, entry, "pattern", at),
        until=_day(entries, entry, "until", at),
        successor=entries.word(entry, "successor", at, needed=True),
        level=entries.choice(entry, "level", _LEVELS, at, "must"),
        unless=_patterns(entries, entry, "unless", at),
    )
    if not (out.titles or out.words or out.patterns):
        raise entries.fail("", f"{at[0]} 缺少“titles”、“words”或“pattern”", within=at)
    return out


def _numbers(
    entries: Entries, entry: dict[str, Any], key: str, at: tuple[str, int]
) -> tuple[DocumentNumber, ...]:
    out = []
    for word in entries.words(entry, key, at):
        number = read_number(fold(word))
        if number is None:
            raise entries.fail(
                word, f"“{word}”不是文号，应写成国务院令第711号或国办函〔2020〕109号", within=at
            )
        out.append(number)
    return tuple(out)


def _law(entries: Entries, entry: dict[str, Any], at: tuple[str, int]) -> Law:
    keys = ("title", "names", "numbers", "earlier", "keys", "wrong")
    entries.known(entry, keys, f"{at[0]} 中有", at)
    return Law(
        title=fold(entries.word(entry, "title", at, needed=True)),
        names=_folded(entries.words(entry, "names", at)),
        numbers=_numbers(entries, entry, "numbers", at),
        earlier=_numbers(entries, entry, "earlier", at),
        keys=_folded(entries.words(entry, "keys", at)),
        wrong=_folded(entries.words(entry, "wrong", at)),
    )


def _body(entries: Entries, entry: dict[str, Any], at: tuple[str, int]) -> Body:
    entries.known(entry, ("former", "now", "since", "scope"), f"{at[0]} 中有", at)
    former = _folded(entries.words(entry, "former", at))
    if not former:
        raise entries.fail("", f"{at[0]} 缺少“former”", within=at)
    since = entry.get("since")
    if not isinstance(since, int) or isinstance(since, bool) or not 1949 <= since <= 2100:
        raise entries.fail(
            "since" if "since" in entry else "", "since 应为改名的年份，如 2019", within=at
        )
    scope = entries.choice(entry, "scope", ("local", "national"), at, "local")
    now = entries.word(entry, "now", at, needed=True)
    return Body(former, now, since, scope == "national")


def _doubled(entries: Entries, entry: dict[str, Any], at: tuple[str, int]) -> tuple[str, ...]:
    entries.known(entry, ("words",), f"{at[0]} 中有", at)
    return _folded(entries.words(entry, "words", at))


def _letter(
    entries: Entries, entry: dict[str, Any], at: tuple[str, int]
) -> tuple[str, tuple[re.Pattern[str], ...]]:
    entries.known(entry, ("letter", "unless"), f"{at[0]} 中有", at)
    letter = entries.word(entry, "letter", at, needed=True)
    if len(letter) != 1:
        raise entries.fail("letter", "letter 应为一个字", within=at)
    return letter, _patterns(entries, entry, "unless", at)


def _allowed(
    entries: Entries, entry: dict[str, Any], at: tuple[str, int]
) -> tuple[str, tuple[str, ...]]:
    entries.known(entry, ("code", "words"), f"{at[0]} 中有", at)
    if "code" not in entry:
        raise entries.fail("", f"{at[0]} 缺少“code”", within=at)
    code = entries.choice(entry, "code", _CODES, at, "")
    return code, _folded(entries.words(entry, "words", at))


@cache
def built_in_lists() -> tuple[WordList, ...]:
    """The lists that come with the program, read once a process."""
    folder = files("review").joinpath("data", "wording")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(parse_word_list(folder.joinpath(name).read_bytes(), name) for name in names)

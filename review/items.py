"""What an office asks of its reports beyond the national form: `[[items]]` of a profile."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from review.entries import Entries
from review.finding import Severity
from review.model import SECTION_KEYS, AgencyKind, SectionKey
from review.outcome import TOPICS
from review.zh.folding import fold

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_KNOWN = (
    "key", "label", "sections", "kinds", "words", "topics", "patterns", "level", "basis",
    "advice", "left_to",
)  # fmt: skip
_CODE = re.compile(r"R\d{3}")


@dataclass(frozen=True, slots=True)
class LocalItem:
    """An item that reports of some kinds of body must have (R205).

    It is there where a section (any, if `sections` is empty) has one of the words or patterns
    (over folded text), or a sentence of one of the topics. `left_to`: the check that speaks where
    the item is nowhere in the report; R205 then asks only that it stand in its section.
    """

    key: str
    label: str
    sections: tuple[SectionKey, ...]
    kinds: frozenset[str]
    words: tuple[str, ...]
    topics: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    level: Severity
    basis: str
    advice: str
    left_to: str

    def asked_of(self, kind: str) -> bool:
        """Whether a kind of body must report it."""
        return not self.kinds or kind in self.kinds

    def in_words(self, folded: str) -> bool:
        """Whether a folded text has it by its words."""
        return any(word in folded for word in self.words) or any(
            pattern.search(folded) for pattern in self.patterns
        )


def read_items(entries: Entries, table: Mapping[str, Any]) -> tuple[LocalItem, ...]:
    """The items of a profile; ProfileError with line and reason where one is wrong."""
    out: list[LocalItem] = []
    for number, entry in enumerate(entries.array(table, "items")):
        at = ("[[items]]", number)
        entries.known(entry, _KNOWN, "[[items]] 中有", at)
        key = entries.word(entry, "key", at, needed=True)
        if not _KEY.fullmatch(key):
            raise entries.fail(
                "key", f"key 的“{key}”应为小写英文字母、数字和下划线，如 key_tasks", within=at
            )
        if any(item.key == key for item in out):
            raise entries.fail("key", f"key 的“{key}”用了两次", within=at)
        item = LocalItem(
            key=key,
            label=entries.word(entry, "label", at, needed=True),
            sections=entries.choices(entry, "sections", SECTION_KEYS, at, "部分"),  # type: ignore[arg-type]
            kinds=frozenset(entries.choices(entry, "kinds", get_args(AgencyKind), at, "机关类型")),
            words=tuple(map(fold, entries.words(entry, "words", at))),
            topics=frozenset(entries.choices(entry, "topics", TOPICS, at, "主题")),
            patterns=entries.patterns(entry, "patterns", at),
            level=Severity(
                entries.choice(entry, "level", [str(s) for s in Severity], at, "should")
            ),
            basis=entries.word(entry, "basis", at),
            advice=entries.word(entry, "advice", at),
            left_to=entries.word(entry, "left_to", at),
        )
        if not (item.words or item.topics or item.patterns):
            raise entries.fail("", "[[items]] 缺少“words”、“topics”或“patterns”", within=at)
        if item.left_to and not _CODE.fullmatch(item.left_to):
            raise entries.fail(
                "left_to", f"left_to 的“{item.left_to}”应为必备内容的检查代码，如 R203", within=at
            )
        out.append(item)
    return tuple(out)

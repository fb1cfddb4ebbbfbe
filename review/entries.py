"""Entries of a TOML file that an office writes, and how a wrong one is told: file, line and reason."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Self

from review.errors import ProfileError

_AT = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


class Entries:
    """The text of a file beside its tables. `what` is its name for the reader: 评审方案, 词表."""

    def __init__(self, what: str, origin: str, text: str) -> None:
        self.what, self.origin, self.text = what, origin, text

    @classmethod
    def read(cls, what: str, data: bytes, origin: str) -> tuple[Self, dict[str, Any]]:
        """The file's text and its tables; ProfileError where it is no UTF-8 or no TOML."""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ProfileError(
                f"{what} {origin} 无法读取：不是UTF-8编码的文本，请另存为UTF-8"
            ) from error
        try:
            # a text editor's line ends; a lone \r is no line end of TOML
            return cls(what, origin, text), tomllib.loads(text.replace("\r\n", "\n"))
        except tomllib.TOMLDecodeError as error:
            at = _AT.search(str(error))
            last = text.count("\n") + 1
            line = int(at[1]) if at and at[1] else last
            reason = _AT.sub("", str(error)).strip()
            raise ProfileError(
                f"{what} {origin} 无法读取：第{line}行不合TOML写法（{reason}）"
            ) from error

    def fail(
        self, word: str, reason: str, *, within: tuple[str, int] | None = None
    ) -> ProfileError:
        """The error for a word of the file; `within`: a header such as [[term]] and which one, from 0."""
        line = self._line_of(word, within)
        where = f"第{line}行" if line else "文件"
        return ProfileError(f"{self.what} {self.origin} {where}：{reason}")

    def _line_of(self, word: str, within: tuple[str, int] | None) -> int:
        lines = self.text.split("\n")
        first = 0
        if within and within[0]:
            heads = [n for n, t in enumerate(lines) if t.strip().startswith(within[0])]
            if within[1] < len(heads):
                first = heads[within[1]]
        if not word:
            return first + 1 if within and within[0] else 0
        behind = range(first, len(lines))
        holding = [n for n in behind if word in lines[n]]
        # in an array of tables a key stands at the beginning of its line
        keys = [n for n in holding if within and lines[n].split("=")[0].strip() == word]
        if keys or holding:
            return (keys or holding)[0] + 1
        return first + 1 if within and within[0] else 0

    def known(
        self,
        table: Mapping[str, Any],
        known: Collection[str],
        where: str,
        within: tuple[str, int] | None = None,
    ) -> None:
        """Refuse keys that nobody reads."""
        for name in table:
            if name not in known:
                raise self.fail(
                    name,
                    f"{where}不认识的项目“{name}”，可用的有：{'、'.join(sorted(known))}",
                    within=within,
                )

    def array(self, table: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        """The tables [[key]] of a file; none where it has none."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.fail(key, f"{key} 应为若干节（[[{key}]]）")
        return value

    def words(self, entry: Mapping[str, Any], key: str, within: tuple[str, int]) -> tuple[str, ...]:
        """A list of words, or one word; none where the key is absent."""
        value = entry.get(key, ())
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, Sequence) or not all(isinstance(word, str) for word in value):
            raise self.fail(key, f'{key} 应为词语或词语列表，如 ["甲", "乙"]', within=within)
        if not all(word.strip() for word in value):
            raise self.fail(key, f"{key} 中有空的词语", within=within)
        return tuple(value)

    def word(
        self, entry: Mapping[str, Any], key: str, within: tuple[str, int], *, needed: bool = False
    ) -> str:
        """One word; "" where the key is absent and not needed."""
        if key not in entry and needed:
            raise self.fail("", f"{within[0]} 缺少“{key}”", within=within)
        value = entry.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            raise self.fail(key, f"{key} 应为文字", within=within)
        return value

    def choice(
        self,
        entry: Mapping[str, Any],
        key: str,
        choices: Sequence[str],
        within: tuple[str, int],
        default: str,
    ) -> str:
        """One of some words."""
        value = entry.get(key, default)
        if value not in choices:
            raise self.fail(key, f"{key} 的“{value}”应为{'、'.join(choices)}之一", within=within)
        return str(value)

    def choices(
        self,
        entry: Mapping[str, Any],
        key: str,
        choices: Collection[str],
        within: tuple[str, int],
        noun: str,
    ) -> tuple[str, ...]:
        """Several of some words; none where the key is absent."""
        value = entry.get(key, ())
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise self.fail(key, f'{key} 应为列表，如 ["甲", "乙"]', within=within)
        for word in value:
            if word not in choices:
                raise self.fail(
                    str(word),
                    f"{key} 中的“{word}”不是{noun}，可用的有：{'、'.join(choices)}",
                    within=within,
                )
        return tuple(value)

    def patterns(
        self,
        entry: Mapping[str, Any],
        key: str,
        within: tuple[str, int],
        folding: Mapping[int, str] = MappingProxyType({}),
    ) -> tuple[re.Pattern[str], ...]:
        """Regular expressions, compiled; `folding` changes letters as the text has been folded."""
        out = []
        for pattern in self.words(entry, key, within):
            try:
                out.append(re.compile(pattern.translate(folding)))
            except re.error as error:
                raise self.fail(
                    key, f"{key} 的“{pattern}”不是正则表达式：{error}", within=within
                ) from None
        return tuple(out)

"""China's provinces, prefectures and counties by their full names, and where a text names them.

A name is found only in its full form (昌乐县, not 昌乐) and never inside a longer word: 和县 does not
stand in 清和县, nor 城关区 in 老城关区. Loaded on first use; a scan looks at the letters that names end in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Path = tuple[str, ...]
"""A division with those above it: (江苏省, 淮安市, 洪泽区)."""

_LONGEST = 15
_LAST = re.compile("[省市县区州旗盟]")
# 市中区域, 西区间, 各县区别: the letters go on to another word
_WORD_GOES_ON = frozenset("域划间别块位号长")
# letters that end the word before a name: prepositions, endings of verbs, what names a division above
_WORD_ENDS = frozenset(
    "在与和向由对从到及的是为以将把被给经据照赴来至按同跟于自请即并或了过等但因如像含除让使供"
    "升进强善彻实绕系制布开发示全本各原该我学察访研助扶援持设力务展化通推动荐送往达驻行作合流"
    "录览询托用造好范应求中上下内外年月日间后前省市县区州旗盟镇乡府委局厅办部署关凡问来系寄如"
)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A division named in a text: [start, end), and the divisions that may be meant."""

    start: int
    end: int
    paths: tuple[Path, ...]


class Gazetteer:
    """All divisions by name."""

    def __init__(self, text: str) -> None:
        self._common: frozenset[str] = frozenset()
        paths: dict[str, list[Path]] = {}
        province = ""
        for line in text.splitlines():
            if line.startswith("!"):
                self._common = frozenset(line[1:].split())
            elif line[:1].isdigit():
                head, _, below = line.partition(":")
                code, name = head.split()
                if len(code) == 2:
                    province = name
                above: Path = (province,) if len(code) == 2 else (province, name)
                paths.setdefault(name, []).append(above)
                for county in below.split():
                    paths.setdefault(county, []).append((*above, county))
        self._paths = {name: tuple(found) for name, found in paths.items()}

    def paths(self, name: str) -> tuple[Path, ...]:
        """The divisions of a full name: four of 鼓楼区, none of a name that is not known."""
        return self._paths.get(name, ())

    def find(self, text: str) -> Iterator[PlaceName]:
        """The divisions that a text names, from left to right; 江苏省淮安市洪泽区 is one of them."""
        before: PlaceName | None = None
        for match in _LAST.finditer(text):
            end = match.end()
            left = before.end if before else 0
            found = self._ending_at(text, left, end)
            if found is None:
                continue
            start, paths = found
            if before and start == before.end:
                inside = tuple(p for p in paths if any(_within(p, q) for q in before.paths))
                if inside:
                    before = PlaceName(before.start, end, inside)
                    continue
            if text[start:end] in self._common or not _stands_alone(text, start, end, before):
                continue
            if before:
                yield before
            before = PlaceName(start, end, paths)
        if before:
            yield before

    def _ending_at(self, text: str, left: int, end: int) -> tuple[int, tuple[Path, ...]] | None:
        if end < len(text) and text[end] in _WORD_GOES_ON:
            return None
        for start in range(max(left, end - _LONGEST), end - 1):
            paths = self._paths.get(text[start:end])
            if paths:
                return start, paths
        return None

    def of_body(self, name: str) -> tuple[Path, ...]:
        """The divisions that a body's name stands for: those it names; the province of 宿迁海关.

        A body whose name has a city in short (海关, 开发区) may be there for a wider region.
        """
        found = list(self.find(name))
        if found:
            return found[-1].paths
        for length in range(min(6, len(name)), 1, -1):
            head = name[:length]
            if name[length : length + 1] and name[length] in "省市县区州旗盟镇乡":
                break
            out = {p[:1] for last in "市县区州盟" for p in self.paths(head + last)}
            if out:
                return tuple(sorted(out))
        return ()


def _within(inner: Path, outer: Path) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _stands_alone(text: str, start: int, end: int, before: PlaceName | None) -> bool:
    """Whether no word goes on into the name. Names of two letters need a sign or a division before."""
    if start == 0 or (before is not None and before.end == start):
        return True
    letter = text[start - 1]
    if not "\u4e00" <= letter <= "\u9fff":
        return True
    return end - start > 2 and (letter in _WORD_ENDS or text[start - 2 : start] in words())


def related(one: Path, other: Path) -> bool:
    """Whether the divisions are the same, or one lies in the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _lines() -> list[str]:
    source = files("review").joinpath("data", "divisions", "words.txt")
    return source.read_text("utf-8").splitlines()


@cache
def words() -> frozenset[str]:
    """Words of two letters that make no name of a place: 按照, 农村, 示范."""
    return frozenset(
        line[0] + last for line in _lines() if line[0] not in "#!" for last in line[1:]
    )


@cache
def letters_of_no_name() -> frozenset[str]:
    """Letters that stand in no name of a place."""
    return frozenset(letter for line in _lines() if line[0] == "!" for letter in line[2:])


@cache
def gazetteer() -> Gazetteer:
    """The divisions that come with the program, read once a process."""
    source = files("review").joinpath("data", "divisions", "divisions.txt")
    return Gazetteer(source.read_text("utf-8"))

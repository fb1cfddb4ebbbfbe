"""A profile: an office's own settings as data — levels, switched-off checks, required items, rubric."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, get_args

from review.entries import Entries
from review.errors import ProfileError
from review.finding import Severity
from review.items import LocalItem, read_items
from review.model import AgencyKind
from review.wording.lists import WordList, parse_word_list

_CODE = re.compile(r"[STNYRQDWP]\d{3}")


@dataclass(frozen=True, slots=True)
class ScoreDimension:
    """One dimension of the rubric: points possible, and what a finding of each code costs."""

    key: str
    label: str
    possible: float
    costs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the lowest total that earns it."""

    label: str
    least: float


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day (month and day of the following year) for a kind of body.

    `certain` is False where no law names the kind: a later date is then asked about.
    """

    month: int
    day: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """Settings of an office. `sha256` is over the file's bytes, so that a review tells what ruled it."""

    name: str
    title: str
    sha256: str
    switched_off: frozenset[str]
    levels: Mapping[str, Severity]
    proposals_required: frozenset[str]
    dimensions: tuple[ScoreDimension, ...]
    grades: tuple[Grade, ...]
    returned_by: frozenset[str] = frozenset()
    blank_columns_allowed: bool = False
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    word_lists: tuple[WordList, ...] = ()
    items: tuple[LocalItem, ...] = ()


class _Checked(Entries):
    """Reads a profile's entries and says in which file and at which line one is wrong."""

    def codes(self, entries: Any, word: str) -> list[str]:
        if not isinstance(entries, list):
            raise self.fail(word, f'{word} 应为代码列表，如 ["S203"]')
        for entry in entries:
            if not isinstance(entry, str) or not _CODE.fullmatch(entry):
                raise self.fail(str(entry), f"“{entry}”不是检查代码")
        return entries

    def table(self, parent: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """The table under a key (empty if absent)."""
        value = parent.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(key, f"{key} 应为一节（[{key}]）")
        return value

    def switch(self, parent: Mapping[str, Any], key: str, name: str) -> bool:
        """A yes or no in a table (no if absent)."""
        value = self.table(parent, key).get(name, False)
        if not isinstance(value, bool):
            raise self.fail(name, f"{name} 应为 true 或 false")
        return value

    def keys(self, parent: Mapping[str, Any], key: str, known: set[str]) -> None:
        """Refuse unknown keys in a table."""
        for name in self.table(parent, key):
            if name not in known:
                raise self.fail(
                    name, f"[{key}] 中不认识的项目“{name}”，可用的有：{'、'.join(sorted(known))}"
                )

    def entries(
        self, parent: Mapping[str, Any], key: str, needed: set[str]
    ) -> list[dict[str, Any]]:
        """The tables of an array, each with exactly the keys needed."""
        value = parent.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.fail(key, f"{key} 应为若干节（[[score.{key}]]）")
        for entry in value:
            for name in needed - set(entry):
                raise self.fail(f"[[score.{key}]]", f"[[score.{key}]] 缺少“{name}”")
            for name in set(entry) - needed:
                raise self.fail(name, f"[[score.{key}]] 中不认识的项目“{name}”")
            if "codes" in needed and not isinstance(entry["codes"], dict):
                raise self.fail("codes", "codes 应写成 { 代码 = 分数 }")
        return value

    def deadlines(self, table: Mapping[str, Any]) -> Mapping[str, Deadline]:
        """The time limits by kind of body; a kind stands under `must` or under `ask`, not both."""
        out: dict[str, Deadline] = {}
        for level, limits in table.items():
            if not isinstance(limits, dict):
                raise self.fail(level, f'{level} 应写成 {{ 机关类型 = "月-日" }}')
            for kind, day in limits.items():
                if kind not in get_args(AgencyKind):
                    raise self.fail(kind, f"“{kind}”不是机关类型")
                if kind in out:
                    raise self.fail(f"{kind} =", f"“{kind}”的时限写了两次（must 和 ask）")
                try:
                    # the limit is the same every year: 02-29 is none
                    limit = datetime.strptime(f"2001-{day}", "%Y-%m-%d")
                except ValueError:
                    raise self.fail(
                        str(day), f'“{day}”不是日期，应写成“月-日”，如 "01-31"'
                    ) from None
                out[kind] = Deadline(limit.month, limit.day, level == "must")
        return out

    def dimensions(self, score: Mapping[str, Any]) -> tuple[ScoreDimension, ...]:
        """The rubric; none where the profile leaves it to its base."""
        out = tuple(
            ScoreDimension(
                str(part["key"]),
                str(part["label"]),
                self.number(part["possible"], "possible"),
                {
                    self.codes([code], code)[0]: self.number(cost, code)
                    for code, cost in part["codes"].items()
                },
            )
            for part in self.entries(score, "parts", {"key", "label", "possible", "codes"})
        )
        if out and abs(sum(d.possible for d in out) - 100) > 1e-9:
            raise self.fail("score.parts", "各部分满分之和应为100")
        return out

    def grades(self, score: Mapping[str, Any]) -> tuple[Grade, ...]:
        """The grades, the best first; none where the profile leaves them to its base."""
        out = tuple(
            Grade(g["label"], self.number(g["least"], "least"))
            for g in self.entries(score, "grades", {"label", "least"})
        )
        falling = list(out) == sorted(out, key=lambda g: -g.least)
        if (out or "parts" in score) and (not out or out[-1].least != 0 or not falling):
            raise self.fail("score.grades", "等次应从高到低排列，最后一等的 least 为0")
        return out

    def number(self, value: Any, word: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise self.fail(word, f"{word} 应为不小于0的数")
        return float(value)


_KNOWN = frozenset(
    ["name", "title", "base", "switched_off", "levels", "required", "deadlines", "text", "score",
     "word_lists", "items"]
)  # fmt: skip


def parse_profile(data: bytes, origin: str, folder: Traversable | None = None) -> Profile:
    """A profile from the bytes of its TOML file; ProfileError with line and reason if it is wrong.

    `folder` is where its word lists and a `base` that is a file are looked for. What the profile does
    not say is as its base says.
    """
    checked, table = _Checked.read("评审方案", data, origin)
    checked.known(table, _KNOWN, "")
    based_on, basis = _base(checked, table, folder)
    checked.keys(table, "required", {"proposals"})
    checked.keys(table, "deadlines", {"must", "ask"})
    checked.keys(table, "text", {"blank_columns_allowed"})
    checked.keys(table, "score", {"returned_by", "parts", "grades"})
    levels: dict[str, Severity] = {}
    for code, level in checked.table(table, "levels").items():
        checked.codes([code], code)
        try:
            levels[code] = Severity(level)
        except ValueError:
            raise checked.fail(code, f"“{level}”不是级别，应为 must、should 或 ask") from None
    kinds = checked.choices(
        checked.table(table, "required"),
        "proposals",
        get_args(AgencyKind),
        ("[required]", 0),
        "机关类型",
    )
    lists = _word_lists(checked, table, folder)
    own = Profile(
        name=checked.word(table, "name", _TOP) or origin,
        title=checked.word(table, "title", _TOP),
        sha256=_digest(data, basis, [content for content, _ in lists]),
        switched_off=frozenset(checked.codes(table.get("switched_off", []), "switched_off")),
        levels=levels,
        proposals_required=frozenset(kinds),
        dimensions=checked.dimensions(checked.table(table, "score")),
        grades=checked.grades(checked.table(table, "score")),
        blank_columns_allowed=checked.switch(table, "text", "blank_columns_allowed"),
        returned_by=frozenset(
            checked.codes(checked.table(table, "score").get("returned_by", []), "returned_by")
        ),
        deadlines=checked.deadlines(checked.table(table, "deadlines")),
        word_lists=tuple(parsed for _, parsed in lists),
        items=read_items(checked, table),
    )
    if based_on is None:
        if not own.dimensions:
            raise checked.fail("score", "缺少评分（[[score.parts]]），或以 base 指明沿用哪个方案")
        return own
    return _upon(based_on, own, table)


_TOP = ("", 0)


def _upon(base: Profile, own: Profile, table: Mapping[str, Any]) -> Profile:
    """A profile with its base's settings where it has none: lists of items, levels and limits add up."""
    score = table.get("score", {})
    return replace(
        own,
        switched_off=own.switched_off if "switched_off" in table else base.switched_off,
        levels={**base.levels, **own.levels},
        proposals_required=(
            own.proposals_required
            if "proposals" in table.get("required", {})
            else base.proposals_required
        ),
        dimensions=own.dimensions or base.dimensions,
        grades=own.grades or base.grades,
        returned_by=own.returned_by if "returned_by" in score else base.returned_by,
        blank_columns_allowed=(
            own.blank_columns_allowed
            if "blank_columns_allowed" in table.get("text", {})
            else base.blank_columns_allowed
        ),
        deadlines={**base.deadlines, **own.deadlines},
        word_lists=(*base.word_lists, *own.word_lists),
        items=(*(i for i in base.items if i.key not in {o.key for o in own.items}), *own.items),
    )


def _base(
    checked: _Checked, table: Mapping[str, Any], folder: Traversable | None
) -> tuple[Profile | None, str]:
    """The profile that another builds on and its hash; a built-in name, or a file beside it."""
    name = checked.word(table, "base", _TOP)
    if not name:
        return None, ""
    try:
        if name.endswith(".toml"):
            data = _beside(checked, name, folder)
            if "base" in _Checked.read("评审方案", data, name)[1]:
                raise ProfileError("沿用的方案自己不能再有 base")
            base = parse_profile(data, Path(name).name, folder)
        else:
            base = load_profile(name)
    except ProfileError as error:
        raise checked.fail("base", f"base 的“{name}”不能用：{error.message}") from error
    return base, base.sha256


def _word_lists(
    checked: _Checked, table: Mapping[str, Any], folder: Traversable | None
) -> list[tuple[bytes, WordList]]:
    """The word lists that a profile names, each a file beside it."""
    out = []
    for name in checked.words(table, "word_lists", _TOP):
        data = _beside(checked, name, folder)
        out.append((data, parse_word_list(data, Path(name).name)))
    return out


def _beside(checked: _Checked, name: str, folder: Traversable | None) -> bytes:
    if folder is None or not name.endswith(".toml") or ".." in Path(name).parts:
        raise checked.fail(name, f"“{name}”应为与评审方案放在一起的 .toml 文件")
    try:
        return folder.joinpath(name).read_bytes()
    except OSError as error:
        raise checked.fail(name, f"“{name}”打不开：{error.strerror}") from error


def _digest(data: bytes, base: str, lists: list[bytes]) -> str:
    """The hash of all that rules a review: of the file alone where it stands alone."""
    if not base and not lists:
        return hashlib.sha256(data).hexdigest()
    digests = [base, *(hashlib.sha256(part).hexdigest() for part in (data, *lists))]
    return hashlib.sha256("".join(digests).encode()).hexdigest()


@cache
def load_profile(name: str = "national") -> Profile:
    """A profile by name (one that comes with the program) or by the path of its file."""
    path = Path(name)
    if path.suffix == ".toml":
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ProfileError(f"评审方案文件 {name} 打不开：{error.strerror}") from error
        return parse_profile(data, path.name, path.parent)
    folder = files("review").joinpath("data", "profiles")
    resource = folder.joinpath(f"{name}.toml")
    if not re.fullmatch(r"[\w-]+", name) or not resource.is_file():
        known = sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml"))
        raise ProfileError(
            f"没有名为“{name}”的评审方案；可写方案文件的路径（.toml），或内置的{'、'.join(known)}。"
        )
    return parse_profile(resource.read_bytes(), f"{name}.toml", folder)

"""A profile: an office's own settings as data — levels, switched-off checks, required items, rubric."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from review.errors import ProfileError
from review.finding import Severity
from review.model import AgencyKind

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


class _Checked:
    """Reads a profile's entries and says in which file and at which line one is wrong."""

    def __init__(self, origin: str, text: str) -> None:
        self.origin, self.text = origin, text

    def fail(self, word: str, reason: str) -> ProfileError:
        lines = self.text.split("\n")
        line = next((n for n, t in enumerate(lines, start=1) if word and word in t), 0)
        where = f"第{line}行" if line else "文件"
        return ProfileError(f"评审方案 {self.origin} {where}：{reason}")

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

    def number(self, value: Any, word: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise self.fail(word, f"{word} 应为不小于0的数")
        return float(value)


def parse_profile(data: bytes, origin: str) -> Profile:
    """A profile from the bytes of its TOML file; ProfileError with line and reason if it is wrong."""
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"评审方案 {origin} 无法读取：{error}") from error
    checked = _Checked(origin, text)
    known = {"name", "title", "switched_off", "levels", "required", "deadlines", "text", "score"}
    for key in table:
        if key not in known:
            raise checked.fail(key, f"不认识的项目“{key}”，可用的有：{'、'.join(sorted(known))}")
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
    kinds = frozenset(checked.table(table, "required").get("proposals", ()))
    for kind in kinds - set(get_args(AgencyKind)):
        raise checked.fail(str(kind), f"“{kind}”不是机关类型")
    score = checked.table(table, "score")
    dimensions = tuple(
        ScoreDimension(
            str(part["key"]),
            str(part["label"]),
            checked.number(part["possible"], "possible"),
            {
                checked.codes([code], code)[0]: checked.number(cost, code)
                for code, cost in part["codes"].items()
            },
        )
        for part in checked.entries(score, "parts", {"key", "label", "possible", "codes"})
    )
    if abs(sum(d.possible for d in dimensions) - 100) > 1e-9:
        raise checked.fail("score.parts", "各部分满分之和应为100")
    grades = tuple(
        Grade(g["label"], checked.number(g["least"], "least"))
        for g in checked.entries(score, "grades", {"label", "least"})
    )
    if (
        not grades
        or grades[-1].least != 0
        or list(grades) != sorted(grades, key=lambda g: -g.least)
    ):
        raise checked.fail("score.grades", "等次应从高到低排列，最后一等的 least 为0")
    return Profile(
        name=str(table.get("name", origin)),
        title=str(table.get("title", "")),
        sha256=hashlib.sha256(data).hexdigest(),
        switched_off=frozenset(checked.codes(table.get("switched_off", []), "switched_off")),
        levels=levels,
        proposals_required=kinds,
        dimensions=dimensions,
        grades=grades,
        blank_columns_allowed=checked.switch(table, "text", "blank_columns_allowed"),
        returned_by=frozenset(checked.codes(score.get("returned_by", []), "returned_by")),
        deadlines=checked.deadlines(checked.table(table, "deadlines")),
    )


@cache
def load_profile(name: str = "national") -> Profile:
    """A profile by name (one that comes with the program) or by the path of its file."""
    path = Path(name)
    if path.suffix == ".toml":
        try:
            return parse_profile(path.read_bytes(), path.name)
        except OSError as error:
            raise ProfileError(f"评审方案文件 {name} 打不开：{error.strerror}") from error
    resource = files("review").joinpath("data", "profiles", f"{name}.toml")
    if not re.fullmatch(r"[\w-]+", name) or not resource.is_file():
        raise ProfileError(f"没有名为“{name}”的评审方案；可写方案文件的路径（.toml）。")
    return parse_profile(resource.read_bytes(), f"{name}.toml")

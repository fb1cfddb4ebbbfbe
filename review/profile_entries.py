"""The entries of a profile: rubric, grades, time limits, codes; how each is read and refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from review.entries import Entries
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


class ProfileEntries(Entries):
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

"""The rubric: dimensions, what a finding of each code costs, grades. Data that an office may change."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from types import MappingProxyType

from review.finding import Severity
from review.profile import Profile
from review.profile_entries import Grade, ProfileEntries, ScoreDimension

OWN = "own"
"""The code of a reviewer's own finding, where findings are counted."""

_OWN_COSTS: Mapping[str, float] = MappingProxyType({"must": 3.0, "should": 1.0})
_NAME = "评分细则"


@dataclass(frozen=True, slots=True)
class Rubric:
    """Dimensions whose points add up to 100, grades from the best down.

    `returned_by`: codes whose `must` findings send a report back whatever its score. `own`: what a
    reviewer's own finding costs by level; it is taken from `own_part`, the dimension of that key.
    """

    dimensions: tuple[ScoreDimension, ...]
    grades: tuple[Grade, ...]
    returned_by: frozenset[str] = frozenset()
    own: Mapping[str, float] = field(default_factory=lambda: _OWN_COSTS)
    own_part: str = ""

    @property
    def homes(self) -> Mapping[str, tuple[str, float]]:
        """By code: the key of its dimension, and what a finding costs."""
        return {code: (d.key, cost) for d in self.dimensions for code, cost in d.costs.items()}

    def price(self, code: str, severity: str) -> tuple[str, float]:
        """The dimension that a finding takes from, and how much; `ask` takes nothing."""
        if severity == Severity.ASK:
            return "", 0.0
        if code == OWN:
            return self.own_part, self.own.get(severity, 0.0)
        homes = ((d.key, d.costs[code]) for d in self.dimensions if code in d.costs)
        return next(homes, ("", 0.0))

    def grade(self, total: float) -> str:
        """The grade that a total earns."""
        return next(g.label for g in self.grades if total >= g.least)


def rubric_of(profile: Profile) -> Rubric:
    """The rubric that a profile brings along."""
    keys = [d.key for d in profile.dimensions]
    part = "completeness" if "completeness" in keys else (keys[0] if keys else "")
    return Rubric(profile.dimensions, profile.grades, profile.returned_by, own_part=part)


def parse_rubric(data: bytes) -> Rubric:
    """A rubric from its TOML; ProfileError with line and reason where it is wrong."""
    checked, table = ProfileEntries.read(_NAME, data, "")
    checked.keys({"": table}, "", {"returned_by", "parts", "grades", "own", "own_part"})
    dimensions = checked.dimensions(table)
    if not dimensions:
        raise checked.fail("", "没有评分项目（[[parts]]）")
    if len({d.key for d in dimensions}) < len(dimensions):
        raise checked.fail("key", "两个评分项目的 key 相同")
    seen: set[str] = set()
    for d in dimensions:
        if twice := seen & set(d.costs):
            raise checked.fail(min(twice), f"检查 {min(twice)} 只能在一个项目里扣分")
        seen |= set(d.costs)
    own = table.get("own", dict(_OWN_COSTS))
    known = {Severity.MUST.value, Severity.SHOULD.value}
    if not isinstance(own, dict) or set(own) - known:
        raise checked.fail("own", "自建问题的扣分应写成 { must = 3, should = 1 }")
    costs = {level: checked.number(own.get(level, 0), "own") for level in sorted(known)}
    part = str(table.get("own_part", dimensions[0].key))
    if part not in {d.key for d in dimensions}:
        raise checked.fail("own_part", f"没有项目“{part}”，自建问题无处扣分")
    grades = checked.grades(table)
    numbers = [d.possible for d in dimensions] + [g.least for g in grades] + list(costs.values())
    if not all(map(isfinite, [*numbers, *(c for d in dimensions for c in d.costs.values())])):
        raise checked.fail("", "评分细则里只能是普通的数")
    codes = frozenset(checked.codes(table.get("returned_by", []), "returned_by"))
    return Rubric(dimensions, grades, codes, costs, part)


def write_rubric(rubric: Rubric) -> str:
    """The TOML of a rubric, such that `parse_rubric` gives it back."""
    lines = [
        f"returned_by = {json.dumps(sorted(rubric.returned_by))}",
        f"own_part = {_text(rubric.own_part)}",
        f"own = {{ {', '.join(f'{k} = {float(v)!r}' for k, v in sorted(rubric.own.items()))} }}",
    ]
    for d in rubric.dimensions:
        costs = ", ".join(f"{code} = {float(cost)!r}" for code, cost in sorted(d.costs.items()))
        lines += [
            "",
            "[[parts]]",
            f"key = {_text(d.key)}",
            f"label = {_text(d.label)}",
            f"possible = {float(d.possible)!r}",
            f"codes = {{ {costs} }}",
        ]
    for g in rubric.grades:
        lines += ["", "[[grades]]", f"label = {_text(g.label)}", f"least = {float(g.least)!r}"]
    return "\n".join(lines) + "\n"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)

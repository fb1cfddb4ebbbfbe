"""A profile: an office's own settings as data — levels, switched-off checks, required items, rubric."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, get_args

from review.errors import ProfileError
from review.finding import Severity
from review.items import LocalItem, read_items
from review.model import AgencyKind
from review.profile_entries import Deadline, Grade, ProfileEntries, ScoreDimension
from review.wording.lists import WordList, parse_word_list


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


_KNOWN = frozenset(
    ["name", "title", "base", "switched_off", "levels", "required", "deadlines", "text", "score",
     "word_lists", "items"]
)  # fmt: skip


def parse_profile(data: bytes, origin: str, folder: Traversable | None = None) -> Profile:
    """A profile from the bytes of its TOML file; ProfileError with line and reason if it is wrong.

    `folder` is where its word lists and a `base` that is a file are looked for. What the profile does
    not say is as its base says.
    """
    checked, table = ProfileEntries.read("评审方案", data, origin)
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
    checked: ProfileEntries, table: Mapping[str, Any], folder: Traversable | None
) -> tuple[Profile | None, str]:
    """The profile that another builds on and its hash; a built-in name, or a file beside it."""
    name = checked.word(table, "base", _TOP)
    if not name:
        return None, ""
    try:
        if name.endswith(".toml"):
            data = _beside(checked, name, folder)
            if "base" in ProfileEntries.read("评审方案", data, name)[1]:
                raise ProfileError("沿用的方案自己不能再有 base")
            base = parse_profile(data, Path(name).name, folder)
        else:
            base = load_profile(name)
    except ProfileError as error:
        raise checked.fail("base", f"base 的“{name}”不能用：{error.message}") from error
    return base, base.sha256


def _word_lists(
    checked: ProfileEntries, table: Mapping[str, Any], folder: Traversable | None
) -> list[tuple[bytes, WordList]]:
    """The word lists that a profile names, each a file beside it."""
    out = []
    for name in checked.words(table, "word_lists", _TOP):
        data = _beside(checked, name, folder)
        out.append((data, parse_word_list(data, Path(name).name)))
    return out


def _beside(checked: ProfileEntries, name: str, folder: Traversable | None) -> bytes:
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

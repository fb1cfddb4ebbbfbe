"""Codes of the catalogue that this version does not check yet: each review lists them as not run."""

_NOT_YET = "本版本尚未提供这项检查"
_NO_LAST_YEAR = "本版本尚不与上年报告比较"

PLANNED: tuple[tuple[str, str], ...] = tuple(
    (code, _NO_LAST_YEAR if code == "D101" else _NOT_YET) for code in ("D101", "D102")
)

PLANNED_TITLES: dict[str, str] = {
    "D101": "照抄上年",
    "D102": "与其他单位雷同",
}
"""What reviewers read in place of a code that is not checked yet."""

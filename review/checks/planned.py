"""Codes of the catalogue that this version does not check yet: each review lists them as not run."""

_NOT_YET = "本版本尚未提供这项检查"

PLANNED: tuple[tuple[str, str], ...] = (("D102", _NOT_YET),)

PLANNED_TITLES: dict[str, str] = {
    "D102": "与其他单位雷同",
}
"""What reviewers read in place of a code that is not checked yet."""

"""Codes of the catalogue that this version does not check yet: each review lists them as not run."""

PLANNED: tuple[tuple[str, str], ...] = ()

PLANNED_TITLES: dict[str, str] = {}
"""What reviewers read in place of a code that is not checked yet."""

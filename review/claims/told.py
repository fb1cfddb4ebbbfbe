"""What some words tell of a case that do not use the terms of the form: 查无此件, 遮挡后公开, 判决驳回."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _patterns(family: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = files("review").joinpath("data", "told.toml").read_text("utf-8")
    listed: dict[str, list[str]] = tomllib.loads(text)[family]
    return tuple((name, re.compile("|".join(words))) for name, words in listed.items())


def told_outcomes(text: str) -> list[str]:
    """The outcomes that some words may tell of: reasons where there are any, else groups."""
    names = _told("outcome", text)
    leaves = [n for n in names if "." in n]
    if leaves:
        groups = {"granted", "withheld", "unavailable", "not_processed", "other"}
        return leaves + [n for n in names if "." not in n and n not in groups]
    if "partly_granted" in names:
        names = [n for n in names if n != "granted"]
    return names


def told_carry(text: str) -> list[str]:
    """Whether some words tell of a case that came from the year before ("in"), or stays ("out")."""
    return _told("carry", text)


def told_results(text: str) -> list[str]:
    """The results of proceedings that some words may tell of."""
    return _told("result", text)


def _told(family: str, text: str) -> list[str]:
    return [name for name, pattern in _patterns(family) if pattern.search(text)]


__all__ = ["told_carry", "told_outcomes", "told_results"]

"""Every figure in the narratives of real reports, labelled by hand in real_figures.toml, against what the program reads.

The labels hold offsets and cells, no text: the reports stand outside the repository.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import review
from review.outcome import Claim, Review

pytestmark = pytest.mark.real

# Of the figures that speak of cells, so many must be read with those cells, value and verdict.
RECALL = 0.95

Figure = dict[str, Any]

_LABELS = Path(__file__).with_name("real_figures.toml")
SECTIONS: list[dict[str, Any]] = tomllib.loads(
    _LABELS.read_text(encoding="utf-8"), parse_float=Decimal
)["section"]
FILES = sorted({section["file"] for section in SECTIONS})


@cache
def reviewed(path: Path, last_year: Path | None = None) -> Review:
    """The review of a real report, alone or beside last year's."""
    result = review.check(path, last_year=last_year)
    assert result.report is not None, result.error
    return result


def figures(file: str = "", *, named: str = "cells") -> Iterator[tuple[str, str, Figure]]:
    """File, section and label of each figure whose field `named` is filled, of one file or of all."""
    for section in SECTIONS:
        if file in ("", section["file"]):
            for figure in section["figures"]:
                if figure.get(named):
                    yield section["file"], section["key"], figure


def overlapping(result: Review, section: str, figure: Figure) -> list[Claim]:
    """The claims on any character of a figure."""
    return [
        claim
        for claim in result.claims
        if claim.section == section and claim.start < figure["end"] and figure["start"] < claim.end
    ]


def states(claims: list[Claim], figure: Figure, verdict: str) -> bool:
    """Whether one claim says what the label says; zeros may be parted, a claim a cell."""
    bindings = [set(cells) for cells in (figure["cells"], *figure.get("alt", ()))]
    same = [
        claim
        for claim in claims
        if claim.verdict == verdict
        and claim.kind == figure["kind"]
        and claim.value == figure.get("value")
    ]
    if figure["kind"] == "zero" and set().union(*(claim.cells for claim in same)) in bindings:
        return True
    return any(
        set(claim.cells) in bindings
        and (claim.kind == "growth" or set(claim.base) == set(figure.get("base", ())))
        for claim in same
    )


def place(file: str, section: str, start: int, end: int) -> str:
    """Where something stands, without its text."""
    return f"{file} {section}[{start}:{end}]"


@pytest.mark.parametrize("section", SECTIONS, ids=lambda s: f"{s['file']}-{s['key']}")
def test_labels_fit_the_text(section: dict[str, Any], real_folder: Path) -> None:
    """The section still reads as it did when it was labelled: offsets of another text say nothing."""
    report = reviewed(real_folder / section["file"]).report
    assert report is not None
    (text,) = [s.text for s in report.sections if s.key == section["key"]]
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == section["sha256"], "the section reads otherwise: its labels must be set anew"
    assert all(0 <= f["start"] < f["end"] <= len(text) for f in section["figures"])


def test_figures_are_read_with_their_cells(real_folder: Path) -> None:
    """Of all figures that speak of cells nearly all are bound to just those, with the right verdict."""
    wanted = list(figures())
    missed = [
        place(file, section, figure["start"], figure["end"])
        for file, section, figure in wanted
        if not states(
            overlapping(reviewed(real_folder / file), section, figure), figure, figure["verdict"]
        )
    ]
    recall = 1 - len(missed) / len(wanted)
    assert recall >= RECALL, f"{recall:.3f}; missed: {missed}"


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_contradicted_that_is_true(file: str, real_folder: Path) -> None:
    """A claim is contradicted only where the label says so."""
    result = reviewed(real_folder / file)
    false = [f for f in figures(file, named="verdict") if f[2]["verdict"] == "contradicted"]
    accused = [
        place(file, claim.section, claim.start, claim.end)
        for claim in result.claims
        if claim.verdict == "contradicted"
        and not any(claim in overlapping(result, section, f) for _, section, f in false)
    ]
    assert accused == []


@pytest.mark.parametrize("file", FILES)
def test_figures_of_no_cell_are_held_against_none(file: str, real_folder: Path) -> None:
    """Publications, other scopes and other cases get no claim that was compared with a cell."""
    result = reviewed(real_folder / file)
    bound = list(figures(file))
    caught = []
    for _, section, trap in figures(file, named="trap"):
        for claim in overlapping(result, section, trap):
            # A claim quoted at length may run over a trap on its way to a figure of its own.
            owned = any(
                claim in overlapping(result, where, figure)
                and states([claim], figure, figure["verdict"])
                for _, where, figure in bound
            )
            if claim.cells and claim.verdict != "unverifiable" and not owned:
                caught.append(place(file, section, trap["start"], trap["end"]))
    assert caught == []


@pytest.mark.parametrize(("file", "last_year"), [("suqian_city_2024.txt", "suqian_city_2023.txt")])
def test_growth_is_held_against_last_year(file: str, last_year: str, real_folder: Path) -> None:
    """Beside last year's report the printed growth is recomputed."""
    result = reviewed(real_folder / file, real_folder / last_year)
    wanted = list(figures(file, named="verdict_with_last_year"))
    assert wanted
    for _, section, figure in wanted:
        claims = overlapping(result, section, figure)
        assert states(claims, figure, figure["verdict_with_last_year"]), place(
            file, section, figure["start"], figure["end"]
        )

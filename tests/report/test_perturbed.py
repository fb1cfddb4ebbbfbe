"""Whatever damage is done to a table, each cell is read exactly or refused: none is silently wrong."""

from random import Random

import pytest

from tests.report.documents import report_of
from tests.report.hard_draft import draft
from tests.report.perturbed import Damaged, damaged


def wrong_cells(table: Damaged) -> dict[str, tuple[str, str]]:
    """Cells of which something else is read than what was drawn there: key -> (read, drawn)."""
    report = report_of(draft(tables={table.part: table.text}))
    out = {}
    for key, cell in report.cells.items():
        if not key.startswith(table.part):
            continue
        read, drawn = cell.raw.strip(), table.truth.get(key, "(absent)")
        if read in (drawn, table.stands.get(key)):
            continue
        out[key] = (read, drawn)
    return out


def failures(seeds: range) -> list[str]:
    """Seeds whose table is read wrongly, with the damage and the first wrong cells."""
    out = []
    for seed in seeds:
        table = damaged(Random(seed))
        wrong = wrong_cells(table)
        if wrong:
            out.append(f"{seed} {table.damage}: {len(wrong)} {list(wrong.items())[:3]}")
    return out


def test_no_cell_is_silently_wrong() -> None:
    """A few hundred damaged tables."""
    assert failures(range(150)) == []


@pytest.mark.slow
def test_no_cell_is_silently_wrong_in_thousands() -> None:
    """Three thousand damaged tables."""
    assert failures(range(1000, 4000)) == []


@pytest.mark.parametrize("seed", [])
def test_once_read_wrongly(seed: int) -> None:
    """Tables that were once read wrongly."""
    assert failures(range(seed, seed + 1)) == []

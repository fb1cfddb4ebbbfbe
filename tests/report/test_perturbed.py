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


def test_damage_is_done_and_most_is_read() -> None:
    """The trial is no empty one: every kind of damage occurs, and most cells are still read."""
    tables = [damaged(Random(seed)) for seed in range(120)]
    done = " ".join(" ".join(table.damage) for table in tables)
    for word in ("ocr", "numbering", "blanks", "dropped", "moved", "slipped left", "totals only"):
        assert word in done
    wanted = got = 0
    for table in tables:
        report = report_of(draft(tables={table.part: table.text}))
        wanted += len(table.truth)
        got += sum(key in report.cells for key in table.truth)
    assert got > 0.6 * wanted


@pytest.mark.long
@pytest.mark.slow
def test_no_cell_is_silently_wrong_in_thousands() -> None:
    """Three thousand damaged tables."""
    assert failures(range(1000, 4000)) == []


@pytest.mark.parametrize(
    "seed", [3, 25, 88, 135, 213, 254, 865, 1486, 2307, 3184, 5914, 7198, 7869, 20303, 22299, 30829]
)
def test_once_read_wrongly(seed: int) -> None:
    """Tables that were once read wrongly."""
    assert failures(range(seed, seed + 1)) == []

"""Other wordings of what the tables hold, written from the catalogue of patterns, and traps among them.

Each line of wordings.txt is read beside the tables of its scenario; all claims and findings must be those
that it names, and no others.
"""

from pathlib import Path
from typing import Any

import pytest

from review.checks import CHECKS
from review.evaluation.claims import facts_of
from review.outcome import Claim
from review.pipeline import run_checks

pytestmark = pytest.mark.usefixtures("diagnosed_once")

Passage = dict[str, Any]

_FILE = Path(__file__).with_name("wordings.txt")
_SHORT = {
    "requests.": "r.",
    "proceedings.": "p.",
    "proactive.": "a.",
    ".total": "",
    "natural_person": "np",
    "litigation_direct": "dir",
    "litigation_after_reconsideration": "aft",
    "reconsideration": "rev",
    "normative_documents": "norm",
    ".decisions": "",
}


def _rows(**rows: tuple[int, ...]) -> dict[str, Any]:
    columns = ("natural_person", "business", "legal_service")
    cells: dict[str, Any] = {}
    for row, values in rows.items():
        key = f"requests.{row.replace('__', '.')}"
        cells |= {f"{key}.{c}": v for c, v in zip(columns, values, strict=True)}
        cells[f"{key}.total"] = sum(values)
    return cells


def _totals(table: str, suffix: str = "", **cells: Any) -> dict[str, Any]:
    return {f"{table}.{key.replace('__', '.')}{suffix}": value for key, value in cells.items()}


_A = {
    **_totals(
        "requests.received", natural_person=30, business=6, research=1, nonprofit=1,
        legal_service=3, other_org=1, total=42,
    ),
    **_totals("requests.carried_in", natural_person=4, total=4),
    **_totals(
        "requests", ".total", granted=18, partly_granted=5, withheld__state_secret=1,
        withheld__prohibited_by_law=2, withheld__third_party_rights=3, withheld__internal_affairs=1,
        withheld__deliberative_process=4, withheld__enforcement_file=2, unavailable__not_held=2,
        unavailable__needs_creation=1, not_processed__petition=1, not_processed__repeated=1,
        other__correction_overdue=1, other__other=1, concluded=43, carried_out=3,
    ),
    **_totals(
        "requests.concluded", natural_person=32, business=6, research=1, nonprofit=1,
        legal_service=2, other_org=1,
    ),
    **_totals("requests.carried_out", natural_person=2, legal_service=1),
    **_totals("requests.granted", natural_person=12, business=5, research=1),
    **_totals(
        "proceedings.reconsideration", upheld=4, corrected=1, other=1, pending=1, total=7
    ),
    **_totals("proceedings.litigation_direct", upheld=1, pending=1, total=2),
    **_totals("proceedings.litigation_after_reconsideration", upheld=2, other=1, total=3),
    **_totals("proactive.normative_documents", issued=5, repealed=2, in_force=19),
    **_totals("proactive", ".decisions", licensing=1203, penalties=96, coercion=8),
    "proactive.fees.amount": 357.6,
}  # fmt: skip
_B = {
    **_totals("requests.received", natural_person=1, total=1),
    **_totals("requests.partly_granted", natural_person=1, total=1),
    **_totals("requests.concluded", natural_person=1, total=1),
    **_totals("proceedings.reconsideration", upheld=1, total=1),
    "proactive.licensing.decisions": 30,
}
_C = {
    **_rows(
        received=(10, 4, 1), carried_in=(1, 0, 1), granted=(5, 2, 0), partly_granted=(1, 0, 0),
        withheld__third_party_rights=(1, 0, 0), withheld__deliberative_process=(0, 1, 0),
        unavailable__not_held=(2, 0, 1), not_processed__petition=(1, 0, 0),
        other__correction_overdue=(0, 0, 1), concluded=(10, 3, 2), carried_out=(1, 1, 0),
    ),
    **_totals("proceedings.reconsideration", upheld=2, corrected=1, total=3),
    **_totals("proceedings.litigation_direct", upheld=1, total=1),
    **_totals("proceedings.litigation_after_reconsideration", pending=1, total=1),
    **_totals("proactive.normative_documents", issued=4, repealed=1, in_force=12),
    **_totals("proactive", ".decisions", licensing=530, penalties=47, coercion=5),
    "proactive.fees.amount": 88.2,
}  # fmt: skip


def _last_year(**cells: int) -> dict[str, int]:
    keys = {
        "received": "requests.received.total",
        "carried_in": "requests.carried_in.total",
        "concluded": "requests.concluded.total",
        "licensing": "proactive.licensing.decisions",
        "penalties": "proactive.penalties.decisions",
        "reconsideration": "proceedings.reconsideration.total",
    }
    return {keys[name]: value for name, value in cells.items()}


SCENARIOS: dict[str, Passage] = {
    "A": {
        "agency": "清河县水务局",
        "kind": "department",
        "year": 2024,
        "cells": _A,
        "last_year": _last_year(
            received=35, carried_in=2, concluded=33, licensing=1100, penalties=120,
            reconsideration=5,
        ),
    },
    "B": {"agency": "青川县柳河镇人民政府", "kind": "town", "year": 2023, "cells": _B},
    "C": {
        "agency": "临江市水利局",
        "kind": "department",
        "year": 2023,
        "cells": _C,
        "last_year": _last_year(
            received=12, concluded=12, licensing=500, penalties=50, reconsideration=2
        ),
    },
    "K": {"agency": "临江县人民政府", "kind": "county", "year": 2023, "cells": _C},
    "Z": {
        "agency": "青川县柳河镇人民政府",
        "kind": "town",
        "year": 2023,
        "cells": {"proactive.normative_documents.in_force": 3},
    },
}  # fmt: skip
LINES = [
    line
    for line in _FILE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def told(claim: Claim) -> str:
    """A claim in the short form of wordings.txt."""
    keys = []
    for key in claim.cells:
        for long, short in _SHORT.items():
            key = key.replace(long, short)
        keys.append(key)
    value = "all" if claim.kind == "all" else claim.value
    marks = ("!" if claim.verdict == "contradicted" else "") + (
        "<" if claim.of == "last_year" else ""
    )
    return f"{'+'.join(sorted(keys))}={value}{marks}"


@pytest.mark.parametrize("line", LINES)
def test_a_wording_says_what_it_says(line: str) -> None:
    """All claims over cells and all findings of a sentence are those that its line names."""
    scenario, section, text, claims, *codes = line.split("|")
    facts = facts_of({"scenario": SCENARIOS[scenario], "section": section, "text": text})
    assert sorted(told(r.claim) for r in facts.claims if r.claim.cells) == sorted(claims.split())
    found, _ = run_checks(facts, tuple(c for c in CHECKS if c.code.startswith("N")))
    assert sorted(f.code for f in found) == sorted("".join(codes).split())

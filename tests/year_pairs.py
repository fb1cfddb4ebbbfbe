"""Two-year pairs of generated reports: sound ones, and those with one fault between the years planted in them.

Every fault leaves this year's report in agreement with itself: only last year's report betrays it.
"""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from corpus.drawing import LAYOUTS, DrawnReport, draw_docx, draw_text
from corpus.drawing.drawn import Figure
from corpus.generated import next_report, report_of, sound_report
from corpus.statutory_form import APPLICANTS
from corpus.tables import sound_report_cells
from review.outcome import Review
from review.pipeline import review_bytes

Cells = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Pair:
    """Last year's and this year's report; what must be found: code, level and a cell of this year's (or "")."""

    last: DrawnReport
    now: DrawnReport
    code: str = ""
    severity: str = ""
    cell: str = ""


def sound_pair(seed: int) -> Pair:
    """A report and the one of the year after, which follows from it."""
    rng = Random(seed)
    last = sound_report(rng, year=rng.randint(2021, 2024))
    return Pair(last, next_report(rng, last))


def _anew(rng: Random, last: DrawnReport, follows: Cells) -> DrawnReport:
    """This year's report where last year's figures are taken for `follows`."""
    cells = sound_report_cells(rng, last.kind, follows)
    told = last.sections["problems"]
    return report_of(rng, last.agency, last.kind, last.year + 1, cells, told)


def _carried_out(last: DrawnReport) -> dict[str, int]:
    return {c: int(last.cells[f"requests.carried_out.{c}"]) for c in APPLICANTS}


def carry_over_differs(seed: int) -> Pair:
    """One column of 上年结转, and so its total, is off by one to three."""
    pair = sound_pair(seed)
    rng = Random(f"{seed} planted")
    column = rng.choice(APPLICANTS)
    left = _carried_out(pair.last)[column]
    wrong = left + rng.choice([n for n in (-3, -2, -1, 1, 2, 3) if left + n >= 0])
    now = _anew(rng, pair.last, {**pair.last.cells, f"requests.carried_out.{column}": wrong})
    return Pair(pair.last, now, "Y101", "must", "requests.carried_in.total")


def column_differs(seed: int) -> Pair:
    """One request carried over stands in another column; the total is right."""
    for more in range(1000):
        pair = sound_pair(seed + 7919 * more)
        carried = _carried_out(pair.last)
        if any(carried.values()):
            break
    rng = Random(f"{seed} planted")
    old = rng.choice([c for c in APPLICANTS if carried[c]])
    new = rng.choice([c for c in APPLICANTS if c != old])
    moved = {**carried, old: carried[old] - 1, new: carried[new] + 1}
    follows = {f"requests.carried_out.{c}": n for c, n in moved.items()}
    now = _anew(rng, pair.last, {**pair.last.cells, **follows})
    return Pair(pair.last, now, "Y101", "ask", f"requests.carried_in.{new}")


def stock_differs(seed: int) -> Pair:
    """现行有效 of normative documents does not follow from last year's."""
    pair = sound_pair(seed)
    rng = Random(f"{seed} planted")
    key = "proactive.normative_documents.in_force"
    wrong = int(pair.last.cells[key]) + rng.randint(1, 9)
    now = _anew(rng, pair.last, {**pair.last.cells, key: wrong})
    return Pair(pair.last, now, "Y102", "should", key)


def tables_copied(seed: int) -> Pair:
    """All three tables are last year's, whose figures follow from themselves."""
    for more in range(1000):
        rng = Random(seed + 7919 * more)
        last = sound_report(rng, year=2023)
        own = [v for k, v in last.cells.items() if not k.endswith((".total", ".in_force"))]
        carried = any(last.cells[f"requests.carried_{way}.total"] for way in ("in", "out"))
        if sum(map(bool, own)) > 8 and max(own) > 60 and not carried:
            break
    told = last.sections["problems"]
    now = report_of(rng, last.agency, last.kind, 2024, dict(last.cells), told)
    return Pair(last, now, "Y103", "should", "")


def problems_repeated(seed: int) -> Pair:
    """The problems of last year stand again; of what became of them no word is said."""
    pair = sound_pair(seed)
    lines = pair.last.sections["problems"].splitlines()
    again = "\n".join(lines[1:]).replace(f"{pair.last.year + 1}年", "下一年")
    again = again.replace(f"{pair.last.year}年", f"{pair.now.year}年")
    sections = {**pair.now.sections, "problems": again}
    return Pair(pair.last, replace(pair.now, sections=sections), "Y104", "should", "")


def last_year_wrong(seed: int) -> Pair:
    """结转下年度 of last year's report is off by one in its total; this year's 上年结转 is right."""
    pair = sound_pair(seed)
    key = "requests.carried_out.total"
    wrong = {key: str(int(pair.last.cells[key]) + 1)}
    last = replace(pair.last, raw=wrong)
    return Pair(last, pair.now, "Y105", "ask", "requests.carried_in.total")


FAULTS: Mapping[str, Callable[[int], Pair]] = {
    fault.__name__: fault
    for fault in (
        carry_over_differs,
        column_differs,
        stock_differs,
        tables_copied,
        problems_repeated,
        last_year_wrong,
    )
}


def drawn(report: DrawnReport, way: str) -> bytes:
    """The report's bytes as a Word file (docx) or as text in one of the flattened layouts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("r.docx" if way == "docx" else "r.txt")
        if way == "docx":
            draw_docx(report, path)
        else:
            draw_text(report, way, path)
        return path.read_bytes()


WAYS = ("docx", *LAYOUTS)


def reviewed(pair: Pair, seed: int) -> Review:
    """This year's report reviewed beside last year's, each drawn in a way by chance."""
    rng = Random(seed)
    now, last = rng.choice(WAYS), rng.choice(WAYS)
    name = "now.docx" if now == "docx" else "now.txt"
    review = review_bytes(drawn(pair.now, now), name, None, drawn(pair.last, last))
    assert review.error is None, review.error
    return review

"""Twenty files for the scripted reviewer: all samples, and reports by chance with faults put in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from corpus.drawing import DrawnReport, draw_docx
from corpus.generated import sound_report
from review.locations import samples_dir

Fault = Callable[[DrawnReport], DrawnReport]


def _total_off(report: DrawnReport) -> DrawnReport:
    key = "requests.granted.total"
    return replace(report, cells={**report.cells, key: report.cells.get(key, 0) + 1})


def _received_off(report: DrawnReport) -> DrawnReport:
    """Row and column still agree, the narrative does not."""
    rows = ("received", "concluded", "granted")
    keys = [f"requests.{row}.{column}" for row in rows for column in ("natural_person", "total")]
    cells = {key: report.cells.get(key, 0) + 2 for key in keys}
    return replace(report, cells={**report.cells, **cells})


def _late(report: DrawnReport) -> DrawnReport:
    return replace(report, date=f"{report.year + 1}年4月20日")


def _doubled_word(report: DrawnReport) -> DrawnReport:
    sections = dict(report.sections)
    sections["overview"] = sections["overview"].replace("公开", "公开公开", 1)
    return replace(report, sections=sections)


def _without_problems(report: DrawnReport) -> DrawnReport:
    sections = {key: text for key, text in report.sections.items() if key != "problems"}
    return replace(report, sections=sections)


def _words_in_a_cell(report: DrawnReport) -> DrawnReport:
    return replace(report, raw={**report.raw, "requests.received.total": "若干"})


_FAULTS: tuple[tuple[Fault, ...], ...] = (
    (),
    (_total_off, _late),
    (_received_off, _doubled_word),
    (_without_problems,),
    (_total_off, _received_off, _words_in_a_cell),
    (_late, _doubled_word),
)
_YEARS = (2022, 2025)  # no year of the samples
_KINDS = ("city", "county", "department", "town", "street", "office", "vertical")


def journey_files(count: int, folder: Path) -> list[Path]:
    """So many files: the samples first, then drawn ones with nothing to six things wrong."""
    samples = samples_dir()
    found = sorted(path for path in Path(str(samples)).rglob("*年报.*") if path.is_file())[:count]
    known: set[tuple[str, int]] = set()
    seed = 0
    while len(found) < count:
        seed += 1
        kind, year = _KINDS[seed % len(_KINDS)], _YEARS[seed % len(_YEARS)]
        report = sound_report(Random(seed), kind, year)
        if (report.agency, report.year) in known:
            continue
        known.add((report.agency, report.year))
        for fault in _FAULTS[len(known) % len(_FAULTS)]:
            report = fault(report)
        path = folder / f"{report.agency}{report.year}年报.docx"
        draw_docx(report, path)
        found.append(path)
    return found

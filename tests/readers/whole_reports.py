"""Reports to put through the whole program, and what of a review must not hang on how a file was written."""

from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from corpus.build_samples import load_samples
from corpus.drawing.drawn import DrawnReport
from corpus.drawing.word import draw_docx
from corpus.generated import sound_report
from review.outcome import Review
from review.pipeline import review_bytes

SOUND = 4


def _faulty() -> list[DrawnReport]:
    return [s.report for s in load_samples() if not s.report.picture_tables]


@cache
def drawn_reports() -> tuple[DrawnReport, ...]:
    """Sound reports of several kinds, and samples whose findings must stay what they are."""
    return (*(sound_report(Random(seed)) for seed in range(SOUND)), *_faulty())


REPORTS = (0, *(SOUND + at for at, report in enumerate(_faulty()) if report.raw))
"""Which of them the tests take: a sound one, and those with faults in their tables."""


@cache
def word_file(which: int) -> bytes:
    """One of the reports as a Word file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        draw_docx(drawn_reports()[which], path)
        return path.read_bytes()


@cache
def plain_essence(which: int) -> dict[str, object]:
    """What the review of one of the reports comes to, from the plain Word file."""
    return essence(word_file(which), "a.docx")


def essence(data: bytes, name: str) -> dict[str, object]:
    """Cells, sections and findings of a file's review; the error's words where it was refused."""
    return essence_of(review_bytes(data, name))


def essence_of(review: Review) -> dict[str, object]:
    if review.report is None:
        return {"error": review.error and review.error.message}
    report = review.report
    return {
        "cells": {key: (cell.raw, cell.value) for key, cell in report.cells.items()},
        **{f"section {s.key}": (s.heading, s.text) for s in report.sections},
        "title": report.title,
        "agency": report.agency.name,
        "year": report.year,
        "published": report.published,
        "findings": [(f.code, f.id, f.message) for f in review.findings],
        "not_run": [(n.code, n.reason) for n in review.not_run],
    }


def differences(one: dict[str, object], other: dict[str, object]) -> dict[str, object]:
    """What differs, by name, as pairs; cells one by one."""
    out: dict[str, object] = {}
    for key in {**one, **other}:
        left, right = one.get(key), other.get(key)
        if left == right:
            continue
        if isinstance(left, dict) and isinstance(right, dict):
            out[key] = {k: (left.get(k), right.get(k)) for k in left if left.get(k) != right.get(k)}
        else:
            out[key] = (left, right)
    return out

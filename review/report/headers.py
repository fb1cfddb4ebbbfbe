"""Headers of the statutory tables: which column is which, and which labels were altered."""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from review.model import AlteredLabel
from review.report.forms import BlockOfRows, Column
from review.report.forms import Row as FormRow
from review.report.labels import core_of
from review.report.rows import Row

_Labelled = TypeVar("_Labelled", Column, FormRow)
_LIKELY = 0.6
_SURE = 0.9


def header_words(rows: Sequence[Row]) -> list[str]:
    """All words of the header rows, in reading order."""
    return [cell.text for row in rows for cell in row.cells if cell.text.strip()]


def leaf_labels(rows: Sequence[Row], columns: Sequence[int]) -> list[list[str]]:
    """For each column of values the header words above it, from top to bottom (true grids only)."""
    out: list[list[str]] = []
    for column in columns:
        words = []
        for row in rows:
            for cell in row.cells:
                if cell.column <= column < cell.column + cell.span and cell.text.strip():
                    words.append(cell.text)
        out.append(words)
    return out


def map_by_header(
    rows: Sequence[Row], positions: Sequence[int], columns: Sequence[Column]
) -> dict[int, int] | None:
    """Official column -> place among the values, where the header names each of them; else None.

    For true grids. Each place must be named by exactly one official label, and no label twice.
    """
    if not all(row.layout == "grid" for row in rows) or not rows:
        return None
    mapping: dict[int, int] = {}
    for place, words in enumerate(leaf_labels(rows, positions)):
        if not words:
            return None
        scores = [
            max(column.label.likeness(words[-1]).score, column.label.likeness("".join(words)).score)
            for column in columns
        ]
        best = max(range(len(columns)), key=scores.__getitem__)
        if scores[best] < _LIKELY or scores.count(scores[best]) > 1 or best in mapping:
            return None
        mapping[best] = place
    return mapping


def named_columns(
    header: Sequence[Row], width: int, columns: Sequence[Column]
) -> dict[int, tuple[int, ...]] | None:
    """Official column -> the columns of the table that its label stands above; None if in doubt.

    For true grids, and for text whose every header row has as many cells as the table is `width`
    columns wide. A label above several neighbouring columns is a merged cell, written out in each.
    """
    if not header or any(row.layout == "spaces" for row in header):
        return None
    if any(row.layout != "grid" and len(row.cells) != width for row in header):
        return None
    found: dict[int, list[int]] = {}
    for place, words in enumerate(leaf_labels(header, range(width))):
        if not words:
            continue
        scores = [column.label.likeness(words[-1]).score for column in columns]
        best = max(range(len(columns)), key=scores.__getitem__)
        if scores[best] < _LIKELY:
            continue
        if scores.count(scores[best]) > 1:
            return None
        found.setdefault(best, []).append(place)
    if any(places[-1] - places[0] >= len(places) for places in found.values()):
        return None
    return {index: tuple(places) for index, places in found.items()}


def _letters(text: str) -> Counter[str]:
    return Counter(core_of(text))


def _without(left: Counter[str], core: str, cores: Sequence[str], joined: str) -> Counter[str]:
    """Letters left when a label is taken away wherever it stands whole (it may be written again)."""
    times = cores.count(core) or (joined.count(core) if len(core) > 2 else 0)
    return left - Counter(core * times)


def altered_columns(
    words: Sequence[str],
    columns: Sequence[_Labelled],
    where: str,
    others: Sequence[str] = (),
) -> tuple[tuple[AlteredLabel, ...], tuple[_Labelled, ...]]:
    """Columns whose label was altered, and columns whose label is nowhere in the header.

    A label counts as present where it stands whole, over several cells or lines (商业 / 企业), or
    letter by letter (vertical words): all its letters are left among the header's letters.
    """
    cores = [core_of(word) for word in words]
    joined = "".join(cores)
    left = _letters(joined)
    for core in map(core_of, others):
        left = _without(left, core, cores, joined)
    missing: list[_Labelled] = []
    for column in columns:
        wanted = next(
            (a for a in column.label.accepted if a in cores or (len(a) > 2 and a in joined)), None
        )
        if wanted is not None and not Counter(wanted) - left:
            left = _without(left, wanted, cores, joined)
        else:
            missing.append(column)
    altered: list[AlteredLabel] = []
    absent: list[_Labelled] = []
    for column in missing:
        letters = Counter(column.label.core)
        if not letters - left:
            left -= letters
            continue
        best, score = "", 0.0
        for word in words:
            likeness = column.label.likeness(word)
            if likeness.score > score and not any(c.label.core == core_of(word) for c in columns):
                best, score = word, likeness.score
        if score >= _LIKELY:
            altered.append(AlteredLabel(where, column.label.official, "".join(best.split())))
            left -= Counter(core_of(best))
        else:
            absent.append(column)
    return tuple(altered), tuple(absent)


def column_order(rows: Sequence[Row], block: BlockOfRows) -> tuple[int, ...] | None:
    """Where the block's columns stand, if one header row names them all in another order; else None."""
    count = len(block.columns)
    if count < 2:
        return None
    for row in rows:
        texts = [c.text for c in row.cells if c.text.strip()]
        names = [
            next((i for i, c in enumerate(block.columns) if c.label.likeness(t).score >= _SURE), -1)
            for t in texts
        ]
        found = [i for i in names if i >= 0]
        if sorted(found) == list(range(count)):
            return tuple(found.index(i) for i in range(count)) if found != sorted(found) else None
    return None

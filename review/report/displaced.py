"""Letters of labels that a table without rulings let slip from one label into another.

Where no rulings part the labels, the words of a group or of the row below may be dealt to a row.
Such a label is not altered, and such a row not absent: all of its letters stand in the table, only
elsewhere.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from review.model import TableReading
from review.report.forms import FormTable
from review.report.labels import Label, core_of
from review.report.rows import Row

_NO_LETTERS = re.compile(r"[\d一二三四五六七八九十]")
_CUT = 3  # letters of a label that tell it although the rest is cut off


def without_displaced(table: FormTable, reading: TableReading, rows: Sequence[Row]) -> TableReading:
    """The reading without those altered labels whose letters have only slipped.

    Rows are refused, not absent, where the letters of their labels stand in the table.
    """
    words = _letters("".join(c.text for row in rows for c in row.cells if not c.number))
    return _without_absent(table, _without_altered(table, reading, words), words)


def _without_altered(table: FormTable, reading: TableReading, words: Counter[str]) -> TableReading:
    if not any(altered.where == "行" for altered in reading.altered):
        return reading
    labels = {row.label.official: row.label for row in table.rows}
    around = _words_around(table)
    form = _letters(around + "".join(label.official for label in labels.values()))
    lost = form - words
    # words of groups and of the head may be repeated on the next page
    added = set(words - form) - set(around)
    kept = tuple(
        altered
        for altered in reading.altered
        if altered.where != "行"
        or altered.official not in labels
        or _is_altered(labels[altered.official], altered.found, set(lost), added)
    )
    return replace(reading, altered=kept)


def _without_absent(table: FormTable, reading: TableReading, words: Counter[str]) -> TableReading:
    elsewhere = {altered.official for altered in reading.altered} | set(reading.absent_labels)
    used = (row.label.core for row in table.rows if row.label.official not in elsewhere)
    spare = words - _letters("".join(used))
    hidden = [
        row
        for row in table.rows
        if row.label.official in reading.absent_labels
        and any(not _letters(core) - spare for core in row.label.accepted)
    ]
    if not hidden:
        return reading
    prefixes = tuple(f"{table.key}.{row.key}." for row in hidden)
    names = [row.label.short_name for row in hidden]
    officials = {row.label.official for row in hidden}
    return replace(
        reading,
        status="partly",
        absent=tuple(key for key in reading.absent if not key.startswith(prefixes)),
        absent_labels=tuple(name for name in reading.absent_labels if name not in officials),
        refused=(*reading.refused, *(key for key in reading.absent if key.startswith(prefixes))),
        reason=reading.reason or "以下行无法确定数字的位置：" + "、".join(names),
    )


def _words_around(table: FormTable) -> str:
    """The letters of all labels of groups and columns."""
    words = [table.corner, table.banner, table.column_group]
    words += dict.fromkeys(row.group for row in table.rows)
    words += (column.label.official for column in table.columns)
    return "".join(words)


def _letters(text: str) -> Counter[str]:
    """How often each letter stands in a text, but for those that number labels."""
    return Counter(_NO_LETTERS.sub("", core_of(text)))


def _is_altered(label: Label, found: str, lost: set[str], added: set[str]) -> bool:
    """Whether letters of this label are nowhere in the table, or stand in it that no label has."""
    core = core_of(found)
    pieces = label.accepted
    if len(core) >= _CUT and any(p.startswith(core) or p.endswith(core) for p in pieces):
        return False  # the page cut it, and the rest stands in no row
    here = _letters(found)
    nearest = min(
        map(_letters, label.accepted),
        key=lambda letters: (letters - here).total() + (here - letters).total(),
    )
    return bool(lost.intersection(nearest - here) or added.intersection(here - nearest))

"""Rows as a CSV to take along: for spreadsheets, with no cell that one would take for a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: Any) -> Any:
    """A text that a spreadsheet might run gets an apostrophe before it; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    bare = value.lstrip(" \u00a0\u3000")
    dangerous = bare.startswith(_FORMULA) or any(
        line.lstrip(" \u00a0\u3000").startswith(_FORMULA[:4]) for line in value.splitlines()[1:]
    )
    return f"'{value}" if dangerous else value


def as_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows under their names, UTF-8 with the mark that spreadsheets look for."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([safe_cell(row.get(name, "")) for name in names] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()

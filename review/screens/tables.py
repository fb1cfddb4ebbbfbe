"""Rows as a CSV to take along: for spreadsheets, with no cell that one would take for a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from review.outputs.inert import csv_text


def as_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows under their names, UTF-8 with the mark that spreadsheets look for."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        values = (row.get(name, "") for name in names)
        writer.writerow([csv_text(v) if isinstance(v, str) else v for v in values])
    return b"\xef\xbb\xbf" + out.getvalue().encode()

"""The ledger as a workbook (.xlsx) and as files of csv; text of reports is never a formula in them."""

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from review.outputs.inert import cell_text, csv_text, looks_like_formula
from review.outputs.ledger import REPORTS, SHEETS, Absent, CellValue, Entry, ledger_rows

_HEAD = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"}
_WRAPPED = 30
"""Columns as wide as this hold sentences."""
_HEAD_HEIGHT = 24


def write_workbook(
    path: Path | str | IO[bytes], entries: Iterable[Entry], absent: Iterable[Absent] = ()
) -> None:
    """Write the four sheets, with filters and frozen heads; entries are taken one at a time.

    All text is written as text. What a spreadsheet could take for a formula is marked besides, as
    if an apostrophe had been typed before it, so that it stays text when a cell is edited.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(
        str(path) if isinstance(path, Path) else path,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
    formats = _Formats(book)
    sheets: dict[str, Any] = {}
    filled: dict[str, int] = {}
    for sheet in SHEETS:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 2 if sheet is not SHEETS[-1] else 1)
        page.set_row(0, _HEAD_HEIGHT)
        for column, (name, width) in enumerate(sheet.columns):
            page.set_column(column, column, width)
            page.write_string(0, column, name, formats.head)
        page.repeat_rows(0)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        sheets[sheet.name], filled[sheet.name] = page, 0
    for sheet, row in ledger_rows(entries, absent):
        filled[sheet.name] += 1
        for column, value in enumerate(row):
            wide = sheet.columns[column][1] >= _WRAPPED
            _write(sheets[sheet.name], filled[sheet.name], column, value, formats, wide=wide)
    for sheet in SHEETS:
        last = max(filled[sheet.name], 1)
        sheets[sheet.name].autofilter(0, 0, last, len(sheet.columns) - 1)
    sheets[REPORTS.name].activate()
    book.close()


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format(_HEAD)
        self.number = book.add_format({"valign": "top"})
        self._texts = {
            (wide, marked): book.add_format(
                {"valign": "top", "text_wrap": wide, "quote_prefix": marked}
            )
            for wide in (False, True)
            for marked in (False, True)
        }

    def text(self, *, wide: bool, marked: bool) -> Any:
        """The look of a text."""
        return self._texts[wide, marked]


def _write(
    page: Any, row: int, column: int, value: CellValue, formats: _Formats, *, wide: bool
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        text = cell_text(value)
        look = formats.text(wide=wide, marked=looks_like_formula(text))
        page.write_string(row, column, text, look)
    else:
        page.write_number(row, column, value, formats.number)


def csv_paths(path: Path) -> list[Path]:
    """The files that `write_csv` makes for a name: 台账.csv gives 台账_报告.csv and so on."""
    return [path.with_name(f"{path.stem}_{sheet.name}.csv") for sheet in SHEETS]


def write_csv(path: Path, entries: Iterable[Entry], absent: Iterable[Absent] = ()) -> list[Path]:
    """Write the sheets as files of csv (UTF-8 with a mark, so that Excel knows it), and name them.

    An apostrophe stands before text that a spreadsheet would take for a formula; numbers have none.
    """
    paths = csv_paths(path)
    with ExitStack() as opened:
        writers = {}
        for sheet, target in zip(SHEETS, paths, strict=True):
            stream = opened.enter_context(target.open("w", encoding="utf-8-sig", newline=""))
            writers[sheet.name] = csv.writer(stream, quoting=csv.QUOTE_MINIMAL)
            writers[sheet.name].writerow([name for name, _ in sheet.columns])
        for sheet, row in ledger_rows(entries, absent):
            writers[sheet.name].writerow(
                [csv_text(value) if isinstance(value, str) else value for value in row]
            )
    return paths

"""The list of agencies that are to report, from a workbook or a CSV that the office keeps."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any
from zipfile import BadZipFile

from charset_normalizer import from_bytes
from openpyxl import Workbook, load_workbook

from review.errors import ReviewError
from review.outputs.places import KIND_NAMES

# the columns, by the words that offices put over them
_COLUMNS = {
    "name": ("单位", "单位名称", "名称", "机关名称", "机构名称", "部门", "部门名称", "报送单位"),
    "kind": ("类型", "单位类型", "类别", "性质"),
    "aliases": ("简称", "别名", "曾用名", "其他名称"),
    "contact": ("联系人", "联系方式", "联系电话", "电话", "联络员"),
}
_MOST_ROWS = 20_000
_MOST_BYTES = 20 * 1024 * 1024
_HOW = "请下载模板，把单位名称填在“单位”一列后重新导入。"


class BadList(ReviewError):
    """A list that cannot be read; the sentence says what is wrong and where."""


def read_list(data: bytes, name: str) -> list[dict[str, Any]]:
    """Rows for `Store.add_agencies` from the bytes of an .xlsx or .csv file; BadList otherwise."""
    if len(data) > _MOST_BYTES:
        raise BadList(f"“{name}”超过20MB，不像是单位名单。{_HOW}")
    lower = name.lower()
    if lower.endswith(".xlsx"):
        table = _from_workbook(data, name)
    elif lower.endswith((".csv", ".txt")):
        table = _from_csv(data, name)
    else:
        raise BadList(f"“{name}”不是 .xlsx 或 .csv 文件。老的 .xls 请在表格软件中另存为 .xlsx。")
    return _rows(table, name)


def _from_workbook(data: bytes, name: str) -> Sequence[Sequence[Any]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return list(sheet.iter_rows(max_row=_MOST_ROWS, max_col=50, values_only=True))
    except (BadZipFile, KeyError, ValueError, IndexError, OSError, TypeError) as error:
        raise BadList(f"“{name}”打不开，可能已损坏或加了密码。{_HOW}") from error


def _from_csv(data: bytes, name: str) -> Sequence[Sequence[Any]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=["gb18030", "utf_16"]).best()
        if best is None:
            raise BadList(f"“{name}”的文字编码无法识别，请另存为 UTF-8 后再导入。") from None
        text = str(best)
    try:
        return list(csv.reader(io.StringIO(text.replace("\0", ""))))[:_MOST_ROWS]
    except csv.Error as error:
        raise BadList(f"“{name}”不是规范的 CSV 文件。{_HOW}") from error


def _plain(value: Any) -> str:
    return "".join(str(value).split()) if value is not None else ""


def _rows(table: Iterable[Sequence[Any]], name: str) -> list[dict[str, Any]]:
    places: dict[str, int] = {}
    out: list[dict[str, Any]] = []
    for row in table:
        cells = [_plain(cell) for cell in row]
        if not places:
            places = _places(cells)
            continue
        agency = _at(cells, places, "name")
        if not agency:
            continue
        aliases = _at(cells, places, "aliases").replace("，", "、").replace("；", "、").split("、")
        out.append(
            {
                "name": agency,
                "kind": _kind(_at(cells, places, "kind")),
                "aliases": [alias for alias in aliases if alias],
                "contact": _at(cells, places, "contact"),
            }
        )
    if not places:
        raise BadList(f"“{name}”里没有找到“单位”一列。{_HOW}")
    if not out:
        raise BadList(f"“{name}”的“单位”一列下没有内容。{_HOW}")
    return out


def _kind(word: str) -> str:
    """The kind that a word means (乡镇, 乡镇政府); unknown where it may mean several."""
    named = [key for key, name in KIND_NAMES.items() if word and (word in name or name in word)]
    exact = [key for key in named if KIND_NAMES[key] == word]
    found = exact or named
    return found[0] if len(found) == 1 else "unknown"


def _places(cells: Sequence[str]) -> dict[str, int]:
    """Where the columns stand, if this row is the head; a row without 单位 is none."""
    found = {
        key: cells.index(word) for key, words in _COLUMNS.items() for word in words if word in cells
    }
    return found if "name" in found else {}


def _at(cells: Sequence[str], places: dict[str, int], key: str) -> str:
    at = places.get(key)
    return cells[at] if at is not None and at < len(cells) else ""


def template() -> bytes:
    """An empty list with the columns, and two rows that show how they are filled in."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "应报单位"
    sheet.append(["单位", "类型", "简称", "联系人"])
    sheet.append(["某县水务局", "部门", "县水务局", "张三 0000-0000000"])
    sheet.append(["某县某镇人民政府", "乡镇", "某镇", ""])
    for column, width in zip("ABCD", (32, 12, 24, 28), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

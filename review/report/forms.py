"""The statutory forms (2019, 2021) as data: labels, keys, and which rows flow where."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from review.model import TABLE_KEYS, TableKey
from review.report.labels import Label, core_of

FORM_IDS = ("2021", "2019")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its key and official label; how its numbers are to be read."""

    key: str
    label: Label
    group: bool = False
    decimal: bool = False
    signed: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row: its key (dotted), label, the label of the group it stands in, and its role in the sums.

    `brief` is how messages call the row where a sum is written out.
    flow: "in" (新收, 上年结转), "sum" (总计), "out" (结转下年), "" for an outcome or a plain row.
    """

    key: str
    label: Label
    group: str = ""
    flow: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A group printed as one row: its figures stand under `key`; `covers` are left out."""

    label: Label
    key: str
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockOfRows:
    """Rows that share a header (第二十条第（一）项 …); table 2 is one such block."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, eq=False)
class FormTable:
    """One statutory table. Table 3 has `groups` × columns and no rows."""

    key: TableKey
    label: str
    title: str
    marks: tuple[str, ...]
    foreign_marks: tuple[str, ...]
    blocks: tuple[BlockOfRows, ...]
    groups: tuple[Row, ...] = ()
    merged_rows: tuple[MergedRow, ...] = ()
    corner: str = ""
    banner: str = ""
    column_group: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table's only block (tables 2 and 3)."""
        return self.blocks[0].columns

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, over all blocks, in the order of the form."""
        return tuple(row for block in self.blocks for row in block.rows)

    def cell_keys(self) -> Iterator[str]:
        """Keys of all cells, in the order of the form."""
        if self.groups:
            for group in self.groups:
                for column in self.columns:
                    yield f"{self.key}.{group.key}.{column.key}"
            return
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield self.cell_key(row, column)

    def cell_key(self, row: Row, column: Column) -> str:
        """The contract's key of the cell where row and column meet."""
        return f"{self.key}.{row.key}.{column.key}"


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory form: its id (first year of use), document number, and its three tables."""

    id: str
    name: str
    basis: str
    first_year: int
    tables: Mapping[TableKey, FormTable]

    def describe(self, key: str) -> str:
        """A cell's place in plain Chinese: 第三部分表格“（一）予以公开”行“自然人”列."""
        return cell_places(self.id).get(key, key)


def _label(entry: Mapping[str, Any]) -> Label:
    return Label(entry["label"], tuple(entry.get("aliases", ())), tuple(entry.get("short", ())))


def _column(entry: Mapping[str, Any]) -> Column:
    return Column(
        entry["key"],
        _label(entry),
        entry.get("group", False),
        entry.get("decimal", False),
        entry.get("signed", False),
        entry.get("unit", ""),
    )


def _row(entry: Mapping[str, Any]) -> Row:
    return Row(
        entry["key"],
        _label(entry),
        entry.get("group", ""),
        entry.get("flow", ""),
        entry.get("brief", ""),
    )


def _table(entry: Mapping[str, Any]) -> FormTable:
    blocks = entry.get("blocks") or [entry]
    return FormTable(
        key=entry["key"],
        label=entry["label"],
        title=entry["title"],
        marks=tuple(entry["marks"]),
        foreign_marks=tuple(entry.get("foreign_marks", ())),
        blocks=tuple(
            BlockOfRows(
                block.get("caption", ""),
                tuple(map(_column, block["columns"])),
                tuple(map(_row, block.get("rows", ()))),
            )
            for block in blocks
        ),
        groups=tuple(map(_row, entry.get("groups", ()))),
        merged_rows=tuple(
            MergedRow(_label(m), m["key"], tuple(m["covers"])) for m in entry.get("merged_rows", ())
        ),
        corner=entry.get("corner", ""),
        banner=entry.get("banner", ""),
        column_group=entry["group"] if isinstance(entry.get("group"), str) else "",
    )


@cache
def load_form(form_id: str) -> Form:
    """The form with this id, from review/data/forms; KeyError if there is none."""
    if form_id not in FORM_IDS:
        raise KeyError(form_id)
    text = files("review").joinpath("data", "forms", f"{form_id}.toml").read_text("utf-8")
    data = tomllib.loads(text)
    tables = {entry["key"]: _table(entry) for entry in data["tables"]}
    return Form(
        data["id"],
        data["name"],
        data["basis"],
        data["first_year"],
        {key: tables[key] for key in TABLE_KEYS},
    )


@cache
def cell_places(form_id: str) -> Mapping[str, str]:
    """For each cell key of a form its place in plain Chinese."""
    form = load_form(form_id)
    places: dict[str, str] = {}
    for table in form.tables.values():
        if table.groups:
            for group in table.groups:
                for column in table.columns:
                    name = f"{table.label}“{group.label.official}”·“{column.label.official}”列"
                    places[f"{table.key}.{group.key}.{column.key}"] = name
            continue
        for block in table.blocks:
            for row in block.rows:
                for column in block.columns:
                    row_name = row.label.short_name
                    if row.key == "other.other" and row.label.core == "其他":
                        row_name = "其他处理：3.其他"
                    name = f"{table.label}“{row_name}”行“{column.label.short_name}”列"
                    places[table.cell_key(row, column)] = name
    return places


@cache
def brief_names(form_id: str) -> Mapping[str, str]:
    """For each cell key the short name that stands beside its figure when a sum is written out."""
    out: dict[str, str] = {}
    for table in load_form(form_id).tables.values():
        for group in table.groups:
            for column in table.columns:
                short = "" if column.key == "total" else column.label.official
                out[f"{table.key}.{group.key}.{column.key}"] = group.label.official + short
        for block in table.blocks:
            for row in block.rows:
                name = row.brief or core_of(row.label.short_name)
                for column in block.columns:
                    many = len(block.columns) > 1 and column.key != "total"
                    out[table.cell_key(row, column)] = name + (
                        column.label.official if many else ""
                    )
    return out


@cache
def all_cell_keys(form_id: str) -> tuple[str, ...]:
    """All cell keys of a form: 200 in the form of 2021, 198 in that of 2019."""
    return tuple(key for table in load_form(form_id).tables.values() for key in table.cell_keys())

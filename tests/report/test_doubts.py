"""Whether a reading without rulings is trusted: by its sums, by one slip, by one row left out."""

from collections.abc import Mapping
from types import MappingProxyType

from review.model import Cell, TableReading
from review.report.doubts import settled_by_sums
from review.report.forms import FormTable, load_form
from review.zh.numerals import cell_number

TABLE: FormTable = load_form("2021").tables["requests"]
ROWS = {
    "received": (5, 1, 0, 0, 0, 0, 6),
    "carried_in": (1, 0, 0, 0, 0, 0, 1),
    "granted": (2, 0, 0, 0, 0, 0, 2),
    "unavailable.not_held": (3, 1, 0, 0, 0, 0, 4),
    "concluded": (5, 1, 0, 0, 0, 0, 6),
    "carried_out": (1, 0, 0, 0, 0, 0, 1),
}


def reading(
    changes: Mapping[str, str] | None = None, absent_row: str = "", absent_column: str = ""
) -> TableReading:
    """A balanced table read in full, some cells changed, a row or a column absent."""
    cells, absent, labels = {}, [], []
    for row in TABLE.rows:
        for at, column in enumerate(TABLE.columns):
            key = f"requests.{row.key}.{column.key}"
            if row.key == absent_row or column.key == absent_column:
                absent.append(key)
                continue
            raw = (changes or {}).get(key, str(ROWS.get(row.key, (0,) * 7)[at]))
            cells[key] = Cell(key, raw, cell_number(raw))
    labels += [r.label.official for r in TABLE.rows if r.key == absent_row]
    labels += [c.label.official for c in TABLE.columns if c.key == absent_column]
    return TableReading(
        "requests", "read", "2021", MappingProxyType(cells), tuple(absent), tuple(labels)
    )


def trusted(found: TableReading) -> bool:
    return settled_by_sums(TABLE, found).status == "read"


def test_sums_that_hold_are_trusted() -> None:
    assert trusted(reading())


def test_dashes_stand_for_noughts() -> None:
    dashes = {f"requests.granted.{c.key}": "—" for c in TABLE.columns[1:6]}
    assert trusted(reading(dashes))


def test_one_wrong_cell_is_the_agencys() -> None:
    assert trusted(reading({"requests.granted.natural_person": "7"}))


def test_one_wrong_cell_beside_dashes_is_the_agencys() -> None:
    dashes = {f"requests.carried_out.{c.key}": "／" for c in TABLE.columns[1:6]}
    assert trusted(reading(dashes | {"requests.granted.natural_person": "7"}))


def test_a_wrong_cell_is_not_trusted_where_numbers_were_broken() -> None:
    """Then the slip may be the reader's."""
    assert not trusted(reading({"requests.granted.natural_person": "1\n7"}))


def test_a_broken_number_is_trusted_by_the_sums() -> None:
    more = {
        "requests.received.natural_person": "1\n5",
        "requests.received.total": "1\n6",
        "requests.granted.natural_person": "1\n2",
        "requests.granted.total": "12",
        "requests.concluded.natural_person": "15",
        "requests.concluded.total": "16",
    }
    assert trusted(reading(more))


def test_a_row_left_out_is_trusted_where_the_totals_tell_what_it_held() -> None:
    assert trusted(reading(absent_row="unavailable.not_held"))


def test_a_row_left_out_is_not_trusted_where_the_totals_leave_less_than_nothing() -> None:
    found = reading({"requests.granted.natural_person": "9"}, absent_row="unavailable.not_held")
    assert not trusted(found)


def test_a_column_left_out_is_trusted_where_the_totals_tell_what_it_held() -> None:
    assert trusted(reading(absent_column="business"))


def test_rows_that_moved_are_not_trusted() -> None:
    keys = [f"requests.{row}.natural_person" for row in ("received", "carried_in", "granted")]
    assert not trusted(reading(dict(zip(keys, ("1", "2", "5"), strict=True))))

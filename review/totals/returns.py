"""What an agency's report gives to the totals: its cells, what is blank or unread, what does not balance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from review.balance import Diagnosis, Identity, diagnose, identities, proceedings_identities
from review.model import Number, TableKey
from review.report.forms import FORM_IDS, Form, load_form
from review.report.labels import core_of

_SUMS_TOLD = 2


@dataclass(frozen=True, slots=True)
class Imbalance:
    """A fault in an agency's own table: a sentence, and the smallest change that would repair it.

    `repair` holds the cells to change with their new values; empty where there is no single one.
    """

    message: str
    repair: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgencyReturn:
    """One report as far as its three tables go.

    `values` are the cells with a number, as printed. `blanks` are cells that hold none (raw text
    by key), `unread` the keys of the form that the reader could not place. `merged`: 其他处理 is
    printed as one row, its figures stand under other.other. `error` says why nothing could be read.
    """

    agency: str
    kind: str
    year: int | None
    form: str
    file: str
    sha256: str
    round: int = 1
    values: Mapping[str, Number] = field(default_factory=dict)
    blanks: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    merged: bool = False
    imbalances: tuple[Imbalance, ...] = ()
    error: str = ""

    @property
    def name(self) -> str:
        """The agency, or the file where the report names none."""
        return self.agency or self.file

    @property
    def gaps(self) -> tuple[str, ...]:
        """Cells of the form that give nothing to the sums."""
        return (*self.blanks, *self.unread)


def exact(value: Any) -> Number | None:
    """A number of the JSON without the rounding of binary fractions; None where it is no number."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else number


def read_return(document: Mapping[str, Any], round: int = 1) -> AgencyReturn:
    """What a review (JSON of the contract) gives to the totals."""
    source, report = document["source"], document.get("report")
    if report is None:
        error = (document.get("error") or {}).get("message") or "这份文件未能读取。"
        return AgencyReturn(
            "", "unknown", None, "", source["name"], source["sha256"], round, error=error
        )
    form_id = report["form"] if report["form"] in FORM_IDS else FORM_IDS[0]
    form = load_form(form_id)
    found = {key: exact(cell["value"]) for key, cell in report["tables"].items()}
    raw = {key: cell["raw"] for key, cell in report["tables"].items()}
    merged = _merged(form, found)
    causes = list(_imbalances(form, found, merged))
    if merged and any(table == "requests" for table, _ in causes):
        # the rows may as well have been there and not been read
        merged = ()
        causes = list(_imbalances(form, found, merged))
    keys = [key for table in form.tables.values() for key in table.cell_keys()]
    unread = tuple(key for key in keys if key not in found and key not in merged)
    return AgencyReturn(
        agency="".join(str(report["agency"] or "").split()),
        kind=report["kind"],
        year=report["year"],
        form=form_id,
        file=source["name"],
        sha256=source["sha256"],
        round=round,
        values={key: found[key] for key in keys if found.get(key) is not None},  # type: ignore[misc]
        blanks={key: raw[key] for key in keys if key in found and found[key] is None},
        unread=unread,
        merged=bool(merged),
        imbalances=tuple(cause for _, cause in causes),
        error="" if found else "三张表格都未能读取（没有表格，或表格是图片）。",
    )


def _merged(form: Form, found: Mapping[str, Number | None]) -> tuple[str, ...]:
    """The cells that are not there because their group is printed as one row."""
    out: list[str] = []
    for table in form.tables.values():
        for group in table.merged_rows:
            covered = [
                f"{table.key}.{row}.{column.key}"
                for row in group.covers
                for column in table.columns
            ]
            here = f"{table.key}.{group.key}.{table.columns[0].key}"
            if here in found and not any(key in found for key in covered):
                out += covered
    return tuple(out)


def balance_of(
    form: Form, table: TableKey, values: Mapping[str, Number | None], zeros: tuple[str, ...] = ()
) -> Diagnosis:
    """A table of requests or proceedings held against its identities."""
    columns = tuple(column.key for column in form.tables[table].columns)
    whole = {k: v if isinstance(v, int) else None for k, v in values.items() if k.startswith(table)}
    if table == "requests":
        rows = tuple((row.key, row.flow or None) for row in form.tables[table].rows)
        return diagnose(whole, identities(columns, rows), structural_zeros=zeros)
    groups = tuple(group.key for group in form.tables[table].groups)
    return diagnose(whole, proceedings_identities(groups, columns))


def _imbalances(
    form: Form, found: Mapping[str, Number | None], zeros: tuple[str, ...]
) -> Iterator[tuple[TableKey, Imbalance]]:
    tables: tuple[TableKey, ...] = ("requests", "proceedings")
    for table in tables:
        if not any(key.startswith(f"{table}.") for key in found):
            continue
        for cause in balance_of(form, table, found, zeros).causes:
            told = [_told(form, table, identity, found) for identity in cause.broken]
            message = "；".join([text for text in told if text][:_SUMS_TOLD])
            if len(told) > _SUMS_TOLD:
                message += f"；等{len(told)}处"
            repair = {change.cell: change.new for change in cause.cells} if cause.unique else {}
            fixes = "、".join(
                f"{form.describe(c.cell).removeprefix(form.tables[table].label)}由{c.old}改为{c.new}"
                for c in cause.cells
            )
            if repair:
                message += f"（{fixes}即平）"
            yield table, Imbalance(f"{form.tables[table].label}{message or '不平'}", repair)


def _told(
    form: Form, table: TableKey, identity: Identity, found: Mapping[str, Number | None]
) -> str:
    """A sum that fails, in a few words: “自然人”列一＋二为3，三＋四为2."""
    left, right = (
        sum(int(found.get(key) or 0) for key in side) for side in (identity.left, identity.right)
    )
    its = form.tables[table]
    if identity.kind == "proceedings_total":
        name = next(g.label.official for g in its.groups if g.key == identity.line)
        return f"“{name}”各项之和为{left}，总计为{right}"
    if identity.kind == "row_total":
        name = next(core_of(r.label.short_name) for r in its.rows if r.key == identity.line)
        return f"“{name}”行各列之和为{left}，总计为{right}"
    name = next(c.label.official for c in its.columns if c.key == identity.line)
    if identity.kind == "flow":
        return f"“{name}”列一＋二为{left}，三＋四为{right}"
    return f"“{name}”列各项结果之和为{left}，（七）总计为{right}"

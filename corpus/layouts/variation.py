"""The three tables of a report with the alterations that chance brings, noted in its truth."""

from random import Random

from corpus.layouts import labels, sheets
from corpus.layouts.content import Sheet, Truth
from corpus.layouts.figures import Cells
from corpus.statutory_form import APPLICANTS, COLUMNS

TABLE_PARTS = ("proactive", "requests", "proceedings")


def varied_tables(
    cells: Cells,
    first_form: str,
    truth: Truth,
    rng: Random,
    *,
    merged: bool,
    odds: float,
    sound: bool,
) -> dict[str, Sheet]:
    """The three tables with the alterations that chance brings."""
    drop = None
    if not sound and rng.random() < 0.08 and (rows := sheets.droppable_rows(cells)):
        drop = rng.choice(rows)
        truth.met("row_dropped", faults=["S204"])
        _leave_out(cells, truth, drop + ".")
    out = {}
    for part in TABLE_PARTS:
        form = first_form if part == "proactive" else "2021"
        table = sheets.statutory(part, "2019" if part == "requests" and merged else form)
        if part == "requests" and drop:
            table = sheets.without_row(table, drop)
        table = sheets.filled(table, cells.raw)
        roll = 1.0 if sound or part != "requests" else rng.random()
        if roll < 0.05:
            table = _without_column(table, cells, truth, rng)
        elif roll < 0.1 and not merged and drop != "requests.other.other":
            table = sheets.shift_row(table, "requests.other.other")
            truth.met("row_shifted", arguable=["S203", "S206", "T101"])
            truth.may_refuse = True
        else:
            table = _altered(part, table, truth, rng, odds=odds, sound=sound)
        out[part] = table
    for respelling in (*(() if sound else labels.FAULTY), *labels.HARMLESS):
        faulty = respelling in labels.FAULTY
        if rng.random() < (0.14 if faulty else 0.22 * odds):
            out = _respelt(out, respelling, truth, rng)
    pictures = {part for part in out if not sound and rng.random() < 0.03}
    for part in out:
        if part in pictures:
            truth.pictures.append(part)
            truth.met("picture_tables", faults=["S206"], arguable=["S202"])
    return {part: Sheet(part, table, part in pictures) for part, table in out.items()}


def _respelt(
    tables: dict[str, sheets.FormTable], respelling: labels.Respelling, truth: Truth, rng: Random
) -> dict[str, sheets.FormTable]:
    """The tables with labels in another hand; noted only if a label that stands there has changed."""
    probe = truth.copy()
    respell = respelling(rng, probe)
    changed = {part: labels.relabelled(table, respell) for part, table in tables.items()}
    if changed != tables:
        truth.hazards, truth.faults, truth.arguable = probe.hazards, probe.faults, probe.arguable
    return changed


def demote(truth: Truth) -> None:
    """Codes that were planted but that nobody can be asked to find beside other hazards."""
    lost: set[str] = set()
    if truth.pictures:
        lost |= {code for code in truth.faults if code not in ("S206", "S303", "S102")}
        truth.form = None if "proactive" in truth.pictures else truth.form
        truth.met("picture_tables", arguable=["S201", "S204"])
    blanks = {"T101"} & set(truth.faults)
    if blanks:
        lost |= {"T201", "T202", "N101"}
    if {"T202", "N101"} <= set(truth.faults):
        lost.add("N101")
    truth.arguable += [code for code in truth.faults if code in lost]
    truth.faults = [code for code in truth.faults if code not in lost]


def _leave_out(cells: Cells, truth: Truth, prefix: str, suffix: str = "") -> None:
    for key in [k for k in cells.values if k.startswith(prefix) and k.endswith(suffix)]:
        del cells.values[key], cells.raw[key]
        truth.absent.append(key)


def _without_column(
    table: sheets.FormTable, cells: Cells, truth: Truth, rng: Random
) -> sheets.FormTable:
    """One column of applicants gone, if it held nothing but zeros."""
    for column in rng.sample(APPLICANTS[1:5], 4):
        keys = [k for k in cells.keys("requests") if k.endswith(f".{column}")]
        if all(cells.values[k] == 0 for k in keys):
            table = sheets.drop_column(table, 3 + tuple(COLUMNS).index(column))
            _leave_out(cells, truth, "requests.", f".{column}")
            truth.met("column_dropped", faults=["S204"])
            break
    return table


def _altered(
    part: str, table: sheets.FormTable, truth: Truth, rng: Random, *, odds: float, sound: bool
) -> sheets.FormTable:
    if rng.random() < 0.3 * odds and (some := sheets.HARMLESS[part]):
        return rng.choice(some)(table, rng, truth)
    if not sound and rng.random() < 0.12 and (some := sheets.ARGUABLE[part]):
        if part != "proactive" or (table.columns == 4 and "proactive.fees.amount" in truth.values):
            return rng.choice(some)(table, rng, truth)
    return table

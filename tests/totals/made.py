"""Reviews with given cells (JSON of the contract), and governments whose tables are the sum, or go wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import Any

from corpus.statutory_form import CELL_KEYS, COLUMNS, OUTCOMES, PROCEEDING_RESULTS, PROCEEDINGS
from corpus.tables import sound_report_cells

Figure = int | Decimal
Cells = dict[str, Figure]
REGION = "清和县"
GOVERNMENT = "清和县人民政府"
_STEMS = "水务教育民政财政审计统计商务林业农业体育文化交通住建司法公安卫健医保应急气象档案"


def names(count: int) -> list[str]:
    """Names of invented bodies of one county: bureaus first, then towns."""
    stems = [_STEMS[i : i + 2] for i in range(0, len(_STEMS), 2)]
    bureaus = [f"{REGION}{a}{b}局" for a in ("", *"甲乙丙丁戊") for b in stems]
    towns = [
        f"{REGION}{a}{b}镇人民政府" for a in "青白红紫金银上下东西" for b in "山水林田湖沟桥坪店塘"
    ]
    return [*bureaus[: count // 2], *towns][:count]


def document(
    agency: str,
    cells: Mapping[str, Figure],
    *,
    year: int | None = 2024,
    kind: str = "department",
    raw: Mapping[str, str] | None = None,
    form: str = "2021",
    file: str = "",
    without: Iterable[str] = (),
) -> dict[str, Any]:
    """The part of a review that totals are made of. `raw`: cells that hold no number."""
    gone = tuple(without)
    tables: dict[str, Any] = {}
    for key, value in cells.items():
        if key.startswith(gone) and gone:
            continue
        shown = float(value) if isinstance(value, Decimal) else value
        tables[key] = {"value": shown, "raw": str(value)}
    for key, text in (raw or {}).items():
        tables[key] = {"value": None, "raw": text}
    name = file or f"{agency}{year}.docx"
    digest = sha256(f"{name}{sorted(cells.items())}".encode()).hexdigest()
    return {
        "source": {"name": name, "sha256": digest},
        "error": None,
        "report": {"agency": agency, "kind": kind, "year": year, "form": form, "tables": tables},
    }


def failed(name: str, message: str = "文件加了密码。") -> dict[str, Any]:
    """The review of a file that could not be read."""
    return {
        "source": {"name": name, "sha256": sha256(name.encode()).hexdigest()},
        "error": {"code": "protected", "message": message},
        "report": None,
    }


def full(cells: Mapping[str, Figure]) -> Cells:
    """All 200 cells, 0 where nothing was given."""
    return {key: cells.get(key, 0) for key in CELL_KEYS}


def added(tables: Iterable[Mapping[str, Figure]]) -> Cells:
    """Cell by cell the sum, worked out here apart from the code under test."""
    out: Cells = dict.fromkeys(CELL_KEYS, 0)
    for cells in tables:
        for key in CELL_KEYS:
            out[key] = out[key] + cells.get(key, 0)
    return out


def agencies(rng: Random, count: int) -> dict[str, Cells]:
    """Bodies with sound tables; bureaus and towns of a county."""
    return {
        name: full(sound_report_cells(rng, "town" if "镇" in name else "department"))
        for name in names(count)
    }


@dataclass
class Planted:
    """A government's tables with one thing gone wrong, and the agency that it is about."""

    kind: str
    agency: str
    government: Cells
    submitted: dict[str, list[Cells]] = field(default_factory=dict)


def _busy(rng: Random, every: Mapping[str, Cells], most: int = 8) -> str:
    """An agency with something in its tables of requests: one that can be told from the others."""
    good = [n for n, c in every.items() if c["requests.received.total"] >= most]
    return rng.choice(good or list(every))


def _minus(whole: Cells, part: Mapping[str, Figure], sign: int = -1) -> Cells:
    return {key: value + sign * part.get(key, 0) for key, value in whole.items()}


def _rows(cells: Cells) -> list[str]:
    return [r for r in OUTCOMES if cells[f"requests.{r}.total"]]


def left_out(rng: Random, every: dict[str, Cells]) -> Planted:
    name = _busy(rng, every, 1)
    return Planted("left_out", name, _minus(added(every.values()), every[name]))


def twice(rng: Random, every: dict[str, Cells]) -> Planted:
    name = _busy(rng, every, 1)
    return Planted("twice", name, _minus(added(every.values()), every[name], 1))


def table_left_out(rng: Random, every: dict[str, Cells]) -> Planted:
    name = _busy(rng, every, 1)
    part = {k: v for k, v in every[name].items() if k.startswith("requests.")}
    return Planted("table_left_out", name, _minus(added(every.values()), part))


def earlier_round(rng: Random, every: dict[str, Cells]) -> Planted:
    name = _busy(rng, every, 2)
    before = full(sound_report_cells(rng, "department"))
    whole = _minus(_minus(added(every.values()), every[name]), before, 1)
    return Planted("earlier_round", name, whole, {name: [before, every[name]]})


def row_moved(rng: Random, every: dict[str, Cells]) -> Planted:
    name = _busy(rng, every, 2)
    row = rng.choice(_rows(every[name]))
    other = rng.choice([r for r in OUTCOMES if r != row])
    whole = added(every.values())
    for column in COLUMNS:
        amount = every[name][f"requests.{row}.{column}"]
        whole[f"requests.{row}.{column}"] -= amount
        whole[f"requests.{other}.{column}"] += amount
    return Planted("row_moved", name, whole)


def column_moved(rng: Random, every: dict[str, Cells]) -> Planted:
    name = _busy(rng, every, 2)
    whole = added(every.values())
    for key, amount in every[name].items():
        if key.endswith(".natural_person"):
            whole[key] -= amount
            whole[key.replace("natural_person", "business")] += amount
    return Planted("column_moved", name, whole)


def cell_moved(rng: Random, every: dict[str, Cells]) -> Planted:
    """One figure stands under another kind of applicant; the totals of the columns follow."""
    good = [
        (n, r)
        for n, c in every.items()
        for r in OUTCOMES
        if c[f"requests.{r}.business"] >= 1 and c[f"requests.{r}.natural_person"] >= 5
    ]
    name, row = rng.choice(good)
    whole = added(every.values())
    amount = every[name][f"requests.{row}.natural_person"]
    for line in (row, "concluded"):
        whole[f"requests.{line}.natural_person"] -= amount
        whole[f"requests.{line}.legal_service"] += amount
    return Planted("cell_moved", name, whole)


def cell_left_out(rng: Random, every: dict[str, Cells]) -> Planted:
    large = [(n, k) for n, c in every.items() for k in CELL_KEYS[:9] if c[k] >= 50]
    name, cell = rng.choice(large)
    whole = added(every.values())
    whole[cell] -= every[name][cell]
    return Planted("cell_left_out", name, whole)


def miswritten(rng: Random, every: dict[str, Cells]) -> Planted:
    whole = added(every.values())
    while True:
        name, key = rng.choice(list(every)), rng.choice(CELL_KEYS[:9])
        text = str(every[name][key])
        at = rng.randrange(max(1, len(text) - 1))
        turned = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
        if turned != text and not turned.startswith("0"):
            whole[key] += int(turned) - int(text)
            return Planted("miswritten", name, whole)


def own_imbalance(rng: Random, every: dict[str, Cells]) -> Planted:
    """The agency's own cell is wrong; the government put it right."""
    name = _busy(rng, every, 4)
    whole = added(every.values())
    row = rng.choice(_rows(every[name]))
    wrong = dict(every[name])
    wrong[f"requests.{row}.natural_person"] += rng.choice((1, 2, 3, 10))
    return Planted("own_imbalance", name, whole, {name: [wrong]})


def fee_in_yuan(rng: Random, every: dict[str, Cells]) -> Planted:
    name = rng.choice([n for n, c in every.items() if c["proactive.fees.amount"]])
    whole = added(every.values())
    whole["proactive.fees.amount"] += 9999 * every[name]["proactive.fees.amount"]
    return Planted("fee_in_yuan", name, whole)


def proceedings_left_out(rng: Random, every: dict[str, Cells]) -> Planted:
    some = [
        (n, g)
        for n, c in every.items()
        for g in PROCEEDINGS
        if sum(bool(c[f"proceedings.{g}.{r}"]) for r in PROCEEDING_RESULTS) >= 2
    ]
    name, group = rng.choice(some)
    whole = added(every.values())
    for result in PROCEEDING_RESULTS:
        whole[f"proceedings.{group}.{result}"] -= every[name][f"proceedings.{group}.{result}"]
    return Planted("proceedings_left_out", name, whole)


def left_out_with_slip(rng: Random, every: dict[str, Cells]) -> Planted:
    """One agency left out, and one of the government's figures miswritten besides."""
    planted = left_out(rng, every)
    planted.government[rng.choice(CELL_KEYS[:9])] += rng.choice((7, 100, -1))
    planted.kind = "left_out_with_slip"
    return planted


PLANTERS: tuple[Callable[[Random, dict[str, Cells]], Planted], ...] = (
    left_out, twice, table_left_out, earlier_round, row_moved, column_moved, cell_moved, cell_left_out,
    miswritten, own_imbalance, fee_in_yuan, proceedings_left_out, left_out_with_slip,
)  # fmt: skip

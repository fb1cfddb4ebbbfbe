"""Sound tables by chance: all 200 figures of a report, every identity holding, as reports have them.

Sparse in small bodies, full in large ones. `completed` also serves the samples: it works out the
totals from the inner figures, so that a fault in a sample is always one that was put there.
"""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from corpus.narratives import sound_narrative
from corpus.statutory_form import APPLICANTS, OUTCOMES, PROCEEDING_RESULTS, PROCEEDINGS

__all__ = [
    "completed",
    "sound_narrative",
    "sound_proceedings",
    "sound_report_cells",
    "sound_requests",
]

Figure = int | Decimal

# How often each outcome is met; what is left out here is rare.
COMMON = {
    "granted": 30,
    "partly_granted": 8,
    "unavailable.not_held": 22,
    "unavailable.needs_creation": 4,
    "unavailable.still_unclear": 2,
    "not_processed.petition": 5,
    "not_processed.repeated": 3,
    "withheld.third_party_rights": 2,
    "withheld.internal_affairs": 2,
    "withheld.deliberative_process": 2,
    "withheld.enforcement_file": 3,
    "withheld.registry_inquiry": 2,
    "other.correction_overdue": 4,
    "other.other": 7,
}
# Shares of the kinds of applicants.
APPLICANT_WEIGHTS = (82, 12, 0.3, 0.7, 3, 2)
# Requests a year in a small, a middling and a busy year; largest counts of 许可, 处罚, 强制; 万元.
SCALES: dict[str, tuple[tuple[int, int, int], tuple[int, int, int], int]] = {
    "ministry": ((60, 300, 900), (4000, 300, 0), 90000),
    "province": ((80, 400, 1500), (900, 0, 0), 0),
    "city": ((40, 250, 3500), (900000, 700000, 30000), 70000),
    "county": ((10, 60, 400), (60000, 9000, 2000), 15000),
    "office": ((5, 30, 120), (0, 0, 0), 0),
    "department": ((2, 9, 60), (3000, 600, 40), 3000),
    "vertical": ((2, 6, 40), (6000, 900, 60), 0),
    "town": ((1, 4, 20), (40, 60, 5), 3),
    "street": ((1, 5, 40), (30, 900, 5), 0),
}
RULE_MAKERS = frozenset({"ministry", "province", "city"})


def _split(rng: Random, amount: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Deal `amount` out over the keys by weight; large amounts are dealt in lots."""
    out = dict.fromkeys(weights, 0)
    keys, chances = list(weights), list(weights.values())
    lot = max(1, amount // 400)
    while amount:
        piece = min(lot, amount)
        out[rng.choices(keys, chances)[0]] += piece
        amount -= piece
    return out


def completed(inner: Mapping[str, Figure]) -> dict[str, Figure]:
    """Inner figures of the three tables with all totals worked out; what is missing is 0.

    Takes no totals: the 总计 column, the row （七）总计 and the totals of part four are filled here.
    """
    cells: dict[str, Figure] = dict(inner)
    for column in APPLICANTS:
        for row in ("received", "carried_in", *OUTCOMES, "carried_out"):
            cells.setdefault(f"requests.{row}.{column}", 0)
        cells[f"requests.concluded.{column}"] = sum(
            cells[f"requests.{row}.{column}"] for row in OUTCOMES
        )
    for row in ("received", "carried_in", *OUTCOMES, "concluded", "carried_out"):
        cells[f"requests.{row}.total"] = sum(cells[f"requests.{row}.{c}"] for c in APPLICANTS)
    for case in PROCEEDINGS:
        results = [key for key in PROCEEDING_RESULTS if key != "total"]
        for result in results:
            cells.setdefault(f"proceedings.{case}.{result}", 0)
        cells[f"proceedings.{case}.total"] = sum(cells[f"proceedings.{case}.{r}"] for r in results)
    return cells


def _counts(cells: Mapping[str, Figure], table: str) -> dict[str, int]:
    return {key: int(value) for key, value in cells.items() if key.startswith(f"{table}.")}


def sound_requests(
    rng: Random, kind: str = "department", carried_in: Mapping[str, int] | None = None
) -> dict[str, int]:
    """The 175 figures of part three; all 39 identities hold. `carried_in`: by column, else by chance."""
    sizes = SCALES[kind][0]
    none = 0.45 if kind in ("department", "town", "street", "vertical") else 0.05
    if rng.random() < none and not any((carried_in or {}).values()):
        return _counts(completed({}), "requests")
    received = rng.randint(1, rng.choices(sizes, (6, 3, 1))[0])
    carried = 0 if rng.random() < 0.6 else rng.randint(1, max(1, received // 8))
    applicants = dict(zip(APPLICANTS, APPLICANT_WEIGHTS, strict=True))
    arriving = {"received": _split(rng, received, applicants)}
    by_chance = _split(rng, carried, applicants)
    arriving["carried_in"] = by_chance if carried_in is None else dict(carried_in)
    weights: dict[str, float] = {row: COMMON.get(row, 0.25) for row in OUTCOMES}
    if rng.random() < 0.5:  # a body meets only some of the outcomes in one year
        met = rng.sample(OUTCOMES, rng.randint(2, 6))
        weights = {row: weights[row] for row in OUTCOMES if row in met or row == "granted"}
    open_share = rng.choice((0, 0, 0.03, 0.1))
    inner: dict[str, Figure] = {}
    for column in APPLICANTS:
        new, old = arriving["received"][column], arriving["carried_in"][column]
        left = sum(rng.random() < open_share for _ in range(min(new, 300)))
        inner[f"requests.received.{column}"] = new
        inner[f"requests.carried_in.{column}"] = old
        inner[f"requests.carried_out.{column}"] = left
        for row, count in _split(rng, new + old - left, weights).items():
            inner[f"requests.{row}.{column}"] = count
    return _counts(completed(inner), "requests")


def sound_proceedings(rng: Random, requests: int, kind: str = "department") -> dict[str, int]:
    """The 15 figures of part four, plausible beside so many requests concluded."""
    inner: dict[str, Figure] = {}
    weights = {"upheld": 5.0, "corrected": 1.0, "other": 2.0, "pending": 1.0}
    busy = requests > 0 and rng.random() < (0.6 if requests > 30 else 0.25)
    for case in PROCEEDINGS:
        most = max(1, requests // (12 if case == "reconsideration" else 30))
        count = rng.randint(0, most) if busy else 0
        for result, share in _split(rng, count, weights).items():
            inner[f"proceedings.{case}.{result}"] = share
    return _counts(completed(inner), "proceedings")


def _stock(rng: Random, most: int, stock: int | None = None) -> tuple[int, int, int]:
    """Issued, repealed, in force, from last year's stock: the one given, else one by chance."""
    before = rng.randint(0, most)
    before = before if stock is None else stock
    issued = rng.randint(0, max(1, most // 5)) if rng.random() < 0.6 else 0
    repealed = rng.randint(0, min(before, max(1, most // 6))) if rng.random() < 0.4 else 0
    return issued, repealed, before + issued - repealed


def sound_report_cells(
    rng: Random, kind: str = "department", last: Mapping[str, Figure] | None = None
) -> dict[str, Figure]:
    """All 200 figures of the form of 2021 for a body of this kind; counts int, the fee perhaps Decimal.

    Requests carried in and stocks of documents follow from `last`, the figures of the year before.
    """
    cells: dict[str, Figure] = {}
    before = {
        key: None if last is None else int(last[f"proactive.{key}.in_force"])
        for key in ("regulations", "normative_documents")
    }
    carried = last and {c: int(last[f"requests.carried_out.{c}"]) for c in APPLICANTS}
    _, decisions, fee = SCALES[kind]
    names = ("issued", "repealed", "in_force")
    rules = _stock(rng, 40, before["regulations"]) if kind in RULE_MAKERS else (0, 0, 0)
    if kind in RULE_MAKERS and rules[2] == 0:
        rules = (1, before["regulations"] or 0, 1)
    most = {"city": 400, "province": 500, "county": 60, "office": 40}.get(kind, 6)
    documents = _stock(rng, most, before["normative_documents"])
    for key, stock in (("regulations", rules), ("normative_documents", documents)):
        cells |= {f"proactive.{key}.{name}": n for name, n in zip(names, stock, strict=True)}
    for key, most in zip(("licensing", "penalties", "coercion"), decisions, strict=True):
        some = most and rng.random() < 0.7
        cells[f"proactive.{key}.decisions"] = rng.randint(1, most) if some else 0
    cells["proactive.fees.amount"] = 0
    if fee and rng.random() < 0.6:
        digits = rng.choice((2, 2, 4))
        amount = Decimal(rng.randint(1, fee * 10**digits)).scaleb(-digits)
        cells["proactive.fees.amount"] = amount
    requests = sound_requests(rng, kind, carried)
    cells |= requests
    cells |= sound_proceedings(rng, requests["requests.concluded.total"], kind)
    return cells

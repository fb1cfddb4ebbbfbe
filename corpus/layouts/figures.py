"""How figures are written into cells: blanks, dashes, units, notes, widths; and what they then mean."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from corpus.layouts.content import Figure, Truth
from corpus.statutory_form import COLUMNS

WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
CHINESE = "零一二三四五六七八九"
DASHES = ("/", "-", "—", "无", "——", "／")


def chinese(number: int) -> str:
    """A whole number below 100 in Chinese numerals: 三, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return CHINESE[ones]
    return ("" if tens == 1 else CHINESE[tens]) + "十" + (CHINESE[ones] if ones else "")


class Cells:
    """Values and what is written for them; every hazard changes both together."""

    def __init__(self, values: dict[str, Figure]) -> None:
        self.values: dict[str, Figure | None] = dict(values)
        self.raw = {key: str(value) for key, value in values.items()}

    def keys(self, part: str) -> list[str]:
        return [key for key in self.values if key.startswith(f"{part}.")]

    def zeros(self, part: str) -> list[str]:
        return [key for key in self.keys(part) if self.values[key] == 0]

    def whole(self, most: int) -> list[str]:
        """Keys of counts from 1 to `most`."""
        return [k for k, v in self.values.items() if isinstance(v, int) and 0 < v <= most]

    def blank(self, keys: list[str], mark: str = "") -> None:
        for key in keys:
            self.values[key], self.raw[key] = None, mark

    def written(self, key: str, raw: str) -> None:
        self.raw[key] = raw

    def settle(self, truth: Truth) -> None:
        truth.values = dict(self.values)
        truth.raw = {
            key: raw
            for key, raw in self.raw.items()
            if raw != ("" if self.values[key] is None else str(self.values[key]))
        }


def full_width(cells: Cells, rng: Random, truth: Truth) -> None:
    part = rng.choice(("proactive", "requests", "proceedings"))
    for key in cells.keys(part):
        cells.written(key, cells.raw[key].translate(WIDE))
    truth.met("full_width_digits", arguable=["T102"])


def thousands(cells: Cells, rng: Random, truth: Truth) -> None:
    comma = rng.choice((",", ",", "，"))
    for key, value in cells.values.items():
        if value is not None and abs(value) >= 1000:
            cells.written(key, f"{value:,}".replace(",", comma))
            truth.met("thousands_separators", arguable=["T102"])


def padded(cells: Cells, rng: Random, truth: Truth) -> None:
    pad = rng.choice((" ", "  ", "\u3000", "\xa0"))
    for key in cells.keys(rng.choice(("proactive", "requests", "proceedings"))):
        if rng.random() < 0.5:
            cells.written(key, pad + cells.raw[key] + (pad if rng.random() < 0.5 else ""))
    truth.met("padded_cells")


def fee_digits(cells: Cells, rng: Random, truth: Truth) -> None:
    key = "proactive.fees.amount"
    amount = cells.values.get(key)
    if amount is not None:
        few = Decimal(amount) == round(Decimal(amount), 2)
        cells.written(key, f"{amount:.{rng.choice((2, 4)) if few else 4}f}")
        truth.met("fee_with_decimals")


def numerals(cells: Cells, rng: Random, truth: Truth) -> None:
    """Three or fewer counts in Chinese numerals."""
    some = cells.whole(99)
    for key in rng.sample(some, min(len(some), rng.randint(1, 3))):
        cells.written(key, chinese(int(cells.values[key] or 0)))
        truth.met("chinese_numerals", arguable=["T102"])


def units(cells: Cells, rng: Random, truth: Truth) -> None:
    """件 behind counts of one table, 万元 behind the fee."""
    if rng.random() < 0.5:
        for key in cells.keys("proceedings"):
            cells.written(key, cells.raw[key] + "件")
    else:
        for key in cells.keys("proactive"):
            unit = "万元" if key.endswith("amount") else "件"
            cells.written(key, cells.raw[key] + unit)
    truth.met("units_in_cells", faults=["T102"])


def notes(cells: Cells, rng: Random, truth: Truth) -> None:
    """A note in brackets behind a figure: 22（其中修订16件）."""
    keys = [
        key
        for key in ("proactive.normative_documents.in_force", "proactive.licensing.decisions",
                    "proactive.penalties.decisions", "requests.received.total")
        if (cells.values.get(key) or 0) > 1
    ]  # fmt: skip
    if keys:
        key = rng.choice(keys)
        count = int(cells.values[key] or 0)
        part = rng.randint(1, count - 1)
        note = rng.choice(
            ("（其中修订{}件）", "(含{}件简易程序)", "（其中{}件为补录）", " (其中线上{}件)")
        )
        cells.written(key, f"{count}{note.format(part)}")
        truth.met("notes_in_cells", faults=["T102"])


def blanks(cells: Cells, rng: Random, truth: Truth) -> None:
    """Zeros left blank: all of a table, most, or a few."""
    part = rng.choice(("proactive", "requests", "proceedings"))
    share = rng.choice((1.0, 0.7, 0.1))
    keys = [key for key in cells.zeros(part) if rng.random() < share]
    if keys:
        cells.blank(keys)
        truth.met("blank_cells", faults=["T101"], arguable=["S206"])


def dashes(cells: Cells, rng: Random, truth: Truth) -> None:
    part = rng.choice(("proactive", "requests", "proceedings"))
    mark = rng.choice(DASHES)
    share = rng.choice((1.0, 0.6))
    keys = [key for key in cells.zeros(part) if rng.random() < share]
    if keys:
        cells.blank(keys, mark)
        truth.met("dashes_for_zero", faults=["T101"])


def blank_columns(cells: Cells, rng: Random, truth: Truth) -> None:
    """Columns of kinds of applicants that never occurred are left blank from top to bottom."""
    for column in tuple(COLUMNS)[1:6]:
        keys = [key for key in cells.keys("requests") if key.endswith(f".{column}")]
        if all(cells.values[key] == 0 for key in keys) and rng.random() < 0.7:
            cells.blank(keys)
            truth.met("blank_columns", faults=["T101"])


def totals_only(cells: Cells, rng: Random, truth: Truth) -> None:
    cells.blank([k for k in cells.keys("requests") if not k.endswith(".total")])
    truth.met("totals_only", faults=["T101"], arguable=["T201", "S206", "N101"])


HARMLESS: tuple[Callable[[Cells, Random, Truth], None], ...] = (
    full_width,
    thousands,
    padded,
    fee_digits,
)
FAULTY: tuple[Callable[[Cells, Random, Truth], None], ...] = (
    numerals,
    units,
    notes,
    blanks,
    dashes,
    blank_columns,
    totals_only,
)

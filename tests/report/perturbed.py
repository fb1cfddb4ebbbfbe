"""Sound tables with damage by chance, as text, and what must be read of them or refused."""

import re
from dataclasses import dataclass
from random import Random

from corpus.statutory_form import APPLICANTS, COLUMNS, OUTCOMES, PROCEEDING_RESULTS, PROCEEDINGS
from corpus.tables import completed, sound_report_cells
from tests.report.documents import rows_of_form

OCR = "已己巳未末本术木大太天夫千干于土士日曰目囗口人入八王玉主住往注性牲机枸构件仵作结给纠复夏申甲由田"
_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?)+(?=\D)")
PARTS = ("proactive", "requests", "proceedings")
LAYOUTS = ("tabs", "bars", "markdown", "spaces", "cell_a_line")


@dataclass(frozen=True)
class Damaged:
    """A table as text, its truth by key, and the damage done.

    `stands` has, for rows that slipped and still look whole, what now stands in their cells: nobody
    could tell such a row from one in which a figure was forgotten.
    """

    part: str
    text: str
    truth: dict[str, str]
    damage: tuple[str, ...]
    stands: dict[str, str]


def figures(rng: Random) -> dict[str, str]:
    """All 200 figures of a sound report: sparse as in real ones, or dense."""
    if rng.random() < 0.5:
        kind = rng.choice(("city", "county", "department", "town"))
        return {key: str(value) for key, value in sound_report_cells(rng, kind).items()}
    inner: dict[str, int] = {}
    for column in APPLICANTS:
        for row in (*OUTCOMES, "carried_out"):
            inner[f"requests.{row}.{column}"] = rng.choice((0, rng.randint(1, 40)))
        done = sum(inner[f"requests.{row}.{column}"] for row in (*OUTCOMES, "carried_out"))
        carried = rng.randint(0, done // 6)
        inner[f"requests.carried_in.{column}"] = carried
        inner[f"requests.received.{column}"] = done - carried
    for case in PROCEEDINGS:
        for result in PROCEEDING_RESULTS:
            if result != "total":
                inner[f"proceedings.{case}.{result}"] = rng.randint(0, 30)
    cells = completed(dict(inner))
    drawn = {k: v for k, v in sound_report_cells(rng, "city").items() if k.startswith("proactive.")}
    return {key: str(value) for key, value in {**drawn, **cells}.items()}


def _is_figure(cell: str) -> bool:
    return bool(re.fullmatch(r"[\d.]+", cell)) or cell == ""


def _label(rng: Random, text: str, mode: str, share: float) -> str:
    if mode == "numbering":
        return _NUMBERING.sub("", text)
    if mode == "blanks":
        return "".join(c + (" " if rng.random() < share else "") for c in text).strip()
    if mode == "ocr":
        return "".join(rng.choice(OCR) if rng.random() < share else c for c in text)
    return text


def _damage_labels(rng: Random, rows: list[list[str]], damage: list[str]) -> list[list[str]]:
    mode = rng.choice(("none", "numbering", "blanks", "ocr", "ocr"))
    share = rng.uniform(0.02, 0.15)
    damage.append(f"labels {mode} {share:.2f}")
    return [[c if _is_figure(c) else _label(rng, c, mode, share) for c in row] for row in rows]


def _blank_some(rng: Random, part: str, raws: dict[str, str], damage: list[str]) -> None:
    choice = rng.random()
    if choice < 0.2:
        column = rng.choice(list(COLUMNS)) if part == "requests" else "total"
        keys = [k for k in raws if k.startswith(part) and k.endswith(f".{column}")]
        damage.append(f"blank column {column}")
    elif choice < 0.35 and part != "proactive":
        keys = [k for k in raws if k.startswith(part) and not k.endswith(".total")]
        damage.append("totals only")
    elif choice < 0.5:
        keys = rng.sample([k for k in raws if k.startswith(part)], 3)
        damage.append(f"blank {keys}")
    else:
        return
    for key in keys:
        raws[key] = ""


def _row_keys(part: str, raws: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(k.rsplit(".", 1)[0] for k in raws if k.startswith(part)))


def _slip(rng: Random, rows: list[list[str]], width: int, damage: list[str]) -> dict[int, str]:
    """Move the figures of one or two rows by a column: row -> right, left or over the edge."""
    full = [i for i, row in enumerate(rows) if sum(map(_is_figure, row[-width:])) == width
            and any(c for c in row[-width:])]  # fmt: skip
    chosen = rng.sample(full, min(len(full), rng.choice((1, 1, 2))))
    ways: dict[int, str] = {}
    for at in chosen:
        head, values = rows[at][:-width], rows[at][-width:]
        way = ways[at] = rng.choice(("right", "left", "over"))
        damage.append(f"slipped {way} row {at}")
        shifted = {"right": ["", *values[:-1]], "left": [*values[1:], ""], "over": ["", *values]}
        rows[at] = head + shifted[way]
    return ways


def looks_whole(values: list[str]) -> bool:
    """Whether counts in the blank cells of a row could make its sum hold."""
    numbers = [int(value or 0) for value in values]
    if not any(numbers):
        return True
    blanks = "" in values[:-1]
    exact = sum(numbers[:-1]) == numbers[-1]
    return bool(values[-1]) and (exact or (blanks and sum(numbers[:-1]) < numbers[-1]))


def _lay_out(rng: Random, rows: list[list[str]], layout: str) -> str:
    if layout == "tabs":
        return "\n".join("\t".join(row) for row in rows)
    if layout == "bars":
        return "\n".join("".join(c + "|" for c in row) for row in rows)
    if layout == "markdown":
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "|---|", *lines[1:]])
    if layout == "cell_a_line":
        return "\n\n".join("\n".join("\t" + c for c in row) for row in rows)
    width = rng.choice((6, 9, 14, 30))
    out: list[str] = []
    for row in rows:
        cells = [c for c in row if c]
        values = [c for c in cells if _is_figure(c)]
        labels = [c for c in cells if not _is_figure(c)]
        if not values:
            out.append(" ".join(labels))
            continue
        for label in labels[:-1]:
            out += [label[i : i + width] for i in range(0, len(label), width)]
        last = labels[-1] if labels else ""
        pieces = [last[i : i + width] for i in range(0, len(last), width)] or [""]
        out += [*pieces[:-1], f"{pieces[-1]} {' '.join(values)}".strip()]
    return "\n".join(out)


def damaged(rng: Random) -> Damaged:
    """A table with one or several kinds of damage."""
    part = rng.choice(("proactive", "requests", "requests", "requests", "proceedings"))
    raws = figures(rng)
    damage: list[str] = []
    _blank_some(rng, part, raws, damage)
    truth = {k: v for k, v in raws.items() if k.startswith(part)}
    rows = rows_of_form(part, "2021", truth)
    rows = _damage_labels(rng, rows, damage)
    gone: list[str] = []
    stands: dict[str, str] = {}
    if part == "requests":
        first = 3
        keys = _row_keys(part, raws)
        index = dict(zip(_order(), range(first, len(rows)), strict=True))
        assert set(index) == set(keys)
        if rng.random() < 0.3:
            ways = _slip(rng, rows, 7, damage)
            for key in (k for k, i in index.items() if ways.get(i, "over") != "over"):
                values = rows[index[key]][-7:]
                if looks_whole(values):
                    stands |= {f"{key}.{c}": v for c, v in zip(COLUMNS, values, strict=True)}
        if rng.random() < 0.3:
            gone = rng.sample(keys, rng.choice((1, 1, 2, 5)))
            damage.append(f"dropped {gone}")
        kept = [i for i in range(len(rows)) if i not in {index[k] for k in gone}]
        if rng.random() < 0.25:
            moved = kept.pop(rng.randrange(first, len(kept)))
            kept.insert(rng.randrange(first, len(kept) + 1), moved)
            damage.append(f"moved row {moved}")
        rows = [rows[i] for i in kept]
    layout = rng.choice(LAYOUTS)
    damage.append(layout)
    truth = {k: v for k, v in truth.items() if not any(k.startswith(f"{g}.") for g in gone)}
    return Damaged(part, _lay_out(rng, rows, layout), truth, tuple(damage), stands)


def _order() -> list[str]:
    """Rows of table 2 in the order of the form."""
    rows = ("received", "carried_in", *OUTCOMES, "concluded", "carried_out")
    return [f"requests.{row}" for row in rows]

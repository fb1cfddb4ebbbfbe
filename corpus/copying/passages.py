"""Copying between drafts: whole parts or a few sentences, edited, with names forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from corpus.copying.compose import Dealer, Draft, Part
from corpus.copying.edits import edited
from corpus.copying.phrases import INNOCENT
from corpus.copying.pool import Unit

TOO_LITTLE = 0.06  # a passage that cannot be edited so much is not taken
Slot = tuple[str, Unit]


@dataclass(slots=True)
class Passage:
    """What `copier` took: units as they stand with him, beside those of the source."""

    section: str
    source: Draft
    whole: bool
    rate: float
    changed: float
    edits: list[str]
    pairs: list[tuple[Unit, Unit]]  # (copy, source) in the order of the copy


@dataclass(slots=True)
class Leftover:
    section: str
    unit: Unit
    place: str
    owner: str
    kind: str  # source: of the agency copied from; outside: of nobody in the batch


@dataclass(slots=True)
class Ledger:
    """What was done to a draft."""

    passages: list[Passage] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    mentions: list[tuple[str, Unit, tuple[str, ...], str]] = field(default_factory=list)


def part_of(draft: Draft, section: str) -> Part:
    return draft.overview if section == "overview" else draft.problems


def _slots(part: Part) -> list[Slot]:
    return [(topic, unit) for topic, units in part.units.items() for unit in units]


def _has_name(unit: Unit) -> bool:
    return "{P}" in unit.text or "{A}" in unit.text


def _run(source: Draft, section: str, want_name: bool, rng: Random) -> list[Slot]:
    """Two to six sentences that follow each other; in 五 within the problems or the measures."""
    slots = _slots(part_of(source, section))
    for attempt in range(40):
        count = rng.randint(2, 6 if section == "overview" else 3)
        start = rng.randint(0, max(0, len(slots) - count))
        run = slots[start : start + count]
        if section == "problems" and len({t for t, _ in run}) > 1:
            continue
        if len(run) >= 2 and (attempt > 20 or not want_name or any(_has_name(u) for _, u in run)):
            return run
    return []


def _mixed(run: Sequence[Slot], new: list[Unit], rng: Random) -> list[tuple[str, Unit, Unit]]:
    """Two neighbours of one topic change places."""
    rows = [(topic, copy, old) for (topic, old), copy in zip(run, new, strict=True)]
    spots = [i for i in range(len(rows) - 1) if rows[i][0] == rows[i + 1][0]]
    for i in rng.sample(spots, min(len(spots), max(1, len(rows) // 5))):
        rows[i], rows[i + 1] = rows[i + 1], rows[i]
    return rows


def _put_in(part: Part, rows: Sequence[tuple[str, Unit, Unit]], rng: Random) -> None:
    """The run in the place of as many of the copier's own sentences."""
    topics = list(dict.fromkeys(topic for topic, _, _ in rows))
    origins = {copy.origin for _, copy, _ in rows}
    for units in part.units.values():
        units[:] = [u for u in units if u.origin not in origins]
    for position, topic in enumerate(topics):
        block = [copy for t, copy, _ in rows if t == topic]
        own = part.units[topic]
        for _ in range(min(len(block), len(own))):
            del own[rng.randrange(len(own))]
        if len(topics) == 1:
            spot = rng.randint(0, len(own))
        else:
            spot = len(own) if position == 0 else 0
        own[spot:spot] = block


def copy_passage(
    draft: Draft, source: Draft, section: str, whole: bool, rate: float, forget: bool, rng: Random
) -> Passage | None:
    """Take a passage over into `draft`; names and years become those of the copier."""
    taken = _slots(part_of(source, section)) if whole else _run(source, section, forget, rng)
    if len(taken) < 2:
        return None
    new, changed, edits = edited([u for _, u in taken], rate, rng)
    if changed < rate - TOO_LITTLE:
        return None
    new = [replace(u) for u in new]
    rows = [(topic, copy, old) for (topic, old), copy in zip(taken, new, strict=True)]
    if rate >= 0.2 and rng.random() < 0.5:
        mixed = _mixed(taken, new, rng)
        edits = [*edits, "sentences_moved"] if mixed != rows else edits
        rows = mixed
    part = part_of(draft, section)
    if whole:
        for units in part.units.values():
            units.clear()
        for topic, copy, _ in rows:
            part.units[topic].append(copy)
        if section == "problems":
            draft.lead = (draft.lead[0], *source.lead[1:])
    else:
        _put_in(part, rows, rng)
    pairs = [(copy, old) for _, copy, old in rows]
    return Passage(section, source, whole, rate, changed, edits, pairs)


def _swap(draft: Draft, section: str, old: Unit, new: Unit) -> None:
    for units in part_of(draft, section).units.values():
        for i, unit in enumerate(units):
            if unit is old:
                units[i] = new


def forget_names(draft: Draft, passage: Passage, ledger: Ledger, rng: Random) -> None:
    """Leave the source's name standing in one or two spots of the passage."""
    owner = passage.source.agency
    spots = [i for i, (copy, _) in enumerate(passage.pairs) if _has_name(copy)]
    for i in rng.sample(spots, min(len(spots), rng.choice((1, 1, 2)))):
        copy, old = passage.pairs[i]
        mark, name = ("{P}", owner.place) if "{P}" in copy.text else ("{A}", owner.name)
        new = replace(copy, text=copy.text.replace(mark, name, 1))
        _swap(draft, passage.section, copy, new)
        passage.pairs[i] = (new, old)
        ledger.leftovers.append(Leftover(passage.section, new, name, owner.name, "source"))


def forget_outside(draft: Draft, place: str, ledger: Ledger, rng: Random) -> None:
    """A name of a place that is not in the batch, left by copying from elsewhere."""
    found = [(s, u) for s in ("overview", "problems") for _, u in _slots(part_of(draft, s))]
    spots = [(s, u) for s, u in found if "{P}" in u.text]
    if spots:
        section, unit = rng.choice(spots)
        new = replace(unit, text=unit.text.replace("{P}", place, 1))
        _swap(draft, section, unit, new)
        ledger.leftovers.append(Leftover(section, new, place, "", "outside"))


def mention(
    draft: Draft, number: int, places: tuple[str, str], ledger: Ledger, dealer: Dealer, rng: Random
) -> None:  # fmt: skip
    """Another place named with good reason, in a sentence that does not part a copied run."""
    reason, topic, text = INNOCENT[number]
    marker = Unit(text, f"innocent:{number}", topic, "", False)
    copied = {id(copy) for p in ledger.passages for copy, _ in p.pairs}
    units = draft.overview.units[topic]
    spots = [
        i for i in range(len(units) + 1)
        if not any(id(u) in copied for u in units[max(0, i - 1) : i + 1])
    ]  # fmt: skip
    if not spots or dealer.clashes(marker, draft.key):
        return
    dealer.note(marker, draft.key)
    while "#" in text:
        text = text.replace("#", str(rng.randint(2, 40)), 1)
    met = tuple(p for mark, p in (("{X}", places[0]), ("{Z}", places[1])) if mark in text)
    text = text.replace("{X}", places[0]).replace("{Z}", places[1]).rstrip("。")
    own = (("{U}", draft.agency.superior), *zip(("{T}", "{V}"), draft.agency.towns, strict=True))
    met += tuple(place for mark, place in own if mark in text)
    unit = replace(marker, text=text)
    units.insert(rng.choice(spots), unit)
    ledger.mentions.append(("overview", unit, met, reason))

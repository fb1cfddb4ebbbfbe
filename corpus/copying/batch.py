"""A batch: reports of one year, last year's of some, what was copied, and the truth about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from random import Random

from corpus.copying.compose import Dealer, Draft, original
from corpus.copying.passages import (
    Ledger,
    copy_passage,
    forget_names,
    forget_outside,
    mention,
    part_of,
)
from corpus.copying.phrases import INNOCENT
from corpus.copying.places import REAL, invented, make_agency
from corpus.copying.writing import Written, unit_text, written

RATES = (0.0, 0.1, 0.2, 0.3, 0.4)
TRIES = 6
SECTIONS = ("overview", "problems")
FROM_OTHERS, FROM_LAST_YEAR, REWRITTEN, OUTSIDE = 0.30, 0.15, 0.10, 0.05
Truth = dict[str, object]


@dataclass(slots=True)
class Batch:
    """Drafts of this year and of last year by key, and what was done to each."""

    drafts: dict[int, Draft]
    last: dict[int, Draft]
    ledgers: dict[int, Ledger]


def _sections(rng: Random) -> tuple[str, ...]:
    return rng.choices((("overview",), ("problems",), SECTIONS), (5, 3, 2))[0]


def _copy(
    draft: Draft, source: Draft, ledger: Ledger, sections: tuple[str, ...], whole: float,
    forget: bool, rng: Random,
) -> None:  # fmt: skip
    rate = rng.choice(RATES)
    for section in sections:
        for _ in range(TRIES):
            taken = copy_passage(draft, source, section, rng.random() < whole, rate, forget, rng)
            if taken is not None:
                ledger.passages.append(taken)
                break
    if forget and ledger.passages:
        mine = [p for p in ledger.passages if p.source is source]
        if mine:
            forget_names(draft, rng.choice(mine), ledger, rng)


def _copy_from_others(batch: Batch, copiers: list[int], honest: list[int], rng: Random) -> None:
    uses = dict.fromkeys(honest, 0)
    for key in copiers:
        draft = batch.drafts[key]
        sources = [k for k in honest if batch.drafts[k].agency.group == draft.agency.group]
        sources = [k for k in sources if uses[k] < 3]
        if not sources:
            continue
        sections = _sections(rng)
        chosen = rng.sample(sources, min(len(sources), len(sections) if rng.random() < 0.4 else 1))
        forget = rng.random() < 0.5
        for i, k in enumerate(chosen):
            mine = sections if len(chosen) == 1 else (sections[i],)
            uses[k] += 1
            _copy(draft, batch.drafts[k], batch.ledgers[key], mine, 0.35, forget, rng)


def _mentions(batch: Batch, dealer: Dealer, rng: Random, taken: set[str]) -> None:
    places = [d.agency.place for d in batch.drafts.values()]
    for key, draft in batch.drafts.items():
        if rng.random() < 0.55:
            continue
        names = set[str]()
        others = [p for p in places if p != draft.agency.place]
        while len(names) < 2:
            names.add(
                rng.choice((rng.choice(others), rng.choice(REAL), invented(rng, taken) + "县"))
            )
        first, second = sorted(names, key=lambda _: rng.random())
        for number in rng.sample(range(len(INNOCENT)), rng.choice((1, 1, 2))):
            mention(draft, number, (first, second), batch.ledgers[key], dealer, rng)


def make_batch(rng: Random, size: int) -> Batch:
    taken, year, dealer = set[str](), rng.randint(2022, 2025), Dealer(rng)
    drafts = {key: original(key, make_agency(rng, taken), year, dealer, rng) for key in range(size)}
    order = rng.sample(range(size), size)
    n_others, n_last = round(size * FROM_OTHERS), round(size * FROM_LAST_YEAR)
    others, lasts = order[:n_others], order[n_others : n_others + n_last]
    honest = order[n_others + n_last :]
    rewritten = honest[: round(size * REWRITTEN)]
    last = {
        key: original(size + key, drafts[key].agency, year - 1, dealer, rng)
        for key in [*lasts, *rewritten]
    }
    batch = Batch(drafts, last, {key: Ledger() for key in drafts})
    for key in lasts:
        _copy(drafts[key], last[key], batch.ledgers[key], _sections(rng), 0.5, False, rng)
    _copy_from_others(batch, others, honest, rng)
    sources = {p.source.key for ledger in batch.ledgers.values() for p in ledger.passages}
    alone = [key for key in honest if key not in sources]
    for key in rng.sample(alone, min(len(alone), round(size * OUTSIDE))):
        place = rng.choice(REAL) if rng.random() < 0.6 else invented(rng, taken) + "县"
        forget_outside(drafts[key], place, batch.ledgers[key], rng)
    _mentions(batch, dealer, rng, taken)
    return batch


def file_of(draft: Draft, last: bool = False) -> str:
    return f"{'last_year' if last else 'reports'}/{draft.agency.name}{draft.year}年报.txt"


def _copied(draft: Draft, ledger: Ledger, parts: dict[str, str], last: bool) -> Iterator[Truth]:
    for p in ledger.passages:
        sentences = [
            {"copy": unit_text(copy, draft), "source": unit_text(old, p.source)}
            for copy, old in p.pairs
        ]
        size = sum(len(s["copy"]) for s in sentences)
        yield {
            "section": p.section,
            "from": "last_year" if p.source.year != draft.year else "other_agency",
            "source_file": file_of(p.source, p.source.year != draft.year),
            "source_agency": p.source.agency.name,
            "source_year": p.source.year,
            "whole_part": p.whole,
            "sentences": sentences,
            "share": round(size / len(parts[p.section]), 3),
            "edit_rate": p.rate,
            "changed": round(p.changed, 3),
            "edits": p.edits,
        }


def truth_of(draft: Draft, ledger: Ledger, made: Written, last: bool = False) -> Truth:
    parts = {"overview": made.overview, "problems": made.problems}
    return {
        "file": file_of(draft, last),
        "agency": draft.agency.name,
        "place": draft.agency.place,
        "year": draft.year,
        "group": draft.agency.group,
        "lengths": {key: len(text) for key, text in parts.items()},
        "copied": list(_copied(draft, ledger, parts, last)),
        "leftovers": [
            {"section": x.section, "quote": unit_text(x.unit, draft), "place": x.place,
             "owner": x.owner, "kind": x.kind}
            for x in ledger.leftovers
        ],
        "innocent": [
            {"section": s, "quote": unit_text(u, draft), "places": list(met), "reason": reason}
            for s, u, met, reason in ledger.mentions
        ],
    }  # fmt: skip


def _shared(one: Draft, other: Draft) -> dict[str, int]:
    return {
        s: len(
            {u.origin for u in part_of(one, s).all()} & {u.origin for u in part_of(other, s).all()}
        )
        for s in SECTIONS
    }


def pairs_of(batch: Batch) -> Iterator[Truth]:
    """copied, kin (both hold sentences of the same source), or sound, for every pair of the batch."""
    drafts = [(d, False) for d in batch.drafts.values()]
    pairs = [*combinations(drafts, 2)]
    pairs += [((batch.drafts[k], False), (d, True)) for k, d in batch.last.items()]
    for (one, _), (other, last) in pairs:
        shared = _shared(one, other)
        sources = {id(p.source) for p in batch.ledgers[one.key].passages}
        if not last:
            sources_too = {id(p.source) for p in batch.ledgers[other.key].passages}
        direct = id(other) in sources or (not last and id(one) in sources_too)
        label = "copied" if direct else "kin" if max(shared.values()) > 1 else "sound"
        yield {
            "a": file_of(one), "b": file_of(other, last), "label": label, "shared": shared,
        }  # fmt: skip


def files_of(batch: Batch, rng: Random) -> Iterator[tuple[Truth, str]]:
    for key, draft in batch.drafts.items():
        made = written(draft, rng)
        yield truth_of(draft, batch.ledgers[key], made), made.text
    for draft in batch.last.values():
        made = written(draft, rng)
        yield truth_of(draft, Ledger(), made, last=True), made.text

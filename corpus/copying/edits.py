"""Edits of a copied passage, until so large a share of its characters has changed as was asked for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from rapidfuzz.distance import Levenshtein

from corpus.copying.pool import Unit
from corpus.copying.thesaurus import FILLERS, MODIFIERS, PAIRS, VERBS

ROUNDS = 150
SLACK = 0.05  # an edit that would overshoot the rate by more is not made
Edit = Callable[[str, Random], str]


def _synonym(text: str, rng: Random) -> str:
    pairs = [(a, b) for p in PAIRS for a, b in (p, p[::-1]) if a in text and b not in text]
    if not pairs:
        return text
    old, new = rng.choice(pairs)
    return text.replace(old, new, 1)


def _digits(text: str, rng: Random) -> str:
    found = [m for m in re.finditer(r"(?<![A-Z\d])\d+", text) if m[0] not in ("12345", "12348")]
    if not found:
        return text
    match = rng.choice(found)
    low = 10 ** (len(match[0]) - 1)
    number = str(rng.randint(low, low * 10 - 1))
    return text[: match.start()] + number + text[match.end() :]


def _clauses(text: str) -> list[str]:
    return text.split("，")


def _free(clause: str) -> bool:
    """No field and no half of a pair of brackets: such a clause may be moved or left out."""
    return "{" not in clause and all(
        clause.count(a) == clause.count(b) for a, b in ("“”", "《》", "（）")
    )


def _reorder(text: str, rng: Random) -> str:
    parts = _clauses(text)
    spots = [i for i in range(len(parts) - 1) if _free(parts[i]) and _free(parts[i + 1])]
    if not spots:
        return text
    i = rng.choice(spots)
    parts[i], parts[i + 1] = parts[i + 1], parts[i]
    return "，".join(parts)


def _leave_out(text: str, rng: Random) -> str:
    parts = _clauses(text)
    spots = [i for i, part in enumerate(parts) if _free(part)]
    if len(parts) < 3 or not spots:
        return text
    del parts[rng.choice(spots)]
    return "，".join(parts)


def _insert(text: str, rng: Random) -> str:
    parts = _clauses(text)
    spots = [i for i in range(1, len(parts) + 1) if _free("，".join(parts[:i]))]
    fillers = [f for f in FILLERS if f not in text]
    if not spots or not fillers or len(text) > 150:
        return text
    parts.insert(rng.choice(spots), rng.choice(fillers))
    return "，".join(parts)


def _modifier(text: str, rng: Random) -> str:
    present = [m for m in MODIFIERS if m in text]
    if present and rng.random() < 0.5:
        return text.replace(rng.choice(present), "", 1)
    spots = [
        m.start() for v in VERBS for m in re.finditer(v, text)
        if not text[: m.start()].endswith(MODIFIERS)
    ]  # fmt: skip
    if not spots:
        return text
    spot = rng.choice(spots)
    return text[:spot] + rng.choice(MODIFIERS) + text[spot:]


def _split_or_merge(text: str, rng: Random) -> str:
    """A full stop for a comma or the other way round."""
    old, new = ("。", "，") if "。" in text else ("，", "。")
    spots = [m.start() for m in re.finditer(old, text) if 8 < m.start() < len(text) - 8]
    spots = [s for s in spots if _free(text[:s])]
    if not spots:
        return text
    spot = rng.choice(spots)
    return text[:spot] + new + text[spot + 1 :]


EDITS: dict[str, tuple[Edit, int]] = {
    "synonym": (_synonym, 8),
    "digits": (_digits, 4),
    "modifier": (_modifier, 5),
    "clause_moved": (_reorder, 2),
    "clause_left_out": (_leave_out, 1),
    "clause_inserted": (_insert, 2),
    "split_or_merged": (_split_or_merge, 1),
}


def changed_share(old: Sequence[str], new: Sequence[str]) -> float:
    """Edit distance over length, sentence by sentence; both lists in the order of the source."""
    distance = sum(Levenshtein.distance(a, b) for a, b in zip(old, new, strict=True))
    return distance / max(1, sum(max(len(a), len(b)) for a, b in zip(old, new, strict=True)))


def edited(units: Sequence[Unit], rate: float, rng: Random) -> tuple[list[Unit], float, list[str]]:
    """The passage with about `rate` of its characters changed, the share measured, kinds of edits."""
    texts, done = [u.text for u in units], set[str]()
    names = list(EDITS)
    weights = [EDITS[n][1] for n in names]
    originals = list(texts)
    for _ in range(ROUNDS * len(units)):
        share = changed_share(originals, texts)
        if share >= rate - 0.01:
            break
        name = rng.choices(names, weights)[0]
        i = rng.randrange(len(texts))
        new = EDITS[name][0](texts[i], rng)
        own = Levenshtein.normalized_distance(originals[i], new)
        if new == texts[i] or own > rate * 1.6 + 0.1:
            continue
        trial = [*texts[:i], new, *texts[i + 1 :]]
        if changed_share(originals, trial) <= rate + SLACK:
            texts = trial
            done.add(name)
    return (
        [replace(u, text=t) for u, t in zip(units, texts, strict=True)],
        changed_share(originals, texts),
        sorted(done),
    )

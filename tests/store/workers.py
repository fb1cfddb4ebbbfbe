"""Processes that work on a store and may be killed at any moment: what was acknowledged is printed."""

import random
import sys
from collections.abc import Callable

from review.store import Actor, Change, Store
from tests.screens.made import made_document

SUBJECT = "某县水务局|2024"
FINDINGS = 12  # few, so that writers meet


def say(*words: object) -> None:
    """Tell the test; only what came out of here was acknowledged."""
    print(*words, flush=True)


def decide(place: str, desk: str) -> None:
    """Send changes one by one until killed, beginning after the last that the store took."""
    store = Store.open(place).acting_as(Actor(desk, "reviewer"))
    number = store.taken(desk)
    say("ready", number)
    while True:
        number += 1
        finding = f"{desk}-{number}"
        store.take(desk, [Change(number, SUBJECT, finding, "accepted", base=0)])
        say("taken", number)


def add(place: str, seed: str) -> None:
    """Take a batch in, file after file, until killed; a file that is there already is passed over."""
    store = Store.open(place)
    say("ready", 0)
    number = 0
    while True:
        number += 1
        name = f"某局{number}"
        submission, new = store.add(f"{name}.docx", name.encode(), batch="batch")
        if new or store.review(submission.id) is None:
            store.save_review(submission.id, made_document(name))
        say("taken", number)


def quarrel(place: str, desk: str, changes: str) -> None:
    """Decide on what all others decide on too; after a clash look at what stands and decide again.

    Prints for every change the version that it made, or that it clashed.
    """
    store = Store.open(place).acting_as(Actor(desk, "reviewer"))
    seen: dict[str, int] = {}
    draw = random.Random(desk)
    for number in range(1, int(changes) + 1):
        finding = f"f{draw.randrange(FINDINGS)}"
        base = seen.get(finding, 0)
        verdict = draw.choice(("accepted", "rejected", "doubtful"))
        reason = f"{desk}-{number}"
        taken = store.take(desk, [Change(number, SUBJECT, finding, verdict, reason, base=base)])
        if taken.clashes:
            [clash] = taken.clashes
            say("clash", number, finding, reason, base)
            seen[finding] = clash.theirs.version if clash.theirs else 0
        else:
            say("stored", number, finding, reason, base)
            seen[finding] = store.decisions(SUBJECT)[finding].version


WORK: dict[str, Callable[..., None]] = {"decide": decide, "add": add, "quarrel": quarrel}

if __name__ == "__main__":
    WORK[sys.argv[1]](*sys.argv[2:])

"""The reports of the store held against other agencies', as a folder's are: here, or in a process of its own.

    python -m review.screens.comparing NAME ROLE    # the store is that of NIANBAO_STORE

Only reports whose passages in common with others have changed are checked again, on what was kept.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from time import monotonic

from review.copying.batch_map import CopyMap, by_report
from review.copying.passages import Shared
from review.copying.shared_passage import SharedPassage, handed
from review.copying.texts import OwnText, own_text, pack_text, text_of_document, unpack_text
from review.editions import changed_rules, understanding
from review.errors import StoreError
from review.pairing import Shelf
from review.pipeline import current_engine
from review.profile import load_profile
from review.rechecking import Kept, digest_in, digest_of, recheck_among
from review.screens.scores import score_review
from review.store import Actor, Store, rules_key
from review.store.comparing import ComparedReview, KeptReview, OwnTextRow

_AT_ONCE = 10  # reviews kept in one transaction: others wait that long
_FETCHED = 100  # texts fetched at once
_TRIES = 3
_STAY = 30.0  # seconds; after so many the lease is made longer


class ComparedElsewhere(StoreError):
    """Another process is at it, and will do ours too."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of a year's comparison: how many reports took part, how many were checked again."""

    year: int
    reports: int
    changed: int


def compare(store: Store) -> Iterator[Comparison]:
    """Compare the reports of all years in which something has changed; ComparedElsewhere where another does."""
    if not store.uncompared():
        return
    holder = store.begin_comparing()
    if holder is None:
        raise ComparedElsewhere("另一个进程正在比对雷同，新收的报告会一并比对。")
    try:
        while True:
            for year in store.uncompared():
                with closing(_Year(store, holder, year)) as those:
                    yield those.compare()
            if store.end_comparing(holder):
                return
    finally:
        with suppress(StoreError):
            store.drop_comparing(holder)


class _Year:
    """The comparison of one year's reports, those of the year before among them as possible sources."""

    def __init__(self, store: Store, holder: str, year: int) -> None:
        self._store, self._holder, self._year = store, holder, year
        self._texts = Shelf()
        self._told: dict[int, str] = {}
        self._stayed = monotonic()

    def close(self) -> None:
        self._texts.close()

    def compare(self) -> Comparison:
        years = self._store.takes_part(self._year)
        self._fetch_all(list(years))
        copies = CopyMap(self._text)
        for number in years:
            copies.add(number, self._text(number))
        shared = by_report(copies.shared()) if copies.agencies > 1 else None
        mine = [number for number, year in years.items() if year == self._year]
        changed = 0
        waiting: list[tuple[int, tuple[SharedPassage, ...] | None]] = []
        for number in mine:
            passages = None if shared is None else self._handed(number, shared)
            if digest_of(passages) != self._told[number]:
                waiting.append((number, passages))
            if len(waiting) == _AT_ONCE:
                changed += self._check_again(waiting)
                waiting.clear()
        changed += self._check_again(waiting)
        self._store.finish_comparing(self._holder, self._year, years, changed)
        return Comparison(self._year, len(mine), changed)

    def _text(self, number: int) -> OwnText:
        if monotonic() - self._stayed > _STAY:
            self._store.stay_comparing(self._holder)
            self._stayed = monotonic()
        return unpack_text(self._texts.get(number))

    def _handed(
        self, number: int, shared: Mapping[int, Sequence[Shared]]
    ) -> tuple[SharedPassage, ...]:
        return tuple(handed(shared.get(number, ()), self._text(number), self._text))

    def _fetch_all(self, numbers: Sequence[int]) -> None:
        """All own texts; those that the store has not, or not as this program writes them, are made."""
        for first in range(0, len(numbers), _FETCHED):
            some = numbers[first : first + _FETCHED]
            found = self._store.own_texts(some)
            made: list[tuple[KeptReview, OwnTextRow]] = []
            for number in some:
                row = found.get(number)
                if row is None or row.edition != understanding():
                    review = self._store.kept_review(number)
                    assert review is not None  # it takes part
                    row = _own_text(review)
                    made.append((review, row))
                self._texts.put(number, row.text)
                self._told[number] = row.shared
            self._store.keep_own_texts(self._holder, made)

    def _check_again(self, waiting: Sequence[tuple[int, tuple[SharedPassage, ...] | None]]) -> int:
        """Check these again; how many could be."""
        passages, kept = dict(waiting), 0
        for _ in range(_TRIES):
            made = [self._checked(number, shared) for number, shared in passages.items()]
            done = [one for one in made if one is not None]
            passed_over = self._store.save_compared(self._holder, done)
            for one in done:
                number = one.review.submission_id
                if one.findings and number not in passed_over:
                    score_review(self._store, number, one.document)
            kept += len(done) - len(passed_over)
            passages = {number: passages[number] for number in passed_over}
            if not passages:
                break
        return kept

    def _checked(
        self, number: int, shared: tuple[SharedPassage, ...] | None
    ) -> ComparedReview | None:
        """The review with what is shared; None where it has to be made anew first, by today's rules."""
        review = self._store.kept_review(number)
        if review is None or review.document["error"] or not review.facts:
            return None
        document = review.document
        try:
            kept = Kept.read(review.facts)
        except ValueError:
            return None
        if changed_rules(kept.understood, kept.rules) != frozenset():
            return None
        if rules_key(document["engine"]) != rules_key(current_engine()):
            return None
        try:
            again, facts = recheck_among(document, kept, load_profile(), shared)
        except Exception:  # a fault of ours must not stop the others; no text goes to a log
            return None
        others = any(again[name] != document[name] for name in ("findings", "score"))
        return ComparedReview(review, again, facts, digest_of(shared), others)


def _own_text(review: KeptReview) -> OwnTextRow:
    """From what was kept of the report; where that is another program's, from its review."""
    text: OwnText | None = None
    with suppress(ValueError):
        kept = Kept.read(review.facts)
        if kept.understood == understanding():
            text = own_text(kept.report)
    packed = pack_text(text or text_of_document(review.document))
    return OwnTextRow(understanding(), digest_in(review.facts), packed)


# --- in a process of its own ---

_children: list[subprocess.Popen[bytes]] = []


def compare_in_background(store: Store) -> None:
    """Begin a comparison where there is something to compare; the pages go on meanwhile."""
    if not store.uncompared():
        return
    comparing_here()
    environment = {**os.environ, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", __name__, store.actor.name, store.actor.role]
    _children.append(
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=None if os.environ.get("NIANBAO_DEBUG") else subprocess.DEVNULL,
            env=environment,
        )
    )


def comparing_here() -> bool:
    """Whether a process that this one began is still at it."""
    _children[:] = [child for child in _children if child.poll() is None]
    return bool(_children)


def main() -> None:
    """Compare, behind everybody else who wants the processor."""
    if hasattr(os, "nice"):
        os.nice(5)
    name, role = sys.argv[1:3]
    store = Store.open().acting_as(Actor(name, role))  # type: ignore[arg-type]
    try:
        for _ in compare(store):
            pass
    except ComparedElsewhere:
        pass
    finally:
        store.close()


if __name__ == "__main__":
    main()

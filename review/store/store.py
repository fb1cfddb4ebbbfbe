"""The store: one class out of its parts, one transaction a call, committed before it returns."""

from pathlib import Path
from typing import Self

from review.store.agencies import Agencies
from review.store.deciding import Decisions
from review.store.noting import Notes
from review.store.opening import open_engine
from review.store.queue import Queue
from review.store.records import Actor
from review.store.setting import Settings
from review.store.suppressing import Suppressions


class Store(Decisions, Notes, Queue, Agencies, Suppressions, Settings):
    """Submissions, their reviews, and the decisions on what the reviews found.

    A review may be made anew at any time: decisions are kept by agency, year and the finding's
    fingerprint, and no method that stores a review writes to them. Every method that writes asks
    for a right of the actor (`review.store.rights`).
    """

    @classmethod
    def open(cls, place: str | Path | None = None) -> Self:
        """Open the store at a path or URL (default: NIANBAO_STORE, else the user's data folder).

        Who opens it acts as this machine's own lead; `acting_as` binds it to somebody else.
        """
        store = cls(open_engine(place))
        store.end_expired()
        return store

    def acting_as(self, actor: Actor) -> Self:
        """The same store, bound to another actor."""
        return type(self)(self._engine, actor)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

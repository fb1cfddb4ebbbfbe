"""The store: one class out of its parts, one transaction a call, committed before it returns."""

from pathlib import Path
from typing import Self

from review.store.agencies import Agencies
from review.store.comparing import Comparing
from review.store.keeping import backup, restore
from review.store.noting import Notes
from review.store.opening import open_engine
from review.store.people import People
from review.store.queue import Queue
from review.store.records import Actor
from review.store.rights import demand
from review.store.scores import Scores
from review.store.setting import Settings
from review.store.suppressing import Suppressions
from review.store.teaching import Teaching


class Store(Teaching, Comparing, Notes, Queue, Agencies, Suppressions, Settings, Scores, People):
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

    def backup(self, path: Path) -> str:
        """Write a whole copy of the store to a file, while others work; gives its sha256."""
        demand(self.actor, "backup")
        digest = backup(self._engine, path)
        with self._committing() as connection:
            self._log(connection, "backup", "", after={"name": path.name, "sha256": digest})
        return digest

    @classmethod
    def restore(cls, path: Path, place: str | Path | None = None) -> Self:
        """Fill a place where there is no store yet from a backup of either kind; StoreError where it is damaged."""
        restore(path, place)
        store = cls.open(place)
        with store._committing() as connection:
            store._log(connection, "restored", "", after={"name": path.name})
        return store

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

"""The agencies that are expected to report, and who has not."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update

from review.store.base import Base
from review.store.records import AgencyRecord
from review.store.rows import AnyRow, dump, storable
from review.store.tables import agencies, submissions


class Agencies(Base):
    """The list of agencies."""

    def add_agencies(self, rows: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
        """Add or (same name) replace agencies; gives how many were added and how many replaced.

        A row has `name` and may have `kind`, `aliases` (a sequence) and `contact`.
        """
        added = replaced = 0
        with self._writing("agencies") as connection:
            for row in rows:
                name = _plain(row["name"])
                aliases = [_plain(alias) for alias in row.get("aliases") or ()]
                values = {
                    "kind": row.get("kind") or "unknown",
                    "aliases": dump([alias for alias in aliases if alias]),
                    "contact": storable(row.get("contact") or "").strip(),
                }
                if not name:
                    continue
                here = agencies.c.name == name
                if connection.execute(select(agencies.c.id).where(here)).one_or_none():
                    connection.execute(update(agencies).where(here).values(values))
                    replaced += 1
                else:
                    connection.execute(insert(agencies).values(name=name, **values))
                    added += 1
            after = {"added": added, "replaced": replaced}
            self._log(connection, "agencies", "", after=after)
        return added, replaced

    def remove_agencies(self, ids: Iterable[int]) -> None:
        """Take agencies off the list."""
        with self._writing("agencies") as connection:
            for number in ids:
                here = agencies.c.id == number
                name = connection.execute(select(agencies.c.name).where(here)).scalar_one_or_none()
                if name is not None:
                    connection.execute(delete(agencies).where(here))
                    self._log(connection, "agency_removed", "", before={"name": name})

    def agencies(self) -> list[AgencyRecord]:
        """The whole list, as it was entered."""
        with self._reading() as connection:
            rows = connection.execute(select(agencies).order_by(agencies.c.id)).all()
        return [_agency_of(row) for row in rows]

    def missing(self, year: int) -> list[AgencyRecord]:
        """Those of whom there is no report of a year, by name and by each alias."""
        query = select(submissions.c.agency).where(
            submissions.c.year == year, submissions.c.withdrawn.is_(False)
        )
        with self._reading() as connection:
            there = {_plain(name) for name in connection.execute(query).scalars() if name}
        return [a for a in self.agencies() if there.isdisjoint({a.name, *a.aliases})]


def _plain(name: str) -> str:
    """A name without blanks: in spreadsheets they are there for the looks."""
    return "".join(storable(str(name)).split())


def _agency_of(row: AnyRow) -> AgencyRecord:
    return AgencyRecord(row.id, row.name, row.kind, tuple(json.loads(row.aliases)), row.contact)

"""Checks switched off for an agency or for all: their findings do not count while it holds."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from review.errors import StoreError
from review.store.base import Base
from review.store.records import Suppression
from review.store.rows import AnyRow, now, storable, today
from review.store.summary import recount, suppressed
from review.store.tables import findings, submissions, suppressions


class Suppressions(Base):
    """Switching checks off and on again. Nothing is deleted by it."""

    def suppress(
        self, code: str, *, agency: str = "", reason: str, expires: date | None = None
    ) -> Suppression:
        """Let findings of a code not count, for an agency or (agency "") for all, up to a day."""
        if not reason.strip():
            raise StoreError("停用一项检查要写明理由。")
        if expires is not None and expires < today():
            raise StoreError("停用的截止日期已经过去，请改为今天或以后的日期。")
        values: dict[str, Any] = {
            "code": code,
            "agency": storable(agency),
            "reason": storable(reason.strip()),
            "expires": expires,
            "reviewer": self.actor.name,
            "created_at": now(),
            "ended": False,
        }
        with self._writing("suppress") as connection:
            made = insert(suppressions).values(values).returning(suppressions)
            row = connection.execute(made).one()
            after = {
                "code": code,
                "agency": agency,
                "reason": reason,
                "expires": str(expires or ""),
            }
            self._log(connection, "suppressed", agency, after=after)
            _recount(connection, code, row.agency)
        return _suppression_of(row)

    def end_suppression(self, number: int) -> None:
        """Let the check count again."""
        with self._writing("suppress") as connection:
            here = suppressions.c.id == number
            row = connection.execute(select(suppressions).where(here)).one_or_none()
            if row is None or row.ended:
                return
            connection.execute(update(suppressions).where(here).values(ended=True))
            before = {"code": row.code, "agency": row.agency, "reason": row.reason}
            self._log(connection, "suppression_ended", row.agency, before=before)
            _recount(connection, row.code, row.agency)

    def suppressions(self) -> list[Suppression]:
        """Those that hold today."""
        query = select(suppressions).where(suppressions.c.ended.is_(False))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(suppressions.c.id)).all()
        found = [_suppression_of(row) for row in rows]
        return [one for one in found if one.expires is None or one.expires >= today()]

    def suppressed_codes(self, agency: str | None) -> frozenset[str]:
        """The checks whose findings do not count for an agency today."""
        with self._reading() as connection:
            return frozenset(c for c, name in suppressed(connection) if name in ("", agency))

    def end_expired(self) -> None:
        """End the suppressions whose day has passed, so that the counts beside submissions are right.

        The store does this when it is opened; it is the house's work and asks for no right.
        """
        late: ColumnElement[bool] = suppressions.c.expires < today()
        query = select(suppressions).where(suppressions.c.ended.is_(False), late)
        with self._reading() as connection:
            if not connection.execute(query).first():
                return
        with self._committing() as connection:
            for row in connection.execute(query).all():
                here = suppressions.c.id == row.id
                connection.execute(update(suppressions).where(here).values(ended=True))
                before = {"code": row.code, "agency": row.agency, "expires": str(row.expires)}
                self._log(connection, "suppression_expired", row.agency, before=before)
                _recount(connection, row.code, row.agency)


def _recount(connection: Connection, code: str, agency: str) -> None:
    query = (
        select(submissions.c.id)
        .where(findings.c.submission_id == submissions.c.id, findings.c.code == code)
        .distinct()
    )
    if agency:
        query = query.where(submissions.c.agency == agency)
    recount(connection, connection.execute(query).scalars().all())


def _suppression_of(row: AnyRow) -> Suppression:
    return Suppression(
        row.id, row.code, row.agency, row.reason, row.expires, row.reviewer, row.created_at
    )

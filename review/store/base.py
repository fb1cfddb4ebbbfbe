"""What every part of the store shares: one transaction a call, the actor, the audit trail."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError

from review.errors import StoreError
from review.store.records import LOCAL, Actor, AuditEntry
from review.store.rights import Right, demand
from review.store.rows import dump, now, storable
from review.store.tables import audit


class Base:
    """A store's connections, bound to somebody who acts."""

    def __init__(self, engine: Engine, actor: Actor = LOCAL) -> None:
        self._engine = engine
        self.actor = actor

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise StoreError("资料库读取失败，请检查磁盘后重新打开页面。") from error

    @contextmanager
    def _writing(self, right: Right) -> Iterator[Connection]:
        """A transaction of a writer, committed in the end; NotAllowed where the right is missing."""
        demand(self.actor, right)
        with self._committing() as connection:
            yield connection

    @contextmanager
    def _committing(self) -> Iterator[Connection]:
        try:
            with (
                self._engine.connect().execution_options(writes=True) as connection,
                connection.begin(),
            ):
                yield connection
        except DBAPIError as error:
            raise StoreError("没有存上：资料库正忙或磁盘已满，请稍后再试。") from error

    def _log(
        self,
        connection: Connection,
        action: str,
        subject: str,
        finding: str = "",
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        connection.execute(
            insert(audit).values(
                at=now(),
                action=action,
                subject=storable(subject),
                finding=finding,
                before=storable(dump(before)) if before else None,
                after=storable(dump(after)) if after else None,
                actor=storable(self.actor.name),
            )
        )

    def audit(self, subject: str | None = None, *, limit: int | None = None) -> list[AuditEntry]:
        """The audit trail, oldest first; with `limit` only so many, the latest."""
        query = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if subject is not None:
            query = query.where(audit.c.subject == subject)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [
            AuditEntry(
                row.at,
                row.action,
                row.subject,
                row.finding,
                json.loads(row.before) if row.before else None,
                json.loads(row.after) if row.after else None,
                row.actor,
            )
            for row in reversed(rows)
        ]

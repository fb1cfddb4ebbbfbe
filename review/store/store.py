"""The store: one class, one transaction a call, committed before it returns."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import DBAPIError

from review.errors import StoreError
from review.store.opening import open_engine
from review.store.records import (
    DECISION_VERDICTS,
    AuditEntry,
    Change,
    Decision,
    DecisionVerdict,
    JsonObject,
    QueueEntry,
    Submission,
    subject_of,
    summary_of,
)
from review.store.rows import (
    SUBMISSION,
    decision_of,
    dump,
    engine_key,
    now,
    queue_entry,
    standing,
    submission_of,
)
from review.store.tables import audit, decisions, desks, reviews, submissions


class Store:
    """Submissions, their reviews, and the decisions on what the reviews found.

    A review may be made anew at any time: decisions are kept by agency, year and the finding's
    fingerprint, and no method that stores a review writes to them.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, place: str | Path | None = None) -> Self:
        """Open the store at a path or URL (default: NIANBAO_STORE, else the user's data folder)."""
        return cls(open_engine(place))

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise StoreError("资料库读取失败，请检查磁盘后重新打开页面。") from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with (
                self._engine.connect().execution_options(writes=True) as connection,
                connection.begin(),
            ):
                yield connection
        except DBAPIError as error:
            raise StoreError("没有存上：资料库正忙或磁盘已满，请稍后再试。") from error

    # --- submissions and reviews ---

    def add(self, name: str, content: bytes, media_type: str = "") -> tuple[Submission, bool]:
        """Take a file in; a file already there (same bytes) is given back, with False."""
        digest = sha256(content).hexdigest()
        with self._writing() as connection:
            found = connection.execute(
                select(*SUBMISSION).where(submissions.c.sha256 == digest)
            ).one_or_none()
            if found is not None:
                return submission_of(found), False
            values = {
                "sha256": digest,
                "name": name,
                "media_type": media_type,
                "content": content,
                "added_at": now(),
            }
            row = connection.execute(
                insert(submissions).values(values).returning(*SUBMISSION)
            ).one()
            self._note(connection, "added", f"sha256:{digest}", after={"name": name})
            return submission_of(row), True

    def submission(self, submission_id: int) -> Submission | None:
        """The submission with this id."""
        query = select(*SUBMISSION).where(submissions.c.id == submission_id)
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        return submission_of(row) if row else None

    def submissions(self) -> list[Submission]:
        """All submissions in the order in which they came."""
        with self._reading() as connection:
            rows = connection.execute(select(*SUBMISSION).order_by(submissions.c.id)).all()
        return [submission_of(row) for row in rows]

    def content(self, submission_id: int) -> bytes:
        """The file's bytes; KeyError if there is no such submission."""
        query = select(submissions.c.content).where(submissions.c.id == submission_id)
        with self._reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
        if found is None:
            raise KeyError(submission_id)
        return bytes(found)

    def save_review(self, submission_id: int, document: Mapping[str, Any]) -> None:
        """Keep a review (JSON of the contract). The same engine's earlier one is replaced."""
        values: JsonObject = {
            "subject": subject_of(document),
            "summary": dump(summary_of(document)),
            "document": dump(document),
            "made_at": now(),
        }
        key = engine_key(document)
        here = (reviews.c.submission_id == submission_id) & (reviews.c.engine == key)
        with self._writing() as connection:
            known = connection.execute(select(reviews.c.id).where(here)).one_or_none()
            if known:
                connection.execute(update(reviews).where(here).values(values))
            else:
                connection.execute(
                    insert(reviews).values(submission_id=submission_id, engine=key, **values)
                )
            self._note(connection, "reviewed", values["subject"], after={"engine": key})

    def review(self, submission_id: int) -> JsonObject | None:
        """The latest review of a submission, None where there is none yet."""
        query = (
            select(reviews.c.document)
            .where(reviews.c.submission_id == submission_id)
            .order_by(reviews.c.made_at.desc(), reviews.c.id.desc())
            .limit(1)
        )
        with self._reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
        document: JsonObject | None = json.loads(found) if found else None
        return document

    def queue(self) -> list[QueueEntry]:
        """All submissions as they came, with the latest review in short and the decisions."""
        latest = select(reviews.c.submission_id, reviews.c.subject, reviews.c.summary).order_by(
            reviews.c.submission_id, reviews.c.made_at, reviews.c.id
        )
        with self._reading() as connection:
            files = connection.execute(select(*SUBMISSION).order_by(submissions.c.id)).all()
            last = {row.submission_id: row for row in connection.execute(latest)}
            verdicts = {
                (row.subject, row.finding): row.verdict
                for row in connection.execute(
                    select(decisions.c.subject, decisions.c.finding, decisions.c.verdict)
                )
            }
        return [queue_entry(submission_of(file), last.get(file.id), verdicts) for file in files]

    # --- decisions ---

    def decisions(self, subject: str) -> dict[str, Decision]:
        """The decisions that stand on a subject (see `subject_of`), by the finding's fingerprint."""
        query = select(decisions).where(
            decisions.c.subject == subject, decisions.c.verdict.is_not(None)
        )
        with self._reading() as connection:
            return {row.finding: decision_of(row) for row in connection.execute(query)}

    def decide(
        self,
        subject: str,
        finding: str,
        verdict: DecisionVerdict,
        *,
        reason: str = "",
        edited: str = "",
    ) -> None:
        """Store one decision; it is committed when this returns."""
        with self._writing() as connection:
            self._change(connection, Change(0, subject, finding, verdict, reason, edited))

    def undo(self, subject: str, finding: str) -> None:
        """Take a decision back: the finding is undecided again."""
        with self._writing() as connection:
            self._change(connection, Change(0, subject, finding, None))

    def take(self, desk: str, changes: Iterable[Change]) -> int:
        """Store a desk's changes, each exactly once, and give the number of the last one stored.

        A desk sends its changes again until they are acknowledged; those up to the last number
        taken are passed over, also after the server was started anew.
        """
        with self._writing() as connection:
            taken = connection.execute(
                select(desks.c.taken).where(desks.c.id == desk)
            ).scalar_one_or_none()
            last = taken or 0
            for change in sorted(changes, key=lambda c: c.number):
                if change.number > last:
                    self._change(connection, change)
                    last = change.number
            values = {"taken": last, "seen_at": now()}
            if taken is None:
                connection.execute(insert(desks).values(id=desk, **values))
            elif last > taken:
                connection.execute(update(desks).where(desks.c.id == desk).values(values))
        return last

    def taken(self, desk: str) -> int:
        """The number of the last change taken from a desk, 0 where there was none."""
        with self._reading() as connection:
            found = connection.execute(select(desks.c.taken).where(desks.c.id == desk))
            return found.scalar_one_or_none() or 0

    def _change(self, connection: Connection, change: Change) -> None:
        if change.verdict is not None and change.verdict not in DECISION_VERDICTS:
            raise ValueError(change.verdict)
        here = (decisions.c.subject == change.subject) & (decisions.c.finding == change.finding)
        before = connection.execute(select(decisions).where(here)).one_or_none()
        if change.verdict is None and (before is None or before.verdict is None):
            return
        values = {
            "verdict": change.verdict,
            "reason": change.reason,
            "edited": change.edited,
            "decided_at": now(),
            "version": before.version + 1 if before else 1,
        }
        if before:
            connection.execute(update(decisions).where(here).values(values))
        else:
            connection.execute(
                insert(decisions).values(subject=change.subject, finding=change.finding, **values)
            )
        after = None
        if change.verdict:
            after = {
                "verdict": change.verdict,
                "reason": change.reason,
                "edited": change.edited,
            }
        action = "decided" if change.verdict else "undone"
        self._note(connection, action, change.subject, change.finding, standing(before), after)

    # --- audit ---

    def record_note(self, subject: str, *, draft: bool, findings: Iterable[str]) -> None:
        """Write into the audit trail that a feedback note was made, and of which findings."""
        with self._writing() as connection:
            after = {"draft": draft, "findings": list(findings)}
            self._note(connection, "note", subject, after=after)

    def audit(self, subject: str | None = None) -> list[AuditEntry]:
        """The audit trail, oldest first."""
        query = select(audit).order_by(audit.c.id)
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
            )
            for row in rows
        ]

    @staticmethod
    def _note(
        connection: Connection,
        action: str,
        subject: str,
        finding: str = "",
        before: JsonObject | None = None,
        after: JsonObject | None = None,
    ) -> None:
        connection.execute(
            insert(audit).values(
                at=now(),
                action=action,
                subject=subject,
                finding=finding,
                before=dump(before) if before else None,
                after=dump(after) if after else None,
            )
        )

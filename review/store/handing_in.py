"""Submissions: taking files in, claiming and handing over, states and rounds."""

from hashlib import sha256
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from review.errors import StoreError
from review.store.base import Base
from review.store.records import LOCAL, Submission, SubmissionState
from review.store.rights import demand
from review.store.rounds import mark_duplicates
from review.store.rows import SUBMISSION, AnyRow, now, storable, submission_of
from review.store.states import Stale, demand_transition
from review.store.summary import recount
from review.store.tables import accounts, files, submissions


def locked(connection: Connection, submission_id: int, version: int | None = None) -> AnyRow:
    """A submission's row for a writer; KeyError where there is none, Stale where it has moved on."""
    query = select(submissions).where(submissions.c.id == submission_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise KeyError(submission_id)
    if version is not None and row.version != version:
        raise Stale("这份报告刚被别人改动过，请刷新后再试。")
    return row


class Submissions(Base):
    """What was handed in, and where the work on it stands."""

    @staticmethod
    def new_batch() -> str:
        """A name for files that come together: two of one agency and year among them are duplicates."""
        return uuid4().hex

    def add(
        self, name: str, content: bytes, media_type: str = "", *, batch: str = ""
    ) -> tuple[Submission, bool]:
        """Take a file in; a file already there (same bytes) is given back, with False."""
        digest = sha256(content).hexdigest()
        with self._writing("submit") as connection:
            found = connection.execute(
                select(*SUBMISSION).where(submissions.c.sha256 == digest)
            ).one_or_none()
            if found is not None:
                return submission_of(found), False
            connection.execute(insert(files).values(sha256=digest, content=content))
            values = {
                "sha256": digest,
                "name": storable(name),
                "media_type": media_type,
                "added_at": now(),
                "batch": batch,
            }
            made = insert(submissions).values(values).returning(*SUBMISSION)
            row = connection.execute(made).one()
            self._log(connection, "added", f"sha256:{digest}", after={"name": name})
            return submission_of(row), True

    def submission(self, submission_id: int) -> Submission | None:
        """The submission with this id."""
        query = select(*SUBMISSION).where(submissions.c.id == submission_id)
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        return submission_of(row) if row else None

    def submissions(self) -> list[Submission]:
        """All submissions in the order in which they came, those withdrawn too."""
        with self._reading() as connection:
            rows = connection.execute(select(*SUBMISSION).order_by(submissions.c.id)).all()
        return [submission_of(row) for row in rows]

    def of_subject(self, subject: str) -> list[Submission]:
        """The files that decisions on a subject hang on, by round."""
        query = (
            select(*SUBMISSION)
            .where(submissions.c.subject == subject, submissions.c.withdrawn.is_(False))
            .order_by(submissions.c.round, submissions.c.id)
        )
        with self._reading() as connection:
            return [submission_of(row) for row in connection.execute(query)]

    def content(self, submission_id: int) -> bytes:
        """The file's bytes; KeyError if there is no such submission."""
        query = select(files.c.content).where(
            files.c.sha256 == submissions.c.sha256, submissions.c.id == submission_id
        )
        with self._reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
        if found is None:
            raise KeyError(submission_id)
        return bytes(found)

    # --- who works on it, and how far it is ---

    def claim(self, submission_id: int, version: int | None = None) -> Submission:
        """Make it the actor's own; StoreError where somebody else has it."""
        with self._writing("claim") as connection:
            row = locked(connection, submission_id, version)
            if row.reviewer not in (None, self.actor.name):
                raise StoreError(f"这份报告已由{row.reviewer}认领，要接手请由负责人转交。")
            state = "reviewing" if row.state == "waiting" else row.state
            return self._move(connection, row, "claimed", reviewer=self.actor.name, state=state)

    def release(self, submission_id: int, version: int | None = None) -> Submission:
        """Give a claim back."""
        with self._writing("claim") as connection:
            row = self._own(connection, submission_id, version)
            return self._move(connection, row, "released", reviewer=None)

    def hand_over(self, submission_id: int, to: str, version: int | None = None) -> Submission:
        """Give it to another reviewer: one's own, or with the right over others' work any."""
        with self._writing("claim") as connection:
            row = locked(connection, submission_id, version)
            if row.reviewer != self.actor.name:
                demand(self.actor, "others")
            self._demand_reviewer(connection, to)
            state = "reviewing" if row.state == "waiting" else row.state
            return self._move(connection, row, "handed_over", reviewer=to, state=state)

    def set_state(
        self, submission_id: int, state: SubmissionState, version: int | None = None
    ) -> Submission:
        """Bring it to another state; StoreError where that may not follow."""
        with self._writing("claim") as connection:
            row = self._own(connection, submission_id, version)
            if state == row.state:
                return submission_of(row)
            demand_transition(row.state, state)
            return self._move(connection, row, "state", state=state)

    # --- rounds and duplicates ---

    def set_round(self, submission_id: int, number: int, version: int | None = None) -> Submission:
        """Put it into another round of its agency and year."""
        if number < 1:
            raise ValueError(number)
        with self._writing("claim") as connection:
            row = self._own(connection, submission_id, version)
            return self._move(connection, row, "round", round=number)

    def withdraw(self, submission_id: int, version: int | None = None) -> Submission:
        """Take it out of the queue (a duplicate, a wrong file); nothing is deleted."""
        with self._writing("claim") as connection:
            row = self._own(connection, submission_id, version)
            return self._move(connection, row, "withdrawn", withdrawn=True)

    def bring_back(self, submission_id: int, version: int | None = None) -> Submission:
        """Put a withdrawn one back into the queue."""
        with self._writing("claim") as connection:
            row = self._own(connection, submission_id, version)
            return self._move(connection, row, "brought_back", withdrawn=False)

    def duplicates(self) -> list[tuple[Submission, ...]]:
        """Files of one agency, year and round that a reviewer has to settle, together."""
        columns = submissions.c
        query = (
            select(*SUBMISSION)
            .where(columns.duplicate.is_(True), columns.withdrawn.is_(False))
            .order_by(columns.agency, columns.year, columns.round, columns.id)
        )
        with self._reading() as connection:
            found = [submission_of(row) for row in connection.execute(query)]
        groups: dict[tuple[str | None, int | None, int], list[Submission]] = {}
        for one in found:
            groups.setdefault((one.agency, one.year, one.round), []).append(one)
        return [tuple(group) for group in groups.values()]

    # --- inside ---

    def _own(self, connection: Connection, submission_id: int, version: int | None) -> AnyRow:
        """A row that the actor may change: nobody's, the actor's, or with the right over others'."""
        row = locked(connection, submission_id, version)
        if row.reviewer not in (None, self.actor.name):
            demand(self.actor, "others")
        return row

    def _demand_reviewer(self, connection: Connection, name: str) -> None:
        able = select(accounts.c.name).where(
            accounts.c.name == name, accounts.c.active.is_(True), accounts.c.role != "reader"
        )
        if name != LOCAL.name and connection.execute(able).one_or_none() is None:
            raise StoreError(f"没有可以审阅的账户“{name}”，请先在账户页添加或启用。")

    def _move(
        self, connection: Connection, row: AnyRow, action: str, **values: object
    ) -> Submission:
        """Store changed members of a submission, count its version up, and tell the trail."""
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not changed:
            return submission_of(row)
        before = {name: getattr(row, name) for name in changed}
        query = (
            update(submissions)
            .where(submissions.c.id == row.id)
            .values(version=row.version + 1, **changed)
        )
        connection.execute(query)
        subject = row.subject or f"sha256:{row.sha256}"
        number = {"submission": row.id}
        self._log(connection, action, subject, "", {**before, **number}, {**changed, **number})
        if "state" in changed:
            recount(connection, [row.id])
        if "round" in changed or "withdrawn" in changed:
            mark_duplicates(connection, row.agency, row.year)
        short = select(*SUBMISSION).where(submissions.c.id == row.id)
        return submission_of(connection.execute(short).one())

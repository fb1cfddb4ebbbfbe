"""Feedback notes that were handed out, with their bytes."""

import json
from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import insert, select

from review.store.handing_in import Submissions, locked
from review.store.records import NoteRecord, SubmissionState
from review.store.rows import AnyRow, dump, now
from review.store.states import can_follow
from review.store.tables import notes

_RECORD = [column for column in notes.c if column.name != "content"]


class Notes(Submissions):
    """The notes, of all rounds."""

    def record_note(
        self,
        submission_id: int,
        *,
        draft: bool,
        findings: Iterable[str],
        content: bytes = b"",
        state: SubmissionState = "answered",
    ) -> NoteRecord:
        """Keep a note. One that is no draft brings its submission to `state` where that may follow."""
        with self._writing("note") as connection:
            row = locked(connection, submission_id)
            values = {
                "submission_id": row.id,
                "subject": row.subject,
                "round": row.round,
                "draft": draft,
                "made_at": now(),
                "reviewer": self.actor.name,
                "findings": dump(list(findings)),
                "sha256": sha256(content).hexdigest(),
                "content": content,
            }
            made = connection.execute(insert(notes).values(values).returning(*_RECORD)).one()
            after = {"draft": draft, "findings": json.loads(made.findings), "note": made.id}
            self._log(connection, "note", row.subject, after=after)
            if not draft and can_follow(row.state, state):
                self._move(connection, row, "state", state=state)
        return _note_of(made)

    def notes(self, subject: str) -> list[NoteRecord]:
        """The notes on a subject, oldest first."""
        query = select(*_RECORD).where(notes.c.subject == subject).order_by(notes.c.id)
        with self._reading() as connection:
            return [_note_of(row) for row in connection.execute(query)]

    def note_content(self, number: int) -> bytes:
        """A note's bytes; KeyError if there is none with this id."""
        query = select(notes.c.content).where(notes.c.id == number)
        with self._reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
        if found is None:
            raise KeyError(number)
        return bytes(found)


def _note_of(row: AnyRow) -> NoteRecord:
    values = {name: getattr(row, name) for name in NoteRecord.__slots__}
    return NoteRecord(**{**values, "findings": tuple(json.loads(row.findings))})

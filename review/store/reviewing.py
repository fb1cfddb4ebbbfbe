"""Reviews: one for each submission and engine; the latest counts."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from review.store.handing_in import Submissions, locked
from review.store.records import JsonObject, Submission, subject_of
from review.store.rounds import mark_duplicates, place_in_round
from review.store.rows import (
    SUBMISSION,
    AnyRow,
    engine_key,
    now,
    packed,
    storable,
    submission_of,
    unpacked,
)
from review.store.states import can_follow
from review.store.summary import describe
from review.store.tables import compared, kept, own_texts, reviews, submissions


class Reviews(Submissions):
    """What the engine made of the files. No method here writes to the decisions."""

    def save_review(
        self,
        submission_id: int,
        document: Mapping[str, Any],
        facts: bytes = b"",
        shared: str = "",
    ) -> None:
        """Keep a review (JSON of the contract). The same engine's earlier one is replaced.

        `facts` is what checking again needs (see `review.rechecking`); without it none is kept.
        `shared` is the digest of what the report shares with others, as the review was told; where that
        is not what the last comparison found, the report is to be compared again.
        """
        key = engine_key(document["engine"])
        values: JsonObject = {
            "subject": storable(subject_of(document)),
            "document": packed(document),
            "made_at": now(),
        }
        here = (reviews.c.submission_id == submission_id) & (reviews.c.engine == key)
        with self._writing("submit") as connection:
            before = locked(connection, submission_id)
            known = connection.execute(select(reviews.c.id).where(here)).one_or_none()
            if known:
                connection.execute(update(reviews).where(here).values(values))
            else:
                connection.execute(
                    insert(reviews).values(submission_id=submission_id, engine=key, **values)
                )
            describe(connection, submission_id, document)
            connection.execute(delete(kept).where(kept.c.submission_id == submission_id))
            if facts:
                connection.execute(insert(kept).values(submission_id=submission_id, facts=facts))
            _compare_again(connection, submission_id, shared)
            self._log(connection, "reviewed", values["subject"], after={"engine": key})
            self._settle(connection, before)

    def _settle(self, connection: Connection, before: AnyRow) -> None:
        """Round and state after a review: of another agency than before, readable or not."""
        row = locked(connection, before.id)
        if (row.agency, row.year) != (before.agency, before.year):
            mark_duplicates(connection, before.agency, before.year)
            place_in_round(connection, row.id)
            row = locked(connection, before.id)
        if row.error is not None and can_follow(row.state, "failed"):
            self._move(connection, row, "state", state="failed")
        elif row.error is None and row.state == "failed":
            self._move(connection, row, "state", state="waiting")

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
        return unpacked(found) if found else None

    def facts(self, submission_id: int) -> bytes | None:
        """What is kept of the latest review, None where nothing is."""
        query = select(kept.c.facts).where(kept.c.submission_id == submission_id)
        with self._reading() as connection:
            found = connection.execute(query).scalar_one_or_none()
        return bytes(found) if found is not None else None

    def outdated(self, rules: str) -> list[Submission]:
        """Submissions reviewed by other rules than these (see `rules_key`), or not yet reviewed."""
        query = (
            select(*SUBMISSION)
            .where(submissions.c.rules != rules, submissions.c.withdrawn.is_(False))
            .order_by(submissions.c.id)
        )
        with self._reading() as connection:
            return [submission_of(row) for row in connection.execute(query)]

    def set_reuse(self, shares: Mapping[int, float]) -> None:
        """Keep by submission which share of its text was found elsewhere."""
        with self._writing("submit") as connection:
            for number, share in shares.items():
                connection.execute(
                    update(submissions).where(submissions.c.id == number).values(reuse=share)
                )


def _compare_again(connection: Connection, submission_id: int, shared: str) -> None:
    """Let a report be compared again with others, unless its review knows what the last comparison found."""
    here = own_texts.c.submission_id == submission_id
    known = connection.execute(select(own_texts.c.shared).where(here)).scalar_one_or_none()
    if known is not None and not (shared and known == shared):
        connection.execute(delete(own_texts).where(here))
        connection.execute(delete(compared).where(compared.c.submission_id == submission_id))

"""Reports held against those of other agencies: who is still to be compared, who is at it, what came of it.

Of each year the last rounds take part, and those of the year before as possible sources. Who compares
holds a lease, so that of two that begin at once one does the work for both; where a lease was taken
over, its first holder's writing is refused.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    delete,
    insert,
    or_,
    select,
    update,
)

from review.errors import StoreError
from review.store.records import JsonObject
from review.store.reviewing import Reviews
from review.store.rows import AnyRow, engine_key, now, packed, unpacked
from review.store.summary import describe
from review.store.tables import compared, comparing, kept, own_texts, reviews, submissions

_LEASE = timedelta(minutes=3)
_AT_ONCE = 500


class LeaseLost(StoreError):
    """Another has taken the comparison over."""


class OwnTextRow(NamedTuple):
    """A report's own sentences, packed by the program of an edition.

    `shared`: the digest of what its review was checked against.
    """

    edition: str
    shared: str
    text: bytes


@dataclass(frozen=True, slots=True)
class KeptReview:
    """The latest review of a submission with what is kept of it; `stamp` tells it from a later one."""

    submission_id: int
    document: JsonObject
    facts: bytes
    stamp: tuple[int, datetime]


@dataclass(frozen=True, slots=True)
class ComparedReview:
    """A review as the comparison changed it; `shared` is the digest of what it was held against.

    `findings`: whether its findings are others than before.
    """

    review: KeptReview
    document: JsonObject = field(repr=False)
    facts: bytes = field(repr=False)
    shared: str
    findings: bool


class Comparing(Reviews):
    """The comparison of the reports of a year with one another and with those of the year before."""

    def uncompared(self) -> dict[int, int]:
        """For each year that is to be compared how many reports came, changed or left since."""
        found: Counter[int] = Counter()
        with self._reading() as connection:
            for query in _open_places():
                found.update(connection.execute(query).scalars())
        return dict(sorted(found.items()))

    def comparing(self) -> bool:
        """Whether somebody is at it."""
        with self._reading() as connection:
            row = connection.execute(select(comparing)).one_or_none()
        return row is not None and row.until > now()

    def begin_comparing(self) -> str | None:
        """The lease, to be shown with every step; None where another has it: who then knows of the wish."""
        with self._writing("submit") as connection:
            row = connection.execute(select(comparing)).one_or_none()
            if row is not None and row.until > now():
                connection.execute(update(comparing).values(wanted=True))
                return None
            connection.execute(delete(comparing))
            holder = uuid4().hex
            values = {"id": 1, "holder": holder, "until": now() + _LEASE, "wanted": False}
            connection.execute(insert(comparing).values(values))
            return holder

    def end_comparing(self, holder: str) -> bool:
        """Give the lease back; False where another asked meanwhile and it is to be done once more."""
        with self._writing("submit") as connection:
            if _held(connection, holder).wanted:
                connection.execute(update(comparing).values(wanted=False))
                return False
            connection.execute(delete(comparing))
            return True

    def drop_comparing(self, holder: str) -> None:
        """Give the lease back, come what may."""
        with self._writing("submit") as connection:
            connection.execute(delete(comparing).where(comparing.c.holder == holder))

    def stay_comparing(self, holder: str) -> None:
        """Say that one is still at it."""
        with self._writing("submit") as connection:
            _held(connection, holder)

    def takes_part(self, year: int) -> dict[int, int]:
        """The reports that take part in a year's comparison, each with its own year, by number."""
        s = submissions.c
        query = select(s.id, s.year).where(_stands(submissions), s.year.in_((year, year - 1)))
        with self._reading() as connection:
            return {row.id: row.year for row in connection.execute(query.order_by(s.id))}

    def own_texts(self, ids: Sequence[int]) -> dict[int, OwnTextRow]:
        """The own texts that are kept of some reports."""
        found: dict[int, OwnTextRow] = {}
        with self._reading() as connection:
            for first in range(0, len(ids), _AT_ONCE):
                here = own_texts.c.submission_id.in_(ids[first : first + _AT_ONCE])
                for row in connection.execute(select(own_texts).where(here)):
                    found[row.submission_id] = OwnTextRow(row.edition, row.shared, bytes(row.text))
        return found

    def kept_review(self, submission_id: int) -> KeptReview | None:
        """The latest review of a submission and what is kept of it, as they were at one moment."""
        query = (
            select(reviews.c.id, reviews.c.made_at, reviews.c.document, kept.c.facts)
            .select_from(reviews.outerjoin(kept, kept.c.submission_id == reviews.c.submission_id))
            .where(reviews.c.submission_id == submission_id)
            .order_by(reviews.c.made_at.desc(), reviews.c.id.desc())
            .limit(1)
        )
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        facts = bytes(row.facts) if row.facts is not None else b""
        return KeptReview(submission_id, unpacked(row.document), facts, (row.id, row.made_at))

    def keep_own_texts(self, holder: str, texts: Iterable[tuple[KeptReview, OwnTextRow]]) -> None:
        """Keep own texts of reviews that still are the latest."""
        with self._writing("submit") as connection:
            _held(connection, holder)
            for review, text in texts:
                if _latest(connection, review.submission_id) == review.stamp:
                    here = own_texts.c.submission_id == review.submission_id
                    connection.execute(delete(own_texts).where(here))
                    values = {"submission_id": review.submission_id, **text._asdict()}
                    connection.execute(insert(own_texts).values(values))

    def save_compared(self, holder: str, changed: Iterable[ComparedReview]) -> list[int]:
        """Keep reviews that the comparison changed; the numbers of those that another changed meanwhile.

        What was decided stays: a review says nothing of decisions. One whose file was read anew since is
        left out: it will be compared again.
        """
        passed_over: list[int] = []
        with self._writing("submit") as connection:
            _held(connection, holder)
            for one in changed:
                number = one.review.submission_id
                here = own_texts.c.submission_id == number
                if connection.execute(select(own_texts.c.shared).where(here)).first() is None:
                    continue
                if _latest(connection, number) != one.review.stamp:
                    passed_over.append(number)
                    continue
                self._keep_compared(connection, one)
                connection.execute(update(own_texts).where(here).values(shared=one.shared))
        return passed_over

    def _keep_compared(self, connection: Connection, one: ComparedReview) -> None:
        number = one.review.submission_id
        values = {"document": packed(one.document), "made_at": now()}
        connection.execute(
            update(reviews).where(reviews.c.id == one.review.stamp[0]).values(values)
        )
        here = kept.c.submission_id == number
        connection.execute(update(kept).where(here).values(facts=one.facts))
        if one.findings:
            describe(connection, number, one.document)
            query = select(submissions.c.subject).where(submissions.c.id == number)
            subject = connection.execute(query).scalar_one()
            self._log(
                connection,
                "reviewed",
                subject,
                after={"engine": engine_key(one.document["engine"])},
            )

    def finish_comparing(self, holder: str, year: int, ids: Iterable[int], changed: int) -> None:
        """Note who took part; whose text is no longer the one that was compared is not noted."""
        with self._writing("submit") as connection:
            _held(connection, holder)
            before = set(
                connection.execute(
                    select(compared.c.submission_id).where(compared.c.year == year)
                ).scalars()
            )
            there = set(connection.execute(select(own_texts.c.submission_id)).scalars())
            now_there = set(ids) & there
            if gone := before - now_there:
                of_year = compared.c.year == year
                for some in _parts(gone):
                    here = of_year & compared.c.submission_id.in_(some)
                    connection.execute(delete(compared).where(here))
            if new := now_there - before:
                rows = [{"submission_id": number, "year": year} for number in sorted(new)]
                connection.execute(insert(compared), rows)
            after = {"year": year, "reports": len(now_there), "changed": changed}
            self._log(connection, "compared", "", after=after)


def _held(connection: Connection, holder: str) -> AnyRow:
    """The lease, made longer; LeaseLost where it is another's."""
    row = connection.execute(select(comparing)).one_or_none()
    if row is None or row.holder != holder:
        raise LeaseLost("另一个进程接手了雷同比对，这里停止，结果以它为准。")
    connection.execute(update(comparing).values(until=now() + _LEASE))
    return row


def _latest(connection: Connection, submission_id: int) -> tuple[int, datetime] | None:
    query = (
        select(reviews.c.id, reviews.c.made_at)
        .where(reviews.c.submission_id == submission_id)
        .order_by(reviews.c.made_at.desc(), reviews.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return (row.id, row.made_at) if row else None


def _parts(ids: Iterable[int]) -> Iterable[list[int]]:
    whole = sorted(ids)
    return (whole[first : first + _AT_ONCE] for first in range(0, len(whole), _AT_ONCE))


def _readable(table: FromClause) -> ColumnElement[bool]:
    s = table.c
    return and_(s.withdrawn.is_(False), s.error.is_(None), s.rules != "", s.year.is_not(None))


def _stands(table: FromClause) -> ColumnElement[bool]:
    """Whether a submission is the last round of its agency and year that could be read."""
    s, later = table.c, submissions.alias("later")
    comes_later = or_(later.c.round > s.round, and_(later.c.round == s.round, later.c.id > s.id))
    query = select(later.c.id).where(later.c.subject == s.subject, _readable(later), comes_later)
    return and_(_readable(table), ~query.exists())


def _open_places() -> list[Select[int]]:
    """The year of each place that differs from the last comparison: who is new, in it or as a source; who left."""
    s, took_part = submissions.c, compared.c
    of_next = submissions.alias("of_next")
    next_year = select(of_next.c.id).where(of_next.c.year == s.year + 1, _readable(of_next))
    told = select(took_part.year).where(took_part.submission_id == s.id)
    gone = select(s.id).where(~_stands(submissions))
    return [
        select(s.year).where(~told.where(took_part.year == s.year).exists(), _stands(submissions)),
        select(s.year + 1).where(
            ~told.where(took_part.year == s.year + 1).exists(),
            next_year.exists(),
            _stands(submissions),
        ),
        select(took_part.year).where(took_part.submission_id.in_(gone)),
    ]

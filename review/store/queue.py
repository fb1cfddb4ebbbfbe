"""The queue: what was handed in, filtered and in order, a page at a time; counts and progress."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from review.store.base import Base
from review.store.queue_records import DayOfWork, QueueFilter, QueuePage, Sort
from review.store.records import SubmissionState
from review.store.rows import queue_entry, storable
from review.store.states import FINISHED, STATE_NAMES
from review.store.tables import audit, decisions, findings, submissions, suppressions, texts

_s = submissions.c
_ORDERS: dict[Sort, tuple[ColumnElement[Any], ...]] = {
    "need": (_s.need.desc(), _s.id),
    "score": (_s.score.is_(None), _s.score, _s.id),
    "score_down": (_s.score.is_(None), _s.score.desc(), _s.id),
    "agency": (_s.agency.is_(None), _s.agency, _s.year.desc(), _s.round, _s.id),
    "newest": (_s.id.desc(),),
    "added": (_s.id,),
}


class Queue(Base):
    """Reading the queue."""

    def queue(
        self,
        wanted: QueueFilter | None = None,
        sort: Sort = "need",
        *,
        limit: int | None = None,
        offset: int = 0,
        rules: str = "",
    ) -> QueuePage:
        """A stretch of the queue. With `rules` (see `rules_key`) entries know whether they are outdated."""
        conditions = _conditions(wanted or QueueFilter())
        count = select(func.count()).select_from(submissions).where(*conditions)
        query = select(submissions).where(*conditions).order_by(*_ORDERS[sort])
        with self._reading() as connection:
            total = connection.execute(count).scalar_one()
            rows = connection.execute(query.limit(limit).offset(offset)).all()
        return QueuePage(total, tuple(queue_entry(row, rules) for row in rows))

    def neighbours(
        self, submission_id: int, wanted: QueueFilter | None = None, sort: Sort = "need"
    ) -> tuple[int | None, int | None]:
        """The submissions before and after one in the queue; around the end it goes on at the start."""
        query = select(_s.id).where(*_conditions(wanted or QueueFilter())).order_by(*_ORDERS[sort])
        with self._reading() as connection:
            order = connection.execute(query.where(_s.error.is_(None))).scalars().all()
        if submission_id not in order:
            return (order[-1], order[0]) if order else (None, None)
        at = order.index(submission_id)
        return order[at - 1], order[(at + 1) % len(order)]

    def counts(self, year: int | None = None) -> dict[SubmissionState, int]:
        """How many submissions are in each state, of a year or of all."""
        query = (
            select(_s.state, func.count().label("number"))
            .where(_s.withdrawn.is_(False))
            .group_by(_s.state)
        )
        if year is not None:
            query = query.where(_s.year == year)
        with self._reading() as connection:
            found = {row.state: row.number for row in connection.execute(query)}
        return {state: found.get(state, 0) for state in STATE_NAMES}

    def years(self) -> list[int]:
        """The years that there are reports of, the latest first."""
        query = select(_s.year).where(_s.year.is_not(None)).distinct().order_by(_s.year.desc())
        with self._reading() as connection:
            return [year for year in connection.execute(query).scalars() if year is not None]

    def reviewers(self) -> list[str]:
        """Who has claimed something or decided."""
        query = (
            select(_s.reviewer).where(_s.reviewer.is_not(None)).union(select(decisions.c.reviewer))
        )
        with self._reading() as connection:
            return sorted(name for name in connection.execute(query).scalars() if name)

    def progress(self, year: int | None = None) -> list[DayOfWork]:
        """Decisions and finished reports of each day (UTC) and reviewer, from the audit trail."""
        counted: Counter[tuple[date, str, str]] = Counter()
        query = select(audit.c.at, audit.c.actor, audit.c.action, audit.c.after).where(
            audit.c.action.in_(("decided", "state"))
        )
        if year is not None:
            query = query.where(audit.c.subject.endswith(f"|{year}"))
        finished = tuple(f'"state":"{state}"' for state in FINISHED)
        with self._reading() as connection:
            for row in connection.execute(query):
                if row.action == "decided" or any(mark in row.after for mark in finished):
                    counted[row.at.date(), row.actor, row.action] += 1
        return [
            DayOfWork(day, who, counted[day, who, "decided"], counted[day, who, "state"])
            for day, who in sorted({(day, who) for day, who, _ in counted})
        ]


def _conditions(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_s.withdrawn.is_(wanted.withdrawn)]
    equal = {
        _s.year: wanted.year,
        _s.kind: wanted.kind or None,
        _s.round: wanted.round,
        _s.state: wanted.state,
        _s.reviewer: wanted.reviewer,
    }
    found += [column == value for column, value in equal.items() if value is not None]
    if wanted.agency:
        part = storable(wanted.agency)
        found.append(
            or_(_s.agency.contains(part, autoescape=True), _s.name.contains(part, autoescape=True))
        )
    if wanted.score_from is not None:
        found.append(_s.score >= wanted.score_from)
    if wanted.score_to is not None:
        found.append(_s.score <= wanted.score_to)
    if wanted.duplicate:
        found.append(_s.duplicate.is_(True))
    if wanted.outdated_by:
        found += [_s.rules != wanted.outdated_by, _s.rules != ""]
    if wanted.code:
        found.append(exists(_counting(wanted)))
    elif wanted.severity or wanted.undecided:
        levels = [wanted.severity.value] if wanted.severity else ["must", "should", "ask"]
        kind = "open_" if wanted.undecided else ""
        found.append(or_(*(_s[kind + level] > 0 for level in levels)))
    for word in storable(wanted.words).split():
        here = select(texts.c.submission_id).where(texts.c.text.contains(word, autoescape=True))
        found.append(_s.id.in_(here))
    return found


def _counting(wanted: QueueFilter) -> Select[Any]:
    """Findings of a code that count, of the outer query's submission."""
    f = findings.c
    off = exists().where(
        suppressions.c.code == f.code,
        suppressions.c.ended.is_(False),
        suppressions.c.agency.in_(["", _s.agency]),
    )
    query = select(f.finding).where(
        f.submission_id == _s.id, f.code == wanted.code, f.helps.is_(False), ~off
    )
    if wanted.severity:
        query = query.where(f.severity == wanted.severity.value)
    if wanted.undecided:
        decided = exists().where(
            and_(
                decisions.c.subject == f.subject,
                decisions.c.finding == f.finding,
                decisions.c.verdict.is_not(None),
            )
        )
        query = query.where(~decided)
    return query.correlate(submissions)

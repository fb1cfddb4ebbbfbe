"""Rounds and duplicates: which files are one agency's report of one year.

A file that comes after another of the same agency and year is the next round. Two that come in one
batch, or that a reviewer puts into one round, are duplicates until one is withdrawn or moved.
"""

from sqlalchemy import Connection, select, update

from review.store.tables import submissions

_same = submissions.c


def place_in_round(connection: Connection, number: int) -> None:
    """Give a submission its round among those that came before it, and mark duplicates."""
    row = connection.execute(select(submissions).where(_same.id == number)).one()
    if row.agency is None or row.year is None:
        return
    others = connection.execute(
        select(_same.round, _same.batch)
        .where(
            _same.agency == row.agency,
            _same.year == row.year,
            _same.id < number,
            _same.withdrawn.is_(False),
            _same.rules != "",
        )
        .order_by(_same.round)
    ).all()
    together = [other.round for other in others if row.batch and other.batch == row.batch]
    last = max((other.round for other in others), default=0)
    value = together[-1] if together else last + 1
    connection.execute(update(submissions).where(_same.id == number).values(round=value))
    mark_duplicates(connection, row.agency, row.year)


def mark_duplicates(connection: Connection, agency: str | None, year: int | None) -> None:
    """Mark those of an agency and year that share their round with another."""
    if agency is None or year is None:
        return
    here = (_same.agency == agency) & (_same.year == year)
    rows = connection.execute(select(_same.id, _same.round, _same.withdrawn).where(here)).all()
    rounds = [row.round for row in rows if not row.withdrawn]
    doubled = [row.id for row in rows if not row.withdrawn and rounds.count(row.round) > 1]
    connection.execute(update(submissions).where(here).values(duplicate=_same.id.in_(doubled)))

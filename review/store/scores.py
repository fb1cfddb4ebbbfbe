"""Scores by the office's rubric: beside the submissions and their findings, not in the reviews."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from review.rubric import OWN
from review.store.figures import Figures, FindingRow
from review.store.ranking import need
from review.store.tables import decisions, findings, own_findings, submissions

_AT_ONCE = 500
_s, _f, _d, _o = submissions.c, findings.c, decisions.c, own_findings.c


class NewScore(NamedTuple):
    """What a rubric makes of a submission: total, grade, and the points of each finding (others: 0)."""

    total: float
    grade: str
    points: Mapping[str, float]


class Scores(Figures):
    """Scores that were worked out again, and the own findings that take part in the reviewer's."""

    def set_scores(self, scores: Mapping[int, NewScore]) -> None:
        """Put these scores in place of those of the reviews; one transaction."""
        if not scores:
            return
        with self._writing("submit") as connection:
            ids = list(scores)
            for first in range(0, len(ids), _AT_ONCE):
                some = {number: scores[number] for number in ids[first : first + _AT_ONCE]}
                _put_totals(connection, some)
                _put_points(connection, some)
            self._log(connection, "rescored", "", after={"reports": len(scores)})

    def own_rows(self, year: int | None = None) -> list[FindingRow]:
        """The reviewers' own findings on the reports of `score_rows`, those withdrawn left out."""
        reports = {row.subject: row.submission_id for row in self.score_rows(year)}
        same = (_d.subject == _o.subject) & (_d.finding == _o.id)
        query = (
            select(_o.subject, _o.id, _o.severity, _d.verdict)
            .select_from(own_findings.outerjoin(decisions, same))
            .where(_o.withdrawn.is_(False))
            .order_by(_o.created_at, _o.id)
        )
        with self._reading() as connection:
            return [
                FindingRow(reports[row[0]], row[0], row[1], OWN, row[2], 0.0, row[3])
                for row in connection.execute(query)
                if row[0] in reports
            ]


def _put_totals(connection: Connection, scores: Mapping[int, NewScore]) -> None:
    levels = (_s.open_must, _s.open_should, _s.open_ask)
    query = select(_s.id, _s.state, *levels).where(_s.id.in_(list(scores)))
    rows = [
        {
            "number": number,
            "new_score": scores[number].total,
            "new_grade": scores[number].grade,
            "new_need": need(state, counts, scores[number].total),
        }
        for number, state, *counts in connection.execute(query)
    ]
    if rows:
        values: dict[str, Any] = {
            name: bindparam(f"new_{name}") for name in ("score", "grade", "need")
        }
        connection.execute(
            update(submissions).where(_s.id == bindparam("number")).values(values), rows
        )


def _put_points(connection: Connection, scores: Mapping[int, NewScore]) -> None:
    """Only where they differ: most findings keep what they cost."""
    query = select(_f.submission_id, _f.finding, _f.points).where(
        _f.submission_id.in_(list(scores))
    )
    rows = list(_differing(connection.execute(query).all(), scores))
    if rows:
        here = (_f.submission_id == bindparam("number")) & (_f.finding == bindparam("which"))
        connection.execute(update(findings).where(here).values(points=bindparam("cost")), rows)


def _differing(
    rows: Iterable[tuple[int, str, float]], scores: Mapping[int, NewScore]
) -> Iterable[dict[str, object]]:
    for number, finding, points in rows:
        cost = scores[number].points.get(finding, 0.0)
        if cost != points:
            yield {"number": number, "which": finding, "cost": cost}

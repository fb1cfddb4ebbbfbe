"""Scores anew under another rubric: beside the submissions and their findings, not in the reviews."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import bindparam, update

from review.store.base import Base
from review.store.tables import findings, submissions


class NewScore(NamedTuple):
    """What a rubric makes of a submission: total, grade, and the points of each finding (others: 0)."""

    total: float
    grade: str
    points: Mapping[str, float]


class Scores(Base):
    """Keeping scores that were worked out again."""

    def set_scores(self, scores: Mapping[int, NewScore]) -> None:
        """Put these scores in place of those of the reviews; one transaction."""
        if not scores:
            return
        with self._writing("submit") as connection:
            s, f = submissions.c, findings.c
            connection.execute(
                update(submissions)
                .where(s.id == bindparam("number"))
                .values(score=bindparam("new_score"), grade=bindparam("new_grade")),
                [
                    {"number": number, "new_score": new.total, "new_grade": new.grade}
                    for number, new in scores.items()
                ],
            )
            connection.execute(
                update(findings).where(f.submission_id == bindparam("number")).values(points=0.0),
                [{"number": number} for number in scores],
            )
            rows = [
                {"number": number, "which": finding, "cost": points}
                for number, new in scores.items()
                for finding, points in new.points.items()
            ]
            if rows:
                connection.execute(
                    update(findings)
                    .where(f.submission_id == bindparam("number"), f.finding == bindparam("which"))
                    .values(points=bindparam("cost")),
                    rows,
                )
            self._log(connection, "rescored", "", after={"reports": len(scores)})

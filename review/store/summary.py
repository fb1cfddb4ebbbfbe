"""The short form of a review beside its submission: findings as rows, counts, text, rank.

All of it is derived: `refill` makes it anew from reviews and decisions.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from review.checks import only_helps
from review.finding import Severity
from review.store.ranking import need
from review.store.records import subject_of
from review.store.rounds import place_in_round
from review.store.rows import AnyRow, rules_key, storable, today, unpacked
from review.store.tables import (
    decisions,
    findings,
    own_findings,
    reviews,
    submissions,
    suppressions,
    texts,
)

_LEVELS = tuple(level.value for level in Severity)


def describe(connection: Connection, submission_id: int, document: Mapping[str, Any]) -> None:
    """Keep the short form of a submission's latest review, and count anew."""
    report = document.get("report") or {}
    score = document.get("score") or {}
    error = document.get("error")
    subject = storable(subject_of(document))
    values = {
        "agency": storable(report["agency"]) if report.get("agency") else None,
        "kind": report.get("kind") or "unknown",
        "year": report.get("year"),
        "subject": subject,
        "rules": rules_key(document["engine"]),
        "error": storable(error["message"]) if error else None,
        "score": score.get("total"),
        "grade": score.get("grade") or "",
        "reuse": _reused(document),
    }
    connection.execute(update(submissions).where(submissions.c.id == submission_id).values(values))
    connection.execute(delete(findings).where(findings.c.submission_id == submission_id))
    connection.execute(delete(texts).where(texts.c.submission_id == submission_id))
    rows = {f["id"]: _finding_row(n, f) for n, f in enumerate(document.get("findings") or ())}
    if rows:
        same = {"submission_id": submission_id, "subject": subject}
        connection.execute(insert(findings), [{**row, **same} for row in rows.values()])
    text = storable("\n".join(_texts(report)))
    connection.execute(insert(texts).values(submission_id=submission_id, text=text))
    recount(connection, [submission_id])


def _reused(document: Mapping[str, Any]) -> float | None:
    """The larger share of parts 一 and 五 that is last year's; None where no last year was at hand."""
    shares = (document.get("reuse") or {}).get("last_year") or {}
    known = [share for share in shares.values() if share is not None]
    return max(known) if known else None


def _finding_row(ordinal: int, finding: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "finding": finding["id"],
        "ordinal": ordinal,
        "code": finding["code"],
        "severity": str(finding["severity"]),
        "points": float(finding.get("points") or 0),
        "helps": only_helps(finding["code"], finding["severity"]),
        "message": storable(finding["message"]),
    }


def _texts(report: Mapping[str, Any]) -> Iterable[str]:
    yield report.get("agency") or ""
    yield report.get("title") or ""
    for section in report.get("sections") or ():
        yield section["heading"]
        yield section["text"]


def recount_subject(connection: Connection, subject: str) -> None:
    """Count anew what hangs on a subject."""
    here = select(submissions.c.id).where(submissions.c.subject == subject)
    recount(connection, connection.execute(here).scalars().all())


def recount(connection: Connection, ids: Iterable[int]) -> None:
    """Counts by level, open ones, the foremost and the rank of these submissions."""
    off = suppressed(connection)
    for number in ids:
        _recount(connection, number, off)


def suppressed(connection: Connection) -> set[tuple[str, str]]:
    """(code, agency) of the suppressions that hold today; agency "" is all."""
    holds = or_(suppressions.c.expires.is_(None), suppressions.c.expires >= today())
    query = select(suppressions.c.code, suppressions.c.agency).where(
        suppressions.c.ended.is_(False), holds
    )
    return {(row.code, row.agency) for row in connection.execute(query)}


def _recount(connection: Connection, number: int, off: set[tuple[str, str]]) -> None:
    here = submissions.c.id == number
    row = connection.execute(
        select(
            submissions.c.agency, submissions.c.subject, submissions.c.state, submissions.c.score
        ).where(here)
    ).one()
    verdict = decisions.c.verdict
    same = (decisions.c.subject == findings.c.subject) & (decisions.c.finding == findings.c.finding)
    query = (
        select(findings.c.code, findings.c.severity, findings.c.points, findings.c.message, verdict)
        .select_from(findings.outerjoin(decisions, same))
        .where(findings.c.submission_id == number, findings.c.helps.is_(False))
        .order_by(findings.c.ordinal)
    )
    counted = [
        found
        for found in connection.execute(query)
        if (found.code, "") not in off and (found.code, row.agency) not in off
    ]
    open_ones = [found for found in counted if found.verdict is None]
    own = select(func.count()).where(
        own_findings.c.subject == row.subject, own_findings.c.withdrawn.is_(False)
    )
    values: dict[str, Any] = {
        "own": connection.execute(own).scalar_one(),
        **{level: sum(f.severity == level for f in counted) for level in _LEVELS},
        **{f"open_{level}": sum(f.severity == level for f in open_ones) for level in _LEVELS},
    }
    foremost = _foremost(open_ones)
    for name in ("code", "severity", "message"):
        values[f"foremost_{name}"] = getattr(foremost, name) if foremost else None
    open_counts = [values[f"open_{level}"] for level in _LEVELS]
    values["need"] = need(row.state, open_counts, row.score)
    connection.execute(update(submissions).where(here).values(values))


def _foremost(open_ones: list[AnyRow]) -> AnyRow | None:
    ranked = sorted(open_ones, key=lambda f: (_LEVELS.index(f.severity), -f.points))
    return ranked[0] if ranked else None


def refill(connection: Connection) -> None:
    """Make everything derived anew, from the latest review of each submission.

    One that was never described (its store is of the first revision) gets its round and state too.
    """
    ids = connection.execute(select(submissions.c.id).order_by(submissions.c.id)).scalars().all()
    for number in ids:
        here = submissions.c.id == number
        known = connection.execute(select(submissions.c.rules).where(here)).scalar_one()
        query = (
            select(reviews.c.document)
            .where(reviews.c.submission_id == number)
            .order_by(reviews.c.made_at.desc(), reviews.c.id.desc())
            .limit(1)
        )
        stored = connection.execute(query).scalar_one_or_none()
        if stored is None:
            continue
        describe(connection, number, unpacked(stored))
        if not known:
            place_in_round(connection, number)
            _first_state(connection, number)
    same = (findings.c.subject == decisions.c.subject) & (findings.c.finding == decisions.c.finding)
    code = select(func.max(findings.c.code)).where(same).scalar_subquery()
    here = decisions.c.code == ""
    connection.execute(update(decisions).where(here).values(code=func.coalesce(code, "")))


def _first_state(connection: Connection, number: int) -> None:
    here = submissions.c.id == number
    row = connection.execute(select(submissions).where(here)).one()
    decided = row.must + row.should + row.ask > row.open_must + row.open_should + row.open_ask
    state = "failed" if row.error else "reviewing" if decided else "waiting"
    connection.execute(update(submissions).where(here).values(state=state))
    recount(connection, [number])

"""Decisions and own findings: what desks send, each change exactly once, clashes told."""

import re
from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from review.errors import StoreError
from review.finding import Severity
from review.store.records import (
    DECISION_VERDICTS,
    Change,
    Clash,
    Decision,
    DecisionVerdict,
    DeskChange,
    OwnChange,
    OwnFinding,
    Taken,
)
from review.store.reviewing import Reviews
from review.store.rights import demand, may
from review.store.rows import (
    AnyRow,
    decision_of,
    now,
    own_finding_of,
    standing,
    storable,
)
from review.store.states import Stale
from review.store.summary import recount_subject
from review.store.tables import decisions, desks, findings, own_findings, submissions

_OWN_ID = re.compile("[0-9a-f]{16,64}")
_OWN = ("section", "start", "end", "quote", "cell", "severity", "message", "advice", "withdrawn")


class Decisions(Reviews):
    """What the reviewers decided, by subject and fingerprint."""

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
        base: int | None = None,
    ) -> None:
        """Store one decision; it is committed when this returns. Stale where `base` was passed over."""
        self._alone(Change(0, subject, finding, verdict, reason, edited, base))

    def undo(self, subject: str, finding: str, *, base: int | None = None) -> None:
        """Take a decision back: the finding is undecided again."""
        self._alone(Change(0, subject, finding, None, base=base))

    def own_findings(self, subject: str, *, withdrawn: bool = False) -> list[OwnFinding]:
        """The reviewers' own findings on a subject, as they were made; those withdrawn on request."""
        query = (
            select(own_findings)
            .where(own_findings.c.subject == subject)
            .order_by(own_findings.c.created_at, own_findings.c.id)
        )
        if not withdrawn:
            query = query.where(own_findings.c.withdrawn.is_(False))
        with self._reading() as connection:
            return [own_finding_of(row) for row in connection.execute(query)]

    def add_own_finding(
        self,
        subject: str,
        *,
        section: str,
        severity: Severity,
        message: str,
        advice: str = "",
        start: int = 0,
        end: int = 0,
        quote: str = "",
        cell: str = "",
    ) -> OwnFinding:
        """Store a finding of the reviewer's own; it counts as accepted."""
        number = uuid4().hex
        change = OwnChange(
            0, subject, number, section, severity, message, advice, start, end, quote, cell, base=0
        )
        self._alone(change)
        return self._own_finding(number)

    def change_own_finding(
        self, number: str, *, severity: Severity, message: str, advice: str, base: int | None = None
    ) -> OwnFinding:
        """Change level and words of an own finding; Stale where `base` was passed over."""
        kept = self._demand_own(number)
        self._alone(_own_change(kept, base, severity, message, advice, False))
        return self._own_finding(number)

    def withdraw_own_finding(self, number: str, *, base: int | None = None) -> None:
        """Take an own finding back; its row and its history stay."""
        kept = self._demand_own(number)
        self._alone(_own_change(kept, base, kept.severity, kept.message, kept.advice, True))

    def take(self, desk: str, changes: Iterable[DeskChange]) -> Taken:
        """Store a desk's changes, each exactly once; tells the last number taken and the clashes.

        A desk sends its changes again until they are acknowledged; those up to the last number
        taken are passed over, also after the server was started anew. A change whose `base` another
        writer has passed over is not stored: it is a clash, in the trail and in the answer, and
        counts as taken. So do later ones of the same parcel on the same finding, and changes of another
        reviewer's own finding without the right to them.
        """
        clashes: list[Clash] = []
        subjects: set[str] = set()
        with self._writing("decide") as connection:
            taken = connection.execute(
                select(desks.c.taken).where(desks.c.id == desk)
            ).scalar_one_or_none()
            last = taken or 0
            for change in sorted(changes, key=lambda c: c.number):
                if change.number > last:
                    before = [clash.change for clash in clashes]
                    clash = self._change(connection, change, desk, before)
                    clashes += [clash] if clash else []
                    subjects.add(change.subject)
                    last = change.number
            values = {"taken": last, "seen_at": now()}
            if taken is None:
                connection.execute(insert(desks).values(id=desk, **values))
            elif last > taken:
                connection.execute(update(desks).where(desks.c.id == desk).values(values))
            self._after(connection, subjects)
        return Taken(last, tuple(clashes))

    def taken(self, desk: str) -> int:
        """The number of the last change taken from a desk, 0 where there was none."""
        with self._reading() as connection:
            found = connection.execute(select(desks.c.taken).where(desks.c.id == desk))
            return found.scalar_one_or_none() or 0

    # --- inside ---

    def _alone(self, change: DeskChange) -> None:
        with self._writing("decide") as connection:
            if self._change(connection, change, "", []) is None:
                self._after(connection, {change.subject})
                return
        raise Stale("这一条刚被别人改动过，没有覆盖。请刷新后看对方的决定，再作决定。")

    def _after(self, connection: Connection, subjects: Iterable[str]) -> None:
        """Counts, and 在审 for what was waiting."""
        for subject in subjects:
            waiting = select(submissions).where(
                submissions.c.subject == subject,
                submissions.c.state == "waiting",
                submissions.c.withdrawn.is_(False),
            )
            for row in connection.execute(waiting).all():
                self._move(connection, row, "state", state="reviewing")
            recount_subject(connection, subject)

    def _change(
        self,
        connection: Connection,
        change: DeskChange,
        desk: str,
        clashed: list[DeskChange],
    ) -> Clash | None:
        own = isinstance(change, OwnChange)
        table = own_findings if own else decisions
        key = own_findings.c.id if own else decisions.c.finding
        here = (table.c.subject == storable(change.subject)) & (key == change.finding)
        row = connection.execute(select(table).where(here)).one_or_none()
        again = any((c.subject, c.finding) == (change.subject, change.finding) for c in clashed)
        if again or _passed_over(change, row, desk) or (own and self._is_others(row)):
            theirs = _theirs(row)
            if isinstance(change, OwnChange):
                after = {"message": change.message, "base": change.base}
            else:
                after = {"verdict": change.verdict, "base": change.base}
            before = {"version": row.version, "reviewer": row.reviewer} if row else None
            self._log(connection, "clash", change.subject, change.finding, before, after)
            return Clash(change, theirs)
        if isinstance(change, OwnChange):
            self._store_own(connection, change, row, desk)
        else:
            self._store(connection, change, row, desk)
        return None

    def _store(self, connection: Connection, change: Change, row: AnyRow | None, desk: str) -> None:
        if change.verdict is not None and change.verdict not in DECISION_VERDICTS:
            raise ValueError(change.verdict)
        if change.verdict is None and (row is None or row.verdict is None):
            return
        values = {
            "verdict": change.verdict,
            "reason": storable(change.reason),
            "edited": storable(change.edited),
            "decided_at": now(),
            "version": row.version + 1 if row else 1,
            "reviewer": storable(self.actor.name),
            "desk": desk,
            "code": (row.code if row else "") or _code(connection, change),
        }
        if row:
            connection.execute(update(decisions).where(decisions.c.id == row.id).values(values))
        else:
            connection.execute(
                insert(decisions).values(
                    subject=storable(change.subject), finding=change.finding, **values
                )
            )
        after = {key: values[key] for key in ("verdict", "reason", "edited")}
        action = "decided" if change.verdict else "undone"
        told = after if change.verdict else None
        self._log(connection, action, change.subject, change.finding, standing(row), told)

    def _store_own(
        self, connection: Connection, change: OwnChange, row: AnyRow | None, desk: str
    ) -> None:
        if not _OWN_ID.fullmatch(change.finding):
            raise ValueError(change.finding)
        values = {name: getattr(change, name) for name in _OWN}
        values = {k: storable(v) if isinstance(v, str) else v for k, v in values.items()}
        values |= {"severity": change.severity.value, "desk": desk}
        values["version"] = row.version + 1 if row else 1
        if row:
            query = update(own_findings).where(own_findings.c.id == change.finding)
            connection.execute(query.values(values))
        else:
            made = {"reviewer": storable(self.actor.name), "created_at": now()}
            connection.execute(
                insert(own_findings).values(
                    id=change.finding, subject=storable(change.subject), **made, **values
                )
            )
        action = "own_withdrawn" if change.withdrawn else "own_changed" if row else "own_made"
        before = {"message": row.message, "severity": row.severity} if row else None
        after = {name: values[name] for name in ("message", "severity", "quote", "cell")}
        self._log(connection, action, change.subject, change.finding, before, after)
        self._decide_own(connection, change, row, desk)

    def _decide_own(
        self, connection: Connection, change: OwnChange, row: AnyRow | None, desk: str
    ) -> None:
        """Made or brought back it is accepted, withdrawn it is undecided; else its decision stays."""
        here = (decisions.c.subject == storable(change.subject)) & (
            decisions.c.finding == change.finding
        )
        decided = connection.execute(select(decisions).where(here)).one_or_none()
        was_there = row is not None and not row.withdrawn
        if change.withdrawn:
            self._store(connection, Change(0, change.subject, change.finding, None), decided, desk)
        elif not was_there:
            accepted = Change(0, change.subject, change.finding, "accepted")
            self._store(connection, accepted, decided, desk)

    def _demand_own(self, number: str) -> OwnFinding:
        kept = self._own_finding(number)
        if kept.reviewer != self.actor.name:
            demand(self.actor, "others")
        return kept

    def _is_others(self, row: AnyRow | None) -> bool:
        """Whether an own finding is another reviewer's that the actor may not change."""
        theirs = row is not None and row.reviewer != self.actor.name
        return theirs and not may(self.actor, "others")

    def _own_finding(self, number: str) -> OwnFinding:
        query = select(own_findings).where(own_findings.c.id == number)
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise StoreError("资料库中没有这一条自提问题，请刷新页面。")
        return own_finding_of(row)


def _code(connection: Connection, change: Change) -> str:
    """The check whose finding this is; empty where no review has it."""
    query = select(findings.c.code).where(
        findings.c.subject == storable(change.subject), findings.c.finding == change.finding
    )
    return connection.execute(query.limit(1)).scalar_one_or_none() or ""


def _passed_over(change: DeskChange, row: AnyRow | None, desk: str) -> bool:
    """Whether another writer came between what the desk saw and this change."""
    if change.base is None:
        return False
    if row is None:
        return change.base != 0
    if desk and row.desk == desk:
        return False
    undecided = isinstance(change, Change) and row.verdict is None
    return change.base != row.version and not (undecided and change.base == 0)


def _theirs(row: AnyRow | None) -> Decision | OwnFinding | None:
    if row is None:
        return None
    if "quote" in row._fields:
        return own_finding_of(row)
    return decision_of(row) if row.verdict is not None else None


def _own_change(
    kept: OwnFinding,
    base: int | None,
    severity: Severity,
    message: str,
    advice: str,
    withdrawn: bool,
) -> OwnChange:
    return OwnChange(
        0,
        kept.subject,
        kept.id,
        kept.section,
        severity,
        message,
        advice,
        kept.start,
        kept.end,
        kept.quote,
        kept.cell,
        withdrawn,
        base,
    )

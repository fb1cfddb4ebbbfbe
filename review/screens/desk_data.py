"""What the desk is told beside the report: decisions and who made them, clashes, where the report stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from review.store import (
    STATE_NAMES,
    Change,
    Clash,
    Decision,
    OwnChange,
    OwnFinding,
    Store,
    Submission,
    may,
)


def decision_view(decision: Decision) -> dict[str, Any]:
    """A decision as the desk shows it and answers to it."""
    return {
        "verdict": decision.verdict,
        "reason": decision.reason,
        "edited": decision.edited,
        "version": decision.version,
        "reviewer": decision.reviewer,
        "at": _stamp(decision.decided_at),
    }


def clash_view(desk: str, clash: Clash) -> dict[str, Any] | None:
    """Both sides of a clash; None where both say the same, so that there is nothing to settle."""
    change, theirs = clash.change, clash.theirs
    told = {"desk": desk, "number": change.number, "finding": change.finding}
    if isinstance(change, OwnChange):
        mine = _own(change)
        other = _own(theirs) if isinstance(theirs, OwnFinding) else None
    else:
        mine = _decided(change)
        other = _decided(theirs) if isinstance(theirs, Decision) else None
    if mine == other or (other is None and mine["verdict"] is None):
        return None
    if theirs is not None:
        at = theirs.decided_at if isinstance(theirs, Decision) else theirs.created_at
        signed = {"reviewer": theirs.reviewer, "at": _stamp(at), "version": theirs.version}
        other = {**(other or {}), **signed}
    return {**told, "mine": mine, "theirs": other}


def without_suppressed(store: Store, document: Mapping[str, Any]) -> dict[str, Any]:
    """The review without findings of checks that are switched off for its agency."""
    codes = store.suppressed_codes(document["report"]["agency"] or "")
    findings = [f for f in document["findings"] if f["code"] not in codes]
    return {**document, "findings": findings}


def standing_view(store: Store, submission: Submission) -> dict[str, Any]:
    """Where the report stands, and what the one who looks at it may do."""
    return {
        "submission": submission.id,
        "state": submission.state,
        "stateName": STATE_NAMES[submission.state],
        "me": store.actor.name,
        "mayDecide": may(store.actor, "decide"),
        "mayNote": may(store.actor, "note"),
    }


def standing_line(submission: Submission, me: str) -> str:
    """第2轮 · 在审（王某）: what follows the report's name in its head."""
    who = submission.reviewer
    state = STATE_NAMES[submission.state]
    held = f"（{'本人' if who == me else who}）" if who else ""
    return f"第{submission.round}轮 · {state}{held}"


@dataclass(frozen=True, slots=True)
class Receipts:
    """What a session has acknowledged to its desks, and the clashes still to be told."""

    numbers: Mapping[str, int]
    clashes: tuple[dict[str, Any], ...] = ()

    def with_taken(self, desk: str, last: int, clashes: tuple[Clash, ...]) -> "Receipts":
        """These receipts after another parcel."""
        told = [view for clash in clashes if (view := clash_view(desk, clash)) is not None]
        return Receipts({**self.numbers, desk: last}, (*self.clashes, *told)[-_MOST_CLASHES:])


_MOST_CLASHES = 200


def _decided(side: Change | Decision) -> dict[str, Any]:
    return {"verdict": side.verdict, "reason": side.reason, "edited": side.edited}


def _own(side: OwnChange | OwnFinding) -> dict[str, Any]:
    severity, message, advice = side.severity.value, side.message, side.advice
    verdict = None if side.withdrawn else "accepted"
    return {
        "verdict": verdict,
        "reason": "",
        "edited": message,
        "advice": advice,
        "level": severity,
    }


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds") + "Z"

"""What the desk sends: changes numbered in order, sent again until acknowledged, and wishes to go on."""

import re
from dataclasses import dataclass
from typing import Any, Literal, TypeGuard, get_args

from review.finding import Severity
from review.store import Change, OwnChange
from review.store.records import DECISION_VERDICTS, DeskChange

_LONGEST = 4000
_OWN_ID = re.compile("[0-9a-f]{16,64}")

WishKind = Literal["next", "previous", "queue", "note", "answered", "returned", "passed"]


@dataclass(frozen=True, slots=True)
class Parcel:
    """The changes that one desk (one load of the page) has not seen acknowledged yet."""

    desk: str
    changes: tuple[DeskChange, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Where the reviewer wants to go from a report, or what is to become of it. Repeated until met."""

    kind: WishKind
    submission: int
    serial: str


def read_parcels(value: Any) -> tuple[Parcel, ...]:
    """Read what came from the browser; what is malformed is left out.

    More than one parcel comes after a reload: the earlier load's changes keep their desk and numbers.
    """
    entries = value.get("parcels") if isinstance(value, dict) else None
    found = map(_parcel, entries if isinstance(entries, list) else ())
    return tuple(parcel for parcel in found if parcel is not None)


def read_wish(value: Any) -> Wish | None:
    """Read a wish from the browser, None if it is malformed."""
    if not isinstance(value, dict) or value.get("kind") not in get_args(WishKind):
        return None
    submission, serial = value.get("submission"), value.get("serial")
    if not isinstance(submission, int) or not isinstance(serial, str) or not serial:
        return None
    return Wish(value["kind"], submission, serial[:64])


def _parcel(value: Any) -> Parcel | None:
    if not isinstance(value, dict) or not isinstance(value.get("desk"), str) or not value["desk"]:
        return None
    entries = value.get("changes")
    found = map(_change, entries if isinstance(entries, list) else ())
    changes = tuple(change for change in found if change is not None)
    return Parcel(value["desk"][:64], changes) if changes else None


def _change(entry: Any) -> DeskChange | None:
    if not isinstance(entry, dict):
        return None
    number, base = entry.get("number"), entry.get("base")
    names = ("subject", "finding", "reason", "edited")
    texts = [entry.get(name, "") for name in names]
    if not _counts(number, 1) or not all(isinstance(text, str) for text in texts):
        return None
    if base is not None and not _counts(base, 0):
        return None
    subject, finding, reason, edited = (text[:_LONGEST] for text in texts)
    if not subject or not finding:
        return None
    if entry.get("own") is not None:
        return _own_change(entry["own"], number, subject, finding, base)
    verdict = entry.get("verdict")
    if verdict is not None and verdict not in DECISION_VERDICTS:
        return None
    return Change(number, subject, finding[:64], verdict, reason, edited, base)


def _own_change(
    own: Any, number: int, subject: str, finding: str, base: int | None
) -> OwnChange | None:
    if not isinstance(own, dict) or not _OWN_ID.fullmatch(finding):
        return None
    names = ("section", "message", "advice", "quote", "cell")
    texts = [own.get(name, "") for name in names]
    start, end = own.get("start", 0), own.get("end", 0)
    if not all(isinstance(text, str) for text in texts) or not texts[1].strip():
        return None
    if not _counts(start, 0) or not _counts(end, start) or own.get("severity") not in _LEVELS:
        return None
    section, message, advice, quote, cell = (text[:_LONGEST] for text in texts)
    return OwnChange(
        number=number,
        subject=subject,
        finding=finding,
        section=section,
        severity=Severity(own["severity"]),
        message=message,
        advice=advice,
        start=start,
        end=end,
        quote=quote,
        cell=cell,
        withdrawn=own.get("withdrawn") is True,
        base=base,
    )


_LEVELS = tuple(level.value for level in Severity)


def _counts(value: Any, least: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least

"""What the desk sends: changes numbered in order, sent again until the server acknowledges them."""

from dataclasses import dataclass
from typing import Any

from review.store import Change
from review.store.records import DECISION_VERDICTS

_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Parcel:
    """The changes that one desk (one load of the page) has not seen acknowledged yet."""

    desk: str
    changes: tuple[Change, ...]


def read_parcel(value: Any) -> Parcel | None:
    """Read what came from the browser; what is malformed is left out, None if nothing is left."""
    if not isinstance(value, dict) or not isinstance(value.get("desk"), str):
        return None
    changes = tuple(
        change for entry in value.get("changes") or () if (change := _change(entry)) is not None
    )
    return Parcel(value["desk"][:64], changes) if changes else None


def _change(entry: Any) -> Change | None:
    if not isinstance(entry, dict):
        return None
    number, verdict = entry.get("number"), entry.get("verdict")
    texts = [entry.get(name, "") for name in ("subject", "finding", "reason", "edited")]
    if not isinstance(number, int) or number < 1 or not all(isinstance(t, str) for t in texts):
        return None
    if verdict is not None and verdict not in DECISION_VERDICTS:
        return None
    subject, finding, reason, edited = (text[:_LONGEST] for text in texts)
    if not subject or not finding:
        return None
    return Change(number, subject, finding[:64], verdict, reason, edited)

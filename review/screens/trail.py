"""The way from report to report: what comes next is settled on arrival, before decisions move it in the queue."""

from dataclasses import dataclass

import streamlit as st

from review.screens.queue_filter import chosen_look
from review.store import Store

_TRAIL = "report_trail"
_LONGEST = 500  # reports that the way back remembers


@dataclass(frozen=True, slots=True)
class Trail:
    """Where one is, what lies before and after it in the queue, and the way one came."""

    here: int
    before: int | None
    after: int | None
    came: tuple[int, ...] = ()


def set_out(store: Store, submission_id: int) -> None:
    """Settle the neighbours of the report that is opened; nothing changes while it stays open."""
    trail: Trail | None = st.session_state.get(_TRAIL)
    if trail is not None and trail.here == submission_id:
        return
    before, after = _beside(store, submission_id)
    came = (*trail.came, trail.here) if trail is not None else ()
    st.session_state[_TRAIL] = Trail(submission_id, before, after, came[-_LONGEST:])


_LONGEST = 500


def next_report(store: Store, submission_id: int) -> int | None:
    """The report to open next: the one that came after on arrival, else what needs a person most.

    Those seen since the queue was left are passed over; None where nothing is left.
    """
    trail: Trail | None = st.session_state.get(_TRAIL)
    seen = {submission_id, *(trail.came if trail else ())}
    if trail is not None and trail.after is not None and trail.after not in seen:
        return trail.after
    look = chosen_look()
    for entry in store.queue(look.wanted, look.sort, limit=len(seen) + 1).entries:
        if entry.submission.id not in seen and entry.error is None:
            return entry.submission.id
    return None


def previous_report(store: Store, submission_id: int) -> int | None:
    """The report that one came from, else the one before it in the queue."""
    trail: Trail | None = st.session_state.get(_TRAIL)
    if trail is None:
        return _beside(store, submission_id)[0]
    if not trail.came:
        return trail.before
    back = trail.came[-1]
    before, _ = _beside(store, back)
    st.session_state[_TRAIL] = Trail(back, before, submission_id, trail.came[:-1])
    return back


def forget_trail() -> None:
    """Begin anew: the queue is in sight again."""
    st.session_state.pop(_TRAIL, None)


def _beside(store: Store, submission_id: int) -> tuple[int | None, int | None]:
    look = chosen_look()
    return store.neighbours(submission_id, look.wanted, look.sort)

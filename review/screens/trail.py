"""The way from report to report: what comes next is settled on arrival, before decisions move it in the queue."""

from dataclasses import dataclass

import streamlit as st

from review.store import QueueFilter, Sort, Store

WANTED, SORT = "queue_wanted", "queue_sort"  # set by the queue page: its filter and its order
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
    before, after = store.neighbours(submission_id, _wanted(), _sort())
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
    for entry in store.queue(_wanted(), _sort(), limit=len(seen) + 1).entries:
        if entry.submission.id not in seen and entry.error is None:
            return entry.submission.id
    return None


def previous_report(store: Store, submission_id: int) -> int | None:
    """The report that one came from, else the one before it in the queue."""
    trail: Trail | None = st.session_state.get(_TRAIL)
    if trail is None:
        return store.neighbours(submission_id, _wanted(), _sort())[0]
    if not trail.came:
        return trail.before
    back = trail.came[-1]
    before, _ = store.neighbours(back, _wanted(), _sort())
    st.session_state[_TRAIL] = Trail(back, before, submission_id, trail.came[:-1])
    return back


def forget_trail() -> None:
    """Begin anew: the queue is in sight again."""
    st.session_state.pop(_TRAIL, None)


def _wanted() -> QueueFilter | None:
    wanted = st.session_state.get(WANTED)
    return wanted if isinstance(wanted, QueueFilter) else None


def _sort() -> Sort:
    sort: Sort = st.session_state.get(SORT, "need")
    return sort

"""Requests of some applicants: in which rows their columns may stand."""

from review.claims.cells import CONCLUDED, requests
from review.claims.statements import Concept, State

_ROWS = (("received",), ("received", "carried_in"), ("concluded",))


def of_applicants(
    columns: tuple[str, ...], start: int, state: State, done: bool = False
) -> Concept:
    """Requests of some applicants: received, or concluded, or of the outcome counted just before."""
    rows: tuple[tuple[str, ...], ...] = _ROWS
    last = state.last
    if done or (last is not None and CONCLUDED in last.readings[:1]):
        rows = (_ROWS[2], *_ROWS[:2])
    part: tuple[tuple[str, ...], ...] = ()
    if last is not None and last.topic == "request" and not last.total:
        keys = last.readings[0]
        rows_told = dict.fromkeys(key.split(".", 1)[1].rsplit(".", 1)[0] for key in keys)
        if all(key.endswith(".total") for key in keys):
            part = (tuple(key.split(".", 1)[1].rsplit(".", 1)[0] for key in keys),)
        elif len(rows_told) == 1 and not {"received", "concluded"} & set(rows_told):
            part = (tuple(rows_told),)  # the next applicant of the same row
        elif set(rows_told) == {"concluded"}:
            rows = (_ROWS[2], *_ROWS[:2])
    readings = tuple(requests(r, columns) for r in (*part, *rows))
    return Concept("request", readings, start, held=not part)

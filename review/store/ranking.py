"""What needs a person most: one number for each submission, kept in a column so that SQL can sort.

Read from left to right:

1. what is still to be done (待审、在审) comes before what is finished, and what could not be read
   before both: nobody else will look at it, and the agency has to be asked for another file;
2. among these, an open 必须修改 weighs more than any number of open 建议修改 (up to 99 count), these
   more than any number of open 请核实;
3. among equals the lower score first, then who came first (by id, in the query).
"""

from collections.abc import Sequence

from review.store.records import SubmissionState

_STATES = {"failed": 2, "waiting": 1, "reviewing": 1}
_MOST = 99


def need(
    state: SubmissionState,
    open_counts: Sequence[int],
    score: float | None,
) -> float:
    """How much a submission needs a person; larger comes first.

    `open_counts`: undecided findings by level, the gravest first. A finished review that only waits to be signed still stands before those that were signed.
    """
    rank = _STATES.get(state, 0)
    for count in open_counts:
        rank = rank * (_MOST + 1) + min(count, _MOST)
    lost = 100.0 if score is None else max(0.0, min(100.0, score))
    return rank + (100.0 - lost) / 101.0
